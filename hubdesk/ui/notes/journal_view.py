"""The journal on the screen, and the keys that sort a line after it was typed."""

import sys

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from hubdesk.i18n import say
from hubdesk.model.records import Note
from hubdesk.ui.notes.journal import Journal
from hubdesk.ui.notes.journal_rows import JournalRow
from hubdesk.ui.notes.parting import PartLine
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.words import tell

#: What a key asks for, by the letter that it types.
LETTERS = {
    "k": "kind", "§": "section", "/": "section", "／": "section", ".": "again", "。": "again", "e": "edit",
    "r": "reply", "m": "merge", "x": "split", "p": "pin", "l": "language",
    "o": "answer",
}  # fmt: skip
#: The same keys where the layout types other letters there: by their place on the keyboard, as the system counts it.
_PLACES = {"win32": {37: "k", 18: "e", 19: "r", 50: "m", 45: "x", 25: "p", 38: "l", 24: "o"}}.get(
    sys.platform, {45: "k", 26: "e", 27: "r", 58: "m", 53: "x", 33: "p", 46: "l", 32: "o"}
)
_KEYS = {Qt.Key.Key_F2: "edit", Qt.Key.Key_Delete: "remove", Qt.Key.Key_Escape: "leave"}


class JournalView(QListView):
    """Lines with keys of their own.

    `asked(what)`: a value of LETTERS, remove, leave, or recent:1 to recent:9.
    """

    asked = Signal(str)

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self.journal = journal
        self.rows = JournalRow(self)
        self.setModel(journal)
        self.setItemDelegate(self.rows)
        self._sink = QTimer(self, interval=0, singleShot=True)  # QTimer.singleShot would keep all lines for good
        self._sink.timeout.connect(self.scrollToBottom)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(24)
        self.setAccessibleName(tell(say("What was said so far")))

    @property
    def chosen(self) -> list[Note]:
        """The notes of the selected rows from top to bottom, gaps left out."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self.journal.line(row) for row in rows)
        return [line.note for line in found if line is not None and not line.note.gap]

    @property
    def at_end(self) -> bool:
        """Whether the newest line is seen."""
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - 4

    def choose(self, note: str) -> None:
        """Make a note the current one and show it."""
        row = self.journal.row_of(note)
        if row >= 0:
            self.setCurrentIndex(self.journal.index(row))
            self.scrollTo(self.journal.index(row))

    def to_end(self) -> None:
        """Show the newest line."""
        self.scrollToBottom()
        self._sink.start()

    def edit_current(self, words: str = "") -> None:
        """Type the current line anew where it stands, going on with `words` where there are some."""
        index = self.currentIndex()
        if index.isValid():
            self.edit(index)
        editor = self.indexWidget(index)
        if words and isinstance(editor, Line):
            editor.setText(words)

    def split_current(self) -> None:
        """Ask where the current line should be parted."""
        self.rows.parting = True
        self.edit(self.currentIndex())
        self.rows.parting = False
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, PartLine):
            editor.begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort the chosen lines by one key; the arrow down behind the last line leaves."""
        key, typed = Qt.Key(event.key()), event.text()
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        last = self.currentIndex().row() == self.journal.rowCount() - 1
        wanted = _KEYS.get(key, "")
        if not held and typed:
            letter = typed.casefold()
            if letter.isalpha() and not letter.isascii():
                letter = _PLACES.get(event.nativeScanCode(), letter)
            wanted = wanted or LETTERS.get(letter, "")
            if typed.isdecimal() and 1 <= int(typed) <= 9:
                wanted = f"recent:{int(typed)}"
        if key == Qt.Key.Key_Down and last:
            wanted = "leave"
        if wanted:
            self.asked.emit(wanted)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters sort, they do not search."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew; stay on the chosen line, or at the end where the end was seen."""
        at_end = self.at_end
        self.rows.width = self.viewport().width()
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if self.selectionModel().hasSelection():
            QTimer.singleShot(0, self, lambda: self.scrollTo(self.currentIndex()))
        elif at_end:
            self._sink.start()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language, direction and size of text."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tell(say("What was said so far")))
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            if self.at_end:
                QTimer.singleShot(0, self, self.to_end)
            self.rows.forget()
            self.rows.width = self.viewport().width()
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)
