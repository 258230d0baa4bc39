"""The pages of the window, in the order of a gathering's moments."""

from collections.abc import Mapping
from dataclasses import dataclass

from hubdesk.i18n import Sentence, say


@dataclass(frozen=True)
class Place:
    """A page: its key (module and icon name), its sentence, its keys, and the moment it stands under (None: none)."""

    key: str
    text: Sentence
    keys: str
    moment: Sentence | None = None
    #: Stands at the foot of the rail.
    foot: bool = False


BEFORE, DURING, AFTER = say("Before"), say("During"), say("After")
PLACES: tuple[Place, ...] = (
    Place("events", say("Events"), "Ctrl+1"),
    Place("prepare", say("Prepare"), "Ctrl+2", BEFORE),
    Place("attendance", say("Attendance"), "Ctrl+3", DURING),
    Place("agenda", say("Agenda"), "Ctrl+4", DURING),
    Place("notes", say("Notes"), "Ctrl+5", DURING),
    Place("feedback", say("Feedback"), "Ctrl+6", AFTER),
    Place("report", say("Report"), "Ctrl+7", AFTER),
    Place("share", say("Share"), "Ctrl+8", AFTER),
    Place("charter", say("Charter"), "Ctrl+9", foot=True),
    Place("history", say("History"), "Ctrl+0", foot=True),
)

#: What somebody does at the event, by the page they work on: its words, and what stands on the rail for them.
ROLES: Mapping[str, tuple[Sentence, tuple[str, ...]]] = {
    "attendance": (say("I check people in"), ("attendance", "agenda", "share")),
    "notes": (say("I take notes"), ("notes", "charter", "share")),
    "agenda": (say("I lead the meeting"), ("agenda", "charter", "share")),
}


def on_rail(role: str) -> tuple[str, ...]:
    """Return the keys of the pages on the rail of a role; all of them for "", and for one that is unknown."""
    return ROLES[role][1] if role in ROLES else tuple(place.key for place in PLACES)
