"""What may leave an event: the questions of the disclosure gate, a person's answers, and the safe version."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from hubdesk.desk.desk import Action, Desk, event_book, team_book
from hubdesk.desk.fields import Fields
from hubdesk.desk.notes import move_all, show_to
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import count, say
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book
from hubdesk.model.gate import Gate, Known, Question, publishable
from hubdesk.model.merge import DELETED
from hubdesk.model.records import (
    AgendaItem,
    Consent,
    Event,
    GateAnswer,
    Headcount,
    Mark,
    Note,
    Person,
    Record,
    Secret,
    Statement,
)
from hubdesk.model.roles import is_role, strangers
from hubdesk.model.templates import rules

ANSWERS = ("keep", "leave out")
Asking = Callable[[str, str], tuple[Question, ...]]
_NAMES = ("name", "name part", "username")


@dataclass(frozen=True, slots=True)
class Asked:
    """One open question about a note or statement, with the words it is about."""

    question: Question
    text: str


@dataclass(frozen=True, slots=True)
class Safe:
    """What may be published now; `left_out` counts public notes and statements with an open or refused question."""

    notes: tuple[Note, ...]
    statements: tuple[Statement, ...]
    left_out: int
    open: tuple[Asked, ...]


def gate(desk: Desk, event: str) -> list[Asked]:
    """Return the questions that nobody has answered yet, in the order of the notes."""
    return list(safe(desk, event).open)


def answer(desk: Desk, event: str, note: str, reason: str, *, given: str, origin: object = None) -> None:
    """Keep a person's answer: "keep" publishes, "leave out" does not. Usage for any other answer."""
    answer_all(desk, event, [(note, reason)], given, origin=origin)


def answer_all(desk: Desk, event: str, asked: Iterable[tuple[str, str]], given: str, *, origin: object = None) -> None:
    """Give the same answer to several questions, each (note or statement, reason), in one step. Usage as `answer`."""
    if given not in ANSWERS:
        raise Usage(
            say("The answer to a question about publishing is either to keep or to leave out."),
            next=say("Give one of the two."),
        )
    questions = list(dict.fromkeys(asked))
    label = count(len(questions), "Answer a question about publishing", "Answer {n} questions about publishing")
    # an answer about what moved stands under the id that it got first
    known = {(each.note, each.reason): each.id for each in desk.read.all(GateAnswer, event=event)}
    with desk.action(label, about=questions[0][0] if len(questions) == 1 else "", origin=origin) as put:
        for note, reason in questions:
            put(
                GateAnswer,
                known.get((note, reason)) or derived_id("gate", note, reason),
                book=team_book(event),
                event=event,
                note=note,
                reason=reason,
                answer=given,
            )


def answered(desk: Desk, event: str) -> list[tuple[Asked, str]]:
    """Return the questions that somebody answered, with the answer, in the order of the notes."""
    if not desk.read.all(GateAnswer, event=event):
        return []
    about = [(one, given) for one, given in _about(desk, desk.read.get(Event, event)) if given]
    return about + [
        (Asked(question, _words(one)), given[question.reason])
        for one, asked, given in _asked(desk, event)
        for question in asked
        if question.reason in given
    ]


def safe(desk: Desk, event: str) -> Safe:
    """Return the safe version of an event: public, and every question answered with "keep"."""
    notes: list[Note] = []
    statements: list[Statement] = []
    open_questions = [one for one, given in _about(desk, desk.read.get(Event, event)) if not given]
    left_out = 0
    for one, asked, given in _asked(desk, event):
        open_questions += [Asked(each, _words(one)) for each in asked if each.reason not in given]
        if not publishable("public", asked, given):
            left_out += 1
        elif isinstance(one, Note):
            notes.append(one)
        else:
            statements.append(one)
    return Safe(tuple(notes), tuple(statements), left_out, tuple(open_questions))


def _asked(desk: Desk, event: str) -> Iterator[tuple[Note | Statement, tuple[Question, ...], dict[str, str]]]:
    """Yield what could be published with the questions about it and the answers so far, {reason: answer}."""
    asks = _gate(desk, event)
    nameless = rules(desk.read.get(Event, event).sensitive).badges_only
    answers = _answers(desk, event)
    for one in _records(desk, event):
        if isinstance(one, Note) and (one.visibility != "public" or one.gap):
            continue
        asked = asks(one.id, _words(one))
        yield one, (*asked, *_strangers(one)) if nameless else asked, answers[one.id]


#: What people write about a gathering itself; its place has a rule of its own as well.
_ABOUT = ("title", "place", "host", "channels", "series", "budget", "funder", "invitation")


