"""How a view for the room is set in type: large, in every script, and page by page where it is long."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from hubdesk.i18n import Sentence, Words, count, direction, isolate, known, say, words
from hubdesk.model.projection import Line, Projection, Voice
from hubdesk.ui import fonts
from hubdesk.ui.theme import colour

#: The smallest letters, and the largest of each scene, as parts of the height of the picture.
SMALLEST = 1 / 18
LARGEST = {"agenda": 1 / 13, "section": 1 / 12, "speakers": 1 / 11, "timer": 1 / 9, "poll": 1 / 12, "message": 1 / 5}
#: Height of a line, room between blocks, and between two languages, as parts of the size of the letters.
LEADING, BETWEEN, GUTTER = 1.3, 0.4, 1.5
#: What the room reads where a scene has nothing to show: else nobody knows whether the picture is broken.
NOTHING = {
    "agenda": say("The run-sheet is empty."),
    "section": say("No section"),
    "speakers": say("Nobody speaks now."),
    "timer": say("Nothing runs now."),
    "poll": say("No polls yet"),
}


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand below each other; `lead` stands before their first line, `bar` (0 to 1) below the last."""

    text: str
    language: str
    size: float = 1.0
    tone: str = "text"
    bold: bool = False
    lead: str = ""
    marked: bool = False
    bar: float | None = None
    middle: bool = False


class Piece(NamedTuple):
    """One line of words, or a bar, where it stands."""

    layout: QTextLayout | None
    line: int
    at: QRectF
    tone: str

    @property
    def text(self) -> str:
        """The words of the line."""
        if self.layout is None:
            return ""
        line = self.layout.lineAt(self.line)
        return self.layout.text()[line.textStart() : line.textStart() + line.textLength()]


Page = list[Piece]


class Place(NamedTuple):
    """Where something begins: on which page, how far from its top."""

    page: int
    top: float


def mirrored(view: Projection) -> bool:
    """Tell whether a view begins on the right: its first language does."""
    return direction(view.languages[0]) == "rtl"


def told(view: Projection) -> Words:
    """Return the program's words in the first language of a view."""
    return words(known(view.languages[0]))


def pages(view: Projection, room: QSizeF, height: float, zoom: float) -> list[Page]:
    """Set a view into pages of a size: as large as it fits on one, at least a part of the whole `height`."""
    smallest, columns = height * SMALLEST * zoom, _filled(view)
    size = max(smallest, height * LARGEST[view.scene] * zoom)
    while True:
        found = _set(columns, room, size, mirrored(view))
        if len(found) <= 1 or size <= smallest:
            return _in_middle(found, room) if view.scene in ("message", "timer") else found
        size = max(smallest, size * 0.92)


def paint(painter: QPainter, page: Iterable[Piece], origin: QPointF) -> None:
    """Paint a page."""
    for piece in page:
        if piece.layout is None:
            painter.fillRect(piece.at.translated(origin), colour(piece.tone))
        else:
            line = piece.layout.lineAt(piece.line)
            painter.setPen(colour(piece.tone))
            line.draw(painter, origin + piece.at.topLeft() - line.position())


