"""Keys and cards: who this laptop is, whom it knows, and one's own key on another laptop."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.ui.keys.carry import Carry
from hubdesk.ui.keys.others import Others
from hubdesk.ui.keys.own import Own
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.card import kept_narrow


class KeysPage(Page):
    """One card for each thing that keys are for."""

    title = say("Keys and cards")
    watches = frozenset({"secret"})
    needs_event = False
    topic = "keys"

    def build(self) -> None:
        """Lay out the cards."""
        self.setAcceptDrops(True)
        self.own, self.others, self.carry = Own(self), Others(self), Carry(self)
        for each in (self.own, self.others, self.carry):
            self.column.addLayout(kept_narrow(each))
        self.main = self.others.load

    def refresh(self, change: Change | None) -> None:
        """Let every card read what concerns it."""
        self.own.refresh()
        self.others.refresh()
        if change is None:
            self.carry.refresh()

    def arrive(self, about: str) -> None:
        """Look into cards, one path a line."""
        self.others.look_into([Path(each) for each in about.splitlines() if each])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into cards that were dropped."""
        self.others.look_into([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
