"""A line for a passphrase: hidden while it is typed, shown when asked to."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from hubdesk.i18n import Sentence
from hubdesk.ui.widgets.buttons import Tick
from hubdesk.ui.widgets.fields import Line

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretLine(Line):
    """A line whose letters are dots until `reveal` is ticked; input methods learn nothing from it."""

    def __init__(self, name: Sentence) -> None:
        super().__init__(name=name)
        self.show_letters(False)

    def show_letters(self, shown: bool) -> None:
        """Show letters or dots. Input methods write into shown letters only."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS if shown else _HINTS | Qt.InputMethodHint.ImhHiddenText)


def reveal(text: Sentence, *lines: SecretLine) -> Tick:
    """Return a tick that shows the letters of some lines."""
    made = Tick(text)
    for line in lines:
        made.toggled.connect(line.show_letters)
    return made
