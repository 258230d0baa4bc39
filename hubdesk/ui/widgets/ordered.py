"""A table whose rows people put in another order by mouse."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.table import Table

#: What lies around the table moves so often, in milliseconds, while a row is held so near to its edge, at 100 %.
EVERY, NEAR = 40, 32


class OrderedTable(Table):
    """Rows are dragged between others; a line shows where one would come to stand, Esc lets it stay.

    `put(key, place)` says which place from 1 a row was dragged to; whoever listens moves it.
    """

    put = Signal(str, int)

    def __init__(self, *given: Any, **named: Any) -> None:
        """Take what a table takes."""
        super().__init__(*given, **named)
        self._from: QPoint | None = None
        self._gap = -1
        self._held = QPoint()
        self._rolling = QTimer(self, interval=EVERY)
        self._rolling.timeout.connect(self._roll)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a row was taken hold of."""
        super().mousePressEvent(event)
        at = event.position().toPoint()
        held = event.button() == Qt.MouseButton.LeftButton and self.rowAt(at.y()) >= 0
        self._from = at if held else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the gap that the row would go to; while it is held, no other one is chosen."""
        at = event.position().toPoint()
        if self._from is None:
            super().mouseMoveEvent(event)
        elif self._gap >= 0 or (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            self._held = event.globalPosition().toPoint()
            self._show_gap()
            if not self._rolling.isActive():
                self._rolling.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the row down."""
        super().mouseReleaseEvent(event)
        gap, from_ = self._gap, self._from
        self._let_go()
        if from_ is not None and gap >= 0:
            row = self.rowAt(from_.y())
            place = gap if gap <= row else gap - 1
            if place != row:
                self.put.emit(self.rows.key_of(row), place + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let go of a row that is held by Esc."""
        if event.key() == Qt.Key.Key_Escape and self._gap >= 0:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go: what is put down elsewhere is not put down here."""
        super().focusOutEvent(event)
        self._let_go()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line over the rows."""
        super().paintEvent(event)
        if self._gap >= 0:
            painter, high = QPainter(self.viewport()), pixels(3)
            top = min(max(0, self._edge(self._gap) - high // 2), self.viewport().height() - high)
            painter.fillRect(0, top, self.viewport().width(), high, colour("focus"))

    def fill(self, rows: Any, words: Any = None) -> None:
        """Show these records; a row that is held is let go, for it may stand elsewhere now."""
        self._let_go()
        super().fill(rows, words)

    def _edge(self, gap: int) -> int:
        """Return where the row below a gap begins."""
        if gap < self.rows.rowCount():
            return self.rowViewportPosition(gap)
        return self.rowViewportPosition(gap - 1) + self.rowHeight(gap - 1)

    def _gap_at(self, y: int) -> int:
        return min(range(self.rows.rowCount() + 1), key=lambda gap: abs(self._edge(gap) - y))

    def _show_gap(self) -> None:
        self._gap = self._gap_at(self.viewport().mapFromGlobal(self._held).y())
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self.viewport().update()

    def _let_go(self) -> None:
        self._from, self._gap = None, -1
        self._rolling.stop()
        self.viewport().unsetCursor()
        self.viewport().update()

    def _roll(self) -> None:
        """Bring into sight where a row that is held at the edge may go: the nearer to it, the quicker."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            port, near = area.viewport(), pixels(NEAR)
            y = port.mapFromGlobal(self._held).y()
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + min(0, y - near) + max(0, y - port.height() + near))
            self._show_gap()
