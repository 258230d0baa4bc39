"""What lies where a file should be: pipes, folders, links, devices, files without end."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

from hubdesk.bundle import passphrase, seal
from hubdesk.model import limits

#: Kept open until the tests are over.
_SOCKETS: list[socket.socket] = []


def _sparse(start: bytes, size: int) -> Callable[[Path], Path]:
    def lay(place: Path) -> Path:
        with place.open("wb") as file:
            file.write(start)
            file.truncate(size)
        return place

    return lay


def _pipe(place: Path) -> Path:
    os.mkfifo(place)
    return place


def _folder(place: Path) -> Path:
    place.mkdir()
    return place


def _link(to: str) -> Callable[[Path], Path]:
    def lay(place: Path) -> Path:
        place.symlink_to(to)
        return place

    return lay


def _socket(place: Path) -> Path:
    made = socket.socket(socket.AF_UNIX)
    _SOCKETS.append(made)
    here = Path.cwd()
    os.chdir(place.parent)  # the whole path may be too long for the address of a socket
    try:
        made.bind(place.name)
    finally:
        os.chdir(here)
    return place


#: {name: (exit code, code, a function that lays it and returns where it is)}
INPUTS: dict[str, tuple[int, str, Callable[[Path], Path]]] = {
    "a pipe": (3, "no-regular-file", _pipe),
    "a folder": (3, "no-regular-file", _folder),
    "a link to a folder": (3, "no-regular-file", _link("/")),
    "a link to a file": (3, "no-regular-file", _link("/etc/hostname")),
    "a link to a device without end": (3, "no-regular-file", _link("/dev/zero")),
    "a link to itself": (3, "no-regular-file", _link("x.hubbundle")),
    "a link to nothing": (3, "no-regular-file", _link("nothing-there")),
    "a device without end": (3, "no-regular-file", lambda place: Path("/dev/zero")),
    "a device of noise": (3, "no-regular-file", lambda place: Path("/dev/urandom")),
    "a device of nothing": (3, "no-regular-file", lambda place: Path("/dev/null")),
    "a socket": (3, "no-regular-file", _socket),
    "nothing": (1, "missing", lambda place: place),
    "a name that is too long": (1, "open", lambda place: place.with_name("x" * 5000)),
    "a name with NUL": (1, "open", lambda place: place.with_name("x\0y")),
    "a file as folder": (1, "open", lambda place: Path("/etc/hostname/x")),
    "1 TiB of zeros": (3, "file", _sparse(b"", 1 << 40)),
    "1 TiB behind a good start": (3, "file", _sparse(b"PK\3\4", 1 << 40)),
    "the largest file, of zeros": (3, "no-age", _sparse(b"", limits.BUNDLE_FILE)),
    "the largest file behind the name of age": (3, "age-header", _sparse(seal.AGE, limits.BUNDLE_FILE)),
    "the largest file as a kit": (3, "no-age", _sparse(passphrase.line(bytes(16)), limits.BUNDLE_FILE)),
    "the largest file behind the start of a zip": (
        3,
        "no-manifest",
        _sparse(b"PK\3\4" + b"\xff" * 60, limits.BUNDLE_FILE),
    ),
    "the largest file with an empty manifest": (3, "no-manifest", _sparse(b"PK\3\4", limits.BUNDLE_FILE)),
    "a byte more than the largest": (3, "file", _sparse(b"PK\3\4", limits.BUNDLE_FILE + 1)),
}
