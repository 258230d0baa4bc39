"""Making a whole workspace of what was read of a damaged one: what can be proven stays as it was."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hubdesk.model import facts
from hubdesk.model.change import Put
from hubdesk.model.facts import BadFact, Book, Fact, Segment
from hubdesk.model.merge import BASE
from hubdesk.store import absorb, blobs, derive, undo
from hubdesk.store.salvage import Found, Strand, parsed
from hubdesk.store.segments import is_leaf

if TYPE_CHECKING:
    from hubdesk.store.doctor import Verify
    from hubdesk.store.store import Store

Report = Callable[[int, int], None]


@dataclass(slots=True)
class Proven:
    """One replica with its lines up to `n`, what they tell, the chain there, and the good signatures below.

    `reach` is how far it went by all that was read. The last `unproven` lines of a replica of this laptop fit no chain
    that was kept, and stay because they were never signed: nobody else has them. `loose` is {n: fact} of what was read
    after all these, None for erased lines.
    """

    strand: Strand
    n: int = 0
    chain: bytes = b""
    lines: list[bytes] = field(default_factory=list)
    told: list[Fact | None] = field(default_factory=list)
    signatures: list[tuple[int, bytes, bytes]] = field(default_factory=list)
    reach: int = 0
    unproven: int = 0
    loose: dict[int, Fact | None] = field(default_factory=dict)


@dataclass(slots=True)
class Proof:
    """Every replica of which lines were read, and {replica: its last line} of those that are only spoken of."""

    replicas: list[Proven]
    lost: dict[str, int]

    def complete(self) -> bool:
        """Tell whether every line is there."""
        return not self.lost and all(one.n >= one.reach and not one.loose for one in self.replicas)

    def whole(self) -> bool:
        """Tell whether every line is there and proven."""
        return self.complete() and not any(one.unproven for one in self.replicas)


def prove(sources: Sequence[Found], verify: "Verify", author: str) -> Proof:
    """Return every replica with the longest run of lines from its first one that fits a chain which was kept.

    Chains were kept at the end of each replica and at each signature, in the damaged file and in its backups. What
    one file lost is taken from the others, the first one first. Of other authors only signed lines count, for no
    others can be handed on; `author` is this laptop's.
    """
    proven = []
    for id in dict.fromkeys(id for found in sources for id in found.strands):
        strands = [found.strands[id] for found in sources if id in found.strands]
        proven.append(_prove(strands, verify, own=strands[0].author == author))
    named: dict[str, int] = {}
    for one in proven:
        for fact in one.told:
            if fact is not None and fact.op in ("open", "receipt"):
                for name, upto in fact.fields.items():
                    if name.startswith("seen/") and isinstance(upto, int):
                        named[name[5:]] = max(named.get(name[5:], 0), upto)
    for one in proven:
        one.reach = max(one.reach, named.pop(one.strand.replica, 0))
    return Proof(proven, named)


def _prove(strands: Sequence[Strand], verify: "Verify", *, own: bool) -> Proven:
    first = strands[0]
    one = Proven(first, reach=max(strand.reach for strand in strands))
    points: dict[int, set[bytes]] = {}
    for n, chain, signature in {(n, *each) for strand in strands for n, told in strand.points.items() for each in told}:
        if signature:
            message = facts.to_sign(first.book.id, first.replica, first.author, n, chain=chain)
            if not verify(first.author, message, signature):
                continue
            one.signatures.append((n, chain, signature))
        elif not own:
            continue
        points.setdefault(n, set()).add(chain)
    erased = {n: line for strand in strands for n, line in strand.lines.items() if is_leaf(line)}
    readings = [strand.lines | erased for strand in strands]
    if len(strands) > 1:  # one file lost this line, another one that
        readings += [{n: line for each in reversed(readings) for n, line in each.items()}]
    going = True
    while going:
        going = any(_further(one, lines, points) for lines in readings)
    if own and not any(n > one.n for n, _, _ in one.signatures):
        one.unproven = -one.n
        _further(one, readings[-1], None)
        one.unproven += one.n
    one.signatures = sorted(each for each in one.signatures if each[0] <= one.n)
    one.loose = _loose(one, readings[-1])
    return one


def _further(one: Proven, lines: dict[int, bytes], points: dict[int, set[bytes]] | None) -> bool:
    """Take the lines up to the farthest of the chains that they fit (None: to the end); return whether any came."""
    seq, reached, run, told = one.n, one.chain, list[bytes](), list[Fact | None]()
    head = facts.chain_head(one.strand.book.id, one.strand.replica)
    good = 0
    while (line := lines.get(seq + 1)) is not None:
        try:
            fact = parsed(line, one.strand)
        except BadFact:
            break
        seq += 1
        run.append(line)
        told.append(fact)
        reached = facts.link(head, seq, reached, facts.leaf(line) if fact else bytes.fromhex(line.decode()))
        if points is None or reached in points.get(seq, ()):
            one.n, one.chain, good = seq, reached, len(run)
    one.lines += run[:good]
    one.told += told[:good]
    return good > 0


def _loose(one: Proven, lines: dict[int, bytes]) -> dict[int, Fact | None]:
    found = {}
    for seq in sorted(n for n in lines if n > one.n):
        with suppress(BadFact):
            found[seq] = parsed(lines[seq], one.strand)
    return found


def write(store: "Store", sources: Sequence[Found], proof: Proof, report: Report | None = None) -> None:
    """Fill a new workspace with what was proven, derive its tables, and keep what else could be read.

    What could be undone before can be undone still when nothing is missing.
    """
    books = {one.strand.book.id: one.strand.book for one in proof.replicas}
    erased = [(one.strand.replica, n) for one in proof.replicas for n, line in enumerate(one.lines, 1) if is_leaf(line)]
    told = (fact for one in proof.replicas for fact in one.told)
    named = {name[5:] for fact in told if fact and fact.op == "erase" for name in fact.fields}
    with store.log.transaction():
        _adopt(store, sources)
        run = store.connection.executemany
        run("insert or ignore into gone(replica, seq) values(?, ?)", erased)
        absorb.absorb(store.log, books.values(), _segments(proof.replicas), report)
        store.connection.execute("delete from signature where signature = x''")
        for one in proof.replicas:
            sql = """insert or ignore into signature(replica, n, chain, signature)
              select no, ?, ?, ? from replica where id = ?"""
            run(sql, [(*point, one.strand.replica) for point in one.signatures])
        waiting = {row[:2] for row in erased if f"{row[0]}-{row[1]}" not in named}
        _keep(store, sources[0], waiting, all_there=proof.complete())


def bring(store: "Store", contents: Iterable[bytes]) -> None:
    """Keep the bytes of photos and receipts that records of the new workspace name and that are not there yet."""
    with store.log.transaction():
        for content in contents:
            blobs.keep(store.connection, content)
        blobs.sweep(store.connection)


def _segments(proven: Sequence[Proven]) -> Iterator[tuple[Segment, tuple[Fact | None, ...]]]:
    for one in proven:
        strand, signed = one.strand, one.signatures[-1] if one.signatures else (0, b"", b"")
        cuts = [(0, signed[0], b"", signed[1], signed[2]), (signed[0], one.n, signed[1], one.chain, b"")]
        for lo, hi, before, chain, signature in cuts:
            if lo < hi:
                lines = tuple(one.lines[lo:hi])
                head = (strand.book.id, strand.replica, strand.author, lo + 1, hi)
                yield Segment(*head, before, chain, signature, lines), tuple(one.told[lo:hi])


def _adopt(store: "Store", sources: Sequence[Found]) -> None:
    """Go on as the damaged workspace: with its private book, and without what was purged from it."""
    meta = {key: value for found in reversed(sources) for key, value in found.kept["meta"]}
    private = next((found.private for found in sources if found.private), "")
    kept = {key: value for key, value in meta.items() if key.startswith("purged/")}
    if private:
        kept["private"] = private
        store.private = Book(private, "private", "")
    sql = "insert or replace into meta(key, value) values(?, ?)"
    store.connection.executemany(sql, list(kept.items()))


def _keep(store: "Store", found: Found, waiting: set[tuple[str, int]], *, all_there: bool) -> None:
    """Keep what is no fact; `waiting` are erased lines that no erase fact names yet."""
    run = store.connection.executemany
    late = [row for row in found.kept["late"] if row[:2] in waiting]
    sql = """insert or ignore into late(replica, seq, book, kind, id)
      select ?1, ?2, no, ?4, ?5 from book where id = ?3"""
    run(sql, late)
    run("delete from gone where replica = ? and seq = ?", [row[:2] for row in late])
    sql = "insert or ignore into quarantine(sha256, at, author, event, data) values(?, ?, ?, ?, ?)"
    run(sql, found.kept["quarantine"])
    if all_there:
        run("insert or ignore into undo(no, deed, undone, label, entries) values(?, ?, ?, ?, ?)", _steps(store, found))


def _steps(store: "Store", found: Found) -> Iterator[tuple[object, ...]]:
    """Yield the steps that could be undone, for the numbers that replicas have in the new workspace."""
    here = dict(store.connection.execute("select id, no from replica").fetchall())
    numbers = {no: here[id] for no, id in found.numbers.items() if id in here}
    for *step, entries in found.kept["undo"]:
        with suppress(KeyError, TypeError, ValueError):  # of a bare page nothing is believed
            yield *step, undo.renumbered(entries, numbers)


def say_again(store: "Store", proof: Proof) -> int:
    """Save loose lines anew, as this laptop's; return how many. When the original comes in later, it says the same.

    A value that somebody has set since by what is proven stays. Nobody is vouched for: the crew book is left out.
    """
    read = (fact for one in proof.replicas if _again(one) for fact in one.loose.values())
    loose = sorted((fact for fact in read if fact and fact.op == "save"), key=lambda fact: (fact.hlc, fact.seq))
    books = {one.strand.book.id: one.strand.book for one in proof.replicas}
    puts = [put for fact in loose if (put := _put(store, books[fact.book], fact))]
    if puts:
        store.write_quietly(puts)
    return len(puts)


def _again(one: Proven) -> bool:
    """Tell whether what was read of a replica after its proven lines is said again."""
    return one.strand.book.sort != "crew"


def missing(store: "Store", proof: Proof) -> dict[str, int]:
    """Return {author key: lines} of what is known to have been and is not in the new workspace; "" is nobody known."""
    found: dict[str, int] = {}
    here = dict(store.connection.execute("select id, n from replica").fetchall())
    for one in proof.replicas:
        n = here.get(one.strand.replica, 0)
        again = sum(seq > n for seq in one.loose) if _again(one) else 0
        found[one.strand.author] = found.get(one.strand.author, 0) + max(0, one.reach - n - again)
    found[""] = sum(max(0, n - here.get(replica, 0)) for replica, n in proof.lost.items())
    return {author: n for author, n in found.items() if n}


def _put(store: "Store", book: Book, fact: Fact) -> Put | None:
    """Return the write that says a loose line again, None when it is here, closed or replaced."""
    sql = """select no, exists(select 1 from closed where closed.book = book.no and closed.id = ?1),
      coalesce((select n from replica where replica.id = ?2), 0) from book where book.id = ?3"""
    row = store.connection.execute(sql, (fact.id, fact.replica, fact.book)).fetchone()
    number, closed, here = row or (0, 0, 0)
    if closed or here >= fact.seq:
        return None
    saves = derive.writes(store.connection, number, [fact.id]).get(fact.id, ("", []))[1] if number else []
    newer = {name for save in saves if save.hlc > fact.hlc for name in save.fields}
    fields = {name: value for name, value in fact.fields.items() if name != BASE and name not in newer}
    return (
        Put(book, fact.kind, fact.id, fields) if any(name[0] != "~" or name == "~deleted" for name in fields) else None
    )
