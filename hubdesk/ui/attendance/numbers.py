"""How many came: the big numbers beside the door, and the room over time."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hubdesk.desk import attendance
from hubdesk.desk.desk import Desk
from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model.presence import moment
from hubdesk.model.records import Event, Person
from hubdesk.ui.attendance.chart import PresenceChart
from hubdesk.ui.times import local
from hubdesk.ui.widgets.card import Card, Figure
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import clock, number, tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

#: The numbers wait until the door is quiet for so many milliseconds; a key never waits for them.
QUIET = 120
#: A longer list is counted away from the window.
LARGE = 4_000
FIGURES = {
    "here": say("here now"),
    "came": say("came"),
    "registered": say("on the list"),
    "no_show": say("did not come"),
    "walk_in": say("walked in"),
    "heads": say("heads counted"),
}

#: What is counted of one item.
_OF_ITEM = ("here", "came", "heads")


class Numbers(QWidget):
    """Counts when the door is quiet; `zone` is where the clocks of the chart stand, `column` has room for more."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self.zone, self._people, self._item = "UTC", 0, ""
        self._late = QTimer(self, interval=QUIET, singleShot=True)
        self._late.timeout.connect(self._count)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.figures = {key: Figure(text) for key, text in FIGURES.items()}
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, figure in enumerate(self.figures.values()):
            grid.addWidget(figure, place // 3, place % 3)
            figure.setMinimumWidth(0)
        self.kinds = Label(role="quiet", wrap=True)
        self.kinds.hide()
        self.chart = PresenceChart()
        card = Card(say("In the room over time"))
        card.add(self.chart)
        column.addLayout(grid)
        column.addWidget(self.kinds)
        column.addWidget(card)
        column.addStretch(1)

    @property
    def waiting(self) -> bool:
        """Whether something changed that is not counted yet."""
        return self._late.isActive()

    def count_soon(self, people: int, item: str = "") -> None:
        """Count the gathering, or one item of its run-sheet, when the door is quiet; so many stand on the list."""
        self._people, self._item = people, item
        self._late.start()

    def wait(self) -> None:
        """Count later: somebody types."""
        if self._late.isActive():
            self._late.start()

    def _count(self) -> None:
        desk, event, item = self._page.desk, self._page.event_id, self._item
        if not event or desk.closed:
            return
        if self._people > LARGE:
            self._page.run(say("Counting"), lambda _report: _read(desk, event, item), self._show)
        else:
            self._show(_read(desk, event, item))

    def _show(self, found: object) -> None:
        assert isinstance(found, _Counted)
        for key, figure in self.figures.items():
            figure.show_number(number(getattr(found.counts, key)), found.missing if key == "no_show" else None)
            figure.setVisible(not found.item or key in _OF_ITEM)
        kinds = [f"{isolate(name)} {isolate(number(n))}" for name, n in found.heads.items() if name]
        self.kinds.say(say("Heads: {counted}", counted=" · ".join(kinds)))
        self.kinds.setVisible(bool(kinds))
        now = self._page.desk.now()
        shown = [(clock(local(at, self.zone)), n) for at, n in found.steps if (moment(at) or now) <= now]
        self.chart.show_steps(shown, tell(say("People in the room over time")))


@dataclass(frozen=True, slots=True)
class _Counted:
    item: str
    missing: Sentence
    counts: attendance.Counts
    heads: dict[str, int]
    steps: list[tuple[str, int]]


def _read(desk: Desk, event: str, item: str) -> _Counted:
    counts = attendance.counts_of_item(desk, event, item) if item else attendance.counts(desk, event)
    missing = of_the_missing(desk.read.get(Event, event), desk.now())
    return _Counted(
        item, missing, counts, attendance.categories(desk, event, item=item), attendance.over_time(desk, event)
    )


def of_the_missing(gathering: Event, now: datetime) -> Sentence:
    """Return what those who did not come are called: before the gathering is over they still may."""
    end = moment(gathering.end) or moment(gathering.start)
    return say("not here yet") if end is None or now < end else FIGURES["no_show"]


def is_short(page: "Page") -> bool:
    """Tell whether the list of people is read at once; a longer one is read away from the window."""
    return page.desk.read.count(Person, event=page.event_id) <= LARGE
