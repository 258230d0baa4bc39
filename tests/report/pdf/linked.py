"""Links inside a document as a reader's program follows them."""

import ctypes
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Led:
    """The words under a link, its page, and the words of the line where it leads, with that page."""

    words: str
    page: int
    there: str
    target: int


def inside(path: Path) -> list[Led]:
    """Return the links of a file that stay in it, in the order of the pages."""
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage() for page in document]
    found = []
    for number, page in enumerate(document):
        start, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, start, link):
            target = raw.FPDFLink_GetDest(document, link)
            if not target:
                continue
            box = raw.FS_RECTF()
            raw.FPDFLink_GetAnnotRect(link, box)
            words = texts[number].get_text_bounded(box.left - 1, box.bottom - 1, box.right + 1, box.top + 1)
            goal = raw.FPDFDest_GetDestPageIndex(document, target)
            top = _height(target)
            width = document[goal].get_width()
            there = texts[goal].get_text_bounded(0, top - 32, width, top)
            found.append(Led(" ".join(words.split()), number, " ".join(there.split()), goal))
    return found


def _height(target: object) -> float:
    flags = [ctypes.c_int(0) for _ in range(3)]
    values = [ctypes.c_float(0) for _ in range(3)]
    raw.FPDFDest_GetLocationInPage(target, *flags, *values)
    return values[1].value
