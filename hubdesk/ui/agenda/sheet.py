"""The run-sheet: its items in order, what is planned for each and what happened."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import agenda
from hubdesk.i18n import isolate, say
from hubdesk.model.plan import Slot
from hubdesk.model.records import AgendaItem, Event
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.ordered import OrderedTable
from hubdesk.ui.widgets.table import Column
from hubdesk.ui.words import clock, leading, number, tell

if TYPE_CHECKING:
    from hubdesk.ui.pages.agenda import AgendaPage


class RunSheet(QWidget):
    """The table of items, the steps from one to the next, and a line that adds one."""

    def __init__(self, page: "AgendaPage") -> None:
        super().__init__()
        self._page, self._zone = page, "UTC"
        self._presenters: dict[str, str] = {}
        columns = [
            Column[Slot](say("No."), lambda each: number(each.item.number), 50, amount=True),
            Column[Slot](say("Item"), self._named, 0),
            Column[Slot](say("Planned"), lambda each: self._at(each.begins), 80),
            Column[Slot](say("Minutes"), lambda each: number(each.item.minutes), 80, amount=True),
            Column[Slot](say("Began"), lambda each: self._at(each.began), 70),
            Column[Slot](say("Ended"), lambda each: self._at(each.ended), 70),
        ]
        self.table = OrderedTable(
            columns, key=lambda each: each.item.id, name=say("Run-sheet"), give_way=(5, 4, 3), whole=True
        )
        self.begin = Button(say("Begin"), self._begin, icon="time")
        self.end = Button(say("End"), self._end)
        self.up = Button(say("Up"), lambda: self.put(-1), icon="up")
        self.down = Button(say("Down"), lambda: self.put(1), icon="down")
        self.gone = Button(say("Remove"), self.remove, icon="remove")
        self.new = Line(say("Add an item: its title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ButtonRow(self.begin, self.end, self.up, self.down, self.gone))
        column.addWidget(self.table)
        column.addWidget(self.new)
        self.table.moved.connect(lambda _slot: self._offer())
        self.table.opened.connect(lambda _slot: self._begin())
        self.table.put.connect(self._place)
        self.new.returnPressed.connect(self._add)

    @property
    def item(self) -> AgendaItem | None:
        """The chosen item."""
        slot: Slot | None = self.table.current
        return slot.item if slot else None

    def refresh(self) -> None:
        """Show the items of the event in front."""
        desk, event = self._page.desk, self._page.desk.read.find(Event, self._page.event_id)
        if event is not None:
            self._zone = event.zone
            self._presenters = agenda.presenters(desk, event.id)
            self.table.fill(agenda.standing(desk, event.id, desk.now()).slots)
            self._offer()

    def put(self, way: int) -> None:
        """Put the chosen item one place up (−1) or down (+1)."""
        item = self.item
        if item is not None:
            self._place(item.id, self.table.rows.row_of(item.id) + 1 + way)

    def remove(self) -> None:
        """Take the chosen item off, and offer to take that back."""
        item, page = self.item, self._page
        if item is not None and page.attempt(lambda: agenda.remove(page.desk, item.id)):
            page.undoable()

    def _place(self, item: str, at: int) -> None:
        page = self._page
        if page.attempt(lambda: agenda.move(page.desk, item, at)):
            self.table.choose(item)

    def _named(self, slot: Slot) -> str:
        """Return the title, before it what must not be overlooked, behind it who presents it."""
        item, name = slot.item, self._presenters.get(slot.item.id)
        parts = [tell(SHORT[item.visibility]) if item.visibility in SHORT else ""]
        parts.append(tell(say("Off the record")) if item.off_record else "")
        parts += [isolate(item.title), isolate(name) if name else ""]
        return leading(" · ".join(filter(None, parts)))

    def _at(self, at: datetime | None) -> str:
        return clock(local(at.isoformat(), self._zone)) if at and self._page.now.timed else ""

    def _offer(self) -> None:
        item = self.item
        runs = item is not None and bool(item.started and not item.stopped)
        self.begin.setEnabled(item is not None and not runs)
        self.end.setEnabled(runs)
        for each in (self.up, self.down, self.gone):
            each.setEnabled(item is not None)

    def _begin(self) -> None:
        item, page = self.item, self._page
        if item is not None and (item.stopped or not item.started):
            page.attempt(lambda: agenda.begin(page.desk, item.id, at=page.desk.now()))

    def _end(self) -> None:
        item, page = self.item, self._page
        if item is not None:
            page.attempt(lambda: agenda.finish(page.desk, item.id, at=page.desk.now()))

    def _add(self) -> None:
        title, page = self.new.text().strip(), self._page
        made: list[str] = []
        if title and page.attempt(lambda: made.append(agenda.add(page.desk, page.event_id, title))):
            self.new.clear()
            self.table.choose(made[0])


#: What stands behind the title of an item that not everybody sees.
SHORT = {"internal": say("Room only"), "hidden": say("Team alone")}
