"""Where things lie: what ships with the program, what belongs to the person, what is on its way to its place."""

import errno
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from glob import escape
from pathlib import Path


@cache
def shipped(name: str) -> Path:
    """Return the folder `name` ("resources" or "i18n") of an installed program or of a checkout."""
    package = Path(__file__).parent
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent / name


@dataclass(frozen=True, slots=True)
class Folders:
    """The person's folders; one object is made at start and passed in."""

    data: Path
    config: Path

    @property
    def workspace(self) -> Path:
        """The workspace that opens when none is named."""
        return self.data / "workspace.hubdesk"

    @property
    def backups(self) -> Path:
        """Where rotating backups lie."""
        return self.data / "backups"

    @property
    def fonts(self) -> Path:
        """Where somebody may put fonts for scripts that HubDesk brings none for."""
        return self.data / "fonts"

    @property
    def logs(self) -> Path:
        """Where logs (ids and counts only) lie."""
        return self.data / "logs"

    @property
    def keys(self) -> Path:
        """Where author keys lie when the computer has no keyring."""
        return self.config / "keys"


def folders(data_dir: Path | None = None) -> Folders:
    """Return the platform's folders, or everything below `data_dir` for a portable stick."""
    if data_dir is not None:
        return Folders(data_dir, data_dir / "config")
    from platformdirs import PlatformDirs

    found = PlatformDirs("hubdesk", appauthor=False, roaming=False)
    return Folders(Path(found.user_data_dir), Path(found.user_config_dir))


def runtime() -> Path:
    """Return this person's folder for what only runs; nothing in it outlives the session."""
    from platformdirs import user_runtime_path

    return user_runtime_path()


def beside(target: Path, *, after: float = 3600) -> Path:
    """Return a new hidden name beside `target`, to write to before it is renamed.

    What a program that was interrupted longer than `after` seconds ago left there for the same target is removed.
    """
    from shutil import rmtree

    name = target.name[:100]
    for left in _left(target.parent, name):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime >= after:
                rmtree(left) if left.is_dir() else left.unlink()
    return target.parent / f".{name}.{os.urandom(4).hex()}.part"


def _left(folder: Path, name: str) -> list[Path]:
    try:
        return list(folder.glob(f".{escape(name)}.*.part*"))
    except OSError:  # a folder whose name is too long: whoever writes there is told so
        return []


def make(folder: Path) -> None:
    """Make a folder and those above it where they are missing, and bring that to the disk."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync(each.parent)


def put(beside: Path, target: Path) -> None:
    """Give a file or folder that was written beside its name, and bring the name to the disk.

    Raises OSError where a pipe or a device has that name: it would be gone, and /dev/null is everybody's.
    """
    if target.exists() and not (target.is_file() or target.is_dir()):
        raise OSError(errno.EINVAL, "no ordinary file")
    os.replace(beside, target)
    sync(target.parent)


def remove(files: Iterable[Path]) -> None:
    """Remove files where they are there, and bring that to the disk: a power cut does not bring them back."""
    folders = set()
    for path in files:
        path.unlink(missing_ok=True)
        folders.add(path.parent)
    for folder in folders:
        sync(folder)


def sync(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        with suppress(OSError):  # some file systems of sticks cannot sync a folder
            number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(number)
            finally:
                os.close(number)
