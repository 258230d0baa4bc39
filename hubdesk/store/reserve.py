"""Room on the disk that is kept for the last steps, and given back when a write finds none."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

#: Room for some dozens of steps; kept only where four times as much is free.
SIZE = 4 << 20
_PIECE = bytes(1 << 16)


class Reserve:
    """The file `<workspace>.reserve`, there while the workspace is open and the disk is not full.

    `spent` tells that a step was saved in its room, and that there is no room yet to keep it again.
    """

    def __init__(self, workspace: Path) -> None:
        self.path = workspace.with_name(workspace.name + ".reserve")
        self.spent = False
        self.keep()

    def keep(self) -> None:
        """Take the room, when there is enough."""
        with suppress(OSError):  # a disk that cannot tell or give it: then there is no reserve
            if shutil.disk_usage(self.path.parent).free < 4 * SIZE:
                return
            with self.path.open("wb") as file:
                self.path.chmod(0o600)
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, SIZE)
                else:
                    file.writelines(_PIECE for _ in range(SIZE // len(_PIECE)))
            self.spent = False

    def give_back(self) -> bool:
        """Make room on a full disk; tell whether there was any to give."""
        there = self.path.exists()
        self.release()
        self.spent = self.spent or there
        return there

    def release(self) -> None:
        """Take the file away, so that a closed workspace is one file."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
