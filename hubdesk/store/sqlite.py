"""The one SQLite library of the program: chosen, checked and made known to sqlite-utils."""

import sys
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
#: SQLite below this version can lose a WAL on reset (sqlite.org, WAL-reset bug) or lacks contentless deletes in FTS5.
OLDEST = (3, 51, 3)


def version_fits() -> bool:
    """Tell whether the bundled SQLite is new enough and has full-text search."""
    options = {row[0] for row in dbapi2.connect(":memory:").execute("pragma compile_options")}
    return bool(dbapi2.sqlite_version_info >= OLDEST and "ENABLE_FTS5" in options)


def writer(path: Path) -> Connection:
    """Return the writing connection of a workspace; used by one thread at a time, transactions are explicit."""
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5)
    return connection


def reader(path: Path) -> Connection:
    """Return a connection that cannot write."""
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False, timeout=5
    )
    connection.execute("pragma query_only = on")
    connection.execute("pragma trusted_schema = off")
    return connection


def prepare(connection: Connection) -> None:
    """Set what every writing connection needs; in WAL with FULL, a commit that returned survives a power cut."""
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",
        "secure_delete = on",
        "trusted_schema = off",
        "foreign_keys = off",
        "temp_store = memory",
        "cache_size = -32768",
        "busy_timeout = 5000",
        "wal_autocheckpoint = 1000",  # a log that is written over needs no new room on the disk: a commit is faster
    ):
        connection.execute(f"pragma {pragma}")
