"""Running text in any script, laid out for a width so that lists can paint it in its own direction."""

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

#: Layouts that are kept: more than a screen holds, so that scrolling back costs nothing.
_KEPT = 600


def laid_out(text: str, font: QFont, width: int, *, rtl: bool) -> QTextLayout:
    """Return `text` broken into lines of `width` pixels, from the right where `rtl`; long words break anywhere.

    What was laid out lately is kept, so ask again instead of keeping it.
    """
    return _laid_out(text, font.toString(), max(1, width), rtl)


def height_of(text: str, font: QFont, width: int, *, rtl: bool) -> int:
    """Return the height in pixels that `text` needs in a width; 0 for no text."""
    return _height(text, font.toString(), max(1, width), rtl) if text else 0


def draw(painter: QPainter, layout: QTextLayout, corner: QPointF, colour: QColor) -> None:
    """Paint a layout with its upper left corner at `corner`."""
    painter.setPen(colour)
    layout.draw(painter, corner)


@lru_cache(maxsize=_KEPT)
def _laid_out(text: str, font: str, width: int, rtl: bool) -> QTextLayout:
    made = QFont()
    made.fromString(font)
    # a break inside a paragraph is a line, not a sign that no font has
    layout = QTextLayout(text.replace("\n", "\u2028"), made)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


@lru_cache(maxsize=60_000)
def _height(text: str, font: str, width: int, rtl: bool) -> int:
    return round(_laid_out(text, font, width, rtl).boundingRect().height() + 0.5)
