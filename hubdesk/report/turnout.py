"""How many people took part, as numbers and as sentences."""

from dataclasses import dataclass
from datetime import datetime

from hubdesk.i18n import Sentence, count, say


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many people: registered, seen at the door, of those walk-ins, and counted without names.

    `over_time` is what may be told of those in the room (see `model.curve`).
    """

    registered: int = 0
    came: int = 0
    walk_ins: int = 0
    heads: int = 0
    over_time: tuple[tuple[datetime, int], ...] = ()

    @property
    def drawn(self) -> bool:
        """Whether the curve is worth a picture: with one number from beginning to end it tells nothing of its own."""
        return len({number for _, number in self.over_time if number}) > 1

    @property
    def people(self) -> int:
        """All who took part."""
        return self.came + self.heads


def turnout_told(turnout: Turnout) -> tuple[Sentence, ...]:
    """Return how many had registered, came and were counted, as sentences."""
    told = []
    if turnout.registered:
        told.append(
            say(
                "{registered} people had registered, {came} came, {walk_ins} of them without registering.",
                registered=turnout.registered,
                came=turnout.came,
                walk_ins=turnout.walk_ins,
            )
        )
    if turnout.heads:
        told.append(
            count(turnout.heads, "{n} person was counted without a name.", "{n} people were counted without names.")
        )
    return tuple(told)
