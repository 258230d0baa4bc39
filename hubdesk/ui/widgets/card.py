"""Boxes on a page: a card with a heading, a card to press, and the big numbers at a glance."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hubdesk.i18n import Sentence
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell


class Card(QFrame):
    """A box with a heading; put widgets into `column`."""

    def __init__(self, heading: Sentence | None = None) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # a layout in a layout, so that a card stretched by its neighbour keeps its content together
        self.whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        whole.addLayout(self.column)
        whole.addStretch(0)
        self.heading: Label | None = None
        if heading is not None:
            self.heading = Label(heading, role="heading", wrap=True)
            self.column.addWidget(self.heading)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Put widgets or layouts below each other."""
        for each in parts:
            if isinstance(each, QLayout):
                self.column.addLayout(each)
            else:
                self.column.addWidget(each)


def kept_narrow(card: Card, widest: int = 760) -> QHBoxLayout:
    """Return a layout in which a card stands at the leading side, no wider than is good to read (in pixels).

    A maximum alone would not do: Qt would ask the card for its height in the width of the whole page.
    """
    card.setMaximumWidth(widest)
    row = QHBoxLayout()
    row.addWidget(card, 1)
    row.addStretch(0)
    return row


class Figure(Card):
    """One big number and what it counts: figure, words below."""

    def __init__(self, words: Sentence) -> None:
        super().__init__()
        self.whole.setContentsMargins(16, 8, 16, 10)
        self.column.setSpacing(0)
        self.number = Label("–", role="number")
        self.words = Label(words, role="quiet", wrap=True)
        self.add(self.number, self.words)
        self.setMinimumWidth(110)

    def show_number(self, text: str, words: Sentence | None = None) -> None:
        """Show the number, written in the language of the window, and perhaps other words."""
        self.number.say(text)
        if words is not None:
            self.words.say(words)
        self.setAccessibleName(f"{self.words.text()}: {text}")


class CardButton(QPushButton):
    """A card that opens something: one stop for Tab, Enter and Space press it; put widgets into `column`."""

    def __init__(self, name: Sentence | str) -> None:
        """`name` is what is read aloud."""
        super().__init__()
        self._name = name
        self.setAutoDefault(False)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 14)
        self.column.setSpacing(6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._retell()

    def sizeHint(self) -> QSize:
        """Return the size of what is inside; a button would look at its own empty text."""
        return QSize(pixels(280), self.column.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least width that is still a card."""
        return QSize(pixels(200), self.column.minimumSize().height())

    def hasHeightForWidth(self) -> bool:
        """Wrapped words make it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of what is inside."""
        found = self.column.heightForWidth(width) if self.column.hasHeightForWidth() else -1
        return found if found >= 0 else self.column.sizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too, not by Space alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell the name again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        super().changeEvent(event)

    def _retell(self) -> None:
        self.setAccessibleName(self._name if isinstance(self._name, str) else tell(self._name))
