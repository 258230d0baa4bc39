"""Files that hold no text which can be read safely are refused, each with its own way to the text."""

import pytest

from hubdesk.charter.detect import read
from hubdesk.errors import Refused


@pytest.mark.parametrize("name", ["charter", "charter.txt", "charter.docx"])
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "document-locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "document-doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook", "document-office"),
        (b"{\\rtf1\\ansi Rules}", "document-rtf"),
        (b"\x1f\x8b\x08\x00 gzip", "document-archive"),
        (b"Rar!\x1a\x07\x00", "document-archive"),
        (b"\x89PNG\r\n\x1a\n....", "document-image"),
        (b"\xff\xd8\xff\xe0 JFIF", "document-image"),
        (b"II*\x00 a scan", "document-image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "document-image"),
        (b"\x00\x00\x00\x18ftypheic", "document-image"),
        (b"%PDF-1.7\n", "document-pdf"),
        (b"\xef\xbb\xbf%PDF-1.7\n", "document-pdf"),
        (b"%!PS-Adobe-3.0", "document-pdf"),
    ],
)
def test_the_content_tells_what_cannot_be_read_whatever_its_name(data: bytes, code: str, name: str) -> None:
    with pytest.raises(Refused) as error:
        read(data, name)
    assert error.value.code == code and error.value.exit_code == 3
    assert all(error.value.told())


def test_a_pdf_is_refused_with_the_reason() -> None:
    with pytest.raises(Refused) as error:
        read(b"%PDF-1.7\n...", "charter.pdf")
    what, safe, then = error.value.told()
    assert "where each letter stands" in what and safe == "Nothing was changed." and "wiki page" in then


@pytest.mark.parametrize("start", ["BM is short for board member.", "Rar! said the lion.", "GIF8", "%"])
def test_text_that_begins_like_something_else_stays_text(start: str) -> None:
    assert read(f"{start}\n\nAnd so on.".encode(), "a.txt").paragraphs
