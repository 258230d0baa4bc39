"""The work of unknown laptops can be read before a person accepts or refuses it, and nothing of it is taken in."""

import pytest

from hubdesk.desk import exchange, merging, notes, people, statements, strangers
from hubdesk.errors import Usage
from tests.desk.laptops import an_evening


@pytest.fixture
def event(team):
    return an_evening(team)


@pytest.fixture
def waiting(team, event):
    """Let the work of a stranger wait; return its event."""
    plain = exchange.write_bundle(team["aisha"], event, "team", team.folder / "plain.hubbundle", plain=True)
    merging.absorb(team["stranger"], [plain.path], trust=True)
    notes.add(team["stranger"], event, "!: Nobody asked us")
    gone = notes.add(team["stranger"], event, "A slip")
    notes.remove(team["stranger"], [gone])
    statements.add(team["stranger"], event, "Ask earlier.")
    people.add(team["stranger"], event, "Zyxmira Quillfeather")
    theirs = exchange.write_bundle(team["stranger"], event, "team", team.folder / "theirs.hubbundle", plain=True)
    assert merging.absorb(team["aisha"], [theirs.path]).quarantined
    return theirs.path


def test_what_waits_is_read_and_nothing_is_taken_in(team, event, waiting):
    (work,) = merging.waiting(team["aisha"])
    before = team.logs("aisha")
    found = strangers.read(team["aisha"], work.sha256[:8])
    assert (found.title, found.new_event, found.event) == ("Evening", False, event)
    assert found.notes == ("Nobody asked us",) and found.statements == ("Ask earlier.",) and found.people == 1
    (stranger,) = found.strangers
    assert stranger.name.startswith("stranger") and stranger.words == exchange.spoken_words(team["stranger"])
    assert "Zyxmira" not in repr(found)
    assert team.logs("aisha") == before and merging.waiting(team["aisha"]) == [work]


def test_it_is_accepted_or_refused_by_the_beginning_of_its_id(team, event, waiting):
    (work,) = merging.waiting(team["aisha"])
    for wrong in ("", work.sha256[:3], "0000", work.sha256 + "0"):
        with pytest.raises(Usage):
            strangers.accept(team["aisha"], wrong)
    assert strangers.refuse(team["aisha"], work.sha256[:4]) == work.sha256
    assert merging.waiting(team["aisha"]) == [] and waiting.exists()
    merging.absorb(team["aisha"], [waiting])
    assert strangers.accept(team["aisha"], work.sha256[:4]).new > 0
    assert [note.text for note in team["aisha"].read.notes(event)] == ["Nobody asked us"]


def test_an_event_that_is_not_here_is_named_by_the_file(team, event, waiting):
    merging.absorb(team["far"], [waiting])
    (work,) = merging.waiting(team["far"])
    found = strangers.read(team["far"], work.sha256)
    assert (found.title, found.new_event) == ("Evening", True)
    assert {one.name.partition(" ")[0] for one in found.strangers} == {"aisha", "stranger"}


def test_the_first_step_back_after_laptops_were_accepted_is_the_merge(team, event, waiting):
    desk = team["aisha"]
    known = [note.text for note in desk.read.notes(event)]
    done = merging.absorb(desk, [waiting], trust=True)
    assert desk.steps()[0] == done.merge
    assert desk.next_undo().one.startswith("Merge")
    desk.undo()
    assert [note.text for note in desk.read.notes(event)] == known
    assert desk.next_undo().one.startswith("Accept laptops")
    desk.undo()
    assert merging.absorb(desk, [waiting], dry_run=True).quarantined
    assert desk.next_redo().one.startswith("Accept laptops")
    desk.redo()
    desk.redo()
    assert "Nobody asked us" in [note.text for note in desk.read.notes(event)]


def test_the_same_holds_for_work_that_waited(team, event, waiting):
    desk = team["aisha"]
    (work,) = merging.waiting(desk)
    done = strangers.accept(desk, work.sha256)
    assert desk.steps()[0] == done.merge
