"""A workspace in an unsafe place: it is said once, and moving it loses nothing at any step."""

from pathlib import Path

import pytest

from hubdesk import settings
from hubdesk.desk import care, events, notes, places
from hubdesk.desk.starting import start
from hubdesk.errors import HubDeskError
from hubdesk.model.places import Place
from hubdesk.model.records import Note
from hubdesk.paths import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "Nextcloud" / "hub", tmp_path / "config")


@pytest.fixture
def desk(folders: Folders):
    made = start(folders)
    notes.add(made, events.create(made, "Evening"), "Who pays?")
    yield made
    made.close()


def test_a_mark_of_a_service_is_seen_in_the_folders_above(tmp_path) -> None:
    (tmp_path / "shared" / "hub").mkdir(parents=True)
    assert places.place_of(tmp_path / "shared" / "hub" / "a.hubdesk") is None
    (tmp_path / "shared" / ".stfolder").mkdir()
    assert places.place_of(tmp_path / "shared" / "hub" / "a.hubdesk") == Place("synced", "Syncthing")


def test_the_settings_folder_of_dropbox_is_no_mark(tmp_path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert places.place_of(tmp_path / "a.hubdesk") is None
    (tmp_path / ".dropbox").rmdir()
    (tmp_path / ".dropbox").write_bytes(b"{}")
    assert places.place_of(tmp_path / "a.hubdesk") == Place("synced", "Dropbox")


def test_where_somebody_left_it_nobody_is_asked_again(desk) -> None:
    assert places.concern(desk) == Place("synced", "Nextcloud")
    places.leave(desk)
    assert places.concern(desk) is None
    assert places.place_of(desk.path) == Place("synced", "Nextcloud")


def test_a_move_takes_everything_along_and_keeps_the_old_file(desk, folders, tmp_path) -> None:
    before, old = care.digest(desk), desk.path
    private = desk.store.private
    moved = places.move(desk, tmp_path / "home")
    assert moved.path == tmp_path / "home" / "workspace.hubdesk"
    assert moved.old == old.with_name("workspace (moved).hubdesk")
    assert sorted(each.name for each in old.parent.glob("workspace*")) == ["workspace (moved).hubdesk"]
    again = start(folders)
    try:
        assert again.path == moved.path
        assert care.digest(again) == before
        assert again.store.private == private
        assert [each.text for each in again.read.all(Note)] == ["Who pays?"]
        assert care.doctor(again).damage == ()
    finally:
        again.close()


def test_what_a_crash_left_beside_the_file_comes_along(desk, folders, tmp_path) -> None:
    """The log of writes holds all of it still: the main file alone is an empty workspace."""
    crashed = Folders(tmp_path / "crashed", tmp_path / "config")
    crashed.data.mkdir()
    for end in ("", "-wal"):
        (crashed.data / f"workspace.hubdesk{end}").write_bytes(Path(f"{desk.path}{end}").read_bytes())
    desk.close()
    there = places.moving.move(crashed.workspace, tmp_path / "home").path
    again = start(folders, there)
    assert [each.text for each in again.read.all(Note)] == ["Who pays?"]
    again.close()


def test_a_named_workspace_that_moves_does_not_become_the_one_that_opens(desk, folders, tmp_path) -> None:
    desk.close()
    other = start(folders, tmp_path / "Dropbox" / "other.hubdesk")
    places.move(other, tmp_path / "home")
    assert settings.load(folders.config / "settings.json").workspace == ""


def blocked(folder: Path) -> Path:
    folder.write_bytes(b"a file")
    return folder


def taken(folder: Path) -> Path:
    folder.mkdir()
    (folder / "workspace.hubdesk").write_bytes(b"somebody's")
    return folder


@pytest.mark.parametrize(("make", "code"), [(blocked, "not-moved"), (taken, "there-already")])
def test_a_move_that_fails_leaves_everything_as_it_was(desk, folders, tmp_path, make, code: str) -> None:
    before, target = care.digest(desk), make(tmp_path / "home")
    kept = sorted(each.name for each in target.glob("*"))
    with pytest.raises(HubDeskError) as told:
        places.move(desk, target)
    assert told.value.code == code
    assert sorted(each.name for each in target.glob("*")) == kept
    again = start(folders)
    assert again.path == folders.workspace and care.digest(again) == before
    again.close()


def test_a_workspace_that_is_open_elsewhere_is_not_moved(desk, tmp_path) -> None:
    with pytest.raises(HubDeskError) as told:
        places.moving.move(desk.path, tmp_path / "home")
    assert told.value.code == "open-elsewhere"
    assert not (tmp_path / "home" / "workspace.hubdesk").exists()
