"""Time that only moves forward, and ids made from it or from names."""

import uuid
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.clock import CAP_HLC, CAP_MS, Clock, derived_id, hlc_of, hlc_text, instant, uuid5, uuid7

MS_2023 = 1_700_000_000_000
HLCS = st.integers(0, CAP_HLC - 1)


@given(st.lists(st.tuples(st.integers(-(2**62), 2**62), st.integers(0, CAP_HLC - 10_000)), max_size=50))
def test_any_wall_clock_gives_rising_times(walk: list[tuple[int, int]]) -> None:
    walls = iter([wall for wall, _ in walk])
    clock = Clock(lambda: next(walls))
    last = 0
    for _, after in walk:
        given_out = clock.next(after)
        assert last < given_out < CAP_HLC
        assert given_out > after
        last = given_out


@pytest.mark.parametrize("year", [1970, 1999, 2023, 2038, 2099])
def test_a_plausible_clock_is_followed(year: int) -> None:
    then = datetime(year, 6, 1, tzinfo=UTC)
    assert instant(Clock(lambda: int(then.timestamp() * 1000)).next()) == then


@pytest.mark.parametrize("wall", [-1, CAP_MS, CAP_MS * 1000])
def test_an_impossible_clock_counts_on_from_the_last_time(wall: int) -> None:
    clock = Clock(lambda: wall)
    assert clock.next(MS_2023 << 16) == (MS_2023 << 16) + 1
    assert clock.next() == (MS_2023 << 16) + 2


def test_a_clock_that_goes_back_still_moves_forward() -> None:
    times = iter([MS_2023, MS_2023 - 3_600_000, MS_2023 - 3_600_000, MS_2023 + 1])
    clock = Clock(lambda: next(times))
    found = [clock.next() for _ in range(4)]
    assert found == [MS_2023 << 16, (MS_2023 << 16) + 1, (MS_2023 << 16) + 2, MS_2023 + 1 << 16]


def test_a_full_counter_runs_into_the_next_millisecond() -> None:
    clock = Clock(lambda: MS_2023)
    full = MS_2023 << 16 | 0xFFFF
    assert clock.next(full) == MS_2023 + 1 << 16


def test_the_end_of_time_is_told_in_three_parts() -> None:
    clock = Clock(lambda: MS_2023)
    with pytest.raises(HubDeskError) as caught:
        clock.next(CAP_HLC - 1)
    assert caught.value.code == "clock-cap"
    assert all(caught.value.told())
    assert clock.next() == MS_2023 << 16, "a refused time leaves no trace"


@given(HLCS)
def test_a_time_that_others_gave_is_passed_but_never_stops_the_clock(seen: int) -> None:
    clock = Clock(lambda: MS_2023)
    clock.saw(seen)
    assert clock.next() > (seen if seen < CAP_MS - 86_400_000 << 16 else MS_2023)
    assert [clock.next() < clock.next() for _ in range(3)] == [True] * 3


@given(HLCS, HLCS)
def test_text_order_is_time_order(one: int, other: int) -> None:
    assert (hlc_text(one) < hlc_text(other)) == (one < other)
    assert hlc_of(hlc_text(one)) == one
    assert len(hlc_text(one)) == 16


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000000000000000",
        "00000000000000000",
        "00000000000000AB",
        " 00000000000000ab",
        "0x00000000000001",
        "0_00000000000001",
        "gggggggggggggggg",
        "03bb2cc3d8000000",
        "ffffffffffffffff",
        "0000000000000000\n",
        "-000000000000001",
        "٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠",
    ],
)
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        hlc_of(text)


@given(st.text())
def test_reading_a_time_is_total(text: str) -> None:
    try:
        assert hlc_text(hlc_of(text)) == text
    except Refused as refused:
        assert refused.exit_code == 3


def test_an_instant_is_utc_and_leaves_the_counter_out() -> None:
    assert instant(MS_2023 << 16 | 99) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert instant(CAP_HLC - 1).year == 2099


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_version_seven_ids_follow_the_standard(ms: int, random: bytes) -> None:
    made = UUID(hex=uuid7(ms, random))
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == ms
    assert made.hex == uuid7(ms, random)


def test_the_example_of_the_standard() -> None:
    """RFC 9562, appendix A.6."""
    noise = (0xCC3 << 62 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid7(0x017F22E279B0, noise) == "017f22e279b07cc398c4dc0c0c07398f"


@given(st.integers(0, 2**40), st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_later_ids_sort_later(ms: int, one: bytes, other: bytes) -> None:
    assert uuid7(ms, one) < uuid7(ms + 1, other)


@pytest.mark.parametrize(("ms", "random"), [(-1, b"0" * 10), (1 << 48, b"0" * 10), (0, b"0" * 9), (0, b"0" * 16)])
def test_wrong_ingredients_are_our_bug(ms: int, random: bytes) -> None:
    with pytest.raises(ValueError, match="48 bits"):
        uuid7(ms, random)


@given(st.uuids(), st.text(st.characters(exclude_categories=["Cs"])))
def test_version_five_ids_are_those_of_the_standard(space: UUID, name: str) -> None:
    assert uuid5(space.hex, name) == uuid.uuid5(space, name).hex


def test_a_derived_id_never_changes() -> None:
    """Two laptops that import one file mint equal ids; a change here breaks every workspace there is."""
    assert derived_id("charter", "Sample") == "6f2ad8b6db4e539cac23bcd311a13344"
    assert UUID(hex=derived_id("charter", "Sample")).version == 5


@given(st.lists(st.text(st.characters(), max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_other_parts_other_id(one: list[str], other: list[str]) -> None:
    if (one or [""]) != (other or [""]):
        assert derived_id(*one) != derived_id(*other)


SLIPPERY = st.lists(st.text(st.sampled_from("a\x1e\x1f"), max_size=3), min_size=1, max_size=3)


@given(SLIPPERY, SLIPPERY)
def test_separators_inside_parts_make_no_twins(one: list[str], other: list[str]) -> None:
    assert (derived_id(*one) == derived_id(*other)) == (one == other)
