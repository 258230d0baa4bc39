"""What was put away and can be brought back."""

from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.desk.desk import Desk
from hubdesk.i18n import count
from hubdesk.model.records import (
    AgendaItem,
    Attachment,
    Event,
    Expense,
    Note,
    Outgoing,
    Person,
    Poll,
    Record,
    Statement,
)

#: What people put away, with the fields that say what it was, the first that holds something counts.
KINDS: dict[type[Record], tuple[str, ...]] = {
    Note: ("text",),
    Statement: ("text",),
    Poll: ("question",),
    Person: ("name", "username", "badge"),
    AgendaItem: ("title",),
    Event: ("title",),
    Outgoing: ("what",),
    Attachment: ("caption", "name"),
    Expense: ("what",),
}


@dataclass(frozen=True, slots=True)
class Thing:
    """One record in the trash: its kind, its id, its event (its own id for an event), and what it said."""

    kind: type[Record]
    id: str
    event: str
    words: str


def things(desk: Desk, event: str = "") -> list[Thing]:
    """Return what was put away, of one event or of all, by kind, the newest first; what was erased is not among it."""
    found: list[Thing] = []
    for kind, names in KINDS.items():
        for one in reversed(desk.read.deleted(kind, event=event)):
            words = next((text for name in names if (text := str(getattr(one, name)))), "")
            home = one.id if kind is Event else str(getattr(one, "event", ""))
            if words and (not event or home == event):
                found.append(Thing(kind, one.id, home, words))
    return found


def restore(desk: Desk, chosen: Sequence[Thing], *, origin: object = None) -> None:
    """Bring things back as they were, in one step."""
    label = count(len(chosen), "Bring {n} record back", "Bring {n} records back")
    with desk.action(label, origin=origin) as put:
        for one in chosen:
            put.restore(one.kind, one.id)
