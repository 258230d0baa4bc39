"""The objects of a document written straight to a file in the form of ReportLab; each is dropped when it is written."""

from array import array
from collections.abc import Callable
from typing import Any, BinaryIO

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFFile, PDFIndirectObject, PDFTrailer

#: Tells the bytes of an object that the document does not list, by its number: the structure tree has so many.
Unlisted = Callable[[int], bytes | None]


class _Straight(PDFFile):  # type: ignore[misc]
    """Writes what is added at once, instead of collecting it."""

    def __init__(self, version: tuple[int, int], target: BinaryIO) -> None:
        super().__init__(version)
        target.write(self.format(None))
        self.write = target.write


def stream(document: PDFDocument, target: BinaryIO, unlisted: Unlisted) -> None:
    """Write the whole document; its objects are gone afterwards.

    What `document.beat` raises goes through, and leaves a part of a document.
    """
    document.encrypt.prepare(document)  # there is none; objects are asked for it all the same
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    file = _Straight(document._pdfVersion, target)
    offsets = array("Q")
    while (written := _object(document, len(offsets) + 1, unlisted)) is not None:
        offsets.append(file.add(written))
    size = len(offsets) + 1
    begins = file.add(f"xref\n0 {size}\n0000000000 65535 f \n")
    for offset in offsets:
        file.add(f"{offset:010} 00000 n \n")
    trailer = PDFTrailer(startxref=begins, Size=size, Root=root, Info=info, ID=document.ID())
    file.add(trailer.format(document))


def _object(document: PDFDocument, number: int, unlisted: Unlisted) -> bytes | None:
    """Return an object with its number around it, None where there is none of that number."""
    if (own := unlisted(number)) is not None:
        return b"%d 0 obj\n%b\nendobj\n" % (number, own)
    name: Any = document.numberToId.get(number)
    if name is None:
        return None
    written: bytes = PDFIndirectObject(name, document.idToObject[name]).format(document)
    document.idToObject[name] = None  # its name stays, for others refer to it
    return written
