"""A curve of people in the room tells of no single one that they came or went."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.curve import curve
from hubdesk.model.disclosure import LEAST_COUNT, LEAST_VALUES

START = datetime(2026, 10, 1, 16, tzinfo=UTC)
STEP = timedelta(minutes=15)


def steps(*numbers: int) -> list[tuple[datetime, int]]:
    return [(START + STEP * n, number) for n, number in enumerate(numbers)]


def told(*numbers: int, people: int, end: int | None = None) -> list[tuple[int, int]]:
    found = curve(steps(*numbers), people, end=None if end is None else START + STEP * end)
    return [((at - START) // STEP, number) for at, number in found]


def test_one_who_leaves_early_or_comes_back_does_not_show() -> None:
    everybody = told(2, 14, 14, 14, 14, 14, 0, people=14)
    assert everybody == [(0, 0), (1, 10), (2, 10), (3, 10), (4, 10), (5, 10), (6, 0), (7, 0)]
    assert told(2, 14, 13, 14, 13, 10, 0, people=14) == everybody
    assert told(2, 14, 14, 14, 14, 14, 1, people=14) == everybody


def test_five_who_leave_show() -> None:
    assert told(14, 14, 9, 7, people=14) == [(-1, 0), (0, 10), (1, 10), (2, 10), (3, 5), (4, 5)]
    assert told(16, 16, 11, people=16) == [(-1, 0), (0, 15), (1, 15), (2, 10), (3, 10)]


def test_the_first_and_the_last_in_the_room_are_not_seen() -> None:
    assert told(1, 1, 1, 12, 12, 1, 1, 1, 1, people=12, end=6)[0] == (2, 0)
    assert told(1, 1, 1, 12, 12, 1, 1, 1, 1, people=12, end=6)[-1] == (6, 0)
    assert told(1, 1, 1, 12, 12, 12, 12, people=12)[-1] == (4, 10)  # those who never went out: no end is known


def test_few_people_and_nobody_have_no_curve() -> None:
    assert told(9, 9, 0, people=9) == [] and told(people=20) == [] and told(4, 4, people=20) == []


def test_no_number_tells_that_all_were_there_or_how_few_were_missing() -> None:
    """Each number that is told stands for at least three."""
    for people in range(10, 60):
        stands_for: dict[int, int] = {}
        for number in range(people + 1):
            (*_, (_, shown)) = told(number, people=people) or [(0, 0)]
            stands_for[shown] = stands_for.get(shown, 0) + 1
        assert min(stands_for.values()) >= LEAST_VALUES and max(stands_for) <= people


ROOMS = st.integers(0, 40).flatmap(
    lambda people: st.tuples(
        st.just(people), st.lists(st.integers(0, people), max_size=30), st.none() | st.integers(0, 40)
    )
)


@given(ROOMS)
def test_between_two_moves_at_least_five_came_or_left(room: tuple[int, list[int], int | None]) -> None:
    people, numbers, end = room
    found = told(*numbers, people=people, end=end)
    moves = [0, *(numbers[at] for (_, before), (at, number) in pairwise(found) if number != before)]
    assert all(abs(a - b) >= LEAST_COUNT for a, b in pairwise(moves))
    assert all(number % LEAST_COUNT == 0 and number <= people for _, number in found)
    assert not found or (people >= 10 and found[0][1] == 0 and found[1][1] > 0)
    assert [at for at, _ in found] == list(range(found[0][0], found[0][0] + len(found))) if found else True


@given(ROOMS, st.integers(0, 29))
def test_what_the_rest_do_after_the_last_move_does_not_show(room: tuple[int, list[int], int | None], more: int) -> None:
    people, numbers, end = room
    found = told(*numbers, people=people, end=end)
    if found:
        last = max(at for (_, before), (at, number) in pairwise(found) if number != before)
        stay = [numbers[last]] * more
        kept = told(*numbers[: last + 1], *stay, people=people, end=end)
        assert kept[: last - found[0][0] + 2] == found[: last - found[0][0] + 2]
