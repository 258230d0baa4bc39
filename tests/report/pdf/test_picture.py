"""Photographs: printed in any colours, upright, without hidden facts, and never larger than memory."""

import io
import os
from datetime import UTC, datetime

import pytest
from PIL import Image

from hubdesk.errors import Refused
from hubdesk.report.pdf.document import Document
from hubdesk.report.pdf.picture import MOST_PIXELS, picture

AS_OF = datetime(2026, 11, 20, tzinfo=UTC)


def written(data: bytes) -> bytes:
    made = Document(language="en", title="Photographs", as_of=AS_OF)
    made.photo(data, alt="A room", below="The room")
    stream = io.BytesIO()
    made.finish(stream)
    return stream.getvalue()


def test_photographs_lose_their_hidden_facts() -> None:
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "red").save(stream, "JPEG", exif=exif)
    made = picture(stream.getvalue(), 300)
    assert b"secret" not in made.data
    assert made.pixels[0] < made.pixels[1]  # turned upright


@pytest.mark.parametrize("mode", ["CMYK", "RGBA", "P", "L", "1"])
def test_photographs_of_any_colours_are_printed(mode: str) -> None:
    stream = io.BytesIO()
    Image.new(mode, (80, 60)).save(stream, "TIFF" if mode == "CMYK" else "PNG")
    data = written(stream.getvalue())
    assert b"/DCTDecode" in data and b"/DeviceCMYK" not in data


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff", b"%PDF-1.7", b"BM" + b"\0" * 60, os.urandom(400)])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        picture(data, 300)


def test_pictures_that_would_fill_the_memory_are_refused() -> None:
    stream = io.BytesIO()
    Image.new("1", (30_000, MOST_PIXELS // 30_000 + 10)).save(stream, "PNG")
    with pytest.raises(Refused):
        picture(stream.getvalue(), 300)
