"""Two texts word by word: what only one of them says is marked in it."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from hubdesk.model.wording import changes
from hubdesk.ui.theme import colour, pixels


def marked(text: str, other: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of `text` in order, each with whether `other` says it differently; joined they are `text`."""
    for words, way in changes(text, other):
        if way != "came":
            yield words, way == "gone"


class Difference(QTextBrowser):
    """One of two texts, read only, as high as it needs; differing words are bold, underlined and on a ground."""

    def __init__(self, text: str, other: str, name: str) -> None:
        """`name` is what is read aloud before the text."""
        super().__init__()
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)  # its words begin where those of the labels around it do
        self.setAccessibleName(f"{name}: {text}")
        self._pieces = list(marked(text, other))
        # lines break anew for another width, for other letters and when a fallback font comes in
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._write()

    @property
    def differing(self) -> list[str]:
        """The pieces that only this text has."""
        return [piece for piece, other in self._pieces if other]

    def sizeHint(self) -> QSize:
        """Return the height of the words in the width there is."""
        return QSize(pixels(280), round(self.document().size().height()) + 4)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return QSize(pixels(160), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme and the height of other letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_pieces"):
            self._write()

    def _grow(self, _size: object = None) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _write(self) -> None:
        self.clear()
        same, other = QTextCharFormat(), QTextCharFormat()
        other.setFontUnderline(True)
        other.setFontWeight(QFont.Weight.Bold)
        other.setBackground(colour("chosen"))
        other.setForeground(colour("chosen_text"))
        cursor = QTextCursor(self.document())
        for piece, differs in self._pieces:
            # with formats, never as markup: these are people's words
            cursor.insertText(piece, other if differs else same)
