"""What kind of place a folder is: a disk here, or one that is shared, taken out, or copied by a service."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

#: File systems that other computers write to as well (types as in /proc/self/mountinfo).
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "beegfs", "davfs"}
)
#: Programs that show a folder of another computer (the type is then "fuse." and their name).
_FUSE = frozenset(
    {"sshfs", "rclone", "davfs2", "glusterfs", "gvfsd-fuse", "s3fs", "curlftpfs", "onedriver", "google-drive-ocamlfuse"}
)
#: File systems of sticks and cards: no journal, so that pulling one out costs more than the last step.
_FAT = frozenset({"vfat", "msdos", "exfat", "fuse.exfat"})
#: What services leave in the folders that they copy (patterns of files and folders) → the service.
MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync/ID": "Resilio Sync",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    "._sync_*.db": "Nextcloud",
    ".sync_*.db": "Nextcloud",
    ".csync_journal.db": "ownCloud",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.driveupload": "Google Drive",
}
#: How services call the folders that they copy, when nobody has named them otherwise.
_NAMES = (
    (r"Dropbox( \(.+\))?|Dropbox-.+", "Dropbox"),
    (r"OneDrive( ?- ?.+)?", "OneDrive"),
    (r"Nextcloud\d*", "Nextcloud"),
    (r"ownCloud\d*|ownCloud - .+", "ownCloud"),
    (r"Google ?Drive(-.+)?|My Drive", "Google Drive"),
    (r"iCloud ?Drive|Mobile Documents", "iCloud"),
    (r"Syncthing", "Syncthing"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a workspace is not safe: `kind` is network, synced, removable or fat, `name` the service or type."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Mount:
    """One file system: where it begins, its type, and its device ("/dev/sdb1", "server:/home")."""

    at: str
    type: str
    source: str


def mount_of(path: str, mountinfo: str) -> Mount | None:
    """Return the file system in which an absolute path lies, by the text of /proc/self/mountinfo (man 5 proc)."""
    best: Mount | None = None
    for line in mountinfo.splitlines():
        before, found, after = line.partition(" - ")
        left, right = before.split(" "), after.split(" ")
        if not found or len(left) < 5 or len(right) < 2:
            continue
        mount = Mount(_plain(left[4]), right[0], _plain(right[1]))
        inside = PurePosixPath(path).is_relative_to(mount.at)
        if inside and (best is None or len(mount.at) >= len(best.at)):  # of two on one spot the later lies on top
            best = mount
    return best


def of_mount(mount: Mount | None, *, removable: bool) -> Place | None:
    """Return what a file system means for a workspace; None for a disk of the computer. `removable` is its device."""
    if mount is None:
        return None
    if mount.type in _NETWORK or mount.type.removeprefix("fuse.") in _FUSE:
        return Place("network", mount.type)
    if removable:
        return Place("removable", mount.type)
    return Place("fat", mount.type) if mount.type in _FAT else None


def synced(folders: Sequence[str], marks: Iterable[str]) -> Place | None:
    """Return the service that copies a folder, by the names of all folders down to it and the MARKS found in them."""
    for mark in marks:
        if mark in MARKS:
            return Place("synced", MARKS[mark])
    for name in folders:
        for pattern, service in _NAMES:
            if re.fullmatch(pattern, name):
                return Place("synced", service)
    return None


def _plain(text: str) -> str:
    """Return a field of mountinfo, in which spaces, tabs, line feeds and backslashes stand as octal numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
