"""MediaWiki as a judge: it shows people's words as they are, and a page keeps its elements whatever they say."""

import random
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from hubdesk.report import wikitext
from hubdesk.report.summary import summarize
from hubdesk.report.turning import closed
from tests.report import payloads
from tests.report.test_wikitext import PAGES, normal
from tests.tools.mediawiki import Parse, begin, installed

pytestmark = installed
#: What wikitext is made of, to be put together at random.
PIECES = (
    "[[", "]]", "[", "]", "{{", "}}", "{{{", "}}}", "{|", "|}", "|-", "|", "!", "!!", "<", ">", "</", "<nowiki>",
    "</nowiki>", "<pre>", "<ref>", "&", "&lt;", "&#91;", "'", "''", "'''", "'''''", "=", "==", "~~~", "~~~~", "__",
    "__NOTOC__", "-{", "}-", "zh:", "*", "#", ":", ";", "----", "/", "http://", "//", "mailto:", "RFC", "ISBN",
    "978-3-16-148410-0", "#REDIRECT", "File:", "subst:", "{{PAGENAME}}", "#if:", "<!--", "-->", "<br>", "<b>",
    "style=", "الف", "字", "क", "é", "a", "Z", "0", "1", "x", "\\", "\"", "%", "news:", "irc://", "tel:",
    "<gallery>", "<translate>",
)  # fmt: skip


@pytest.fixture(scope="module")
def parse(tmp_path_factory: pytest.TempPathFactory) -> Parse:
    return begin(tmp_path_factory.mktemp("wiki"))


class Seen(HTMLParser):
    """What a reader sees of a page, and the elements it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", list[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def paragraphs(parse: Parse, texts: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each text with what a reader sees of it, after all of them were paragraphs of one page."""
    page = "\n\n".join(f"{wikitext.escape(text)}\n\n-fence{n}-" for n, text in enumerate(texts))
    seen = Seen(parse(page))
    assert set(seen.tags) == {"p"}
    return zip(texts, re.split(r"-fence\d+-", seen.text), strict=False)


def test_words_of_people_are_words_for_the_wiki(parse: Parse) -> None:
    for text, shown in paragraphs(
        parse, [text for text in payloads.ALL if "\x07" not in text and "\ufffe" not in text]
    ):
        wanted = text.encode("utf-8", "replace").decode().replace("\ue000", "\ufffd").replace("\ue001", "\ufffd")
        assert closed(" ".join(shown.split())) == normal(wanted)


def test_whatever_is_put_together_at_random_is_words_for_the_wiki(parse: Parse) -> None:
    chance = random.Random(7)
    texts = ["".join(chance.choice([*PIECES, " "]) for _ in range(chance.randint(1, 9))) for _ in range(2000)]
    for text, shown in paragraphs(parse, [text for text in texts if text.strip()]):
        assert closed(" ".join(shown.split())) == normal(text), text


@pytest.mark.parametrize("form", PAGES)
def test_a_page_is_made_of_the_same_elements_whatever_people_say(parse: Parse, form: str) -> None:
    hostile, harmless = (
        parse(PAGES[form](summarize(payloads.everywhere(words)), "en")) for words in (payloads.ALL, payloads.HARMLESS)
    )
    ids = re.compile(
        '<span id="[^"]*"></span>(?=<span class="mw-headline")'
    )  # a heading's second anchor, for old links
    assert Seen(ids.sub("", hostile)).tags == Seen(ids.sub("", harmless)).tags
    assert "<a " not in re.sub(r'<span class="mw-editsection">.*?</span></span>|<a href="#[^"]*">', "", hostile)
