"""The desk at the door: one field, one key, one answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk.attendance_list import Roster
from hubdesk.desk.people import known_as
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.records import Event, Person
from hubdesk.ui.attendance.asking import Asking
from hubdesk.ui.attendance.door import Door
from hubdesk.ui.attendance.field import GuestField
from hubdesk.ui.attendance.hits import HitList
from hubdesk.ui.attendance.numbers import Numbers
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.result import ResultCard
from hubdesk.ui.widgets.sides import Sides

#: From this height of the page (at 100 %) the questions of consent stand below their names.
ROOMY = 780


class AttendancePage(Page):
    """Checks people in and out by typing; shows no name until somebody searches."""

    title = say("Attendance")
    watches = frozenset({"person", "mark", "headcount", "consent", "event"})
    topic = "attendance"

    def build(self) -> None:
        """Lay out the loop on the leading side, the numbers behind it."""
        self.roster: Roster | None = None
        self.zone = "UTC"
        self._person = ""
        self._acting = False
        self.door, self.numbers = Door(self), Numbers(self)
        self.column.addWidget(Sides(self._loop(), self.numbers))
        self.main = self.field
        self.deed("attendance-walk-in", say("Add as a walk-in"), self.door.walk_in, keys="Ctrl+N", icon="walk-in")
        self.deed("attendance-turn", say("Check out, or back in"), self.door.turn, keys="Ctrl+Return", icon="leave")
        self.walk_in.show_keys(self.frame.actions["attendance-walk-in"])

    def refresh(self, change: Change | None) -> None:
        """Take in what happened; the line and who is chosen stay as they are."""
        if change is None or self.roster is None or change.about(frozenset({"event"})):
            gathering = self.desk.read.find(Event, self.event_id)
            if gathering is None:
                return
            self.zone = self.list.hits.zone = self.numbers.zone = gathering.zone
            self.roster = Roster(self.desk, self.event_id)
            self._forget_person()
        else:
            self.roster.refresh(change)
            if not self._acting and change.about(frozenset({"person", "mark", "headcount"})):
                self.result.clear()
                self.offer(back=False)
        if not self._acting:
            chosen = self.list.current
            self._search(self.field.text(), chosen.person.id if chosen else "")
        self.asking.show(self._person)
        self.numbers.count_soon(len(self.roster))

    def arrive(self, about: str) -> None:
        """Look for a person by the name that somebody of this id has."""
        person = self.desk.read.find(Person, about)
        if person is not None:
            self.field.setText(person.name or person.username or person.badge)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that no other widget wants belong to the field."""
        if event.text().isprintable() and event.text().strip() and not self.field.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.insert(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the questions of consent where there is room for them."""
        super().resizeEvent(event)
        self.consents.fit(event.size().height() >= pixels(ROOMY))

    def _loop(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.field = GuestField()
        self.hint = Label(role="quiet", wrap=True)
        self.result = ResultCard()
        self.back = Button(say("Undo"), self.frame.undo, kind="quiet", icon="undo")
        self.list = HitList()
        self.list.hide()
        self.walk_in = Button(say("Add as a walk-in"), self.door.walk_in, icon="walk-in")
        self.asking = Asking(self, self.result, self.act, lambda: self.list.current)
        self.consents = self.asking.card
        answered = QHBoxLayout()
        answered.addWidget(self.result, 1)
        answered.addWidget(self.back)
        self.steps = ButtonRow(self.walk_in)
        # whom Enter checks in stands right below the line, also where the window is low and the letters are large
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self.hint)
        column.addLayout(answered)
        column.addWidget(self.steps)
        column.addWidget(self.asking.forgetting)
        column.addWidget(self.consents)
        column.addStretch(1)
        self.offer(back=False, walk_in=False)
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self.door.enter)
        self.field.turned.connect(self.door.turn)
        self.field.stepped.connect(self.list.step)
        self.field.emptied.connect(self.empty)
        self.list.picked.connect(lambda _row: self.door.enter())
        return box

    # ---- typing

    def _typed(self, text: str) -> None:
        self.door.typed()
        self.numbers.wait()
        if text.strip():
            self._forget_person()
        self._search(text)

    def _search(self, text: str, keep: str = "") -> None:
        self.door.search(text, keep)

    def empty(self) -> None:
        """Clear the line, and show nobody."""
        self.field.clear()
        self._forget_person()
        self._search("")

    def offer(self, *, back: bool | None = None, walk_in: bool | None = None) -> None:
        """Show or hide the two buttons; without the second there is no empty row."""
        if back is not None:
            self.back.setVisible(back)
        if walk_in is not None:
            self.steps.setVisible(walk_in)

    # ---- acting

    @property
    def person(self) -> Person | None:
        """Who was shown last, while they still are."""
        return self.desk.read.find(Person, self._person) if self._person else None

    def act(self, verb: Callable[[], object]) -> bool:
        """Call a verb whose effect is shown by who calls."""
        self._acting = True
        try:
            return self.attempt(verb)
        finally:
            self._acting = False

    def done(
        self, person: Person, tone: str, what: Sentence, more: Sentence | str = "", *, changed: bool = True
    ) -> None:
        """Say what happened to whom, empty the line for the next guest, and show what this one agrees to."""
        self.field.clear()
        self._search("")
        self._person = person.id
        self.result.show_result(tone, what, known_as(person), more)
        self.offer(back=changed)
        self.asking.show(self._person)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_person(self) -> None:
        self._person = ""
        self.result.clear()
        self.offer(back=False)
        self.asking.show("")
