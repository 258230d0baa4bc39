"""Where things lie: what ships with the program, and what belongs to the person."""

from dataclasses import dataclass
from functools import cache
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
