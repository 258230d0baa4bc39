"""Who belongs to a team: packages by any of its laptops, refusals that leave nothing, files after an upload file."""

import shutil

import pytest

from hubdesk import paths
from hubdesk.desk import agenda, cards, care, events, exchange, holding, merging, notes, people, refused, statements
from hubdesk.desk.desk import crew_book, event_book
from hubdesk.errors import Refused
from hubdesk.i18n import say, words
from hubdesk.model.clock import derived_id
from hubdesk.model.records import Attendance, Event, Member, Note, Statement
from hubdesk.model.trust import member_id
from tests.desk.laptops import an_evening


@pytest.fixture
def event(team):
    return an_evening(team)


def joined(team, event, *names):
    kit = team.kit(event)
    for name in names:
        merging.open_kit(team[name], kit.path, kit.words)


def test_a_package_by_another_laptop_of_the_team_opens_the_whole_event(team, event):
    notes.add(team["aisha"], event, "/1 from the first laptop")
    joined(team, event, "bao")
    notes.add(team["bao"], event, "/2 from the second laptop")
    second = exchange.write_kit(team["bao"], event, team.folder / "second.hubbundle")
    merging.open_kit(team["chitra"], second.path, second.words)
    assert [one.id for one in team["chitra"].read.all(Event)] == [event]
    assert len(team["chitra"].read.notes(event)) == 2 and merging.waiting(team["chitra"]) == []
    assert merging.absorb(team["chitra"], [team.team_file("aisha", event)]).quarantined == 0
    notes.add(team["chitra"], event, "from the third laptop")
    files = [team.team_file(name, event) for name in ("bao", "chitra")]
    assert merging.absorb(team["aisha"], files).quarantined == 0
    assert len(team["aisha"].read.notes(event)) == 3


@pytest.mark.parametrize("absorbs", [False, True], ids=["from the package alone", "after a team file"])
def test_a_laptop_without_own_work_is_no_stranger(team, event, absorbs):
    notes.add(team["aisha"], event, "/1 from the first laptop")
    joined(team, event, "bao")
    if absorbs:
        merging.absorb(team["bao"], [team.team_file("aisha", event)])
    assert merging.absorb(team["aisha"], [team.team_file("bao", event)]).quarantined == 0
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    assert team.logs("aisha") == team.logs("bao")


def test_a_package_written_twice_by_the_same_laptop_says_nothing_new(team, event):
    joined(team, event, "bao")
    for place in ("one", "two"):
        exchange.write_kit(team["bao"], event, team.folder / f"{place}.hubbundle")
        logs = team.logs("bao")
    assert logs == team.logs("bao")


@pytest.mark.parametrize("step", ["open", "write"])
def test_undo_never_leaves_the_team(team, event, step):
    joined(team, event, "bao")
    team["bao" if step == "open" else "aisha"].undo()
    notes.add(team["bao"], event, "from the second laptop")
    assert merging.absorb(team["aisha"], [team.team_file("bao", event)]).quarantined == 0


def test_a_refused_file_leaves_no_stranger_accepted(team, event):
    stranger = team["stranger"]
    plain = exchange.write_bundle(team["aisha"], event, "team", team.folder / "plain.hubbundle", plain=True)
    merging.absorb(stranger, [plain.path], trust=True)
    notes.add(stranger, event, "the first")
    first = exchange.write_bundle(stranger, event, "team", team.folder / "first.hubbundle", plain=True)
    notes.add(stranger, event, "the second")
    second = team.folder / "second.hubbundle"
    exchange.write_bundle(stranger, event, "team", second, plain=True, since=first.path)
    before = team.logs("aisha")
    with pytest.raises(Refused):
        merging.absorb(team["aisha"], [second], trust=True)
    assert team.logs("aisha") == before
    assert merging.absorb(team["aisha"], [first.path]).quarantined > 0


@pytest.mark.parametrize("what", ["note", "statement", "removed", "agenda"])
def test_a_team_file_can_be_written_after_any_upload_file(team, event, what):
    desk = team["aisha"]
    people.add(desk, event, "Zyxmira Quillfeather")
    joined(team, event, "bao")
    if what == "note":
        notes.add(desk, event, "Zyxmira said so")
    elif what == "statement":
        statements.add(desk, event, "Zyxmira wants hubs.")
    elif what == "removed":
        statements.remove(desk, statements.add(desk, event, "A slip."))
    elif what == "agenda":
        agenda.add(desk, event, "Talk by Zyxmira")
    exchange.write_bundle(desk, event, "upload", team.folder / "up.hubbundle")
    file = team.team_file("aisha", event)
    exchange.write_kit(desk, event, team.folder / "again.hubbundle", people=True)
    assert merging.absorb(team["bao"], [file]).quarantined == 0
    assert team.logs("bao") == team.logs("aisha")
    assert [one.text for one in team["bao"].read.all(Statement)] == [one.text for one in desk.read.all(Statement)]


