"""Reads a list of people from outside into candidates; nothing is stored, nobody is merged with anyone we know."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.i18n import count, say
from hubdesk.model.limits import PEOPLE_BYTES
from hubdesk.model.roster import Candidate, Column, Columns, Rejected
from hubdesk.roster.columns import find_columns
from hubdesk.roster.detect import check_size, text_of
from hubdesk.roster.encoding import Decoded
from hubdesk.roster.header import find_header, is_hxl
from hubdesk.roster.kinds import kind_of
from hubdesk.roster.pasted import addresses, is_addresses, is_wikitext, wikitext
from hubdesk.roster.people import RowReader, join_repeats
from hubdesk.roster.table import Report, Row, Table, restored, split

#: Rows that a preview shows.
PREVIEW = 20
Line = Candidate | Rejected
_LIST_MARK = re.compile(r"^\s*(?:\d{1,4}[.)、]|[-–—•*·◦▪])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class People:
    """A list that was read.

    `kind` is the system it comes from ("pretix" …), "table", "addresses" or "wikitext"; `delimiter` is "" where every
    line is one cell; `header_row` counts the rows of the file from 1, None without a head; `preview` holds the first
    `PREVIEW` rows from the head on, with their cells as they stand.
    """

    kind: str
    encoding: str
    delimiter: str
    header_row: int | None
    columns: Columns
    candidates: tuple[Candidate, ...]
    rejected: tuple[Rejected, ...]
    preview: tuple[tuple[str, ...], ...]


def load(path: Path) -> bytes:
    """Return the bytes of a list.

    Raises Refused for a file that is too large (before all of it is read), HubDeskError for one that cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(PEOPLE_BYTES + 1)
            check_size(max(len(data), path.stat().st_size))
    except OSError:
        raise HubDeskError(
            say("The file {name} cannot be read.", name=path.name),
            safe=say("Nothing was changed."),
            next=say("Check that it is there and that you may open it."),
            code="people-unreadable",
        ) from None
    return data


def read(
    data: bytes,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    mapping: Mapping[str, str] | None = None,
    report: Report | None = None,
) -> People:
    """Return the people of a list; what is None is found out.

    `header_row` counts from 1, 0 says that there is no head; `mapping` is {head or number of a column: field}. Raises
    Refused for bytes that are no list or name nobody, Usage for a choice that cannot be meant, and whatever
    `report(done, total)` raises to stop (`Cancelled`).
    """
    decoded = text_of(data, encoding)
    people = None
    if delimiter is None and header_row is None and not mapping:
        people = _pasted(decoded)
    if people is None:
        table = split(decoded.text, delimiter=delimiter, report=report)
        people = _tabled(decoded, table, header_row, mapping)
    if not people.candidates:
        raise Refused(
            count(
                len(people.rejected), "Nobody was found in this list.", "Nobody was found in the {n} rows of this list."
            ),
            next=say("Check that it is the right file, or say which row is its head and what the columns mean."),
            code="people-nobody",
        )
    return people


def _pasted(decoded: Decoded) -> People | None:
    """Return the people of a text that is no table, None for a table."""
    if is_wikitext(decoded.text):
        kind, lines = "wikitext", wikitext(decoded.text)
    elif is_addresses(decoded.text):
        kind, lines = "addresses", addresses(decoded.text)
    else:
        return None
    preview = tuple((line,) for line in decoded.text[:100_000].splitlines()[:PREVIEW])
    found = list(lines)
    columns = Columns((Column(0, "", "username" if kind == "wikitext" else "email", "cells"),))
    return _gathered(found, decoded, People(kind, decoded.encoding, "", None, columns, (), (), preview))


def _tabled(decoded: Decoded, table: Table, header_row: int | None, mapping: Mapping[str, str] | None) -> People:
    rows = table.rows if table.delimiter else _unnumbered(table.rows)
    for at, row in enumerate(rows):
        if any("'" in cell or cell.startswith('="') for cell in row):
            rows[at] = [restored(cell) for cell in row]
    place = _head_place(rows, table.skipped, header_row)
    head = rows[place] if place is not None else []
    start = 0 if place is None else place + 1
    columns = find_columns(head, _filled(rows, start), mapping)
    kind = kind_of(head) if head else "table"
    found = list(_people(rows, start, table.skipped, RowReader(columns, kind)))
    number = None if place is None else place + 1 + table.skipped
    first = start if place is None else place
    preview = tuple(map(tuple, rows[first : first + PREVIEW]))
    return _gathered(found, decoded, People(kind, decoded.encoding, table.delimiter, number, columns, (), (), preview))


def _unnumbered(rows: list[Row]) -> list[Row]:
    """Return single cells without the numbers or dots of a list, where most of them have one."""
    filled = [row for row in rows if row]
    if sum(_LIST_MARK.match(row[0]) is not None for row in filled) * 3 < len(filled) * 2:
        return rows
    return [[_LIST_MARK.sub("", cell) for cell in row] for row in rows]


def _head_place(rows: Sequence[Row], skipped: int, header_row: int | None) -> int | None:
    if header_row is None:
        return find_header(rows)
    if header_row == 0:
        return None
    if not 0 < header_row - skipped <= len(rows):
        raise Usage(
            say("This list has no row {row}.", row=header_row),
            next=say("Say in which row the head is, or 0 when there is none."),
            code="header-row",
        )
    return header_row - skipped - 1


def _filled(rows: Sequence[Row], start: int) -> Iterator[Row]:
    return (rows[at] for at in range(start, len(rows)) if any(map(str.strip, rows[at])))


def _people(rows: Sequence[Row], start: int, skipped: int, reader: RowReader) -> Iterator[Line]:
    for at in range(start, len(rows)):
        row = rows[at]
        if not any(map(str.strip, row)):
            continue
        number = at + 1 + skipped
        if is_hxl(row):
            yield Rejected(number, say("This row holds tags for machines (HXL), nobody's name."))
        else:
            yield reader.person(row, number)


def _gathered(found: Iterable[Line], decoded: Decoded, people: People) -> People:
    """Return the list with its people joined and its rejected rows."""
    lines = list(found)
    rejected = [line for line in lines if isinstance(line, Rejected)]
    if decoded.cut and lines:
        rejected.append(
            Rejected(lines[-1].row, say("The file ends in the middle of a character: the last row may lack its end."))
        )
    candidates = join_repeats(line for line in lines if isinstance(line, Candidate))
    return People(
        people.kind,
        people.encoding,
        people.delimiter,
        people.header_row,
        people.columns,
        candidates,
        tuple(rejected),
        people.preview,
    )
