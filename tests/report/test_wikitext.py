"""Wikitext: people's words are shown and mean nothing; the judge is a parser that nobody here wrote."""

import re

import mwparserfromhell
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mwparserfromhell.nodes import HTMLEntity, Text

from hubdesk.report import wikitext
from hubdesk.report.summary import summarize
from tests.report.material import material, note

NASTY = [
    "[[User:Somebody|hi]] ~~~~",
    "{{subst:Delete}} {{{1|x}}}",
    "<script>alert(1)</script><nowiki></nowiki><!-- -->",
    "'''bold''' ''it'' '''''both'''''",
    "== heading ==",
    "* list",
    "# one",
    ": indented",
    "; term : meaning",
    "{| class=x\n|-\n| a || b !! c\n|}",
    "__NOTOC__ __FORCETOC__",
    "-{zh-hans:a;zh-hant:b}-",
    "http://example.org/x?y=1&z=2 https://a.b mailto:a@b.org //c.d",
    "&amp; &lt; &#91; &nbsp;",
    "   leading spaces",
    "----",
    "RFC 2119 ISBN 978-3-16-148410-0 PMID 1234",
    "]] }} |}",
    "a|b=c",
    "-",
    "\ue000123\ue001",
    "<ref>x</ref> <references/>",
    "#REDIRECT [[Main Page]]",
    "~~~ ~~~~~",
    "<pre>x</pre> <math>x^2</math>",
]
MARKUP = st.text(alphabet=st.sampled_from(list("[]{}|<>&'=~_*#:;!-/ \nabcUhtp0{[<ء字क")), max_size=40)


def normal(text: str) -> str:
    return " ".join(text.replace("\x7f", "").replace("\0", "").split())


def visible(code: str) -> str:
    """Return what a reader sees; fail on any node that is not text."""
    parsed = mwparserfromhell.parse(code)
    assert all(isinstance(node, Text | HTMLEntity) for node in parsed.nodes), parsed.nodes
    return "".join(str(n.value) if isinstance(n, Text) else n.normalize() for n in parsed.nodes)


@given(st.one_of(MARKUP, st.text(max_size=60)))
@example("~~~~")
def test_visible_text_is_the_text_that_went_in(text):
    text = text.replace("\ue000", "").replace("\ue001", "")
    assert visible("x " + wikitext.escape(text) + " x")[2:-2].strip() == normal(text)
    assert visible(wikitext.escape(text)).strip() == normal(text)


@pytest.mark.parametrize("text", NASTY)
def test_markup_of_people_means_nothing(text):
    code = wikitext.escape(text)
    assert "\n" not in code
    assert not re.search(r"~~~|''|__|\[\[|\{\{|\{\||-\{|==|://|<", code)
    assert not code or code[0] not in "*#:;=-+!| "
    visible(code)


@pytest.mark.parametrize("form", [wikitext.ambassador, wikitext.notes])
@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh", "de", "fr"])
def test_whole_pages_hold_every_remark_and_no_markup_of_people(form, language):
    notes = [note(n, text, "fr", ("w2",) if n % 2 else ()) for n, text in enumerate(NASTY, start=1)]
    page = form(summarize(material(language, notes=notes)), language)
    parsed = mwparserfromhell.parse(page)
    assert not parsed.filter_templates() and not parsed.filter_wikilinks() and not parsed.filter_external_links()
    assert {str(tag.tag) for tag in parsed.filter_tags()} <= {"span", "small", "li", "b"}
    shown = normal("".join(str(n.normalize()) if isinstance(n, HTMLEntity) else str(n) for n in parsed.ifilter()))
    for text in NASTY[:3]:
        assert normal(text)[:8] in shown


def test_the_ambassador_report_names_every_heading():
    page = wikitext.ambassador(summarize(material()), "en")
    headings = [str(heading.title).strip() for heading in mwparserfromhell.parse(page).filter_headings()]
    assert headings[0] == "General information"
    assert {"1 Purpose", "2 Money", "2.1 Reserves", "3 Silence"} <= set(headings)
    assert page.count("No feedback on this section.") == 1
    assert page.startswith("== ")
    assert "Number of participants: 14" in page


def test_foreign_words_carry_language_and_direction():
    page = wikitext.notes(summarize(material()), "en")
    assert '<span lang="ar" dir="rtl">لا نقبل نقل الأموال دون تصويت.</span>' in page
    assert '<span lang="zh" dir="ltr">' in page
    assert "\u2068" not in page


@given(st.text(max_size=300))
def test_page_names_hold_only_what_titles_may(text):
    name = wikitext.page_name(text)
    assert name and len(name.encode()) <= 255 and not re.search(r"[#<>\[\]{}|\n\x00-\x1f]", name)


def test_words_that_are_no_longer_there_are_quoted_and_stay_words() -> None:
    told = wikitext.notes(summarize(material()), "en")
    assert "On words that are no longer there: 4.2p1 Every boat carries a lamp." in told
    hostile = note(
        1, "words", tags=("x",), seen={"x": '{"number":"{{n}}","language":"\\"en","exact":"[[File:x]] ~~~~"}'}
    )
    told = wikitext.notes(summarize(material(notes=(hostile,))), "en")
    assert "{{n" not in told and "[[File" not in told and "~~~~" not in told
