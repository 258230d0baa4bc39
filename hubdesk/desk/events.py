"""Gatherings: prepared, changed, and the dates that matter about them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from hubdesk.desk.desk import Desk, event_book
from hubdesk.desk.fields import Fields, changes, given, language_tag, no_time
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, known, say, words
from hubdesk.model.presence import iso, moment
from hubdesk.model.records import AgendaItem, Event
from hubdesk.model.templates import MODES, STATES, TEMPLATES, TYPES, half_day, retention, rules, zone_of

_DATES = ("feedback_closes", "upload_by", "grant_due", "report_due", "retention")
_CHOICES: Mapping[str, tuple[str, ...]] = {"type": TYPES, "mode": MODES, "state": STATES}


def create(
    desk: Desk,
    title: str,
    *,
    template: str = "conversation",
    start: datetime | None = None,
    end: datetime | None = None,
    zone: str = "UTC",
    place: str = "",
    type: str = "",
    mode: str = "in-person",
    languages: Iterable[str] = (),
    series: str = "",
    sensitive: bool = False,
    **more: object,
) -> str:
    """Make a gathering with the run-sheet of its template and return its id.

    `type` empty means that of the template; an end left out comes from the template's minutes; what was collected goes
    90 days after the end (7 for a sensitive gathering, which also keeps no place and no time finer than half a day).
    The run-sheet is worded in the first of `languages`; `more` are other fields of an event. Raises Usage for an
    unknown template, type, mode, zone, tag or field, HubDeskError (code "needs-passphrase") for a sensitive gathering
    in a workspace without a passphrase.
    """
    if template not in TEMPLATES:
        raise _unknown(template, tuple(TEMPLATES))
    chosen = TEMPLATES[template]
    if start is not None and end is None:
        with suppress(OverflowError):  # such a start is refused below
            end = start + timedelta(minutes=chosen.minutes)
    spoken = list(dict.fromkeys(languages))
    blank = Event(id="", sensitive=sensitive or chosen.sensitive)
    if rules(blank.sensitive).passphrase:
        require_passphrase(desk)
    wanted = {"title": title, "zone": zone, "place": place, "mode": mode, "series": series, **more}
    wanted |= {"type": type or chosen.type, "languages": spoken}
    wanted |= {name: at for name, at in (("start", start), ("end", end)) if at is not None}
    fields = changes(Event(id=""), _checked(blank, wanted))
    if not fields.get("title"):
        raise _untitled()
    event = desk.new_id()
    with desk.action(say("Start the event {title}", title=title), about=event) as put:
        put(Event, event, book=event_book(event), sensitive=blank.sensitive, **fields)
        tell = words(known(spoken[0]) if spoken else "en")
        for number, item in enumerate(chosen.items, start=1):
            name = tell(item.title, isolated=False)
            put(AgendaItem, event=event, number=number, title=name, type=item.type, minutes=item.minutes)
    return event


def edit(desk: Desk, event: str, *, origin: object = None, **fields: object) -> None:
    """Change fields of a gathering; what stays the same is not written, so an unchanged form writes nothing.

    Times may be datetimes or ISO 8601 texts, sets any iterables (they replace the whole set). The retention day moves
    with the end as long as it is the usual one. Raises Usage for no title and a field or a value that does not fit.
    """
    before = desk.read.get(Event, event)
    if bool(fields.get("sensitive", before.sensitive)) != before.sensitive:
        raise Usage(
            say("Whether a gathering is sensitive is chosen when it begins, for names may be saved already."),
            next=say("Start a new event with the template for a sensitive gathering."),
        )
    different = changes(before, _checked(before, fields))
    if different.get("title") == "":
        raise _untitled()
    if different:
        with desk.action(say("Change the event {title}", title=before.title), about=event, origin=origin) as put:
            put(Event, event, **different)


def require_passphrase(desk: Desk) -> None:
    """Raise HubDeskError (code "needs-passphrase") where the workspace has none: a sensitive gathering needs one."""
    if not desk.locked:
        raise HubDeskError(
            say("A sensitive gathering needs a workspace with a passphrase, and this one has none."),
            safe=say("Nothing was changed."),
            next=say("Set one in the menu Workspace, or: {command}; then do this again.", command="hubdesk lock set"),
            code="needs-passphrase",
        )


def remove(desk: Desk, event: str) -> None:
    """Put a gathering away; undo brings it back (a purge is what deletes what was collected)."""
    before = desk.read.get(Event, event)
    with desk.action(say("Remove the event {title}", title=before.title), about=event) as put:
        put.delete(Event, event)


def days_left(desk: Desk, event: str, today: date) -> list[tuple[Sentence, date, int]]:
    """Return (what, day, days from today) for every date of a gathering that is set, the earliest first."""
    found = desk.read.get(Event, event)
    names = {
        "start": say("The gathering begins"),
        "feedback_closes": say("Feedback closes"),
        "upload_by": say("Upload the files by this day"),
        "grant_due": say("The grant application is due"),
        "report_due": say("The grant report is due"),
        "retention": say("What was collected about people is deleted"),
    }
    days = [(name, day_of(getattr(found, field), found.zone)) for field, name in names.items()]
    return sorted(((name, day, (day - today).days) for name, day in days if day is not None), key=lambda each: each[1])


def requests(desk: Desk, event: str, language: str, number: int) -> None:
    """Say how many people need interpretation into a language; 0 takes the request away. Raises Usage."""
    language_tag(language)
    if not 0 <= number <= 1_000_000:
        raise Usage(say("So many people cannot be meant."), next=say("Give a number from 0 to 1,000,000."))
    before = desk.read.get(Event, event)
    wanted = str(number) if number else ""
    if before.requests.get(language, "") != wanted:
        with desk.action(say("Note who needs interpretation at {title}", title=before.title), about=event) as put:
            put(Event, event, requests={language: wanted})


def _checked(before: Event, fields: Mapping[str, object]) -> Fields:
    """Return the fields as they are stored, with what follows from them."""
    found = given(Event, fields)
    for name, choices in _CHOICES.items():
        if name in found and found[name] not in choices:
            raise _unknown(str(found[name]), choices)
    zone = str(found.get("zone", before.zone))
    if zone_of(zone).key != (zone or "UTC"):
        raise Usage(
            say("There is no time zone named {zone}.", zone=zone),
            next=say("Give it as Area/City, for example {example}.", example="Africa/Nairobi"),
        )
    spoken = found.get("languages")
    for tag in spoken if isinstance(spoken, frozenset) else ():
        language_tag(tag)
    for name in _DATES:
        if found.get(name) and day_of(str(found[name]), zone) is None:
            raise no_time(str(found[name]))
    _times(before, found, zone)
    if not rules(before.sensitive).places:
        found |= {"place": "", "place_hidden": True}
    return found


def ending(gathering: Event, end: datetime) -> Fields:
    """Return what changes when a gathering ends at another time: its end, and the retention day that goes with it."""
    found: Fields = {"end": iso(end)}
    _times(gathering, found, gathering.zone)
    return found


def _times(before: Event, found: Fields, zone: str) -> None:
    """Put start, end and retention in order; to the half day where the gathering is sensitive."""
    for name in ("start", "end"):
        if found.get(name):
            at = _instant(str(found[name]), zone)
            found[name] = iso(half_day(at, zone, end=name == "end") if rules(before.sensitive).half_days else at)
    start, end = (moment(str(found.get(name, getattr(before, name)))) for name in ("start", "end"))
    if start and end and end < start:
        raise Usage(say("The event would end before it begins."), next=say("Give an end after the start."))
    old = moment(before.end)
    usual = retention(old, before.zone, before.sensitive).isoformat() if old else ""
    if end and "end" in found and "retention" not in found and before.retention == usual:
        found["retention"] = retention(end, zone, before.sensitive).isoformat()


def _untitled() -> Usage:
    return Usage(say("An event needs a title."), next=say("Give it a few words by which people know it."))


def _unknown(value: str, choices: tuple[str, ...]) -> Usage:
    return Usage(
        say("{value} is not one of the choices here.", value=value),
        next=say("Choose one of these: {names}", names=", ".join(choices)),
    )


def _instant(text: str, zone: str) -> datetime:
    """Return an instant; a time without offset is meant in the zone of the gathering. Raises Usage."""
    at = moment(text)
    if at is None:
        raise no_time(text)
    plain = datetime.fromisoformat(text)
    return at if plain.tzinfo else plain.replace(tzinfo=zone_of(zone))


def day_of(text: str, zone: str) -> date | None:
    """Return the day that a text of a record means in a zone, None for none."""
    at = moment(text)
    if at is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else at.astimezone(zone_of(zone)).date()
