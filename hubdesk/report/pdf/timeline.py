"""How many people were there, over time: a line that goes up and down in steps, as the numbers do."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hubdesk.report.pdf.charts import Number, ticks
from hubdesk.report.pdf.drawing import Drawing, label
from hubdesk.report.pdf.styles import HAIR, PROGRESSIVE, RULE, SUBTLE, TINT_PROGRESSIVE, WHITE

_BOTTOM, _TOP = 24.0, 16.0


@dataclass(frozen=True, slots=True)
class Attendance:
    """Points in time with a count; times run from the reading side. `points` are (label, count)."""

    points: Sequence[tuple[str, int]]

    @property
    def height(self) -> float:
        """The height in points, whatever the counts."""
        return 158.0

    def pieces(self, room: float) -> Sequence["Attendance"]:
        """Return the chart: it has one height."""
        return [self]

    def paint(self, drawing: Drawing, number: Number) -> None:
        """Draw the scale, the area, the curve and its highest point."""
        marks = ticks(max((count for _, count in self.points), default=1), 4)
        left = max(drawing.measure(number(mark), 7.5) for mark in marks) + 10
        width = drawing.width - left - 14
        scale = (self.height - _BOTTOM - _TOP) / marks[-1]
        for mark in marks:
            y = _BOTTOM + mark * scale
            drawing.line([(left, y), (left + width, y)], colour=HAIR, width=0.5)
            drawing.words(left - 6, y - 2.7, number(mark), style=label(7.5, colour=SUBTLE, align="end"))
        step = width / max(len(self.points) - 1, 1)
        places = [(left + step * i, _BOTTOM + count * scale) for i, (_, count) in enumerate(self.points)]
        if len(places) > 1:
            curve = stairs(places)
            area = [*curve, (places[-1][0], _BOTTOM), (places[0][0], _BOTTOM)]
            drawing.path(area, fill=TINT_PROGRESSIVE)
            drawing.path(curve, stroke=PROGRESSIVE, width=1.8)
        drawing.line([(left, _BOTTOM), (left + width, _BOTTOM)], colour=RULE, width=0.9)
        self._labels(drawing, places)
        self._peak(drawing, places, number)

    def _labels(self, drawing: Drawing, places: Sequence[tuple[float, float]]) -> None:
        """Write as many labels as have room, the same distance apart."""
        widest = max((drawing.measure(name, 7.5) for name, _ in self.points), default=0) + 8
        step = places[1][0] - places[0][0] if len(places) > 1 else 1.0
        every = max(round(widest / step + 0.5), 1)
        for (x, _), (name, _) in list(zip(places, self.points, strict=True))[::every]:
            half = drawing.measure(name, 7.5) / 2
            x = min(max(x, half), drawing.width - half)
            drawing.words(x, 10, name, style=label(7.5, colour=SUBTLE, align="center"), most=1)

    def _peak(self, drawing: Drawing, places: Sequence[tuple[float, float]], number: Number) -> None:
        if not places:
            return
        highest = max(range(len(places)), key=lambda i: (self.points[i][1], -i))
        x, y = places[highest]
        drawing.dot(x, y, 3, fill=WHITE, stroke=PROGRESSIVE)
        style = label(8.5, weight="bold", colour=PROGRESSIVE, align="center")
        drawing.words(x, y + 7, number(self.points[highest][1]), style=style)


def stairs(places: Sequence[tuple[float, float]]) -> list[tuple[float, ...]]:
    """Return the path through points with growing x that keeps each height up to the next point."""
    path: list[tuple[float, ...]] = [places[0]]
    for (_, before), (x, y) in pairwise(places):
        path += [(x, before), (x, y)] if y != before else [(x, y)]
    return path
