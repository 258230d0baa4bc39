"""Notes that say nearly the same: proposed, and linked as one point or kept apart by a person; none is ever merged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from hubdesk.desk.desk import Action, Desk, team_book
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book
from hubdesk.model.records import Note, Twin
from hubdesk.model.similar import Line, pairs

SAME, APART = "same", "apart"
#: No more notes than these stand beside each other in one proposal.
MOST = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """Notes that may make one point, in the order in which they were said; `likeness` is that of the least alike."""

    notes: tuple[Note, ...]
    likeness: int

    @property
    def voices(self) -> int:
        """How many people said it, as it was counted in each note."""
        return sum(note.voices for note in self.notes)


def proposals(desk: Desk, event: str) -> list[Proposal]:
    """Return what nobody has decided yet, the most alike first; languages are compared each for itself."""
    notes = {note.id: note for note in desk.read.notes(event) if not note.gap}
    tied = _Ties(notes, _decided(desk, event, SAME))
    kept_apart = {frozenset((tied.head(one), tied.head(other))) for one, other in _decided(desk, event, APART)}
    groups: dict[str, list[str]] = defaultdict(list)
    first: dict[str, str] = {}
    least: dict[str, int] = {}
    lines = {id: Line(note.language, note.text) for id, note in notes.items()}
    for pair in sorted(pairs(lines), key=lambda pair: (-pair.likeness, pair)):
        one, other = tied.head(pair.one), tied.head(pair.other)
        if one == other or frozenset((one, other)) in kept_apart:
            continue
        # who stands in another proposal already, or would crowd this one, comes when that is decided
        if first.get(one, one) == one and other not in first and len(groups[one]) < MOST - 1:
            first[one] = first[other] = one
            groups[one].append(other)
            least[one] = pair.likeness
    place = {id: number for number, id in enumerate(notes)}
    members = {one: {one, *others} for one, others in groups.items() if others}
    made = [
        Proposal(tuple(notes[id] for id in sorted(ids, key=place.__getitem__)), least[one])
        for one, ids in members.items()
    ]
    return sorted(made, key=lambda each: -each.likeness)


def points(desk: Desk, event: str) -> list[tuple[Note, ...]]:
    """Return the notes that were linked as one point, each point in the order in which they were said."""
    notes = {note.id: note for note in desk.read.notes(event)}
    tied = _Ties(notes, _decided(desk, event, SAME))
    found: dict[str, list[Note]] = defaultdict(list)
    for id, note in notes.items():
        found[tied.head(id)].append(note)
    return [tuple(each) for each in found.values() if len(each) > 1]


def same(desk: Desk, ids: Sequence[str], *, origin: object = None) -> None:
    """Say that notes make the same point: they stay as they are, each with its voices and who said it."""
    found = _notes(desk, ids)
    label = count(len(found), "Link {n} note as one point", "Link {n} notes as one point")
    with desk.action(label, origin=origin) as put:
        _say(desk, put, pairwise(found), SAME)


def apart(desk: Desk, ids: Sequence[str], *, origin: object = None) -> None:
    """Say that notes make different points, also when they were linked before; they are not proposed again."""
    found = _notes(desk, ids)
    label = count(len(found), "Keep {n} note apart", "Keep {n} notes apart")
    with desk.action(label, origin=origin) as put:
        _say(desk, put, combinations(found, 2), APART)


def _decided(desk: Desk, event: str, verdict: str) -> list[tuple[str, str]]:
    return [(twin.one, twin.other) for twin in desk.read.all(Twin, event=event, verdict=verdict)]


class _Ties:
    """Which notes hang together: each knows the first of its own, in the order in which they were said."""

    def __init__(self, ids: Iterable[str], ties: Iterable[tuple[str, str]]) -> None:
        self._place = {id: place for place, id in enumerate(ids)}
        self._above = {id: id for id in self._place}
        for one, other in ties:
            self._tie(one, other)

    def head(self, id: str) -> str:
        while (above := self._above.get(id, id)) != id:
            self._above[id] = self._above.get(above, above)
            id = above
        return id

    def _tie(self, one: str, other: str) -> None:
        if one in self._place and other in self._place:
            first, second = sorted((self.head(one), self.head(other)), key=self._place.__getitem__)
            self._above[second] = first


def _notes(desk: Desk, ids: Sequence[str]) -> list[Note]:
    found = [desk.read.get(Note, id) for id in dict.fromkeys(ids)]
    if len(found) < 2:
        raise Usage(say("It takes two notes to compare."), next=say("Name two notes of one event."))
    if len({note.event for note in found}) > 1:
        raise Usage(say("These notes are from several events."), next=say("Name notes of one event at a time."))
    return sorted(found, key=lambda note: (note.order or note.id, note.id))


def _say(desk: Desk, put: Action, together: Iterable[tuple[Note, Note]], verdict: str) -> None:
    """Write a verdict about each two notes, in the place of an older one."""
    known: dict[frozenset[str], Twin] = {}
    for one, other in together:
        if not known:
            known = {frozenset((twin.one, twin.other)): twin for twin in desk.read.all(Twin, event=one.event)}
        before = known.get(frozenset((one.id, other.id)))
        if before is not None:
            put(Twin, before.id, verdict=verdict)
        else:
            home = _home(desk, one, other)
            id = derived_id("twin", home.id, *sorted((one.id, other.id)))
            put(Twin, id, book=home, event=one.event, one=one.id, other=other.id, verdict=verdict)


def _home(desk: Desk, one: Note, other: Note) -> Book:
    """Return where a verdict lives: with the team, and for notes that never leave this laptop, here."""
    return desk.store.private if "sensitive" in (one.visibility, other.visibility) else team_book(one.event)
