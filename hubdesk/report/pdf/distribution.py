"""How people answered a question: a bar for each answer, as certain as its number may be told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubdesk.model.disclosure import Range
from hubdesk.report.pdf.charts import Number, names_width, ticks
from hubdesk.report.pdf.drawing import Drawing, label
from hubdesk.report.pdf.styles import HAIR, PROGRESSIVE, RULE, SCALE, SUBTLE

_ROW, _BAR, _SCALE = 22.0, 13.0, 20.0


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers in the order of the question, each (its words, its number, how that number is told).

    A bar is full as far as the number reaches for sure, and pale as far as it may reach.
    """

    rows: Sequence[tuple[str, Range, str]]
    largest: int = 0

    @property
    def height(self) -> float:
        """The rows and the scale below."""
        return len(self.rows) * _ROW + _SCALE

    def pieces(self, room: float) -> Sequence["Answers"]:
        """Return charts with fewer rows on the same scale."""
        if self.height <= room:
            return [self]
        count, largest = max(int((room - _SCALE) / _ROW), 1), self._largest()
        return [replace(self, rows=self.rows[i : i + count], largest=largest) for i in range(0, len(self.rows), count)]

    def paint(self, drawing: Drawing, number: Number) -> None:
        """Draw the scale and the bars, with their numbers at the end."""
        names = names_width(drawing, [name for name, _, _ in self.rows])
        told = max((drawing.measure(words, 8.5, "bold") for _, _, words in self.rows), default=0) + 8
        marks = ticks(self._largest(), 4)
        scale = (drawing.width - names - told) / marks[-1]
        top = 16 + len(self.rows) * _ROW
        for mark in marks:
            x = names + mark * scale
            drawing.line([(x, 16), (x, top)], colour=HAIR if mark else RULE, width=0.5 if mark else 0.9)
            drawing.words(x, 4, number(mark), style=label(7.5, colour=SUBTLE, align="center"))
        for place, (name, shown, words) in enumerate(self.rows):
            y = top - (place + 1) * _ROW + (_ROW - _BAR) / 2
            drawing.words(names - 8, y + 3.6, name, style=label(8.5, align="end"), width=names - 8, most=1)
            if shown.high > shown.low:
                drawing.rect(names + shown.low * scale, y, (shown.high - shown.low) * scale, _BAR, colour=SCALE[1])
            if shown.low:
                drawing.rect(names, y, shown.low * scale, _BAR, colour=PROGRESSIVE)
            drawing.words(names + shown.high * scale + 5, y + 3.6, words, style=label(8.5, weight="bold"), most=1)

    def _largest(self) -> int:
        return self.largest or max((shown.high for _, shown, _ in self.rows), default=1)