def shown(desk: Desk, gathering: Event) -> Event:
    """Return a gathering as it may be published: what may tell who somebody is is empty until that was answered."""
    asks, given = _gate(desk, gathering.id), _answers(desk, gathering.id)[gathering.id]
    out: dict[str, Any] = {
        name: "" for name in _ABOUT if not publishable("public", asks(gathering.id, getattr(gathering, name)), given)
    }
    return replace(gathering, **out)


def tells_in_past(desk: Desk, gathering: Event) -> bool:
    """Tell whether the event's book holds earlier words about the gathering that may not be published."""
    asks, given = _gate(desk, gathering.id), _answers(desk, gathering.id)[gathering.id]
    now = {getattr(gathering, name) for name in _ABOUT}
    saved = [fields for _, id, fields in desk.read.said(Event, gathering.id) if id == gathering.id]
    past = {str(fields.get(name) or "") for fields in saved for name in _ABOUT} - now
    return not all(publishable("public", asks(gathering.id, words), given) for words in past)


def _about(desk: Desk, gathering: Event) -> list[tuple[Asked, str]]:
    """Return the questions about what is written about a gathering, each with its answer, "" for none."""
    asks, given = _gate(desk, gathering.id), _answers(desk, gathering.id)[gathering.id]
    words = [getattr(gathering, name) for name in _ABOUT]
    return [(Asked(each, text), given.get(each.reason, "")) for text in words for each in asks(gathering.id, text)]


def _gate(desk: Desk, event: str) -> Asking:
    """Return what asks about a text, by note and text.

    Where somebody took back that their name may be published, an answer from before counts no more: the question about
    them has a reason of its own.
    """
    people = desk.read.all(Person, event=event)
    took_back = {
        each.person
        for each in desk.read.all(Consent, event=event)
        if each.purpose in ("name", "quote-name") and each.withdrawn
    }
    asks = _made(tuple(_known(people)))
    if not took_back:
        return asks.questions
    back = _made(tuple(_known(each for each in people if each.id in took_back)))

    def questions(note: str, text: str) -> tuple[Question, ...]:
        gone = back.questions(note, text)
        return tuple(
            replace(each, reason="taken back")
            if any(one.start < each.end and each.start < one.end for one in gone if one.reason in _NAMES)
            else each
            for each in asks.questions(note, text)
        )

    return questions


@lru_cache(maxsize=4)
def _made(people: tuple[Known, ...]) -> Gate:
    """Return the gate for these people, made once: folding all names takes the most time."""
    return Gate(people)


def _strangers(one: Note | Statement) -> Iterator[Question]:
    """Yield a question for each speaker and signature that is no role: a sensitive gathering keeps no names."""
    text = _words(one)
    for start, end in strangers(text):
        yield Question(one.id, "name", start, end)
    signed = one.role if isinstance(one, Statement) else one.speaker
    if signed and not is_role(signed):
        start = text.index(signed)
        yield Question(one.id, "name", start, start + len(signed))


def hold_back(desk: Desk, event: str, *, addressed: bool, origin: object = None) -> int:
    """Keep in the event's book what may be published now, and the rest in the team's; return how many stay there.

    Done before an upload file is written, so that the event's book holds nothing that the gate has not let through, in
    what was corrected neither, and nothing that was removed. What stays with the team is still asked about, and comes
    back once it is answered. Raises HubDeskError, see `_clear_past`.
    Notes for the committee leave only when the file is `addressed`, that is sealed for a recipient.
    """
    allowed = safe(desk, event)
    free = {one.id for one in (*allowed.notes, *allowed.statements)}
    if addressed:
        free |= {note.id for note in desk.read.notes(event) if note.visibility == "committee" and not note.speaker}
    mine = [one for one in _records(desk, event) if _meant_for_others(one)]
    _sort(desk, event, [one for one in mine if one.id not in free], team_book(event), origin=origin)
    _sort(desk, event, [one for one in mine if one.id in free], event_book(event), origin=origin)
    _clear_past(desk, event, origin=origin)
    _hide_place(desk, event, origin=origin)
    _hold_agenda(desk, event, origin=origin)
    return sum(one.id not in free for one in mine)


def _two_versions() -> HubDeskError:
    return HubDeskError(
        say("A note is in two versions, and one of them may tell who somebody is."),
        safe=say("Nothing was written; both versions are still there."),
        next=say("Choose one of the two versions, then write the file again."),
        code="two-versions",
    )


def _meant_for_others(one: Note | Statement) -> bool:
    return not isinstance(one, Note) or (one.visibility in ("public", "committee") and not one.gap)


def _sort(desk: Desk, event: str, records: Sequence[Note | Statement], book: Book, *, origin: object) -> None:
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
        _move_statements(desk, put, [one for one in moving if isinstance(one, Statement)], book)


