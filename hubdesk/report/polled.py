"""What polls found, as far as it may be published: small counts are hidden, one question of a series is pooled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from hubdesk.i18n import Sentence, say
from hubdesk.model.disclosure import LEAST_ANSWERS, LEAST_COUNT, LEAST_TOGETHER, Range
from hubdesk.model.records import Poll
from hubdesk.model.releases import Asked, Release, figure
from hubdesk.model.scales import Result, result
from hubdesk.report.spoken import tag

NO_RESPONSE = say("No response")
TEMPERATURE = say("a temperature check that binds nobody")
NOT_COUNTED = say("Not counted.")
TOO_FEW = say("Too few people answered: their numbers are not shown, so that nobody can be recognised by them.")
TOGETHER = say("These numbers were published together with those of other gatherings, and are not told apart.")


@dataclass(frozen=True, slots=True)
class Polled:
    """One question with its answers in order; `shown` is empty where too few answered, or nothing was counted.

    `no_response` is None where it may not be told or nobody knows it; `untold` says why nothing is shown.
    `statement` is the id of the statement that was polled, "" for any other question. Only polls of the
    same `scale` may be compared. `as_of` is when the numbers were published, None while they tell all that was counted;
    `new` is what is published with them now, `seen` the names of the releases that were known. `asked` are the ids of
    the polls that asked it.
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
    key: str
    untold: Sentence | None = None
    as_of: datetime | None = None
    new: tuple[Release, ...] = ()
    seen: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()


def of_day(day: str) -> Sentence:
    """Return what to say beside numbers of an earlier day, which is written as the report writes days."""
    return say("As published on {day}: what changed since would tell few people apart.", day=day)


def key_of(poll: Poll) -> str:
    """Return a digest of a question with its answers: the same one, whoever asks it and in whichever gathering."""
    parts = (" ".join(poll.question.casefold().split()), poll.scale, poll.labels)
    return blake2b("\x1f".join(parts).encode(), digest_size=12).hexdigest()


def polled(polls: Sequence[Poll], published: Mapping[str, Sequence[Release]], *, as_of: datetime) -> tuple[Polled, ...]:
    """Return what may be told of polls, in their order; the same question on the same scale is told once.

    `published` are the releases of each question, by its key.
    """
    same: dict[str, list[Poll]] = defaultdict(list)
    for poll in polls:
        same[key_of(poll)].append(poll)
    return tuple(_told(key, group, published.get(key, ()), as_of) for key, group in same.items())


def method(told: Iterable[Polled]) -> list[Sentence]:
    """Return how the numbers of polls were treated, for the report's account of its method."""
    counted = [one for one in told if one.counted]
    if not counted:
        return []
    found = [
        say(
            "Of a poll with fewer than {answers} answers no numbers are told; an answer that fewer than {people} people"
            " gave stands as a range.",
            answers=LEAST_ANSWERS,
            people=LEAST_COUNT,
        )
    ]
    if any(len(one.asked) > 1 for one in counted):
        found.append(
            say(
                "Where several gatherings are told together, an answer of fewer than {people} people stands as a range "
                "too.",
                people=LEAST_TOGETHER,
            )
        )
    if any(one.as_of or one.untold == TOGETHER for one in counted):
        found.append(
            say(
                "Each answer is published once. Where fewer answers came or changed since an earlier report, the "
                "numbers of that day stand with their date, because the difference would tell of single people."
            )
        )
    return found


def _told(key: str, polls: Sequence[Poll], published: Sequence[Release], as_of: datetime) -> Polled:
    first = polls[0]
    now: dict[str, Asked] = {}
    for poll, found in ((poll, result(poll)) for poll in polls):
        if found.counts:
            now[poll.event] = now[poll.event] + _asked(found) if poll.event in now else _asked(found)
    told = figure(now, published, at=as_of.isoformat(timespec="seconds"))
    untold = TOGETHER if told.together else TOO_FEW if now else NOT_COUNTED
    return Polled(
        question=first.question,
        language=tag(first.language),
        options=result(first).options,
        shown=told.shown,
        no_response=told.silent,
        counted=bool(now),
        temperature=all(poll.temperature for poll in polls),
        statement=first.statement,
        scale=f"{first.scale}\n{first.labels}",
        key=key,
        untold=None if told.shown else untold,
        as_of=datetime.fromisoformat(told.as_of) if told.as_of else None,
        new=told.new,
        seen=frozenset(one.name for one in published),
        asked=tuple(poll.id for poll in polls),
    )


def _asked(found: Result) -> Asked:
    return Asked(found.counts, found.no_response)
