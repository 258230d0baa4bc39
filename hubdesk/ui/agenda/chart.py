"""When the items of a run-sheet were planned, and when they were: two bars an item along one line of time."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.i18n import say
from hubdesk.model.plan import Slot
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.times import local
from hubdesk.ui.words import clock, tell

#: The share of the width that the titles take.
NAMES = 0.36


class PlanChart(QWidget):
    """Planned bars are hollow, those of what happened are full; a line stands at this moment. It mirrors."""

    def __init__(self) -> None:
        super().__init__()
        self._slots: tuple[Slot, ...] = ()
        self._zone, self._now = "UTC", datetime.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to be read aloud
        self.setAccessibleName(tell(say("Planned and real times")))

    def show_slots(self, slots: Sequence[Slot], zone: str, now: datetime) -> None:
        """Show the items that have a planned time; hours are those of a zone."""
        self._slots = tuple(slot for slot in slots if slot.begins and slot.ends)
        self._zone, self._now = zone, now
        self.setAccessibleName(tell(say("Planned and real times")))
        self.setAccessibleDescription("; ".join(map(self._told, self._slots)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row for each item and one for the hours."""
        return QSize(pixels(320), self._row() * max(1, len(self._slots)) + self.fontMetrics().height() + pixels(6))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in less width."""
        return QSize(pixels(200), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint names, bars, hours and this moment."""
        if not self._slots:
            return
        painter = QPainter(self)
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        times = [at for slot in self._slots for at in (slot.begins, slot.ends, slot.began, self._end(slot)) if at]
        first, last = min(times), max(times)
        whole = max(60.0, (last - first).total_seconds())
        left, row = self.width() * NAMES, self._row()
        room = self.width() - left - pixels(4)

        def x(at: datetime) -> float:
            return left + room * (at - first).total_seconds() / whole

        for place, slot in enumerate(self._slots):
            self._paint(painter, slot, place * row, x)
        base = len(self._slots) * row
        painter.fillRect(self._turn(QRectF(left, base, room, 1)), colour("border"))
        if first <= self._now <= last:
            painter.fillRect(self._turn(QRectF(x(self._now) - 1, 0, 2, base)), colour("error"))
        self._write(painter, self._at(first), base, trailing=False)
        self._write(painter, self._at(last), base, trailing=True)

    def _paint(self, painter: QPainter, slot: Slot, top: float, x: Callable[[datetime], float]) -> None:
        row = self._row()
        box = self._turn(QRectF(0, top, self.width() * NAMES - pixels(8), row))
        painter.setPen(colour("text"))
        side = Qt.AlignmentFlag.AlignRight if self._mirrored() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        title = self.fontMetrics().elidedText(slot.item.title, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, int(flags), title)
        high = row * 0.34
        if slot.begins and slot.ends:
            planned = QRectF(x(slot.begins), top + row * 0.12, max(2.0, x(slot.ends) - x(slot.begins)), high)
            painter.setPen(QPen(colour("border"), 1))
            painter.drawRect(self._turn(planned.adjusted(0.5, 0.5, -0.5, -0.5)))
        if slot.began and slot.ends:
            end = self._end(slot)
            real = QRectF(x(slot.began), top + row * 0.52, max(2.0, x(end) - x(slot.began)), high)
            painter.fillRect(self._turn(real), colour("warning" if end > slot.ends else "success"))

    def _write(self, painter: QPainter, text: str, base: float, *, trailing: bool) -> None:
        left, flag = self.width() * NAMES, Qt.AlignmentFlag
        box = self._turn(QRectF(left, base + pixels(3), self.width() - left - pixels(4), self.fontMetrics().height()))
        painter.setPen(colour("quiet"))
        side = flag.AlignRight if trailing != self._mirrored() else flag.AlignLeft
        painter.drawText(box, int(side | flag.AlignAbsolute), text)

    def _end(self, slot: Slot) -> datetime:
        began = slot.began or self._now
        return max(began, slot.ended or self._now)

    def _told(self, slot: Slot) -> str:
        planned = f"{slot.item.title}: {self._at(slot.begins)}–{self._at(slot.ends)}"
        return f"{planned}, {self._at(slot.began)}–{self._at(slot.ended)}" if slot.began else planned

    def _at(self, at: datetime | None) -> str:
        return clock(local(at.isoformat(), self._zone)) if at else ""

    def _row(self) -> int:
        return max(self.fontMetrics().height() + pixels(6), pixels(26))

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _turn(self, box: QRectF) -> QRectF:
        if not self._mirrored():
            return box
        return QRectF(self.width() - box.left() - box.width(), box.top(), box.width(), box.height())