def set_line(
    text: str, language: str, size: float, *, bold: bool = False, room: float = 1e6, middle: bool = False
) -> QTextLayout:
    """Return words set in one language, broken into lines that fit a width in pixels; nothing in them is markup."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    font = QFont(fonts.font(app, known(language), 100))
    font.setPixelSize(max(1, round(size)))
    font.setBold(bold)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    rtl = direction(language) == "rtl"
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    # absolute: words of another script would else follow their own direction
    side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(Qt.AlignmentFlag.AlignHCenter if middle else side | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, top))
        top += max(line.height(), size * LEADING)
    layout.endLayout()
    return layout


def set_short(text: str, language: str, size: float, *, room: float) -> QTextLayout:
    """Return words set in one line; what finds no room in it is told by three dots."""
    font = set_line(text, language, size).font()
    return set_line(QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room), language, size, room=room)


def _filled(view: Projection) -> list[list[Block]]:
    """Return what stands side by side, or one quiet line."""
    found = list(_columns(view))
    if any(found) or view.scene not in NOTHING:
        return found
    return [[Block(told(view)(NOTHING[view.scene]), view.languages[0], tone="quiet")]]


def _columns(view: Projection) -> Iterator[list[Block]]:
    """Yield what stands side by side."""
    tell, tag = told(view), view.languages[0]
    if view.scene == "section":
        for each in view.passages:
            yield [
                Block(each.heading, each.language, 1.1, bold=True),
                *(Block(words_, each.language) for words_ in each.text.split("\n") if words_),
            ]
    elif view.scene == "agenda":
        yield [_item(each, tag, tell) for each in view.lines]
    elif view.scene == "speakers":
        yield list(_voices(view.voices, tag, tell))
    elif view.scene == "timer":
        yield [Block(_word(each.title, tell), tag, bold=True, middle=True) for each in view.lines]
    elif view.scene == "poll":
        yield list(_poll(view, tag, tell))
    else:
        yield [Block(isolate(each), tag, bold=True, middle=True) for each in view.message.splitlines()]


def _item(line: Line, tag: str, tell: Words) -> Block:
    now = line.state == "now"
    tone = "quiet" if line.state == "past" else "text"
    return Block(_word(line.title, tell), tag, tone=tone, bold=now, lead=f"{line.minutes}′", marked=now)


def _voices(voices: Iterable[Voice], tag: str, tell: Words) -> Iterator[Block]:
    """Yield who speaks, marked, and who waits, numbered."""
    place = 0
    for each in voices:
        place += not each.now
        name = _word(each.name, tell)
        text = tell(say("{name}: {what}", name=name, what=each.what)) if each.what else name
        yield Block(
            text, tag, 1.25 if each.now else 1.0, bold=each.now, lead="" if each.now else str(place), marked=each.now
        )


def _poll(view: Projection, tag: str, tell: Words) -> Iterator[Block]:
    if view.question:
        yield Block(isolate(view.question), tag, 1.1, bold=True)
    if view.temperature:
        yield Block(tell(say("A temperature check: it binds nobody")), tag, tone="quiet")
    most = max([*(each.number for each in view.shares), view.silent or 0, 1])
    for each in view.shares:
        yield Block(_word(each.answer, tell), tag, lead=str(each.number), bar=each.number / most)
    if view.silent:
        yield Block(tell(say("No answer")), tag, tone="quiet", lead=str(view.silent), bar=view.silent / most)
    if view.present:
        yield Block(tell(count(view.present, "{n} person here", "{n} people here")), tag, tone="quiet")


def _word(text: Sentence | str, tell: Words) -> str:
    """Return words of the program in its language; those of people as they are, whatever direction they have."""
    return tell(text) if isinstance(text, Sentence) else isolate(text)


def _set(columns: Sequence[list[Block]], room: QSizeF, size: float, right: bool) -> list[Page]:
    """Set columns side by side, the first on the leading side; of several, what belongs together begins together."""
    number = max(1, len(columns))
    gutter = size * GUTTER
    width = (room.width() - gutter * (number - 1)) / number
    found: list[Page] = [[]]
    begin = Place(0, 0.0)
    for beside in _together(columns):
        ends = []
        for nth, blocks in enumerate(beside):
            left = (number - 1 - nth if right else nth) * (width + gutter)
            column, end = _column(blocks, QSizeF(width, room.height()), size, begin=begin, right=right)
            found += [[] for _ in range(end.page + 1 - len(found))]
            for page, pieces in enumerate(column, start=begin.page):
                found[page] += [each._replace(at=each.at.translated(left, 0)) for each in pieces]
            ends.append(end)
        begin = max(ends)
    return found


def _together(columns: Sequence[list[Block]]) -> list[tuple[list[Block], ...]]:
    """Return what begins at one height: paragraph by paragraph, where two languages have as many of them."""
    if len(columns) > 1 and len({len(blocks) for blocks in columns}) == 1:
        return [tuple([block] for block in beside) for beside in zip(*columns, strict=True)]
    return [tuple(columns)]


def _column(
    blocks: Sequence[Block], room: QSizeF, size: float, *, begin: Place, right: bool
) -> tuple[list[Page], Place]:
    """Set blocks below each other from a place on; return the pages from there, and where the next block can begin.

    What finds no room goes on on the next page; a block with a lead is not torn apart where a page has room for it.
    """
    leads = [_wide(each.lead, each.language, size) for each in blocks if each.lead]
    indent = max(leads) + size * 0.6 if leads else 0.0
    found: list[Page] = [[]]
    top = begin.top
    for block in blocks:
        rows = list(_rows(block, room.width(), size, indent=indent, right=right))
        whole = sum(high for high, _pieces in rows) if block.lead else 0.0
        for high, pieces in rows:
            if top and (top + high > room.height() or room.height() - top < whole <= room.height()):
                found.append([])
                top = 0.0
            whole = 0.0
            found[-1] += [each._replace(at=each.at.translated(0, top)) for each in pieces]
            top += high
        top += size * BETWEEN
    return found, Place(begin.page + len(found) - 1, top)


def _rows(block: Block, width: float, size: float, *, indent: float, right: bool) -> Iterator[tuple[float, Page]]:
    """Yield (height, what stands in it) of each line of a block, its lead beside the first, its bar behind the last."""
    letters, first = size * block.size, True
    indent = indent if block.lead else 0.0
    start = 0.0 if right else indent
    for paragraph in block.text.split("\n"):
        layout = set_line(paragraph, block.language, letters, bold=block.bold, room=width - indent, middle=block.middle)
        for number in range(layout.lineCount()):
            high = max(layout.lineAt(number).height(), letters * LEADING)
            row = [Piece(layout, number, QRectF(start, 0, width - indent, high), block.tone)]
            if first and block.lead:
                lead = set_line(block.lead, block.language, size, bold=True, room=indent)
                row.append(Piece(lead, 0, QRectF(width - indent if right else 0, 0, indent, high), block.tone))
            if block.marked:
                row.append(
                    Piece(None, 0, QRectF(width + size * 0.3 if right else -size * 0.5, 0, size * 0.2, high), "link")
                )
            first = False
            yield high, row
    if block.bar is not None:
        wide = max(size * 0.1, (width - indent) * block.bar)
        yield (
            size * 0.4,
            [Piece(None, 0, QRectF(width - indent - wide if right else start, 0, wide, size * 0.3), "link")],
        )


def _wide(text: str, language: str, size: float) -> float:
    layout = set_line(text, language, size, bold=True)  # it must outlive its line
    return layout.lineAt(0).naturalTextWidth()


def _in_middle(found: list[Page], room: QSizeF) -> list[Page]:
    """Let the words of one page stand in its middle."""
    if len(found) != 1 or not found[0]:
        return found
    rest = (room.height() - max(each.at.bottom() for each in found[0])) / 2
    return [[each._replace(at=each.at.translated(0, max(0.0, rest))) for each in found[0]]]
