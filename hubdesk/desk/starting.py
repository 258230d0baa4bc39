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
from hubdesk.store import opening


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
    secret: Callable[[], str] | None = None,
    key: bytes | None = None,
) -> Desk:
    """Open the workspace that is meant (`settings.chosen_workspace`) and make it when missing.

    `secret` is asked for the passphrase of a locked one that `key` does not open. Raises HubDeskError (code
    "passphrase") when nobody can be asked, Refused for a wrong passphrase.
    """
    path = settings.chosen_workspace(folders, workspace)
    return _opened(path, author(folders, name=name), folders, now=now, secret=secret, key=key)


def again(closed: Desk, secret: str = "", key: bytes | None = None) -> Desk:
    """Open a workspace that was closed, as the same author; `secret` is its passphrase or its recovery words."""
    asked = (lambda: secret) if secret else None
    return _opened(closed.path, closed.author, closed.folders, now=closed.now, secret=asked, key=key)


def _opened(
    path: Path,
    who: Author,
    folders: Folders,
    *,
    now: Callable[[], datetime],
    secret: Callable[[], str] | None,
    key: bytes | None,
) -> Desk:
    salt = opening.salt_of(path)
    fits = key is not None and salt is not None and key.endswith(salt) and opening.fits(path, key)
    if salt is None:
        desk = Desk.open(path, author=who, folders=folders, now=now)
    elif secret is None and not fits:
        raise opening.locked()
    else:
        from hubdesk.desk import locking  # only here: a plain workspace opens without its libraries

        if secret is not None and not fits:
            key = locking.key_of(path, secret())
        desk = Desk.open(path, author=who, folders=folders, key=key, now=now)
        locking.finish(desk)
    desk.ahead = membership.joining
    return desk


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
