"""What files between laptops cost: to write what is new, to take it in again and again, and how much room it takes."""

import hashlib
import os
import statistics
import time
import zlib
from pathlib import Path

from hubdesk import paths
from hubdesk.desk import events, exchange
from hubdesk.desk.desk import Desk, event_book
from hubdesk.desk.starting import start
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.facts import Book
from tests.bench.store import folder

NEW = 10_000
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
