"""The marks that say when somebody came in or went out, as a gathering keeps them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import Fields
from hubdesk.model.presence import iso, moment
from hubdesk.model.records import Event, Mark
from hubdesk.model.templates import half_day, rules


def marks_of(desk: Desk, event: str) -> list[Mark]:
    """Return the marks of a gathering, oldest first, with what presence needs of them."""
    rows = desk.read.some(Mark, ("item", "person", "way", "at"), event=event)
    return [Mark(id=id, item=item, person=person, way=way, at=at) for id, item, person, way, at in rows]


def marks_of_person(desk: Desk, person: str, event: str) -> list[Mark]:
    """Return the marks of one person at a gathering, oldest first."""
    return [mark for mark in desk.read.all(Mark, person=person) if mark.event == event]


def mark_fields(desk: Desk, person: str, event: str, way: str, *, at: datetime, item: str = "") -> Fields:
    """Return what a new mark says; it is made at this desk."""
    fields = {"event": event, "item": item, "person": person, "way": way, "at": iso(at), "desk": desk.author.laptop}
    return {name: value for name, value in fields.items() if value}


def kept_time(gathering: Event, at: datetime, *, end: bool = False) -> datetime:
    """Return the instant as this gathering keeps it: to the millisecond, or to the half day (or the end of that)."""
    if rules(gathering.sensitive).half_days:
        return half_day(at + timedelta(microseconds=1) if end else at, gathering.zone, end=end)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def free_moment(marks: Iterable[Mark], at: datetime) -> datetime:
    """Return a moment that no other mark of the person has, so that their order stays as it was made."""
    taken = {moment(mark.at) for mark in marks}
    while at in taken:
        at += timedelta(milliseconds=1)
    return at
