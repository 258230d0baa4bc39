"""What polls found, as far as it may be published: small counts are hidden, one question of a series is pooled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hubdesk.i18n import Sentence, say
from hubdesk.model.disclosure import LEAST_ANSWERS, LEAST_COUNT, Range, disclose
from hubdesk.model.records import Poll
from hubdesk.model.scales import SCALES, Result, result

NO_RESPONSE = say("No response")
TEMPERATURE = say("a temperature check that binds nobody")
NOT_COUNTED = say("Not counted.")
TOO_FEW = say("Too few people answered: their numbers are not shown, so that nobody can be recognised by them.")


@dataclass(frozen=True, slots=True)
class Polled:
    """One question with its answers in order; `shown` is empty where too few answered, or nothing was counted.

    `no_response` is None where it may not be told or nobody knows it; `counted` tells whether anything was counted.
    `statement` is the id of the statement that was polled, "" for any other question. Only polls of the
    same `scale` may be compared.
    """

    question: str
    language: str
    options: tuple[Sentence | str, ...]
    shown: tuple[Range, ...]
    no_response: Range | None
    counted: bool
    temperature: bool
    statement: str
    scale: str


def polled(polls: Sequence[Poll]) -> tuple[Polled, ...]:
    """Return what may be told of polls, in their order; the same question on the same scale is told once."""
    same: dict[tuple[str, str, str], list[Poll]] = {}
    for poll in polls:
        same.setdefault((" ".join(poll.question.casefold().split()), poll.scale, poll.labels), []).append(poll)
    return tuple(_told(group) for group in same.values())


def _told(polls: Sequence[Poll]) -> Polled:
    first = polls[0]
    found = [each for each in map(result, polls) if each.counts]
    shown, silent = _disclosed(found, single=first.scale not in SCALES or SCALES[first.scale].single)
    return Polled(
        question=first.question,
        language=first.language or "und",
        options=result(first).options,
        shown=shown,
        no_response=silent,
        counted=bool(found),
        temperature=all(poll.temperature for poll in polls),
        statement=first.statement,
        scale=f"{first.scale}\n{first.labels}",
    )


def _disclosed(found: Iterable[Result], *, single: bool) -> tuple[tuple[Range, ...], Range | None]:
    """Return the counts that may be told, and how many did not answer, by the rules of `model.disclosure`."""
    results = list(found)
    counts = [sum(each) for each in zip(*(one.counts for one in results), strict=True)]
    if not single:  # several answers each: nothing can be solved by subtraction from the people, small ones still hide
        enough = sum(counts) >= LEAST_ANSWERS
        return tuple(Range(n, n) if n >= LEAST_COUNT else Range(0, LEAST_COUNT - 1) for n in counts if enough), None
    known = bool(results) and all(one.no_response is not None for one in results)
    told = disclose(counts, sum(counts) + sum(one.no_response or 0 for one in results))
    return told.options, told.no_response if known else None
