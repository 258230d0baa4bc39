"""The speakers' list: who asked, who speaks, who is next, and how often and how long people spoke."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hubdesk.desk.attendance_list import Hit, Roster
from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.fields import line
from hubdesk.desk.people import known_as
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model import speaking
from hubdesk.model.clock import derived_id
from hubdesk.model.fold import fold
from hubdesk.model.presence import iso, one_person
from hubdesk.model.records import Event, Person, SpeakerTurn, SpeakingRule
from hubdesk.model.speaking import RULES, SORTS, Spoken
from hubdesk.model.templates import half_day, rules

#: So many who answer to a text are looked through for somebody who is in the room.
LOOKED = 100


@dataclass(frozen=True, slots=True)
class Speaker:
    """A turn, what its speaker is called, and how often and how long that one spoke before."""

    turn: SpeakerTurn
    name: str
    spoken: Spoken


@dataclass(frozen=True, slots=True)
class Floor:
    """Who speaks now (None: nobody), who waits, the next one first, and who spoke, those who spoke longest first.

    `seconds` is the time of a turn, 0 for no end. Where times are not `timed`, a sensitive gathering keeps none.
    """

    rule: str
    seconds: int
    now: Speaker | None
    waiting: tuple[Speaker, ...]
    spoken: tuple[tuple[str, Spoken], ...]
    timed: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The turn on the list, and whether its speaker was on it already."""

    turn: str
    already: bool


def floor(desk: Desk, event: str) -> Floor:
    """Return the speakers' list as it is now. For the team alone: it names people, and nothing of it is published."""
    turns, same, timed = _turns(desk, event)
    kept = _rule(desk, event)
    before = speaking.spoken(turns, same, timed=timed)
    names = _names(desk, turns, same)

    def told(turn: SpeakerTurn) -> Speaker:
        whose = speaking.who(turn, same)
        return Speaker(turn, names[whose], before.get(whose, Spoken()))

    now = speaking.speaking(turns)
    return Floor(
        kept.rule if kept.rule in RULES else "arrival",
        kept.seconds,
        told(now[0]) if now else None,
        tuple(map(told, speaking.waiting(turns, kept.rule, same, timed=timed))),
        tuple(sorted(((names[each], found) for each, found in before.items()), key=lambda one: (-one[1][1], one))),
        timed,
    )


def find(roster: Roster, words: str, *, limit: int = 12) -> list[Hit]:
    """Return who answers to a text: just this badge first, then who is in the room, the best first."""
    hits = roster.search(words, LOOKED)
    return sorted(hits, key=lambda hit: (fold(hit.person.badge) != fold(words).strip(), not hit.here))[:limit]


def ask(
    desk: Desk,
    event: str,
    *,
    person: str = "",
    text: str = "",
    sort: str = "",
    at: datetime | None = None,
    origin: object = None,
) -> Asked:
    """Put somebody on the list: a person of the gathering, or whoever `text` describes. Who waits already waits on.

    Raises Usage for nobody of this gathering, for an unknown sort, and for words where the gathering keeps badges only.
    """
    gathering, words = desk.read.get(Event, event), line(text)
    if sort:
        _known(sort, SORTS)
    if rules(gathering.sensitive).badges_only and words:
        raise Usage(
            say("This gathering is sensitive: it keeps badge numbers only, no names and no addresses."),
            next=say("Give a badge number instead."),
        )
    guest = desk.read.get(Person, person) if person else None
    if guest.event != event if guest else not words:
        raise Usage(say("Nobody is named who wants to speak."), next=say("Give a name, a badge or a few words."))
    turns, same, _ = _turns(desk, event)
    asked = SpeakerTurn(
        id=desk.new_id(),
        event=event,
        person=person,
        text="" if guest else words,
        sort=sort,
        asked=_time(desk, event, at),
    )
    there = speaking.place(asked, same)
    on_it = next((turn for turn in turns if not turn.started and speaking.place(turn, same) == there), None)
    if on_it is not None:
        return Asked(on_it.id, already=True)
    name = known_as(guest) if guest else words
    fields = {each: getattr(asked, each) for each in ("event", "person", "text", "sort", "asked")}
    with desk.action(say("{name} asks to speak", name=name), about=person or asked.id, origin=origin) as put:
        put(SpeakerTurn, asked.id, book=team_book(event), **{each: value for each, value in fields.items() if value})
    return Asked(asked.id, already=False)


def start(desk: Desk, turn: str, *, at: datetime | None = None, origin: object = None) -> None:
    """Let somebody speak now; who spoke until now stops at the same moment, in the same step."""
    chosen = desk.read.get(SpeakerTurn, turn)
    turns, same, _ = _turns(desk, chosen.event)
    now, there = _time(desk, chosen.event, at), speaking.place(chosen, same)
    if chosen.started:
        raise Usage(say("This turn has begun already."), next=say("Put the speaker back on the list first."))
    label = say("{name} speaks", name=_names(desk, [chosen], same)[there[0]])
    with desk.action(label, about=chosen.person or turn, origin=origin) as put:
        for other in speaking.speaking(turns):
            put(SpeakerTurn, other.id, stopped=now)
        for other in turns:  # another laptop wrote the same request down
            if other.id != turn and not other.started and speaking.place(other, same) == there:
                put.delete(SpeakerTurn, other.id)
        put(SpeakerTurn, turn, started=now, stopped="")


