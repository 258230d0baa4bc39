"""An end to an event's words in every file that HubDesk controls: log, tables, search, undo, WAL and backups."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubdesk import paths
from hubdesk.model.change import Put
from hubdesk.model.facts import Book
from hubdesk.model.records import RECORDS, columns
from hubdesk.store import backup, blobs, erasure, merged, opening, places, sqlite, tables
from hubdesk.store.sqlite import Connection

if TYPE_CHECKING:
    from hubdesk.store.store import Store

_BY_REPLICA = ("receipt", "signature", "leaf")


def purge(store: "Store", books: Sequence[Book], event: str) -> int:
    """Remove whole books, and what the private book keeps of an event; rewrite the file and its backups.

    Returns the number of facts removed. Which books went is remembered, so that they never come back unasked; what is
    left to do after the transaction as well, so that a start after an interruption ends it.
    """
    connection = store.connection
    with store.log.transaction():
        removed = sum(_drop(connection, book) for book in books)
        for kind, id in _private(connection, event):
            store.log.write([Put(store.private, kind, id, {}, way="erase")], store.new_id(), {})
        blobs.sweep(connection)
        tables.tidy(connection, tables.SEARCHED)
        connection.execute("delete from undo")
        connection.execute("delete from quarantine where event = ?", (event,))
        merged.forget(connection, event)
        for book in books:
            connection.execute("insert or replace into meta(key, value) values(?, 'purged')", (f"purged/{book.id}",))
        connection.execute("insert or replace into meta(key, value) values(?, 'purge')", (erasure.UNFINISHED,))
    store.log.forget(book.id for book in books)
    finish(store)
    return removed


def finish(store: "Store") -> None:
    """Do what is left after words went from the log: no older backup and no free page may hold them. Else nothing.

    Called after the transaction, and when a workspace is opened.
    """
    connection = store.connection
    sql = "select value from meta where key = ?"
    left = connection.execute(sql, (erasure.UNFINISHED,)).fetchone()
    if left is None:
        return
    try:
        store.sign_own()
        if left[0] == "purge":
            connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)")
        _renew_backups(store)
        with store.log.transaction():
            connection.execute("delete from meta where key = ?", (erasure.UNFINISHED,))
    except (OSError, sqlite.DatabaseError) as error:
        raise opening.trouble(error) from error


def _drop(connection: Connection, book: Book) -> int:
    row = connection.execute("select no from book where id = ?", (book.id,)).fetchone()
    if row is None:
        return 0
    (number,) = row
    replicas = [no for (no,) in connection.execute("select no from replica where book = ?", (number,)).fetchall()]
    removed = 0
    for no in replicas:
        removed += connection.execute("delete from fact where place between ? and ?", places.span(no)).rowcount
        for table in _BY_REPLICA:
            connection.execute(f"delete from {table} where replica = ?", (no,))
    for kind in RECORDS:
        tables.forget(connection, kind, number)
    for table in ("closed", "late", "replica"):
        connection.execute(f"delete from {table} where book = ?", (number,))
    connection.execute("delete from book where no = ?", (number,))
    return removed


def _private(connection: Connection, event: str) -> list[tuple[str, str]]:
    """Return the (kind, id) of what the private book keeps of an event: sensitive notes, secrets, the outbox."""
    found = []
    for kind, record in RECORDS.items():
        if "event" in columns(record):
            sql = f"select id from \"{kind}\" where event = ? and book in (select no from book where sort = 'private')"
            found += [(kind, id) for (id,) in connection.execute(sql, (event,)).fetchall()]
    return found


def _renew_backups(store: "Store") -> None:
    """Replace every backup by a fresh one, for they hold what was just removed."""
    connection = store.connection
    copies = [each.path for each in backup.copies(store.backups, store.path.stem, store.private.id, key=connection.key)]
    old = [*copies, *(path for each in copies if (path := each.with_name(f"{each.name}-wal")).exists())]
    backup.copy(connection, store.backups, store.path.stem, why="backup")
    for path in old:
        size = path.stat().st_size
        with path.open("rb+") as file:
            file.write(b"\0" * size)
            file.flush()
            os.fsync(file.fileno())
    paths.remove(old)
