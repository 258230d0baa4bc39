"""Saved pages that no wiki made: those of office programs, and pages with what readers say below them."""

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
