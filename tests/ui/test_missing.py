"""What the text does not say is offered while a line is typed, in the words of the window."""

import pytest

from hubdesk.desk import charters, notes
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.pages.charter import CharterPage
from tests.ui import texts


@pytest.fixture
def offers(desk, event, preferences) -> Offers:
    texts.take(desk, event)
    made = Offers()
    made.sections = charters.index(desk, event)
    return made


@pytest.mark.parametrize(("typed", "value"), [("miss", "0p0"), ("whole", "0"), ("text", "0p0"), ("1.1p0", "1.1p0")])
def test_words_of_the_window_lead_to_the_whole_and_to_what_is_missing(offers, typed: str, value: str) -> None:
    assert value in [each.value for each in offers.places(typed)]


def test_both_are_offered_before_anything_is_typed(offers) -> None:
    shown = {each.value: each.shown for each in offers.places("")}
    assert "Whole document" in shown["0"] and shown["0p0"] == "\u20660 …\u2069   Missing from the text"
    assert {each.value for each in offers.anchors("miss")} == {offers.sections.resolve("0p0")}


def test_other_words_do_not_bring_them(offers) -> None:
    assert [each.value for each in offers.places("money")] == ["2.2", "1.1"]


def test_what_is_missing_warms_its_heading_in_the_reader(show, desk, event) -> None:
    texts.take(desk, event)
    page = show(CharterPage, event)
    notes.add(desk, event, "/2.2p0 a year's notice")
    counts = page.pane.reader.places.counts
    assert counts[charters.index(desk, event).resolve("2.2")] == 1
