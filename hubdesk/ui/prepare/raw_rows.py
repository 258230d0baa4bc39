"""The first rows of a list as they stand in it, with a choice of its meaning above each column."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QVBoxLayout, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.label import Label, tip
from hubdesk.ui.widgets.table import Cells
from hubdesk.ui.words import tell

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: So many columns can be given a meaning here, and so many characters of a cell are shown.
COLUMNS, _SHOWN = 40, 120
#: The width of a column at 100 %.
_WIDTH = 180


class _Cells(QAbstractTableModel):
    """Cells as they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Sequence[str]] = ()
        self.width = 0

    def fill(self, rows: Sequence[Sequence[str]], width: int) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self.width = rows, width
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns are shown."""
        return 0 if parent.isValid() else self.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell on one line."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.isValid():
            row = self.rows[index.row()]
            return " ".join(row[index.column()][:_SHOWN].split()) if index.column() < len(row) else ""
        return None


class _Head(QHeaderView):
    """A head with a name and a choice above each column."""

    picked = Signal(int, str)

    def __init__(self, fields: Mapping[str, Sentence], table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._fields, self._table = fields, table
        self.boxes: list[QWidget] = []
        self.labels: list[Label] = []
        self.choices: list[Choice] = []
        self.sectionResized.connect(lambda *_: self.place())
        table.horizontalScrollBar().valueChanged.connect(lambda _at: self.place())

    def show_columns(self, heads: Sequence[str], meanings: Sequence[str]) -> None:
        """Show the name of each column and what it means."""
        while len(self.boxes) < len(heads):
            self._add(len(self.boxes))
        for at, box in enumerate(self.boxes):
            box.setVisible(at < len(heads))
            if at < len(heads):
                head = " ".join(heads[at][:_SHOWN].split()) or tell(say("Column {n}", n=at + 1))
                room = self.defaultSectionSize() - pixels(8)
                self.labels[at].say(self.labels[at].fontMetrics().elidedText(head, Qt.TextElideMode.ElideRight, room))
                tip(self.labels[at], head)
                self.choices[at].name(say("Meaning of {column}", column=head))
                self.choices[at].show_key(meanings[at])
        self.updateGeometry()
        self.place()

    def sizeHint(self) -> QSize:
        """Return room for a name and a choice."""
        height = max((box.sizeHint().height() for box in self.boxes[:1]), default=pixels(64))
        return QSize(super().sizeHint().width(), height)

    def place(self) -> None:
        """Put each choice above its column."""
        for at, box in enumerate(self.boxes[: self.count()]):
            box.setGeometry(self.sectionViewportPosition(at), 0, self.sectionSize(at), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the columns."""
        super().resizeEvent(event)
        self.place()

    def _add(self, at: int) -> None:
        box = QWidget(self.viewport())
        column = QVBoxLayout(box)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(2)
        label, choice = Label(role="strong"), Choice(self._fields)
        choice.picked.connect(lambda key: self.picked.emit(at, key))
        choice.installEventFilter(self)
        column.addWidget(label)
        column.addWidget(choice)
        self.boxes.append(box)
        self.labels.append(label)
        self.choices.append(choice)
        QWidget.setTabOrder(self.choices[at - 1] if at else self._table, choice)

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Bring the column of a choice into view when it is reached by Tab."""
        if event.type() == QEvent.Type.FocusIn and watched in self.choices:
            self._table.scrollTo(self._table.model().index(0, self.choices.index(watched)))
        return False


class RawRows(QTableView):
    """The first rows of a list. `picked(column, field)` when a person says what a column (from 0) means."""

    picked = Signal(int, str)

    def __init__(self, fields: Mapping[str, Sentence]) -> None:
        super().__init__()
        self.cells = _Cells()
        self.cells.setParent(self)
        self.setModel(self.cells)
        self.setItemDelegate(Cells(self))
        self.head = _Head(fields, self)
        self.head.setSectionsClickable(False)
        self.setHorizontalHeader(self.head)
        self.head.picked.connect(self.picked)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self._name()
        self._measure()

    def fill(self, rows: Sequence[Sequence[str]], heads: Sequence[str], meanings: Sequence[str]) -> None:
        """Show rows, and of each column its head and meaning."""
        self.cells.fill(rows, len(heads))
        self.head.show_columns(heads, meanings)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Tell the name again, and grow with the text."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()
        super().changeEvent(event)

    def _name(self) -> None:
        self.setAccessibleName(tell(say("First rows of the list")))

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + pixels(8))
        self.head.setDefaultSectionSize(pixels(_WIDTH))
        rows = min(self.cells.rowCount(), 8) * self.verticalHeader().defaultSectionSize()
        bar = QApplication.style().pixelMetric(QApplication.style().PixelMetric.PM_ScrollBarExtent)
        self.setMinimumHeight(self.head.sizeHint().height() + rows + bar + pixels(8))
        self.head.place()
