"""Work that takes longer than a blink, with a way to watch and to stop it."""

import time
from collections.abc import Callable
from functools import cache
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

    `cancel` stops it at its next report; then neither `finished` nor `failed` comes, only `ended`. It lives as long as
    it runs or somebody holds it, and dies in the window's thread: what runs away from it is no object of Qt.
    """

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[[Report], object]) -> None:
        super().__init__()
        #: Whoever stands beside it until it has ended.
        self.watch: object = None
        self._run = _Run(self, work)

    def start(self) -> None:
        """Begin."""
        self._run.began = time.monotonic()
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask politely: the work ends at its next report."""
        self._run.stopping = True

    @property
    def stopping(self) -> bool:
        """Whether somebody asked to stop."""
        return self._run.stopping


class _Run:
    """A job's work in its thread."""

    def __init__(self, job: Job, work: Callable[[Report], object]) -> None:
        self.job: Job | None = job
        self.work: Callable[[Report], object] | None = work
        self.stopping = False
        self.began = self._spoke = 0.0
        self._post = _post()

    def __call__(self) -> None:
        try:
            if self.stopping or self.work is None:
                raise Cancelled
            self._post.came.emit(self, "finished", self.work(self._report))
        except Cancelled:
            pass
        except Exception as error:  # noqa: BLE001 - handed over whole: the window tells it or shows the crash page
            self._post.came.emit(self, "failed", error)
        finally:
            self._post.came.emit(self, "ended", None)

    def _report(self, done: int, total: int = 0) -> None:
        if self.stopping:
            raise Cancelled
        now = time.monotonic()
        if now - self._spoke >= PACE:
            self._spoke = now
            self._post.came.emit(self, "progressed", Progress(done, total, self._left(now - self.began, done, total)))

    def _left(self, spent: float, done: int, total: int) -> int:
        if not done or not total or spent < 1:
            return -1
        left = spent * (total - done) / done
        return round(left) if spent + left > 10 else -1


class _Post(QObject):
    """Carries what threads say into the window's thread; one for all jobs, and it outlives them."""

    came = Signal(object, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.came.connect(self._pass_on)

    def _pass_on(self, run: _Run, signal: str, what: object) -> None:
        job = run.job
        if job is None:
            return
        if signal != "ended":
            getattr(job, signal).emit(what)
            return
        job.ended.emit()
        run.job = run.work = None


@cache
def _post() -> _Post:
    return _Post()
