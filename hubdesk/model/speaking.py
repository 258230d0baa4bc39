"""Who speaks next: the order of those who asked, the same whichever laptop wrote them down."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from hubdesk.i18n import Sentence, say
from hubdesk.model.fold import fold
from hubdesk.model.meeting_records import SpeakerTurn
from hubdesk.model.presence import moment

#: The sort of a turn that goes before all others, and that counts in no total.
ORDER = "order"
#: What people may ask for besides to speak at all (""); the plain request has no word of its own.
SORTS: Mapping[str, Sentence] = {
    ORDER: say("Point of order"),
    "pro": say("In favour"),
    "contra": say("Against"),
    "reply": say("Reply"),
}
#: What may stand before a name that is typed: a sign on every keyboard.
SIGNS: Mapping[str, str] = {"!": ORDER, "+": "pro", "-": "contra", ">": "reply"}
#: The longest time that a turn may be given, in seconds.
MOST_SECONDS = 3600


class Spoken(NamedTuple):
    """How often and how long somebody spoke so far."""

    turns: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """An order: what it is called, how it is told to the room, and by what of a speaker it sorts before arrival."""

    label: Sentence
    words: Sentence
    key: Callable[[Spoken], Any]


RULES: Mapping[str, Rule] = {
    "arrival": Rule(say("First come"), say("People speak in the order in which they asked."), lambda _spoken: ()),
    "new": Rule(
        say("First-timers first"),
        say("Who has not spoken yet goes first; then the order in which people asked."),
        lambda spoken: spoken.turns > 0,
    ),
    "balanced": Rule(
        say("Balanced"),
        say("Who spoke least often goes first; then who spoke for the shortest time; then who asked first."),
        lambda spoken: spoken,
    ),
}


def typed(text: str) -> tuple[str, str]:
    """Return the sort of a turn and the words in what was typed: "! ana" is a point of order of Ana."""
    words = " ".join(text.split())
    sort = SIGNS.get(words[:1], "")
    return sort, words[1:].strip() if sort else words


def who(turn: SpeakerTurn, same: Mapping[str, str]) -> str:
    """Return who a turn is of; `same` leads from one entry of a person to the one that counts (`one_person`).

    Nobody is taken for a person by words alone.
    """
    return same.get(turn.person, turn.person) or f"~{fold(turn.text)}"


def spoken(turns: Iterable[SpeakerTurn], same: Mapping[str, str], *, timed: bool = True) -> dict[str, Spoken]:
    """Return how often and how long each of them spoke (`who`); points of order do not count.

    Where times are not kept (not `timed`) only turns count.
    """
    found: dict[str, Spoken] = {}
    for turn in turns:
        if turn.started and turn.sort != ORDER:
            before = found.get(who(turn, same), Spoken())
            seconds = lasted(turn) if timed else 0
            found[who(turn, same)] = Spoken(before.turns + 1, before.seconds + seconds)
    return found


def lasted(turn: SpeakerTurn) -> int:
    """Return the whole seconds of a turn that is over, else 0; a clock that was set back makes none of less."""
    began, ended = moment(turn.started), moment(turn.stopped)
    return max(0, int((ended - began).total_seconds())) if began and ended else 0


def speaking(turns: Iterable[SpeakerTurn]) -> list[SpeakerTurn]:
    """Return who speaks now: one, and more where two laptops let people speak; the one who began last is the first."""
    running = [turn for turn in turns if turn.started and not turn.stopped]
    return sorted(running, key=lambda turn: (turn.started, turn.id), reverse=True)


def waiting(
    turns: Iterable[SpeakerTurn], rule: str, same: Mapping[str, str], *, timed: bool = True
) -> list[SpeakerTurn]:
    """Return who waits, the next one first: points of order, then by the rule, then who asked first.

    Who stands on the list twice (two laptops wrote the same person down) is on it once, by the earlier request.
    """
    everything = list(turns)
    before = spoken(everything, same, timed=timed)
    key = RULES[rule if rule in RULES else "arrival"].key
    found: dict[tuple[str, bool], SpeakerTurn] = {}
    for turn in sorted((turn for turn in everything if not turn.started), key=_arrival):
        found.setdefault(place(turn, same), turn)
    return sorted(
        found.values(),
        key=lambda turn: (turn.sort != ORDER, _rank(turn, key, before.get(who(turn, same), Spoken())), _arrival(turn)),
    )


def place(turn: SpeakerTurn, same: Mapping[str, str]) -> tuple[str, bool]:
    """Return what can stand on the list once: somebody, and somebody's point of order."""
    return who(turn, same), turn.sort == ORDER


def _rank(turn: SpeakerTurn, key: Callable[[Spoken], Any], before: Spoken) -> Any:
    return key(Spoken() if turn.sort == ORDER else before)


def _arrival(turn: SpeakerTurn) -> tuple[str, str]:
    at = moment(turn.asked)
    return at.isoformat(timespec="milliseconds") if at else "", turn.id
