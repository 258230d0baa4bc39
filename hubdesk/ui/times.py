"""When things happen, as the people of an event read their clocks."""

import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hubdesk.model.presence import moment
from hubdesk.model.records import Event
from hubdesk.ui import words


def local(at: str, zone: str) -> str:
    """Return an ISO 8601 instant as wall time in a zone (ISO 8601 too); a date, or what is no time, stays as it is."""
    if "T" not in at or moment(at) is None:
        return at
    try:
        return datetime.fromisoformat(at).astimezone(ZoneInfo(zone or "UTC")).isoformat()
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return at


def here(at: str) -> str:
    """Return an ISO 8601 instant as wall time of this computer (ISO 8601 too)."""
    return datetime.fromisoformat(at).astimezone().isoformat()


def span(event: Event) -> str:
    """Return date and hours of an event in the language of the window ("23 November 2026 14:00–17:00"), "" for none."""
    start, end = local(event.start, event.zone), local(event.end, event.zone)
    first, last = words.day(start), words.day(end)
    hours = [words.clock(start), words.clock(end)]
    if not first:
        return ""
    if last and last != first:
        return f"{first} – {last}"
    shown = "–".join(each for each in hours if each)
    return f"{first} {shown}".strip()


def instant(day: str, hours: str, zone: str) -> datetime | None:
    """Return the instant of an ISO day and "HH:MM" (midnight when empty) on a zone's clocks; None without a day."""
    if not day:
        return None
    try:
        place = ZoneInfo(zone or "UTC")
    except (ValueError, ZoneInfoNotFoundError, OSError):
        place = ZoneInfo("UTC")
    return datetime.fromisoformat(f"{day}T{hours or '00:00'}").replace(tzinfo=place)


def steady() -> float:
    """Return seconds since some moment: nobody can set them, and they go on while the computer sleeps."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":  # there the monotonic clock of Python stands still in a sleep, that of the system not
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
