"""A packed workbook (XLSX, ODS) made anew from parts that were checked, so that what reads it meets no surprise."""

import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat

from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, say
from hubdesk.model.limits import (
    PEOPLE_CELL,
    SHEET_AREA,
    SHEET_ELEMENTS,
    SHEET_UNPACKED,
    WORKBOOK_PARTS,
    WORKBOOK_RATIO,
)
from hubdesk.roster.table import Report

_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    OverflowError, IndexError, NotImplementedError,
)  # fmt: skip
#: Parts that hold words, cells and what belongs to them; pictures, macros and their likes are left behind.
_WANTED = re.compile(r"(?:\.xml|\.rels|(?:^|/)mimetype)$", re.IGNORECASE)
_PLACE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})").fullmatch
#: A cell as all programs write it, and anything that could be one.
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
#: An attribute of a cell in which something stands (ODS).
_FILLED = re.compile("office:|table:formula$").match
_ANY_CELL = re.compile(rb"<(?:[^\s<>/=\"']+:)?c[\s/>]")
_CHUNK = 1 << 16


def remade(data: bytes, report: Report | None = None) -> tuple[str, bytes]:
    """Return ("xlsx" or "ods", the workbook with its checked parts alone).

    Raises Refused for a file that is damaged, encrypted, no workbook, or would need too much memory, before anything of
    it is believed; and whatever `report(done, total)` raises to stop.
    """
    if data.count(_DIRECTORY_ENTRY) > WORKBOOK_PARTS:
        raise too_large()
    made = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, True, 1) as new:
            entries = [each for each in old.infolist() if _WANTED.search(each.filename)]
            names = {each.filename.casefold() for each in entries}
            kind = _kind(old, names)
            if len(names) < len(entries):
                raise damaged()
            room = _Room(sum(each.file_size for each in entries), report)
            for entry in entries:
                new.writestr(entry.filename, _checked(room.read(old, entry), room))
    except _DAMAGE as error:
        raise damaged() from error
    return kind, made.getvalue()


def _kind(box: zipfile.ZipFile, names: set[str]) -> str:
    if "content.xml" in names:
        manifest = next((each for each in box.infolist() if each.filename.casefold() == "meta-inf/manifest.xml"), None)
        if manifest and b"encryption-data" in box.open(manifest).read(1 << 20):
            raise locked()
        return "ods"
    if any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    raise refused(
        say("This archive holds no workbook that can be read."),
        "workbook-other",
    )


