"""A report as a document: what the writers of reports call, block after block, and then `finish`."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal

from babel.numbers import format_decimal

from hubdesk.i18n import say, words
from hubdesk.report.dates import numerals
from hubdesk.report.pdf.attaching import Attached
from hubdesk.report.pdf.canvas import A4, TaggedCanvas
from hubdesk.report.pdf.charts import Chart
from hubdesk.report.pdf.contents import Contents
from hubdesk.report.pdf.cover import Bleed, Cover
from hubdesk.report.pdf.drawing import shortened
from hubdesk.report.pdf.emit import Column as Area
from hubdesk.report.pdf.emit import emit
from hubdesk.report.pdf.figures import Cards, Figure, KeyFigure, caption
from hubdesk.report.pdf.flow import Block, Heading, Paragraph, Quotation, Setting, ordinals
from hubdesk.report.pdf.metadata import About
from hubdesk.report.pdf.pages import Flow, Frame, Report
from hubdesk.report.pdf.picture import Picture, picture
from hubdesk.report.pdf.plate import Plate, Surface
from hubdesk.report.pdf.qr import QrCode
from hubdesk.report.pdf.styles import HAIR, HEADINGS, INK, PROGRESSIVE_DARK, STYLES, Align, rgb
from hubdesk.report.pdf.table import Column, Table
from hubdesk.report.pdf.text import Run, Text, language_tag, plain, runs

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Digits = Literal["latn", "arab", "deva"]
_DIGITS = {"arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"), "deva": str.maketrans("0123456789", "०१२३४५६७८९")}
"""The digits of a report, an option because Babel gives Western ones for Arabic and Hindi."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the pages: words above from the second page on, and words below; `bare` for nothing at all."""

    head: str = ""
    foot: str = ""
    bare: bool = False


