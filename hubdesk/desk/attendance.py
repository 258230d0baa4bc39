"""Who is in the room: checked in and out, walked in, counted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from hubdesk.desk.attendance_list import Hit as Hit
from hubdesk.desk.attendance_list import Roster as Roster
from hubdesk.desk.attendance_marks import free_moment, kept_time, mark_fields, marks_of, marks_of_person
from hubdesk.desk.desk import Desk, event_book, team_book
from hubdesk.desk.fields import Fields
from hubdesk.desk.people import known_as
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import count, say
from hubdesk.model import presence as model
from hubdesk.model.clock import derived_id
from hubdesk.model.fold import fold
from hubdesk.model.presence import Stay, iso, moment, one_person
from hubdesk.model.records import Attendance, Event, Headcount, Mark, Person
from hubdesk.model.templates import rules

#: The most heads that one tally may add.
MAX_HEADS = 100_000
#: A category begins with a letter: what goes on in digits may be a telephone number.
_HEADS = re.compile(r"[+＋]\s*(\d{1,9})\s*([^\W\d_].*)?")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a check-in or check-out did: "in", "already", "back", "out" or "away" (was not in), and since when (ISO)."""

    state: str
    since: str


@dataclass(frozen=True, slots=True)
class Counts:
    """People of a gathering: on the list, in the room now, came at all, did not come, came unannounced; and heads.

    Walk-ins are among those who came; heads were counted without names and are in no other number.
    """

    registered: int = 0
    here: int = 0
    came: int = 0
    no_show: int = 0
    walk_in: int = 0
    heads: int = 0


class NotOnePersonError(HubDeskError):
    """More than one person, or nobody, answers to a text; `hits` are those who do."""

    def __init__(self, text: str, hits: list[Hit]) -> None:
        names = ", ".join(known_as(hit.person) for hit in hits)
        super().__init__(
            say("More than one person answers to {text}.", text=text)
            if hits
            else say("Nobody on the list answers to {text}.", text=text),
            safe=say("Nothing was changed."),
            next=say("Type more of the name, or the id: {names}", names=names)
            if hits
            else say("Check the spelling, or add the person as a walk-in."),
            code="several" if hits else "nobody",
        )
        self.hits = hits


def find(desk: Desk, event: str, query: str, *, limit: int = 12) -> list[Hit]:
    """Return who answers to a text, the best first; for a loop of many texts keep a `Roster`."""
    return Roster(desk, event).search(query, limit)


def who(desk: Desk, event: str, text: str) -> Person:
    """Return the one person meant by an id, a badge or a search. Raises NotOnePersonError (exit code 1) otherwise."""
    found = desk.read.find(Person, text) if len(text) == 32 else None
    if found is not None and found.event == event:
        return found
    badges = desk.read.all(Person, event=event, badge=text) if text else []
    if len(badges) == 1:
        return badges[0]
    if len(text) >= 8 and set(text) <= set("0123456789abcdef"):
        return desk.read.resolve(Person, text, event=event)
    hits = find(desk, event, text)
    exact = [hit for hit in hits if text in (hit.person.name, hit.person.username)]
    if len(hits) == 1 or len(exact) == 1:
        return (exact or hits)[0].person
    raise NotOnePersonError(text, hits)


def check_in(desk: Desk, person: str, event: str, *, at: datetime, item: str = "", origin: object = None) -> Arrival:
    """Mark that a person came in; who is in already stays in, and nothing is written.

    With `item` the person joins one item of the run-sheet (and is at the gathering). Raises HubDeskError when the
    person is not on the list of this event.
    """
    guest, gathering = _guest(desk, person, event)
    marks = marks_of_person(desk, person, event)
    theirs = model.of_event(marks, item)
    since = model.since_at(theirs, kept_time(gathering, at, end=True))
    if since:
        return Arrival("already", since)
    at = free_moment(theirs, kept_time(gathering, at))
    with desk.action(say("Check in {name}", name=known_as(guest)), about=person, origin=origin) as put:
        put(Mark, **mark_fields(desk, person, event, "in", item=item, at=at))
    return Arrival("back" if any(mark.way == "in" for mark in theirs) else "in", iso(at))


