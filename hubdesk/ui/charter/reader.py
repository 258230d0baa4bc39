"""The text under discussion, paragraph by paragraph, two languages side by side that cannot scroll apart."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from hubdesk.desk.charters import Shown
from hubdesk.i18n import Sentence
from hubdesk.ui.charter.places import Place, Places
from hubdesk.ui.charter.rows import PlaceRow
from hubdesk.ui.widgets.lists import Following, for_reading

#: Longer texts are laid out in steps, so that the first screen never waits for the last.
AT_ONCE, STEP = 300, 60


class Reader(QListView):
    """A row for each place. `picked(wid)` on a click or Enter, `moved(wid)` when another place becomes current."""

    picked = Signal(str)
    moved = Signal(str)

    def __init__(self, name: Sentence) -> None:
        super().__init__()
        self.places = Places()
        self._rows = PlaceRow(self)
        self._wanted = ""
        self.setModel(self.places)
        self.setItemDelegate(self._rows)
        self.setWordWrap(True)
        for_reading(self)
        self.clicked.connect(lambda _index: self._pick())
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit(self.current))
        self._retry = QTimer(self, interval=60, singleShot=True)
        self._retry.timeout.connect(lambda: self.go_to(self._wanted))
        Following(self, name, self._measure)

    @property
    def current(self) -> str:
        """The wid of the current place, "" for none."""
        place = self.places.place(self.currentIndex().row())
        return place.shown.wid if place else ""

    def place(self, wid: str) -> Place | None:
        """Return a place by its wid."""
        return self.places.by_wid.get(wid)

    def show_text(self, rows: Sequence[Shown], source: str, languages: Sequence[str]) -> None:
        """Show an edition in one or two languages; the current place stays where it is."""
        kept = self.current
        self.setLayoutMode(QListView.LayoutMode.Batched if len(rows) > AT_ONCE else QListView.LayoutMode.SinglePass)
        self.setBatchSize(STEP)
        self.places.show_places(rows, source, languages)
        if kept:
            self.go_to(kept)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how much was said about each place."""
        self.places.show_counts(counts)
        self.viewport().update()

    def go_to(self, wid: str) -> bool:
        """Bring a place to the top and make it current; return whether it is in this text."""
        row = self.places.row_of(wid)
        if row < 0:
            return False
        index = self.places.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        self._wanted = wid
        if not self.visualRect(index).isValid() and not self._retry.isActive():
            self._retry.start()  # far down in a long text: that part is not laid out yet
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick the current place by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self._rows.width = self.viewport().width()
        self.scheduleDelayedItemsLayout()

    def _pick(self) -> None:
        if self.current:
            self.picked.emit(self.current)
