"""A workspace under a passphrase: opened by it, put under one, under another, or under none again."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hubdesk import settings
from hubdesk.bundle import locking, passphrase
from hubdesk.desk import drafts, files
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import say
from hubdesk.model.records import Event
from hubdesk.paths import Folders
from hubdesk.store import opening, relock
from hubdesk.store.views import Views

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Locked:
    """What was done: the recovery words ("" without a lock), backups written anew, and removed because unreadable."""

    words: str
    backups: int
    removed: int


def needs_passphrase(workspace: Path) -> bool:
    """Tell whether a workspace is locked; a missing one is not."""
    return opening.salt_of(workspace) is not None


def key_of(workspace: Path, secret: str) -> bytes:
    """Return the key of a locked workspace for its passphrase or its recovery words. Raises Refused for any other."""
    salt = opening.salt_of(workspace)
    if salt is None:
        raise _not_locked()
    for core in locking.cores_in(secret):
        if opening.fits(workspace, locking.key_of(core, salt)):
            return locking.key_of(core, salt)
    found = locking.key_of(locking.core_of(secret, salt), salt)
    if not opening.fits(workspace, found):
        raise locking.wrong()
    return found


def choose(language: str, random: Callable[[int], bytes] = os.urandom) -> str:
    """Return a passphrase of five words in a language."""
    return passphrase.choose(language, random)


def check(new: str) -> None:
    """Raise Usage for a passphrase that is too short."""
    locking.check_strength(new)


def are_recovery_words(text: str) -> bool:
    """Tell whether a text is made of recovery words, whichever workspace they open."""
    return bool(locking.cores_in(text))


def write_page(words: str, path: Path, *, language: str, at: datetime) -> None:
    """Write recovery words as a PDF of one page, to be printed. Raises HubDeskError where it cannot be written."""
    from hubdesk.report import recovery  # only here: it takes its time, and most people lock without it

    files.write(path, recovery.page(words.split(), language=language, at=at))


def unreadable(folders: Folders, workspace: Path) -> list[Path]:
    """Return the backups that locking a plain workspace would erase, for they cannot be read and so not be locked."""
    return relock.unreadable(workspace, _backups(folders)) if workspace.is_file() else []


def lock(
    folders: Folders,
    workspace: Path,
    new: str,
    *,
    old: str = "",
    language: str = "en",
    report: Report | None = None,
    random: Callable[[int], bytes] = os.urandom,
) -> Locked:
    """Put a closed workspace and its backups under a passphrase; `old` (or its recovery words) opens a locked one.

    Returns the new recovery words in a language; they are kept nowhere. Raises HubDeskError, and then nothing changed.
    """
    check(new)
    before = _key_now(workspace, old)
    salt = locking.new_salt(opening.LOCKED, opening.SALT_BYTES, random)
    core = locking.core_of(new, salt)
    after = locking.key_of(core, salt)
    done = relock.relock(workspace, _backups(folders), old=before, new=after, report=report)
    _rewrite_drafts(folders, workspace, before, after)
    return Locked(locking.words_of(core, language), *done)


def unlock(folders: Folders, workspace: Path, old: str, *, report: Report | None = None) -> Locked:
    """Write a closed workspace and its backups in plain again. HubDeskError while it holds a sensitive gathering."""
    before = key_of(workspace, old)
    _refuse_sensitive(workspace, before)
    done = relock.relock(workspace, _backups(folders), old=before, new=None, report=report)
    _rewrite_drafts(folders, workspace, before, None)
    return Locked("", *done)


def finish(desk: Desk) -> None:
    """Lock what still lies in plain beside a locked workspace: on a stick that was out, or after a crash."""
    desk.run(lambda: relock.lock_backups(desk.store, _backups(desk.folders)))
    _rewrite_drafts(desk.folders, desk.path, None, desk.key)


def _rewrite_drafts(folders: Folders, workspace: Path, old: bytes | None, new: bytes | None) -> None:
    """Write the unfinished lines of a workspace, which is under `new` already, anew."""
    folder, views = drafts.folder_of(folders), Views(workspace, new)
    events = [id for (id,) in views.rows("select id from event")]
    views.close()
    before, after = (drafts.Drafts(folder, lambda work: work(), key=key) for key in (old, new))
    for name in (f"{event}{end}" for event in events for end in drafts.ENDINGS):
        line = before.found(name)
        if line.text:
            after.keep(name, line)
        if before.file(name) != after.file(name):
            relock.wipe(before.file(name))
        relock.wipe(folder / f"{name}.new")  # what a crash left


def _refuse_sensitive(workspace: Path, key: bytes) -> None:
    views = Views(workspace, key)
    try:
        found = any(each.sensitive for each in (*views.all(Event), *views.deleted(Event)))
    finally:
        views.close()
    if found:
        raise HubDeskError(
            say("A sensitive gathering is in this workspace, and needs the passphrase."),
            safe=say("Nothing was changed: the workspace is as it was."),
            next=say("Remove that event first, and every word of it: {command}", command="hubdesk purge EVENT"),
            code="needs-passphrase",
        )


def _key_now(workspace: Path, old: str) -> bytes | None:
    if opening.salt_of(workspace) is None:
        if old:
            raise _not_locked()
        return None
    if not old:
        raise opening.locked()
    return key_of(workspace, old)


def _backups(folders: Folders) -> list[Path]:
    second = settings.load(folders.config / "settings.json").second_backup
    return [folders.backups, *([Path(second)] if second and Path(second).is_dir() else [])]


def _not_locked() -> Usage:
    return Usage(
        say("This workspace has no passphrase."),
        next=say("Give it one in the menu Workspace, or: {command}", command="hubdesk lock set"),
    )
