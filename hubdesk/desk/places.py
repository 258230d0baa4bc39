"""Where the workspace lies: whether that is a safe place, and the way to a better one."""

import ctypes
import os
import sys
from dataclasses import replace
from pathlib import Path

from hubdesk import settings
from hubdesk.desk.desk import Desk
from hubdesk.i18n import Sentence, say
from hubdesk.model.places import MARKS, Mount, Place, mount_of, of_mount, synced
from hubdesk.paths import Folders
from hubdesk.store import moving
from hubdesk.store.moving import Moved

_FOLDERS = (".stfolder", ".dropbox.cache")
_SAY = {
    "network": say("The workspace lies in a network folder: a lost connection can cost the last step."),
    "removable": say(
        "The workspace lies on a stick or a disk that can be taken out: too early, that costs the last step."
    ),
    "fat": say("The workspace lies on a disk without a journal: when the power goes, that can cost the last step."),
}


def place_of(path: Path) -> Place | None:
    """Return why a path is no safe place for a workspace, None for a disk of this computer (or when nobody knows)."""
    whole = path.resolve()
    service = synced(whole.parent.parts, _marks(whole.parent))
    if service is not None:
        return service
    if sys.platform == "win32":
        return _windows(whole)
    if sys.platform == "darwin":
        return Place("removable", "") if whole.is_relative_to("/Volumes") else None
    try:
        mount = mount_of(str(whole), Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape"))
    except OSError:
        return None
    return of_mount(mount, removable=mount is not None and _removable(mount))


def concern(desk: Desk) -> Place | None:
    """Return why the workspace would be safer elsewhere, None where it is safe or somebody said to leave it there."""
    left = settings.load(_settings(desk.folders)).left_there
    return None if left == str(desk.path.resolve()) else place_of(desk.path)


def sentences(place: Place) -> list[Sentence]:
    """Say what is unsafe about a place, and what to do."""
    what = _SAY.get(place.kind) or say(
        "The workspace lies in a folder that {service} copies: two laptops make two workspaces of it.",
        service=place.name,
    )
    return [what, say("It is safer on the disk of this computer. What the team shares travels as files, by Share.")]


def leave(desk: Desk) -> None:
    """Remember that the workspace is to stay where it is: nobody is asked again."""
    _keep(desk.folders, left_there=str(desk.path.resolve()))


def move(desk: Desk, folder: Path) -> Moved:
    """Close the workspace and move it to a folder (as `move_closed`). It is closed in any case."""
    key = desk.key
    desk.close()
    return move_closed(desk.path, folder, desk.folders, key)


def move_closed(workspace: Path, folder: Path, folders: Folders, key: bytes | None = None) -> Moved:
    """Move a workspace that nobody has open to a folder; the next start opens it there.

    `key` opens a locked one. Raises HubDeskError, and then it is where it was, unchanged.
    """
    opens = settings.chosen_workspace(folders)
    moved = moving.move(workspace, folder, key)
    if opens.resolve() == workspace.resolve():
        _keep(folders, workspace=str(moved.path.absolute()))
    return moved


def _keep(folders: Folders, **values: str) -> None:
    path = _settings(folders)
    settings.save(replace(settings.load(path), **values), path)  # type: ignore[arg-type]  # only texts are given


def _settings(folders: Folders) -> Path:
    return folders.config / "settings.json"


def _marks(folder: Path) -> list[str]:
    """Return the marks of services in a folder and all above it."""
    found = []
    for each in (folder, *folder.parents):
        for mark in MARKS:
            try:
                there = list(each.glob(mark))
            except OSError:
                continue
            if any(one.is_file() or mark in _FOLDERS for one in there):
                found.append(mark)
    return found


def _removable(mount: Mount) -> bool:
    """Tell whether a device is a stick, a card, or a disk at a USB port, by /sys; an encrypted one lies on another."""
    names = [os.path.basename(os.path.realpath(mount.source))]
    for name in names:
        block = Path("/sys/class/block") / name
        where = block.resolve()
        for flag in (where / "removable", where.parent / "removable"):
            if flag.is_file() and flag.read_text("ascii").strip() == "1":
                return True
        if any(part.startswith("usb") for part in where.parts):
            return True
        if (block / "slaves").is_dir() and len(names) < 8:
            names += [each.name for each in (block / "slaves").iterdir()]
    return False


def _windows(path: Path) -> Place | None:
    kind = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)  # type: ignore[attr-defined]  # there on Windows only
    return {2: Place("removable", ""), 4: Place("network", "")}.get(kind)
