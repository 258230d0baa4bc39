"""The speakers' list is the same whichever laptop wrote it down, in each order and with whatever came twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.presence import iso, one_person
from hubdesk.model.records import SpeakerTurn
from hubdesk.model.speaking import ORDER, RULES, SORTS, Spoken, speaking, spoken, typed, waiting, who

NINE = datetime(2027, 5, 8, 9, tzinfo=UTC)
SAME = one_person({"ana": "", "ana again": "ana", "bo": "", "cy": ""})
_ids = iter(range(1, 1_000_000))


def turn(person: str, asked: int, began: int = -1, ended: int = -1, *, sort: str = "", text: str = "") -> SpeakerTurn:
    """Return a turn of a person with its times in seconds after nine, -1 for none."""
    times = [iso(NINE + timedelta(seconds=each)) if each >= 0 else "" for each in (asked, began, ended)]
    id = f"{next(_ids):032x}"
    return SpeakerTurn(id=id, person=person, text=text, sort=sort, asked=times[0], started=times[1], stopped=times[2])


def names(turns: list[SpeakerTurn], rule: str) -> list[str]:
    return [each.person or each.text for each in waiting(turns, rule, SAME)]


BEFORE = [turn("ana", 0, 1, 301), turn("bo", 0, 301, 311), turn("bo", 0, 320, 330)]
NOW = [turn("bo", 400), turn("ana", 401), turn("cy", 402)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("arrival", ["bo", "ana", "cy"]), ("new", ["cy", "bo", "ana"]), ("balanced", ["cy", "ana", "bo"])],
)
def test_an_order_follows_its_rule(rule, expected):
    assert names(BEFORE + NOW, rule) == expected
    assert names([*BEFORE, *NOW, turn("ana", 500, sort=ORDER)], rule) == ["ana", *expected], "a point of order is first"


def test_who_spoke_as_often_goes_by_time_then_by_arrival():
    found = [turn("ana", 0, 0, 60), turn("bo", 0, 60, 90), turn("cy", 0, 90, 120), *NOW]
    assert names(found, "balanced") == ["bo", "cy", "ana"]
    assert [each.person for each in waiting(found, "balanced", SAME, timed=False)] == ["bo", "ana", "cy"]


def test_the_same_person_stands_on_the_list_once_and_nobody_is_joined_by_words():
    found = [turn("ana again", 5), turn("ana", 3), turn("", 4, text="Ana"), turn("ana", 6, sort="pro")]
    assert names(found, "arrival") == ["ana", "Ana"]
    assert who(found[0], SAME) == who(found[1], SAME) != who(found[2], SAME)


@pytest.mark.parametrize(
    ("text", "found"),
    [("ana", ("", "ana")), ("! ana", (ORDER, "ana")), ("+ana  b", ("pro", "ana b")), ("-7", ("contra", "7")),
     (">", ("reply", "")), ("", ("", "")), ("王!", ("", "王!"))],
)  # fmt: skip
def test_a_sign_before_a_name_says_what_for(text, found):
    assert typed(text) == found


def test_a_clock_that_was_set_back_takes_no_time_away():
    found = spoken([turn("ana", 0, 100, 40), turn("ana", 0, 100, 160), turn("bo", 0, 1, 9, sort=ORDER)], SAME)
    assert found == {"ana": Spoken(2, 60)}


TURNS = st.lists(
    st.builds(
        turn,
        st.sampled_from(["ana", "ana again", "bo", "cy", ""]),
        st.integers(0, 5),
        st.sampled_from([-1, -1, 10, 20]),
        st.sampled_from([-1, 15, 30]),
        sort=st.sampled_from(["", *SORTS]),
        text=st.sampled_from(["", "a guest"]),
    ),
    max_size=12,
)


@given(TURNS, TURNS, st.sampled_from(list(RULES)), st.randoms(use_true_random=False))
def test_two_laptops_keep_one_list(one, two, rule, chance):
    union = one + two
    shuffled = union + one
    chance.shuffle(shuffled)
    found = waiting(union, rule, SAME)
    assert waiting(two + one, rule, SAME) == found
    once = list({each.id: each for each in shuffled}.values())
    assert waiting(once, rule, SAME) == found and spoken(once, SAME) == spoken(union, SAME)
    assert speaking(once) == speaking(union)
    assert all(not each.started for each in found)
    first = [each.sort == ORDER for each in found]
    assert first == sorted(first, reverse=True), "points of order go first"
    assert len({(who(each, SAME), each.sort == ORDER) for each in found}) == len(found)
