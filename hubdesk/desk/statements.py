"""Statements: one sentence that sums up notes, signed by a role."""

from collections.abc import Iterable
from datetime import datetime

from hubdesk.desk.desk import Desk, event_book
from hubdesk.desk.fields import Fields, changes, given, language_tag
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.line_language import guess
from hubdesk.model.presence import iso
from hubdesk.model.records import Event, Note, Statement
from hubdesk.model.signs import named
from hubdesk.model.templates import half_day, rules

#: The longest statement: one sentence, in characters.
MAX_SENTENCE = 2_000
MAX_KEYWORDS = 10


def add(
    desk: Desk,
    event: str,
    text: str,
    notes: Iterable[str] = (),
    *,
    theme: str = "",
    keywords: Iterable[str] = (),
    role: str = "",
    language: str = "",
    at: datetime | None = None,
    origin: object = None,
) -> str:
    """Keep one sentence with links to the notes it sums up; return its id.

    `role` says as whom somebody signs it ("note-taker"); nobody's name stands there. The language is guessed when it is
    empty. Raises Usage for no words, and HubDeskError for a note that is not there.
    """
    gathering = desk.read.get(Event, event)
    wanted = _checked({"event": event, "text": text, "theme": theme, "keywords": keywords, "role": role})
    linked = _linked(desk, event, notes)
    spoken = sorted(gathering.languages)
    wanted["language"] = language_tag(language) if language else guess(str(wanted["text"]), spoken)
    moment = at or desk.now()
    wanted["at"] = iso(half_day(moment, gathering.zone) if rules(gathering.sensitive).half_days else moment)
    fields = changes(Statement(id=""), wanted)
    statement = desk.new_id()
    with desk.action(say("Statement: {text}", text=str(wanted["text"])), about=statement, origin=origin) as put:
        put(Statement, statement, book=event_book(event), notes=dict.fromkeys(linked, True), **fields)
    return statement


def edit(desk: Desk, statement: str, *, origin: object = None, **fields: object) -> None:
    """Change a statement: text, theme, keywords, role, language, or the notes it sums up. Raises Usage."""
    before = desk.read.get(Statement, statement)
    if "notes" in fields and isinstance(fields["notes"], Iterable):
        fields["notes"] = frozenset(_linked(desk, before.event, [str(id) for id in fields["notes"]]))
    different = changes(before, _checked(fields))
    if different:
        with desk.action(say("Change the statement {text}", text=before.text), about=statement, origin=origin) as put:
            put(Statement, statement, **different)


def remove(desk: Desk, statement: str, *, origin: object = None) -> None:
    """Put a statement away; its notes stay, and undo brings it back."""
    before = desk.read.get(Statement, statement)
    with desk.action(say("Remove the statement {text}", text=before.text), about=statement, origin=origin) as put:
        put.delete(Statement, statement)


def of_event(desk: Desk, event: str) -> list[Statement]:
    """Return the statements of a gathering, the oldest first."""
    return desk.read.all(Statement, event=event)


def _checked(fields: Fields) -> Fields:
    found = given(Statement, fields)
    if "text" in found:
        found["text"] = " ".join(str(found["text"]).split())
        if not 0 < len(found["text"]) <= MAX_SENTENCE:
            raise Usage(
                say("A statement is one sentence."), next=say("Write it in 1 to {n} characters.", n=MAX_SENTENCE)
            )
    if "keywords" in found:
        found["keywords"] = frozenset(filter(None, map(named, found["keywords"])))
        if len(found["keywords"]) > MAX_KEYWORDS:
            raise Usage(say("These are too many keywords."), next=say("Give one to three words that sort it."))
    return found


def _linked(desk: Desk, event: str, notes: Iterable[str]) -> list[str]:
    """Return the ids of notes of this gathering. Raises HubDeskError for one that is not there."""
    wanted = list(dict.fromkeys(notes))
    here = {note.id for note in desk.read.many(Note, wanted) if note.event == event} if wanted else set()
    for id in wanted:
        if id not in here:
            desk.read.get(Note, id)
            raise Usage(say("This note is from another event."), next=say("Choose notes of the same event."))
    return wanted
