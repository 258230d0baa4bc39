"""Erasing a record's words for good: its lines become leaves, its id is closed, every signature still holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hubdesk.model import facts
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book
from hubdesk.model.records import Value
from hubdesk.store import blobs, places, tables, undo
from hubdesk.store.sqlite import Connection

if TYPE_CHECKING:
    from hubdesk.store.log import Log

_NAMES = 500
_LINES = """select replica.no, replica.id, seq, fact.hlc, op, action, kind, fact.id, body, salt from fact
  join replica on replica.no = fact.replica where replica.book = ? and op = 'save' and body is not null"""
_ABOUT = "about = ? and about <> ''"
#: The key in `meta` that tells that words went from the log, and may still stand in backups (see purge.finish).
UNFINISHED = "unfinished"
#: Kinds that must not stay in older backups either, once they were erased: people, and what may show or name them.
PERSONAL = frozenset({"person", "attachment", "turn"})


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
    sql = f"{_LINES} and {_ABOUT} and kind = ? and action <> ?"
    rows = log.connection.execute(sql, (number, places.kept(id), kind, action)).fetchall()
    for start in range(0, len(rows), _NAMES):
        named = [(replica, seq) for _, replica, seq, *_ in rows[start : start + _NAMES]]
        fields: dict[str, Value] = {f"gone/{replica}-{seq}": True for replica, seq in named}
        log.append(book, "erase", (kind, derived_id("redacted", id)), fields, action=action)
        log.connection.executemany("insert or ignore into gone(replica, seq) values(?, ?)", named)
    _drop(log.connection, rows)


def lines_of(connection: Connection, book: int, id: str) -> list[tuple[str, int]]:
    """Return (replica, seq) of every line about a record that still has its words."""
    rows = connection.execute(f"{_LINES} and {_ABOUT}", (book, places.kept(id)))
    return [(replica, seq) for _, replica, seq, *_ in rows]


def close(connection: Connection, book: int, record: tuple[str, str]) -> set[tuple[str, str]]:
    """Turn the lines of a record into leaves, remove its row and its words from search; close its id.

    Returns the (kind, id) that went: another kind too, where the one who erased called the record by a wrong one.
    """
    rows = connection.execute(f"{_LINES} and {_ABOUT}", (book, places.kept(record[1]))).fetchall()
    went = {record, *_drop(connection, rows)}
    for kind, id in went:
        tables.forget(connection, kind, book, id)
    connection.execute("insert or ignore into closed(book, id) values(?, ?)", (book, record[1]))
    if any(kind in PERSONAL for kind, _ in went):
        blobs.sweep(connection)
        _forgotten(connection, book)
    return went


def _forgotten(connection: Connection, book: int) -> None:
    """Drop the files that wait for the event, for they cannot be looked through; note that backups hold somebody."""
    connection.execute("delete from quarantine where event = (select subject from book where no = ?)", (book,))
    connection.execute("insert or ignore into meta(key, value) values(?, 'forget')", (UNFINISHED,))


def drop_named(connection: Connection, book: int, line: tuple[str, int]) -> tuple[str, str] | None:
    """Turn a line (replica, seq) that an erase fact names into its leaf; return the (kind, id) it was about, if here.

    Steps that mention the record are kept no more. What is left of the record is for the caller to derive.
    """
    sql = f"{_LINES} and replica.id = ?2 and place = replica.no << 32 | ?3 and seq = ?3"
    rows = connection.execute(sql, (book, *line)).fetchall()
    for row in rows:
        undo.forget(connection, row[7])
    return next(iter(_drop(connection, rows)), None)


def _drop(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> set[tuple[str, str]]:
    """Put leaves in the place of lines, given as `_LINES` reads them; return the (kind, id) they were about."""
    for no, _, seq, hlc, op, action, kind, id, body, salt in rows:
        leaf = facts.leaf(facts.line(seq, hlc, (op, action, kind, id), body, salt=salt))
        connection.execute("insert or ignore into leaf(replica, seq, leaf) values(?, ?, ?)", (no, seq, leaf))
        connection.execute(
            "update fact set hlc = 0, deed = '', kind = '', about = '', body = null, salt = '' where place = ?",
            (places.place(no, seq),),
        )
    return {(row[6], row[7]) for row in rows}


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
