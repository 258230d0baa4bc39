"""Blocks that follow one another down the pages: paragraphs, headings, quotations and list items."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from hubdesk.i18n import direction
from hubdesk.report.pdf import bidi
from hubdesk.report.pdf.canvas import TaggedCanvas
from hubdesk.report.pdf.emit import Column, emit
from hubdesk.report.pdf.paragraph import Line, Span, layout
from hubdesk.report.pdf.structure import Element
from hubdesk.report.pdf.styles import PROGRESSIVE, Style, rgb
from hubdesk.report.pdf.text import Text, language_tag, plain, runs

CAP_HEIGHT = 0.714  # of Noto Sans, in em: lines are centred on their capitals
_SLACK = 0.01
_BAR_GAP = 12.0  # from the bar beside a quotation to its words


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole document: its language and the direction that follows from it."""

    language: str
    rtl: bool = False

    @staticmethod
    def of(language: str) -> "Setting":
        """Return the setting of a language; `rtl` is whether the document runs from right to left."""
        return Setting(language, direction(language) == "rtl")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block is drawn; `top` is the upper edge, `parent` the element that the block's own goes under."""

    canvas: TaggedCanvas
    parent: Element
    x: float
    top: float
    width: float


class Block(Protocol):
    """One thing in the flow; `before` and `after` are the least distances to its neighbours, in points."""

    before: float
    after: float
    keep: bool

    def height(self, width: float) -> float:
        """Return how tall the block is in a column."""

    def fits(self, width: float, room: float) -> bool:
        """Tell whether the block is no taller than `room`."""

    def least(self, width: float) -> float:
        """Return how much of it must fit on a page for the block to begin there."""

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """Return the part that fits into `room` and the rest, or None when it should move on as a whole.

        With `force` (the room is a whole page) there is a part, however small, unless the block cannot be divided.
        """

    def draw(self, place: Place) -> None:
        """Draw the block."""


class Tagged:
    """The element of a block that is drawn in several parts: made with the first, shared by all."""

    def __init__(self, role: str, attributes: str = "", language: str = "") -> None:
        self._role, self._attributes, self._language = role, attributes, language
        self._element: Element | None = None

    def under(self, parent: Element) -> Element:
        """Return the element; the first call decides where it stands."""
        if self._element is None:
            self._element = Element(self._role, parent, self._attributes, language=self._language)
        return self._element


def baseline(style: Style) -> float:
    """Return how far below the top of its line a baseline is."""
    return style.lead / 2 + style.size * CAP_HEIGHT / 2


class Paragraph:
    """Text in one style; its direction is that of its language, or of its first strong letter when `natural`.

    Links lead to its `name` when it has one. `notes` stand at the foot of the page where it begins.
    """

    notes: "Sequence[Paragraph]" = ()

    def __init__(
        self, text: Text, style: Style, setting: Setting, *, language: str = "", role: str = "P", natural: bool = False,
        name: str = "",
    ) -> None:  # fmt: skip
        self.style, self.setting, self.name = style, setting, name
        self.before, self.after, self.keep = style.before, style.after, style.keep
        self.language = language_tag(language) or setting.language
        pieces = runs(text)
        self.spans = [Span(run, style, self.language) for run in pieces]
        default = int(direction(language) == "rtl" if language else setting.rtl)
        self.base = bidi.base_level("".join(run.text for run in pieces), default) if natural else default
        own = self.language if self.language != setting.language else ""
        self.tag = Tagged(role, language=own)
        self._lines: list[Line] | None = None
        self._width = 0.0

    def lines(self, width: float) -> list[Line]:
        """Return the lines in a column; worked out once for each width."""
        if self._lines is None or self._width != width:
            self._lines = layout(self.spans, width - self.style.indent, self.base)
            if self.style.balanced and len(self._lines) > 1:
                self._lines = self._balanced(width - self.style.indent, len(self._lines))
            self._width = width
        return self._lines

    def _balanced(self, width: float, count: int) -> list[Line]:
        """Return the same number of lines in the narrowest column that holds them, to two points."""
        low, high = width / 2, width
        best = layout(self.spans, high, self.base)
        while high - low > 2:
            middle = (low + high) / 2
            lines = layout(self.spans, middle, self.base)
            if len(lines) > count:
                low = middle
            else:
                high, best = middle, lines
        return best

    def height(self, width: float) -> float:
        """Return the sum of the lines."""
        return len(self.lines(width)) * self.style.lead

    def fits(self, width: float, room: float) -> bool:
        """Tell whether all lines fit."""
        return self.height(width) <= room + _SLACK

    def least(self, width: float) -> float:
        """Return the height of the lines that may not stand alone."""
        count = len(self.lines(width))
        alone = self.style.least if count >= 2 * self.style.least else count
        return alone * self.style.lead

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """Divide between lines, at least `style.least` on either side."""
        lines = self.lines(width)
        fit = int((room + _SLACK) / self.style.lead)
        if len(lines) - fit < self.style.least:
            fit = len(lines) - self.style.least
        if fit < (1 if force else self.style.least):
            return None
        return self._part(lines[:fit]), self._part(lines[fit:], first=False)

    def draw(self, place: Place) -> None:
        """Draw the lines as content of the paragraph's element; its notes are read behind it."""
        self.emit(place, self.tag.under(place.parent))
        for note in self.notes:
            note.tag.under(place.parent)

    def emit(self, place: Place, element: Element | None) -> None:
        """Draw the lines as content of an element; the first place where that is done gets the name."""
        if self.name:
            place.canvas.name(self.name, place.top + 8)
        style, rtl = self.style, bool(self.base)
        column = Column(
            place.x if rtl else place.x + style.indent,
            place.top - baseline(style),
            place.width - style.indent,
            style.lead,
            align=style.align,
            rtl=rtl,
            language=self.language,
        )
        emit(self.lines(place.width), column, place.canvas, element)

    def _part(self, lines: list[Line], *, first: bool = True) -> "Paragraph":
        part = object.__new__(type(self))
        part.__dict__.update(self.__dict__)
        part._lines = lines
        if not first:
            part.before, part.notes = 0, ()
        return part


