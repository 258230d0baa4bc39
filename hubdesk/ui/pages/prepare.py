"""Before the gathering: the event at a glance, and everything to set up for it."""

from collections.abc import Iterator
from typing import Any

from hubdesk.i18n import Sentence, say
from hubdesk.ui.page import Page
from hubdesk.ui.parts import Parts
from hubdesk.ui.widgets.tabs import Tabs

#: {module in hubdesk.ui.prepare: heading}; the class is named after it ("overview" → OverviewPart).
PARTS: dict[str, Sentence] = {
    "overview": say("Overview"),
    "facts": say("The event"),
    "roster": say("People"),
    "asked": say("About the people"),
    "document": say("Charter"),
    "walk": say("Gallery walk"),
    "print": say("Print pack"),
    "expenses": say("Expenses"),
    "grant": say("Grant report"),
    "ready": say("Ready check"),
    "package": say("Event package"),
}


class PreparePage(Page):
    """Tabs over the parts; a part is made on its first visit."""

    title = say("Prepare")
    scrolls = False

    def build(self) -> None:
        """Lay out the tabs over an empty stack."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.tabs = Tabs(PARTS, say("Parts of the preparation"))
        self.stack = Parts(self, "prepare", list(PARTS))
        self.tabs.chosen.connect(self.stack.show_part)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self.main = self.tabs
        self.stack.show_part(self.tabs.key)

    def arrive(self, about: str) -> None:
        """Open a part by its key."""
        self.tabs.choose(about)

    def subject(self) -> str:
        """Return the help topic of the part in front."""
        return str(self.part(self.tabs.key).topic)

    def part(self, key: str) -> Any:
        """Return a part, made now if it was never visited."""
        return self.stack.page(key)

    def ahead(self) -> Iterator[None]:
        """Make the other parts."""
        return self.stack.ahead()
