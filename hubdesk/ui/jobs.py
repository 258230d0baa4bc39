"""Work that takes longer than a blink, with a way to watch and to stop it."""

import time
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from PySide6.QtCore import QObject, QThreadPool, Signal

from hubdesk.errors import Cancelled

#: What verbs call while they work: (how many are done, of how many; 0 when nobody knows).
Report = Callable[[int, int], None]
#: How often a job may speak to the window, in seconds: a signal for each of a million rows would drown it.
PACE = 0.05


class Progress(NamedTuple):
    """How far a job is: `done` of `total` (0: unknown), and the seconds left (-1: unknown, or soon)."""

    done: int
    total: int
    left: int = -1


class Job(QObject):
    """Runs `work(report)` away from the window; its signals are emitted in the window's thread.

    `cancel` stops it at its next report; then neither `finished` nor `failed` comes, only `ended`. Whoever hears
    `ended` may delete the job: its thread has let go of it.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _told = Signal(str, object)

    def __init__(
        self,
        work: Callable[[Report], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._stopping = False
        self._at_work = Lock()
        # one way from thread to window: a job that is deleted while it still signals would leave later listeners out
        self._told.connect(self._pass_on)
        self._began = self._spoke = 0.0

    def start(self) -> None:
        """Begin."""
        self._began = time.monotonic()
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask politely: the work ends at its next report."""
        self._stopping = True

    @property
    def stopping(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stopping

    def _report(self, done: int, total: int = 0) -> None:
        if self._stopping:
            raise Cancelled
        now = time.monotonic()
        if now - self._spoke >= PACE:
            self._spoke = now
            self._told.emit("progressed", Progress(done, total, self._left(now - self._began, done, total)))

    def _left(self, spent: float, done: int, total: int) -> int:
        if not done or not total or spent < 1:
            return -1
        left = spent * (total - done) / done
        return round(left) if spent + left > 10 else -1

    def _run(self) -> None:
        with self._at_work:
            try:
                if self._stopping:
                    raise Cancelled
                self._told.emit("finished", self._work(self._report))
            except Cancelled:
                pass
            except Exception as error:  # noqa: BLE001 - handed over whole: the window tells it or shows the crash page
                self._told.emit("failed", error)
            finally:
                self._told.emit("ended", None)

    def _pass_on(self, signal: str, what: object) -> None:
        if signal == "ended":
            with self._at_work:  # the thread is still on its way out of the signal that brought us here
                pass
            self.ended.emit()
        else:
            getattr(self, signal).emit(what)
