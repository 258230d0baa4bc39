"""A run-sheet is due when its minutes say, tells how late it is, and can be put right in two ways."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.plan import end_later, keep_end, standing
from hubdesk.model.records import AgendaItem

SIX = datetime(2027, 5, 8, 18, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return SIX + timedelta(minutes=minutes)


def item(number: int, minutes: int, began: int | None = None, ended: int | None = None, shift: int = 0) -> AgendaItem:
    times = {"started": "" if began is None else at(began).isoformat()}
    times |= {"stopped": "" if ended is None else at(ended).isoformat()}
    return AgendaItem(id=str(number), number=number, minutes=minutes, shift=shift, **times)


def changed(items: list[AgendaItem], changes) -> list[AgendaItem]:
    return [replace(each, **changes.get(each.id, {})) for each in items]


def test_items_follow_each_other_from_the_beginning() -> None:
    found = standing([item(1, 10), item(2, 30, shift=5), item(3, 20)], SIX, at(-30))
    assert [(slot.begins, slot.ends) for slot in found.slots] == [(at(0), at(10)), (at(15), at(45)), (at(45), at(65))]
    assert (found.running, found.next, found.behind, found.ends) == (None, found.slots[0], 0, at(65))


@pytest.mark.parametrize(
    ("items", "now", "behind"),
    [
        ([item(1, 10), item(2, 30)], 7, 7),  # nobody has begun
        ([item(1, 10, 4), item(2, 30)], 6, 4),  # begun late
        ([item(1, 10, 0), item(2, 30)], 16, 6),  # runs over
        ([item(1, 10, -3), item(2, 30)], 1, -3),  # begun early
        ([item(1, 10, 0, 4), item(2, 30)], 5, -5),  # over early, the next could begin
        ([item(1, 10, 0, 10), item(2, 30, 12)], 20, 2),  # the last item runs
        ([item(1, 10, 0, 10), item(2, 30, 10, 50)], 90, 10),  # all is over
        ([item(1, 10), item(2, 30, 2)], 20, -8),  # the first was passed over
        ([], 3, None),
    ],
)
def test_it_tells_how_late_a_gathering_is(items: list[AgendaItem], now: int, behind: int | None) -> None:
    assert standing(items, SIX, at(now)).behind == behind


def test_without_a_beginning_the_first_item_that_began_gives_it() -> None:
    assert standing([item(1, 10), item(2, 30)], None, at(0)).behind is None
    found = standing([item(1, 10), item(2, 30, 12)], None, at(20))
    assert (found.slots[1].begins, found.behind) == (at(12), 0)


def test_of_two_that_run_the_one_begun_last_counts_and_what_ran_is_not_next() -> None:
    found = standing([item(1, 10, 0), item(2, 30, 5), item(3, 5, 2, 4), item(4, 5)], SIX, at(6))
    assert found.running and found.running.item.id == "2"
    assert found.next and found.next.item.id == "4"


def test_ending_later_moves_all_that_comes() -> None:
    items = [item(1, 10, 0), item(2, 30), item(3, 20)]
    after = changed(items, end_later(standing(items, SIX, at(22))))
    found = standing(after, SIX, at(22))
    assert (found.behind, found.ends, found.slots[1].begins) == (0, at(72), at(22))


def test_keeping_the_end_shortens_in_proportion() -> None:
    items = [item(1, 10, 0), item(2, 30), item(3, 20), item(4, 10)]
    after = changed(items, keep_end(standing(items, SIX, at(22))))
    found = standing(after, SIX, at(22))
    assert (found.behind, found.ends) == (0, at(70))
    assert [each.minutes for each in after] == [10, 24, 16, 8]


def test_the_end_cannot_be_kept_when_no_time_is_left() -> None:
    assert keep_end(standing([item(1, 10, 0), item(2, 30)], SIX, at(39))) == {"2": {"shift": 29, "minutes": 1}}
    assert keep_end(standing([item(1, 10, 0), item(2, 30)], SIX, at(40))) is None


def test_nothing_is_shifted_on_time_or_at_the_end() -> None:
    for items in ([item(1, 10, 0), item(2, 30)], [item(1, 10, 0, 10)], []):
        found = standing(items, SIX, at(5))
        assert end_later(found) == {} == keep_end(found)


@given(st.lists(st.integers(0, 90), min_size=1, max_size=8), st.integers(-60, 200))
def test_after_a_shift_a_gathering_is_on_time(minutes: list[int], now: int) -> None:
    items = [item(1, 10, 0), *(item(number, each) for number, each in enumerate(minutes, start=2))]
    before = standing(items, SIX, at(now))
    assert standing(changed(items, end_later(before)), SIX, at(now)).behind == 0
    kept = keep_end(before)
    if kept is not None:
        after = standing(changed(items, kept), SIX, at(now))
        assert (after.behind, after.ends) == (0, before.ends)
        assert all(slot.item.minutes >= 1 for slot, each in zip(after.slots[1:], minutes, strict=True) if each)


def test_what_no_calendar_holds_has_no_time() -> None:
    found = standing([item(1, 2**52, 0), item(2, 5, shift=-(2**52))], SIX, at(5))
    assert [slot.ends for slot in found.slots] == [None, None]
    assert found.behind is None
