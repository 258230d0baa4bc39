"""The list at the door: everybody of a gathering in memory, found from the first character of what is known."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from hubdesk.desk.attendance_index import Found, Ids, Keys, Texts, gather
from hubdesk.desk.attendance_marks import marks_of
from hubdesk.desk.desk import Desk
from hubdesk.model.change import Change
from hubdesk.model.fold import finder, fold, index_text, typed_words
from hubdesk.model.presence import of_event, stays
from hubdesk.model.records import Mark, Person

#: What is known of a person at the door, and may be typed there.
_KNOWN = ("name", "other_script", "username", "community", "badge", "sheet")
#: More touched people than this are read anew together.
_FEW = 64
#: How many answers are looked through for somebody who is not in the room yet.
_LOOK = 2_000

#: An apostrophe or a hyphen within a name, which people leave out when they type.
_JOINT = re.compile(r"(?<=[^\W\d_])['\u2018\u2019\u02bb\u02bc\u2010-](?=[^\W\d_])")
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


@dataclass(frozen=True, slots=True)
class _Known:
    """What is typed of one person: the line that is searched, and the keys: names, the badge, the row."""

    line: str
    keys: tuple[Iterable[str], Iterable[str], Iterable[str]]

    @classmethod
    def of(cls, known: Sequence[Any]) -> "_Known":
        """Take the values of _KNOWN."""
        name, other_script, username, community, badge, sheet = known
        row = str(sheet or "")
        called = [each for each in (name, other_script, username) if each]
        names = [index_text(each) for each in called]
        joined = [index_text(_JOINT.sub("", each)) for each in called if _JOINT.search(each)]
        line = " | ".join([*names, *joined, *(index_text(other) for other in (community, badge, row) if other)])
        return cls(line, (dict.fromkeys(names), [fold(badge)] if badge else [], [row] if row else []))


def _words(line: str) -> dict[str, None]:
    """Return the words of a line, once each."""
    return dict.fromkeys(word for word in line.split() if word != "|")


class Roster:
    """Everybody of one gathering, folded once; a search costs what it shows, not how long the list is.

    Words are kept sorted, so that a beginning is a stretch of them; of several typed words the rarest is looked up and
    the others are tested. Keep one for a window and give it every Change. Who is in is told of the
    gathering, or of one item of its run-sheet.
    """

    def __init__(self, desk: Desk, event: str, item: str = "") -> None:
        self._desk, self.event, self._item = desk, event, item
        self._shown: dict[str, Person] = {}
        self._load()

    def __len__(self) -> int:
        return len(self._ids) - len(self._gone) + len(self._late)

    def search(self, query: str, limit: int = 12) -> list[Hit]:
        """Return up to `limit` people to whom every typed word is a beginning of something known.

        First come those with just this badge, then with just this number on the sheet, then names that begin so, then
        the rest; each time those who are not in the room yet come first. Nothing typed finds nobody.
        """
        typed = typed_words(query)
        if not typed or limit < 1:
            return []
        number, gone = fold(query).strip(), self._gone
        badges, rows = self._badges.exactly(number, gone), self._rows.exactly(number, gone)
        named = self._names.between(" ".join(ways[0] for ways in typed), gone)
        rest: Iterable[str] = chain.from_iterable(
            self._words.between(way.partition(" ")[0], gone) for way in self._rarest(typed)
        )
        if len(typed) > 1 or any(" " in way for way in typed[0]):
            has = finder(query)
            rest = (id for id in rest if has(self._line(id)))
        found: dict[str, None] = {}
        for stretch in (badges, rows, named, rest):
            self._take(found, stretch, limit)
        people = self._read(list(found))
        return self.hits(people[id] for id in found if id in people)

    def answering(self, text: str) -> list[str]:
        """Return the ids of who has just this badge, else this number on the sheet, else this name; three at most."""
        name = index_text(text)
        return (self._whose(fold(text).strip()) or (self._names.exactly(name, self._gone) if name else []))[:3]

    def hits(self, people: Iterable[Person]) -> list[Hit]:
        """Return people as they are shown: with whether they are in, and since when."""
        return [Hit(each, each.id in self._since, self._since.get(each.id, "")) for each in people]

    def numbered(self, numbers: Sequence[str]) -> dict[str, list[Person]]:
        """Return for each number whose badge is just this, else whose number on the sheet: one, nobody or several."""
        whose = {number: self._whose(fold(number).strip())[:3] for number in numbers}
        people = {each.id: each for each in self._desk.read.many(Person, [id for ids in whose.values() for id in ids])}
        return {number: [people[id] for id in ids if id in people] for number, ids in whose.items()}

    def _whose(self, number: str) -> list[str]:
        if not number:
            return []
        return self._badges.exactly(number, self._gone) or self._rows.exactly(number, self._gone)

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

    def is_much(self, change: Change) -> bool:
        """Tell whether a change touched so much that all is read anew."""
        return len(change.ids("person")) > _FEW or len(change.ids("mark")) > _FEW

    def refresh(self, change: Change | None = None) -> None:
        """Take in what a change touched; None reads everything anew."""
        if change is None or self.is_much(change):
            self._load()
            return
        people, marks = change.ids("person"), change.ids("mark")
        for id in people:
            self._drop(id)
            self._shown.pop(id, None)
        for person in self._desk.read.many(Person, sorted(people)) if people else []:
            if person.event == self.event:
                self._add(person)
        self._marked(marks)

    def _load(self) -> None:
        self._ids, self._lines = Ids(), Texts()
        self._gone: set[int] = set()
        self._late: dict[str, list[tuple[Keys, str]]] = {}
        self._late_lines: dict[str, str] = {}
        self._shown = {}
        self._since: dict[str, str] = {}
        self._marks: dict[str, dict[str, Mark]] = {}
        found: tuple[Found, ...] = ({}, {}, {})
        for id, *fields in self._desk.read.each(Person, _KNOWN, event=self.event, ordered=True):
            place, known = self._ids.append(id), _Known.of(fields)
            self._lines.append(known.line)
            for keys, own in zip(found, known.keys, strict=True):
                for key in own:
                    gather(keys, key, place)
        self._names, self._badges, self._rows = (Keys(self._ids, keys) for keys in found)
        words: Found = {}  # only now, when what led to the others is forgotten: a long list has many words
        for place in range(len(self._lines)):
            for word in _words(self._lines[place]):
                gather(words, word, place)
        self._words = Keys(self._ids, words)
        for mark in marks_of(self._desk, self.event):
            self._marks.setdefault(mark.person, {})[mark.id] = mark
        for id in self._marks:
            self._settle(id)

    def _line(self, id: str) -> str:
        return self._late_lines.get(id) or self._lines[self._ids.find(id)]

    def _has(self, id: str) -> bool:
        return id in self._late or ((place := self._ids.find(id)) >= 0 and place not in self._gone)

    def _add(self, person: Person) -> None:
        known = _Known.of([getattr(person, field) for field in _KNOWN])
        every = (self._names, self._badges, self._rows, self._words)
        own = (*known.keys, _words(known.line))
        self._late[person.id] = [(keys, key) for keys, each in zip(every, own, strict=True) for key in each]
        self._late_lines[person.id] = known.line
        for keys, key in self._late[person.id]:
            keys.add(key, person.id)
        self._settle(person.id)

    def _drop(self, id: str) -> None:
        for keys, key in self._late.pop(id, ()):
            keys.remove(key, id)
        self._late_lines.pop(id, None)
        place = self._ids.find(id)
        if place >= 0:
            self._gone.add(place)
        self._since.pop(id, None)

    def _marked(self, marks: Iterable[str]) -> None:
        wanted = frozenset(marks)
        if not wanted:
            return
        touched = {person for person, theirs in self._marks.items() if not wanted.isdisjoint(theirs)}
        for person in touched:
            self._marks[person] = {id: mark for id, mark in self._marks[person].items() if id not in wanted}
        for mark in self._desk.read.many(Mark, sorted(wanted)):
            if mark.event == self.event:
                self._marks.setdefault(mark.person, {})[mark.id] = mark
                touched.add(mark.person)
        for person in touched:
            self._settle(person)

    def _settle(self, id: str) -> None:
        found = stays(of_event(self._marks.get(id, {}).values(), self._item))
        if found and found[-1].left is None and self._has(id):
            self._since[id] = found[-1].came
        else:
            self._since.pop(id, None)

    def _rarest(self, typed: list[list[str]]) -> list[str]:
        """Return the ways to write the typed word that begins the fewest words of the list."""
        return min(typed, key=lambda ways: sum(self._words.span(way.partition(" ")[0]) for way in ways))

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
