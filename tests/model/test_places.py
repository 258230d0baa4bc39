"""Where a workspace lies: what mounts, names and marks of services say about it."""

import pytest

from hubdesk.model.places import MARKS, Mount, Place, mount_of, of_mount, synced

MOUNTS = r"""22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 22 0:26 / /proc rw,nosuid shared:5 - proc proc rw
41 22 8:3 / /home rw,relatime shared:9 - ext4 /dev/sda3 rw
50 41 0:50 / /home/ada/office rw,nosuid - nfs4 server:/office rw,vers=4.2
51 41 0:51 / /home/ada/win rw - cifs //server/share rw
52 41 0:52 / /home/ada/far rw,nosuid - fuse.sshfs ada@far:/home rw
53 22 8:17 / /media/ada/MY\040STICK rw,nosuid shared:30 - vfat /dev/sdb1 rw
54 22 8:33 / /media/ada/big rw,nosuid - ext4 /dev/sdc1 rw
55 22 8:40 / /data rw - exfat /dev/sda5 rw
56 22 0:60 / /over rw - ext4 /dev/sda6 rw
57 22 0:61 / /over rw - nfs server:/over rw
a line that is no mount
58 22 0:1
"""
STICKS = {"/dev/sdb1", "/dev/sdc1"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ada/.local/share/hubdesk/workspace.hubdesk", ""),
        ("/home/ada/office/a.hubdesk", "network"),
        ("/home/ada/office2/a.hubdesk", ""),
        ("/home/ada/win/a.hubdesk", "network"),
        ("/home/ada/far/deep/er/a.hubdesk", "network"),
        ("/media/ada/MY STICK/a.hubdesk", "removable"),
        ("/media/ada/big/a.hubdesk", "removable"),
        ("/data/a.hubdesk", "fat"),
        ("/over/a.hubdesk", "network"),
        ("/tmp/a.hubdesk", ""),
    ],
)
def test_mounts(path: str, kind: str) -> None:
    mount = mount_of(path, MOUNTS)
    assert mount is not None
    found = of_mount(mount, removable=mount.source in STICKS)
    assert (found.kind if found else "") == kind


def test_nothing_is_known_without_mounts() -> None:
    assert mount_of("/a", "") is None
    assert of_mount(None, removable=True) is None
    assert mount_of("/media/ada/MY STICK/a", MOUNTS) == Mount("/media/ada/MY STICK", "vfat", "/dev/sdb1")


@pytest.mark.parametrize(
    ("folders", "service"),
    [
        ("/home/ada/Dropbox/x", "Dropbox"),
        ("/home/ada/Dropbox (Rivers Network)", "Dropbox"),
        ("/Users/ada/Library/CloudStorage/Dropbox-Rivers", "Dropbox"),
        ("/Users/ada/Library/CloudStorage/OneDrive-Rivers", "OneDrive"),
        ("C:/Users/Ada/OneDrive - Rivers Network/hub", "OneDrive"),
        ("/home/ada/Nextcloud", "Nextcloud"),
        ("/home/ada/Nextcloud2/hub", "Nextcloud"),
        ("/home/ada/ownCloud", "ownCloud"),
        ("/home/ada/Google Drive", "Google Drive"),
        ("/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive", "Google Drive"),
        ("/Users/ada/Library/Mobile Documents/hub", "iCloud"),
        ("/home/ada/src/nextcloud", ""),
        ("/home/ada/My Dropbox notes", ""),
        ("/home/ada/hub", ""),
    ],
)
def test_names_of_folders(folders: str, service: str) -> None:
    assert synced(folders.split("/"), ()) == (Place("synced", service) if service else None)


@pytest.mark.parametrize("mark", MARKS)
def test_marks_of_services(mark: str) -> None:
    assert synced(["home", "ada", "hub"], [mark]) == Place("synced", MARKS[mark])
