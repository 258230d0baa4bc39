"""Wikitext: people's words are shown and mean nothing; the judge is a parser that nobody here wrote."""

import re

import mwparserfromhell
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from mwparserfromhell.nodes import HTMLEntity, Text
from mwparserfromhell.wikicode import Wikicode

from hubdesk.report import wikitext, wikitext_tables, wikitext_talk
from hubdesk.report.summary import summarize
from hubdesk.report.turning import closed
from tests.report import payloads
from tests.report.material import material, note

MARKUP = st.text(alphabet=st.sampled_from(list("[]{}|<>&'=~_*#:;!-/ \nabcUhtp0{[<ء字क")), max_size=40)


def normal(text: str) -> str:
    return closed(" ".join(text.replace("\x7f", "").replace("\0", "").split()))


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


@pytest.mark.parametrize("text", payloads.ALL)
def test_markup_of_people_means_nothing(text):
    code = wikitext.escape(text)
    assert "\n" not in code
    assert not re.search(r"~~~|''|__|\[\[|\{\{|\{\||-\{|==|://|<", code)
    assert not code or code[0] not in "*#:;=-+!| "
    visible(code)


def shape(code: Wikicode) -> list[str]:
    """Return what a wiki makes of a page besides its words: every node that is no text, and what is within."""
    found = []
    for node in code.nodes:
        if not isinstance(node, Text | HTMLEntity):
            found += [f"{type(node).__name__} {getattr(node, 'tag', '')}"]
            inside = [getattr(node, name, None) for name in ("contents", "title")]
            found += [line for each in inside if isinstance(each, Wikicode) for line in shape(each)]
    return found


def told(page: str) -> str:
    """Return the words of a page."""
    nodes = mwparserfromhell.parse(page).ifilter(forcetype=Text | HTMLEntity)
    return normal("".join(n.normalize() if isinstance(n, HTMLEntity) else str(n) for n in nodes))


PAGES = {
    "ambassador": wikitext.ambassador,
    "notes": wikitext.notes,
    "sources": wikitext_tables.sources,
    "outputs": wikitext_tables.outputs,
    "talk": lambda summary, language: wikitext_talk.text(wikitext_talk.posts(summary, language)),
}


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_whole_pages_have_the_same_shape_whatever_people_say(form: str, language: str) -> None:
    hostile, harmless = (
        PAGES[form](summarize(payloads.everywhere(words, language)), language)
        for words in (payloads.ALL, payloads.HARMLESS)
    )
    assert shape(mwparserfromhell.parse(hostile)) == shape(mwparserfromhell.parse(harmless))
    assert hostile.count("\n") == harmless.count("\n")
    assert len(re.findall("~{3,}", hostile)) == len(re.findall("~{3,}", harmless))
    assert not re.search(r"\[\[|\{\{|<(?!/?(span|small)\b)", hostile)


@pytest.mark.parametrize("form", ["ambassador", "notes", "talk"])
def test_whole_pages_say_every_remark_word_for_word(form: str) -> None:
    page = told(PAGES[form](summarize(payloads.everywhere(payloads.ALL)), "en"))
    for text in payloads.ALL:
        seen = normal(text.encode("utf-8", "replace").decode().replace("\ue000", "\ufffd").replace("\ue001", "\ufffd"))
        assert seen in page, text


# posts for talk pages


def test_a_post_for_each_section_with_feedback_in_order() -> None:
    posts = wikitext_talk.posts(summarize(material()), "en")
    assert [post.title for post in posts] == [
        "1 Purpose: feedback from Lantern evening",
        "2 Money: feedback from Lantern evening",
        "2.1 Reserves: feedback from Lantern evening",
        "Not tied to a section: feedback from Lantern evening",
        "Tied to sections that this edition does not have: feedback from Lantern evening",
    ]
    assert {post.page for post in posts} == {"Talk:Lantern Rivers charter"}
    assert "Hubs need stable funding" in posts[1].text and "The council, after a vote" in posts[2].text
    assert all(post.text.endswith("--~~~~\n") and post.text.count("~~~~") == 1 for post in posts)


def test_who_saves_all_posts_signs_each() -> None:
    posts = wikitext_talk.posts(summarize(material()), "de")
    page = mwparserfromhell.parse(wikitext_talk.text(posts))
    assert [str(each.title).strip() for each in page.filter_headings()] == [post.title for post in posts]
    assert str(page).count("--~~~~") == len(posts)
    assert wikitext_talk.text(()) == ""


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("Movement Charter", "Talk:Movement Charter"),
        ("Movement_Charter/Content/Hubs@25031402", "Talk:Movement Charter/Content/Hubs"),
        ("https://meta.wikimedia.org/wiki/Movement_Charter/Content", "Talk:Movement Charter/Content"),
        ("https://meta.wikimedia.org/w/index.php?title=Help:Rules&oldid=5", "Help talk:Rules"),
        ("Meta:Bylaws", "Meta talk:Bylaws"),
        ("Meta talk:Bylaws", "Meta talk:Bylaws"),
        ("Talk:Bylaws", "Talk:Bylaws"),
        ("Charter: a draft", "Talk:Charter: a draft"),
        ("[[x]]{{y}}|~~~~", "Talk:x y"),
    ],
)
def test_the_talk_page_of_a_document(source: str, page: str) -> None:
    assert wikitext.talk_page(source) == page


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
