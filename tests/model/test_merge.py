"""What a record is: what the plainest reading of the rules would have it be, in whatever order its saves come."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.model.merge import Knowledge, State, Write, state
from tests.store.oracle import Fact, Log

ONE, TWO, THREE = "1" * 32, "2" * 32, "3" * 32
REPLICAS = [f"{n:032x}" for n in range(1, 6)]
FIELDS = st.sampled_from(
    [
        *({"text": value} for value in ("a", "b", True, 1)),
        *({"tags/x": True}, {"tags/x": False}, {"seen/x": "a"}, {"seen/x": "b"}),
        *({"~deleted": True}, {"~deleted": False}, {"~deleted": None}, {"~deleted": True, "text": "d"}),
        *({"at": "2026"}, {"at": "2025", "text": "c"}, {"~say": "only a word for History"}),
    ]
)


@st.composite
def histories(draw: st.DrawFn) -> dict[tuple[str, int], Fact]:
    """Draw what some replicas wrote about one record: each line may have seen lines that are there already."""
    found: dict[tuple[str, int], Fact] = {}
    ends: dict[str, int] = {}
    for replica in draw(st.lists(st.sampled_from(REPLICAS), min_size=2, max_size=12)):
        seen = {f"seen/{other}": draw(st.integers(1, n)) for other, n in ends.items() if draw(st.booleans())}
        seen.pop(f"seen/{replica}", None)
        first = "receipt" if replica in ends else "open"
        for op, fields in ((first, seen), ("save", dict(draw(FIELDS)))):
            ends[replica] = ends.get(replica, 0) + 1
            if op == "save" and draw(st.integers(0, 3)) == 0:
                shown = draw(st.sampled_from(sorted(ends)))
                fields["~base"] = f"{shown}-{draw(st.integers(1, ends[shown]))}"
            hlc = draw(st.integers(0, 5)) << 16 | ends[replica]
            found[replica, ends[replica]] = Fact("", hlc, op, "note", "ab" * 16, fields)
    return found


@settings(max_examples=600, deadline=None)
@given(histories(), st.randoms(use_true_random=False), st.sampled_from(["note", "edition"]))
def test_a_record_is_what_the_oracle_says_in_any_order(history, dice, kind):
    history = {line: fact._replace(kind=kind) for line, fact in history.items()}
    saves = [Write(fact.hlc, *line, fact.fields) for line, fact in history.items() if fact.op == "save"]
    receipts = [
        (*line, name[5:], upto)
        for line, fact in history.items()
        for name, upto in fact.fields.items()
        if fact.op != "save"
    ]
    dice.shuffle(saves), dice.shuffle(receipts)
    found = state(saves, lambda: Knowledge(receipts), kind)
    expected = Log(history).records().get(("", kind, "ab" * 16))
    assert found is not None
    assert found.hidden == (expected is None)
    if expected is not None:
        values, several = expected
        assert {name: (type(value), value) for name, value in found.values.items()} == {
            name: (type(value), value) for name, value in values.items()
        }
        assert {name: {(type(value), value) for value in each} for name, each in found.open.items()} == several
        assert all(each[0] == values[name] for name, each in found.open.items())


@pytest.mark.parametrize(
    "base", ["", "-", f"{ONE}-", f"{ONE}-²", f"{ONE}-{'9' * 5000}", f"{ONE}-0", "x-1", f"{ONE}-1\n"]
)
def test_a_base_that_is_none_has_seen_nothing(base):
    saves = [Write(10, ONE, 2, {"text": "one"}), Write(20, TWO, 2, {"text": "two", "~base": base})]
    found = state(saves, lambda: Knowledge([(TWO, 1, ONE, 2)]))
    assert found is not None
    assert found.open == {"text": ("two", "one")}


def test_of_first_times_that_are_of_any_sort_one_stands():
    """They come from outside; only that they are texts, numbers or nothing was checked."""
    times = {ONE: None, TWO: 5, THREE: "2026"}
    for kind, expected in (
        ("edition", State({"at": "2026"})),
        ("note", State({"at": "2026"}, {"at": ("2026", 5, None)})),
    ):
        assert (
            state(
                [Write(n, who, 1, {"at": at}) for n, (who, at) in enumerate(times.items())], lambda: Knowledge([]), kind
            )
            == expected
        )


def test_a_record_without_saves_is_none():
    assert state([], lambda: Knowledge([])) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "a", "tags/x": True, "~say": "b"}, State({"text": "a", "tags/x": True})),
        ({"text": "a", "~deleted": True}, State({"text": "a"}, hidden=True)),
        ({"text": "a", "~deleted": False}, State({"text": "a"})),
        ({"text": "a", "~deleted": 1}, State({"text": "a"})),
        ({"~say": "b"}, State({})),
    ],
)
def test_a_record_that_was_saved_once_is_what_this_save_says(fields, expected):
    found = state([Write(1, ONE, 2, fields)], lambda: Knowledge([]))
    assert found == expected and found.hidden is expected.hidden


@pytest.mark.parametrize(
    ("saves", "expected"),
    [
        ([{"~say": "a"}, {"~say": "b"}], State({})),
        ([{"text": "a"}, {"text": "b"}, {"order": "1"}], State({"text": "b", "order": "1"})),
        ([{"text": "a"}, {"~deleted": True}], State({"text": "a"}, hidden=True)),
        ([{"text": "a"}, {"~deleted": True, "text": "b"}], State({"text": "b"}, hidden=True)),
        ([{"text": "a"}, {"~deleted": True}, {"~say": "a"}], State({"text": "a"}, hidden=True)),
        ([{"text": "a"}, {"~deleted": True}, {"text": "b"}], State({"text": "b"})),
        ([{"text": "a"}, {"~deleted": True}, {"~deleted": None}], State({"text": "a"})),
    ],
)
def test_a_record_of_one_laptop_is_what_its_saves_say_one_after_the_other(saves, expected):
    """Whatever its clock said, and in whatever order they come in."""
    writes = [Write(100 - n, ONE, n, fields) for n, fields in enumerate(saves, 2)]
    for each in (writes, writes[::-1]):
        found = state(each, lambda: Knowledge([]))
        assert found == expected and found.hidden is expected.hidden


def test_what_a_laptop_had_seen_is_what_those_had_seen_whom_it_had_seen():
    seen = Knowledge(
        [(ONE, 8, TWO, 3), (TWO, 3, THREE, 9), (ONE, 5, TWO, 1), (TWO, 1, THREE, 4), (THREE, 9, ONE, 2)]
    ).seen
    assert [seen(ONE, 4), seen(ONE, 5), seen(ONE, 8)] == [{}, {TWO: 1, THREE: 4}, {TWO: 3, THREE: 9, ONE: 2}]
    assert [seen(TWO, 2), seen(THREE, 8), seen(THREE, 9), seen("4" * 32, 1)] == [{THREE: 4}, {}, {ONE: 2}, {}]
    assert seen(ONE, 7) is seen(ONE, 5), "worked out once for all lines between two receipts"


def test_a_base_counts_instead_of_receipts_and_brings_what_its_line_had_seen():
    knowledge = Knowledge([(ONE, 1, TWO, 9), (TWO, 4, THREE, 2)])
    assert knowledge.had_seen(Write(1, ONE, 2, {})) == {TWO: 9, THREE: 2}
    assert knowledge.had_seen(Write(1, ONE, 2, {"~base": f"{TWO}-3"})) == {TWO: 3}
    assert knowledge.had_seen(Write(1, ONE, 2, {"~base": f"{TWO}-4"})) == {TWO: 4, THREE: 2}


def test_a_write_is_before_those_whose_author_had_seen_it():
    knowledge = Knowledge([(TWO, 1, ONE, 3)])
    two = Write(0, TWO, 2, {})
    assert [knowledge.before(Write(9, ONE, seq, {}), two) for seq in (2, 3, 4)] == [True, True, False]
    assert [knowledge.before(Write(9, TWO, seq, {}), two) for seq in (1, 2, 3)] == [True, False, False]
    assert not knowledge.before(two, Write(9, ONE, 1, {}))
    assert not knowledge.before(Write(9, THREE, 1, {}), two)