class _Room:
    """How much all parts together may still unpack to, and how much of them was looked at."""

    def __init__(self, total: int, report: Report | None) -> None:
        self._left, self._done, self._total, self._report = SHEET_UNPACKED, 0, total, report

    def read(self, box: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
        """Return the bytes of a part. Raises Refused where it is encrypted or grows too much by unpacking."""
        if entry.flag_bits & _ENCRYPTED:
            raise locked()
        if entry.file_size > min(self._left, max(WORKBOOK_RATIO * entry.compress_size, 1 << 16)):
            raise too_large()
        self._left -= entry.file_size
        with box.open(entry) as file:
            # with a number: without one the library unpacks whatever comes before it looks at the size
            part = file.read(entry.file_size + 1)
        if len(part) != entry.file_size:
            raise damaged()
        return part

    def told(self, n: int) -> None:
        """Tell how far it is; raises what the report raises to stop."""
        self._done += n
        if self._report is not None:
            self._report(min(self._done, self._total), 2 * self._total)


def _checked(part: bytes, room: _Room) -> bytes:
    """Return a part whose cells fit into the memory that may be spent on them. Raises Refused otherwise."""
    if b"\0" in part or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise damaged()
    if part.count(b"<") > 2 * SHEET_ELEMENTS:
        raise too_large()
    if b"table:" in part:
        _walk(part, _Tables(), room)
    if b"sheetData" in part and not _plainly_small(part, room):
        _walk(part, _Cells(), room)
    elif b"table:" not in part:
        room.told(len(part))
    return part


def _plainly_small(part: bytes, room: _Room) -> bool:
    """Whether every cell of a sheet says where it stands, as programs write it, and all stand close together."""
    columns: set[bytes] = set()
    bottom = cells = 0
    for found in _PLAIN_CELL.finditer(part):
        columns.add(found[1])
        bottom = max(bottom, int(found[2]))
        cells += 1
        if not cells % 20_000:
            room.told(0)
    wide = max(map(_column, columns), default=0)
    return bottom * wide <= SHEET_AREA and sum(1 for _ in _ANY_CELL.finditer(part)) == cells


def _walk(part: bytes, hearing: "_Cells | _Tables", room: _Room) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = hearing.begin
    try:
        for at in range(0, len(part), _CHUNK):
            parser.Parse(part[at : at + _CHUNK], False)
            room.told(_CHUNK)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise damaged() from error
    if hearing.area() > SHEET_AREA:
        raise too_large()


class _Cells:
    """Hears how far the cells of a sheet reach (XLSX): memory is set aside for the whole square between them."""

    def __init__(self) -> None:
        self._top, self._bottom, self._left, self._right = 1 << 40, -1, 1 << 40, -1
        self._row = self._column = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        local = name.rpartition(":")[2]
        if local in ("v", "is", "f"):
            self._top, self._bottom = min(self._top, self._row), max(self._bottom, self._row)
            self._left, self._right = min(self._left, self._column), max(self._right, self._column)
        elif local == "row":
            self._row, self._column = _number(attributes.get("r", ""), self._row + 1), 0
        elif local == "c" and "r" in attributes:
            found = _PLACE(attributes["r"])
            if found is None:
                raise damaged()
            self._row, self._column = int(found[2]), _column(found[1].encode())
        elif local == "c":
            self._column += 1

    def area(self) -> int:
        """Return the cells of the square."""
        return max(0, self._bottom - self._top + 1) * max(0, self._right - self._left + 1)


class _Tables:
    """Hears how many cells the tables of a document come to (ODS), where one may stand for thousands of equal ones.

    Empty cells and rows count where something follows them.
    """

    def __init__(self) -> None:
        self._done = self._pushed = self._rows = self._wide = 0
        self._empty, self._repeats, self._waiting, self._column, self._held = 0, 0, 0, 0, False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        if name == "text:p":  # every other element of most documents
            return
        if name in ("table:table-cell", "table:covered-table-cell"):
            before, repeats = self._column, attributes.get("table:number-columns-repeated", "")
            self._column += self._waiting
            self._waiting = _number(repeats, 1) if repeats else 1
            if "office:value-type" in attributes or any(map(_FILLED, attributes)):
                self._column += self._waiting
                self._waiting, self._held = 0, True
            self._pushed += self._column - before
            if self._pushed > SHEET_AREA:
                raise too_large()
        elif name == "table:table-row":
            self._end_row()
            self._repeats = _number(attributes.get("table:number-rows-repeated", ""), 1)
        elif name == "table:table":
            self._end_table()
        elif name == "text:s" and _number(attributes.get("text:c", ""), 1) > PEOPLE_CELL:
            raise too_large()

    def _end_row(self) -> None:
        self._empty += self._repeats
        if self._held:
            self._rows, self._empty, self._wide = self._rows + self._empty, 0, max(self._wide, self._column)
        self._repeats, self._waiting, self._column, self._held = 0, 0, 0, False

    def _end_table(self) -> None:
        self._end_row()
        self._done += self._rows * self._wide
        self._rows = self._wide = self._empty = 0

    def area(self) -> int:
        """Return the cells of all tables."""
        self._end_table()
        return self._done


def _column(letters: bytes) -> int:
    """Return the number of the column "AB", counted from 1."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + letter - 64
    return column


def _number(text: str, otherwise: int) -> int:
    if not text:
        return otherwise
    if not (text.isdecimal() and text.isascii() and len(text) <= 9):
        raise damaged()
    return int(text)


def damaged() -> Refused:
    """Return the refusal of a workbook whose parts make no sense."""
    return refused(say("This workbook is damaged: its parts cannot be read."), "workbook-damaged")


def too_large() -> Refused:
    """Return the refusal of a workbook that would need too much memory or time."""
    return refused(say("This workbook is too large, or its cells lie too far apart."), "workbook-large")


def locked() -> Refused:
    """Return the refusal of an encrypted workbook."""
    return Refused(
        say("This workbook is encrypted: it opens with a password only."),
        next=say("Open it where it was made, and save it without a password."),
        code="workbook-locked",
    )


def refused(what: Sentence, code: str) -> Refused:
    """Return a refusal of a workbook."""
    return Refused(what, next=say("Open it where it was made, and save the sheet with the people as CSV."), code=code)
