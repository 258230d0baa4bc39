"""Who this laptop is to others: its six words, and its card as file, code and paper."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from hubdesk.desk import cards, exchange
from hubdesk.i18n import say
from hubdesk.ui import files
from hubdesk.ui.prepare.package import file_name
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.code import Code
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


class Own(Card):
    """The six words to read out, and the recipient card to give away."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("This laptop"))
        self._page = page
        self.name, self.words = Label(role="strong", wrap=True), Label(role="words", wrap=True)
        self.code = Code(say("Recipient card of this laptop as a QR code"))
        self.write = Button(say("Write the card into a file"), self._ask_file, icon="save")
        self.paper = Button(say("Make a page to print"), self._ask_paper)
        self.show_code = Button(say("Show the code"), self._turn)
        self.code.hide()
        row = QHBoxLayout()
        row.addWidget(self.code)
        row.addStretch(1)
        self.add(
            self.name,
            Label(say("Read these six words out when somebody asks whether this key is yours."), wrap=True),
            self.words,
            Label(
                say("With your recipient card others can seal files that only this laptop opens. It is not secret."),
                wrap=True,
            ),
            ButtonRow(self.write, self.show_code, self.paper),
            row,
        )

    def refresh(self) -> None:
        """Show name and words."""
        author = self._page.desk.author
        self.name.say(" · ".join(part for part in (author.name, author.laptop) if part))
        self.words.say(exchange.spoken_words(self._page.desk))

    def write_to(self, paths: list[Path]) -> None:
        """Write the card into a file."""
        if self._page.attempt(lambda: cards.write(self._page.desk, paths[0])):
            self._written(paths[0])

    def print_to(self, paths: list[Path]) -> None:
        """Write the page to print."""
        desk, tag = self._page.desk, language()
        self._page.run(say("Making the page"), lambda _report: cards.paper(desk, paths[0], language=tag), self._written)

    def _written(self, path: object) -> None:
        self._page.frame.notices.say(say("The card is written: {path}", path=str(path)), tone="success")

    def _turn(self) -> None:
        if self.code.isHidden():
            self.code.show_rows(cards.modules(self._page.desk))
        self.code.setVisible(self.code.isHidden())
        self.show_code.say(say("Show the code") if self.code.isHidden() else say("Hide the code"))

    def _ask_file(self) -> None:
        files.ask_save(self._page, say("Write the card into a file"), f"{self._file_name()}.hubkey", self.write_to)

    def _ask_paper(self) -> None:
        files.ask_save(self._page, say("Make a page to print"), f"{self._file_name()}.pdf", self.print_to)

    def _file_name(self) -> str:
        author = self._page.desk.author
        return file_name(author.name or author.laptop) or "card"
