"""Typing a number or a few letters finds the section, in any language that is loaded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.charter import nodes
from hubdesk.model.section_search import Place, SectionFinder, bare, number_of
from tests.charter.pages import TRANSLATIONS, sample


def finder() -> SectionFinder:
    made = nodes("key", sample("lantern.wiki"), [sample(name) for name in TRANSLATIONS])
    headings: dict[str, dict[str, str]] = {node.wid: {} for node in made.nodes}
    for text in made.texts:
        if text.heading:
            headings[text.wid][text.language] = text.heading
    return SectionFinder(Place(node.wid, node.number, headings[node.wid]) for node in made.nodes)


def found(query: str, limit: int = 8) -> list[tuple[str, str]]:
    return [(hit.place.number, hit.language) for hit in finder().find(query, limit)]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3.2", "3.2"),
        ("/3.2", "3.2"),
        ("§3.2p4", "3.2p4"),
        ("§ 3.2¶4", "3.2p4"),
        ("3.2 P4", "3.2p4"),
        ("3.2 p 4", "3.2p4"),
        ("٣.٢", "3.2"),
        ("३.२p४", "3.2p4"),
        ("３.２", "3.2"),
        ("03.02", "3.2"),
        ("3.", "3"),
        ("3.2p", "3.2"),
        ("0", "0"),
        ("3.2.", "3.2"),
        ("3,2", ""),
        ("p4", ""),
        ("3.2x", ""),
        ("", ""),
        ("rights", ""),
        ("1.1.1.1.1.1.1.1.1.1", ""),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, number: str) -> None:
    assert number_of(typed) == number


def test_a_number_gives_itself_then_what_stands_below_it() -> None:
    assert found("3", 5) == [("3", ""), ("3.1", ""), ("3.2", ""), ("3.3", ""), ("3.4", "")]
    assert found("2.1") == [("2.1", ""), ("2.1p1", ""), ("2.1p2", ""), ("2.1p3", "")]
    assert found("9.9") == []


def test_the_place_of_a_number() -> None:
    assert [place.number for place in finder().at("§2.1¶2")] == ["2.1p2"]
    assert not finder().at("nothing")


@pytest.mark.parametrize(
    ("query", "number", "language"),
    [
        ("set", "2.2", "en"),
        ("SET-UP", "2.2", "en"),
        ("purp", "1", "en"),
        ("hubs", "2", "en"),
        ("open q", "4.2", "en"),
        ("grundung", "2.2", "de"),
        ("offene", "4.2", "de"),
        ("المال", "3.4", "ar"),
        ("مال", "3.4", "ar"),
        ("خلاصه", "", ""),
        ("सदस्य", "3.1", "hi"),
        ("资金", "3.4", "zh"),
        ("金", "3.4", "zh"),
        ("membrship", "3.1", "en"),
        ("zzzzzz", "", ""),
    ],
)
def test_a_few_letters_in_any_language_find_the_heading(query: str, number: str, language: str) -> None:
    first = found(query, 1)
    assert first == ([(number, language)] if number else [])


def test_equal_headings_are_both_there_in_order() -> None:
    assert [number for number, _ in found("rights")] == ["2.3", "3.3"]


def test_nothing_typed_shows_the_headings_in_order() -> None:
    assert [number for number, _ in found("", 4)] == ["0", "1", "1.1", "1.2"]


@given(st.text(max_size=20), st.integers(1, 9))
def test_any_words_give_at_most_the_limit_and_each_place_once(query: str, limit: int) -> None:
    hits = FINDER.find(query, limit)
    assert len(hits) <= limit and len({hit.place.wid for hit in hits}) == len(hits)


FINDER = finder()


def test_many_charters_give_a_place_each() -> None:
    two = SectionFinder([Place("a", "1", {"en": "Aim"}), Place("b", "1", {"en": "Aim"})])
    assert [place.wid for place in two.at("1")] == ["a", "b"]
    assert [hit.place.wid for hit in two.find("aim")] == ["a", "b"]


def test_a_heading_does_not_say_its_number_twice() -> None:
    assert bare("2", "2. Hubs") == "Hubs"
    assert bare("2.1", "2.1 Set-up") == "Set-up"
    assert bare("", "2. Hubs") == "2. Hubs"
    assert bare("3", "2 rivers meet") == "2 rivers meet"
    assert bare("2", "2030 and after") == "2030 and after"
    assert bare("4", "٤ – المال") == "المال"


def test_the_arabic_decimal_sign_stands_between_numbers() -> None:
    assert number_of("٢٫١") == "2.1"
