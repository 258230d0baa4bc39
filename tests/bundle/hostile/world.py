"""The workspace that hostile files are shown to, a watch over what they cost and touch, and the whole corpus."""

import hashlib
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from nacl.signing import SigningKey

from hubdesk.bundle import seal
from hubdesk.desk import care, membership, merging, notes, refused
from hubdesk.desk.desk import Author, Desk, crew_book
from hubdesk.model.records import Enrolment
from hubdesk.paths import folders
from tests.bundle.hostile import cards, containers, costly, histories, lines, manifests, seals, teams
from tests.bundle.hostile.inputs import INPUTS
from tests.bundle.logs import AICHA, BIRK, EVE, EVENT, bytes_of, contents, evening

#: Every hostile file that is bytes; event packages are opened with their words.
FILES = containers.CASES | manifests.CASES | lines.CASES | histories.CASES | teams.CASES | seals.CASES | costly.CASES
KITS, CARDS = seals.KITS, cards.CASES
NAMES = [*FILES, *KITS, *CARDS, *INPUTS]
NOW = datetime(2026, 10, 3, 19, 0, tzinfo=UTC)
#: What one file may cost: seconds of work, seconds of waiting, bytes of memory.
WORK, HANG, MEMORY = 2.0, 30, 64 << 20


def open_desk(home: Path, *, enrol: bool = True) -> Desk:
    """Open a workspace in which Aïcha, Birk and Eve are accepted, and which holds the evening of the first two."""
    key, place = SigningKey(bytes([9]) * 32), folders(home)
    identity = seals.OWNER
    author = Author(
        key.verify_key.encode().hex(),
        lambda data: key.sign(data).signature,
        "Owner",
        "Laptop",
        seal.recipient_of(identity),
        identity,
    )
    desk = Desk.open(place.workspace, author=author, folders=place, now=lambda: NOW)
    file = home / "evening.hubbundle"
    file.write_bytes(bytes_of(contents(evening())))
    merging.absorb(desk, [file], trust=True)
    file.unlink()
    membership.accept(desk, EVENT, [AICHA.key, BIRK.key, EVE.key])
    notes.add(desk, EVENT, "what the owner wrote")
    if enrol:
        with desk.aside() as put:
            put(Enrolment, book=crew_book(EVENT), event=EVENT, key=teams.ENROLMENT.key)
    return desk


def facts_of(desk: Desk) -> int:
    return sum(state.facts for state in desk.read.books(private=True))


@dataclass
class Watch:
    """What happened while a file was read: seconds of work, bytes of memory, files that were opened for writing."""

    work: float = 0.0
    memory: int = 0
    written: list[str] = field(default_factory=list)


_watching: list[Watch] = []
_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_MAKERS = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.truncate", "shutil.move"}


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITE:
        _watching[-1].written.append(str(arguments[0]))
    elif event in _MAKERS or event.startswith(("subprocess.", "socket.connect", "pickle.")):
        _watching[-1].written.append(f"{event} {arguments[0]}")


sys.addaudithook(_hear)


@contextmanager
def watch() -> Iterator[Watch]:
    """Measure what is read within; an alarm ends what waits without end."""
    found = Watch()
    before = _memory("VmRSS", again=True)
    _watching.append(found)
    old = signal.signal(signal.SIGALRM, _alarm)
    signal.alarm(HANG)
    began = time.process_time()
    try:
        yield found
    finally:
        found.work = time.process_time() - began
        signal.alarm(0)
        signal.signal(signal.SIGALRM, old)
        _watching.pop()
        found.memory = _memory("VmHWM") - before


def _alarm(number: int, frame: FrameType | None) -> None:
    raise AssertionError(f"nothing happened for {HANG} seconds")


def _memory(name: str, *, again: bool = False) -> int:
    """Return bytes of this process now (VmRSS) or at its peak (VmHWM); `again` lets the peak begin anew."""
    if again:
        Path("/proc/self/clear_refs").write_text("5")
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


@dataclass(frozen=True)
class Snapshot:
    """What a workspace is and what lies around it."""

    digests: tuple[care.BookDigest, ...]
    facts: int
    files: dict[str, str]


def snapshot(desk: Desk, *folders: Path) -> Snapshot:
    """Return digests, count of facts and the hash of every file, without backups, copies of refused files, and -shm."""
    files = {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if not path.name.endswith("-shm") and not {desk.store.backups, refused.folder(desk)} & {path, *path.parents}
    }
    return Snapshot(tuple(care.digest(desk)), facts_of(desk), files)
