"""The codebook as a file for others: REFI-QDA (`.qdc`), which programs for qualitative research read, CSV or XLSX.

A `.qdc` follows the schema of namespace urn:QDA-XML:codebook:1.0; it knows one name for a code, so labels in other
languages stand in the tables alone. CSV and XLSX: word, parent (its word), colour, description, then a column
`label:<tag>` for each language.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import StringIO
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from hubdesk.model.codes import Entry
from hubdesk.report.tables import neutral
from hubdesk.report.workbook import one_sheet

NAMESPACE = "urn:QDA-XML:codebook:1.0"
#: What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def qdc(entries: Sequence[Entry]) -> bytes:
    """Return the tree as a REFI-QDA codebook; equal trees give equal bytes."""
    below: dict[int, list[int]] = {}
    for place, entry in enumerate(entries):
        below.setdefault(entry.parent, []).append(place)
    lines = [
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>',
        f'<CodeBook xmlns="{NAMESPACE}" origin="HubDesk">',
    ]
    lines.append("  <Codes>")
    waiting: list[tuple[int, int, bool]] = [(place, 2, False) for place in reversed(below.get(-1, []))]
    while waiting:
        place, depth, closing = waiting.pop()
        entry, space = entries[place], "  " * depth
        if closing:
            lines.append(f"{space}</Code>")
            continue
        colour = f' color="{entry.colour}"' if entry.colour else ""
        guid = uuid5(NAMESPACE_URL, f"{NAMESPACE}#{entry.name}")
        lines.append(f'{space}<Code guid="{guid}" name={quoteattr(plain(entry.name))} isCodable="true"{colour}>')
        if entry.description:
            lines.append(f"{space}  <Description>{escape(plain(entry.description))}</Description>")
        waiting.append((place, depth, True))
        waiting += [(child, depth + 1, False) for child in reversed(below.get(place, []))]
    return "\n".join([*lines, "  </Codes>", "</CodeBook>", ""]).encode()


def table(entries: Sequence[Entry]) -> bytes:
    """Return the tree as CSV, in UTF-8 with a mark for spreadsheets."""
    text = StringIO()
    csv.writer(text).writerows([neutral(cell) for cell in row] for row in _rows(entries))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def sheet(entries: Sequence[Entry], at: datetime) -> bytes:
    """Return the tree as a workbook (XLSX) of one sheet, its cells text; `at` is when it was made."""
    return one_sheet("codebook", _rows(entries), at)


def _rows(entries: Sequence[Entry]) -> Iterator[list[str]]:
    """Yield the rows of the table, names of columns first."""
    tags = sorted({tag for entry in entries for tag in entry.labels})
    yield ["word", "parent", "colour", "description", *(f"label:{tag}" for tag in tags)]
    for entry in entries:
        parent = entries[entry.parent].name if entry.parent >= 0 else ""
        yield [entry.name, parent, entry.colour, entry.description, *(entry.labels.get(tag, "") for tag in tags)]


def plain(text: str) -> str:
    """Return words as XML can hold them."""
    return _UNWRITABLE.sub("\ufffd", text)
