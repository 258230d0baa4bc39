"""The run-sheet of a gathering: what is planned, and what really happened when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from hubdesk.desk import events, publishing
from hubdesk.desk.desk import Action, Desk, event_book
from hubdesk.desk.fields import Fields, changes, given, line
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.clock import derived_id
from hubdesk.model.plan import Change, Standing, end_later, keep_end
from hubdesk.model.plan import standing as standing_of
from hubdesk.model.presence import iso, moment
from hubdesk.model.records import AgendaItem, Event, Presenter
from hubdesk.model.templates import ITEM_TYPES, half_day, rules

#: Who sees an item: everybody also afterwards; the room, but no output; the team alone, not even the projector.
VISIBILITIES: Mapping[str, Sentence] = {
    "public": say("Everybody"),
    "internal": say("The room, nothing that is published"),
    "hidden": say("The team alone"),
}
#: The most minutes of an item, or that something is put off.
MOST = 10_000


def items(desk: Desk, event: str) -> list[AgendaItem]:
    """Return the run-sheet in order; items that two laptops gave the same number follow each other by age.

    Minutes that no gathering has (another program may write any) are cut to the most that we take.
    """
    found = sorted(desk.read.all(AgendaItem, event=event), key=lambda item: (item.number, item.id))
    return [_cut(item) for item in found]


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


def presenters(desk: Desk, event: str) -> dict[str, str]:
    """Return {item: who presents it}; what two laptops wrote apart is one record, and stays with the team."""
    return {each.item: each.name for each in desk.read.all(Presenter, event=event) if each.name}


def standing(desk: Desk, event: str, now: datetime | None = None) -> Standing:
    """Return what runs, what comes next, and how far the gathering is behind; one of half days has no times."""
    gathering = desk.read.get(Event, event)
    found = items(desk, event)
    if not rules(gathering.sensitive).half_days:
        return standing_of(found, moment(gathering.start), now or desk.now())
    known = standing_of(found, None, now or desk.now())
    slots = {slot.item.id: slot._replace(begins=None, ends=None) for slot in known.slots}
    running, following = (slots[slot.item.id] if slot else None for slot in (known.running, known.next))
    return Standing(tuple(slots.values()), running, following, None, None)


def late(behind: int | None) -> Sentence | None:
    """Return how late or early a gathering is, as a person would say it; None where nobody can say."""
    if not behind:
        return None if behind is None else say("On time")
    hours, minutes = divmod(abs(behind), 60)
    days = hours // 24
    if behind > 0:
        if days:
            return count(days, "More than {n} day behind", "More than {n} days behind")
        if hours:
            return say("{hours} h {minutes} min behind", hours=hours, minutes=minutes)
        return count(minutes, "{n} minute behind", "{n} minutes behind")
    if days:
        return count(days, "More than {n} day ahead", "More than {n} days ahead")
    if hours:
        return say("{hours} h {minutes} min ahead", hours=hours, minutes=minutes)
    return count(minutes, "{n} minute ahead", "{n} minutes ahead")


def running(desk: Desk, event: str) -> AgendaItem | None:
    """Return the item that runs, the one begun last of several."""
    ran = [
        (began.timestamp(), item.number, item)
        for item in items(desk, event)
        if (began := moment(item.started)) and not moment(item.stopped)
    ]
    return max(ran, key=lambda each: each[:2])[2] if ran else None


def in_focus(desk: Desk, event: str) -> str:
    """Return the place of the text (its wid) that the item that runs is about now, "" for none or several."""
    item = running(desk, event)
    if item is None or item.phase == "done":
        return ""
    return item.focus or (next(iter(item.sections)) if len(item.sections) == 1 else "")


def add(desk: Desk, event: str, title: str, *, presenter: str = "", origin: object = None, **more: object) -> str:
    """Append an item to the run-sheet and return its id; `more` are other fields, as for `edit`. Raises Usage."""
    number = max((item.number for item in items(desk, event)), default=0) + 1
    known = {"event": event, "number": number, "title": title, "type": "plenary", "minutes": 10}
    fields = changes(AgendaItem(id="", type=""), _checked(known | more))
    item = desk.new_id()
    with desk.action(say("Add {title} to the run-sheet", title=title), about=item, origin=origin) as put:
        put(AgendaItem, item, book=event_book(event), **fields)
        if presenter:
            put(Presenter, derived_id("presenter", item), **_presented(desk, event, item, presenter))
    return item


def edit(desk: Desk, item: str, *, origin: object = None, **fields: object) -> None:
    """Change an item: number, title, type, minutes, shift, started, stopped, sections (wids), visibility, off_record,
    silent, or its `presenter`. Raises Usage.
    """
    before = desk.read.get(AgendaItem, item)
    known = next(iter(desk.read.all(Presenter, event=before.event, item=item)), None)
    given_name = line(str(fields.pop("presenter", known.name if known else "")))
    name = given_name if given_name != (known.name if known else "") else None
    found = _checked(fields)
    for field in ("started", "stopped"):
        if at := moment(str(found.get(field, ""))):
            found[field] = time_of(desk, before.event, at, end=field == "stopped")
    different = changes(before, found)
    if different or name is not None:
        with desk.action(say("Change {title} on the run-sheet", title=before.title), about=item, origin=origin) as put:
            if different:
                put(AgendaItem, item, **different)
            if name is not None:
                id = known.id if known else derived_id("presenter", item)
                put(Presenter, id, **_presented(desk, before.event, item, name))


def move(desk: Desk, item: str, place: int, *, origin: object = None) -> None:
    """Put an item at a place of the run-sheet, from 1; the others close up in their order."""
    before = desk.read.get(AgendaItem, item)
    found = items(desk, before.event)
    others = [each for each in found if each.id != item]
    at = min(max(1, place), len(found)) - 1
    ordered = [*others[:at], before, *others[at:]]
    if [each.id for each in ordered] == [each.id for each in found]:
        return
    with desk.action(say("Move {title} on the run-sheet", title=before.title), about=item, origin=origin) as put:
        for number, each in enumerate(ordered, start=1):
            if each.number != number:
                put(AgendaItem, each.id, number=number)


def begin(desk: Desk, item: str, *, at: datetime, origin: object = None) -> None:
    """Say that an item begins now; the one that runs ends at the same moment, in the same step."""
    before = desk.read.get(AgendaItem, item)
    with desk.action(say("Begin {title}", title=before.title), about=item, origin=origin) as put:
        put_begin(desk, put, before, at)


def put_begin(desk: Desk, put: Action, item: AgendaItem, at: datetime) -> None:
    """Put down that an item begins, and that all others that run end, as part of a step."""
    for other in items(desk, item.event):
        if other.started and not other.stopped and other.id != item.id:
            put(AgendaItem, other.id, stopped=time_of(desk, item.event, at, end=True))
    put(AgendaItem, item.id, started=time_of(desk, item.event, at), stopped="")


def go_on(desk: Desk, event: str, *, at: datetime, origin: object = None) -> str:
    """Begin the next item, or end the last one; return which it was. Raises HubDeskError where nothing is left."""
    now = standing(desk, event, at)
    if now.next is not None:
        begin(desk, now.next.item.id, at=at, origin=origin)
        return now.next.item.id
    if now.running is not None:
        finish(desk, now.running.item.id, at=at, origin=origin)
        return now.running.item.id
    raise HubDeskError(
        say("No item of the run-sheet is left."),
        safe=say("Nothing was changed."),
        next=say("Add an item, or begin one again."),
        code="agenda-over",
    )


def finish(desk: Desk, item: str, *, at: datetime, origin: object = None) -> None:
    """Say that an item ends now."""
    before = desk.read.get(AgendaItem, item)
    with desk.action(say("End {title}", title=before.title), about=item, origin=origin) as put:
        put(AgendaItem, item, stopped=time_of(desk, before.event, at, end=True))


def ways(now: Standing) -> dict[str, Mapping[str, Change] | None]:
    """Return what "later" (all that comes, and the end, move) and "keep" (the end stays) would change, by item.

    None for a way that is not possible any more.
    """
    return {"later": end_later(now), "keep": keep_end(now)}


def shift(desk: Desk, event: str, way: str, *, at: datetime, origin: object = None) -> Mapping[str, Change]:
    """Move all that comes by what the gathering is behind or ahead, in one step; return what changed. Raises Usage.

    "later" moves the planned end of the gathering too, where it has one.
    """
    now = standing(desk, event, at)
    changed = ways(now)[way]
    if changed is None or abs(now.behind or 0) > MOST:
        raise Usage(
            say("There is not enough time left to keep the end."),
            next=say("Let it end later, or take items off the run-sheet."),
        )
    if changed:
        minutes = abs(now.behind or 0)
        label = count(minutes, "Shift the rest by {n} minute", "Shift the rest by {n} minutes")
        with desk.action(label, origin=origin) as put:
            for item, change in changed.items():
                fields: Fields = {**change}
                put(AgendaItem, item, **fields)
            if way == "later" and (moved := _moved_end(desk.read.get(Event, event), now.behind or 0)):
                put(Event, event, **moved)
    return changed


def _moved_end(gathering: Event, minutes: int) -> Fields:
    """Return the planned end so many minutes later; nothing where there is none, or it would be before the start."""
    start, end = moment(gathering.start), moment(gathering.end)
    try:
        moved = end + timedelta(minutes=minutes) if end else None
        return events.ending(gathering, moved) if moved and not (start and moved <= start) else {}
    except OverflowError:  # another program may write any year
        return {}


def remove(desk: Desk, item: str) -> None:
    """Take an item off the run-sheet."""
    before = desk.read.get(AgendaItem, item)
    with desk.action(say("Take {title} off the run-sheet", title=before.title), about=item) as put:
        put.delete(AgendaItem, item)


def time_of(desk: Desk, event: str, at: datetime, *, end: bool = False) -> str:
    """Return an instant as the facts of a gathering may keep it."""
    gathering = desk.read.get(Event, event)
    return iso(half_day(at, gathering.zone, end=end) if rules(gathering.sensitive).half_days else at)


def _presented(desk: Desk, event: str, item: str, name: str) -> Fields:
    if name.strip() and rules(desk.read.get(Event, event).sensitive).badges_only:
        raise Usage(say("A sensitive gathering keeps no names of presenters."), next=say("Leave the field empty."))
    return {"event": event, "item": item, "name": line(name)}


def _checked(fields: Fields) -> Fields:
    found = given(AgendaItem, fields)
    for name, least in (("minutes", 0), ("silent", 0), ("shift", -MOST)):
        minutes = found.get(name, 0)
        if not isinstance(minutes, int) or not least <= minutes <= MOST:
            raise _unfit()
    if found.get("type", "plenary") not in ITEM_TYPES or found.get("visibility", "public") not in VISIBILITIES:
        raise _unfit()
    return found


def _unfit() -> Usage:
    return Usage(
        say("This does not fit an item of the run-sheet."),
        next=say(
            "Give minutes from 0 to {n}, one of these types: {names}, and who sees it: {others}",
            n=MOST,
            names=", ".join(ITEM_TYPES),
            others=", ".join(VISIBILITIES),
        ),
    )


def _cut(item: AgendaItem) -> AgendaItem:
    minutes, shift = min(max(0, item.minutes), MOST), min(max(-MOST, item.shift), MOST)
    return item if (minutes, shift) == (item.minutes, item.shift) else replace(item, minutes=minutes, shift=shift)
