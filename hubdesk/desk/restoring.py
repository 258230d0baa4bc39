"""Going back to a backup: which there are, what each holds, and putting one in the place of the workspace."""

from datetime import UTC, datetime
from pathlib import Path

from hubdesk import settings
from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, say
from hubdesk.paths import Folders
from hubdesk.store import backup
from hubdesk.store import restoring as files
from hubdesk.store.backup import Copy as Copy
from hubdesk.store.restoring import Contents as Contents

#: Why copies are made, as people read it.
REASONS: dict[str, Sentence] = {
    "backup": say("Made while working"),
    "before-merge": say("Before a merge"),
    "before-update": say("Before an update of the format"),
    files.BEFORE: say("Before going back to a backup"),
    backup.DAMAGED: say("The damaged file, as it was"),
}


def copies(folders: Folders, workspace: Path) -> list[Copy]:
    """Return the copies of a workspace, the newest first: those in the backup folder, then those in the second one."""
    second = settings.load(folders.config / "settings.json").second_backup
    found = backup.copies(folders.backups, workspace.stem)
    if second and Path(second).is_dir():
        names = {copy.path.name for copy in found}
        found += [copy for copy in backup.copies(Path(second), workspace.stem) if copy.path.name not in names]
    return sorted(found, key=lambda copy: copy.at, reverse=True)  # those of one second keep their order


def contents(path: Path, key: bytes | None = None) -> Contents | None:
    """Return what a workspace or a copy holds, None when it cannot be read; `key` opens a locked one."""
    try:
        return files.contents(path, key)
    except HubDeskError:
        return None


def compared(then: Contents, now: Contents | None) -> Sentence:
    """Return in words what a copy holds, beside what stands in the workspace today (None: it cannot be read)."""
    held = {"notes": then.notes, "people": then.people, "events": len(then.events)}
    if now is None:
        return say("This copy: events {events}, notes {notes}, people {people}. The workspace cannot be read.", **held)
    today = {"notes_now": now.notes, "people_now": now.people, "events_now": len(now.events)}
    return say(
        "Today: events {events_now}, notes {notes_now}, people {people_now}. "
        "This copy: events {events}, notes {notes}, people {people}.",
        **held,
        **today,
    )


def restore(
    workspace: Path, copy: Path, folders: Folders, *, key: bytes | None = None, now: datetime | None = None
) -> Path | None:
    """Put a copy in the place of a workspace that is closed; return the copy of what stood there, None for nothing.

    To take it back, restore that one. `key` opens what is locked (`locking.key_of`). Raises Refused for a copy that
    does not pass its check, HubDeskError when the workspace is open or the disk fails; the workspace is as it was then.
    """
    return files.restore(workspace, copy, folders.backups, now or datetime.now(UTC), key=key)
