"""Text on the screen, always plain: nobody's words are ever read as markup."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hubdesk.i18n import Sentence
from hubdesk.ui.words import tell


def plain(text: str) -> str:
    """Return text that a tooltip shows as it is written: Qt would take `<img src=…>` for markup and load the file."""
    if "<" not in text:
        return text
    from html import escape  # here and not above, as all that is not needed for the first paint

    return f"<p>{escape(text)}</p>"


def unmarked(text: str) -> str:
    """Return text for buttons and menus, where a single & would underline the next letter."""
    return text.replace("&", "&&")


def tip(widget: QWidget, text: Sentence | str) -> None:
    """Give a widget a tooltip that shows its text as it is written."""
    widget.setToolTip(plain(text if isinstance(text, str) else tell(text)))


class Label(QLabel):
    """A sentence of the program, or a person's words; follows the language and stands on the leading side.

    `role` chooses the look: title, heading, strong, quiet, small, number, chip, code, error, success, warning.
    """

    def __init__(self, text: Sentence | str = "", *, role: str = "", wrap: bool = False) -> None:
        super().__init__()
        self._sentence: Sentence | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if role:
            self.setProperty("role", role)
        self._lead()
        self.say(text)

    def say(self, text: Sentence | str) -> None:
        """Show a sentence, told again when the language changes; or words of people, shown as they are."""
        self._sentence = None if isinstance(text, str) else text
        self.setText(text if isinstance(text, str) else tell(text))

    def play(self, role: str) -> None:
        """Change the look."""
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        """Tell the sentence again, or change sides."""
        if event.type() == QEvent.Type.LanguageChange and self._sentence is not None:
            self.setText(tell(self._sentence))
        elif event.type() in (QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange):
            self._lead()
        super().changeEvent(event)

    def _lead(self) -> None:
        # absolute: a label of digits or of another script would else follow its text, not the window
        flag = Qt.AlignmentFlag
        vertical = self.alignment() & flag.AlignVertical_Mask
        if self.alignment() & flag.AlignHCenter:
            return
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = flag.AlignRight if rtl else flag.AlignLeft
        if self.wordWrap():
            # Qt moves a broken line of Arabic by the space at its end: without this room its last letter is cut
            self.setContentsMargins(self.fontMetrics().horizontalAdvance(" ") + 1 if rtl else 0, 0, 0, 0)
        self.setAlignment(side | flag.AlignAbsolute | vertical)


class ShortLabel(Label):
    """One line that ends in an ellipsis where there is no room; the tooltip holds the whole."""

    def __init__(self, text: Sentence | str = "", *, role: str = "") -> None:
        super().__init__(text, role=role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip when it is cut."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        tip(self, self.text() if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        box = self.contentsRect()
        text = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, int(self.alignment() | Qt.TextFlag.TextSingleLine), text)
