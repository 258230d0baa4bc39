"""What may not be published yet stays with the team: done before a file for others is written."""

from collections.abc import Sequence

from hubdesk.desk.desk import Action, Desk, event_book, team_book
from hubdesk.desk.fields import Fields
from hubdesk.desk.notes import move_all, show_to
from hubdesk.desk.publishing import Said, answers_of, asking, candidates, safe
from hubdesk.errors import HubDeskError
from hubdesk.i18n import count, say
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book
from hubdesk.model.merge import DELETED
from hubdesk.model.records import (
    AgendaItem,
    Event,
    GateAnswer,
    Headcount,
    Mark,
    Note,
    Poll,
    Presenter,
    Record,
    Secret,
    Statement,
)


def hold_back(desk: Desk, event: str, *, addressed: bool, origin: object = None) -> int:
    """Keep in the event's book what may be published now, and the rest in the team's; return how many stay there.

    Done before an upload file is written, so that the event's book holds nothing that the gate has not let through, in
    what was corrected neither, and nothing that was removed: of what was said, of the run-sheet and of the place.
    Raises HubDeskError, see `_clear_past`.
    """
    held = _hold_said(desk, event, addressed=addressed, origin=origin)
    _hide_place(desk, event, origin=origin)
    _hold_agenda(desk, event, internal=True, origin=origin)
    return held


def hold_people(desk: Desk, event: str, *, origin: object = None) -> None:
    """Keep out of the event's book what was said and may not be published, and items of the run-sheet that tell people.

    Done before an event package without people is written; the place and the team's own items go along. Raises
    HubDeskError, see `_clear_past`.
    """
    _hold_said(desk, event, addressed=False, origin=origin)
    _hold_agenda(desk, event, internal=False, origin=origin)


def _hold_said(desk: Desk, event: str, *, addressed: bool, origin: object) -> int:
    """Keep notes, statements and polls with the team that may not be published now; return how many stay there.

    What stays with the team is still asked about, and comes back once it is answered. Notes for the committee leave
    only when the file is `addressed`, that is sealed for a recipient.
    """
    allowed = safe(desk, event)
    free = {one.id for one in (*allowed.notes, *allowed.statements, *allowed.polls)}
    if addressed:
        free |= {note.id for note in desk.read.notes(event) if note.visibility == "committee" and not note.speaker}
    mine = [one for one in candidates(desk, event) if _meant_for_others(one)]
    astray = [note for note in desk.read.notes(event) if _is_astray(note)]
    _sort(desk, event, [*astray, *(one for one in mine if one.id not in free)], team_book(event), origin=origin)
    _sort(desk, event, [one for one in mine if one.id in free], event_book(event), origin=origin)
    _clear_past(desk, event, origin=origin)
    return sum(one.id not in free for one in mine)


def _two_versions() -> HubDeskError:
    return HubDeskError(
        say("A note is in two versions, and one of them may tell who somebody is."),
        safe=say("Nothing was written; both versions are still there."),
        next=say("Choose one of the two versions, then write the file again."),
        code="two-versions",
    )


def _meant_for_others(one: Said) -> bool:
    return not isinstance(one, Note) or (one.visibility in ("public", "committee") and not one.gap)


def _is_astray(note: Note) -> bool:
    """Tell whether a note that others may not read stands among what leaves: another program put it there."""
    spoken = not note.gap or bool(note.text or note.line)
    return spoken and note.book == event_book(note.event).id and not _meant_for_others(note)


def _sort(desk: Desk, event: str, records: Sequence[Said], book: Book, *, origin: object) -> None:
    """Bring records into a book of their event, in one step; those that stand there stay."""
    moving = [one for one in records if one.book != book.id]
    if not moving:
        return
    if any(one.versions for one in moving):  # a move takes along what stands, and neither may be dropped
        raise _two_versions()
    label = (
        say("Keep notes with the team that may not be published yet")
        if book.sort == "team"
        else say("Take notes back from the team that may be published now")
    )
    with desk.action(label, origin=origin) as put:
        move_all(desk, put, [one for one in moving if isinstance(one, Note)], book)
        _move_others(desk, put, [one for one in moving if not isinstance(one, Note)], book)


def _move_others(desk: Desk, put: Action, others: Sequence[Statement | Poll], book: Book) -> None:
    """Write statements and polls into a book under new ids; answers about them, and polls on them, follow."""
    moved = {one.id: put.move(one, book) for one in others}
    for event in sorted({one.event for one in others}):
        for given in desk.read.all(GateAnswer, event=event):
            if given.note in moved:
                put(GateAnswer, given.id, note=moved[given.note])
        for poll in desk.read.all(Poll, event=event):
            if poll.statement in moved:
                put(Poll, moved.get(poll.id, poll.id), statement=moved[poll.statement])


