"""Second coders: a round of notes that others sort blind, each for themselves, beside what the notes say already."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hubdesk.desk.desk import Action, Desk, team_book
from hubdesk.desk.fields import MAX_LINE, Fields, changes, line
from hubdesk.desk.note_reading import sections_for, without_controls
from hubdesk.desk.notes import home_of, these
from hubdesk.desk.section_index import Index, index
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.capture import parse
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book
from hubdesk.model.fold import fold
from hubdesk.model.presence import iso
from hubdesk.model.records import Coding, CodingRound, Event, Note

#: The longest name of a coder, in characters.
MAX_NAME = 60
ADOPTED, KEPT = "adopted", "kept"


@dataclass(frozen=True, slots=True)
class Standing:
    """A round with its number of notes, and how many of them each coder has done."""

    round: CodingRound
    notes: int
    coders: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One note as a coder sees it: the words, those that it answers, and what this coder said of it (None: nothing)."""

    note: Note
    parent: Note | None
    coding: Coding | None


def begin(desk: Desk, event: str, *, sample: int = 0, seed: str = "", origin: object = None) -> str:
    """Begin a round with all notes that hold words, or with `sample` of them, and return its id.

    Which ones is drawn by `seed`: the same one draws the same notes again from the same notes; a new one is taken where
    none is given. How they are sorted now is written down, so that it can be compared later. Raises Usage.
    """
    desk.read.get(Event, event)
    pool = [note for note in desk.read.notes(event) if note.text and not note.gap]
    if not 0 <= sample <= len(pool) or not pool:
        raise Usage(
            say("So many notes cannot be drawn."),
            next=count(len(pool), "There is {n} note with words.", "There are {n} notes with words."),
        )
    made = desk.new_id()
    seed = (line(seed) or made[-8:]) if sample else ""
    drawn = sorted(pool, key=lambda note: _lot(seed, note))[:sample] if sample else pool
    label = count(len(drawn), "Begin a round of {n} note", "Begin a round of {n} notes")
    with desk.action(label, origin=origin) as put:
        put(CodingRound, made, book=team_book(event), event=event, at=iso(desk.now()), seed=seed, pool=len(pool))
        for note in drawn:
            now: Fields = {"kind": note.kind, "tags": note.tags, "keywords": note.keywords}
            _write(put, _unsaid(desk, made, note, ""), {**now, **_about(made, note, "")}, book=_home(desk, note))
    return made


def rounds(desk: Desk, event: str) -> list[Standing]:
    """Return the rounds of a gathering, the newest first."""
    there = {id for id, _ in desk.read.some(Note, ["at"], event=event)}
    told: dict[str, dict[str, int]] = {}
    spelled: dict[str, str] = {}
    for _, of, note, coder in desk.read.some(Coding, ["round", "note", "coder"], event=event):
        if note in there:
            coders, name = told.setdefault(of, {}), spelled.setdefault(fold(coder), coder)
            coders[name] = coders.get(name, 0) + 1
    found = []
    for each in reversed(desk.read.all(CodingRound, event=event)):
        coders = told.get(each.id, {})
        found.append(Standing(each, coders.pop("", 0), coders))
    return found


def meant(desk: Desk, event: str, text: str = "") -> CodingRound:
    """Return the round that an id or its beginning names, without one the newest. Raises Usage."""
    if text:
        return desk.read.resolve(CodingRound, text, event=event)
    found = desk.read.all(CodingRound, event=event)
    if not found:
        raise Usage(say("No round of coding has begun."), next=say("Begin one first."))
    return found[-1]


def name_of(name: str) -> str:
    """Return the name of a coder as it is kept. Raises Usage for one that nobody could tell from another."""
    name = line(name)
    if not fold(name).strip() or len(name) > MAX_NAME:
        raise Usage(
            say("A coder needs a name."), next=say("Give one of letters or digits, at most {n} characters.", n=MAX_NAME)
        )
    return name


def lines(desk: Desk, round: CodingRound, coder: str) -> list[Line]:
    """Return the notes of a round in the order in which they were said, and nothing of how others sorted them."""
    every, all_notes = of_round(desk, round), desk.read.notes(round.event)
    notes = {note.id: note for note in all_notes}
    mine = {coding.note: coding for coding in every if _is(coding, coder)}
    drawn = {coding.note for coding in every if not coding.coder}
    return [Line(note, notes.get(note.parent), mine.get(note.id)) for note in all_notes if note.id in drawn]


def of_round(desk: Desk, round: CodingRound) -> list[Coding]:
    """Return all codings of a round, those of notes that are not there any more too."""
    return desk.read.all(Coding, event=round.event, round=round.id)


