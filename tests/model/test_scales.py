"""Scales: counts as people type them, and what a poll found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model import scales
from hubdesk.model.records import Poll
from hubdesk.model.scales import SCALES, result


@pytest.mark.parametrize(
    "typed", ["12/3/4", " 12 / 3 / 4 ", "12 3 4", "12,3,4", "١٢/٣/٤", "१२/३/४", "12、3、4", "12;3;4"]
)
def test_counts_are_read_in_digits_of_any_script(typed):
    assert scales.counts(typed, 3) == [12, 3, 4]


@pytest.mark.parametrize(
    "typed", ["", "12/3", "12/3/4/5", "12/-3/4", "a/b/c", "1.5/3/4", "9999999999/1/1", "1000001/0/0", "²/3/4"]
)
def test_what_is_no_count_is_refused(typed):
    with pytest.raises(ValueError):
        scales.counts(typed, 3)


@given(st.lists(st.integers(0, scales.MOST_PEOPLE), min_size=1, max_size=12))
def test_what_is_written_is_read_again(found):
    assert scales.counts(scales.written(found), len(found)) == found


def test_scales_have_answers_of_their_own_or_take_some():
    assert {id for id, scale in SCALES.items() if not scale.options} == {"own", "dots"}
    steps = {id: len(scale.options) for id, scale in SCALES.items() if scale.options}
    gradients = {"gradients-5": 5, "gradients-7": 7, "gradients": 8}
    assert steps == {"support": 2, "abstain": 3, "consent": 4, "fingers": 6} | gradients
    assert [id for id, scale in SCALES.items() if not scale.single] == ["dots"]


def test_no_response_is_told_only_where_it_is_known():
    poll = Poll(id="1", scale="abstain", tally="6/3/1", present=14)
    assert (result(poll).counts, result(poll).no_response) == ((6, 3, 1), 4)
    assert result(Poll(id="1", scale="abstain", tally="6/3/1")).no_response is None
    assert result(Poll(id="1", scale="dots", labels="Tea\nCoffee", tally="6/3", present=14)).no_response is None
    assert result(Poll(id="1", scale="abstain")).counts == ()


def test_a_poll_of_another_version_shows_nothing_false():
    assert result(Poll(id="1", scale="from the future", tally="6/3", present=14)).counts == ()
    assert result(Poll(id="1", scale="abstain", tally="6/3")).counts == ()
    assert result(Poll(id="1", scale="abstain", tally="nonsense")).counts == ()


def test_an_answer_is_counted_by_the_digit_that_it_is():
    assert [scales.key("fingers", place) for place in range(6)] == list("012345")
    assert [scales.key("own", place) for place in (0, 8, 9, 10)] == ["1", "9", "0", ""]


def test_more_answers_than_people_are_told_where_people_are_known():
    assert scales.over("abstain", [4, 2, 1], 5) == 2
    assert scales.over("abstain", [4, 2, 1], 0) == scales.over("dots", [4, 2, 1], 5) == 0
