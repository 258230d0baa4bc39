"""What every reader of documents begins and ends with: a text of a known language in, a numbered outline out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from urllib.parse import unquote

from hubdesk.charter import languages
from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.charter import digest, source_page
from hubdesk.model.limits import DOCUMENT_BLOCKS, DOCUMENT_HEADING, DOCUMENT_NESTING, DOCUMENT_PARAGRAPH
from hubdesk.model.outline import Format, Joined, Outline, Piece, arrange

#: Letters outside of ASCII as older wikis wrote them in anchors ("D.C3.A9finition").
_DOTTED = re.compile(r"(?:\.[89A-F][0-9A-F]){2,}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A decoded document; `title` (from page or file name) is used where the text has none, `told` comes first.

    `language` is a tag, or "und". `variables`, `joined` and `chapters` are those of the source page, `source` is this
    page's own address (see `Outline`), `named` is the title that the file gives outside of its text, `original` the
    language of the source where a translation brings it along.
    """

    text: str
    title: str
    language: str
    told: Sequence[Sentence] = ()
    variables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    joined: Joined = field(default_factory=dict)
    source: str = ""
    named: str = ""
    original: str = ""
    chapters: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Facts:
    """What a file says of itself: its page ("URL@revision"), a language tag, a title, some words without markup.

    `original` is the language of the source, where the file tells it beside its translation.
    """

    source: str = ""
    language: str = ""
    title: str = ""
    words: str = ""
    original: str = ""


def finished(
    reading: Reading,
    *,
    title: str,
    pieces: Sequence[Piece],
    messages: Sequence[Sentence],
    format: Format,
    translatable: bool = False,
) -> Outline:
    """Return the outline of what was read, within the limits; raises `Refused` for no text."""
    kept = [_within_limits(piece) for piece in pieces]
    if not kept:
        raise Refused(
            say("No heading and no paragraph was found in the document."),
            next=say("Open the file in a text editor and check that it holds the text of the charter."),
            code="document-no-text",
        )
    cut = sum(len(piece.text) == DOCUMENT_PARAGRAPH for piece in kept if piece.kind != "heading")
    long = [count(cut, "{n} paragraph was too long and was cut.", "{n} paragraphs were too long and were cut.")]
    name = (title or reading.title)[:DOCUMENT_HEADING]
    none = say("No headings were found; the paragraphs belong to the document itself.")
    bare = () if translatable or any(piece.kind == "heading" for piece in kept) else (none,)
    told = (*reading.told, *bare, *messages, *(long if cut else ()))
    blocks = arrange(name, kept)
    return Outline(
        name,
        reading.language,
        blocks,
        told,
        format,
        digest(reading.text),
        translatable,
        bool(title),
        source=reading.source,
        translated=bool(languages.of_page(source_page(reading.source)[1])),
    )


def counted(pieces: Iterator[Piece]) -> list[Piece]:
    """Return the pieces of a document as a list; raises `Refused` as soon as there are more than the limit."""
    kept = list(islice(pieces, DOCUMENT_BLOCKS + 1))
    if len(kept) > DOCUMENT_BLOCKS:
        raise too_long()
    return kept


def plain_anchor(written: str) -> str:
    """Return an anchor as its heading has it: without percent signs or the dots that older wikis wrote for them."""
    anchor = unquote(written) if "%" in written else written
    if _DOTTED.search(anchor):
        anchor = _DOTTED.sub(_undotted, anchor)
    return "_".join(anchor.split())


def _undotted(found: re.Match[str]) -> str:
    try:
        return bytes.fromhex(found[0].replace(".", "")).decode()
    except UnicodeDecodeError:
        return found[0]


def too_long() -> Refused:
    """Return the refusal of a document with too many lines or paragraphs."""
    return Refused(
        say("The document is longer than HubDesk reads: {limit} paragraphs at most.", limit=DOCUMENT_BLOCKS),
        next=say("Import one chapter for each file."),
        code="document-too-long",
    )


def _within_limits(piece: Piece) -> Piece:
    limit = DOCUMENT_HEADING if piece.kind == "heading" else DOCUMENT_PARAGRAPH
    if len(piece.text) <= limit and len(piece.unit) <= DOCUMENT_HEADING and piece.level <= DOCUMENT_NESTING:
        return piece
    return replace(
        piece,
        text=piece.text[:limit],
        level=min(piece.level, DOCUMENT_NESTING),
        unit=piece.unit[:DOCUMENT_HEADING],
    )
