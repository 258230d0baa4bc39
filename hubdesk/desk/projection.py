"""What the room sees of a gathering: the only way from records to the second screen."""

from collections.abc import Sequence
from itertools import dropwhile, islice, takewhile
from typing import Any

from hubdesk.desk import agenda, people, polls, publishing, rounds, speakers
from hubdesk.desk.desk import Desk
from hubdesk.desk.people import known_as
from hubdesk.desk.section_index import Index, index
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model import presence
from hubdesk.model.projection import MESSAGE, SCENES, Clock, Line, Passage, Projection, Share, Voice
from hubdesk.model.records import AgendaItem, Event, Person, Poll, SpeakerTurn
from hubdesk.model.roles import is_role
from hubdesk.model.scales import result
from hubdesk.model.speaking import SORTS, who
from hubdesk.model.templates import item_name, rules

#: So many languages of a text stand side by side.
BESIDE = 2


def show(
    desk: Desk,
    event: str,
    scene: str,
    *,
    section: str = "",
    poll: str = "",
    message: str = "",
    languages: Sequence[str] = (),
) -> Projection:
    """Return one view for the room.

    `section` is a wid, "" for the one in focus; `poll` an id, "" for the one counted last; `languages` those of the
    text, its own where it has no words in them. Of items that are not public, of notes and of polls that were not
    counted nothing is in it, of people the names of speakers who agreed to that; other words that may tell who somebody
    is are left out until that was answered. Raises Usage for an unknown scene and for a message that is too long.
    """
    if scene not in SCENES:
        raise Usage(
            say("There is nothing called {name} to show.", name=scene),
            next=say("Choose one of: {names}", names=", ".join(SCENES)),
        )
    if len(message) > MESSAGE:
        raise Usage(say("This message is too long."), next=say("Give at most {n} characters.", n=MESSAGE))
    gathering = desk.read.get(Event, event)
    spoken = tuple(dict.fromkeys(languages))[:BESIDE] or tuple(sorted(gathering.languages)[:1]) or ("en",)
    title = "" if gathering.sensitive else publishing.shown(desk, gathering).title
    found: dict[str, Any] = {"languages": spoken, "title": title, "clock": _clock(desk, gathering)}
    if scene == "agenda":
        found["lines"] = tuple(_lines(desk, event))
    elif scene == "timer":
        found["lines"] = tuple(each for each in _lines(desk, event) if each.state == "now")
    elif scene == "section":
        found |= _section(desk, event, section, spoken if languages else ())
    elif scene == "speakers":
        found |= _floor(desk, event)
    elif scene == "poll":
        found |= _counted(desk, event, poll)
    else:
        found["message"] = message
    return Projection(scene=scene, **found)


def counted(desk: Desk, event: str) -> list[Poll]:
    """Return the polls whose result may be shown: those that were counted, the last first."""
    there = [each for each in polls.of_event(desk, event) if result(each).counts]
    return sorted(there, key=lambda each: (each.counted, each.id), reverse=True)


def _running(desk: Desk, event: str) -> AgendaItem | None:
    """Return the item that runs, where the room may know of it."""
    item = agenda.running(desk, event)
    return item if item is not None and item.visibility == "public" else None


def _clock(desk: Desk, gathering: Event) -> Clock | None:
    """Return the time of the item that runs, or of its silent minutes and speaking round; none of half days."""
    item = _running(desk, gathering.id)
    if item is None or rules(gathering.sensitive).half_days:
        return None
    turn = rounds.turn(desk, item)
    allowed, began = (turn.allowed, turn.started) if turn.allowed else (item.minutes * 60, item.started)
    started = presence.moment(began)
    return Clock(allowed, started.isoformat()) if started else None


def _lines(desk: Desk, event: str) -> list[Line]:
    found = []
    for item in agenda.shown(desk, event):
        if item.visibility == "public":
            state = "past" if item.stopped else "now" if item.started else "later"
            found.append(Line(item.title or item_name(item.type), item.minutes, state))
    return found


