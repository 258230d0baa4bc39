"""A saved web page becomes an outline: its content in three shapes of headings, and nothing around it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.detect import read
from hubdesk.charter.finishing import plain_anchor
from hubdesk.errors import Refused
from hubdesk.model.alignment import align
from hubdesk.model.outline import Outline
from tests.charter.pages import headings, made_up, shape, source_page, told, wiki

SHAPES = {
    "old": '<h{0}><span id="D.C3.A9f"></span><span class="mw-headline" id="{1}">{2}</span>'
    '<span class="mw-editsection"><span>[</span><a href="/w?action=edit">edit</a><span>]</span></span></h{0}>',
    "new": '<div class="mw-heading mw-heading{0}"><h{0} id="{1}"><span id="D.C3.A9f"></span>{2}</h{0}>'
    '<span class="mw-editsection"><a href="/w">edit source</a></span></div>',
    "parsoid": '<section data-mw-section-id="1"><h{0} id="{1}">{2}</h{0}></section>',
    "mobile": '<div class="mw-heading mw-heading{0} section-heading" onclick="x()"><span class="indicator"></span>'
    '<h{0} id="{1}">{2}</h{0}><span class="mw-editsection"><a class="edit-page">edit</a></span></div>'
    '<section class="mf-section-1 collapsible-block" hidden="until-found"></section>',
}


def heading(shape_: str, level: int, words: str) -> str:
    return SHAPES[shape_].format(level, "_".join(words.split()), words)


def saved(content: str, *, language: str = "en", page: str = "Charter", site: str = "en") -> bytes:
    """Return a wiki page as a browser saves it, with all that stands around its content."""
    return f"""<!DOCTYPE html>
