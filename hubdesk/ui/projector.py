"""The second screen: a window that holds one view made for the room, and knows nothing of the desk."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.i18n import isolate, say
from hubdesk.model.projection import Projection
from hubdesk.model.timer import Left, Watch, left
from hubdesk.ui.agenda.timer import LOOKS
from hubdesk.ui.projected import SMALLEST, Page, mirrored, pages, paint, set_line, set_short, told
from hubdesk.ui.theme import colour, current
from hubdesk.ui.words import tell

#: What an ordinary window measures where there is one screen only.
ORDINARY = QSize(1280, 720)
ZOOMS = (1.0, 1.2, 1.45, 1.75, 2.1)
#: The edge around everything, the line above it, and the digits of the timer scene, as parts of the height.
EDGE, HEAD, DIGITS = 0.05, 0.11, 0.32


class Sheet(NamedTuple):
    """What is on show, set in type: the pages, and where they stand in the picture."""

    pages: list[Page]
    room: QRectF


class Show(QObject):
    """What people see: one view, blank or not, frozen or not, how large, which page. `changed` after each change."""

    changed = Signal()

    def __init__(self, watch: Watch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = Projection("message", ("en",))
        self.stage = ORDINARY
        self.blank = self.frozen = False
        self.zoom = self.page = 0
        self._watch = watch
        self._waiting = self.view
        self._sheet: Sheet | None = None
        self._worn = ""

    def offer(self, view: Projection) -> None:
        """Show a view; while the picture is frozen it waits, and only the newest one comes after it."""
        self._waiting = view
        if not self.frozen and view != self.view:
            other = (view.scene, view.passages) != (self.view.scene, self.view.passages)
            went_on = view.scene == "agenda" and _now(view) != _now(self.view)
            self.page = 0 if other else self.page
            self.view, self._sheet = view, None
            if other or went_on:
                self.page = self._page_of_now()
            self.changed.emit()

    def freeze(self) -> None:
        """Let nothing new be shown, or go on with what is true by now."""
        self.frozen = not self.frozen
        self.changed.emit()
        self.offer(self._waiting)

    def black(self) -> None:
        """Show nothing, or show it again."""
        self.blank = not self.blank
        self.changed.emit()

    def size(self, steps: int) -> None:
        """Go to larger or smaller letters."""
        self.zoom = max(0, min(len(ZOOMS) - 1, self.zoom + steps))
        self._lay()

    def turn(self, steps: int) -> None:
        """Go to another page."""
        self.page = max(0, min(len(self.sheet.pages) - 1, self.page + steps))
        self.changed.emit()

    def fit(self, stage: QSize) -> None:
        """Set everything anew for a picture of this size."""
        if stage != self.stage and not stage.isEmpty():
            self.stage = stage
            self._lay()

    def press(self, key: int) -> bool:
        """Do what a key means; tell whether it means anything."""
        keys = Qt.Key
        deeds: dict[Qt.Key, Callable[[], None]] = {
            keys.Key_B: self.black,
            keys.Key_F: self.freeze,
            **dict.fromkeys((keys.Key_Plus, keys.Key_Equal, keys.Key_Up), partial(self.size, 1)),
            **dict.fromkeys((keys.Key_Minus, keys.Key_Down), partial(self.size, -1)),
            keys.Key_PageDown: partial(self.turn, 1),
            keys.Key_PageUp: partial(self.turn, -1),
        }
        deed = deeds.get(keys(key))
        if deed is not None:
            deed()
        return deed is not None

    @property
    def sheet(self) -> Sheet:
        """The view set in type for the stage."""
        if self._sheet is None or self._worn != current():
            high = float(self.stage.height())
            edge, foot = high * EDGE, high * (DIGITS if self.view.scene == "timer" and self.view.clock else 0.0)
            room = QRectF(edge * 1.4, high * HEAD + edge, self.stage.width() - 2.8 * edge, 0)
            room.setHeight(high - edge - room.top() - foot)
            set_ = pages(self.view, QSizeF(room.size()), high, ZOOMS[self.zoom])
            self._sheet, self._worn = Sheet(set_, room), current()
            self.page = max(0, min(self.page, len(set_) - 1))
        return self._sheet

    @property
    def left(self) -> Left | None:
        """What the clock on show says now, None where there is none."""
        clock = self.view.clock
        return left(clock.allowed, self._watch.gone(clock.started)) if clock else None

    def texts(self) -> list[str]:
        """Return every word that stands in the picture now."""
        if self.blank:
            return []
        head = [self.view.title] if self.view.title else []
        return head + [each.text for each in self.sheet.pages[self.page] if each.text]

    def _page_of_now(self) -> int:
        """Return the page on which the item stands that runs, as people read it; the one on show without one."""
        if self.view.scene != "agenda" or _now(self.view) < 0:
            return self.page
        return next(at for at, page in enumerate(self.sheet.pages) if any(not piece.layout for piece in page))

    def _lay(self) -> None:
        self._sheet = None
        self.changed.emit()


def _now(view: Projection) -> int:
    """Return the place of the item that runs, −1 where none does."""
    return next((place for place, line in enumerate(view.lines) if line.state == "now"), -1)


class Canvas(QWidget):
    """Paints a show, at the size of its stage or smaller; again when it changes, and a clock once a second."""

    def __init__(self, show: Show, *, small: bool = False) -> None:
        """A `small` one is a picture of the other: it does not say how large the stage is."""
        super().__init__()
        self._show, self._small = show, small
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(lambda: self.update(self._clock_area()))
        show.changed.connect(self._changed)
        self._changed()

    @property
    def ticks(self) -> bool:
        """Whether it paints once a second."""
        return self._tick.isActive()

    def heightForWidth(self, width: int) -> int:
        """Keep the shape of the stage."""
        return round(width * self._show.stage.height() / self._show.stage.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the type anew for another size."""
        super().resizeEvent(event)
        if not self._small:
            self._show.fit(self.size())

    def showEvent(self, event: object) -> None:
        """Go on counting."""
        self._run()

    def hideEvent(self, event: object) -> None:
        """Count no more where nobody sees it."""
        self._tick.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint head, words and clock."""
        painter, show = QPainter(self), self._show
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if show.blank:
            painter.fillRect(self.rect(), QColor("black"))
            return
        painter.fillRect(self.rect(), colour("page"))
        scale = self.width() / show.stage.width()
        painter.scale(scale, scale)
        sheet = show.sheet
        paint(painter, sheet.pages[show.page], sheet.room.topLeft())
        self._paint_head(painter)
        self._paint_clock(painter)
        if self._small:
            painter.resetTransform()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(colour("border"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_head(self, painter: QPainter) -> None:
        show = self._show
        wide, high = float(show.stage.width()), float(show.stage.height())
        edge, right = high * EDGE, mirrored(show.view)
        number = f"{show.page + 1}/{len(show.sheet.pages)}" if len(show.sheet.pages) > 1 else ""
        text = "   ".join(filter(None, (number, isolate(show.view.title))))
        if text:
            room = wide - 2.8 * edge - (wide * 0.28 if show.view.clock else 0.0)
            layout = set_short(text, show.view.languages[0], high * SMALLEST, room=room)
            painter.setPen(colour("quiet"))
            layout.lineAt(0).draw(painter, QPointF(wide - 1.4 * edge - room if right else 1.4 * edge, edge * 0.8))
        rule = high * HEAD + edge * 0.6
        painter.setPen(colour("line"))
        painter.drawLine(QPointF(1.4 * edge, rule), QPointF(wide - 1.4 * edge, rule))

    def _paint_clock(self, painter: QPainter) -> None:
        show, gone = self._show, self._show.left
        if gone is None:
            return
        look, box, large = LOOKS[gone.state], self._clock_box(), show.view.scene == "timer"
        painter.setPen(colour(look.token))
        digits = set_line(gone.clock, "en", box.height() * 0.62, bold=True, room=box.width(), middle=large)
        wide = digits.lineAt(0).naturalTextWidth()
        trail = 0.0 if large or mirrored(show.view) else box.width() - wide
        digits.lineAt(0).draw(painter, box.topLeft() + QPointF(trail, 0))
        if large:
            tag = show.view.languages[0]
            word = set_line(told(show.view)(look.word), tag, box.height() * 0.2, room=box.width(), middle=True)
            word.lineAt(0).draw(painter, box.topLeft() + QPointF(0, digits.lineAt(0).height()))

    def _clock_box(self) -> QRectF:
        wide, high = float(self._show.stage.width()), float(self._show.stage.height())
        if self._show.view.scene == "timer":
            return QRectF(0, high * (1 - DIGITS - EDGE), wide, high * DIGITS)
        side, edge = wide * 0.26, high * EDGE * 1.4
        left = edge if mirrored(self._show.view) else wide - side - edge
        return QRectF(left, edge * 0.35, side, high * HEAD)

    def _clock_area(self) -> QRect:
        scale = self.width() / self._show.stage.width()
        box = self._clock_box()
        return QRectF(box.x() * scale, box.y() * scale, box.width() * scale, box.height() * scale).toAlignedRect()

    def _changed(self) -> None:
        self.setAccessibleName("\n".join(self._show.texts()) or tell(say("The second screen is blank")))
        self._run()
        self.update()

    def _run(self) -> None:
        if self.isVisible() and self._show.view.clock and not self._show.blank:
            self._tick.start()
        else:
            self._tick.stop()


class Projector(QWidget):
    """The window on the second screen. `closed(unplugged)` when it is gone, whoever closed it."""

    closed = Signal(bool)

    def __init__(self, show: Show, home: QWidget) -> None:
        """It ends with `home`; it takes no focus from the window where somebody types."""
        super().__init__(home, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("HubDesk")
        self._show, self._unplugged = show, False
        self._screen: QScreen | None = None
        self.canvas = Canvas(show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self.forget_screen)

    def open_on(self, screen: QScreen, *, whole: bool) -> None:
        """Fill a screen, or stand on it as an ordinary window that can be moved."""
        self._screen = screen if whole else None
        self.setScreen(screen)
        if whole:
            self.setGeometry(screen.geometry())
            self.showFullScreen()
        else:
            self.resize(ORDINARY.boundedTo(screen.availableSize() * 0.8))
            self.show()

    def forget_screen(self, screen: QScreen) -> None:
        """Close where the screen that it filled was unplugged: it would else cover the one of the desk."""
        if screen == self._screen:
            self._unplugged = True
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys of the show; Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not self._show.press(event.key()):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that it is gone."""
        super().closeEvent(event)
        self.closed.emit(self._unplugged)
