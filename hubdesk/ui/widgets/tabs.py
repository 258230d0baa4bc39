"""Tabs that go on in a second line, and whose keyboard focus is seen on the tab itself."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QSizePolicy,
    QStyle,
    QStyleOptionTab,
    QStylePainter,
    QTabBar,
    QToolButton,
    QToolTip,
)

from hubdesk.i18n import Sentence
from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.label import plain, unmarked
from hubdesk.ui.words import tell

#: Tabs that do not fit go on below. Higher than this share of their width they would take the page its room: then
#: arrows lead to the others.
SHARE = 0.27
#: Ground beside and above the word of a tab, and where room is short, in pixels at 100 %, as in the style sheet.
LOOSE, TIGHT = (10, 9), (7, 4)


class Tabs(QTabBar):
    """One tab for each key; arrows move between them. `chosen(key)` whenever another one is in front.

    Qt knows one line of tabs. What does not fit into it is painted and pressed in lines of ours; keys, names and
    everything else stay Qt's.
    """

    chosen = Signal(str)

    def __init__(
        self, tabs: Mapping[str, Sentence], name: Sentence, *, whole: Mapping[str, Sentence] | None = None
    ) -> None:
        """`name` is what a screen reader calls the whole row, `whole` what it calls tabs whose word is a short one."""
        super().__init__()
        self._tabs, self._name, self._whole = dict(tabs), name, dict(whole or {})
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        # not Fixed, as Qt's: no layout would give it more than one line
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for _ in self._tabs:
            self.addTab("")
        self._tell()
        for arrow in self.findChildren(QToolButton):  # shown where the tabs do not fit
            arrow.installEventFilter(self)
        self.installEventFilter(self)
        self.currentChanged.connect(lambda _place: self.chosen.emit(self.key))

    @property
    def key(self) -> str:
        """The key of the tab in front."""
        return list(self._tabs)[self.currentIndex()]

    def choose(self, key: str) -> None:
        """Bring a tab to the front; an unknown key changes nothing."""
        if key in self._tabs:
            self.setCurrentIndex(list(self._tabs).index(key))

    def places(self) -> list[QRect]:
        """Return where each tab is seen; those that the arrows lead to may lie outside."""
        tight, lines = self._lines(self.width())
        if not tight:
            return [self.tabRect(place) for place in range(self.count())]
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        found, top = [], 0
        for line in lines:
            left = 0
            for size in line:
                x = self.width() - left - size.width() if mirrored else left
                found.append(QRect(QPoint(x, top), size))
                left += size.width()
            top += max(size.height() for size in line)
        return found

    def hasHeightForWidth(self) -> bool:
        """The narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines in a width."""
        return _height(self._lines(width)[1])

    def minimumSizeHint(self) -> QSize:
        """Return room for the widest tab: the others go below it."""
        sizes = self._sizes(tight=False)
        return QSize(max(size.width() for size in sizes), max(size.height() for size in sizes))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the arrows that lead to more tabs as large as the letters: Qt's own stay tiny. Say what a short word
        stands for also where Qt does not know that a tab is.
        """
        if watched is self and isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tabToolTip(self._at(event.pos())), self)
            return True
        if watched is self and event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.update()
        if not isinstance(watched, QToolButton) or event.type() != QEvent.Type.Paint:
            return super().eventFilter(watched, event)
        painter, box = QPainter(watched), watched.rect()
        painter.fillRect(box, colour("hover" if watched.underMouse() and watched.isEnabled() else "raised"))
        painter.setPen(colour("border"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        name = "next" if (watched.arrowType() == Qt.ArrowType.RightArrow) != rtl else "back"
        side = min(pixels(16), box.width())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(box).center())
        icons.paint(painter, name, square, colour("text" if watched.isEnabled() else "disabled"))
        painter.end()
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the tab under the pointer to the front."""
        place = self._at(event.position().toPoint())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(place)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing more: the press did it."""
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew, and show arrows only where lines would be too many."""
        super().resizeEvent(event)
        self._break()

    def changeEvent(self, event: QEvent) -> None:
        """Tell the tabs again, and break the lines anew where words or letters are others."""
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def tabLayoutChange(self) -> None:
        """Break the lines anew."""
        super().tabLayoutChange()
        self._break()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines, and the ring around the tab in front while the row has the focus."""
        boxes, here = self.places(), self.mapFromGlobal(QCursor.pos())
        if self._tight:
            painter = QStylePainter(self)
            for place, box in enumerate(boxes):
                option = QStyleOptionTab()
                self.initStyleOption(option, place)
                # the style asks the row where a tab is, whatever the option says
                painter.translate(box.topLeft() - option.rect.topLeft())
                over = self.underMouse() and box.contains(here)
                flag = QStyle.StateFlag.State_MouseOver
                option.state = option.state | flag if over else option.state & ~flag
                painter.drawControl(QStyle.ControlElement.CE_TabBarTab, option)
                painter.resetTransform()
            painter.end()
        else:
            super().paintEvent(event)
        if self.hasFocus():
            ring = QPainter(self)
            pen = QPen(colour("focus"), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            ring.setPen(pen)
            ring.drawRect(boxes[self.currentIndex()].adjusted(2, 2, -3, -4))

    @property
    def _tight(self) -> bool:
        return bool(self.property("tight"))

    def _at(self, spot: QPoint) -> int:
        return next((place for place, box in enumerate(self.places()) if box.contains(spot)), -1)

    def _break(self) -> None:
        if self.count() != len(self._tabs):
            return  # Qt asks while it is made
        tight, _lines = self._lines(self.width())
        self.setUsesScrollButtons(not tight)
        if tight != self._tight:
            self.setProperty("tight", tight)
            self.style().unpolish(self)
            self.style().polish(self)
            QApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))  # or Qt keeps the sizes it knew
        self.updateGeometry()
        self.update()

    def _sizes(self, *, tight: bool) -> list[QSize]:
        less = [pixels(loose) - pixels(tighter) for loose, tighter in zip(LOOSE, TIGHT, strict=True)]
        step = QSize(2 * less[0], 2 * less[1]) * (self._tight - tight)
        return [self.tabSizeHint(place) + step for place in range(self.count())]

    def _lines(self, width: int) -> tuple[bool, list[list[QSize]]]:
        """Return whether tabs must be narrow, and their sizes in each line; in one where lines were too many."""
        whole = self._sizes(tight=False)
        if sum(size.width() for size in whole) <= width:
            return False, [whole]
        lines: list[list[QSize]] = [[]]
        for size in self._sizes(tight=True):
            if lines[-1] and sum(each.width() for each in (*lines[-1], size)) > width:
                lines.append([])
            lines[-1].append(size)
        return (True, lines) if _height(lines) <= width * SHARE else (False, [whole])

    def _tell(self) -> None:
        self.setAccessibleName(tell(self._name))
        for place, (key, text) in enumerate(self._tabs.items()):
            self.setTabText(place, unmarked(tell(text)))
            if key in self._whole:
                self.setAccessibleTabName(place, tell(self._whole[key]))
                self.setTabToolTip(place, plain(tell(self._whole[key])))


def _height(lines: Sequence[Sequence[QSize]]) -> int:
    return sum(max(size.height() for size in line) for line in lines if line)
