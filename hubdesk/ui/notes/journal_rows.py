"""How one line of the journal is painted: time, words in their own direction, chips below."""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hubdesk.desk.journal import Line as Said
from hubdesk.i18n import direction, isolate, say
from hubdesk.model.records import Note
from hubdesk.ui.notes.journal import Chip, Journal
from hubdesk.ui.notes.parting import PartLine
from hubdesk.ui.notes.units import place
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.times import local
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.prose import draw, height_of, laid_out
from hubdesk.ui.words import clock, tell, words_of

Index = QModelIndex | QPersistentModelIndex


class _Measured(NamedTuple):
    """Chips with their boxes, from the upper leading corner of the words."""

    chips: tuple[tuple[Chip, QRect], ...]
    words: int
    whole: int


class JournalRow(QStyledItemDelegate):
    """Paints rows in a list of `width` pixels; what was measured is kept while note, width and letters stay.

    `typing(note, text)` at every key in a line that is typed anew, `parted(note, place)` when Enter splits one; an
    editor that opens while `parting` asks for the place of a split.
    """

    typing = Signal(str, str)
    parted = Signal(str, int)
    parting = False
    width = 400
    zone = "UTC"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept: dict[str, tuple[tuple[object, ...], _Measured]] = {}

    def forget(self) -> None:
        """Measure everything anew (another language, another size)."""
        self._kept.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of words and chips."""
        model = index.model()
        line = model.line(index.row()) if isinstance(model, Journal) else None
        if line is None or not isinstance(model, Journal):
            return QSize(0, 0)
        return QSize(1, self._measured(option.font, line, model).whole)  # rows are as wide as the list

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        model = index.model()
        line = model.line(index.row()) if isinstance(model, Journal) else None
        if line is None or not isinstance(model, Journal):
            return
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, colour("chosen"))
        start, room = self._place(line)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        left = option.rect.left() + (self.width - start - room if rtl else start)
        top = option.rect.top() + pixels(6)
        self._paint_edge(painter, option, line, top=top, chosen=chosen)
        found = self._measured(option.font, line, model)
        note = line.note
        if note.gap:
            painter.setPen(colour("chosen_text" if chosen else "quiet"))
            side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
            box = QRect(left, top, room, found.words)
            painter.drawText(box, int(side | Qt.AlignmentFlag.AlignAbsolute), tell(say("Off the record")))
        else:
            layout = laid_out(words_of(note), option.font, room, rtl=_rtl(note))
            draw(painter, layout, QPointF(left, top), colour("chosen_text" if chosen else "text"))
        painter.setFont(_small(option.font))
        for (text, token), box in found.chips:
            x = left + (room - box.right() - 1 if rtl else box.left())
            self._paint_chip(painter, QRect(x, top + box.top(), box.width(), box.height()), text, token)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Type a line anew where it stands, or choose where to part it."""
        if self.parting:
            return PartLine(parent)
        editor = Line(name=say("Type the line anew"))
        editor.setParent(parent)
        model = index.model()
        line = model.line(index.row()) if isinstance(model, Journal) else None
        if line is not None:
            editor.textEdited.connect(partial(self.typing.emit, line.note.id))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the line as it was typed; of one to part the words alone."""
        if isinstance(editor, PartLine):
            editor.setText(str(index.data(Qt.ItemDataRole.DisplayRole)))
        elif isinstance(editor, Line):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the new line on, or the place in it that was chosen: who clicks elsewhere has chosen none."""
        line = model.line(index.row()) if isinstance(model, Journal) else None
        if isinstance(editor, PartLine):
            if line is not None and editor.chosen:
                self.parted.emit(line.note.id, place(editor.text(), editor.cursorPosition()))
        elif isinstance(editor, Line):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Stand where the words stand."""
        height = max(editor.sizeHint().height(), pixels(32))
        editor.setGeometry(option.rect.left() + 2, option.rect.top() + 1, self.width - 4, height)

    def _paint_edge(
        self, painter: QPainter, option: QStyleOptionViewItem, line: Said, *, top: int, chosen: bool
    ) -> None:
        """Paint the time on the leading edge, and a stroke before a reply."""
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        painter.setFont(_small(option.font))
        painter.setPen(colour("chosen_text" if chosen else "quiet"))
        box = QRect(option.rect.left() + pixels(10), top, pixels(44), option.fontMetrics.height())
        if rtl:
            box.moveRight(option.rect.left() + self.width - pixels(10))
        flag = Qt.AlignmentFlag
        side = flag.AlignRight if rtl else flag.AlignLeft
        painter.drawText(box, int(side | flag.AlignAbsolute | flag.AlignVCenter), clock(local(line.note.at, self.zone)))
        if line.depth:
            start = self._place(line)[0] - pixels(8)
            stroke = QRect(0, option.rect.top() + pixels(3), pixels(2), option.rect.height() - pixels(6))
            stroke.moveLeft(option.rect.left() + (self.width - start - stroke.width() if rtl else start))
            painter.fillRect(stroke, colour("chosen_text" if chosen else "border"))
        painter.setFont(option.font)

    def _paint_chip(self, painter: QPainter, box: QRect, text: str, token: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("neutral"))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(colour(token))
        room = box.width() - pixels(10)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), isolate(shown))

    def _place(self, line: Said) -> tuple[int, int]:
        """Return where the words begin, and their width."""
        start = pixels(58) + min(line.depth, 4) * pixels(22)
        return start, max(pixels(60), self.width - start - pixels(12))

    def _measured(self, font: QFont, line: Said, model: Journal) -> _Measured:
        key = (line.note, line.depth, self.width, font.pixelSize())
        kept = self._kept.get(line.note.id)
        if kept is not None and kept[0] == key:
            return kept[1]
        found = self._measure(font, line, model)
        self._kept[line.note.id] = (key, found)
        return found

    def _measure(self, font: QFont, line: Said, model: Journal) -> _Measured:
        room, note = self._place(line)[1], line.note
        single = QFontMetrics(font).height()
        words = single if note.gap else max(single, height_of(words_of(note), font, room, rtl=_rtl(note)))
        metrics = QFontMetrics(_small(font))
        chips: list[tuple[Chip, QRect]] = []
        left, top, tall = 0, words + pixels(3), metrics.height() + pixels(4)
        for chip in model.chips(note):
            width = min(room, metrics.horizontalAdvance(chip[0]) + pixels(12))
            if left and left + width > room:
                left, top = 0, top + tall + pixels(3)
            chips.append((chip, QRect(left, top, width, tall)))
            left += width + pixels(5)
        bottom = top + tall if chips else words
        return _Measured(tuple(chips), words, bottom + pixels(12))


def _rtl(note: Note) -> bool:
    return direction(note.language) == "rtl"


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPixelSize(max(10, round(font.pixelSize() * 12 / 14)))
    return made
