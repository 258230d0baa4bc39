"""The pages of a paper in small, to choose one: drawn away from the window, a few at a time."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from hubdesk.i18n import say
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.report.drawing import Pages
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.words import tell

#: So many pages are drawn in one go, and so many pictures are kept.
AT_ONCE, KEPT = 6, 48
_WIDTH, _HEIGHT = 72, 102


def _framed(picture: QImage) -> QIcon:
    """Return a page with an edge, for white lies on white; it stays as it is while it is chosen."""
    painter = QPainter(picture)
    painter.setPen(colour("line"))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
    drawn, icon = QPixmap.fromImage(picture), QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(drawn, mode)
    return icon


class Thumbnails(QListWidget):
    """A row for each page, with a picture while it can be seen; `chosen` when a person goes to one."""

    chosen = Signal(int)

    def __init__(self, run: Callable[[Callable[[Report], object], Callable[[object], object]], Job]) -> None:
        super().__init__()
        self._run = run
        self._pages = Pages()
        self._job: Job | None = None
        #: The pages with a picture, the oldest first.
        self.pictured: list[int] = []
        self.setIconSize(QSize(pixels(_WIDTH), pixels(_HEIGHT)))
        self.setFixedWidth(pixels(_WIDTH) + pixels(72))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._draw)
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._soon.start())
        self.currentRowChanged.connect(self._go)

    def show_pages(self, pages: Pages) -> None:
        """Show a row for each page of a PDF."""
        self._stop()
        self._pages = pages
        self.pictured.clear()
        self.blockSignals(True)
        self.clear()
        for number in range(1, len(pages.sizes) + 1):
            row = QListWidgetItem(str(number), self)
            row.setSizeHint(QSize(pixels(_WIDTH), pixels(_HEIGHT) + pixels(10)))
            row.setData(Qt.ItemDataRole.AccessibleTextRole, tell(say("Page {n}", n=number)))
        self.blockSignals(False)
        self._soon.start()

    def follow(self, page: int) -> None:
        """Mark the page (from 0) that is read now."""
        if page != self.currentRow():
            self.blockSignals(True)
            self.setCurrentRow(page)
            self.blockSignals(False)
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw what has come into sight."""
        super().resizeEvent(event)
        self._soon.start()

    def _go(self, row: int) -> None:
        self._soon.start()
        if row >= 0:
            self.chosen.emit(row)

    def _in_sight(self) -> list[int]:
        top, bottom = self.indexAt(self.viewport().rect().topLeft()), self.viewport().height()
        found = []
        for row in range(max(0, top.row()), self.count()):
            if self.visualItemRect(self.item(row)).top() > bottom:
                break
            found.append(row)
        return found

    def _draw(self) -> None:
        wanted = [row for row in self._in_sight() if row not in self.pictured][:AT_ONCE]
        if not wanted or self._job is not None or not self.isVisible():
            return
        pages, width = self._pages, round(pixels(_WIDTH) * self.devicePixelRatioF())

        def work(report: Report) -> object:
            found: dict[int, QImage] = {}
            for page in wanted:
                report(len(found), len(wanted))
                found[page] = pages.drawn(page, width)
            return pages, found

        self._job = self._run(work, self._show)
        self._job.ended.connect(self._done)

    def _show(self, made: object) -> None:
        assert isinstance(made, tuple)
        pages, found = made
        if pages is not self._pages:
            return
        pictures: dict[int, QImage] = found
        for page, picture in pictures.items():
            self.item(page).setIcon(_framed(picture))
            self.pictured.append(page)
        while len(self.pictured) > KEPT:
            self.item(self.pictured.pop(0)).setIcon(QIcon())

    def _done(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._soon.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
