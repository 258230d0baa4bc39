"""The whole outline of the text with how much was said about each heading; a heading narrows the list beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from hubdesk.desk.feedback import Bar
from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model.codebook import KINDS
from hubdesk.model.section_search import readable
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.label import plain
from hubdesk.ui.widgets.lists import Following
from hubdesk.ui.words import leading, number, tell

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: Keys of the two lines that stand above the outline.
ALL, TO_SORT = "", "to sort"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its key (a section's wid, or one of the two above), what it says, how deep it stands, its number."""

    key: str
    label: Sentence | str
    level: int
    total: int
    more: str = ""


def entries(bars: Sequence[Bar], notes: int, untagged: int) -> list[Entry]:
    """Return the lines for a whole outline: everything, what waits to be sorted, and each heading, zero included."""
    found = [Entry(ALL, say("All notes"), 0, notes), Entry(TO_SORT, say("To sort"), 0, untagged)]
    for bar in bars:
        kinds = [(KINDS[kind].label, n) for kind, n in bar.kinds.items() if kind in KINDS]
        listed = "\n".join(tell(say("{kind}: {number}", kind=label, number=number(n))) for label, n in kinds)
        found.append(Entry(bar.wid, heading(bar), max(0, bar.level - 1), bar.total, listed))
    return found


def heading(bar: Bar) -> Sentence | str:
    """Return a heading with its number in front, as the outline shows it."""
    label = numbered(bar.number, bar.heading) or tell(say("Section"))
    return label if bar.there else say("{section} (not in the text any more)", section=label)


def numbered(section: str, words: str) -> str:
    """Return "3.2 Heading", "3.2 ¶4 Heading" for a paragraph: the number once, and none for a whole document.

    A letter in the number would turn a line of right-to-left words around, so a paragraph is not "3.2p4" here.
    """
    if section in ("", "0") or words.startswith(section):
        return isolate(words)
    return leading(f"{shown(section)} {isolate(words)}".strip())


def shown(section: str) -> str:
    """Return a number as people read it: "3.2", "3.2 ¶4"."""
    return isolate(readable(section))


class Outline(QListView):
    """A list of headings with bars. `picked(key)` when another line became current, by key or pointer."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()
        self.setModel(self._lines)
        self.setItemDelegate(_Bar(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._moved)
        Following(self, say("Sections with the number of their notes"), self.scheduleDelayedItemsLayout)

    @property
    def key(self) -> str:
        """The key of the current line."""
        return self._lines.key(self.currentIndex().row())

    def show_entries(self, lines: Sequence[Entry]) -> None:
        """Show these lines; the current one stays current, or the first becomes it."""
        key = self.key
        self._quietly(lambda: self._lines.fill(lines))
        self.choose(key)

    def choose(self, key: str) -> bool:
        """Make a line current without saying so; return whether it is there (else the first becomes current)."""
        row = self._lines.row(key)
        self._quietly(lambda: self.setCurrentIndex(self._lines.index(max(0, row), 0)))
        return row >= 0

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole heading and the kinds where the pointer rests."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")
            QToolTip.showText(event.globalPos(), plain(text), self)
            return True
        return super().viewportEvent(event)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.picked.emit(self.key)

    def _quietly(self, act: Callable[[], None]) -> None:
        self._quiet = True
        try:
            act()
        finally:
            self._quiet = False


class _Lines(QAbstractListModel):
    """The lines as Qt and a screen reader ask for them."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self.most = 1

    def fill(self, lines: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = list(lines)
        self.most = max([1, *(each.total for each in self._entries if each.key not in (ALL, TO_SORT))])
        self.endResetModel()

    def key(self, row: int) -> str:
        return self._entries[row].key if 0 <= row < len(self._entries) else ALL

    def row(self, key: str) -> int:
        return next((row for row, each in enumerate(self._entries) if each.key == key), -1)

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        label = entry.label if isinstance(entry.label, str) else tell(entry.label)
        if role == Qt.ItemDataRole.DisplayRole:
            return label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tell(say("{section}: {number}", section=label, number=number(entry.total)))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return f"{label}\n{entry.more}".strip()
        return None


class _Bar(QStyledItemDelegate):
    """Paints a heading, its number on the trailing side, and a bar below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(pixels(120), option.fontMetrics.height() + pixels(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Lines)
        entry = model.entry(index.row())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, colour("chosen"))
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        gap = pixels(10)
        box = option.rect.adjusted(gap, pixels(3), -gap, -pixels(7))
        inset = min(entry.level, 4) * pixels(14)
        figure = number(entry.total)
        wide = option.fontMetrics.horizontalAdvance(figure) + pixels(4)
        near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if mirrored:
            near, far = far, near
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(colour("chosen_text" if chosen else "text"))
        room = box.adjusted(wide + gap, 0, -inset, 0) if mirrored else box.adjusted(inset, 0, -wide - gap, 0)
        text = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(near | middle), text)
        painter.setPen(colour("chosen_text" if chosen else "text" if entry.total else "quiet"))
        painter.drawText(box, int(far | middle), figure)
        if entry.key not in (ALL, TO_SORT):
            self._strip(painter, room, entry.total / model.most, mirrored=mirrored)

    def _strip(self, painter: QPainter, room: QRect, part: float, *, mirrored: bool) -> None:
        whole = QRect(room.left(), room.bottom() + 1, room.width(), pixels(3))
        painter.fillRect(whole, colour("faint"))
        width = round(whole.width() * part)
        if width:
            left = whole.right() + 1 - width if mirrored else whole.left()
            painter.fillRect(QRect(left, whole.top(), max(2, width), whole.height()), colour("fill"))
