"""The pages of a finished paper, as they will be printed."""

from bisect import bisect_right

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea

from hubdesk.i18n import count, say
from hubdesk.ui.report.drawing import Pages
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.words import tell

#: Pages kept as pictures: what can be seen and its neighbours.
KEPT = 8
_WIDEST = 900


class Preview(QAbstractScrollArea):
    """Pages below each other, drawn when they are seen; arrows and Page Down move on, Tab leaves."""

    #: Another page is read now, its number from 0.
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pages = Pages()
        self._tops: list[int] = []
        self._pictures: dict[tuple[int, int], QImage] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(pixels(300))
        self.verticalScrollBar().valueChanged.connect(lambda _at: self.turned.emit(self.page_at(self._middle)))
        self._retell()

    @property
    def pages(self) -> int:
        """How many pages there are, 0 while nothing is shown."""
        return len(self._pages.sizes)

    def show_pages(self, pages: Pages) -> None:
        """Show the pages of a PDF."""
        self._pages = pages
        self._pictures.clear()
        place = self.verticalScrollBar().value()
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._retell()
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Read a page (from 0) from its top."""
        if page != self.page_at(self._middle):
            self.verticalScrollBar().setValue(self._tops[page] - pixels(12))

    @property
    def _middle(self) -> int:
        return self.verticalScrollBar().value() + self.viewport().height() // 2

    def page_at(self, y: int) -> int:
        """Return the number (from 0) of the page at a height of the whole, -1 for none."""
        return bisect_right(self._tops, y) - 1

    def sizeHint(self) -> QSize:
        """Return room to read a page."""
        return QSize(pixels(520), pixels(600))

    def minimumSizeHint(self) -> QSize:
        """Return room to recognise a page."""
        return QSize(pixels(260), pixels(300))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the width."""
        super().resizeEvent(event)
        self._pictures.clear()
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Tell the name again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by lines, by pages of the window, to the beginning and to the end."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        steps = {Qt.Key.Key_Space: bar.pageStep(), Qt.Key.Key_Backspace: -bar.pageStep()}
        key = Qt.Key(event.key())
        if key in ends:
            bar.setValue(ends[key])
        elif key in steps:
            bar.setValue(bar.value() + steps[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that can be seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("neutral"))
        if self.hasFocus():
            painter.setPen(colour("focus"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        if not self._pages.sizes:
            painter.setPen(colour("text"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(16, 16, -16, -16), int(flags), self.accessibleName())
            return
        offset = self.verticalScrollBar().value()
        for page in range(max(0, self.page_at(offset)), len(self._pages.sizes)):
            if self._tops[page] > offset + self.viewport().height():
                break
            self._paint_page(painter, page, offset)

    def _paint_page(self, painter: QPainter, page: int, offset: int) -> None:
        box = self._box(page)
        box.translate(0, -offset)
        ratio = self.devicePixelRatioF()
        picture = self._picture(page, round(box.width() * ratio))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(box, picture)
        painter.setPen(colour("line"))
        painter.drawRect(box.adjusted(-1, -1, 0, 0))

    def _picture(self, page: int, width: int) -> QImage:
        key = (page, width)
        if key not in self._pictures:
            picture = self._pages.drawn(page, width)
            if len(self._pictures) >= KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[key] = picture
        return self._pictures[key]

    def _box(self, page: int) -> QRect:
        width = self._width()
        return QRect((self.viewport().width() - width) // 2, self._tops[page], width, self._height(page))

    def _width(self) -> int:
        return max(50, min(self.viewport().width() - 2 * pixels(12), pixels(_WIDEST)))

    def _height(self, page: int) -> int:
        wide, high = self._pages.sizes[page]
        return round(self._width() * high / wide)

    def _lay_out(self) -> None:
        gap, top = pixels(12), pixels(12)
        self._tops = []
        for page in range(len(self._pages.sizes)):
            self._tops.append(top)
            top += self._height(page) + gap
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, top - self.viewport().height()))
        bar.setPageStep(max(1, self.viewport().height() - gap))
        bar.setSingleStep(pixels(40))

    def _retell(self) -> None:
        pages = count(self.pages, "Preview: {n} page", "Preview: {n} pages")
        self.setAccessibleName(tell(pages if self.pages else say("The preview appears here.")))
        self.viewport().update()
