"""Pages that are drawn by hand, such as forms to write on and sheets to cut: a surface measured from its upper edge."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hubdesk.report.pdf.canvas import TaggedCanvas
from hubdesk.report.pdf.drawing import Drawing
from hubdesk.report.pdf.flow import Block, Paragraph, Place, Setting
from hubdesk.report.pdf.paragraph import Span, layout
from hubdesk.report.pdf.qr import QrCode
from hubdesk.report.pdf.structure import Element
from hubdesk.report.pdf.styles import INK, RULE, Align, Style
from hubdesk.report.pdf.text import Text, clean, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hubdesk.report.pdf.pages import Frame

MM = 72 / 25.4
#: The distance of lines that people write on by hand.
WRITING = 9.6 * MM
#: The side of a box that a thick pen can tick.
BOX = 5.4 * MM
_MIRRORED: dict[Align, Align] = {"start": "end", "end": "start", "center": "center"}
_LONGEST = 1_500  # characters of one text on one page: what is longer is cut


@dataclass(frozen=True, slots=True)
class Surface:
    """A page or a part of one: x from the side where reading starts, y downwards from the upper edge, in points.

    Words go to `parent` in the tree of the document; shapes mean nothing to a reader who cannot see them.
    """

    canvas: TaggedCanvas
    parent: Element
    setting: Setting
    left: float
    top: float
    width: float
    height: float

    def part(self, x: float, y: float, width: float, height: float, *, language: str = "", role: str = "") -> "Surface":
        """Return a part; with a language it has the direction of that, with a role an element of its own."""
        left = self.left + (self.width - x - width if self.setting.rtl else x)
        setting = Setting.of(language) if language else self.setting
        spoken = language if language != self.setting.language else ""
        parent = Element(role, self.parent, language=spoken) if role else self.parent
        return Surface(self.canvas, parent, setting, left, self.top - y, width, height)

    def under(self, parent: Element) -> "Surface":
        """Return the same surface whose words go to another element."""
        return replace(self, parent=parent)

    # words

    def words(
        self, text: Text, style: Style, *, x: float = 0, y: float = 0, width: float = 0, role: str = "P",
        language: str = "", natural: bool = False, own_side: bool = False, most: int = 0,
    ) -> float:  # fmt: skip
        """Write a text from the top of its first line at y and return its height; `most` is how many lines may show.

        The surface decides the side at which lines begin, the words their order: by `language`, or by their first
        letter when `natural`; `own_side` is for a long text that is read by itself. Without a role it is no content
        but furniture, such as a title that is repeated.
        """
        width = width or self.width - x
        made = Paragraph(text, style, self.setting, language=language, role=role or "P", natural=natural)
        if bool(made.base) != self.setting.rtl and not own_side:
            made.style = replace(style, align=_MIRRORED[style.align])
        if most:
            made.lines(width)[most:] = []
        left = self.left + (self.width - x - width if self.setting.rtl else x)
        place = Place(self.canvas, self.parent, left, self.top - y, width)
        if role:
            made.draw(place)
        else:
            self.canvas.artifact()
            made.emit(place, None)
            self.canvas.end()
        return made.height(width)

    def tall(self, text: Text, style: Style, width: float, *, language: str = "") -> float:
        """Return how tall a text would be."""
        return Paragraph(text, style, self.setting, language=language).height(width)

    def fitted(
        self, text: str, style: Style, sizes: Sequence[float], *, width: float, height: float, language: str = ""
    ) -> tuple[str, Style]:
        """Return a text in the first of the sizes in which it fits, no word divided; cut with "…" where none is small
        enough.
        """
        text = clean(text[:_LONGEST])
        language = language or self.setting.language
        ratio = style.lead / style.size
        for size in sizes:
            tried = replace(style, size=size, lead=size * ratio)
            if self.tall(text, tried, width, language=language) <= height and whole(text, tried, width, language):
                return text, tried
        smallest = replace(style, size=sizes[-1], lead=sizes[-1] * ratio)
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            shown = text if middle == len(text) else f"{text[:middle].rstrip()}…"
            if self.tall(shown, smallest, width, language=language) <= height:
                low = middle
            else:
                high = middle - 1
        return (text if low == len(text) else f"{text[:low].rstrip()}…"), smallest

    # shapes

    def line(self, x: float, y: float, to_x: float, to_y: float, *, colour: str = RULE, width: float = 0.7) -> None:
        """Draw a line between two points."""
        with self._shapes() as drawing:
            drawing.line([(x, self.height - y), (to_x, self.height - to_y)], colour=colour, width=width)

    def fill(self, x: float, y: float, width: float, height: float, *, colour: str) -> None:
        """Fill a rectangle whose upper edge is at y."""
        with self._shapes() as drawing:
            drawing.rect(x, self.height - y - height, width, height, colour=colour)

    def box(self, x: float, y: float, side: float = BOX) -> None:
        """Draw an empty box to tick; x and y are its corner."""
        bottom = self.height - y - side
        corners: list[tuple[float, ...]] = [
            (x, bottom), (x + side, bottom), (x + side, bottom + side), (x, bottom + side), (x, bottom),
        ]  # fmt: skip
        with self._shapes() as drawing:
            drawing.path(corners, stroke=INK, width=0.9)

    def code(self, text: str, x: float, y: float, size: float, *, alt: str, language: str = "") -> None:
        """Draw a QR code of a text; `alt` says what it holds."""
        part = self.part(x, y, size, size)
        drawing = part._drawing()
        self.canvas.begin(drawing.figure(self.parent, plain(alt), language))
        QrCode(text, size).paint(drawing, None)
        self.canvas.end()

    def _drawing(self) -> Drawing:
        return Drawing(self.canvas, self.setting, self.left, self.top - self.height, self.width, self.height)

    @contextmanager
    def _shapes(self) -> "Iterator[Drawing]":
        self.canvas.artifact()
        yield self._drawing()
        self.canvas.end()


def whole(text: str, style: Style, width: float, language: str) -> bool:
    """Tell whether no word of an alphabet must be divided in a column; other scripts may be divided anywhere."""
    words = sorted((each for each in text.split() if each[0] < "\u2e80"), key=len)[-4:]
    return all(layout([Span(each, style, language)], 1e6, 0)[0].width <= width for each in words)


class Plate:
    """A whole page of the flow: it always begins a new one, may have a size of its own, and draws itself."""

    before, after, keep = 0.0, 0.0, False

    def __init__(
        self, frame: "Frame", setting: Setting, draw: Callable[[Surface], None], size: tuple[float, float]
    ) -> None:
        self._frame, self._setting, self._draw, self._size = frame, setting, draw, size

    def height(self, width: float) -> float:
        """Return the room of a page, whatever is drawn."""
        return self._frame.room

    def fits(self, width: float, room: float) -> bool:
        """Tell whether the page is still empty."""
        return room >= self._frame.room - 0.01

    def least(self, width: float) -> float:
        """Return the room of a page."""
        return self._frame.room

    def split(self, width: float, room: float, *, force: bool) -> "tuple[Block, Block] | None":
        """A page is never divided."""
        return None

    def draw(self, place: Place) -> None:
        """Give the page its size and draw it, from edge to edge."""
        wide, tall = self._size
        place.canvas.setPageSize(self._size)
        self._draw(Surface(place.canvas, place.parent, self._setting, 0, tall, wide, tall))
