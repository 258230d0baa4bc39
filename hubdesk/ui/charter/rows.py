"""How one place of a charter is painted: number, words in each language in their own direction, heat."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hubdesk.ui import theme
from hubdesk.ui.charter.places import ASKED, Place, Places, Side
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.heat import ink, shade_of
from hubdesk.ui.widgets.prose import draw, height_of, laid_out
from hubdesk.ui.words import isolated, number, tell

Index = QModelIndex | QPersistentModelIndex
#: Narrower than this (at 100 %) two languages stand below each other.
BESIDE = 400
_HEADS = {0: 20, 1: 18, 2: 16}


class PlaceRow(QStyledItemDelegate):
    """Paints a row; `width` is that of the list, set before rows are measured."""

    width = 400

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the longest language needs."""
        model = index.model()
        place = model.place(index.row()) if isinstance(model, Places) else None
        if place is None or not isinstance(model, Places):
            return QSize(0, 0)
        font = _font(option.font, place)
        heights = []
        for side, (_, width) in zip(self._sides(place, model), self._columns(model, place), strict=True):
            status = option.fontMetrics.height() if side.status is not None else 0
            heights.append(height_of(side.text, font, width, rtl=side.rtl) + status)
        tall = max(heights, default=0) if self._beside(model) else sum(heights) + pixels(4) * (len(heights) - 1)
        return QSize(pixels(120), max(tall, option.fontMetrics.height()) + pixels(18 if place.heads else 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        model = index.model()
        place = model.place(index.row()) if isinstance(model, Places) else None
        if place is None or not isinstance(model, Places):
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, colour("chosen"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, colour("hover"))
        top = option.rect.top() + pixels(12 if place.heads else 4)
        self._paint_mark(painter, option, place, top)
        self._paint_heat(painter, option, model.counts.get(place.shown.wid, 0), most=_most(model), top=top)
        font, below = _font(option.font, place), top
        ink_token = "chosen_text" if chosen else "text"
        rtl_window = option.direction == Qt.LayoutDirection.RightToLeft
        for side, (left, width) in zip(self._sides(place, model), self._columns(model, place), strict=True):
            x = self.width - left - width if rtl_window else left
            y = top if self._beside(model) else below
            own = colour(ink_token if side.status in (None, ASKED) or chosen else "quiet")
            draw(painter, laid_out(side.text, font, width, rtl=side.rtl), QPointF(option.rect.left() + x, y), own)
            y += height_of(side.text, font, width, rtl=side.rtl)
            if side.status is not None:
                flag = Qt.AlignmentFlag
                near = flag.AlignRight if side.rtl else flag.AlignLeft
                painter.setFont(_small(option.font))
                painter.setPen(colour("warning"))
                box = QRect(option.rect.left() + x, y, width, option.fontMetrics.height())
                painter.drawText(box, int(near | flag.AlignAbsolute | flag.AlignVCenter), tell(side.status))
                y += option.fontMetrics.height()
            below = y + pixels(4)
        painter.restore()

    def _sides(self, place: Place, model: Places) -> list[Side]:
        return [place.side(tag) for tag in model.languages]

    def _beside(self, model: Places) -> bool:
        return len(model.languages) < 2 or self.width >= pixels(BESIDE)

    def _columns(self, model: Places, place: Place) -> list[tuple[int, int]]:
        """Return (distance from the leading edge, width) of the words of each language."""
        start = pixels(50) + (pixels(14) if place.shown.role == "item" else 0)
        room = self.width - start - pixels(44)
        if not self._beside(model) or len(model.languages) < 2:
            return [(start, max(40, room))] * len(model.languages)
        gap = pixels(20)
        each = max(40, (room - gap) // 2)
        return [(start, each), (start + each + gap, each)]

    def _paint_mark(self, painter: QPainter, option: QStyleOptionViewItem, place: Place, top: int) -> None:
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        box = QRect(option.rect.left() + pixels(8), top, pixels(38), option.fontMetrics.height())
        if rtl:
            box.moveRight(option.rect.left() + self.width - pixels(8))
        flag = Qt.AlignmentFlag
        painter.setFont(_small(option.font))
        painter.setPen(colour("quiet"))
        side = flag.AlignRight if rtl else flag.AlignLeft
        painter.drawText(box, int(side | flag.AlignAbsolute | flag.AlignVCenter), f"\u2066{place.mark}\u2069")
        if place.shown.role == "item":
            dot = QRect(0, 0, pixels(4), pixels(4))
            x = pixels(54)
            dot.moveCenter(QRect(option.rect.left() + (self.width - x if rtl else x), top, 0, box.height()).center())
            painter.fillRect(dot, colour("quiet"))

    def _paint_heat(self, painter: QPainter, option: QStyleOptionViewItem, n: int, *, most: int, top: int) -> None:
        if not n:
            return
        shades = theme.ramp(theme.current(), "heat")
        shade = shades[shade_of(n, most, len(shades))]
        box = QRect(0, top, pixels(30), option.fontMetrics.height())
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        box.moveLeft(option.rect.left() + (pixels(6) if rtl else self.width - pixels(36)))
        painter.fillRect(box, QColor(shade))
        painter.setFont(_small(option.font))
        painter.setPen(QColor(ink(shade)))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), isolated(number(n)))


def _font(font: QFont, place: Place) -> QFont:
    made = QFont(font)
    if place.heads:
        made.setBold(True)
        made.setPixelSize(round(font.pixelSize() * _HEADS.get(place.shown.level, 14) / 14))
    return made


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(10, round(font.pixelSize() * 12 / 14)))
    return made


def _most(model: Places) -> int:
    return max(model.counts.values(), default=0)
