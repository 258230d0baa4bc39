"""What was published of a question before, and what may be told of it now, so that no subtraction finds a few people.

A gathering and its series grow, and every output stays readable: two that differ by three people tell of these three.
So each answer is published in one **release** only, and every figure is a sum of whole releases. Whoever subtracts
figures finds releases again, and of each of them nobody solves a small count:

* The first release of gatherings follows `model.disclosure`; of several together, with twice its least count: a reader
  may know from reports that told nothing that each of them was too small.
* A later one of the same gatherings holds what was answered or corrected since: nothing or at least five people at
  each option, ten or more in all. Until then the former figure stands, with its date.
* Gatherings that were published together only are never told apart; beside others they stay together.

Each decision rests on what is published anyway and on the answers that wait, never on a count that is hidden.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hubdesk.model.disclosure import LEAST_ANSWERS, LEAST_COUNT, LEAST_TOGETHER, LEAST_VALUES, Range, disclose


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands now of a question in one gathering: its counts, and how many gave no answer (None: nobody knows)."""

    counts: tuple[int, ...]
    silent: int | None = None

    def __add__(self, other: "Asked") -> "Asked":
        known = self.silent is not None and other.silent is not None
        silent = (self.silent or 0) + (other.silent or 0) if known else None
        return Asked(_sum([self.counts, other.counts]), silent)


@dataclass(frozen=True, slots=True)
class Release:
    """Answers that were published together: what each gathering (its id) brought, and what was told of their sum.

    `silent` is told of first releases only, and only where it may be; `at` is the instant (ISO 8601), `name` is empty
    until somebody keeps it.
    """

    counts: Mapping[str, tuple[int, ...]]
    shown: tuple[Range, ...]
    silent: Range | None = None
    at: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What may be told: the sum of releases, those in `new` published with it; `shown` is empty where nothing may.

    `as_of` is set where something changed that is not told yet, `together` where it was never told without others.
    """

    shown: tuple[Range, ...] = ()
    silent: Range | None = None
    as_of: str = ""
    together: bool = False
    new: tuple[Release, ...] = ()


def figure(now: Mapping[str, Asked], before: Sequence[Release], *, at: str) -> Figure:
    """Return what may be told of a question that some gatherings asked; `before` holds all its releases."""
    touching = [one for one in before if not one.counts.keys().isdisjoint(now)]
    inside = [one for one in touching if one.counts.keys() <= now.keys()]
    new: list[Release] = []
    if len(inside) == len(touching):
        covered = {event for one in inside for event in one.counts}
        fresh = {event: asked for event, asked in now.items() if event not in covered}
        new += _first(fresh, at)
        new += _since({event: now[event] for event in covered}, inside, at)
    told = [*inside, *new]
    if not told:
        return Figure(together=bool(touching))
    shown = tuple(
        Range(sum(r.low for r in cell), sum(r.high for r in cell)) for cell in zip(*_shown(told), strict=True)
    )
    silent = _silent(told)
    whole = all(_brought(event, told) == asked.counts for event, asked in now.items())
    apart = [asked.silent for asked in now.values()]
    if silent and None not in apart:
        whole = whole and silent.low <= sum(each or 0 for each in apart) <= silent.high
    return Figure(shown, silent, "" if whole else max(one.at for one in told), new=tuple(new))


def _first(fresh: Mapping[str, Asked], at: str) -> Iterable[Release]:
    """Yield the release of gatherings of which nothing was published yet, where that may be."""
    if not fresh:
        return
    asked = _together(fresh)
    people = None if asked.silent is None else sum(asked.counts) + asked.silent
    told = disclose(asked.counts, people, least=LEAST_TOGETHER if len(fresh) > 1 else LEAST_COUNT)
    if told.shown and not _tells_apart(one.counts for one in fresh.values()):
        yield Release({event: one.counts for event, one in fresh.items()}, told.options, told.no_response, at)


def _since(known: Mapping[str, Asked], before: Sequence[Release], at: str) -> Iterable[Release]:
    """Yield the release of what changed in gatherings that were published before, where that may be.

    Where the people who were there are known, they leave each hidden count all the values that it had.
    """
    brought = {event: _brought(event, before) for event in known}
    changes = {event: _sum([asked.counts, [-n for n in brought[event]]]) for event, asked in known.items()}
    if not changes or _tells_apart(each for each in changes.values() if any(each)):
        return
    change = _sum(changes.values())
    if not any(change) or any(0 < abs(n) < LEAST_COUNT for n in change) or sum(map(abs, change)) < LEAST_ANSWERS:
        return
    after = [
        Range(n + sum(r.low for r in cell), n + sum(r.high for r in cell))
        for n, cell in zip(change, zip(*_shown(before), strict=True), strict=True)
    ]
    if any(n and cell.low < LEAST_COUNT for n, cell in zip(change, after, strict=True)):
        return
    asked = _together(known)
    if asked.silent is not None and sum(r.high for r in after) > sum(asked.counts) + asked.silent:
        return
    yield Release(changes, tuple(Range(n, n) for n in change), None, at)


def _tells_apart(several: Iterable[Sequence[int]]) -> bool:
    """Tell whether a sum would give away its parts: each may be known to be too small, and hardly more fits in."""
    totals = [sum(map(abs, counts)) for counts in several]
    most = LEAST_ANSWERS - 1
    return len(totals) > 1 and max(totals) <= most and sum(totals) > most * len(totals) - (LEAST_VALUES - 1)


def _together(asked: Mapping[str, Asked]) -> Asked:
    first, *others = asked.values()
    return sum(others, first)


def _brought(event: str, releases: Iterable[Release]) -> tuple[int, ...]:
    return _sum(one.counts[event] for one in releases if event in one.counts)


def _shown(releases: Iterable[Release]) -> list[tuple[Range, ...]]:
    return [one.shown for one in releases]


def _silent(releases: Sequence[Release]) -> Range | None:
    """Return who did not answer: told while nothing came later, for who answered then was silent before."""
    told = [one.silent for one in releases if one.silent is not None]
    if len(told) < len(releases):
        return None
    return Range(sum(one.low for one in told), sum(one.high for one in told))


def _sum(counts: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts, strict=True)))
