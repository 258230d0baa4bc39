"""The scales of a poll: ordered answers as data, so that only like is ever compared with like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import decimal

from hubdesk.i18n import Sentence, count, say
from hubdesk.model.records import Poll

#: How many answers a scale of one's own may have.
MOST_OPTIONS = 12
#: The largest count of one answer.
MOST_PEOPLE = 1_000_000
_APART = re.compile(r"\s*[/,;|\u060c\uff0f\uff0c\u3001]\s*|\s+")


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers of a poll in their order; of `single` ones everybody chooses one, else several (dots on a sheet).

    Answers are counted by keys, the first one by the digit `first`.
    """

    id: str
    label: Sentence
    options: tuple[Sentence, ...]
    single: bool = True
    first: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What a poll found: its answers in order with their counts (empty before it was counted), and who did not answer.

    An answer is a sentence of the program, or a text of the people who asked. `no_response` is None where nobody knows
    how many were there, and where everybody may give several answers.
    """

    options: tuple[Sentence | str, ...]
    counts: tuple[int, ...]
    no_response: int | None


#: The eight gradients and their order are those of Kaner (Facilitator's Guide to Participatory Decision-Making).
_GRADIENTS = (
    say("Full agreement"),
    say("Agreement with a small point against"),
    say("Support with reservations"),
    say("Abstain"),
    say("More discussion needed"),
    say("Does not like it, but will support it"),
    say("Serious disagreement"),
    say("Veto"),
)


def _gradients(id: str, *without: int) -> Scale:
    """Return the gradients, some steps left out: no step means another thing on a shorter scale."""
    kept = tuple(step for place, step in enumerate(_GRADIENTS) if place not in without)
    return Scale(id, say("Gradients of agreement in {n} steps", n=len(kept)), kept)


SCALES: Mapping[str, Scale] = {
    scale.id: scale
    for scale in (
        Scale("support", say("Support or oppose"), (say("Support"), say("Oppose"))),
        Scale("abstain", say("Support, oppose or abstain"), (say("Support"), say("Oppose"), say("Abstain"))),
        Scale(
            "consent",
            say("Consent"),
            (say("Agree"), say("Agree with reservations"), say("Stand aside"), say("Block")),
        ),
        Scale(
            "fingers",
            say("Fingers from 0 to 5"),
            tuple(count(n, "{n} finger", "{n} fingers") for n in range(6)),
            first=0,
        ),
        _gradients("gradients-5", 1, 4, 6),
        _gradients("gradients-7", 4),
        _gradients("gradients"),
        Scale("own", say("Answers of our own"), ()),
        Scale("dots", say("Dots on a sheet"), (), single=False),
    )
}


def counts(text: str, number: int) -> list[int]:
    """Return the counts that were typed, "12/3/4" in digits of any script, one for each of `number` answers.

    Raises ValueError for another number of counts, for what is no count, and for more people than there may be.
    """
    parts = _APART.split(text.strip())
    if len(parts) != number or not all(part.isdecimal() for part in parts):
        raise ValueError("one count for each answer")
    found = [int("".join(str(decimal(digit)) for digit in part[:9])) for part in parts]
    if max(found) > MOST_PEOPLE or any(len(part) > 9 for part in parts):
        raise ValueError("too many people")
    return found


def key(scale: str, place: int) -> str:
    """Return the digit that counts the answer in a place up, "" for those beyond ten."""
    first = SCALES[scale].first if scale in SCALES else 1
    return str((first + place) % 10) if place < 10 else ""


def over(scale: str, found: Sequence[int], present: int) -> int:
    """Return how many answers there are more than people; 0 where nobody knows, or everybody may give several."""
    single = scale not in SCALES or SCALES[scale].single
    return max(0, sum(found) - present) if single and present else 0


def written(found: Sequence[int]) -> str:
    """Return counts as they are kept: "12/3/4"."""
    return "/".join(map(str, found))


def result(poll: Poll) -> Result:
    """Return the answers of a poll with what was counted; a tally that does not fit its answers counts for nothing."""
    options = options_of(poll)
    try:
        found = tuple(counts(poll.tally, len(options))) if poll.tally else ()
    except ValueError:
        found = ()
    single = poll.scale not in SCALES or SCALES[poll.scale].single
    known = bool(found) and single and poll.present >= sum(found)
    return Result(options, found, poll.present - sum(found) if known else None)


def options_of(poll: Poll) -> tuple[Sentence | str, ...]:
    """Return the answers that a poll offers, in their order."""
    if poll.labels or poll.scale not in SCALES:
        return tuple(poll.labels.split("\n")) if poll.labels else ()
    return SCALES[poll.scale].options
