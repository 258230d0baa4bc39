"""A web page saved in one file with its pictures is read as the page."""

import base64
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.archive import is_archive
from hubdesk.charter.detect import read
from hubdesk.errors import Refused
from tests.charter.pages import headings, shape

PAGE = """<!DOCTYPE html><html lang="pt-br"><head><title>x</title></head>
<body><h2>Órgãos = direitos</h2><p>Água.</p></body></html>"""
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"


def archive(
    body: bytes, *, encoding: str, kind: str = "text/html", before: str = "", boundary: str = "----x--y"
) -> bytes:
    """Return a file as browsers write it."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/p\r\nSubject: =?utf-8?Q?=C3=93?=\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\t'
        f'boundary="{boundary}"\r\n\r\n\r\n'
    )
    part = f"Content-Type: {kind}\r\nContent-ID: <f>\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    inside = (before.encode(), part + body + b"\r\n", PICTURE.encode())
    pieces = b"".join(f"--{boundary}\r\n".encode() + piece for piece in inside if piece)
    return head.encode() + pieces + f"--{boundary}--\r\n".encode()


@pytest.mark.parametrize(
    ("body", "options"),
    [
        (quopri.encodestring(PAGE.encode()), {"encoding": "quoted-printable"}),
        (base64.encodebytes(PAGE.encode()), {"encoding": "base64"}),
        (PAGE.encode(), {"encoding": "binary"}),
        (PAGE.encode(), {"encoding": "8bit", "kind": 'text/html; charset="utf-8"'}),
        (PAGE.encode("windows-1252"), {"encoding": "8bit", "kind": "text/html; charset=windows-1252"}),
        (base64.encodebytes(PAGE.encode()), {"encoding": "base64", "before": PICTURE}),
        (base64.encodebytes(PAGE.encode()), {"encoding": "base64", "kind": "application/xhtml+xml"}),
    ],
    ids=["quoted", "base64", "binary", "utf-8", "windows", "after a picture", "xhtml"],
)
@pytest.mark.parametrize("ends", [b"\r\n", b"\n"])
def test_the_page_is_found_and_read(body: bytes, options: dict[str, str], ends: bytes) -> None:
    outline = read(archive(body, **options).replace(b"\r\n", ends), "Charter.mhtml")
    assert shape(outline) == [("1", "Órgãos = direitos"), ("1p1", "Água.")]
    assert (outline.language, outline.format) == ("pt-BR", "html")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive(b"", encoding="base64"), "document-archive"),
        (archive(b"x", encoding="7bit", kind="image/png"), "document-archive"),
        (archive(PAGE.encode(), encoding="binary")[:220], "document-archive"),
        (archive(PAGE.encode(), encoding="binary", boundary=""), "document-archive"),
        (archive("<html>Мёд и хлеб".encode() + b"\xd1.</html>", encoding="binary"), "document-encoding"),
        (archive(b"<html>a\x00b</html>", encoding="binary"), "document-binary"),
    ],
)
def test_an_archive_without_a_page_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data, "x.mhtml")
    assert refused.value.code == code and all(refused.value.told())


def test_a_text_that_begins_like_a_letter_is_no_archive() -> None:
    assert not is_archive(b"Title: a\nNote: multipart/related\n\n== A ==\n")
    assert headings(read(b"From: us\nTo: all\n\n== A ==\n", "x.wiki")) == [("1", "A")]


@pytest.mark.parametrize("piece", ["--x\r\n", "--x\n\n", "A: b\r\n", "\r\n", "=\r\n", ";a=b", " \n"])
def test_archives_of_many_parts_and_headers_end(piece: str) -> None:
    page = archive(b"<html><h2>A</h2>", encoding="quoted-printable", boundary="x")
    for data in (
        page[:-10] + piece.encode() * 100_000,
        page.replace(b"From:", piece.encode() * 100_000 + b"\r\nFrom:"),
    ):
        try:
            read(data, "x.mht")
        except Refused as refused:
            assert all(refused.told())


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 700), st.binary(max_size=8), st.integers(0, 60))
def test_an_archive_damaged_anywhere_gives_an_outline_or_a_refusal(at: int, put: bytes, lost: int) -> None:
    data = archive(base64.encodebytes(PAGE.encode()), encoding="base64")
    try:
        read(data[:at] + put + data[at + lost :], "x.mhtml")
    except Refused as refused:
        assert all(refused.told())


_HEADERS = st.sampled_from(
    [
        *(
            "Content-Type: multipart/related",
            '; boundary="x"',
            "; boundary*=utf-8''x%FF",
            "; boundary*0=x; boundary*x=y",
        ),
        *("\n", "; charset=", "; charset*=undefined''x", "; charset=idna", "Content-Type: text/html", "--x\n"),
        *(
            "Content-Transfer-Encoding: x-uuencode\n\nbegin",
            "Content-Transfer-Encoding: base64\n\n=",
            "\n\n<html><h2>A",
        ),
        *(' ; "', "\\", "é", "=?utf-8?b?/?="),
    ]
)


@settings(deadline=None, max_examples=200)
@given(st.lists(_HEADERS, max_size=14))
def test_any_headers_give_an_outline_or_a_refusal(parts: list[str]) -> None:
    try:
        read(("Content-Type: multipart/related" + "".join(parts)).encode(), "x.mhtml")
    except Refused as refused:
        assert all(refused.told())
