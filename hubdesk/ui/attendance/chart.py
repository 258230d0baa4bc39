"""How many people were in the room, over the hours of the gathering."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.words import isolated, number


class PresenceChart(QWidget):
    """One bar a step of time, hours below, the largest number above its bar; time runs as the window reads."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[tuple[str, int]], name: str) -> None:
        """Show (hour and minute, people) of each step; `name` is what a screen reader says first."""
        self._steps = tuple(steps)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{at}: {number(n)}" for at, n in steps))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a flat strip."""
        return QSize(pixels(240), pixels(84) + self.fontMetrics().height() * 2)

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which hours can be told apart."""
        return QSize(pixels(160), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bars, base line, hours and the largest number."""
        painter = QPainter(self)
        line = self.fontMetrics().height()
        base = self.height() - line - pixels(4)
        painter.setPen(QPen(colour("border"), 1))
        painter.drawLine(0, base, self.width(), base)
        if not self._steps:
            return
        most = max(1, *(n for _, n in self._steps))
        width = self.width() / max(8, len(self._steps))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        tallest = next(place for place, (_, n) in enumerate(self._steps) if n == max(n for _, n in self._steps))
        for place, (_, n) in enumerate(self._steps):
            tall = (base - line - pixels(2)) * n / most
            left = self.width() - (place + 1) * width if rtl else place * width
            bar = QRectF(left + 1, base - tall, max(1.0, width - 2), tall)
            painter.fillRect(bar, colour("link"))
            if place == tallest and n:
                self._write(painter, number(n), left + width / 2, bar.top() - line)
        last = len(self._steps) - 1
        room = self.fontMetrics().horizontalAdvance("00:00") * 1.6
        every = max(1, round(room / width + 0.5))
        for place in range(0, last + 1, every):
            centre = (place + 0.5) * width
            self._write(painter, self._steps[place][0], self.width() - centre if rtl else centre, base + pixels(2))

    def _write(self, painter: QPainter, text: str, centre: float, top: float) -> None:
        painter.setPen(colour("text"))
        width = self.fontMetrics().horizontalAdvance(text) + 2
        left = min(max(0.0, centre - width / 2), self.width() - width)
        box = QRectF(left, top, width, self.fontMetrics().height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), isolated(text))
