"""What files between laptops cost: to write what is new, to take it in again and again, and how much room it takes."""

import hashlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import time
import zlib
from contextlib import closing
from pathlib import Path

import pycrdt

from hubdesk import paths
from hubdesk.desk import attendance, charters, events, exchange, notes, people, statements
from hubdesk.desk.desk import Desk, event_book
from hubdesk.desk.starting import start
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.facts import Book, Segment, parse_line
from hubdesk.model.records import Person
from hubdesk.store.store import Store
from tests.bench.store import folder

NEW = 10_000
#: A large workspace, in facts; fewer by HUBDESK_BENCH_FACTS where time is short.
MANY = int(os.environ.get("HUBDESK_BENCH_FACTS", "1000000"))
ROUNDS = 3


def _note(book: Book, n: int) -> dict:
    text = f"Line {n}: hubs need stable funding that does not end with every year"
    return {"event": book.subject, "text": text, "line": text, "language": "en", "at": "2026-01-01T10:00:00+00:00"}


def fill(desk: Desk, event: str, number: int, start: int = 0) -> None:
    """Write notes, some thousand in one transaction."""
    book = event_book(event)
    for first in range(start, start + number, 5_000):
        many = range(first, min(start + number, first + 5_000))
        puts = [Put(book, "note", desk.new_id(), _note(book, n)) for n in many]
        desk.run(lambda puts=puts: desk.store.commit(puts, say("Bench")))


def write_new(around: int = 0) -> tuple[float, float]:
    """(hash, compress and sync the same lines; write the file of 10,000 new facts), seconds.

    `around` facts of the same event are in the workspace, and in the receiver's last file, before.
    """
    with folder() as path:
        desk = start(paths.folders(path), name="bench")
        event = events.create(desk, "Bench")
        fill(desk, event, around)
        last = exchange.write_bundle(desk, event, "team", path / "last.hubbundle", plain=True).path
        fill(desk, event, NEW, around)
        floors, values = [], []
        for n in range(ROUNDS):
            out = path / f"{n}.hubbundle"
            begun = time.perf_counter()
            exchange.write_bundle(desk, event, "team", out, plain=True, since=last)
            values.append(time.perf_counter() - begun)
            lines = _lines(desk, event)
            begun = time.perf_counter()
            _raw(path / "raw", lines)
            floors.append(time.perf_counter() - begun)
        desk.close()
    return statistics.median(floors), statistics.median(values)


def _lines(desk: Desk, event: str) -> list[bytes]:
    lines = [line for part in desk.store.segments(event_book(event)) for line in part.lines]
    return lines[-NEW:]


def _raw(path: Path, lines: list[bytes]) -> None:
    whole, packer = hashlib.sha256(), zlib.compressobj(6)
    with path.open("wb") as file:
        for line in lines:
            whole.update(hashlib.sha256(line).digest())
            file.write(packer.compress(line))
        file.write(packer.flush())
        file.flush()
        os.fsync(file.fileno())


def write_in_large() -> tuple[float, float]:
    """(write 10,000 new facts of a new event; the same in a workspace with a million facts of others), seconds."""
    return _write_beside(0), _write_beside(MANY)


def _write_beside(many: int) -> float:
    with folder() as path:
        desk = start(paths.folders(path), name="bench")
        fill(desk, events.create(desk, "Another evening"), many)
        event = events.create(desk, "Bench")
        fill(desk, event, NEW)
        exchange.write_bundle(desk, event, "team", path / "warm.hubbundle", plain=True)
        found = []
        for n in range(ROUNDS):
            begun = time.perf_counter()
            exchange.write_bundle(desk, event, "team", path / f"{n}.hubbundle", plain=True)
            found.append(time.perf_counter() - begun)
        desk.close()
    return statistics.median(found)


class _Giver:
    """A laptop whose lines others take in, in parts of some facts each."""

    def __init__(self, path: Path, number: int, size: int) -> None:
        self.book = Book("11" * 16, "event", "11" * 16)
        self.parts: list[list[Segment]] = []
        giver = Store(path, "ab" * 32)
        have: dict[str, int] = {}
        for n in range(number):
            puts = [Put(self.book, "note", giver.new_id(), _note(self.book, n * size + i)) for i in range(size)]
            giver.commit(puts, say("Bench"))
            giver.seal([self.book], lambda message: bytes(64))
            self.parts.append(list(giver.segments(self.book, have)))
            have = {part.replica: part.hi for parts in self.parts for part in parts}
        giver.close()

    def take(self, taker: Store, parts: list[Segment]) -> float:
        """Return how long it takes another laptop to take some parts in, seconds."""
        parsed = [(part, tuple(parse_line(line, part.book, part.replica) for line in part.lines)) for part in parts]
        begun = time.perf_counter()
        taker.absorb([self.book], parsed)
        return time.perf_counter() - begun


