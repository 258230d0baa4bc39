"""Open questions: what the drafters of a text ask about it, and which notes answer."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hubdesk.desk.desk import Desk, charter_book
from hubdesk.desk.fields import Fields, language_tag
from hubdesk.desk.notes import home_of, these
from hubdesk.desk.section_index import chosen, newest, sections
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.charter import question_id
from hubdesk.model.line_language import guess
from hubdesk.model.records import Charter, Edition, Note, OpenQuestion

#: The longest question, in characters.
MAX_QUESTION = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question, the number of its place ("0" for the whole text) and the notes of a gathering that answer."""

    question: OpenQuestion
    number: str
    notes: tuple[str, ...] = ()


def add(desk: Desk, charter: str, text: str, *, section: str = "", language: str = "", origin: object = None) -> str:
    """Note down what the drafters ask about a place of the newest edition (its wid; "" for the whole text).

    Return the id; the same question at the same place is one. The language is guessed when it is empty. Raises Usage
    for no words and for a place that is not there.
    """
    drafted = desk.read.get(Charter, charter)
    words = " ".join(text.split())
    if not 0 < len(words) <= MAX_QUESTION:
        raise Usage(
            say("A question of the drafters has words."), next=say("Write it in 1 to {n} characters.", n=MAX_QUESTION)
        )
    edition = newest(desk.read.all(Edition, charter=charter)) or desk.read.get(Edition, "")
    if section and not any(each.wid == section for each in sections(desk, edition.id)):
        raise Usage(
            say("There is no such section here."), next=say("Name a section of the newest edition of this charter.")
        )
    section = "" if section == charter else section
    spoken = language_tag(language) if language else guess(words, sorted(edition.languages | {edition.language} - {""}))
    made = question_id(charter, section, words)
    if desk.read.find(OpenQuestion, made) is None:
        fields: Fields = {"charter": charter, "edition": edition.id, "text": words, "language": spoken}
        fields |= {"section": section} if section else {}
        with desk.action(say("Question of the drafters: {text}", text=words), about=made, origin=origin) as put:
            put(OpenQuestion, made, book=charter_book(drafted.id), **fields)
    return made


def remove(desk: Desk, question: str, *, origin: object = None) -> None:
    """Put a question away; the notes that answer it stay, and undo brings it back."""
    before = desk.read.get(OpenQuestion, question)
    with desk.action(
        say("Remove the drafters' question {text}", text=before.text), about=question, origin=origin
    ) as put:
        put.delete(OpenQuestion, question)


def answer(desk: Desk, question: str, notes: Sequence[str], on: bool = True, *, origin: object = None) -> None:
    """Say that notes answer a question, or that they do not; one step for all of them.

    Raises HubDeskError for a question or a note that is not there.
    """
    asked = desk.read.get(OpenQuestion, question)
    found = these(desk, notes)
    label = (
        count(len(found), "{n} note answers: {text}", "{n} notes answer: {text}", text=asked.text)
        if on
        else count(len(found), "{n} note does not answer: {text}", "{n} notes do not answer: {text}", text=asked.text)
    )
    with desk.action(label, about=found[0].id if len(found) == 1 else "", origin=origin) as put:
        for note in found:
            if (question in note.answers) != on:
                put(Note, note.id, book=home_of(desk, note), answers={question: on})


def of_edition(desk: Desk, edition: Edition) -> list[Asked]:
    """Return the open questions of a charter in the order of this edition; those on no place of it come first."""
    asked = desk.read.all(OpenQuestion, charter=edition.charter)
    at = {each.wid: each for each in sections(desk, edition.id)} if asked else {}
    found = [(at.get(each.section), each) for each in asked]
    found.sort(key=lambda pair: (pair[0].order if pair[0] else -1, pair[1].id))
    return [Asked(each, place.number if place else "0") for place, each in found]


def of_event(desk: Desk, event: str) -> list[Asked]:
    """Return the open questions of the charters of a gathering, in document order, with the notes that answer them."""
    found = [asked for edition in chosen(desk, event) for asked in of_edition(desk, edition)]
    return answered(found, answers(desk, event)) if found else []


def answers(desk: Desk, event: str) -> list[tuple[str, frozenset[str]]]:
    """Return (note, the open questions that it answers) of every note of a gathering that answers one."""
    rows = desk.read.some(Note, ("answers",), event=event)
    return [(str(id), frozenset(json.loads(str(told)))) for id, told in rows if told != "[]"]


def answered(asked: Iterable[Asked], answers: Iterable[tuple[str, frozenset[str]]]) -> list[Asked]:
    """Return questions with the notes that answer them."""
    by_question: dict[str, list[str]] = {}
    for note, told in answers:
        for question in told:
            by_question.setdefault(question, []).append(note)
    return [Asked(each.question, each.number, tuple(by_question.get(each.question.id, ()))) for each in asked]
