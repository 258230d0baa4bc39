"""Two small windows over the actions: find one by a few letters (Ctrl+K), or read all keys (Ctrl+/)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hubdesk.i18n import say
from hubdesk.model.fold import fold
from hubdesk.ui.actions import Actions, Deed
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.keyed import ID, KeyedList
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

#: So much of the window behind stays free beside a small window, and above and below it.
BESIDE, ABOVE = 40, 80


def usable(actions: Actions, page: str) -> list[tuple[Deed, QAction]]:
    """Return what can be done now: enabled deeds of the window and of the page that is shown."""
    return [(deed, action) for deed, action in actions if action.isEnabled() and deed.page in ("", page)]


def keys(deed: Deed, action: QAction) -> str:
    """Return the keys of a deed as this computer writes them."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) or deed.told


def _fit(dialog: QDialog, behind: QWidget, height: int) -> None:
    """Make a dialog as large as its letters want it, and no larger than the window behind it."""
    dialog.resize(min(pixels(520), behind.width() - BESIDE), min(pixels(height), behind.height() - ABOVE))


class Palette(QDialog):
    """A line and the deeds that answer it; Enter does the marked one. One deed a row, its keys behind it."""

    def __init__(self, deeds: Sequence[tuple[Deed, QAction]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tell(say("Find an action")))
        _fit(self, parent, 400)
        self._deeds = deeds
        self.line = Line(say("Find an action"))
        self.line.installEventFilter(self)
        self.list = KeyedList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tell(say("Actions")))
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._do)
        self.list.itemClicked.connect(lambda _item: self._do())
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the line keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        words = fold(text).split()
        self.list.clear()
        for deed, action in self._deeds:
            name = tell(deed.text)
            if all(word in fold(name) for word in words):
                self.list.add(name, keys(deed, action), deed.key)
        self.list.setCurrentRow(0)

    def _do(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            key = item.data(ID)
            self.accept()
            next(action for deed, action in self._deeds if deed.key == key).trigger()


class Sheet(QDialog):
    """All keys of the window and of the page that is shown, each with what it does."""

    def __init__(self, deeds: Sequence[tuple[Deed, QAction]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tell(say("Keys")))
        _fit(self, parent, 460)
        self.list = KeyedList()
        self.list.setAccessibleName(tell(say("Keys")))
        for deed, action in deeds:
            if told := keys(deed, action):
                self.list.add(tell(deed.text), told)
        self.list.setCurrentRow(0)
        column = QVBoxLayout(self)
        column.addWidget(Label(say("Keys"), role="heading"))
        column.addWidget(self.list)
        column.addWidget(ButtonRow(Button(say("Close"), self.close)))