def code(
    desk: Desk,
    round: CodingRound,
    note: str,
    typed: str,
    *,
    coder: str,
    letters: str = "en",
    sections: Index | None = None,
    origin: object = None,
) -> str:
    """Say with the signs of a line (`!: /3.2 #money`, `c:` for none) how a coder sorts a note; return the coding's id.

    It takes the place of what this coder said before. Raises Usage for words that are no sign, for a note of no such
    round, and where a difference was decided already.
    """
    coder = name_of(coder)
    there = desk.read.get(Note, note)
    every = desk.read.all(Coding, event=round.event, round=round.id, note=note)
    if all(coding.coder for coding in every):
        raise Usage(say("This note is not part of the round."), next=say("Choose one of its lines."))
    before = next((coding for coding in every if _is(coding, coder)), None)
    if before is not None and before.verdict:
        raise Usage(
            say("This line was compared and decided already."), next=say("Undo the decision, or begin another round.")
        )
    wanted = _read(desk, round.event, typed, letters=letters, sections=sections) | _about(round.id, there, coder)
    undone = _undone(desk, _unsaid(desk, round.id, there, coder)) if before is None else None
    base = before or undone or _unsaid(desk, round.id, there, coder)
    with desk.action(say("Code a note a second time"), origin=origin) as put:
        if undone is not None:
            put.restore(Coding, undone.id)
        _write(put, base, wanted, book=_home(desk, there))
    return base.id


def adopt(desk: Desk, codings: Sequence[str], *, origin: object = None) -> None:
    """Sort the notes as these codings say, in one step that undo takes back; each stays in the list as adopted."""
    found = _all(desk, codings)
    notes = {note.id: note for note in these(desk, list(dict.fromkeys(coding.note for coding in found)))}
    known = index(desk, found[0].event) if any(coding.tags for coding in found) else None
    label = count(len(found), "Adopt the second coding of {n} note", "Adopt the second coding of {n} notes")
    with desk.action(label, origin=origin) as put:
        for coding in found:
            note = notes[coding.note]
            fields = changes(note, {"kind": coding.kind, "tags": coding.tags, "keywords": coding.keywords})
            new = sorted(coding.tags - note.tags)
            if seen := {wid: known.anchor(wid) for wid in new if known and wid in known}:
                fields["seen"] = seen
            if fields:
                put(Note, note.id, book=home_of(desk, note), **fields)
            put(Coding, coding.id, verdict=ADOPTED)


def keep(desk: Desk, codings: Sequence[str], *, origin: object = None) -> None:
    """Say that notes stay as they are although these codings differ; undo asks again."""
    found = _all(desk, codings)
    label = count(len(found), "Keep the first coding of {n} note", "Keep the first coding of {n} notes")
    with desk.action(label, origin=origin) as put:
        for coding in found:
            put(Coding, coding.id, verdict=KEPT)


def remove(desk: Desk, round: CodingRound, *, origin: object = None) -> None:
    """Put a round and its codings away; no note is touched, and undo brings them back."""
    with desk.action(say("Remove a round of coding"), origin=origin) as put:
        put.delete(CodingRound, round.id)
        for coding in of_round(desk, round):
            put.delete(Coding, coding.id)


def same_coder(one: str, other: str) -> bool:
    """Tell whether two names are one: capitals, accents and blanks make no other coder."""
    return fold(one) == fold(other)


def _is(coding: Coding, coder: str) -> bool:
    return bool(coding.coder) and same_coder(coding.coder, coder)


def _lot(seed: str, note: Note) -> bytes:
    """Return what draws a note: it depends on nothing but the seed and the note, on any computer."""
    return hashlib.sha256(f"{seed}\x1f{note.id}".encode()).digest()


def _read(desk: Desk, event: str, typed: str, *, letters: str, sections: Index | None) -> Fields:
    """Return what signs say. Raises Usage for what is no sign, or says something else."""
    typed = without_controls(typed[:MAX_LINE])
    found = parse(typed, sections=sections or sections_for(desk, event, typed), language=letters)
    if not typed:
        raise Usage(say("Nothing was said of this note."), next=say("Type signs, or c: where none fits."))
    if found.text or found.speaker or found.quotes or found.form != "comment":
        raise Usage(
            say("This is no sign of a kind, a section or a keyword: {text}", text=found.text or typed),
            next=say("Type signs only, as in !: /3.2 #money, or c: where none fits."),
        )
    tags = frozenset(tag.anchor for tag in found.sections)
    return {"kind": found.kind, "tags": tags, "keywords": frozenset(found.keywords)}


def _about(round: str, note: Note, coder: str) -> Fields:
    return {"event": note.event, "round": round, "note": note.id, "coder": coder}


def _unsaid(desk: Desk, round: str, note: Note, coder: str) -> Coding:
    """Return the coding that a coder would make of a note: the same one on every laptop."""
    return Coding(id=derived_id("coding", _home(desk, note).id, round, note.id, fold(coder)))


def _undone(desk: Desk, coding: Coding) -> Coding | None:
    """Return a coding that an undo took away, with what it said."""
    if desk.read.book_of(Coding, coding.id) is None:
        return None
    return next((each for each in desk.read.deleted(Coding) if each.id == coding.id), None)


def _write(put: Action, base: Coding, wanted: Fields, *, book: Book) -> None:
    """Write what a coder says, in the place of what `base` says."""
    if fields := changes(base, wanted):
        put(Coding, base.id, book=book, **fields)


def _home(desk: Desk, note: Note) -> Book:
    """Return where codings of a note live: with the team, and of what never leaves this laptop, here."""
    return desk.store.private if note.visibility == "sensitive" else team_book(note.event)


def _all(desk: Desk, codings: Sequence[str]) -> list[Coding]:
    found = [desk.read.get(Coding, id) for id in dict.fromkeys(codings)]
    if not found or any(not coding.coder for coding in found):
        raise Usage(say("No second coding was chosen."), next=say("Choose a line on which two coders differ."))
    return found
