"""Desk mode: people check themselves in, and see nobody else."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from hubdesk.desk import attendance
from hubdesk.desk.attendance_list import Roster, is_number
from hubdesk.desk.people import known_as
from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.fold import index_text
from hubdesk.model.records import Event, Person
from hubdesk.ui.attendance.asking import Asking
from hubdesk.ui.attendance.field import GuestField
from hubdesk.ui.attendance.numbers import is_short
from hubdesk.ui.away import Away
from hubdesk.ui.idle import INPUT
from hubdesk.ui.page import Page
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, kept_narrow
from hubdesk.ui.widgets.fields import Field
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.result import ResultCard
from hubdesk.ui.widgets.secret import SecretLine
from hubdesk.ui.words import clock

#: So long after the last key or touch nothing is left on the screen, in seconds.
CLEARS = 20
#: The shortest and the longest PIN.
SHORTEST, LONGEST = 4, 40
HINT = say("Type your whole name or one whole word of it, or your number, then press Enter.")


class KioskPage(Page):
    """Asks for a PIN, then shows a line, who was found by a whole word or number, and what they agree to."""

    title = say("Desk mode")
    watches = frozenset({"person", "mark", "event", "consent"})
    topic = "attendance"

    def build(self) -> Iterator[None]:
        """Lay out the beginning, the loop, and the way out."""
        self.roster: Roster | None = None
        self._away = Away(self, self._listed, is_short)
        self._person, self._asked, self._zone, self._sensitive = "", False, "UTC", False
        self.idle = QTimer(self, interval=CLEARS * 1000, singleShot=True)
        self.idle.timeout.connect(self.clear)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._say_wait)
        self.beginning = self._beginning()
        yield
        self.loop = self._loop()
        self.main = self.pin
        self._face()
        self.frame.kiosk.turned.connect(lambda _on: self._face())

    def refresh(self, change: Change | None) -> None:
        """Take in what happened at other desks; the line stays as it is."""
        gathering = self.desk.read.find(Event, self.event_id)
        if gathering is None:
            return
        self.name.say(gathering.title)
        self._zone, self._sensitive = gathering.zone, gathering.sensitive
        if change is not None and self.roster is not None:
            self.roster.refresh(change)
            return
        if self.roster is not None and self.roster.event != self.event_id:
            self.roster = None
        desk, event = self.desk, self.event_id
        self._away.ask(lambda: Roster(desk, event))

    def _listed(self, roster: Roster) -> None:
        self.roster = roster

    def clear(self) -> None:
        """Leave nothing of anybody on the screen."""
        self._tick.stop()
        self.out.hide()
        self.code.clear()
        self._show_nobody()
        self.field.clear()
        self.field.setFocus()

    def ask_pin(self) -> None:
        """Show the line for the PIN that ends desk mode."""
        self.out.show()
        self.code.clear()
        self.code_field.trouble(None)
        self.code.setFocus()
        self._say_wait()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count the time from the last key or touch."""
        if event.type() in INPUT:
            self.idle.start()
        return False

    # ---- laying out

    def _beginning(self) -> QWidget:
        card = Card(say("People check themselves in"))
        told = say(
            "The window shows one line and nobody's name until it is typed. It clears after {n} seconds, and only your "
            "PIN brings the rest back. This stops curiosity, not an attacker: who can restart this computer can read "
            "what is on it, unless the workspace has a passphrase.",
            n=CLEARS,
        )
        self.pin, self.again = SecretLine(say("A PIN of your own")), SecretLine(say("The PIN once more"))
        self.pin_field, self.again_field = (
            Field(say("A PIN of your own"), self.pin),
            Field(say("Once more"), self.again),
        )
        self.again.returnPressed.connect(self._begin)
        begin = Button(say("Begin desk mode"), self._begin, kind="primary", icon="lock")
        back = Button(say("Cancel"), lambda: self.frame.go("attendance"))
        card.add(Label(told, wrap=True), self.pin_field, self.again_field, ButtonRow(begin, back))
        whole = QWidget()
        row = kept_narrow(card)
        row.setContentsMargins(0, 0, 0, 0)
        whole.setLayout(row)
        self.column.addWidget(whole)
        return whole

    def _loop(self) -> QWidget:
        card = Card()
        self.name = Label(role="title", wrap=True)
        self.field, self.hint, self.result = GuestField(), Label(HINT, role="quiet", wrap=True), ResultCard()
        self.asking = Asking(self, self.result, self.attempt_here, lambda: None, alone=True)
        self.code = SecretLine(say("PIN"))
        self.code_field = Field(say("PIN"), self.code)
        self.out = Card()
        self.out.add(self.code_field, ButtonRow(Button(say("Leave desk mode"), self._leave)))
        self.way_out = Button(say("For organizers"), self.ask_pin, kind="quiet", icon="lock")
        card.add(self.name, self.field, self.hint, self.result, self.asking.card, ButtonRow(self.way_out), self.out)
        self.column.addWidget(card)
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self._enter)
        self.field.emptied.connect(self.clear)
        self.code.returnPressed.connect(self._leave)
        for each in (card, *card.findChildren(QWidget)):
            each.installEventFilter(self)
        return card

    def _face(self) -> None:
        on = self.frame.kiosk.on
        self.beginning.setVisible(not on)
        self.loop.setVisible(on)
        self.main = self.field if on else self.pin
        for line in (self.pin, self.again):
            line.clear()
        self.clear()

    # ---- the PIN

    def _begin(self) -> None:
        pin, again = self.pin.text(), self.again.text()
        self.pin_field.trouble(None)
        self.again_field.trouble(None)
        if not SHORTEST <= len(pin) <= LONGEST:
            self.pin_field.trouble(
                say("Give a PIN of {least} to {most} letters or digits.", least=SHORTEST, most=LONGEST)
            )
        elif pin != again:
            self.again_field.trouble(say("This is another PIN."))
        else:
            self.frame.kiosk.begin(pin)

    def _leave(self) -> None:
        if self.frame.kiosk.leave(self.code.text()):
            return
        self.code.clear()
        self._say_wait()
        self._tick.start()

    def _say_wait(self) -> None:
        wait = self.frame.kiosk.wait
        self.code.setEnabled(not wait)
        if wait:
            self.code_field.trouble(count(wait, "Not this one. Wait {n} second.", "Not this one. Wait {n} seconds."))
        elif self._tick.isActive():
            self._tick.stop()
            self.code_field.trouble(None)
            self.code.setFocus()

    # ---- the line

    def _typed(self, text: str) -> None:
        self._asked = False
        if text.strip():
            self._show_nobody()
            self.hint.say(say("Enter checks {name} in.", name=known_as(who)) if (who := self._one(text)) else HINT)

    def _one(self, text: str) -> Person | None:
        """Return the one person who has just this number, or each of these whole words in what is known of them."""
        if self.roster is None:
            return None
        found = self.roster.answering(text)
        if len(found) == 1:
            return self.desk.read.find(Person, found[0])
        typed = set(index_text(text).split())
        if found or is_number(text) or not typed:
            return None
        hits = [hit.person for hit in self.roster.search(text) if typed <= _words(hit.person)]
        return hits[0] if len(hits) == 1 else None

    def _enter(self) -> None:
        text = self.field.text().strip()
        who = self._one(self.field.code or text) if text else None
        if who is not None:
            self._check_in(who)
        elif self._asked and not is_number(text):
            self._walk_in(text)
        elif text:
            known = is_number(text) or (self.roster is not None and bool(self.roster.search(text, 1)))
            self._asked = not known
            more = say("Type more of your name, or ask the organizers.")
            more = more if known else say("Enter again adds you to the list.")
            what = say("Nobody was found by this alone") if known else say("Not on the list: add?")
            self._tell("question", what, text, more)

    def _check_in(self, who: Person) -> None:
        done: list[attendance.Arrival] = []
        now = self.desk.now()
        if not self.attempt_here(lambda: done.append(attendance.check_in(self.desk, who.id, self.event_id, at=now))):
            return
        state, since = done[0].state, clock(local(done[0].since, self._zone))
        if state == "already":
            self._done(who, "info", say("Already here since {time}", time=since))
        else:
            self._done(who, "success", say("Checked in") if state == "in" else say("Welcome back"), asks=state == "in")

    def _walk_in(self, name: str) -> None:
        made: list[str] = []
        now = self.desk.now()
        if self.attempt_here(lambda: made.append(attendance.walk_in(self.desk, self.event_id, name, at=now))):
            self._done(self.desk.read.get(Person, made[0]), "success", say("Checked in"), asks=True)

    def _done(self, who: Person, tone: str, what: Sentence, *, asks: bool = False) -> None:
        """Say what happened; consents are asked of who came in just now, and of nobody who is here already."""
        self.field.clear()
        self.hint.say(HINT)
        self._tell(tone, what, known_as(who))
        self.asking.show(who.id if asks else "")

    def _tell(self, tone: str, what: Sentence, who: str = "", more: Sentence | str = "") -> None:
        self.result.show_result(tone, what, who, more)
        self.idle.start()

    def _show_nobody(self) -> None:
        self._asked = False
        self.result.clear()
        self.asking.show("")
        self.hint.say(HINT)

    def attempt_here(self, verb: Callable[[], object]) -> bool:
        """Call a verb; trouble stands on this page, for there is no place for notices."""
        try:
            verb()
        except HubDeskError as error:
            self._tell("error", error.what, "", error.next)
            return False
        return True


def _words(person: Person) -> set[str]:
    return set(index_text(f"{person.name} {person.other_script} {person.username}").split())
