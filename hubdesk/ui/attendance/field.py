"""The one field at the door: every key of the loop goes through it, and no composition is ever interrupted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent

from hubdesk.i18n import say
from hubdesk.ui.attendance.scanning import Wedge
from hubdesk.ui.widgets.fields import Line


class GuestField(Line):
    """Takes a name, a badge or `+3`.

    Signals: `entered()` on Enter, `turned()` on Ctrl+Enter, `stepped(rows)` on the arrows (+1, −1, ±5), `emptied()` on
    Escape. While an input method composes, all keys belong to it. `rushed` tells on Enter whether a scanner typed.
    """

    entered = Signal()
    turned = Signal()
    stepped = Signal(int)
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__(say("Name, badge or number"), name=say("Who is here?"), big=True)
        self._composing = False
        self._wedge = Wedge()
        self.rushed = False

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return self._composing

    @property
    def code(self) -> str:
        """What a scanner meant whose keys wrote letters of another layout, "" where that is not known."""
        return self._wedge.code(self.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a composition is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of the loop, leave the others to the line."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        key = Qt.Key(event.key())
        if self._composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.rushed = self._wedge.rushed(event.timestamp())
            (self.turned if held else self.entered).emit()
        elif key == Qt.Key.Key_Escape:
            self.emptied.emit()
        elif key in steps:
            self.stepped.emit(steps[key])
        else:
            self._listen(event)
            super().keyPressEvent(event)

    def _listen(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            if self.selectedText() == self.text():
                self._wedge.forget()
            self._wedge.press(event)
