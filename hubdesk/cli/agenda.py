"""`hubdesk agenda`: the run-sheet, planned and as it goes."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hubdesk.cli.context import Answer, Context, instant, visible
from hubdesk.cli.event import as_data, event_argument, event_of, value_of
from hubdesk.cli.nouns import Nouns, Run, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import say

if TYPE_CHECKING:
    from hubdesk.model.plan import Slot
    from hubdesk.model.records import AgendaItem

_FIELDS = ("title", "type", "minutes", "shift", "visibility", "off_record", "silent", "started", "stopped")


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "agenda", "the run-sheet: add, list, edit, move, begin, next, end, shift, round, remove")

    def made(name: str, run: Run, text: str, example: str, *, item: bool = True) -> argparse.ArgumentParser:
        found = verb(verbs, name, run, text, example=f"agenda {name} {example}--event Evening")
        if item:
            found.add_argument("item", help="its id, title or number")
        event_argument(found)
        program_language(found)
        return found

    new = made("add", _add, "Add an item at the end.", "'Songs' --minutes 20 ", item=False)
    new.add_argument("title")
    new.add_argument("--type", default="plenary", help="reading round, speaking round, break …")
    new.add_argument("--minutes", type=int, default=10, metavar="N", help="how long it should last")
    new.add_argument("--presenter", default="", metavar="NAME", help="who presents it; stays with the team")
    new.add_argument(
        "--section",
        action="append",
        default=[],
        dest="sections",
        metavar="§",
        help="a section that it is about; may be given again",
    )
    made("list", _list, "Show the run-sheet, and how late it is.", "", item=False).add_argument(
        "--at", metavar="ISO", help="when it happened (default: now)"
    )
    change = made("edit", _edit, "Change an item.", "Songs minutes=25 ")
    change.add_argument("changes", nargs="+", metavar="FIELD=VALUE")
    made("move", _move, "Put an item at another place.", "Songs 2 ").add_argument("place", type=int)
    made("begin", _begin, "Begin an item; the one that runs ends.", "Songs ").add_argument(
        "--at", metavar="ISO", help="when it happened (default: now)"
    )
    made("next", _next, "Begin the next item.", "", item=False).add_argument(
        "--at", metavar="ISO", help="when it happened (default: now)"
    )
    made("end", _end, "End an item.", "Songs ").add_argument(
        "--at", metavar="ISO", help="when it happened (default: now)"
    )
    late = made("shift", _shift, "Shift the rest by what it is late.", "--keep-end ", item=False)
    late.add_argument("--keep-end", action="store_true", help="shorten what comes; else it ends later")
    late.add_argument("--dry-run", action="store_true", help="say only what would change")
    late.add_argument("--at", metavar="ISO", help="when it happened (default: now)")
    on = made("round", _round, "Go on in a reading round.", "Reading ")
    on.add_argument("--back", action="store_true", help="one step back")
    on.add_argument("--at", metavar="ISO", help="when it happened (default: now)")
    made("remove", _remove, "Take an item off the run-sheet.", "Songs ")


def _item(context: Context) -> "AgendaItem":
    """Return the item that is meant by id, title or place."""
    from hubdesk.desk import agenda
    from hubdesk.model.records import AgendaItem

    event, text = event_of(context), context.options.item
    found = agenda.items(context.desk, event)
    if text.isdecimal() and len(text) < 10 and 1 <= int(text) <= len(found):
        return found[int(text) - 1]
    return context.desk.read.resolve(AgendaItem, text, event=event)


def _sections(context: Context, event: str, names: Sequence[str]) -> list[str]:
    from hubdesk.desk.section_index import index

    found = [index(context.desk, event).resolve(name.strip().lstrip("§/ ")) for name in names if name.strip()]
    if None in found:
        raise Usage(say("There is no such section here."), next=say("Name a section of the charter of this event."))
    return [wid for wid in found if wid]


def _add(context: Context) -> Answer:
    from hubdesk.desk import agenda

    o, event = context.options, event_of(context)
    more = {"type": o.type, "minutes": o.minutes, "sections": _sections(context, event, o.sections)}
    made = agenda.add(context.desk, event, o.title, presenter=o.presenter, **more)
    return Answer(data={"id": made}, lines=[made])


def _list(context: Context) -> Answer:
    from hubdesk.desk import agenda

    event = event_of(context)
    now = agenda.standing(context.desk, event, instant(context.options.at))
    names = agenda.presenters(context.desk, event)
    data = {
        "items": [_told(slot, names.get(slot.item.id, "")) for slot in now.slots],
        "running": now.running.item.id if now.running else "",
        "next": now.next.item.id if now.next else "",
        "behind": now.behind,
        "ends": _iso(now.ends),
    }
    lines = [
        f"{place:>3}  {_iso(slot.begins)[11:16]:5}  {slot.item.minutes:>4}  {visible(slot.item.title)}"
        for place, slot in enumerate(now.slots, start=1)
    ]
    late = agenda.late(now.behind)
    return Answer(data=data, lines=lines, notes=[late] if late else [])


def _told(slot: "Slot", presenter: str) -> dict[str, Any]:
    planned = {"begins": _iso(slot.begins), "ends": _iso(slot.ends)}
    return as_data(slot.item) | {"presenter": presenter} | planned


def _iso(at: Any) -> str:
    from hubdesk.model.presence import iso

    return iso(at) if at else ""


def _edit(context: Context) -> Answer:
    from hubdesk.desk import agenda
    from hubdesk.model.records import AgendaItem, columns

    item = _item(context)
    fields: dict[str, Any] = {}
    for change in context.options.changes:
        name, equals, value = change.partition("=")
        if equals and name == "presenter":
            fields[name] = value
        elif equals and name == "sections":
            fields[name] = _sections(context, item.event, value.split(","))
        elif equals and name in _FIELDS:
            sort = columns(AgendaItem)[name]
            fields[name] = _number(value) if sort == "int" else value_of(sort, value)
        else:
            names = ", ".join((*_FIELDS, "sections", "presenter"))
            raise Usage(
                say("{change} is not a field of an item.", change=change),
                next=say("Write FIELD=VALUE; the fields are: {names}", names=names),
            )
    agenda.edit(context.desk, item.id, **fields)
    return Answer(data={"id": item.id})


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise Usage(say("{text} is no number.", text=text), next=say("Give a whole number.")) from error


def _move(context: Context) -> Answer:
    from hubdesk.desk import agenda

    item = _item(context)
    agenda.move(context.desk, item.id, context.options.place)
    return Answer(data={"id": item.id})


def _begin(context: Context) -> Answer:
    from hubdesk.desk import agenda

    item = _item(context)
    agenda.begin(context.desk, item.id, at=instant(context.options.at) or context.desk.now())
    return Answer(data={"id": item.id})


def _next(context: Context) -> Answer:
    from hubdesk.desk import agenda

    at = instant(context.options.at) or context.desk.now()
    return Answer(data={"id": agenda.go_on(context.desk, event_of(context), at=at)})


def _end(context: Context) -> Answer:
    from hubdesk.desk import agenda

    item = _item(context)
    agenda.finish(context.desk, item.id, at=instant(context.options.at) or context.desk.now())
    return Answer(data={"id": item.id})


def _shift(context: Context) -> Answer:
    from hubdesk.desk import agenda

    o, event = context.options, event_of(context)
    at = instant(o.at) or context.desk.now()
    way = "keep" if o.keep_end else "later"
    if o.dry_run:
        changed = agenda.ways(agenda.standing(context.desk, event, at))[way] or {}
    else:
        changed = agenda.shift(context.desk, event, way, at=at)
    return Answer(data={"changed": [{"id": item, **fields} for item, fields in changed.items()]})


def _round(context: Context) -> Answer:
    from hubdesk.desk import rounds
    from hubdesk.desk.section_index import index

    item, at = _item(context), instant(context.options.at) or context.desk.now()
    now = rounds.step(context.desk, item.id, at=at, back=context.options.back)
    data = {
        "phase": now.phase,
        "section": now.section,
        "place": now.place,
        "sections": list(now.sections),
        "allowed": now.allowed,
    }
    label = index(context.desk, item.event).label(now.section) if now.section else ""
    return Answer(data=data, lines=[f"{now.phase}  {visible(label)}".strip()])


def _remove(context: Context) -> Answer:
    from hubdesk.desk import agenda

    agenda.remove(context.desk, _item(context).id)
    return Answer(data={})
