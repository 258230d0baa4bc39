"""The headings of a charter as a list to jump from, each with a bar for how much of which kind was said about it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from hubdesk.i18n import isolate, say
from hubdesk.model.codebook import KINDS
from hubdesk.ui.charter.kinds import HIGH, paint_parts, part_of, split
from hubdesk.ui.charter.places import Place, Places
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.label import plain
from hubdesk.ui.widgets.lists import Following
from hubdesk.ui.words import number, tell

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Headings(QAbstractListModel):
    """The headings of the places, in the first language that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[Place] = []
        self.language = ""
        self.counts: Mapping[str, int] = {}
        self.kinds: Mapping[str, Mapping[str, int]] = {}
        self.parts: Mapping[str, Sequence[int]] = {}
        self.most = 1

    def show_counts(self, counts: Mapping[str, int], kinds: Mapping[str, Mapping[str, int]]) -> None:
        self.counts, self.kinds, self.parts = counts, kinds, split(kinds)
        self.most = max(counts.values(), default=1)

    def show_places(self, model: Places) -> None:
        self.beginResetModel()
        self.places = [place for place in model.places if place.heads]
        self.language = model.languages[0] if model.languages else ""
        self.endResetModel()

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        place = self.places[index.row()]
        text = f"{place.mark} {place.side(self.language).text}".strip()
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return "\n".join([f"{text}: {number(self.counts.get(place.shown.wid, 0))}", *self.told(index.row())])

    def told(self, row: int) -> list[str]:
        """Return which kinds of notes speak of a heading, each with how many, in the order of the parts of its bar."""
        wid = self.places[row].shown.wid
        return [
            tell(say("{kind}: {number}", kind=KINDS[kind].label, number=number(counts[wid])))
            for kind in sorted(KINDS, key=part_of)
            if (counts := self.kinds.get(kind, {})).get(wid)
        ]


class _HeadingRow(QStyledItemDelegate):
    """Number and heading, a bar of kinds below that starts on the leading side, the figure behind; zero has no bar."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(pixels(120), option.fontMetrics.height() + pixels(HIGH + 11))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Headings):
            return
        place = model.places[index.row()]
        n = model.counts.get(place.shown.wid, 0)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, colour("chosen"))
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        flag = Qt.AlignmentFlag
        near, far = (flag.AlignRight, flag.AlignLeft) if rtl else (flag.AlignLeft, flag.AlignRight)
        inset = pixels(10) + max(0, min(place.shown.level, 4) - 1) * pixels(12)
        box = QRect(option.rect).adjusted(pixels(10), pixels(3), -pixels(10), -pixels(HIGH + 4))
        box.adjust(0 if rtl else inset - pixels(10), 0, pixels(10) - inset if rtl else 0, 0)
        painter.setPen(colour("quiet" if not n else "text"))
        figure = number(n)
        painter.setFont(option.font)
        painter.drawText(box, int(far | flag.AlignAbsolute | flag.AlignVCenter), figure)
        font = QFont(option.font)
        font.setBold(place.shown.level <= 1)
        painter.setFont(font)
        painter.setPen(colour("chosen_text" if chosen else "text"))
        room = box.width() - option.fontMetrics.horizontalAdvance(figure) - pixels(10)
        mark = f"\u2066{place.mark}\u2069 " if place.mark else ""
        text = f"{mark}{isolate(place.side(model.language).text)}"
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, int(near | flag.AlignAbsolute | flag.AlignVCenter), short)
        if n:
            bar = QRect(box.left(), option.rect.bottom() - pixels(HIGH + 2), room * n // model.most, pixels(HIGH))
            if rtl:
                bar.moveRight(box.right())
            ground = "chosen" if chosen else "page"
            paint_parts(painter, bar, model.parts[place.shown.wid], ground=ground, rtl=rtl)
        painter.restore()


class Contents(QListView):
    """`chosen(wid)` when somebody clicks a heading or presses Enter on it."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.headings = _Headings()
        self.setModel(self.headings)
        self.setItemDelegate(_HeadingRow(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        Following(self, say("Sections"), self.scheduleDelayedItemsLayout)

    def show_places(self, model: Places) -> None:
        """Show the headings of what the reader shows."""
        self.headings.show_places(model)

    def show_counts(self, counts: Mapping[str, int], kinds: Mapping[str, Mapping[str, int]]) -> None:
        """Show how much was said about each heading, and of which kinds ({kind: {wid: notes}})."""
        self.headings.show_counts(counts, kinds)
        self.viewport().update()

    def mark(self, wid: str) -> None:
        """Show under which heading the reader stands."""
        row = next((row for row, each in enumerate(self.headings.places) if each.shown.wid == wid), -1)
        if row >= 0:
            self.setCurrentIndex(self.headings.index(row))

    def viewportEvent(self, event: QEvent) -> bool:
        """Show the whole heading and the kinds where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            heard = self.headings.data(index, Qt.ItemDataRole.AccessibleTextRole)
            QToolTip.showText(event.globalPos(), plain(heard or ""), self.viewport())
            return True
        return super().viewportEvent(event)

    def _choose(self, index: Index) -> None:
        if 0 <= index.row() < len(self.headings.places):
            self.chosen.emit(self.headings.places[index.row()].shown.wid)
