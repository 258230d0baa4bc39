"""Presence is a set of marks: whatever order they come in, the stays are the same."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.presence import (
    MAX_STEPS,
    Stay,
    iso,
    moment,
    of_event,
    one_person,
    over_time,
    presence,
    since_at,
    stays,
)
from hubdesk.model.records import Mark

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)
#: Times that some zone of the world does not have.
BEYOND = ("0001-01-01T00:00+14:00", "0001-01-01", "9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59-14:00")


def mark(minute: float, way: str = "in", *, person: str = "p", id: str = "", item: str = "") -> Mark:
    at = NINE + timedelta(minutes=minute)
    return Mark(id=id or f"{int(minute * 60000):032x}", person=person, way=way, at=iso(at), item=item)


def at(minute: float) -> str:
    return iso(NINE + timedelta(minutes=minute))


marks = st.lists(
    st.builds(
        mark,
        st.integers(-60, 600),
        st.sampled_from(["in", "out", "in", "sideways"]),
        person=st.sampled_from("pqr"),
        id=st.uuids().map(lambda each: each.hex),
        item=st.sampled_from(["", "", "item"]),
    ),
    max_size=30,
)


def test_in_and_out_make_a_stay() -> None:
    assert stays([mark(0), mark(30, "out")]) == [Stay(at(0), at(30))]


def test_a_second_in_and_a_second_out_change_nothing() -> None:
    assert stays([mark(0), mark(5), mark(30, "out"), mark(40, "out")]) == [Stay(at(0), at(30))]


def test_who_goes_and_comes_back_has_two_stays_and_the_last_is_open() -> None:
    assert stays([mark(0), mark(30, "out"), mark(45)]) == [Stay(at(0), at(30)), Stay(at(45), None)]


def test_out_before_in_is_no_stay() -> None:
    assert stays([mark(0, "out")]) == []
    assert stays([mark(0, "out"), mark(1)]) == [Stay(at(1), None)]


def test_marks_of_one_instant_are_ordered_by_id() -> None:
    both = [mark(0, "out", id="f" * 32), mark(0, id="0" * 32)]
    assert stays(both) == [Stay(at(0), at(0))]


def test_a_mark_without_a_time_is_left_out() -> None:
    assert stays([Mark(id="1", way="in", at="soon"), Mark(id="2", way="in", at="")]) == []


def test_an_item_is_entered_by_who_is_at_the_event() -> None:
    both = [mark(0, item="round"), mark(20, "out", item="round")]
    assert stays(of_event(both)) == [Stay(at(0), None)]
    assert stays(of_event(both, "round")) == [Stay(at(0), at(20))]
    assert stays(of_event(both, "other")) == []
    assert stays(of_event([both[0], mark(9, "out")], "round")) == [Stay(at(0), at(9))], "who goes home leaves the item"


def test_since_looks_at_one_instant() -> None:
    theirs = [mark(0), mark(30, "out"), mark(45)]
    found = [since_at(theirs, NINE + timedelta(minutes=each)) for each in (-1, 0, 29, 30, 45, 500)]
    assert found == ["", at(0), at(0), "", at(45), at(45)]


@given(marks, marks, st.randoms(use_true_random=False))
def test_two_desks_merge_by_union_in_any_order(one: list[Mark], two: list[Mark], chance) -> None:  # type: ignore[no-untyped-def]
    same = one_person({"p": "", "q": "", "r": "q"})
    union = list({each.id: each for each in one + two}.values())
    shuffled = list(union)
    chance.shuffle(shuffled)
    expected = presence(union, same)
    assert presence(shuffled, same) == expected
    assert presence({each.id: each for each in two + one}.values(), same) == expected
    assert presence(union + shuffled, same) == expected, "marks that come twice change nothing"
    assert set(expected) <= {"p", "q"}


@given(marks)
def test_stays_are_in_order_and_do_not_overlap(theirs: list[Mark]) -> None:
    found = stays(theirs)
    flat = [end for stay in found for end in stay if end is not None]
    assert [moment(each) for each in flat] == sorted(filter(None, map(moment, flat)))
    assert all(stay.left is not None for stay in found[:-1])


@given(marks, st.integers(-60, 600))
def test_since_agrees_with_the_stays(theirs: list[Mark], minute: int) -> None:
    when = NINE + timedelta(minutes=minute)
    until = [each for each in theirs if moment(each.at) <= when]  # type: ignore[operator]
    found = stays(until)
    assert since_at(theirs, when) == (found[-1].came if found and found[-1].left is None else "")


def test_a_time_without_offset_is_taken_as_utc_and_offsets_are_one_instant() -> None:
    assert moment("2027-05-08T09:00") == NINE
    assert moment("2027-05-08T14:30:00+05:30") == NINE
    assert iso(datetime.fromisoformat("2027-05-08T14:30:00.0259+05:30")) == "2027-05-08T09:00:00.025+00:00"
    assert [moment(each) for each in (*BEYOND, "", "x", "2027-13-01")] == [None] * 7


def test_linked_entries_are_one_person_whatever_the_links() -> None:
    assert one_person({"a": "b", "b": "", "c": "b", "d": ""}) == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert one_person({"a": "b", "b": "a"}) == {"a": "a", "b": "a"}
    assert one_person({"a": "gone", "b": "b"}) == {"a": "a", "b": "b"}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghx"), max_size=8))
def test_linked_entries_share_the_smallest_id(links: dict[str, str]) -> None:
    found = one_person(links)
    for one, other in links.items():
        assert found[one] <= one
        assert found[found[one]] == found[one]
        if other in links:
            assert found[one] == found[other]


def test_people_over_time_count_once_a_step() -> None:
    rooms = [stays([mark(1), mark(3, "out"), mark(4), mark(20, "out")]), stays([mark(16)])]
    assert over_time(rooms, 15, NINE + timedelta(minutes=50)) == [(at(0), 1), (at(15), 2), (at(30), 1), (at(45), 1)]


def test_nobody_over_time_is_nothing() -> None:
    assert over_time([], 15, NINE) == []


def test_a_clock_that_is_a_century_off_does_not_cost_memory() -> None:
    rooms = [[Stay("1971-01-01T00:00:00+00:00", None)], [Stay("2099-01-01T00:00:00+00:00", None)]]
    found = over_time(rooms, 1, NINE)
    assert 1 < len(found) <= MAX_STEPS
    assert found[0][1] == 1
    assert sum(n for _, n in found) > 1
