"""Where people write and choose: fields with a label, that save by themselves and never trap the Tab key."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyleOptionComboBox, QVBoxLayout, QWidget

from hubdesk.i18n import Sentence
from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

#: A pause after which what was typed counts as said, in milliseconds.
PAUSE = 700
#: A combo box asks for no more room than this for its words, at 100 %.
MOST = 260


class Line(QLineEdit):
    """One line of text. `settled(text)` after a pause, Enter or leaving, and only when the text is another one."""

    settled = Signal(str)

    def __init__(self, hint: Sentence | None = None, *, name: Sentence | None = None, big: bool = False) -> None:
        """`hint` is the placeholder; `name` is read aloud (a Field gives its label instead)."""
        super().__init__()
        self._hint: Sentence | str | None = hint
        self._name = name or hint
        self._known = ""
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._settle)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.editingFinished.connect(self._settle)
        if big:
            self.setProperty("big", "true")
        self.installEventFilter(self)
        self._retell()

    def show_text(self, text: str) -> None:
        """Show what is saved, unless somebody types here right now."""
        if self._pause.isActive() or (self.hasFocus() and self.text() != self._known):
            return
        self._known = text
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)) if self.hasFocus() else 0)

    def settle(self) -> None:
        """Count what is typed as said now (before the window closes)."""
        self._settle()

    def clear(self) -> None:
        """Empty the line for good: Ctrl+Z then belongs to the desk, not to the line."""
        self.setText("")
        self._known = ""
        self._pause.stop()

    def hint(self, hint: Sentence | str) -> None:
        """Show another placeholder: a sentence, or words of people; the name that is read aloud stays."""
        self._hint = hint
        self._retell()

    def name(self, name: Sentence) -> None:
        """Set what is read aloud."""
        self._name = name
        self._retell()

    def mark_wrong(self, wrong: bool) -> None:
        """Show by the border that the text cannot be used (say why beside it)."""
        self.setProperty("wrong", "true" if wrong else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when there is nothing typed to undo; Ctrl+Delete takes a word here, no record.

        Not in `event`: an error of Python's own in a handler that is called through one of ours ends the process.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
            if self.text() and event.matches(QKeySequence.StandardKey.DeleteEndOfWord):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell hint and name again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        super().changeEvent(event)

    def _retell(self) -> None:
        if self._hint is not None:
            self.setPlaceholderText(self._hint if isinstance(self._hint, str) else tell(self._hint))
        if self._name is not None:
            self.setAccessibleName(tell(self._name))

    def _settle(self) -> None:
        self._pause.stop()
        if self.text() != self._known:
            self._known = self.text()
            self.settled.emit(self._known)


class Paper(QPlainTextEdit):
    """Several lines of plain text; Tab leaves it. `settled(text)` as for Line."""

    settled = Signal(str)

    def __init__(self, hint: Sentence | None = None, *, name: Sentence | None = None, lines: int = 3) -> None:
        super().__init__()
        self._hint, self._name, self._lines = hint, name or hint, lines
        self._known = ""
        self.setTabChangesFocus(True)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.settle)
        self.textChanged.connect(self._changed)
        self._retell()

    def show_text(self, text: str) -> None:
        """Show what is saved, unless somebody types here right now."""
        if self._pause.isActive() or (self.hasFocus() and self.toPlainText() != self._known):
            return
        self._known = text
        if text != self.toPlainText():
            self.setPlainText(text)

    def settle(self) -> None:
        """Count what is typed as said now."""
        self._pause.stop()
        if self.toPlainText() != self._known:
            self._known = self.toPlainText()
            self.settled.emit(self._known)

    def name(self, name: Sentence) -> None:
        """Set what is read aloud."""
        self._name = name
        self._retell()

    def focusOutEvent(self, event: object) -> None:
        """Save on leaving."""
        super().focusOutEvent(event)  # type: ignore[arg-type]  # the stub names QFocusEvent
        self.settle()

    def changeEvent(self, event: QEvent) -> None:
        """Tell hint and name again; keep the height at a number of lines."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lines + 20)
        super().changeEvent(event)

    def _changed(self) -> None:
        if self.toPlainText() != self._known:
            self._pause.start()

    def _retell(self) -> None:
        if self._hint is not None:
            self.setPlaceholderText(tell(self._hint))
        if self._name is not None:
            self.setAccessibleName(tell(self._name))


