"""One made-up charter in every shape in which a translation of it can be saved, and what ought to pair with what."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from hubdesk.charter.detect import read_all
from hubdesk.model.outline import Outline
from tests.charter.exports import export, page, unit
from tests.charter.pages import Section, made_up, source_page, wiki
from tests.charter.test_unit_table import table

HTML = {
    "old html": '<h{0}><span class="mw-headline" id="x">{1}</span><span class="mw-editsection">[edit]</span></h{0}>',
    "new html": '<div class="mw-heading"><h{0} id="x">{1}</h{0}><span class="mw-editsection">[edit]</span></div>',
    "parsoid": '<section data-mw-section-id="1"><h{0} id="x">{1}</h{0}></section>',
}
SHAPES = ("wikitext", *HTML, "po", "csv", "xml page", "xml units")


@dataclass
class Charter:
    """A source page, and its translation with parts missing, parts more, and parts in another order.

    `parts` are positions of sections as the translation has them, -1 for one that the source has not.
    """

    seed: int
    missing: float = 0.0
    more: float = 0.0
    swapped: int = 0
    size: int = 60
    sections: Sequence[Section] = field(init=False)
    parts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        self.sections = made_up(self.seed, size=self.size)
        kept = [at for at in range(self.size) if chance.random() >= self.missing]
        for _ in range(self.swapped):
            at = chance.randrange(len(kept) - 1)
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
        self.parts = []
        for at in kept:
            self.parts += [-1, at] if chance.random() < self.more else [at]

    @property
    def source(self) -> str:
        """The source page."""
        return source_page(self.sections)

    def blocks(self) -> list[tuple[str, int, str, str]]:
        """Return (kind, level, source anchor, words) of the translation, in its order."""
        found = []
        for nth, at in enumerate(self.parts):
            section = self.sections[at] if at >= 0 else Section(3, f"Neu {nth}", 1)
            anchor = "_".join(section.heading.split())
            found.append(("h", section.level, anchor, f"Titel {at if at >= 0 else f'neu {nth}'}"))
            found += [("p", 0, "", f"Worte von {at}, Absatz {each}.") for each in range(section.paragraphs)]
        return found

    def units(self) -> list[tuple[str, str]]:
        """Return (unit, words) of the translation by the names on the source page."""
        order = iter(wiki(self.source).blocks[1:])
        found = []
        for at, section in enumerate(self.sections):
            head = next(order)
            below = [next(order) for _ in range(section.paragraphs)]
            if at in self.parts:
                marks = "=" * section.level
                found.append((head.unit, f"{marks} Titel {at} {marks}"))
                found += [(block.unit, f"Worte von {at}, Absatz {nth}.") for nth, block in enumerate(below)]
        random.Random(self.seed).shuffle(found)
        return found

    def read(self, shape: str) -> tuple[Outline, Outline]:
        """Return the source and the translation, saved in one of `SHAPES`."""
        source = wiki(self.source, language="en")
        return source, self._translation(shape)

    def _translation(self, shape: str) -> Outline:
        if shape in HTML:
            return read_all(self.html(HTML[shape]), "x-de.html")[0]
        if shape == "po":
            text = 'msgid ""\nmsgstr "X-Language-Code: de\\n"\n\n'
            text += "".join(f'msgctxt "Charter/{name}"\nmsgid ""\nmsgstr "{words}"\n\n' for name, words in self.units())
            return read_all(text.encode(), "x.po")[0]
        if shape == "csv":
            rows = [[f"Translations:Charter/{name}/en", "", words] for name, words in self.units()]
            return read_all(table(["Title", "Definition", "de"], *rows).encode(), "x.csv")[0]
        if shape == "xml units":
            units = [unit("Charter", name, "de", words) for name, words in self.units()]
            return read_all(export(page("Charter", self.source), *units), "x.xml", language="en")[1]
        text = self.wikitext()
        if shape == "xml page":
            data = export(page("Charter", self.source), page("Charter/de", text))
            return read_all(data, "x.xml", language="en")[1]
        return wiki(text, language="de")

    def wikitext(self) -> str:
        """Return the translated page as the Translate extension writes it."""
        return "\n".join(
            f'<span id="{anchor}"></span>\n{"=" * level} {words} {"=" * level}\n' if kind == "h" else f"{words}\n"
            for kind, level, anchor, words in self.blocks()
        )

    def html(self, shape: str) -> bytes:
        """Return the translation as a saved page, its headings in one of the shapes of `HTML`."""
        content = "".join(
            f'<p><span id="{escape(anchor)}"></span></p>{shape.format(level, words)}'
            if kind == "h"
            else f"<p>{words}</p>"
            for kind, level, anchor, words in self.blocks()
        )
        return f'<html><body><div id="mw-content-text" lang="de" class="mw-content-ltr">{content}</div>'.encode()
