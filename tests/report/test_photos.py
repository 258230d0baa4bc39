"""Photographs on their way in: the image alone stays, whatever the file pretends to be."""

import io
import os
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from hubdesk.errors import Refused
from hubdesk.model import limits
from hubdesk.report import photos
from tests.photographs import CANARY, PDF, jpeg, png, webp


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("data", [jpeg(), png(), webp()], ids=["jpeg", "png", "webp"])
def test_nothing_hidden_comes_along(data: bytes) -> None:
    assert CANARY in data
    kept = photos.taken_in(data, receipt=False)
    assert CANARY not in kept.data and kept.media == "image/jpeg"
    assert photos.is_bare(kept.data) and not photos.is_bare(data)
    image = opened(kept.data)
    assert image.size == (64, 48) and not image.getexif() and image.info.keys() <= {"jfif", *JFIF}


JFIF = ("jfif_version", "jfif_unit", "jfif_density", "dpi")


def test_the_same_file_gives_the_same_bytes_and_they_stay_as_they_are() -> None:
    once = photos.taken_in(jpeg(), receipt=False)
    assert photos.taken_in(jpeg(), receipt=False) == once
    assert once.taken == "2026-10-01"  # the day, and not the time


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photographs_are_turned_upright(orientation: int) -> None:
    kept = opened(photos.taken_in(jpeg((64, 32), orientation=orientation), receipt=False).data)
    assert kept.size == ((64, 32) if orientation < 5 else (32, 64))


@pytest.mark.parametrize("orientation", [2, 3, 4, 5, 6, 7, 8])
def test_turning_does_what_every_viewer_does(orientation: int) -> None:
    from PIL import ImageOps

    image = Image.new("RGB", (64, 64), "white")
    image.paste("black", (0, 0, 32, 16))
    exif, stream = Image.Exif(), io.BytesIO()
    exif[0x0112] = orientation
    image.save(stream, "JPEG", exif=exif)
    wanted = ImageOps.exif_transpose(opened(stream.getvalue())).convert("L").resize((8, 8))
    found = opened(photos.taken_in(stream.getvalue(), receipt=False).data).convert("L").resize((8, 8))
    assert all(abs(a - b) < 30 for a, b in zip(wanted.tobytes(), found.tobytes(), strict=True))


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGBA", "LA", "P", "1", "I;16"])
def test_any_colours_become_rgb(mode: str) -> None:
    stream = io.BytesIO()
    Image.new(mode, (40, 30)).save(stream, "JPEG" if mode == "CMYK" else "PNG")
    kept = opened(photos.taken_in(stream.getvalue(), receipt=False).data)
    assert kept.mode == "RGB"
    clear = mode in ("CMYK", "RGBA", "LA")  # no ink, and what can be seen through, is white as paper
    assert kept.getpixel((5, 5)) == ((255, 255, 255) if clear else (0, 0, 0))


def test_colours_of_a_profile_are_brought_to_srgb() -> None:
    stream = io.BytesIO()
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()  # nonsense for RGB: counts as none
    Image.new("RGB", (40, 30), (200, 30, 30)).save(stream, "JPEG", icc_profile=swapped, quality=95)
    kept = photos.taken_in(stream.getvalue(), receipt=False).data
    assert "icc_profile" not in opened(kept).info
    red, green, blue = opened(kept).getpixel((5, 5))
    assert red > 180 and green < 60 and blue < 60


def test_a_large_photograph_is_made_as_large_as_paper_can_show() -> None:
    stream = io.BytesIO()
    Image.new("L", (9_000, 1_000)).save(stream, "JPEG")
    assert photos.size_of(stream.getvalue()) == (9_000, 1_000)
    assert opened(photos.taken_in(stream.getvalue(), receipt=False).data).width == limits.PHOTO_EDGE


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that claims to be this large."""
    stream = io.BytesIO()
    Image.new("1", (8, 8)).save(stream, "PNG")
    made = stream.getvalue()
    head = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + made[24:29]
    return made[:12] + head + zlib.crc32(head).to_bytes(4, "big") + made[33:]


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("photo.jpg", jpeg())
    return stream.getvalue()


HOSTILE = {
    "nothing": b"",
    "a zip": zipped(),
    "a zip with an image before its end": zipped() + jpeg(),
    "a page": b"<html><img src=x onerror=alert(1)></html>",
    "an SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "a GIF": b"GIF89a" + bytes(60),
    "a TIFF": b"II*\0" + bytes(60),
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "the first bytes of a JPEG": b"\xff\xd8\xff",
    "a JPEG that ends in the middle": jpeg((640, 480), seed=1)[:9_000],
    "a JPEG of noise": b"\xff\xd8\xff\xe0" + os.urandom(4_000),
    "a PNG that ends in the middle": png()[:60],
    "a WebP that ends in the middle": webp()[:40],
    "a PNG of 100 million pixels": bomb(10_000, 10_000),
    "a PNG of 4,600,000 million pixels": bomb(2**31 - 1, 2**31 - 1),
    "a PNG without width": bomb(0, 10),
    "a receipt among photos": PDF,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_good_photograph_is_refused_in_three_parts(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        photos.taken_in(data, receipt=False)
    assert all(caught.value.told()) and caught.value.exit_code == 3


WHOLE = [jpeg(seed=3), png(), webp()]


@given(st.data())
def test_any_damage_is_read_or_refused(data: st.DataObject) -> None:
    made = bytearray(data.draw(st.sampled_from(WHOLE)))
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(made) - 1), st.integers(0, 255)), max_size=8)):
        made[at] = value
    made = made[: data.draw(st.integers(0, len(made)))]
    photos.is_bare(bytes(made))
    try:
        kept = photos.taken_in(bytes(made), receipt=False)
    except Refused:
        return
    assert photos.is_bare(kept.data) and CANARY not in kept.data


def test_a_receipt_may_be_a_pdf_and_stays_as_it_is() -> None:
    assert photos.taken_in(PDF, receipt=True) == photos.Kept(PDF, "application/pdf")
    assert photos.taken_in(png(), receipt=True).media == "image/jpeg"
    for bad in (PDF[:40], b"%PDF-1.4" + bytes(limits.BUNDLE_PART) + b"%%EOF", zipped()):
        with pytest.raises(Refused):
            photos.taken_in(bad, receipt=True)


@pytest.mark.parametrize("edit", [b"\xff\xfe\0\4ab", b"\xff\xe1\0\4ab", b"\xff\xe0\0\4ab"])
def test_an_image_with_anything_beside_it_is_not_bare(edit: bytes) -> None:
    kept = photos.taken_in(jpeg(seed=5), receipt=False).data
    assert photos.is_bare(kept)
    assert not photos.is_bare(kept[:2] + edit + kept[2:])
    assert not photos.is_bare(kept + b"\0")
    assert not photos.is_bare(kept[:-2]) and not photos.is_bare(b"") and not photos.is_bare(png())


def test_small_images_for_the_window() -> None:
    assert max(opened(photos.small(jpeg((640, 480)), 160)).size) == 160
