"""During the gathering: what runs now, what comes next, and everything the facilitator needs for it."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import agenda
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.ui.agenda.now import NowBar
from hubdesk.ui.agenda.sheet import RunSheet
from hubdesk.ui.page import Page
from hubdesk.ui.parts import Parts
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.sides import Sides
from hubdesk.ui.widgets.tabs import Tabs

#: {module in hubdesk.ui.agenda: tab}; the class is named after it ("item" → ItemPart).
PARTS: dict[str, Sentence] = {
    "item": say("Item"),
    "round": say("Reading"),
    "plan": say("Plan"),
    "polls": say("Polls"),
    "speakers": say("Speakers"),
    "projector": say("Projector"),
}
#: What a short word on a tab stands for.
WHOLE: dict[str, Sentence] = {
    "item": say("The item"),
    "round": say("Reading round"),
    "plan": say("Plan and time"),
}
#: How high a part is at least, and what stands above and below it, at 100 %.
LEAST, AROUND = 320, 180
#: The parts that follow the chosen item.
_FOLLOW = ("item", "round")


class AgendaPage(Page):
    """The run-sheet on the leading side; behind it what belongs to the moment, in tabs."""

    title = say("Agenda")
    watches = frozenset({"agenda", "presenter", "event"})
    topic = "agenda"

    def build(self) -> None:
        """Lay out what runs over the run-sheet, and the parts beside it."""
        self.now = NowBar(self)
        self.sheet = RunSheet(self)
        self.tabs = Tabs(PARTS, say("Parts of the agenda"), whole=WHOLE)
        self.stack = Parts(self, "agenda", list(PARTS))
        self.tabs.chosen.connect(self.stack.show_part)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.column.addWidget(self.now)
        self.sides = Sides(self.sheet, beside, shares=(5, 4))
        self.column.addWidget(self.sides)
        self.main = self.sheet.table
        self.sheet.table.moved.connect(lambda _slot: self._follow())
        self.stack.made.connect(lambda _key: self._follow())
        self.stack.show_part(self.tabs.key)
        self._offer()
        self.deed("speakers-next", say("Next speaker"), lambda: self._speakers().let_next(), keys="Alt+Shift+N")
        self.deed("speakers-done", say("The speaker is done"), lambda: self._speakers().finish(), keys="Alt+Shift+D")
        self.deed(
            "projector-blank", say("Projector: blank"), lambda: self.part("projector").seen.black(), keys="Alt+Shift+B"
        )
        self.deed(
            "projector-freeze",
            say("Projector: freeze"),
            lambda: self.part("projector").seen.freeze(),
            keys="Alt+Shift+F",
        )

    def refresh(self, change: Change | None) -> None:
        """Show the run-sheet as it is now."""
        self.now.refresh()
        self.sheet.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the parts reach down to the end of the window."""
        super().resizeEvent(event)
        self.stack.setMinimumHeight(max(pixels(LEAST), event.size().height() - pixels(AROUND)))

    def arrive(self, about: str) -> None:
        """Open a part by its key, or choose an item by its id."""
        if about in PARTS:
            self.tabs.choose(about)
        elif about:
            self.sheet.table.choose(about)

    def begin_next(self) -> None:
        """Begin the next item."""
        self.attempt(lambda: agenda.go_on(self.desk, self.event_id, at=self.desk.now()))

    def part(self, key: str) -> Any:
        """Return a part, made now if it was never visited."""
        return self.stack.page(key)

    def ahead(self) -> Iterator[None]:
        """Make the other parts."""
        return self.stack.ahead()

    def _offer(self) -> None:
        sheet = self.sheet
        self.now.next.show_keys(
            self.deed("agenda-next", say("Begin the next item"), self.begin_next, keys="F8", icon="next")
        )
        up = self.deed("agenda-up", say("Move the item up"), lambda: sheet.put(-1), keys="Alt+Up", icon="up")
        down = self.deed("agenda-down", say("Move the item down"), lambda: sheet.put(1), keys="Alt+Down", icon="down")
        gone = self.deed("agenda-remove", say("Take the item off"), sheet.remove, keys="Ctrl+Delete", icon="remove")
        for button, action in ((sheet.up, up), (sheet.down, down), (sheet.gone, gone)):
            button.show_keys(action)
        self.deed("agenda-add", say("Add an item"), sheet.new.setFocus, keys="Ctrl+N", icon="add")
        self.deed("agenda-round", say("Reading round: go on"), lambda: self._step(back=False), keys="F7", icon="next")
        self.deed(
            "agenda-round-back", say("Reading round: back"), lambda: self._step(back=True), keys="Shift+F7", icon="back"
        )

    def _step(self, *, back: bool) -> None:
        self.tabs.choose("round")
        part = self.part("round")
        part.step_back() if back else part.step_on()

    def _follow(self) -> None:
        """Tell the parts that are there which item is chosen."""
        item = self.sheet.item
        for key in _FOLLOW:
            if key in self.stack.pages:
                self.stack.pages[key].show_item(item.id if item else "")  # type: ignore[attr-defined]  # of _FOLLOW

    def _speakers(self) -> Any:
        self.tabs.choose("speakers")
        return self.part("speakers")
