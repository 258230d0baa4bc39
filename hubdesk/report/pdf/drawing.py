"""Shapes and words of a figure, in a frame whose x runs from the side where reading starts."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hubdesk.report.pdf import bidi
from hubdesk.report.pdf.breaking import may_divide
from hubdesk.report.pdf.canvas import TaggedCanvas
from hubdesk.report.pdf.emit import Column, emit
from hubdesk.report.pdf.flow import Setting
from hubdesk.report.pdf.paragraph import Line, Span, layout
from hubdesk.report.pdf.structure import Element, text_string
from hubdesk.report.pdf.styles import INK, Align, Style, rgb
from hubdesk.report.pdf.text import Run, clean
from hubdesk.report.pdf.typeface import Weight

_CIRCLE = 0.5523  # control points of a quarter circle
_UNLIMITED = 1e6


@dataclass(frozen=True, slots=True)
class Drawing:
    """A frame on a page: x from the reading side, y from the bottom, both in points.

    In a right-to-left document everything is mirrored but the words themselves.
    """

    canvas: TaggedCanvas
    setting: Setting
    x: float
    y: float
    width: float
    height: float

    def figure(self, parent: Element, alt: str, language: str = "") -> Element:
        """Return a Figure element for this frame; `alt` is what a screen reader says in its place, in `language`."""
        box = f"{self.x:.1f} {self.y:.1f} {self.x + self.width:.1f} {self.y + self.height:.1f}"
        layout_box = f"<</O/Layout/BBox[{box}]/Placement/Block>>"
        return Element("Figure", parent, layout_box, alt=alt.strip() or "…", language=language)

    def rect(self, x: float, y: float, width: float, height: float, *, colour: str, radius: float = 0) -> None:
        """Fill a rectangle, with round corners when asked."""
        left, bottom = self._left(x, width), self.y + y
        if radius <= 0:
            self.canvas.put(f"{rgb(colour)} rg {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f")
            return
        radius = min(radius, width / 2, height / 2)
        self.canvas.put(f"{rgb(colour)} rg {_rounded(left, bottom, width, height, radius)} f")

    def line(self, points: list[tuple[float, float]], *, colour: str, width: float = 0.6, dash: str = "") -> None:
        """Draw a line through points."""
        path = [f"{self._left(x, 0):.2f} {self.y + y:.2f}" for x, y in points]
        dashed = f"[{dash}] 0 d " if dash else ""
        self.canvas.put(
            f"q {rgb(colour)} RG {width:g} w {dashed}{path[0]} m {' '.join(f'{p} l' for p in path[1:])} S Q"
        )

    def path(self, moves: list[tuple[float, ...]], *, fill: str = "", stroke: str = "", width: float = 1) -> None:
        """Draw a path: a pair begins, six numbers go on with a curve, a pair after the first goes on straight."""
        written = []
        for number, move in enumerate(moves):
            pairs = zip(move[::2], move[1::2], strict=True)
            points = " ".join(f"{self._left(x, 0):.2f} {self.y + y:.2f}" for x, y in pairs)
            written.append(f"{points} {'c' if len(move) == 6 else 'l' if number else 'm'}")
        paint = "B" if fill and stroke else "f" if fill else "S"
        colours = (f"{rgb(fill)} rg " if fill else "") + (f"{rgb(stroke)} RG {width:g} w 1 J 1 j " if stroke else "")
        self.canvas.put(f"q {colours}{' '.join(written)} {paint} Q")

    def dot(self, x: float, y: float, radius: float, *, fill: str, stroke: str) -> None:
        """Draw a circle with a ring."""
        k = radius * _CIRCLE
        r = radius
        self.path(
            [
                (x + r, y),
                (x + r, y + k, x + k, y + r, x, y + r),
                (x - k, y + r, x - r, y + k, x - r, y),
                (x - r, y - k, x - k, y - r, x, y - r),
                (x + k, y - r, x + r, y - k, x + r, y),
            ],
            fill=fill,
            stroke=stroke,
            width=1.8,
        )

    def measure(self, text: str, size: float, weight: Weight = "regular") -> float:
        """Return how wide a text is on one line."""
        return self._lines(text, Style(size=size, weight=weight), _UNLIMITED)[0].width

    def words(
        self, x: float, y: float, text: str, *, style: Style, width: float = _UNLIMITED, most: int = 2
    ) -> list[Line]:
        """Write a text with its first baseline at y; returns its lines, at most `most`.

        At x is its reading side, its other side or its middle, by `style.align`. What is cut off ends in "…" and
        carries the whole text for readers who cannot see it.
        """
        shown = self._lines(text, style, width)
        cut = len(shown) > most
        if cut:
            shown = self._cut(clean(text), style, width, most)
            self.canvas.put(f"/Span<</ActualText{text_string(clean(text))}>>BDC")
        lead = style.lead
        for number, line in enumerate(shown):
            left = self._left(x - (0 if style.align == "start" else line.width * _SHIFT[style.align]), line.width)
            column = Column(left, self.y + y - number * lead, line.width, lead, language=self.setting.language)
            emit([line], column, self.canvas)
        if cut:
            self.canvas.put("EMC")
        return shown

    def _cut(self, text: str, style: Style, width: float, most: int) -> list[Line]:
        """Return as much of a text as fits in `most` lines with the "…" that says that there is more."""
        shown = shortened(text, lambda part: len(self._lines(part, style, width)) <= most)
        return self._lines(shown, style, width)[:most]

    def _lines(self, text: str, style: Style, width: float) -> list[Line]:
        text = clean(text)
        base = bidi.base_level(text, int(self.setting.rtl))
        return layout([Span(Run(text), replace(style, indent=0), self.setting.language)], width, base)

    def _left(self, x: float, width: float) -> float:
        """Return the page's x of the left edge of something at x that is `width` wide."""
        return self.x + (self.width - x - width if self.setting.rtl else x)


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """Return as much of a text that does not fit as does, with the "…" that says that there is more."""
    low, high = 0, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(_first(text, middle)) else (low, middle - 1)
    return _first(text, low)


def _first(text: str, length: int) -> str:
    while length and not may_divide(text, length):
        length -= 1
    return f"{text[:length].rstrip()}…"


_SHIFT: dict[Align, float] = {"end": 1.0, "center": 0.5}


def label(size: float = 8, *, weight: Weight = "regular", colour: str = INK, align: Align = "start") -> Style:
    """Return the style of words in a figure."""
    return Style(size=size, lead=size * 1.3, weight=weight, colour=colour, align=align)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    near = radius * (1 - _CIRCLE)
    right, top = x + width, y + height

    def at(*values: float) -> str:
        return " ".join(f"{value:.2f}" for value in values)

    return " ".join(
        (
            f"{at(x + radius, y)} m {at(right - radius, y)} l",
            f"{at(right - near, y, right, y + near, right, y + radius)} c {at(right, top - radius)} l",
            f"{at(right, top - near, right - near, top, right - radius, top)} c {at(x + radius, top)} l",
            f"{at(x + near, top, x, top - near, x, top - radius)} c {at(x, y + radius)} l",
            f"{at(x, y + near, x + near, y, x + radius, y)} c",
        )
    )
