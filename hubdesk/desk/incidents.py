"""Incident notes (code of conduct): outside the notes, on this laptop alone, in no file, no report and no search."""

from datetime import datetime

from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import given
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.presence import iso
from hubdesk.model.records import Event, Incident
from hubdesk.model.templates import half_day, rules


def add(desk: Desk, event: str, text: str, *, done: str = "", at: datetime | None = None, origin: object = None) -> str:
    """Keep what happened and what was done about it; return the id. History says that there is one, and no word of it.

    Raises Usage for no words and for far too many.
    """
    gathering = desk.read.get(Event, event)
    moment = at or desk.now()
    shown = half_day(moment, gathering.zone) if rules(gathering.sensitive).half_days else moment
    fields = given(Incident, {"event": event, "text": text, "done": done.strip(), "at": iso(shown)})
    if not fields["text"]:
        raise Usage(say("There are no words in this incident note."), next=say("Say in a few words what happened."))
    with desk.action(say("Keep an incident note"), origin=origin) as put:
        return put(Incident, None, book=desk.store.private, **fields)


def remove(desk: Desk, incident: str, *, origin: object = None) -> None:
    """Put an incident note away. Undo brings it back; the trash does not show it."""
    desk.read.get(Incident, incident)
    with desk.action(say("Remove an incident note"), origin=origin) as put:
        put.delete(Incident, incident)


def of_event(desk: Desk, event: str) -> list[Incident]:
    """Return the incident notes of an event, the newest first."""
    return sorted(desk.read.all(Incident, event=event), key=lambda one: (one.at, one.id), reverse=True)
