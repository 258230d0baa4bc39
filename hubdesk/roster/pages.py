"""The tables of a web page, and of the XML that older spreadsheet programs wrote, as rows of text."""

import re
from collections.abc import Iterator
from html import unescape

from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.limits import PEOPLE_CELL, PEOPLE_COLUMNS, PEOPLE_ROWS, SHEET_AREA
from hubdesk.roster.table import Report, Row, Table

#: What begins a table, a row and a cell in HTML and in SpreadsheetML, without the prefix "ss:".
_TABLE, _ROW, _CELL = ("table",), ("tr", "row"), ("td", "th", "cell")
_SILENT = ("script", "style", "template", "select", "svg", "comment")
_STRUCK = ("s", "del", "strike")
_BREAKS = ("br", "p", "div", "li")
#: A tag that no other begins within, so that a page is walked through once whatever it leaves open.
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]{0,60})([^<>]*)>")
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
#: Cells of a page that only a number asks for: those that reach over rows and columns, and empty ones before a place.
_ASKED = 2 * SHEET_AREA
#: Tables of one page, and tokens between two reports.
_MOST, _OFTEN = 1_000, 5_000


def tables(text: str, report: Report | None = None) -> list[Table]:
    """Return the tables that hold something; one within another stands apart.

    Raises Refused for a page without one and for tables that no list can be, and what `report(done, total)` raises.
    """
    found: list[list[Row]] = []
    _hear(text, found, report)
    filled = [Table("", rows) for rows in found if any(any(row) for row in rows)]
    if not filled:
        raise Refused(
            say("This web page holds no table of people."),
            next=say("Save the list as CSV or as a workbook, or copy the names and paste them."),
            code="people-page",
        )
    return filled


def _hear(text: str, found: list[list[Row]], report: Report | None) -> None:
    """Walk through a page; what stands outside of cells is passed over."""
    open_: list[_Open] = []
    room = _Room()
    for number, (at, before, closes, name, written) in enumerate(_tokens(text)):
        if report is not None and number % _OFTEN == 0:
            report(at, len(text))
        if open_ and before:
            open_[-1].words(unescape(before))
        if name in _TABLE and not closes:
            if len(found) >= _MOST:
                raise _too_much()
            found.append([])
            open_.append(_Open(found[-1], room))
        elif name in _TABLE and open_:
            open_.pop().close()
        elif open_:
            _within(open_[-1], closes, name, written)
    for each in open_:
        each.close()


def _within(table: "_Open", closes: bool, name: str, written: str) -> None:
    if name in _STRUCK:
        table.words("</s>" if closes else "<s>")
    elif name in _BREAKS:
        table.words("\n")
    elif closes and name in (*_ROW, *_CELL):
        table.end()
    elif name in _ROW:
        table.row()
    elif name in _CELL:
        found = _ATTRIBUTE.findall(written)
        table.cell({key.rpartition(":")[2].lower(): "".join(values) for key, *values in found})
        if written.endswith("/"):
            table.end()


def _tokens(text: str) -> Iterator[tuple[int, str, bool, str, str]]:
    """Yield (place, text before it, whether it closes, name, what else is written) of tags, scripts passed over."""
    at = 0
    for found in _TAG.finditer(_uncommented(text)):
        if found.start() < at:
            continue
        name = found[2].rpartition(":")[2].lower()
        yield found.start(), found.string[at : found.start()], bool(found[1]), name, found[3]
        at = found.end()
        if name in _SILENT and not found[1] and not found[3].endswith("/"):
            end = re.compile(rf"</(?:\w+:)?{name}\b", re.IGNORECASE).search(found.string, at)
            at = end.start() if end else len(found.string)


def _uncommented(text: str) -> str:
    """Return a page without comments; one that is never closed is none."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join((*parts, text[at:]))


class _Room:
    """How many cells a page may still ask for by a number, in all its tables."""

    def __init__(self) -> None:
        self._left = _ASKED

    def take(self, cells: int) -> None:
        """Count cells. Raises Refused when they are too many."""
        self._left -= max(0, cells)
        if self._left < 0:
            raise _too_much()


class _Open:
    """A table that is being heard."""

    def __init__(self, rows: list[Row], room: _Room) -> None:
        self._rows, self._room = rows, room
        self._pieces: list[str] | None = None
        self._wide = self._size = 0
        self._below: dict[int, tuple[int, str]] = {}
        self._high = 1

    def row(self) -> None:
        """Begin a row."""
        self.close()
        if len(self._rows) >= PEOPLE_ROWS:
            raise _too_much()
        self._rows.append([])

    def cell(self, attributes: dict[str, str]) -> None:
        """Begin a cell."""
        self.end()
        if not self._rows:
            self._rows.append([])
        row = self._rows[-1]
        self._reach(row)
        before = _number(attributes.get("index", ""), 0) - 1 - len(row)
        self._wide = _number(attributes.get("colspan", ""), 1) + _number(attributes.get("mergeacross", ""), 0)
        self._high = _number(attributes.get("rowspan", ""), 1) + _number(attributes.get("mergedown", ""), 0)
        if len(row) + max(0, before) + self._wide > PEOPLE_COLUMNS:
            raise _too_much()
        self._room.take(before)
        row += [""] * before
        self._pieces, self._size = [], 0

    def close(self) -> None:
        """End the row that is open; what reaches down from rows above may stand at its end."""
        self.end()
        if self._rows:
            self._reach(self._rows[-1])

    def words(self, text: str) -> None:
        """Hear words of a cell."""
        if self._pieces is not None and self._size <= PEOPLE_CELL:
            self._pieces.append(text)
            self._size += len(text)

    def end(self) -> None:
        """End the cell that is open."""
        if self._pieces is None:
            return
        text = "\n".join(filter(None, (" ".join(line.split()) for line in "".join(self._pieces).split("\n"))))
        row = self._rows[-1]
        if self._high > 1:
            self._below[len(row)] = (self._high - 1, text)
        self._room.take(self._wide - 1)
        row += [text, *[""] * (self._wide - 1)]
        self._pieces = None

    def _reach(self, row: Row) -> None:
        """Fill in what reaches down from rows above, up to the next free place."""
        while (left := self._below.get(len(row))) is not None:
            times, text = left
            if times > 1:
                self._below[len(row)] = (times - 1, text)
            else:
                del self._below[len(row)]
            self._room.take(1)
            row.append(text)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 6 else otherwise


def _too_much() -> Refused:
    return Refused(
        say("The tables of this web page are too large."),
        next=say("Check that it is the right file, or split it."),
        code="people-too-much",
    )
