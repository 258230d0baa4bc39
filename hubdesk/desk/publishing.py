"""What may leave an event: the questions of the disclosure gate, a person's answers, and the safe version."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.section_index import chosen
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.clock import derived_id
from hubdesk.model.gate import Gate, Known, Question, marks, publishable
from hubdesk.model.records import (
    AgendaItem,
    Charter,
    Consent,
    Edition,
    Event,
    Expense,
    FunderAnswer,
    GateAnswer,
    Note,
    OpenQuestion,
    Person,
    Poll,
    Record,
    Statement,
)
from hubdesk.model.roles import is_role, strangers
from hubdesk.model.templates import rules

R = TypeVar("R", bound=Record)
ANSWERS = ("keep", "leave out")
#: What holds words of people and could be published.
Said = Note | Statement | Poll
Asking = Callable[[str, str], tuple[Question, ...]]
_NAMES = ("name", "name part", "username")


@dataclass(frozen=True, slots=True)
class Asked:
    """One open question about a note or statement, with the words it is about."""

    question: Question
    text: str


@dataclass(frozen=True, slots=True)
class Safe:
    """What may be published now; `left_out` counts what is public but has an open or refused question."""

    notes: tuple[Note, ...]
    statements: tuple[Statement, ...]
    polls: tuple[Poll, ...]
    left_out: int
    open: tuple[Asked, ...]


def gate(desk: Desk, event: str) -> list[Asked]:
    """Return the questions that nobody has answered yet, in the order of the notes."""
    return list(safe(desk, event).open)


def answer(desk: Desk, event: str, note: str, reason: str, *, given: str, origin: object = None) -> None:
    """Keep a person's answer: "keep" publishes, "leave out" does not. Usage for any other answer."""
    answer_all(desk, event, [(note, reason)], given, origin=origin)


def answer_all(desk: Desk, event: str, asked: Iterable[tuple[str, str]], given: str, *, origin: object = None) -> None:
    """Give the same answer to several questions, each (note or statement, reason), in one step. Usage as `answer`.

    It holds for the words that the question is about: when others come in their place, it is asked again.
    """
    if given not in ANSWERS:
        raise Usage(
            say("The answer to a question about publishing is either to keep or to leave out."),
            next=say("Give one of the two."),
        )
    questions, about = list(dict.fromkeys(asked)), _marked(desk, event)
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
                about=" ".join(sorted(about.get((note, reason), ()))),
            )


def answered(desk: Desk, event: str) -> list[tuple[Asked, str]]:
    """Return the questions that somebody answered, with the answer, in the order of the notes."""
    if not desk.read.all(GateAnswer, event=event):
        return []
    about = [(one, given) for one, given in _about(desk, desk.read.get(Event, event)) if given]
    return about + [
        (Asked(question, words_of(one)), given[question.reason])
        for one, asked, given in _asked(desk, event)
        for question in asked
        if question.reason in given
    ]


