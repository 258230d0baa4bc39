"""Help without internet: pages of text that ship with the program, shown as text and nothing else."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable
from PySide6.QtWidgets import QTextBrowser

from hubdesk.i18n import direction, say
from hubdesk.model.change import Change
from hubdesk.paths import shipped
from hubdesk.ui.page import Page
from hubdesk.ui.words import language

if TYPE_CHECKING:
    pass

_DIALECT = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


def found(folder: Path, topic: str, tag: str) -> Path | None:
    """Return the help file on a topic in a language, else in English, else None; a topic never leaves `folder`."""
    if not topic.replace("-", "").replace("_", "").isalnum():
        return None
    for each in (tag, "en"):
        file = folder / each / f"{topic}.md"
        if file.is_file():
            return file
    return None


def _give_air(document: QTextDocument) -> None:
    """Set the paragraphs apart: Qt puts Markdown line under line."""
    cursor = QTextCursor(document)
    for table in document.rootFrame().childFrames():
        if isinstance(table, QTextTable):
            lines = table.format().toTableFormat()
            lines.setCellPadding(5)
            lines.setBorderCollapse(True)
            lines.setBottomMargin(10)
            table.setFormat(lines)
    block = document.begin()
    while block.isValid():
        shape = block.blockFormat()
        cursor.setPosition(block.position())
        if cursor.currentTable() is None:
            shape.setTopMargin(16 if shape.headingLevel() else 0)
            shape.setBottomMargin(0 if shape.hasProperty(QTextFormat.Property.BlockCodeFence) else 6)
            shape.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(shape)
        block = block.next()


class Browser(QTextBrowser):
    """Shows Markdown, loads nothing: no picture, no style, no page from disk or network."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give nothing for whatever the text asks for; None would let Qt read the file itself."""
        return QByteArray()


class HelpPage(Page):
    """One topic of the help; links lead to other topics only."""

    title = say("Help")
    needs_event = False
    scrolls = False

    def build(self) -> None:
        """One text that fills the page."""
        self._about = "index"
        self.folder = shipped("resources") / "help"
        self.text = Browser(openLinks=False, openExternalLinks=False)
        self.text.setTabChangesFocus(True)
        self.text.anchorClicked.connect(self._follow)
        self.keep(self.text.setAccessibleName, say("Help"))
        self.column.addWidget(self.text)
        self.main = self.text

    def refresh(self, change: Change | None) -> None:
        """Show the topic in the language of the window."""
        file = found(self.folder, self._about, language()) or found(self.folder, "index", language())
        if file is None:
            self.text.setPlainText("")
            self.keep(self.text.setPlainText, say("There is no help on this page yet."))
            return
        # a topic that is there in English only is read from the left, in an Arabic window too
        right = direction(file.parent.name) == "rtl"
        self.text.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        document = self.text.document()
        document.setMarkdown(file.read_text("utf-8"), _DIALECT)
        _give_air(document)

    def arrive(self, about: str) -> None:
        """Open a topic."""
        self._about = about or "index"
        self.refresh(None)

    def _follow(self, link: QUrl) -> None:
        topic = link.path().removesuffix(".md")
        if not link.scheme() and not link.host() and found(self.folder, topic, language()):
            self.arrive(topic)