def check_out(desk: Desk, person: str, event: str, *, at: datetime, item: str = "", origin: object = None) -> Arrival:
    """Mark that a person went out; for who is not in, nothing is written and the state is "away"."""
    guest, gathering = _guest(desk, person, event)
    theirs = model.of_event(marks_of_person(desk, person, event), item)
    since = model.since_at(theirs, kept_time(gathering, at, end=True))
    if not since:
        return Arrival("away", "")
    at = free_moment(theirs, kept_time(gathering, at))
    with desk.action(say("Check out {name}", name=known_as(guest)), about=person, origin=origin) as put:
        put(Mark, **mark_fields(desk, person, event, "out", item=item, at=at))
    return Arrival("out", since)


def walk_in(desk: Desk, event: str, name: str, *, at: datetime, item: str = "", origin: object = None) -> str:
    """Add somebody who was not on the list and check them in, in one step; return the person's id.

    They have agreed to nothing until they say so. A sensitive gathering keeps no name: they get the next badge.
    """
    gathering = desk.read.get(Event, event)
    name = " ".join(name.split())
    fields: Fields = {"name": name}
    if rules(gathering.sensitive).badges_only or not name:
        fields = {"badge": next_badge(desk.read.all(Person, event=event))}
    called, person = str(fields.get("name", fields.get("badge"))), desk.new_id()
    with desk.action(say("Walk-in: {name}", name=called), about=person, origin=origin) as put:
        put(Person, person, book=team_book(event), event=event, walk_in=True, private=True, source="walk-in", **fields)
        put(Mark, **mark_fields(desk, person, event, "in", item=item, at=kept_time(gathering, at)))
    return person


def next_badge(people: Iterable[Person]) -> str:
    """Return the badge number after the highest one."""
    return str(
        max((int(each.badge) for each in people if each.badge.isdecimal() and len(each.badge) < 10), default=0) + 1
    )


def typed_heads(text: str) -> tuple[int, str]:
    """Return how many heads "+3" or "+3 children" means (digits of any script), and of which category; 0 for none."""
    found = _HEADS.fullmatch(text.strip())
    number = int(found[1]) if found else 0
    return (number, found[2] or "") if found and 0 < number <= MAX_HEADS else (0, "")


def categories(desk: Desk, event: str, *, item: str = "") -> dict[str, int]:
    """Return the categories of heads (of an item, or of all) and how many of each, first used first; "" is of none."""
    found: dict[str, int] = {}
    for _, number, category, of in desk.read.some(Headcount, ("number", "category", "item"), event=event):
        if not item or of == item:
            spelled = _spelled(category, found)
            found[spelled] = found.get(spelled, 0) + max(0, min(number, MAX_HEADS))
    return found


def heads(
    desk: Desk,
    event: str,
    number: int,
    *,
    category: str = "",
    at: datetime | None = None,
    item: str = "",
    origin: object = None,
) -> str:
    """Add heads counted without names and return the tally's id. Raises Usage for a number that cannot be meant.

    A category is spelled as it was the first time.
    """
    if not 0 < number <= MAX_HEADS:
        raise Usage(say("So many heads cannot be meant."), next=say("Give a number from 1 to {n}.", n=MAX_HEADS))
    gathering = desk.read.get(Event, event)
    label = count(number, "Count {n} head", "Count {n} heads")
    with desk.action(label, about=event, origin=origin) as put:
        return put(
            Headcount,
            event=event,
            item=item,
            number=number,
            category=_spelled(" ".join(category.split())[:200], categories(desk, event)),
            at=iso(kept_time(gathering, at or desk.now())),
        )


