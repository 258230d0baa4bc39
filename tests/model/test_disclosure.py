"""Which numbers may be published: an oracle that knows the rule tries to solve what is hidden."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.i18n import words
from hubdesk.model.disclosure import LEAST_VALUES, Disclosed, Range, disclose, shared


@cache
def worlds(options: int, people: int) -> dict[Disclosed, list[tuple[int, ...]]]:
    """Return for each publication every way in which the people could have answered."""
    found: dict[Disclosed, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(people + 1), repeat=options):
        if sum(counts) <= people:
            found[disclose(counts, people)].append(counts)
    return found


@pytest.mark.parametrize(("options", "most"), [(1, 60), (2, 34), (3, 21), (4, 15)])
def test_no_reader_solves_a_hidden_option(options: int, most: int) -> None:
    """The reader knows the people, everything published and this program: the strongest form of subtraction."""
    for people in range(1, most + 1):
        for published, possible in worlds(options, people).items():
            for place in range(options):
                values = {counts[place] for counts in possible}
                if not published.shown:
                    assert len(values) >= 2
                elif published.options[place].exact:
                    assert values == {published.options[place].low}
                else:
                    assert len(values) >= LEAST_VALUES
                    assert min(values) < 5 or min(values) >= published.options[place].low


@pytest.mark.parametrize(("options", "most"), [(1, 60), (2, 34), (3, 21)])
def test_what_is_published_is_true(options: int, most: int) -> None:
    for people in range(1, most + 1):
        for published, possible in worlds(options, people).items():
            if published.no_response is None:
                continue
            for counts in possible:
                assert sum(counts) >= 10
                rest = people - sum(counts)
                assert published.no_response.low <= rest <= published.no_response.high
                for number, told in zip(counts, published.options, strict=True):
                    assert told.low <= number <= told.high
                    assert number >= 5 or (told.low, told.high) == (0, 4), "small counts only ever show as less than 5"


def no_response_values(counts: Sequence[int], people: int) -> int:
    published = disclose(counts, people)
    return len({people - sum(world) for world in worlds(len(counts), people)[published]})


@pytest.mark.parametrize(("counts", "people"), [((6, 6, 1), 20), ((9, 3), 20), ((12, 1), 13)])
def test_no_response_is_a_range_while_something_is_hidden(counts: tuple[int, ...], people: int) -> None:
    assert no_response_values(counts, people) >= 2


def test_the_case_that_leaks_under_the_plain_rule() -> None:
    """13 people answer 6/6/1/0/0: the plain rule leaves one person for three options."""
    assert not disclose([6, 6, 1, 0, 0], 13).shown
    # with people who gave no answer there is room for doubt
    told = disclose([6, 6, 1, 0, 0], 20)
    assert told.options == (Range(6, 6), Range(6, 6), Range(0, 4), Range(0, 4), Range(0, 4))
    assert told.no_response == Range(0, 8)


def test_the_least_number_of_answers() -> None:
    assert not disclose([5, 4], 40).shown
    assert disclose([5, 5], 40).shown
    assert not disclose([], 40).shown
    assert not disclose([0, 0], 0).shown


@pytest.mark.parametrize(("options", "most"), [(1, 30), (2, 24), (3, 14)])
def test_where_nobody_knows_how_many_were_there_no_option_is_solved_either(options: int, most: int) -> None:
    """A reader who knows only what is published: whether large counts are exact must not hang on hidden ones."""
    found: dict[Disclosed, list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(most + 1), repeat=options):
        found[disclose(counts, None)].append(counts)
    for published, possible in found.items():
        for place, told in enumerate(published.options):
            values = {counts[place] for counts in possible}
            assert values == {told.low} if told.exact else len(values) >= LEAST_VALUES
    assert disclose([8, 4], None).options == disclose([8, 3], None).options == (Range(8, 8), Range(0, 4))
    assert not disclose([6, 4], None).shown


def test_ten_answers_must_not_fix_the_last_option() -> None:
    """6 and 4 of 12: who knows that ten people answered knows the 4."""
    assert not disclose([6, 4], 12).shown
    assert disclose([8, 4], 14).shown


def test_large_counts_become_a_range_rather_than_nothing() -> None:
    told = disclose([60, 40, 1], 101)
    assert told.options == (Range(58, 61), Range(40, 40), Range(0, 4))
    assert told.no_response == Range(0, 3)
    assert disclose([5, 50, 1], 56).options == (Range(5, 5), Range(48, 51), Range(0, 4))
    assert not disclose([5, 6, 1], 12).shown


def test_nothing_small_nothing_hidden() -> None:
    told = disclose([20, 10], 33)
    assert told.options == (Range(20, 20), Range(10, 10))
    assert told.no_response == Range(3, 3)


@given(st.lists(st.integers(0, 300), max_size=8), st.integers(0, 60))
def test_any_poll_is_told_truly(counts: list[int], silent: int) -> None:
    people = sum(counts) + silent
    told = disclose(counts, people)
    if told.no_response is not None:
        assert told.no_response.low <= silent <= told.no_response.high
        assert all(cell.low <= number <= cell.high for cell, number in zip(told.options, counts, strict=True))
        assert all(not cell.exact for cell, number in zip(told.options, counts, strict=True) if number < 5)


@pytest.mark.parametrize(("counts", "people"), [([3, -1], 10), ([5, 6], 10)])
def test_impossible_counts_are_our_bug(counts: list[int], people: int) -> None:
    with pytest.raises(ValueError, match="counts"):
        disclose(counts, people)


def test_a_city_stands_beside_a_quote_only_among_five() -> None:
    assert shared({("Lomé", "fr"): 5, ("Lomé", "ee"): 4, ("Accra", "fr"): 1}) == {("Lomé", "fr")}
    assert shared({"Lomé": 9, "Accra": 1}) == {"Lomé"}
    assert shared({}) == frozenset()


def test_how_numbers_are_worded() -> None:
    tell = words("en")
    assert tell(Range(1, 1).told) == "1 person"
    assert tell(Range(0, 0).told) == "0 people"
    assert tell(Range(0, 4).told) == "less than 5"
    assert tell(Range(58, 61).told) == "58 to 61"
