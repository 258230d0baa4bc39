"""Going back to a backup, and back again; a drill that proves backups are of use."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hubdesk import paths, settings
from hubdesk.desk import care, events, notes, people, restoring
from hubdesk.desk.starting import start
from hubdesk.errors import HubDeskError, Refused
from hubdesk.model.records import Person
from hubdesk.store import sqlite


def an_evening(folder: Path):
    """Return an open desk with an event of two notes and one person, and its event."""
    desk = start(paths.folders(folder), name="test")
    event = events.create(desk, "Evening")
    notes.add_all(desk, event, ["said first", "said second"])
    people.add(desk, event, "Amina")
    return desk, event


def told(folder: Path) -> tuple[str, str]:
    """Return the digests of a workspace, after the doctor found it whole."""
    desk = start(paths.folders(folder), name="test")
    try:
        assert care.doctor(desk).damage == ()
        return care.total(care.digest(desk))
    finally:
        desk.close()


def test_a_drill_back_and_forth(tmp_path):
    """Back to a backup gives what was, and what was there before is one step away."""
    desk, event = an_evening(tmp_path)
    copy = care.backup(desk).path
    before = care.total(care.digest(desk))
    notes.add(desk, event, "said later")
    after = care.total(care.digest(desk))
    places = desk.folders
    desk.close()
    then, now = restoring.contents(copy), restoring.contents(desk.path)
    assert (then.notes, now.notes, then.people, then.events) == (2, 3, 1, ("Evening",))
    kept = restoring.restore(desk.path, copy, places)
    assert told(tmp_path) == before
    assert [each.why for each in restoring.copies(places, desk.path)] == ["before-restore", "backup"]
    restoring.restore(desk.path, kept, places)
    assert told(tmp_path) == after
    assert list(tmp_path.glob(".*.part")) == []


def test_every_backup_of_a_week_opens_and_is_whole(tmp_path):
    """What is thinned away is gone; what stays can be gone back to, each with what was there on its day."""
    at = datetime.now(UTC) - timedelta(days=8)
    desk = start(paths.folders(tmp_path), name="test", now=lambda: at)
    event, said = events.create(desk, "Evening"), {}
    for day in range(8):
        at += timedelta(days=1)
        notes.add(desk, event, f"said on day {day}")
        said[care.backup(desk).path] = care.total(care.digest(desk))
    desk.close()
    found = restoring.copies(desk.folders, desk.path)
    assert {each.path for each in found} == set(said)
    for each in found[:: len(found) - 1]:
        restoring.restore(desk.path, each.path, desk.folders)
        assert told(tmp_path) == said[each.path]


def test_a_damaged_workspace_is_kept_as_it_is(tmp_path):
    desk, _ = an_evening(tmp_path)
    copy, before = care.backup(desk).path, care.total(care.digest(desk))
    desk.close()
    whole = desk.path.read_bytes()
    broken = whole[:5000] + bytes(9000) + whole[14000:]
    desk.path.write_bytes(broken)
    kept = restoring.restore(desk.path, copy, desk.folders)
    assert kept.read_bytes() == broken and ".damaged." in kept.name
    assert told(tmp_path) == before


def test_forgetting_reaches_a_damaged_file_that_was_kept(tmp_path):
    desk, event = an_evening(tmp_path)
    copy = care.backup(desk).path
    desk.close()
    broken = desk.path.read_bytes()[:5000] + bytes(9000) + desk.path.read_bytes()[14000:]
    desk.path.write_bytes(broken)
    desk.path.with_name("workspace.hubdesk-wal").write_bytes(b"Amina was here")
    restoring.restore(desk.path, copy, desk.folders)
    assert len(list(desk.folders.backups.iterdir())) == 3
    desk = start(desk.folders, name="test")
    people.forget(desk, desk.read.all(Person, event=event)[0].id)
    desk.close()
    assert [path for path in tmp_path.rglob("*") if path.is_file() and b"Amina" in path.read_bytes()] == []


def test_what_a_crash_left_beside_the_file_is_kept_and_does_not_reach_the_copy(tmp_path):
    desk, event = an_evening(tmp_path / "a")
    copy, before = care.backup(desk).path, care.total(care.digest(desk))
    notes.add(desk, event, "just before the power went")
    crashed = tmp_path / "b"
    crashed.mkdir()
    for name in ("workspace.hubdesk", "workspace.hubdesk-wal"):
        (crashed / name).write_bytes((tmp_path / "a" / name).read_bytes())
    desk.close()
    kept = restoring.restore(crashed / "workspace.hubdesk", copy, paths.folders(crashed))
    assert restoring.contents(kept).notes == 3
    assert told(crashed) == before


def test_a_copy_that_is_none_or_damaged_changes_nothing(tmp_path):
    desk, _ = an_evening(tmp_path)
    copy = care.backup(desk).path
    desk.close()
    before = desk.path.read_bytes()
    whole = copy.read_bytes()
    raw = sqlite.reader(copy)
    (root,) = raw.execute("select rootpage from sqlite_schema where name = 'fact'").fetchone()
    raw.close()
    for content in (b"no workspace", whole[: (root - 1) * 4096] + bytes(4096) + whole[root * 4096 :]):
        copy.write_bytes(content)
        with pytest.raises(Refused):
            restoring.restore(desk.path, copy, desk.folders)
    assert desk.path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} <= {
        "backups", "config", "workspace.hubdesk", "workspace.hubdesk.lock"
    }  # fmt: skip


def test_an_open_workspace_is_not_replaced(tmp_path):
    desk, _ = an_evening(tmp_path)
    copy = care.backup(desk).path
    with pytest.raises(HubDeskError) as caught:
        restoring.restore(desk.path, copy, desk.folders)
    assert caught.value.code == "open-elsewhere"
    desk.close()


def test_a_lost_workspace_comes_back_from_the_second_folder(tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    desk, _ = an_evening(tmp_path / "a")
    settings.save(settings.Settings(second_backup=str(stick)), desk.folders.config / "settings.json")
    before, second = care.total(care.digest(desk)), care.backup(desk).second
    desk.close()
    places = paths.folders(tmp_path / "b")
    settings.save(settings.Settings(second_backup=str(stick)), places.config / "settings.json")
    (found,) = restoring.copies(places, places.workspace)
    assert found.path == second
    assert restoring.restore(places.workspace, found.path, places) is None
    assert told(tmp_path / "b") == before
