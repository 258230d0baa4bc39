"""`hubdesk event`: make, list, show and change gatherings."""

import argparse
from dataclasses import asdict
from typing import Any

from hubdesk.cli.context import Answer, Context, instant, told, visible
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "event", "gatherings: add, list, show, edit, keep")
    made = verb(verbs, "add", _add, "Make a gathering.", example="event add 'Evening' --start 2026-10-01T18:00+02:00")
    made.add_argument("title")
    for name in ("start", "end"):
        made.add_argument(f"--{name}", metavar="ISO", help=f"when it is to {name}, as 2026-10-01T18:00")
    made.add_argument("--zone", default="", metavar="AREA/CITY", help="time zone (default: UTC)")
    made.add_argument("--place", default="", help="where it is held")
    made.add_argument(
        "--type", default="", help="conversation, workshop, training, meetup, conference, one-to-one or other"
    )
    made.add_argument(
        "--mode", default="in-person", choices=("in-person", "online", "hybrid"), help="where people meet"
    )
    made.add_argument(
        "--template",
        default="conversation",
        help="the run-sheet to begin with: conversation, workshop, table, reading, co-creation, edit-a-thon, street, "
        "sensitive",
    )
    made.add_argument("--sensitive", action="store_true", help="badge numbers only, no place, no photos")
    made.add_argument(
        "--language",
        action="append",
        default=[],
        dest="languages",
        metavar="TAG",
        help="a language of the room; may be repeated",
    )
    made.add_argument("--series", default="", help="the series that it belongs to")
    program_language(verb(verbs, "list", _list, "List gatherings.", example="event list"))
    shown = verb(verbs, "show", _show, "Show a gathering.", example="event show Evening")
    shown.add_argument("event")
    program_language(shown)
    edited = verb(verbs, "edit", _edit, "Change fields.", example="event edit Evening place='Harbour library'")
    edited.add_argument("event")
    edited.add_argument("changes", nargs="+", metavar="FIELD=VALUE")
    program_language(edited)
    checked = verb(verbs, "ready", _ready, "Check whether all is here.", example="event ready Evening")
    checked.add_argument("event")
    program_language(checked)
    example = "event keep Evening --because 'The grant is audited in May'"
    kept = verb(verbs, "keep", _keep, "Keep people's data past its day.", example=example)
    kept.add_argument("event")
    kept.add_argument("--days", type=int, metavar="N", help="be reminded again in N days, 30 when nothing is given")
    kept.add_argument("--because", default="", metavar="TEXT", help="the reason; it is asked about again after a year")
    program_language(kept)


def _ready(context: Context) -> Answer:
    from hubdesk.desk import ready
    from hubdesk.model.records import Event

    event = context.desk.read.resolve(Event, context.options.event).id
    found = [
        {"tone": each.tone, "text": context.tell(each.text, isolated=False)}
        for each in ready.checks(context.desk, event, language=context.language)
    ]
    lines = [visible(f"{each['tone']}: {each['text']}") for each in found]
    return Answer(data={"ready": all(each["tone"] == "success" for each in found), "findings": found}, lines=lines)


def _add(context: Context) -> Answer:
    from hubdesk.desk import events
    from hubdesk.model.templates import zone_of

    o = context.options
    zone = zone_of(o.zone) if o.zone else None
    made = events.create(
        context.desk,
        o.title,
        template=o.template,
        start=instant(o.start, zone),
        end=instant(o.end, zone),
        zone=o.zone or "UTC",
        place=o.place,
        type=o.type,
        mode=o.mode,
        languages=tuple(o.languages),
        series=o.series,
        sensitive=o.sensitive,
    )
    return Answer(data={"id": made}, lines=[made], notes=_about_sensitive(context, made))


def _about_sensitive(context: Context, event: str) -> list[Sentence]:
    """Return what to say of a sensitive gathering: what it keeps, and what it is no protection against."""
    from hubdesk.model.records import Event
    from hubdesk.model.templates import LIMITS_OF_SENSITIVE, SENSITIVE_KEEPS

    if not context.desk.read.get(Event, event).sensitive:
        return []
    return [SENSITIVE_KEEPS, say("What it does not protect against:"), *LIMITS_OF_SENSITIVE]


