"""Laptops that hand each other files: no trust question within a team, strangers wait, nothing half-done."""

import os
import sys
import zipfile
from pathlib import Path

import pytest

from hubdesk import paths
from hubdesk.desk import (
    agenda,
    attendance,
    cards,
    care,
    charters,
    codebook,
    events,
    exchange,
    locking,
    merging,
    notes,
    people,
    starting,
)
from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.records import (
    AgendaItem,
    Attendance,
    Charter,
    Code,
    Edition,
    Event,
    Member,
    Note,
    Person,
    Secret,
    Section,
    Text,
)
from tests.desk.laptops import START, an_evening


@pytest.fixture
def event(team):
    return an_evening(team)


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_two_laptops_agree_without_a_trust_question(team, event, order):
    kit = team.kit(event)
    assert merging.open_kit(team["bao"], kit.path, kit.words) == event
    notes.add(team["aisha"], event, "/1 from the first laptop")
    notes.add(team["bao"], event, "/2 from the second laptop")
    files = {"a": team.team_file("aisha", event), "b": team.team_file("bao", event)}
    for one in order:
        taker = "bao" if one == "a" else "aisha"
        done = merging.absorb(team[taker], [files[one]])
        assert done.quarantined == 0 and done.new > 0
    assert team.logs("aisha") == team.logs("bao")
    assert len(team["bao"].read.notes(event)) == len(team["aisha"].read.notes(event)) == 2
    again = merging.absorb(team["aisha"], [files["b"]])
    assert again.new == 0 and again.same > 0


def test_laptops_that_read_one_charter_apart_agree(team, event):
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    page = b"# Rules\n\n## Money\n\nMoney is shared.\n"
    for name, content in (("aisha", page), ("aisha", page + b"\n## Later\n"), ("bao", page)):
        made = charters.take(team[name], charters.preview([("rules.md", content)], title="Rules"), event=event)
    editions = team["aisha"].read.all(Edition, charter=made.charter)
    assert len({edition.at for edition in editions}) == 2
    for taker, giver in (("aisha", "bao"), ("bao", "aisha")):
        assert merging.absorb(team[taker], [team.team_file(giver, event)]).two_versions == 0
        assert team[taker].read.all(Edition, charter=made.charter) == editions
        assert not care.doctor(team[taker]).damage
    assert charters.editions(team["bao"], made.charter)[0].id != made.edition, "what was read first stays older"


def test_a_laptop_that_opened_another_event_first_is_no_stranger(team, event):
    events.create(team["bao"], "Evening")
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    notes.add(team["bao"], event, "hello")
    assert merging.absorb(team["aisha"], [team.team_file("bao", event)]).quarantined == 0
    assert [one.title for one in team["aisha"].read.all(Event)] == ["Evening"]
    assert {member.name for member in team["aisha"].read.all(Member, event=event)} == {"aisha", "bao"}


def test_opening_a_package_writes_nothing_into_shared_books(team, event):
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    theirs, ours = team.logs("bao"), team.logs("aisha")
    assert all(ours[book] == log for book, log in theirs.items())


def test_a_sensitive_gathering_comes_only_into_a_workspace_with_a_passphrase(team):
    home = paths.folders(team.folder / "aisha")
    team["aisha"].close()
    words = locking.lock(home, home.workspace, "bottle clap chapel handle stick").words
    team.desks["aisha"] = starting.start(home, name="aisha", secret=lambda: words)
    made = events.create(team["aisha"], "Quiet", template="sensitive")
    kit = team.kit(made)
    plain = exchange.write_bundle(team["aisha"], made, "team", team.folder / "plain.hubbundle", plain=True).path
    assert merging.inspect(team["bao"], plain).title == "Quiet"
    for take in (
        lambda: merging.open_kit(team["bao"], kit.path, kit.words),
        lambda: merging.absorb(team["bao"], [plain], trust=True),
    ):
        with pytest.raises(HubDeskError) as refused:
            take()
        assert refused.value.code == "needs-passphrase"
    assert team["bao"].read.all(Event) == [] and team["bao"].read.all(Secret) == []
    team["aisha"].close()
    with pytest.raises(HubDeskError) as refused:
        locking.unlock(home, home.workspace, words)
    assert refused.value.code == "needs-passphrase" and locking.needs_passphrase(home.workspace)


def test_wrong_words_open_nothing(team, event):
    kit = team.kit(event)
    with pytest.raises(Refused):
        merging.open_kit(team["bao"], kit.path, "five quite wrong words here")
    assert team["bao"].read.all(Event) == []
    assert merging.inspect(team["bao"], kit.path).use == "kit"


