"""The run-sheets of gatherings as a calendar file: what is public of them, and no name that nobody answered for."""

from collections.abc import Sequence
from datetime import datetime

from hubdesk.desk import agenda, publishing
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.records import Event
from hubdesk.model.templates import rules
from hubdesk.report.calendar import Gathering, Planned, calendar

NO_START = say("A calendar needs to know when a gathering begins.")


def calendar_of(desk: Desk, events: Sequence[str], *, language: str, as_of: datetime | None = None) -> bytes:
    """Return the file. A title that may tell who somebody is gives way to the type of its item.

    Of a sensitive gathering it tells the days alone. Raises Usage where no gathering has a beginning.
    """
    found = [_gathering(desk, event) for event in events]
    if not any(one.start for one in found):
        raise Usage(
            NO_START,
            next=say("Say when it begins, on the page Prepare or with --start."),
        )
    return calendar(found, language=language, as_of=as_of or desk.now())


def contents(desk: Desk, events: Sequence[str], *, language: str) -> tuple[Sentence, ...]:
    """Return what the file of these events will hold."""
    if not any(desk.read.get(Event, event).start for event in events):
        return (NO_START,)
    entries = calendar_of(desk, events, language=language).count(b"BEGIN:VEVENT\r\n")
    return (count(entries, "{n} entry for a calendar", "{n} entries for a calendar"),)


def _gathering(desk: Desk, id: str) -> Gathering:
    event = publishing.shown(desk, desk.read.get(Event, id))
    hidden, quiet = event.place_hidden or event.sensitive, rules(event.sensitive).half_days
    items = () if quiet else agenda.shown(desk, id)
    return Gathering(
        id=id,
        title=event.title,
        start=event.start,
        end=event.end,
        zone=event.zone,
        place="" if hidden else event.place,
        items=tuple(Planned(item.id, item.title, item.type, item.minutes, item.shift) for item in items),
        feedback_closes=event.feedback_closes,
        whole_days=quiet,
    )