def _list(context: Context) -> Answer:
    from hubdesk.model.records import Event

    found = context.desk.read.all(Event)
    lines = [f"{event.id}  {event.start[:16]}  {event.title}" for event in found]
    listed, notes = past_their_day(context)
    return Answer(data={"events": [as_data(event) for event in found], "due": listed}, lines=lines, notes=notes)


def past_their_day(context: Context) -> tuple[list[dict[str, object]], list[Sentence]]:
    """Return the events that hold people's data past its day: as JSON data, and in words."""
    from hubdesk.desk import retention

    found = retention.due(context.desk)
    listed: list[dict[str, object]] = [
        {"event": one.event.id, "day": one.day.isoformat(), "people": one.people, "because": one.because}
        for one in found
    ]
    commands = "hubdesk people forget-all, hubdesk event keep"
    next_ = [say("Forget them, or say why they are kept: {commands}", commands=commands)] if found else []
    return listed, [*(one.told for one in found), *next_]


def _keep(context: Context) -> Answer:
    from hubdesk.desk import retention
    from hubdesk.model.records import Event

    o = context.options
    event = context.desk.read.resolve(Event, o.event).id
    if o.because and o.days is not None:
        raise Usage(
            say("A reason and a number of days cannot be given together."),
            next=say("Give a reason, which is asked about again after a year, or a number of days."),
        )
    if o.because:
        until = retention.keep(context.desk, event, o.because)
    else:
        until = retention.later(context.desk, event, retention.LATER if o.days is None else o.days)
    return Answer(data={"until": until.isoformat()}, lines=[until.isoformat()])


def _show(context: Context) -> Answer:
    from hubdesk.desk import attendance, feedback
    from hubdesk.model.records import Event

    event = context.desk.read.resolve(Event, context.options.event)
    data = as_data(event) | {
        "counts": asdict(attendance.counts(context.desk, event.id)),
        "notes": len(context.desk.read.notes(event.id)),
        "untagged": feedback.untagged(context.desk, event.id),
    }
    return Answer(data=data, lines=told(data))


def _edit(context: Context) -> Answer:
    from hubdesk.desk import events
    from hubdesk.model.records import Charter, Event, columns

    event = context.desk.read.resolve(Event, context.options.event)
    fields: dict[str, Any] = {}
    for change in context.options.changes:
        name, equals, value = change.partition("=")
        if name == "charter" and equals:
            chosen = context.desk.read.resolve(Charter, value).id
            fields["charters"] = frozenset({*event.charters, *fields.get("charters", ()), chosen})
            continue
        sort = columns(Event).get(name)
        if not equals or sort in (None, "map"):
            raise Usage(
                say("{change} is not a field of an event.", change=change),
                next=say("Write FIELD=VALUE; the fields are: {names}", names=", ".join(columns(Event))),
            )
        fields[name] = value_of(str(sort), value)
    events.edit(context.desk, event.id, **fields)
    return Answer(data=as_data(context.desk.read.get(Event, event.id)))


def value_of(sort: str, text: str) -> Any:
    """Return a typed value as a column of this sort wants it."""
    if sort == "bool":
        return text.casefold() in ("1", "yes", "true", "on")
    if sort == "set":
        return frozenset(part.strip() for part in text.split(",") if part.strip())
    if sort == "int":
        return int(text) if text.isdecimal() and len(text) < 10 else 0
    return text


def as_data(record: Any) -> dict[str, Any]:
    """Return a record as JSON data."""
    found = asdict(record)
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in found.items()}


def event_argument(made: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add `--event`."""
    made.add_argument("--event", required=required, metavar="EVENT", help="id, beginning of an id, or exact title")


def event_of(context: Context) -> str:
    """Return the id of the event that `--event` means."""
    from hubdesk.model.records import Event

    return context.desk.read.resolve(Event, context.options.event).id
