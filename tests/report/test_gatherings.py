"""Gatherings are told apart only where so many people took part that nobody is picked out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.disclosure import LEAST_COUNT
from hubdesk.report.gatherings import gatherings
from tests.report.material import EVENT, note

EVENTS = tuple(replace(EVENT, id=letter * 32, title=letter) for letter in "abcd")


def told(*people: int) -> list[tuple[str, int]]:
    events = EVENTS[: len(people)]
    numbers = {event.id: number for event, number in zip(events, people, strict=True)}
    return [("".join(e.title for e in one.events), one.people) for one in gatherings(events, numbers, ())]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((12,), []),
        ((12, 9), [("a", 12), ("b", 9)]),
        ((12, 2, 3), [("a", 12), ("bc", 5)]),
        ((12, 2, 9), [("a", 12), ("bc", 11)]),
        ((2, 2, 12, 9), [("abd", 13), ("c", 12)]),
        ((12, 4), []),
        ((0, 0), []),
        ((3, 3), []),
    ],
)
def test_small_gatherings_stand_with_others(people: tuple[int, ...], expected: list[tuple[str, int]]) -> None:
    assert told(*people) == expected


@given(st.lists(st.integers(0, 12), min_size=1, max_size=4), st.lists(st.sampled_from("abcd"), max_size=9))
def test_nobody_is_lost_and_no_group_is_small(people: list[int], where: list[str]) -> None:
    events = EVENTS[: len(people)]
    numbers = {event.id: number for event, number in zip(events, people, strict=True)}
    said = [replace(note(i, "x"), event=letter * 32) for i, letter in enumerate(where) if letter * 32 in numbers]
    found = gatherings(events, numbers, said)
    if found:
        assert sum(one.people for one in found) == sum(people)
        assert sum(one.remarks for one in found) == len(said)
        assert all(one.people >= LEAST_COUNT for one in found)
        assert sorted(event.id for one in found for event in one.events) == sorted(numbers)
        assert sum(one.holds(each) for one in found for each in said) == len(said)
