"""A workspace written under another key: the same rows, none of the old bytes, and whole whenever it is killed."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.facts import Book
from hubdesk.model.records import Note
from hubdesk.store import backup, doctor, opening, relock
from hubdesk.store.store import Store

WORD, BOOK = "thimblewortmosslight", Book("11" * 16, "event", "11" * 16)
KEY, OTHER = (bytes([n]) * 32 + opening.LOCKED + bytes([n]) * 10 for n in (1, 2))
ROUNDS = 9
RELOCKER = """
import sys
from pathlib import Path
from hubdesk.store import relock
path, old, new = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3])
print("go", flush=True)
relock.relock(path, [path.parent / "backups"], old=old or None, new=new or None)
"""


def filled(path: Path, notes: int = 5) -> str:
    """Make a workspace with some notes and a backup; return the digest of its state."""
    store = Store(path, "ab" * 32)
    for n in range(notes):
        id = store.new_id()
        store.commit([Put(BOOK, "note", id, {"event": BOOK.id, "text": f"{WORD} {n}"})], say("Add a note"), id)
    store.backup()
    digest = doctor.state_digest(store.connection)
    store.close()
    return digest


def digest_of(path: Path, key: bytes | None) -> str:
    store = Store(path, "ab" * 32, key=key)
    try:
        assert store.check(rebuild=False).damage == ()
        return doctor.state_digest(store.connection)
    finally:
        store.close()


def moved(path: Path, old: bytes | None, new: bytes | None) -> tuple[int, int]:
    return relock.relock(path, [path.parent / "backups"], old=old, new=new)


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_the_same_state_under_a_key_another_one_and_none(tmp_path):
    path = tmp_path / "a.hubdesk"
    before = filled(path)
    for old, new in ((None, KEY), (KEY, OTHER), (OTHER, None), (None, OTHER)):
        assert moved(path, old, new) == (1, 0)
        assert opening.salt_of(path) == (new[32:] if new else None)
        assert digest_of(path, new) == before
        (copied,) = (tmp_path / "backups").iterdir()
        assert opening.salt_of(copied) == opening.salt_of(path)
        assert (WORD.encode() in everything(tmp_path)) is (new is None)


def test_what_was_plain_is_written_over_before_its_room_is_given_back(tmp_path):
    path = tmp_path / "a.hubdesk"
    filled(path)
    files = [path, *(tmp_path / "backups").iterdir()]
    handles = [file.open("rb") for file in files]  # they see the old bytes after the name has gone to the new ones
    assert all(WORD.encode() in handle.read() for handle in handles)
    moved(path, None, KEY)
    for handle in handles:
        handle.seek(0)
        assert set(handle.read()) == {0}
        handle.close()


def test_it_is_encrypted_while_it_is_open_too_and_no_other_sqlite_reads_it(tmp_path):
    path = tmp_path / "a.hubdesk"
    filled(path)
    moved(path, None, KEY)
    store = Store(path, "ab" * 32, key=KEY)
    id = store.new_id()
    store.commit([Put(BOOK, "note", id, {"event": BOOK.id, "text": f"{WORD} new"})], say("Add a note"), id)
    assert (tmp_path / "a.hubdesk-wal").stat().st_size > 0
    assert len(store.views.all(Note)) == 6 and store.backup().is_file()
    assert WORD.encode() not in everything(tmp_path)
    copy = tmp_path / "copy"
    copy.write_bytes(path.read_bytes())
    store.close()
    with pytest.raises(sqlite3.DatabaseError):  # the judge gets a copy: no second library opens the file itself
        sqlite3.connect(copy).execute("select * from sqlite_master")


def test_without_its_key_it_is_told_and_left_alone(tmp_path):
    path = tmp_path / "a.hubdesk"
    filled(path)
    moved(path, None, KEY)
    before = path.read_bytes()
    with pytest.raises(HubDeskError) as told:
        Store(path, "ab" * 32)
    assert told.value.code == "passphrase"
    assert opening.fits(path, KEY) and not opening.fits(path, OTHER)
    assert path.read_bytes() == before


def test_a_plain_workspace_is_opened_as_before(tmp_path):
    """No statement more, and none about keys."""
    path = tmp_path / "a.hubdesk"
    filled(path)
    store = Store(path, "ab" * 32)
    seen: list[str] = []
    store.views.connection.set_trace_callback(seen.append)
    store.views.all(Note)
    assert len(seen) == 2 and store.connection.key is None  # the notes, and which book they are in
    store.close()


def test_a_backup_that_cannot_be_read_goes_and_one_under_an_older_key_stays(tmp_path):
    path = tmp_path / "a.hubdesk"
    filled(path)
    folder = tmp_path / "backups"
    broken, older = folder / "a.20250101T000000Z.backup.hubdesk", folder / "a.20240101T000000Z.backup.hubdesk"
    broken.write_bytes(b"SQLite format 3\0" + WORD.encode() * 400)
    away = folder / "a.20250102T000000Z.damaged.hubdesk"  # what a restore put away, with its log of writes
    for each in (away, away.with_name(f"{away.name}-wal")):
        each.write_bytes(broken.read_bytes())
    older.write_bytes(OTHER[32:] + bytes(4096))
    left = [folder / ".a.77.part", folder / f".{older.name}.relock"]
    for each in left:
        each.write_bytes(WORD.encode())
    assert moved(path, None, KEY) == (1, 2)
    assert WORD.encode() not in everything(tmp_path)
    assert not broken.exists() and not any(each.exists() for each in left) and older.exists()


def test_other_files_beside_it_are_not_touched(tmp_path):
    path, folder = tmp_path / "a.hubdesk", tmp_path / "backups"
    filled(path)
    others = [tmp_path / "a.copy.hubdesk", folder / "a.b.20250101T000000Z.backup.hubdesk", tmp_path / "linked"]
    for other in others[:2]:
        other.write_bytes(b"SQLite format 3\0" + bytes(4096))
    os.link(next(file for file in folder.iterdir() if file not in others), others[2])
    before = [other.read_bytes() for other in others]
    assert moved(path, None, KEY) == (1, 0)
    assert [other.read_bytes() for other in others] == before


def test_what_still_lies_in_plain_is_locked_at_the_next_start(tmp_path):
    path, stick = tmp_path / "a.hubdesk", tmp_path / "stick"
    filled(path)
    store = Store(path, "ab" * 32)
    backup.copy(store.connection, stick, "a")
    store.close()
    moved(path, None, KEY)
    assert WORD.encode() in everything(stick)
    store = Store(path, "ab" * 32, key=KEY)
    assert relock.lock_backups(store, [tmp_path / "backups", stick]) == (1, 0)
    store.close()
    assert WORD.encode() not in everything(tmp_path)


def test_where_the_copy_cannot_be_written_nothing_changes(tmp_path):
    path = tmp_path / "a.hubdesk"
    before = filled(path)
    (tmp_path / ".a.hubdesk.relock").mkdir()
    with pytest.raises(HubDeskError) as told:
        moved(path, None, KEY)
    assert told.value.code == "relock"
    assert digest_of(path, None) == before


def test_killed_at_any_moment_it_is_the_old_one_or_the_new_one(tmp_path):
    kills(tmp_path, ROUNDS)


@pytest.mark.soak
def test_killed_at_many_moments(tmp_path):
    kills(tmp_path, 200)


def kills(folder: Path, rounds: int) -> None:
    """Kill what moves a workspace between three keys; it must open with the key before or the one after, unchanged."""
    path, dice = folder / "a.hubdesk", random.Random(11)
    before, standing = filled(path, 200), None
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    for number in range(rounds):
        wanted = (KEY, OTHER, None)[number % 3]
        words = [sys.executable, "-c", RELOCKER, path, (standing or b"").hex(), (wanted or b"").hex()]
        worker = subprocess.Popen(words, stdout=subprocess.PIPE, env=environment)
        assert worker.stdout is not None
        worker.stdout.readline()
        time.sleep(dice.random() * 0.12)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        salt = opening.salt_of(path)
        standing = next(key for key in (KEY, OTHER, None) if salt == (key[32:] if key else None))
        assert digest_of(path, standing) == before
        if standing is not None:
            store = Store(path, "ab" * 32, key=standing)
            relock.lock_backups(store, [folder / "backups"])
            store.close()
            left = [file for file in folder.rglob("*") if file.is_file() and WORD.encode() in file.read_bytes()]
            assert left == []
