"""A gallery walk: what each table is about, then the round that runs, its clock, and who sits where."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from hubdesk.desk import walks
from hubdesk.desk.section_index import Index, index
from hubdesk.desk.walks import Table as Station
from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.change import Change
from hubdesk.model.records import Walk
from hubdesk.model.signs import whole
from hubdesk.model.walk import MOST_TABLES, Turn
from hubdesk.ui.feedback.outline import numbered
from hubdesk.ui.feedback.section_line import SectionLine
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import language, number

#: So many tables are asked about at first, and so many minutes a round lasts.
TABLES, MINUTES = 3, 15


class WalkPart(Page):
    """The plan while it is made, else round, clock and tables."""

    title = say("Gallery walk")
    watches = frozenset({"walk", "note", "event", "charter", "edition", "section", "text"})

    def build(self) -> None:
        """Lay out the clock, the tables and the plan."""
        self._walk: Walk | None = None
        self._sections: Index | None = None
        self._planning, self._of = False, ""
        self._lines: list[SectionLine] = []
        self.round, self.left = Label(role="title"), Label(role="number")
        self.then = Label(role="quiet", wrap=True)
        columns = [
            Column[Station](say("Table"), lambda each: number(each.number), 80),
            Column[Station](say("What it is about"), lambda each: _topic(self._sections, each), 0),
            Column[Station](say("Group now"), lambda each: number(each.group) if each.group else "–", 120),
            Column[Station](say("Notes"), lambda each: number(each.notes), 90),
        ]
        self.table = Table(columns, key=lambda each: str(each.number), name=say("Tables of the walk"))
        self.table.setMinimumHeight(220)
        self.begin = Button(say("Begin the walk"), self._begin, kind="primary", icon="time")
        self.end = Button(say("End the walk"), self._end)
        self.change = Button(say("Change the plan"), self._change, icon="edit")
        self.clock = Card()
        self.clock.add(self.round, self.left, self.then, ButtonRow(self.begin, self.end, self.change))
        self.plan = self._plan()
        for each in (self.clock, self.table, self.plan):
            self.column.addWidget(each)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show_clock)
        self._ask_for(TABLES)

    def refresh(self, change: Change | None) -> None:
        """Show the newest walk of the event, or ask for the first one."""
        if change is None or change.about(self.watches - {"walk", "note"}):
            self._sections = index(self.desk, self.event_id)
        if self._of != self.event_id:
            self._of, self._planning = self.event_id, False
            self._write(MINUTES, ())
        self._walk = walks.current(self.desk, self.event_id)
        planning = self._planning or self._walk is None
        self.plan.setVisible(planning)
        self.cancel.setVisible(self._walk is not None)
        for each in (self.clock, self.table):
            each.setVisible(not planning)
        if self._walk is not None and not planning:
            self._show(self._walk)
        self.main = self._lines[0] if planning else self.table

    def _show(self, walk: Walk) -> None:
        runs = bool(walk.started and not walk.stopped)
        self.begin.setVisible(not runs)
        self.end.setVisible(runs)
        self.change.setVisible(not runs)
        at = walks.standing(self.desk, walk, self.desk.now())
        self._at = at.round if at else 0
        self.table.fill(walks.tables(self.desk, walk, at))
        self.table.make_room()
        self._say(walk, at)
        if at is not None:
            self._tick.start()
        else:
            self._tick.stop()

    def _show_clock(self) -> None:
        """Let the clock go on; with a new round the groups go on too."""
        if self._walk is not None and self.isVisible():
            at = walks.standing(self.desk, self._walk, self.desk.now())
            if (at.round if at else 0) != self._at:
                self._show(self._walk)
            else:
                self._say(self._walk, at)

    def _say(self, walk: Walk, at: Turn | None) -> None:
        self.round.say(_told(walk, at))
        self.left.setVisible(at is not None and at.runs)
        self.left.say(isolate(at.clock) if at else "")
        self.then.say(_then(walk, at))

    def _plan(self) -> QWidget:
        card = Card(say("What each table is about"))
        words = say(
            "Groups go from table to table. Each table has a section of the text, or a keyword (#money), and whoever "
            "types its slips chooses the table once on the page Notes: while the walk runs, each line takes it."
        )
        self.minutes = Line()
        self.lasts = Field(say("Minutes of a round"), self.minutes)
        self.lasts.setMinimumWidth(220)
        self.rows, first = FlowBox(gap=12, top=True), FlowBox(gap=12, top=True)
        first.show_all([self.lasts])
        self.more = Button(say("One more table"), lambda: self._ask_for(len(self._lines) + 1), icon="add")
        self.keep_it = Button(say("Keep the plan"), self._keep, kind="primary")
        self.cancel = Button(say("Cancel"), self._leave)
        self.minutes.returnPressed.connect(self._keep)
        card.add(Label(words, wrap=True), first, self.rows, ButtonRow(self.more, self.keep_it, self.cancel))
        return card

    def _ask_for(self, tables: int) -> None:
        """Show a line for each table; those that are there stay as they are."""
        while len(self._lines) < min(tables, MOST_TABLES):
            line = SectionLine()
            line.serve(lambda: self._sections)
            line.returnPressed.connect(self._keep)
            field = Field(say("Table {n}", n=len(self._lines) + 1), line)
            field.setMinimumWidth(260)
            self._lines.append(line)
            self.rows.flow.addWidget(field)
            field.show()
        self.more.setEnabled(len(self._lines) < MOST_TABLES)
        self._lines[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        """Write the plan into the lines again."""
        self._planning = True
        if self._walk is not None:
            places = self._sections.places if self._sections else {}
            stations = walks.tables(self.desk, self._walk)
            topics = [places[each.wid].number if each.wid in places else _theme(each) for each in stations]
            self._ask_for(len(topics))
            self._write(self._walk.minutes, topics)
        self.refresh(None)
        self._lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, minutes: int, topics: Sequence[str]) -> None:
        """Put a plan into the lines, nothing into those that are left."""
        self.minutes.setText(str(minutes))
        for place, line in enumerate(self._lines):
            line.setText(topics[place] if place < len(topics) else "")

    def _leave(self) -> None:
        self._planning = False
        self.refresh(None)

    def _keep(self) -> None:
        typed = whole(self.minutes.text())
        if typed is None:
            self.lasts.trouble(say("Give a whole number."))
            self.minutes.setFocus()
            return
        self.lasts.trouble(None)
        topics = [line.wid or line.text().strip() for line in self._lines]
        while topics and not topics[-1]:
            topics.pop()
        if self.attempt(lambda: walks.plan(self.desk, self.event_id, topics, minutes=typed)):
            self._leave()
            self.undoable()
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        walk = self._walk
        if walk is not None and self.attempt(lambda: walks.begin(self.desk, walk.id, at=self.desk.now())):
            self.undoable()

    def _end(self) -> None:
        walk = self._walk
        if walk is not None and self.attempt(lambda: walks.end(self.desk, walk.id, at=self.desk.now())):
            self.undoable()


def _topic(sections: Index | None, each: Station) -> str:
    """Return what a table is about as people read it."""
    if each.keyword or sections is None or each.wid not in sections:
        return isolate(_theme(each)) or "–"
    place = sections.places[each.wid].number
    return numbered(place, sections.label(each.wid, language()).removeprefix(place).strip())


def _theme(each: Station) -> str:
    return f"#{each.keyword}" if each.keyword else ""


def _told(walk: Walk, at: Turn | None) -> Sentence:
    """Return which round runs."""
    if at is not None and at.runs:
        return say("Round {n} of {all}", n=at.round, all=at.rounds)
    if at is not None:
        return say("The last round is over")
    if not walk.started:
        return say("The walk has not begun")
    return say("The walk is over") if walk.stopped else say("The walk runs")


def _then(walk: Walk, at: Turn | None) -> Sentence:
    if at is not None and at.round < at.rounds:
        return say("Then every group goes one table on.")
    if at is not None:
        return say("Every group has been at every table when this round is over.")
    return count(walk.minutes, "{n} minute a round", "{n} minutes a round")
