"""Reads a list of people from outside into candidates; nothing is stored, nobody is merged with anyone we know."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.i18n import count, say
from hubdesk.model.encoding import Decoded
from hubdesk.model.limits import PEOPLE_BYTES
from hubdesk.model.roster import Candidate, Column, Columns, Rejected
from hubdesk.roster.columns import find_columns
from hubdesk.roster.detect import check_size, is_data, is_page, text_of
from hubdesk.roster.header import find_header, is_hxl
from hubdesk.roster.kinds import kind_of
from hubdesk.roster.objects import objects
from hubdesk.roster.pages import tables
from hubdesk.roster.pasted import addresses, is_addresses, is_wikitext, wikitable, wikitext
from hubdesk.roster.people import RowReader, join_repeats
from hubdesk.roster.shapes import shape_of_columns, shapes_of_rows
from hubdesk.roster.sheets import Sheet, Workbook, is_workbook
from hubdesk.roster.table import Report, Row, Table, check_lines, checked, cut_off, restored, split

#: Says of which of several forms, the best first, it is known how they were read: (form, mapping); None of none.
Recall = Callable[[Sequence[str]], tuple[str, Mapping[str, str]] | None]
#: Rows that a preview shows.
PREVIEW = 20
Line = Candidate | Rejected
_LIST_MARK = re.compile(r"^\s*(?:\d{1,4}[.)、]|[-–—•*·◦▪])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class People:
    """A list that was read.

    `kind` is the system it comes from ("pretix" …), "table", "addresses" or "wikitext"; `delimiter` is "" where every
    line is one cell; `header_row` counts the rows of the file from 1, None without a head; `preview` holds the first
    `PREVIEW` rows from the head on, with their cells as they stand. Of a workbook `encoding` is its kind ("xlsx",
    "xls", "ods"), `sheet` the sheet that was read and `sheets` are all it has. `form` is what a list of the same source
    is known by where no line of the file is its head, and `before` what was chosen for one, as `read` takes it.
    """

    kind: str
    encoding: str
    delimiter: str
    header_row: int | None
    columns: Columns
    candidates: tuple[Candidate, ...]
    rejected: tuple[Rejected, ...]
    preview: tuple[tuple[str, ...], ...]
    sheet: str = ""
    sheets: tuple[Sheet, ...] = ()
    form: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)


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
    sheet: str | None = None,
    recall: Recall | None = None,
    report: Report | None = None,
) -> People:
    """Return the people of a list; what is None is found out.

    `header_row` counts from 1, 0 says that there is no head; `mapping` is {head or number of a column: field}; `sheet`
    is the name or the number of a sheet of a workbook, or the number of a table of a web page. `recall` is asked how
    such a list was read before, where nobody says it. Raises Refused for bytes that are no list or name nobody, Usage
    for a choice that cannot be meant, and whatever `report(done, total)` raises to stop (`Cancelled`).
    """
    choice = _Choice(header_row, mapping, delimiter, recall if header_row is None and mapping is None else None)
    check_size(len(data))
    if is_workbook(data):
        people = _of_workbook(data, sheet, choice, report)
    else:
        people = _of_text(text_of(data, encoding), sheet, choice, report)
    if not people.candidates:
        raise Refused(
            count(
                len(people.rejected), "Nobody was found in this list.", "Nobody was found in the {n} rows of this list."
            ),
            next=say("Check that it is the right file, or say which row is its head and what the columns mean."),
            code="people-nobody",
        )
    return people


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a person said about the list, None for what is found out."""

    header_row: int | None
    mapping: Mapping[str, str] | None
    delimiter: str | None
    recall: Recall | None

    def made(self) -> bool:
        return self.delimiter is not None or self.header_row is not None or bool(self.mapping)


def _of_workbook(data: bytes, said: str | None, choice: _Choice, report: Report | None) -> People:
    """Return the people of the sheet that is asked for, else of the visible one that names most."""
    book = Workbook(data, _part(report, 0, 3))
    asked = [book.sheet(said)] if said else [each for each in book.sheets if not each.hidden] or book.sheets
    lists = []
    for number, sheet in enumerate(asked):
        table = book.table(sheet, _part(report, len(asked) + number, 3 * len(asked)))
        part = _part(report, 2 * len(asked) + number, 3 * len(asked))
        found = _tabled(Decoded("", book.kind), table, choice, part)
        lists.append(replace(found, sheet=sheet.name, sheets=book.sheets))
    return max(lists, key=_told)


def _of_text(decoded: Decoded, sheet: str | None, choice: _Choice, report: Report | None) -> People:
    if decoded.cut:
        raise cut_off()
    text = decoded.text
    if is_page(text):
        found = tables(text, _part(report, 0, 2))
        if sheet and not (sheet.isdecimal() and 0 < int(sheet[:6]) <= len(found)):
            raise Usage(
                count(len(found), "This page has {n} table.", "This page has {n} tables."),
                next=say("Give the number of a table."),
                code="sheet-unknown",
            )
        asked = [found[int(sheet) - 1]] if sheet else found
        return max((_tabled(decoded, each, choice, _part(report, 1, 2)) for each in asked), key=_told)
    if sheet:
        raise Usage(
            say("This list is no workbook, so it has no sheets."),
            next=say("Leave the sheet out."),
            code="sheet-unknown",
        )
    if is_data(text):
        return replace(_tabled(decoded, objects(text), choice, report), header_row=None)
    people = None if choice.made() else _pasted(decoded)
    if people is None:
        table = _cut(text, choice.delimiter, _part(report, 0, 2))
        people = _tabled(decoded, table, choice, _part(report, 1, 2))
    return people


