"""Who answers to what was typed at the door: a name to recognise, what tells namesakes apart, and who is in already."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hubdesk.desk.attendance_list import Hit
from hubdesk.desk.people import known_as
from hubdesk.i18n import isolate, say
from hubdesk.model.records import Person
from hubdesk.ui import icons
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.times import local
from hubdesk.ui.widgets.lists import Following
from hubdesk.ui.words import clock, tell

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
#: Rows that are seen without scrolling.
ROWS = 7


def details(person: Person) -> str:
    """Return what tells namesakes apart, never a way to reach somebody: other script, user name, community, numbers."""
    known = known_as(person)
    parts = [each for each in (person.other_script, person.username, person.community) if each and each != known]
    if person.badge and person.badge != known:
        parts.append(tell(say("Badge {number}", number=person.badge)))
    if person.sheet:
        parts.append(tell(say("Line {number} of the sheet", number=person.sheet)))
    return " · ".join(isolate(each) for each in parts)


class Hits(QAbstractListModel):
    """The people who answer, the best first."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[Hit] = []
        self.zone = ""

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._hits = list(hits)
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """Return who stands in a row, None beyond the end."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def state(self, hit: Hit) -> str:
        """Return what is known about the presence of somebody, "" where nothing is."""
        if hit.here:
            return tell(say("Here since {time}", time=clock(local(hit.since, self.zone))))
        return tell(say("Cancelled")) if hit.person.status == "cancelled" else ""

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return one: a list."""
        return 0 if parent.isValid() else 1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many answer."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name, or everything that a row shows, for who listens."""
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return known_as(hit.person)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (known_as(hit.person), details(hit.person), self.state(hit))
            return ", ".join(each for each in told if each)
        return None


class _HitRow(QStyledItemDelegate):
    """Two lines: the name in bold, what tells people apart below; the presence at the far side."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(pixels(200), option.fontMetrics.height() * 2 + pixels(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        hit = model.hit(index.row()) if isinstance(model, Hits) else None
        if hit is None or not isinstance(model, Hits):
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        if chosen:
            painter.fillRect(option.rect, colour("chosen"))
            bar = QRect(option.rect)
            bar.setWidth(pixels(4))
            if rtl:
                bar.moveRight(option.rect.right())
            painter.fillRect(bar, colour("link"))
        box = option.rect.adjusted(pixels(14), pixels(7), -pixels(14), -pixels(7))
        state = model.state(hit)
        box = self._paint_state(painter, option, box, state, hit.here, rtl)
        half = option.fontMetrics.height()
        bold = QFont(option.font)
        bold.setBold(True)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        for font, token, text, top in (
            (bold, "chosen_text" if chosen else "text", isolate(known_as(hit.person)), 0),
            (option.font, "chosen_text" if chosen else "quiet", details(hit.person), half),
        ):
            painter.setFont(font)
            painter.setPen(colour(token))
            line = QRect(box.left(), box.top() + top, box.width(), half)
            painter.drawText(line, flags, _fitting(painter, text, box.width()))
        painter.restore()

    def _paint_state(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, state: str, here: bool, rtl: bool
    ) -> QRect:
        """Paint the presence at the far side and return the room that is left."""
        if not state:
            return box
        width = option.fontMetrics.horizontalAdvance(state) + pixels(26)
        place = QRect(box)
        place.setWidth(min(width, box.width() // 2))
        if not rtl:
            place.moveRight(box.right())
        painter.setFont(option.font)
        painter.setPen(colour("success" if here else "warning"))
        side = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        short = option.fontMetrics.elidedText(state, Qt.TextElideMode.ElideRight, place.width() - pixels(22))
        painter.drawText(place, flags, short)
        sign = pixels(16)
        drawn = option.fontMetrics.horizontalAdvance(short)
        left = place.left() + drawn + pixels(6) if rtl else place.right() - drawn - pixels(6) - sign
        square = QRect(left, place.center().y() - sign // 2, sign, sign)
        icons.paint(painter, "check" if here else "warning", square.toRectF(), painter.pen().color())
        gap = place.width() + pixels(12)
        return box.adjusted(gap if rtl else 0, 0, 0 if rtl else -gap, 0)


def _fitting(painter: QPainter, text: str, width: int) -> str:
    """Return text that ends with a sign where there is no room; measuring is spared where any letters would fit."""
    metrics = painter.fontMetrics()
    if len(text) * metrics.height() < width:  # no letter is wider than its line is high
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class HitList(QListView):
    """The list below the field; it is steered from the field. `picked(row)` when a row is clicked."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.hits = Hits()
        self.setModel(self.hits)
        self.setItemDelegate(_HitRow(self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.picked.emit(index.row()))
        Following(self, say("People who answer to it"), self._measure)
        self._measure()

    @property
    def current(self) -> Hit | None:
        """Who is chosen."""
        return self.hits.hit(self.currentIndex().row())

    def show_hits(self, hits: Sequence[Hit], keep: str = "", *, first: bool = True) -> None:
        """Show people and choose the one with the id `keep`, else the first (nobody, where `first` is not wanted)."""
        self.hits.show_hits(hits)
        row = next((row for row, hit in enumerate(hits) if hit.person.id == keep), 0 if first else -1)
        self.setCurrentIndex(self.hits.index(row, 0))
        self._measure()

    def step(self, rows: int) -> None:
        """Choose another row and say it aloud."""
        last = self.hits.rowCount() - 1
        if last < 0:
            return
        row = max(0, min(last, self.currentIndex().row() + rows))
        index = self.hits.index(row, 0)
        self.setCurrentIndex(index)
        if QAccessible.isActive():
            told = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))

    def _measure(self) -> None:
        row = self.fontMetrics().height() * 2 + pixels(14)
        self.setFixedHeight(row * max(1, min(ROWS, self.hits.rowCount())) + 4)
