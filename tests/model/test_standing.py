"""What stands of a record: exactly the values that nobody had seen and replaced, told one pair at a time."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hubdesk.model import merge
from hubdesk.model.merge import BASE, DELETED, Knowledge, Write

A, B, C = "a" * 32, "b" * 32, "c" * 32
REPLICAS = [A, B, C, "d" * 32, "e" * 32]
LINES = st.integers(1, 4)
RECEIPTS = st.lists(st.tuples(st.sampled_from(REPLICAS), LINES, st.sampled_from(REPLICAS), LINES), max_size=8)
BASES = st.none() | st.builds("{}-{}".format, st.sampled_from(REPLICAS), LINES)
NAMES = st.dictionaries(st.sampled_from(["text", "order"]), st.integers(0, 3), min_size=1, max_size=2)


@st.composite
def saves(draw: st.DrawFn) -> list[Write]:
    places = draw(st.lists(st.tuples(st.sampled_from(REPLICAS), LINES), min_size=2, max_size=8, unique=True))
    found = []
    for number, (replica, seq) in enumerate(places):
        fields = dict(draw(NAMES))
        base, deletes = draw(BASES), draw(st.sampled_from([None, None, True, False]))
        if base and not base.startswith(replica):
            fields[BASE] = base
        if deletes is not None:
            fields[DELETED] = deletes
        found.append(Write(seq * 100 + number, replica, seq, fields))
    return found


@given(saves(), RECEIPTS)
@example([Write(1, A, 2, {"text": 1}), Write(2, B, 2, {"text": 2})], [(A, 1, B, 2), (B, 1, A, 2)])
def test_a_value_stands_until_somebody_who_had_seen_it_wrote_another(writes: list[Write], receipts: list) -> None:
    seen = Knowledge(receipts)
    found = merge.state(writes, lambda: Knowledge(receipts))
    assert found is not None
    standing = {}
    for name in {name for write in writes for name in write.fields}:
        having = [write for write in writes if name in write.fields]
        latest = [w for w in having if not any(o.replica == w.replica and o.seq > w.seq for o in having)]
        based = any(BASE in write.fields for write in having)
        said = {two.replica: [w for w in having if w.replica == two.replica and (based or w is two)] for two in latest}
        after = {
            id(one): [two for two in latest if two is not one and any(seen.before(one, w) for w in said[two.replica])]
            for one in latest
        }
        standing[name] = [one for one in latest if all(one in after[id(two)] for two in after[id(one)])] or latest
    if len({write.replica for write in writes}) > 1:
        for name in ("text", "order"):
            values = {write.fields[name] for write in standing.get(name, [])}
            assert values == set(found.open.get(name, [found.values[name]] if name in found.values else []))
        deletions = standing.get(DELETED, [])
        others = [write for name, each in standing.items() if name[0] != "~" for write in each]
        hidden = bool(deletions) and all(write.fields[DELETED] is True for write in deletions)
        hidden &= all(any(w is one or seen.before(w, one) for one in deletions) for w in others)
        assert found.hidden == hidden


@pytest.mark.parametrize(
    "base", ["", "-", A, f"{A}-", f"{A}--1", f"{A}-²", f"{A}-٣", f"{A}-" + "9" * 5000, f"{A}-1.5", "a-1", 7, None]
)
def test_a_base_that_says_nothing_is_no_fault(base: object) -> None:
    """The line comes from outside; only its form was checked."""
    writes = [Write(1, A, 1, {"text": "x"}), Write(2, B, 1, {"text": "y", BASE: base})]  # type: ignore[dict-item]
    found = merge.state(writes, lambda: Knowledge([]))
    assert found and found.open == {"text": ("y", "x")}


def test_two_laptops_that_each_claim_to_have_seen_the_other_first_both_stand() -> None:
    """No honest laptop writes so; both were signed, and neither can be shown to be the newer one."""
    writes = [Write(1, A, 2, {"text": "x"}), Write(2, B, 2, {"text": "y"})]
    found = merge.state(writes, lambda: Knowledge([(A, 1, B, 9), (B, 1, A, 9)]))
    assert found and found.open["text"] == ("y", "x")
    circle = [
        Write(n, name, 1, {"text": n, BASE: f"{before}-1"}) for n, name, before in ((1, A, C), (2, B, A), (3, C, B))
    ]
    found = merge.state(circle, lambda: Knowledge([]))
    assert found and found.open["text"] == (3, 2, 1)


def test_a_thousand_laptops_that_wrote_at_once_are_compared_by_what_they_had_seen_not_pair_by_pair() -> None:
    asked = []

    class Counted(Knowledge):
        def seen(self, replica: str, seq: int) -> dict[str, int]:
            asked.append(replica)
            return dict(super().seen(replica, seq))

    writes = [Write(n, f"{n:032x}", 1, {"text": n, DELETED: n % 2 == 0}) for n in range(1, 1001)]
    found = merge.state(writes, lambda: Counted([]))
    assert found and len(found.open["text"]) == 1000
    assert len(asked) <= 4000
