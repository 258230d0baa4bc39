"""What is left of a time, seen from two metres: digits, a colour, an icon and a word."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QFontMetrics,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.i18n import Sentence, count, say
from hubdesk.model.timer import Left, Watch, left
from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.words import tell


class Look(NamedTuple):
    """How a state looks, and the word for it."""

    token: str
    icon: str
    word: Sentence


LOOKS = {
    "running": Look("text", "time", say("left")),
    "warning": Look("warning", "warning", say("nearly over")),
    "over": Look("error", "error", say("over time")),
    "open": Look("text", "time", say("so far")),
}


_GROWS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange)


class TimerFace(QWidget):
    """Counts down, then up, and never ends anything; it ticks once a second and only where it is seen.

    `turned(state)` when the state becomes another one; it is then said aloud, the seconds never are.
    """

    turned = Signal(str)

    def __init__(self, watch: Watch, *, size: int = 28) -> None:
        """`size` is the height of the digits at 100 %."""
        super().__init__()
        self._watch, self._size = watch, size
        self._allowed, self._started = 0, ""
        self._measure()
        #: Where the digits stand: worked out when it changes, for a tick is to cost next to nothing.
        self._spot = QRect()
        self._said: Sentence | None = None
        self.left = Left(0, "open")
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._look)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # else each tick paints all that lies below
        self.hide()

    def show_time(self, allowed: int, started: str) -> None:
        """Show a time of so many seconds (0: without an end) that began at an ISO 8601 instant; "" for none."""
        changed = (allowed, started) != (self._allowed, self._started)
        self._allowed, self._started = allowed, started
        if changed and started:
            self.left = left(allowed, self._watch.gone(started))
            self._name()
            self._arrange()
        self.setVisible(bool(started))
        self._run()

    @property
    def ticks(self) -> bool:
        """Whether it counts now."""
        return self._tick.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on counting."""
        super().showEvent(event)
        self._look()
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no more where nobody sees it."""
        super().hideEvent(event)
        self._tick.stop()

    def sizeHint(self) -> QSize:
        """Return room for the longest time and its word."""
        widest = max(self.fontMetrics().horizontalAdvance(tell(look.word)) for look in LOOKS.values())
        hours = self._allowed >= 3600 or abs(self.left.seconds) >= 3600
        digits = self._width("+0:00:00" if hours else "+00:00")
        return QSize(round(self._high * 0.7) + digits + widest + pixels(18), self._high)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text, and speak the language."""
        if event.type() in _GROWS:
            self._measure()
            self._said = None
            self._name()
        if event.type() in (*_GROWS, QEvent.Type.LayoutDirectionChange):
            self._arrange()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the place of the digits again."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon, digits and word in a row; a tick paints the digits alone."""
        painter, look = QPainter(self), LOOKS[self.left.state]
        painter.fillRect(event.rect(), self.palette().window())
        digits, middle = self._spot, int(Qt.AlignmentFlag.AlignCenter)
        painter.setPen(colour(look.token))
        if not digits.contains(event.rect()):
            side, height = digits.height() * 0.7, float(self.height())
            icons.paint(painter, look.icon, self._turn(0, (height - side) / 2, side, side), colour(look.token))
            word = tell(look.word)
            begin = self._before() + digits.width() + pixels(8)
            painter.drawText(self._turn(begin, 0, self.fontMetrics().horizontalAdvance(word) + 2, height), middle, word)
        painter.setFont(self._letters)
        painter.drawText(digits, middle, self.left.clock)

    def _look(self) -> None:
        if not self._started:
            return
        before, self.left = self.left, left(self._allowed, self._watch.gone(self._started))
        if self.left == before:
            return
        if _minutes(self.left) != _minutes(before):
            self._name()
        if self.left.state != before.state:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))
            self.turned.emit(self.left.state)
        if (self.left.state, len(self.left.clock)) == (before.state, len(before.clock)):
            self.update(self._spot)
        else:
            self._arrange()

    def _run(self) -> None:
        if self._started and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def _name(self) -> None:
        """Say whole minutes: a screen reader is not told every second."""
        said = _told(self.left)
        if said != self._said:
            self._said = said
            self.setAccessibleName(tell(said))

    def _measure(self) -> None:
        """Measure the digits once for each look: asking for a font costs more than painting with it."""
        self._letters = QFont(self.font())
        self._letters.setPixelSize(pixels(self._size))
        self._letters.setBold(True)
        metrics = QFontMetrics(self._letters)
        self._wide = {letter: metrics.horizontalAdvance(letter) for letter in "0:+"}
        self._high = metrics.height()

    def _arrange(self) -> None:
        """Find where the digits stand: as wide as zeros, so that nothing moves from second to second."""
        self._spot = self._turn(self._before(), 0, self._width(self.left.clock), self.height()).toAlignedRect()
        self.updateGeometry()
        self.update()

    def _width(self, clock: str) -> int:
        return 2 + sum(self._wide.get(letter, self._wide["0"]) for letter in clock)

    def _before(self) -> float:
        return self.height() * 0.7 + pixels(6)

    def _turn(self, left: float, top: float, width: float, height: float) -> QRectF:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRectF(self.width() - left - width if mirrored else left, top, width, height)


def _minutes(left: Left) -> tuple[str, int, int]:
    """Return what the words for a time depend on: its state and its minutes, full or begun."""
    return left.state, left.seconds // 60, -left.seconds // 60


def _told(left: Left) -> Sentence:
    """Return what is left in words: minutes begun of what is left, minutes full of what is gone."""
    if left.state == "over":
        minutes = -left.seconds // 60
        return count(minutes, "Over time by {n} minute", "Over time by {n} minutes") if minutes else say("Time is over")
    if left.state == "open":
        return count(left.seconds // 60, "{n} minute so far", "{n} minutes so far")
    return count(-(-left.seconds // 60), "{n} minute left", "{n} minutes left")
