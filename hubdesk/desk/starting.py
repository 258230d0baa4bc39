"""Opening the workspace as oneself: keys, names and the desk."""

import getpass
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hubdesk import settings
from hubdesk.bundle import keys
from hubdesk.desk import membership
from hubdesk.desk.desk import Author, Desk
from hubdesk.paths import Folders


def author(folders: Folders, *, name: str = "") -> Author:
    """Return who writes on this computer; keys are made on first use. HubDeskError when they cannot be read."""
    found = keys.load_or_make(folders)
    kept = settings.load(folders.config / "settings.json")
    called = name or kept.author or _user()
    laptop = kept.laptop or platform.node() or "laptop"
    return Author(found.public, found.sign, called, laptop, found.recipient, found.identity)


def start(
    folders: Folders,
    workspace: Path | None = None,
    *,
    name: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Desk:
    """Open the workspace that is meant (`settings.chosen_workspace`) and make it when missing."""
    path = settings.chosen_workspace(folders, workspace)
    desk = Desk.open(path, author=author(folders, name=name), folders=folders, now=now)
    desk.ahead = membership.joining
    return desk


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
