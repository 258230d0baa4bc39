"""The shape of a workspace's log, one step at a time; steps are only ever added, tables of records are derived."""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from hubdesk.store import sqlite  # noqa: F401 - imported before sqlite_utils, so that both use our library

#: Written into every file (PRAGMA user_version): raised with every step.
FORMAT = 5

_LOG = """
create table meta(key text primary key, value text not null) strict, without rowid;
create table book(no integer primary key, id text not null unique, sort text not null, subject text not null) strict;
create table replica(
  no integer primary key, book integer not null, id text not null unique, author text not null,
  n integer not null default 0, chain blob not null default x'', hlc integer not null default 0) strict;
create index replica_book on replica(book);
create table fact(
  replica integer not null, seq integer not null, hlc integer not null, op text not null, action text not null,
  kind text not null, id text not null, body text, salt text not null default '',
  primary key(replica, seq)) strict, without rowid;
create index fact_record on fact(id) where id <> '';
create index fact_time on fact(hlc);
create table receipt(
  replica integer not null, seq integer not null, other text not null, upto integer not null,
  primary key(replica, seq, other)) strict, without rowid;
create table signature(
  replica integer not null, n integer not null, chain blob not null, signature blob not null,
  primary key(replica, n)) strict, without rowid;
create table leaf(
  replica integer not null, seq integer not null, leaf blob not null, primary key(replica, seq)) strict, without rowid;
create table gone(replica text not null, seq integer not null, primary key(replica, seq)) strict, without rowid;
create table late(
  replica text not null, seq integer not null, book integer not null, kind text not null, id text not null,
  primary key(replica, seq)) strict, without rowid;
create table closed(book integer not null, id text not null, primary key(book, id)) strict, without rowid;
create table undo(
  no integer primary key, action text not null, undone integer not null default 0, label text not null,
  about text not null, entries text not null) strict;
create index undo_undone on undo(no) where undone = 1;
create table quarantine(
  sha256 text primary key, at text not null, author text not null, event text not null, data blob not null) strict;
create table bundle_seen(sha256 text primary key, at text not null, author text not null, result text not null) strict;
create table blob(sha256 text primary key, size integer not null, data blob not null) strict;
"""
_PLACES = """
create table fact(
  place integer primary key, hlc integer not null, what integer not null, deed any not null, kind text not null,
  about any not null, body text, salt text not null default '',
  replica integer as (place >> 32), seq integer as (place & 4294967295),
  op text as (case what when 0 then 'save' when 1 then 'open' when 2 then 'receipt' else 'erase' end),
  action text as (iif(typeof(deed) = 'blob', lower(hex(deed)), deed)),
  id text as (iif(typeof(about) = 'blob', lower(hex(about)), about))) strict;
insert into fact(place, hlc, what, deed, kind, about, body, salt)
  select replica << 32 | seq, hlc, case op when 'save' then 0 when 'open' then 1 when 'receipt' then 2 else 3 end,
    iif(length(action) = 32 and action not glob '*[^0-9a-f]*', unhex(action), action), kind,
    iif(length(id) = 32 and id not glob '*[^0-9a-f]*', unhex(id), id), body, salt from line order by replica, seq;
drop table line;
create index fact_record on fact(about) where about <> '';
"""
_STEPS = """
create table undo(
  no integer primary key, deed blob, undone integer not null default 0, label text, entries text not null) strict;
create index undo_undone on undo(no) where undone = 1;
"""


def _by_places(entries: str, numbers: Mapping[str, int]) -> str:
    """Return the entries [replica, [[seq, kind, id, values, moved], …]] of format 2 as [place, values, moved]."""
    kept = [
        [numbers[replica] << 32 | seq, values, moved]
        for replica, run in json.loads(entries)
        for seq, _, _, values, moved in run
    ]
    short = [one if one[2] else one[:2] if one[1] is not None else one[:1] for one in kept]
    return json.dumps(short, ensure_ascii=False, separators=(",", ":"))


@cache
def steps() -> Any:
    """Return the migration steps of sqlite-utils; imported late, for the library costs more than a window."""
    from sqlite_utils import Migrations

    migrations = Migrations("hubdesk")

    @migrations()
    def s001_log(db: Any) -> None:
        for statement in filter(str.strip, _LOG.split(";")):
            db.execute(statement)

    @migrations()
    def s002_less(db: Any) -> None:
        """Keep what a step replaced without what its facts tell: the book. The first program knew no moves.

        No index of facts by time: those of a replica are in order.
        """
        db.execute("drop index fact_time")
        for no, text in db.execute("select no, entries from undo").fetchall():
            if text.startswith("["):
                runs = [
                    [replica, [[seq, kind, id, None if made else values, *(moved or [None])]]]
                    for _, _, _, kind, id, values, made, replica, seq, *moved in json.loads(text)
                ]
                db.execute("update undo set entries = ? where no = ?", (json.dumps(runs, ensure_ascii=False), no))
        db.execute("alter table undo drop column about")

    @migrations()
    def s003_places(db: Any) -> None:
        """Keep lines by one number in the place of two, and ids in half their room (see `places`)."""
        db.execute("drop index fact_record")
        db.execute("alter table fact rename to line")
        for statement in filter(str.strip, _PLACES.split(";")):
            db.execute(statement)

    @migrations()
    def s004_views(db: Any) -> None:
        """From here on a view stands for the table of a kind without records: an older program would take it for one.

        Nothing is done to the log; the derived tables are made anew, for their fingerprint is another.
        """

    @migrations()
    def s005_steps(db: Any) -> None:
        """Keep of a step the places of its lines, and nothing that these tell (see `undo`)."""
        numbers = dict(db.execute("select id, no from replica").fetchall())
        rows = db.execute("select no, action, undone, label, entries from undo order by no").fetchall()
        db.execute("drop table undo")
        for statement in filter(str.strip, _STEPS.split(";")):
            db.execute(statement)
        for no, action, undone, label, entries in rows:
            with suppress(KeyError, ValueError):  # a step that nobody could take back
                kept = _by_places(entries, numbers) if entries.startswith("[") else entries
                db.execute("insert into undo values(?, ?, ?, ?, ?)", (no, bytes.fromhex(action), undone, label, kept))

    return migrations


def migrate(connection: Any) -> None:
    """Bring an open file to FORMAT; each step is one transaction."""
    from sqlite_utils import Database

    steps().apply(Database(connection, execute_plugins=False))
    connection.execute(f"pragma user_version = {FORMAT}")
