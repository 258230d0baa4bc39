"""The story for a blog: elements that every editor keeps, the report's own figures, and people's words as words."""

from dataclasses import replace

import pytest

from hubdesk.i18n import LANGUAGES, words
from hubdesk.report.dates import Dates
from hubdesk.report.story import Photo, story, title
from hubdesk.report.summary import summarize
from tests.report import payloads
from tests.report.material import EVENT, NOTES, material
from tests.report.test_webpage import Reader, normal

KEPT = {"div", "p", "ul", "li", "h2", "blockquote", "span", "strong", "small"}
PHOTO = Photo("File:Lantern evening, The lamps 1.jpg", "The <b>lamps</b>", "K. Photographer", "CC BY 4.0")


def told(text: str) -> str:
    return normal("".join(Reader(text.encode()).words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_is_clean_and_its_figures_are_those_of_the_report(language: str) -> None:
    found = summarize(material(language))
    page = Reader(story(found, photos=[PHOTO]).encode())
    assert page.elements[0] == ("div", {"lang": language, "dir": words(language).direction})
    assert {tag for tag, _ in page.elements} <= KEPT
    assert {name for _, attributes in page.elements for name in attributes} <= {"lang", "dir"}
    whole = "".join(page.words)
    for figure in found.figures[:3]:
        assert f"{Dates(language).number(figure.value)} {words(language)(figure.label)}" in whole


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_story_has_the_same_shape_whatever_people_say(language: str) -> None:
    def made(said: tuple[str, ...]) -> Reader:
        photos = [Photo(word, word, word, word) for word in said]
        return Reader(story(summarize(payloads.everywhere(said, language)), photos=photos).encode())

    hostile, harmless = made(payloads.ALL), made(payloads.HARMLESS)
    shape = [(tag, set(attributes)) for tag, attributes in hostile.elements]
    assert shape == [(tag, set(attributes)) for tag, attributes in harmless.elements]
    assert {tag for tag, _ in hostile.elements} <= KEPT


def test_statements_are_signed_and_quotes_keep_their_language() -> None:
    text = story(summarize(material(notes=NOTES)))
    assert '<p lang="en" dir="ltr">Money needs a vote.</p><p>– <span lang="en" dir="ltr">Facilitator</span></p>' in text
    assert '<p lang="ar" dir="rtl">لا نقبل نقل الأموال دون تصويت.</p>' in text
    assert "Support: 9 people" in told(text) and "Too few people answered" in told(text)
    assert "2.1 Reserves: 3 remarks" in told(text) and "No feedback on 1 section." in told(text)


def test_few_remarks_are_quoted_word_for_word_ones_first_and_none_of_whom_was_not_asked() -> None:
    said = [replace(each, verbatim=each is NOTES[6]) for each in NOTES]
    quotes = story(summarize(material(notes=said)), unasked={NOTES[0].id}).split("<h2>")[2].split("<blockquote>")[1:]
    assert len(quotes) == 5 and "Thank you for the tea" in quotes[0]
    assert not any("Hubs need stable funding" in each for each in quotes)


def test_the_beginning_tells_day_and_place_where_they_may_be_told() -> None:
    for change, first in (
        ({}, "People met on 1 October 2026 at Harbour library for “Lantern evening”."),
        ({"place_hidden": True}, "People met on 1 October 2026 for “Lantern evening”."),
        ({"start": "", "end": ""}, "People met for “Lantern evening”."),
    ):
        found = summarize(material(events=(replace(EVENT, **change),)))
        read = told(story(found)).replace("\u2068", "").replace("\u2069", "")
        assert read.startswith(f"{first} The text under discussion: Lantern Rivers charter.")
    several = summarize(material(events=(EVENT, replace(EVENT, id="f" * 32, start="2026-10-08T18:00:00+00:00"))))
    assert "2 gatherings were held, " in told(story(several)) and "2 gatherings" in told(story(several))


def test_a_sample_says_so_and_a_post_has_a_name() -> None:
    found = summarize(material(events=(replace(EVENT, sample=True),)))
    assert told(story(found)).startswith("Sample: this gathering, its people and their words are invented.")
    assert title(found) == "Feedback from Lantern evening"


def test_a_photo_stands_by_its_name_with_photographer_and_licence() -> None:
    assert "<img" not in story(summarize(material()), photos=[PHOTO])
    read = told(story(summarize(material()), photos=[PHOTO])).replace("\u2068", "").replace("\u2069", "")
    assert "The <b>lamps</b> (K. Photographer, CC BY 4.0, on Wikimedia Commons: File:Lantern" in read
