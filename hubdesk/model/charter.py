"""A sectioned document under discussion: its outline, its numbers and the ids that outlive a reading."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from hubdesk.i18n import Sentence, direction
from hubdesk.model.alignment import Alignment, align
from hubdesk.model.clock import uuid5
from hubdesk.model.outline import Block, Outline, Status

#: The name space of every id that is derived from a charter (RFC 9562, version 5).
NAMESPACE = "6f1d0c524b0e5d0a9a530b7f1f6f2c11"

#: What stands before the title in a wiki's addresses: Manual:Short URL of MediaWiki tells both forms.
_BEFORE_TITLE = re.compile(r"^/(?:wiki/|(?:\w{1,40}/)?index\.php/)")
_REVISION = re.compile(r"@\d+$")


@dataclass(frozen=True, slots=True)
class Node:
    """One place of an edition that can be tagged; `order` counts in document order from 0 (the document itself).

    `id` is made from edition and `eid`, `wid` from the charter and the unit id (or the words of the heading path), so
    that equal files give equal ids on any laptop. `parent` is the wid of the node above, empty for the document.
    `level` is the depth of a heading from 1, the nesting of an item from 1, else 0.
    """

    id: str
    wid: str
    eid: str
    parent: str
    role: Literal["document", "chapter", "section", "paragraph", "item"]
    level: int
    number: str
    order: int


@dataclass(frozen=True, slots=True)
class NodeText:
    """The words of one node in one language; none is made where a language has no words (it is untranslated).

    `part` is the number that they have in their own file.
    """

    id: str
    section: str
    wid: str
    language: str
    heading: str
    text: str
    status: Status
    direction: str
    part: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A block of a translation that found no place in the source; shown to a person, never dropped in silence."""

    language: str
    number: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Placing:
    """A person's choice: the part of a translation with this number there belongs to the place `to` of the source."""

    language: str
    number: str
    to: str


@dataclass(frozen=True, slots=True)
class Nodes:
    """An edition ready to be written: nodes, texts, what stayed without a place and what to tell the person.

    `languages` begins with the language of the source. `coverage` gives (language, translated, outdated, untranslated)
    for every other language, counted in nodes with words of their own.
    """

    charter: str
    edition: str
    title: str
    digest: str
    languages: tuple[str, ...]
    nodes: tuple[Node, ...]
    texts: tuple[NodeText, ...]
    unmatched: tuple[Unmatched, ...]
    coverage: tuple[tuple[str, int, int, int], ...]
    messages: tuple[Sentence, ...]

    @property
    def sections(self) -> int:
        """How many headings there are; text before the first heading belongs to the document itself."""
        return sum(node.role in ("chapter", "section") for node in self.nodes)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs and list items there are."""
        return sum(node.role in ("paragraph", "item") for node in self.nodes)


def source_among(outlines: Sequence[Outline]) -> int:
    """Return the position of the source: it carries translation markup, else it is the first page.

    A page that is a translation by its own name comes after others.
    A translation export has no outline of its own, so it is the source only when there is nothing else, and what it
    says of the source goes before what it says of the translation. Raises `ValueError` for no outline at all.
    """
    if not outlines:
        raise ValueError("no outline")
    ranks = {"page": 0, "definitions": 1, "units": 2}
    return min(
        (not each.translatable, ranks[each.holds], each.translated, place) for place, each in enumerate(outlines)
    )[3]


def charter_key(source: str, title: str) -> str:
    """Return what tells charters apart: the source page without its revision, else the case-folded title (NFC).

    "https://meta.example/wiki/A_b@12", "https://meta.example/w/index.php?title=A b&oldid=12" and the same with `%20`
    are one page.
    """
    host, page = source_page(source)
    if not page:
        plain = unicodedata.normalize("NFC", " ".join(title.split())).casefold()
        return unicodedata.normalize("NFC", plain.encode("utf-8", "replace").decode())
    return unicodedata.normalize("NFC", f"{host}|{page.replace(' ', '_')}".encode("utf-8", "replace").decode())


def without_revision(source: str) -> tuple[str, str]:
    """Return (address, revision) of a source that may end with "@" and a number; other at signs are the address's."""
    found = _REVISION.search(source)
    return (source[: found.start()], found[0][1:]) if found else (source, "")


def source_page(source: str) -> tuple[str, str]:
    """Return (host, page title) of a wiki address; the host is empty when only a title was given."""
    plain = _REVISION.sub("", unquote(source.strip()))
    try:
        parts = urlsplit(plain)
    except ValueError:
        return "", plain
    if not parts.netloc:
        return "", plain
    named = parse_qs(parts.query).get("title", [""])[0]
    return parts.netloc.casefold(), named or _BEFORE_TITLE.sub("", parts.path).lstrip("/")


def charter_id(key: str) -> str:
    """Return the id of a charter (32 hex digits) from its key."""
    return uuid5(NAMESPACE, f"charter:{key}")


def edition_id(charter: str, digest: str) -> str:
    """Return the id of an edition from its charter and the digest of the file in the source language.

    The same content again gives the same edition; any other content gives another one.
    """
    return uuid5(charter, f"edition:{digest}")


def section_id(edition: str, eid: str) -> str:
    """Return the id of one node in one edition."""
    return uuid5(edition, f"section:{eid}")


