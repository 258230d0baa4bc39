"""One window for one workspace: who starts HubDesk again rings at the window that is open, and hands it the files."""

import json
import logging
import os
import stat
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QFileSystemWatcher, QLockFile, QObject, Signal

log = logging.getLogger(__name__)

#: How long the second start waits for the first window to answer, in seconds; older letters are of nobody any more.
PATIENCE = 5.0
#: A letter is never larger, and names no more files.
MOST_BYTES, MOST_FILES = 64 << 10, 100


class Doorbell(QObject):
    """Stands at the window of one workspace. `rang(files)` when HubDesk was started again for it.

    Letters are small files in a folder that only this person can enter: no connection, on every system the same. A
    window that ended by a crash holds no door. Where the folder is not private there is no bell, and the workspace's
    own lock tells the second window that the first is open.
    """

    rang = Signal(object)

    def __init__(self, workspace: Path, folder: Path) -> None:
        """`folder` is this person's own for what only runs (`paths.runtime`)."""
        super().__init__()
        name = os.path.normcase(workspace.resolve())
        # by Qt, which is there already: to load another library for it would hold up the first paint
        whole = QCryptographicHash.hash(os.fsencode(name), QCryptographicHash.Algorithm.Sha256).data()
        self._box = folder / "hubdesk" / whole.hex()[:16]
        self._door = QLockFile(str(self._box / "window"))
        self._door.setStaleLockTime(0)  # old is no fault: only a window that has died leaves the door
        self._watcher: QFileSystemWatcher | None = None
        self._private = _make_private(folder, self._box)
        self.first = not self._private or self._door.tryLock(0) or not self._taken()

    def ring(self, files: Sequence[Path] = (), *, patience: float = PATIENCE) -> bool:
        """Hand files (or none) to the open window; return whether it took them within `patience` seconds."""
        letter = self._box / f"{os.getpid()}-{os.urandom(4).hex()}.letter"
        beside = letter.with_suffix(".new")
        try:
            beside.write_text(json.dumps([os.path.abspath(each) for each in files]), "ascii")
            os.replace(beside, letter)
        except OSError as error:
            log.info("no ring: %s", type(error).__name__)
            return False
        until = time.monotonic() + patience
        while letter.exists():
            if time.monotonic() > until:
                letter.unlink(missing_ok=True)
                return False
            time.sleep(0.02)
        return True

    def listen(self) -> None:
        """Answer from now on; needs the application."""
        if self._private and self._door.isLocked():
            self._watcher = QFileSystemWatcher([str(self._box)], self)
            self._watcher.directoryChanged.connect(self._look)
            self._look()

    def close(self) -> None:
        """Leave the door: the next start opens a window."""
        self._watcher = None
        self._door.unlock()

    def _taken(self) -> bool:
        return self._door.error() == QLockFile.LockError.LockFailedError

    def _look(self, _folder: str = "") -> None:
        for letter in sorted(self._box.glob("*.letter")):
            files = _read(letter)
            letter.unlink(missing_ok=True)
            if files is not None:
                self.rang.emit(files)


def _make_private(folder: Path, box: Path) -> bool:
    """Make the box for this person alone; return whether it is, up to the folder in which all lies."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for each in (box.parent, box):
            each.mkdir(mode=0o700, exist_ok=True)
        return all(_ours(each) for each in (folder, box.parent, box))
    except OSError as error:
        log.info("no doorbell: %s", type(error).__name__)
        return False


def _ours(folder: Path) -> bool:
    if os.name != "posix":
        return True  # the profile of a person is closed to others there
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022


def _read(letter: Path) -> list[str] | None:
    """Return the paths in a letter; None for one that is old, large, or says anything else."""
    try:
        found = letter.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES or time.time() - found.st_mtime > PATIENCE:
            return None
        with letter.open("rb") as file:
            said = json.loads(file.read(MOST_BYTES + 1))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(said, list) or len(said) > MOST_FILES:
        return None
    good = all(isinstance(each, str) and os.path.isabs(each) and each.isprintable() for each in said)
    return said if good else None
