"""Made-up pages in the shapes that the wiki really stores, and a reader for tests."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hubdesk.charter.detect import read
from hubdesk.i18n import words
from hubdesk.model.outline import Block, Outline
from hubdesk.paths import shipped

SAMPLES = shipped("resources") / "sample" / "charter"
TRANSLATIONS = ("lantern-ar.wiki", "lantern-hi.wiki", "lantern-zh.wiki", "lantern-de.md")


def sample(name: str) -> Outline:
    """Read one file of the invented charter that ships with the program."""
    return read((SAMPLES / name).read_bytes(), name)


def wiki(text: str, name: str = "page.wiki", **options: str) -> Outline:
    """Read wikitext."""
    return read(text.encode(), name, **options)


def shape(outline: Outline) -> list[tuple[str, str]]:
    """Return (number, words) of every block but the document."""
    return [(block.number, block.heading or block.text) for block in outline.blocks[1:]]


def headings(outline: Outline) -> list[tuple[str, str]]:
    """Return (number, heading) of every heading."""
    return [(block.number, block.heading) for block in outline.blocks if block.heads]


def told(outline: Outline) -> str:
    """Return all messages in English, without isolates."""
    return " ".join(words("en")(message, isolated=False) for message in outline.messages)


@dataclass(frozen=True)
class Section:
    """A heading of a made-up charter, with how many paragraphs stand below it."""

    level: int
    heading: str
    paragraphs: int


def made_up(seed: int, size: int = 40) -> list[Section]:
    """Return sections with repeated headings and skipped levels, as real pages have them."""
    chance = random.Random(seed)
    names = ["Rights", "Responsibilities", "Purpose", "Membership", "Funding", "Decisions", "Background", "Scope"]
    level, found = 2, []
    for nth in range(size):
        level = 2 if nth == 0 else min(max(level + chance.choice((-2, -1, 0, 0, 1, 1, 2)), 2), 5)
        name = chance.choice(names) if chance.random() < 0.5 else f"{chance.choice(names)} of part {nth}"
        found.append(Section(level, name, chance.randint(0, 4)))
    return found


def source_page(sections: Sequence[Section]) -> str:
    """Return the source page with translation markup; unit names are not in order."""
    lines = ["<languages/>", "<translate>"]
    names = iter(range(10_000, 0, -1))
    for at, section in enumerate(sections):
        marks = "=" * section.level
        lines.append(f"{marks} {section.heading} {marks} <!--T:{next(names)}-->\n")
        for nth in range(section.paragraphs):
            lines.append(f"<!--T:{next(names)}-->\nWords of section {at} and paragraph {nth}, said at some length.\n")
    return "\n".join([*lines, "</translate>"])


def translated_page(
    sections: Sequence[Section],
    *,
    anchors: bool = True,
    drop: Callable[[int], bool] = lambda nth: False,
    fuzzy: Callable[[int], bool] = lambda nth: False,
    missing: Callable[[int], bool] = lambda nth: False,
) -> str:
    """Return the page as the Translate extension writes it; `drop` leaves a heading out, `missing` keeps English."""
    lines = ["<languages/>"]
    for at, section in enumerate(sections):
        marks = "=" * section.level
        if not drop(at):
            heading = f"{marks} {'Titre' if not missing(at) else section.heading} {marks}"
            if missing(at):
                lines.append(f'<div lang="en" dir="ltr" class="mw-content-ltr">\n{heading}\n</div>\n')
            else:
                if anchors:
                    lines.append(f'<span id="{"_".join(section.heading.split())}"></span>')
                lines.append(f'<div class="mw-translate-fuzzy">\n{heading}\n</div>\n' if fuzzy(at) else f"{heading}\n")
        lines.extend(f"Les mots de la partie {at}, alinéa {nth}, un peu longs.\n" for nth in range(section.paragraphs))
    return "\n".join(lines)


def blocks_below(outline: Outline, number: str) -> list[Block]:
    """Return the paragraphs and items right below a heading."""
    return [block for block in outline.blocks if block.number.startswith(f"{number}p")]
