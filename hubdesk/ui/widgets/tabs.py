"""Tabs whose keyboard focus is seen on the tab itself."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QToolButton

from hubdesk.i18n import Sentence
from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.label import plain, unmarked
from hubdesk.ui.words import tell


class Tabs(QTabBar):
    """One tab for each key; arrows move between them. `chosen(key)` whenever another one is in front."""

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
        for _ in self._tabs:
            self.addTab("")
        self._tell()
        for arrow in self.findChildren(QToolButton):  # shown where the tabs do not fit
            arrow.installEventFilter(self)
        self.currentChanged.connect(lambda _place: self.chosen.emit(self.key))

    @property
    def key(self) -> str:
        """The key of the tab in front."""
        return list(self._tabs)[self.currentIndex()]

    def choose(self, key: str) -> None:
        """Bring a tab to the front; an unknown key changes nothing."""
        if key in self._tabs:
            self.setCurrentIndex(list(self._tabs).index(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the arrows that lead to more tabs as large as the letters; Qt's own stay tiny."""
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

    def changeEvent(self, event: QEvent) -> None:
        """Tell the tabs again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._tell()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring around the tab in front while the row has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            pen = QPen(colour("focus"), 2)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.drawRect(self.tabRect(self.currentIndex()).adjusted(2, 2, -3, -4))

    def _tell(self) -> None:
        self.setAccessibleName(tell(self._name))
        for place, (key, text) in enumerate(self._tabs.items()):
            self.setTabText(place, unmarked(tell(text)))
            if key in self._whole:
                self.setAccessibleTabName(place, tell(self._whole[key]))
                self.setTabToolTip(place, plain(tell(self._whole[key])))
