"""Lines that stay in sight above the journal: the question of the evening, what was decided."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from hubdesk.i18n import isolate, say
from hubdesk.model.records import Note
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.lists import Following
from hubdesk.ui.words import words_of

#: So many lines are seen at once, the others by scrolling.
ROWS = 3
_ID = Qt.ItemDataRole.UserRole


class Pinned(QListWidget):
    """One row a line. `asked(note)` by Enter or a click leads to it, `loosened(note)` by Delete or P unpins it."""

    asked = Signal(str)
    loosened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.itemClicked.connect(lambda item: self.asked.emit(item.data(_ID)))
        Following(self, say("Pinned lines"), self._measure)
        self.hide()

    def show_notes(self, notes: Iterable[Note]) -> None:
        """Show the pinned ones of these, in the order they were said."""
        pinned = sorted((note for note in notes if note.pinned), key=lambda note: (note.order or note.id, note.id))
        rows = [(note.id, isolate(words_of(note))) for note in pinned]
        if rows != [(item.data(_ID), item.text()) for item in map(self.item, range(self.count()))]:
            self.clear()
            for id, text in rows:
                item = QListWidgetItem(text)
                item.setData(_ID, id)
                self.addItem(item)
        self.setVisible(bool(rows))
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the line, or let it go."""
        item, key = self.currentItem(), Qt.Key(event.key())
        if item is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit(item.data(_ID))
        elif item is not None and (key in (Qt.Key.Key_Delete, Qt.Key.Key_P)):
            self.loosened.emit(item.data(_ID))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a line, for the keys need one."""
        super().focusInEvent(event)
        self.setCurrentRow(max(0, self.currentRow()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Choose none any more."""
        super().focusOutEvent(event)
        self.setCurrentRow(-1)

    def _measure(self) -> None:
        row = max(self.sizeHintForRow(0), self.fontMetrics().height() + pixels(4))
        self.setFixedHeight(row * min(ROWS, max(1, self.count())) + 6)
