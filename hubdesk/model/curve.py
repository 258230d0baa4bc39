"""How many people were in the room over time, as far as that may be told without telling when one of them left."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hubdesk.model.disclosure import LEAST_ANSWERS, LEAST_COUNT


def curve(
    steps: Sequence[tuple[datetime, int]], people: int, *, end: datetime | None = None
) -> tuple[tuple[datetime, int], ...]:
    """Return (start of a step, number as it may be told) for steps of equal length; empty where nothing may be told.

    `steps` hold the true numbers, `people` how many came in all, `end` when the gathering was to end. A true curve
    tells by a fall of one when somebody left, to all who know that one person left early. So:

    * Fewer than LEAST_ANSWERS people, as few as hide a question of a poll, have no curve.
    * The curve moves only when at least LEAST_COUNT more or fewer people are there than when it last moved: nobody's
      coming or going shows by itself, and never the way back of somebody who went out for a moment.
    * It moves between multiples of LEAST_COUNT, the nearest one, 0 for fewer than LEAST_COUNT. The highest is not above
      `people`, which the report tells: so at least LEAST_VALUES numbers are possible, and it tells neither that all
      were there nor how few were missing.
    * It begins one step before it first moves and ends with the gathering or one step after it last moved: when the
      first came and the last left is not told.

    A reader learns that the number passed a mark within a step, of which anybody who came or went can be the cause.
    """
    if people < LEAST_ANSWERS or not steps:
        return ()
    told: list[int] = []
    moved: list[int] = []
    shown = then = 0
    for place, (_, number) in enumerate(steps):
        rounded = _rounded(number, people)
        if rounded != shown and abs(number - then) >= LEAST_COUNT:
            shown, then = rounded, number
            moved.append(place)
        told.append(shown)
    if not moved:
        return ()
    length = steps[1][0] - steps[0][0] if len(steps) > 1 else timedelta(minutes=15)
    last = steps[moved[-1]][0] + length
    until = max(last, end) if end else last
    points = [(steps[moved[0]][0] - length, 0)]
    points += [(at, n) for (at, _), n in zip(steps, told, strict=True) if points[0][0] < at <= until]
    if points[-1][0] < last:
        points.append((last, shown))
    return tuple(points)


def _rounded(number: int, people: int) -> int:
    if number < LEAST_COUNT:
        return 0
    return min(number + LEAST_COUNT // 2, people) // LEAST_COUNT * LEAST_COUNT
