"""Data about people past its day: reminded of, postponed, kept for a reason, forgotten."""

from datetime import date, timedelta

import pytest

from hubdesk.desk import attendance, events, notes, people, reports, retention
from hubdesk.errors import Usage
from hubdesk.model.records import Attendance, Consent, Event, Keeping, Mark, Person
from tests.desk.conftest import START

NAME = "Thimblewort Mosslight"


@pytest.fixture
def event(desk) -> str:
    """An evening with two people, one of them twice on the list, and a line about one."""
    made = events.create(desk, "Evening", start=START, end=START + timedelta(hours=2), languages=["en"])
    first = people.add(desk, made, NAME)
    twin = people.add(desk, made, "T. Mosslight")
    people.same_person(desk, twin, first)
    second = people.add(desk, made, "Ana")
    for each in (first, second):
        attendance.check_in(desk, each, made, at=desk.now())
    people.consent(desk, second, "quote", True, language="en")
    notes.add(desk, made, f"as {NAME} said, boats first")
    return made


def test_nothing_is_said_before_the_day_and_from_it_on_it_is(desk, clock, event) -> None:
    assert desk.read.get(Event, event).retention == (START.date() + timedelta(days=90)).isoformat()
    clock.pass_(days=89)
    assert retention.due(desk) == [] and retention.oldest(desk) is None
    clock.pass_(days=1)
    (found,) = retention.due(desk)
    assert (found.event.id, found.people, found.because) == (event, 2, "")
    assert retention.due(desk, event) == [found] and retention.oldest(desk) == found


def test_an_event_without_people_or_a_day_and_the_sample_are_never_due(desk, clock) -> None:
    events.create(desk, "Nobody", start=START)
    for fields in ({"retention": ""}, {"sample": True}):
        made = events.create(desk, "Some", start=START)
        people.add(desk, made, NAME)
        events.edit(desk, made, **fields)
    clock.pass_(days=1000)
    assert retention.due(desk) == []


def test_later_and_a_reason_each_hold_for_their_time(desk, clock, event) -> None:
    clock.pass_(days=90)
    assert retention.later(desk, event) == START.date() + timedelta(days=120)
    clock.pass_(days=29)
    assert retention.due(desk) == []
    clock.pass_(days=1)
    assert retention.due(desk)
    assert retention.keep(desk, event, " the grant  is audited ") == START.date() + timedelta(days=485)
    assert retention.due(desk) == []
    desk.undo()
    assert retention.due(desk)
    desk.redo()
    clock.pass_(days=365)
    (found,) = retention.due(desk)
    assert found.because == "the grant is audited"
    (kept,) = desk.read.all(Keeping)
    assert desk.read.book_of(Keeping, kept.id).sort == "team"


@pytest.mark.parametrize("wrong", [lambda d, e: retention.keep(d, e, " "), lambda d, e: retention.later(d, e, 0)])
def test_what_cannot_be_meant_changes_nothing(desk, event, wrong) -> None:
    with pytest.raises(Usage):
        wrong(desk, event)
    assert desk.read.all(Keeping) == []


def turnout(desk, event: str) -> tuple[int, int, int]:
    found = reports.summary(desk, [event], language="en", as_of=desk.now()).turnout
    return found.came, found.registered, found.walk_ins


def test_everybody_is_forgotten_and_the_numbers_stay(desk, clock, event) -> None:
    people.remove(desk, people.add(desk, event, "Forgottenyarrow Plume"))  # in the trash
    clock.pass_(days=90)
    before = turnout(desk, event)
    done = retention.forget(desk, event)
    assert len(done.mentions) == 1
    assert not any(desk.read.all(kind) or desk.read.deleted(kind) for kind in (Person, Mark, Consent))
    assert retention.due(desk) == [] and desk.read.notes(event)
    assert turnout(desk, event) == before == (2, 2, 0)
    attendance.heads(desk, event, 3, at=desk.now())
    attendance.keep_counts(desk, event)  # as an upload file does
    (told,) = desk.read.all(Attendance, event=event)
    assert (told.came, told.heads) == (2, 3)
    desk.close()
    files = b"".join(path.read_bytes() for path in desk.folders.data.rglob("*") if path.is_file())
    assert b"Forgottenyarrow" not in files and b"T. Mosslight" not in files and b"boats first" in files


def test_a_day_is_that_of_the_events_zone(desk, clock) -> None:
    made = events.create(desk, "Auckland", start=START, zone="Pacific/Auckland")
    people.add(desk, made, NAME)
    events.edit(desk, made, retention="2027-05-09")
    assert desk.now().date() == date(2027, 5, 8) and retention.due(desk) == []
    clock.pass_(hours=4)
    assert desk.now().date() == date(2027, 5, 8) and retention.due(desk)
