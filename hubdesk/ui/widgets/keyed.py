"""A list of things to do: the name on the leading side, its keys on the other, whatever the names' lengths."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hubdesk.i18n import isolate
from hubdesk.ui.theme import colour, pixels

ID, KEYS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class KeyedList(QListWidget):
    """Rows of one line; a name too long for its row ends with a sign of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_KeyedRow(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)

    def add(self, name: str, keys: str, id: str = "") -> None:
        """Add a row; `id` is found again in its `ID` role. Both parts are read aloud."""
        item = QListWidgetItem(name)
        item.setData(ID, id)
        item.setData(KEYS, keys)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name} {keys}".strip())
        self.addItem(item)


class _KeyedRow(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the room of the keys to them; the name keeps its own direction, and ends where it ends in that."""
        super().initStyleOption(option, index)
        room = option.rect.width() - _wide(option, index) - pixels(32)
        text = isolate(option.text)
        option.text = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, pixels(80)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the name as every list does, and the keys on the far side."""
        super().paint(painter, option, index)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(colour("chosen_text" if chosen else "quiet"))
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        box = QRect(option.rect).adjusted(pixels(10), 0, -pixels(10), 0)
        flag = Qt.AlignmentFlag
        side = flag.AlignLeft if rtl else flag.AlignRight
        painter.drawText(box, int(side | flag.AlignAbsolute | flag.AlignVCenter), str(index.data(KEYS) or ""))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a row as high as a finger wants it."""
        return QSize(pixels(200), option.fontMetrics.height() + pixels(10))


def _wide(option: QStyleOptionViewItem, index: Index) -> int:
    return int(option.fontMetrics.horizontalAdvance(str(index.data(KEYS) or "")))