def test_a_package_holds_people_only_when_asked(team, event):
    people.add(team["aisha"], event, "Amina")
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    assert team["bao"].read.all(Person, event=event) == []
    with_people = exchange.write_kit(team["aisha"], event, team.folder / "p.hubbundle", people=True)
    merging.open_kit(team["chitra"], with_people.path, with_people.words)
    assert [person.name for person in team["chitra"].read.all(Person, event=event)] == ["Amina"]


def test_a_package_brings_the_same_charter_codebook_and_run_sheet(team, event):
    first, other = team["aisha"], team["bao"]
    page = b"# Rules\n\n## Money\n\nMoney is shared.\n"
    charters.take(first, charters.preview([("rules.md", page)], title="Rules"), event=event)
    codebook.add(first, event, "trust", description="Who believes whom")
    agenda.add(first, event, "Reading round", minutes=20)
    kit = team.kit(event)
    merging.open_kit(other, kit.path, kit.words)
    for kind in (Event, AgendaItem, Charter, Edition, Section, Text, Code):
        assert first.read.all(kind) and other.read.all(kind) == first.read.all(kind), kind


def test_work_of_strangers_waits_until_somebody_accepts_it(team, event):
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    stranger = team["stranger"]
    plain = exchange.write_bundle(team["aisha"], event, "team", team.folder / "plain.hubbundle", plain=True)
    merging.absorb(stranger, [plain.path], trust=True)
    notes.add(stranger, event, "from nobody you know")
    file = exchange.write_bundle(stranger, event, "team", team.folder / "s.hubbundle", plain=True)
    before = team.logs("aisha")

    looked = merging.inspect(team["aisha"], file.path)
    assert list(looked.unknown) == [stranger.author.key]
    done = merging.absorb(team["aisha"], [file.path])

    assert done.quarantined > 0 and done.new == 0
    assert team.logs("aisha") == before
    (waits,) = merging.waiting(team["aisha"])
    assert waits.authors == (stranger.author.key,)
    merging.accept_waiting(team["aisha"], waits.sha256)
    assert merging.waiting(team["aisha"]) == []
    assert [note.text for note in team["aisha"].read.notes(event)] == ["from nobody you know"]
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    assert len(team["bao"].read.notes(event)) == 1


def test_several_files_are_one_set_in_any_order(team, event):
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    notes.add(team["bao"], event, "first")
    first = team.team_file("bao", event)
    notes.add(team["bao"], event, "second")
    second = exchange.write_bundle(team["bao"], event, "team", team.folder / "2.hubbundle", since=first).path
    with pytest.raises(Refused) as caught:
        merging.absorb(team["aisha"], [second])
    assert caught.value.code == "gap"
    merging.absorb(team["aisha"], [second, first])
    assert [note.text for note in team["aisha"].read.notes(event)] == ["first", "second"]
    assert team.logs("aisha") == team.logs("bao")


