"""A translation as Special:ExportTranslations writes it as a table (CSV): key, source, translation."""

import re
from collections.abc import Iterator
from typing import Literal

from hubdesk.charter import languages
from hubdesk.charter.finishing import Facts, Reading, too_long
from hubdesk.charter.units import FUZZY, Unit, of_chapter, read_units, unit_of
from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.limits import DOCUMENT_BLOCKS
from hubdesk.model.outline import Outline

#: How quotation marks in a cell are written. The wiki (PHP) doubles them but not behind a backslash; a cell that ends
#: with a backslash then looks as if it went on. Spreadsheets double all of them.
_WAYS: tuple["_Way", ...] = ("wiki", "wiki, closing", "spreadsheet")
_Way = Literal["wiki", "wiki, closing", "spreadsheet"]
#: The signs that may stand between cells, and what ends a cell without quotation marks.
_STOPS = {sign: re.compile(f'[{sign}\n"]') for sign in (",", ";", "\t")}
_MOST = 3
#: A key is the title of the unit's page in the source language: "Translations:Charter/Hubs/12/en".
_KEY = re.compile(r"\"?[^\n/]{1,300}/(?:[^\n/]{0,300}/){0,20}([^\n/]{1,200})/([a-z][a-z-]{1,39})\"?[,;\t]")


def is_table(text: str) -> bool:
    """Whether a text is a table of units: a line of two or three headings, then a line that begins with a key."""
    return _columns(text) is not None


def facts_of_table(text: str) -> Facts:
    """Return the language of the translation, and that of the source, as headings and keys tell them."""
    header, _, start = _columns(text) or ([], "", 0)
    key = _KEY.match(text, start)
    return Facts(
        language=languages.stated(header[2]) if len(header) > 2 else "",
        original=languages.stated(key[2]) if key else "",
    )


def read_table(reading: Reading) -> tuple[Outline, ...]:
    """Return a translation (none in an export of the source itself) and the source as the table tells it.

    Raises `Refused` with the line for a table that is damaged.
    """
    units: list[Unit] = []
    for row in _rows(reading.text):
        if len(units) == DOCUMENT_BLOCKS:
            raise too_long()
        key, definition, words = (*row, "")[:3]
        fuzzy = words.lstrip().startswith(FUZZY)
        page, _, _language = key.rpartition("/")
        unit = Unit(unit_of(page), definition, words.replace(FUZZY, "", 1), fuzzy)
        units.append(of_chapter(unit, page.rpartition("/")[0], reading.chapters))
    return read_units(reading, units, "csv")


def _columns(text: str) -> tuple[list[str], str, int] | None:
    """Return the headings, the sign between columns and where the rows begin; None when it is no such table."""
    for sign in _STOPS:
        for way in _WAYS:
            row = _row(text[:5000], 0, sign, way)
            if row and len(row[0]) in (2, 3) and _KEY.match(text, row[1]):
                return row[0], sign, row[1]
    return None


def _rows(text: str) -> Iterator[list[str]]:
    header, sign, at = _columns(text) or ([], "", 0)
    while at < len(text):
        if text[at] == "\n":
            at += 1
            continue
        for way in _WAYS:
            row = _row(text, at, sign, way)
            if row and 2 <= len(row[0]) <= len(header) and (row[1] >= len(text) or _begins(text, row[1])):
                break
        else:
            raise _damaged(text.count("\n", 0, at) + 1)
        if not _KEY.match(text, at):
            raise _damaged(text.count("\n", 0, at) + 1)
        yield row[0]
        at = row[1]


def _begins(text: str, at: int) -> bool:
    """Whether a row begins at a place, blank lines before it left aside."""
    while text[at : at + 1] == "\n":
        at += 1
    return at >= len(text) or bool(_KEY.match(text, at))


def _row(text: str, at: int, sign: str, way: _Way) -> tuple[list[str], int] | None:
    """Return the cells of a row and where the next one begins; None when quotation marks do not fit."""
    cells: list[str] = []
    while len(cells) < _MOST:
        found = _quoted(text, at + 1, sign, way) if text[at : at + 1] == '"' else _bare(text, at, sign)
        if found is None:
            return None
        cells.append(found[0])
        at = found[1]
        if text[at : at + 1] != sign:
            return cells, at + 1
        at += 1
    return None


def _bare(text: str, at: int, sign: str) -> tuple[str, int] | None:
    found = _STOPS[sign].search(text, at)
    end = found.start() if found else len(text)
    return None if found and found[0] == '"' else (text[at:end], end)


def _quoted(text: str, start: int, sign: str, way: _Way) -> tuple[str, int] | None:
    at = start
    while (mark := text.find('"', at)) >= 0:
        behind = text[mark + 1 : mark + 2]
        ends = behind in (sign, "\n", "")
        if way != "spreadsheet" and mark > start and text[mark - 1] == "\\" and not (way == "wiki, closing" and ends):
            at = mark + 1
        elif behind == '"':
            at = mark + 2
        else:
            return (text[start:mark].replace('""', '"'), mark + 1) if ends else None
    return None


def _damaged(line: int) -> Refused:
    return Refused(
        say("The table of the translation is damaged in line {line}.", line=line),
        next=say("Export the translation again, as a PO file if you can choose, and import the new file."),
        code="document-csv",
    )
