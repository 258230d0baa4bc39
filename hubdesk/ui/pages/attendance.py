"""The desk at the door: one field, one key, one answer."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk import attendance
from hubdesk.desk.attendance_list import Hit, Roster
from hubdesk.desk.people import known_as
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.presence import moment
from hubdesk.model.records import Event, Person
from hubdesk.ui.attendance.asking import Asking
from hubdesk.ui.attendance.chart import PresenceChart
from hubdesk.ui.attendance.field import GuestField
from hubdesk.ui.attendance.hits import HitList
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, Figure
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.result import ResultCard
from hubdesk.ui.widgets.sides import Sides
from hubdesk.ui.words import clock, number, tell

#: The numbers wait until the door is quiet for so many milliseconds; a key never waits for them.
QUIET = 120
#: A longer list is counted away from the window.
LARGE = 20_000
#: From this height of the page (at 100 %) the questions of consent stand below their names.
ROOMY = 780
FIGURES = {
    "here": say("here now"),
    "came": say("came"),
    "registered": say("on the list"),
    "no_show": say("did not come"),
    "walk_in": say("walked in"),
    "heads": say("heads counted"),
}


class AttendancePage(Page):
    """Checks people in and out by typing; shows no name until somebody searches."""

    title = say("Attendance")
    watches = frozenset({"person", "mark", "headcount", "consent", "event"})
    topic = "attendance"

    def build(self) -> None:
        """Lay out the loop on the leading side, the numbers behind it."""
        self._roster: Roster | None = None
        self._zone = "UTC"
        self._person = ""
        self._acting = self._asked = False
        self._late = QTimer(self, interval=QUIET, singleShot=True)
        self._late.timeout.connect(self._count)
        self.column.addWidget(Sides(self._loop(), self._numbers()))
        self.main = self.field
        self.deed("attendance-walk-in", say("Add as a walk-in"), self._walk_in, keys="Ctrl+N", icon="walk-in")
        self.deed("attendance-turn", say("Check out, or back in"), self._turn, keys="Ctrl+Return", icon="leave")
        self.walk_in.show_keys(self.frame.actions["attendance-walk-in"])

    def refresh(self, change: Change | None) -> None:
        """Take in what happened; the line and who is chosen stay as they are."""
        if change is None or self._roster is None or change.about(frozenset({"event"})):
            gathering = self.desk.read.find(Event, self.event_id)
            if gathering is None:
                return
            self._zone = gathering.zone
            self.list.hits.zone = gathering.zone
            self._roster = Roster(self.desk, self.event_id)
            self._forget_person()
        else:
            self._roster.refresh(change)
            if not self._acting and change.about(frozenset({"person", "mark", "headcount"})):
                self.result.clear()
                self._offer(back=False)
        if not self._acting:
            chosen = self.list.current
            self._search(self.field.text(), chosen.person.id if chosen else "")
        self.asking.show(self._person)
        self._late.start()

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
        self.walk_in = Button(say("Add as a walk-in"), self._walk_in, icon="walk-in")
        self.asking = Asking(self, self.result, self._act, lambda: self.list.current)
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
        self._offer(back=False, walk_in=False)
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self._enter)
        self.field.turned.connect(self._turn)
        self.field.stepped.connect(self.list.step)
        self.field.emptied.connect(self._empty)
        self.list.picked.connect(lambda _row: self._enter())
        return box

    def _numbers(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.figures = {key: Figure(text) for key, text in FIGURES.items()}
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, figure in enumerate(self.figures.values()):
            grid.addWidget(figure, place // 3, place % 3)
            figure.setMinimumWidth(0)
        self.chart = PresenceChart()
        card = Card(say("In the room over time"))
        card.add(self.chart)
        column.addLayout(grid)
        column.addWidget(card)
        column.addStretch(1)
        return box

    # ---- typing

    def _typed(self, text: str) -> None:
        self._asked = False
        if self._late.isActive():
            self._late.start()
        if text.strip():
            self._forget_person()
        self._search(text)

    def _search(self, text: str, keep: str = "") -> None:
        heads = attendance.typed_heads(text)
        hits = [] if self._roster is None or heads else self._roster.search(text)
        self.list.show_hits(hits, keep)
        self.list.setVisible(bool(hits))
        nobody = bool(text.strip()) and not hits and not heads and not text.strip().startswith("+")
        self._offer(walk_in=nobody or bool(hits))
        if heads:
            self.hint.say(
                count(heads, "Enter counts {n} head without a name.", "Enter counts {n} heads without names.")
            )
        elif nobody:
            self.hint.say(
                say("Nobody on the list answers to this. Enter asks whether to add them; Ctrl+N adds at once.")
            )
        elif hits:
            self.hint.say(say("Enter checks in · Ctrl+Enter out or back · Ctrl+N adds a walk-in · Esc clears"))
        else:
            self.hint.say(say("Nobody is shown until you search. +3 counts three heads without names."))

    def _empty(self) -> None:
        self.field.clear()
        self._forget_person()
        self._search("")

    def _offer(self, *, back: bool | None = None, walk_in: bool | None = None) -> None:
        """Show or hide the two buttons; without the second there is no empty row."""
        if back is not None:
            self.back.setVisible(back)
        if walk_in is not None:
            self.steps.setVisible(walk_in)

    # ---- acting

    def _enter(self) -> None:
        text, hit = self.field.text(), self.list.current
        heads = attendance.typed_heads(text)
        if heads:
            self._heads(heads)
        elif hit is not None:
            self._check_in(hit)
        elif self._asked:
            self._walk_in()
        elif text.strip() and not text.strip().startswith("+"):
            self._asked = True
            more = say("Enter again or Ctrl+N adds them as a walk-in, Esc clears.")
            self.result.show_result("question", say("Not on the list: add?"), text.strip(), more)

    def _check_in(self, hit: Hit) -> None:
        done: list[attendance.Arrival] = []
        person = hit.person
        if not self._act(lambda: done.append(self._came(person.id))):
            return
        arrival = done[0]
        since = clock(local(arrival.since, self._zone))
        what = {
            "in": say("Checked in"),
            "back": say("Welcome back"),
            "already": say("Already here since {time}", time=since),
        }[arrival.state]
        tone = "info" if arrival.state == "already" else "success"
        self._done(person, tone, what, changed=arrival.state != "already")

    def _turn(self) -> None:
        """Send the chosen person out, or back in; with an empty field the one shown last."""
        if self.field.composing:
            return
        hit = self.list.current
        person = hit.person if hit else self.desk.read.find(Person, self._person) if self._person else None
        if person is None:
            return
        done: list[attendance.Arrival] = []
        now = self.desk.now()
        if not self._act(lambda: done.append(attendance.check_out(self.desk, person.id, self.event_id, at=now))):
            return
        if done[0].state == "out":
            since = clock(local(done[0].since, self._zone))
            self._done(person, "info", say("Checked out"), say("Was here since {time}.", time=since))
        else:
            self._check_in(Hit(person, False, ""))

    def _walk_in(self) -> None:
        name = " ".join(self.field.text().split())
        if not name or self.field.composing or attendance.typed_heads(name):
            return
        made: list[str] = []
        now = self.desk.now()
        if self._act(lambda: made.append(attendance.walk_in(self.desk, self.event_id, name, at=now))):
            person = self.desk.read.get(Person, made[0])
            more = say("Walked in. They agree to nothing until they say so.")
            self._done(person, "success", say("Checked in"), more)

    def _heads(self, heads: int) -> None:
        now = self.desk.now()
        if self._act(lambda: attendance.heads(self.desk, self.event_id, heads, at=now)):
            self._empty()
            self.result.show_result("success", count(heads, "{n} head counted", "{n} heads counted"))
            self._offer(back=True)

    def _came(self, person: str) -> attendance.Arrival:
        return attendance.check_in(self.desk, person, self.event_id, at=self.desk.now())

    def _act(self, verb: Callable[[], object]) -> bool:
        self._acting = True
        try:
            return self.attempt(verb)
        finally:
            self._acting = False

    def _done(
        self, person: Person, tone: str, what: Sentence, more: Sentence | str = "", *, changed: bool = True
    ) -> None:
        """Say what happened to whom, empty the line for the next guest, and show what this one agrees to."""
        self.field.clear()
        self._search("")
        self._person = person.id
        self.result.show_result(tone, what, known_as(person), more)
        self._offer(back=changed)
        self.asking.show(self._person)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_person(self) -> None:
        self._person = ""
        self.result.clear()
        self._offer(back=False)
        self.asking.show("")

    # ---- numbers

    def _count(self) -> None:
        if not self.event_id or self.desk.closed:
            return
        if self._roster is not None and len(self._roster) > LARGE:
            event = self.event_id
            self.run(say("Counting"), lambda _report: self._numbers_of(event), self._show_numbers)
        else:
            self._show_numbers(self._numbers_of(self.event_id))

    def _numbers_of(self, event: str) -> tuple[attendance.Counts, list[tuple[str, int]]]:
        return attendance.counts(self.desk, event), attendance.over_time(self.desk, event)

    def _show_numbers(self, found: object) -> None:
        assert isinstance(found, tuple)
        counts, steps = found
        for key, figure in self.figures.items():
            figure.show_number(number(getattr(counts, key)))
        now = self.desk.now()
        shown = [(clock(local(at, self._zone)), n) for at, n in steps if (moment(at) or now) <= now]
        self.chart.show_steps(shown, tell(say("People in the room over time")))
