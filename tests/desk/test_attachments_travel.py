"""Photos and receipts on their way: team files bring them, files for others never do, and copies keep them whole."""

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hubdesk.bundle import writing
from hubdesk.desk import (
    attachments,
    care,
    copies,
    events,
    exchange,
    exports,
    merging,
    people,
    repairing,
    retention,
)
from hubdesk.desk.desk import Desk, crew_book, event_book, team_book
from hubdesk.errors import HubDeskError
from hubdesk.model.records import Attachment
from hubdesk.store import sqlite
from tests.bundle import plain_reader
from tests.desk.laptops import Team, an_evening
from tests.desk.test_attachments import GOOD, blobs, holds
from tests.photographs import PDF, jpeg


@pytest.fixture
def event(team: Team) -> str:
    """An evening with a photo that may be published, one that may not, and a receipt."""
    made = an_evening(team)
    for name, content in {"good.jpg": jpeg(seed=1), "other.jpg": jpeg(seed=2), "bill.pdf": PDF}.items():
        (team.folder / name).write_bytes(content)
    attachments.add(team["aisha"], made, team.folder / "good.jpg", caption="The hall", **GOOD)
    attachments.add(team["aisha"], made, team.folder / "other.jpg")
    attachments.add(team["aisha"], made, team.folder / "bill.pdf", sort="receipt")
    return made


def contents(desk: Desk, event: str) -> list[bytes]:
    return [attachments.data(desk, one.record.id) for one in attachments.of_event(desk, event)]


def test_a_team_file_brings_them_and_brings_nothing_twice(team: Team, event: str) -> None:
    file = team.team_file("aisha", event, plain=True)
    merging.absorb(team["bilal"], [file], trust=True)
    assert contents(team["bilal"], event) == contents(team["aisha"], event)
    assert team.logs("bilal")[team_book(event).id] == team.logs("aisha")[team_book(event).id]
    size = blobs(team["bilal"])
    merging.absorb(team["bilal"], [file], trust=True)
    merging.absorb(team["bilal"], [team.team_file("aisha", event, plain=True)], trust=True)
    assert blobs(team["bilal"]) == size == 3


def test_a_reader_that_knows_the_format_alone_finds_them(team: Team, event: str) -> None:
    file = team.team_file("aisha", event, plain=True)
    found = plain_reader.read(file.read_bytes())
    told = {one.sha256 for one in team["aisha"].read.all(Attachment)}
    assert {one["sha256"] for one in found.manifest["blobs"]} == told and len(told) == 3


def test_an_upload_file_holds_none_even_of_those_that_may_be_published(team: Team, event: str) -> None:
    out = team.folder / "out.hubbundle"
    exchange.write_bundle(team["aisha"], event, "upload", out)
    assert plain_reader.read(out.read_bytes()).manifest["blobs"] == []
    assert not any(piece[-90:] in out.read_bytes() for piece in contents(team["aisha"], event))
    merging.absorb(team["carla"], [out], trust=True)
    assert not team["carla"].read.all(Attachment) and not blobs(team["carla"])


def test_an_event_package_holds_them_with_people_only(team: Team, event: str) -> None:
    books = [event_book(event), crew_book(event)]
    assert list(exchange._contents(team["aisha"], event, "kit", books, language="en").blobs) == []
    books.append(team_book(event))
    assert len(list(exchange._contents(team["aisha"], event, "kit", books, language="en").blobs)) == 3


def test_what_is_new_alone_is_sent_to_who_has_the_rest(team: Team, event: str) -> None:
    merging.absorb(team["bilal"], [team.team_file("aisha", event, plain=True)], trust=True)
    back = team.team_file("bilal", event, plain=True)
    (team.folder / "new.jpg").write_bytes(jpeg(seed=9))
    attachments.add(team["aisha"], event, team.folder / "new.jpg")
    whole, part = team.team_file("aisha", event, plain=True), team.team_file("aisha", event, plain=True, since=back)
    assert part.stat().st_size < whole.stat().st_size - 2 * len(contents(team["aisha"], event)[0])
    merging.absorb(team["bilal"], [part])
    assert contents(team["bilal"], event) == contents(team["aisha"], event)


def test_what_was_put_away_is_not_handed_on_and_what_was_erased_goes_everywhere(team: Team, event: str) -> None:
    merging.absorb(team["bilal"], [team.team_file("aisha", event, plain=True)], trust=True)
    pixels = contents(team["bilal"], event)[1][-90:]
    assert holds(team.folder / "bilal", pixels)
    good, other, _ = (one.record.id for one in attachments.of_event(team["aisha"], event))
    attachments.remove(team["aisha"], [good])
    attachments.erase(team["aisha"], [other])
    file = team.team_file("aisha", event, plain=True)
    assert len(plain_reader.read(file.read_bytes()).manifest["blobs"]) == 1
    merging.absorb(team["bilal"], [file], trust=True)
    assert [one.record.sort for one in attachments.of_event(team["bilal"], event)] == ["receipt"]
    assert blobs(team["bilal"]) == 2  # what was put away can come back
    assert not holds(team.folder / "bilal", pixels)


