"""What a page may ask of the window around it, so that pages know no window and tests need none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, say
from hubdesk.ui.actions import Actions
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.notices import Notices
from hubdesk.ui.preferences import Preferences

if TYPE_CHECKING:
    # only named: the desk's libraries are loaded after the window is painted
    from hubdesk.desk.desk import Desk

#: A job shorter than this shows nothing, in milliseconds.
QUIET = 400
#: How long the end of the window waits for a job that was asked to stop, in milliseconds.
WAIT = 5_000
#: How often it is asked whether a backup is due, in milliseconds; `care.EVERY` says when one is.
ASK = 5 * 60_000
#: A step of more records than these is taken back, or again, away from the window.
LONG = 200


class Frame(QObject):
    """The open workspace and the window's services: notices, actions, jobs, and which event is in front.

    Everything a page needs beyond its desk comes from here. Signals:
    `rang(Change)` after every write, in the window's thread; `event_changed(id)`; `page_asked(key, about)`;
    `job_began(Job, Sentence)` when a job became long enough to be shown.
    """

    rang = Signal(object)
    event_changed = Signal(str)
    page_asked = Signal(str, str)
    job_began = Signal(object, object)

    def __init__(
        self,
        desk: "Desk",
        home: QWidget,
        *,
        actions: Actions | None = None,
        notices: Notices | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(home)
        self.desk = desk
        self.home = home
        self.actions = actions or Actions(home)
        self.notices = notices or Notices(self)
        self.preferences = preferences
        self.event_id = ""
        self.jobs: list[Job] = []
        self._waiting: list[Job] = []
        self._starter = QTimer(self, interval=0, singleShot=True)
        self._starter.timeout.connect(self._start)
        # a signal, because the bell may ring in the writing thread; pages hear it in the window's
        self._stop_listening = desk.listen(self.rang.emit)
        self._backing_up: Job | None = None
        self._told = False
        self._told_of_room = False
        self.rang.connect(self._look_for_room)
        self._asks = QTimer(self, interval=ASK)
        self._asks.timeout.connect(self.back_up_when_due)
        self._asks.start()

    def open_event(self, event: str, page: str = "") -> None:
        """Put an event in front (its id, "" for none) and perhaps go to a page."""
        if event != self.event_id:
            self.event_id = event
            self.event_changed.emit(event)
        if page:
            self.go(page)

    def go(self, page: str, about: str = "") -> None:
        """Ask the window for a page ("notes", "report", …), `about` an id or topic that the page understands."""
        self.page_asked.emit(page, about)

    def offer_undo(self) -> None:
        """Say what was just done, with Undo beside it, for at least ten seconds."""
        done = self.desk.next_undo()
        if done is not None:
            self.notices.say(done, tone="success", step=say("Undo"), call=self.undo)

    def undo(self) -> None:
        """Take the last action back and say so; away from the window where it is a long one."""
        following = self.desk.next_undo()
        if following is not None and following.n > LONG:
            self.run(say("Taking steps back"), lambda _report: self.desk.undo(), self._undone)
        else:
            self._undone(self.desk.undo())

    def redo(self) -> None:
        """Do again what was undone and say so; away from the window where it is a long one."""
        following = self.desk.next_redo()
        if following is not None and following.n > LONG:
            self.run(say("Doing it again"), lambda _report: self.desk.redo(), self._redone)
        else:
            self._redone(self.desk.redo())

    def _undone(self, taken: object) -> None:
        if isinstance(taken, Sentence):
            self.notices.say(say("Undone: {action}", action=taken), step=say("Redo"), call=self.redo)
        else:
            self.notices.say(say("There is nothing to undo."))

    def _redone(self, done: object) -> None:
        if isinstance(done, Sentence):
            self.notices.say(say("Done again: {action}", action=done), step=say("Undo"), call=self.undo)
        else:
            self.notices.say(say("There is nothing to redo."))

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
        # the application's child: it outlives a window that is closed meanwhile, and never dies in its own thread
        job = Job(work, QCoreApplication.instance())
        watch = _Watch(self, job, what, then)
        if not quiet:
            watch.wait()
        self.jobs.append(job)
        # in the next turn, so that whoever asked can still connect to it
        self._waiting.append(job)
        self._starter.start()
        return job

    def back_up_when_due(self) -> None:
        """Make a backup when half an hour's work has none, unseen; trouble is told once until one succeeds."""
        if self._backing_up is not None:
            return
        desk = self.desk

        def work(_report: Report) -> object:
            from hubdesk.desk import care

            try:
                care.backup_when_due(desk)
            except HubDeskError as error:
                return error
            return None

        self._backing_up = self.run(say("Making a backup"), work, self._backed_up, quiet=True)
        self._backing_up.ended.connect(self._backup_ended)

    def close(self) -> None:
        """Stop the jobs, wait for their end (no write may reach a closed desk), and stop listening."""
        self._asks.stop()
        for job in self.jobs:
            job.cancel()
        self._start()
        QThreadPool.globalInstance().waitForDone(WAIT)
        self._stop_listening()

    def _backed_up(self, trouble: object) -> None:
        if isinstance(trouble, HubDeskError) and not self._told:
            self.notices.trouble(trouble)
        self._told = trouble is not None

    def _look_for_room(self) -> None:
        """Tell once that the disk is full, until there is room again."""
        from hubdesk.desk import care

        trouble = care.room(self.desk)
        if trouble and not self._told_of_room:
            self.notices.trouble(trouble)
        self._told_of_room = trouble is not None

    def _backup_ended(self) -> None:
        self._backing_up = None

    def _start(self) -> None:
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            job.start()


class _Watch(QObject):
    """Stands in the window's thread beside one job: shows it late, hands its end on."""

    def __init__(self, frame: Frame, job: Job, what: Sentence, then: Callable[[object], object] | None) -> None:
        super().__init__(job)
        self._frame, self._job, self._what, self._then = frame, job, what, then
        self._late = QTimer(self, interval=QUIET, singleShot=True)
        self._late.timeout.connect(self._show)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)

    def wait(self) -> None:
        """Show the job when it is still running after a moment."""
        self._late.start()

    def _show(self) -> None:
        if isValid(self._frame):
            self._frame.job_began.emit(self._job, self._what)

    def _finished(self, result: object) -> None:
        self._late.stop()
        if self._then is None or self._job.stopping or not isValid(self._frame):
            return
        owner = getattr(self._then, "__self__", None)
        if isinstance(owner, QObject) and not isValid(owner):
            return
        self._frame.attempt(lambda: self._then(result) if self._then else None)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, HubDeskError):
            raise error
        if isValid(self._frame):
            self._frame.notices.trouble(error)

    def _ended(self) -> None:
        self._late.stop()
        self._frame.jobs.remove(self._job)
        self._job.deleteLater()
