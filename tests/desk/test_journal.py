"""The journal holds every line once, where it was said, replies below what they answer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.desk import events, journal, notes
from hubdesk.desk.desk import Desk
from hubdesk.model.records import Note

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", start=NINE)


def test_replies_stand_under_what_they_answer(desk: Desk, event: str, clock) -> None:  # type: ignore[no-untyped-def]
    made = {}
    for text, parent in (("one", ""), ("two", ""), ("re one", "one"), ("re re one", "re one"), ("re one b", "one")):
        clock.pass_(seconds=5)
        made[text] = notes.add(desk, event, text, parent=made.get(parent, ""))
    found = [(line.note.text, line.depth) for line in journal.lines(desk, event)]
    assert found == [("one", 0), ("re one", 1), ("re re one", 2), ("re one b", 1), ("two", 0)]
    notes.remove(desk, [made["one"]])
    found = [(line.note.text, line.depth) for line in journal.lines(desk, event)]
    assert found == [("two", 0), ("re one", 0), ("re re one", 1), ("re one b", 0)]
    desk.undo()
    assert len(journal.lines(desk, event)) == 5


def test_a_line_that_was_said_earlier_stands_where_it_was_said(desk: Desk, event: str) -> None:
    notes.add(desk, event, "now")
    notes.add(desk, event, "before", at=NINE - timedelta(minutes=5))
    notes.add(desk, event, "after", at=NINE + timedelta(minutes=5))
    assert [note.text for note in desk.read.notes(event)] == ["before", "now", "after"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 9)), max_size=12))
def test_the_journal_holds_each_note_once_whatever_the_links(links: list[tuple[int, int]]) -> None:
    made = list({n: Note(id=str(n), parent=str(p) if p >= 0 else "") for n, p in links}.values())
    found = journal.journal(made)
    assert sorted(line.note.id for line in found) == sorted(note.id for note in made)
    depth = {line.note.id: line.depth for line in found}
    place = {line.note.id: nth for nth, line in enumerate(found)}
    for line in found:
        if line.depth:
            assert depth[line.note.parent] == line.depth - 1
            assert place[line.note.parent] < place[line.note.id]
