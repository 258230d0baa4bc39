"""Saved pages that no wiki made: those of office programs, and pages with what readers say below them."""

import pytest

from hubdesk.charter.detect import read
from tests.charter.pages import shape, told


def test_a_page_without_headings_is_read_by_its_numbering() -> None:
    page = (
        "<html><head><title>Bylaws</title></head><body><p><b>Article 1 - Aims</b></p><p>We keep the river.</p>"
        "<ul><li>boats</li></ul><p><b>Article 2</b></p><p>Nobody rows at night.</p></body></html>"
    )
    outline = read(page.encode(), "x.html")
    assert shape(outline) == [
        ("1", "Article 1 - Aims"),
        ("1p1", "We keep the river."),
        ("1p2", "boats"),
        ("2", "Article 2"),
        ("2p1", "Nobody rows at night."),
    ]
    assert (outline.title, outline.format) == ("Bylaws", "html") and "guessed" in told(outline)


def test_footnotes_remarks_and_numbers_of_lists_that_office_programs_wrote_are_left_out() -> None:
    google = (
        '<html><body class="doc-content"><h1 id="a">T</h1><h2 id="b">comments</h2><p>We<sup><a href="#cmnt1" '
        'id="cmnt_ref1">[a]</a></sup> agree<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>.</p><div><p>'
        '<a href="#ftnt_ref1" id="ftnt1">[1]</a> A note.</p></div><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>No.'
        "</p></div></body></html>"
    )
    word = (
        "<html><body><h2>A</h2><h2>B</h2><p class=MsoToc1>A 3</p><p><span style='mso-list:Ignore'>·</span>"
        "Boats<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a></p>"
        "<div style='mso-element:footnote-list'><p class=MsoFootnoteText>[1] A note.</p></div></body></html>"
    )
    outline = read(google.encode(), "x.html")
    assert shape(outline) == [("1", "comments"), ("1p1", "We agree.")]
    assert "1 footnote was left out" in told(outline)
    assert shape(read(word.encode(), "x.html")) == [("1", "A"), ("2", "B"), ("2p1", "Boats")]


def test_what_readers_say_below_a_page_is_no_part_of_it() -> None:
    page = '<html><main><h1>T</h1><h2>A</h2><p>x</p><h2>B</h2><div id="comments"><h2>2 said</h2></div></main></html>'
    assert shape(read(page.encode(), "x.html")) == [("1", "A"), ("1p1", "x"), ("2", "B")]


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