def missing_id(heading: str) -> str:
    """Return the wid of what is missing from the text below a heading, or from the whole of it."""
    return uuid5(heading, "missing")


def question_id(charter: str, section: str, text: str) -> str:
    """Return the id of an open question about a place (its wid, "" for the whole text)."""
    return uuid5(charter, f"question:{section}:{canonical(text)}")


def text_id(section: str, language: str) -> str:
    """Return the id of the words of one node in one language."""
    return uuid5(section, f"text:{language.casefold()}")


def digest(text: str) -> str:
    """Return SHA-256 (hex) of a document's text; line ends, trailing blanks and composed letters make no difference."""
    plain = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    return sha256("\n".join(line.rstrip() for line in plain.splitlines()).strip().encode()).hexdigest()


def canonical(text: str) -> str:
    """Return text for comparing and hashing: NFC, one blank between words, no invisible format characters."""
    kept = "".join(sign for sign in text if unicodedata.category(sign) != "Cf") if not text.isascii() else text
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def wids(charter: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the lasting id of each block, in order; the document's is the charter's own id.

    A block with a unit id is known by it; any other by its words below its heading, so that a paragraph that is moved
    down by a new one before it stays the same. Equal neighbours are told apart by counting.
    """
    made = [charter]
    seen: Counter[tuple[str, str]] = Counter()
    for block in blocks[1:]:
        above = made[block.parent]
        root, name = (
            (charter, f"T:{block.unit}")
            if block.unit
            else (above, f"{'heading' if block.heads else 'body'}:{_words(block)}")
        )
        seen[root, name] += 1
        again = seen[root, name]
        made.append(uuid5(root, name if again == 1 else f"{name}\n{again}"))
    return tuple(made)


def _words(block: Block) -> str:
    return canonical(block.heading or block.text)


def nodes(key: str, source: Outline, others: Iterable[Outline] = (), placings: Iterable[Placing] = ()) -> Nodes:
    """Return an edition made of the source and its translations, aligned to it; nothing depends on clock or chance.

    Of two files in one language the first wins and the second fills gaps; what the first has placed is no stray of the
    second. A placing speaks of the first file in which such a part found no place, else of the first that has it. Grows
    with the number of blocks.
    """
    charter = charter_id(key)
    edition = edition_id(charter, source.digest)
    lasting = wids(charter, source.blocks)
    made = tuple(
        Node(
            section_id(edition, block.path),
            lasting[order],
            block.path,
            lasting[block.parent] if order else "",
            block.role,
            block.level,
            block.number,
            order,
        )
        for order, block in enumerate(source.blocks)
    )
    texts = {
        (place, source.language): block for place, block in enumerate(source.blocks) if block.heading or block.text
    }
    unmatched: list[Unmatched] = []
    coverage: list[tuple[str, int, int, int]] = []
    messages = list(source.messages)
    languages = [source.language]
    spoken: dict[str, set[str]] = {}
    translations = list(others)
    for other, found in zip(translations, _aligned(source, translations, placings), strict=True):
        for place, block in _placed(found, other):
            texts.setdefault((place, other.language), block)
        placed = spoken.setdefault(other.language, set())
        placed.update(other.blocks[own].heading or other.blocks[own].text for own in found.pairs)
        unmatched.extend(stray for stray in _strays(found, other) if (stray.heading or stray.text) not in placed)
        messages.extend(other.messages)
        if other.language not in languages:
            languages.append(other.language)
            coverage.append((other.language, *found.tally(source)))
    words = tuple(_text(made[place], language, block) for (place, language), block in texts.items())
    return Nodes(
        charter,
        edition,
        source.title,
        source.digest,
        tuple(languages),
        made,
        words,
        tuple(unmatched),
        tuple(coverage),
        tuple(messages),
    )


def _aligned(source: Outline, others: Sequence[Outline], placings: Iterable[Placing]) -> list[Alignment]:
    """Align each translation, and again where a person placed parts of it."""
    found = [align(source, other) for other in others]
    at = {block.number: place for place, block in enumerate(source.blocks)}
    by_hand: dict[int, dict[int, int]] = {}
    for each in placings:
        parts = [
            (own not in found[file].unmatched, file, own)
            for file, other in enumerate(others)
            for own, block in enumerate(other.blocks)
            if (other.language, block.number) == (each.language, each.number)
        ]
        if parts and each.to in at:
            _matched, file, own = min(parts)
            by_hand.setdefault(file, {})[own] = at[each.to]
    for file, pairs in by_hand.items():
        found[file] = align(source, others[file], dict(sorted(pairs.items())))
    return found


def _placed(found: Alignment, other: Outline) -> Iterable[tuple[int, Block]]:
    for own, place in found.pairs.items():
        block = other.blocks[own]
        named = other.titled or block.role != "document"
        if block.status != "untranslated" and named and (block.heading or block.text):
            yield place, block


def _strays(found: Alignment, other: Outline) -> Iterable[Unmatched]:
    for own in found.unmatched:
        block = other.blocks[own]
        yield Unmatched(other.language, block.number, block.heading, block.text)


def _text(node: Node, language: str, block: Block) -> NodeText:
    made, words = text_id(node.id, language), block.heading or block.text
    heading, text = ("", words) if node.role in ("paragraph", "item") else (words, "")
    return NodeText(made, node.id, node.wid, language, heading, text, block.status, direction(language), block.number)