def safe(desk: Desk, event: str) -> Safe:
    """Return the safe version of an event: public, and every question answered with "keep"."""
    notes: list[Note] = []
    statements: list[Statement] = []
    polls: list[Poll] = []
    open_questions = [one for one, given in _about(desk, desk.read.get(Event, event)) if not given]
    left_out = 0
    for one, asked, given in _asked(desk, event):
        open_questions += [Asked(each, words_of(one)) for each in asked if each.reason not in given]
        if not publishable("public", asked, given):
            left_out += 1
        elif isinstance(one, Note):
            notes.append(one)
        elif isinstance(one, Statement):
            statements.append(one)
        else:
            polls.append(one)
    return Safe(tuple(notes), tuple(statements), tuple(polls), left_out, tuple(open_questions))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far several events are: what would be published and what not, and the questions of one of them.

    `elsewhere` tells that another of them has open questions.
    """

    ready: int
    left_out: int
    elsewhere: bool
    open: tuple[Asked, ...]
    answered: tuple[tuple[Asked, str], ...]


def standing(
    desk: Desk, events: Sequence[str], here: str, report: Callable[[int, int], object] = lambda _done, _total: None
) -> Standing:
    """Return how far events are, with the questions of the one that is open; `report` is called after each of them."""
    found: dict[str, Safe] = {}
    for event in dict.fromkeys([here, *events]):
        found[event] = safe(desk, event)
        report(len(found), len(events))
    chosen = [found[event] for event in events]
    return Standing(
        ready=sum(len(one.notes) + len(one.statements) + len(one.polls) for one in chosen),
        left_out=sum(one.left_out for one in chosen),
        elsewhere=any(found[event].open for event in events if event != here),
        open=found[here].open,
        answered=tuple(answered(desk, here)),
    )


def _asked(desk: Desk, event: str) -> Iterator[tuple[Said, tuple[Question, ...], dict[str, str]]]:
    """Yield what could be published with the questions about it and the answers so far, {reason: answer}."""
    asks = asking(desk, event)
    nameless = rules(desk.read.get(Event, event).sensitive).badges_only
    answers = answers_of(desk, event)
    for one in candidates(desk, event):
        if isinstance(one, Note) and (one.visibility != "public" or one.gap):
            continue
        words = words_of(one)
        asked = (*asks(one.id, words), *(_strangers(one) if nameless else ()))
        yield one, asked, answers.to(words, asked)


#: What people write about a gathering, its run-sheet and its texts, by record; the words of notes, statements and polls
#: are in `words_of`. Whatever an output tells of another field must be one of few codes, a number or a time.
WRITTEN: Mapping[type[Record], tuple[str, ...]] = {
    Event: ("title", "place", "host", "channels", "series", "budget", "funder", "invitation"),
    AgendaItem: ("title",),
    Charter: ("title", "source"),
    Edition: ("label", "source", "revision"),
    OpenQuestion: ("text",),
}
#: Addresses and numbers of revisions: digits in them are no telephone.
_ADDRESSES = ("source", "revision")
_ABOUT = WRITTEN[Event]


def shown(desk: Desk, gathering: Event) -> Event:
    """Return a gathering as it may be published, see `clearing`; its place has a rule of its own as well."""
    return clearing(desk, gathering.id)(gathering)


def clearing(desk: Desk, event: str) -> Callable[[R], R]:
    """Return what makes a record of WRITTEN fit to be published with an event.

    What may tell who somebody is is empty until that was answered.
    """
    asks, answers = asking(desk, event), answers_of(desk, event)

    def cleared(record: R) -> R:
        out: dict[str, Any] = {
            name: "" for name, text, asked in _questions(record, asks) if not answers.allow(text, asked)
        }
        return replace(record, **out) if out else record

    return cleared


def _questions(record: Record, asks: Asking) -> Iterator[tuple[str, str, tuple[Question, ...]]]:
    """Yield (field, its words, the questions about them) of what is written in a record."""
    for name in WRITTEN[type(record)]:
        asked = asks(record.id, text := getattr(record, name))
        yield name, text, tuple(one for one in asked if name not in _ADDRESSES or one.reason != "phone")


def tells_in_past(desk: Desk, gathering: Event) -> bool:
    """Tell whether the event's book holds earlier words about the gathering that may not be published."""
    asks, answers = asking(desk, gathering.id), answers_of(desk, gathering.id)
    now = {getattr(gathering, name) for name in _ABOUT}
    saved = [fields for _, id, fields in desk.read.said(Event, gathering.id) if id == gathering.id]
    past = {str(fields.get(name) or "") for fields in saved for name in _ABOUT} - now
    return not all(answers.allow(words, asks(gathering.id, words)) for words in past)


def of_funder(desk: Desk, event: str) -> list[tuple[Expense | FunderAnswer, bool]]:
    """Return expenses and answers to a funder, each with whether its words may be published."""
    asks, answers = asking(desk, event), answers_of(desk, event)
    told = [(each, funder_words(each)) for each in _for_funder(desk, event)]
    return [(each, answers.allow(words, asks(each.id, words))) for each, words in told]


def _for_funder(desk: Desk, event: str) -> list[Expense | FunderAnswer]:
    return [*desk.read.all(Expense, event=event), *desk.read.all(FunderAnswer, event=event)]


