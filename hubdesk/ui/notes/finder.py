"""One question over the journal: which section, or which kind; typing narrows the answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.ui.notes.popup import Offer
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.words import tell


class Finder(Card):
    """A field and its answers over the parent. `found(value)` on Enter or a click, `left()` on Escape."""

    found = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)
        self.field = Line(name=say("Type to find"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tell(say("Answers")))
        self.list.itemClicked.connect(lambda _item: self._take())
        self.add(self.field, self.list)
        self.column.setStretch(1, 1)
        self.whole.setStretch(0, 1)
        self._ask: Callable[[str], Sequence[Offer]] = lambda _typed: ()
        self._offers: Sequence[Offer] = ()
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.hide()

    def ask(self, question: Sentence, answers: Callable[[str], Sequence[Offer]], over: QWidget) -> None:
        """Ask; `answers` gives what fits what is typed."""
        self._ask = answers
        self.field.name(question)
        self.field.setPlaceholderText(tell(question))
        self.field.clear()
        self._narrow("")
        parent = self.parentWidget()
        corner = over.mapTo(parent, over.rect().topLeft()) if parent is not None else over.pos()
        width, height = min(over.width() - 16, pixels(440)), min(over.height() - 8, pixels(330))
        left = corner.x() + (over.width() - width) // 2
        self.setGeometry(left, corner.y() + max(0, over.height() - height) // 2, width, height)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list from the field."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.list.count():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language by closing: the answers are in the old one."""
        if event.type() == QEvent.Type.LanguageChange:
            self.list.setAccessibleName(tell(say("Answers")))
            self.hide()
        super().changeEvent(event)

    def _narrow(self, typed: str) -> None:
        self._offers = self._ask(typed.strip())
        self.list.clear()
        self.list.addItems([each.shown for each in self._offers])
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._offers):
            self.hide()
            self.found.emit(self._offers[row].value)
