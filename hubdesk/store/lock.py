"""One writer for one workspace: a lock that the system takes back when the program ends, however it ends."""

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say

#: What stands in the lock's file: who holds it began then; a run ended then that did not close, and nobody was told.
_OPEN, _ENDED = "open", "ended"
_MOST = 64


class Lock:
    """An exclusive lock on `<workspace>.lock`, held until `release`; `now` is the time at which it is taken.

    `ended` is the last sign of life of a run that did not close the workspace, None when all did; it is kept for the
    next run until `told`. Raises HubDeskError (code "open-elsewhere") when another program holds the lock, ("folder")
    when it cannot be made.
    """

    def __init__(self, workspace: Path, now: datetime) -> None:
        self.path = workspace.with_name(workspace.name + ".lock")
        self._now = now
        try:
            self._file: IO[bytes] = self.path.open("a+b")
        except OSError as error:
            raise HubDeskError(
                say("The folder of this workspace cannot be written: {folder}", folder=str(workspace.parent)),
                safe=say("The workspace was not opened, so nothing in it changed."),
                next=say("Copy the workspace to a folder of yours and open it there."),
                code="folder",
            ) from error
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise HubDeskError(
                say("This workspace is open in another HubDesk."),
                safe=say("Everything is as that other window shows it."),
                next=say("Use the other window, or close it and try again."),
                code="open-elsewhere",
            ) from error
        self.ended = self._last_sign(workspace)
        self._say(_ENDED if self.ended else _OPEN, self.ended or now)

    def told(self) -> None:
        """Forget the run that did not close: somebody was told of it."""
        self.ended = None
        self._say(_OPEN, self._now)

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if not self._file.closed and self.ended is None:
            self._say("", None)
        with suppress(OSError):  # a full disk: the next start takes this end for one without closing
            self._file.close()

    def _last_sign(self, workspace: Path) -> datetime | None:
        """Return when the run that did not close was seen last: when it began, or wrote into the workspace."""
        self._file.seek(0)
        word, _, rest = self._file.read(_MOST).decode("ascii", "replace").partition(" ")
        try:
            at = datetime.fromisoformat(rest) if word in (_OPEN, _ENDED) else None
        except ValueError:
            return None
        if at is None or at.tzinfo is None or word == _ENDED:
            return at if at and at.tzinfo else None
        signs = [at]
        for each in (workspace, workspace.with_name(workspace.name + "-wal")):
            with suppress(OSError):
                signs.append(datetime.fromtimestamp(each.stat().st_mtime, UTC))
        return max(signs)

    def _say(self, word: str, at: datetime | None) -> None:
        with suppress(OSError):  # a full disk: the lock holds all the same
            self._file.truncate(0)
            self._file.write(f"{word} {at.isoformat()}".encode() if at else b"")
            self._file.flush()
            os.fsync(self._file.fileno())


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        os.set_inheritable(file.fileno(), False)
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
