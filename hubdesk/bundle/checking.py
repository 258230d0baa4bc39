"""Every line of a bundle against the rules of the log, one part at a time and in little memory."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from hubdesk.bundle import refusals, seal
from hubdesk.bundle.manifest import Manifest, Part
from hubdesk.model import facts, limits
from hubdesk.model.facts import BadFact, Book, Fact
from hubdesk.model.records import RECORDS, columns

_BUCKETS = 16
_HASH_BITS = (1 << 56) - 1


class Tip(NamedTuple):
    """What a workspace has of one replica: last line, chain there, and, where known, the author key and last time."""

    n: int
    chain: bytes
    author: str = ""
    hlc: int = 0


def nothing_named(replica: str, seq: int) -> bool:
    """Answer for a workspace without erase facts: no line is named by any."""
    return False


def nothing_known(replica: str, n: int) -> bytes | None:
    """Answer for a workspace that knows no chain but those of its tips."""
    return None


@dataclass(frozen=True, slots=True)
class Receiver:
    """What a check must know of the workspace that reads: its books, how far each replica is, what was erased.

    `books` is {id: Book} with the private one, `tips` {book: {replica: Tip}}, `named(replica, seq)` tells whether an
    erase fact here names a line, `chain_at(replica, n)` gives the chain of a replica at an earlier line.
    """

    books: Mapping[str, Book] = field(default_factory=dict)
    tips: Mapping[str, Mapping[str, Tip]] = field(default_factory=dict)
    named: Callable[[str, int], bool] = nothing_named
    chain_at: Callable[[str, int], bytes | None] = nothing_known


def lines(content: bytes) -> Iterator[bytes]:
    """Yield the lines of a part, without their line feeds; Refused when the last one has none."""
    start = 0
    while start < len(content):
        end = content.find(b"\n", start)
        if end < 0:
            raise refusals.invalid("line-end")
        yield content[start:end]
        start = end + 1


def is_leaf(line: bytes) -> bool:
    """Tell the leaf of an erased line, 64 lower-case hex digits, from a fact."""
    return len(line) == 64 and not line.strip(b"0123456789abcdef")


def check_signature(part: Part) -> None:
    """Refuse a part whose end its author did not sign."""
    message = facts.to_sign(part.book, part.replica, part.author, part.hi, chain=part.chain)
    if not seal.verify(part.author, message, part.signature):
        raise refusals.forged("author-signature")


class Check:
    """The state of checking one bundle: what a rule must remember from part to part.

    `own` is for lines out of this workspace, which were checked when they were written or came in: that their chain
    still fits proves the bytes, so of the rules for single lines only those about leaving the house are checked again.
    """

    def __init__(self, manifest: Manifest, receiver: Receiver, *, own: bool = False) -> None:
        self._line = self._own_fact if own else self._fact
        self._books = {listed.state.book.id: listed.state for listed in manifest.books}
        self._receiver = receiver
        self._hlc: dict[str, int] = {}
        self._kinds: dict[str, int] = {}
        self._records = [array("Q") for _ in range(_BUCKETS)]
        self._leaves: dict[str, array[int]] = {}
        self._gone: dict[str, array[int]] = {}
        self._names = self._fields = 0
        self._against_receiver(manifest)
        for part in manifest.parts:  # before the first line is read: a forger's file costs no more than this
            check_signature(part)

    @property
    def times(self) -> Mapping[str, int]:
        """The last hlc of each replica that was checked."""
        return self._hlc

    def part(self, part: Part, content: bytes) -> None:
        """Check the lines of one part and the chain that its author signed; Refused when a rule is broken."""
        seq, reached, head = part.lo, part.chain_before, facts.chain_head(part.book, part.replica)
        self._fields = 0
        known = self._known(part.book, part.replica)
        for line in lines(content):
            if seq > part.hi:
                raise refusals.invalid("lines")
            if is_leaf(line):
                leaf = self._erased(part, seq, line)
            else:
                leaf = facts.leaf(line)
                self._line(part, seq, line)
            reached = facts.link(head, seq, reached, leaf)
            if known and known.n == seq and known.chain != reached:
                raise refusals.forked("fork")
            seq += 1
        if seq != part.hi + 1:
            raise refusals.invalid("lines")
        if reached != part.chain:
            raise refusals.forged("chain")

    def finish(self) -> None:
        """Check what only the whole shows: one kind for each record, a name for each erased line."""
        for bucket in self._records:
            found = sorted(bucket)
            if any(a >> 8 == b >> 8 and a != b for a, b in pairwise(found)):
                raise refusals.invalid("two-kinds")
        for replica, leaves in self._leaves.items():
            named = array("Q", sorted(self._gone.get(replica, ())))
            for seq in leaves:
                at = bisect_left(named, seq)
                if (at == len(named) or named[at] != seq) and not self._receiver.named(replica, seq):
                    raise refusals.forged("leaf-unnamed")

    def _against_receiver(self, manifest: Manifest) -> None:
        """Refuse books that are of another sort here, replicas of other authors or books, other chains at one line."""
        home = {replica: book for book, replicas in self._receiver.tips.items() for replica in replicas}
        for book in (listed.state.book for listed in manifest.books):
            if self._receiver.books.get(book.id, book) != book:
                raise refusals.invalid("book-differs")
        for listed in manifest.books:
            for replica in listed.state.vector:
                if home.get(replica, listed.state.book.id) != listed.state.book.id:
                    raise refusals.forged("replica-elsewhere")
            for replica, (n, chain) in listed.needs.items():
                known = self._known(listed.state.book.id, replica)
                if known and n <= known.n and self._chain(replica, known, n) not in (None, chain):
                    raise refusals.forked("fork")
        for part in manifest.parts:
            known = self._known(part.book, part.replica)
            if known and known.author not in ("", part.author):
                raise refusals.forged("replica-author")

    def _known(self, book: str, replica: str) -> Tip | None:
        return self._receiver.tips.get(book, {}).get(replica)

    def _chain(self, replica: str, known: Tip, n: int) -> bytes | None:
        return known.chain if n == known.n else self._receiver.chain_at(replica, n)

    def _erased(self, part: Part, seq: int, line: bytes) -> bytes:
        if seq == 1:
            raise refusals.forged("opening-erased")
        self._leaves.setdefault(part.replica, array("Q")).append(seq)
        return bytes.fromhex(line.decode())

    def _fact(self, part: Part, seq: int, line: bytes) -> None:
        try:
            fact = facts.parse_line(line, part.book, part.replica)
        except BadFact as error:
            raise refusals.invalid("fact-" + str(error).lower().replace(" ", "-")) from error
        if fact.seq != seq:
            raise refusals.invalid("seq")
        if fact.hlc <= self._last(part, seq):
            raise refusals.invalid("clock-order")
        self._hlc[part.replica] = fact.hlc
        self._fields += len(fact.fields)
        if self._fields > limits.BUNDLE_FIELDS:
            raise refusals.large("fields")
        if fact.op == "save":
            self._record(fact)
            if not is_home(fact, self._books[fact.book].book):
                raise refusals.forged("elsewhere")
        elif fact.op == "erase":
            self._record(fact)
            self._erase(fact)
        else:
            self._receipt(part, fact)

    def _own_fact(self, part: Part, seq: int, line: bytes) -> None:
        pieces = line.split(b'"', 8)  # [seq," hlc "," op "," action "," kind "…
        if len(pieces) < 9:
            raise refusals.invalid("fact-shape")
        op, kind = pieces[3], pieces[7].decode("utf-8", "replace")
        if kind and not may_stand(kind, self._books[part.book].book.sort):
            raise refusals.invalid("kind-place")
        if op == b"erase":
            self._fact(part, seq, line)

    def _last(self, part: Part, seq: int) -> int:
        last = self._hlc.get(part.replica)
        if last is None:
            known = self._known(part.book, part.replica)
            last = known.hlc if known and known.n + 1 == seq else -1
        return last

    def _record(self, fact: Fact) -> None:
        """Remember the kind of a record as one number: 56 bits of hash and 8 of kind."""
        number = self._kinds.setdefault(fact.kind, len(self._kinds))
        if number >= limits.BUNDLE_KINDS:
            raise refusals.invalid("many-kinds")
        if not may_stand(fact.kind, self._books[fact.book].book.sort):
            raise refusals.invalid("kind-place")
        mixed = hash((fact.book, fact.id)) & _HASH_BITS
        self._records[mixed % _BUCKETS].append(mixed << 8 | number)

    def _count_names(self, fact: Fact) -> None:
        self._names += len(fact.fields)
        if self._names > limits.BUNDLE_NAMES:
            raise refusals.invalid("many-names")

    def _erase(self, fact: Fact) -> None:
        self._count_names(fact)
        for name in fact.fields:
            replica, _, seq = name[5:].partition("-")
            if int(seq) > self._reach(fact.book, replica):
                raise refusals.forged("erase-future")
            self._gone.setdefault(replica, array("Q")).append(int(seq))

    def _receipt(self, part: Part, fact: Fact) -> None:
        if fact.op == "open" and fact.fields["key"] != part.author:
            raise refusals.forged("opening-author")
        self._count_names(fact)
        for name, upto in fact.fields.items():
            if name.startswith("seen/") and type(upto) is int:
                replica = name[5:]
                reach = fact.seq - 1 if replica == part.replica else self._reach(part.book, replica)
                if upto > reach:
                    raise refusals.forged("receipt-future")

    def _reach(self, book: str, replica: str) -> int:
        known = self._known(book, replica)
        return max(self._books[book].vector.get(replica, 0), known.n if known else 0)


def may_stand(kind: str, sort: str) -> bool:
    """Tell whether records of a kind belong into a sort of book; kinds of newer versions may stand anywhere.

    What may leave an event may also be kept with its team, all but the event itself. The private book, which only
    copies of a workspace hold, takes everything.
    """
    record = RECORDS.get(kind)
    if record is None or sort == "private":
        return True
    may_leave = record.BOOK in ("event", "by visibility")
    if kind == "code" and sort == "team":
        return True  # where codebooks stood while they came to a new laptop only with the people
    return sort == record.BOOK or (may_leave and (sort == "event" or (sort == "team" and kind != "event")))


def is_home(fact: Fact, book: Book) -> bool:
    """Tell whether a save speaks of the event or charter of its own book: who is trusted in one has no say in another.

    An event and a charter have the id of their book; other records name no event or charter but that of their book. A
    private book, that only a copy of its own workspace holds, is about all events.
    """
    if book.sort == "private":
        return True
    named = "charter" if book.sort == "charter" else "event"
    if fact.kind == named:
        return fact.id == book.subject
    if fact.kind not in RECORDS or named not in columns(RECORDS[fact.kind]):
        return True
    return fact.fields.get(named) in (None, "", book.subject)