class Document:
    """Blocks of one report in reading order; nothing is laid out before `finish`.

    Every text may be a string, a `Run` or a sequence of both. Texts are words, never markup. Words of people that
    stand inside a sentence come wrapped in isolates, as `Words` gives them. `language` is a BCP 47 tag and decides the
    direction of the pages; `as_of` is an aware instant that stands for the time of making: the same blocks and the
    same `as_of` give the same bytes. `report` is called now and then while blocks are added, with 0 of 0.
    `attached` are files that travel in it; then it is PDF/A-3a, else PDF/A-2a.
    """

    def __init__(
        self, *, language: str, title: str, as_of: datetime, author: str = "", subject: str = "",
        digits: Digits = "latn", furniture: Furniture | None = None, size: tuple[float, float] = A4,
        attached: Sequence[Attached] = (), report: Report | None = None,
    ) -> None:  # fmt: skip
        self.about = About(plain(title), plain(author), plain(subject), language, as_of)
        self.setting = Setting.of(language_tag(language) or "en")
        self.frame = Frame(size)
        self._digits: Digits = digits
        self._attached = attached
        self._furniture = furniture or Furniture(head=title)
        self._blocks: list[Block] = []
        self._headings: list[Heading] = []
        self._toc: list[tuple[int, int]] = []
        self._cut: dict[str, str] = {}
        self._notes: dict[str, Paragraph] = {}
        self._has_cover = self._finished = False
        self._report = report or (lambda done, total: None)

    # numbers

    def number(self, value: int | float) -> str:
        """Return a number as the report writes it: separators of its language, digits as chosen."""
        locale = self.about.language.replace("-", "_")
        return format_decimal(value, locale=locale).translate(numerals(locale, self._digits))

    def digits(self, text: str) -> str:
        """Return a text (a date from Babel, say) with the report's digits."""
        return text if self._digits == "latn" else text.translate(_DIGITS[self._digits])

    # blocks

    def _add(self, *blocks: Block) -> None:
        self._blocks.extend(blocks)
        self._report(0, 0)

    def page(self, draw: Callable[[Surface], None], size: tuple[float, float] | None = None) -> None:
        """Add a page that `draw` fills by itself, of the document's size or another one."""
        self._add(Plate(self.frame, self.setting, draw, size or self.frame.size))

    def cover(
        self, title: Text, subtitle: Text = "", *, facts: Sequence[tuple[Text, Text]] = (),
        figures: Sequence[KeyFigure] = (), code: QrCode | None = None, code_alt: str = "",
        logo: Picture | None = None, logo_alt: str = "",
    ) -> None:  # fmt: skip
        """Begin the report with a band that holds its title; call it first and once.

        `facts` are (name, text) pairs, `figures` become cards, `code_alt` says where the QR code leads, `logo_alt`
        whose the logo is.
        """
        bleed = Bleed(self.frame.side, self.frame.above)
        self._has_cover = True
        signs: list[tuple[QrCode | Picture, str]] = [(code, code_alt or plain(title))] if code is not None else []
        signs += [(logo, logo_alt or plain(title))] if logo is not None else []
        self._add(Cover(title, subtitle, facts, self.setting, bleed=bleed, signs=signs))
        if figures:
            self.key_figures(figures)

    def contents(self, heading: Text, *, deepest: int = 2) -> None:
        """Put a table of contents here, of all headings down to level `deepest`."""
        style = replace(HEADINGS[1], colour=PROGRESSIVE_DARK)
        self._add(Paragraph(heading, style, self.setting, role="P"))
        self._toc.append((len(self._blocks), deepest))

    def heading(self, text: Text, level: int = 1, *, language: str = "", name: str = "") -> None:
        """Begin a part of the report; level 1 is the highest, a level is never more than one below the one before.

        Runs lead to its `name`, as to those of paragraphs and quotations; each name is given once and is led to by it.
        """
        before = self._headings[-1].level if self._headings else -1
        level = max(0, min(level - 1, before + 1, len(HEADINGS) - 1))
        style = replace(HEADINGS[level], colour=INK if level else PROGRESSIVE_DARK)
        role = f"H{level + (2 if self._has_cover else 1)}"
        made = Heading(text, style, self.setting, level=level, role=role, language=language, name=name)
        self._headings.append(made)
        self._add(made)

    def paragraph(self, text: Text, style: str = "body", *, language: str = "", name: str = "") -> None:
        """Add a paragraph in a style of `styles.STYLES`; `language` when it is not the report's."""
        made = Paragraph(text, STYLES[style], self.setting, language=language, name=name)
        if self._notes:
            made.notes = [self._notes[run.to] for run in runs(text) if run.to in self._notes]
        self._add(made)

    def note(self, text: Text, *, language: str = "") -> Run:
        """Return the sign of a note, to be put into a paragraph: the note stands at the foot of the page with it."""
        number = len(self._notes) + 1
        name, sign = f"note {number}", str(number).translate(_RAISED)
        words = [Run(f"{sign} "), *runs(text)]
        self._notes[name] = Paragraph(words, STYLES["note"], self.setting, language=language, role="Note", name=name)
        return Run(sign, to=name)

    def quotation(
        self, text: Text, *, language: str = "", source: Text = "", depth: int = 0, name: str = "", keep: bool = False
    ) -> None:
        """Add someone's words in their own language and direction, with where they come from above.

        `depth` 1 is for an answer to the quotation above: it stands further in. `keep` binds them to what follows.
        """
        if source:
            self.paragraph(source, "label")
        style = replace(STYLES["quote"], indent=STYLES["quote"].indent * (1 + 2 * depth), keep=keep)
        self._add(Quotation(text, style, self.setting, language=language, name=name))

    def items(self, items: Sequence[Text], *, numbered: bool = False) -> None:
        """Add a list with bullets or numbers."""
        labels = [f"{self.number(i + 1)}." if numbered else "•" for i in range(len(items))]
        style = replace(STYLES["body"], indent=20 if numbered else 15, after=3)
        self._add(*ordinals(items, style, self.setting, labels=labels))

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Text]], *, title: Text = "") -> None:
        """Add a table; each row has one text for each column. Its header repeats on every page.

        Raises ValueError when a row has another length.
        """
        if any(len(row) != len(columns) for row in rows):
            raise ValueError("a row has another number of cells than the table has columns")
        if title:
            self.paragraph(title, "label")
        self._add(Table(columns, rows, self.setting))

    def chart(self, chart: Chart, *, alt: str, title: Text = "", below: Text = "", language: str = "") -> None:
        """Add a chart; `alt` says in words what it shows, in `language`; `title` stands above and `below` under it."""
        if title:
            self.paragraph(title, "label")
        self._add(Figure(chart, self.setting, alt=alt, number=self.number, keep=bool(below), language=language))
        if below:
            self._add(caption(below, self.setting))

    def key_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Add cards with numbers, four in a row."""
        self._add(Cards(figures, self.setting))

    def photo(self, data: bytes, *, alt: str, below: Text = "", width: float = 300) -> None:
        """Add a photograph from the bytes of an image file, `width` points wide; hidden facts in it are left out.

        Raises Refused when it cannot be read.
        """
        self.chart(picture(data, min(width, self.frame.width)), alt=alt, below=below)

    # the end

    def finish(self, target: BinaryIO | Path, report: Report | None = None) -> int:
        """Lay everything out, write the PDF and return the number of pages.

        `report` is called at least per page with blocks done and blocks in all; it may raise hubdesk.errors.Cancelled,
        and then what was written is none. A path is overwritten in place: whoever owns the folder writes beside and
        renames.
        Raises RuntimeError when called again: blocks are used up.
        """
        if self._finished:
            raise RuntimeError("a document is finished once")
        self._finished = True
        with _uncollected():
            return self._finish(target, report)

    def _finish(self, target: BinaryIO | Path, report: Report | None) -> int:
        canvas = TaggedCanvas(self.about, self.frame.size, self._attached)
        blocks, contents = self._with_contents()
        self._blocks = []
        number = len(blocks)
        Flow(canvas, self.frame, report).place(blocks)

        def beat() -> None:
            if report is not None:
                report(number, number)

        self._surround(canvas, contents, beat)
        if isinstance(target, Path):
            with target.open("wb") as stream:
                canvas.write(stream, beat)
        else:
            canvas.write(target, beat)
        return canvas.pages

    def _with_contents(self) -> tuple[list[Block], list[Contents]]:
        blocks, contents = list(self._blocks), []
        for place, deepest in reversed(self._toc):
            headings = [heading for heading in self._headings if heading.level < deepest]
            contents.append(Contents(headings, self.setting, self.number))
            blocks.insert(place, contents[-1])
        return blocks, contents

    def _surround(self, canvas: TaggedCanvas, contents: Sequence[Contents], beat: Callable[[], None]) -> None:
        """Draw what needs the number of pages into a second stream of every page."""
        later: dict[int, list[Callable[[], None]]] = {}
        for block in contents:
            for page, draws in block.pages().items():
                later.setdefault(page, []).extend(draws)
        count = canvas.pages
        for page in range(count):
            canvas.reopen(page)
            for draw in later.get(page, ()):
                draw()
            canvas.artifact("Pagination")
            self._furnish(canvas, page, count)
            canvas.end()
            canvas.close_again()
            beat()

    def _furnish(self, canvas: TaggedCanvas, page: int, count: int) -> None:
        if self._furniture.bare:
            return
        frame = self.frame
        left, right, bottom = frame.side, frame.side + frame.width, frame.below - 22
        canvas.put(f"{rgb(HAIR)} RG 0.5 w {left:.2f} {bottom:.2f} m {right:.2f} {bottom:.2f} l S")
        sentence = say("Page {page} of {pages}", page=self.number(page + 1), pages=self.number(count))
        told, language = words(self.about.language).tagged(sentence)
        self._line(canvas, self._furniture.foot, y=bottom - 14)
        self._line(canvas, told, y=bottom - 14, end=True, language=language)
        if page and self._furniture.head:
            top = frame.size[1] - 40
            self._line(canvas, self._furniture.head, y=top)
            canvas.put(f"{left:.2f} {top - 8:.2f} m {right:.2f} {top - 8:.2f} l S")

    def _line(self, canvas: TaggedCanvas, text: str, *, y: float, end: bool = False, language: str = "") -> None:
        """Write one line at a side of the page; the side is the document's, the direction the text's own."""
        width = self.frame.width * 0.75
        block = self._in_one_line(text, width, language)
        right = end != self.setting.rtl
        left = self.frame.side + (self.frame.width - width if right else 0)
        align: Align = "end" if right != bool(block.base) else "start"
        area = Area(left, y, width, 12, align, bool(block.base), self.setting.language)
        emit(block.lines(width)[:1], area, canvas)

    def _in_one_line(self, text: str, width: float, language: str) -> Paragraph:
        """Return a text, cut with "…" where one line does not hold it; worked out once, since every page has it."""

        def made(shown: str) -> Paragraph:
            return Paragraph(shown, replace(STYLES["small"], size=8), self.setting, language=language)

        whole = made(text)
        if len(whole.lines(width)) == 1:
            return whole
        if text not in self._cut:
            self._cut[text] = shortened(text, lambda shown: len(made(shown).lines(width)) == 1)
        return made(self._cut[text])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the cycle collector from walking some hundred thousand young objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
