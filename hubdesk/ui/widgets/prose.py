"""Running text in any script, laid out for a width so that lists can paint it in its own direction."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from hubdesk.model.wording import Piece
from hubdesk.ui.theme import colour, current

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


def marked(told: tuple[Piece, ...], font: QFont, width: int, *, rtl: bool) -> QTextLayout:
    """Return two wordings as one text: what went is struck, what came is underlined, each in its colour as well."""
    return _marked(told, font.toString(), max(1, width), rtl, current())


def draw(painter: QPainter, layout: QTextLayout, corner: QPointF, colour: QColor) -> None:
    """Paint a layout with its upper left corner at `corner`."""
    painter.setPen(colour)
    layout.draw(painter, corner)


@lru_cache(maxsize=_KEPT)
def _laid_out(text: str, font: str, width: int, rtl: bool) -> QTextLayout:
    return _broken(text, font, width, rtl, ())


@lru_cache(maxsize=_KEPT)
def _marked(told: tuple[Piece, ...], font: str, width: int, rtl: bool, _theme: str) -> QTextLayout:
    formats, start = [], 0
    for words, way in told:
        # positions in a layout are UTF-16 units
        size = len(words.encode("utf-16-le", "surrogatepass")) // 2
        if way != "same":
            formats.append(_format(start, size, came=way == "came"))
        start += size
    return _broken("".join(piece.words for piece in told), font, width, rtl, formats)


def _format(start: int, size: int, *, came: bool) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = start, size
    form = QTextCharFormat()
    form.setFontUnderline(came)
    form.setFontStrikeOut(not came)
    form.setForeground(colour("success" if came else "error"))
    form.setBackground(colour("success_ground" if came else "error_ground"))
    found.format = form
    return found


def _broken(text: str, font: str, width: int, rtl: bool, formats: Sequence[QTextLayout.FormatRange]) -> QTextLayout:
    made = QFont()
    made.fromString(font)
    # a break inside a paragraph is a line, not a sign that no font has
    layout = QTextLayout(text.replace("\n", "\u2028"), made)
    layout.setFormats(formats)
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
