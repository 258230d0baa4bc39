"""The chips of the line in words: what HubDesk understood, said before anything is kept."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model import markers
from hubdesk.model.capture import Span
from hubdesk.model.codebook import KINDS
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.words import language, tell

_WAYS: dict[str, str] = {"section": "§{0}", "keyword": "#{0}", "speaker": "@{0}"}


class Told(QWidget):
    """One line of painted chips; it costs a repaint, not a row of widgets, with every key."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: list[tuple[str, str]] = []
        self._hint: Sentence | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def texts(self) -> list[str]:
        """What the chips say."""
        return [text for text, _ in self._chips]

    def show_spans(self, spans: Sequence[Span], hint: Sentence | None = None) -> None:
        """Show the chips of a line, `hint` where there are none."""
        shown = [(_words(span), KINDS[span.value].colour if span.type == "kind" else "text") for span in spans]
        if shown != self._chips or hint != self._hint:
            self._chips, self._hint = shown, hint
            self.setAccessibleName(", ".join(self.texts) or (tell(hint) if hint else ""))
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of one chip."""
        return QSize(pixels(200), self.fontMetrics().height() + pixels(8))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in little width."""
        return QSize(pixels(80), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint from the leading side; what finds no room ends in an ellipsis."""
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        font = QFont(self.font())
        font.setPixelSize(max(10, round(self.font().pixelSize() * 13 / 14)))
        painter.setFont(font)
        flag = Qt.AlignmentFlag
        if not self._chips and self._hint is not None:
            painter.setPen(colour("quiet"))
            side = flag.AlignRight if rtl else flag.AlignLeft
            text = painter.fontMetrics().elidedText(tell(self._hint), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), int(side | flag.AlignAbsolute | flag.AlignVCenter), text)
        left, height = 0, self.height() - pixels(2)
        for text, token in self._chips:
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width() - left)
            width = painter.fontMetrics().horizontalAdvance(shown) + pixels(14)
            box = QRectF(self.width() - left - width if rtl else left, pixels(1), width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("neutral"))
            painter.drawRoundedRect(box, 2, 2)
            painter.setPen(colour(token))
            painter.drawText(box, int(flag.AlignCenter), isolate(shown))
            left += width + pixels(6)
            if left >= self.width():
                break


def _words(span: Span) -> str:
    if isinstance(span.label, Sentence):
        return tell(span.label)
    return isolate(_WAYS.get(span.type, "{0}").format(span.label))


def hint() -> Sentence:
    """Return what is said while nothing is recognised yet, with the letters of the window's language."""
    return say(
        "A plain line is a comment. / section · # keyword · @ who · {question}: {suggestion}: {objection}: mark it · "
        "Tab answers the line above",
        question=markers.shown(language())["question"],
        suggestion=KINDS["suggestion"].marker,
        objection=KINDS["dealbreaker"].marker,
    )
