"""Forum posts: words of people are shown and mean nothing; the judge is the parser that Discourse uses, in Python."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hubdesk.report import markdown
from hubdesk.report.summary import Heading, summarize
from hubdesk.report.turning import closed
from tests.report import payloads
from tests.report.material import DOCUMENT, EVENT, STATEMENTS, material, note

READER = MarkdownIt("js-default", {"html": True, "linkify": True, "typographer": True})
#: What Discourse looks for in finished words (its text-post-process, emoji and checklist rules).
LATER = re.compile(r"[@#]\w|:\w[\w+-]*:|:[^\s\w]|\[[ xX]?\]|;-?[)P]|8-\)|\^__?\^")
MARKUP = st.text(alphabet=st.sampled_from(list("\\`*_[](){}<>&|~#@$^+\"':;=-./!,?% \nabcx1")), max_size=40)


class Words(HTMLParser):
    """The words of a page, and the tags around them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        assert data == " "


def normal(text: str) -> str:
    return closed(" ".join(text.encode("utf-8", "replace").decode().replace("\0", "\ufffd").split()))


def seen(post: str) -> str:
    return normal("".join(Words(READER.render(post)).words))


@given(st.one_of(MARKUP, st.text(max_size=60)))
@example("1. a")
@example("https://a.b www.example.org a@b.org")
@example('(c) ... -- ???? !!!! "q" it\'s')
def test_what_is_seen_is_what_was_said(text: str) -> None:
    for before in ("", "x "):
        html = READER.render(f"{before}{markdown.escape(text)}")
        assert set(Words(html).tags) <= {"p"}
        assert normal("".join(Words(html).words)) == normal(before + normal(text))


@given(st.one_of(MARKUP, st.text(max_size=60)))
@example("@admin #tag :smile: [x] :) :100: 18:30")
@example(";) ;-P 8-) ^_^ ^__^")
def test_nothing_is_left_that_is_looked_for_later(text: str) -> None:
    for token in READER.parse(markdown.escape(text)):
        for child in token.children or ():
            assert child.type in ("text", "html_inline"), child
            assert child.type != "text" or not LATER.search(child.content), child.content


@pytest.mark.parametrize("text", payloads.ALL)
def test_markup_of_people_means_nothing(text: str) -> None:
    code = markdown.escape(text)
    assert "\n" not in code
    assert seen(code) == normal(text)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_whole_posts_have_the_same_shape_whatever_people_say(language: str) -> None:
    told = []
    for words in (payloads.ALL, payloads.HARMLESS):
        posts = markdown.posts(summarize(payloads.everywhere(words, language)), language)
        told.append([Words(READER.render(post.text)).tags for post in posts])
    assert told[0] == told[1]


def test_posts_say_every_remark_word_for_word() -> None:
    page = " ".join(seen(post.text) for post in markdown.posts(summarize(payloads.everywhere(payloads.ALL)), "en"))
    for text in payloads.ALL:
        assert normal(text) in page, text


def test_one_post_for_the_whole_and_one_for_each_chapter() -> None:
    posts = markdown.posts(summarize(material()), "en")
    assert [post.title for post in posts] == ["Feedback from Lantern evening", "1 Purpose", "2 Money", "3 Silence"]
    assert {post.page for post in posts} == {"Feedback from Lantern evening"}
    assert posts[2].text.startswith("## 2 Money\n") and "\n### 2\\.1 Reserves\n" in posts[2].text
    assert "No feedback on this section." in posts[3].text
    assert '> **2** <span lang="ar" dir="rtl">' in posts[2].text and "\n> > **6** The council" in posts[2].text
    assert "2–4" not in posts[0].text and "Support: 9" in posts[0].text
    assert markdown.text(posts).count("<!-- 2/4 -->") == 1


def test_further_remarks_are_folded_away() -> None:
    notes = [note(n, f"remark {n}", tags=("w1",)) for n in range(1, 9)]
    (_, first, *_) = markdown.posts(summarize(material(notes=notes)), "en")
    assert first.text.count("> **") == 8
    assert '[details="5 more remarks"]\n\n> **4**' in first.text and first.text.count("[/details]") == 1


def test_no_post_is_longer_than_a_forum_takes() -> None:
    outline = tuple(replace(each, heading="A long heading " * 40) for each in DOCUMENT.outline)
    notes = [note(n, "@x " * 40 + "字" * 400, tags=(f"w{n % 4 + 1}",)) for n in range(1, 120)]
    notes += [note(200, "@" * 4_000, tags=("w1",)), note(201, "𝄞" * 20_000, tags=("w1",))]
    long = replace(EVENT, title="=" * 500, channels="#a " * 3000)
    said = tuple(replace(STATEMENTS[0], id=f"{n:032x}", text="word " * 2000) for n in range(20))
    given = material(
        notes=notes,
        events=(long,),
        statements=said,
        documents=(replace(DOCUMENT, outline=outline),),
    )
    posts = markdown.posts(summarize(given), "en")
    assert len(posts) > 8
    for post in posts:
        assert len(post.text) <= markdown.length(post.text) < 32_000
        assert post.text.count("[details=") == post.text.count("[/details]")
    whole = "".join(seen(post.text) for post in posts)
    assert whole.count("@") >= 4_000 + 119 * 40 and whole.count("𝄞") == 20_000


def test_a_document_alone_is_one_chapter() -> None:
    flat = replace(DOCUMENT, outline=(Heading("w1", "", 1, "Purpose", "en"),), belongs={"w1": "w1"})
    posts = markdown.posts(summarize(material(documents=(flat,))), "en")
    assert [post.title for post in posts] == ["Feedback from Lantern evening", "Purpose"]
    assert [post.title for post in markdown.posts(summarize(material(documents=())), "en")] == [posts[0].title]
