"""Heads without names by category, and who is at an item of the run-sheet."""

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.desk import attendance, events, people
from hubdesk.desk.attendance import Counts, Roster
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage
from hubdesk.i18n import words
from hubdesk.model.records import Headcount

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", start=NINE)


def test_heads_are_counted_by_category_and_never_named(desk: Desk, event: str) -> None:
    attendance.heads(desk, event, 3, category=" children ", at=NINE)
    attendance.heads(desk, event, 2)
    assert [(tally.number, tally.category) for tally in desk.read.all(Headcount, event=event)] == [
        (3, "children"),
        (2, ""),
    ]
    assert attendance.counts(desk, event) == Counts(heads=5)
    told = desk.undo()
    assert told is not None and words("en")(told) == "Count 2 heads"
    for wrong in (0, -2, 10**9):
        with pytest.raises(Usage):
            attendance.heads(desk, event, wrong)


@pytest.mark.parametrize(
    ("typed", "heads"),
    [
        ("+3", (3, "")),
        (" + 12 ", (12, "")),
        ("+٣", (3, "")),
        ("＋３", (3, "")),
        ("+3 children", (3, "children")),
        ("+3children under 6", (3, "children under 6")),
        ("+٣ أطفال", (3, "أطفال")),
        ("＋３儿童", (3, "儿童")),
        ("3", (0, "")),
        ("+", (0, "")),
        ("+0", (0, "")),
        ("+x", (0, "")),
        ("+254 700 001", (0, "")),
        ("+999999999999", (0, "")),
    ],
)
def test_heads_are_typed_with_a_plus(typed: str, heads: tuple[int, str]) -> None:
    assert attendance.typed_heads(typed) == heads


def test_a_category_is_one_however_it_is_written(desk: Desk, event: str) -> None:
    for number, category in ((2, "Children"), (3, ""), (4, "adults"), (1, "children "), (5, "ADULTS")):
        attendance.heads(desk, event, number, category=category)
    assert attendance.categories(desk, event) == {"Children": 3, "": 3, "adults": 9}
    assert {tally.category for tally in desk.read.all(Headcount, event=event)} == {"Children", "", "adults"}


def test_an_item_is_joined_and_the_event_with_it(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    item = "a" * 32
    assert attendance.check_in(desk, ana, event, at=NINE, item=item).state == "in"
    assert attendance.check_in(desk, ana, event, at=at(1)).state == "already"
    attendance.check_out(desk, ana, event, at=at(4), item=item)
    assert attendance.counts(desk, event).here == 1
    assert attendance.presence(desk, event, item=item)[ana][0].left == "2027-05-08T09:04:00+00:00"


def test_an_item_counts_who_is_at_it_and_who_leaves_the_gathering_leaves_it(desk: Desk, event: str) -> None:
    ana, bo = people.add(desk, event, "Ana"), people.add(desk, event, "Bo")
    item = "a" * 32
    for who in (ana, bo):
        attendance.check_in(desk, who, event, at=NINE)
    attendance.check_in(desk, ana, event, at=at(1), item=item)
    cy = attendance.walk_in(desk, event, "Cy", at=at(1), item=item)
    attendance.heads(desk, event, 4, item=item)
    assert attendance.counts_of_item(desk, event, item) == Counts(here=2, came=2, heads=4)
    roster = Roster(desk, event, item)
    assert [hit.here for typed in ("ana", "bo", "cy") for hit in roster.search(typed)] == [True, False, True]
    roster.choose_item("")
    assert roster.here() == 3
    attendance.check_out(desk, ana, event, at=at(9))
    assert attendance.presence(desk, event, item=item)[ana][0].left == "2027-05-08T09:09:00+00:00"
    assert list(attendance.presence(desk, event, item=item)) == [ana, cy]
    assert attendance.check_in(desk, ana, event, at=at(12), item=item).state == "back"
