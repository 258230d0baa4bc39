"""Who was taken out of a team: their work waits, nothing is sealed for them, and all laptops come to the same."""

import itertools
import shutil

import pytest

from hubdesk.bundle import seal
from hubdesk.desk import care, events, exchange, expelling, membership, merging, notes, strangers
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.model.records import Enrolment, Event, Secret
from tests.desk.laptops import Team, an_evening

NAMES = ("aisha", "bao", "chitra", "dara")


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """An evening that four laptops hold, each of which has written a line: (its folders, its event)."""
    team = Team(tmp_path_factory.mktemp("begun"))
    made = an_evening(team)
    kit = team.kit(made)
    for name in NAMES[1:]:
        merging.open_kit(team[name], kit.path, kit.words)
    for name in NAMES:
        notes.add(team[name], made, f"/1 by {name}")
    hand_round(team, made)
    for desk in team.desks.values():
        desk.close()
    return team.folder, made


@pytest.fixture
def event(team, begun):
    folder, made = begun
    for name in NAMES:
        shutil.copytree(folder / name, team.folder / name)
        assert team[name].read.find(Event, made)
    return made


def hand_round(team, event, names=NAMES):
    """Let the first laptop gather the files of the others and hand them on, twice: what one learns reaches all."""
    first, *others = names
    for _ in range(2):
        merging.absorb(team[first], [team.team_file(name, event, plain=True) for name in others])
        told = team.team_file(first, event, plain=True)
        for name in others:
            merging.absorb(team[name], [told])


def key(team, name):
    return team[name].author.key


def out(team, name, event):
    everybody = {one.author.key: laptop for laptop, one in team.desks.items()}
    return {everybody[one] for one in membership.standing(team[name], event).out}


def texts(team, name, event):
    return {note.text for note in team[name].read.notes(event)}


def test_what_one_who_is_out_writes_waits_and_what_was_there_stays(team, event):
    expelling.expel(team["aisha"], event, key(team, "dara"))
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    notes.add(team["dara"], event, "/2 afterwards")
    late = team.team_file("dara", event, plain=True)
    for name in ("aisha", "bao"):
        before = team.logs(name)
        done = merging.absorb(team[name], [late])
        assert done.new == 0 and done.quarantined > 0
        assert team.logs(name) == before
        assert "by dara" in texts(team, name, event) and "afterwards" not in texts(team, name, event)
        (work,) = merging.waiting(team[name])
        assert work.authors == (key(team, "dara"),)
        assert strangers.read(team[name], work.sha256).notes == ("by dara", "afterwards")


def test_no_file_opens_for_one_who_is_out_nor_with_the_words_that_it_knows(team, event):
    expelling.expel(team["aisha"], event, key(team, "dara"))
    notes.add(team["aisha"], event, "/2 not for dara")
    file = team.team_file("aisha", event)
    with pytest.raises(Refused):
        merging.absorb(team["dara"], [file])
    merging.absorb(team["bao"], [file])
    assert "not for dara" in texts(team, "bao", event)
    notes.add(team["bao"], event, "/2 nor this")
    with pytest.raises(Refused):
        merging.absorb(team["dara"], [team.team_file("bao", event)])
    assert not any("dara" in name for name in exchange.who_can_open(team["bao"], event, "team"))


def test_a_new_package_has_new_keys_and_lets_in_who_opens_it(team, event):
    old = {one.key: one.team_recipient for one in team["aisha"].read.all(Enrolment, event=event)}
    early = team.kit(event)
    merging.open_kit(team["late"], early.path, early.words)
    expelling.expel(team["aisha"], event, key(team, "dara"))
    kit = exchange.write_kit(team["aisha"], event, team.folder / "new.hubbundle")
    merging.open_kit(team["eve"], kit.path, kit.words)
    (made,) = (one for one in team["eve"].read.all(Secret, event=event, purpose=membership.TEAM))
    assert made.public not in old.values()
    notes.add(team["eve"], event, "/2 by the newcomer")
    done = merging.absorb(team["aisha"], [team.team_file("eve", event)])
    assert done.quarantined == 0
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    assert "by the newcomer" in texts(team, "bao", event)
    notes.add(team["late"], event, "/2 with the old package")
    theirs = team.team_file("late", event, plain=True)
    assert merging.absorb(team["aisha"], [theirs]).quarantined > 0
    merging.open_kit(team["late"], kit.path, kit.words)
    notes.add(team["late"], event, "/2 with the new one")
    team.desks.pop("late").close()
    notes.add(team["late"], event, "/2 after a start")
    assert merging.absorb(team["aisha"], [team.team_file("late", event)]).quarantined == 0


