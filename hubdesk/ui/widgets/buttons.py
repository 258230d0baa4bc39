"""Buttons: a sentence, perhaps an icon, and one thing that they do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from hubdesk.i18n import Sentence
from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import tip, unmarked
from hubdesk.ui.words import tell

#: The question of a tick goes on in the next line where it has no more room than this, in pixels at 100 %.
NARROW = 240
LINES = Qt.TextFlag.TextWordWrap.value


class Button(QPushButton):
    """A button that tells its sentence again when the language changes.

    `kind` is "" (neutral), "primary" (one a page), "quiet" (looks like a link) or "danger".
    """

    def __init__(
        self, text: Sentence, call: Callable[[], object] | None = None, *, kind: str = "", icon: str = ""
    ) -> None:
        super().__init__()
        self._sentence, self._hint = text, ""
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        if icon:
            role = QPalette.ColorRole.BrightText if kind == "primary" else QPalette.ColorRole.ButtonText
            self.setIcon(icons.icon(icon, role))
        if call is not None:
            self.clicked.connect(lambda _checked=False: call())
        self._retell()

    def say(self, text: Sentence) -> None:
        """Show another sentence."""
        self._sentence = text
        self._retell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too, not by Space alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def show_keys(self, action: QAction) -> None:
        """Name the keys of the action that does the same in the tooltip."""
        self._hint = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
        self._retell()

    def changeEvent(self, event: QEvent) -> None:
        """Tell the sentence again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setIconSize(QSize(pixels(16), pixels(16)))
        super().changeEvent(event)

    def _retell(self) -> None:
        text = tell(self._sentence)
        # a space, for Qt sets the icon right against the word
        self.setText(unmarked(text if self.icon().isNull() else f" {text}"))
        self.setAccessibleName(text)
        if self._hint:
            tip(self, self._hint)


class ButtonRow(FlowBox):
    """Buttons side by side from the leading side; what finds no room goes on in the next line."""

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self.show_all(buttons)


class Tick(QCheckBox):
    """A check box with a border that can be seen in every theme."""

    def __init__(self, text: Sentence | str) -> None:
        super().__init__()
        self._sentence = text
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._retell()

    @property
    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Return room for box, gap and text in one line."""
        width = self.fontMetrics().boundingRect(QRect(), 0, self._words).width() + pixels(18) + 16
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the same for a short question; a long one goes on in the next line, for a cut one is no question."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), pixels(NARROW)), hint.height())

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return room for all lines of the question."""
        room = QRect(0, 0, width - pixels(18) - 16, 0)
        return max(self.fontMetrics().boundingRect(room, LINES, self._words).height(), pixels(18)) + 8

    def hitButton(self, _pos: object) -> bool:
        """Let the whole area answer the pointer."""
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Tell the sentence again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick, text and focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side, height = pixels(18), self.height()
        left = self.width() - side - 4 if mirrored else 4
        box = QRectF(left + 0.5, (height - side) / 2 + 0.5, side - 1, side - 1)
        on = self.isChecked()
        token = ("fill" if on else "border") if self.isEnabled() else "disabled"
        painter.setPen(colour(token))
        painter.setBrush(colour(token if on else "page"))
        painter.drawRoundedRect(box, 2, 2)
        if on:
            icons.paint(painter, "check", box.adjusted(2, 2, -2, -2), colour("on_fill"))
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(colour("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 2, 2)
        painter.setPen(colour("text" if self.isEnabled() else "disabled"))
        room = self.rect().adjusted(0 if mirrored else side + 12, 0, -side - 12 if mirrored else 0, 0)
        align = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, int(flags) | LINES, self._words)

    def _retell(self) -> None:
        text = self._sentence if isinstance(self._sentence, str) else tell(self._sentence)
        self.setText(unmarked(text))
        self.setAccessibleName(text)