class Choice(QComboBox):
    """One of several sentences, each with a key. `picked(key)` when a person chose."""

    picked = Signal(str)

    def __init__(self, options: Mapping[str, Sentence | str], *, name: Sentence | None = None) -> None:
        """`options` are {key: sentence}, or plain words that stay as they are (names of languages)."""
        super().__init__()
        self._options: dict[str, Sentence | str] = {}
        self._name = name
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(options)
        self.activated.connect(lambda _row: self.picked.emit(self.key))

    @property
    def key(self) -> str:
        """The key of what is chosen, "" for nothing."""
        return self.currentData() or ""

    def offer(self, options: Mapping[str, Sentence | str]) -> None:
        """Offer other choices; what was chosen stays where it still exists."""
        chosen = self.key
        self._options = dict(options)
        self.clear()
        for key, text in self._options.items():
            self.addItem(text if isinstance(text, str) else tell(text), key)
        self.show_key(chosen or next(iter(self._options), ""))
        self._retell()

    def show_key(self, key: str) -> None:
        """Show a choice; an unknown key (from a newer program) shows nothing."""
        self.setCurrentIndex(self.findData(key))

    def name(self, name: Sentence) -> None:
        """Set what is read aloud (a combo box would else be called by its value)."""
        self._name = name
        self._retell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Choose by wheel only with the focus: else a scrolled page changes values unseen."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Tell all choices again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for the longest choice where there is room; `minimumSizeHint` asks for less."""
        found = super().sizeHint()
        widest = max(
            (self.fontMetrics().horizontalAdvance(self.itemText(row)) for row in range(self.count())), default=0
        )
        return QSize(max(found.width(), min(widest, pixels(MOST)) + pixels(44)), found.height())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """End words that find no room with a sign of it."""
        super().initStyleOption(option)
        room = self.width() - pixels(44)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow that the style sheet cannot."""
        super().paintEvent(event)
        side = pixels(12)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = pixels(8) if mirrored else self.width() - side - pixels(8)
        box = QRectF(left, (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), "down", box, colour("text" if self.isEnabled() else "disabled"))

    def _retell(self) -> None:
        for row, text in enumerate(self._options.values()):
            if not isinstance(text, str):
                self.setItemText(row, tell(text))
        if self._name is not None:
            self.setAccessibleName(tell(self._name))


class Field(QWidget):
    """A label above an editor and a line for help or trouble below; gives the editor its name."""

    def __init__(self, label: Sentence, editor: QWidget, *, help: Sentence | None = None) -> None:
        super().__init__()
        self.editor = editor
        self._help = help
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label = Label(label, role="strong", wrap=True)
        self.label.setBuddy(editor)
        self.below = Label(help or "", role="small", wrap=True)
        for each in (self.label, editor, self.below):
            column.addWidget(each)
        self.below.setVisible(help is not None)  # only now: before, it would be a window of its own for a moment
        column.addStretch(1)
        if isinstance(editor, (Line, Paper, Choice)):
            editor.name(label)

    def help(self, text: Sentence | None) -> None:
        """Say something else below the editor."""
        self._help = text
        self.trouble(None)

    def trouble(self, text: Sentence | None) -> None:
        """Say why what stands here cannot be used, or that it can."""
        self.below.play("error" if text is not None else "small")
        self.below.say(text or self._help or "")
        self.below.setVisible(text is not None or self._help is not None)
        if isinstance(self.editor, Line):
            self.editor.mark_wrong(text is not None)
