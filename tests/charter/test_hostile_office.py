"""Packed documents that somebody made to harm are refused in time and space that their size bounds."""

import tracemalloc
import zipfile
from io import BytesIO
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.detect import read
from hubdesk.errors import Refused
from hubdesk.model.limits import DOCUMENT_BYTES, DOCUMENT_PARTS, MIB
from hubdesk.model.outline import Outline
from tests.charter.office_files import docx, docx_parts, fodt, h, odt, odt_parts, p, packed, r
from tests.charter.pages import headings, shape

WORD = docx(p("Aims", "berschrift1") + p("Words of the river.") + p("Money", "berschrift1") + p("None."))
WRITER = odt(h("Aims") + "<text:p>Words.</text:p>" + h("Money"))


def refused(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(Refused) as error:
        read(data, name)
    assert all(error.value.told()) and error.value.exit_code == 3
    return error.value.code


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


def with_flag(data: bytes, flag: int) -> bytes:
    """Return a zip whose entries all carry a flag, in both headers."""
    out = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            out[at + place] |= flag
            at = data.find(sign, at + 1)
    return bytes(out)


def twice() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in [*docx_parts(p("a")).items(), ("word/DOCUMENT.xml", "<a/>")]:
            made.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_flag(WORD, 1), "document-locked"),
        (packed({**odt_parts(h("A")), "META-INF/manifest.xml": "<manifest:encryption-data/>"}), "document-locked"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text", "encrypted-package": b"x"}), "document-locked"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.presentation"}), "document-office"),
        (packed({"content.xml": "<a/>"}), "document-office"),
        (packed({"mimetype": "application/epub+zip", "META-INF/container.xml": "<a/>"}), "document-epub"),
        (packed({"[Content_Types].xml": "", "_rels/.rels": "", "word/document.xml": "<workbook/>"}), "document-office"),
        (packed({"[Content_Types].xml": "", "xl/workbook.xml": "<workbook/>"}), "document-damaged"),
        (packed({"a.txt": "Article 1"}), "document-archive"),
        (packed({"inner.docx": WORD}), "document-archive"),
        (b"PK\x03\x04 a zip", "document-damaged"),
        (WORD[:-200], "document-damaged"),
        (changed(WORD, b"PK\x01\x02", b"PK\x01\x03"), "document-damaged"),
        (twice(), "document-damaged"),
        (WORD + b"x" * DOCUMENT_BYTES, "document-too-large"),
        (docx(""), "document-no-text"),
        (odt(""), "document-no-text"),
        (docx("<w:p><w:r><w:t>a</w:t></w:p>"), "document-damaged"),
        (packed({**docx_parts(""), "word/document.xml": '<?xml version="1.0" encoding="rot13"?>'}), "document-damaged"),
        (packed({**docx_parts(""), "word/styles.xml": b"<a>\xff\x00</a>"}), "document-damaged"),
    ],
)
def test_what_is_no_readable_document_is_refused_with_its_own_next_step(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "_rels/.rels"])
def test_a_document_type_is_refused_in_every_part(part: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c SYSTEM "file:///etc/passwd">]><a>&b;&c;</a>'
    assert refused(packed({**docx_parts(p("a")), part: bomb})) == "document-doctype"
    flat = fodt(h("A")).replace(b"?>\n", b'?>\n<!DOCTYPE a [<!ENTITY b "ha">]>\n', 1)
    with pytest.raises(Refused):
        read(flat, "a.fodt")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = packed({**docx_parts(""), "word/document.xml": b" " * (40 * MIB)})
    tracemalloc.start()
    assert refused(bomb) == "document-too-long"
    assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_further_than_it_says() -> None:
    honest = packed({**docx_parts(""), "word/document.xml": b" " * (40 * MIB)})
    size = (40 * MIB).to_bytes(4, "little")
    lying = changed(honest, size, (1000).to_bytes(4, "little"))
    tracemalloc.start()
    assert refused(lying) == "document-damaged"
    assert tracemalloc.get_traced_memory()[1] < 8 * MIB
    tracemalloc.stop()


def test_parts_that_are_large_together_are_refused() -> None:
    large = f"<!--{''.join(f'{n}{90 * chr(120)}' for n in range(240_000))}-->"
    parts = docx_parts(p("a"))
    for name in ("word/document.xml", "word/styles.xml", "docProps/core.xml"):
        parts[name] = f"{large}{str(parts[name]).rpartition('?>')[2]}"
    assert refused(packed(parts)) == "document-too-long"


def test_what_lies_in_a_document_besides_its_text_is_never_unpacked() -> None:
    parts = docx_parts(p("Aims", "berschrift1") + p("words"))
    parts |= {"word/media/bomb.png": b"\0" * (30 * MIB), "../../etc/passwd": b"x", "word/embeddings/b.docx": WORD}
    assert shape(read(packed(parts), "a.docx")) == [("1", "Aims"), ("1p1", "words")]