def test_who_is_erased_from_the_crew_goes_on_writing_and_can_be_accepted(team, event):
    """No laptop of ours does that: one that is taken out is taken out by an expulsion."""
    joined(team, event, "bao", "chitra")
    notes.add(team["bao"], event, "from Bao")
    people.add(team["bao"], event, "Zyxmira")
    for name in ("aisha", "chitra"):
        assert merging.absorb(team[name], [team.team_file("bao", event)]).quarantined == 0
    bao, counts = member_id(team["bao"].author.key), derived_id("attendance", event)
    with team["chitra"].action(say("Write what nobody would")) as put:
        put.erase(Member, bao, book=crew_book(event))
        put.erase(Attendance, counts, book=event_book(event))
    for name in ("aisha", "bao"):
        merging.absorb(team[name], [team.team_file("chitra", event)])
    team["bao"].close()
    del team.desks["bao"]
    notes.add(team["bao"], event, "from Bao again")
    exchange.write_bundle(team["bao"], event, "upload", team.folder / "up.hubbundle")
    done = merging.absorb(team["aisha"], [team.team_file("bao", event)], trust=True)
    assert done.quarantined == 0 and merging.waiting(team["aisha"]) == []
    notes.add(team["bao"], event, "and again")
    assert merging.absorb(team["aisha"], [team.team_file("bao", event)]).quarantined == 0
    assert len(team["aisha"].read.notes(event)) == 3


def test_two_laptops_that_hold_the_same_note_back_make_one_of_it(team, event):
    joined(team, event, "bao")
    people.add(team["aisha"], event, "Zyxmira Quillfeather")
    notes.add(team["aisha"], event, "Zyxmira said so")
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    for name in ("aisha", "bao"):
        assert holding.hold_back(team[name], event, addressed=False) == 1
    files = {name: team.team_file(name, event) for name in ("aisha", "bao")}
    merging.absorb(team["aisha"], [files["bao"]])
    merging.absorb(team["bao"], [files["aisha"]])
    for name in ("aisha", "bao"):
        (note,) = team[name].read.all(Note, event=event)
        assert note.text == "Zyxmira said so" and not note.versions
    assert team.logs("aisha") == team.logs("bao")


def test_words_written_while_another_laptop_moved_the_note_stand_beside_it(team, event):
    note = notes.add(team["aisha"], event, "Call me in the evening")
    joined(team, event, "bao")
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    moved = notes.show_to(team["aisha"], [note], "internal")[note]
    notes.retype(team["bao"], note, "Call us in the morning")
    files = {name: team.team_file(name, event) for name in ("aisha", "bao")}
    merging.absorb(team["bao"], [files["aisha"]])
    merging.absorb(team["aisha"], [files["bao"]])
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    assert team.logs("aisha") == team.logs("bao")
    for name in ("aisha", "bao"):
        (one,) = team[name].read.all(Note, event=event)
        assert (one.id, one.visibility) == (moved, "internal") and "text" in one.versions
        (version,) = (each for each in merging.two_versions(team[name], event) if each.field == "text")
        assert {value for value, *_ in version.values} == {"Call me in the evening", "Call us in the morning"}


@pytest.mark.parametrize("back", [False, True])
def test_words_stand_beside_a_move_also_when_the_mover_heard_of_them_first(team, event, back):
    """The mover closes what comes late; whoever wrote it learns of the move and of that at once."""
    note = notes.add(team["aisha"], event, "Call me in the evening")
    joined(team, event, "bao")
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    notes.retype(team["bao"], note, "Call us in the morning")
    notes.retype(team["bao"], note, "Call us at noon")
    notes.show_to(team["aisha"], [note], "internal")
    if back:
        team["aisha"].undo()
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    notes.add(team["aisha"], event, "Another line")
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    assert team.logs("aisha") == team.logs("bao")
    for name in ("aisha", "bao"):
        (version,) = [each for each in team[name].read.versions(event) if each.field == "text"]
        assert {value[0] for value in version.values} == {"Call me in the evening", "Call us at noon"}


def test_words_of_two_copies_of_a_laptop_are_there_after_another_one_moved_the_note(team, event):
    note = notes.add(team["aisha"], event, "Call me in the evening")
    joined(team, event, "bao")
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    team["bao"].close()
    del team.desks["bao"]
    shutil.copytree(team.folder / "bao", team.folder / "copy")
    notes.show_to(team["aisha"], [note], "internal")
    for name, text in (("bao", "Call us in the morning"), ("copy", "Call us at noon")):
        notes.retype(team[name], note, f"{text}, or so")
        notes.retype(team[name], note, text)
    files = [team.team_file(name, event) for name in ("bao", "copy")]
    merging.absorb(team["copy"], [*files, team.team_file("aisha", event)])
    merging.absorb(team["aisha"], [team.team_file("copy", event)])
    texts = {one.text for one in team["aisha"].read.notes(event)}
    open_ = [each for each in team["aisha"].read.versions(event) if each.field == "text"]
    texts |= {value[0] for each in open_ for value in each.values}
    assert texts == {"Call me in the evening", "Call us in the morning", "Call us at noon"}


