"""Which gatherings of a report may be told apart: those, alone or together, in which enough people took part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from hubdesk.model.disclosure import LEAST_COUNT, shared
from hubdesk.model.records import Event


class Said(Protocol):
    """A remark of a gathering."""

    @property
    def event(self) -> str:
        """The id of the gathering."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """One gathering, or several small ones told as one; never fewer than LEAST_COUNT people."""

    events: tuple[Event, ...]
    people: int
    remarks: int

    def holds(self, said: Said) -> bool:
        """Tell whether a remark was made here."""
        return any(event.id == said.event for event in self.events)


def gatherings(events: Sequence[Event], people: Mapping[str, int], remarks: Iterable[Said]) -> tuple[Gathering, ...]:
    """Return the gatherings that may be told apart, in the order of the events; their sums are those of the report.

    A gathering of fewer than LEAST_COUNT people (or of nobody knows how many) stands together with other small ones,
    with a larger one when they are too few all the same. Empty where that leaves only one.
    """
    said = list(remarks)
    groups = _groups({event.id: people.get(event.id, 0) for event in events})
    if len(groups) < 2:
        return ()
    found = []
    for group in sorted(groups, key=lambda group: next(n for n, event in enumerate(events) if event.id in group)):
        here = tuple(event for event in events if event.id in group)
        number = sum(one.event in group for one in said)
        found.append(Gathering(here, sum(people.get(id, 0) for id in group), number))
    return tuple(found)


def _groups(people: Mapping[str, int]) -> list[set[str]]:
    told: frozenset[str] = shared(people)
    small = set(people) - told
    large = sorted((id for id in people if id not in small), key=lambda id: people[id])
    groups = [{id} for id in large]
    if small and sum(people[id] for id in small) >= LEAST_COUNT:
        return [*groups, small]
    if small and groups:
        groups[0] |= small
        return groups
    return groups or [small]