def _cut(text: str, delimiter: str | None, report: Report | None) -> Table:
    """Return the rows of the table of a wiki page, else those between delimiters."""
    found = wikitable(text) if delimiter is None else None
    if found is not None:
        check_lines(text)
        rows = list(checked(found, len(text), report))
        if rows:
            return Table("", rows)
    return split(text, delimiter=delimiter, report=report)


def _part(report: Report | None, place: int, parts: int) -> Report | None:
    """Return what reports one of several equal parts of the work."""
    if report is None:
        return None
    return lambda done, total: report(place * total + done, parts * total)


def _told(people: People) -> float:
    """Return how much a list tells about people; what only looks like names counts half, nearly nothing if alone."""
    fields = {each.field for each in people.columns.columns}
    guessed = any(each.field == "name" and each.how == "cells" for each in people.columns.columns)
    weight = 1.0 if not guessed else 0.5 if fields & {"email", "username", "phone"} else 0.1
    return sum(
        bool(each.email) + bool(each.username) + bool(each.phone) + bool(each.name) * weight
        for each in people.candidates
    )


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
    return _gathered(found, People(kind, decoded.encoding, "", None, columns, (), (), preview))


def _tabled(decoded: Decoded, table: Table, choice: _Choice, report: Report | None) -> People:
    rows = table.rows if table.delimiter else _unnumbered(table.rows)
    for at, row in enumerate(rows):
        words = "".join(row)
        if "'" in words or '="' in words:
            rows[at] = [restored(cell) for cell in row]
    place = 0 if table.headed else _head_place(rows, table.skipped, choice.header_row)
    form, place, recalled = _form(rows, place, table, choice)
    head = rows[place] if place is not None else []
    start = 0 if place is None else place + 1
    if recalled is not None:
        wide = max(map(len, rows))
        recalled = {column: field for column, field in recalled.items() if int(column) <= wide}
    columns = find_columns(head, _filled(rows, start), choice.mapping if recalled is None else recalled)
    kind = kind_of(head) if head else "table"
    found = list(_people(rows, start, table.skipped, RowReader(columns, kind), report))
    number = None if place is None else place + 1 + table.skipped
    first = start if place is None else place
    preview = tuple(map(tuple, rows[first : first + PREVIEW]))
    before = {} if recalled is None else {"header_row": number or 0, "mapping": recalled}
    people = People(kind, decoded.encoding, table.delimiter, number, columns, (), (), preview, form=form, before=before)
    return _gathered(found, people, report)


def _form(
    rows: Sequence[Row], place: int | None, table: Table, choice: _Choice
) -> tuple[str, int | None, Mapping[str, str] | None]:
    """Return what such a list is known by, where its head is, and what the columns of one meant before.

    One with delimiters and a head is known by the bytes of a line, before anything is decoded.
    """
    recall = choice.recall or (lambda _forms: None)
    if not table.delimiter:
        heads = shapes_of_rows(rows)
        known = recall(heads)
        if known is not None:
            return known[0], heads.index(known[0]), known[1]
        if place is not None:
            return (heads[place] if place < len(heads) else ""), place, None
    if place is not None:
        return "", place, None
    form = shape_of_columns(find_columns([], _filled(rows, 0)), table.delimiter)
    known = recall([form])
    return form, None, known[1] if known is not None else None


def _unnumbered(rows: list[Row]) -> list[Row]:
    """Return single cells without the numbers or dots of a list, where most of them have one."""
    filled = [row for row in rows if row]
    if any(len(row) > 1 for row in filled):
        return rows
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


def _people(rows: Sequence[Row], start: int, skipped: int, reader: RowReader, report: Report | None) -> Iterator[Line]:
    for at in range(start, len(rows)):
        row = rows[at]
        if report is not None and at % 500 == 0:
            report(at, 2 * len(rows))
        if not any(map(str.strip, row)):
            continue
        number = at + 1 + skipped
        if is_hxl(row):
            yield Rejected(number, say("This row holds tags for machines (HXL), nobody's name."))
        else:
            yield reader.person(row, number)


def _gathered(found: Iterable[Line], people: People, report: Report | None = None) -> People:
    """Return the list with its people joined and its rejected rows."""
    lines = list(found)
    rejected = [line for line in lines if isinstance(line, Rejected)]
    return replace(people, candidates=join_repeats(_candidates(lines, report)), rejected=tuple(rejected))


def _candidates(lines: Sequence[Line], report: Report | None) -> Iterator[Candidate]:
    for at, line in enumerate(lines):
        if report is not None and at % 1000 == 0:
            report(len(lines) + at, 2 * len(lines))
        if isinstance(line, Candidate):
            yield line
    if report is not None:
        report(len(lines), len(lines))
