"""Hands are counted one by one, taken back one by one, and come back from what was written of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.counting import KEPT, Counting, read

ANSWERS = 4


@given(st.lists(st.integers(-1, ANSWERS), max_size=KEPT))
def test_what_is_counted_is_taken_back_step_by_step_and_read_again(keys):
    found = [Counting((0,) * ANSWERS)]
    for place in keys:
        after = found[-1].up(place)
        if after is not found[-1]:
            found.append(after)
    assert found[-1].total == sum(0 <= place < ANSWERS for place in keys)
    now = read(found[-1].written(), ANSWERS)
    assert now == found[-1]
    for before in reversed(found[:-1]):
        now = now.back()
        assert now == before
    assert now.back() == now


def test_typed_counts_take_the_place_of_hands():
    found = Counting((0, 0)).up(0).typed([5, 2])
    assert (found.counts, found.hands) == ((5, 2), ())
    assert found.up(1).typed([5, 3]).hands == (1,)


@pytest.mark.parametrize("line", ["", "nonsense", "1/2", "1/2/3/4 x", "1/2/3/4 0.", "-1/2/3/4", "9999999999/0/0/0"])
def test_what_cannot_be_read_is_a_count_that_did_not_begin(line):
    assert read(line, ANSWERS) == Counting((0,) * ANSWERS)


@pytest.mark.parametrize("line", ["1/0/0/0 0.0", "1/0/0/0 9", "1/0/0/0 -1"])
def test_hands_that_do_not_fit_the_counts_are_no_steps(line):
    assert read(line, ANSWERS) == Counting((1, 0, 0, 0))
