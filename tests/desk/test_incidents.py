"""Incident notes stay on this laptop; quick phrases stay with the team."""

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.desk import care, events, incidents, notes, phrases, trash
from hubdesk.desk.desk import Desk, team_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import words
from hubdesk.model.records import Incident, Phrase

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", start=NINE)


def test_an_incident_note_is_in_the_private_book_and_history_says_no_word_of_it(desk: Desk, event: str) -> None:
    made = incidents.add(desk, event, "Somebody was shouted at\nin the yard", done="We spoke with both")
    one = desk.read.get(Incident, made)
    assert (one.text, one.done, one.at) == (
        "Somebody was shouted at\nin the yard",
        "We spoke with both",
        "2027-05-08T09:00:00+00:00",
    )
    assert one.book == desk.store.private.id
    told = desk.next_undo()
    assert told is not None and words("en")(told) == "Keep an incident note"
    assert notes.add(desk, event, "tea") and desk.read.notes(event, search="shouted") == []
    incidents.remove(desk, made)
    assert incidents.of_event(desk, event) == [] == trash.things(desk, event)
    desk.undo()
    assert [one.id for one in incidents.of_event(desk, event)] == [made]


def test_an_incident_note_goes_with_its_event(desk: Desk, event: str) -> None:
    incidents.add(desk, event, "purgedgrebe happened")
    incidents.add(desk, events.create(desk, "Other"), "keptgrebe happened")
    care.purge(desk, event)
    assert [one.text for one in desk.read.all(Incident)] == ["keptgrebe happened"]
    assert all(b"purgedgrebe" not in path.read_bytes() for path in desk.path.parent.rglob("*") if path.is_file())


@pytest.mark.locked
def test_a_sensitive_gathering_keeps_the_half_day(desk: Desk) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=NINE)
    made = incidents.add(desk, quiet, "It was loud", at=NINE + timedelta(minutes=17))
    assert desk.read.get(Incident, made).at == "2027-05-08T00:00:00+00:00"


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 200_000])
def test_no_words_and_far_too_many_are_refused(desk: Desk, event: str, text: str) -> None:
    with pytest.raises(Usage):
        incidents.add(desk, event, text)
    with pytest.raises(HubDeskError):
        incidents.remove(desk, "0" * 32)
    assert desk.read.all(Incident) == []


def test_phrases_are_kept_once_and_put_away(desk: Desk, event: str) -> None:
    first = phrases.add(desk, event, "  as said at\ttable one \n")
    assert phrases.add(desk, event, "as said at table one") == first
    phrases.add(desk, event, "All agreed")
    assert [one.text for one in phrases.of_event(desk, event)] == ["All agreed", "as said at table one"]
    assert desk.read.get(Phrase, first).book == team_book(event).id
    phrases.remove(desk, first)
    assert [one.text for one in phrases.of_event(desk, event)] == ["All agreed"]
    desk.undo()
    assert len(phrases.of_event(desk, event)) == 2


@pytest.mark.parametrize("text", ["", " \n", "x" * 301])
def test_a_phrase_is_short_and_says_something(desk: Desk, event: str, text: str) -> None:
    with pytest.raises(Usage):
        phrases.add(desk, event, text)


@pytest.mark.locked
def test_a_phrase_of_a_sensitive_gathering_names_nobody(desk: Desk) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=NINE)
    phrases.add(desk, quiet, "q: @Zarquon asks")
    assert [one.text for one in phrases.of_event(desk, quiet)] == ["q: @participant asks"]
