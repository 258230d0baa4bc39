"""How much of a time is left, whatever the clock of the computer does meanwhile."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple

from hubdesk.model.presence import moment

State = Literal["running", "warning", "over", "open"]
#: The warning comes with the last fifth of a time, at most so many seconds before its end.
LAST, MOST = 0.2, 120


class Left(NamedTuple):
    """Whole seconds that are left, below zero once the time is over; of a time without an end, those that are gone."""

    seconds: int
    state: State

    @property
    def clock(self) -> str:
        """The seconds as people read them: "4:05", "1:02:03", "+0:12" once the time is over."""
        minutes, seconds = divmod(abs(self.seconds), 60)
        hours, rest = divmod(minutes, 60)
        told = f"{hours}:{rest:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
        return f"+{told}" if self.state == "over" else told


def left(allowed: int, gone: float) -> Left:
    """Return what is left of `allowed` seconds when so many are gone; 0 allowed is a time without an end.

    Nothing ends here: after zero it counts on.
    """
    passed = int(max(0.0, gone))
    if allowed <= 0:
        return Left(passed, "open")
    rest = allowed - passed
    if rest <= 0:
        return Left(rest, "over")
    return Left(rest, "warning" if rest <= min(allowed * LAST, MOST) else "running")


class Watch:
    """How many seconds ago something began, told the same to everybody in one window.

    The clock on the wall is asked once for each instant, when somebody first wants to know; from then on `steady`
    counts, a number of seconds that nobody can set and that goes on while the computer sleeps. So a clock that is set
    back or forward in the middle changes nothing, and what lies in the future has just begun.
    """

    def __init__(self, wall: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._wall, self._steady = wall, steady
        self._began: dict[str, float] = {}

    def gone(self, instant: str) -> float:
        """Return the seconds since an ISO 8601 instant; what is no time has just begun."""
        if instant not in self._began:
            now = self._wall()
            before = (now - (moment(instant) or now)).total_seconds()
            self._began[instant] = self._steady() - max(0.0, before)
        return self._steady() - self._began[instant]
