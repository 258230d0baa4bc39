"""A grid of numbers shaded from none to many: who spoke about which section, or when."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hubdesk.ui import theme
from hubdesk.ui.words import number


class Heat(QWidget):
    """Rows by columns; each cell has its number in it, in the ink that can be read on its shade."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._cells: tuple[tuple[int, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cells(
        self, rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[int]], name: str
    ) -> None:
        """Show `cells[row][column]`; `name` is what a screen reader says first."""
        self._rows, self._columns = tuple(rows), tuple(columns)
        self._cells = tuple(tuple(row) for row in cells)
        self.setAccessibleName(name)
        lines = (
            f"{row}, {column}: {number(n)}"
            for row, line in zip(self._rows, self._cells, strict=True)
            for column, n in zip(self._columns, line, strict=True)
            if n
        )
        self.setAccessibleDescription("; ".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all rows and the heading."""
        return QSize(theme.pixels(320), self._row() * (len(self._rows) + 1))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in less width."""
        return QSize(theme.pixels(200), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint heading, labels and cells."""
        if not self._columns:
            return
        painter = QPainter(self)
        metrics, row = self.fontMetrics(), self._row()
        widest = max((metrics.horizontalAdvance(each) for each in self._rows), default=0)
        labels = min(widest + theme.pixels(8), self.width() * 2 // 5)
        cell = (self.width() - labels) / len(self._columns)
        for place, name in enumerate(self._columns):
            box = QRect(labels + round(place * cell), 0, round(cell), row)
            self._write(painter, name, box, "quiet", centre=True)
        most = max((n for line in self._cells for n in line), default=0)
        for line, (name, numbers) in enumerate(zip(self._rows, self._cells, strict=True), start=1):
            self._write(painter, name, QRect(0, line * row, labels - theme.pixels(8), row), "text", centre=False)
            for place, n in enumerate(numbers):
                box = QRect(labels + round(place * cell), line * row, round(cell), row).adjusted(1, 1, -1, -1)
                self._shade(painter, box, n, most)

    def _shade(self, painter: QPainter, box: QRect, n: int, most: int) -> None:
        shades = theme.ramp(theme.current(), "heat")
        shade = shades[shade_of(n, most, len(shades))]
        box = self._turn(box)
        painter.fillRect(box, QColor(shade))
        painter.setPen(QColor(ink(shade)))
        if n:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), number(n))

    def _write(self, painter: QPainter, text: str, box: QRect, token: str, *, centre: bool) -> None:
        flag = Qt.AlignmentFlag
        side = flag.AlignRight if self._mirrored() else flag.AlignLeft
        align = flag.AlignCenter if centre else side | flag.AlignVCenter | flag.AlignAbsolute
        painter.setPen(theme.colour(token))
        short = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(self._turn(box), int(align), short)

    def _row(self) -> int:
        return self.fontMetrics().height() + theme.pixels(10)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _turn(self, box: QRect) -> QRect:
        if not self._mirrored():
            return box
        return QRect(self.width() - box.left() - box.width(), box.top(), box.width(), box.height())


def shade_of(n: int, most: int, shades: int) -> int:
    """Return which shade a number has: 0 for none, else 1 to `shades` − 1 in even steps up to the largest."""
    return 0 if n <= 0 or most <= 0 else 1 + min(shades - 2, (n * (shades - 1) - 1) // most)


def ink(ground: str) -> str:
    """Return black or white, whichever can be read better on a ground."""
    return max(("#000000", "#ffffff"), key=lambda each: theme.contrast(each, ground))
