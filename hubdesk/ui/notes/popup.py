"""What fits what is being typed: sections, keywords, roles, in a list above the line that never takes the focus."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout, QWidget

from hubdesk.i18n import say
from hubdesk.ui.theme import pixels
from hubdesk.ui.words import tell

ROWS = 8


class Offer(NamedTuple):
    """One row: what it puts into the line (or the kind with which it marks the line), and how it is shown."""

    value: str
    shown: str
    kind: bool = False


class Popup(QFrame):
    """A list over its parent. `picked()` when a row is clicked; keys come from the line."""

    picked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(lambda _item: self.picked.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self._offers: tuple[Offer, ...] = ()
        self._needed = self._moved = self._dismissed = False
        self._retell()
        self.hide()

    @property
    def current(self) -> Offer | None:
        """The chosen row."""
        row = self.list.currentRow()
        return self._offers[row] if 0 <= row < len(self._offers) else None

    @property
    def takes_enter(self) -> bool:
        """Whether Enter takes the row: somebody chose it, or what is typed means nothing by itself."""
        return self._moved or self._needed

    def offer(self, offers: Sequence[Offer], over: QWidget, *, needed: bool) -> None:
        """Show rows above a widget; `needed` tells that the typed words alone would mean nothing."""
        if not offers or self._dismissed:
            self.hide()
            return
        self._needed = needed
        if tuple(offers) != self._offers or self.isHidden():
            self._offers, self._moved = tuple(offers), False
            self.list.clear()
            self.list.addItems([each.shown for each in offers])
            self.list.setCurrentRow(0)
        self._put(over)
        self.show()
        self.raise_()

    def close_up(self) -> None:
        """Hide; the next sign opens it again."""
        self._dismissed = False
        self.hide()

    def dismiss(self) -> None:
        """Hide until another sign is typed."""
        self._dismissed = True
        self.hide()

    def step(self, rows: int) -> None:
        """Choose another row, round at both ends, and say it aloud."""
        number = self.list.count()
        if number:
            self._moved = True
            self.list.setCurrentRow((self.list.currentRow() + rows) % number)
            if QAccessible.isActive():
                told = self.list.currentItem().text()
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
            self.close_up()  # its rows are in the old language, and the line may stand elsewhere
        super().changeEvent(event)

    def _put(self, over: QWidget) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + pixels(6))
        height = row * min(ROWS, self.list.count()) + 4
        width = min(over.width(), pixels(520))
        corner = over.mapTo(parent, over.rect().topLeft())
        left = corner.x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left += over.width() - width
        self.setGeometry(left, max(0, corner.y() - height - 2), width, min(height, corner.y() - 2))

    def _retell(self) -> None:
        self.list.setAccessibleName(tell(say("What fits what you type")))
