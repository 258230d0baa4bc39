"""Everything that was said, sorted: by section of the charter, by kind, by what still waits for somebody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import index
from hubdesk.model.change import Change
from hubdesk.model.fold import finder, index_text
from hubdesk.model.records import Note
from hubdesk.model.seen import seen_of as seen_of

#: What changes where notes point to.
_CHARTER_KINDS = frozenset({"event", "charter", "edition", "section", "text"})
#: More touched notes than this are read anew together.
_FEW = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """Which notes to show; what is empty does not narrow. `section` takes the places below it as well."""

    section: str = ""
    kind: str | None = None
    form: str = ""
    untagged: bool = False
    text: str = ""
    visibility: str = ""
    language: str = ""
    keyword: str = ""
    follow_up: bool = False


class Label(NamedTuple):
    """A tag as a person reads it; where the place is not `there` any more, `heading` quotes the words seen."""

    wid: str
    number: str
    heading: str
    there: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One note with what it speaks of, in the order of the charter."""

    note: Note
    sections: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many notes speak of one heading, its paragraphs and items included, its sub-headings not; and of which kind.

    A note counts once in a bar, and in every bar that it speaks of; notes without a kind stand under "".
    """

    wid: str
    number: str
    heading: str
    level: int
    total: int
    kinds: Mapping[str, int]
    there: bool = True


class Grid:
    """All notes of one gathering in memory, so that a filter costs no reading. Keep one for a window.

    `language` is that in which headings are shown where the charter has it.
    """

    def __init__(self, desk: Desk, event: str, language: str = "") -> None:
        self._desk, self._event, self._language = desk, event, language
        self.refresh()

    def refresh(self, change: Change | None = None) -> None:
        """Take in what a change touched; None reads everything anew."""
        if change is None or change.about(_CHARTER_KINDS):
            self.sections = index(self._desk, self._event)
            self._places = {wid: place for place, wid in enumerate(self.sections.places)}
            change = None
        touched = change.ids("note") if change else frozenset()
        if change is None or len(touched) > _FEW:
            self._load(self._desk.read.notes(self._event))
        elif touched:
            kept = [row.note for row in self._rows if row.note.id not in touched]
            new = [note for note in self._desk.read.many(Note, sorted(touched)) if note.event == self._event]
            self._load(sorted([*kept, *new], key=lambda note: (note.order or note.id, note.id)))

    def rows(self, wanted: Filter | None = None) -> list[Row]:
        """Return the notes that a filter lets through, in the order in which they were said."""
        wanted = wanted or Filter()
        has = finder(wanted.text) if wanted.text.strip() else None
        below = self._below(wanted.section) if wanted.section else None
        return [
            row
            for row in self._rows
            if (has is None or has(self._words[row.note.id]))
            and (below is None or not below.isdisjoint(row.note.tags))
            and _fits(row.note, wanted)
        ]

    def bars(self) -> list[Bar]:
        """Return a bar for every heading of the whole outline, zero included, then for places no longer there."""
        totals: Counter[str] = Counter()
        kinds: dict[str, Counter[str]] = {}
        gone: dict[str, Label] = {}
        for row in self._rows:
            gone.update({label.wid: label for label in row.sections if not label.there})
            for wid in {self.sections.heading_of(tag) or tag for tag in row.note.tags}:
                totals[wid] += 1
                kinds.setdefault(wid, Counter())[row.note.kind] += 1
        found = [
            Bar(each.wid, each.number, self._heading(each.wid), each.level, totals[each.wid], kinds.get(each.wid, {}))
            for each in self.sections.places.values()
            if each.role in ("document", "chapter", "section")
        ]
        lost = sorted(gone.values(), key=lambda label: (label.number, label.wid))
        return found + [
            Bar(label.wid, label.number, label.heading, 0, totals[label.wid], kinds[label.wid], there=False)
            for label in lost
        ]

    def untagged(self) -> int:
        """Return how many notes speak of no place yet."""
        return sum(not row.note.tags for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _load(self, notes: Iterable[Note]) -> None:
        known = getattr(self, "_words", {})
        before = {row.note.id: row.note for row in getattr(self, "_rows", ())}
        self._rows = [Row(note, self._labels(note)) for note in notes if not note.gap]
        self._words: dict[str, str] = {
            row.note.id: known[row.note.id]
            if before.get(row.note.id) is row.note and row.note.id in known
            else index_text(f"{row.note.text} {row.note.speaker} {' '.join(row.note.keywords)}")
            for row in self._rows
        }

    def _labels(self, note: Note) -> tuple[Label, ...]:
        last = len(self._places)
        ordered = sorted(note.tags, key=lambda wid: (self._places.get(wid, last), wid)) if note.tags else ()
        return tuple(self._label(wid, note) for wid in ordered)

    def _label(self, wid: str, note: Note) -> Label:
        place = self.sections.places.get(wid)
        if place is not None:
            return Label(wid, place.number, self._heading(wid), True)
        seen = seen_of(note, wid)
        return Label(wid, seen.get("number", ""), seen.get("heading", "") or seen.get("exact", ""), False)

    def _heading(self, wid: str) -> str:
        place = self.sections.places[wid]
        if place.role == "missing":
            return self.sections.label(wid, self._language).removeprefix(place.number).strip()
        text = place.texts.get(self._language)
        if text is not None and text.heading:
            return text.heading
        above = self.sections.heading_of(wid)
        return place.heading or (self._heading(above) if above not in ("", wid) else "")

    def _below(self, wid: str) -> frozenset[str]:
        """Return a place and everything under it."""
        found = {wid}
        for each in self.sections.places.values():  # in document order: parents come first
            if each.parent in found:
                found.add(each.wid)
        return frozenset(found)


def rows(desk: Desk, event: str, wanted: Filter | None = None, *, language: str = "") -> list[Row]:
    """Return the notes of a gathering that a filter lets through; for many filters keep a `Grid`."""
    return Grid(desk, event, language).rows(wanted)


def by_section(desk: Desk, event: str, *, language: str = "") -> list[Bar]:
    """Return how much was said about every heading of the charters, zero included."""
    return Grid(desk, event, language).bars()


def untagged(desk: Desk, event: str) -> int:
    """Return how many notes wait to be tagged."""
    return len(desk.read.notes(event, untagged=True))


def _fits(note: Note, wanted: Filter) -> bool:
    return (
        (wanted.kind is None or note.kind == wanted.kind)
        and (not wanted.form or note.form == wanted.form)
        and (not wanted.untagged or not note.tags)
        and (not wanted.visibility or note.visibility == wanted.visibility)
        and (not wanted.language or note.language == wanted.language)
        and (not wanted.keyword or wanted.keyword in note.keywords)
        and (not wanted.follow_up or note.follow_up)
    )
