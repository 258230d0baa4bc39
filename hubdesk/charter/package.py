"""A document that is a zip of parts (DOCX, ODT): only the parts asked for are unpacked, within limits."""

import struct
import zipfile
import zlib
from collections import Counter
from io import BytesIO

from hubdesk.charter.finishing import too_long
from hubdesk.charter.unread import locked
from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.limits import DOCUMENT_PARTS, DOCUMENT_RATIO, DOCUMENT_UNPACKED, MIB

ZIP = b"PK\x03\x04"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    OverflowError, IndexError,
)  # fmt: skip
_ENCRYPTED = 0x1


class Package:
    """The parts of a packed document by name; nothing is unpacked before it is asked for, and never to a file.

    Part names differ by more than letter case (ECMA-376, part 2). Raises `Refused` for what is damaged, encrypted or
    grows beyond the limits of `model/limits.py`; entries that nobody asks for (pictures, files within) stay packed.
    """

    def __init__(self, data: bytes) -> None:
        if data.count(_DIRECTORY_ENTRY) > DOCUMENT_PARTS:
            raise too_long()
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise damaged() from error
        entries = self._zip.infolist()
        self._parts = {_plain(entry.filename): entry for entry in entries}
        self._twice = {name for name, n in Counter(_plain(entry.filename) for entry in entries).items() if n > 1}
        self._room = DOCUMENT_UNPACKED
        if "encrypted-package" in self._parts:
            raise locked()

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def part(self, name: str) -> bytes:
        """Return the bytes of a part, none when it is not there."""
        entry = self._parts.get(_plain(name))
        if entry is None:
            return b""
        if _plain(name) in self._twice or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()
        if entry.flag_bits & _ENCRYPTED:
            raise locked()
        if entry.file_size > max(DOCUMENT_RATIO * entry.compress_size, MIB) or entry.file_size > self._room:
            raise too_long()
        self._room -= entry.file_size
        try:
            with self._zip.open(entry) as file:
                # with a number: without one the library unpacks whatever comes before it looks at the size
                return file.read(entry.file_size + 1)
        except _DAMAGE as error:
            raise damaged() from error


def damaged(line: int = 0) -> Refused:
    """Return the refusal of a document whose parts cannot be read, with the line where people could look it up."""
    return Refused(
        say("The XML file is damaged or cut off in line {line}.", line=line)
        if line
        else say("The document is damaged: its parts cannot be read."),
        next=say("Copy it again from where it came, or open it, save it anew as DOCX or ODT, and import that file."),
        code="document-damaged",
    )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
