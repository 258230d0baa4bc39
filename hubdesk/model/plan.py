"""When the items of a run-sheet are due, how far a gathering is behind, and what would put that right."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from hubdesk.model.presence import moment
from hubdesk.model.records import AgendaItem

Change = dict[str, int]


class Slot(NamedTuple):
    """An item and when it begins and ends: as planned and as it went, None where nobody knows."""

    item: AgendaItem
    begins: datetime | None
    ends: datetime | None
    began: datetime | None
    ended: datetime | None


class Standing(NamedTuple):
    """A run-sheet at one moment.

    `behind` are minutes (below zero: ahead), None while nothing can be said. `due` is when what comes next can begin,
    or when the last item ends.
    """

    slots: tuple[Slot, ...]
    running: Slot | None
    next: Slot | None
    behind: int | None
    due: datetime | None

    @property
    def ends(self) -> datetime | None:
        """When it all ends, as planned."""
        return self.slots[-1].ends if self.slots else None


def standing(items: Sequence[AgendaItem], start: datetime | None, now: datetime) -> Standing:
    """Return where a run-sheet stands; `items` are in order, `start` is the beginning of the gathering.

    Without a beginning it is the first item that began. What stands before an item that began and did not begin itself
    was passed over.
    """
    slots = _slots(items, start or _first(items))
    begun = [place for place, slot in enumerate(slots) if slot.began]
    on = max((place for place in begun if not slots[place].ended), key=lambda at: _began(slots[at]), default=None)
    last = on if on is not None else max(begun, key=lambda at: (_began(slots[at]), at), default=None)
    behind_it = range(0 if last is None else last + 1, len(slots))
    following = next((slots[place] for place in behind_it if not slots[place].began), None)
    running = None if on is None else slots[on]
    due = _due(running, None if last is None else slots[last], following, now)
    planned = following.begins if following else slots[last].ends if last is not None else None
    behind = _minutes(due - planned) if due and planned else None
    if behind is not None and last is None:
        behind = max(0, behind)  # who waits for the beginning is not ahead
    return Standing(slots, running, following, behind, due)


def end_later(now: Standing) -> Mapping[str, Change]:
    """Return what moves all that comes by as many minutes as the gathering is behind: {item: {field: value}}."""
    if now.next is None or not now.behind:
        return {}
    item = now.next.item
    return {item.id: {"shift": item.shift + now.behind}}


def keep_end(now: Standing) -> Mapping[str, Change] | None:
    """Return what lets all that comes end as planned, each item shorter or longer in proportion.

    None where there is no time left for it: an item that lasts keeps a minute.
    """
    moved = {id: dict(change) for id, change in end_later(now).items()}
    if not moved or now.next is None or now.behind is None:
        return {}
    coming = [slot.item for slot in now.slots[now.slots.index(now.next) :] if not slot.began and slot.item.minutes]
    room = sum(item.minutes for item in coming) - now.behind
    if not coming:
        return None
    if room < len(coming):
        return None
    for item, minutes in zip(coming, _shares([item.minutes for item in coming], room), strict=True):
        if minutes != item.minutes:
            moved.setdefault(item.id, {})["minutes"] = minutes
    return moved


def _slots(items: Sequence[AgendaItem], start: datetime | None) -> tuple[Slot, ...]:
    at, found = start, []
    for item in items:
        begins = _later(at, item.shift)
        at = _later(begins, item.minutes)
        found.append(Slot(item, begins, at, moment(item.started), moment(item.stopped)))
    return tuple(found)


def _first(items: Sequence[AgendaItem]) -> datetime | None:
    """Return when a gathering without a known beginning would have begun by its first item that did."""
    before = 0
    for item in items:
        before += item.shift
        if began := moment(item.started):
            return _later(began, -before)
        before += item.minutes
    return None


def _began(slot: Slot) -> float:
    return slot.began.timestamp() if slot.began else 0.0


def _due(running: Slot | None, last: Slot | None, following: Slot | None, now: datetime) -> datetime | None:
    if running is not None and running.began is not None:
        return max(now, _later(running.began, running.item.minutes) or now)
    if following is not None:
        return now
    return last.ended if last is not None else None


def _minutes(time: timedelta) -> int:
    return int(time.total_seconds() / 60)


def _later(at: datetime | None, minutes: int) -> datetime | None:
    """Return an instant so many minutes later, None for what no calendar holds (another program may write anything)."""
    try:
        return at and at + timedelta(minutes=minutes)
    except OverflowError:
        return None


def _shares(minutes: Sequence[int], room: int) -> list[int]:
    """Return whole minutes, at least one each, that add up to `room` in the proportion of `minutes`."""
    exact = [each * room / sum(minutes) for each in minutes]
    found = [max(1, int(each)) for each in exact]
    while (missing := room - sum(found)) != 0:
        step = 1 if missing > 0 else -1
        open_ = [at for at, each in enumerate(found) if step > 0 or each > 1]
        found[max(open_, key=lambda at: step * (exact[at] - found[at]))] += step
    return found
