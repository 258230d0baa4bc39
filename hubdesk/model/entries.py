"""Entries of one gathering that may be one person, as two desks write down one guest: asked about until it is said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hubdesk.i18n import Sentence
from hubdesk.model.likeness import fold_name, skeleton
from hubdesk.model.presence import one_person
from hubdesk.model.records import Person
from hubdesk.model.twins import Identity, identity, unidentified, why

#: What an entry keeps in `may_be` about another: that it is somebody else, or that somebody still has to say.
APART, ASKED = "no", "ask"
#: How many older entries with one address or name an entry is held against.
_LOOK = 20


@dataclass(frozen=True, slots=True)
class Question:
    """Two entries of a gathering that may be one person, the younger first, and why."""

    entry: Person
    other: Person
    reason: Sentence


def questions(people: Iterable[Person]) -> list[Question]:
    """Return which entries of a gathering may be one person and wait for an answer, each entry once, oldest first.

    Two laptops that wrote an entry for the same guest are asked about after a merge, in whatever order it came: what
    is asked follows from the entries alone. Who was told apart, or joined, is not asked about again; whom one laptop
    joined while another told them apart is.
    """
    entries = sorted(people, key=lambda each: each.id)
    return _Entries(entries).questions()


class _Entries:
    """The entries of a gathering, and whom each of them may be."""

    def __init__(self, entries: Sequence[Person]) -> None:
        self._entries = entries
        self._by_id = {each.id: each for each in entries}
        self._one = one_person({each.id: each.same_as for each in entries})
        self._groups: dict[tuple[str, str], list[Person]] = defaultdict(list)

    def questions(self) -> list[Question]:
        """Return what is to be asked."""
        asked: set[frozenset[str]] = set()
        found: list[Question] = []
        for entry in self._entries:
            other, by = self._asked(entry) or self._alike(entry) or (None, "")
            if other is not None and frozenset((entry.id, other.id)) not in asked:
                asked.add(frozenset((entry.id, other.id)))
                found.append(Question(entry, other, why(other, by)))
        return found

    def _asked(self, entry: Person) -> tuple[Person, str] | None:
        """Return whom an answer that contradicts another, or one that was put off, is about."""
        twin = self._by_id.get(entry.same_as)
        if twin is not None and twin is not entry and _told_apart(entry, twin):
            return twin, "both"
        for id in sorted(entry.may_be):
            other = self._by_id.get(id)
            if other is not None and entry.may_be[id] == ASKED and self._open(entry, other):
                looks = looks_alike(entry.name, other.name) or looks_alike(entry.email, other.email)
                by = _alike_by(identity(entry), identity(other), looks)
                if by:
                    return other, by
        return None

    def _alike(self, entry: Person) -> tuple[Person, str] | None:
        """Return the older entry that this one may be; an entry is older when its id is smaller."""
        key, best = identity(entry), None
        keys = [*zip(("name", "username", "email", "phone"), key, strict=True)]
        keys += [("looks", skeleton(text)) for text in (entry.name, entry.email) if text]
        for sort, text in reversed(keys):
            if not text:
                continue
            group = self._groups[sort, text]
            for other in group[:_LOOK] if best is None else ():
                by = _alike_by(key, identity(other), sort == "looks") if self._open(entry, other) else ""
                if by and (by != "name" or unidentified(entry, other)):
                    best = other, by
                    break
            group.append(entry)
        return best

    def _open(self, entry: Person, other: Person) -> bool:
        return self._one[entry.id] != self._one[other.id] and not _told_apart(entry, other)


def _told_apart(one: Person, other: Person) -> bool:
    return APART in (one.may_be.get(other.id), other.may_be.get(one.id))


def looks_alike(one: str, other: str) -> bool:
    """Whether two texts are other letters that look the same."""
    return bool(one and other) and fold_name(one) != fold_name(other) and skeleton(one) == skeleton(other)


def _alike_by(one: Identity, other: Identity, looks: bool) -> str:
    """Return by what two entries may be one person, "" where nothing speaks for it."""
    for by in ("email", "username", "phone", "name"):
        if getattr(one, by) and getattr(one, by) == getattr(other, by):
            return by
    return "looks" if looks else ""


#: What stands on both sides of a question; the first four are those of `Named`.
COMPARED = ("name", "username", "email", "phone", "other_script", "community", "languages", "interpretation", "status")


def differing(one: object, other: object) -> tuple[str, ...]:
    """Return the fields in which two entries (or an entry and a candidate) say two things, those of COMPARED."""
    pairs = ((field, str(getattr(one, field, "")), str(getattr(other, field, ""))) for field in COMPARED)
    return tuple(field for field, said, told in pairs if said and told and said != told)
