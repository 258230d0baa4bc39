"""A reading round as one flow: the section beside its phases, and one key that goes on."""

from PySide6.QtWidgets import QWidget

from hubdesk.desk import agenda, rounds
from hubdesk.desk.rounds import Turn
from hubdesk.desk.section_index import index
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.records import AgendaItem, Event
from hubdesk.model.templates import rules
from hubdesk.ui.agenda.timer import TimerFace
from hubdesk.ui.charter.pane import ReaderPane
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language

_TEXT = frozenset({"event", "charter", "edition", "section", "text"})
PHASES = {"read": say("Reading aloud"), "silent": say("Silent minutes"), "speak": say("Everybody speaks")}


class RoundPart(Page):
    """Follows the reading round that runs, else the chosen item."""

    title = say("Reading round")
    watches = _TEXT | {"agenda"}

    def build(self) -> None:
        """Lay out where the round stands over the text."""
        self._chosen = self._item = self._read = ""
        self.none = Label(
            say("Choose an item of the sort Reading round, and give it sections."), role="quiet", wrap=True
        )
        self.where, self.phase = Label(role="strong", wrap=True), Label(role="heading", wrap=True)
        self.timer = TimerFace(self.frame.watch)
        self.on = Button(say("Go on"), self.step_on, icon="next")
        self.back = Button(say("Back"), self.step_back, icon="back")
        self.pane = ReaderPane(self.desk, self.run)
        self.pane.setMinimumHeight(260)
        self.rows: list[QWidget] = [self.phase, self.where, self.timer, ButtonRow(self.on, self.back), self.pane]
        for each in (self.none, *self.rows):
            self.column.addWidget(each)
        self.main = self.on

    def refresh(self, change: Change | None) -> None:
        """Show where the round stands."""
        if change is None or change.about(_TEXT):
            self.pane.show_event(self.event_id)
            self._read = ""
        item = self._round()
        turn = rounds.turn(self.desk, item) if item and item.sections and self.sections_there() else None
        self._item = item.id if item and turn else ""
        self.none.setVisible(turn is None)
        for each in self.rows:
            each.setVisible(turn is not None)
        if item is not None and turn is not None:
            self._show(item, turn)
        else:
            self.timer.show_time(0, "")

    def show_item(self, item: str) -> None:
        """Hear which item is chosen."""
        if item != self._chosen:
            self._chosen = item
            if self.isVisible():
                self.refresh(Change(frozenset()))

    def step_on(self) -> None:
        """Take the next step of the round."""
        item = self._item
        if item:
            self.attempt(lambda: rounds.step(self.desk, item, at=self.desk.now()))

    def step_back(self) -> None:
        """Take the step before again."""
        item = self._item
        if item:
            self.attempt(lambda: rounds.step(self.desk, item, at=self.desk.now(), back=True))

    def _round(self) -> AgendaItem | None:
        running = agenda.running(self.desk, self.event_id)
        if running is not None and running.type == "reading round":
            return running
        chosen = self.desk.read.find(AgendaItem, self._chosen) if self._chosen else None
        return chosen if chosen is not None and chosen.type == "reading round" else None

    def _show(self, item: AgendaItem, turn: Turn) -> None:
        self.phase.say(PHASES.get(turn.phase) or _outside(turn))
        place = say(
            "Section {n} of {all}: {section}", n=turn.place + 1, all=len(turn.sections), section=self._named(turn)
        )
        self.where.say(place if turn.section else "")
        self.where.setVisible(bool(turn.section))
        timed = not rules(self.desk.read.get(Event, item.event).sensitive).half_days
        self.timer.show_time(turn.allowed, turn.started if timed else "")
        self.on.say(_next(turn))
        self.on.setEnabled(turn.phase != "done")
        self.back.setEnabled(bool(turn.phase))
        if turn.section and turn.section != self._read:
            self.pane.go_to(turn.section)
        self._read = turn.section

    def _named(self, turn: Turn) -> str:
        return index(self.desk, self.event_id).label(turn.section, language())


def _outside(turn: Turn) -> Sentence:
    return say("The reading round is over.") if turn.phase == "done" else say("The reading round has not begun.")


def _next(turn: Turn) -> Sentence:
    """Return what the one key does now."""
    if turn.phase == "speak":
        return say("Next section") if turn.place + 1 < len(turn.sections) else say("End the reading round")
    if turn.phase == "done":
        return say("Go on")
    return {"": say("Read the first section"), "read": say("Begin the silent minutes")}.get(
        turn.phase, say("Begin to speak")
    )
