"""The list at the door: everybody of a gathering in memory, found from the first character of what is known."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from sys import intern
from typing import Any

from hubdesk.desk.attendance_marks import marks_of
from hubdesk.desk.desk import Desk
from hubdesk.model.change import Change
from hubdesk.model.fold import finder, fold, index_text, typed_words
from hubdesk.model.presence import of_event, stays
from hubdesk.model.records import Mark, Person

_END = "\U0010ffff"
#: What is known of a person at the door, and may be typed there.
_KNOWN = ("name", "other_script", "username", "community", "badge", "sheet")
_Key = tuple[str, str]
#: More touched people than this are read anew together.
_FEW = 64
#: How many answers are looked through for somebody who is not in the room yet.
_LOOK = 2_000

#: Digits, perhaps with a letter or two before them: a badge or a row, as it is printed and scanned.
_NUMBER = re.compile(r"[^\W\d_]{0,2}\d+")


def is_number(text: str) -> bool:
    """Tell whether a text is a whole number of a badge or of a sheet: nobody else than its owner may be meant by it."""
    return _NUMBER.fullmatch(text.strip()) is not None


@dataclass(frozen=True, slots=True)
class Hit:
    """A person who answers to a search, whether they are in the room, and since when (ISO 8601)."""

    person: Person
    here: bool
    since: str


class Roster:
    """Everybody of one gathering, folded once; a search costs what it shows, not how long the list is.

    Words are kept in one sorted list, so that a beginning is a stretch of it; of several typed words the rarest is
    looked up and the others are tested. Keep one for a window and give it every Change. Who is in is told of the
    gathering, or of one item of its run-sheet.
    """

    def __init__(self, desk: Desk, event: str, item: str = "") -> None:
        self._desk, self._event, self._item = desk, event, item
        self._shown: dict[str, Person] = {}
        self._load()

    def __len__(self) -> int:
        return len(self._lines)

    def search(self, query: str, limit: int = 12) -> list[Hit]:
        """Return up to `limit` people to whom every typed word is a beginning of something known.

        First come those with just this badge, then with just this number on the sheet, then names that begin so, then
        the rest; each time those who are not in the room yet come first. Nothing typed finds nobody.
        """
        typed = typed_words(query)
        if not typed or limit < 1:
            return []
        number = fold(query).strip()
        exact = self._exact.get(number, ())
        badges = self._whose(number)
        named = self._between(self._names, " ".join(ways[0] for ways in typed))
        rest: Iterable[str] = chain.from_iterable(
            self._between(self._words, way.partition(" ")[0]) for way in self._rarest(typed)
        )
        if len(typed) > 1 or any(" " in way for way in typed[0]):
            has = finder(query)
            rest = (id for id in rest if has(self._lines[id]))
        found: dict[str, None] = {}
        for stretch in (badges, exact, named, rest):
            self._take(found, stretch, limit)
        people = self._read(list(found))
        return self.hits(people[id] for id in found if id in people)

    def answering(self, text: str) -> list[str]:
        """Return the ids of who has just this badge, else this number on the sheet, else this name; three at most."""
        name = index_text(text)
        at = bisect_left(self._names, (name,))
        named = [id for key, id in self._names[at : at + 3] if name and key == name]
        return self._whose(fold(text).strip())[:3] or named

    def hits(self, people: Iterable[Person]) -> list[Hit]:
        """Return people as they are shown: with whether they are in, and since when."""
        return [Hit(each, each.id in self._since, self._since.get(each.id, "")) for each in people]

    def numbered(self, numbers: Sequence[str]) -> dict[str, list[Person]]:
        """Return for each number whose badge is just this, else whose number on the sheet: one, nobody or several."""
        whose = {number: self._whose(fold(number).strip())[:3] for number in numbers}
        people = {each.id: each for each in self._desk.read.many(Person, [id for ids in whose.values() for id in ids])}
        return {number: [people[id] for id in ids if id in people] for number, ids in whose.items()}

    def _whose(self, number: str) -> list[str]:
        exact = self._exact.get(number, [])
        return [id for id in exact if self._numbers[id][0] == number] or list(exact)

    def _read(self, ids: list[str]) -> dict[str, Person]:
        """Return people by id; those who were shown a key ago are not read again."""
        missing = [id for id in ids if id not in self._shown]
        if missing:
            kept = {id: self._shown[id] for id in ids if id in self._shown}
            self._shown = {**kept, **{each.id: each for each in self._desk.read.many(Person, missing)}}
        return self._shown

    def here(self) -> int:
        """Return how many are in the room now."""
        return len(self._since)

    def choose_item(self, item: str) -> None:
        """Tell from now on who is at another item, or at the gathering ("")."""
        if item != self._item:
            self._item = item
            for id in self._marks:
                self._settle(id)

    def refresh(self, change: Change | None = None) -> None:
        """Take in what a change touched; None reads everything anew."""
        people = change.ids("person") if change else frozenset()
        marks = change.ids("mark") if change else frozenset()
        if change is None or len(people) > _FEW or len(marks) > _FEW:
            self._load()
            return
        for id in people:
            self._drop(id)
            self._shown.pop(id, None)
        for person in self._desk.read.many(Person, sorted(people)) if people else []:
            if person.event == self._event:
                self._add(person)
        self._marked(marks)

    def _load(self) -> None:
        self._lines: dict[str, str] = {}
        self._shown = {}
        self._numbers: dict[str, tuple[str, ...]] = {}
        self._exact: dict[str, list[str]] = {}
        self._names: list[_Key] = []
        self._words: list[_Key] = []
        self._since: dict[str, str] = {}
        self._marks: dict[str, dict[str, Mark]] = {}
        for id, *known in self._desk.read.some(Person, _KNOWN, event=self._event):
            names, words = self._keys(id, known)
            self._names += names
            self._words += words
        self._names.sort()
        self._words.sort()
        for mark in marks_of(self._desk, self._event):
            self._marks.setdefault(mark.person, {})[mark.id] = mark
        for id in self._marks:
            self._settle(id)

    def _keys(self, id: str, known: Sequence[Any]) -> tuple[list[_Key], list[_Key]]:
        """Keep a person's line and numbers; return the keys by which they stand in the sorted lists."""
        name, other_script, username, community, badge, sheet = known
        numbers = [badge, str(sheet or "")]
        names = [index_text(each) for each in (name, other_script, username) if each]
        line = " | ".join([*names, *(index_text(other) for other in (community, *numbers) if other)])
        self._lines[id] = line
        self._numbers[id] = tuple(fold(number) for number in numbers)
        for number in filter(None, self._numbers[id]):
            self._exact.setdefault(number, []).append(id)
        words = dict.fromkeys(line.split())
        return [(each, id) for each in names], [(intern(word), id) for word in words if word != "|"]

    def _add(self, person: Person) -> None:
        names, words = self._keys(person.id, [getattr(person, field) for field in _KNOWN])
        for name in names:
            insort(self._names, name)
        for word in words:
            insort(self._words, word)
        self._settle(person.id)

    def _drop(self, id: str) -> None:
        line = self._lines.pop(id, None)
        if line is None:
            return
        for keys, wanted in ((self._words, line.split()), (self._names, line.split(" | "))):
            for key in wanted:
                at = bisect_left(keys, (key, id))
                if at < len(keys) and keys[at] == (key, id):
                    del keys[at]
        for number in filter(None, self._numbers.pop(id)):
            self._exact[number].remove(id)
        self._since.pop(id, None)

    def _marked(self, marks: Iterable[str]) -> None:
        wanted = frozenset(marks)
        if not wanted:
            return
        touched = {person for person, theirs in self._marks.items() if not wanted.isdisjoint(theirs)}
        for person in touched:
            self._marks[person] = {id: mark for id, mark in self._marks[person].items() if id not in wanted}
        for mark in self._desk.read.many(Mark, sorted(wanted)):
            if mark.event == self._event:
                self._marks.setdefault(mark.person, {})[mark.id] = mark
                touched.add(mark.person)
        for person in touched:
            self._settle(person)

    def _settle(self, id: str) -> None:
        found = stays(of_event(self._marks.get(id, {}).values(), self._item))
        if found and found[-1].left is None and id in self._lines:
            self._since[id] = found[-1].came
        else:
            self._since.pop(id, None)

    def _between(self, keys: list[_Key], start: str) -> Iterator[str]:
        at = bisect_left(keys, (start,))
        while at < len(keys) and keys[at][0].startswith(start):
            yield keys[at][1]
            at += 1

    def _rarest(self, typed: list[list[str]]) -> list[str]:
        """Return the ways to write the typed word that begins the fewest words of the list."""
        return min(typed, key=lambda ways: sum(self._span(way.partition(" ")[0]) for way in ways))

    def _span(self, start: str) -> int:
        return bisect_left(self._words, (start + _END,)) - bisect_left(self._words, (start,))

    def _take(self, found: dict[str, None], stretch: Iterable[str], limit: int) -> None:
        """Add people of a stretch until there are enough: who is not in the room first."""
        inside: dict[str, None] = {}
        for looked, id in enumerate(stretch):
            if len(found) >= limit or (looked >= _LOOK and len(found) + len(inside) >= limit):
                break
            if id not in self._since:
                found[id] = None
            elif id not in found and len(inside) < limit:
                inside[id] = None
        for id in inside:
            if len(found) < limit:
                found[id] = None
