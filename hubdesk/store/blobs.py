"""The bytes of photos and receipts: each kept once, under its SHA-256, for as long as a record names it."""

import hashlib
from collections.abc import Callable

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


def fill(connection: Connection, fetch: Fetch) -> None:
    """Keep what records name and `fetch` has; bytes of another hash than asked for are left. Inside a transaction."""
    for sha256 in missing(connection):
        content = fetch(sha256)
        if content is not None and hashlib.sha256(content).hexdigest() == sha256:
            keep(connection, content)


def sweep(connection: Connection) -> None:
    """Remove the bytes that no record names any more. Inside a transaction."""
    connection.execute("delete from blob where sha256 not in (select sha256 from attachment)")


def damaged(connection: Connection) -> int:
    """Return how many are not what their hash says."""
    rows = connection.execute("select sha256, data from blob")
    return sum(hashlib.sha256(data).hexdigest() != sha256 for sha256, data in rows)