def funder_words(one: Expense | FunderAnswer) -> str:
    """Return all words of people in an expense or in an answer to a funder."""
    parts = [one.text] if isinstance(one, FunderAnswer) else [one.what, one.category, one.line, one.rate_source]
    return "\n".join(part for part in parts if part)


def _about(desk: Desk, gathering: Event) -> list[tuple[Asked, str]]:
    """Return the questions about what is written in records, each with its answer, "" for none."""
    asks, answers = asking(desk, gathering.id), answers_of(desk, gathering.id)
    texts = [(text, asked) for record in _written(desk, gathering) for _, text, asked in _questions(record, asks)]
    texts += [(words := funder_words(each), asks(each.id, words)) for each in _for_funder(desk, gathering.id)]
    found: list[tuple[Asked, str]] = []
    for text, asked in texts:
        given = answers.to(text, asked)
        found += [(Asked(each, text), given.get(each.reason, "")) for each in asked]
    return found


def _written(desk: Desk, gathering: Event) -> Iterator[Record]:
    """Yield the records of WRITTEN that outputs about a gathering may tell of."""
    yield gathering
    yield from (item for item in desk.read.all(AgendaItem, event=gathering.id) if item.visibility == "public")
    editions = chosen(desk, gathering.id)
    for charter in dict.fromkeys(edition.charter for edition in editions):
        yield from filter(None, [desk.read.find(Charter, charter)])
        yield from desk.read.all(OpenQuestion, charter=charter)
    yield from editions


def _marked(desk: Desk, event: str) -> dict[tuple[str, str], set[str]]:
    """Return for each (note or event, reason) that is asked about the digests of the words in question."""
    told = [(words_of(one), asked) for one, asked, _ in _asked(desk, event)]
    told += [(one.text, (one.question,)) for one, _ in _about(desk, desk.read.get(Event, event))]
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for text, asked in told:
        for about, digests in marks(text, asked).items():
            found[about] |= digests
    return found


def asking(desk: Desk, event: str) -> Asking:
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


def _strangers(one: Said) -> Iterator[Question]:
    """Yield a question for each speaker and signature that is no role: a sensitive gathering keeps no names."""
    text = words_of(one)
    for start, end in strangers(text):
        yield Question(one.id, "name", start, end)
    signed = "" if isinstance(one, Poll) else one.role if isinstance(one, Statement) else one.speaker
    if signed and not is_role(signed):
        start = text.index(signed)
        yield Question(one.id, "name", start, start + len(signed))


class Answers:
    """The answers of an event; each holds only for the words that it was given about."""

    def __init__(self, given: Iterable[GateAnswer]) -> None:
        self._given = {(each.note, each.reason): each for each in given if each.answer}

    def to(self, text: str, asked: Iterable[Question]) -> dict[str, str]:
        """Return {reason: answer} for the questions about a text, without those that must be asked (again).

        An answer of an earlier HubDesk does not tell what it was about, and holds as it did.
        """
        given: dict[str, str] = {}
        for about, digests in marks(text, asked).items():
            one = self._given.get(about)
            if one and (not one.about or digests <= set(one.about.split())):
                given[about[1]] = one.answer
        return given

    def allow(self, text: str, asked: Sequence[Question]) -> bool:
        """Tell whether a public text may be published."""
        return publishable("public", asked, self.to(text, asked))


def answers_of(desk: Desk, event: str) -> Answers:
    """Return the answers that were given for an event."""
    return Answers(desk.read.all(GateAnswer, event=event))


def candidates(desk: Desk, event: str) -> list[Said]:
    """Return what holds words of people that could leave the event, in order, whoever may see them now."""
    return [*desk.read.notes(event), *desk.read.all(Statement, event=event), *desk.read.all(Poll, event=event)]


def words_of(one: Said) -> str:
    """Return all words of people in a record: what would be readable in an output or an upload file."""
    if isinstance(one, Statement):
        parts = [one.text, one.theme, one.role, *sorted(one.keywords)]
    elif isinstance(one, Poll):
        parts = [one.question, one.labels]
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
