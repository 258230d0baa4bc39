"""Whether a workspace is whole: the file, the chains, the signatures, and the tables against the log."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from hubdesk.errors import Refused
from hubdesk.i18n import Sentence, count, say
from hubdesk.model import facts
from hubdesk.model.merge import FIRST_READ
from hubdesk.model.records import RECORDS
from hubdesk.store import blobs, derive, segments, tables
from hubdesk.store.log import Log
from hubdesk.store.sqlite import Connection, DatabaseError

#: verify(author key hex, message, signature) tells whether the signature is good.
Verify = Callable[[str, bytes, bytes], bool]

#: What altered bytes make of reading: pages and letters the engine refuses, values of another sort, rows that are gone.
UNREADABLE = (DatabaseError, ValueError, TypeError, AttributeError, LookupError)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: sentences about damage (none = healthy), numbers of facts and signatures that were checked."""

    damage: tuple[Sentence, ...]
    facts: int
    signatures: int
    rebuilt: bool


def look(log: Log, *, rebuild: bool, verify: Verify | None) -> Findings:
    """Check everything; `rebuild` makes the tables anew from the log, in one transaction.

    Without it they are made anew too, compared, and left as they were. What cannot even be read is damage, no fault.
    """
    try:
        return _look(log, rebuild=rebuild, verify=verify)
    except (*UNREADABLE, Refused):  # the log's own door calls it so
        return Findings((say("The file itself is damaged."),), 0, 0, False)


def _look(log: Log, *, rebuild: bool, verify: Verify | None) -> Findings:
    connection = log.connection
    damage: list[Sentence] = []
    (verdict,) = connection.execute("pragma integrity_check(1)").fetchone()
    checked, broken = _chains(connection)
    signed, forged = _signatures(connection, verify)
    same = _compared(log, keep=rebuild)
    if verdict != "ok" or not (same or rebuild):
        damage.append(say("The file itself is damaged."))
    if broken:
        damage.append(count(broken, "{n} line of the log was altered.", "{n} lines of the log were altered."))
    if forged:
        damage.append(count(forged, "{n} signature does not fit.", "{n} signatures do not fit."))
    if spoilt := blobs.damaged(connection):
        damage.append(count(spoilt, "{n} photo or receipt was altered.", "{n} photos or receipts were altered."))
    if rebuild and not same:
        damage.append(say("The tables differed from the log; they were made anew from it."))
    return Findings(tuple(damage), checked, signed, rebuild)


def _compared(log: Log, *, keep: bool) -> bool:
    """Make the tables anew from the log and tell whether they say what they said before; undone unless `keep`."""
    try:
        before = state_digest(log.connection)
    except UNREADABLE:
        before = ""
    same = False
    try:
        with log.transaction():
            derive.rebuild(log.connection)
            same = state_digest(log.connection) == before
            if not keep:
                raise _Compared
    except _Compared:
        pass
    return same


class _Compared(Exception):  # noqa: N818 - not an error: it takes a comparison back and never leaves here
    """Ends the transaction of a comparison."""


def _chains(connection: Connection) -> tuple[int, int]:
    """Return (facts read, replicas whose chain does not come out)."""
    read = broken = 0
    sql = "select replica.no, replica.id, n, chain, book.id from replica join book on book.no = replica.book"
    for no, replica, n, chain, book in connection.execute(sql).fetchall():
        reached, last = b"", 0
        for seq, leaf in segments.leaves(connection, no, 1, n):
            last += 1
            if seq != last:
                break
            reached = facts.chain(book, replica, seq, before=reached, leaf=leaf)
            read += 1
        broken += last != n or reached != bytes(chain)
    return read, broken


def _signatures(connection: Connection, verify: Verify | None) -> tuple[int, int]:
    if verify is None:
        return 0, 0
    sql = """select book.id, replica.id, author, s.n, s.chain, signature from signature s
      join replica on replica.no = s.replica join book on book.no = replica.book"""
    rows = connection.execute(sql).fetchall()
    bad = 0
    for book, replica, author, n, chain, signature in rows:
        message = facts.to_sign(book, replica, author, n, chain=bytes(chain))
        bad += not verify(author, message, bytes(signature))
    return len(rows), bad


def total(digests: list[str]) -> str:
    """Return one digest over the digests of several books, in the order given."""
    return hashlib.sha256(b"hubdesk-total-v1\0" + "".join(digests).encode()).hexdigest()


def state_digest(connection: Connection, book: int | None = None) -> str:
    """Return SHA-256 over the sorted visible records with their open versions: no nulls, deletions or FIRST_READ."""
    whole = hashlib.sha256(b"hubdesk-state-v1\0")
    lines: list[bytes] = []
    for kind in sorted(RECORDS):
        names = [name for name in tables.shape(kind).sorts if name not in FIRST_READ.get(kind, ())]
        listed = ", ".join(f'"{name}"' for name in names)
        scope = "" if book is None else " and book = ?"
        sql = f'select id, versions, {listed} from "{kind}" where hidden = 0{scope}'
        defaults = tables.shape(kind).defaults
        for id, versions, *values in connection.execute(sql, () if book is None else (book,)):
            given = {n: v for n, v in zip(names, values, strict=True) if v != defaults[n]}
            several = {n: sorted(map(repr, v)) for n, v in json.loads(versions).items()} if versions else {}
            lines.append(facts.canonical([kind, id, given, several]))
    for line in sorted(lines):
        whole.update(len(line).to_bytes(4, "big") + line)
    return whole.hexdigest()