def absorb_again() -> tuple[float, float]:
    """(absorb 10,000 facts; absorb the same again), seconds."""
    with folder() as path:
        giver, taker = _Giver(path / "giver", 1, NEW), Store(path / "taker", "cd" * 32)
        first, again = giver.take(taker, giver.parts[0]), giver.take(taker, giver.parts[0])
        taker.close()
    return first, again


def hundred(number: int = 100, size: int = 100) -> tuple[float, float]:
    """(what the files of 100 laptops cost, each in a new workspace that has one file; one by one in one), seconds.

    By turns, and both as sums: what the machine does besides, and its slowest moments, count in both.
    """
    with folder() as path:
        givers = [_Giver(path / f"giver{n}", 1, size) for n in range(number + 1)]
        first, *others = givers
        taker = Store(path / "taker", "cd" * 32)
        first.take(taker, first.parts[0])
        alone = together = 0.0
        for n, giver in enumerate(others):
            new = Store(path / f"new{n}", "cd" * 32)
            first.take(new, first.parts[0])
            alone += giver.take(new, giver.parts[0])
            new.close()
            together += giver.take(taker, giver.parts[0])
        taker.close()
    return alone, together


def any_order() -> tuple[float, float]:
    """(a hundred files of a hundred laptops in one order; in the other order), seconds."""
    with folder() as path:
        givers = [_Giver(path / f"giver{n}", 1, 100) for n in range(100)]
        taken = []
        for name, order in (("warm", givers), ("one", givers), ("other", givers[::-1])):
            taker = Store(path / name, "cd" * 32)
            taken.append(sum(giver.take(taker, giver.parts[0]) for giver in order))
            taker.close()
    return taken[1], taken[2]


def memory(number: int = 500_000) -> tuple[float, float]:
    """(64 MB; the peak above idle while a file of 500,000 facts is looked into and merged), MB; in a process apart."""
    with folder() as path:
        desk = start(paths.folders(path / "giver"), name="giver")
        event = events.create(desk, "Bench")
        fill(desk, event, number)
        file = exchange.write_bundle(desk, event, "team", path / "file.hubbundle", plain=True).path
        desk.close()
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, str(path / "taker"), str(file)], capture_output=True, text=True, check=True
        )
    return 64.0, float(done.stdout)


_PEAK = """
import re, sys
from pathlib import Path
from hubdesk import paths
from hubdesk.desk import events, merging
from hubdesk.desk.starting import start
desk = start(paths.folders(Path(sys.argv[1])), name="taker")
events.create(desk, "Another evening")
def now(name):  # not getrusage: its peak is that of the parent at first
    return int(re.search(name + r":\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
idle = now("VmRSS")
done = merging.absorb(desk, [Path(sys.argv[2])], trust=True)
print(now("VmHWM") - idle)
desk.close()
"""


def open_many() -> tuple[float, float]:
    """(open a workspace with ten facts; open one with a million), seconds."""
    with folder() as path:
        for name, number in (("small", 10), ("large", MANY)):
            desk = start(paths.folders(path / name), name="bench")
            fill(desk, events.create(desk, "Bench"), number)
            desk.close()
        floors, values = [], []
        for _ in range(10):
            for name, found in (("small", floors), ("large", values)):
                begun = time.perf_counter()
                desk = start(paths.folders(path / name), name="bench")
                found.append(time.perf_counter() - begun)
                desk.close()
    return statistics.median(floors), statistics.median(values)


def commit_in_large() -> tuple[float, float]:
    """(one note in a workspace with a thousand facts; in one with a million), seconds until COMMIT returned."""
    found = []
    for number in (1_000, MANY):
        with folder() as path:
            desk = start(paths.folders(path), name="bench")
            fill(desk, events.create(desk, "Another evening"), number)
            event = events.create(desk, "Bench")
            took = []
            for _ in range(400):
                begun = time.perf_counter()
                notes.add(desk, event, "!: Hubs need stable funding #funding x4")
                took.append(time.perf_counter() - begun)
            found.append(statistics.median(took))
            desk.close()
    return found[0], found[1]


