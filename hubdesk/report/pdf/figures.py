"""Figures in the flow: charts and pictures with their Alt text, and cards with key figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubdesk.report.pdf.charts import Chart, Number
from hubdesk.report.pdf.drawing import Drawing, label
from hubdesk.report.pdf.flow import Block, Paragraph, Place, Setting
from hubdesk.report.pdf.structure import Element
from hubdesk.report.pdf.styles import INK, PROGRESSIVE, STYLES, SUBTLE, TINT, Style
from hubdesk.report.pdf.text import Run, Text, clean, language_tag, plain

_CARD_GAP, _CARD_PAD = 10.0, 12.0


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that matters, written as it is to be read, with what it counts; `language` when it is another.

    `to` is the name of the place that the number comes from.
    """

    value: str
    label: str
    language: str = ""
    to: str = ""


class Figure:
    """A chart in the flow; it stands in one piece, a caption follows as a block of its own."""

    before, after = 6.0, 12.0

    def __init__(
        self, chart: Chart, setting: Setting, *, alt: str, number: Number, keep: bool = False, language: str = ""
    ) -> None:
        self._chart, self._setting, self._number = chart, setting, number
        self._alt = plain(clean(alt))
        self.keep, self._language = keep, language

    def height(self, width: float) -> float:
        """Return the height of the chart."""
        return self._chart.height

    def fits(self, width: float, room: float) -> bool:
        """Tell whether the chart fits."""
        return self._chart.height <= room

    def least(self, width: float) -> float:
        """Return the whole height."""
        return self._chart.height

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """Divide only a chart that is taller than a page, between its rows."""
        if not force:
            return None
        pieces = self._chart.pieces(room)
        if len(pieces) == 1 and pieces[0] is self._chart:
            return None
        first, rest = self._of(pieces[0]), pieces[1:]
        return first, Several([self._of(piece) for piece in rest])

    def draw(self, place: Place) -> None:
        """Draw the chart as one Figure."""
        height = self._chart.height
        drawing = Drawing(place.canvas, self._setting, place.x, place.top - height, place.width, height)
        place.canvas.begin(drawing.figure(place.parent, self._alt, language_tag(self._language)))
        self._chart.paint(drawing, self._number)
        place.canvas.end()

    def _of(self, chart: Chart) -> "Figure":
        return Figure(chart, self._setting, alt=self._alt, number=self._number, keep=self.keep, language=self._language)


class Several:
    """Figures that are left of a chart too tall for a page, each with a page of its own if need be."""

    before, after, keep = 6.0, 12.0, False

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures

    def height(self, width: float) -> float:
        """Return the heights together."""
        return sum(figure.height(width) for figure in self._figures)

    def fits(self, width: float, room: float) -> bool:
        """Tell whether all of them fit."""
        return self.height(width) <= room

    def least(self, width: float) -> float:
        """Return the height of the first."""
        return self._figures[0].height(width) if self._figures else 0

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """Divide after the first."""
        if len(self._figures) < 2 or self.least(width) > room:
            return None
        return self._figures[0], Several(self._figures[1:])

    def draw(self, place: Place) -> None:
        """Draw one below the other."""
        top = place.top
        for figure in self._figures:
            figure.draw(replace(place, top=top))
            top -= figure.height(place.width)


class Cards:
    """Key figures side by side, at most four in a row."""

    before, after, keep = 6.0, 16.0, False

    def __init__(self, figures: Sequence[KeyFigure], setting: Setting) -> None:
        self._figures, self._setting = figures, setting
        rows = -(-len(figures) // 4)
        self._across = -(-len(figures) // rows) if rows else 1

    def height(self, width: float) -> float:
        """Return the height of the rows of cards."""
        rows = -(-len(self._figures) // self._across)
        return rows * self._tall(width) + max(rows - 1, 0) * _CARD_GAP

    def fits(self, width: float, room: float) -> bool:
        """Tell whether all cards fit."""
        return self.height(width) <= room

    def least(self, width: float) -> float:
        """Return the whole height."""
        return self.height(width)

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """Divide only more cards than a page holds."""
        fit = int((room + _CARD_GAP) / (self._tall(width) + _CARD_GAP)) * self._across
        if not force or not fit or fit >= len(self._figures):
            return None
        return Cards(self._figures[:fit], self._setting), Cards(self._figures[fit:], self._setting)

    def draw(self, place: Place) -> None:
        """Draw each card: its ground is an artifact, value and label are one paragraph."""
        wide, tall = self._wide(place.width), self._tall(place.width)
        for number, figure in enumerate(self._figures):
            row, column = divmod(number, self._across)
            y = place.top - (row + 1) * tall - row * _CARD_GAP
            drawing = Drawing(place.canvas, self._setting, place.x, y, place.width, tall)
            x = column * (wide + _CARD_GAP)
            place.canvas.artifact()
            drawing.rect(x, 0, wide, tall, colour=TINT, radius=2)
            drawing.rect(x, 0, 3, tall, colour=PROGRESSIVE)
            place.canvas.end()
            element = Element("P", place.parent, language=language_tag(figure.language))
            if figure.to:
                element = Element("Link", element)
            place.canvas.begin(element)
            drawing.words(x + _CARD_PAD + 3, tall - 30, figure.value, style=self._value_style(figure, wide), most=1)
            drawing.words(x + _CARD_PAD + 3, tall - 45, figure.label, style=_LABEL, width=wide - 2 * _CARD_PAD, most=3)
            place.canvas.end()
            if figure.to:
                left = place.x + (place.width - x - wide if self._setting.rtl else x)
                box = (left, y, left + wide, y + tall)
                place.canvas.link(element, box, told=f"{figure.value} {figure.label}", target=f"#{figure.to}")

    def _value_style(self, figure: KeyFigure, wide: float) -> Style:
        style = label(21, weight="bold", colour=INK)
        drawn = Paragraph(figure.value, style, self._setting).lines(1e6)[0].width
        return style if drawn <= wide - 2 * _CARD_PAD else replace(style, size=21 * (wide - 2 * _CARD_PAD) / drawn)

    def _wide(self, width: float) -> float:
        return (width - (self._across - 1) * _CARD_GAP) / self._across

    def _tall(self, width: float) -> float:
        room = self._wide(width) - 2 * _CARD_PAD
        lines = max((len(Paragraph(f.label, _LABEL, self._setting).lines(room)) for f in self._figures), default=1)
        return 54 + (min(lines, 3) - 1) * _LABEL.lead


_LABEL = label(8.5, colour=SUBTLE)


def caption(text: Text, setting: Setting) -> Paragraph:
    """Return the words below a figure; a single run is set in the direction of its language."""
    own = text.language or "" if isinstance(text, Run) else ""
    return Paragraph(text, STYLES["caption"], setting, language=own if own != setting.language else "")
