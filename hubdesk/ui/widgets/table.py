"""Lists of records: the model owns its filter, so that a key is answered at once also over many thousand rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from hubdesk.i18n import Sentence, isolate
from hubdesk.model.fold import fold
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.label import plain
from hubdesk.ui.words import tell

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: What the column that takes the rest keeps for its words where nothing else is said, at 100 %.
READABLE = 240
#: What it keeps where they go on in the next line.
READABLE_IN_LINES = 180
#: What Qt leaves free on both sides of a cell's text, beside the padding of the style sheet.
BESIDE = 3


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its heading, the text of a row's cell (asked for visible rows only), its width at 100 % (0: the rest).

    `order` gives what a column is sorted by; without it the heading does not sort. An `amount` stands on the right in
    all languages, so that digits stand below each other: numbers run from left to right.
    """

    heading: Sentence
    text: Callable[[R], str]
    width: int = 0
    order: Callable[[R], Any] | None = None
    amount: bool = False


class Rows(QAbstractTableModel, Generic[R]):
    """Records with their folded text; a filter is one pass over what answered the shorter query before."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], str]) -> None:
        super().__init__()
        self._columns, self._key = tuple(columns), key
        self._rows: list[R] = []
        self._hay: list[str] | None = None
        self._words: Callable[[R], str] | None = None
        self._hits: list[int] = []
        self._query = ""

    def fill(self, rows: Sequence[R], words: Callable[[R], str] | None = None) -> None:
        """Take these rows; `words` gives the text that is searched (else all cells). The query stays."""
        self.beginResetModel()
        self._rows, self._words, self._hay = list(rows), words, None
        query, self._query = self._query, ""
        self._hits = list(range(len(self._rows)))
        self._narrow(query)
        self.endResetModel()

    def search(self, query: str) -> None:
        """Keep the rows that hold every word of the query, folded."""
        self.beginResetModel()
        self._narrow(query)
        self.endResetModel()

    def record(self, row: int) -> R:
        """Return the record in a visible row."""
        return self._rows[self._hits[row]]

    def row_of(self, key: str) -> int:
        """Return the visible row of a record, −1 when it is not visible."""
        return next((row for row, hit in enumerate(self._hits) if self._key(self._rows[hit]) == key), -1)

    def key_of(self, row: int) -> str:
        """Return the key of the record in a visible row, "" for none."""
        return self._key(self.record(row)) if 0 <= row < len(self._hits) else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows answer the query."""
        return 0 if parent.isValid() else len(self._hits)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.isValid():
            return self._columns[index.column()].text(self.record(index.row()))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the heading of a column in the language of the window."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tell(self._columns[section].heading)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        return (right if self._columns[column].amount else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort all rows by a column; rows that are equal keep their order."""
        by = self._columns[column].order if 0 <= column < len(self._columns) else None
        if by is not None:
            self._rows.sort(key=by, reverse=order == Qt.SortOrder.DescendingOrder)
            self.fill(self._rows, self._words)

    def _narrow(self, query: str) -> None:
        words = fold(query).split()
        if not words:
            self._hits = list(range(len(self._rows)))
        else:
            hay = self._folded()
            pool = self._hits if self._query and query.startswith(self._query) else range(len(self._rows))
            self._hits = [row for row in pool if all(word in hay[row] for word in words)]
        self._query = query

    def _folded(self) -> list[str]:
        if self._hay is None:
            words = self._words or (lambda row: "\n".join(column.text(row) for column in self._columns))
            self._hay = [fold(words(row)) for row in self._rows]
        return self._hay


class Cells(QStyledItemDelegate):
    """Shows text of any direction in its own order, and never as markup."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Isolate the text: "(Hubs) v2.1" would else be turned around in a right-to-left window."""
        super().initStyleOption(option, index)
        option.text = isolate(option.text)


class Heading(QHeaderView):
    """The row of headings; it also knows how wide one would be that is hidden now."""

    def wanted(self, place: int) -> int:
        """Return the width of a heading with all that stands beside it; Qt's own hint for a hidden one is nothing."""
        return self.sectionSizeFromContents(place).width()


