"""Notes: one line of a conversation is one record, tagged while it is typed and sorted afterwards."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from hubdesk.desk.desk import Action, Desk, event_book, team_book
from hubdesk.desk.fields import Fields
from hubdesk.desk.note_choices import CHANNELS as CHANNELS
from hubdesk.desk.note_choices import VISIBILITIES as VISIBILITIES
from hubdesk.desk.note_choices import around, check, one_of, tag_of
from hubdesk.desk.note_reading import AsTyped, Reading, sections_for
from hubdesk.desk.section_index import Index, index
from hubdesk.desk.walks import lend
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.capture import parse
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.facts import Book
from hubdesk.model.presence import iso
from hubdesk.model.records import Coding, Event, GateAnswer, Note, SpokenBy, Statement, Twin
from hubdesk.model.signs import named
from hubdesk.model.templates import half_day, rules

#: What a note is when nothing else is said; not written.
_USUAL = {"form": "comment", "voices": 1}
#: Notes that are read in one question.
_AT_ONCE = 5_000


def add(
    desk: Desk,
    event: str,
    line: str,
    *,
    visibility: str = "public",
    at: datetime | None = None,
    parent: str = "",
    item: str = "",
    channel: str = "",
    table: int = 0,
    language: str = "",
    letters: str = "en",
    sections: Index | None = None,
    origin: object = None,
) -> str:
    """Keep one line and return the note's id; when this returns, the note is durable.

    `language` is that of the line (guessed when empty), `letters` that of the note-taker, whose marker letters count;
    `channel` and `table` say how and where it was said (0: at no table); `sections` saves reading the charters for
    every line. Where "@name" is a participant's full name or user name, the link stays with the team and the name
    stands neither in the note nor in the line as it is kept. While a gallery walk runs, a line that names no place
    takes what its table is about. Raises Usage for an empty line and for choices that are not there.
    """
    gathering = desk.read.get(Event, event)
    known = around(desk, visibility=visibility, parent=parent, channel=channel, table=table)
    said = Reading(desk, gathering, line, letters=letters, sections=sections, language=tag_of(language))
    lend(desk, event, table, [said.fields], sections=sections)
    note = desk.new_id()
    with desk.action(say("Note: {text}", text=said.found.text), about=note, origin=origin) as put:
        _put(desk, put, note, said, gathering, at, item=item, **known)
    return note


def add_all(
    desk: Desk,
    event: str,
    lines: Sequence[str],
    *,
    visibility: str = "public",
    parent: str = "",
    item: str = "",
    channel: str = "",
    table: int = 0,
    language: str = "",
    letters: str = "en",
    sections: Index | None = None,
    origin: object = None,
) -> list[str]:
    """Keep many lines as one step, all or none, and return the ids of the notes in the order of the lines.

    Each is a note a millisecond after the one before it; what is given besides holds for all of them, see `add`, which
    raises the same. The language is guessed for each line when none is given.
    """
    gathering, start = desk.read.get(Event, event), desk.now()
    known = around(desk, visibility=visibility, parent=parent, channel=channel, table=table)
    sections = sections or sections_for(desk, event, "".join(lines))
    made, read = [], []
    for line in lines:
        read.append(Reading(desk, gathering, line, letters=letters, sections=sections, language=tag_of(language)))
    lend(desk, event, table, [said.fields for said in read], sections=sections)
    with desk.action(count(len(lines), "Import {n} note", "Import {n} notes"), origin=origin) as put:
        for place, said in enumerate(read):
            made.append(desk.new_id())
            _put(desk, put, made[-1], said, gathering, start + timedelta(milliseconds=place), item=item, **known)
    return made


def retype(
    desk: Desk, note: str, line: str, *, letters: str = "en", sections: Index | None = None, origin: object = None
) -> None:
    """Read the line of a note anew: what it says replaces what the old line said, and what was added by hand stays.

    Sections, keywords, form and kind that the old line did not name (they were set afterwards) are kept. A section that
    both lines name stays where it is, also where a newer edition gave its number to another place.
    """
    before = desk.read.get(Note, note)
    gathering = desk.read.get(Event, before.event)
    sections = sections or sections_for(desk, before.event, f"{line} {before.line}")
    then = AsTyped(before, sections)
    old = parse(before.line, sections=then, language=letters)
    said = Reading(desk, gathering, line, letters=letters, sections=then, language="")
    new, fields = said.found, dict(said.fields)
    for name in ("form", "kind", "voices", "follow_up", "speaker"):
        if getattr(new, name) == getattr(old, name):
            del fields[name]
    if new.text == before.text:
        del fields["language"]
    for name, was, now in (
        ("tags", {tag.anchor for tag in old.sections}, {tag.anchor for tag in new.sections}),
        ("keywords", set(old.keywords), set(new.keywords)),
    ):
        fields[name] = {each: each in now for each in sorted((was & getattr(before, name)) ^ now)}
    links = desk.read.all(SpokenBy, note=note)
    with desk.action(say("Change the note {text}", text=before.text), about=note, origin=origin) as put:
        if different := _different(before, fields):
            put(Note, note, book=home_of(desk, before), **different)
        for link in links:
            if (said.person or new.speaker) and link.person != said.person:
                put.delete(SpokenBy, link.id)
        if said.person and said.person not in {link.person for link in links}:
            home = desk.store.private if before.visibility == "sensitive" else team_book(before.event)
            put(SpokenBy, book=home, event=before.event, note=note, person=said.person)


def tag(
    desk: Desk,
    notes: Sequence[str],
    wid: str,
    on: bool = True,
    *,
    sections: Index | None = None,
    origin: object = None,
) -> None:
    """Say that notes speak of a place of the charter, or that they do not; one step for all of them."""
    found = these(desk, notes)
    seen = ""
    if on and found:
        known = sections or index(desk, found[0].event)
        seen = known.anchor(wid) if wid in known else ""
    fields: Fields = {"tags": {wid: on}}
    if seen:
        fields["seen"] = {wid: seen}
    label = (
        count(len(found), "Tag {n} note", "Tag {n} notes")
        if on
        else count(len(found), "Untag {n} note", "Untag {n} notes")
    )
    with desk.action(label, about=_single(found), origin=origin) as put:
        for note in found:
            if (wid in note.tags) != on:
                put(Note, note.id, book=home_of(desk, note), **fields)


def keyword(desk: Desk, notes: Sequence[str], word: str, on: bool = True, *, origin: object = None) -> None:
    """Give notes a keyword or take it away; words are joined as in a line ("stable funding" is "stable_funding")."""
    word = named(word)
    if not word:
        raise Usage(say("This cannot be a keyword."), next=say("Begin it with a letter."))
    found = [note for note in these(desk, notes) if (word in note.keywords) != on]
    label = (
        count(len(found), "Give {n} note a keyword", "Give {n} notes a keyword")
        if on
        else count(len(found), "Take a keyword from {n} note", "Take a keyword from {n} notes")
    )
    with desk.action(label, about=_single(found), origin=origin) as put:
        for note in found:
            put(Note, note.id, book=home_of(desk, note), keywords={word: on})


def kind(desk: Desk, notes: Sequence[str], kind: str, *, origin: object = None) -> None:
    """Say what kind of feedback notes are; "" takes the kind away."""
    one_of(kind, ("", *KINDS))
    _set(desk, notes, "kind", kind, origin=origin)


def form(desk: Desk, notes: Sequence[str], form: str, *, origin: object = None) -> None:
    """Say what notes are in the conversation: comment, question, response, decision or action."""
    one_of(form, tuple(FORMS))
    _set(desk, notes, "form", form, origin=origin)


def follow_up(desk: Desk, notes: Sequence[str], on: bool = True, *, origin: object = None) -> None:
    """Mark notes to be followed up, or say that it was done."""
    _set(desk, notes, "follow_up", on, origin=origin)


def edit(desk: Desk, notes: str | Sequence[str], *, origin: object = None, **fields: object) -> None:
    """Change what is not in the words, of one note or in one step of several.

    That is form, kind, language, channel, table, voices, follow_up, speaker (a role), item, parent and pinned (stays in
    sight).
    """
    found = these(desk, [notes] if isinstance(notes, str) else notes)
    for note in found:
        check(desk.read.get(Event, note.event), fields)
    changed = [(note, different) for note in found if (different := _different(note, fields))]
    about = _single([note for note, _ in changed])
    label = count(len(changed), "Change {n} note", "Change {n} notes")
    if about:
        label = say("Change the note {text}", text=changed[0][0].text)
    with desk.action(label, about=about, origin=origin) as put:
        for note, different in changed:
            put(Note, note.id, book=home_of(desk, note), **different)


def show_to(desk: Desk, notes: Sequence[str], visibility: str, *, origin: object = None) -> dict[str, str]:
    """Say who may read notes; return {old id: new id} of those that had to move into another book.

    A moved note is erased where it was, so that no file made later holds its words; replies, statements, speakers and
    answers of the gate follow it. One step, and undo moves them back.
    """
    one_of(visibility, VISIBILITIES)
    found = [note for note in these(desk, notes) if note.visibility != visibility]
    moved: dict[str, str] = {}
    label = count(len(found), "Change who may read {n} note", "Change who may read {n} notes")
    with desk.action(label, origin=origin) as put:
        for note in found:
            home = _home(desk, note.event, visibility)
            if home.id == note.book:
                put(Note, note.id, book=home, visibility=visibility)
            else:
                moved[note.id] = put.move(note, home, visibility=visibility)
        for event in sorted({note.event for note in found if note.id in moved}):
            follow(desk, put, event, moved, visibility=visibility)
            _take_codings(desk, put, event, moved, visibility=visibility)
    return moved


def move_all(desk: Desk, put: Action, notes: Sequence[Note], book: Book) -> None:
    """Write notes of one event into another of its books within a step; who may read them stays as it is.

    What points to them follows, as with `show_to`.
    """
    moved = {note.id: put.move(note, book) for note in notes}
    if moved:
        follow(desk, put, notes[0].event, moved, visibility=notes[0].visibility)
        _take_codings(desk, put, notes[0].event, moved, visibility=notes[0].visibility)


def ask_anew(desk: Desk, put: Action, event: str, notes: Collection[str]) -> None:
    """Take back within a step what was answered about publishing notes: their words are others now."""
    for answer in desk.read.all(GateAnswer, event=event):
        if answer.note in notes and answer.answer:
            put(GateAnswer, answer.id, answer="")


def follow(desk: Desk, put: Action, event: str, moved: Mapping[str, str], *, visibility: str) -> None:
    """Let what points to notes point, within a step, to others ({old id: new id}) that only some may read.

    Who said a sensitive note stays on this laptop.
    """
    for note in desk.read.notes(event):
        if note.parent in moved:
            put(Note, moved.get(note.id, note.id), parent=moved[note.parent])
    home = desk.store.private if visibility == "sensitive" else team_book(event)
    for link in desk.read.all(SpokenBy, event=event):
        if link.note in moved and link.book != home.id:
            put.move(link, home, note=moved[link.note])
        elif link.note in moved:
            put(SpokenBy, link.id, note=moved[link.note])
    for answer in desk.read.all(GateAnswer, event=event):
        if answer.note in moved:
            put(GateAnswer, answer.id, note=moved[answer.note])
    for twin in desk.read.all(Twin, event=event):
        if twin.one in moved or twin.other in moved:
            both: Fields = {name: moved.get(id, id) for name, id in (("one", twin.one), ("other", twin.other))}
            if visibility == "sensitive" and twin.book != home.id:
                put.move(twin, home, **both)
            else:
                put(Twin, twin.id, **both)
    for statement in desk.read.all(Statement, event=event):
        if old := statement.notes & moved.keys():
            links = dict.fromkeys(sorted(old), False) | {moved[id]: True for id in sorted(old)}
            put(Statement, statement.id, notes=links)


def _take_codings(desk: Desk, put: Action, event: str, moved: Mapping[str, str], *, visibility: str) -> None:
    """Let what others said of notes go where these went; that of a sensitive note stays on this laptop."""
    home = desk.store.private if visibility == "sensitive" else team_book(event)
    for old, new in moved.items():
        for coding in desk.read.all(Coding, note=old):
            if coding.book == home.id:
                put(Coding, coding.id, book=home, note=new)
            else:
                put.move(coding, home, note=new)


def remove(desk: Desk, notes: Sequence[str], *, origin: object = None) -> None:
    """Put notes away; their replies stay and stand by themselves. Undo brings them back."""
    found = these(desk, notes)
    with desk.action(count(len(found), "Remove {n} note", "Remove {n} notes"), origin=origin) as put:
        for note in found:
            put.delete(Note, note.id)


def gap(desk: Desk, event: str, at: datetime, *, item: str = "", origin: object = None) -> str:
    """Keep that something was said off the record: the moment, and not a word; return the id."""
    gathering = desk.read.get(Event, event)
    note = desk.new_id()
    fields: Fields = {"event": event, "gap": True, "at": _time(gathering, at), "order": _order(gathering, at, note)}
    fields |= {"item": item} if item else {}
    with desk.action(say("Off the record"), origin=origin) as put:
        return put(Note, note, book=event_book(event), **fields)


def _put(
    desk: Desk,
    put: Action,
    note: str,
    said: Reading,
    gathering: Event,
    at: datetime | None,
    *,
    visibility: str,
    **more: str | int,
) -> None:
    """Write a new note, and who said it where the team keeps that."""
    kept = {name: value for name, value in said.fields.items() if value and value != _USUAL.get(name)}
    more |= {"event": gathering.id, "order": _order(gathering, at, note)}
    kept |= {name: value for name, value in more.items() if value}
    home = _home(desk, gathering.id, visibility)
    put(Note, note, book=home, visibility=visibility, at=_time(gathering, at or desk.now()), **kept)
    if said.person:
        links = desk.store.private if visibility == "sensitive" else team_book(gathering.id)
        put(SpokenBy, book=links, event=gathering.id, note=note, person=said.person)


def _time(gathering: Event, at: datetime) -> str:
    return iso(half_day(at, gathering.zone) if rules(gathering.sensitive).half_days else at)


def _order(gathering: Event, at: datetime | None, note: str) -> str:
    """Return what puts a note where it was said, also after it moved; by default that is the order of typing."""
    if at is None or rules(gathering.sensitive).half_days:
        return note[:16]
    return f"{max(0, int(at.timestamp() * 1000)):012x}"


def _home(desk: Desk, event: str, visibility: str) -> Book:
    if visibility == "sensitive":
        return desk.store.private
    return team_book(event) if visibility == "internal" else event_book(event)


def home_of(desk: Desk, note: Note) -> Book:
    """Return the book in which a note is, without asking for it."""
    books = (event_book(note.event), team_book(note.event), desk.store.private)
    return next((book for book in books if book.id == note.book), _home(desk, note.event, note.visibility))


def these(desk: Desk, notes: Sequence[str]) -> list[Note]:
    """Return all of these notes. Raises HubDeskError when one is gone."""
    found: list[Note] = []
    for start in range(0, len(notes), _AT_ONCE):
        found += desk.read.many(Note, notes[start : start + _AT_ONCE])
    if len(found) < len(set(notes)):
        here = {note.id for note in found}
        desk.read.get(Note, next(id for id in notes if id not in here))
    return found


def _single(notes: Sequence[Note]) -> str:
    return notes[0].id if len(notes) == 1 else ""


def _set(desk: Desk, notes: Sequence[str], field: str, value: str | bool, *, origin: object) -> None:
    found = [note for note in these(desk, notes) if getattr(note, field) != value or field in note.versions]
    label = count(len(found), "Sort {n} note", "Sort {n} notes")
    with desk.action(label, about=_single(found), origin=origin) as put:
        for note in found:
            fields: Fields = {field: value}
            put(Note, note.id, book=home_of(desk, note), **fields)


def _different(before: Note, fields: Mapping[str, object]) -> Fields:
    """Return what differs from a note; sets and maps by member."""
    found: Fields = {}
    for name, value in fields.items():
        old = getattr(before, name)
        if isinstance(value, Mapping):
            have = old if isinstance(old, Mapping) else dict.fromkeys(old, True)
            if members := {member: new for member, new in value.items() if have.get(member, False) != new}:
                found[name] = members
        elif value != old or name in before.versions:
            found[name] = value
    return found
