"""Small logs of invented laptops, written by hand as the store would write them."""

import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from nacl.signing import SigningKey

from hubdesk.bundle.checking import Receiver, Tip
from hubdesk.bundle.reading import Package, open_bundle
from hubdesk.bundle.writing import Contents, Sealing, Written, write_bundle
from hubdesk.model import facts
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book, BookState, Fact, Segment
from hubdesk.model.records import Value

NOW = datetime(2026, 10, 3, 18, 0, tzinfo=UTC)
WALL = int(NOW.timestamp() * 1000)
EVENT = "018f00000000700080000000000000e1"
EVENT_BOOK = Book(EVENT, "event", EVENT)
TEAM_BOOK = Book(derived_id("team", EVENT), "team", EVENT)
CREW_BOOK = Book(derived_id("crew", EVENT), "crew", EVENT)
CHARTER = "018f00000000700080000000000000c1"
CHARTER_BOOK = Book(CHARTER, "charter", CHARTER)
ACTION = "018f00000000700080000000000000a1"


class Author:
    """A person at a laptop, made from one byte."""

    def __init__(self, seed: int) -> None:
        self._key = SigningKey(bytes([seed]) * 32)
        self.key = self._key.verify_key.encode().hex()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message).signature


def ident(number: int) -> str:
    return f"018f000000007000800000{number:010x}"


def noise(size: int) -> bytes:
    """Randomness that is the same every time."""
    return bytes(range(7, 7 + size))


@dataclass
class Run:
    """One replica: its facts so far, and which of them were erased."""

    author: Author
    book: Book = EVENT_BOOK
    nonce: str = "0f" * 16
    start: int = WALL
    facts: list[Fact] = field(default_factory=list)
    erased: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.replica = facts.replica_id(self.book.id, self.author.key, self.nonce)

    def open(self, seen: Mapping[str, int] | None = None) -> "Run":
        names = {f"seen/{replica}": n for replica, n in (seen or {}).items()}
        return self._add("open", "", "", {"key": self.author.key, "nonce": self.nonce, **names})

    def save(self, id: str, kind: str = "note", salt: str = "", **fields: Value) -> "Run":
        if not self.facts:
            self.open()
        return self._add("save", kind, id, fields, salt)

    def receipt(self, **seen: int) -> "Run":
        return self._add("receipt", "", "", {f"seen/{replica}": n for replica, n in seen.items()})

    def erase(self, id: str, gone: Sequence[tuple["Run", int]], kind: str = "note") -> "Run":
        for run, seq in gone:
            run.erased.add(seq)
        return self._add("erase", kind, id, {f"gone/{run.replica}-{seq}": True for run, seq in gone})

    def _add(self, op: str, kind: str, id: str, fields: Mapping[str, Value], salt: str = "") -> "Run":
        n = len(self.facts) + 1
        hlc = self.start + n << 16
        self.facts.append(Fact(self.book.id, self.replica, n, hlc, op, ACTION, kind, id, fields, salt))
        return self

    def lines(self) -> list[bytes]:
        whole = [fact.line() for fact in self.facts]
        return [facts.leaf(line).hex().encode() if n in self.erased else line for n, line in enumerate(whole, 1)]

    def chains(self) -> list[bytes]:
        """Chain 0, chain 1 and so on."""
        found = [b""]
        for n, fact in enumerate(self.facts, 1):
            found.append(facts.chain(self.book.id, self.replica, n, before=found[-1], leaf=facts.leaf(fact.line())))
        return found

    def segments(self, *cuts: int, since: int = 0) -> list[Segment]:
        lines, chains, found = self.lines(), self.chains(), []
        ends = [*(cut for cut in cuts if since < cut < len(lines)), len(lines)]
        lo = since + 1
        for hi in ends:
            if lo > hi:
                continue
            message = facts.to_sign(self.book.id, self.replica, self.author.key, hi, chain=chains[hi])
            head = (self.book.id, self.replica, self.author.key, lo, hi, chains[lo - 1], chains[hi])
            found.append(Segment(*head, self.author.sign(message), tuple(lines[lo - 1 : hi])))
            lo = hi + 1
        return found

    def tip(self, n: int | None = None) -> Tip:
        n = len(self.facts) if n is None else n
        return Tip(n, self.chains()[n], self.author.key, self.facts[n - 1].hlc)


def state(book: Book, runs: Iterable[Run]) -> BookState:
    tips = {run.replica: run.tip()[:2] for run in runs}
    vector = {replica: n for replica, (n, _) in tips.items()}
    return BookState(book, vector, sum(vector.values()), facts.log_digest(tips))


def contents(runs: Sequence[Run], *, use: str = "upload", cuts: Sequence[int] = (), **more: object) -> Contents:
    books = {run.book.id: run.book for run in runs}
    states = [state(book, [run for run in runs if run.book.id == book.id]) for book in books.values()]
    segments = [segment for run in runs for segment in run.segments(*cuts)]
    given = {"books": states, "segments": segments, "use": use, "event": EVENT, **more}
    return Contents(**given)  # type: ignore[arg-type]


def receiver(*runs: Run, named: Iterable[tuple[str, int]] = ()) -> Receiver:
    tips: dict[str, dict[str, Tip]] = {}
    for run in runs:
        tips.setdefault(run.book.id, {})[run.replica] = run.tip()
    erased = set(named)
    return Receiver({run.book.id: run.book for run in runs}, tips, lambda replica, seq: (replica, seq) in erased)


AICHA, BIRK, EVE = Author(1), Author(2), Author(66)


def evening() -> list[Run]:
    """Two laptops at one event: Birk has read what Aïcha wrote, and erased one note of hers."""
    one = Run(AICHA).save(EVENT, "event", title="Charter evening", zone="UTC")
    for n in range(8):
        one.save(ident(n % 5), text=f'note {n}: محمد 你好 \u2028 "quoted" \\ é', order=f"{n:04}", salt="abcdefghijkl")
    two = Run(BIRK, start=WALL + 1000).open({one.replica: 10})
    two.save(ident(1), text="Birk's word", salt="mnopqrstuvwx")
    two.erase(ident(4), [(one, 7)])
    return [one, two]


def written(folder: Path, what: Contents, sealing: Sealing | None = None, *, by: Author = AICHA) -> Written:
    folder.mkdir(exist_ok=True)
    return write_bundle(
        folder / "evening.hubbundle",
        what,
        sealing or Sealing(),
        key=by.key,
        sign=by.sign,
        temp_dir=folder / "private",
        random=noise,
    )


def opened(path: Path, **how: object) -> AbstractContextManager[Package]:
    return open_bundle(path, temp_dir=path.parent / "private", **how)  # type: ignore[arg-type]


def bytes_of(what: Contents, by: Author = AICHA) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return written(Path(folder), what, by=by).path.read_bytes()


def as_file(content: bytes) -> io.BytesIO:
    return io.BytesIO(content)
