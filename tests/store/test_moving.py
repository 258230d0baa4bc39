"""A workspace goes to another folder whole, and what stays of it is out of the way under a name of its own."""

import shutil
from pathlib import Path

import pytest

from hubdesk.errors import HubDeskError
from hubdesk.model.records import Note
from hubdesk.store import moving
from hubdesk.store.store import Store
from tests.store.laptops import EVENT, Laptop


@pytest.fixture
def closed(tmp_path: Path) -> Laptop:
    made = Laptop(tmp_path, 1)
    made.put("note", "a" * 32, event=EVENT.id, text="comes along")
    made.store.close()
    return made


def texts(path: Path) -> list[str]:
    store = Store(path, "ab" * 32)
    try:
        return [note.text for note in store.views.all(Note)]
    finally:
        store.close()


def test_each_move_leaves_the_old_file_under_another_name(closed: Laptop, tmp_path: Path) -> None:
    home, first = closed.path, shutil.copy(closed.path, tmp_path / "first")
    for number, name in enumerate(("1 (moved)", "1 (moved 2)", "1 (moved 3)")):
        shutil.copy(first, home)
        moved = moving.move(home, tmp_path / f"folder {number}")
        assert (moved.path, moved.old) == (tmp_path / f"folder {number}" / home.name, home.with_stem(name))
        assert moved.old.exists() and not home.exists()
        assert [path.name for path in moved.path.parent.iterdir()] == [home.name]
        assert texts(moved.path) == ["comes along"]


def test_what_stood_in_the_log_of_writes_comes_along(closed: Laptop, tmp_path: Path) -> None:
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", "b" * 32, event=EVENT.id, text="after")
    ended = tmp_path / "ended" / "1.hubdesk"
    ended.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{laptop.path}{ending}", f"{ended}{ending}")
    laptop.store.close()
    assert sorted(texts(moving.move(ended, tmp_path / "folder").path)) == ["after", "comes along"]


@pytest.mark.parametrize("blocked", ["there already", "no folder", "no workspace", "no name"])
def test_a_move_that_fails_leaves_all_as_it_was(closed: Laptop, tmp_path: Path, blocked: str) -> None:
    folder = tmp_path / "folder"
    if blocked == "there already":
        folder.mkdir()
        (folder / closed.path.name).write_bytes(b"another workspace")
    elif blocked == "no folder":
        folder.write_bytes(b"a file")
    elif blocked == "no name":
        folder = tmp_path / ("n" * 300)
    else:
        closed.path.write_bytes(b"no workspace" * 999)
    before = closed.path.read_bytes()
    with pytest.raises(HubDeskError) as caught:
        moving.move(closed.path, folder)
    assert caught.value.code == ("there-already" if blocked == "there already" else "not-moved")
    assert all(caught.value.told())
    assert closed.path.read_bytes() == before
    assert not list(tmp_path.rglob("*.part")) and not list(tmp_path.rglob("*(moved)*"))
