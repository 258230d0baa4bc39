"""The desk at the door: one field, one key, one answer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hubdesk.desk.attendance_list import Roster
from hubdesk.desk.people import known_as
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.records import Event, Person
from hubdesk.ui.attendance.asking import Asking
from hubdesk.ui.attendance.categories import CategoryRow
from hubdesk.ui.attendance.correcting import Correcting
from hubdesk.ui.attendance.door import Door
from hubdesk.ui.attendance.field import GuestField
from hubdesk.ui.attendance.hits import HitList
from hubdesk.ui.attendance.numbers import Numbers, is_short
from hubdesk.ui.attendance.paper import Paper
from hubdesk.ui.attendance.place import DeskLine
from hubdesk.ui.away import Away
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.result import ResultCard
from hubdesk.ui.widgets.sides import Sides
from hubdesk.ui.widgets.tabs import Tabs

#: From this height of the page (at 100 %) the questions of consent stand below their names.
ROOMY = 780
MODES = {"door": say("At the door"), "paper": say("From a sheet of paper")}


class AttendancePage(Page):
    """Checks people in and out by typing; shows no name until somebody searches."""

    title = say("Attendance")
    watches = frozenset({"person", "mark", "headcount", "consent", "event", "agenda"})
    topic = "attendance"

    def build(self) -> None:
        """Lay out the loop on the leading side, the numbers behind it."""
        self.roster: Roster | None = None
        self.zone = "UTC"
        self._of = self._person = self.item = ""
        self._acting = self._speaks = False
        self.door, self.paper, self.numbers = Door(self), Paper(self), Numbers(self)
        self.correcting = Correcting(self)
        self._mode: Door | Paper = self.door
        self._away = Away(self, self._listed, is_short)
        self.column.addWidget(Sides(self._loop(), self.numbers))
        self.numbers.column.insertWidget(0, self.place)
        self.main = self.field
        self.deed("attendance-walk-in", say("Add as a walk-in"), self._walk_in, keys="Ctrl+N", icon="walk-in")
        self.deed("attendance-turn", say("Check out, or back in"), self._turn, keys="Ctrl+Return", icon="leave")
        self.deed("attendance-paper", say("At the door, or from a sheet of paper"), self._turn_mode, keys="Alt+P")
        self.deed("attendance-item", say("Choose what people are checked in for"), self._choose_item, keys="Alt+I")
        self.deed(
            "attendance-correct", say("Correct when somebody came"), self.correcting.open, keys="Alt+C", icon="edit"
        )
        kiosk = Button(say("Desk mode"), lambda: self.frame.go("kiosk"), kind="quiet", icon="lock")
        kiosk.show_keys(self.deed("attendance-kiosk", say("Desk mode"), kiosk.click, keys="Alt+D", icon="lock"))
        self.numbers.column.addWidget(ButtonRow(kiosk))
        self.walk_in.show_keys(self.frame.actions["attendance-walk-in"])
        self.correct.show_keys(self.frame.actions["attendance-correct"])

    def refresh(self, change: Change | None) -> None:
        """Take in what happened; the line and who is chosen stay as they are."""
        if change is None or self.roster is None or change.about(frozenset({"event"})):
            gathering = self.desk.read.find(Event, self.event_id)
            if gathering is None:
                return
            self.zone = self.list.hits.zone = self.numbers.zone = gathering.zone
            self.paper.time.show_event(gathering, self.desk.now())
        if change is None or self.roster is None or self.roster.is_much(change):
            if not self._speaks:
                self._forget_person()
            self.item = self.place.show_event(self.desk, self.event_id)
            if self._of != self.event_id:
                self._of, self.roster = self.event_id, None
                self.empty()  # whoever was being typed stood at the door of another gathering
            desk, event = self.desk, self.event_id
            self._away.ask(lambda: Roster(desk, event))
            return
        self.roster.refresh(change)
        if change.about(frozenset({"agenda"})):
            self._at_item(self.place.show_event(self.desk, self.event_id))
        if not self._acting and change.about(frozenset({"person", "mark", "headcount"})):
            self.result.clear()
            self.offer(back=False)
        self._show()

    def _listed(self, roster: Roster) -> None:
        self.roster = roster
        roster.choose_item(self.item)
        self._show()

    def _show(self) -> None:
        if not self._acting:
            chosen = self.list.current
            self._search(self.field.text(), chosen.person.id if chosen else "")
        self.asking.show(self._person)
        self.correcting.refresh()
        self.numbers.count_soon(len(self.roster or ()), self.item)

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

    def changeEvent(self, event: QEvent) -> None:
        """Let whoever is shown stay while all is told in another language."""
        self._speaks = event.type() == QEvent.Type.LanguageChange
        super().changeEvent(event)
        self._speaks = False

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
        self.modes, self.place = Tabs(MODES, say("Ways to check people in")), DeskLine()
        self.heads = CategoryRow(self.door.count_heads)
        self.hint = Label(role="quiet", wrap=True)
        self.result = ResultCard()
        self.back = Button(say("Undo"), self.frame.undo, kind="quiet", icon="undo")
        self.list = HitList()
        self.list.hide()
        self.correct = Button(say("Correct"), self.correcting.open, kind="quiet", icon="edit")
        self.walk_in = Button(say("Add as a walk-in"), self._walk_in, icon="walk-in")
        self.asking = Asking(self, self.result, self.act, lambda: self.list.current)
        self.consents = self.asking.card
        answered, ways = QHBoxLayout(), QVBoxLayout()
        for each in (self.back, self.correct):
            ways.addWidget(each)
        answered.addWidget(self.result, 1)
        answered.addLayout(ways)
        self.steps = ButtonRow(self.walk_in)
        # whom Enter checks in stands right below the line, also where the window is low and the letters are large
        above: tuple[QWidget, ...] = (
            self.modes,
            self.place,
            self.paper.time,
            self.field,
            self.list,
            self.hint,
            self.heads,
        )
        below: tuple[QWidget, ...] = (self.steps, self.correcting.card, self.asking.forgetting, self.consents)
        for part in above:
            column.addWidget(part)
        column.addLayout(answered)
        for part in below:
            column.addWidget(part)
        column.addStretch(1)
        self.paper.time.hide()
        self.offer(back=False, walk_in=False)
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(lambda: self._mode.enter())
        self.field.turned.connect(self._turn)
        self.field.stepped.connect(self.list.step)
        self.field.emptied.connect(self.empty)
        self.list.picked.connect(lambda _row: self._mode.pick())
        self.modes.chosen.connect(self._choose_mode)
        self.place.chosen.connect(self._at_item)
        return box

    # ---- typing

    def _typed(self, text: str) -> None:
        self._mode.typed()
        self.numbers.wait()
        if text.strip():
            self._forget_person()
        self._search(text)

    def _search(self, text: str, keep: str = "") -> None:
        self._mode.search(text, keep)

    def empty(self) -> None:
        """Clear the line, and show nobody."""
        self.field.clear()
        self._forget_person()
        self._search("")

    def offer(self, *, back: bool | None = None, walk_in: bool | None = None) -> None:
        """Show or hide the two buttons; without the second there is no empty row."""
        if back is not None:
            self.back.setVisible(back)
            self.correct.setVisible(bool(self._person))
        if walk_in is not None:
            self.steps.setVisible(walk_in)

    # ---- how, and for what

    def _choose_mode(self, mode: str) -> None:
        self._mode = self.paper if mode == "paper" else self.door
        self.paper.time.setVisible(mode == "paper")
        self.field.hint(say("Rows of the sheet") if mode == "paper" else say("Name, badge or number"))
        self.empty()
        self.to_field()

    def _turn_mode(self) -> None:
        self.modes.choose("door" if self._mode is self.paper else "paper")

    def _choose_item(self) -> None:
        if self.place.item.isVisible():
            self.place.item.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.place.item.showPopup()

    def _at_item(self, item: str) -> None:
        if item == self.item or self.roster is None:
            return
        self.item = item
        self.roster.choose_item(item)
        self.empty()
        self.numbers.count_soon(len(self.roster), item)
        self.to_field()

    def to_field(self) -> None:
        """Put the cursor into the line, and the line into sight."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(self.field)

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part of the page, when everything has found its place."""
        area = self.findChild(QScrollArea)
        if area is not None:
            QTimer.singleShot(0, part, lambda: area.ensureWidgetVisible(part, 0, pixels(60)))

    # ---- acting

    def _turn(self) -> None:
        self._mode.turn()

    def _walk_in(self) -> None:
        self._mode.walk_in()

    @property
    def person(self) -> Person | None:
        """Who was shown last, while they still are."""
        return self.someone(self._person)

    def someone(self, id: str) -> Person | None:
        """Return somebody who is still there."""
        return self.desk.read.find(Person, id) if id else None

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
        self.correcting.close()
