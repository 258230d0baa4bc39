"""A whole merge can be taken back, and in again, and what was written since stays."""

import pytest

from hubdesk.desk import care, events, merges, merging, notes, people, statements, trash
from hubdesk.errors import HubDeskError
from hubdesk.model.records import Event, Note, Person, Statement
from tests.desk.laptops import Team, an_evening


@pytest.fixture
def evening(team: Team) -> str:
    """An evening that Aisha prepared, with a note, and that Bao and Chen hold as well."""
    event = an_evening(team)
    notes.add(team["aisha"], event, "Money is short")
    kit = team.kit(event, people=True)
    for name in ("bao", "chen"):
        merging.open_kit(team[name], kit.path, kit.words)
    return event


def state(desk) -> dict[str, str]:
    return {one.book.sort: one.state for one in care.digest(desk) if one.book.sort in ("event", "team")}


def words(desk, event) -> list[str]:
    return sorted(note.text for note in desk.read.notes(event))


def test_a_merge_is_one_step_that_undo_takes_back_and_redo_brings_in_again(team, evening):
    here, bao = team["aisha"], team["bao"]
    (first,) = here.read.notes(evening)
    people.add(here, evening, "Grace Achieng")
    notes.retype(bao, first.id, "Money is scarce")
    notes.tag(bao, [first.id], "1")
    for n in range(5):
        notes.add(bao, evening, f"From Bao {n}")
    people.add(bao, evening, "Amina Diallo")
    before, file = state(here), team.team_file("bao", evening)
    done = merging.absorb(here, [file])
    after = state(here)
    assert done.new > 6 and after != before
    undone = here.undo()
    assert undone is not None and undone.one.startswith("Merge {n} line")
    assert state(here) == before
    assert here.read.get(Note, first.id).text == "Money is short"
    here.redo()
    assert state(here) == after
    here.undo()
    assert state(here) == before


def test_what_was_written_since_stays(team, evening):
    here, bao = team["aisha"], team["bao"]
    (first,) = here.read.notes(evening)
    notes.retype(bao, first.id, "Changed by Bao")
    kept, gone = (notes.add(bao, evening, line) for line in ("kept", "gone"))
    merging.absorb(here, [team.team_file("bao", evening)])
    notes.retype(here, kept, "kept and sharpened")
    notes.add(here, evening, "Later")
    (merge,) = merges.merges(here, evening)
    merges.take_back(here, merge.action)
    assert words(here, evening) == ["Later", "Money is short", "kept and sharpened"]
    assert here.read.find(Note, gone) is None
    (merge,) = merges.merges(here, evening)
    assert merge.taken_back and merge.kept
    merges.bring_back(here, merge.action)
    assert words(here, evening) == ["Changed by Bao", "Later", "gone", "kept and sharpened"]
    assert not merges.merges(here)[0].taken_back


def test_a_merge_goes_out_of_its_turn_and_undo_goes_on_with_the_other_steps(team, evening):
    here, bao = team["aisha"], team["bao"]
    notes.add(bao, evening, "From Bao")
    merging.absorb(here, [team.team_file("bao", evening)])
    notes.add(here, evening, "First later")
    notes.add(here, evening, "Second later")
    merges.take_back(here, merges.merges(here)[0].action)
    here.undo()
    assert words(here, evening) == ["First later", "Money is short"]
    here.redo()
    assert words(here, evening) == ["First later", "Money is short", "Second later"]
    notes.add(here, evening, "A new step ends redo, not the way back of a merge")
    merges.bring_back(here, merges.merges(here)[0].action)
    assert "From Bao" in words(here, evening)


def test_others_hear_of_a_merge_that_was_taken_back(team, evening):
    here, bao, chen = team["aisha"], team["bao"], team["chen"]
    notes.add(bao, evening, "From Bao")
    file = team.team_file("bao", evening)
    merging.absorb(here, [file])
    here.undo()
    for desk in (bao, chen):
        merging.absorb(desk, [file, team.team_file("aisha", evening)])
        assert words(desk, evening) == ["Money is short"]
    assert state(bao) == state(here) == state(chen)


def test_the_same_file_again_says_that_it_was_taken_back(team, evening):
    here, bao = team["aisha"], team["bao"]
    notes.add(bao, evening, "From Bao")
    file = team.team_file("bao", evening)
    merging.absorb(here, [file])
    here.undo()
    (merge,) = merges.merges(here)
    notes.add(bao, evening, "More from Bao")
    for again in (file, team.team_file("bao", evening)):
        would = merging.absorb(here, [again], dry_run=True)
        assert would.taken_back == (merge.action,)
    done = merging.absorb(here, [team.team_file("bao", evening)])
    merges.bring_back(here, done.taken_back[0])
    assert words(here, evening) == ["From Bao", "Money is short", "More from Bao"]


def test_a_whole_event_that_came_in_goes_and_comes_back(team, evening):
    other = events.create(team["dina"], "Another evening")
    notes.add(team["dina"], other, "From afar")
    here, file = team["aisha"], team.team_file("dina", other, plain=True)
    merging.absorb(here, [file], trust=True)
    assert here.read.get(Event, other).title == "Another evening"
    (merge,) = merges.merges(here)
    assert merge.event == other
    here.undo()
    assert here.read.find(Event, other) is None
    assert evening in {event.id for event in here.read.all(Event)}
    assert [thing.words for thing in trash.things(here, other) if thing.kind is Event] == ["Another evening"]
    here.redo()
    assert words(here, other) == ["From afar"]


