"""Every action in words, by whom and when; steps can be taken back, and what was put away comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hubdesk.desk import trash
from hubdesk.desk.desk import Desk
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.model.records import RECORDS, Event, Member
from hubdesk.ui import words
from hubdesk.ui.away import Away
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.filling import Filling
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.widgets.tabs import Tabs
from hubdesk.ui.words import tell

#: So many actions are read at once; a button reads further back.
STEP = 300
#: A longer log is read away from the window: the newest step may be an import of all of it.
SHORT = 5_000
KINDS: dict[str, Sentence] = {
    "note": say("Note"),
    "statement": say("Statement"),
    "poll": say("Poll"),
    "question": say("Drafters' question"),
    "person": say("Person"),
    "agenda": say("Agenda item"),
    "event": say("Event"),
    "outgoing": say("To send"),
    "attachment": say("Photo or receipt"),
    "expense": say("Expense"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """One action as a line: its id, when on the clocks of the event in front (ISO 8601), by whom, and what."""

    action: str
    at: str
    who: str
    what: Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: own steps that can be taken back, lines, whether there are more, and what lies in the trash."""

    steps: list[str]
    done: list[Done]
    more: bool
    things: list[trash.Thing]


class HistoryPage(Page):
    """What was done, newest first, with undo up to any own step; and the trash."""

    title = say("History")
    watches = frozenset(RECORDS)
    needs_event = False
    scrolls = False

    def build(self) -> None:
        """Lay out two tabs."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.away = Away(self, self._show, _is_short)
        self._limit = STEP
        self._steps: list[str] = []
        self.tabs = Tabs({"done": say("What was done"), "trash": say("Trash")}, say("Parts of the history"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._done())
        self.stack.addWidget(self._trash())
        self.tabs.chosen.connect(lambda key: self.stack.setCurrentIndex(["done", "trash"].index(key)))
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self.deed("history-find", say("Find in the history"), self.search.setFocus, keys="Ctrl+F", icon="search")
        self.main = self.table

    def refresh(self, change: Change | None) -> None:
        """Read the newest actions and what lies in the trash."""
        desk, event, limit = self.desk, self.event_id, self._limit
        self.away.ask(lambda: _read(desk, event, limit))

    def _show(self, found: Found) -> None:
        self._steps = found.steps
        self.table.fill(found.done, words=lambda row: f"{row.who} {tell(row.what)} {words.day(row.at)}")
        self.earlier.setVisible(found.more)
        self.none.setVisible(not found.done)
        for widget in (self.table, self.search):
            widget.setVisible(bool(found.done))
        self.bin.fill(found.things)
        for each in (self.bin, self.restore):
            each.setVisible(bool(self.bin.rows.rowCount()))
        self.bin_empty.setVisible(not self.bin.rows.rowCount())
        self._retell()

    def arrive(self, about: str) -> None:
        """Open the trash when it is asked for."""
        self.tabs.choose(about)

    def _done(self) -> QWidget:
        ground = Filling(margin=16)
        self.search = Line(say("Find an action, a name or a day"))
        columns = [
            Column[Done](say("What"), lambda row: tell(row.what), 0),
            Column[Done](say("By whom"), lambda row: row.who, 170),
            Column[Done](say("When"), _when, 220),
        ]
        self.table = Table(columns, key=lambda row: row.action, name=say("What was done"), give_way=(1, 2))
        self.table.setMinimumHeight(pixels(160))
        self.none = Empty("history", say("Nothing was done yet"))
        self.undo = Button(say("Undo the last step"), self.frame.undo, icon="undo")
        self.redo = Button(say("Redo"), self.frame.redo, icon="redo")
        self.to_here = Button(say("Undo to here"), self._undo_to_here)
        self.earlier = Button(say("Show earlier actions"), self._earlier, kind="quiet")
        self.hint = Label(role="small", wrap=True)
        self.search.textChanged.connect(self.table.search)
        self.table.moved.connect(lambda _row: self._retell())
        buttons = ButtonRow(self.undo, self.redo, self.to_here, self.earlier)
        for each in (self.search, self.none, self.table, self.hint, buttons):
            ground.column.addWidget(each, 1 if each is self.table else 0)
        return ground

    def _trash(self) -> QWidget:
        ground = Filling(margin=16)
        columns = [
            Column[trash.Thing](say("What it said"), lambda thing: thing.words, 0),
            Column[trash.Thing](say("Sort"), lambda thing: tell(KINDS.get(thing.kind.KIND, say("Record"))), 150),
            Column[trash.Thing](say("Event"), self._event_title, 220),
        ]
        self.bin = Table(columns, key=lambda thing: thing.id, name=say("Trash"), several=True, give_way=(2, 1))
        self.bin.setMinimumHeight(pixels(160))
        self.bin.selectionModel().selectionChanged.connect(lambda *_: self._retell())
        self.bin.opened.connect(lambda _thing: self._restore())
        self.bin_empty = Empty(
            "remove", say("The trash is empty"), say("What you remove can be brought back from here.")
        )
        self.restore = Button(say("Bring it back"), self._restore, kind="primary", icon="undo")
        column = QVBoxLayout()
        column.addWidget(self.bin_empty)
        column.addWidget(self.bin, 1)
        column.addWidget(ButtonRow(self.restore))
        ground.column.addLayout(column, 1)
        return ground

    def _event_title(self, thing: trash.Thing) -> str:
        event = self.desk.read.find(Event, thing.event)
        return event.title if event else ""

    def _retell(self) -> None:
        current = self.table.current
        n = self._steps.index(current.action) + 1 if current is not None and current.action in self._steps else 0
        self.undo.setEnabled(bool(self._steps))
        self.redo.setEnabled(self.desk.next_redo() is not None)
        self.to_here.setEnabled(n > 0)
        self.to_here.say(count(n, "Undo to here: {n} step", "Undo to here: {n} steps") if n else say("Undo to here"))
        self.hint.setVisible(current is not None and not n)
        self.hint.say(say("This action is not one of your steps that can be taken back, or it was taken back already."))
        chosen = len(self.bin.selected)
        self.restore.setEnabled(chosen > 0)
        self.restore.say(count(chosen, "Bring {n} record back", "Bring {n} records back"))

    def _earlier(self) -> None:
        self._limit += STEP
        self.refresh(None)

    def _undo_to_here(self) -> None:
        current = self.table.current
        if current is None or current.action not in self._steps:
            return
        n = self._steps.index(current.action) + 1
        self.run(say("Taking steps back"), partial(_walk, self.desk.undo, n), self._undone)

    def _undone(self, done: object) -> None:
        assert isinstance(done, int)
        told = count(done, "{n} step was taken back.", "{n} steps were taken back.")
        self.frame.notices.say(told, step=say("Redo"), call=lambda: self._do_again(done))

    def _do_again(self, steps: int) -> None:
        self.run(say("Doing it again"), partial(_walk, self.desk.redo, steps))

    def _restore(self) -> None:
        chosen = self.bin.selected
        if chosen and self.attempt(lambda: trash.restore(self.desk, chosen)):
            self.undoable()


def _read(desk: Desk, event_id: str, limit: int) -> Found:
    event = desk.read.find(Event, event_id) if event_id else None
    entries = desk.read.history(limit)
    names = {member.key: member.name or member.laptop for member in desk.read.all(Member)}
    names[desk.author.key] = names[""] = desk.author.name  # a merge is by nobody: it was done here
    rows = [
        Done(
            entry.action,
            local(entry.at.isoformat(), event.zone) if event else entry.at.astimezone().isoformat(),
            names.get(entry.author) or entry.author[:8],
            entry.sentence,
        )
        for entry in entries
    ]
    return Found(desk.steps(), rows, len(entries) >= limit, trash.things(desk))


def _walk(step: Callable[[], object], steps: int, report: Report) -> int:
    """Take so many steps, or as many as there are; return how many."""
    done = 0
    while done < steps and step() is not None:
        done += 1
        report(done, steps)
    return done


def _is_short(page: Page) -> bool:
    return sum(book.facts for book in page.desk.read.books(private=True)) <= SHORT


def _when(row: Done) -> str:
    return tell(say("{day}, {time}", day=words.day(row.at), time=words.clock(row.at)))
