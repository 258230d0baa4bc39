"""The bytes of photos and receipts: each kept once, under its SHA-256, for as long as a record names it."""

import hashlib
from collections.abc import Callable, Mapping

from hubdesk.model.facts import Book
from hubdesk.store.sqlite import Connection

#: fetch(sha256) returns the bytes that were asked for, None where they are not to be had.
Fetch = Callable[[str], bytes | None]


def keep(connection: Connection, content: bytes) -> None:
    """Keep bytes under their hash; what is here already is not kept twice. Inside a transaction."""
    sql = "insert or ignore into blob(sha256, size, data) values(?, ?, ?)"
    connection.execute(sql, (hashlib.sha256(content).hexdigest(), len(content), content))


def missing(connection: Connection) -> list[str]:
    """Return the hashes that records name, those that were put away too, and whose bytes are not here."""
    sql = "select distinct sha256 from attachment where sha256 not in (select sha256 from blob)"
    return [sha256 for (sha256,) in connection.execute(sql)]


def fill(connection: Connection, fetch: Fetch) -> bool:
    """Keep what records name and `fetch` has, and tell whether anything came; inside a transaction.

    Bytes of another hash than asked for are left.
    """
    came = False
    for sha256 in missing(connection):
        content = fetch(sha256)
        if content is not None and hashlib.sha256(content).hexdigest() == sha256:
            keep(connection, content)
            came = True
    return came


def read(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes of a hash, None where they are not here."""
    row = connection.execute("select data from blob where sha256 = ?", (sha256,)).fetchone()
    return bytes(row[0]) if row else None


def named(connection: Connection, book: Book, since: Mapping[str, int]) -> list[str]:
    """Return the hashes that records of a book name which were not put away, and whose bytes are here.

    Left out is what lines up to `since` ({replica: last line}) name: who has these lines has the bytes.
    """
    sql = """select attachment.sha256, replica.id, seq from attachment
      join fact on about = unhex(attachment.id) and about <> '' and op = 'save'
      and body ->> 'sha256' = attachment.sha256
      join replica on replica.no = fact.replica and replica.book = attachment.book
      where hidden = 0 and attachment.sha256 in (select sha256 from blob)
      and attachment.book = (select no from book where id = ?) order by attachment.id"""
    rows = connection.execute(sql, (book.id,)).fetchall()
    return list(dict.fromkeys(sha256 for sha256, replica, seq in rows if seq > since.get(replica, 0)))


def sweep(connection: Connection) -> None:
    """Remove the bytes that no record names any more. Inside a transaction."""
    connection.execute("delete from blob where sha256 not in (select sha256 from attachment)")


def damaged(connection: Connection) -> int:
    """Return how many are not what their hash says."""
    rows = connection.execute("select sha256, data from blob")
    return sum(hashlib.sha256(data).hexdigest() != sha256 for sha256, data in rows)
