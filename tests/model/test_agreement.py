"""The measures of agreement give the numbers of the papers that they come from, and say when they are undefined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.agreement import alpha, kappa, share


def pairs(table: list[list[int]]) -> list[tuple[int, int]]:
    """Return the pairs that a table of frequencies counts, first coder in rows."""
    return [
        (row, column)
        for row, numbers in enumerate(table)
        for column, number in enumerate(numbers)
        for _ in range(number)
    ]


@pytest.mark.parametrize(
    ("table", "same", "beyond_chance"),
    [
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.70, 0.492),  # Cohen 1960, table 2, of 200 units
        ([[20, 5], [10, 15]], 0.70, 0.40),  # 50 proposals for grants, two readers
        ([[45, 15], [25, 15]], 0.60, 0.1304),  # the same share, but …
        ([[25, 35], [5, 35]], 0.60, 0.2593),  # … other margins: another κ
        ([[0, 10], [10, 0]], 0.0, -1.0),  # never the same
        ([[7, 0], [0, 5]], 1.0, 1.0),
    ],
)
def test_kappa_of_published_tables(table, same, beyond_chance) -> None:
    assert share(pairs(table)) == pytest.approx(same)
    assert kappa(pairs(table)) == pytest.approx(beyond_chance, abs=0.0005)


def units(*coders: str) -> list[list[str | None]]:
    """Return units from a line of answers for each coder, "." for none."""
    return [[None if each == "." else each for each in unit] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "expected"),
    [
        (("0100000010", "1110010000"), 0.095),  # Krippendorff 2011, A: two coders, two answers
        (("aabbdcccedda", "babbbccceddd"), 0.692),  # B: two coders, five answers
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),  # C: four coders, gaps
    ],
)
def test_alpha_of_published_data(coders, expected) -> None:
    assert alpha(units(*coders)) == pytest.approx(expected, abs=0.0005)


def test_where_all_gave_one_answer_chance_cannot_be_told_from_agreement() -> None:
    assert share([("a", "a")] * 9) == 1.0
    assert kappa([("a", "a")] * 9) is None
    assert alpha(units("aaaa", "aaaa")) is None


def test_without_a_unit_in_common_there_is_nothing_to_tell() -> None:
    assert share([]) is None
    assert kappa([]) is None
    assert alpha([]) is None
    assert alpha(units("ab..", "..ab")) is None


answers = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)


@given(answers)
def test_no_measure_exceeds_one_and_only_whole_agreement_reaches_it(found) -> None:
    whole = all(one == other for one, other in found)
    for value in (kappa(found), alpha(found)):
        assert value is None or (value == pytest.approx(1) if whole else value < 1)
    assert share(found) == 1 or not whole


@given(answers, st.permutations("abc"))
def test_the_names_of_answers_and_the_order_of_units_and_of_coders_do_not_matter(found, other) -> None:
    names = dict(zip("abc", other, strict=True))
    again = [(names[two], names[one]) for one, two in reversed(found)]
    for measure in (share, kappa, alpha):
        assert measure(again) == (None if measure(found) is None else pytest.approx(measure(found)))


@given(answers, st.sampled_from("abc"))
def test_a_unit_with_one_answer_changes_no_alpha(found, lone) -> None:
    assert alpha([*found, (lone, None), (None, None)]) == alpha(found)
