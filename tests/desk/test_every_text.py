"""Every text that people wrote and that leaves was asked about: whatever field of whatever record it stands in.

The fields are taken from the records themselves, so that a new one is tried without being named here.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk.desk import charters, events, exports, people, publishing, questions, reports
from hubdesk.desk.desk import Desk
from hubdesk.desk.section_index import index
from hubdesk.i18n import say
from hubdesk.model.records import (
    AgendaItem,
    Charter,
    Edition,
    Event,
    Headcount,
    Note,
    OpenQuestion,
    Poll,
    Record,
    Statement,
    columns,
)
from tests.funded import fund
from tests.laid_open import pdf_words, raw
from tests.photographs import keep
from tests.spelled import traced

#: What outputs are made of. The sections of a charter are a published text and are not asked about.
KINDS: tuple[type[Record], ...] = (
    Event, AgendaItem, Note, Statement, Poll, Headcount, Charter, Edition, OpenQuestion,
)  # fmt: skip
#: Ids of other records.
IDS = {"event", "item", "parent", "statement", "section", "charter", "charters", "edition", "answers", "notes", "tags"}
#: Kinds of which a record stands alone in an output: each field is tried in a record of its own.
MANY = (AgendaItem, Note, Statement, Poll, Headcount, OpenQuestion)
#: What a record must have besides, to stand in an output.
NEEDED = {
    AgendaItem: {"title": "Tea", "minutes": 5},
    Note: {"text": "Rowing"},
    Statement: {"text": "Rowing."},
    Poll: {"question": "Row?", "tally": "12/9/8"},
    OpenQuestion: {"text": "Which oil?"},
}


def fields(kind: type[Record]) -> list[str]:
    """Return the fields of a kind that hold words."""
    return [name for name, sort in columns(kind).items() if sort in ("text", "set", "map") and name not in IDS]


def name_in(kind: type[Record], field: str) -> str:
    """Return the name of a participant who stands in one field only."""
    return f"Quill{kind.KIND}{field.replace('_', '')} Brindlewick".title()


ALL = [name_in(kind, field) for kind in KINDS for field in fields(kind)]


@pytest.fixture
def event(desk: Desk) -> str:
    """A gathering in which every field of words names a participant."""
    event = events.create(desk, "Tea")
    found = charters.preview([("rules.md", b"# Boat rules\n\n## Boats\n\nRow.\n")], language="en")
    charters.take(desk, found, event=event)
    (charter,), (edition,) = desk.read.all(Charter), desk.read.all(Edition)
    for name in ALL:
        people.add(desk, event, name)
    wid = index(desk, event).resolve("1")
    question = questions.add(desk, charter.id, "Why?", section=wid)
    keep(desk, event, "Cups on a table")
    fund(desk, event, said="tea is good")
    belongs = {"event": event} | {"charter": charter.id, "edition": edition.id}
    with desk.action(say("Write names everywhere")) as put:
        for kind in KINDS:
            here = {
                name: value for name, value in belongs.items() if name in columns(kind) and kind is not OpenQuestion
            }
            if kind is OpenQuestion:
                known = desk.read.get(OpenQuestion, question)
                here = {"charter": known.charter, "edition": known.edition, "section": known.section}
            if kind in MANY:
                for field in fields(kind):
                    put(kind, **(here | NEEDED.get(kind, {}) | {field: value(kind, field)}))
            else:
                id = {Event: event, Charter: charter.id, Edition: edition.id}[kind]
                put(kind, id, **{field: value(kind, field) for field in fields(kind)})
    return event


def value(kind: type[Record], field: str) -> object:
    """Return the name as the field takes it."""
    name = name_in(kind, field)
    sort = columns(kind)[field]
    return {name: True} if sort == "set" else {name: name} if sort == "map" else name


def outputs(desk: Desk, event: str, folder: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Yield everything that can leave, opened."""
    for form in reports.FORMS:
        made = reports.text(desk, [event], form, language="en")
        yield form, [made.text.encode(), made.page.encode()]
    for form in exports.SAFE:
        done = exports.export(desk, form, folder / f"a.{form}", events=[event])
        yield form, [piece for path in done.paths for piece in raw(path)]
    for kind in reports.KINDS:
        made = reports.pdf(desk, [event], folder / f"{kind}.pdf", language="en", kind=kind)
        yield kind, list(pdf_words(made.path))


def test_no_name_leaves_from_any_field(desk: Desk, event: str, tmp_path: Path) -> None:
    with desk.action(say("Let the calendar have a beginning")) as put:
        put(Event, event, start="2026-10-01T18:00:00+00:00")
    leaks = {form: traced(pieces, ALL) for form, pieces in outputs(desk, event, tmp_path)}
    assert " ".join(sorted(f"{form}:{name.split()[0]}" for form, names in leaks.items() for name in names)) == ""


def test_a_kept_answer_lets_each_of_them_in(desk: Desk, event: str, tmp_path: Path) -> None:
    with desk.action(say("Let the calendar have a beginning")) as put:
        put(Event, event, start="2026-10-01T18:00:00+00:00")
    asked = [(one.question.note, one.question.reason) for one in publishing.gate(desk, event)]
    publishing.answer_all(desk, event, asked, "keep")
    assert publishing.gate(desk, event) == []
    told = {name for _, pieces in outputs(desk, event, tmp_path) for name in traced(pieces, ALL)}
    assert {name_in(AgendaItem, "title"), name_in(Event, "title"), name_in(OpenQuestion, "text")} <= told
