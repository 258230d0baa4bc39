"""A workspace goes to another folder: copied, compared, and only then put out of use where it was."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hubdesk import paths
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.store import backup, segments, sqlite
from hubdesk.store.lock import Lock


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the workspace is now, and what the file at the old place is called (it is never deleted)."""

    path: Path
    old: Path


def move(path: Path, folder: Path, key: bytes | None = None) -> Moved:
    """Move a closed workspace into a folder; the old file is renamed to "… (moved).hubdesk" where that is allowed.

    `key` opens a locked one; the copy is locked by it too.

    Raises HubDeskError, and then everything is as it was: "open-elsewhere", "there-already", "not-moved".
    """
    target = folder / path.name
    if _is_taken(target):
        raise HubDeskError(
            say("There is a file with the name {name} in that folder already.", name=path.name),
            safe=say("Nothing was changed; the workspace is where it was."),
            next=say("Choose another folder."),
            code="there-already",
        )
    lock = Lock(path, datetime.now(UTC))
    try:
        _copy(path, target, key)
        old = set_aside(path, "moved")
    finally:
        lock.release()
    if old != path:
        with suppress(OSError):
            lock.path.unlink()
    return Moved(target, old)


def _is_taken(target: Path) -> bool:
    try:
        return target.exists()
    except OSError:  # a name too long, a folder that may not be looked into: copying there says so
        return False


def set_aside(path: Path, word: str) -> Path:
    """Rename a workspace that is used no more to "name (word)"; return its path, the old one where it must stay."""
    free = path.with_stem(f"{path.stem} ({word})")
    number = 1
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem} ({word} {number})")
    try:
        path.rename(free)
    except OSError:  # a folder that can be read only: the file stays, and whoever asked is told its name
        return path
    return free


def _copy(path: Path, target: Path, key: bytes | None) -> None:
    beside = paths.beside(target)
    try:
        paths.make(target.parent)
        source = sqlite.writer(path, key)  # not only read: what a crash left beside the file comes along
        try:
            backup.write(source, beside)
            copied = sqlite.reader(beside, key)
            same = segments.states(source, private=True) == segments.states(copied, private=True)
            copied.close()
        finally:
            source.close()
        if not same:
            raise sqlite.DatabaseError("another log")
        paths.put(beside, target)
    except (OSError, sqlite.DatabaseError) as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise HubDeskError(
            say("The workspace could not be copied to that folder."),
            safe=say("Nothing was changed; the workspace is where it was."),
            next=say("Check that the folder can be written and has room, or choose another one."),
            code="not-moved",
        ) from error
