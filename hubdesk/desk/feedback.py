"""Everything that was said, sorted: by section of the charter, by kind, by what still waits for somebody."""

import re
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
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
#: A sign for a place that stayed among the words, because no section answers it.
_UNKNOWN_PLACE = re.compile(r"(?:^|\s)[/§]\d")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which notes to show; what is empty does not narrow. `section` takes the places below it as well.

    `to_sort` keeps what waits for somebody (see `Row.waits`), `untagged` only what speaks of no place.
    """

    section: str = ""
    kind: str | None = None
    form: str = ""
    untagged: bool = False
    to_sort: bool = False
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
    """One note with what it speaks of, in the order of the charter.

    `waits` is why it still waits for somebody: "untagged" for no place, "unknown" for a place that is not in the text,
    "open" for what was marked to be followed up, "" for nothing.
    """

    note: Note
    sections: tuple[Label, ...]
    waits: str


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
        self._rows: list[Row] = []
        self._words: dict[str, str] = {}
        self._bars: list[Bar] | None = None
        self.refresh()

    def takes(self, change: Change | None) -> bool:
        """Tell whether a change is taken in without reading everything anew."""
        return change is not None and not change.about(_CHARTER_KINDS) and len(change.ids("note")) <= _FEW

    def refresh(self, change: Change | None = None) -> None:
        """Take in what a change touched; None reads everything anew."""
        self._bars = None
        if change is None or change.about(_CHARTER_KINDS):
            self.sections = index(self._desk, self._event)
            self._places = {wid: place for place, wid in enumerate(self.sections.places)}
            self._above = {wid: self.sections.heading_of(wid) or wid for wid in self.sections.places}
            change = None
        touched = change.ids("note") if change else frozenset()
        if change is None or len(touched) > _FEW:
            self._load(self._desk.read.notes(self._event))
        elif touched:
            self._rows = [row for row in self._rows if row.note.id not in touched]
            for note in self._desk.read.many(Note, sorted(touched)):
                if note.event == self._event and not note.gap:
                    insort(self._rows, self._row(note), key=_said)
                    self._words[note.id] = _words(note)

    def rows(self, wanted: Filter | None = None) -> list[Row]:
        """Return the notes that a filter lets through, in the order in which they were said."""
        wanted = wanted or Filter()
        found = list(self._rows)
        for fits in self._tests(wanted):
            found = [row for row in found if fits(row)]
        return found

    def _tests(self, wanted: Filter) -> Iterator[Callable[[Row], bool]]:
        """Yield what a row must pass, for what is wanted alone."""
        if wanted.text.strip():
            has, words = finder(wanted.text), self._words
            yield lambda row: has(words[row.note.id])
        if wanted.section:
            below = self._below(wanted.section)
            yield lambda row: not below.isdisjoint(row.note.tags)
        if wanted.to_sort:
            yield lambda row: bool(row.waits)
        if wanted.untagged:
            yield lambda row: not row.note.tags
        if wanted.kind is not None:
            yield lambda row: row.note.kind == wanted.kind
        if wanted.form:
            yield lambda row: row.note.form == wanted.form
        if wanted.visibility:
            yield lambda row: row.note.visibility == wanted.visibility
        if wanted.language:
            yield lambda row: row.note.language == wanted.language
        if wanted.keyword:
            yield lambda row: wanted.keyword in row.note.keywords
        if wanted.follow_up:
            yield lambda row: row.note.follow_up

    def bars(self) -> list[Bar]:
        """Return a bar for every heading of the whole outline, zero included, then for places no longer there."""
        if self._bars is None:
            self._bars = self._counted()
        return self._bars

    def _counted(self) -> list[Bar]:
        told: Counter[tuple[str, str]] = Counter()
        gone: dict[str, Label] = {}
        for row in self._rows:
            for label in row.sections:
                if not label.there:
                    gone[label.wid] = label
            for wid in {self._above.get(tag, tag) for tag in row.note.tags}:
                told[wid, row.note.kind] += 1
        kinds: dict[str, dict[str, int]] = {}
        for (wid, kind), number in told.items():
            kinds.setdefault(wid, {})[kind] = number
        totals = {wid: sum(each.values()) for wid, each in kinds.items()}
        found = [
            Bar(
                each.wid,
                each.number,
                self._heading(each.wid),
                each.level,
                totals.get(each.wid, 0),
                kinds.get(each.wid, {}),
            )
            for each in self.sections.places.values()
            if each.role in ("document", "chapter", "section")
        ]
        lost = sorted(gone.values(), key=lambda label: (label.number, label.wid))
        return found + [
            Bar(label.wid, label.number, label.heading, 0, totals[label.wid], kinds[label.wid], there=False)
            for label in lost
        ]

    def to_sort(self) -> int:
        """Return how many notes wait for somebody."""
        return sum(bool(row.waits) for row in self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _load(self, notes: Iterable[Note]) -> None:
        self._rows = [self._row(note) for note in notes if not note.gap]
        self._words = {row.note.id: _words(row.note) for row in self._rows}

    def _row(self, note: Note) -> Row:
        labels = self._labels(note)
        return Row(note, labels, _waits(note, labels))

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


def _said(row: Row) -> tuple[str, str]:
    return (row.note.order or row.note.id, row.note.id)


def _words(note: Note) -> str:
    return index_text(f"{note.text} {note.speaker} {' '.join(note.keywords)}")


def _waits(note: Note, labels: Iterable[Label]) -> str:
    if not note.tags:
        return "untagged"
    if any(not label.there for label in labels) or _UNKNOWN_PLACE.search(note.text):
        return "unknown"
    return "open" if note.follow_up else ""
