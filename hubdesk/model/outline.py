"""What a reader of documents returns: blocks in document order, numbered the way people count them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from hubdesk.i18n import Sentence

Role = Literal["document", "chapter", "section", "paragraph", "item"]
Status = Literal["translated", "outdated", "untranslated"]
Format = Literal["wikitext", "markdown", "text", "po", "csv", "xml", "html", "docx", "odt", "akn"]
#: What a file tells: a whole page, the units of a translation by name, or what these units say in the source language.
Holds = Literal["page", "units", "definitions"]
Joined = Mapping[str, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What a reader saw, before counting: a heading (`level` as written), a paragraph or an item (`level` = nesting).

    `unit` is a name that holds in every language (a translation unit, a Markdown `{#id}`); the second block of one
    unit is "5/2". `anchor` is the source language's anchor where the page tells it. What is `aside` is a few words in a
    template of a source page, which its translated pages do not tell.
    """

    kind: Literal["heading", "paragraph", "item"]
    text: str
    level: int = 0
    unit: str = ""
    anchor: str = ""
    status: Status = "translated"
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One numbered place of a document: the document itself, a chapter, a section, a paragraph or an item.

    `number` counts headings ("3.2") and within them paragraphs and items together ("3.2p4"); the document is "0" and
    its own paragraphs "0p1". `level` is the depth of a heading from 1 (skipped levels do not count), the nesting of an
    item from 1, else 0. `path` is the `eid`: ordinals in the manner of Akoma Ntoso ("chp_3__sec_2__para_4"), with the
    same figures as the number. `parent` is a position in the same outline; the document is its own parent.
    """

    role: Role
    level: int
    number: str
    anchor: str
    unit: str
    heading: str
    text: str
    path: str
    parent: int = 0
    status: Status = "translated"
    aside: bool = False

    @property
    def heads(self) -> bool:
        """Whether this block is a heading."""
        return self.role in ("chapter", "section")


@dataclass(frozen=True, slots=True)
class Outline:
    """One document in one language; `blocks[0]` is always the document, its heading the title.

    `translatable` says that the file carries translation markup, which makes it the source among several files;
    `titled` says that the title stands in the document (else it is taken from the name of page or file).
    `digest` is SHA-256 of the text (see `hubdesk.model.charter.digest`). `variables` are the words of a source page
    that its translations only name (`$1`): {unit: {name: wikitext}}; `joined` are its units that make one place
    together, as the cells of a row do: {unit of the place: (what stands between, units in order)}. `chapters` are the
    pages that a document was put together from, with what goes before the names of their units: {title: "Hubs:"}.
    `definitions` are what the units of a translation say in the source language, in the order of the page.
    `source` is the page that the file itself names, with "@" and its revision; `translated` says that this page is by
    its name a translation (`/xx`). Units and definitions do not show all headings (see `Holds`).
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    messages: tuple[Sentence, ...]
    format: Format
    digest: str
    translatable: bool = False
    titled: bool = False
    variables: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)
    joined: Joined = field(default_factory=dict, compare=False)
    chapters: Mapping[str, str] = field(default_factory=dict, compare=False)
    holds: Holds = "page"
    definitions: Mapping[str, str] = field(default_factory=dict, compare=False)
    source: str = ""
    translated: bool = False

    @property
    def sections(self) -> int:
        """How many headings there are."""
        return sum(block.heads for block in self.blocks)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs and items there are."""
        return len(self.blocks) - 1 - self.sections


def anchor_of(heading: str) -> str:
    """Return the anchor that MediaWiki (`$wgFragmentMode` html5) gives a heading: low lines for blanks, 1,024 signs."""
    return "_".join(heading.split())[:1024]


def arrange(title: str, pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Return numbered blocks; the document comes first. Levels may jump: depth counts only headings that are there."""
    counting = _Counting(title)
    for piece in pieces:
        if piece.kind == "heading":
            counting.heading(piece)
        else:
            counting.body(piece)
    return tuple(counting.blocks)


class _Counting:
    """Where in the outline the next block goes."""

    def __init__(self, title: str) -> None:
        self.blocks = [Block("document", 0, "0", anchor_of(title), "", title, "", "doc")]
        self._open: list[tuple[int, int]] = []  # (level as written, position) of the headings above
        self._items: list[tuple[int, int]] = []  # (nesting, position) of the items above
        self._headings: dict[int, int] = {}  # sub-headings so far, by position of the heading above
        self._bodies = 0

    def heading(self, piece: Piece) -> None:
        """Add a heading below the nearest one of a smaller level."""
        while self._open and self._open[-1][0] >= piece.level:
            self._open.pop()
        above = self._open[-1][1] if self._open else 0
        nth = self._headings[above] = self._headings.get(above, 0) + 1
        depth = len(self._open) + 1
        parent = self.blocks[above]
        name = ("chp", "sec", "subsec")[min(depth, 3) - 1]
        self._add(
            Block(
                "chapter" if depth == 1 else "section",
                depth,
                f"{parent.number}.{nth}" if above else str(nth),
                piece.anchor or anchor_of(piece.text),
                piece.unit,
                piece.text,
                "",
                f"{parent.path}__{name}_{nth}" if above else f"{name}_{nth}",
                above,
                piece.status,
            )
        )
        self._open.append((piece.level, len(self.blocks) - 1))
        self._items, self._bodies = [], 0

    def body(self, piece: Piece) -> None:
        """Add a paragraph or an item to the heading above; an item of deeper nesting goes below the item above."""
        heading = self._open[-1][1] if self._open else 0
        if piece.kind == "paragraph":
            self._items = []
        while self._items and self._items[-1][0] >= piece.level:
            self._items.pop()
        above = self._items[-1][1] if self._items else heading
        self._bodies += 1
        name = f"{'item' if piece.kind == 'item' else 'para'}_{self._bodies}"
        parent = self.blocks[above]
        self._add(
            Block(
                piece.kind if piece.kind == "item" else "paragraph",
                len(self._items) + 1 if piece.kind == "item" else 0,
                f"{self.blocks[heading].number}p{self._bodies}",
                "",
                piece.unit,
                "",
                piece.text,
                f"{parent.path}__{name}" if above else name,
                above,
                piece.status,
                piece.aside,
            )
        )
        if piece.kind == "item":
            self._items.append((piece.level, len(self.blocks) - 1))

    def _add(self, block: Block) -> None:
        self.blocks.append(block)
