"""The notes of an event as they are read: in the order they were said, answers below what they answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from hubdesk.desk.desk import Desk
from hubdesk.model.records import Note


@dataclass(frozen=True, slots=True)
class Line:
    """A note in the journal and how deep it stands: 0, or 1 and more for replies."""

    note: Note
    depth: int


def lines(desk: Desk, event: str, *, search: str = "", section: str = "", untagged: bool = False) -> list[Line]:
    """Return the journal: notes in the order they were said, replies below what they answer.

    Who answers a note that is not there (removed, or filtered out) stands by itself; circles are cut at the oldest.
    """
    found = desk.read.notes(event, search=search, section=section, untagged=untagged)
    return journal(found)


def journal(notes: Iterable[Note]) -> list[Line]:
    """Return notes, given in the order they were said, with replies under their parents; each note once."""
    ordered = list(notes)
    here = {note.id for note in ordered}
    replies: dict[str, list[Note]] = {}
    for note in ordered:
        if note.parent in here and note.parent != note.id:
            replies.setdefault(note.parent, []).append(note)
    done: dict[str, Line] = {}
    tops = [note for note in ordered if note.parent not in here or note.parent == note.id]
    for top in [*tops, *ordered]:
        ahead = [(top, 0)]
        while ahead:
            note, depth = ahead.pop()
            if note.id not in done:
                done[note.id] = Line(note, depth)
                ahead += [(reply, depth + 1) for reply in reversed(replies.get(note.id, []))]
    return list(done.values())
