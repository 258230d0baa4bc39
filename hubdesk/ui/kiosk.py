"""Desk mode: the window shows one page and nothing else, until somebody types the PIN."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from hubdesk.ui.window import Window

#: The page that stays.
PAGE = "kiosk"
#: The longest wait after a wrong PIN, in seconds; it doubles from one second on.
LONGEST = 60


class Kiosk(QObject):
    """Whether desk mode is on, and the PIN that ends it: both live in memory alone. `turned(on)` after a change."""

    turned = Signal(bool)

    def __init__(self, parent: QObject | None = None, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now, self._pin = now, ""
        self._wrong, self._until = 0, 0.0

    @property
    def on(self) -> bool:
        """Whether the window shows one page only."""
        return bool(self._pin)

    @property
    def wait(self) -> int:
        """How many seconds the next PIN has to wait."""
        return max(0, int(self._until - self._now() + 0.999))

    def begin(self, pin: str) -> None:
        """Shut the window; `pin` opens it again."""
        self._pin, self._wrong, self._until = pin, 0, 0.0
        self.turned.emit(True)

    def leave(self, pin: str) -> bool:
        """Open the window where this is the PIN; else the next try waits, longer each time."""
        if self.wait or not self.on:
            return False
        if pin != self._pin:
            self._until = self._now() + min(LONGEST, 2**self._wrong)
            self._wrong += 1
            return False
        self._pin = ""
        self.turned.emit(False)
        return True


class Shut(QObject):
    """Keeps a window on its one page while desk mode is on: no menu, no other page, no action, no closing."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.kiosk = Kiosk(self)
        self.kiosk.turned.connect(self._turn)
        window.stack.made.connect(lambda _key: self.guard())
        window.installEventFilter(self)

    def refuses(self, key: str) -> bool:
        """Tell whether a page may not be shown now."""
        return self.kiosk.on and key != PAGE

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Ask for the PIN before the window is closed, but at the end of a session."""
        if not self.kiosk.on or event.type() != QEvent.Type.Close:
            return False
        app = QApplication.instance()
        if isinstance(app, QApplication) and app.isSavingSession():
            return False
        event.ignore()
        if self._window.frame is not None:
            self._window.stack.page(PAGE).ask_pin()
        return True

    def guard(self) -> None:
        """Take away what leads elsewhere, again after something was added."""
        if not self.kiosk.on:
            return
        for deed, action in self._window.actions_list:
            action.setEnabled(deed.page == PAGE)
        for each in self._around():
            each.hide()

    def _turn(self, on: bool) -> None:
        window = self._window
        if on:
            window.go(PAGE)
            window.showFullScreen()
            self.guard()
            return
        window.showNormal()
        for deed, action in window.actions_list:
            action.setEnabled(not deed.page)
        for each in self._around():
            each.show()
        window.let_in(True)
        window.go("attendance")
        asked, window.asked = window.asked, []
        window.open_files(asked)

    def _around(self) -> list[QWidget]:
        window = self._window
        return [window.menuBar(), window.rail, window.header, window.status, *filter(None, [window.strips])]
