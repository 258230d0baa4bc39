"""Erasing a record's words for good: its lines become leaves, its id is closed, every signature still holds."""

from typing import TYPE_CHECKING

from hubdesk.model import facts
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book
from hubdesk.model.records import Value
from hubdesk.store import tables
from hubdesk.store.sqlite import Connection

if TYPE_CHECKING:
    from hubdesk.store.log import Log

_NAMES = 500


def erase(log: "Log", book: Book, record: tuple[str, str], action: str) -> None:
    """Erase a record (kind, id) in one book: append erase facts naming its lines, then drop these; in a transaction."""
    number = log.book(book)
    lines = lines_of(log.connection, number, record[1])
    for start in range(0, max(len(lines), 1), _NAMES):
        named = lines[start : start + _NAMES]
        fields: dict[str, Value] = {f"gone/{replica}-{seq}": True for replica, seq in named}
        log.append(book, "erase", record, fields, action=action)
        log.connection.executemany("insert or ignore into gone(replica, seq) values(?, ?)", named)
    close(log.connection, number, record)


def redact(log: "Log", book: Book, record: tuple[str, str], action: str) -> None:
    """Erase every line of a record but those of this action, which say all that may stay; its id stays open.

    The erase facts stand under an id of their own, derived from the record's, so that the record itself goes on.
    """
    number, (kind, id) = log.book(book), record
    sql = """select replica.no, replica.id, seq, fact.hlc, op, action, body, salt from fact
      join replica on replica.no = fact.replica where fact.id = ? and fact.kind = ? and replica.book = ?
      and op = 'save' and body is not null and action <> ?"""
    rows = log.connection.execute(sql, (id, kind, number, action)).fetchall()
    for start in range(0, len(rows), _NAMES):
        named = [(replica, seq) for _, replica, seq, *_ in rows[start : start + _NAMES]]
        fields: dict[str, Value] = {f"gone/{replica}-{seq}": True for replica, seq in named}
        log.append(book, "erase", (kind, derived_id("redacted", id)), fields, action=action)
        log.connection.executemany("insert or ignore into gone(replica, seq) values(?, ?)", named)
    for no, _, seq, hlc, op, made, body, salt in rows:
        drop(log.connection, no, seq, facts.leaf(facts.line(seq, hlc, (op, made, kind, id), body, salt=salt)))


def lines_of(connection: Connection, book: int, id: str) -> list[tuple[str, int]]:
    """Return (replica, seq) of every line about a record that still has its words."""
    sql = """select replica.id, fact.seq from fact join replica on replica.no = fact.replica
      where fact.id = ? and fact.id <> '' and replica.book = ? and op = 'save' and body is not null"""
    return [(replica, seq) for replica, seq in connection.execute(sql, (id, book))]


def close(connection: Connection, book: int, record: tuple[str, str]) -> None:
    """Turn the lines of a record into leaves, remove its row and its words from search; close its id."""
    kind, id = record
    sql = """select replica.no, seq, fact.hlc, op, action, kind, fact.id, body, salt from fact
      join replica on replica.no = fact.replica
      where fact.id = ? and fact.id <> '' and replica.book = ? and op = 'save' and body is not null"""
    for no, seq, hlc, op, action, kind_, id_, body, salt in connection.execute(sql, (id, book)).fetchall():
        drop(connection, no, seq, facts.leaf(facts.line(seq, hlc, (op, action, kind_, id_), body, salt=salt)))
    tables.forget(connection, kind, book, id)
    connection.execute("insert or ignore into closed(book, id) values(?, ?)", (book, id))


def drop(connection: Connection, no: int, seq: int, leaf: bytes) -> None:
    """Put a leaf in the place of one line."""
    connection.execute("insert or ignore into leaf(replica, seq, leaf) values(?, ?, ?)", (no, seq, leaf))
    connection.execute(
        """update fact set hlc = 0, action = '', kind = '', id = '', body = null, salt = ''
          where replica = ? and seq = ?""",
        (no, seq),
    )


def name_late(log: "Log", book: Book, action: str) -> None:
    """Append erase facts for lines of closed records that came in later, so that their leaves can travel."""
    number = log.book(book)
    sql = "select kind, id, replica, seq from late where book = ? order by id"
    groups: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for kind, id, replica, seq in log.connection.execute(sql, (number,)).fetchall():
        groups.setdefault((kind, id), []).append((replica, seq))
    for (kind, id), rows in groups.items():
        for start in range(0, len(rows), _NAMES):
            named = rows[start : start + _NAMES]
            log.append(book, "erase", (kind, id), {f"gone/{r}-{n}": True for r, n in named}, action=action)
            log.connection.executemany("insert or ignore into gone(replica, seq) values(?, ?)", named)
    log.connection.execute("delete from late where book = ?", (number,))
