"""The table of contents: its lines are known before the flow, their page numbers are drawn at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hubdesk.report.pdf.emit import Column, emit
from hubdesk.report.pdf.flow import Block, Heading, Place, Setting, Tagged, baseline
from hubdesk.report.pdf.paragraph import Line, Span, layout
from hubdesk.report.pdf.structure import Element
from hubdesk.report.pdf.styles import INK, RULE, STYLES, Style, rgb
from hubdesk.report.pdf.text import Run

_INDENT, _NUMBER_WIDTH, _GAP = 16.0, 34.0, 6.0
_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class _Later:
    """A stretch of lines to be drawn when the pages are numbered."""

    place: Place
    page: int
    headings: Sequence[Heading]
    element: Element


class Contents:
    """One line for each heading down to `deepest`; drawing only reserves the room."""

    before, after, keep = 4.0, 14.0, False

    def __init__(self, headings: Sequence[Heading], setting: Setting, number: Callable[[int], str]) -> None:
        self._headings, self._setting, self._number = headings, setting, number
        self._tag = Tagged("TOC")
        self._later: list[_Later] = []

    def height(self, width: float) -> float:
        """Return the sum of the lines."""
        return sum(self._tall(heading, width) for heading in self._headings)

    def fits(self, width: float, room: float) -> bool:
        """Tell whether all lines fit."""
        return self.height(width) <= room + _SLACK

    def least(self, width: float) -> float:
        """Return the height of two lines."""
        return sum(self._tall(heading, width) for heading in self._headings[:2])

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """Divide between lines."""
        used, count = 0.0, 0
        for heading in self._headings:
            used += self._tall(heading, width)
            if used > room + _SLACK:
                break
            count += 1
        if not count:
            return None
        return self._part(self._headings[:count]), self._part(self._headings[count:])

    def draw(self, place: Place) -> None:
        """Reserve the room on this page."""
        element = self._tag.under(place.parent)
        if self._headings:
            self._later.append(_Later(place, place.canvas.page, self._headings, element))

    def pages(self) -> dict[int, list[Callable[[], None]]]:
        """Return what is left to draw on each page, for when all pages are finished."""
        found: dict[int, list[Callable[[], None]]] = {}
        for later in self._later:
            found.setdefault(later.page, []).append(lambda later=later: self._draw(later))  # type: ignore[misc]
        return found

    def _part(self, headings: Sequence[Heading]) -> "Contents":
        part = Contents(headings, self._setting, self._number)
        part._tag, part._later = self._tag, self._later
        return part

    def _style(self, heading: Heading) -> Style:
        style = STYLES["toc"]
        if heading.level:
            return replace(style, size=9.5, lead=16)
        return replace(style, weight="semibold")

    def _lines(self, heading: Heading, width: float) -> list[Line]:
        style = self._style(heading)
        runs = [Run(span.text, span.language, colour=INK) for span in heading.spans]
        spans = [Span(run, style, heading.language) for run in runs]
        return layout(spans, width - heading.level * _INDENT - _NUMBER_WIDTH, heading.base)

    def _tall(self, heading: Heading, width: float) -> float:
        return len(self._lines(heading, width)) * self._style(heading).lead

    def _draw(self, later: _Later) -> None:
        top = later.place.top
        for heading in later.headings:
            place = replace(later.place, top=top)
            top -= self._entry(heading, place, later.element)

    def _entry(self, heading: Heading, place: Place, owner: Element) -> float:
        """Draw one line with its dots and number, all of it a link; returns its height."""
        style, canvas, rtl = self._style(heading), place.canvas, self._setting.rtl
        lines = self._lines(heading, place.width)
        link = Element("Link", Element("Reference", Element("TOCI", owner)))
        indent = heading.level * _INDENT
        number = layout([Span(Run(self._number(heading.page + 1)), style, self._setting.language)], _NUMBER_WIDTH, 0)
        first = place.top - baseline(style)
        last = first - (len(lines) - 1) * style.lead
        width = place.width - indent - _NUMBER_WIDTH
        x = place.x + _NUMBER_WIDTH if rtl else place.x + indent
        foreign = bool(heading.base) != rtl  # a heading in another direction still stands at the side of the others
        column = Column(
            x, first, width, style.lead, "end" if foreign else "start", bool(heading.base), heading.language
        )
        emit(lines, column, canvas, link)
        number_x = place.x if rtl else place.x + place.width - number[0].width
        emit(number, Column(number_x, last, number[0].width, style.lead, language=self._setting.language), canvas, link)
        if rtl:
            dots = (number_x + number[0].width + _GAP, x + width - lines[-1].width - _GAP)
        else:
            dots = (x + lines[-1].width + _GAP, number_x - _GAP)
        if dots[1] > dots[0]:
            path = f"{dots[0]:.2f} {last + 1:.2f} m {dots[1]:.2f} {last + 1:.2f} l S"
            canvas.put(f"/Artifact BMC q {rgb(RULE)} RG 0.7 w [0.1 3.2] 0 d 1 J {path} Q EMC")
        height = len(lines) * style.lead
        box = (place.x, place.top - height, place.x + place.width, place.top)
        canvas.link(link, box, told=heading.title, target=canvas.destination(heading.page, heading.top))
        return height
