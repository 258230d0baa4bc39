"""A second coder: begin a round, sort its lines without seeing how they are sorted, then compare."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from hubdesk.desk import agreement, coding
from hubdesk.desk.agreement import Comparison
from hubdesk.desk.coding import Standing
from hubdesk.desk.section_index import Index, index
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Coding, CodingRound, Event
from hubdesk.model.signs import whole
from hubdesk.ui.feedback.blind import Blind
from hubdesk.ui.feedback.compared import Compared
from hubdesk.ui.jobs import Report
from hubdesk.ui.notes.offers import Offers, Used
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import day, language, number, tell

_TEXT = frozenset({"event", "charter", "edition", "section", "text"})


class _Found(NamedTuple):
    """A comparison, and which one it was."""

    turn: int
    comparison: Comparison


class SecondPart(Page):
    """One of three things at a time: the beginning of a round, its lines, or the comparison."""

    title = say("Second coder")
    watches = frozenset({"round", "coding", "note"}) | _TEXT
    opened = Signal(str)

    def build(self) -> Iterator[None]:
        """Lay out the row of the round above what is done with it."""
        self._sections: Index | None = None
        self._of = ""
        self._turn = 0
        self.offers = Offers()
        self.rounds = Choice({}, name=say("Round"))
        self.coder = Line(name=say("Name of the second coder"))
        self.progress = Label(role="quiet", wrap=True)
        self.code = Button(say("Sort the lines"), lambda: self._turn_to(self.blind), icon="edit")
        self.compare = Button(say("Compare"), lambda: self._turn_to(self.compared), icon="copy")
        self.another = Button(say("Begin another round"), self._begin_anew, kind="quiet", icon="add")
        self.remove = Button(say("Remove this round"), self._remove, kind="quiet")
        self.bar = FlowBox(gap=12, top=True)
        who = Field(say("Name of the second coder"), self.coder)
        who.setMinimumWidth(220)
        self.bar.show_all([Field(say("Round"), self.rounds), who])
        self.deeds = ButtonRow(self.code, self.compare, self.another, self.remove)
        yield
        self.blind = Blind(self, self.offers)
        yield
        self.compared, self.beginning = Compared(), self._beginning()
        yield
        self._front: QWidget = self.blind
        for each in (self.bar, self.deeds, self.progress, self.beginning, self.blind, self.compared):
            self.column.addWidget(each)
        self.column.addStretch(1)
        self.rounds.picked.connect(lambda _key: self.refresh(None))
        self.coder.settled.connect(lambda _name: self.refresh(None))
        self.blind.line.reached.connect(self._see_line)
        self.blind.said.connect(self._said)
        self.compared.opened.connect(self.opened)
        self.compared.adopted.connect(lambda ids: self._decided(lambda: coding.adopt(self.desk, ids)))
        self.compared.kept.connect(lambda ids: self._decided(lambda: coding.keep(self.desk, ids)))

    def refresh(self, change: Change | None) -> None:
        """Show the rounds of the event, and the chosen one as it is now."""
        if change is None or change.about(_TEXT) or self._of != self.event_id:
            if self._of != self.event_id:
                self._of, self._front = self.event_id, self.blind
            self._sections = index(self.desk, self.event_id)
            self.offers.spoken = self.desk.read.get(Event, self.event_id).languages
            self.blind.know(self._sections)
            self.coder.show_text(self.coder.text() or self.desk.author.name)
        found = coding.rounds(self.desk, self.event_id)
        self.rounds.offer({each.round.id: _told(each) for each in found})
        standing = self._count(found)
        for part in (self.bar, self.deeds, self.progress, self.cancel):
            part.setVisible(standing is not None)
        if standing is None or self._front is self.beginning:
            self._bring(self.beginning)
        elif self._front is self.compared and standing.coders:
            self._bring(self.compared)
            self._compare(standing.round)
        else:
            self._bring(self.blind)
            self._show_lines(standing.round)

    def decide(self, *, adopt: bool) -> None:
        """Decide about the chosen differences, where they are in front."""
        if self.compared.isVisible():
            self.compared.decide(adopt=adopt)

    @property
    def round(self) -> CodingRound | None:
        """The round that is chosen."""
        return self.desk.read.find(CodingRound, self.rounds.key)

    def _beginning(self) -> QWidget:
        card = Card(say("Let somebody sort lines a second time"))
        told = say(
            "A second coder sees the words and not how they are sorted. Afterwards both are compared: how often they "
            "say the same, and on which lines they differ. Nothing replaces the first sorting unless you say so."
        )
        self.many = Line(say("All lines"))
        self.how_many = Field(
            say("How many lines"), self.many, help=say("A number draws so many at random. Empty: all lines with words.")
        )
        self.begin = Button(say("Begin a round"), self._begin, kind="primary")
        self.cancel = Button(say("Cancel"), lambda: self._turn_to(self.blind))
        self.many.returnPressed.connect(self._begin)
        self.how_many.setMinimumWidth(220)
        row = FlowBox(gap=12, top=True)
        row.show_all([self.how_many])
        card.add(Label(told, wrap=True), row, ButtonRow(self.begin, self.cancel))
        return card

    def _bring(self, front: QWidget) -> None:
        """Show one part, and the buttons that lead to the others."""
        for part in (self.beginning, self.blind, self.compared):
            part.setVisible(part is front)
        self.code.setVisible(front is not self.blind)
        self.compare.setVisible(front is not self.compared)
        self.another.setVisible(front is not self.beginning)

    def _show_lines(self, round: CodingRound) -> None:
        lines = coding.lines(self.desk, round, self.coder.text())
        self.offers.used = Used(line.note for line in lines)
        self.blind.show_lines(lines)

    def _begin_anew(self) -> None:
        self.many.clear()
        self.how_many.trouble(None)
        self._front = self.beginning
        self.refresh(None)
        self.many.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        typed = whole(self.many.text() or "0")
        if typed is None:
            self.how_many.trouble(say("Give a whole number."))
            return
        self.how_many.trouble(None)
        desk, event, sample = self.desk, self.event_id, typed
        self.run(say("Beginning a round"), lambda _report: coding.begin(desk, event, sample=sample), self._begun)

    def _begun(self, made: object) -> None:
        self._front = self.blind
        self.rounds.offer({str(made): ""})  # chosen now; what it is called comes with the others
        self.refresh(None)
        self.undoable()
        self.blind.line.take_focus()

    def _turn_to(self, part: QWidget) -> None:
        self._front = part
        self.refresh(None)
        (self.blind.line if part is self.blind else self.compared.measures).setFocus(Qt.FocusReason.OtherFocusReason)

    def _see_line(self) -> None:
        """Scroll the line into sight, once it is laid out: in large letters it stands far below."""
        area, line = self.findChild(QScrollArea), self.blind.line
        if area is not None:
            QTimer.singleShot(0, line, lambda: area.ensureWidgetVisible(line, 0, pixels(60)))

    def _said(self, note: str, signs: str) -> None:
        round, made = self.round, list[str]()
        if round is None:
            return

        def act() -> None:
            made.append(
                coding.code(
                    self.desk,
                    round,
                    note,
                    signs,
                    coder=self.coder.text(),
                    letters=language(),
                    sections=self._sections,
                    origin=self,
                )
            )

        if self.attempt(act):
            self.blind.done(self.desk.read.get(Coding, made[0]))
            self._count(coding.rounds(self.desk, self.event_id))

    def _count(self, found: Sequence[Standing]) -> Standing | None:
        """Tell how far the chosen round is, and return it; None where there is none."""
        now = next((each for each in found if each.round.id == self.rounds.key), None)
        if now is not None:
            self.progress.say(_progress(now, self.coder.text()))
            self.compare.setEnabled(bool(now.coders))
        return now

    def _compare(self, round: CodingRound) -> None:
        """Compare away from the window: a round may hold many thousand lines."""
        self._turn += 1
        turn, desk, coder = self._turn, self.desk, self.coder.text()

        def work(_report: Report) -> object:
            standing = next(each for each in coding.rounds(desk, round.event) if each.round.id == round.id)
            there = any(coding.same_coder(name, coder) for name in standing.coders)
            return _Found(turn, agreement.compare(desk, round, coder if there else ""))

        self.run(say("Comparing two coders"), work, self._show_found)

    def _show_found(self, result: object) -> None:
        if isinstance(result, _Found) and result.turn == self._turn:
            self.compared.show_found(result.comparison, self._sections)

    def _decided(self, act: Callable[[], object]) -> None:
        if self.attempt(act):
            self.undoable()

    def _remove(self) -> None:
        round, desk = self.round, self.desk
        if round is not None:
            self.run(say("Removing a round"), lambda _report: coding.remove(desk, round), lambda _: self.undoable())


def _told(standing: Standing) -> str:
    lines = tell(count(standing.notes, "{n} line", "{n} lines"))
    return f"{day(standing.round.at)} · {lines}"


def _progress(standing: Standing, coder: str) -> Sentence:
    """Return how many lines a coder has done, and by what they were drawn."""
    mine = sum(n for name, n in standing.coders.items() if coding.same_coder(name, coder))
    done = count(mine, "{n} line done", "{n} lines done")
    of = number(standing.notes)
    if standing.round.seed:
        return say("{done}, of {all}; drawn at random by the word {seed}", done=done, all=of, seed=standing.round.seed)
    return say("{done}, of {all}", done=done, all=of)
