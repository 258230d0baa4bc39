"""Before the gathering: the event at a glance, and everything to set up for it."""

import importlib

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar

from hubdesk.i18n import Sentence, say
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.label import unmarked
from hubdesk.ui.words import tell

#: {module in hubdesk.ui.prepare: heading}; the class is named after it ("overview" → OverviewPart).
PARTS: dict[str, Sentence] = {
    "overview": say("Overview"),
    "facts": say("The event"),
    "roster": say("People"),
    "document": say("Charter"),
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
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.keep(self.tabs.setAccessibleName, say("Parts of the preparation"))
        self.stack = QStackedWidget()
        self._parts: dict[str, Page] = {}
        for text in PARTS.values():
            self.tabs.addTab(unmarked(tell(text)))
        self.tabs.currentChanged.connect(self._show)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self.main = self.tabs
        self._show(0)

    def arrive(self, about: str) -> None:
        """Open a part by its key."""
        if about in PARTS:
            self.tabs.setCurrentIndex(list(PARTS).index(about))

    def part(self, key: str) -> Page:
        """Return a part, made now if it was never visited."""
        if key not in self._parts:
            module = importlib.import_module(f"hubdesk.ui.prepare.{key}")
            made: Page = getattr(module, f"{key.title()}Part")(self.desk, self.frame)
            self._parts[key] = made
            self.stack.addWidget(made)
        return self._parts[key]

    def changeEvent(self, event: QEvent) -> None:
        """Tell the tabs again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for place, text in enumerate(PARTS.values()):
                self.tabs.setTabText(place, unmarked(tell(text)))

    def _show(self, place: int) -> None:
        self.stack.setCurrentWidget(self.part(list(PARTS)[place]))
