"""Pages that other programs wrote: in their encodings, their footnotes counted, their headings found."""

import pytest

from hubdesk.errors import Refused
from tests.charter.pages import headings, read, shape, told


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>',
            '<section class="footnotes">N</section>',
        ),
        ('<sup><a href="#fn-1" data-footnote-ref>1</a></sup>', '<section class="footnotes" data-footnotes>N</section>'),
        (
            '<sup id="fnref:1"><a href="#fn:1" role="doc-noteref">1</a></sup>',
            '<div class="footnotes"><ol><li>N</ol></div>',
        ),
        ('<sup class="footnote-ref"><a href="#f">[1]</a></sup>', '<ol class="footnotes-list"><li>N</li></ol>'),
        ('<sup><a class="sdfootnoteanc" href="#s"><sup>1</sup></a></sup>', '<div><p class="sdfootnote">1 N</p></div>'),
        ("<span class=MsoFootnoteReference>[1]</span>", "<div><p class=MsoFootnoteText>[1] N</p></div>"),
    ],
)
def test_footnotes_of_other_programs_are_counted_and_leave_no_number(mark: str, note: str) -> None:
    found = read(f"<html><h2>A</h2><p>Words{mark}.</p>{note}<h2>B</h2></html>".encode(), "x.html")
    assert shape(found) == [("1", "A"), ("1p1", "Words."), ("2", "B")]
    assert "1 footnote was left out" in told(found)


def test_a_heading_by_its_role_is_one() -> None:
    page = '<div role="heading" aria-level="2">A</div><div>a</div><p role="heading" aria-level="3">B</p>b'
    page += "<div role=heading>C</div>"
    found = read(f"<html>{page}<div>c</div></html>".encode(), "x.html")
    assert shape(found) == [("1", "A"), ("1p1", "a"), ("1.1", "B"), ("1.1p1", "b"), ("2", "C"), ("2p1", "c")]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-8", "utf-16"])
def test_the_page_s_own_encoding_is_believed_where_it_is_not_utf_8(encoding: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><h2>Права</h2>'
    assert headings(read(page.encode(encoding), "x.html")) == [("1", "Права")]


@pytest.mark.parametrize("encoding", ["utf-7", "idna", "rot13", "unicode_escape", "undefined", "hex", "nonsense"])
def test_what_is_no_encoding_of_pages_is_not_tried(encoding: str) -> None:
    found = read(f"<html><meta charset={encoding}><h2>Caf".encode() + b"\xe9</h2>", "x.html")
    assert headings(found) == [("1", "Café")] and "windows-1252" in told(found)


@pytest.mark.parametrize(
    "start", ["<html><meta charset=utf-8>", '<?xml version="1.0"?><html>', "<html><meta charset=big5>"]
)
def test_a_page_that_is_not_in_the_encoding_that_it_names_is_refused(start: str) -> None:
    with pytest.raises(Refused) as refused:
        read(f"{start}<h2>Caf".encode() + b"\xe9</h2>", "x.html")
    assert refused.value.code == "document-encoding" and all(refused.value.told())
