"""The words in the first sheet of a workbook (XLSX, ISO/IEC 29500), read within limits and without running anything."""

import posixpath
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat

from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, say
from hubdesk.model.limits import (
    WORKBOOK_CELL,
    WORKBOOK_COLUMNS,
    WORKBOOK_DEPTH,
    WORKBOOK_ELEMENTS,
    WORKBOOK_PARTS,
    WORKBOOK_RATIO,
    WORKBOOK_ROWS,
    WORKBOOK_UNPACKED,
)

ZIP = b"PK\x03\x04"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
#: What office programs call an encrypted workbook: a file of an older kind with the workbook within.
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    OverflowError, IndexError,
)  # fmt: skip
_PLACE = re.compile("([A-Z]{1,3})[0-9]{1,7}").fullmatch
#: A character that XML cannot hold, as workbooks write it (22.9.2.19, ST_Xstring).
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def is_workbook(data: bytes) -> bool:
    """Tell whether a file begins like a workbook, or like one that is encrypted."""
    return data.startswith((ZIP, _LOCKED))


def rows(data: bytes) -> list[list[str]]:
    """Return the cells of the first sheet as they are written, blank rows left out.

    Raises Refused for a file that is damaged, encrypted, too large or no workbook, and for formulas: what they result
    in is not what somebody wrote.
    """
    parts = _Parts(data)
    book = parts.named("", "officeDocument") or "xl/workbook.xml"
    sheets = _Sheets()
    _walk(parts.read(book), sheets)
    home = parts.related(book).get(sheets.first)
    if home is None:
        raise _refused(say("There is no sheet with cells in this file."), "workbook-empty")
    words = _Words()
    if strings := parts.named(book, "sharedStrings"):
        _walk(parts.read(strings), words)
    cells = _Cells(words.found)
    _walk(parts.read(home), cells)
    return cells.rows


class _Parts:
    """The parts of the file by name; nothing is unpacked before it is asked for, and never to a file."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_LOCKED):
            raise _refused(say("This workbook is encrypted, or of an old kind (XLS)."), "workbook-locked")
        if data.count(_DIRECTORY_ENTRY) > WORKBOOK_PARTS:
            raise _too_large()
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise _damaged() from error
        entries = self._zip.infolist()
        self._parts = {each.filename.casefold(): each for each in entries}
        self._twice = {name for name, n in Counter(each.filename.casefold() for each in entries).items() if n > 1}
        self._room = WORKBOOK_UNPACKED

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. Raises Refused where it is missing, damaged, or grows too much by unpacking."""
        entry = self._parts.get(name.casefold())
        if entry is None or name.casefold() in self._twice:
            raise _damaged()
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged()
        if entry.file_size > min(self._room, max(WORKBOOK_RATIO * entry.compress_size, 1 << 16)):
            raise _too_large()
        self._room -= entry.file_size
        try:
            with self._zip.open(entry) as file:
                # with a number: without one the library unpacks whatever comes before it looks at the size
                return file.read(entry.file_size + 1)
        except _DAMAGE as error:
            raise _damaged() from error

    def related(self, part: str) -> dict[str, str]:
        """Return {id: name} of the parts that a part speaks of."""
        return {id: name for id, (_, name) in self._relations(part).items()}

    def named(self, part: str, kind: str) -> str:
        """Return the part of a kind that a part ("" the file) speaks of, "" for none."""
        return next((name for sort, name in self._relations(part).values() if sort == kind), "")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, _, name = part.rpartition("/")
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed.casefold() not in self._parts:
            return {}
        found = _Relations(folder)
        _walk(self.read(listed), found)
        return found.found


class _Hearing:
    """Hears the elements of a part by their names without name space; two editions of the format differ in it alone."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""

    def words(self, text: str) -> None:
        """Hear text."""

    def end(self, name: str) -> None:
        """Hear an element end."""


class _Relations(_Hearing):
    def __init__(self, folder: str) -> None:
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(self._folder, target))
            self.found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], path)


class _Sheets(_Hearing):
    """Hears which sheet stands first."""

    first = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and not self.first:
            self.first = next((value for key, value in attributes.items() if key.endswith(" id")), "")


class _Words(_Hearing):
    """Hears the strings that cells point to; how they are pronounced (rPh) is no part of them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._open = self._aside = False

    def begin(self, name: str, _attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._pieces = []
        self._aside = self._aside or name == "rPh"
        self._open = name == "t" and not self._aside

    def words(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        self._open = False
        if name == "rPh":
            self._aside = False
        elif name == "si":
            self.found.append(_plain("".join(self._pieces)))


class _Cells(_Hearing):
    """Hears rows of cells."""

    def __init__(self, shared: list[str]) -> None:
        self.rows: list[list[str]] = []
        self._shared = shared
        self._row: dict[int, str] = {}
        self._at, self._type, self._pieces = -1, "", list[str]()
        self._open = self._aside = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self._row, self._at = {}, -1
        elif name == "c":
            self._at = _column(attributes["r"]) if "r" in attributes else self._at + 1
            if not 0 <= self._at < WORKBOOK_COLUMNS:
                raise _too_large()
            self._type, self._pieces = attributes.get("t", "n"), []
        elif name == "f":
            raise _refused(say("This workbook holds formulas, which no list needs."), "workbook-formula")
        self._aside = self._aside or name == "rPh"
        self._open = name in ("v", "t") and not self._aside

    def words(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        self._open = False
        if name == "rPh":
            self._aside = False
        elif name == "c":
            if text := self._said("".join(self._pieces)):
                self._row[self._at] = text
            if len(text) > WORKBOOK_CELL:
                raise _too_large()
        elif name == "row" and self._row:
            if len(self.rows) >= WORKBOOK_ROWS:
                raise _too_large()
            self.rows.append([self._row.get(place, "") for place in range(max(self._row) + 1)])

    def _said(self, text: str) -> str:
        if self._type != "s":
            return _plain(text) if self._type in ("str", "inlineStr") else text
        if not text.isdecimal() or len(text) > 9 or int(text) >= len(self._shared):
            raise _damaged()
        return self._shared[int(text)]


def _walk(part: bytes, hearing: _Hearing) -> None:
    """Tell what an XML part holds; nothing is fetched and nothing expanded."""
    depth = count = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > WORKBOOK_DEPTH or count > WORKBOOK_ELEMENTS:
            raise _too_large()
        hearing.begin(name.rpartition(" ")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        hearing.end(name.rpartition(" ")[2])

    def doctype(*_: object) -> None:
        raise _refused(say("This file declares entities, which no workbook needs."), "workbook-doctype")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = hearing.words, doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _damaged() from error


def _column(place: str) -> int:
    """Return the column of "AB12", counted from 0. Raises Refused for what is no place."""
    found = _PLACE(place)
    if found is None:
        raise _damaged()
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _plain(text: str) -> str:
    """Return text with the characters that the file could only write by their number."""
    if "_x" not in text:
        return text
    found = _ESCAPE.sub(lambda each: chr(int(each[1], 16)), text)
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # two of them may be one letter


def _damaged() -> Refused:
    return _refused(say("This workbook is damaged: its parts cannot be read."), "workbook-damaged")


def _too_large() -> Refused:
    return _refused(say("This workbook is too large."), "workbook-large")


def _refused(what: Sentence, code: str) -> Refused:
    return Refused(what, next=say("Open it where it was made, and save the first sheet as CSV."), code=code)
