"""Who was in the room when: intervals derived by sorting marks, so that two desks merge by union."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from hubdesk.model.records import Mark

#: No chart of presence has more steps than this; the steps grow instead (a wrong clock must not cost memory).
MAX_STEPS = 400

#: Years that an instant may lie in: every zone of the world has all of them, and an agenda can be added to each.
YEARS = range(2, 9_000)

#: Stands before the way of a mark that was taken back, which then counts for nothing.
TAKEN_BACK = "not-"


class Stay(NamedTuple):
    """From when to when a person was in the room; `left` is None while the person is there. ISO 8601, UTC."""

    came: str
    left: str | None


@lru_cache(maxsize=16_384)
def moment(text: str) -> datetime | None:
    """Return the instant of an ISO 8601 text in UTC (a text without offset counts as UTC), None when it is no time.

    A time outside `YEARS`, which another program may write, is none.
    """
    try:
        found = datetime.fromisoformat(text)
        at = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    return at if at.year in YEARS else None


def iso(at: datetime) -> str:
    """Return an aware instant as records keep it: UTC, to the second, with milliseconds only where there are any."""
    at = at.astimezone(UTC)
    return at.isoformat(timespec="milliseconds" if at.microsecond >= 1000 else "seconds")


def in_order(marks: Iterable[Mark]) -> list[tuple[datetime, Mark]]:
    """Return marks by time, then by id; what is neither in nor out, or has no time, is left out."""
    timed = [(at, mark) for mark in marks if mark.way in ("in", "out") and (at := moment(mark.at)) is not None]
    return sorted(timed, key=lambda each: (each[0], each[1].id))


def of_event(marks: Iterable[Mark], item: str = "") -> list[Mark]:
    """Return the marks that say who is at the event (or at one agenda item).

    Who enters an item is at the event too, and who leaves the event leaves its items.
    """
    if item:
        return [mark for mark in marks if mark.item == item or (not mark.item and mark.way == "out")]
    return [mark for mark in marks if not mark.item or mark.way == "in"]


def stays(marks: Iterable[Mark]) -> list[Stay]:
    """Return the stays of one person: a second "in" changes nothing, an "out" of somebody who is out neither.

    The same marks in any order and any number of times give the same stays.
    """
    found: list[Stay] = []
    since: datetime | None = None
    for at, mark in in_order(marks):
        if mark.way == "in":
            since = since or at
        elif since is not None:
            found.append(Stay(iso(since), iso(at)))
            since = None
    if since is not None:
        found.append(Stay(iso(since), None))
    return found


def since_at(marks: Iterable[Mark], at: datetime) -> str:
    """Return since when one person has been in the room at an instant (ISO 8601), empty when the person is not in."""
    since = ""
    for when, mark in in_order(marks):
        if when > at:
            break
        since = (since or iso(when)) if mark.way == "in" else ""
    return since


def presence(marks: Iterable[Mark], same: Mapping[str, str], item: str = "") -> dict[str, list[Stay]]:
    """Return the stays of everybody who came; `same` leads from one record of a person to the one that counts."""
    by_person: dict[str, list[Mark]] = {}
    for mark in of_event(marks, item):
        by_person.setdefault(same.get(mark.person, mark.person), []).append(mark)
    found = {person: stays(theirs) for person, theirs in by_person.items()}
    return {person: theirs for person, theirs in found.items() if theirs}


def one_person(same_as: Mapping[str, str]) -> dict[str, str]:
    """Return for each record the one that stands for the person: the smallest id of all that are linked.

    `same_as` leads from a record to another that is the same person ("" or an unknown id: to none); links may form
    chains and circles, as two laptops may link in both directions.
    """
    root = {each: each for each in same_as}

    def top(each: str) -> str:
        while root[each] != each:
            root[each] = root[root[each]]
            each = root[each]
        return each

    for one, other in same_as.items():
        if other in root:
            first, second = sorted((top(one), top(other)))
            root[second] = first
    return {each: top(each) for each in root}


def over_time(rooms: Iterable[list[Stay]], minutes: int, until: datetime) -> list[tuple[str, int]]:
    """Return (start of a step in ISO 8601, people in the room at any time of it) from the first arrival on.

    Steps are `minutes` long and begin at multiples of them; open stays last to `until`. Where that would give more
    than MAX_STEPS steps, steps are longer.
    """
    spans = [
        [
            (moment(stay.came) or until, moment(stay.left or "") or max(until, moment(stay.came) or until))
            for stay in room
        ]
        for room in rooms
    ]
    flat = [span for room in spans for span in room]
    if not flat:
        return []
    first, last = min(came for came, _ in flat), max(left for _, left in flat)
    seconds = max(1, minutes) * 60
    while (last - first).total_seconds() / seconds >= MAX_STEPS - 1:
        seconds *= 2
    zero = first.timestamp() // seconds * seconds
    steps = [0] * (int((last.timestamp() - zero) // seconds) + 1)
    for room in spans:
        inside: set[int] = set()
        for came, left in room:
            inside.update(
                range(int((came.timestamp() - zero) // seconds), int((left.timestamp() - zero) // seconds) + 1)
            )
        for step in inside:
            steps[step] += 1
    start = datetime.fromtimestamp(zero, UTC)
    return [(iso(start + timedelta(seconds=seconds * step)), n) for step, n in enumerate(steps)]
