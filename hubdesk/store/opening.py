"""Open a workspace safely, or leave it exactly as it is."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say
from hubdesk.store import backup, schema, sqlite

#: How a locked workspace begins; the rest of its first 16 bytes is random, all else is encrypted.
LOCKED = b"HDlock"
SALT_BYTES = 16


def salt_of(path: Path) -> bytes | None:
    """Return the first 16 bytes of a locked workspace, None for any other file and for none."""
    try:
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
    except OSError:
        return None
    return head if head.startswith(LOCKED) and len(head) == SALT_BYTES else None


def fits(path: Path, key: bytes) -> bool:
    """Tell whether a key opens a locked workspace; nothing is written."""
    return sqlite.fits(path, key)


def check_key(path: Path, key: bytes | None) -> None:
    """Raise HubDeskError for a locked file that needs a key, or another one."""
    salt = salt_of(path)
    if salt is not None and key is None:
        raise locked()
    if salt is not None and key is not None and salt != key[32:]:
        raise other_key()


def open_writer(path: Path, backups: Path, key: bytes | None = None) -> sqlite.Connection:
    """Return a prepared writing connection; a missing workspace is made, an old one copied first, then migrated.

    A new one is for its owner only, and so are the files that SQLite puts beside it. A locked one needs its key.

    Raises Refused for what is no workspace or is from a newer HubDesk (the file stays byte for byte), HubDeskError for
    what the computer does not allow.
    """
    fresh = not path.exists() or path.stat().st_size == 0
    if fresh and path.exists() and backup.copies(backups, path.stem):
        raise damaged()  # it was full once: an empty one in its place would look as if all were lost
    if not fresh:
        look(path, key)
    try:
        return _prepared(path, backups, key, fresh=fresh)
    except sqlite.OperationalError as error:
        told = trouble(error)
        raise (damaged() if told is error and not fresh else told) from error
    except (sqlite.DatabaseError, UnicodeDecodeError) as error:  # altered names of tables are no letters any more
        raise damaged() from error


def look(path: Path, key: bytes | None = None, *, writable: bool = True) -> None:
    """Refuse before a writing connection exists: reading alone changes no byte."""
    if format_of(path, key) > schema.FORMAT:
        raise newer()
    if writable and not os.access(path, os.W_OK):
        raise _read_only()


def format_of(path: Path, key: bytes | None = None) -> int:
    """Return the format of a workspace, by the first bytes of its file; Refused for what is none.

    That of a locked one stands behind its key: it passes here when the key is its own.
    """
    if not path.is_file():
        raise _no_workspace()
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise unreadable(error) from error
    if head.startswith(LOCKED):
        check_key(path, key)
        return schema.FORMAT
    if not head.startswith(sqlite.PLAIN) or len(head) < 100:
        raise _no_workspace()
    if int.from_bytes(head[68:72], "big") != sqlite.APPLICATION:
        raise _no_workspace()
    return int.from_bytes(head[60:64], "big")


def _prepared(path: Path, backups: Path, key: bytes | None, *, fresh: bool) -> sqlite.Connection:
    if fresh:
        with suppress(OSError):  # what hinders is told by SQLite below
            path.touch(mode=0o600)
            path.chmod(0o600)
    connection = sqlite.writer(path, key)
    try:
        if fresh:
            connection.execute(f"pragma application_id = {sqlite.APPLICATION}")
        (found,) = connection.execute("pragma user_version").fetchone()
        if found > schema.FORMAT:
            raise newer()
        if found < schema.FORMAT:
            if not fresh:
                backup.copy(connection, backups, path.stem, why="before-update")
            sqlite.prepare(connection)
            schema.migrate(connection)
        else:
            sqlite.prepare(connection)
            connection.execute("select count(*) from meta").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def newer() -> Refused:
    """Return the refusal of a file from the future."""
    return Refused(
        say("This workspace was saved by a newer HubDesk."),
        next=say("Install the newest HubDesk on this computer, then open it again."),
        code="newer",
    )


def locked() -> HubDeskError:
    """Return what to tell when a workspace needs its passphrase and nobody gave one."""
    return HubDeskError(
        say("This workspace is locked by a passphrase."),
        safe=say("Nothing in it was read or changed."),
        next=say("Open it in the window, or write the passphrase into a file and name it with --unlock-file."),
        code="passphrase",
    )


def other_key() -> HubDeskError:
    """Return what to tell of a file beside a workspace that another passphrase locks."""
    return HubDeskError(
        say("This file is locked by another passphrase than the workspace."),
        safe=say("Nothing in it was read or changed."),
        next=say("Open it by itself with --workspace and the passphrase that it had."),
        code="passphrase-other",
    )


def _no_workspace() -> Refused:
    return Refused(
        say("This file is not a HubDesk workspace."),
        next=say("Choose a file that ends in .hubdesk, or take the newest file from the backup folder."),
        code="no-workspace",
    )


def damaged() -> Refused:
    """Return the refusal of a workspace whose bytes were altered."""
    return Refused(
        say("This workspace is damaged and cannot be opened."),
        next=say("Repair it into a new file, or go back to a backup: nothing is done to the damaged file."),
        code="damaged",
    )


def _read_only() -> HubDeskError:
    return HubDeskError(
        say("This workspace cannot be written: the file is read-only."),
        safe=say("Nothing in it was changed."),
        next=say("Copy it to a folder of yours, allow writing, and open the copy."),
        code="read-only",
    )


def unreadable(error: OSError) -> HubDeskError:
    """Return what to tell a person when the system does not let a file be read."""
    return HubDeskError(
        say("The file cannot be read."),
        safe=say("Nothing was changed."),
        next=say("Check that the stick is in and that you may read the file."),
        code=f"read-{error.errno or 0}",
    )


_ALTERED = ("malformed", "not a database", "could not decode")
_OUTSIDE = ("full", "read-only", "readonly", "locked", "busy", "i/o", "unable to open", *_ALTERED)


def is_full(error: Exception) -> bool:
    """Tell whether there was no room to write: then nothing of a step is complete."""
    return getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT) or "is full" in str(error).casefold()


def unknown() -> HubDeskError:
    """Return what to tell when a disk failed while a step was written, and cannot be asked what became of it."""
    return HubDeskError(
        say("The disk failed while the last step was saved: it may or may not be there."),
        safe=say("Everything that was shown as saved is still there."),
        next=say("Check that the disk or stick is in, open the workspace again, and look before you repeat the step."),
        code="unknown",
    )


def trouble(error: Exception) -> Exception:
    """Return what to tell a person when SQLite could not read or write: a full disk, a lock, a lost folder.

    An error that is none of the computer's is a fault of ours and comes back as it is.
    """
    text = "is full" if is_full(error) else str(error).casefold()
    if not any(word in text for word in _OUTSIDE):
        return error
    if any(word in text for word in _ALTERED):
        return damaged()
    if is_full(error):
        return HubDeskError(
            say("The disk is full, so the last step was not saved."),
            safe=say("Everything that was shown as saved is still there."),
            next=say("Free some space, for example by emptying the trash, and do the step again."),
            code="disk-full",
        )
    if "readonly" in text or "read-only" in text:
        return _read_only()
    if "locked" in text or "busy" in text:
        return HubDeskError(
            say("Another program is using this workspace."),
            safe=say("Everything that was shown as saved is still there."),
            next=say("Close the other program and try again."),
            code="locked",
        )
    return _out_of_reach()


def closed() -> HubDeskError:
    """Return what is told to whoever still reads a workspace that is put away."""
    return HubDeskError(
        say("The workspace is closed."),
        safe=say("Everything that was shown as saved is still there."),
        next=say("Open it again, and do the step once more."),
        code="closed",
    )


def _out_of_reach() -> HubDeskError:
    return HubDeskError(
        say("The workspace cannot be read or written at this moment."),
        safe=say("Everything that was shown as saved is still there."),
        next=say("Check that the disk or stick is in, then open the workspace again."),
        code="io",
    )


class Home:
    """The place of an open file: an open file can be written long after it was moved, removed or pulled out."""

    def __init__(self, connection: sqlite.Connection) -> None:
        self._path = connection.execute("pragma database_list").fetchone()[2]
        self._known = self._now()

    def _now(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._path)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def check(self) -> None:
        """Raise HubDeskError (code "io") when not the open file is at its place: what is written would be lost."""
        if self._now() != self._known:
            raise _out_of_reach()
