"""XML from outside as a stream of beginnings, words and ends: nothing is fetched and nothing expanded."""

from collections.abc import Mapping
from typing import Protocol
from xml.parsers.expat import ExpatError, ParserCreate

from hubdesk.charter.finishing import too_long
from hubdesk.charter.package import damaged
from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model.limits import DOCUMENT_DEPTH, DOCUMENT_ELEMENTS, DOCUMENT_HEADING

_ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1")


class Listener(Protocol):
    """What hears the elements of a document; names are "prefix:local" with the prefixes given to `walk`."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Hear an element begin; True leaves out everything within it, its end too."""

    def words(self, text: str) -> None:
        """Hear text; a passage may come in pieces."""

    def end(self, name: str) -> None:
        """Hear an element end that was not left out."""


class Element:
    """Hears the text of the first element of one name, and of nothing else."""

    def __init__(self, name: str) -> None:
        self.text, self._name, self._heard, self._is_open = "", name, 0, False

    def begin(self, name: str, _attributes: Mapping[str, str]) -> bool:
        """Hear an element begin."""
        self._is_open = name == self._name and not self._heard
        self._heard += self._is_open
        return False

    def words(self, text: str) -> None:
        """Hear text."""
        if self._is_open and len(self.text) < DOCUMENT_HEADING:
            self.text += text

    def end(self, _name: str) -> None:
        """Hear an element end."""
        self._is_open = False


def walk(data: bytes, listener: Listener, prefixes: Mapping[str, str], *, is_part: bool = True) -> None:
    """Tell a listener what an XML document holds; `prefixes` are {name space: prefix}, any other space has "?".

    With `is_part` it lies within a packed file, where no one can look up a line. Raises `Refused` for a document type
    declaration (entities come by it), for XML that is not well-formed, and beyond the limits of depth and count.
    """
    try:
        _Walk(listener, prefixes).through(data)
    except ExpatError as error:
        raise damaged(0 if is_part else error.lineno) from error


def refused_doctype() -> Refused:
    """Return the refusal of XML that declares entities, or might."""
    return Refused(
        say("The document declares entities of its own (DOCTYPE), which no office program writes."),
        next=say("Open it where it was written, save it as DOCX or ODT, and import that file."),
        code="document-doctype",
    )


class _Walk:
    def __init__(self, listener: Listener, prefixes: Mapping[str, str]) -> None:
        self._listener, self._prefixes = listener, prefixes
        self._names: dict[str, str] = {}
        self._depth = self._count = self._left_out = 0

    def through(self, data: bytes) -> None:
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declared
        try:
            parser.Parse(data, True)
        except (ValueError, LookupError) as error:
            raise damaged() from error

    def _name(self, raw: str) -> str:
        if (known := self._names.get(raw)) is None:
            space, _, local = raw.rpartition(" ")
            known = self._names[raw] = f"{self._prefixes.get(space, '?' if space else '')}:{local}"
        return known

    def _begin(self, raw: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DOCUMENT_DEPTH or self._count > DOCUMENT_ELEMENTS:
            raise too_long()
        if self._left_out:
            self._left_out += 1
        elif self._listener.begin(self._name(raw), {self._name(key): value for key, value in attributes.items()}):
            self._left_out = 1

    def _end(self, raw: str) -> None:
        self._depth -= 1
        if self._left_out:
            self._left_out -= 1
        else:
            self._listener.end(self._name(raw))

    def _words(self, text: str) -> None:
        if not self._left_out:
            self._listener.words(text)

    def _doctype(self, *_declared: object) -> None:
        raise refused_doctype()

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.casefold() not in _ENCODINGS:
            raise damaged()
