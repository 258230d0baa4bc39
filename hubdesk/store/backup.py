"""Copies of a workspace that are checked before they count, and thinned so that they never fill the disk."""

import os
import re
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from glob import escape
from pathlib import Path

from hubdesk import paths
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.store import history, sqlite

_NAME = re.compile(r"(.+)\.(\d{8}T\d{6}Z)(?:-(\d+))?\.([a-z-]+)\.hubdesk").fullmatch
#: Why a file was put away that is damaged: no copy to count on, and never thinned.
DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a workspace: its file, when and why it was made, and its size in bytes."""

    path: Path
    at: datetime
    why: str
    size: int


def copies(folder: Path, stem: str, private: str = "", *, key: bytes | None = None) -> list[Copy]:
    """Return the copies of one workspace in a folder, the newest first; never those of another name.

    With the id of its private book, none of another workspace of the same name either, as far as they can be read;
    `key` opens locked ones.
    """
    found: list[tuple[datetime, int, Copy]] = []
    for path in folder.glob("*.hubdesk"):
        name = _NAME(path.name)
        if name and name[1] == stem and path.is_file() and (not private or _private(path, key) in ("", private)):
            at = datetime.strptime(name[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            found.append((at, int(name[3] or 0), Copy(path, at, name[4], path.stat().st_size)))
    return [copy for _, _, copy in sorted(found, key=lambda each: each[:2], reverse=True)]


def _private(path: Path, key: bytes | None) -> str:
    """Return the id of a copy's private book, "" when it cannot be read."""
    try:
        with closing(sqlite.reader(path, key)) as connection:
            found = connection.execute("select value from meta where key = 'private'").fetchone()
    except (sqlite.DatabaseError, UnicodeDecodeError):
        return ""
    return found[0] if found else ""


def newest_action(path: Path, key: bytes | None) -> str:
    """Return the id of the newest action that a copy holds, "" when it holds none or cannot be read."""
    try:
        with closing(sqlite.reader(path, key)) as connection:
            found = history.entries(connection, 1)
    except (sqlite.DatabaseError, UnicodeDecodeError, ValueError):
        return ""
    return found[0].action if found else ""


def copy(
    connection: sqlite.Connection, folder: Path, stem: str, *, why: str = "backup", now: datetime | None = None
) -> Path:
    """Copy the open workspace into `folder` by SQLite's backup API, check the copy, then give it its name.

    The copy of a locked workspace is locked by the same key. Its file's time is `now`, the clock of what is in it.

    Raises HubDeskError (code "backup") when the copy cannot be made or does not pass its check; nothing is left then.
    """
    beside = paths.beside(folder / stem, after=0)  # one program has the workspace: what is there was interrupted
    at = now or datetime.now(UTC)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(connection, beside)
        os.utime(beside, (at.timestamp(), at.timestamp()))
        target = free_name(folder, stem, why, at)
        paths.put(beside, target)
    except (OSError, sqlite.DatabaseError) as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise HubDeskError(
            say("The backup could not be written."),
            safe=say("The workspace itself is untouched."),
            next=say("Check that the backup folder exists and has space, then try again."),
            code="backup",
        ) from error
    return target


def free_name(folder: Path, stem: str, why: str, at: datetime) -> Path:
    """Return a name for a copy that says when and why; of two in one second the later one carries a number."""
    stamp, again = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ"), ""
    number = 0
    while any(folder.glob(f"{escape(stem)}.{stamp}{again}.*.hubdesk")):
        number += 1
        again = f"-{number}"
    return folder / f"{stem}.{stamp}{again}.{why}.hubdesk"


def write(connection: sqlite.Connection, path: Path) -> None:
    """Copy an open workspace into a file by the backup API and check the copy; DatabaseError when it does not pass."""
    with path.open("wb"):
        path.chmod(0o600)
    target = sqlite.writer(path, connection.key)
    try:
        connection.backup(target)
        target.execute("pragma journal_mode = delete")
        (verdict,) = target.execute("pragma integrity_check(1)").fetchone()
        if verdict != "ok":
            raise sqlite.DatabaseError("backup check")
    finally:
        target.close()
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def thin(folder: Path, stem: str, now: datetime, private: str = "", *, key: bytes | None = None) -> list[Path]:
    """Remove backups that are not among all of two days, 12 daily, 10 weekly and 9 monthly; return what was removed.

    Only those are opened of which it must be known whose they are, so that an evening with many costs no more.
    """
    rules: tuple[tuple[int, Callable[[datetime], str]], ...] = (
        (12, lambda at: at.strftime("%Y-%j")),
        (10, lambda at: at.strftime("%G-%V")),
        (9, lambda at: at.strftime("%Y-%m")),
    )
    filled: list[set[str]] = [set() for _ in rules]
    removed = []
    for copy in copies(folder, stem):
        names = [slot(copy.at) for _, slot in rules]
        fills = any(
            name not in had and len(had) < number for name, had, (number, _) in zip(names, filled, rules, strict=True)
        )
        young = now - copy.at <= timedelta(days=2)
        if copy.why == DAMAGED or (young and not fills) or (private and _private(copy.path, key) not in ("", private)):
            continue
        for name, had in zip(names, filled, strict=True):
            had.add(name)
        if not young and not fills:
            removed.append(copy.path)
    for path in removed:
        path.unlink(missing_ok=True)
    return removed
