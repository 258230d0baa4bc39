"""The kinds of what was said about a place as parts of a bar, told apart by order and pattern as well as by colour."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.model.codebook import KINDS
from hubdesk.ui import theme
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label

#: How high a bar is, at 100 %: a pattern can be seen in it.
HIGH = 7
#: No part is narrower than this, at 100 %.
LEAST = 5
#: Colours on a ground differ at least by this contrast (WCAG 2.2, graphical objects).
SEEN = 3.0


class Part(NamedTuple):
    """What the kinds of one colour of the codebook have in common: the token of the colour, a pattern, a name."""

    token: str
    pattern: Qt.BrushStyle
    name: Sentence


#: From the leading side. Red is for potential deal breakers alone, which stand at the edge and are solid.
PARTS = (
    Part("error", Qt.BrushStyle.SolidPattern, say("Potential deal breakers")),
    Part("warning", Qt.BrushStyle.BDiagPattern, say("Concerns")),
    Part("link", Qt.BrushStyle.Dense4Pattern, say("Suggestions and questions")),
    Part("success", Qt.BrushStyle.VerPattern, say("Celebrations and support")),
    Part("quiet", Qt.BrushStyle.NoBrush, say("Other notes")),
)
_PLACE = {part.token: place for place, part in enumerate(PARTS)}


def part_of(kind: str) -> int:
    """Return the place among PARTS of a kind of the codebook; what has none is with the others."""
    return _PLACE[KINDS[kind].colour] if kind in KINDS else len(PARTS) - 1


def split(kinds: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[int, ...]]:
    """Return for each place (wid) how many notes each of PARTS has, from {kind: {wid: notes}}."""
    sums: dict[str, list[int]] = {}
    for kind, counts in kinds.items():
        part = part_of(kind)
        for wid, number in counts.items():
            sums.setdefault(wid, [0] * len(PARTS))[part] += number
    return {wid: tuple(numbers) for wid, numbers in sums.items()}


def paint_parts(painter: QPainter, box: QRect, numbers: Sequence[int], *, ground: str, rtl: bool) -> None:
    """Fill a box with parts in these numbers from the leading side; `ground` is the token of what is below it."""
    total, left, below = sum(numbers), 0, theme.tokens(theme.current())
    for part, number in zip(PARTS, numbers, strict=True):
        if not number:
            continue
        width = max(pixels(LEAST), round(box.width() * number / total))
        shape = QRect(box.left() + left, box.top(), width - pixels(1), box.height())
        if rtl:
            shape.moveRight(box.right() - left)
        plain = theme.contrast(below[part.token], below[ground]) < SEEN
        ink = QColor(below["chosen_text" if plain else part.token])
        painter.fillRect(shape, QBrush(ink, part.pattern))
        painter.setPen(ink)
        painter.drawRect(shape.adjusted(0, 0, -1, -1))
        left += width


class Legend(FlowBox):
    """The names of the parts that are there, each behind its pattern."""

    def __init__(self) -> None:
        super().__init__(gap=8)
        self._shown: tuple[int, ...] = ()

    def show_parts(self, sums: Mapping[str, Sequence[int]]) -> None:
        """Name the parts that any place has."""
        there = tuple(part for part in range(len(PARTS)) if any(numbers[part] for numbers in sums.values()))
        if there != self._shown:
            self._shown = there
            self.show_all([_Named(part) for part in there])

    @property
    def names(self) -> bool:
        """Whether it names anything."""
        return bool(self._shown)


class _Named(QWidget):
    def __init__(self, part: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Swatch(part))
        row.addWidget(Label(PARTS[part].name, role="small"))


class _Swatch(QWidget):
    def __init__(self, part: int) -> None:
        super().__init__()
        self._numbers = [int(place == part) for place in range(len(PARTS))]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(pixels(18), pixels(HIGH + 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_parts(QPainter(self), self.rect(), self._numbers, ground="page", rtl=rtl)