class Heading(Paragraph):
    """A line of the outline; after drawing it knows its page (from 0) and height."""

    def __init__(
        self, text: Text, style: Style, setting: Setting, *, level: int, role: str, language: str = "", name: str = ""
    ) -> None:
        super().__init__(text, style, setting, language=language, role=role, name=name)
        self.title = plain(text)
        self.level = level
        self.page = 0
        self.top = 0.0

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """A heading stays in one piece, unless it is longer than a page."""
        return super().split(width, room, force=force) if force else None

    def draw(self, place: Place) -> None:
        """Draw the heading and add it to the outline."""
        self.page, self.top = place.canvas.page, place.top + 8
        place.canvas.outline(self.title, self.top, self.level)
        super().draw(place)


class Quotation(Paragraph):
    """Someone's words in their own language and direction, with a bar on the side where reading starts."""

    def __init__(self, text: Text, style: Style, setting: Setting, *, language: str = "", name: str = "") -> None:
        super().__init__(text, style, setting, language=language, natural=True, name=name)
        self._quote = Tagged("BlockQuote")

    def draw(self, place: Place) -> None:
        """Draw the bar as an artifact and the words as a paragraph of a BlockQuote."""
        height = self.height(place.width)
        inner = self.style.indent - _BAR_GAP
        left = place.x + place.width - 2 - inner if self.base else place.x + inner
        bar = f"{left:.2f} {place.top - height + 2.5:.2f} 2 {height - 5:.2f} re f"
        place.canvas.put(f"/Artifact BMC {rgb(PROGRESSIVE)} rg {bar} EMC")
        super().draw(replace(place, parent=self._quote.under(place.parent)))


class ListItem(Paragraph):
    """One item of a list, with its label at the side where reading starts."""

    def __init__(
        self, text: Text, style: Style, setting: Setting, *, label: str, owner: Tagged, language: str = ""
    ) -> None:
        super().__init__(text, style, setting, language=language, role="LBody")
        self._owner = owner
        self._item = Tagged("LI")
        self._label: Paragraph | None = Paragraph(label, replace(style, indent=0), setting, role="Lbl")

    def draw(self, place: Place) -> None:
        """Draw the label beside the first line; a part on the next page has none."""
        item = self._item.under(self._owner.under(place.parent))
        if self._label is not None:
            width = self.style.indent - 5
            x = place.x + place.width - width if self.base else place.x
            label = self._label
            label.base = self.base
            label.draw(replace(place, parent=item, x=x, width=width))
        super().draw(replace(place, parent=item))

    def _part(self, lines: list[Line], *, first: bool = True) -> Paragraph:
        part = super()._part(lines, first=first)
        if not first and isinstance(part, ListItem):
            part._label = None
        return part


def ordinals(items: Sequence[Text], style: Style, setting: Setting, *, labels: Sequence[str]) -> list[ListItem]:
    """Return the items of a list; `labels` stand before them, one each."""
    numbering = "Disc" if all(label == "•" for label in labels) else "Decimal"
    owner = Tagged("L", f"<</O/List/ListNumbering/{numbering}>>")
    made = [ListItem(item, style, setting, label=label, owner=owner) for item, label in zip(items, labels, strict=True)]
    if made:
        made[-1].after = 8.0
    return made
