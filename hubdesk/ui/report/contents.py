"""What a file for other programs will hold, told before it is made."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label


class Contents(QWidget):
    """One line for each part of the file."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(say("What the file will hold"))
        self._lines = QVBoxLayout()
        kept = Label(say("It is for other programs, and holds only what may be published."), role="quiet", wrap=True)
        card.add(self._lines, kept)
        column.addWidget(card)
        column.addStretch(1)

    def show_parts(self, parts: Sequence[Sentence]) -> None:
        """Show a line for each part."""
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        for part in parts:
            self._lines.addWidget(Label(part, wrap=True))

    @property
    def told(self) -> list[str]:
        """The lines as they are shown."""
        return [label.text() for label in self.findChildren(Label)]
