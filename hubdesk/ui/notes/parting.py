"""Where a line should be parted: its words stay, only the cursor moves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from hubdesk.desk.joining import likely_part
from hubdesk.i18n import say
from hubdesk.ui.notes.units import units
from hubdesk.ui.widgets.fields import Line

_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter}
#: What is said beside it.
HINT = say("Move the cursor to where the second line begins and press Enter; Esc leaves the line as it is.")


class PartLine(Line):
    """A field that takes arrows, Home and End, and no letters."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(name=HINT)
        self.setParent(parent)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def begin(self) -> None:
        """Put the cursor where the split may be meant (Qt has marked all words)."""
        self.setCursorPosition(units(self.text(), likely_part(self.text())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, and leave all other keys alone."""
        if Qt.Key(event.key()) in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take no words."""
        event.ignore()
