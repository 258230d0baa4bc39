"""A statement is one sentence with its sources, signed by a role."""

import pytest

from hubdesk.desk import events, notes, statements
from hubdesk.desk.desk import Desk, event_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import words
from hubdesk.model.records import Statement


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", languages=["en", "zh"])


def test_a_statement_keeps_its_notes_keywords_and_role(desk: Desk, event: str) -> None:
    made = [notes.add(desk, event, text) for text in ("one", "two")]
    id = statements.add(
        desk,
        event,
        "  Boats need\n oil. ",
        made,
        theme="Money",
        keywords=["oil", "stable funding", "!"],
        role="note-taker",
    )
    found = desk.read.get(Statement, id)
    assert (found.text, found.theme, found.role, found.language) == ("Boats need oil.", "Money", "note-taker", "en")
    assert found.notes == set(made)
    assert found.keywords == {"oil", "stable_funding"}
    assert found.book == event_book(event).id
    assert found.at == "2027-05-08T09:00:00+00:00"
    assert statements.of_event(desk, event) == [found]


def test_the_language_is_guessed_or_said(desk: Desk, event: str) -> None:
    guessed = statements.add(desk, event, "船要有油。")
    said = statements.add(desk, event, "Boats need oil.", language="ig")
    assert [desk.read.get(Statement, id).language for id in (guessed, said)] == ["zh", "ig"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "  "},
        {"text": "x" * 3000},
        {"keywords": [f"k{n}" for n in range(11)]},
        {"language": "no tag"},
    ],
)
def test_what_is_no_statement_is_refused(desk: Desk, event: str, wrong: dict[str, object]) -> None:
    with pytest.raises(Usage):
        statements.add(desk, event, **{"text": "Boats need oil.", **wrong})  # type: ignore[arg-type]
    assert statements.of_event(desk, event) == []


def test_sources_are_notes_of_the_same_event(desk: Desk, event: str) -> None:
    with pytest.raises(HubDeskError):
        statements.add(desk, event, "Boats need oil.", ["0" * 32])
    stranger = notes.add(desk, events.create(desk, "Other"), "three")
    with pytest.raises(Usage):
        statements.add(desk, event, "Boats need oil.", [stranger])
    assert statements.of_event(desk, event) == []


def test_a_statement_is_changed_field_by_field_and_undone(desk: Desk, event: str) -> None:
    one, two = (notes.add(desk, event, text) for text in ("one", "two"))
    id = statements.add(desk, event, "Boats need oil.", [one], keywords=["oil"])
    statements.edit(desk, id, text="Boats need oil.", keywords=["oil"], notes=[one])
    statements.edit(desk, id, notes=[two], keywords=["wick", "oil"])
    found = desk.read.get(Statement, id)
    assert (found.notes, found.keywords) == ({two}, {"wick", "oil"})
    told = desk.undo()
    assert told is not None and words("en")(told, isolated=False) == "Change the statement Boats need oil."
    assert desk.read.get(Statement, id).notes == {one}
    with pytest.raises(Usage):
        statements.edit(desk, id, text="")


def test_removing_keeps_the_notes(desk: Desk, event: str) -> None:
    one = notes.add(desk, event, "one")
    id = statements.add(desk, event, "Boats need oil.", [one])
    statements.remove(desk, id)
    assert statements.of_event(desk, event) == []
    assert len(desk.read.notes(event)) == 1
    desk.undo()
    assert statements.of_event(desk, event)[0].notes == {one}
