"""A closed workspace and its backups written anew under another key, or under none: whole before, whole after."""

import hashlib
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from hubdesk import paths
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.store import backup, opening, sqlite
from hubdesk.store.lock import Lock

if TYPE_CHECKING:
    from hubdesk.store.store import Store

Report = Callable[[int, int], None]


def relock(
    path: Path, folders: Sequence[Path], *, old: bytes | None, new: bytes | None, report: Report | None = None
) -> tuple[int, int]:
    """Write a workspace under the key `new` (None: in plain) and then every backup of it in `folders`.

    Returns how many backups were written anew, and how many were erased because they could not be read. Killed at any
    moment, the workspace opens with the old key or the new one. Raises HubDeskError; then it is as it was.
    """
    paths.make(path.parent)
    lock = Lock(path, datetime.now(UTC))
    try:
        connection = opening.open_writer(path, folders[0], old)  # what a crash left in the log of writes comes in
        try:
            connection.execute("pragma wal_checkpoint(truncate)")
            connection.execute("pragma journal_mode = delete")
            private = _private_of(connection)
        finally:
            connection.close()
        try:
            rewrite(path, old, new, report)
        except (OSError, sqlite.DatabaseError) as error:
            raise _failed() from error
        return _backups(path, private, folders, old=old, new=new)
    finally:
        lock.release()


def lock_backups(store: "Store", folders: Sequence[Path]) -> tuple[int, int]:
    """Lock what still lies in plain beside a locked workspace: a stick that was out, a program that was killed."""
    return _backups(store.path, store.private.id, folders, old=None, new=store.connection.key)


def unreadable(path: Path, folders: Sequence[Path]) -> list[Path]:
    """Return the copies of a plain workspace that cannot be read: those that locking it erases."""
    with closing(sqlite.reader(path)) as connection:
        private = _private_of(connection)
    found = [
        copy.path
        for folder in dict.fromkeys([path.parent, *folders])
        for copy in backup.copies(folder, path.stem, private)
    ]
    return [file for file in found if opening.salt_of(file) is None and not _readable(file)]


def _readable(file: Path) -> bool:
    try:
        with closing(sqlite.reader(file)) as connection:
            (verdict,) = connection.execute("pragma integrity_check(1)").fetchone()
            _content(connection, None)
    except (OSError, sqlite.DatabaseError):
        return False
    return bool(verdict == "ok")


def _private_of(connection: sqlite.Connection) -> str:
    """Return the id of the private book, "" before a workspace has one."""
    found = connection.execute("select value from meta where key = 'private'").fetchone()
    return found[0] if found else ""


def _backups(
    path: Path, private: str, folders: Sequence[Path], *, old: bytes | None, new: bytes | None
) -> tuple[int, int]:
    rewritten = removed = 0
    for folder in dict.fromkeys([path.parent, *folders]):
        if new is not None:
            for ending in ("part", "relock"):  # what a crash left of a copy
                for left in folder.glob(f".{escape(path.stem)}.*.{ending}"):
                    wipe(left)
        for file in (copy.path for copy in backup.copies(folder, path.stem, private, key=old)):
            if opening.salt_of(file) != (old[32:] if old else None):
                continue  # it is written already, or an older key locks it
            try:
                rewrite(file, old, new)
                rewritten += 1
            except (OSError, sqlite.DatabaseError):
                if new is not None and old is None and not _readable(file):  # else it waits for more room on the disk
                    for each in (file, file.with_name(f"{file.name}-wal")):  # a damaged one was put away with it
                        wipe(each)
                    removed += 1
    return rewritten, removed


def rewrite(path: Path, old: bytes | None, new: bytes | None, report: Report | None = None) -> None:
    """Write a closed file beside itself, compare every row, rename; what was plain is written over with zeros."""
    path = path.resolve()
    beside = _beside(path)
    wipe(beside)
    try:
        beside.touch(mode=0o600)
        source = sqlite.writer(path, old)
        try:
            source.execute("pragma temp_store = memory")
            sqlite.export(source, beside, new)
            copied = sqlite.writer(beside, new)
            try:
                (verdict,) = copied.execute("pragma integrity_check(1)").fetchone()
                if verdict != "ok" or _content(copied, report) != _content(source, report):
                    raise sqlite.DatabaseError("the copy differs")
            finally:
                copied.close()
        finally:
            source.close()
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        _replace(beside, path, wipe=old is None)
    except BaseException:
        wipe(beside)
        raise


def _replace(beside: Path, path: Path, *, wipe: bool) -> None:
    if sys.platform == "win32" or not wipe:  # an open file cannot be replaced there
        paths.put(beside, path)
        return
    with path.open("rb+") as left:
        paths.put(beside, path)
        if not os.fstat(left.fileno()).st_nlink:  # else it is somebody's copy as well, by a link of their own
            _zeros(left.fileno())


def _content(connection: sqlite.Connection, report: Report | None) -> str:
    """Return SHA-256 over every row of every table, those of the search index too, and over the shape."""
    shape = connection.execute("select type, name, sql from sqlite_master order by name").fetchall()
    whole = hashlib.sha256(repr(shape).encode())
    tables = [name for sort, name, sql in shape if sort == "table" and not sql.casefold().startswith("create virtual")]
    for done, name in enumerate(tables):
        if report:
            report(done, len(tables))
        for row in connection.execute(f'select * from "{name}"'):
            whole.update(repr(row).encode())
    return whole.hexdigest()


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.relock")


def wipe(path: Path) -> None:
    """Write zeros over a file and remove it."""
    if path.is_file():
        with path.open("rb+") as file:
            _zeros(file.fileno())
        path.unlink()


def _zeros(number: int) -> None:
    left = os.fstat(number).st_size
    os.lseek(number, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(number, bytes(min(left, 1 << 20)))
    os.fsync(number)


def _failed() -> HubDeskError:
    return HubDeskError(
        say("The workspace could not be written anew."),
        safe=say("It is as it was, and so is its passphrase."),
        next=say("Check that the disk has room for a second copy of the workspace, then try again."),
        code="relock",
    )
