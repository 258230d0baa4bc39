"""What every reader of documents begins and ends with: a text of a known language in, a numbered outline out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.charter import digest
from hubdesk.model.limits import DOCUMENT_BLOCKS, DOCUMENT_HEADING, DOCUMENT_NESTING, DOCUMENT_PARAGRAPH
from hubdesk.model.outline import Format, Outline, Piece, arrange


@dataclass(frozen=True, slots=True)
class Reading:
    """A decoded document; `title` (from page or file name) is used where the text has none, `told` comes first.

    `language` is a tag, or "und". `variables` are those of the source page (see `Outline`).
    """

    text: str
    title: str
    language: str
    told: Sequence[Sentence] = ()
    variables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


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
    return Outline(name, reading.language, blocks, told, format, digest(reading.text), translatable, bool(title))


def counted(pieces: Iterator[Piece]) -> list[Piece]:
    """Return the pieces of a document as a list; raises `Refused` as soon as there are more than the limit."""
    kept = list(islice(pieces, DOCUMENT_BLOCKS + 1))
    if len(kept) > DOCUMENT_BLOCKS:
        raise too_long()
    return kept


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
    unit = piece.unit[:DOCUMENT_HEADING]
    return Piece(piece.kind, piece.text[:limit], min(piece.level, DOCUMENT_NESTING), unit, piece.anchor, piece.status)
