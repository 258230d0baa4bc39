"""What was put away comes back as it was; what was erased does not."""

import pytest

from hubdesk.desk import agenda, events, notes, outbox, people, statements, trash
from hubdesk.model.records import Event, Note, Person, Statement


@pytest.fixture
def event(desk):
    return events.create(desk, "Evening")


def words(desk, event=""):
    return [thing.words for thing in trash.things(desk, event)]


def test_an_empty_trash(desk, event):
    notes.add(desk, event, "It stays")
    assert trash.things(desk) == []


def test_each_sort_is_told_by_what_it_said_the_newest_first(desk, event):
    first, second = notes.add(desk, event, "First"), notes.add(desk, event, "Second")
    notes.remove(desk, [first, second])
    statements.remove(desk, statements.add(desk, event, "A sentence"))
    outbox.remove(desk, outbox.plan(desk, event, "A report"))
    assert words(desk, event) == ["Second", "First", "A sentence", "A report"]
    assert {thing.event for thing in trash.things(desk, event)} == {event}


def test_it_comes_back_whole_and_in_one_step(desk, event):
    ids = [notes.add(desk, event, f"!: Line {n} #word x3") for n in range(3)]
    before = [desk.read.get(Note, id) for id in ids]
    notes.remove(desk, ids)
    trash.restore(desk, trash.things(desk, event))
    assert [desk.read.get(Note, id) for id in ids] == before
    assert trash.things(desk, event) == []
    desk.undo()
    assert len(trash.things(desk, event)) == 3


def test_an_event_is_in_the_trash_by_itself(desk, event):
    other = events.create(desk, "Another evening")
    events.remove(desk, other)
    (thing,) = trash.things(desk)
    assert (thing.kind, thing.event, thing.words) == (Event, other, "Another evening")
    assert trash.things(desk, event) == []
    trash.restore(desk, [thing])
    assert desk.read.get(Event, other).title == "Another evening"


def test_what_was_erased_is_gone(desk, event):
    person = people.add(desk, event, "Amina")
    people.forget(desk, person)
    moved = notes.show_to(desk, [notes.add(desk, event, "For the team")], "internal")
    assert trash.things(desk) == []
    assert desk.read.find(Person, person) is None
    assert len(moved) == 1


def test_a_step_that_was_taken_back_can_be_found(desk, event):
    notes.add(desk, event, "Taken back")
    desk.undo()
    assert words(desk, event) == ["Taken back"]
    trash.restore(desk, trash.things(desk, event))
    assert [note.text for note in desk.read.notes(event)] == ["Taken back"]


def test_restoring_nothing_changes_nothing(desk, event):
    steps = desk.steps()
    trash.restore(desk, [])
    assert desk.steps() == steps


def test_a_statement_comes_back_with_its_notes(desk, event):
    note = notes.add(desk, event, "A line")
    made = statements.add(desk, event, "It says so", [note], keywords=["word"])
    statements.remove(desk, made)
    trash.restore(desk, trash.things(desk, event))
    assert desk.read.get(Statement, made).notes == {note}


def test_an_agenda_item_comes_back(desk, event):
    items = agenda.items(desk, event)
    with desk.action(events.say("Remove")) as put:
        put.delete(type(items[0]), items[0].id)
    assert words(desk, event) == [items[0].title]
    trash.restore(desk, trash.things(desk, event))
    assert [each.id for each in agenda.items(desk, event)] == [each.id for each in items]
