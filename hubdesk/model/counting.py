"""Raised hands as they are counted: each one is a step that can be taken back, and all of it is one line of text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hubdesk.model.scales import MOST_PEOPLE, counts, written

#: So many of the newest hands can be taken back one by one.
KEPT = 200


@dataclass(frozen=True, slots=True)
class Counting:
    """What was counted so far of each answer, and the places of the newest hands in the order they were counted."""

    counts: tuple[int, ...]
    hands: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """All hands together."""
        return sum(self.counts)

    def up(self, place: int) -> "Counting":
        """Return it with one hand more at a place; one that is not there, or a crowd beyond reason, changes nothing."""
        if not 0 <= place < len(self.counts) or self.counts[place] >= MOST_PEOPLE:
            return self
        return Counting(self._with(place, 1), (*self.hands, place)[-KEPT:])

    def back(self) -> "Counting":
        """Return it without the newest hand."""
        if not self.hands:
            return self
        return Counting(self._with(self.hands[-1], -1), self.hands[:-1])

    def typed(self, found: Sequence[int]) -> "Counting":
        """Return it with other counts for all answers; the hands before them are no steps any more."""
        return self if tuple(found) == self.counts else replace(self, counts=tuple(found), hands=())

    def written(self) -> str:
        """Return the line that `read` understands: "12/3/4 0.0.1", "" while nothing was counted."""
        return f"{written(self.counts)} {'.'.join(map(str, self.hands))}".strip() if self.total else ""

    def _with(self, place: int, step: int) -> tuple[int, ...]:
        return tuple(n + step * (at == place) for at, n in enumerate(self.counts))


def read(line: str, answers: int) -> Counting:
    """Return what a line says of so many answers; hands that are no steps to these counts are left away.

    A line that says nothing of them is a count that did not begin.
    """
    told, _, steps = line.partition(" ")
    try:
        found = tuple(counts(told, answers))
        hands = tuple(int(step) for step in steps.split(".")[:KEPT]) if steps else ()
    except ValueError:
        return Counting((0,) * answers)
    possible = all(0 <= place < answers and hands.count(place) <= found[place] for place in set(hands))
    return Counting(found, hands if possible else ())