def stop(desk: Desk, event: str, *, at: datetime | None = None, origin: object = None) -> None:
    """Say that whoever speaks is done; where nobody speaks nothing is written."""
    turns, same, _ = _turns(desk, event)
    running = speaking.speaking(turns)
    if running:
        name = _names(desk, running, same)[speaking.who(running[0], same)]
        about = running[0].person or running[0].id
        with desk.action(say("{name} is done speaking", name=name), about=about, origin=origin) as put:
            for turn in running:
                put(SpeakerTurn, turn.id, stopped=_time(desk, event, at))


def put_back(desk: Desk, turn: str, *, origin: object = None) -> None:
    """Put somebody whose turn began back on the list, as if it had not; the time of the request stays."""
    before = desk.read.get(SpeakerTurn, turn)
    if before.started:
        label = say("Put {name} back on the speakers' list", name=_name(desk, before))
        with desk.action(label, about=before.person or turn, origin=origin) as put:
            put(SpeakerTurn, turn, started="", stopped="")


def remove(desk: Desk, turn: str, *, origin: object = None) -> None:
    """Take a request off the list, and what another laptop wrote down of the same; undo brings it back."""
    before = desk.read.get(SpeakerTurn, turn)
    turns, same, _ = _turns(desk, before.event)
    there = speaking.place(before, same)
    label = say("Take {name} off the speakers' list", name=_name(desk, before))
    with desk.action(label, about=before.person or turn, origin=origin) as put:
        for other in turns:
            if other.id == turn or (not other.started and speaking.place(other, same) == there):
                put.delete(SpeakerTurn, other.id)


def order(desk: Desk, event: str, rule: str = "", *, seconds: int | None = None, origin: object = None) -> SpeakingRule:
    """Choose in which order people speak, and for how long (0: no end); return what holds. Raises Usage."""
    before = _rule(desk, desk.read.get(Event, event).id)
    wanted, time = rule or before.rule, before.seconds if seconds is None else seconds
    if rule:
        _known(rule, RULES)
    if not 0 <= time <= speaking.MOST_SECONDS:
        raise Usage(
            say("So many seconds cannot be meant."),
            next=say("Give a number from 0 to {n}.", n=speaking.MOST_SECONDS),
        )
    if (wanted, time) != (before.rule, before.seconds) or before.versions:
        with desk.action(say("Choose the order of speakers"), origin=origin) as put:
            put(SpeakingRule, before.id, book=team_book(event), event=event, rule=wanted, seconds=time)
    return _rule(desk, event)


def forget(desk: Desk, event: str) -> None:
    """Erase the whole list for good: its words may name people, too. `people.erase` empties the rest."""
    theirs = [*desk.read.all(SpeakerTurn, event=event), *desk.read.deleted(SpeakerTurn, event=event)]
    if theirs:
        with desk.action(say("Erase the speakers' list")) as put:
            for turn in theirs:
                put.erase(SpeakerTurn, turn.id)


def _turns(desk: Desk, event: str) -> tuple[list[SpeakerTurn], Mapping[str, str], bool]:
    """Return all turns, who is the same person, and whether times are kept."""
    same = one_person(dict(desk.read.some(Person, ("same_as",), event=event)))
    timed = not rules(desk.read.get(Event, event).sensitive).half_days
    return desk.read.all(SpeakerTurn, event=event), same, timed


def _names(desk: Desk, turns: list[SpeakerTurn], same: Mapping[str, str]) -> dict[str, str]:
    """Return what the speakers of turns are called, by `speaking.who`; "…" for who is not there any more."""
    people = desk.read.many(Person, sorted({same.get(turn.person, turn.person) for turn in turns if turn.person}))
    named = {each.id: known_as(each) for each in people}
    return {(whose := speaking.who(turn, same)): named.get(whose, turn.text or "…") for turn in turns}


def _name(desk: Desk, turn: SpeakerTurn) -> str:
    person = desk.read.find(Person, turn.person) if turn.person else None
    return known_as(person) if person else turn.text or "…"


def _rule(desk: Desk, event: str) -> SpeakingRule:
    id = derived_id("speaking", event)
    return desk.read.find(SpeakingRule, id) or SpeakingRule(id=id, event=event)


def _time(desk: Desk, event: str, at: datetime | None) -> str:
    gathering, moment = desk.read.get(Event, event), at or desk.now()
    return iso(half_day(moment, gathering.zone) if rules(gathering.sensitive).half_days else moment)


def _known(key: str, keys: Mapping[str, object]) -> None:
    if key not in keys:
        raise Usage(
            say("Nothing here is called {name}.", name=key),
            next=say("Choose one of these: {names}", names=", ".join(keys)),
        )
