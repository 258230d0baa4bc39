"""Laptops for tests: real stores on real files that hand each other what they wrote."""

import hashlib
import itertools
import shutil
from contextlib import ExitStack
from pathlib import Path

from nacl.signing import SigningKey

from hubdesk.bundle.checking import Receiver, Tip
from hubdesk.bundle.reading import Package, open_bundle
from hubdesk.bundle.writing import Contents, Sealing, write_bundle
from hubdesk.desk.merging import _in_order
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book, Fact, Segment, parse_line
from hubdesk.store import absorb, segments
from hubdesk.store.absorb import Absorbed
from hubdesk.store.store import Store
from tests.store.oracle import World

EVENT = Book("11" * 16, "event", "11" * 16)
TEAM = Book(derived_id("team", EVENT.id), "team", EVENT.id)
Parsed = list[tuple[Segment, tuple[Fact | None, ...]]]


def noise(seed: int):
    """Return a function that gives the same bytes in every run."""
    numbers = itertools.count()

    def random(n: int) -> bytes:
        text = f"{seed}-{next(numbers)}".encode()
        return b"".join(hashlib.sha256(text + bytes([i])).digest() for i in range(n // 32 + 1))[:n]

    return random


class Laptop:
    """A store whose clock may be wrong, and which forgets its runs whenever it is restarted.

    With `at_hand` memory has room for so many lines of others only, as if each file had many thousands.
    """

    def __init__(self, folder: Path, number: int, *, skew: int = 0, clock=None, at_hand: int = absorb.AT_HAND) -> None:
        self.path = folder / f"{number}.hubdesk"
        self.number, self.skew, self.starts, self.at_hand = number, skew, 0, at_hand
        self.clock = clock or itertools.count(1_790_000_000_000)
        self.use_key(number)
        self.store = self._open()

    def use_key(self, number: int) -> None:
        """Write as the author of this number from the next start on."""
        key = SigningKey(bytes([number + 1] * 32))
        self.key, self.sign = key.verify_key.encode().hex(), lambda message: key.sign(message).signature

    def _open(self) -> Store:
        self.starts += 1
        store = Store(
            self.path,
            self.key,
            sign=self.sign,
            now=lambda: next(self.clock) + self.skew,
            random=noise(self.number * 1000 + self.starts),
        )
        store.at_hand = self.at_hand
        return store

    def restart(self, path: Path | None = None) -> None:
        """Close and open again, with the workspace that lies at `path` in the place of its own, if one is given."""
        self.store.close()
        if path:
            shutil.copy(path, self.path)
        self.store = self._open()

    def keep(self, path: Path) -> Path:
        """Close, copy the workspace as people do, and open again."""
        self.store.close()
        shutil.copy(self.path, path)
        self.store = self._open()
        return path

    def put(self, kind_: str, id_: str, book: Book = EVENT, **fields) -> None:
        self.store.commit([Put(book, kind_, id_, fields)], say("Test"), id_)

    def erase(self, kind: str, id: str, book: Book = EVENT) -> None:
        self.store.commit([Put(book, kind, id, {}, way="erase")], say("Erase"), id)

    def file(self, since: dict[str, int] | None = None) -> tuple[list[Book], Parsed]:
        books = [state.book for state in self.store.views.books()]
        self.store.seal(books, self.sign)
        parts = [segment for book in books for segment in self.store.segments(book, since)]
        return books, [(part, parsed(part)) for part in parts]

    def take(self, file: tuple[list[Book], Parsed]) -> Absorbed:
        return self.store.absorb(*file)

    def write(self, path: Path, proof: Path | None = None) -> Path:
        """Write a team file of all that is here, without what another laptop's file proves to be there."""
        self.store.seal([state.book for state in self.store.views.books()], self.sign)
        states, needs, since = self.store.views.books(), {}, {}
        for book, tips in (self._tips(proof) if proof else {}).items():
            here = {state.book.id: state.vector for state in states}.get(book, {})
            reach = {replica: min(n, here[replica]) for replica, (n, _) in tips.items() if replica in here}
            needs[book] = {replica: (n, self._chain(replica, n)) for replica, n in reach.items()}
            since |= reach
        parts = [segment for state in states for segment in self.store.segments(state.book, since)]
        what = Contents(use="team", event=EVENT.id, books=states, segments=parts, needs=needs)
        how = {"key": self.key, "sign": self.sign, "temp_dir": self.path.parent / "private", "random": noise(0)}
        return write_bundle(path, what, Sealing(plain=True), **how).path

    def _tips(self, proof: Path) -> dict[str, dict[str, tuple[int, bytes]]]:
        with ExitStack() as stack:
            return self.open(proof, stack).tips

    def _chain(self, replica: str, n: int) -> bytes:
        (no,) = self.store.connection.execute("select no from replica where id = ?", (replica,)).fetchone()
        return segments.chain_at(self.store.connection, no, n)

    def open(self, path: Path, stack: ExitStack) -> Package:
        """Open a file as this laptop does: compared with all that is here."""
        tips = {book: {r: Tip(*tip) for r, tip in ends.items()} for book, ends in self.store.views.tips().items()}
        here = Receiver(self.store.views.every_book(), tips, self.store.views.is_erased)
        return stack.enter_context(open_bundle(path, temp_dir=self.path.parent / "private", receiver=here))

    def read(self, *paths: Path) -> Absorbed:
        """Take in files as one set."""
        with ExitStack() as stack:
            ordered = _in_order([self.open(path, stack) for path in paths])
            books = {listed.state.book.id: listed.state.book for package in ordered for listed in package.books}
            parts = (pair for package in ordered for pair in package.segments())
            return self.store.absorb(books.values(), parts)

    def tell(self, world: World) -> None:
        """Add what was written here to the lines of the world."""
        sql = (
            "select replica.no, n, replica.id, book.id from replica join book on book.no = book where sort <> 'private'"
        )
        for no, n, replica, book in self.store.connection.execute(sql).fetchall():
            for _, line in segments.lines(self.store.connection, no, 1, n):
                if not segments.is_leaf(line):
                    world.write(book, replica, line)

    def vector(self) -> dict[str, int]:
        return {replica: n for state in self.store.views.books() for replica, n in state.vector.items()}

    def digests(self) -> dict[str, str]:
        return {state.book.id: state.digest for state in self.store.views.books()}


def parsed(segment: Segment) -> tuple[Fact | None, ...]:
    return tuple(
        parse_line(line, segment.book, segment.replica) if line.startswith(b"[") else None for line in segment.lines
    )
