"""Photographs: turned upright, reduced to what paper can show, without place, camera or any other hidden facts."""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageOps
from reportlab.pdfbase.pdfdoc import PDFName

from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.report.pdf.drawing import Drawing
from hubdesk.report.pdf.embedding import Stream

MOST_PIXELS = 80_000_000
_DOTS = 200 / 72  # pixels for each point on paper
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as it will lie in the document: RGB, JPEG, in pixels; `height` is points on paper."""

    data: bytes
    pixels: tuple[int, int]
    width: float
    height: float

    def pieces(self, room: float) -> Sequence["Picture"]:
        """Return the picture, smaller when it is taller than a page."""
        if self.height <= room:
            return [self]
        return [Picture(self.data, self.pixels, self.width * room / self.height, room)]

    def paint(self, drawing: Drawing, number: object) -> None:
        """Draw it at the reading side."""
        image = Stream(content=self.data)
        entries = {"Type": "XObject", "Subtype": "Image", "ColorSpace": "DeviceRGB", "Filter": "DCTDecode"}
        for key, value in entries.items():
            image.dictionary[key] = PDFName(value)
        image.dictionary["Width"], image.dictionary["Height"] = self.pixels
        image.dictionary["BitsPerComponent"] = 8
        name = drawing.canvas.picture(image)
        left = drawing.x + (drawing.width - self.width if drawing.setting.rtl else 0)
        place = f"{self.width:.2f} 0 0 {self.height:.2f} {left:.2f} {drawing.y:.2f} cm"
        drawing.canvas.put(f"q {place} /{name} Do Q")


def picture(data: bytes, width: float) -> Picture:
    """Return an image file as a picture `width` points wide (less when it is small or very tall).

    Raises Refused for what is not an image of a known format or has more than MOST_PIXELS pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data), formats=_FORMATS)
            if opened.width * opened.height > MOST_PIXELS:
                raise ValueError("too many pixels")
            upright = ImageOps.exif_transpose(opened)
            flat = Image.new("RGB", upright.size, "white")
            shown = upright.convert("RGBA")
            flat.paste(shown, mask=shown.getchannel("A"))
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused(
            say("A picture cannot be read."),
            next=say("Save it again as JPEG or PNG with a photo program, then add it once more."),
            code="picture-unreadable",
        ) from None
    most = int(width * _DOTS)
    flat.thumbnail((most, most * 2))
    shown_width = min(width, flat.width * 72 / 96)
    stream = io.BytesIO()
    flat.save(stream, "JPEG", quality=84, optimize=True)
    return Picture(stream.getvalue(), flat.size, shown_width, shown_width * flat.height / flat.width)
