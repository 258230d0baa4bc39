"""Locks the window: the workspace is closed and nothing of it is left on the screen until its passphrase is typed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from shiboken6 import isValid

from hubdesk.errors import Cancelled, HubDeskError
from hubdesk.i18n import Sentence, say
from hubdesk.ui.idle import Idle
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.keeper import DAMAGED

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk
    from hubdesk.desk.locking import Locked
    from hubdesk.ui.unlocking import UnlockPage
    from hubdesk.ui.window import Window


class Latch(QObject):
    """Stands between a window and its workspace: closes it, opens it again, and writes it anew under a passphrase."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._page: UnlockPage | None = None
        self._open: Callable[[str], Desk] | None = None
        self._then: Callable[[Desk], object] | None = None
        self._job: Job | None = None
        self._typed = ""
        self.idle = Idle(self)
        self.idle.left_alone.connect(self._left_alone)
        window.preferences.changed.connect(self.follow)

    def follow(self) -> None:
        """Lock by itself as the preferences say, while a workspace with a passphrase is open."""
        frame = self._window.frame
        self.idle.watch(self._window.preferences.settings.lock_minutes if frame and frame.desk.locked else 0)

    def lock(self) -> None:
        """Lock now; a workspace without a passphrase is offered one."""
        frame = self._window.frame
        if frame is None:
            return
        if not frame.desk.locked:
            self._window.go("lock")
            return
        back = self._way_back()
        self.ask(_opener(self._let_go()), back)

    def ask(self, open_desk: "Callable[[str], Desk]", then: "Callable[[Desk], object]") -> None:
        """Ask for a passphrase, open the workspace with it away from the window, serve it, and go on with `then`."""
        self._open, self._then = open_desk, then
        self._show().line.setFocus()

    def rewrite(self, old: str, new: str, then: "Callable[[Desk], str] | None" = None) -> None:
        """Close the workspace, put it under the passphrase `new` ("": under none), and open it again.

        Where that fails it is opened as it was, and the trouble is told. Else `then` starts an event that waited for
        the passphrase, and returns its id.
        """
        from hubdesk.ui.words import language

        tag, back = language(), self._way_back()
        closed = self._let_go()
        self._open, self._then = _opener(closed), back
        what = say("Writing the workspace and its backups anew")

        def done(result: object) -> None:
            assert isinstance(result, _Rewritten)
            self._serve(result.desk, back)
            if isinstance(result.found, HubDeskError):
                self._window.notices.trouble(result.found)
            elif result.found is not None:
                self._show_words(result.found, self._go_on(result.desk, then))

        self._show().show_busy(what)
        self._begin(lambda report: _rewrite(closed, old, new, language=tag, report=report), done, what)

    def _way_back(self) -> "Callable[[Desk], object]":
        """Return what brings the same page and event back."""
        frame, key = self._window.frame, self._window.key
        event = frame.event_id if frame else ""

        def back(_desk: "Desk") -> None:
            assert self._window.frame is not None
            self._window.frame.open_event(event)
            self._window.go(key or "events")

        return back

    def _go_on(self, desk: "Desk", then: "Callable[[Desk], str] | None") -> str:
        begun: list[str] = []
        if then is not None and self._window.frame is not None:
            self._window.frame.attempt(lambda: begun.append(then(desk)))
        return begun[0] if begun else ""

    def _show_words(self, done: "Locked", event: str) -> None:
        from hubdesk.ui.pages.lock import LockPage

        self._window.go("lock")
        page = self._window.page("lock")
        assert isinstance(page, LockPage)
        page.show_words(done, event)

    def _left_alone(self) -> None:
        frame = self._window.frame
        if frame is not None and frame.desk.locked and not frame.jobs:  # what runs comes to its end first
            self.lock()

    def _let_go(self) -> "Desk":
        desk = self._window.leave()
        assert desk is not None
        self.follow()
        return desk

    def _show(self) -> "UnlockPage":
        if self._page is None:
            from hubdesk.ui.unlocking import UnlockPage

            self._page = UnlockPage()
            self._page.given.connect(self._try)
            self._window.show_alone(self._page)
        return self._page

    def _try(self, secret: str) -> None:
        open_desk, then, self._typed = self._open, self._then, secret
        assert open_desk is not None and then is not None

        def done(desk: object) -> None:
            from hubdesk.desk import locking

            self._serve(desk, then)
            if locking.are_recovery_words(secret):
                self._window.go("lock")
                self._window.notices.say(say("Opened by the recovery words: set a new passphrase now."), tone="warning")

        self._begin(lambda _report: open_desk(secret), done, None)

    def _begin(self, work: Callable[[Report], object], then: Callable[[object], object], what: Sentence | None) -> None:
        self._job = job = Job(work)
        job.finished.connect(then)
        job.failed.connect(self._failed)
        if what is not None:
            self._window.show_job(job, what)
        job.start()

    def _serve(self, desk: object, then: "Callable[[Desk], object]") -> None:
        if not isValid(self._window) or not self._window.isVisible():
            desk.close()  # type: ignore[attr-defined]  # the window was closed meanwhile
            return
        self._page = self._open = self._then = None
        self._typed = ""
        self._window.serve(desk)  # type: ignore[arg-type]  # Qt carries it as an object
        self.follow()
        then(desk)  # type: ignore[arg-type]

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, HubDeskError):
            raise error
        keeper = self._window.keeper
        if keeper is not None and error.code in DAMAGED:
            self._page = None  # the ways out take its place, and need what was typed
            keeper.secret = self._typed
            self._window.show_no_workspace(error)
        else:
            self._show().refuse(error)


class _Rewritten(NamedTuple):
    """The workspace, open again, and what came of writing it anew: None when somebody stopped it."""

    desk: "Desk"
    found: "Locked | HubDeskError | None"


def _rewrite(closed: "Desk", old: str, new: str, *, language: str, report: Report) -> _Rewritten:
    """Write a closed workspace anew and open it; where that fails or is stopped, open it as it was."""
    from hubdesk.desk import locking, starting

    try:
        if new:
            found = locking.lock(closed.folders, closed.path, new, old=old, language=language, report=report)
        else:
            found = locking.unlock(closed.folders, closed.path, old, report=report)
    except HubDeskError as error:
        return _Rewritten(starting.again(closed, old), error)
    except Cancelled:
        return _Rewritten(starting.again(closed, old), None)
    return _Rewritten(starting.again(closed, new), found)


def _opener(closed: "Desk") -> "Callable[[str], Desk]":
    """Return what opens a closed workspace again; its libraries are loaded when it is called."""

    def again(secret: str) -> "Desk":
        from hubdesk.desk import starting

        return starting.again(closed, secret)

    return again
