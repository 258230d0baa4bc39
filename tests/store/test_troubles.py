"""What the computer does not allow: told in the engine's own cases, and nothing of the step that failed is there."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import words
from hubdesk.model.records import Note
from hubdesk.store import opening, schema, sqlite
from hubdesk.store.reserve import SIZE, Reserve
from hubdesk.store.store import Store
from tests.store.laptops import EVENT, Laptop

KEY = "ab" * 32
LONG = "long words " * 20_000
posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of files are those of POSIX")


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    made = Laptop(tmp_path, 1)
    made.put("note", "a" * 32, event=EVENT.id, text="before")
    yield made
    made.store.close()


def texts(laptop: Laptop) -> list[str]:
    return sorted(note.text for note in laptop.store.views.all(Note))


def refused(laptop: Laptop, text: str = "lost") -> str:
    """Return the code with which a step is refused, after making sure that nothing of it stays."""
    before = laptop.digests()
    with pytest.raises(HubDeskError) as caught:
        laptop.put("note", "b" * 32, event=EVENT.id, text=text)
    assert all(caught.value.told())
    assert laptop.digests() == before and texts(laptop) == ["before"]
    return caught.value.code


def goes_on(laptop: Laptop) -> None:
    """Make sure that the next step is saved, now and after a start, and that the log is whole."""
    laptop.put("note", "c" * 32, event=EVENT.id, text="later")
    laptop.restart()
    assert texts(laptop) == ["before", "later"]
    assert laptop.store.check().damage == ()


def room(laptop: Laptop, more: int) -> None:
    """Let the file grow by so many pages only: the engine finds the disk full beyond."""
    (number,) = laptop.store.connection.execute("pragma page_count").fetchone()
    laptop.store.connection.execute(f"pragma max_page_count = {number + more}")


def test_a_full_disk_takes_nothing_of_a_step_and_the_reserve_comes_back_with_the_room(laptop: Laptop) -> None:
    kept = laptop.store.reserve
    assert kept.path.stat().st_size == SIZE and not kept.spent
    room(laptop, 1)
    assert refused(laptop, LONG) == "disk-full"
    assert kept.spent and not kept.path.exists()
    assert refused(laptop, LONG) == "disk-full", "kept again before the step, for there is room, and spent again"
    room(laptop, 1000)
    laptop.put("note", "b" * 32, event=EVENT.id, text="fits")
    assert not kept.spent and kept.path.stat().st_size == SIZE
    laptop.erase("note", "b" * 32)
    goes_on(laptop)


def test_a_system_that_cannot_reserve_room_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "posix_fallocate", raising=False)
    kept = Reserve(tmp_path / "a.hubdesk")
    assert kept.path.stat().st_size == SIZE
    kept.release()
    assert list(tmp_path.iterdir()) == []


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let this process write no byte of any file beyond a size: the system refuses it, as a broken disk does."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@posix
@pytest.mark.parametrize(("more", "code"), [(0, "unknown"), (5 * 4120, "io")], ids=["at all", "much"])
def test_a_commit_that_fails_is_taken_back_or_called_unknown(laptop: Laptop, more: int, code: str) -> None:
    """Five pages are room for the word that takes the step back, and none for the step."""
    log = laptop.path.with_name(f"{laptop.path.name}-wal")
    with no_file_beyond(log.stat().st_size + more):
        assert refused(laptop, LONG) == code
    goes_on(laptop)


def test_another_program_that_writes_is_told(laptop: Laptop) -> None:
    laptop.store.connection.execute("pragma busy_timeout = 0")
    other = sqlite.writer(laptop.path)
    other.execute("begin immediate")
    assert refused(laptop) == "locked"
    other.execute("rollback")
    other.close()
    goes_on(laptop)


def test_a_file_that_may_not_be_written_any_more_is_told(laptop: Laptop) -> None:
    laptop.store.connection.execute("pragma query_only = on")
    assert refused(laptop) == "read-only"
    laptop.store.connection.execute("pragma query_only = off")
    goes_on(laptop)


@posix
def test_a_file_that_is_not_at_its_place_is_not_written(laptop: Laptop) -> None:
    away, _ = laptop.path.with_name("away"), laptop.digests()
    laptop.path.rename(away)
    assert refused(laptop) == "io"
    laptop.path.write_bytes(b"another file")
    assert refused(laptop) == "io"
    away.replace(laptop.path)
    goes_on(laptop)


def test_a_fault_of_ours_stays_one(laptop: Laptop) -> None:
    with pytest.raises(sqlite.OperationalError, match="no such table"), laptop.store.log.transaction():
        laptop.store.connection.execute("select * from elsewhere")
    goes_on(laptop)


def test_altered_pages_are_called_damage(tmp_path: Path) -> None:
    path = tmp_path / "a"
    connection = sqlite.writer(path)
    connection.execute("create table t(x)")
    connection.close()
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 4096)
    with pytest.raises(sqlite.DatabaseError) as caught:
        sqlite.writer(path).execute("select * from t").fetchall()
    told = opening.trouble(caught.value)
    assert isinstance(told, Refused) and told.code == "damaged"


def test_a_workspace_whose_newer_format_stands_in_the_log_of_writes_is_left_alone(tmp_path: Path) -> None:
    path, left = tmp_path / "a.hubdesk", tmp_path / "left" / "a.hubdesk"
    Store(path, KEY).close()
    other = sqlite.writer(path)
    other.execute("pragma journal_mode = wal")
    other.execute(f"pragma user_version = {schema.FORMAT + 1}")
    left.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{left}{ending}")
    other.close()
    with pytest.raises(Refused) as caught:
        Store(left, KEY)
    assert caught.value.code == "newer"


def test_a_locked_workspace_needs_its_own_key(tmp_path: Path) -> None:
    path, key = tmp_path / "a.hubdesk", bytes(32) + opening.LOCKED + bytes(10)
    Store(path, KEY, key=key).close()
    for other, code in ((None, "passphrase"), (bytes(32) + opening.LOCKED + b"x" * 10, "passphrase-other")):
        with pytest.raises(HubDeskError) as caught:
            Store(path, KEY, key=other)
        assert caught.value.code == code
    Store(path, KEY, key=key).close()


@pytest.mark.parametrize("alter", ["update fact set body = '[' where seq = 2", "drop table book"])
def test_a_workspace_in_which_the_first_look_finds_nonsense_is_damaged(tmp_path: Path, alter: str) -> None:
    laptop = Laptop(tmp_path, 1)
    laptop.put("note", "a" * 32, event=EVENT.id, text="before")
    laptop.store.close()
    connection = sqlite.writer(laptop.path)
    connection.execute("update meta set value = 'older' where key = 'shape'")
    connection.execute(alter)
    connection.close()
    with pytest.raises(Refused) as caught:
        Store(laptop.path, laptop.key)
    assert caught.value.code == "damaged"
    assert not list(tmp_path.glob("*.reserve"))


def test_a_merge_that_is_not_kept_cannot_be_turned(laptop: Laptop) -> None:
    assert laptop.store.turn("f" * 32) is None


def test_a_step_of_which_nothing_is_left_touches_nothing_and_says_so(tmp_path: Path) -> None:
    one, two = Laptop(tmp_path, 1), Laptop(tmp_path, 2)
    one.put("note", "a" * 32, event=EVENT.id, text="first")
    one.put("note", "a" * 32, text="second")
    two.take(one.file())
    two.put("note", "a" * 32, text="of somebody else")
    one.take(two.file())
    step = one.store.step(back=True)
    assert step and not step.change.touched
    assert words("en")(step.sentence).startswith("nothing of")
    assert texts(one) == ["of somebody else"]
    one.store.close(), two.store.close()
