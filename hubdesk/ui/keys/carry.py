"""One's own key on another laptop: into a locked file, and out of one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import carrying
from hubdesk.i18n import say
from hubdesk.ui import files
from hubdesk.ui.prepare.package import file_name
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Field, Line
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.result import ResultCard
from hubdesk.ui.words import language, tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


class Carry(Card):
    """Write the own key into a file and show its five words; use a key from a file after they were typed."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("Use my name on another laptop"))
        self._page = page
        self._file: Path | None = None
        self.write = Button(say("Write my key into a file"), self._ask_out)
        self.take = Button(say("Use a key from a file"), self._ask_in)
        self.words = Label(role="words", wrap=True)
        self.written, self.asking = QWidget(), QWidget()
        told = QVBoxLayout(self.written)
        told.setContentsMargins(0, 8, 0, 0)
        told.addWidget(
            Label(
                say("These five words open the file. Who has both can write as you: keep the words in your head."),
                wrap=True,
            )
        )
        told.addWidget(self.words)
        ask = QVBoxLayout(self.asking)
        ask.setContentsMargins(0, 8, 0, 0)
        self.typed = Line(say("The five words"))
        self.typed.returnPressed.connect(self._take)
        self.field = Field(say("Words that open it"), self.typed, help=say("They were shown on your other laptop."))
        self.use = Button(say("Use this key here"), self._take, kind="primary")
        ask.addWidget(self.field)
        ask.addWidget(ButtonRow(self.use, Button(say("Leave it"), self._leave, kind="quiet")))
        self.done = ResultCard()
        hint = say(
            "What you write on both laptops is yours then, and nobody is asked about it. "
            "Take in a key only from a file that you wrote yourself."
        )
        self.add(Label(hint, wrap=True), ButtonRow(self.write, self.take), self.written, self.asking, self.done)
        for each in (self.written, self.asking):
            each.hide()

    def refresh(self) -> None:
        """Forget words that were shown before."""
        self.words.say("")
        self.written.hide()

    def write_to(self, paths: list[Path]) -> None:
        """Write the own key into a file and show its words."""
        desk, tag = self._page.desk, language()
        self._page.run(
            say("Writing the key"), lambda _report: carrying.export(desk, paths[0], language=tag), self.show_words
        )

    def show_words(self, made: object) -> None:
        """Show the words of a file that was written."""
        assert isinstance(made, carrying.Written)
        self.words.say(made.words)
        self.written.show()
        self.write.setFocus()

    def ask_words(self, paths: list[Path]) -> None:
        """Ask for the words of a key file."""
        self._file = paths[0]
        self.done.clear()
        self.typed.clear()
        self.field.trouble(None)
        self.asking.show()
        self.typed.setFocus()

    def show_taken(self, done: object) -> None:
        """Say who writes here from the next start on, and what became of the key before."""
        assert isinstance(done, carrying.Taken)
        self._leave()
        more = [tell(say("Six words of this key: {words}", words=done.words))]
        if done.before:
            more.append(tell(say("The key used until now is kept aside: {name}", name=done.before)))
        told = say("From the next start on you write here with this key. Close HubDesk and open it again.")
        self.done.show_result("success", told, done.name, "\n".join(more))

    def _take(self) -> None:
        said, file = " ".join(self.typed.text().split()), self._file
        if not said or file is None:
            self.field.trouble(say("Type the words that belong to this file."))
            return
        folders = self._page.desk.folders
        self._page.run(say("Opening the key"), lambda _report: carrying.take(folders, file, said), self.show_taken)

    def _leave(self) -> None:
        self._file = None
        self.typed.clear()
        self.asking.hide()
        self.take.setFocus()

    def _ask_out(self) -> None:
        name = file_name(self._page.desk.author.name) or "key"
        files.ask_save(self._page, say("Write my key into a file"), f"{name}.hubsecret", self.write_to)

    def _ask_in(self) -> None:
        files.ask_open(self._page, say("Use a key from a file"), self.ask_words)
