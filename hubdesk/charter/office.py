"""What text documents of office programs have in common: passages in order, what was left out, the language."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from hubdesk.charter import languages
from hubdesk.charter.decoding import cleaned
from hubdesk.charter.finishing import Reading, finished, too_long
from hubdesk.charter.numerals import place_in_alphabet, value
from hubdesk.charter.text import read_text
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.limits import DOCUMENT_BLOCKS, DOCUMENT_NESTING
from hubdesk.model.outline import Outline, Piece

#: Languages as a document names them for Latin and other letters, for East Asian ones, and for complex ones.
Tongues = tuple[str, str, str]
NO_TONGUES: Tongues = ("", "", "")

#: Titles that programs write by themselves.
_NO_TITLE = re.compile(
    r"(?:Microsoft (?:Word|Office)\b.*|(?:Untitled|Document|Dokument)\s?\d*|.*\.(?:docx?|odt|rtf))", re.I
)
_FIGURES = re.compile(r"\d+|[^\W\d_]+")
_REGIONS_THAT_COUNT = {"pt-br": "pt-BR", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant"}
#: So many letters of a known language hold some of its little words.
_ENOUGH = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: `heading` is its outline level from 1, `nesting` that of a list item, `label` what numbers it.

    `unit` is a name that holds in every language (see `Piece`); a cell stands in a table.
    """

    text: str
    heading: int = 0
    nesting: int = 0
    label: str = ""
    is_title: bool = False
    unit: str = ""
    is_cell: bool = False


@dataclass(slots=True)
class _Open:
    words: list[str]
    after: list[Passage] = field(default_factory=list)


