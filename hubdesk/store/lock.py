"""One writer for one workspace: a lock that the system takes back when the program ends, however it ends."""

import os
import sys
from pathlib import Path
from typing import IO

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say


class Lock:
    """An exclusive lock on `<workspace>.lock`, held until `release`.

    Raises HubDeskError (code "open-elsewhere") when another program holds it, ("folder") when it cannot be made.
    """

    def __init__(self, workspace: Path) -> None:
        self.path = workspace.with_name(workspace.name + ".lock")
        try:
            self._file: IO[bytes] = self.path.open("ab")
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

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        self._file.close()


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