def counts(desk: Desk, event: str) -> Counts:
    """Return the numbers of a gathering now; two entries of one person count once."""
    marks = marks_of(desk, event)
    known = _linked(desk, event) | {mark.person for mark in marks}
    people, missing = {}, 0
    for id, walked, status, twin in desk.read.each(Person, ("walk_in", "status", "same_as"), event=event):
        if id in known or status == "checked-in":
            people[id] = walked, status, twin
        else:
            missing += not walked and status != "cancelled"
    same = one_person({id: twin for id, (_, _, twin) in people.items()})
    rooms = model.presence((mark for mark in marks if mark.person in same), same)
    listed = {same[id] for id, (walked, _, _) in people.items() if not walked}
    expected = {same[id] for id, (walked, status, _) in people.items() if not walked and status != "cancelled"}
    came = rooms.keys() | {same[id] for id, (_, status, _) in people.items() if status == "checked-in"}
    walked = {same[id] for id, (walked, _, _) in people.items() if walked} - listed
    return Counts(
        registered=len(expected | (came - walked)) + missing,
        here=sum(room[-1].left is None for room in rooms.values()),
        came=len(came),
        no_show=len(expected - came) + missing,
        walk_in=len(walked & came),
        heads=sum(categories(desk, event).values()),
    )


def counts_of_item(desk: Desk, event: str, item: str) -> Counts:
    """Return who is at one item of the run-sheet now, who came to it, and heads counted there; the rest is 0."""
    rooms = presence(desk, event, item=item)
    return Counts(
        here=sum(room[-1].left is None for room in rooms.values()),
        came=len(rooms),
        heads=sum(categories(desk, event, item=item).values()),
    )


def keep_counts(desk: Desk, event: str) -> None:
    """Keep in the event's book how many came: numbers may leave, the people and marks they come from may not.

    Where the people were forgotten since, their numbers stay as they were kept.
    """
    now = counts(desk, event)
    if not now.registered and not now.came and not now.heads:
        return
    id = derived_id("attendance", event)
    fields: Fields = {"registered": now.registered, "came": now.came, "walk_ins": now.walk_in, "heads": now.heads}
    known = desk.read.find(Attendance, id)
    if known is None and desk.read.is_closed(event_book(event).id, id):
        return
    if known is not None and not now.registered and not now.came:
        fields = {"heads": now.heads}
    if known is None or any(getattr(known, name) != value for name, value in fields.items()):
        with desk.action(say("Count who came for the report"), about=event) as put:
            put(Attendance, id, event=event, **fields)


def presence(desk: Desk, event: str, *, item: str = "") -> dict[str, list[Stay]]:
    """Return {person: stays} for everybody who came; of two entries of one person the older one stands."""
    marks = marks_of(desk, event)
    known = _linked(desk, event) | {mark.person for mark in marks}
    same = one_person({id: twin for id, twin in desk.read.each(Person, ("same_as",), event=event) if id in known})
    return model.presence((mark for mark in marks if mark.person in same), same, item)


def over_time(desk: Desk, event: str, minutes: int = 15) -> list[tuple[str, int]]:
    """Return (start of a step, people in the room during it); who has not gone out stays to the end as planned."""
    gathering, rooms = desk.read.get(Event, event), presence(desk, event)
    last = max((stay.left or stay.came for room in rooms.values() for stay in room), default="")
    end = moment(gathering.end) or desk.now()
    return model.over_time(rooms.values(), minutes, max(end, moment(last) or end))


def _linked(desk: Desk, event: str) -> set[str]:
    """Return who stands on the list twice: of a long list few matter but for their number."""
    links = {id: twin for id, twin in desk.read.each(Person, ("same_as",), event=event) if twin}
    return {*links, *links.values()}


def _guest(desk: Desk, person: str, event: str) -> tuple[Person, Event]:
    guest = desk.read.get(Person, person)
    if guest.event != event:
        raise HubDeskError(
            say("{name} is on the list of another event.", name=known_as(guest)),
            safe=say("Nothing was changed."),
            next=say("Add the person to this event first."),
            code="other-event",
        )
    return guest, desk.read.get(Event, event)


def _spelled(category: str, known: Iterable[str]) -> str:
    return next((each for each in known if fold(each) == fold(category)), category)
