"""A reading round, section by section: read, silent minutes, everybody speaks, the next section."""

from datetime import datetime
from typing import NamedTuple

from hubdesk.desk import agenda
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import index
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.records import AgendaItem

PHASES = ("read", "silent", "speak")


class Turn(NamedTuple):
    """Where a round stands: its sections in the order of the text, which one (from 0), and what is done with it.

    `phase` is "" before the first section and "done" after the last. `allowed` are the seconds that the phase should
    take, 0 where nothing is said about it.
    """

    sections: tuple[str, ...]
    place: int
    phase: str
    allowed: int
    started: str

    @property
    def section(self) -> str:
        """The wid of the section, "" before the first and after the last."""
        return self.sections[self.place] if self.phase in PHASES else ""


def turn(desk: Desk, item: AgendaItem) -> Turn:
    """Return where the round of an item stands."""
    sections = in_order(desk, item)
    if item.phase in PHASES and item.focus in sections:
        return Turn(sections, sections.index(item.focus), item.phase, _allowed(item), item.phase_started)
    phase = "done" if item.phase == "done" else ""
    return Turn(sections, len(sections) if phase else 0, phase, 0, "")


def in_order(desk: Desk, item: AgendaItem) -> tuple[str, ...]:
    """Return the sections of an item in the order of the text; what the newest text has not stands last."""
    known = {wid: place for place, wid in enumerate(index(desk, item.event).places)} if item.sections else {}
    return tuple(sorted(item.sections, key=lambda wid: (known.get(wid, len(known)), wid)))


def step(desk: Desk, item: str, *, at: datetime, back: bool = False, origin: object = None) -> Turn:
    """Go on to the next phase, or back to the one before, in one step with what that begins; return where it stands.

    The first step begins the item too where it does not run. Raises HubDeskError where there is no such step.
    """
    before = desk.read.get(AgendaItem, item)
    now = turn(desk, before)
    steps = [("", ""), *((phase, wid) for wid in now.sections for phase in PHASES), ("done", "")]
    place = steps.index((now.phase, now.section)) + (-1 if back else 1)
    if not now.sections or not 0 <= place < len(steps):
        raise HubDeskError(
            say("The reading round goes no further."),
            safe=say("Nothing was changed."),
            next=say("Choose sections for the item, or begin the next item."),
            code="round-over",
        )
    phase, focus = steps[place]
    label = say("Go back in {title}", title=before.title) if back else say("Go on in {title}", title=before.title)
    with desk.action(label, about=item, origin=origin) as put:
        if phase in PHASES and not (before.started and not before.stopped):
            agenda.put_begin(desk, put, before, at)
        put(AgendaItem, item, phase=phase, focus=focus, phase_started=agenda.time_of(desk, before.event, at))
    return turn(desk, desk.read.get(AgendaItem, item))


def _allowed(item: AgendaItem) -> int:
    """Return the seconds of a phase: the silent minutes; of the speaking round what they leave of a section's share."""
    if item.phase == "silent":
        return item.silent * 60
    if item.phase == "speak":
        return max(0, item.minutes * 60 // len(item.sections) - item.silent * 60)
    return 0
