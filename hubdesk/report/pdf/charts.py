"""Charts of a report: bars, stacked bars and a heat map, drawn from whole numbers."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from hubdesk.report.pdf.drawing import Drawing, label
from hubdesk.report.pdf.styles import HAIR, RULE, SERIES, SUBTLE, TINT, readable_on, shade

Number = Callable[[int], str]
_ROW, _BAR = 22.0, 13.0
_KEYS_ACROSS, _KEY_ROW = 3, 14.0


class Chart(Protocol):
    """Something drawn in a frame of a width that it is given and a height that it asks for."""

    @property
    def height(self) -> float:
        """The height in points."""

    def pieces(self, room: float) -> "Sequence[Chart]":
        """Return charts that are no taller than `room` and together say the same."""

    def paint(self, drawing: Drawing, number: Number) -> None:
        """Draw it."""


def ticks(largest: float, about: int = 5) -> list[int]:
    """Return round whole numbers from 0 to at least `largest`, in steps of 1, 2 or 5 times a power of ten."""
    raw = max(largest, 1) / about
    power = 10 ** math.floor(math.log10(raw)) if raw >= 1 else 1
    step = next(int(factor * power) for factor in (1, 2, 5, 10) if factor * power >= raw)
    return [step * i for i in range(math.ceil(max(largest, 1) / step) + 1)]


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Horizontal bars: each row is a name with one value per series; sums stand at the end of the bars.

    `largest` fixes the scale, so that pieces of one chart can be compared; 0 means by the rows. `painted` gives each
    series its colour; without it they take those of the style in turn.
    """

    rows: Sequence[tuple[str, Sequence[int]]]
    series: Sequence[str]
    largest: int = 0
    painted: Sequence[str] = ()

    @property
    def height(self) -> float:
        """The rows, the key above (when there is more than one series) and the scale below."""
        return len(self.rows) * _ROW + self._around()

    def pieces(self, room: float) -> Sequence["StackedBars"]:
        """Return charts with fewer rows on the same scale."""
        if self.height <= room:
            return [self]
        count = max(int((room - self._around()) / _ROW), 1)
        largest = self._largest()
        return [replace(self, rows=self.rows[i : i + count], largest=largest) for i in range(0, len(self.rows), count)]

    def paint(self, drawing: Drawing, number: Number) -> None:
        """Draw the key, the scale and the bars."""
        names = names_width(drawing, [name for name, _ in self.rows])
        marks = ticks(self._largest())
        sum_width = max((drawing.measure(number(sum(values)), 8.5, "bold") for _, values in self.rows), default=0) + 8
        scale = (drawing.width - names - sum_width) / marks[-1]
        top = 18 + len(self.rows) * _ROW
        if len(self.series) > 1:
            self._key(drawing, names, top + 12)
        for mark in marks:
            x = names + mark * scale
            drawing.line([(x, 16), (x, top)], colour=HAIR if mark else RULE, width=0.5 if mark else 0.9)
            drawing.words(x, 4, number(mark), style=label(7.5, colour=SUBTLE, align="center"))
        for place, (name, values) in enumerate(self.rows):
            y = top - (place + 1) * _ROW + (_ROW - _BAR) / 2
            drawing.words(names - 8, y + 3.6, name, style=label(8.5, align="end"), width=names - 8, most=1)
            self._bar(drawing, (names, y), values, scale=scale, number=number)

    def _largest(self) -> int:
        return self.largest or max((sum(values) for _, values in self.rows), default=1)

    def _colours(self) -> Sequence[str]:
        return self.painted or colours(len(self.series))

    def _bar(
        self, drawing: Drawing, start: tuple[float, float], values: Sequence[int], *, scale: float, number: Number
    ) -> None:
        x, y = start
        for value, colour in zip(values, self._colours(), strict=True):
            width = value * scale
            if value <= 0:
                continue
            drawing.rect(x, y, max(width - 0.7, 0.3), _BAR, colour=colour)
            told = number(value)
            if len(self.series) > 1 and width > drawing.measure(told, 7.5, "bold") + 5:
                style = label(7.5, weight="bold", colour=readable_on(colour), align="center")
                drawing.words(x + width / 2, y + 3.8, told, style=style)
            x += width
        drawing.words(x + 5, y + 3.6, number(sum(values)), style=label(8.5, weight="bold"))

    def _around(self) -> float:
        """Return the height of key and scale."""
        lines = -(-len(self.series) // _KEYS_ACROSS)
        return 30 + lines * _KEY_ROW if len(self.series) > 1 else 24

    def _key(self, drawing: Drawing, x: float, y: float) -> None:
        """Write the names of the series: on one line at the bars, or in columns over the whole width."""
        columns = len(self.series) > _KEYS_ACROSS
        y += ((len(self.series) - 1) // _KEYS_ACROSS) * _KEY_ROW
        across, start = drawing.width / _KEYS_ACROSS, 0.0 if columns else x
        for place, (name, colour) in enumerate(zip(self.series, self._colours(), strict=True)):
            row, column = divmod(place, _KEYS_ACROSS)
            x = column * across if columns else start
            drawing.rect(x, y - row * _KEY_ROW - 0.5, 8, 8, colour=colour, radius=1.5)
            style = label(8, colour=SUBTLE)
            width = across - 20 if columns else drawing.width - x - 12
            shown = drawing.words(x + 12, y - row * _KEY_ROW + 0.4, name, style=style, width=width, most=1)
            start = x + 12 + shown[0].width + 16


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars with one value each."""

    rows: Sequence[tuple[str, int]]
    largest: int = 0

    @property
    def height(self) -> float:
        """The height of the same chart with one series."""
        return self._stacked().height

    def pieces(self, room: float) -> Sequence[Chart]:
        """Return charts with fewer rows on the same scale."""
        return self._stacked().pieces(room)

    def paint(self, drawing: Drawing, number: Number) -> None:
        """Draw it."""
        self._stacked().paint(drawing, number)

    def _stacked(self) -> StackedBars:
        return StackedBars([(name, (value,)) for name, value in self.rows], ("",), self.largest)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A field of numbers: rows down, columns across, darker for more; `low` and `high` are the words of the key."""

    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[int]]
    low: str = ""
    high: str = ""
    largest: int = 0

    _HEAD = 34.0
    _FIELD = 21.0

    @property
    def height(self) -> float:
        """The rows with names above and the key below."""
        return self._HEAD + len(self.rows) * self._FIELD + 22

    def pieces(self, room: float) -> Sequence["HeatMap"]:
        """Return maps with fewer rows in the same shades."""
        if self.height <= room:
            return [self]
        count = max(int((room - self._HEAD - 22) / self._FIELD), 1)
        return [
            replace(self, rows=self.rows[i : i + count], values=self.values[i : i + count], largest=self._largest())
            for i in range(0, len(self.rows), count)
        ]

    def paint(self, drawing: Drawing, number: Number) -> None:
        """Draw the names, the fields and the key."""
        names = names_width(drawing, self.rows)
        width = (drawing.width - names) / max(len(self.columns), 1)
        top = 22 + len(self.rows) * self._FIELD
        largest = self._largest()
        for place, name in enumerate(self.columns):
            style = label(7.5, colour=SUBTLE, align="center")
            drawing.words(names + width * (place + 0.5), top + 14, name, style=style, width=width - 4)
        for place, (name, values) in enumerate(zip(self.rows, self.values, strict=True)):
            y = top - (place + 1) * self._FIELD
            drawing.words(names - 8, y + 7, name, style=label(8.5, align="end"), width=names - 8, most=1)
            for column, value in enumerate(values):
                colour = shade(value / largest) if value else TINT
                x = names + column * width
                drawing.rect(x + 0.8, y + 0.8, width - 1.6, self._FIELD - 1.6, colour=colour, radius=1.5)
                if value:
                    style = label(8, weight="semibold", colour=readable_on(colour), align="center")
                    drawing.words(x + width / 2, y + 7.4, number(value), style=style)
        self._key(drawing, names)

    def _largest(self) -> int:
        return self.largest or max((max(values, default=0) for values in self.values), default=1) or 1

    def _key(self, drawing: Drawing, x: float) -> None:
        style = label(7.5, colour=SUBTLE)
        x += drawing.words(x, 5.5, self.low, style=style, most=1)[0].width + 6
        for step in range(6):
            drawing.rect(x, 4, 14, 8, colour=shade(step / 5))
            x += 14
        drawing.words(x + 6, 5.5, self.high, style=style, most=1)


def colours(count: int) -> list[str]:
    """Return one colour for each series; they come again when there are more than six."""
    return [SERIES[i % len(SERIES)] for i in range(count)]


def names_width(drawing: Drawing, names: Sequence[str]) -> float:
    """Return the room for the names of rows: as wide as the widest, at most 40 % of the frame."""
    widest = max((drawing.measure(name, 8.5) for name in names), default=0)
    return min(widest + 10, drawing.width * 0.4)
