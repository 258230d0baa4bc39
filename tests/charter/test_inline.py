"""Wikitext within a line becomes the words a reader sees."""

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.charter.inline import plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plain words", "plain words"),
        ("''a'' '''b''' '''''c'''''", "a b c"),
        ("l''''homme'''", "l'homme"),
        ("une ration d'''huile''", "une ration d'huile"),
        ("'''Note''' : l'''eau'' et d'''huile'''", "Note : l'eau et dhuile"),
        ("les gens d'''ici'', '''tous'''", "les gens d'ici, tous"),
        ("'''aa bb''' c'''d''", "aa bb c'd"),
        ("it's the hubs' task", "it's the hubs' task"),
        ("[[Hub]]s and [[Hub|hubs]]", "Hubs and hubs"),
        ("[[Special:MyLanguage/Charter/Hubs|the hubs]]", "the hubs"),
        ("[[Special:MyLanguage/Charter_draft]]", "Charter draft"),
        ("[[:Category:Hubs]] [[:File:a.svg|the picture]]", "Category:Hubs the picture"),
        ("a[[Category:Hubs|*]]b[[फ़ाइल]]", "abफ़ाइल"),
        ("x[[文件:a.jpg|thumb|说明]]y", "xy"),
        ("[https://a.example the site], [https://b.example], [//c.example c]", "the site, https://b.example, c"),
        ("[mailto:a@b.example write]", "write"),
        ("a [1] b [not a link]", "a [1] b [not a link]"),
        ("&amp;&nbsp;&lt;b&gt; &#1575; &bogus;", "& <b> ا &bogus;"),
        ("a<br>b<br />c", "a b c"),
        ("<b>a</b><span style='x'>b</span><bdi lang=ar>c</bdi>", "abc"),
        ("5 < 6 and 7 > 6, <3, a<b", "5 < 6 and 7 > 6, <3, a<b"),
        ("<unknown>a</unknown>", "<unknown>a</unknown>"),
        ("__NOTOC__a __b__", "a __b__"),
        ("-{zh-hans:网络;zh-hant:網絡}- -{灯}-", "网络 灯"),
        ("[[unclosed and ]] this [[", "unclosed and this [["),
        ("]] [[a]]", "]] a"),
        ("  a\t b\n c\u00a0d ", "a b c d"),
        ("[[a|''b'' [[c|d]]]]", "b d"),
        ("", ""),
    ],
)
def test_markup_becomes_words(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The '''council''' meets [[every month|each month]] and ''reports'' to [https://a.example everyone].",
        "Hubs <b>share</b> a boat &amp; an <i>oil</i> store.",
        "[[One]] or [[two|''both'']] of '''''these'''''",
        'A <span class="x">span</span>, a <small>small</small> thing',
    ],
)
def test_ordinary_markup_reads_as_the_reference_parser_reads_it(text: str) -> None:
    assert plain(text) == " ".join(mwparserfromhell.parse(text).strip_code().split())


@given(st.text("[]|'<>&;{}-_=:/ab \n", max_size=80))
def test_any_text_gives_one_line_and_never_fails(text: str) -> None:
    found = plain(text)
    assert "\n" not in found and found == found.strip()


@given(st.text(st.characters(categories=["L", "N", "Zs", "Po"], exclude_characters="[]<>&'_{}-"), max_size=60))
def test_prose_stays_as_it_is_but_for_blanks(text: str) -> None:
    assert plain(text).split() == text.split()


@given(
    st.lists(st.sampled_from(["[[", "]]", "a|", "<b>", "</b>", "''", "[http://x ", "]", "&lt;", "word "]), max_size=60)
)
def test_no_known_tag_and_no_bold_survive(pieces: list[str]) -> None:
    found = plain("".join(pieces))
    assert "</b>" not in found or "&lt;" in pieces
    assert "''" not in found or pieces.count("''") > 1


def test_deep_links_are_read_up_to_a_depth() -> None:
    assert plain("[[a|" * 5000 + "x" + "]]" * 5000).count("x") == 1
