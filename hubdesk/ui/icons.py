"""Icons as strokes: drawn in the colour of the theme, at any size, mirrored where direction means something."""

import json
import re
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from hubdesk.paths import shipped

GRID = 20
#: Icons that point somewhere: they turn around in a right-to-left window.
DIRECTED = frozenset({"back", "next", "undo", "redo", "leave", "open", "notes", "feedback", "history", "walk-in"})
_PART = re.compile(r"([MLCZHVO])([^MLCZHVO]*)")


@cache
def strokes(name: str) -> QPainterPath:
    """Return the path of an icon on a 20 × 20 grid (M L H V C Z as in SVG; `O x y r` is a circle)."""
    path = QPainterPath()
    for shape in _shapes()[name]:
        for letter, text in _PART.findall(shape):
            _draw(path, letter, [float(each) for each in re.findall(r"-?[\d.]+", text)])
    return path


def paint(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Stroke an icon into `box`, keeping its shape square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(box.width(), box.height())
    painter.translate(box.center().x() - side / 2, box.center().y() - side / 2)
    painter.scale(side / GRID, side / GRID)
    if name in DIRECTED and QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        painter.translate(GRID, 0)
        painter.scale(-1, 1)
    pen = QPen(colour, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(strokes(name))
    painter.restore()


class Strokes(QIconEngine):
    """Draws one icon in the colour that its place has for text, so that it follows the theme by itself."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Stroke into `rect`; a disabled icon takes the disabled colour."""
        if state == QIcon.State.On and self._role == QPalette.ColorRole.WindowText:
            # the chosen page on the rail: its ground is another one
            from hubdesk.ui.theme import colour

            paint(painter, self._name, QRectF(rect), colour("chosen_text"))
            return
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        paint(painter, self._name, QRectF(rect), QApplication.palette().color(group, self._role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on a clear ground."""
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QRect(0, 0, size.width(), size.height())), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        """Return a copy, as Qt asks for."""
        return Strokes(self._name, self._role)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.WindowText) -> QIcon:
    """Return the icon `name` of `resources/icons/strokes.json`; KeyError for an unknown one."""
    strokes(name)
    return QIcon(Strokes(name, role))


@cache
def _shapes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((shipped("resources") / "icons" / "strokes.json").read_text("utf-8"))
    return found


def _draw(path: QPainterPath, letter: str, numbers: list[float]) -> None:
    at = path.currentPosition()
    if letter == "M":
        path.moveTo(*numbers[:2])
    elif letter == "Z":
        path.closeSubpath()
    elif letter == "H":
        path.lineTo(numbers[0], at.y())
    elif letter == "V":
        path.lineTo(at.x(), numbers[0])
    elif letter == "O":
        path.addEllipse(QPointF(*numbers[:2]), numbers[2], numbers[2])
    else:
        points = [QPointF(*numbers[i : i + 2]) for i in range(0, len(numbers), 2)]
        if letter == "L":
            for point in points:
                path.lineTo(point)
        else:
            for i in range(0, len(points), 3):
                path.cubicTo(*points[i : i + 3])
