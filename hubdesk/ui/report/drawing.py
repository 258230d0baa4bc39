"""Pages of a PDF as pictures; may be called away from the window."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: PDFium does one thing at a time, whoever asks.
ONE = Lock()


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF and the sizes of its pages in points."""

    data: bytes = field(default=b"", repr=False)
    sizes: tuple[tuple[float, float], ...] = ()

    def drawn(self, page: int, width: int) -> QImage:
        """Return a page (from 0) as wide as this, in pixels."""
        with _opened(self.data) as document:
            found = document[page]
            picture = found.render(scale=width / self.sizes[page][0])
            shape = (picture.width, picture.height, picture.stride)
            image = QImage(picture.buffer, *shape, QImage.Format.Format_BGR888).copy()
            # closed here, for what is closed later is closed beside another's drawing
            picture.close()
            found.close()
        return image


def pages(data: bytes) -> Pages:
    """Return the pages of a PDF, none for empty bytes."""
    if not data:
        return Pages()
    with _opened(data) as document:
        return Pages(data, tuple(document.get_page_size(number) for number in range(len(document))))


@contextmanager
def _opened(data: bytes) -> Iterator["PdfDocument"]:
    """Open a PDF for a moment: it takes a millisecond, and nothing is left open when the window goes."""
    # here and not above: nobody who never makes a report waits for it
    import pypdfium2

    with ONE, pypdfium2.PdfDocument(data) as document:
        yield document
