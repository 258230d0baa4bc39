"""The rail: the pages by moment, on the leading side of the window."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from hubdesk.i18n import Sentence, count
from hubdesk.ui import icons, words
from hubdesk.ui.places import PLACES, Place, on_rail
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.label import Label, tip, unmarked
from hubdesk.ui.words import tell

WIDTH = 184
#: What lies beside the buttons on either side: the line to the page, and ground.
FRAME, INSIDE = 1, 6


class RailButton(QPushButton):
    """One page on the rail; the chosen one is marked by ground, weight and a bar, not by colour alone."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._narrow = False
        self._number = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setIcon(icons.icon(place.key))
        self._retell()

    def be_narrow(self, narrow: bool) -> None:
        """Show the icon alone, the sentence as a tooltip."""
        self._narrow = narrow
        self._retell()

    def show_number(self, number: int) -> None:
        """Show how many things wait on the page for somebody's decision; 0 shows nothing."""
        if number != self._number:
            self._number = number
            self._retell()
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for the bold letters of a chosen button, so that nothing moves when it is chosen."""
        self.setIconSize(QSize(pixels(18), pixels(18)))
        return super().sizeHint() + QSize(0 if self._narrow else pixels(16), 0)

    def changeEvent(self, event: QEvent) -> None:
        """Tell the sentence again."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retell()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar of the chosen page on the leading edge."""
        super().paintEvent(event)
        if self.isChecked():
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            width = 4
            left = self.width() - width if mirrored else 0
            QPainter(self).fillRect(left, 2, width, self.height() - 4, colour("link"))
        if self._number:
            self._paint_number(mirrored=self.layoutDirection() == Qt.LayoutDirection.RightToLeft)

    def _paint_number(self, *, mirrored: bool) -> None:
        """Paint the number on a round ground at the trailing edge; on a narrow rail over the icon's corner."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self.font()
        font.setBold(True)
        font.setPixelSize(pixels(11))
        painter.setFont(font)
        text = words.number(self._number) if self._number < 100 else f"{words.number(99)}+"
        height = pixels(18)
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + pixels(10))
        gap = 2 if self._narrow else 8
        left = gap if mirrored else self.width() - width - gap
        top = 0 if self._narrow else (self.height() - height) // 2
        ground = QRect(left, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("warning"))
        painter.drawRoundedRect(ground, height / 2, height / 2)
        painter.setPen(colour("page"))
        painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the page by Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _retell(self) -> None:
        text = tell(self.place.text)
        self.setText("" if self._narrow else " " + unmarked(text))
        waiting = tell(count(self._number, "{n} record has two versions.", "{n} records have two versions."))
        told = f"{text}: {waiting}" if self._number else text
        self.setAccessibleName(told)
        tip(self, told if self._narrow or self._number else "")


class Rail(QFrame):
    """The list of pages; `chosen(key)` when a person wants one."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._buttons: dict[str, RailButton] = {}
        self._moments: list[tuple[Sentence, Label]] = []
        self._narrow, self._shown = False, on_rail("")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(FRAME, 0, FRAME, 0)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outside.addWidget(area)
        inside = QWidget()
        inside.setObjectName("inside")
        area.setWidget(inside)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(INSIDE, 8, INSIDE, 8)
        self._column.setSpacing(2)
        moment = None
        for place in PLACES:
            if place.foot and not any(each.place.foot for each in self._buttons.values()):
                self._column.addStretch(1)
            if place.moment is not None and place.moment != moment:
                moment = place.moment
                self._moments.append((moment, Label(moment)))
                self._column.addWidget(self._moments[-1][1])
            self._add(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line between rail and page: a style sheet cannot, for it does not mirror."""
        super().paintEvent(event)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter, x = QPainter(self), 0 if mirrored else self.width() - 1
        painter.setPen(colour("line"))
        painter.drawLine(x, 0, x, self.height() - 1)

    def button(self, key: str) -> RailButton:
        """Return the button of a page; KeyError when it stands not on the rail."""
        return self._buttons[key]

    def mark(self, key: str) -> None:
        """Show which page is open; one that is not on the rail leaves all unmarked."""
        for each in self._buttons.values():
            each.setAutoExclusive(False)
            each.setChecked(each.place.key == key)
            each.setAutoExclusive(True)

    def be_narrow(self, narrow: bool) -> None:
        """Show icons alone where large text would leave no room for the page."""
        self._narrow = narrow
        self._fit_moments()
        for each in self._buttons.values():
            each.be_narrow(narrow)
        self.setFixedWidth(pixels(44) + 16 if narrow else self._full())

    def show_only(self, keys: tuple[str, ...]) -> None:
        """Show these pages; the others are reached by their keys and by the menu Go."""
        self._shown = keys
        for key, button in self._buttons.items():
            button.setVisible(key in keys)
        self._fit_moments()

    def show_keys(self, key: str, action: QAction) -> None:
        """Name the keys of a page for those who hear the screen."""
        self._buttons[key].setAccessibleDescription(action.shortcut().toString())

    def _fit_moments(self) -> None:
        there = [self._buttons[key].place.moment for key in self._shown]
        for moment, label in self._moments:
            label.setVisible(moment in there and not self._narrow)

    def _full(self) -> int:
        shown = [*self._buttons.values(), *(label for _moment, label in self._moments)]
        beside = 2 * (FRAME + INSIDE) + self._area.verticalScrollBar().sizeHint().width()
        return max(pixels(WIDTH), *(each.sizeHint().width() + beside for each in shown))

    def _add(self, place: Place) -> None:
        button = RailButton(place)
        button.clicked.connect(lambda _checked=False, key=place.key: self.chosen.emit(key))
        self._buttons[place.key] = button
        self._column.addWidget(button)
