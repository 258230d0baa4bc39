"""Polls by a show of hands: what is asked, and the counts as they are typed."""

from PySide6.QtWidgets import QWidget

from hubdesk.desk import polls
from hubdesk.i18n import count, isolate, say
from hubdesk.model.change import Change
from hubdesk.model.records import Poll
from hubdesk.model.scales import SCALES, result
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.bars import Bar, Bars
from hubdesk.ui.widgets.buttons import Button, ButtonRow, Tick
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Choice, Field, Line, Paper
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import number, tell


class PollsPart(Page):
    """The list of polls, and one of them: its question, its answers, and what was counted."""

    title = say("Polls")
    watches = frozenset({"poll"})

    def build(self) -> None:
        """Lay out the list above the open poll."""
        self._open = ""
        columns = [
            Column[Poll](say("Question"), lambda each: each.question, 0, order=lambda each: each.question.casefold()),
            Column[Poll](say("Scale"), _scale, 190, order=_scale),
            Column[Poll](say("Counted"), _counted, 190),
        ]
        self.total = Label(role="heading")
        self.table = Table(columns, key=lambda each: each.id, name=say("Polls"), give_way=(1, 2))
        self.table.setMinimumHeight(120)
        self.table.moved.connect(self._moved)
        self.new = Button(say("New poll"), self.begin, icon="add")
        self.empty = Empty(
            "feedback",
            say("No polls yet"),
            say("Ask for a show of hands and type the counts: 12/3/4."),
            step=say("New poll"),
            call=self.begin,
        )
        self.editor = self._editor()
        for each in (self.total, self.table, ButtonRow(self.new), self.empty, self.editor):
            self.column.addWidget(each)
        self.editor.hide()
        self.main = self.table

    def refresh(self, change: Change | None) -> None:
        """Show the polls of the event, and the open one as it is now."""
        found = polls.of_event(self.desk, self.event_id)
        self.table.fill(found)
        self.table.make_room()
        self.total.say(count(len(found), "{n} poll", "{n} polls"))
        for each in (self.table, self.total, self.new):
            each.setVisible(bool(found))
        self.empty.setVisible(not found and self.editor.isHidden())
        now = next((each for each in found if each.id == self._open), None)
        if now is not None:
            self._show(now)
        elif self._open:
            self._leave()

    def begin(self) -> None:
        """Open an empty poll."""
        self.settle()
        self._leave()
        self._fill(Poll(id="", event=self.event_id))
        self._face(new=True)
        self.question.setFocus()

    def ask(self, statement: str) -> None:
        """Make a poll on a statement and open it where its counts are typed."""
        self.settle()
        made: list[str] = []
        if self.attempt(lambda: made.append(polls.add(self.desk, self.event_id, statement=statement))):
            self.refresh(None)
            self.table.choose(made[0])
            self.counts.setFocus()
            self.undoable()

    def _editor(self) -> QWidget:
        card = Card(say("The poll"))
        self.question = Line()
        self.scale = Choice({key: scale.label for key, scale in SCALES.items()})
        self.answers = Paper(say("One answer on each line"), lines=3)
        self.temperature = Tick(say("A temperature check: it binds nobody"))
        self.counts, self.present = Line(), Line()
        self.field = Field(say("Question"), self.question)
        self.own = Field(say("Answers, one on each line"), self.answers)
        self.typed = Field(say("Counts, in the order of the answers"), self.counts)
        self.there = Field(say("People here"), self.present, help=say("Empty: those who are checked in now"))
        self.order = Label(role="small", wrap=True)
        self.bars = Bars()
        row = FlowBox(gap=12, even=True)
        counted = FlowBox(gap=12, even=True)
        kind = Field(say("Scale"), self.scale)
        for each in (kind, self.typed, self.there):
            each.setMinimumWidth(220)
        row.show_all([kind])
        counted.show_all([self.typed, self.there])
        self.keep_it = Button(say("Keep the poll"), self._add, kind="primary")
        self.leave = Button(say("Close"), self._leave)
        self.remove = Button(say("Remove the poll"), self._remove, kind="danger")
        card.add(self.field, row, self.own, self.temperature, self.order, counted, self.bars)
        card.add(ButtonRow(self.keep_it, self.leave, self.remove))
        self.question.settled.connect(lambda text: self._save(question=text))
        self.answers.settled.connect(lambda text: self._save(labels=text.split("\n")))
        self.counts.settled.connect(lambda _text: self._tally())
        self.present.settled.connect(lambda _text: self._tally())
        self.counts.returnPressed.connect(self.counts.settle)
        self.scale.picked.connect(self._rescale)
        self.temperature.toggled.connect(lambda on: self._save(temperature=on))
        return card

    def _moved(self, poll: Poll | None) -> None:
        if poll is not None and poll.id != self._open:
            self.settle()
            self._open = poll.id
            self._show(poll)

    def _show(self, poll: Poll) -> None:
        self._fill(poll)
        self._face(new=False)

    def _fill(self, poll: Poll) -> None:
        self.question.show_text(poll.question)
        self.scale.show_key(poll.scale)
        self.answers.show_text(poll.labels)
        self.temperature.blockSignals(True)
        self.temperature.setChecked(poll.temperature)
        self.temperature.blockSignals(False)
        self.counts.show_text(poll.tally)
        self.present.show_text(str(poll.present) if poll.present else "")
        self._offer(poll)

    def _offer(self, poll: Poll) -> None:
        """Show the answers in their order, and what was counted as bars."""
        found = result(poll)
        labels = [one if isinstance(one, str) else tell(one) for one in found.options]
        self.own.setVisible(not SCALES[self.scale.key].options)
        self.order.setVisible(bool(labels))
        self.order.say(say("Answers: {answers}", answers=" / ".join(isolate(label) for label in labels)))
        bars = [Bar(label, (n,)) for label, n in zip(labels, found.counts, strict=False)]
        if found.no_response is not None:
            bars.append(Bar(tell(say("No response")), (found.no_response,)))
        self.bars.setVisible(bool(bars))
        self.bars.show_bars(bars, tell(say("What was counted")))

    def _face(self, *, new: bool) -> None:
        self.keep_it.setVisible(new)
        for each in (self.remove, self.typed, self.there):
            each.setVisible(not new)
        for field in (self.field, self.own, self.typed, self.there):
            field.trouble(None)
        self.empty.hide()
        self.editor.show()

    def _rescale(self, key: str) -> None:
        own = not SCALES[key].options
        self.own.setVisible(own)
        self._offer(Poll(id="", scale=key))
        if own:  # it is saved with its answers
            self.answers.setFocus()
        else:
            self._save(scale=key, labels=())

    def _add(self) -> None:
        if not self.question.text().strip():
            self.field.trouble(say("Write the question first."))
            self.question.setFocus()
            return
        made: list[str] = []
        labels = self._labels()

        def act() -> None:
            made.append(
                polls.add(
                    self.desk,
                    self.event_id,
                    self.question.text(),
                    scale=self.scale.key,
                    labels=labels,
                    temperature=self.temperature.isChecked(),
                )
            )

        if self.attempt(act):
            self.refresh(None)
            self.table.choose(made[0])
            self.counts.setFocus()
            self.undoable()

    def _labels(self) -> list[str]:
        return [] if SCALES[self.scale.key].options else self.answers.toPlainText().split("\n")

    def _save(self, **fields: object) -> None:
        if not self._open:
            return
        id = self._open
        if "labels" in fields and not SCALES[self.scale.key].options:
            fields |= {"scale": self.scale.key, "labels": self._labels()}
        self.attempt(lambda: polls.edit(self.desk, id, **fields))

    def _tally(self) -> None:
        if not self._open:
            return
        id, typed, here = self._open, self.counts.text(), self.present.text().strip()
        if here and not here.isdecimal():
            self.there.trouble(say("Give a whole number."))
            return
        self.there.trouble(None)
        if self.attempt(lambda: polls.tally(self.desk, id, typed, base=int(here) if here else None)):
            self.typed.trouble(None)

    def _remove(self) -> None:
        if self._open and self.attempt(lambda: polls.remove(self.desk, self._open)):
            self.undoable()
            self._leave()

    def _leave(self) -> None:
        self._open = ""
        self.editor.hide()
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self.empty.setVisible(not self.table.rows.rowCount())


def _scale(poll: Poll) -> str:
    return tell(SCALES[poll.scale].label) if poll.scale in SCALES else poll.scale


def _counted(poll: Poll) -> str:
    if poll.versions:
        return tell(say("Two versions"))
    found = result(poll)
    return " / ".join(number(n) for n in found.counts) if found.counts else tell(say("Not counted yet"))
