"""How long the items of an agenda took, beside how long they were meant to take."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubdesk.report.pdf.charts import Number, names_width, ticks
from hubdesk.report.pdf.drawing import Drawing, label
from hubdesk.report.pdf.styles import HAIR, PROGRESSIVE, RULE, SCALE, SUBTLE

_ROW, _PLANNED, _TOOK = 22.0, 13.0, 5.0
_SCALE, _KEY = 20.0, 18.0


@dataclass(frozen=True, slots=True)
class Durations:
    """Rows of (name, minutes planned, minutes taken): a pale bar for the plan, a slim full one within it for the rest.

    `planned` and `took` are the words of the key.
    """

    rows: Sequence[tuple[str, int, int]]
    planned: str
    took: str
    largest: int = 0

    @property
    def height(self) -> float:
        """The key above, the rows, and the scale below."""
        return _KEY + len(self.rows) * _ROW + _SCALE

    def pieces(self, room: float) -> Sequence["Durations"]:
        """Return charts with fewer rows on the same scale."""
        if self.height <= room:
            return [self]
        count, largest = max(int((room - _SCALE - _KEY) / _ROW), 1), self._largest()
        return [replace(self, rows=self.rows[i : i + count], largest=largest) for i in range(0, len(self.rows), count)]

    def paint(self, drawing: Drawing, number: Number) -> None:
        """Draw the key, the scale and the bars; the table beside has their numbers."""
        names = names_width(drawing, [name for name, _, _ in self.rows])
        marks = ticks(self._largest(), 6)
        scale = (drawing.width - names - 12) / marks[-1]
        top = 16 + len(self.rows) * _ROW
        self._key(drawing, names, top + 8)
        for mark in marks:
            x = names + mark * scale
            drawing.line([(x, 16), (x, top)], colour=HAIR if mark else RULE, width=0.5 if mark else 0.9)
            drawing.words(x, 4, number(mark), style=label(7.5, colour=SUBTLE, align="center"))
        for place, (name, planned, took) in enumerate(self.rows):
            y = top - (place + 0.5) * _ROW
            drawing.words(names - 8, y - 2.9, name, style=label(8.5, align="end"), width=names - 8, most=1)
            for minutes, tall, colour in ((planned, _PLANNED, SCALE[1]), (took, _TOOK, PROGRESSIVE)):
                if minutes:
                    drawing.rect(names, y - tall / 2, minutes * scale, tall, colour=colour)

    def _largest(self) -> int:
        return self.largest or max((max(planned, took) for _, planned, took in self.rows), default=1)

    def _key(self, drawing: Drawing, x: float, y: float) -> None:
        """Write what the two bars mean, from the reading side on."""
        for words, tall, colour in ((self.planned, 8.0, SCALE[1]), (self.took, 4.0, PROGRESSIVE)):
            drawing.rect(x, y + 3 - tall / 2, 14, tall, colour=colour)
            shown = drawing.words(x + 19, y, words, style=label(8, colour=SUBTLE), most=1)
            x += 19 + shown[0].width + 18
