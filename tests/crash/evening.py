"""A small gathering on a real desk, and what must be true of its folder after any accident."""

import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from nacl.signing import SigningKey

from hubdesk import paths
from hubdesk.bundle import seal
from hubdesk.desk import attendance, care, events, exchange, merging, notes, outbox, people
from hubdesk.desk.desk import Author, Desk
from hubdesk.model.records import Event, Note, Person

#: Words that are nowhere else: of the event that is purged, and of the person who is forgotten.
SAID, NAME = "zebrafink", "Quillfeather"
EVENING, GARDEN = "Evening", "Garden"
_GAPLESS = "select count(*) from replica where n <> (select count(*) from fact where replica = no)"


@cache
def author(name: str) -> Author:
    key = SigningKey(name.encode().ljust(32, b"."))
    identity = seal.identity_of(name.encode().ljust(32, b"."))
    sign = lambda data: key.sign(data).signature  # noqa: E731
    return Author(key.verify_key.encode().hex(), sign, name, "laptop", seal.recipient_of(identity), identity)


def opened(folder: Path, name: str = "aisha") -> Desk:
    """Open the laptop of somebody whose folders are all below one."""
    home = paths.folders(folder)
    return Desk.open(home.workspace, author=author(name), folders=home, now=lambda: datetime.now(UTC))


def event(desk: Desk, title: str = EVENING) -> str:
    return desk.read.resolve(Event, title).id


def prepare(folder: Path) -> None:
    """Make `folder/home`, a laptop with two events and a backup, and `folder/coming.hubbundle` for it to take in."""
    desk = opened(folder / "home")
    evening, garden = events.create(desk, EVENING), events.create(desk, GARDEN)
    for n in range(8):
        notes.add(desk, evening, f"line {n} about {SAID} #funding")
        notes.add(desk, garden, f"line {n} about trees")
    for name in (NAME, "Ben Ali", "Chen Li"):
        someone = people.add(desk, evening, name)
        people.consent(desk, someone, "photo", True)
        attendance.check_in(desk, someone, evening, at=desk.now())
    care.backup(desk)
    planned = folder / "home" / "outbox" / "evening.hubbundle"
    planned.parent.mkdir()
    exchange.write_bundle(desk, evening, "team", planned, plain=True)
    outbox.plan(desk, evening, "the team file", planned)
    other = opened(folder / "other", "ben")
    merging.absorb(other, [planned], trust=True)
    for n in range(3):
        notes.add(other, evening, f"ben's {n} about {SAID}")
    first, second = folder / "first.hubbundle", folder / "coming.hubbundle"
    merging.absorb(desk, [exchange.write_bundle(other, evening, "team", first, plain=True).path], trust=True)
    for n in range(12):
        notes.add(other, evening, f"ben's other {n} about {SAID}")
    exchange.write_bundle(other, evening, "team", second, plain=True)
    other.close()
    desk.close()
    shutil.rmtree(folder / "other")
    first.unlink()


def check(desk: Desk) -> None:
    """The workspace is whole: file, chains, signatures, tables, and no number is left out in any log."""
    assert care.doctor(desk).damage == ()
    assert desk.store.connection.execute(_GAPLESS).fetchone() == (0,)


def texts(desk: Desk) -> set[str]:
    return {note.text for note in desk.read.all(Note)}


def names(desk: Desk) -> set[str]:
    return {person.name for person in desk.read.all(Person)}


def digest(desk: Desk) -> tuple[str, str]:
    return care.total(care.digest(desk))


def holding(folder: Path, word: str) -> list[str]:
    """Return the files below a folder whose bytes hold a word."""
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


def unfinished(folder: Path) -> list[str]:
    """Return what only an interrupted program leaves behind, when no workspace is open."""
    marks = (".part", "-journal", "-wal", "-shm", ".new", ".reserve")
    return [path.name for path in folder.rglob("*") if path.name.endswith(marks) or "/temporary/" in str(path)]