def an_event_day(path: Path) -> tuple[Desk, str]:
    """Make the reference day: 500 people who come and go, 400 lines with tags, 60 statements, 200 tags afterwards."""
    desk = start(paths.folders(path), name="bench")
    event = events.create(desk, "An evening about hubs", place="Harbour library", languages=("en", "ar", "hi"))
    page = "".join(f"## Part {n}\n\nWhat part {n} says, in one sentence.\n\n" for n in range(1, 30))
    charters.take(desk, charters.preview([("charter.md", page.encode())], title="Charter"), event=event)
    listed = "Name;E-mail;User name\n" + "".join(f"Person {n} Otieno;p{n}@example.org;User{n}\n" for n in range(500))
    people.take(desk, event, people.preview(desk, event, listed.encode()))
    for person in desk.read.all(Person, event=event):
        attendance.check_in(desk, person.id, event, at=desk.now())
        attendance.check_out(desk, person.id, event, at=desk.now())
    sections = notes.index(desk, event)
    said = [
        notes.add(
            desk,
            event,
            f"!: /{n % 29 + 1} Hubs need funding that does not end with every financial year {n} #funding x{n % 9}",
            sections=sections,
        )
        for n in range(400)
    ]
    for n, note in enumerate(said[:200]):
        notes.tag(desk, [note], sections.resolve(str(n % 29 + 1)) or "", sections=sections)
    for n in range(60):
        statements.add(desk, event, f"A hub decides on its own budget, and says every year how it was spent ({n}).")
    return desk, event


def _values(desk: Desk) -> float:
    rows = desk.read.rows("select body from fact where op = 'save' and body is not null")
    bodies = (json.loads(body) for (body,) in rows)
    said = (value for body in bodies for name, value in body.items() if name[0] != "~")
    return float(sum(len(value.encode()) if isinstance(value, str) else 1 for value in said))


def workspace_size() -> tuple[float, float]:
    """(UTF-8 bytes of all values of the reference day; the workspace), MB."""
    with folder() as path:
        desk, _ = an_event_day(path)
        size = _values(desk)
        desk.close()
        return size / 1e6, paths.folders(path).workspace.stat().st_size / 1e6


def bundle_size() -> tuple[float, float]:
    """(UTF-8 bytes of all values of the reference day; its team file), MB."""
    with folder() as path:
        desk, event = an_event_day(path)
        size = _values(desk)
        file = exchange.write_bundle(desk, event, "team", path / "team.hubbundle").path
        desk.close()
        return size / 1e6, file.stat().st_size / 1e6


def dump() -> tuple[float, float]:
    """(SQLite's own dump of 10,000 records read into a new file; absorb the same records), seconds.

    SQLite's session extension would be another floor, but sqlcipher3 is built without it.
    """
    took, rows = _absorbed()
    with folder() as path, closing(sqlite3.connect(path / "plain")) as plain:
        plain.execute("create table note(id text primary key, event text, text text, line text, at text)")
        with plain:
            plain.executemany("insert into note values(?, ?, ?, ?, ?)", rows)
        begun = time.perf_counter()
        with closing(sqlite3.connect(path / "copy")) as copy:
            copy.executescript("\n".join(plain.iterdump()))
        return time.perf_counter() - begun, took


def crdt() -> tuple[float, float]:
    """(10,000 records of one pycrdt document taken into another, and put on disk; absorb the same records), seconds.

    Each record is a map of its fields, as HubDesk merges field by field; it has no signatures, history or undo.
    """
    took, rows = _absorbed()
    giver, taker = pycrdt.Doc(), pycrdt.Doc()
    records = giver.get("records", type=pycrdt.Map)
    for id, *values in rows:
        records[id] = pycrdt.Map(dict(zip(("event", "text", "line", "at"), values, strict=True)))
    update = giver.get_update()
    with folder() as path, (path / "copy").open("wb") as file:
        begun = time.perf_counter()
        taker.apply_update(update)
        file.write(taker.get_update())
        file.flush()
        os.fsync(file.fileno())
        return time.perf_counter() - begun, took


def _absorbed() -> tuple[float, list[tuple[str, ...]]]:
    """Return how long it takes to absorb 10,000 records, and the same as rows: id, event, text, line, at."""
    with folder() as path:
        giver, taker = _Giver(path / "giver", 1, NEW), Store(path / "taker", "cd" * 32)
        took = giver.take(taker, giver.parts[0])
        taker.close()
        facts = [json.loads(line) for part in giver.parts[0] for line in part.lines[1:]]
        return took, [(one[5], *(one[6].get(field, "") for field in ("event", "text", "line", "at"))) for one in facts]