class Table(QTableView):
    """A table of records. `opened(record)` on Enter or double click, `moved(record or None)` with the current row."""

    opened = Signal(object)
    moved = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        key: Callable[[Any], str],
        name: Sentence,
        several: bool = False,
        give_way: Sequence[int] = (),
        readable: int = 0,
        whole: bool = False,
    ) -> None:
        """`key` gives a record's id, `name` is read aloud, `several` lets more than one row be selected.

        `give_way` are the columns that go, in this order, while the one that takes the rest would be narrower than
        `readable` at 100 % (0: what is usual).
        `whole` makes it as high as all its rows, where these are few; long texts go on in the next line.
        """
        super().__init__()
        self._name, self._columns, self._give_way = name, tuple(columns), tuple(give_way)
        self._readable, self._whole = readable or (READABLE_IN_LINES if whole else READABLE), whole
        self.rows: Rows[Any] = Rows(columns, key)
        self.rows.setParent(self)  # dies with it: who listens to it would else be kept for good
        self.setModel(self.rows)
        self.setItemDelegate(Cells(self))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(whole)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self._heading = Heading(Qt.Orientation.Horizontal, self)
        self.setHorizontalHeader(header)
        header.setResizeContentsPrecision(0)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(any(column.order for column in columns))
        header.sectionClicked.connect(self._sort)
        self._rest = next((place for place, column in enumerate(columns) if not column.width), 0)
        header.sectionResized.connect(lambda place, _was, wide: self._fit(wide) if place == self._rest else None)
        self.doubleClicked.connect(lambda _index: self._open())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit(self.current))
        self.setAccessibleName(tell(name))
        self._measure()

    @property
    def current(self) -> Any:
        """The record of the current row, None when there is none."""
        row = self.currentIndex().row()
        return self.rows.record(row) if 0 <= row < self.rows.rowCount() else None

    @property
    def selected(self) -> list[Any]:
        """The records of all selected rows, from top to bottom."""
        return [self.rows.record(row) for row in self._chosen_rows()]

    def fill(self, rows: Sequence[Any], words: Callable[[Any], str] | None = None) -> None:
        """Show these records; the current one stays current when it is still there."""
        self._keeping(lambda: self.rows.fill(rows, words))
        self._fit()

    def search(self, query: str) -> None:
        """Show only what answers a query."""
        self._keeping(lambda: self.rows.search(query))

    def choose(self, key: str) -> bool:
        """Make the record with this key current; return whether it is visible."""
        row = self.rows.row_of(key)
        if row >= 0:
            # not selectRow(): in a right-to-left window it selects nothing
            self.setCurrentIndex(self.rows.index(row, 0))
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current record by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self._open()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show which row keys are about: Qt makes the first one current, but chooses it not."""
        super().focusInEvent(event)
        single = self.selectionMode() == QAbstractItemView.SelectionMode.SingleSelection
        if single and not self.selectionModel().hasSelection():
            self.choose(self.rows.key_of(self.currentIndex().row()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole text of a cell that is cut, as it is written."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = str(index.data() or "")
            cut = self.fontMetrics().horizontalAdvance(text) > self.columnWidth(index.column()) - pixels(16)
            QToolTip.showText(event.globalPos(), plain(text) if cut else "", self)
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way where there is no room for all."""
        super().resizeEvent(event)
        self.make_room()

    def wants(self, place: int) -> bool:
        """Tell whether a column has anything to show."""
        return True

    def make_room(self) -> None:
        """Hide columns that give way, and show them again when there is room."""
        shown = [place for place in range(len(self._columns)) if self.wants(place)]
        room = self.viewport().width() - pixels(self._readable)
        for place in self._give_way:
            if sum(map(self._wide, shown)) > room and place in shown:
                shown.remove(place)
        for place in range(len(self._columns)):
            if self.isColumnHidden(place) == (place in shown):
                self.setColumnHidden(place, place not in shown)

    def changeEvent(self, event: QEvent) -> None:
        """Tell name and headings again, and grow with the text."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tell(self._name))
            self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
            self._measure()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()
        super().changeEvent(event)

    def _keeping(self, act: Callable[[], None]) -> None:
        key = self.rows.key_of(self.currentIndex().row())
        chosen = {self.rows.key_of(row) for row in self._chosen_rows()}
        several = self.selectionMode() == QTableView.SelectionMode.ExtendedSelection
        act()
        if key and (key in chosen or not several):
            self.choose(key)
        elif key and (row := self.rows.row_of(key)) >= 0:
            # where the focus stands, but not chosen: else what is done to the chosen would be done to it too
            quietly = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.rows.index(row, 0), quietly)
        chosen.discard(key)
        if chosen:
            self._select([row for row in range(self.rows.rowCount()) if self.rows.key_of(row) in chosen])

    def _chosen_rows(self) -> list[int]:
        # by ranges: Qt takes a second to name twenty thousand rows one by one
        parts = self.selectionModel().selection()
        ranges = [parts.at(place) for place in range(parts.size())]
        return sorted({row for part in ranges for row in range(part.top(), part.bottom() + 1)})

    def _select(self, rows: Sequence[int]) -> None:
        """Select further rows, as few ranges at once: all of many thousand rows may be chosen."""
        ranges, last = QItemSelection(), self.rows.columnCount() - 1
        first = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                ranges.select(self.rows.index(rows[first], 0), self.rows.index(row, last))
                first = place + 1
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(ranges, flag.Select | flag.Rows)

    def _open(self) -> None:
        self.opened.emit(self.current)

    def _sort(self, column: int) -> None:
        header = self.horizontalHeader()
        if self._columns[column].order is None:
            return
        again = header.isSortIndicatorShown() and header.sortIndicatorSection() == column
        down = again and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, order)
        self._keeping(lambda: self.rows.sort(column, order))

    def _wide(self, place: int) -> int:
        """Return how wide a column is at least: no heading is cut; 0 for the one that takes the rest."""
        least = pixels(self._columns[place].width)
        return max(least, self._heading.wanted(place)) if least else 0

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + pixels(12))
        header = self.horizontalHeader()
        for place, column in enumerate(self._columns):
            stretch = QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive if column.width else stretch)
            if column.width:
                header.resizeSection(place, self._wide(place))
        self.make_room()
        self._fit()

    def _fit(self, wide: int = 0) -> None:
        """Make the rows as high as their texts in the column that takes the rest, which will be so wide."""
        if self._whole:
            for row in range(self.rows.rowCount()):
                self.setRowHeight(row, self._high(row, wide or self.columnWidth(self._rest)))
            self.setFixedHeight(
                self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + pixels(8)
            )

    def _high(self, row: int, wide: int) -> int:
        text = isolate(self._columns[self._rest].text(self.rows.record(row)))
        box = QRect(0, 0, wide - pixels(16) - 2 * BESIDE, 0)
        return self.fontMetrics().boundingRect(box, Qt.TextFlag.TextWordWrap, text).height() + pixels(12)
