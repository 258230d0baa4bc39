"""The run-sheet of gatherings as a calendar file (iCalendar, RFC 5545), for everybody who wants to come."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hubdesk.i18n import Words, say, words
from hubdesk.model.clock import derived_id
from hubdesk.model.templates import item_name
from hubdesk.report.dates import local

_WIDEST = 75  # octets of a line (RFC 5545, 3.1)
_TEXT = re.compile(r"[\\;,]")
#: What a line cannot hold: controls, and halves of characters (RFC 5545, 3.1 and 3.3.11).
_UNWRITABLE = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Planned:
    """An item of a run-sheet as it may be told: its title and type, "" where they may not, and its minutes.

    Without a type nothing is told, but its time passes. It begins `shift` minutes after the one before it ends.
    """

    id: str
    title: str
    type: str
    minutes: int
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Gathering:
    """A gathering as it may be told; times are ISO 8601. `whole_days` tells only on which days it is."""

    id: str
    title: str
    start: str
    end: str
    zone: str
    place: str
    items: tuple[Planned, ...]
    feedback_closes: str = ""
    whole_days: bool = False


def calendar(gatherings: Sequence[Gathering], *, language: str, as_of: datetime) -> bytes:
    """Return the file: each gathering, its items one after the other, and the day on which feedback closes.

    A gathering without a beginning is left out. Equal content gives equal bytes, and an item keeps its UID, so that a
    calendar that reads the file again changes what it has.
    """
    tell = words(language)
    stamp = as_of.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//HubDesk//HubDesk//EN", "CALSCALE:GREGORIAN"]
    for gathering in gatherings:
        for entry in _entries(gathering, tell):
            lines += ["BEGIN:VEVENT", f"DTSTAMP:{stamp}", *entry, "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode("utf-8")


def _entries(gathering: Gathering, tell: Words) -> Iterable[list[str]]:
    start, end = local(gathering.start, gathering.zone), local(gathering.end, gathering.zone)
    if start is None:
        return
    title = gathering.title or tell(say("Gathering"), isolated=False)
    place = [f"LOCATION:{_text(gathering.place)}"] if gathering.place else []
    until = end if end and end > start else start + timedelta(hours=1)
    if gathering.whole_days:
        yield [*_named(gathering.id, "gathering", title), *_days(start.date(), until.date()), *place]
    else:
        yield [*_named(gathering.id, "gathering", title), *_times(start, until), *place]
        yield from _items(gathering, start, tell)
    closes = _day(gathering.feedback_closes, gathering.zone)
    if closes is not None:
        told = tell(say("Feedback closes: {gathering}", gathering=title), isolated=False)
        alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(told)}", "TRIGGER:-P1D", "END:VALARM"]
        yield [*_named(gathering.id, "feedback closes", told), *_days(closes, closes), *alarm]


def _items(gathering: Gathering, start: datetime, tell: Words) -> Iterable[list[str]]:
    at = start
    for item in gathering.items:
        at += timedelta(minutes=item.shift)
        until = at + timedelta(minutes=item.minutes)
        if item.minutes and item.type:
            label = tell(item_name(item.type), isolated=False)
            named = _named(gathering.id, item.id, item.title or label)
            yield [*named, *_times(at, until), f"CATEGORIES:{_text(label)}"]
        at = until


def _named(gathering: str, part: str, title: str) -> list[str]:
    return [f"UID:{derived_id('calendar', gathering, part)}@hubdesk.invalid", f"SUMMARY:{_text(title)}"]


def _times(start: datetime, end: datetime) -> list[str]:
    return [f"{name}:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for name, at in (("DTSTART", start), ("DTEND", end))]


def _days(first: date, last: date) -> list[str]:
    after = last + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}", "TRANSP:TRANSPARENT"]


def _day(iso: str, zone: str) -> date | None:
    at = local(iso, zone)
    return at.date() if at else None


def _text(words: str) -> str:
    """Return words as a value: the gate. Line ends of any kind are spaces, what means something is escaped."""
    line = " ".join(_UNWRITABLE.sub("\ufffd", " ".join(words.splitlines())).split())
    return _TEXT.sub(r"\\\g<0>", line)


def _folded(line: str) -> str:
    """Return a line in pieces of 75 octets, no character cut (RFC 5545, 3.1)."""
    pieces, held, size = [], "", 0
    for char in line:
        octets = len(char.encode("utf-8"))
        if size + octets > _WIDEST:
            pieces.append(held)
            held, size = " ", 1
        held, size = held + char, size + octets
    return "\r\n".join([*pieces, held])