def test_an_older_file_does_not_bring_back_what_was_taken_back(team, event):
    expelling.expel(team["bao"], event, key(team, "dara"))
    team["bao"].undo()
    team["bao"].redo()
    older = team.team_file("bao", event)
    team["bao"].undo()
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    notes.add(team["dara"], event, "/2 still here")
    theirs = team.team_file("dara", event)
    assert merging.absorb(team["aisha"], [older, theirs]).quarantined == 0
    assert "still here" in texts(team, "aisha", event)


def test_a_second_key_with_the_old_package_is_a_stranger(team, event):
    old = team.kit(event)
    expelling.expel(team["aisha"], event, key(team, "dara"))
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    merging.open_kit(team["again"], old.path, old.words)
    notes.add(team["again"], event, "/2 with another key")
    theirs = team.team_file("again", event, plain=True)
    for name in ("aisha", "bao"):
        assert merging.absorb(team[name], [theirs]).new == 0


@pytest.mark.parametrize("order", [*itertools.permutations(["aisha", "dara"])])
def test_two_who_take_each_other_out_are_both_out_on_every_laptop(team, event, order):
    expelling.expel(team["aisha"], event, key(team, "dara"))
    expelling.expel(team["dara"], event, key(team, "aisha"))
    files = {name: team.team_file(name, event, plain=True) for name in order}
    for name in order:
        merging.absorb(team["bao"], [files[name]])
    merging.absorb(team["chitra"], [files["dara"], files["aisha"]])
    assert out(team, "chitra", event) == {"aisha", "dara"}
    for giver, taker in (("bao", "chitra"), ("chitra", "bao")):
        merging.absorb(team[taker], [team.team_file(giver, event, plain=True)])
    assert out(team, "bao", event) == {"aisha", "dara"}
    assert team.logs("bao") == team.logs("chitra")
    expelling.readmit(team["bao"], event, key(team, "aisha"))
    merging.absorb(team["chitra"], [team.team_file("bao", event)])
    for name in ("bao", "chitra"):
        assert out(team, name, event) == {"dara"}
        assert merging.absorb(team[name], [team.team_file("aisha", event, plain=True)]).quarantined == 0


def test_the_maker_of_the_package_can_be_out_and_the_others_go_on_together(team, event):
    expelling.expel(team["bao"], event, key(team, "aisha"))
    hand_round(team, event, ("bao", "chitra", "dara"))
    for name in ("bao", "chitra", "dara"):
        notes.add(team[name], event, f"/2 again {name}")
    hand_round(team, event, ("bao", "chitra", "dara"))
    assert team.logs("bao") == team.logs("chitra") == team.logs("dara")
    for name in ("bao", "chitra", "dara"):
        assert out(team, name, event) == {"aisha"} and merging.waiting(team[name]) == []
        assert {"again bao", "again chitra", "again dara"} <= texts(team, name, event)
        assert not care.doctor(team[name]).damage


def test_what_others_built_on_before_they_knew_comes_with_them(team, event):
    expelling.expel(team["aisha"], event, key(team, "dara"))
    notes.add(team["dara"], event, "/2 to bao, who does not know")
    merging.absorb(team["bao"], [team.team_file("dara", event)])
    notes.add(team["bao"], event, "/2 an answer to dara")
    both = [team.team_file(name, event) for name in ("bao", "aisha")]
    merging.absorb(team["chitra"], both)
    hand_round(team, event, ("aisha", "bao", "chitra"))
    assert team.logs("aisha") == team.logs("bao") == team.logs("chitra")
    for name in ("aisha", "bao", "chitra"):
        assert {"to bao, who does not know", "an answer to dara"} <= texts(team, name, event)
        assert out(team, name, event) == {"dara"}


def test_a_file_of_one_who_is_out_brings_nothing_of_others_that_builds_on_it(team, event):
    notes.add(team["dara"], event, "/2 to bao, who does not know")
    expelling.expel(team["aisha"], event, key(team, "dara"))
    merging.absorb(team["bao"], [team.team_file("dara", event)])
    notes.add(team["bao"], event, "/2 an answer to dara")
    merging.absorb(team["dara"], [team.team_file("bao", event)])
    done = merging.absorb(team["aisha"], [team.team_file("dara", event, plain=True)])
    assert done.new == 0 and done.quarantined > 0
    assert merging.absorb(team["chitra"], [team.team_file("aisha", event)]).quarantined == 0


