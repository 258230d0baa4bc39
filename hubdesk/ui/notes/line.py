"""The line at the bottom of the notes: Enter keeps it, and no composition is ever interrupted."""

from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShowEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit

from hubdesk.i18n import Sentence, say
from hubdesk.model.capture import SectionIndex
from hubdesk.model.line_edits import unchip
from hubdesk.ui.notes.marks import Marks
from hubdesk.ui.notes.popup import Popup
from hubdesk.ui.notes.units import place, units
from hubdesk.ui.words import tell

#: Rows of text that are seen at once.
ROWS = 2
NAME = say("What was said")
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
#: Keys after which the word before the cursor counts as finished.
_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space}


class CaptureLine(QPlainTextEdit):
    """One line, wrapped where it is long.

    Signals: `entered()` on Enter, `chosen()` when Enter or Tab takes what the popup offers, `indented(way)` on Tab
    (+1) and Shift+Tab or Escape (−1) where `indents` says that they mean something, `pasted(lines)` for several lines
    at once, `left_upwards()` for the arrow up in an empty line, `reached()` when the focus comes. Tab always leads out
    after at most two presses.
    """

    entered = Signal()
    chosen = Signal()
    indented = Signal(int)
    pasted = Signal(object)
    left_upwards = Signal()
    reached = Signal()

    def __init__(self, popup: Popup, name: Sentence = NAME) -> None:
        """`name` says what belongs into the line."""
        super().__init__()
        self._popup, self._name = popup, name
        self._sections: SectionIndex | None = None
        self._language = "en"
        #: Whether the last word of an input method was unfinished; asking the layout costs more than a letter.
        self._composed = False
        self._typing = False
        #: Which of Tab (+1) and Shift+Tab (−1) belong to the line now; the others move the focus.
        self.indents: frozenset[int] = frozenset()
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.marks = Marks(self.document())
        self.installEventFilter(self)
        self._side: tuple[bool, bool] | None = None
        self._leads = ""
        self.textChanged.connect(self._lean)
        self._lean()
        self._retell()
        self._measure()

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.toPlainText()

    @property
    def at(self) -> int:
        """Before which character the cursor stands."""
        return place(self.text, self.textCursor().position())

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        if not self._composed:
            return False
        layout = self.textCursor().block().layout()
        return bool(layout is not None and layout.preeditAreaText())

    def know(self, sections: SectionIndex | None, language: str) -> None:
        """Recognise these sections, and the letters of a language."""
        self._sections, self._language = sections, language
        self.marks.know(sections, language)

    def write(self, text: str, cursor: int | None = None) -> None:
        """Replace the line in a way that Ctrl+Z takes back; the cursor goes to its end, or before a character."""
        if text != self.text:
            all_of_it = QTextCursor(self.document())
            all_of_it.select(QTextCursor.SelectionType.Document)
            all_of_it.insertText(text)
        at = self.textCursor()
        at.setPosition(units(text, len(text) if cursor is None else cursor))
        self.setTextCursor(at)
        self._typing = False

    def empty(self) -> None:
        """Clear the line for good: Ctrl+Z then belongs to the desk."""
        self.setPlainText("")
        self._typing = False

    def take_focus(self) -> None:
        """Let typing go on."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Tab where it means something, and leave Ctrl+Z to the window where nothing typed can be undone.

        Not in `event`, see `Line`.
        """
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        kind = event.type()
        if kind == QEvent.Type.KeyPress and self._tab(event):
            return True
        # asking what a letter matches would cost more than the letter
        if kind == QEvent.Type.ShortcutOverride and event.modifiers() & _HELD:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys of the loop, leave the others to the line."""
        key = Qt.Key(event.key())
        if self.composing:
            super().keyPressEvent(event)
        elif self._popup.isVisible() and self._steer(key):
            event.accept()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            if -1 in self.indents:
                self.indented.emit(-1)
        elif key == Qt.Key.Key_Up and not self.text:
            self.left_upwards.emit()
        elif key == Qt.Key.Key_Backspace and self._unchip():
            event.accept()
        else:
            if event.text().strip() and event.text().isprintable():
                self._typing = True
            elif key in _MOVES:
                self._typing = False
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Committed words count as typed; behind a space a word is finished."""
        words = event.commitString()
        self._composed = bool(event.preeditString())
        if words:
            self._typing = bool(words.strip()) and not words[-1].isspace()
        super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click ends the word that was being typed."""
        self._typing = False
        super().mousePressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand opaque, now that the style is known."""
        super().showEvent(event)
        self._be_opaque()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask to be seen."""
        super().focusInEvent(event)
        self.reached.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the popup on leaving."""
        self._popup.close_up()
        super().focusOutEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take pasted text plain; several lines become several notes."""
        lines = [line.strip() for line in source.text().splitlines() if line.strip()]
        if len(lines) > 1:
            self.pasted.emit(lines)
        elif lines:
            self.textCursor().insertText(source.text().strip("\r\n"))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text only."""
        return source.hasText()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language, colours and size of text."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._lean()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()
            self._be_opaque()
            self.marks.rehighlight()
        super().changeEvent(event)

    def _lean(self) -> None:
        """Stand on the side where the words begin; without words, on the leading side of the window.

        Qt's plain editor orders right-to-left words rightly but leaves them on the left.
        """
        text = self.text
        if self._leads and text.startswith(self._leads):
            return  # the letter that decides stands where it stood
        first = next((at for at, letter in enumerate(text) if bidirectional(letter) in ("L", "R", "AL")), -1)
        self._leads = text[: first + 1]
        strong = bidirectional(text[first]) if first >= 0 else ""
        window = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = (strong != "L") if strong else window, bool(strong)
        if side == self._side:
            return
        self._side = side
        way, flag = Qt.LayoutDirection, Qt.AlignmentFlag
        option = self.document().defaultTextOption()
        option.setTextDirection(way.RightToLeft if side[0] else way.LeftToRight)
        option.setAlignment(flag.AlignRight if side[0] else flag.AlignLeft)
        self.document().setDefaultTextOption(option)

    def _tab(self, event: QKeyEvent) -> bool:
        way = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()), 0)
        if not way or self.composing or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if way > 0 and self._popup.isVisible():
            self.chosen.emit()
            return True
        if way in self.indents:
            self.indented.emit(way)
            return True
        return False

    def _steer(self, key: Qt.Key) -> bool:
        """Move in the popup, take from it or close it; return whether the key was one of that."""
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self._popup.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._popup.takes_enter:
            self.chosen.emit()
        else:
            return False
        return True

    def _unchip(self) -> bool:
        """Make the chip right before the cursor ordinary words; not while its own letters are being typed."""
        if self._typing or self.textCursor().hasSelection():
            return False
        found = unchip(self.text, self.at, sections=self._sections, language=self._language)
        if found is None:
            return False
        self.write(*found)
        return True

    def _retell(self) -> None:
        self.setPlaceholderText(tell(self._name))
        self.setAccessibleName(tell(self._name))

    def _be_opaque(self) -> None:
        """Fill the ground here, so that a letter does not repaint all that lies below; each style sheet forgets it."""
        self.viewport().setAutoFillBackground(True)

    def _measure(self) -> None:
        self.setFixedHeight(self.fontMetrics().lineSpacing() * ROWS + 20)
