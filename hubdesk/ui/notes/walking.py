"""What a note-taker at a table needs while a gallery walk runs: the round, the time left, the topic of the table."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hubdesk.desk import walks
from hubdesk.desk.walks import Table as Station
from hubdesk.i18n import count, isolate, say
from hubdesk.model.records import Walk
from hubdesk.ui.notes.capture import Capture
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.ui.pages.notes import NotesPage


class Walking(FlowBox):
    """One row above the line, while a walk runs and only then."""

    def __init__(self, page: "NotesPage", capture: Capture) -> None:
        super().__init__(gap=10)
        self._page, self._capture = page, capture
        self._walk: Walk | None = None
        self._stations: list[Station] = []
        self._round = 0
        self.round, self.here = Label(role="strong"), Label()
        self.choose = Button(say("Choose your table"), capture.reach_channels, kind="quiet")
        self.show_all([self.round, self.here, self.choose])
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._show)
        capture.channels.changed.connect(self._show)
        self.hide()

    def refresh(self) -> None:
        """Read which walk runs, and what came from its tables."""
        desk = self._page.desk
        self._walk = walks.running(desk, self._page.event_id)
        if self._walk is None:
            self._tick.stop()
        else:
            at = walks.standing(desk, self._walk, desk.now())
            self._round = at.round if at else 0
            self._stations = walks.tables(desk, self._walk, at)
            self._tick.start()
        self.setVisible(self._walk is not None)
        self._show()

    def _show(self) -> None:
        walk, desk = self._walk, self._page.desk
        if walk is None:
            return
        at = walks.standing(desk, walk, desk.now())
        if (at.round if at else 0) != self._round:
            self.refresh()  # the groups have gone on
            return
        if at is not None and at.runs:
            told = say("Gallery walk: round {n} of {all}, {left} left", n=at.round, all=at.rounds, left=at.clock)
            self.round.say(told)
        else:
            self.round.say(say("Gallery walk: the last round is over") if at else say("A gallery walk runs"))
        table = self._capture.channels.table
        here = next((each for each in self._stations if each.number == table), None)
        self.choose.setVisible(here is None)
        self.here.setVisible(here is not None)
        if here is not None:
            self.here.say(" · ".join(self._told(here)))
        self.flow.invalidate()
        self.updateGeometry()

    def _told(self, here: Station) -> list[str]:
        """Return the table, what it is about, who sits there, and how many notes came from it."""
        topic = f"#{here.keyword}" if here.keyword else self._page.labels.place(here.wid)
        parts = [tell(say("Table {n}", n=here.number)), isolate(topic)]
        parts += [tell(say("Group {n}", n=here.group))] if here.group else []
        return [each for each in (*parts, tell(count(here.notes, "{n} note", "{n} notes"))) if each]
