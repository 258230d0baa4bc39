"""Data about people whose day has come: what is still here, and whether it goes, waits, or is kept for a reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hubdesk.desk import attachments, attendance, people, speakers
from hubdesk.desk.desk import Desk
from hubdesk.desk.events import day_of
from hubdesk.desk.fields import line
from hubdesk.desk.people import Forgotten as Forgotten
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.clock import derived_id
from hubdesk.model.presence import one_person
from hubdesk.model.records import Attachment, Event, Keeping, Person
from hubdesk.model.templates import zone_of

#: How long "later" is, and after how long a reason is asked again, in days.
LATER, REASON_HOLDS = 30, 365


@dataclass(frozen=True, slots=True)
class Due:
    """An event whose day has come, how many people's data is here, and why it was kept the last time ("" for never)."""

    event: Event
    day: date
    people: int
    because: str

    @property
    def told(self) -> Sentence:
        """What to say about it."""
        return count(
            self.people,
            "Data about {n} person of {event} is still here; its day was {day}.",
            "Data about {n} people of {event} is still here; its day was {day}.",
            event=self.event.title,
            day=self.day.isoformat(),
        )


def due(desk: Desk, event: str = "") -> list[Due]:
    """Return the events (or the one) whose retention day has come while data about people is here, the oldest first."""
    return list(_past(desk, [desk.read.get(Event, event)] if event else desk.read.all(Event)))


def oldest(desk: Desk) -> Due | None:
    """Return the first of what is due, looking no further."""
    return next(_past(desk, desk.read.all(Event)), None)


def _past(desk: Desk, events: Iterable[Event]) -> Iterator[Due]:
    kept = {one.event: one for one in desk.read.all(Keeping)}
    days = [(day, one) for one in events if not one.sample and (day := day_of(one.retention, one.zone))]
    for day, one in sorted(days, key=lambda each: (each[0], each[1].id)):
        keeping = kept.get(one.id)
        until = day_of(keeping.until, one.zone) if keeping else None
        number = _people(desk, one.id) if max(day, until or day) <= _today(desk, one) else 0
        if number:
            yield Due(one, day, number, keeping.because if keeping else "")


def later(desk: Desk, event: str, days: int = LATER) -> date:
    """Be reminded again in some days; return the day. Raises Usage for a number that cannot be meant."""
    if not 1 <= days <= 3650:
        raise Usage(say("So many days cannot be meant."), next=say("Give a number from 1 to 3,650."))
    gathering = desk.read.get(Event, event)
    return _keep(desk, gathering, days, "", say("Decide later about the data of {title}", title=gathering.title))


def keep(desk: Desk, event: str, because: str) -> date:
    """Keep the data for a reason, which stays with the team; return the day on which it is asked about again."""
    reason = line(because)
    if not reason:
        raise Usage(say("Keeping people's data needs a reason."), next=say("Say in a few words what it is needed for."))
    gathering = desk.read.get(Event, event)
    label = say("Keep the data about people of {title}", title=gathering.title)
    return _keep(desk, gathering, REASON_HOLDS, reason, label)


def forget(desk: Desk, event: str) -> Forgotten:
    """Erase everybody of an event for good, in the trash too; the numbers of who came stay (see `people.forget`).

    Photos go as well unless all people on them agreed to be published, or nobody can be recognised; receipts stay.
    """
    id = desk.read.get(Event, event).id
    theirs = [*desk.read.all(Person, event=id), *desk.read.deleted(Person, event=id)]
    attendance.keep_counts(desk, event)
    pictures = [*desk.read.all(Attachment, event=id), *desk.read.deleted(Attachment, event=id)]
    shows = [one for one in pictures if one.sort == "photo" and (not one.shown or "shown" in one.versions)]
    attachments.erase(desk, [one.id for one in shows])
    speakers.forget(desk, id)
    return people.erase(desk, event, theirs, count(len(theirs), "Forget {n} person", "Forget {n} people"))


def _keep(desk: Desk, gathering: Event, days: int, because: str, label: Sentence) -> date:
    until = _today(desk, gathering) + timedelta(days=days)
    with desk.action(label, about=gathering.id) as put:
        put(
            Keeping,
            derived_id("keeping", gathering.id),
            event=gathering.id,
            until=until.isoformat(),
            because=because,
        )
    return until


def _people(desk: Desk, event: str) -> int:
    there = one_person(dict(desk.read.some(Person, ("same_as",), event=event)))
    return len(set(there.values())) + len(desk.read.deleted(Person, event=event))


def _today(desk: Desk, event: Event) -> date:
    return desk.now().astimezone(zone_of(event.zone)).date()
