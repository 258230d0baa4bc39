"""Minutes say what was planned, what was held and what was said under it, in the order of the room."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.report.minutes import STEP, Minutes, Sitting, minutes
from hubdesk.report.summary import Turnout, summarize
from tests.report.material import EVENT, NOTES, POLLS, material, note
from tests.report.pdf.gathered import SECOND, series
from tests.report.sheets import ITEMS, at, sheet


def made(notes=NOTES, items=ITEMS, **changes) -> Minutes:
    return minutes(material(notes=notes, **changes), {EVENT.id: sheet(items=items)})


def only(found: Minutes) -> Sitting:
    (sitting,) = found.sittings
    return sitting


def test_an_agenda_has_what_was_planned_and_what_it_took_in_steps_of_five() -> None:
    found = [(point.title, point.planned, point.took, point.begun) for point in only(made()).agenda]
    assert found == [
        ("Welcome", 10, 10, True),
        ("Reading", 20, 20, True),
        ("Round", 30, 30, True),
        ("Polls", 10, 30, True),
        ("Songs", 5, 0, False),
    ]


def test_how_far_the_day_went_another_way_is_counted() -> None:
    found = only(made())
    assert (found.timed, found.not_begun, found.moved, found.longer) == (True, 1, 1, 1)


def test_where_nobody_noted_when_items_began_nothing_is_counted() -> None:
    never = [(title, type, planned, "", "") for title, type, planned, *_ in ITEMS]
    found = only(made(items=never))
    assert (found.timed, found.not_begun, found.moved, found.longer) == (False, 0, 0, 0)


def test_an_end_before_the_beginning_or_days_later_is_not_known() -> None:
    items = [
        ("A", "plenary", 5, "18:00", "17:00"),
        ("B", "plenary", 5, "18:00", ""),
        ("C", "poll", 5, "19:00", "19:01"),
    ]
    assert [point.took for point in only(made(items=items)).agenda] == [0, 0, STEP]
    late = replace(sheet()[0], stopped="2026-10-04T18:00:00+00:00")
    (point,) = only(minutes(material(), {EVENT.id: [late]})).agenda
    assert point.took == 0 and point.begun


def test_a_remark_stands_under_the_item_it_was_written_to_else_under_the_one_that_ran() -> None:
    first, second = (item.id for item in sheet()[:2])
    notes = (
        note(1, "to the first", item=first, at=at("19:10")),
        note(2, "while the third ran", at=at("18:09")),
        note(3, "answers it", parent=f"{2:032x}", item=second),
        note(4, "before all", at=at("17:00")),
        note(5, "after all", at=at("22:00")),
        note(6, "of no known time"),
        note(7, "to an item that may not be told", item="f" * 32, at=at("18:05")),
    )
    found = only(made(notes))
    assert [[item.number for item in point.items] for point in found.agenda] == [[1], [], [2], [], []]
    assert [answer.number for answer in found.agenda[2].items[0].answers] == [3]
    assert [item.number for item in found.rest] == [4, 5, 6, 7]


def test_remarks_have_the_numbers_of_the_report_and_stand_in_their_order() -> None:
    found, report = made(), summarize(material())
    assert [item.number for item in only(found).rest] == [1, 2, 3, 4, 5, 7, 8, 9]
    assert found.summary.remarks == report.remarks
    assert [heading.number for heading in found.places[4]] == ["1", "2.1"]


def test_decisions_actions_and_open_points_are_gathered_answers_too() -> None:
    notes = (
        note(1, "Shall we?"),
        note(2, "We shall", form="decision", parent=f"{1:032x}"),
        note(3, "Somebody asks the mill", form="action", follow_up=True),
        note(4, "Who pays?", follow_up=True),
    )
    found = made(notes)
    told = [[item.number for item in items] for items in (found.decisions, found.actions, found.open)]
    assert told == [[2], [3], [3, 4]]
    assert {one.key: one.value for one in found.summary.figures} == {
        "people": 14, "decisions": 1, "actions": 1, "remarks": 3, "events": 1
    }  # fmt: skip


def test_a_poll_stands_under_the_item_that_ran_when_it_was_counted() -> None:
    polls = (replace(POLLS[0], counted=at("19:10")), replace(POLLS[1], at=at("18:20")))
    found = only(made(polls=polls))
    assert [len(point.polls) for point in found.agenda] == [0, 0, 1, 1, 0] and found.polls == ()
    assert len(only(made()).polls) == 2  # nobody knows when


def test_what_has_no_type_is_not_told_and_its_remarks_stand_outside() -> None:
    items = [("Welcome", "welcome", 10, "18:00", "18:09"), ("", "", 20, "18:09", "18:40")]
    found = only(made((note(1, "in secret", at=at("18:20")),), items))
    assert [point.title for point in found.agenda] == ["Welcome"]
    assert [item.number for item in found.rest] == [1]


def test_a_sensitive_gathering_tells_no_minutes() -> None:
    quiet = replace(EVENT, sensitive=True)
    found = only(made((note(1, "x", at=at("18:20")), note(2, "y", item=sheet()[0].id)), events=(quiet,)))
    assert [(point.planned, point.took) for point in found.agenda] == [(0, 0)] * 5
    assert not found.timed and (found.moved, found.not_begun, found.longer) == (0, 0, 0)
    assert [item.number for item in found.rest] == [1] and [item.number for item in found.agenda[0].items] == [2]


def test_where_nobody_counted_no_number_is_claimed() -> None:
    assert [sentence.one for sentence in made(turnout=Turnout()).people] == ["Nobody was counted."]


def test_small_gatherings_of_a_series_are_told_as_one_without_agendas() -> None:
    agendas = {event.id: sheet(event.id) for event in series().events}
    found = minutes(series(), agendas)
    assert [[event.title for event in one.events] for one in found.sittings] == [
        ["Lantern evening"], ["Mill morning", "Tower night"]
    ]  # fmt: skip
    assert [len(one.agenda) for one in found.sittings] == [5, 0]
    assert len(found.polls) == 2 and not any(one.polls for one in found.sittings)
    numbers = [item.number for one in found.sittings for item in one.rest]
    assert len(set(numbers)) == len(numbers) == found.summary.remarks
    few = minutes(series(people=(2, 1, 1)), agendas)
    assert [len(one.events) for one in few.sittings] == [3] and only(few).agenda == ()
    apart = minutes(series(people=(9, 6, 5)), agendas)
    assert [len(one.agenda) for one in apart.sittings] == [5, 5, 5]
    assert SECOND.id in {event.id for one in apart.sittings for event in one.events}


@given(st.lists(st.sampled_from(["18:00", "18:10", "18:20", "18:30", "19:00", ""]), max_size=8))
def test_as_many_items_moved_as_must_be_taken_out_for_the_rest_to_stand_in_order(starts: list[str]) -> None:
    items = [("", "plenary", 5, start, "") for start in starts]
    begun = [start for start in starts if start]
    best = max(
        sum(mask >> place & 1 for place in range(len(begun)))
        for mask in range(1 << len(begun))
        if (kept := [s for place, s in enumerate(begun) if mask >> place & 1]) == sorted(kept)
    )
    assert only(made((), items)).moved == len(begun) - best
