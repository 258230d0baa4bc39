"""A codebook from outside: REFI-QDA (`.qdc`), or a table as CSV or in a workbook, read within limits."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, say
from hubdesk.model.codes import Entry
from hubdesk.model.limits import CODEBOOK_BYTES, CODEBOOK_CODES, CODEBOOK_DEPTH, CODEBOOK_TEXT
from hubdesk.roster.encoding import decode
from hubdesk.roster.table import restored, split
from hubdesk.roster.workbook import is_workbook, rows

#: As the standard has it, and as its own examples and several programs write it.
_NAMESPACES = ("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0")
#: What columns are called by other programs.
_COLUMNS = {
    **dict.fromkeys(("code", "tag", "keyword", "code name", "codename", "tag name"), "word"),
    **dict.fromkeys(("parent code", "category", "code group", "group"), "parent"),
    **dict.fromkeys(("memo", "comment", "definition"), "description"),
    "color": "colour",
}
_COLOUR = re.compile("#[0-9a-fA-F]{6}").fullmatch
_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*").fullmatch
_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<")


def read(data: bytes) -> list[Entry]:
    """Return the codes of a file, parents before what stands below them. Raises Refused for anything else."""
    if len(data) > CODEBOOK_BYTES:
        raise _refused(say("This codebook is too large."), "codebook-large")
    if is_workbook(data):
        found = _rows(rows(data))
    elif data.lstrip(b" \t\r\n").startswith(_STARTS):
        found = _Qdc().read(data)
    else:
        found = _rows([[restored(cell) for cell in row] for row in split(decode(data).text).rows])
    if not found:
        raise _refused(say("There is no code in this file."), "codebook-empty")
    return found


class _Qdc:
    """Reads one document; whatever it does not know it passes over."""

    def __init__(self) -> None:
        self._found: list[Entry] = []
        self._open: list[int] = []
        self._depth, self._text = 0, ""
        self._root, self._telling = False, False

    def read(self, data: bytes) -> list[Entry]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._words
        parser.buffer_text = True
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise _refused(say("This codebook is damaged: it is no whole XML document."), "codebook-damaged") from error
        return self._found

    def _doctype(self, *_: object) -> None:
        raise _refused(say("This file declares entities, which no codebook needs."), "codebook-doctype")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > CODEBOOK_DEPTH:
            raise _refused(say("This codebook is nested too deeply."), "codebook-deep")
        space, _, local = name.rpartition(" ")
        if not self._root:
            if space not in _NAMESPACES or local != "CodeBook":
                raise _refused(say("This is no codebook of REFI-QDA."), "codebook-other")
            self._root = True
        self._telling = space in _NAMESPACES and local == "Description"
        self._text = ""
        if space in _NAMESPACES and local == "Code":
            if len(self._found) >= CODEBOOK_CODES:
                raise _refused(say("This codebook has too many codes."), "codebook-many")
            parent = self._open[-1] if self._open else -1
            colour = attributes.get("color", "")
            self._open.append(len(self._found))
            self._found.append(Entry(attributes.get("name", ""), parent, colour if _COLOUR(colour) else ""))

    def _end(self, name: str) -> None:
        self._depth -= 1
        space, _, local = name.rpartition(" ")
        if space in _NAMESPACES and local == "Description" and self._open:
            entry = self._found[self._open[-1]]
            self._found[self._open[-1]] = Entry(entry.name, entry.parent, entry.colour, self._text.strip())
        elif space in _NAMESPACES and local == "Code":
            self._open.pop()
        self._telling = False

    def _words(self, text: str) -> None:
        if self._telling:
            self._text = (self._text + text)[:CODEBOOK_TEXT]


def _rows(table: list[list[str]]) -> list[Entry]:
    """Return the codes of a table; its first row names the columns, only `word` must be there."""
    head = [cell.strip().casefold() for cell in table[0]] if table else []
    head = [name if (name := _COLUMNS.get(cell, cell)) not in head else cell for cell in head]
    if "word" not in head:
        raise _refused(say("This table has no column called word."), "codebook-other")
    if len(table) > CODEBOOK_CODES + 1:
        raise _refused(say("This codebook has too many codes."), "codebook-many")
    lines = [dict(zip(head, row, strict=False)) for row in table[1:]]
    known = {line["word"]: line for line in reversed(lines) if line.get("word", "").strip()}
    found: list[Entry] = []
    places: dict[str, int] = {}
    for word in [line["word"] for line in lines if line.get("word", "") in known]:
        for each in reversed(_way_up(word, known)):
            if each not in places:
                places[each] = len(found)
                line = known[each]
                parent, colour = places.get(line.get("parent", ""), -1), line.get("colour", "")
                labels = {key[6:]: text for key, text in line.items() if key.startswith("label:") and text}
                found.append(
                    Entry(
                        each,
                        parent,
                        colour if _COLOUR(colour) else "",
                        line.get("description", "")[:CODEBOOK_TEXT],
                        {tag: text for tag, text in labels.items() if _TAG(tag)},
                    )
                )
    return found


def _way_up(word: str, known: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return a word and those above it, up to the top or to where it goes around."""
    way: list[str] = []
    while word in known and word not in way and len(way) < CODEBOOK_DEPTH:
        way.append(word)
        word = known[word].get("parent", "")
    return way


def _refused(what: Sentence, code: str) -> Refused:
    return Refused(what, next=say("Choose a codebook: a .qdc file, or a table with the column word."), code=code)
