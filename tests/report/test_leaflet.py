"""The page inside a bundle says what the file is, in the reader's direction, and runs nothing of what people typed."""

from html.parser import HTMLParser

import pytest

from hubdesk.i18n import LANGUAGES, say, words
from hubdesk.report.leaflet import USES, Leaflet

HOSTILE = '</title><script>x()</script><img src="file:///etc/passwd" onerror=x>\u202e&amp;'


class Seen(HTMLParser):
    """Collects tags with their attributes, and text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: dict[str, dict[str, str | None]] = {}
        self.text = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += f"{data}\n"


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("use", USES)
def test_it_says_what_the_file_is_in_every_language(tag: str, use: str) -> None:
    tell = words(tag)
    seen = Seen(Leaflet("Evening", use, [(say("Notes"), 12)], ["Lantern charter"]).page(tell))
    assert seen.tags["html"] == {"lang": tell.language, "dir": "rtl" if tag == "ar" else "ltr"}
    for text in (
        tell(USES[use], isolated=False),
        tell(say("Notes"), isolated=False),
        "12",
        "Evening",
        "Lantern charter",
    ):
        assert text in seen.text


def test_words_of_people_stay_words() -> None:
    seen = Seen(Leaflet(HOSTILE, "upload", [], [HOSTILE]).page(words("en")))
    assert not seen.tags.keys() & {"script", "img", "a", "link", "iframe", "object"}
    assert seen.text.count("<script>x()</script>") == 3
