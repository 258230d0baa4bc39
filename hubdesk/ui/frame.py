"""What a page may ask of the window around it, so that pages know no window and tests need none."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, say
from hubdesk.ui.actions import Actions
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.kiosk import Kiosk
from hubdesk.ui.notices import Notices
from hubdesk.ui.places import ROLES
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.works import Works

if TYPE_CHECKING:
    # only named: the desk's libraries are loaded after the window is painted
    from hubdesk.desk.desk import Desk
    from hubdesk.desk.retention import Due
    from hubdesk.model.change import Change
    from hubdesk.model.timer import Watch

#: How often it is asked whether a backup is due, in milliseconds; `care.EVERY` says when one is.
ASK = 5 * 60_000


class Frame(Works):
    """The open workspace and the window's services: notices, actions, jobs, and which event is in front.

    Everything a page needs beyond its desk comes from here. Signals:
    `rang(Change)` after every write, in the window's thread; `event_changed(id)`; `page_asked(key, about)`;
    `restore_asked(copy)`, `repair_asked(new file, files of colleagues)` and `rewriting_asked(old, new, then)` (under
    which passphrase it lies, and is to; what goes on afterwards), for which the workspace must be closed.
    """

    rang = Signal(object)
    _written = Signal(object)
    event_changed = Signal(str)
    page_asked = Signal(str, str)
    restore_asked = Signal(object)
    repair_asked = Signal(object, object)
    rewriting_asked = Signal(str, str, object)

    def __init__(
        self,
        desk: "Desk",
        home: QWidget,
        *,
        actions: Actions | None = None,
        notices: Notices | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(home, notices)
        self.kiosk = Kiosk(self)
        self.desk = desk
        self.home = home
        self.actions = actions or Actions(home)
        self.preferences = preferences
        self.event_id = ""
        self._left = ""
        # a signal, because the bell may ring in the writing thread; pages hear it in the window's
        self._stop_listening = desk.listen(self._written.emit)
        self._backing_up: Job | None = None
        self._told = False
        self._told_of_room = False
        self._written.connect(self._ring)
        self.rang.connect(self._look_for_event)
        self.rang.connect(self._look_for_room)
        self._asks = QTimer(self, interval=ASK)
        self._asks.timeout.connect(self.back_up_when_due)
        self._asks.start()

    @cached_property
    def watch(self) -> "Watch":
        """What all timers of the window count by."""
        from hubdesk.model.timer import Watch
        from hubdesk.ui.times import steady

        return Watch(self.desk.now, steady)

    def open_event(self, event: str, page: str = "") -> None:
        """Put an event in front (its id, "" for none) and perhaps go to a page."""
        if event != self.event_id:
            self.event_id, self._left = event, ""
            self.event_changed.emit(event)
        if page:
            self.go(page)

    @property
    def front(self) -> str:
        """The page on which this laptop's work begins: its role's, else Prepare."""
        role = self.preferences.settings.role if self.preferences else ""
        return role if role in ROLES else "prepare"

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
        if self.desk.next_is_long(back=True):
            self.run(say("Taking steps back"), lambda report: self.desk.undo(report=report), self._undone)
        else:
            self._undone(self.desk.undo())

    def redo(self) -> None:
        """Do again what was undone and say so; away from the window where it is a long one."""
        if self.desk.next_is_long(back=False):
            self.run(say("Doing it again"), lambda report: self.desk.redo(report=report), self._redone)
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

    def remind(self) -> None:
        """Say once which data about people is longest past its day; the cards of events say it of all."""
        desk = self.desk

        def work(_report: Report) -> object:
            from hubdesk.desk import retention

            return retention.oldest(desk)

        self.run(say("Counting"), work, self._remind, quiet=True)

    def close(self) -> None:
        """Stop the jobs, wait for their end (no write may reach a closed desk), and stop listening."""
        self._asks.stop()
        self.stop()
        self._stop_listening()

    def _ring(self, change: "Change") -> None:
        """Let pages hear of a write; what was on its way while the workspace was closed has nobody to tell any more."""
        if not self.desk.closed:
            self.rang.emit(change)

    def _look_for_event(self, change: "Change") -> None:
        """Leave an event that was taken away, by whomever; take it to the front again when it is brought back."""
        from hubdesk.model.records import Event

        known = self.event_id or self._left
        if not known or not change.about(frozenset({Event.KIND})):
            return
        there = self.desk.read.find(Event, known) is not None
        if there != bool(self.event_id):
            self.open_event(known if there else "")
            self._left = "" if there else known

    def _remind(self, due: object) -> None:
        found: Due | None = due  # type: ignore[assignment]  # Qt carries it as an object
        if found is not None and found.event.id != self.event_id:  # its overview says it
            look = partial(self.open_event, found.event.id, "prepare")
            self.notices.say(found.told, step=say("Look at it"), call=look)

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
