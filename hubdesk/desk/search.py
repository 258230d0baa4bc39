"""Words found wherever they stand: in notes, in the text under discussion, in statements, on run-sheets, in names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import chosen
from hubdesk.model.fold import finder, index_text
from hubdesk.model.records import AgendaItem, Event, Note, Person, Record, Section, Statement, Text

#: So many of each kind are shown at first.
PAGE = 10
#: A place of the text is found in all its languages and editions: so many times more are asked for.
_OVER = 6
#: A long text is cut to about so many characters around the first word that was found.
_LONG = 160
_BEFORE = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: the record, its event ("" for the text), its words around the hit, where it stands."""

    id: str
    event: str
    words: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The newest hits of one kind (note, text, statement, agenda, person, event), and whether there are more."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool


def search(desk: Desk, text: str, *, event: str = "", reading: str | None = None, limit: int = PAGE) -> list[Group]:
    """Return what holds every word of a text, the last word as a beginning; of one event or of all, kinds with hits.

    `reading` is the event whose text is searched where that is another one than `event`, "" for no text at all.
    The newest come first and only the first page is read, so that a common word among a million costs no more than a
    rare one. People are found by their names, but nobody who registered in private, and nobody of a sensitive
    gathering: for them there is the page Attendance.
    """
    asked: Mapping[type[Record], Callable[[Desk, Sequence[str], str], list[Hit]]] = {
        Note: _notes,
        Text: _texts,
        Statement: _statements,
        AgendaItem: _items,
        Person: _people,
        Event: _events,
    }
    found = []
    for kind, read in asked.items():
        if kind is Text and reading == "":
            continue
        scope = event if kind not in (Text, Event) else ""
        ids = desk.read.search(kind, text, event=scope, limit=(limit + 1) * (_OVER if kind is Text else 1))
        hits = read(desk, ids, reading or event if kind is Text else event) if ids else []
        if hits:
            cut = tuple(Hit(hit.id, hit.event, excerpt(hit.words, text), hit.place) for hit in hits[:limit])
            found.append(Group(kind.KIND, cut, len(hits) > limit))
    return found


def excerpt(words: str, typed: str) -> str:
    """Return a long text cut around the first word that was found, with "…" where something was left out."""
    if len(words) <= _LONG:
        return words
    parts = words.split()
    sought = [finder(word) for word in typed.split()]
    first = next((at for at, part in enumerate(parts) if any(has(index_text(part)) for has in sought)), 0)
    start = max(0, first - _BEFORE)
    text = " ".join(parts[start:])
    cut = text if len(text) <= _LONG else text[: text.rfind(" ", 0, _LONG) if " " in text[:_LONG] else _LONG] + "…"
    return f"… {cut}" if start else cut


def _notes(desk: Desk, ids: Sequence[str], _event: str) -> list[Hit]:
    return [Hit(note.id, note.event, note.text or note.line) for note in desk.read.many(Note, ids)]


def _statements(desk: Desk, ids: Sequence[str], _event: str) -> list[Hit]:
    return [Hit(each.id, each.event, each.text, each.theme) for each in desk.read.many(Statement, ids)]


def _items(desk: Desk, ids: Sequence[str], _event: str) -> list[Hit]:
    return [Hit(item.id, item.event, item.title, str(item.number)) for item in desk.read.many(AgendaItem, ids)]


def _events(desk: Desk, ids: Sequence[str], event: str) -> list[Hit]:
    return [Hit(one.id, one.id, one.title, one.start[:10]) for one in desk.read.many(Event, ids) if not event]


def _people(desk: Desk, ids: Sequence[str], _event: str) -> list[Hit]:
    people = [person for person in desk.read.many(Person, ids) if not person.private]
    events = {event.id: event for event in desk.read.many(Event, sorted({person.event for person in people}))}
    return [
        Hit(person.id, person.event, person.name or person.username or person.badge, person.community)
        for person in people
        if person.event in events and not events[person.event].sensitive
    ]


def _texts(desk: Desk, ids: Sequence[str], event: str) -> list[Hit]:
    """Return places of the newest editions, each once, whatever languages it was found in."""
    editions = {edition.id for edition in chosen(desk, event)}
    texts = [text for text in desk.read.many(Text, ids) if text.edition in editions]
    places = {each.id: each for each in desk.read.many(Section, sorted({text.section for text in texts}))}
    found: dict[str, Hit] = {}
    for text in texts:
        place = places.get(text.section)
        if place is not None:
            words = " ".join(filter(None, (text.heading, text.text)))
            found.setdefault(place.wid, Hit(place.wid, "", words, place.number))
    return list(found.values())