def test_who_was_forgotten_elsewhere_stands_in_no_backup_here(team, event):
    person = people.add(team["aisha"], event, "Zyxmira Quillfeather", email="zyxmira@example.org")
    joined(team, event, "bao")
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    care.backup(team["bao"])
    damaged = team.folder / "damaged.hubbundle"
    damaged.write_bytes(team.team_file("aisha", event, plain=True).read_bytes()[:-1])
    with pytest.raises(Refused):
        merging.absorb(team["bao"], [damaged])
    assert list(refused.folder(team["bao"]).iterdir())
    people.forget(team["aisha"], person)
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    assert not list(refused.folder(team["bao"]).iterdir())
    kept = [path.read_bytes() for path in (team.folder / "bao").rglob("*.hubdesk*")]
    assert kept and not any(b"Zyxmira" in each or b"zyxmira@" in each for each in kept)


def test_who_was_forgotten_waits_in_no_file_either(team, event):
    person = people.add(team["aisha"], event, "Zyxmira Quillfeather")
    plain = exchange.write_bundle(team["aisha"], event, "team", team.folder / "plain.hubbundle", plain=True)
    merging.absorb(team["stranger"], [plain.path], trust=True)
    notes.add(team["stranger"], event, "hello")
    theirs = exchange.write_bundle(team["stranger"], event, "team", team.folder / "theirs.hubbundle", plain=True)
    merging.absorb(team["aisha"], [theirs.path])
    assert merging.waiting(team["aisha"])
    people.forget(team["aisha"], person)
    assert merging.waiting(team["aisha"]) == []


def test_undo_says_when_others_have_left_nothing_to_take_back(team, event):
    joined(team, event, "bao")
    for name in ("aisha", "bao"):
        events.edit(team[name], event, place=f"The room of {name}")
    mine = team["aisha"].steps()[0]
    merging.absorb(team["aisha"], [team.team_file("bao", event)])
    told = words("en")(team["aisha"].turn(mine), isolated=False)
    assert told.startswith("nothing of “") and told.endswith("for others have changed it since")
    (version,) = (each for each in merging.two_versions(team["aisha"], event) if each.field == "place")
    assert len(version.values) == 2


def test_a_refused_set_says_which_file_it_was(team, event):
    joined(team, event, "bao")
    good, bad = team.team_file("bao", event), team.folder / "bad.hubbundle"
    bad.write_bytes(good.read_bytes()[:-1] + b"?")
    with pytest.raises(Refused) as refused:
        merging.absorb(team["aisha"], [good, bad])
    assert refused.value.file == bad


@pytest.mark.parametrize("left", ["closed", "backup"])
def test_a_copy_on_a_computer_with_another_key_hands_everything_on(team, event, left):
    """The laptop is gone, its file or backup goes on elsewhere: what nobody had merged yet is not lost."""
    joined(team, event, "bao")
    notes.add(team["aisha"], event, "/1 the last line of a laptop that was lost")
    copy = paths.folders(team.folder / "carla").workspace
    copy.parent.mkdir(parents=True)
    if left == "backup":
        shutil.copy(care.backup(team["aisha"]).path, copy)
    else:
        team.desks.pop("aisha").close()
        shutil.copy(paths.folders(team.folder / "aisha").workspace, copy)
    notes.add(team["carla"], event, "goes on elsewhere")
    assert merging.absorb(team["bao"], [team.team_file("carla", event)]).quarantined == 0
    assert team.logs("bao") == team.logs("carla")
    assert len(team["bao"].read.notes(event)) == 2
    assert not care.doctor(team["bao"]).damage


def test_who_is_trusted_by_a_card_is_vouched_for_in_the_team(team, event):
    joined(team, event, "bao", "chitra")
    plain = exchange.write_bundle(team["aisha"], event, "team", team.folder / "plain.hubbundle", plain=True)
    merging.absorb(team["hub"], [plain.path], trust=True)
    notes.add(team["hub"], event, "from the hub")
    theirs = exchange.write_bundle(team["hub"], event, "team", team.folder / "hub.hubbundle", plain=True)
    card = cards.look(team["aisha"], cards.write(team["hub"], team.folder / "hub.hubkey")).card
    cards.keep(team["aisha"], card, trust=True)
    merging.absorb(team["aisha"], [theirs.path])
    notes.add(team["aisha"], event, "after the hub")
    first = team.team_file("aisha", event)
    assert merging.absorb(team["bao"], [first]).quarantined == 0
    notes.add(team["bao"], event, "after both")
    assert merging.absorb(team["chitra"], [team.team_file("bao", event)]).quarantined == 0
    assert len(team["chitra"].read.notes(event)) == 3
