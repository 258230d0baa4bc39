"""Where a line should be parted: its words stay, only the cursor moves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from hubdesk.desk.joining import likely_part
from hubdesk.i18n import say
from hubdesk.ui.notes.units import units
from hubdesk.ui.widgets.fields import Line

_DONE = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End} | _DONE
#: What is said beside it.
HINT = say("Move the cursor to where the second line begins and press Enter; Esc leaves the line as it is.")


class PartLine(Line):
    """A field that takes arrows, Home and End, and no letters; `chosen` once Enter said that this is the place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(name=HINT)
        self.setParent(parent)
        self.chosen = False
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def begin(self) -> None:
        """Put the cursor where the split may be meant (Qt has marked all words)."""
        self.setCursorPosition(units(self.text(), likely_part(self.text())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move; all other keys end here: ignored, they would sort the line behind the field."""
        self.chosen = Qt.Key(event.key()) in _DONE
        if Qt.Key(event.key()) in _MOVES:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take no words."""
        event.ignore()