class Gathering:
    """The passages of a document while it is read: a text box within a paragraph comes after that paragraph."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.left_out: Counter[str] = Counter()
        self._open: list[_Open] = []
        self._carried: dict[int, list[str]] = {}
        self._spoken: Counter[str] = Counter()
        self._made = 0
        self.tables = 0  # that are open

    def begin(self) -> None:
        """Open a paragraph."""
        self._open.append(_Open(self._carried.pop(len(self._open), [])))

    def add(self, text: str, tongues: Tongues = NO_TONGUES) -> None:
        """Add words to the paragraph that is open; outside of one they are no text."""
        if self._open and text:
            self._open[-1].words.append(text)
            if (script := _script(text)) is not None and tongues[script]:
                self._spoken[tongues[script]] += len(text)

    def end(self, made: Passage, *, joined: bool = False) -> None:
        """Close the paragraph as `made`, whose text goes before its own; `joined` keeps its words for the next one."""
        ended = self._open.pop()
        if joined:
            self._carried[len(self._open)] = ended.words
            found = ended.after
        else:
            text = " ".join(cleaned("".join([made.text, *ended.words])).replace("\u00ad", "").split())
            found = [replace(made, text=text, is_cell=self.tables > 0), *ended.after] if text else ended.after
            self._made += bool(text)
        if self._made > DOCUMENT_BLOCKS:
            raise too_long()
        (self._open[-1].after if self._open else self.passages).extend(found)

    def drop(self) -> None:
        """Close the paragraph without keeping its words."""
        after = self._open.pop().after
        (self._open[-1].after if self._open else self.passages).extend(after)

    def draft(self, kind: Literal["docx", "odt", "akn"], title: str) -> "Draft":
        """Return what was found; `title` is what the file says of itself."""
        if self._carried:  # the last paragraph's end was deleted
            self.begin()
            self.end(Passage(""))
        declared = max(sorted(self._spoken), key=lambda each: self._spoken[each], default="")
        return Draft(kind, " ".join(cleaned(title).split()), declared, self.passages, tuple(self._messages()))

    def _messages(self) -> Iterator[Sentence]:
        n = self.left_out
        if n["changes"]:
            yield say("The document has tracked changes: what was inserted was taken, what was deleted left out.")
        if n["notes"]:
            yield count(n["notes"], "{n} footnote was left out.", "{n} footnotes were left out.")
        if n["comments"]:
            yield count(n["comments"], "{n} comment was left out.", "{n} comments were left out.")
        if n["hidden"]:
            yield say("Hidden text was left out.")
        if n["contents"]:
            yield say("A table of contents was left out.")


@dataclass(frozen=True, slots=True)
class Draft:
    """A document whose language has not been settled yet; `declared` is the tag that most of its words carry."""

    kind: Literal["docx", "odt", "akn"]
    said_title: str
    declared: str
    passages: Sequence[Passage]
    messages: Sequence[Sentence]

    @property
    def text(self) -> str:
        """The document as plain text, its outline levels as signs: equal contents give equal texts."""
        return "\n\n".join(f"{'=' * each.heading}{_plain(each)}" for each in self.passages)

    def language(self) -> str:
        """Return the language: what the file declares counts where its words do not say otherwise.

        Programs declare the language of their maker rather than that of the text, so a declared language that can be
        told by its words must be told by them.
        """
        text = "\n".join(each.text for each in self.passages)
        told, declared = languages.of_text(text), _tag(self.declared)
        first = declared.partition("-")[0]
        if not first or first == told or (told != "und" and first in languages.TOLD):
            return declared if first and first == told else told
        return declared if first not in languages.TOLD or len(text) < _ENOUGH else told

    def outline(self, reading: Reading) -> Outline:
        """Return the outline; a document without outline levels is read as plain text.

        Numbers that the program of the document counts are left out of headings, where they are those of the outline; a
        heading with another one keeps it in front, as one that was typed: people will call it so.
        """
        title, body = self._titled()
        if not any(each.heading for each in body):
            plain = "\n\n".join(map(_plain, body))
            told = (*reading.told, *self.messages)
            cells = {2 * nth for nth, each in enumerate(body) if each.is_cell}  # with a line between two passages
            found = read_text(replace(reading, text=plain, told=told), title=title, wrapped=False, cells=cells)
            return replace(found, format=self.kind)
        found = self._finished(reading, title, body)
        numbers = [block.number for block in found.blocks if block.heads]
        headings = [each for each in body if each.heading]
        own = {nth: each for nth, each in enumerate(headings) if each.label and not _agrees(each.label, numbers[nth])}
        if not own:
            return found
        kept = {id(each): replace(each, text=f"{each.label} {each.text}") for each in own.values()}
        return self._finished(reading, title, [kept.get(id(each), each) for each in body])

    def _finished(self, reading: Reading, title: str, body: Sequence[Passage]) -> Outline:
        return finished(reading, title=title, pieces=[*map(_piece, body)], messages=self.messages, format=self.kind)

    def _titled(self) -> tuple[str, Sequence[Passage]]:
        """Return the title and the passages without it.

        It is the paragraphs in the style Title before the first heading, else a heading that opens the document and
        is alone on its level, else what the file says of itself.
        """
        first = next((nth for nth, each in enumerate(self.passages) if each.heading), len(self.passages))
        titles = [each for each in self.passages[:first] if each.is_title]
        if titles and len(self.passages) > len(titles):
            body = [each for nth, each in enumerate(self.passages) if nth >= first or not each.is_title]
            return " ".join(each.text for each in titles), body
        if self.kind == "akn":  # whose headings have names of their own
            return self.said_title, self.passages
        tops = [each for each in self.passages if each.heading == 1]
        if len(tops) == 1 and self.passages[0] is tops[0] and any(each.heading > 1 for each in self.passages):
            return tops[0].text, self.passages[1:]
        return "" if _NO_TITLE.fullmatch(self.said_title) else self.said_title, self.passages


def inherited(own: Tongues, above: Tongues) -> Tongues:
    """Return the languages of a style or a run, where it names none those of what is above it."""
    return own[0] or above[0], own[1] or above[1], own[2] or above[2]


def _piece(passage: Passage) -> Piece:
    if passage.heading:
        return Piece("heading", passage.text, passage.heading, passage.unit)
    if passage.nesting:
        return Piece("item", passage.text, min(passage.nesting, DOCUMENT_NESTING), passage.unit)
    return Piece("paragraph", passage.text, 0, passage.unit)


def _plain(passage: Passage) -> str:
    label = "" if passage.heading else passage.label or ("•" if passage.nesting else "")
    indent = "  " * min(passage.nesting, DOCUMENT_NESTING)
    return f"{indent}{label} {passage.text}" if label else passage.text


def _agrees(label: str, number: str) -> bool:
    """Whether a label ("2.1", "II.", "b)") says the same as a number of the outline, or as its last figures."""
    said = _FIGURES.findall(label)
    ours = number.split(".")[-len(said) :]
    return not said or (
        len(said) == len(ours)
        and all(int(one) in (value(other), place_in_alphabet(other)) for one, other in zip(ours, said, strict=True))
    )


def _tag(declared: str) -> str:
    """Return a declared tag without the region that programs always add, but where it tells two languages apart."""
    known = languages.tag(declared)
    if not known or known.casefold() in _REGIONS_THAT_COUNT:
        return _REGIONS_THAT_COUNT.get(known.casefold(), "")
    return "-".join(part for nth, part in enumerate(known.split("-")) if not nth or len(part) == 4)


def _script(text: str) -> int | None:
    """Return which of the three languages counts for these letters, as office programs divide them."""
    sign = next((ord(each) for each in text if each.isalpha()), 0)
    if not sign:
        return None
    if 0x1100 <= sign < 0x1200 or 0x2E80 <= sign < 0xA4D0 or 0xAC00 <= sign < 0xD7B0 or 0xF900 <= sign < 0xFB00:
        return 1
    return 2 if 0x590 <= sign < 0x10A0 or 0xFB1D <= sign < 0xFF00 else 0 if sign < 0x20000 else 1