def _section(desk: Desk, event: str, section: str, languages: Sequence[str]) -> dict[str, Any]:
    """Return a section, or the one in focus, in some languages or in its own; and those that it was found in."""
    places = index(desk, event)
    wid = section or (agenda.in_focus(desk, event) if _running(desk, event) else "")
    own = tuple(places.places[wid].texts)[:1] if wid in places else ()
    passages = tuple(_passages(places, wid, languages) or _passages(places, wid, own))
    return {"passages": passages} | ({"languages": tuple(each.language for each in passages)} if passages else {})


def _passages(places: Index, wid: str, languages: Sequence[str]) -> list[Passage]:
    """Return a section with all up to the next heading, in those of the languages that have words for it."""
    heading = places.heading_of(wid)
    if not heading:
        return []
    after = islice(dropwhile(lambda each: each.wid != heading, places.places.values()), 1, None)
    below = takewhile(lambda each: each.role == "missing" or places.heading_of(each.wid) == heading, after)
    parts, found = [places.places[heading], *below], []
    for tag in languages:
        there = [each.texts[tag] for each in parts if tag in each.texts]
        if there:
            first = places.label(heading, tag)
            found.append(Passage(tag, first, "\n".join(each.text for each in there if each.text)))
    return found


def _floor(desk: Desk, event: str) -> dict[str, Any]:
    """Return who speaks and who waits, and the time of whoever speaks."""
    floor, number = speakers.floor(desk, event), _numbers(desk, event)
    listed = [*([floor.now] if floor.now else []), *floor.waiting]
    voices = tuple(
        Voice(
            _called(desk, each) or say("Speaker {n}", n=number[each.turn.id]),
            SORTS.get(each.turn.sort) if each.turn.sort else None,
            each is floor.now,
        )
        for each in listed
    )
    started = presence.moment(floor.now.turn.started) if floor.now and floor.timed else None
    return {"voices": voices, "clock": Clock(floor.seconds, started.isoformat()) if started else None}


def _called(desk: Desk, speaker: speakers.Speaker) -> str:
    """Return what the room may call a speaker: the name if its owner agreed that it is told, a role, else ""."""
    turn = speaker.turn
    if not turn.person:
        return turn.text if is_role(turn.text) else ""
    person = desk.read.find(Person, turn.person)
    if person is None or person.same_as or desk.read.get(Event, turn.event).sensitive:
        return ""
    return known_as(person) if person.id in people.agreed(desk, turn.event, "name") else ""


def _numbers(desk: Desk, event: str) -> dict[str, int]:
    """Return the number of the speaker of every turn: people keep theirs all evening, by who asked first."""
    same = presence.one_person(dict(desk.read.some(Person, ("same_as",), event=event)))
    turns = sorted(desk.read.all(SpeakerTurn, event=event), key=lambda each: (each.asked, each.id))
    first = dict.fromkeys(who(each, same) for each in turns)
    place = {whose: number for number, whose in enumerate(first, start=1)}
    return {each.id: place[who(each, same)] for each in turns}


def _counted(desk: Desk, event: str, poll: str) -> dict[str, Any]:
    """Return what a poll found, whole: the room was there. Of its words, what may name somebody is left out."""
    there = counted(desk, event)
    one = next((each for each in there if not poll or each.id == poll), None)
    if one is None:
        return {}
    asks, answers = publishing.asking(desk, event), publishing.answers_of(desk, event)

    def cleared(text: str) -> str:
        return text if answers.allow(text, asks(one.id, text)) else ""

    known = result(one)
    shares = tuple(
        Share(cleared(answer) if isinstance(answer, str) else answer, number)
        for answer, number in zip(known.options, known.counts, strict=True)
    )
    return {
        "question": cleared(one.question),
        "shares": shares,
        "silent": known.no_response,
        "present": one.present,
        "temperature": one.temperature,
    }
