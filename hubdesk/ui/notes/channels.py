"""How the lines that follow came, and from which table: kept from line to line until somebody changes it."""

from PySide6.QtCore import QEvent, Qt, Signal

from hubdesk.i18n import Sentence, say
from hubdesk.model.signs import whole
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.fields import Choice, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label

CHANNELS: dict[str, Sentence] = {
    "floor": say("Said aloud"),
    "card": say("Card or slip"),
    "board": say("Board or sticky note"),
    "chat": say("Chat"),
    "one-to-one": say("One to one"),
}
#: A table has at most so many digits.
MOST = 3


class Channels(FlowBox):
    """A choice and a number in one row; hidden they say nothing, as when people speak in one room.

    Signals: `changed()`, and `file_asked()` for lines that somebody else has typed.
    """

    changed = Signal()
    file_asked = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.choice = Choice(CHANNELS, name=say("How these lines came"))
        self.number = Line(name=say("Number of the table, empty for none"))
        self.number.setMaxLength(MOST)
        self.file = Button(say("Read a text file"), self.file_asked.emit, kind="quiet", icon="open")
        self.show_all([self.choice, Label(say("Table")), self.number, self.file])
        self.choice.picked.connect(lambda _key: self.changed.emit())
        self.number.textChanged.connect(lambda _text: self.changed.emit())
        self._measure()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Leave the digits of the table their room in larger letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "number"):
            self._measure()

    @property
    def channel(self) -> str:
        """What is chosen, "" while nothing was asked."""
        return "" if self.isHidden() else self.choice.key

    @property
    def table(self) -> int:
        """The number of the table in digits of any script, 0 for none."""
        return 0 if self.isHidden() else whole(self.number.text()) or 0

    def turn(self, on: bool) -> None:
        """Ask from now on, or no longer; what was chosen before is forgotten."""
        self.setVisible(on)
        self.choice.show_key("card" if on else "floor")
        self.number.clear()
        self.changed.emit()

    def reach(self) -> None:
        """Let somebody choose."""
        self.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _measure(self) -> None:
        self.number.setFixedWidth(pixels(64))
