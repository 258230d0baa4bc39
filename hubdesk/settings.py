"""What this laptop prefers; what the gathering decides lives in the workspace."""

import json
import logging
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from hubdesk.paths import Folders

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every preference with its type and default: nothing else may be asked for."""

    language: str = ""
    theme: str = "system"
    text_percent: int = 100
    role: str = ""
    workspace: str = ""
    author: str = ""
    laptop: str = ""
    second_backup: str = ""
    left_there: str = ""
    lock_minutes: int = 15
    paper: str = "a4"
    logo: str = ""
    fonts: str = ""


def load(path: Path) -> Settings:
    """Read what can be read: a broken value costs that value, never the start."""
    try:
        found = json.loads(path.read_text("utf-8"))
        if not isinstance(found, dict):
            raise ValueError("not an object")
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        log.warning("settings unreadable, defaults are used")
        return Settings()
    default = Settings()
    kept = {
        field.name: found[field.name]
        for field in fields(Settings)
        if type(found.get(field.name)) is type(getattr(default, field.name))
    }
    return replace(default, **kept)


def chosen_workspace(folders: Folders, given: Path | None = None) -> Path:
    """Return the workspace to open: the one given, else the settings' while it is there, else the data folder's."""
    kept = load(folders.config / "settings.json").workspace
    return given or (Path(kept) if kept and Path(kept).exists() else folders.workspace)


def save(settings: Settings, path: Path) -> None:
    """Write beside, fsync, rename: a power cut leaves the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(settings), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
