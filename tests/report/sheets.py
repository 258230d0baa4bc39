"""An agenda for the invented evening of `material`, with what happened when."""

from hubdesk.model.records import AgendaItem
from tests.report.material import EVENT

#: Title, type, planned minutes, and from when to when it took (hours and minutes, "" where nobody noted it).
ITEMS = (
    ("Welcome", "welcome", 10, "18:00", "18:09"),
    ("Reading", "reading round", 20, "18:40", "19:02"),
    ("Round", "speaking round", 30, "18:09", "18:40"),
    ("Polls", "poll", 10, "19:02", "19:31"),
    ("Songs", "break", 5, "", ""),
)


def at(clock: str) -> str:
    """Return an instant of the evening."""
    return f"2026-10-01T{clock}:00+00:00" if clock else ""


def sheet(event: str = EVENT.id, items=ITEMS, **changes) -> list[AgendaItem]:
    return [
        AgendaItem(
            id=f"a{number:031x}", event=event, number=number, title=title, type=type, minutes=minutes,
            started=at(started), stopped=at(stopped), **changes,
        )
        for number, (title, type, minutes, started, stopped) in enumerate(items, 1)
    ]  # fmt: skip