def test_one_that_does_not_come_along_is_named_and_comes_later(team: Team, event: str) -> None:
    whole = team.team_file("aisha", event, plain=True)
    with team["aisha"].store.log.transaction():  # as a laptop that has none itself
        team["aisha"].store.connection.execute("delete from blob")
    merging.absorb(team["bilal"], [team.team_file("aisha", event, plain=True)], trust=True)
    found = attachments.of_event(team["bilal"], event)
    assert [one.here for one in found] == [False] * 3 and not attachments.publishable(team["bilal"], event)
    with pytest.raises(HubDeskError) as caught:
        attachments.data(team["bilal"], found[0].record.id)
    assert caught.value.code == "later" and all(caught.value.told())
    heard = []
    team["bilal"].listen(heard.append)
    assert merging.absorb(team["bilal"], [whole]).new == 0
    assert len(contents(team["bilal"], event)) == 3
    assert any(change.about(frozenset({"attachment"})) for change in heard)


def test_bytes_that_no_record_names_are_left_in_the_file(team: Team, event: str) -> None:
    desk, file = team["aisha"], team.folder / "more.hubbundle"
    whole = exchange._contents(desk, event, "team", [event_book(event), team_book(event)], language="en")
    more = replace(whole, blobs=[*whole.blobs, b"smuggled"])
    key = {"key": desk.author.key, "sign": desk.author.sign, "temp_dir": team.folder / "t", "random": os.urandom}
    writing.write_bundle(file, more, writing.Sealing(plain=True), **key)
    assert b"smuggled" in file.read_bytes()
    merging.absorb(team["bilal"], [file], trust=True)
    assert blobs(team["bilal"]) == 3 and not holds(team.folder / "bilal", b"smuggled")


def test_photos_of_strangers_wait_with_their_work(team: Team, event: str) -> None:
    file = team.team_file("aisha", event, plain=True)
    assert merging.absorb(team["dora"], [file]).quarantined
    assert not blobs(team["dora"])
    (waiting,) = merging.waiting(team["dora"])
    merging.accept_waiting(team["dora"], waiting.sha256)
    assert contents(team["dora"], event) == contents(team["aisha"], event)


def test_a_merge_that_is_taken_back_hides_them_and_they_come_back_with_it(team: Team, event: str) -> None:
    done = merging.absorb(team["bilal"], [team.team_file("aisha", event, plain=True)], trust=True)
    team["bilal"].turn(done.merge)
    assert not attachments.of_event(team["bilal"], event)
    team["bilal"].turn(done.merge)
    assert len(contents(team["bilal"], event)) == 3


def test_a_copy_of_a_workspace_brings_its_photos(desk: Desk, laptop, clock, tmp_path: Path) -> None:
    event = events.create(desk, "Evening")
    path = desk.path.with_name("copy.hubdesk")
    shutil.copyfile(desk.path, path)
    shutil.copyfile(Path(f"{desk.path}-wal"), Path(f"{path}-wal"))
    there = Desk.open(path, author=desk.author, folders=desk.folders, now=clock)
    clock.pass_(minutes=1)
    (tmp_path / "photo.jpg").write_bytes(jpeg())
    attachments.add(there, event, tmp_path / "photo.jpg")
    wanted = contents(there, event)
    there.close()
    copies.merge(desk, path)
    assert contents(desk, event) == wanted


@pytest.mark.parametrize("lost", ["the table of contents", "the photos"])
def test_a_repair_brings_them_from_the_file_or_from_a_backup(team: Team, event: str, lost: str) -> None:
    desk = team["aisha"]
    wanted, path, author = contents(desk, event), desk.path, desk.author
    care.backup(desk)
    desk.close()
    if lost == "the photos":
        connection = sqlite.writer(path)
        connection.execute("update blob set data = zeroblob(size)")
        connection.close()
    else:  # SQLite itself opens it no more
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
        shutil.rmtree(path.parent / "backups")
    done = repairing.repaired(path, path.with_name("new.hubdesk"), author=author, folders=desk.folders)
    new = Desk.open(done.path, author=author, folders=desk.folders)
    try:
        assert contents(new, event) == wanted
        assert not care.doctor(new).damage
    finally:
        new.close()


def test_a_backup_holds_them(team: Team, event: str) -> None:
    made = care.backup(team["aisha"]).path
    back = Desk.open(made, author=team["aisha"].author, folders=team["aisha"].folders)
    try:
        assert contents(back, event) == contents(team["aisha"], event)
    finally:
        back.close()


def test_the_folder_of_everything_holds_them_under_their_hash(team: Team, event: str, tmp_path: Path) -> None:
    other = events.create(team["aisha"], "Morning")
    exports.export(team["aisha"], "all", tmp_path / "whole", events=[event])
    found = {path.name: path.read_bytes() for path in (tmp_path / "whole" / "attachments").iterdir()}
    assert sorted(found.values()) == sorted(contents(team["aisha"], event))
    assert all(name.partition(".")[0] == hashlib.sha256(content).hexdigest() for name, content in found.items())
    exports.export(team["aisha"], "all", tmp_path / "other", events=[other])
    assert not (tmp_path / "other" / "attachments").exists()


def test_when_their_day_comes_photos_of_people_who_were_not_asked_go(team: Team, event: str) -> None:
    desk = team["aisha"]
    people.add(desk, event, "Ana")
    pixels = contents(desk, event)[1][-90:]
    retention.forget(desk, event)
    assert [(one.record.sort, one.record.shown) for one in attachments.of_event(desk, event)] == [
        ("photo", "agreed"),
        ("receipt", ""),
    ]
    assert not holds(team.folder / "aisha", pixels)
