"""The one SQLite library of the program: chosen, checked and made known to sqlite-utils."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

#: Loaded before the first import of sqlite_utils, which prefers `pysqlite3`: then both use one copy of SQLite.
sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)

DatabaseError = dbapi2.DatabaseError
OperationalError = dbapi2.OperationalError
Connection = Any
#: "HubD", the mark of our files (PRAGMA application_id).
APPLICATION = 0x48756244
#: How a file begins that is not locked.
PLAIN = b"SQLite format 3\0"
#: SQLite below this version can lose a WAL on reset (sqlite.org, WAL-reset bug) or lacks contentless deletes in FTS5.
OLDEST = (3, 51, 3)


def version_fits() -> bool:
    """Tell whether the bundled SQLite is new enough and has full-text search."""
    options = {row[0] for row in dbapi2.connect(":memory:").execute("pragma compile_options")}
    return bool(dbapi2.sqlite_version_info >= OLDEST and "ENABLE_FTS5" in options)


class _Connection(dbapi2.Connection):  # type: ignore[misc]  # the library has no types
    """A connection that knows its key: 32 bytes, then the 16 that stand at the head of the file. None: a plain one."""

    key: bytes | None = None


def writer(path: Path, key: bytes | None = None) -> Connection:
    """Return the writing connection of a workspace; used by one thread at a time, transactions are explicit."""
    return _connected(str(path), key)


def reader(path: Path, key: bytes | None = None) -> Connection:
    """Return a connection that cannot write; with a key, a file that is in plain is read all the same."""
    with suppress(OSError), path.open("rb") as file:  # what hinders is told by SQLite below
        key = None if file.read(len(PLAIN)) == PLAIN else key
    connection = _connected(f"{path.absolute().as_uri()}?mode=ro", key)
    connection.execute("pragma query_only = on")
    connection.execute("pragma trusted_schema = off")
    return connection


def fits(path: Path, key: bytes) -> bool:
    """Tell whether a key opens a locked file; only its first page is read, nothing is made beside it."""
    connection = _connected(f"{path.absolute().as_uri()}?immutable=1", key)
    try:
        connection.execute("pragma user_version").fetchone()
    except DatabaseError:
        return False
    finally:
        connection.close()
    return True


def _connected(name: str, key: bytes | None) -> Connection:
    uri = name.startswith("file:")
    connection = dbapi2.connect(
        name, uri=uri, isolation_level=None, check_same_thread=False, timeout=5, factory=_Connection
    )
    if key is not None:
        connection.key = key
        connection.execute("pragma cipher_log_level = none")  # a wrong passphrase is told by us, not on stderr
        connection.execute(f"pragma key = {_literal(key)}")
    return connection


def export(connection: Connection, path: Path, key: bytes | None) -> None:
    """Copy an open file row by row into an empty one under another key, or under none; not durable before a sync."""
    marks = [(name, connection.execute(f"pragma {name}").fetchone()[0]) for name in ("application_id", "user_version")]
    connection.execute(f"attach ? as other key {_literal(key)}", (str(path),))
    try:
        connection.execute("pragma other.journal_mode = off")
        connection.execute("pragma other.synchronous = off")
        connection.execute("select sqlcipher_export('other')")
        for name, value in marks:
            connection.execute(f"pragma other.{name} = {value}")
    finally:
        connection.execute("detach other")


def _literal(key: bytes | None) -> str:
    """Return a key as SQLCipher takes it raw: no passphrase, so that it derives nothing by itself."""
    return f"\"x'{key.hex()}'\"" if key else "''"


def prepare(connection: Connection) -> None:
    """Set what every writing connection needs; in WAL with FULL, a commit that returned survives a power cut."""
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",
        "secure_delete = on",
        "trusted_schema = off",
        "foreign_keys = off",
        "temp_store = memory",
        "cache_size = -8192",  # KiB; it fills in the course of a day, and more makes no merge faster
        "busy_timeout = 5000",
        "wal_autocheckpoint = 1000",  # a log that is written over needs no new room on the disk: a commit is faster
    ):
        connection.execute(f"pragma {pragma}")
