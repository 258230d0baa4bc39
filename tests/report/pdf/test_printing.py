"""Paper of two sizes, and a logo on the first page that no image file can misuse."""

import io
import os
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from hubdesk.errors import Refused
from hubdesk.report.pdf import annex, conversation
from hubdesk.report.pdf.picture import MOST_PIXELS
from hubdesk.report.pdf.printing import LOGO, printing
from hubdesk.report.summary import summarize
from tests.report.pdf.reported import full


def image(size: tuple[int, int] = (400, 200), mode: str = "RGB", form: str = "PNG") -> bytes:
    made = Image.new(mode, size)
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=200)
    stream = io.BytesIO()
    made.save(stream, form)
    return stream.getvalue()


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_all_pages_have_the_size_of_the_paper(paper: str, size: tuple[int, int], tmp_path: Path) -> None:
    for name, write in (("report", conversation.write), ("annex", annex.write)):
        write(summarize(full("ar")), tmp_path / name, printing=printing(paper=paper))
        for page in pypdfium2.PdfDocument(tmp_path / name):
            assert (round(page.get_width()), round(page.get_height())) == size


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_logo_stands_at_the_end_of_the_first_band(language: str, tmp_path: Path) -> None:
    logo = image(mode="CMYK", form="JPEG")
    for name in ("a", "b"):
        conversation.write(summarize(full(language)), tmp_path / name, printing=printing(logo=logo))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    first = pypdfium2.PdfDocument(tmp_path / "a")[0]
    (box,) = [each.get_bounds() for each in first.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    middle = (box[0] + box[2]) / 2
    assert (middle < first.get_width() / 2) == (language == "ar")
    assert box[2] - box[0] <= LOGO[0] + 1 and box[3] - box[1] <= LOGO[1] + 1


@pytest.mark.parametrize("size", [(2000, 3), (3, 2000), (1, 1)])
@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1"])
def test_a_logo_of_any_shape_and_colours_fits(size: tuple[int, int], mode: str) -> None:
    found = printing(logo=image(size, mode)).logo
    assert found is not None and 0 < found.width <= LOGO[0] and 0 < found.height <= LOGO[1]


def bomb() -> bytes:
    """Return a small PNG file that says it has 120 million pixels."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    head = (12_000).to_bytes(4, "big") + (10_000).to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


BROKEN = {
    "empty": b"",
    "cut off": image(form="JPEG")[:300],
    "noise": os.urandom(3_000),
    "noise in a JPEG": image(form="JPEG")[:200] + bytes(range(256)) * 4,
    "markup": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(r) file",
    "too many pixels": bomb(),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_logo_is_refused_in_three_sentences(data: bytes) -> None:
    assert MOST_PIXELS < 12_000 * 10_000
    with pytest.raises(Refused) as caught:
        printing(logo=data)
    assert caught.value.exit_code == 3 and all(caught.value.told())
