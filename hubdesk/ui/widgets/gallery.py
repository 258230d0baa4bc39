"""Small pictures with words below them, side by side; one of them is current, several may be chosen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from hubdesk.i18n import Sentence, isolate
from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.lists import Following

_ID = Qt.ItemDataRole.UserRole
#: The side of a picture, at 100 %.
SIDE = 132
_ROWS = 3


class Gallery(QListWidget):
    """Pictures by id. The arrows go from one to the next; `turned(id)` tells which one is current now ("" for none)."""

    turned = Signal(str)

    def __init__(self, name: Sentence) -> None:
        super().__init__()
        self._pictures: dict[str, bytes] = {}
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda now, _before: self.turned.emit(now.data(_ID) if now else ""))
        Following(self, name, self._measure)
        self._measure()

    @property
    def current(self) -> str:
        """The id of the current picture, "" for none."""
        item = self.currentItem()
        return str(item.data(_ID)) if item else ""

    @property
    def chosen(self) -> list[str]:
        """The ids of the chosen pictures, in their order."""
        return [str(self.item(row).data(_ID)) for row in range(self.count()) if self.item(row).isSelected()]

    def show_items(self, items: Sequence[tuple[str, str]]) -> None:
        """Show (id, words); what was current stays so while it is there, else its neighbour is."""
        current, row = self.current, self.currentRow()
        self.blockSignals(True)
        self.clear()
        for id, words in items:
            item = QListWidgetItem(self._icon(id), isolate(words))
            item.setData(_ID, id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.addItem(item)
        ids = [id for id, _ in items]
        self.setCurrentRow(ids.index(current) if current in ids else min(max(row, 0), len(ids) - 1))
        self.blockSignals(False)
        self._fit()
        self.turned.emit(self.current)

    def show_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Show pictures (JPEG) of ids; b"" for what is no picture."""
        self._pictures.update(pictures)
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_ID) in pictures:
                item.setIcon(self._icon(item.data(_ID)))

    def has(self, id: str) -> bool:
        """Tell whether the picture of an id was shown already."""
        return id in self._pictures

    def go_to(self, id: str) -> None:
        """Make one current."""
        for row in range(self.count()):
            if self.item(row).data(_ID) == id:
                self.setCurrentRow(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the rows that there are in this width."""
        super().resizeEvent(event)
        self._fit()

    def _icon(self, id: str) -> QIcon:
        """Return the picture in the middle of a square, so that all stand in line."""
        side = pixels(SIDE)
        ground = QPixmap(side, side)
        ground.fill(colour("neutral"))
        image = QImage.fromData(self._pictures.get(id, b""))
        painter = QPainter(ground)
        if not image.isNull():
            fitted = image.scaled(
                side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage((side - fitted.width()) // 2, (side - fitted.height()) // 2, fitted)
        elif id in self._pictures:
            icons.paint(painter, "report", QRectF(side / 3, side / 3, side / 3, side / 3), colour("quiet"))
        painter.end()
        shown = QIcon(ground)
        shown.addPixmap(ground, QIcon.Mode.Selected)  # else Qt lays a colour over what is chosen
        return shown

    def _measure(self) -> None:
        side, words = pixels(SIDE), self.fontMetrics().lineSpacing()
        self.setIconSize(QSize(side, side))
        self.setGridSize(QSize(side + pixels(20), side + words + pixels(16)))
        self._fit()
        for row in range(self.count()):
            self.item(row).setIcon(self._icon(self.item(row).data(_ID)))

    def _fit(self) -> None:
        """Be as high as the rows are, up to three of them: the others are scrolled to."""
        grid = self.gridSize()
        across = max(self.viewport().width() // grid.width(), 1)
        self.setFixedHeight(min(max(-(-self.count() // across), 1), _ROWS) * grid.height() + pixels(8))