def _move_statements(desk: Desk, put: Action, statements: Sequence[Statement], book: Book) -> None:
    """Write statements into a book under new ids; the answers about them follow."""
    moved = {one.id: put.move(one, book) for one in statements}
    for event in sorted({one.event for one in statements}):
        for given in desk.read.all(GateAnswer, event=event):
            if given.note in moved:
                put(GateAnswer, given.id, note=moved[given.note])


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
    asks = _gate(desk, event)
    book, answers = event_book(event), _answers(desk, event)
    for kind in (Note, Statement):
        past = _past(desk, kind, book.id)
        bad = {id for id, (words, _) in past.items() if not publishable("public", asks(id, words), answers[id])}
        here = [one for one in _records(desk, event) if one.id in bad and isinstance(one, kind)]
        if any(one.versions for one in here):
            raise _two_versions()
        _write_anew(desk, event, here, origin=origin)
        gone = sorted(past.keys() - {one.id for one in _records(desk, event) if isinstance(one, kind)})
        if gone:
            label = count(len(gone), "Keep {n} removed note with the team", "Keep {n} removed notes with the team")
            with desk.action(label, origin=origin) as put:
                for id in gone:
                    fields: Fields = {**past[id][1], DELETED: True}
                    put(kind, None, book=team_book(event), **fields)
                    put.erase(kind, id, book=book)


def _write_anew(desk: Desk, event: str, corrected: Sequence[Note | Statement], *, origin: object) -> None:
    """Write records again under new ids and erase the old ones with all that they once said."""
    for visibility in sorted({one.visibility for one in corrected if isinstance(one, Note)}):
        same = [one.id for one in corrected if isinstance(one, Note) and one.visibility == visibility]
        moved = show_to(desk, same, "internal", origin=origin)
        show_to(desk, list(moved.values()), visibility, origin=origin)
    signed = [one for one in corrected if isinstance(one, Statement)]
    if signed:
        with desk.action(say("Write corrected statements anew"), origin=origin) as put:
            _move_statements(desk, put, signed, event_book(event))


def _hold_agenda(desk: Desk, event: str, *, origin: object) -> None:
    """Move items of the run-sheet that are not public, or whose title tells a person, to the team's book."""
    asks, book = _gate(desk, event), event_book(event).id
    past = _past(desk, AgendaItem, book)
    here = [one for one in desk.read.all(AgendaItem, event=event) if one.book == book]
    held = [one for one in here if one.visibility != "public" or asks(one.id, past[one.id][0])]
    if not held:
        return
    label = count(
        len(held), "Keep {n} item of the run-sheet with the team", "Keep {n} items of the run-sheet with the team"
    )
    with desk.action(label, origin=origin) as put:
        for one in held:
            moved = put.move(one, team_book(event))
            for kind in (Note, Mark, Headcount):
                for each in desk.read.all(kind, event=event, item=one.id):
                    put(kind, each.id, item=moved)


def _past(desk: Desk, kind: type[Record], book: str) -> dict[str, tuple[str, Fields]]:
    """Return {id: (all words that its lines in a book hold, its fields)} of what stands or was removed there."""
    named = ("text", "line", "speaker", "theme", "role", "title")
    fields: dict[str, Fields] = {}
    words: dict[str, dict[str, None]] = {}
    for _, id, saved in desk.read.said(kind, book):
        fields.setdefault(id, {}).update({name: value for name, value in saved.items() if name[0] != "~"})
        told = [str(saved[name]) for name in named if saved.get(name)]
        told += [name.partition("/")[2] for name in saved if name.startswith("keywords/")]
        words.setdefault(id, {}).update(dict.fromkeys(told))
    return {id: ("\n".join(words[id]), fields[id]) for id in fields}


def _answers(desk: Desk, event: str) -> dict[str, dict[str, str]]:
    answers: dict[str, dict[str, str]] = defaultdict(dict)
    for each in desk.read.all(GateAnswer, event=event):
        if each.answer:  # empty since its words changed: asked again
            answers[each.note][each.reason] = each.answer
    return answers


def _records(desk: Desk, event: str) -> list[Note | Statement]:
    return [*desk.read.notes(event), *desk.read.all(Statement, event=event)]


def _words(one: Note | Statement) -> str:
    """Return all words of people in a record: what would be readable in an output or an upload file."""
    if isinstance(one, Statement):
        parts = [one.text, one.theme, one.role, *sorted(one.keywords)]
    else:
        parts = [one.text, one.speaker, *sorted(one.keywords)]
        parts += [one.line] if one.line != one.text else []
    return "\n".join(part for part in parts if part)


def _known(people: Iterable[Person]) -> Iterable[Known]:
    for person in people:
        contacts = tuple(text for text in (person.email, person.phone) if text)
        yield Known(person.name, person.username, contacts)
        if person.other_script:
            yield Known(person.other_script)
