"""All that a locked window shows: a line for the passphrase, and why it did not open."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, count, say
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, kept_narrow
from hubdesk.ui.widgets.fields import Field
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.secret import SecretLine, reveal

#: The longest wait after a wrong passphrase, in seconds; it doubles from one second on.
LONGEST = 60


class UnlockPage(QWidget):
    """`given(text)` when somebody wants in; whoever hears it answers with `refuse`, or takes this page away."""

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wrong = self._left = 0
        self.line = SecretLine(say("Passphrase, or recovery words"))
        self.line.returnPressed.connect(self._give)
        self.field = Field(say("Passphrase, or recovery words"), self.line)
        self.open = Button(say("Unlock"), self._give, kind="primary")
        self.trouble = [Label(role="error", wrap=True), Label(wrap=True), Label(wrap=True)]
        self.wait = Label(role="quiet", wrap=True)
        card = Card(say("This workspace is locked"))
        self.what = Label(say("What is in it can be read again when you type its passphrase."), wrap=True)
        card.add(self.what, self.field, reveal(say("Show what I type"), self.line), ButtonRow(self.open))
        card.add(*self.trouble, self.wait)
        column = QVBoxLayout(self)
        column.addLayout(kept_narrow(card))
        column.addStretch(1)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._tell(None)

    def refuse(self, error: HubDeskError) -> None:
        """Say in three parts why it did not open; after a wrong passphrase the next try waits, longer each time."""
        self._tell(error)
        self._let_in(True)
        if error.code == "passphrase-wrong":
            self._wrong += 1
            self._left = min(LONGEST, 2 ** (self._wrong - 1))
            self._let_in(False)
            self._clock.start()
            self._say_wait()
        self.line.selectAll()
        self.line.setFocus()

    def show_busy(self, what: Sentence) -> None:
        """Say what is done at the moment; nothing can be typed."""
        self._tell(None)
        self.wait.say(what)
        self.wait.show()
        self._let_in(False)

    def _give(self) -> None:
        if self.open.isEnabled() and self.line.text().strip():
            self.show_busy(say("Opening the workspace"))
            self.given.emit(self.line.text())

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._say_wait()
            return
        self._clock.stop()
        self.wait.hide()
        self._let_in(True)

    def _say_wait(self) -> None:
        self.wait.say(count(self._left, "Try again in {n} second.", "Try again in {n} seconds."))
        self.wait.show()

    def _let_in(self, on: bool) -> None:
        self.open.setEnabled(on)

    def _tell(self, error: HubDeskError | None) -> None:
        self.wait.hide()
        told = (error.what, error.safe, error.next) if error else ()
        for number, label in enumerate(self.trouble):
            label.say(told[number] if told else "")
            label.setVisible(bool(told))
