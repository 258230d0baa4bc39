"""The last question before photos or receipts are erased for good: what goes, and what is left all the same."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from hubdesk.desk import attachments
from hubdesk.desk.desk import Desk
from hubdesk.i18n import say
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label


class Erasing(Card):
    """A part of the page, shown while it asks; `ended` when it is hidden because nothing was erased."""

    ended = Signal()

    def __init__(self, erase: Callable[[list[str]], object]) -> None:
        super().__init__(say("Erase for good"))
        self._erase, self._ids = erase, list[str]()
        self._lines = QVBoxLayout()
        self.keep = Button(say("Keep them"), self.leave)
        self.now = Button(say("Erase them for good"), self._go, kind="danger")
        self.add(self._lines, ButtonRow(self.keep, self.now))
        self.hide()

    def ask(self, desk: Desk, ids: list[str]) -> None:
        """Say what erasing would take and leave; the safe answer has the focus."""
        self._ids = ids
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for line in attachments.erasing(desk, ids):
            self._lines.addWidget(Label(line, wrap=True))
        self.show()
        self.keep.setFocus()

    def leave(self) -> None:
        """Erase nothing."""
        if not self.isHidden():
            self.hide()
            self.ended.emit()

    def _go(self) -> None:
        self.hide()
        self._erase(self._ids)
