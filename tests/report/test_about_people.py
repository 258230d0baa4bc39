"""Questions about the people of a series, published one after the other: a reader of all of it solves no few people."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.demographics import LEAST_SLIPS, TEMPLATES, as_poll
from hubdesk.model.disclosure import LEAST_ANSWERS, LEAST_COUNT, Range
from hubdesk.model.records import Demographic, Poll
from hubdesk.model.releases import Release
from hubdesk.report.about_people import about_people
from hubdesk.report.polled import key_of

AT = datetime(2027, 5, 8, tzinfo=UTC)
#: No answer of one gathering is given by so many in these worlds.
MOST = 15
EVENTS = "ab"
heaps = st.lists(st.integers(0, 12), min_size=2, max_size=2).map(tuple).filter(lambda heap: sum(heap) >= LEAST_SLIPS)
Heaps = Sequence[tuple[int, ...]]


def asked(event: str, heap: tuple[int, ...], people: int) -> Poll:
    tallies = {"1": "/".join(map(str, heap))}
    return as_poll(Demographic(id=event, event=event, template="first-time", tallies=tallies), people)


KEY = key_of(asked("a", (1, 1), 2))


def reports(stood: Heaps, order: Sequence[tuple[int, ...]], people: Sequence[int]) -> tuple[object, ...]:
    """Publish reports about some of the gatherings in an order; return all that a reader sees of them."""
    releases: list[Release] = []
    read: list[object] = []
    for about in order:
        polls = [asked(EVENTS[n], stood[n], people[n]) for n in about]
        (found,) = about_people(polls, {KEY: releases}, as_of=AT, language="en")
        releases += found.new
        read.append((found.shown, found.no_response, bool(found.as_of), found.untold))
    return tuple(read)


ORDERS = [((0,), (0, 1), (1,)), ((0, 1), (1,), (0,)), ((1,), (0,), (0, 1))]


@pytest.mark.parametrize("people", [(13, 6), pytest.param((14, 12), marks=pytest.mark.soak)])
@pytest.mark.parametrize("order", ORDERS)
def test_a_reader_who_knows_the_rule_and_who_came_solves_no_small_count(people, order) -> None:
    """Brute force: everything that the people of two gatherings may have answered, by what is read of it."""
    answered = [
        [heap for heap in product(range(MOST), repeat=2) if LEAST_SLIPS <= sum(heap) <= number] for number in people
    ]
    possible: dict[str, list[Heaps]] = defaultdict(list)
    for world in product(*answered):
        possible[repr(reports(world, order, people))].append(world)
    assert len(possible) > 5, "something is told"
    for same in possible.values():
        for event, answer in product(range(2), range(2)):
            values = {world[event][answer] for world in same}
            assert min(values) >= LEAST_COUNT or len(values) > 1, same[:3]


@given(st.lists(heaps, min_size=2, max_size=2), st.permutations([(0,), (1,), (0, 1)]))
def test_what_is_told_is_true_and_no_small_count_stands_in_it(stood: Heaps, order: Sequence[tuple[int, ...]]) -> None:
    people = tuple(sum(heap) + 3 for heap in stood)
    for about, (shown, _, old, _) in zip(order, reports(stood, order, people), strict=True):
        assert all(cell == Range(0, LEAST_COUNT - 1) or cell.high >= LEAST_COUNT for cell in shown)
        if shown and not old:
            sums = [sum(stood[n][answer] for n in about) for answer in range(2)]
            assert sum(sums) >= LEAST_ANSWERS
            assert all(cell.low <= n <= cell.high for cell, n in zip(shown, sums, strict=True))


def test_every_template_has_answers_and_a_question_of_its_own() -> None:
    assert len({template.question.one for template in TEMPLATES.values()}) == len(TEMPLATES)
    assert all(len(set(map(str, template.answers))) == len(template.answers) >= 2 for template in TEMPLATES.values())
