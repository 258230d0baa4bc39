"""A finished text to paste, with the exact name of the page it is for."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from hubdesk.desk.reports import Finished
from hubdesk.i18n import say
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


class Paste(QWidget):
    """The page's name and the text, each with a button that copies it."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.target = Line(name=say("Name of the page it is for"))
        self.target.setReadOnly(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(pixels(240))
        page.keep(self.text.setAccessibleName, say("The text to paste"))
        self.copy_text = Button(say("Copy the text"), lambda: self._copy(self.text.toPlainText()), icon="copy")
        self.copy_name = Button(say("Copy the page name"), lambda: self._copy(self.target.text()), icon="copy")
        column.addWidget(Label(say("Name of the page it is for"), role="strong", wrap=True))
        column.addWidget(self.target)
        column.addWidget(
            Label(say("Make a new page of exactly this name, and never save over a template."), role="small", wrap=True)
        )
        column.addWidget(self.text, 1)
        column.addWidget(ButtonRow(self.copy_text, self.copy_name))

    def show_text(self, made: Finished) -> None:
        """Show a finished text."""
        self.target.show_text(made.page)
        if self.text.toPlainText() != made.text:
            self.text.setPlainText(made.text)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._page.frame.notices.say(say("Copied."), tone="success")


def name_of(form: str, language: str) -> str:
    """Return how a finished thing is called in the outbox, in the language of the window."""
    from hubdesk.ui.words import own_name

    told = {
        "pdf": say("Conversation report as PDF, {language}", language=own_name(language)),
        "ambassador": say("Ambassador report as wikitext, {language}", language=own_name(language)),
        "notes": say("Notes as wikitext, {language}", language=own_name(language)),
        "sources": say("Table of sources as wikitext, {language}", language=own_name(language)),
        "outputs": say("Polls as wikitext, {language}", language=own_name(language)),
        "xlsx": say("Tables as XLSX, {language}", language=own_name(language)),
        "csv": say("Tables as CSV, {language}", language=own_name(language)),
        "json": say("Data as JSON, {language}", language=own_name(language)),
    }
    return tell(told[form])
