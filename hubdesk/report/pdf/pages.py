"""Blocks placed down the pages one after the other, and what stands around them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hubdesk.report.pdf.canvas import A4, TaggedCanvas
from hubdesk.report.pdf.flow import Block, Paragraph, Place
from hubdesk.report.pdf.styles import RULE, rgb

Report = Callable[[int, int], None]
_ABOVE_NOTES = 12.0  # from the text to the first note, with the rule in the middle
_RULE = 90.0
#: Sizes of paper in points.
SIZES = {"a4": A4, "letter": (612.0, 792.0)}


@dataclass(frozen=True, slots=True)
class Frame:
    """The column of a page and its margins, in points."""

    size: tuple[float, float] = A4
    side: float = 57.0
    above: float = 62.0
    below: float = 62.0

    @property
    def width(self) -> float:
        """The width of the column."""
        return self.size[0] - 2 * self.side

    @property
    def top(self) -> float:
        """The upper edge of the column."""
        return self.size[1] - self.above

    @property
    def room(self) -> float:
        """The height of the column."""
        return self.top - self.below


class Flow:
    """Fills pages with blocks; `report` is called after every page with how many blocks are placed, of how many.

    `report` may raise (hubdesk.errors.Cancelled) to stop the work. Notes of paragraphs stand at the foot of the page.
    """

    def __init__(self, canvas: TaggedCanvas, frame: Frame, report: Report | None) -> None:
        self._canvas, self._frame, self._report = canvas, frame, report
        self._y = frame.top
        self._gap = 0.0
        self._empty = True
        self._done = self._total = 0
        self._notes: list[Paragraph] = []

    def place(self, blocks: list[Block]) -> None:
        """Place all blocks and end the last page; what is drawn is dropped from the list, a report has many."""
        self._total = len(blocks)
        blocks.reverse()
        while blocks:
            self._place(blocks)
            blocks.pop()
            self._done = self._total - len(blocks)
        if not self._empty or not self._total:
            self._next_page()

    def _place(self, blocks: Sequence[Block]) -> None:
        """Place the last of the blocks, which stand in the order from the end."""
        width, block = self._frame.width, blocks[-1]
        if block.keep and not self._empty and self._needed(blocks) > self._left(block):
            self._next_page()
        rest: Block | None = block
        while rest is not None:
            room = self._left(rest)
            if rest.fits(width, room):
                self._draw(rest)
                break
            parts = rest.split(width, room, force=self._empty)
            if parts is not None:
                self._draw(parts[0])
                self._next_page()
                rest = parts[1]
            elif self._empty:  # nothing to divide and no larger room to be had
                self._draw(rest)
                break
            else:
                self._next_page()

    def _needed(self, blocks: Sequence[Block]) -> float:
        """Return the room for a block that must not be parted from what follows, with the least of that."""
        width, most = self._frame.width, self._frame.room
        needed = after = 0.0
        for place, block in enumerate(reversed(blocks)):
            needed += max(after, block.before) if place else 0.0
            after = block.after
            needed += block.height(width) if block.keep else block.least(width)
            if not block.keep or needed > most:
                break
        return min(needed, most)

    def _left(self, block: Block) -> float:
        """Return the room for a block above the notes of the page and its own."""
        gap = 0.0 if self._empty else max(self._gap, block.before)
        return self._y - gap - self._frame.below - self._foot([*self._notes, *notes_of(block)])

    def _foot(self, notes: Sequence[Paragraph]) -> float:
        heights = [note.height(self._frame.width) + note.before for note in notes]
        return sum(heights) + _ABOVE_NOTES if notes else 0.0

    def _draw(self, block: Block) -> None:
        if not self._empty:
            self._y -= max(self._gap, block.before)
        height = block.height(self._frame.width)
        place = Place(self._canvas, self._canvas.root, self._frame.side, self._y, self._frame.width)
        block.draw(place)
        self._notes += notes_of(block)
        self._y -= height
        self._gap = block.after
        self._empty = False

    def _draw_notes(self) -> None:
        frame, canvas = self._frame, self._canvas
        y = frame.below + self._foot(self._notes)
        left = frame.side + (frame.width - _RULE if self._notes[0].setting.rtl else 0)
        rule = y - _ABOVE_NOTES / 2
        canvas.put(f"/Artifact BMC {rgb(RULE)} RG 0.5 w {left:.2f} {rule:.2f} m {left + _RULE:.2f} {rule:.2f} l S EMC")
        y -= _ABOVE_NOTES
        for note in self._notes:
            y -= note.before
            note.draw(Place(canvas, canvas.root, frame.side, y, frame.width))
            y -= note.height(frame.width)
        self._notes = []

    def _next_page(self) -> None:
        if self._notes:
            self._draw_notes()
        self._canvas.finish_page()
        self._y, self._gap, self._empty = self._frame.top, 0.0, True
        if self._report is not None:
            self._report(self._done, self._total)


def notes_of(block: Block) -> Sequence[Paragraph]:
    """Return the notes that a block brings to its page."""
    return block.notes if isinstance(block, Paragraph) else ()
