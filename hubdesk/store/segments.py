"""The log as it travels: sealing own lines with signatures, and handing out signed segments of whole books."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from hubdesk.model import facts
from hubdesk.model.facts import Book, BookState, Segment
from hubdesk.store import erasure, places
from hubdesk.store.log import Log
from hubdesk.store.sqlite import Connection

PART = 5000
#: Where lines are long a part ends earlier: a bundle takes no part above 16 MiB.
PART_BYTES = 8 << 20


def seal(log: Log, books: Sequence[Book], sign: Callable[[bytes], bytes], action: str) -> None:
    """Name what was erased and came in later in these books, and sign what is ours; in a transaction."""
    for book in books:
        erasure.name_late(log, book, action)
    sign_own(log, sign)


def sign_own(log: Log, sign: Callable[[bytes], bytes]) -> None:
    """Sign the newest line of every replica of ours, and every 5,000th; in a transaction."""
    for row in unsigned(log):
        _sign(log, row, sign)


def unsigned(log: Log) -> list[tuple[str, int, str, int, bytes, int]]:
    """Return (book, number, id, last line, chain, last signed line) of replicas of ours that end in unsigned lines."""
    sql = """select book.id, replica.no, replica.id, n, chain, coalesce(signed, 0) from replica
      join book on book.no = replica.book
      left join (select replica, max(n) as signed from signature group by replica) on replica = replica.no
      where author = ? and n > coalesce(signed, 0)"""
    return list(log.connection.execute(sql, (log.author,)))


def _sign(log: Log, row: tuple[str, int, str, int, bytes, int], sign: Callable[[bytes], bytes]) -> None:
    book, no, id, n, chain, signed = row
    points: list[tuple[int, bytes]] = []
    if n - signed > PART or _size(log.connection, no, signed) > PART_BYTES:
        head, reached, size = facts.chain_head(book, id), chain_at(log.connection, no, signed), 0
        for seq, line in lines(log.connection, no, signed + 1, n):
            leaf = bytes.fromhex(line.decode()) if is_leaf(line) else facts.leaf(line)
            if size + len(line) > PART_BYTES or (seq - 1) % PART == 0:
                points += [(seq - 1, reached)] if seq - 1 > signed else []
                size = 0
            reached = facts.link(head, seq, reached, leaf)
            size += len(line) + 1
    points.append((n, chain))
    rows = [(no, at, link, sign(facts.to_sign(book, id, log.author, at, chain=link))) for at, link in points]
    log.connection.executemany("insert or ignore into signature(replica, n, chain, signature) values(?, ?, ?, ?)", rows)


def _size(connection: Connection, no: int, after: int) -> int:
    """Return about how many bytes the lines of a replica after one of them take."""
    sql = "select coalesce(sum(length(body) * 4 + 150), 0) from fact where place between ? and ?"
    return int(connection.execute(sql, places.span(no, after + 1)).fetchone()[0])


def chain_at(connection: Connection, no: int, n: int) -> bytes:
    """Return the chain of a replica at line `n`: known where it was signed or ends, else worked out from the lines."""
    if n == 0:
        return b""
    sql = """select chain from signature where replica = ?1 and n = ?2
      union select chain from replica where no = ?1 and n = ?2"""
    row = connection.execute(sql, (no, n)).fetchone()
    if row:
        return bytes(row[0])
    book, replica = connection.execute(
        "select book.id, replica.id from replica join book on book.no = replica.book where replica.no = ?", (no,)
    ).fetchone()
    head, reached = facts.chain_head(book, replica), b""
    for seq, leaf in leaves(connection, no, 1, n):
        reached = facts.link(head, seq, reached, leaf)
    return reached


def lines(connection: Connection, no: int, lo: int, hi: int) -> Iterator[tuple[int, bytes]]:
    """Yield (seq, line) of a replica; an erased line is its leaf as 64 hex digits."""
    sql = """select fact.seq, hlc, op, action, kind, id, body, salt, leaf.leaf from fact
      left join leaf on leaf.replica = fact.replica and leaf.seq = fact.seq
      where place between ? and ? order by place"""
    for seq, hlc, op, action, kind, id, body, salt, leaf in connection.execute(sql, places.span(no, lo, hi)):
        if body is None:
            yield seq, leaf.hex().encode()
        else:
            yield seq, facts.line(seq, hlc, (op, action, kind, id), body, salt=salt)


def leaves(connection: Connection, no: int, lo: int, hi: int) -> Iterator[tuple[int, bytes]]:
    """Yield (seq, leaf) of a replica."""
    for seq, line in lines(connection, no, lo, hi):
        yield seq, bytes.fromhex(line.decode()) if is_leaf(line) else facts.leaf(line)


def is_leaf(line: bytes) -> bool:
    """Tell an erased line (64 hex digits) from a fact (a JSON list)."""
    return len(line) == 64 and not line.startswith(b"[")


def of_book(connection: Connection, book: Book, since: Mapping[str, int] | None = None) -> Iterator[Segment]:
    """Yield the signed segments of a book, oldest line first, at most 5,000 lines each.

    `since` is {replica: last line the receiver has}; what it has is left out, whole segments only at their signed ends.
    """
    sql = """select replica.no, replica.id, author from replica join book on book.no = replica.book
      where book.id = ? and replica.n > 0 order by replica.id"""
    for no, replica, author in connection.execute(sql, (book.id,)).fetchall():
        lo = (since or {}).get(replica, 0) + 1
        for hi, chain, signature in _points(connection, no, lo):
            before = chain_at(connection, no, lo - 1)
            body = tuple(line for _, line in lines(connection, no, lo, hi))
            yield Segment(book.id, replica, author, lo, hi, before, chain, signature, body)
            lo = hi + 1


def _points(connection: Connection, no: int, lo: int) -> list[tuple[int, bytes, bytes]]:
    """Return the signed ends to cut at: each the farthest within 5,000 lines."""
    sql = "select n, chain, signature from signature where replica = ? and n >= ? order by n"
    rows = connection.execute(sql, (no, lo)).fetchall()
    chosen: list[tuple[int, bytes, bytes]] = []
    start = lo
    for index, row in enumerate(rows):
        last = index + 1 == len(rows)
        if last or rows[index + 1][0] - start + 1 > PART or _heavy(connection, no, start, rows[index + 1][0]):
            chosen.append((row[0], bytes(row[1]), bytes(row[2])))
            start = row[0] + 1
    return chosen


def states(connection: Connection, *, private: bool = False) -> list[BookState]:
    """Return how far every book with facts is; the private book only when asked for."""
    found = []
    sql = "select no, id, sort, subject from book order by id"
    for no, id, sort, subject in connection.execute(sql).fetchall():
        rows = connection.execute("select id, n, chain from replica where book = ? and n > 0", (no,)).fetchall()
        if rows and (private or sort != "private"):
            tips = {replica: (n, bytes(chain)) for replica, n, chain in rows}
            vector = {replica: n for replica, (n, _) in tips.items()}
            book = Book(id, sort, subject)
            found.append(BookState(book, vector, sum(vector.values()), facts.log_digest(tips)))
    return found


def _heavy(connection: Connection, no: int, lo: int, hi: int) -> bool:
    sql = "select coalesce(sum(length(body) * 4 + 150), 0) from fact where place between ? and ?"
    return bool(connection.execute(sql, places.span(no, lo, hi)).fetchone()[0] > 2 * PART_BYTES)