def test_nobody_who_is_out_comes_back_by_what_they_say(team, event):
    for name in ("chitra", "dara"):
        expelling.expel(team["aisha"], event, key(team, name))
    told = team.team_file("aisha", event, plain=True)
    for name, other in (("chitra", "dara"), ("dara", "chitra")):
        merging.absorb(team[name], [told])
        with pytest.raises(HubDeskError, match="out"):
            expelling.readmit(team[name], event, key(team, other))
        with pytest.raises(HubDeskError, match="out"):
            expelling.expel(team[name], event, key(team, "aisha"))
        with pytest.raises(HubDeskError, match="out"):
            exchange.write_kit(team[name], event, team.folder / "no.hubbundle")
        membership.accept(team[name], event, [key(team, each) for each in (name, other)])
    theirs = [team.team_file(name, event, plain=True) for name in ("chitra", "dara")]
    done = merging.absorb(team["bao"], [*theirs, told])
    assert out(team, "bao", event) == {"chitra", "dara"} and done.quarantined > 0
    assert out(team, "aisha", event) == {"chitra", "dara"}
    assert team.logs("bao") == team.logs("aisha")


def test_it_can_be_undone_and_done_again(team, event):
    expelling.expel(team["aisha"], event, key(team, "dara"))
    team["aisha"].undo()
    assert out(team, "aisha", event) == set()
    team["aisha"].redo()
    hand_round(team, event, ("aisha", "bao"))
    team["aisha"].undo()
    notes.add(team["dara"], event, "/2 still here")
    hand_round(team, event)
    assert "still here" in texts(team, "bao", event)
    assert len({tuple(sorted(team.logs(name).items())) for name in team.desks}) == 1


def test_accepting_work_that_waits_takes_its_author_in_again(team, event):
    expelling.expel(team["aisha"], event, key(team, "dara"))
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    notes.add(team["dara"], event, "/2 it was a mistake")
    merging.absorb(team["bao"], [team.team_file("dara", event, plain=True)])
    (work,) = merging.waiting(team["bao"])
    merging.accept_waiting(team["bao"], work.sha256)
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    for name in ("aisha", "bao"):
        assert out(team, name, event) == set() and "it was a mistake" in texts(team, name, event)


def test_the_list_of_the_team_tells_who_is_out_and_who_did_it_stands_in_history(team, event):
    expelling.expel(team["aisha"], event, key(team, "dara"))
    assert [(one.name.partition(" ")[0], one.state) for one in expelling.team(team["aisha"], event)] == [
        ("aisha", "in"),
        ("bao", "in"),
        ("chitra", "in"),
        ("dara", "out"),
    ]
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    entry = next(one for one in team["bao"].read.history() if one.sentence.one == "Take {name} out of the team")
    assert entry.author == key(team, "aisha") and entry.sentence.values["name"] == "dara"
    assert expelling.meant(team["bao"], event, "dara").key == key(team, "dara")
    assert expelling.meant(team["bao"], event, key(team, "dara")[:6]).state == "out"
    for wrong in ("", "nobody", key(team, "dara")[:3]):
        with pytest.raises(Usage):
            expelling.meant(team["bao"], event, wrong)
    for wrong in ("bao", "dara"):
        with pytest.raises(Usage):
            expelling.expel(team["bao"], event, key(team, wrong))
    with pytest.raises(Usage):
        expelling.readmit(team["bao"], event, key(team, "chitra"))


def test_who_is_out_is_out_of_this_event_alone(team, event):
    other = events.create(team["aisha"], "Another evening")
    kit = exchange.write_kit(team["aisha"], other, team.folder / "other.hubbundle")
    merging.open_kit(team["dara"], kit.path, kit.words)
    expelling.expel(team["aisha"], event, key(team, "dara"))
    notes.add(team["dara"], other, "/1 elsewhere")
    assert merging.absorb(team["aisha"], [team.team_file("dara", other)]).quarantined == 0


def test_files_are_sealed_for_the_new_package_and_never_for_the_old_one(team, event):
    expelling.expel(team["aisha"], event, key(team, "dara"))
    exchange.write_kit(team["aisha"], event, team.folder / "new.hubbundle")
    closed = membership.standing(team["aisha"], event).closed
    packages = team["aisha"].read.all(Enrolment, event=event)
    (old,) = (one.team_recipient for one in packages if one.key in closed)
    (new,) = (one.team_recipient for one in packages if one.key not in closed)
    sealed_for = set(exchange._team(team["aisha"], event, "en").values())
    assert old not in sealed_for and new in sealed_for and seal.is_recipient(new)
    assert team["dara"].author.recipient not in sealed_for
