"""Outputs that grow: a reader who has all of them, and knows the rule, works out no few people between two of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.disclosure import LEAST_ANSWERS, LEAST_COUNT, Range
from hubdesk.model.releases import Asked, Figure, Release, figure

DAY = "2027-05-0{}T09:00:00+00:00"
#: How many people change at one time in the small worlds that are looked through one by one: to every size of interest.
MOST = 11
#: One thing that is done: (which gatherings the output is about, at which time it is made).
Plan = Sequence[tuple[str, int]]
#: What stands at each time: {gathering: counts}.
History = Sequence[dict[str, tuple[int, ...]]]


def outputs(history: History, plan: Plan, people: dict[str, int] | None) -> Iterator[object]:
    """Make the outputs of a plan one after the other, each remembering what it published; yield what is read."""
    releases: list[Release] = []
    for number, (about, time) in enumerate(plan, start=1):
        now = {
            event: Asked(history[time][event], people[event] - sum(history[time][event]) if people else None)
            for event in about
        }
        found = figure(now, releases, at=DAY.format(number))
        releases += found.new
        yield read(found)


def read(found: Figure) -> object:
    """Return what a reader sees of a figure."""
    return (found.shown, found.silent, found.as_of, found.together)


def growing(events: str, options: int, times: int) -> Iterator[History]:
    """Yield every history of gatherings whose counts only grow."""
    cells = len(events) * options
    for steps in product(range(MOST + 1), repeat=cells * times):
        totals, told = [0] * cells, []
        for time in range(times):
            totals = [n + steps[time * cells + cell] for cell, n in enumerate(totals)]
            told.append({e: tuple(totals[at * options : (at + 1) * options]) for at, e in enumerate(events)})
        yield told


def secrets(history: History, events: str) -> Iterator[tuple[int, ...]]:
    """Yield the counts that nobody may solve while they are small: of gatherings, and of who came to them later."""
    for event in events:
        stood = [tuple(0 for _ in history[0][event]), *(time[event] for time in history)]
        for first, last in [*pairwise(stood), *((stood[0], each) for each in stood[2:])]:
            yield tuple(b - a for a, b in zip(first, last, strict=True))


def solves(each: Sequence[tuple[int, ...]]) -> bool:
    """Tell whether all that is possible has one small count, or is one small question."""
    known = [values.pop() for values in map(set, zip(*each, strict=True)) if len(values) == 1]
    whole = len(known) == len(each[0]) and 0 < sum(known) < LEAST_ANSWERS
    return whole or any(0 < n < LEAST_COUNT for n in known)


def cut_off(worlds: list[History]) -> bool:
    """Tell whether something bigger than what is looked through may be possible too."""
    for world in worlds:
        for before, after in pairwise([{e: (0,) * len(c) for e, c in world[0].items()}, *world]):
            if any(b - a == MOST for event in after for a, b in zip(before[event], after[event], strict=True)):
                return True
    return False


def solved(events: str, options: int, times: int, plan: Plan, people: dict[str, int] | None = None) -> list[History]:
    """Return a history for each set of outputs from which a reader knows a small count or a small question."""
    possible: dict[tuple[object, ...], list[History]] = defaultdict(list)
    for history in growing(events, options, times):
        if people and any(sum(history[-1][event]) > people[event] for event in events):
            continue
        possible[tuple(outputs(history, plan, people))].append(history)
    return [
        worlds[0]
        for worlds in possible.values()
        if any(map(solves, zip(*(secrets(one, events) for one in worlds), strict=True))) and not cut_off(worlds)
    ]


SMALL = [
    ("a", 2, 2, [("a", 0), ("a", 1)]),
    ("a", 1, 3, [("a", 0), ("a", 1), ("a", 2)]),
    ("ab", 2, 1, [("a", 0), ("ab", 0), ("b", 0)]),
    pytest.param("ab", 2, 1, [("ab", 0), ("a", 0), ("b", 0)], marks=pytest.mark.soak),
    ("ab", 1, 2, [("a", 0), ("b", 0), ("a", 1), ("b", 1), ("ab", 1)]),
    pytest.param("ab", 1, 2, [("ab", 0), ("b", 0), ("ab", 1), ("a", 1)], marks=pytest.mark.soak),
    ("abc", 1, 1, [("a", 0), ("ab", 0), ("c", 0), ("abc", 0), ("b", 0)]),
]


@pytest.mark.parametrize(("events", "options", "times", "plan"), SMALL)
def test_no_reader_of_all_outputs_solves_a_small_count(events: str, options: int, times: int, plan: Plan) -> None:
    assert solved(events, options, times, plan) == []


@pytest.mark.parametrize("people", [14, 22])
def test_who_knows_how_many_were_there_solves_none_either(people: int) -> None:
    assert solved("a", 2, 2, [("a", 0), ("a", 1)], {"a": people}) == []


@pytest.mark.parametrize("first", ["a", "b"])
def test_who_knows_how_many_came_to_each_of_a_series_solves_none_of_its_sums(first: str) -> None:
    other = "b" if first == "a" else "a"
    assert solved("ab", 2, 1, [(first, 0), (other, 0), ("ab", 0)], {"a": 11, "b": 6}) == []


def test_the_oracle_finds_what_the_rule_for_one_output_alone_lets_out() -> None:
    """Without memory, 13 people in May and 14 in June tell of one."""

    def forgetful(history: History) -> tuple[object, ...]:
        return tuple(read(figure({"a": Asked(time["a"])}, [], at="")) for time in history)

    possible = defaultdict(list)
    for history in growing("a", 2, 2):
        possible[forgetful(history)].append(history)
    assert possible[forgetful([{"a": (6, 7)}, {"a": (7, 7)}])] == [[{"a": (6, 7)}, {"a": (7, 7)}]]


counts = st.lists(st.integers(0, 40), min_size=3, max_size=3).map(tuple)
change = st.lists(st.sampled_from((0, 0, 0, 1, 4, 5, 6, 12, -1, -7)), min_size=3, max_size=3).map(tuple)
step = st.tuples(st.sampled_from("abc"), change, st.sampled_from(("a", "b", "c", "ab", "bc", "abc")))


@given(st.fixed_dictionaries({"a": counts, "b": counts, "c": counts}), st.lists(step, max_size=12))
def test_figures_are_sums_of_releases_that_share_nobody(first: dict[str, tuple[int, ...]], steps) -> None:
    """What is subtracted from what, it leaves releases: first ones by the rule, later ones of nobody or enough."""
    now, releases = dict(first), []
    for event, changed, about in steps:
        now[event] = tuple(max(0, a + b) for a, b in zip(now[event], changed, strict=True))
        asked = {each: Asked(now[each]) for each in about}
        found = figure(asked, releases, at=DAY.format(1))
        again = figure(asked, [*releases, *found.new], at=DAY.format(2))
        assert (again.shown, again.as_of, again.new) == (found.shown, found.as_of, ()), "once more, nothing is new"
        seen = {each for one in releases for each in one.counts}
        for one in found.new:
            if seen.isdisjoint(one.counts):
                assert sum(map(sum, one.counts.values())) >= LEAST_ANSWERS
            else:
                assert seen >= one.counts.keys()
                told = [shown.low for shown in one.shown]
                assert all(shown.exact for shown in one.shown) and sum(map(abs, told)) >= LEAST_ANSWERS
                assert all(n == 0 or abs(n) >= LEAST_COUNT for n in told)
        releases += found.new
        for cell in found.shown:
            assert cell.high >= LEAST_COUNT or (cell.low, cell.high) == (0, LEAST_COUNT - 1), "no small count is told"
        if found.shown and not found.as_of:
            true = [sum(cell) for cell in zip(*(now[each] for each in about), strict=True)]
            assert all(cell.low <= n <= cell.high for cell, n in zip(found.shown, true, strict=True))


def released(*counts: int, event: str = "a", at: int = 1) -> list[Release]:
    return list(figure({event: Asked(counts)}, [], at=DAY.format(at)).new)


def test_few_answers_more_wait_and_the_former_figure_has_its_day() -> None:
    before = released(12, 8)
    told = figure({"a": Asked((13, 8))}, before, at=DAY.format(2))
    assert told == Figure((Range(12, 12), Range(8, 8)), None, DAY.format(1))
    enough = figure({"a": Asked((18, 12))}, before, at=DAY.format(2))
    assert enough.as_of == DAY.format(1), "four more at one answer tell of these four"
    enough = figure({"a": Asked((18, 13))}, before, at=DAY.format(2))
    assert (enough.shown, enough.as_of) == ((Range(18, 18), Range(13, 13)), "")


def test_what_is_hidden_stays_hidden_when_others_come() -> None:
    before = figure({"a": Asked((14, 9, 2), 9)}, [], at="1").new
    assert before[0].shown == (Range(14, 14), Range(9, 9), Range(0, 4))
    told = figure({"a": Asked((24, 9, 2), 9)}, before, at="2")
    assert told.shown == (Range(24, 24), Range(9, 9), Range(0, 4)) and told.silent is None
    assert figure({"a": Asked((24, 9, 2), 0)}, before, at="2").as_of == "1", "35 people and 33 answers leave two"


def test_a_wrong_count_that_was_published_can_be_put_right_where_it_is_far_enough() -> None:
    before = released(120, 8)
    assert figure({"a": Asked((12, 8))}, before, at=DAY.format(2)).shown == (Range(12, 12), Range(8, 8))
    assert figure({"a": Asked((119, 8))}, before, at=DAY.format(2)).shown == (Range(120, 120), Range(8, 8))


def test_a_series_that_was_published_keeps_its_gatherings_together() -> None:
    asked = {"a": Asked((7, 6)), "b": Asked((4, 3))}
    both = figure(asked, [], at=DAY.format(1))
    assert both.shown == (Range(11, 11), Range(0, 9))
    assert figure({"b": asked["b"]}, both.new, at=DAY.format(2)) == Figure(together=True)
    assert figure({"a": asked["a"]}, both.new, at=DAY.format(2)) == Figure(together=True)


def test_a_gathering_that_was_published_is_not_subtracted_from_its_series() -> None:
    asked = {"a": Asked((12, 9)), "b": Asked((2, 1))}
    first = figure({"a": asked["a"]}, [], at=DAY.format(1))
    series = figure(asked, first.new, at=DAY.format(2))
    assert (series.shown, series.as_of) == (first.shown, DAY.format(1))
    asked["b"] = Asked((6, 5))
    assert figure(asked, first.new, at=DAY.format(2)).shown == (Range(18, 18), Range(14, 14))


def test_a_gathering_that_grew_together_with_others_keeps_its_own_former_figure() -> None:
    first = list(figure({"a": Asked((12, 9))}, [], at=DAY.format(1)).new)
    first += figure({"b": Asked((10, 10))}, [], at=DAY.format(1)).new
    joint = figure({"a": Asked((15, 9)), "b": Asked((17, 10))}, first, at=DAY.format(2))
    assert joint.shown == (Range(32, 32), Range(19, 19)) and not joint.as_of
    own = figure({"a": Asked((15, 9))}, [*first, *joint.new], at=DAY.format(3))
    assert (own.shown, own.as_of, own.new) == ((Range(12, 12), Range(9, 9)), DAY.format(1), ())


def test_dots_hide_small_numbers_of_later_dots_too() -> None:
    before = released(30, 3)
    told = figure({"a": Asked((33, 3))}, before, at=DAY.format(2))
    assert (told.shown, told.as_of) == ((Range(30, 30), Range(0, 4)), DAY.format(1))
