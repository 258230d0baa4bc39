"""Stories of gatherings: nobody is quoted who did not agree, and a photo stands there only with all that it needs."""

from datetime import UTC, datetime

import pytest

from hubdesk.desk import attachments, events, notes, people, polls, reports, statements
from hubdesk.desk.desk import Desk
from hubdesk.model.records import Published
from tests.photographs import keep


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", start=datetime(2026, 10, 1, 16, tzinfo=UTC), place="Mill")


def told(desk: Desk, event: str) -> str:
    return reports.text(desk, [event], "story", language="en").text


def test_who_did_not_agree_to_be_quoted_is_not(desk: Desk, event: str) -> None:
    person = people.add(desk, event, "Ophelia Quartermaine", username="Ophelia")
    other = people.add(desk, event, "Bartholomew Finch", username="Barty")
    people.consent(desk, other, "quote", True)
    notes.add(desk, event, 'c: @Ophelia "boats are wet"')
    notes.add(desk, event, 'c: @Barty "oars are dry"')
    notes.add(desk, event, "nobody knows whose words these are")
    assert "boats are wet" not in told(desk, event) and "oars are dry" in told(desk, event)
    people.consent(desk, person, "quote", True)
    assert "boats are wet" in told(desk, event)
    people.withdraw(desk, person, "quote")
    for quoted in ("oars are dry", "nobody knows whose words"):
        assert quoted in told(desk, event)
    for kept in ("boats are wet", "Ophelia", "Bartholomew", "Barty"):
        assert kept not in told(desk, event)


def test_a_photo_needs_licence_and_agreement(desk: Desk, event: str) -> None:
    photo = keep(desk, event, "lamps on a table")
    assert "lamps on a table" in told(desk, event) and "on Wikimedia Commons" in told(desk, event)
    attachments.describe(desk, photo, shown="")
    assert "lamps on a table" not in told(desk, event)


def test_a_title_that_may_not_be_told_is_not(desk: Desk) -> None:
    event = events.create(desk, "Farewell of Ophelia Quartermaine", start=datetime(2026, 10, 1, 16, tzinfo=UTC))
    people.add(desk, event, "Ophelia Quartermaine")
    made = reports.text(desk, [event], "story", language="en")
    assert "Ophelia" not in made.text + made.page and made.page == "Feedback from Gathering"


def test_its_numbers_are_published_when_it_leaves(desk: Desk, event: str) -> None:
    polls.tally(desk, polls.add(desk, event, statement=statements.add(desk, event, "Row less.")), "12/9/8", base=60)
    made = reports.text(desk, [event], "story", language="en")
    assert "Support: 12 people" in made.text and desk.read.all(Published) == []
    reports.leave(desk, made)
    assert [one.counts for one in desk.read.all(Published)] == ["12/9/8"]
