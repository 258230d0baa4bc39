"""During the gathering: what runs now, what comes next, and everything the facilitator needs for it."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.ui.agenda.sheet import RunSheet
from hubdesk.ui.page import Page
from hubdesk.ui.parts import Parts
from hubdesk.ui.widgets.sides import Sides
from hubdesk.ui.widgets.tabs import Tabs

#: {module in hubdesk.ui.agenda: heading}; the class is named after it ("item" → ItemPart).
PARTS: dict[str, Sentence] = {
    "item": say("The item"),
    "polls": say("Polls"),
}


class AgendaPage(Page):
    """The run-sheet on the leading side; behind it what belongs to the moment, in tabs."""

    title = say("Agenda")
    watches = frozenset({"agenda", "event"})
    topic = "agenda"

    def build(self) -> None:
        """Lay out the run-sheet beside the parts."""
        self.sheet = RunSheet(self)
        self.tabs = Tabs(PARTS, say("Parts of the agenda"))
        self.stack = Parts(self, "agenda", list(PARTS))
        self.tabs.chosen.connect(self.stack.show_part)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.stack, 1)
        self.column.addWidget(Sides(self.sheet, beside))
        self.main = self.sheet.table
        self.sheet.table.moved.connect(lambda item: self.part("item").show_item(item.id if item else ""))
        self.stack.show_part(self.tabs.key)

    def refresh(self, change: Change | None) -> None:
        """Show the run-sheet as it is now."""
        self.sheet.refresh()

    def arrive(self, about: str) -> None:
        """Open a part by its key, or choose an item by its id."""
        if about in PARTS:
            self.tabs.choose(about)
        elif about:
            self.sheet.table.choose(about)

    def part(self, key: str) -> Any:
        """Return a part, made now if it was never visited."""
        return self.stack.page(key)

    def ahead(self) -> Iterator[None]:
        """Make the other parts."""
        return self.stack.ahead()
