"""The speakers' list as the facilitator runs it: who speaks, how long, who is next, and why."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk import speakers
from hubdesk.desk.attendance_list import Roster
from hubdesk.desk.speakers import Asked, Floor, Speaker
from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.model.records import Event
from hubdesk.model.signs import whole
from hubdesk.model.speaking import RULES, SORTS, Spoken, typed
from hubdesk.model.timer import Left
from hubdesk.ui.agenda.timer import TimerFace
from hubdesk.ui.attendance.field import GuestField
from hubdesk.ui.attendance.hits import HitList
from hubdesk.ui.page import Page
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label, ShortLabel
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import clock, number, tell


class SpeakersPart(Page):
    """One field puts people on the list, one key lets the next one speak; nothing of it is published."""

    title = say("Speakers")
    watches = frozenset({"turn", "speaking", "person", "mark", "event"})

    def build(self) -> None:
        """Lay out the field, who speaks, who waits, the order, and who spoke."""
        self._roster: Roster | None = None
        self._event, self._zone = "", "UTC"
        self._floor: Floor | None = None
        self.field, self.list = GuestField(), HitList()
        self.field.hint(say("Name, badge or words"))
        self.field.name(say("Who wants to speak?"))
        self.list.hide()
        self.told = Label(role="small", wrap=True)
        for each in (self.field, self.list, self.told, self._now(), self._waiting(), self._order(), self._spoken()):
            self.column.addWidget(each)
        self.field.textChanged.connect(self._search)
        self.field.entered.connect(self._enter)
        self.field.turned.connect(self._as_words)
        self.field.stepped.connect(self.list.step)
        self.field.emptied.connect(self.field.clear)
        self.list.picked.connect(lambda _row: self._enter())
        self.main = self.field

    def refresh(self, change: Change | None) -> None:
        """Show the list as it is now; what is typed stays."""
        event = self.desk.read.find(Event, self.event_id)
        if event is None:
            return
        if self._roster is None or self._event != event.id:
            self._event, self._zone = event.id, event.zone
            self.list.hits.zone = event.zone
            self._roster = Roster(self.desk, event.id)
        else:
            self._roster.refresh(change)
        self._floor = found = speakers.floor(self.desk, event.id)
        self._show_now(found)
        self.table.fill(found.waiting)
        self.table.make_room()
        self.rule.show_key(found.rule)
        self.why.say(RULES[found.rule].words)
        self.seconds.show_text(str(found.seconds))
        self.totals.fill(found.spoken)
        self.totals.make_room()
        self.card.setVisible(bool(found.spoken))
        for each in (self.table, self.chosen):
            each.setVisible(bool(found.waiting))
        hit = self.list.current
        self._search(self.field.text(), hit.person.id if hit else "")

    def let_next(self) -> None:
        """Let the next one speak."""
        waiting = speakers.floor(self.desk, self.event_id).waiting
        self._start(waiting[0] if waiting else None)

    def finish(self) -> None:
        """Say that the speaker is done."""
        if self.attempt(lambda: speakers.stop(self.desk, self.event_id)):
            self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters that no other widget wants belong to the field."""
        if event.text().isprintable() and event.text().strip() and not self.field.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.insert(event.text())
        else:
            super().keyPressEvent(event)

    # ---- the parts

    def _now(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)  # on the bare page, whose colour the timer paints
        column.setContentsMargins(0, 0, 0, 0)
        self.name = ShortLabel(role="heading")
        self.sort = Label(role="chip")
        self.face = TimerFace(self.frame.watch)
        self.next = Button(say("Next speaker"), self.let_next, kind="primary", icon="next")
        self.done = Button(say("Done"), self.finish)
        self.again = Button(say("Back on the list"), self._put_back)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.sort)
        row.addWidget(self.face)
        column.addLayout(row)
        column.addWidget(ButtonRow(self.next, self.done, self.again))
        return box

    def _waiting(self) -> QWidget:
        columns = [
            Column[Speaker](say("Waiting"), lambda each: each.name, 0),
            Column[Speaker](say("Sort of turn"), lambda each: _sort(each), 130),
            Column[Speaker](say("Turns"), lambda each: number(each.spoken.turns), 70, amount=True),
            Column[Speaker](say("Time"), lambda each: self._time(each.spoken), 80, amount=True),
            Column[Speaker](say("Asked"), lambda each: clock(local(each.turn.asked, self._zone)), 80),
        ]
        self.table = Table(
            columns, key=lambda each: each.turn.id, name=say("Who waits to speak"), give_way=(4, 3, 2), whole=True
        )
        self.table.opened.connect(self._start)
        self.remove = Button(say("Take off the list"), self._remove)
        self.chosen = ButtonRow(Button(say("Let them speak now"), lambda: self._start(self.table.current)), self.remove)
        box = Card(say("Who waits to speak"))
        self.why = Label(role="small", wrap=True)
        box.add(self.why, self.table, self.chosen)
        return box

    def _order(self) -> QWidget:
        self.rule = Choice({key: rule.label for key, rule in RULES.items()})
        self.seconds = Line()
        self.timing = Field(say("Seconds for each speaker (0: no end)"), self.seconds)
        row = FlowBox(gap=12, even=True, top=True)
        row.show_all([Field(say("Order of speakers"), self.rule), self.timing])
        self.rule.picked.connect(lambda key: self.attempt(lambda: speakers.order(self.desk, self.event_id, key)))
        self.seconds.settled.connect(self._set_seconds)
        return row

    def _spoken(self) -> QWidget:
        columns = [
            Column[tuple[str, Spoken]](say("Who spoke"), lambda each: each[0], 0),
            Column[tuple[str, Spoken]](say("Turns"), lambda each: number(each[1].turns), 70, amount=True),
            Column[tuple[str, Spoken]](say("Time"), lambda each: self._time(each[1]), 80, amount=True),
        ]
        self.totals = Table(columns, key=lambda each: each[0], name=say("Who spoke"), whole=True)
        self.card = Card(say("Who spoke"))
        self.card.add(Label(say("For you alone: no report tells who spoke."), role="small", wrap=True), self.totals)
        return self.card

    def _show_now(self, floor: Floor) -> None:
        now = floor.now
        self.name.say(now.name if now else tell(say("Nobody speaks now.")))
        self.sort.setVisible(bool(now and now.turn.sort))
        self.sort.say(_sort(now) if now else "")
        self.face.show_time(floor.seconds, now.turn.started if now and floor.timed else "")
        for each in (self.done, self.again):
            each.setVisible(now is not None)
        self.next.setEnabled(bool(floor.waiting))

    def _time(self, spoken: Spoken) -> str:
        return Left(spoken.seconds, "open").clock if self._floor and self._floor.timed else "–"

    # ---- typing

    def _search(self, text: str, keep: str = "") -> None:
        _, words = typed(text)
        hits = speakers.find(self._roster, words) if self._roster is not None else []
        self.list.show_hits(hits, keep)
        self.list.setVisible(bool(hits))
        if hits:
            self.told.say(say("Enter puts them on the list · Ctrl+Enter takes the words as they stand"))
        elif words:
            self.told.say(say("Enter puts these words on the list."))
        else:
            self.told.say(say("First a sign, if need be: ! point of order · + in favour · - against · > reply"))

    def _enter(self) -> None:
        hit = self.list.current if not self.list.isHidden() else None
        if hit is None:
            self._as_words()
        else:
            self._ask(person=hit.person.id)

    def _as_words(self) -> None:
        words = typed(self.field.text())[1]
        if words and not self.field.composing:
            self._ask(text=words)

    def _ask(self, *, person: str = "", text: str = "") -> None:
        sort, done = typed(self.field.text())[0], list[Asked]()
        ask = speakers.ask
        if self.attempt(lambda: done.append(ask(self.desk, self.event_id, person=person, text=text, sort=sort))):
            self.field.clear()
            self.table.choose(done[0].turn)
            if done[0].already:
                self.told.say(say("This person is on the list already."))

    # ---- acting

    def _start(self, chosen: Speaker | None) -> None:
        if chosen is not None and self.attempt(lambda: speakers.start(self.desk, chosen.turn.id)):
            self.undoable()
            self.field.setFocus()

    def _put_back(self) -> None:
        now = self._floor.now if self._floor else None
        if now is not None and self.attempt(lambda: speakers.put_back(self.desk, now.turn.id)):
            self.undoable()
            self.field.setFocus()

    def _remove(self) -> None:
        chosen: Speaker | None = self.table.current
        if chosen is not None and self.attempt(lambda: speakers.remove(self.desk, chosen.turn.id)):
            self.undoable()
            self.field.setFocus()

    def _set_seconds(self, text: str) -> None:
        seconds = whole(text)
        if seconds is not None:
            self.attempt(lambda: speakers.order(self.desk, self.event_id, seconds=seconds))
        self.timing.trouble(say("Give a whole number.") if seconds is None else None)


def _sort(each: Speaker) -> str:
    return tell(SORTS[each.turn.sort]) if each.turn.sort in SORTS else ""
