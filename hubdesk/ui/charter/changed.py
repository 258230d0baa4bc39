"""Places in two wordings as a list: what became of each, what went struck, what came underlined."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hubdesk.i18n import Sentence, say
from hubdesk.model.wording import Piece
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.lists import Following, for_reading
from hubdesk.ui.widgets.prose import marked
from hubdesk.ui.words import tell

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: Longer lists are laid out in steps, so that the first screen never waits for the last.
AT_ONCE = 200
#: The list is never lower than this, at 100 %.
LEAST = 140


class Entry(NamedTuple):
    """One row: what it stands for, a line above its words, the words then and now, and how they are read and weighed.

    `token` is the colour of the line above; `below` stands under the words.
    """

    key: str
    head: str
    told: tuple[Piece, ...]
    rtl: bool = False
    bold: bool = False
    token: str = "quiet"
    below: str = ""


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def fill(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the whole row as it is read aloud: what went and what came is said, for it cannot be seen."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        entry = self.entries[index.row()]
        return " ".join(each for each in (entry.head, *map(_spoken, entry.told), entry.below) if each)


def _spoken(piece: Piece) -> str:
    if piece.way == "same":
        return piece.words
    return tell(
        say("gone: {words}", words=piece.words) if piece.way == "gone" else say("new: {words}", words=piece.words)
    )


class _Row(QStyledItemDelegate):
    """Paints a row in the width of its list."""

    def __init__(self, view: "ChangedList") -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._view.model_.entries[index.row()]
        lines = (2 if entry.below else 1) * (option.fontMetrics.height() + pixels(2))
        words = self._words(option, entry).boundingRect().height() if entry.told else 0
        return QSize(pixels(120), round(words + 0.5) + lines + pixels(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._view.model_.entries[index.row()]
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            # a bar and not a ground: the colours of the words keep their contrast
            bar = QRect(option.rect.left(), option.rect.top() + 1, pixels(4), option.rect.height() - 2)
            if option.direction == Qt.LayoutDirection.RightToLeft:
                bar.moveRight(option.rect.left() + self._view.viewport().width() - 1)
            painter.fillRect(bar, colour("fill"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colour("hover"))
        top = option.rect.top() + pixels(6)
        self._line(painter, option, entry.head, entry.token, top)
        top += option.fontMetrics.height() + pixels(2)
        if entry.told:
            layout = self._words(option, entry)
            painter.setPen(colour("text"))
            layout.draw(painter, QPointF(option.rect.left() + pixels(12), top))
            top += round(layout.boundingRect().height() + 0.5)
        if entry.below:
            self._line(painter, option, entry.below, "text", top + pixels(2))
        painter.setPen(colour("faint"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()

    def _words(self, option: QStyleOptionViewItem, entry: Entry) -> QTextLayout:
        font = QFont(option.font)
        font.setBold(entry.bold)
        return marked(entry.told, font, self._view.viewport().width() - pixels(24), rtl=entry.rtl)

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, text: str, token: str, top: int) -> None:
        flag = Qt.AlignmentFlag
        side = flag.AlignRight if option.direction == Qt.LayoutDirection.RightToLeft else flag.AlignLeft
        width = self._view.viewport().width() - pixels(24)
        painter.setFont(option.font)
        painter.setPen(colour(token))
        short = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        box = QRect(option.rect.left() + pixels(12), top, width, option.fontMetrics.height())
        painter.drawText(box, int(side | flag.AlignAbsolute | flag.AlignVCenter), short)


class ChangedList(QListView):
    """`chosen(key)` when another row becomes current, `picked(key)` on Enter or a double click."""

    chosen = Signal(str)
    picked = Signal(str)

    def __init__(self, name: Sentence) -> None:
        super().__init__()
        self.model_ = _Entries()
        self.setModel(self.model_)
        self.setItemDelegate(_Row(self))
        for_reading(self)
        self.activated.connect(lambda _index: self.picked.emit(self.current))
        self.selectionModel().currentChanged.connect(lambda *_: self.chosen.emit(self.current))
        Following(self, name, self._measure)
        self._measure()

    @property
    def entries(self) -> list[Entry]:
        """What is shown."""
        return self.model_.entries

    @property
    def current(self) -> str:
        """The key of the current row, "" for none."""
        row = self.currentIndex().row()
        return self.entries[row].key if 0 <= row < len(self.entries) else ""

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show rows; the current one stays where it is still there, else its neighbour becomes it."""
        key, row = self.current, self.currentIndex().row()
        self.setLayoutMode(QListView.LayoutMode.Batched if len(entries) > AT_ONCE else QListView.LayoutMode.SinglePass)
        self.setBatchSize(AT_ONCE // 2)
        self.model_.fill(entries)
        found = next((nth for nth, entry in enumerate(entries) if entry.key == key), min(row, len(entries) - 1))
        if entries:
            self.setCurrentIndex(self.model_.index(max(0, found)))
        self.chosen.emit(self.current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _measure(self) -> None:
        self.setMinimumHeight(pixels(LEAST))
        self.scheduleDelayedItemsLayout()
