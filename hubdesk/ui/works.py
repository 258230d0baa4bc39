"""Jobs and foreseen trouble of the window, whether a workspace is open or not."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.notices import Notices

#: A job shorter than this shows nothing, in milliseconds.
QUIET = 400
#: How long the end of the window waits for a job that was asked to stop, in milliseconds.
WAIT = 5_000


class Works(QObject):
    """Runs jobs and tells foreseen trouble as notices.

    `job_began(Job, Sentence)` comes when a job became long enough to be shown.
    """

    job_began = Signal(object, object)

    def __init__(self, parent: QObject, notices: Notices | None = None) -> None:
        super().__init__(parent)
        self.notices = notices or Notices(self)
        self.jobs: list[Job] = []
        self._waiting: list[Job] = []
        self._starter = QTimer(self, interval=0, singleShot=True)
        self._starter.timeout.connect(self._start)
        self._unshown: list[_Watch] = []
        self._late = QTimer(self, interval=QUIET // 4)
        self._late.timeout.connect(self._show_long)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Call a verb; trouble that was foreseen becomes a notice. Return whether it went well."""
        try:
            act()
        except HubDeskError as error:
            self.notices.trouble(error)
            return False
        return True

    def run(
        self,
        what: Sentence,
        work: Callable[[Report], object],
        then: Callable[[object], object] | None = None,
        *,
        quiet: bool = False,
    ) -> Job:
        """Run `work(report)` away from the window, then call `then(result)` in the window's thread.

        `what` is shown with a count and Cancel when it lasts longer than 0.4 s. Verbs may be called there: they
        hand their writes to the desk's own thread, and the bell is heard in the window's.
        `quiet` shows nothing however long it lasts (what the window does of itself).
        Foreseen trouble becomes a notice, anything else the crash page. `then` is dropped with its page: pass a method.
        """
        job = Job(work)
        watch = _Watch(self, job, what, then)
        if not quiet:
            self._unshown.append(watch)
            self._late.start()
        self.jobs.append(job)
        # in the next turn, so that whoever asked can still connect to it
        self._waiting.append(job)
        self._starter.start()
        return job

    def stop(self) -> None:
        """Stop the jobs and wait for their end."""
        for job in self.jobs:
            job.cancel()
        self._start()
        QThreadPool.globalInstance().waitForDone(WAIT)

    def _show_long(self) -> None:
        """Show what still runs after a moment."""
        late = [watch for watch in self._unshown if watch.late]
        self._unshown = [watch for watch in self._unshown if watch not in late and not watch.over]
        for watch in late:
            self.job_began.emit(watch.job, watch.what)
        if not self._unshown:
            self._late.stop()

    def _start(self) -> None:
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            job.start()


class _Watch:
    """Stands in the window's thread beside one job and hands its end on: what it is called, and since when it runs."""

    def __init__(self, works: Works, job: Job, what: Sentence, then: Callable[[object], object] | None) -> None:
        self.job, self.what, self.over = job, what, False
        self._works, self._then, self._began = works, then, time.monotonic()
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)
        job.watch = self  # Qt keeps no callable of an object that is not its own

    @property
    def late(self) -> bool:
        """Whether the job lasts so long that it is shown."""
        return not self.over and time.monotonic() - self._began >= QUIET / 1000

    def _finished(self, result: object) -> None:
        self.over = True
        if self._then is None or self.job.stopping or not isValid(self._works):
            return
        owner = getattr(self._then, "__self__", None)
        if isinstance(owner, QObject) and not isValid(owner):
            return
        self._works.attempt(lambda: self._then(result) if self._then else None)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, HubDeskError):
            raise error
        if isValid(self._works):
            self._works.notices.trouble(error)

    def _ended(self) -> None:
        self.over = True
        self._works.jobs.remove(self.job)
        self.job.watch = self._then = None
