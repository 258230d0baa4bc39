"""Photographs and receipts on their way in: known by their content, made anew, and nothing hidden comes along."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from PIL import Image, ImageCms, features

from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model import limits

JPEG, PDF = "image/jpeg", "application/pdf"
_FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION, _TAKEN, _EXIF = 0x0112, 0x9003, 0x8769
_TURNS = {
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_270],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_90],
}
#: What damaged or hostile images raise in Pillow, besides what it knows as an error.
_BAD = (
    *(OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, OverflowError, MemoryError, struct.error),
    Image.DecompressionBombError,
)
#: Tried one after the other, until the image is small enough to travel.
_QUALITIES = (88, 70, 45, 20)
#: Segments of a JPEG that draw it: frames, tables, scans, restart intervals; and the plain head that says its density.
_DRAWING = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDD})
_HEAD = 0xE0


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it stays: its bytes, its media type, and the day on which a camera says that it was taken ("")."""

    data: bytes
    media: str
    taken: str = ""


def taken_in(data: bytes, *, receipt: bool) -> Kept:
    """Return a photo, or a receipt (which may be a PDF and stays as it is then), as it may be kept.

    What a file is, its content tells, never its name. A photo is turned upright, brought to sRGB, reduced to
    `limits.PHOTO_EDGE` and written anew, so that place, camera, comments and what lies behind the image are gone.
    Raises Refused for anything else, for damage and for too much.
    """
    if receipt and data.startswith(b"%PDF-"):
        if b"%%EOF" not in data[-2048:] or len(data) > limits.BUNDLE_PART:
            raise _unreadable("receipt-pdf")
        return Kept(data, PDF)
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) and (data[:4], data[8:12]) != (b"RIFF", b"WEBP"):
        raise _no_image(receipt)
    with _opened(data, limits.PHOTO_EDGE) as image:
        return Kept(_written(_flat(image), limits.BUNDLE_PART), JPEG, _day(image))


def small(data: bytes, edge: int) -> bytes:
    """Return an image no more than `edge` pixels wide or high, as JPEG. Raises Refused as `taken_in`."""
    with _opened(data, edge) as image:
        return _written(_flat(image, edge), limits.BUNDLE_PART)


def size_of(data: bytes) -> tuple[int, int]:
    """Return width and height of an image in pixels, read from its head. Raises Refused as `taken_in`."""
    with _opened(data, limits.PHOTO_EDGE, draft=False) as image:
        return image.size


def lacking() -> list[str]:
    """Return what of Pillow an installation was left without: formats that it reads, and profiles of colours."""
    return [name for name in ("jpg", "zlib", "webp", "littlecms2") if not features.check(name)]


def is_bare(data: bytes) -> bool:
    """Tell whether a JPEG holds its image and nothing else: no facts about the camera, no comment, nothing behind it.

    What `taken_in` wrote is so. What another laptop put into a team file need not be.
    """
    at, first = 2, data[:2] == b"\xff\xd8"
    while first and at + 4 <= len(data) and data[at] == 0xFF:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        plain = (
            mark == _HEAD and data[at + 4 : at + 9] == b"JFIF\0" and length == 16 and data[at + 16 : at + 18] == b"\0\0"
        )
        if not (mark in _DRAWING or plain) or length < 2:
            return False
        at += 2 + length
        if mark == 0xDA:
            at = _after_scan(data, at)
            if data[at : at + 2] == b"\xff\xd9":
                return at + 2 == len(data)
    return False


def _after_scan(data: bytes, at: int) -> int:
    """Return where the next segment begins: 0xFF that is neither data (followed by 0) nor a restart mark."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)


@contextmanager
def _opened(data: bytes, edge: int, *, draft: bool = True) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the library only warns of is refused here, or harms nobody
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > limits.PHOTO_PIXELS:
                raise _too_many_pixels()
            if draft:  # a large JPEG is read at half its size where that is enough: the memory of an old laptop
                image.draft(None, (edge, edge))
            yield image
    except ImageCms.PyCMSError as error:
        raise _unreadable("photo-colours") from error
    except _BAD as error:
        raise _unreadable("photo-unreadable") from error


def _flat(image: Image.Image, edge: int = limits.PHOTO_EDGE) -> Image.Image:
    """Return the image upright, in sRGB, on white where it was clear, no larger than `edge`, with nothing else."""
    profile, turns = image.info.get("icc_profile"), _TURNS.get(_orientation(image), [])
    image.load()
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode not in ("RGB", "L", "CMYK"):
        clear = image.convert("RGBA")
        image = Image.new("RGB", clear.size, "white")
        image.paste(clear, mask=clear.getchannel("A"))
    image.thumbnail((edge, edge))
    flat = _in_srgb(image, profile)
    for turn in turns:
        flat = flat.transpose(turn)
    flat.info = {}
    return flat


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Return an image in sRGB; a profile that makes no sense counts as none, as in viewers."""
    if isinstance(profile, bytes) and 128 < len(profile) <= limits.PHOTO_PROFILE:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if turned is not None:
                return turned
    return image.convert("RGB")


def _orientation(image: Image.Image) -> int:
    with suppress(*_BAD):
        return int(image.getexif().get(_ORIENTATION, 1))
    return 1


def _day(image: Image.Image) -> str:
    with suppress(*_BAD):
        told = str(image.getexif().get_ifd(_EXIF).get(_TAKEN, ""))
        return datetime.strptime(told[:10], "%Y:%m:%d").date().isoformat()
    return ""


def _written(image: Image.Image, most: int) -> bytes:
    for quality in _QUALITIES:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, optimize=True)
        if stream.tell() <= most:
            break
    return stream.getvalue()


def _no_image(receipt: bool) -> Refused:
    return Refused(
        say("This file is neither an image nor a PDF that HubDesk can keep.")
        if receipt
        else say("This file is no photo that HubDesk can keep: it is no JPEG, PNG or WebP inside."),
        next=say("Save it as JPEG with a photo program, then add it again."),
        code="photo-kind",
    )


def _unreadable(code: str) -> Refused:
    return Refused(
        say("This photo or receipt is damaged and cannot be read."),
        next=say("Copy it from the camera or the telephone once more, then add it again."),
        code=code,
    )


def _too_many_pixels() -> Refused:
    return Refused(
        say("This photo is larger than {n} million pixels.", n=limits.PHOTO_PIXELS // 1_000_000),
        next=say("Save a smaller copy of it with a photo program, then add that."),
        code="photo-pixels",
    )
