"""The report for a browser: whole, accessible, asking for nothing; words of people stay words."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.i18n import LANGUAGES, words
from hubdesk.model.records import OpenQuestion
from hubdesk.report import markup
from hubdesk.report.summary import summarize
from hubdesk.report.webpage import webpage
from tests.report import payloads
from tests.report.material import material

EMPTY = {"meta", "br", "img", "input", "link", "hr", "source", "base", "embed"}
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "a", "header", "nav", "main", "footer", "section"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "ol", "ul", "li", "dl", "dt", "dd", "div", "span", "bdi", "strong"),
    *("blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}


class Reader(HTMLParser):
    """The elements of a page with their attributes, and its words; every element is closed in order."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page.decode("utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")

    def all(self, *tags: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def normal(text: str) -> str:
    return " ".join(markup._UNWRITABLE.sub("\ufffd", text).split())


QUESTIONS = ((OpenQuestion(id="8" * 32, text="Who decides?", language="en"), "2.1"),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_accessible_in_every_language(language: str) -> None:
    page = Reader(webpage(summarize(material(language, questions=QUESTIONS))))
    assert page.all("html") == [{"lang": language, "dir": words(language).direction}]
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(later - before <= 1 for before, later in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    led_to = {attributes["href"].removeprefix("#") for attributes in page.all("a")}
    assert led_to <= set(ids) and {"report", "remark-1"} <= led_to
    assert {one.get("aria-labelledby") for one in page.all("section")} <= set(ids)
    assert all(one.get("scope") in ("row", "col") for one in page.all("th"))
    assert len(page.all("table")) == len(page.all("caption")) == 2


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_has_the_same_shape_whatever_people_say(language: str) -> None:
    hostile, harmless = (
        Reader(webpage(summarize(payloads.everywhere(words, language)))) for words in (payloads.ALL, payloads.HARMLESS)
    )
    assert hostile.elements == harmless.elements
    assert {tag for tag, _ in hostile.elements} <= ALLOWED
    assert not [name for _, attributes in hostile.elements for name in attributes if name.startswith("on")]
    assert all(attributes["href"].startswith("#") for attributes in hostile.all("a"))
    assert "src" not in {name for _, attributes in hostile.elements for name in attributes}


def test_a_page_says_every_remark_word_for_word() -> None:
    told = normal("".join(Reader(webpage(summarize(payloads.everywhere(payloads.ALL)))).words))
    assert [text for text in payloads.ALL if normal(text) not in told] == []


def test_words_of_people_keep_their_language_and_cannot_turn_others() -> None:
    page = webpage(summarize(material())).decode()
    assert '<bdi lang="ar" dir="rtl">لا نقبل نقل الأموال دون تصويت.</bdi>' in page
    assert '<bdi dir="auto">Lantern evening</bdi></h1>' in page
    assert "&#x27;" not in markup.spoken('"><b>', '"><b>').replace("&quot;", "") and "<b>" not in markup.spoken(
        "<b>", "x"
    )


def test_it_asks_for_nothing_and_equal_content_gives_equal_bytes() -> None:
    page = webpage(summarize(material()))
    assert page == webpage(summarize(material()))
    assert b"default-src &#x27;none&#x27;" in page and not re.search(rb"url\(|@import|https?:|src=", page)


@given(st.text(max_size=60))
def test_the_gate_shows_what_went_in(text: str) -> None:
    read = Reader(b"<p>" + markup.plain(text).encode() + b"</p>")
    assert normal("".join(read.words)) == normal(text) and read.elements == [("p", {})]
    (attributes,) = Reader(b'<p title="' + markup.plain(text).encode() + b'"></p>').all("p")
    assert normal(attributes["title"]) == normal(text)
