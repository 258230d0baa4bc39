"""Photographs as telephones make them: with a place, a maker's note, a comment and more that is hidden."""

import io
import itertools
import random

from PIL import Image, PngImagePlugin

from hubdesk.desk import attachments
from hubdesk.desk.desk import Desk
from hubdesk.report import photos

#: Stands in every hidden corner of the photographs; an image never holds it by chance.
CANARY = b"CANARY-48.2082N-16.3738E"


def jpeg(size: tuple[int, int] = (64, 48), colour: str = "red", *, orientation: int = 1, seed: int = 0) -> bytes:
    """Return a JPEG with a canary in EXIF (place, maker's note), XMP, IPTC, its comment and behind its end."""
    image = Image.new("RGB", size, colour)
    if seed:
        image.putdata([tuple(random.Random(seed + n).randbytes(3)) for n in range(size[0] * size[1])])
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = CANARY.decode(), orientation
    exif.get_ifd(0x8769)[0x9003] = "2026:10:01 18:42:07"
    exif.get_ifd(0x8769)[0x927C] = CANARY
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (48.0, 12.0, 29.5), "E", (16.0, 22.0, 25.7)
    gps[27] = CANARY
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=95, exif=exif, comment=CANARY, xmp=b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>")
    made = stream.getvalue()
    iptc = b"Photoshop 3.0\x008BIM" + CANARY
    return made[:2] + b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc + made[2:] + b"PK\x03\x04" + CANARY


def png(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    """Return a PNG with a canary in its texts and behind its end."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", CANARY.decode())
    texts.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, "PNG", pnginfo=texts)
    return stream.getvalue() + CANARY


def webp(size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a WebP with a canary in EXIF and XMP."""
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    stream = io.BytesIO()
    Image.new("RGB", size, "blue").save(stream, "WEBP", exif=exif, xmp=CANARY)
    return stream.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"

_seeds = itertools.count(100)


def keep(desk: Desk, event: str, caption: str, *, sort: str = "photo", name: str = "a.jpg", **fields: str) -> str:
    """Keep a photo of its own that may be published, but for what `fields` say; return its id."""
    taken = photos.taken_in(jpeg((8, 8), seed=next(_seeds)), receipt=False)
    one = attachments.Incoming(sort, taken.data, taken.media, name, taken.taken)
    sure = {"caption": caption, "credit": "The organizers", "licence": "cc0", "shown": "none"} | fields
    return attachments.keep(desk, event, [one], **sure)[0]