def _hide_place(desk: Desk, event: str, *, origin: object) -> None:
    """Take a hidden place out of the event's log; this laptop keeps it for itself."""
    one = desk.read.get(Event, event)
    if not (one.place_hidden or one.sensitive) or not _ever(desk, event, "place"):
        return
    with desk.action(say("Keep the place of the gathering on this laptop"), about=event, origin=origin) as put:
        if one.place:
            kept: Fields = {"event": event, "purpose": "place", "secret": one.place}
            put(Secret, derived_id("place", event), book=desk.store.private, **kept)
        put.redact(one, place="")


def _ever(desk: Desk, event: str, field: str) -> bool:
    """Tell whether any line of the event's record holds words in a field."""
    return any(fields.get(field) for _, id, fields in desk.read.said(Event, event) if id == event)


def _clear_past(desk: Desk, event: str, *, origin: object) -> None:
    """Take out of the event's book what was written there once and may not be published: corrected and removed words.

    What was corrected is written anew under another id; whatever was removed waits in the team's book, removed. Raises
    HubDeskError for two versions of which one may not be published, for neither may be dropped.
    """
    asks = asking(desk, event)
    book, answers = event_book(event), answers_of(desk, event)
    for kind in (Note, Statement, Poll):
        past = _past(desk, kind, book.id)
        bad = {id for id, (words, _) in past.items() if not answers.allow(words, asks(id, words))}
        here = [one for one in candidates(desk, event) if one.id in bad and isinstance(one, kind)]
        if any(one.versions for one in here):
            raise _two_versions()
        _write_anew(desk, event, here, origin=origin)
        gone = sorted(past.keys() - {one.id for one in candidates(desk, event) if isinstance(one, kind)})
        if gone:
            label = count(len(gone), "Keep {n} removed note with the team", "Keep {n} removed notes with the team")
            with desk.action(label, origin=origin) as put:
                for id in gone:
                    fields: Fields = {**past[id][1], DELETED: True}
                    put(kind, None, book=team_book(event), **fields)
                    put.erase(kind, id, book=book)


def _write_anew(desk: Desk, event: str, corrected: Sequence[Said], *, origin: object) -> None:
    """Write records again under new ids and erase the old ones with all that they once said."""
    for visibility in sorted({one.visibility for one in corrected if isinstance(one, Note)}):
        same = [one.id for one in corrected if isinstance(one, Note) and one.visibility == visibility]
        moved = show_to(desk, same, "internal", origin=origin)
        show_to(desk, list(moved.values()), visibility, origin=origin)
    others = [one for one in corrected if not isinstance(one, Note)]
    if others:
        with desk.action(say("Write corrected statements anew"), origin=origin) as put:
            _move_others(desk, put, others, event_book(event))


def _hold_agenda(desk: Desk, event: str, *, internal: bool, origin: object) -> None:
    """Move items of the run-sheet whose title tells a person to the team's book; `internal` also those not public."""
    asks, answers, book = asking(desk, event), answers_of(desk, event), event_book(event).id
    past = _past(desk, AgendaItem, book)
    here = [one for one in desk.read.all(AgendaItem, event=event) if one.book == book]
    held = [
        one
        for one in here
        if (internal and one.visibility != "public")
        or not answers.allow(past[one.id][0], asks(one.id, past[one.id][0]))
    ]
    if not held:
        return
    label = count(
        len(held), "Keep {n} item of the run-sheet with the team", "Keep {n} items of the run-sheet with the team"
    )
    with desk.action(label, origin=origin) as put:
        for one in held:
            moved = put.move(one, team_book(event))
            for kind in (Note, Mark, Headcount, Presenter):
                for each in desk.read.all(kind, event=event, item=one.id):
                    put(kind, each.id, item=moved)


def _past(desk: Desk, kind: type[Record], book: str) -> dict[str, tuple[str, Fields]]:
    """Return {id: (all words that its lines in a book hold, its fields)} of what stands or was removed there."""
    named = ("text", "line", "speaker", "theme", "role", "title", "question", "labels")
    fields: dict[str, Fields] = {}
    words: dict[str, dict[str, None]] = {}
    for _, id, saved in desk.read.said(kind, book):
        fields.setdefault(id, {}).update({name: value for name, value in saved.items() if name[0] != "~"})
        told = [str(saved[name]) for name in named if saved.get(name)]
        told += [name.partition("/")[2] for name in saved if name.startswith("keywords/")]
        words.setdefault(id, {}).update(dict.fromkeys(told))
    return {id: ("\n".join(words[id]), fields[id]) for id in fields}
