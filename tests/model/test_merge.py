"""What a record is: what the plainest reading of the rules would have it be, in whatever order its saves come."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.model.merge import Knowledge, Write, state
from tests.store.oracle import Fact, Log

ONE, TWO = "1" * 32, "2" * 32
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


def test_a_record_without_saves_is_none():
    assert state([], lambda: Knowledge([])) is None
