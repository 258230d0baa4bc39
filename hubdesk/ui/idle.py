"""Notices that nobody has touched keyboard or mouse for some time, also while the computer slept."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

#: How often the clock is looked at, in milliseconds.
LOOK = 10_000
#: What a person does.
INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class Idle(QObject):
    """`left_alone` once after so many minutes without input. While nobody wants to know, no event passes here."""

    left_alone = Signal()

    def __init__(self, parent: QObject, now: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._now, self._after, self._touched = now, 0.0, 0.0
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self.look)

    def watch(self, minutes: int) -> None:
        """Begin to count, or stop with 0."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._clock.stop()
        self._after, self._touched = minutes * 60.0, self._now()
        if minutes:
            app.installEventFilter(self)
            self._clock.start()

    def look(self) -> bool:
        """Look at the clock and tell whether it was too long."""
        if not self._after or self._now() - self._touched < self._after:
            return False
        self._touched = self._now()  # once; whoever cannot act now is told again after the same time
        self.left_alone.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from here; the first touch after a sleep that was too long is for nobody."""
        if event.type() not in INPUT:
            return False
        if self.look():
            return True
        self._touched = self._now()
        return False
