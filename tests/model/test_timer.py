"""What is left of a time: warned of in good time, counted on after its end, and deaf to a clock that is set."""

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.model.timer import Left, Watch, left

NOW = datetime(2027, 5, 8, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("allowed", "gone", "state", "clock"),
    [
        (600, 0, "running", "10:00"),
        (600, 479.9, "running", "2:01"),
        (600, 480, "warning", "2:00"),
        (3600, 3479, "running", "2:01"),  # a fifth would be twelve minutes
        (60, 47.9, "running", "0:13"),
        (60, 48, "warning", "0:12"),
        (600, 599.9, "warning", "0:01"),
        (600, 600, "over", "+0:00"),
        (600, 4_323, "over", "+1:02:03"),
        (7200, 0.5, "running", "2:00:00"),
        (600, -5, "running", "10:00"),
        (0, 65, "open", "1:05"),
    ],
)
def test_a_time_runs_out_and_counts_on(allowed: int, gone: float, state: str, clock: str) -> None:
    found = left(allowed, gone)
    assert (found.state, found.clock) == (state, clock)


def test_a_time_that_is_over_is_told_below_zero() -> None:
    assert left(60, 90) == Left(-30, "over")


@pytest.mark.parametrize("jump", [timedelta(hours=3), -timedelta(hours=3)])
def test_a_clock_that_is_set_in_the_middle_changes_nothing(jump: timedelta) -> None:
    wall, steady = [NOW], [100.0]
    watch = Watch(lambda: wall[0], lambda: steady[0])
    began = (NOW - timedelta(minutes=2)).isoformat()
    assert watch.gone(began) == 120
    wall[0], steady[0] = NOW + jump, 130.0
    assert watch.gone(began) == 150
    assert watch.gone(wall[0].isoformat()) == 0


def test_what_lies_in_the_future_or_is_no_time_has_just_begun() -> None:
    watch = Watch(lambda: NOW, lambda: 7.0)
    assert watch.gone((NOW + timedelta(days=1)).isoformat()) == 0
    assert watch.gone("soon") == 0
    assert watch.gone("2027-05-08T17:59:00") == 60  # without an offset: another program's UTC


def test_a_laptop_that_slept_has_lost_no_time() -> None:
    wall, steady = [NOW], [0.0]
    watch = Watch(lambda: wall[0], lambda: steady[0])
    watch.gone(NOW.isoformat())
    wall[0], steady[0] = NOW + timedelta(minutes=30), 1_800.0
    assert watch.gone(NOW.isoformat()) == 1_800