def test_too_many_parts_are_refused() -> None:
    parts: dict[str, str | bytes] = {f"{n}": b"" for n in range(DOCUMENT_PARTS + 1)}
    assert refused(packed(parts, method=zipfile.ZIP_STORED)) == "document-too-long"


@pytest.mark.parametrize("inner", ["<w:sdt><w:sdtContent>", "<w:r><w:txbxContent><w:p>", "<w:tbl><w:tr><w:tc>"])
def test_ten_thousand_deep_is_refused_and_some_hundred_are_read(inner: str) -> None:
    def nested(times: int) -> bytes:
        outer = "".join(f"</{tag}" for tag in reversed(inner.replace(">", "><").strip("<").split("<")) if tag)
        return docx(p("Aims", "berschrift1") + f"<w:p>{inner * times}{outer * times}</w:p>" + p("after"))

    assert refused(nested(10_000)) == "document-too-long"
    assert headings(read(nested(200), "a.docx")) == [("1", "Aims")]


def test_many_headings_are_read_and_more_than_a_hundred_thousand_are_refused() -> None:
    assert read(docx("".join(p(f"Heading {n}", "berschrift1") for n in range(2_000))), "a.docx").sections == 2_000
    short = "".join(f"<w:p><w:r><w:t>{n * n}</w:t></w:r></w:p>" for n in range(100_001))
    assert refused(docx(short)) == "document-too-long"


@pytest.mark.parametrize("long", [False, True])
def test_chains_of_styles_that_bite_their_tail_or_are_endless(long: bool) -> None:
    number = 3000
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) if long else (n + 1) % number}"/></w:style>'
        for n in range(number)
    )
    body = "".join(p("A word.", f"s{n}") for n in range(0, number, 10))
    began = process_time()
    assert read(docx(body, styles=styles), "a.docx").paragraphs == number // 10
    assert process_time() - began < 20


def test_control_characters_surrogates_and_scripts_do_no_harm() -> None:
    outline = read(
        docx(p("Ai\u200bms\u0085x\ufdd0", "berschrift1") + p("&#x202e;words&#10;more &lt;script&gt;")), "a.docx"
    )
    assert shape(outline) == [("1", "Ai\u200bms x"), ("1p1", "\u202ewords more <script>")]
    for forbidden in ("&#0;", "&#xD800;", "&#xFFFF;", "&#8;"):
        assert refused(docx(p(forbidden))) == "document-damaged"


@pytest.mark.parametrize("data", [WORD, WRITER], ids=["docx", "odt"])
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_document_that_was_cut_or_changed_is_read_or_refused(data: bytes, draw: st.DataObject) -> None:
    changed = bytearray(data[: draw.draw(st.integers(4, len(data)))])
    for at, byte in draw.draw(st.lists(st.tuples(st.integers(0, len(changed) - 1), st.integers(0, 255)), max_size=8)):
        changed[at] = byte
    try:
        assert isinstance(read(bytes(changed), "a.docx"), Outline)
    except Refused as error:
        assert all(error.told())


_PIECES = st.sampled_from(
    ["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>x</w:t>", "<w:pPr>", "</w:pPr>", "<w:rPr>", "</w:rPr>", "<w:del/>",
     "<w:ins>", "</w:ins>", '<w:pStyle w:val="Kopf"/>', '<w:fldChar w:fldCharType="begin"/>', "<mc:Fallback/>",
     '<w:fldChar w:fldCharType="end"/>', '<w:fldChar w:fldCharType="separate"/>', "<w:instrText>TOC</w:instrText>",
     "<w:txbxContent>", "</w:txbxContent>", "<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>", "<w:vanish/>",
     "<mc:AlternateContent>", "</mc:AlternateContent>", "<mc:Choice>", "</mc:Choice>", '<w:outlineLvl w:val="1"/>',
     '<w:numPr><w:numId w:val="1"/></w:numPr>', "<w:lang/>", p("y"), r("z")]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=30))
def test_any_order_of_word_s_elements_is_read_or_refused(pieces: list[str]) -> None:
    try:
        assert isinstance(read(docx(_paired(pieces)), "a.docx"), Outline)
    except Refused as error:
        assert error.code in ("document-no-text", "document-damaged")


def _paired(pieces: list[str]) -> str:
    """Return the pieces with begins and ends in pairs, so that the words are reached at all."""
    made, opened = [], []
    for piece in pieces:
        if piece.startswith("</"):
            if opened and opened[-1] == piece[2:]:
                made.append(f"</{opened.pop()}")
        else:
            made.append(piece)
            if piece.count("<") == 1 and not piece.endswith("/>"):
                opened.append(piece[1:])
    return "".join(made) + "".join(f"</{name}" for name in reversed(opened))
