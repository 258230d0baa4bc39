"""The run-sheet of a gathering: what is planned, and what really happened when."""

from dataclasses import replace
from datetime import datetime

from hubdesk.desk import publishing
from hubdesk.desk.desk import Desk, event_book
from hubdesk.desk.fields import Fields, changes, given
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.presence import iso
from hubdesk.model.records import AgendaItem, Event
from hubdesk.model.templates import ITEM_TYPES, half_day, rules


def items(desk: Desk, event: str) -> list[AgendaItem]:
    """Return the run-sheet in order; items that two laptops gave the same number follow each other by age."""
    return sorted(desk.read.all(AgendaItem, event=event), key=lambda item: (item.number, item.id))


def shown(desk: Desk, event: str) -> list[AgendaItem]:
    """Return the run-sheet as it may be published: items in order, without a title that may tell who somebody is.

    Of an item that is not public nothing is left but its minutes, so that its time passes; it has no type. The items of
    a sensitive gathering have types alone.
    """
    quiet = rules(desk.read.get(Event, event).sensitive).half_days
    cleared = publishing.clearing(desk, event)
    found = []
    for item in items(desk, event):
        if item.visibility != "public":
            found.append(replace(item, title="", type=""))
        else:
            found.append(replace(item, title="") if quiet else cleared(item))
    return found


def add(desk: Desk, event: str, title: str, *, type: str = "plenary", minutes: int = 10) -> str:
    """Append an item to the run-sheet and return its id. Raises Usage for an unknown type or impossible minutes."""
    number = max((item.number for item in items(desk, event)), default=0) + 1
    fields = _checked({"event": event, "number": number, "title": title, "type": type, "minutes": minutes})
    item = desk.new_id()
    with desk.action(say("Add {title} to the run-sheet", title=title), about=item) as put:
        put(AgendaItem, item, book=event_book(event), **fields)
    return item


def edit(desk: Desk, item: str, *, origin: object = None, **fields: object) -> None:
    """Change an item: number, title, type, minutes, started, stopped, sections (wids) or visibility. Raises Usage."""
    before = desk.read.get(AgendaItem, item)
    different = changes(before, _checked(fields))
    if different:
        with desk.action(say("Change {title} on the run-sheet", title=before.title), about=item, origin=origin) as put:
            put(AgendaItem, item, **different)


def begin(desk: Desk, item: str, *, at: datetime, origin: object = None) -> None:
    """Say that an item begins now; the one that runs ends at the same moment, in the same step."""
    before = desk.read.get(AgendaItem, item)
    with desk.action(say("Begin {title}", title=before.title), about=item, origin=origin) as put:
        for other in items(desk, before.event):
            if other.started and not other.stopped and other.id != item:
                put(AgendaItem, other.id, stopped=_time(desk, before.event, at, end=True))
        put(AgendaItem, item, started=_time(desk, before.event, at), stopped="")


def finish(desk: Desk, item: str, *, at: datetime, origin: object = None) -> None:
    """Say that an item ends now."""
    before = desk.read.get(AgendaItem, item)
    with desk.action(say("End {title}", title=before.title), about=item, origin=origin) as put:
        put(AgendaItem, item, stopped=_time(desk, before.event, at, end=True))


def remove(desk: Desk, item: str) -> None:
    """Take an item off the run-sheet."""
    before = desk.read.get(AgendaItem, item)
    with desk.action(say("Take {title} off the run-sheet", title=before.title), about=item) as put:
        put.delete(AgendaItem, item)


def _time(desk: Desk, event: str, at: datetime, *, end: bool = False) -> str:
    gathering = desk.read.get(Event, event)
    return iso(half_day(at, gathering.zone, end=end) if rules(gathering.sensitive).half_days else at)


def _checked(fields: Fields) -> Fields:
    found = given(AgendaItem, fields)
    minutes = found.get("minutes", 0)
    if found.get("type", "plenary") not in ITEM_TYPES or not isinstance(minutes, int) or not 0 <= minutes <= 10_000:
        raise Usage(
            say("This does not fit an item of the run-sheet."),
            next=say(
                "Give minutes from 0 to {n} and one of these types: {names}", n=10_000, names=", ".join(ITEM_TYPES)
            ),
        )
    return found
