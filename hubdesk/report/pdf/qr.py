"""QR codes as shapes on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from hubdesk.report.pdf.drawing import Drawing
from hubdesk.report.pdf.styles import INK, WHITE, rgb

_QUIET = 4  # modules of white around the code (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class QrCode:
    """A text that a camera reads; `size` is the side in points with its white border. Never mirrored."""

    text: str
    size: float = 90

    @property
    def height(self) -> float:
        """The side of the square."""
        return self.size

    def pieces(self, room: float) -> Sequence["QrCode"]:
        """Return the code: it cannot be divided."""
        return [self]

    def paint(self, drawing: Drawing, number: object) -> None:
        """Draw the dark modules, those side by side in a row as one."""
        matrix = segno.make(self.text, error="m", micro=False).matrix
        unit = self.size / (len(matrix) + 2 * _QUIET)
        left = drawing.x + (drawing.width - self.size if drawing.setting.rtl else 0)
        top = drawing.y + self.size
        boxes = []
        for row, modules in enumerate(matrix):
            column = 0
            while column < len(modules):
                stop = column
                while stop < len(modules) and modules[stop]:
                    stop += 1
                if stop > column:
                    x, y = left + (column + _QUIET) * unit, top - (row + 1 + _QUIET) * unit
                    boxes.append(f"{x:.3f} {y:.3f} {(stop - column) * unit:.3f} {unit:.3f} re")
                column = max(stop, column + 1)
        white = f"{rgb(WHITE)} rg {left:.2f} {drawing.y:.2f} {self.size:.2f} {self.size:.2f} re f"
        drawing.canvas.put(f"{white} {rgb(INK)} rg {' '.join(boxes)} f")
