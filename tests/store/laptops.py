"""Laptops for tests: real stores on real files that hand each other what they wrote."""

import hashlib
import itertools
from pathlib import Path

from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.facts import Book, Fact, Segment, parse_line
from hubdesk.store.absorb import Absorbed
from hubdesk.store.store import Store

EVENT = Book("11" * 16, "event", "11" * 16)
TEAM = Book("22" * 16, "team", "11" * 16)
Parsed = list[tuple[Segment, tuple[Fact | None, ...]]]


def noise(seed: int):
    """Return a function that gives the same bytes in every run."""
    numbers = itertools.count()

    def random(n: int) -> bytes:
        text = f"{seed}-{next(numbers)}".encode()
        return b"".join(hashlib.sha256(text + bytes([i])).digest() for i in range(n // 32 + 1))[:n]

    return random


class Laptop:
    """A store whose clock may be wrong, and which forgets its runs whenever it is restarted."""

    def __init__(self, folder: Path, number: int, *, skew: int = 0, clock=None) -> None:
        self.path = folder / f"{number}.hubdesk"
        self.number, self.skew, self.starts = number, skew, 0
        self.clock = clock or itertools.count(1_790_000_000_000)
        self.key = bytes([number + 1] * 32).hex()
        self.store = self._open()

    def _open(self) -> Store:
        self.starts += 1
        return Store(
            self.path,
            self.key,
            now=lambda: next(self.clock) + self.skew,
            random=noise(self.number * 1000 + self.starts),
        )

    def restart(self) -> None:
        self.store.close()
        self.store = self._open()

    def put(self, kind_: str, id_: str, book: Book = EVENT, **fields) -> None:
        self.store.commit([Put(book, kind_, id_, fields)], say("Test"), id_)

    def erase(self, kind: str, id: str, book: Book = EVENT) -> None:
        self.store.commit([Put(book, kind, id, {}, way="erase")], say("Erase"), id)

    def file(self, since: dict[str, int] | None = None) -> tuple[list[Book], Parsed]:
        books = [state.book for state in self.store.views.books()]
        self.store.seal(books, lambda message: hashlib.sha512(message).digest())
        parts = [segment for book in books for segment in self.store.segments(book, since)]
        return books, [(part, parsed(part)) for part in parts]

    def take(self, file: tuple[list[Book], Parsed]) -> Absorbed:
        return self.store.absorb(*file)

    def vector(self) -> dict[str, int]:
        return {replica: n for state in self.store.views.books() for replica, n in state.vector.items()}

    def digests(self) -> dict[str, str]:
        return {state.book.id: state.digest for state in self.store.views.books()}


def parsed(segment: Segment) -> tuple[Fact | None, ...]:
    return tuple(
        parse_line(line, segment.book, segment.replica) if line.startswith(b"[") else None for line in segment.lines
    )
