"""The run-sheet: its items in order, what is planned for each and what happened."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import agenda
from hubdesk.i18n import say
from hubdesk.model.records import AgendaItem, Event
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import clock, number

if TYPE_CHECKING:
    from hubdesk.ui.pages.agenda import AgendaPage


class RunSheet(QWidget):
    """The table of items, and the steps from one to the next."""

    def __init__(self, page: "AgendaPage") -> None:
        super().__init__()
        self._page, self._zone = page, "UTC"
        columns = [
            Column[AgendaItem](say("No."), lambda each: number(each.number), 60, amount=True),
            Column[AgendaItem](say("Item"), lambda each: each.title, 0),
            Column[AgendaItem](say("Minutes"), lambda each: number(each.minutes), 90, amount=True),
            Column[AgendaItem](say("Began"), lambda each: self._at(each.started), 90),
            Column[AgendaItem](say("Ended"), lambda each: self._at(each.stopped), 90),
        ]
        self.table = Table(columns, key=lambda each: each.id, name=say("Run-sheet"), give_way=(4, 3, 0), whole=True)
        self.begin = Button(say("Begin"), self._begin, kind="primary", icon="time")
        self.end = Button(say("End"), self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ButtonRow(self.begin, self.end))
        column.addWidget(self.table)
        self.table.moved.connect(self._offer)
        self.table.opened.connect(lambda _item: self._begin())

    def refresh(self) -> None:
        """Show the items of the event in front."""
        event = self._page.desk.read.find(Event, self._page.event_id)
        if event is not None:
            self._zone = event.zone
            self.table.fill(agenda.items(self._page.desk, event.id))
            self._offer(self.table.current)

    def _at(self, instant: str) -> str:
        return clock(local(instant, self._zone)) if instant else ""

    def _offer(self, item: AgendaItem | None) -> None:
        runs = item is not None and bool(item.started and not item.stopped)
        self.begin.setEnabled(item is not None and not runs)
        self.end.setEnabled(runs)

    def _begin(self) -> None:
        item: AgendaItem | None = self.table.current
        if item is not None and (item.stopped or not item.started):
            page = self._page
            page.attempt(lambda: agenda.begin(page.desk, item.id, at=page.desk.now()))

    def _end(self) -> None:
        item: AgendaItem | None = self.table.current
        if item is not None:
            page = self._page
            page.attempt(lambda: agenda.finish(page.desk, item.id, at=page.desk.now()))
