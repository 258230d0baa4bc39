"""The pages of the window, in the order of a gathering's moments."""

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
