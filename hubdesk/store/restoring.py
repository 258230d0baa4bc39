"""Going back to a copy: what stands now is kept as a copy first, then the other file takes its place."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hubdesk import paths
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.store import backup, opening, relock, sqlite
from hubdesk.store.lock import Lock

BEFORE = "before-restore"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a workspace holds: titles of its events (sorted), numbers of notes and of people."""

    events: tuple[str, ...]
    notes: int
    people: int


def contents(path: Path, key: bytes | None = None) -> Contents:
    """Return what a workspace holds, without opening it for writing; `key` opens a locked one.

    Raises HubDeskError or Refused when it cannot be read.
    """
    opening.look(path, key, writable=False)
    try:
        with closing(sqlite.reader(path, key)) as connection:
            titles = connection.execute("select title from event where hidden = 0 order by title").fetchall()
            (notes,) = connection.execute("select count(*) from note where hidden = 0 and gap = 0").fetchone()
            (people,) = connection.execute("select count(*) from person where hidden = 0").fetchone()
    except (sqlite.DatabaseError, UnicodeDecodeError) as error:
        raise opening.damaged() from error
    return Contents(tuple(title for (title,) in titles), notes, people)


def restore(path: Path, copy: Path, backups: Path, now: datetime, *, key: bytes | None = None) -> Path | None:
    """Put a copy in the place of a closed workspace; return where what stood there is kept, None when nothing did.

    `key` opens what is locked of the two, and what is put in place lies under it.
    Raises Refused for a copy that does not pass its check, HubDeskError when the workspace is open or the disk fails;
    the workspace is as it was then.
    """
    contents(copy, key)
    opening.check_key(path, key)
    lock = Lock(path, now)
    beside = paths.beside(path, after=0)  # the lock is ours: what is there was interrupted
    try:
        _checked(copy, beside, key)
        kept = _kept(path, backups, now, key) if path.exists() else None
        for name in (f"{path.name}-wal", f"{path.name}-shm"):  # they belong to what is kept, and would spoil the copy
            path.with_name(name).unlink(missing_ok=True)
        paths.put(beside, path)
    except OSError as error:
        raise HubDeskError(
            say("The copy could not be put in place."),
            safe=say("The workspace is as it was."),
            next=say("Check that the folder can be written and has space, then try again."),
            code="restore",
        ) from error
    finally:
        beside.unlink(missing_ok=True)
        lock.release()
    return kept


def _checked(copy: Path, beside: Path, key: bytes | None) -> None:
    """Copy a file and look whether the engine finds the copy whole."""
    try:
        with closing(sqlite.reader(copy, key)) as connection:
            backup.write(connection, beside)
        if connection.key != key:
            relock.rewrite(beside, None, key)
    except sqlite.DatabaseError as error:
        raise opening.damaged() from error


def _kept(path: Path, backups: Path, now: datetime, key: bytes | None) -> Path:
    """Keep what stands now: as a checked copy, or byte for byte where it is damaged."""
    try:
        with closing(sqlite.reader(path, key)) as connection:  # reads what a crash left beside the file as well
            return backup.copy(connection, backups, path.stem, why=BEFORE, now=now)
    except (HubDeskError, sqlite.DatabaseError):
        backups.mkdir(parents=True, exist_ok=True)
        kept = backup.free_name(backups, path.stem, backup.DAMAGED, now)
        for ending in ("", "-wal"):
            if path.with_name(path.name + ending).exists():
                shutil.copy2(path.with_name(path.name + ending), kept.with_name(kept.name + ending))
        return kept