<!-- saved from url=(0042)https://meta.example/wiki/{page} -->
<html class="client-js" lang="{site}" dir="ltr"><head><meta charset="UTF-8"><title>{page} - Meta</title>
<script>RLCONF={{"wgPageName":"{page}","wgRevisionId":77,"wgTitle":"<h2>no</h2>"}};</script><style>h2{{}}</style>
<link rel="canonical" href="https://meta.example/wiki/{page}"></head>
<body class="mediawiki"><div id="siteNotice"><div class="mw-parser-output"><h2>Vote now</h2></div></div>
<nav><h2>Menu</h2></nav><h1 id="firstHeading" class="firstHeading">{page.replace("_", " ")}</h1>
<div id="contentSub">From a wiki</div><div id="mw-content-text" class="mw-body-content">
<div class="mw-content-ltr mw-parser-output" lang="{language}" dir="ltr">
<div class="mw-pt-translate-header noprint nomobile">Translate this page</div>
<div class="mw-pt-languages noprint" lang="{site}"><ul><li>العربية</li><li>Deutsch</li></ul></div>
<table class="plainlinks metadata ambox" role="presentation"><tr><td>This is an old draft.</td></tr></table>
<div id="toc" class="toc" role="navigation"><h2>Contents</h2><ul><li><a>1 Aim</a></li></ul></div>
{content}
<div class="navbox"><ul><li>Other pages</li></ul></div>
<ol class="references"><li id="cite_note-1">A note.</li></ol>
</div><div class="printfooter">Retrieved from</div></div>
<div id="catlinks" class="catlinks"><ul><li>Category</li></ul></div><footer>Privacy</footer></body></html>""".encode()


@pytest.mark.parametrize("kind", SHAPES)
def test_headings_of_every_shape_are_found_and_only_the_content_is_taken(kind: str) -> None:
    content = (
        f"<p>A lead<sup class='reference'><a>[1]</a></sup>.\n</p>{heading(kind, 2, 'Aim &amp; scope')}"
        f"<p>One<br>two.</p>{heading(kind, 3, 'Rights')}<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
        f"{heading(kind, 2, 'Rights')}<dl><dt>word</dt><dd>its meaning</dd></dl>"
    )
    outline = read(saved(content), "page.html")
    assert shape(outline) == [
        ("0p1", "A lead."),
        ("1", "Aim & scope"),
        ("1p1", "One two."),
        ("1.1", "Rights"),
        ("1.1p1", "a"),
        ("1.1p2", "b"),
        ("1.1p3", "c"),
        ("2", "Rights"),
        ("2p1", "word"),
        ("2p2", "its meaning"),
    ]
    assert [block.level for block in outline.blocks if block.role == "item"] == [1, 2, 1, 1, 1]
    assert (outline.format, outline.language, outline.title) == ("html", "en", "Charter")
    assert outline.source == "https://meta.example/wiki/Charter@77"
    assert "1 footnote" in told(outline) and "2 boxes" in told(outline)


def test_the_same_page_saved_twice_is_one_edition() -> None:
    one = saved("<h2>A</h2><p>b</p>")
    two = one.replace(b"<p>b</p>", b"<p >\n b\t</p>").replace(b"Privacy", b"Privacy, seen at 12:03")
    assert read(one, "a.html").digest == read(two, "b.htm").digest


TRANSLATED = """<p><span id="Aim_and_scope"></span></p>
<div class="mw-heading mw-heading2"><h2 id="Ziel">Ziel</h2></div><p>Worte.</p>
<p><span id="Rights"></span>
</p><div class="mw-translate-fuzzy"><h2 id="Rechte">Rechte</h2></div>
<div class="mw-translate-fuzzy"><p>Alte Worte.</p></div>
<div lang="en" dir="ltr" class="mw-content-ltr"><p>English words.</p></div>
<span id="D%C3%A9finition"></span><h2 id="Begriff">Begriff</h2>
<span id="Caf.C3.A9"></span><h3>Haus</h3>
<h3><span lang="en" dir="ltr" class="mw-content-ltr">Left alone</span></h3>
<p><span id="far"></span>Words between.</p><h3>Nah</h3>"""


def test_a_translated_page_tells_source_anchors_and_states() -> None:
    outline = read(saved(TRANSLATED, language="de", page="Charter/de"), "x")
    found = [(block.heading or block.text, block.anchor, block.status) for block in outline.blocks[1:]]
    assert found == [
        ("Ziel", "Aim_and_scope", "translated"),
        ("Worte.", "", "translated"),
        ("Rechte", "Rights", "outdated"),
        ("Alte Worte.", "", "outdated"),
        ("English words.", "", "untranslated"),
        ("Begriff", "Définition", "translated"),
        ("Haus", "Café", "translated"),
        ("Left alone", "Left_alone", "untranslated"),
        ("Words between.", "", "translated"),
        ("Nah", "Nah", "translated"),
    ]
    assert (outline.language, outline.translated, outline.title) == ("de", True, "Charter")


def test_the_anchors_of_a_source_page_are_those_of_its_headings() -> None:
    outline = read(saved('<span id="mine"></span><h2 id="Aim_2">Aim</h2>'), "x")
    assert outline.blocks[1].anchor == "Aim"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("D%C3%A9finition", "Définition"), ("D.C3.A9finition", "Définition"), ("a.b", "a.b"), ("v1.2.3", "v1.2.3"),
        ("a b", "a_b"), ("%FF", "\ufffd"), (".FF.FF", ".FF.FF"), ("100%", "100%"), ("", ""),
    ],
)  # fmt: skip
def test_anchors_are_read_in_all_their_spellings(written: str, plain: str) -> None:
    assert plain_anchor(written) == plain


@pytest.mark.parametrize(
    ("language", "site", "name", "found"),
    [("fr", "en", "x.html", "fr"), ("pt-br", "en", "x-fr.html", "pt-BR"), ("zz-own", "en", "x-sw.html", "sw")],
)
def test_the_language_is_that_of_the_content_not_of_the_site(language: str, site: str, name: str, found: str) -> None:
    assert read(saved("<h2>A</h2>", language=language, site=site), name).language == found


def test_tables_give_one_item_a_row_and_boxes_their_paragraphs() -> None:
    outline = read(
        b"<html><body><table><caption>Who</caption><tr><th>Hub<th>Since<tr><td>North<td><p>2019</p><p>or so</p></table>"
        b"<table><tr><td><p>One box.</p><p>Two lines.</p><h2>A</h2><p>b</p><ul><li>c</ul></td></tr></table>"
        b"<table><tr><td>x</td><td><table><tr><td>y</td><td>z</td></tr></table></td></tr></table>after</body></html>",
        "x.html",
    )
    assert shape(outline) == [
        ("0p1", "Who"),
        ("0p2", "Hub · Since"),
        ("0p3", "North · 2019 or so"),
        ("0p4", "One box."),
        ("0p5", "Two lines."),
        ("1", "A"),
        ("1p1", "b"),
        ("1p2", "c"),
        ("1p3", "x"),
        ("1p4", "y · z"),
        ("1p5", "after"),
    ]


def test_what_nobody_sees_is_not_taken() -> None:
    page = (
        "<html><body><p>a<script>if (1<2) document.write('<h2>x</h2>')</script><style>b{}</style></p>"
        "<p hidden>c</p><p style='color: red; display : NONE'>d</p><template><p>e</p></template><!-- <p>f</p> -->"
        "<svg><text>g</text></svg><select><option>h</option></select><noscript><p>i</p></noscript><p>z</p></body></html>"
    )
    outline = read(page.encode(), "x")
    assert [words for _, words in shape(outline)] == ["a", "z"]
    assert "1 part without running text" in told(outline)


def test_what_a_reader_folded_is_part_of_the_text() -> None:
    content = (
        '<div class="mw-collapsible mw-collapsed mw-made-collapsible"><b>More</b><div class="mw-collapsible-content" '
        f'style="display: none;">{heading("new", 2, "Questions")}<p>a</p></div></div>'
        '<table class="mw-collapsible mw-collapsed"><tr><th>b<tr style="display: none;"><td>c</table>'
        f'{heading("old", 2, "Hubs")}<div class="mf-section-3 collapsible-block" style="display:none"><p>d</p></div>'
        '<table><tr style="display: none;"><td>e</td></tr></table>'
    )
    words = [words for _, words in shape(read(saved(content), "Charter.html"))]
    assert words == ["More", "Questions", "a", "b", "c", "Hubs", "d"]


def test_any_site_s_page_is_read_below_its_main_element() -> None:
    page = (
        "<!doctype html><html lang=sw><title>Katiba | Ushirika wa Mto</title><body><header>Menu</header>"
        "<div><h2>Habari</h2></div><main><h1>Katiba yetu</h1><p>Sisi<p>Wote<h2>Haki<h3>Ya pili</h3>x<br><br>y"
        "<aside>v</aside><blockquote>z</blockquote></main><footer>w</footer>"
    )
    outline = read(page.encode(), "x.html")
    assert (outline.title, outline.titled, outline.language) == ("Katiba yetu", True, "sw")
    assert shape(outline) == [
        ("0p1", "Sisi"), ("0p2", "Wote"), ("1", "Haki"), ("1.1", "Ya pili"), ("1.1p1", "x"), ("1.1p2", "y"),
        ("1.1p3", "z"),
    ]  # fmt: skip


def test_a_page_of_a_site_without_heading_is_called_as_its_window() -> None:
    assert read(b"<html><title>Our rules - A site</title><p>words</p>", "x").title == "Our rules"
    assert read(b"<html><p>words</p>", "My_page.html").title == "My page"


def test_pages_that_are_no_whole_documents_are_read_by_their_ending() -> None:
    assert shape(read(b"<h2>A</h2><p>b</p>", "x.html")) == [("1", "A"), ("1p1", "b")]
    page = b"<?xml version='1.0'?>\n<!DOCTYPE html>\n<html xmlns='http://www.w3.org/1999/xhtml'><body><h2>A</h2></body></html>"
    assert headings(read(page, "x")) == [("1", "A")]


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<ul><li>", "<b>", "<table><tr><td>", "<p>", "<span id=a>", "<h2>", "</div>", "<dl><dd>", "<a", "<!--",
     "<!", "<?", "<b a=\"", "<b a='", "<script", "<script>", "<li>", "</", "&#xD800;", "&#99999999999;", "<td>", "< ",
     "<b a="],
)  # fmt: skip
def test_bombs_of_open_tags_grow_no_faster_than_their_size(piece: str) -> None:
    def took(size: int) -> float:
        page = f"<html><body><h2>A</h2><p>first words</p>{piece * (size // len(piece))}last".encode()
        start = time.process_time()
        outline = read(page, "x.html")
        assert shape(outline)[:2] == [("1", "A"), ("1p1", "first words")]
        return time.process_time() - start

    assert took(120_000) < 6 * took(30_000) + 0.2


def test_ten_thousand_open_elements_keep_the_words_in_them() -> None:
    page = (
        "<html><body>"
        + "<div><ul><li>" * 10_000
        + "<h2>Deep</h2>words"
        + "</li></ul></div>" * 10_000
        + "<h2>After</h2>x"
    )
    outline = read(page.encode(), "x")
    assert [words for _, words in shape(outline)] == ["Deep", "words", "After", "x"]


def test_more_headings_than_any_charter_has_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        read(b"<html><body>" + b"<h2>a</h2>" * 100_001, "x")
    assert refused.value.code == "document-too-long"


@pytest.mark.parametrize(
    "page", [b"<html></html>", b"<html><body><nav>x</nav>", b"<!doctype html>", b"<html><script>x"]
)
def test_a_page_without_text_is_refused(page: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read(page, "x.html")
    assert refused.value.code == "document-no-text"


_PARTS = st.sampled_from(
    ["<p>", "</p>", "<h2>", "</h2>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<br>",
     '<span id="A">', "</span>", '<div class="mw-translate-fuzzy">', "</div>", "<dl><dd>", "</dl>", "<caption>",
     "words", " ", "&amp;", "&#xD800;", "&#0;", "<!--", "-->", "<script>", "</script>", "<b a='", "'>", '"', ">",
     "<", "<main>", '<div id="mw-content-text">', '<div hidden>', "<h3", "<td><h2>x</h2>", "\u202e"]
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(_PARTS, max_size=30))
def test_any_tags_give_a_sound_outline_or_a_refusal(parts: list[str]) -> None:
    try:
        outline = read(("<html><body>" + "".join(parts)).encode(), "x.html")
    except Refused as refused:
        assert all(refused.told())
        return
    assert len({block.path for block in outline.blocks}) == len(outline.blocks)
    assert all(block.heading or block.text for block in outline.blocks[1:])
    assert "".join(block.heading + block.text for block in outline.blocks).encode()


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 6000))
def test_a_page_cut_off_anywhere_is_read_or_refused(length: int) -> None:
    try:
        read(saved(TRANSLATED, language="de", page="Charter/de")[:length], "x.html")
    except Refused as refused:
        assert all(refused.told())


@pytest.mark.parametrize("kind", SHAPES)
def test_a_page_finds_its_places_in_the_wikitext_of_the_same_page(kind: str) -> None:
    sections = made_up(4)
    source = wiki(source_page(sections))
    content = "".join(
        heading(kind, section.level, section.heading)
        + "".join(
            f"<p>Words of section {at} and paragraph {nth}, said at some length.</p>"
            for nth in range(section.paragraphs)
        )
        for at, section in enumerate(sections)
    )
    outline: Outline = read(saved(content), "x.html")
    assert shape(outline) == shape(source)
    assert dict(align(source, outline).pairs) == {place: place for place in range(len(source.blocks))}


def test_a_page_in_the_form_of_parsoid_says_where_it_comes_from() -> None:
    page = (
        '<!DOCTYPE html>\n<html prefix="mw: http://mediawiki.org/rdf/" '
        'about="https://meta.example/wiki/Special:Redirect/revision/4321"><head><meta charset="utf-8"/>'
        '<link rel="dc:replaces" resource="mwr:revision/4320"/>'
        '<link rel="dc:isVersionOf" href="//meta.example/wiki/Lantern/Charter"/><title>Lantern/Charter</title></head>'
        '<body lang="en" class="mw-content-ltr mw-parser-output"><section><h2 id="Aim">Aim</h2><p>Light.</p></section>'
    )
    outline = read(page.encode(), "download.html")
    assert (outline.source, outline.title) == ("https://meta.example/wiki/Lantern/Charter@4321", "Lantern/Charter")


@pytest.mark.parametrize("folder", ["wiki", "index.php", "w/index.php"])
def test_a_page_is_known_by_its_title_in_either_form_of_address(folder: str) -> None:
    link = f'<link rel="canonical" href="https://meta.example/{folder}/Lantern/Charter"/>'
    page = f"<!DOCTYPE html><html><head>{link}</head><body><div id='mw-content-text'><h2>Aim</h2><p>Light.</p></div>"
    assert read(page.encode(), "download.html").title == "Lantern/Charter"


def test_what_the_wiki_says_about_the_page_is_not_taken_for_its_words() -> None:
    box = '<div class="mw-message-box-warning mw-message-box">The printable version is no longer supported.</div>'
    content = f'<div id="mw-content-text">{box}<div class="mw-parser-output"><h2>Aim</h2><p>Light.</p></div></div>'
    assert [block.text for block in read(content.encode(), "printed.html").blocks if block.text] == ["Light."]


def test_a_page_that_was_cut_off_says_so() -> None:
    whole = saved("<h2>Aim</h2><p>Light.</p>")
    assert "cut off" not in told(read(whole, "a.html"))
    assert "it may have been cut off" in told(read(whole[: whole.index(b"Light") + 5], "a.html"))
    assert "cut off" not in told(read(b"<h2>Aim</h2><p>A piece of a page.", "a.html"))


def test_a_page_of_several_articles_is_read_from_its_first_word() -> None:
    page = (
        '<!doctype html><html lang="kmb"><head><title>Kimbundu</title></head><body><header><h1>Our rules</h1>'
        "<h2>Preamble</h2><p>We met.</p></header><article><h2>Rule 1</h2><p>One.</p></article>"
        "<article><h2>Rule 2</h2><p>Two.</p></article><p>Signed by all.</p></body></html>"
    )
    outline = read(page.encode(), "rules.html")
    assert outline.title == "Our rules"
    assert headings(outline) == [("1", "Preamble"), ("2", "Rule 1"), ("3", "Rule 2")]
    assert outline.language == "kmb"
    assert [block.text for block in outline.blocks if block.text] == ["We met.", "One.", "Two.", "Signed by all."]


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
