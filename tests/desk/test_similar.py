"""Notes that are much alike are proposed until a person decides; nothing is merged, and all of it can be undone."""

import pytest

from hubdesk.desk import events, notes, similar
from hubdesk.desk.desk import Desk, team_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.records import Note, Twin

LINES = (
    "c: Hubs need stable funding every year x3",
    "Hubs need stabel funding every year",
    "各河流需要稳定的资金",
    "hubs need stable funding, every year",
    "各河流需要穩定的資金",
    "Nobody spoke about translation",
)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", languages=["en", "zh"])


@pytest.fixture
def made(desk: Desk, event: str) -> list[str]:
    return [notes.add(desk, event, line) for line in LINES]


def proposed(desk: Desk, event: str, made: list[str]) -> list[list[int]]:
    return [[made.index(note.id) for note in each.notes] for each in similar.proposals(desk, event)]


def points(desk: Desk, event: str, made: list[str]) -> list[list[int]]:
    return [[made.index(note.id) for note in each] for each in similar.points(desk, event)]


def test_groups_are_proposed_in_each_language_with_their_voices(desk, event, made) -> None:
    assert sorted(proposed(desk, event, made)) == [[0, 1, 3], [2, 4]]
    assert {each.notes[0].language: each.voices for each in similar.proposals(desk, event)} == {"en": 5, "zh": 2}


def test_a_link_leaves_notes_as_they_are_and_one_undo_takes_it_back(desk, event, made) -> None:
    before = desk.read.notes(event)
    similar.same(desk, [made[3], made[0], made[1]])
    assert desk.read.notes(event) == before
    assert points(desk, event, made) == [[0, 1, 3]]
    assert proposed(desk, event, made) == [[2, 4]]
    desk.undo()
    assert points(desk, event, made) == []
    assert sorted(proposed(desk, event, made)) == [[0, 1, 3], [2, 4]]


def test_what_was_kept_apart_is_not_proposed_again(desk, event, made) -> None:
    similar.apart(desk, [made[0], made[1], made[3]])
    assert proposed(desk, event, made) == [[2, 4]]
    similar.same(desk, [made[0], made[1]])
    assert (points(desk, event, made), proposed(desk, event, made)) == ([[0, 1]], [[2, 4]])
    desk.undo(), desk.undo()
    assert sorted(proposed(desk, event, made)) == [[0, 1, 3], [2, 4]]


def test_a_new_note_is_compared_with_a_point_as_a_whole(desk, event, made) -> None:
    similar.same(desk, [made[0], made[1], made[3]])
    made.append(notes.add(desk, event, "Hubs need stable fundings every year"))
    assert sorted(proposed(desk, event, made)) == [[0, 6], [2, 4]]
    similar.apart(desk, [made[0], made[6]])
    assert proposed(desk, event, made) == [[2, 4]]


def test_a_link_can_be_taken_apart(desk, event, made) -> None:
    similar.same(desk, [made[0], made[1], made[3]])
    similar.apart(desk, [made[0], made[1], made[3]])
    assert (points(desk, event, made), proposed(desk, event, made)) == ([], [[2, 4]])


def test_a_decision_stays_with_the_team_and_on_this_laptop_for_what_never_leaves_it(desk, event, made) -> None:
    similar.same(desk, made[:2])
    (twin,) = desk.read.all(Twin, event=event)
    assert twin.book == team_book(event).id
    moved = notes.show_to(desk, made[:1], "sensitive")
    (twin,) = desk.read.all(Twin, event=event)
    assert (twin.book, {twin.one, twin.other}) == (desk.store.private.id, {moved[made[0]], made[1]})
    desk.undo()
    ids = {note.id for note in desk.read.notes(event)}
    (twin,) = desk.read.all(Twin, event=event)
    assert {twin.one, twin.other} <= ids
    (point,) = similar.points(desk, event)
    assert [note.text for note in point] == [desk.read.get(Note, id).text for id in (point[0].id, made[1])]


def test_two_notes_of_one_event_are_needed(desk, event, made) -> None:
    other = notes.add(desk, events.create(desk, "Other"), "Hubs need stable funding every year")
    for ids in ([], made[:1], [made[0], made[0]], [made[0], other]):
        with pytest.raises(Usage):
            similar.same(desk, ids)
    with pytest.raises(HubDeskError):
        similar.apart(desk, [made[0], "0" * 32])
    assert desk.read.all(Twin) == []


def test_removed_notes_and_gaps_are_nothing_to_decide(desk, event, made) -> None:
    notes.remove(desk, [made[1], made[3], made[4]])
    notes.gap(desk, event, desk.now())
    notes.gap(desk, event, desk.now())
    assert proposed(desk, event, made) == []
