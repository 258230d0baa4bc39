"""Bars with their numbers, painted by ourselves: they mirror, follow the theme and can be read aloud."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hubdesk.ui import theme
from hubdesk.ui.widgets.label import plain
from hubdesk.ui.words import number


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: words of people or ready sentences, the numbers of its parts (one for a plain bar), what follows it."""

    label: str
    parts: tuple[int, ...]
    level: int = 0

    @property
    def total(self) -> int:
        """The sum of its parts: what stands behind it."""
        return sum(self.parts)


class Bars(QWidget):
    """A list of bars; the label column takes at most two fifths, labels that do not fit end in an ellipsis.

    Zero is shown as a number without a bar: "no feedback on this section" is a finding.
    """

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._parts: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_bars(self, bars: Sequence[Bar], name: str, parts: Sequence[str] = ()) -> None:
        """Show bars; `name` is what a screen reader says first, `parts` are the names of the parts of each bar."""
        self._bars, self._parts = tuple(bars), tuple(parts)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{bar.label}: {number(bar.total)}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all bars."""
        return QSize(theme.pixels(320), self._row() * max(1, len(self._bars)))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in less width."""
        return QSize(theme.pixels(200), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Show the whole label, and the parts by name, where the pointer rests."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().y() // self._row()
            if 0 <= place < len(self._bars):
                bar = self._bars[place]
                lines = [bar.label]
                lines += [f"{name}: {number(n)}" for name, n in zip(self._parts, bar.parts, strict=False) if n]
                QToolTip.showText(event.globalPos(), plain("\n".join(lines)), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that can be seen."""
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, metrics = self._row(), self.fontMetrics()
        most = max(1, *(bar.total for bar in self._bars))
        labels = self._labels(metrics)
        figures = metrics.horizontalAdvance(number(most)) + theme.pixels(8)
        room = max(1, self.width() - labels - figures - theme.pixels(12))
        first, last = event.rect().top() // row, event.rect().bottom() // row
        for place in range(max(0, first), min(len(self._bars), last + 1)):
            box = QRect(0, place * row, self.width(), row)
            self._paint_row(painter, self._bars[place], box, (labels, room, most))

    def _paint_row(self, painter: QPainter, bar: Bar, box: QRect, sizes: tuple[int, int, int]) -> None:
        labels, room, most = sizes
        flag = Qt.AlignmentFlag
        side = flag.AlignRight if self._mirrored() else flag.AlignLeft
        align = side | flag.AlignVCenter | flag.AlignAbsolute
        inset = min(bar.level, 4) * theme.pixels(14)
        painter.setPen(theme.colour("text"))
        text = self.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, labels - inset)
        painter.drawText(self._turn(QRect(inset, box.top(), labels - inset, box.height())), int(align), text)
        left = float(labels + theme.pixels(12))
        height = theme.pixels(14)
        colours = theme.ramp(theme.current(), "series")
        painter.setPen(Qt.PenStyle.NoPen)
        for place, part in enumerate(bar.parts):
            width = room * part / most
            if width:
                shape = QRectF(left, box.center().y() - height / 2, max(2.0, width), height)
                painter.setBrush(QColor(colours[place % len(colours)]))
                painter.drawRect(self._turn_f(shape))
                left += width
        painter.setPen(theme.colour("text" if bar.total else "quiet"))
        rest = QRect(round(left) + theme.pixels(6), box.top(), self.width() - round(left), box.height())
        painter.drawText(self._turn(rest), int(align), number(bar.total))

    def _labels(self, metrics: QFontMetrics) -> int:
        inset = theme.pixels(14)
        widest = max(metrics.horizontalAdvance(bar.label) + min(bar.level, 4) * inset for bar in self._bars)
        return min(widest + 2, self.width() * 2 // 5)

    def _row(self) -> int:
        return max(self.fontMetrics().height() + theme.pixels(6), theme.pixels(24))

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _turn(self, box: QRect) -> QRect:
        if not self._mirrored():
            return box
        return QRect(self.width() - box.left() - box.width(), box.top(), box.width(), box.height())

    def _turn_f(self, box: QRectF) -> QRectF:
        if not self._mirrored():
            return box
        return QRectF(self.width() - box.left() - box.width(), box.top(), box.width(), box.height())
