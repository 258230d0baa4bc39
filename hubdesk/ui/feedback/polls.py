"""Polls by a show of hands: what is asked, and the counts as they are typed."""

from PySide6.QtWidgets import QWidget

from hubdesk.desk import polls
from hubdesk.i18n import count, say
from hubdesk.model.change import Change
from hubdesk.model.records import Poll
from hubdesk.model.scales import SCALES, result
from hubdesk.model.signs import whole
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.polls import AskForm, PollBars
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
        self.form.question.setFocus()

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
        self.form, self.bars = AskForm(), PollBars()
        self.counts, self.present = Line(), Line()
        self.typed = Field(say("Counts, in the order of the answers"), self.counts)
        self.there = Field(say("People here"), self.present, help=say("Empty: those who are checked in now"))
        counted = FlowBox(gap=12, even=True)
        for each in (self.typed, self.there):
            each.setMinimumWidth(220)
        counted.show_all([self.typed, self.there])
        self.keep_it = Button(say("Keep the poll"), self._add, kind="primary")
        self.leave = Button(say("Close"), self._leave)
        self.remove = Button(say("Remove the poll"), self._remove, kind="danger")
        card.add(self.form, counted, self.bars)
        card.add(ButtonRow(self.keep_it, self.leave, self.remove))
        self.form.changed.connect(self._save)
        self.counts.settled.connect(lambda _text: self._tally())
        self.present.settled.connect(lambda _text: self._tally())
        self.counts.returnPressed.connect(self.counts.settle)
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
        self.form.show_poll(poll)
        self.bars.show_poll(poll)
        self.counts.show_text(poll.tally)
        self.present.show_text(str(poll.present) if poll.present else "")

    def _face(self, *, new: bool) -> None:
        self.keep_it.setVisible(new)
        for each in (self.remove, self.typed, self.there):
            each.setVisible(not new)
        for field in (self.typed, self.there):
            field.trouble(None)
        self.empty.hide()
        self.editor.show()

    def _add(self) -> None:
        if not self.form.asks():
            return
        made: list[str] = []
        if self.attempt(lambda: made.append(polls.add(self.desk, self.event_id, **self.form.fields))):
            self.refresh(None)
            self.table.choose(made[0])
            self.counts.setFocus()
            self.undoable()

    def _save(self, fields: dict[str, object]) -> None:
        id = self._open
        if id:
            self.attempt(lambda: polls.edit(self.desk, id, **fields))

    def _tally(self) -> None:
        if not self._open:
            return
        id, typed, here = self._open, self.counts.text(), whole(self.present.text())
        if here is None and self.present.text().strip():
            self.there.trouble(say("Give a whole number."))
            return
        self.there.trouble(None)
        if self.attempt(lambda: polls.tally(self.desk, id, typed, base=here)):
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