def test_one_bad_file_spoils_the_whole_set(team, event):
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    notes.add(team["bao"], event, "good")
    good = team.team_file("bao", event)
    bad = team.folder / "bad.hubbundle"
    content = bytearray(good.read_bytes())
    content[len(content) // 2] ^= 1
    bad.write_bytes(content)
    before = team.logs("aisha")
    with pytest.raises(Refused):
        merging.absorb(team["aisha"], [good, bad])
    assert team.logs("aisha") == before


def test_a_dry_run_counts_and_changes_nothing(team, event):
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    notes.add(team["bao"], event, "line")
    file, before = team.team_file("bao", event), team.logs("aisha")
    counted = merging.absorb(team["aisha"], [file], dry_run=True)
    assert counted.new > 0 and team.logs("aisha") == before
    assert merging.absorb(team["aisha"], [file]).new == counted.new


def test_an_upload_file_holds_numbers_and_public_words_only(team, event):
    desk = team["aisha"]
    amina = people.add(desk, event, "Amina Canary", email="canary@example.org")
    attendance.check_in(desk, amina, event, at=desk.now())
    notes.add(desk, event, "public words")
    notes.add(desk, event, "team only words", visibility="internal")
    notes.add(desk, event, "never leaving words", visibility="sensitive")
    notes.add(desk, event, "Amina Canary said so")
    done = exchange.write_bundle(desk, event, "upload", team.folder / "u.hubbundle")
    assert done.readers == () and done.held_back == 1
    with zipfile.ZipFile(done.path) as opened:
        content = b"".join(opened.read(name) for name in opened.namelist())
    assert b"public words" in content
    for word in (b"Amina", b"Canary", b"canary", b"team only", b"never leaving", b"aisha"):
        assert word not in content, word
    hub = team["hub"]
    merging.absorb(hub, [done.path], trust=True)
    assert [note.text for note in hub.read.notes(event)] == ["public words"]
    assert hub.read.all(Attendance, event=event)[0].came == 1
    assert desk.read.notes(event)[-1].visibility in ("internal", "sensitive", "public")


def test_an_upload_file_for_a_card_opens_for_its_holder_alone(team, event):
    notes.add(team["aisha"], event, "for the hub")
    card = cards.write(team["hub"], team.folder / "hub.hubkey")
    done = exchange.write_bundle(team["aisha"], event, "upload", team.folder / "u.hubbundle", to=[card])
    assert "hub" in done.readers
    with pytest.raises(Refused):
        merging.inspect(team["stranger"], done.path)
    assert merging.inspect(team["hub"], done.path).title == "Evening"


def test_a_team_file_is_closed_to_everybody_else(team, event):
    notes.add(team["aisha"], event, "ours")
    path = team.team_file("aisha", event)
    assert b"ours" not in path.read_bytes() and path.read_bytes().startswith(b"age-encryption.org/v1")
    with pytest.raises(Refused):
        merging.absorb(team["stranger"], [path])


def test_two_versions_are_shown_until_somebody_chooses(team, event):
    kit = team.kit(event)
    note = notes.add(team["aisha"], event, "first")
    merging.open_kit(team["bao"], kit.path, kit.words)
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    notes.retype(team["aisha"], note, "as Aisha heard it")
    notes.retype(team["bao"], note, "as Bao heard it")
    done = merging.absorb(team["aisha"], [team.team_file("bao", event)])
    assert done.two_versions == 1
    found = {version.field: version for version in merging.two_versions(team["aisha"], event)}
    assert {value for value, *_ in found["text"].values} == {"as Aisha heard it", "as Bao heard it"}
    merging.choose(team["aisha"], found["text"], "as both heard it")
    merging.choose(team["aisha"], found["line"], "as both heard it")
    assert merging.two_versions(team["aisha"], event) == []
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    assert team["bao"].read.get(Note, note).text == "as both heard it"
    assert merging.two_versions(team["bao"], event) == []


def test_an_event_that_was_purged_does_not_come_back_unasked(team, event):
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    file = team.team_file("aisha", event)
    care.purge(team["bao"], event)
    assert team["bao"].read.all(Event) == []
    with pytest.raises(Refused):
        merging.absorb(team["bao"], [file])


def test_a_same_named_event_of_strangers_stays_apart(team, event):
    other = events.create(team["stranger"], "Evening", start=START)
    notes.add(team["stranger"], other, "elsewhere")
    file = exchange.write_bundle(team["stranger"], other, "team", team.folder / "o.hubbundle", plain=True).path
    before = team.logs("aisha")
    assert merging.inspect(team["aisha"], file).new_event
    merging.absorb(team["aisha"], [file], trust=True)
    after = team.logs("aisha")
    assert all(after[book] == log for book, log in before.items())
    assert len(team["aisha"].read.all(Event)) == 2


def test_a_full_stick_leaves_nothing_behind(team, event):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    folder = team.folder / "gone"
    with pytest.raises(HubDeskError) as caught:
        exchange.write_bundle(team["aisha"], event, "team", folder / "x.hubbundle")
    assert caught.value.exit_code == 1 and all(caught.value.told())
    assert not folder.exists()


def test_nothing_of_a_sealed_file_stays_in_temporary_folders(team, event):
    notes.add(team["aisha"], event, "plain words that must not stay")
    path = team.team_file("aisha", event)
    merging.inspect(team["aisha"], path)
    left = [file for file in (team.folder / "aisha" / "temporary").rglob("*") if file.is_file()]
    assert left == []
    assert sys.platform != "linux" or not list(team.folder.glob(".*.part"))


def test_a_hidden_place_does_not_leave(team):
    desk = team["aisha"]
    event = events.create(desk, "Evening", start=START, place="Harbour canary library")
    notes.add(desk, event, "public words")
    events.edit(desk, event, place_hidden=True)
    done = exchange.write_bundle(desk, event, "upload", team.folder / "u.hubbundle")
    with zipfile.ZipFile(done.path) as opened:
        content = b"".join(opened.read(name) for name in opened.namelist())
    assert b"canary" not in content and b"public words" in content
    assert desk.read.get(Event, event).title == "Evening"
    assert care.doctor(desk, rebuild=True).damage == ()
    merging.absorb(team["hub"], [done.path], trust=True)
    assert team["hub"].read.get(Event, event).title == "Evening"
    assert {one.book.id: one.log for one in care.digest(desk)}[event] == team.logs("hub")[event]
    notes.add(desk, event, "and one more")
    again = exchange.write_bundle(desk, event, "upload", team.folder / "u2.hubbundle")
    assert merging.absorb(team["hub"], [again.path], trust=True).new > 0


def test_nothing_is_waited_for_at_what_is_no_file(team, tmp_path):
    os.mkfifo(tmp_path / "pipe.hubbundle")
    with pytest.raises(Refused):
        merging.inspect(team["aisha"], tmp_path / "pipe.hubbundle")