def test_who_was_forgotten_elsewhere_and_what_moved_stays_so(team, evening):
    here, bao = team["aisha"], team["bao"]
    person = people.add(here, evening, "Amina Diallo")
    (first,) = here.read.notes(evening)
    merging.absorb(bao, [team.team_file("aisha", evening)])
    people.forget(bao, person)
    notes.show_to(bao, [first.id], "internal")
    notes.add(bao, evening, "From Bao")
    merging.absorb(here, [team.team_file("bao", evening)])
    here.undo()
    assert here.read.find(Person, person) is None
    assert words(here, evening) == ["Money is short"]
    assert here.read.notes(evening)[0].visibility == "internal"


def test_two_versions_that_a_merge_made_are_one_again(team, evening):
    here, bao = team["aisha"], team["bao"]
    (first,) = here.read.notes(evening)
    notes.retype(here, first.id, "Words of Aisha")
    notes.retype(bao, first.id, "Words of Bao")
    before = state(here)
    assert merging.absorb(here, [team.team_file("bao", evening)]).two_versions == 1
    here.undo()
    assert merging.two_versions(here) == []
    assert here.read.get(Note, first.id).text == "Words of Aisha"
    assert state(here) == before


def test_history_tells_a_merge_and_steps_lead_to_it(team, evening):
    here, bao = team["aisha"], team["bao"]
    statements.add(bao, evening, "We agree")
    merging.absorb(here, [team.team_file("bao", evening)])
    (newest, *_) = here.read.history()
    assert str(newest.sentence) == "Merge 3 lines about Evening" or newest.sentence.one.startswith("Merge {n} line")
    assert newest.action == here.steps()[0] == merges.merges(here)[0].action
    assert merges.merges(here)[0].laptops[0].startswith("bao")
    here.undo()
    assert here.read.all(Statement) == []
    assert here.read.history()[0].sentence.one == "Undone: {action}"


def test_merging_nothing_new_opening_a_package_and_a_look_are_no_steps(team, evening):
    here, bao = team["aisha"], team["bao"]
    steps = here.steps()
    notes.add(bao, evening, "From Bao")
    file = team.team_file("bao", evening)
    merging.absorb(here, [file], dry_run=True)
    assert here.steps() == steps and merges.merges(here) == []
    assert bao.steps() != [] and merges.merges(bao) == []
    merging.absorb(here, [file])
    merging.absorb(here, [file])
    assert len(here.steps()) == len(steps) + 1


def test_a_merge_can_be_taken_back_once(team, evening):
    here, bao = team["aisha"], team["bao"]
    notes.add(bao, evening, "From Bao")
    merging.absorb(here, [team.team_file("bao", evening)])
    (merge,) = merges.merges(here)
    for wrong in (lambda: merges.bring_back(here, merge.action), lambda: merges.take_back(here, "f" * 32)):
        with pytest.raises(HubDeskError):
            wrong()
    merges.take_back(here, merge.action)
    with pytest.raises(HubDeskError):
        merges.take_back(here, merge.action)


def test_after_a_thousand_steps_a_merge_still_goes_back(team, evening):
    here, bao = team["aisha"], team["bao"]
    notes.add(bao, evening, "From Bao")
    merging.absorb(here, [team.team_file("bao", evening)])
    for n in range(1200):
        notes.add(here, evening, f"Line {n}")
    merges.take_back(here, merges.merges(here)[0].action)
    assert "From Bao" not in words(here, evening)


def test_purging_forgets_what_was_merged(team, evening):
    here, bao = team["aisha"], team["bao"]
    notes.add(bao, evening, "From Bao")
    merging.absorb(here, [team.team_file("bao", evening)])
    care.purge(here, evening)
    assert merges.merges(here) == []


def test_after_a_merge_went_the_steps_before_it_go_as_well(team, evening):
    here = team["aisha"]
    for name in ("aisha", "bao"):
        events.edit(team[name], evening, place=f"The room of {name}")
    merging.absorb(here, [team.team_file("bao", evening)])
    here.undo()
    assert here.read.get(Event, evening).place == "The room of aisha"
    here.undo()
    assert here.read.get(Event, evening).place == ""


def test_merges_in_a_row_are_preceded_by_one_copy(team, evening):
    here = team["aisha"]

    def merge(name: str) -> int:
        """Merge something new and return how many copies were made before it, so far."""
        notes.add(team[name], evening, "One more thing")
        assert merging.absorb(here, [team.team_file(name, evening)]).new
        return sum(copy.why == "before-merge" for copy in care.copies(here))

    assert [merge(name) for name in ("bao", "chen", "bao")] == [1, 1, 1]
    notes.add(here, evening, "Written between two merges")
    assert [merge("chen"), merge("bao")] == [2, 2]
    here.undo()  # the newest merge
    assert [merge("chen"), merge("bao")] == [3, 3]
    care.copies(here)[0].path.unlink()
    assert merge("chen") == 3  # that one is gone, another is there
    team.wait(31)
    assert [merge("chen"), merge("bao")] == [4, 4]
