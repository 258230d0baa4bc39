"""How long it takes until a typed line is on the disk, until a workspace is open, until a file is merged."""

import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from hubdesk import paths
from hubdesk.desk import charters, events, notes
from hubdesk.desk.desk import Author, Desk, event_book, team_book
from hubdesk.i18n import say
from hubdesk.model import facts
from hubdesk.model.change import Put
from hubdesk.model.facts import Book, parse_line
from hubdesk.store import sqlite
from hubdesk.store.store import Store

LINE = "!: Hubs need stable funding that does not end with every financial year #funding x4"
ROUNDS, LINES = 5, 60


@contextmanager
def folder() -> Iterator[Path]:
    """A folder on a real disk: on tmpfs an fsync costs nothing and the ratio says nothing."""
    path = Path(tempfile.mkdtemp(prefix="hubdesk-bench-", dir=os.environ.get("HUBDESK_BENCH_DIR", ".")))
    try:
        yield path
    finally:
        shutil.rmtree(path)


def desk_in(path: Path) -> Desk:
    """Open a desk without asking for keys."""
    author = Author("ab" * 32, lambda message: bytes(64), "bench", "bench")
    return Desk.open(path / "bench.hubdesk", author=author, folders=paths.folders(path))


def commit() -> tuple[float, float]:
    """(raw append + fdatasync of the line's bytes, one note through the verb), seconds each, medians of A B A B."""
    with folder() as path:
        desk = desk_in(path)
        event = events.create(desk, "Bench")
        at = datetime(2026, 1, 1, tzinfo=UTC)
        sections = notes.index(desk, event)
        raw = os.open(path / "raw", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        floors, values = [], []
        for _ in range(ROUNDS):
            content = _bytes_of_one(desk)
            floors.append(_each(lambda content=content: _append(raw, content)))
            values.append(_each(lambda: notes.add(desk, event, LINE, at=at, sections=sections)))
        os.close(raw)
        desk.close()
    return statistics.median(floors), statistics.median(values)


def commit_on_a_slower_disk() -> tuple[float, float]:
    """(the same floor, the same note) on a disk whose every sync takes half a millisecond more, as many laptops' do.

    Raises ImportError where strace, which holds the calls up, is not installed.
    """
    if not shutil.which("strace"):
        raise ImportError("strace is not installed")
    slower = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", os.devnull, "-e", "trace=fsync,fdatasync"]
    slower += ["-e", "inject=fsync,fdatasync:delay_enter=500"]
    code = "from tests.bench import store; print(*store.commit())"
    done = subprocess.run([*slower, sys.executable, "-c", code], capture_output=True, check=True, text=True)
    floor, value = map(float, done.stdout.split())
    return floor, value


def search(many: int = 1_000_000) -> tuple[float, float]:
    """(the bare index asked for its newest 50, the first page of a search over everything), seconds, medians."""
    from hubdesk.desk.search import search as find
    from hubdesk.model import fold

    with folder() as path:
        desk = desk_in(path)
        event = events.create(desk, "Bench")
        book = event_book(event)
        for start in range(0, many, 20_000):
            puts = [
                Put(
                    book,
                    "note",
                    desk.new_id(),
                    {"event": event, "text": f"Line {n} about river {n % 997} and stable funds"},
                )
                for n in range(start, min(many, start + 20_000))
            ]
            desk.run(lambda puts=puts: desk.store.write_quietly(puts))
        floors, values = [], []
        for typed in ("river", "river 13", "line 77", "stable fund", "123456", "nowhere") * ROUNDS:
            sql = "select rowid from note_words where words match ? order by rowid desc limit 50"
            begun = time.perf_counter()
            desk.read.rows(sql, [fold.query(typed)])
            between = time.perf_counter()
            find(desk, typed, limit=50)
            floors.append(between - begun)
            values.append(time.perf_counter() - between)
        desk.close()
    return sum(floors), sum(values)


def _bytes_of_one(desk: Desk) -> bytes:
    row = desk.read.rows("select body from fact where kind = 'note' order by hlc desc limit 1")
    return b"x" * (len(row[0][0]) + 140 if row else 400)


def _append(raw: int, content: bytes) -> None:
    os.write(raw, content)
    os.fdatasync(raw)


def _each(act) -> float:
    took = []
    for _ in range(LINES):
        start = time.perf_counter()
        act()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def opening(many: int = 100_000) -> tuple[float, float]:
    """(open a workspace with 10 people, open one with many), seconds."""
    with folder() as path:
        small, large = path / "small", path / "large"
        for where, number in ((small, 10), (large, many)):
            where.mkdir()
            _people(where, number)
        floors, values = [], []
        for _ in range(ROUNDS * 2):
            floors.append(_open_close(small))
            values.append(_open_close(large))
    return statistics.median(floors), statistics.median(values)


def _people(path: Path, number: int) -> None:
    desk = desk_in(path)
    event = "e" * 32
    book = team_book(event)
    for start in range(0, number, 5000):
        puts = [
            Put(book, "person", desk.new_id(), {"event": event, "name": f"Person {n} of the river"})
            for n in range(start, min(number, start + 5000))
        ]
        desk.run(lambda puts=puts: desk.store.write_quietly(puts))
    desk.close()


def _open_close(path: Path) -> float:
    start = time.perf_counter()
    desk = desk_in(path)
    took = time.perf_counter() - start
    desk.close()
    return took


def absorb(number: int = 10_000) -> tuple[float, float]:
    """(parse, re-encode, hash and insert the same lines with one fsync; absorb them), seconds."""
    with folder() as path:
        giver = Store(path / "giver.hubdesk", "ab" * 32)
        book = Book("11" * 16, "event", "11" * 16)
        puts = [Put(book, "note", giver.new_id(), _fields(book, n)) for n in range(number)]
        giver.commit(puts, say("Bench"))
        giver.seal([book], lambda message: bytes(64))
        parts = list(giver.segments(book))
        giver.close()
        floors, values = [], []
        for n in range(3):
            floors.append(_floor(path / f"floor{n}", parts))
            values.append(_absorb(path / f"taker{n}.hubdesk", book, parts))
    return statistics.median(floors), statistics.median(values)


def _fields(book: Book, n: int) -> dict:
    text = f"Line {n}: hubs need stable funding that does not end with every year"
    return {"event": book.id, "text": text, "line": text, "language": "en", "at": "2026-01-01T10:00:00+00:00"}


def _floor(path: Path, parts) -> float:
    start = time.perf_counter()
    raw = sqlite.writer(path)
    sqlite.prepare(raw)
    raw.execute("create table line(replica text, seq integer, text text, primary key(replica, seq)) without rowid")
    rows = []
    for part in parts:
        for seq, line in zip(itertools.count(part.lo), part.lines):
            found = json.loads(line)
            assert facts.canonical(found) == line
            facts.leaf(line)
            rows.append((part.replica, seq, line.decode()))
    raw.execute("begin immediate")
    raw.executemany("insert into line values(?, ?, ?)", rows)
    raw.execute("commit")
    took = time.perf_counter() - start
    raw.close()
    return took


def _absorb(path: Path, book: Book, parts) -> float:
    taker = Store(path, "cd" * 32)
    start = time.perf_counter()
    incoming = ((part, tuple(parse_line(line, part.book, part.replica) for line in part.lines)) for part in parts)
    taker.absorb([book], incoming)
    took = time.perf_counter() - start
    taker.close()
    return took


def page(units: int = 10_500) -> tuple[float, float]:
    """(read a translatable page of two megabytes; read it and take it in), seconds, medians."""
    said = "Those who do the work decide together on stable funding for hubs, in every language and region. " * 2
    parts = (f"== Part {n} == <!--T:{n}-->" if n % 7 == 1 else f"<!--T:{n}-->\n{said}{n}." for n in range(1, units))
    text = "\n\n".join(["<languages/>\n<translate>", *parts, "</translate>"]).encode()
    floors, values = [], []
    for _ in range(ROUNDS):
        with folder() as path:
            desk = desk_in(path)
            begun = time.perf_counter()
            found = charters.preview([("page.wiki", text)])
            floors.append(time.perf_counter() - begun)
            charters.take(desk, found)
            values.append(time.perf_counter() - begun)
            desk.close()
    return statistics.median(floors), statistics.median(values)
