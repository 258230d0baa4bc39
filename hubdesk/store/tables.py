"""One derived table for each kind of record: made from the log, kept with it, remade whenever its shape changes."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple, TypeVar

from hubdesk.model import fold
from hubdesk.model.merge import FIRST_READ, State, is_member
from hubdesk.model.records import RECORDS, Record, Value, columns
from hubdesk.store.sqlite import Connection, OperationalError

R = TypeVar("R", bound=Record)
_SQL_TYPES = {"text": "text", "int": "integer", "bool": "integer", "set": "text", "map": "text"}
#: Found by their value. What is of an event is found by its book, a small number: an id takes ten times the room.
_INDEXED = ("charter", "edition", "section", "person", "note")
#: What full-text search looks at, for each kind that it knows.
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "note": ("text", "speaker", "keywords"),
    "statement": ("text", "theme", "keywords"),
    "poll": ("question", "labels"),
    "text": ("heading", "text"),
    "agenda": ("title",),
    "event": ("title", "place", "series", "host"),
    "person": ("name", "username", "badge", "community", "other_script"),
}
#: New rows wait for search until this many are there: their words are read from the rows, then indexed in one go.
WAITING = 64
_HIDDEN = 2
_TYPES: Mapping[str, type] = {"text": str, "int": int, "bool": bool}
_text = json.JSONEncoder(ensure_ascii=False).encode
_MARK = {"set": "[]", "map": "{}"}


class Shape(NamedTuple):
    """The columns of one kind: name to sort, default values, and the statement that writes a row."""

    sorts: Mapping[str, str]
    defaults: Mapping[str, Value]
    upsert: str
    #: The statement that writes a row that cannot be there yet.
    insert: str
    #: Where a column stands in a row of `upsert`; plain ones with the one type that they take; a row with defaults.
    at: Mapping[str, int]
    places: Mapping[str, tuple[int, type]]
    blank: tuple[object, ...]


@cache
def shape(kind: str) -> Shape:
    """Return the shape of a kind's table."""
    record = RECORDS[kind]
    sorts = columns(record)
    plain = {each.name: each.default for each in fields(record) if each.default is not MISSING}
    defaults = {name: _MARK.get(sort, plain.get(name)) for name, sort in sorts.items()}
    names = ["book", "id", "hidden", "versions", *sorts]
    quoted = ", ".join(f'"{name}"' for name in names)
    updates = ", ".join(f'"{name}" = excluded."{name}"' for name in names[2:])
    marks = ", ".join("?" * len(names))
    insert = f'insert into "{kind}"({quoted}) values({marks})'
    upsert = f"{insert} on conflict(id, book) do update set {updates}"
    at = {name: place for place, name in enumerate(sorts, start=4)}
    places = {name: (at[name], _TYPES[sort]) for name, sort in sorts.items() if sort in _TYPES}
    cells = [int(value) if isinstance(value, bool) else value for value in defaults.values()]
    return Shape(sorts, defaults, upsert, insert, at, places, (0, "", 0, "", *cells))


def fingerprint() -> str:
    """Return a hash of all that the rows depend on; another value means: remake the tables from the log."""
    whole = {kind: dict(shape(kind).sorts) for kind in sorted(RECORDS)}
    times = {kind: sorted(names) for kind, names in FIRST_READ.items()}
    text = json.dumps([whole, dict(SEARCHED), fold.FOLD_VERSION, times, 4], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def make(connection: Connection) -> None:
    """Make everything empty, dropping what was there; called inside a transaction.

    A table takes pages before it holds anything, an index of words takes four. So each is made with its first row, and
    until then a view of no rows stands in its place, for all who read.
    """
    here = dict(connection.execute("select name, type from sqlite_schema where type in ('table', 'view')").fetchall())
    empty = {kind: ["no", "book", "id", "hidden", "versions", *shape(kind).sorts] for kind in RECORDS}
    empty |= {f"{kind}_words": ["rowid", "words"] for kind in SEARCHED}
    for name, names in empty.items():
        if name in here:
            connection.execute(f'drop {here[name]} "{name}"')
        quoted = ",".join(f'"{each}"' for each in names)
        connection.execute(f'create view "{name}"({quoted}) as select {",".join("0" * len(names))} from meta where 0')
    connection.execute("create index if not exists book_subject on book(subject)")
    connection.execute("drop table if exists indexed")
    connection.execute("create table indexed(kind text primary key, upto integer not null) strict, without rowid")
    connection.executemany("insert into indexed(kind, upto) values(?, 0)", [(kind,) for kind in SEARCHED])


def _stands(connection: Connection, name: str) -> bool:
    """Tell whether something is a table by now."""
    sql = "select 1 from sqlite_schema where name = ? and type = 'table'"
    return connection.execute(sql, (name,)).fetchone() is not None


def _waits(connection: Connection, name: str) -> bool:
    """Tell after an error whether it was that there is no table yet: some others end the transaction."""
    return connection.in_transaction and not _stands(connection, name)


def _make(connection: Connection, kind: str) -> None:
    """Put the table of a kind, with its indexes, in the place of the view of no rows."""
    connection.execute(f'drop view "{kind}"')
    connection.execute(_create(kind))
    for name in _INDEXED:
        if name in shape(kind).sorts:
            connection.execute(f'create index "{kind}_{name}" on "{kind}"("{name}")')
    connection.execute(f'create index "{kind}_book" on "{kind}"(book, versions)')


def _make_words(connection: Connection, kind: str) -> None:
    """Put the index of words of a kind in the place of the view of no rows."""
    connection.execute(f'drop view "{kind}_words"')
    connection.execute(
        f"create virtual table \"{kind}_words\" using fts5(words, content='', contentless_delete=1, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")"
    )
    connection.execute(f'insert into "{kind}_words"("{kind}_words", rank) values(\'secure-delete\', 1)')


def _put(connection: Connection, kind: str, sql: str, rows: Sequence[list[object]]) -> int:
    """Write rows of a kind and return the number of the last one.

    The first ones make the table. Nobody asks whether it is there, for nearly always it is.
    """
    try:
        return _written(connection, sql, rows)
    except OperationalError:
        if not _waits(connection, kind):
            raise
        _make(connection, kind)
        return _written(connection, sql, rows)


def _written(connection: Connection, sql: str, rows: Sequence[list[object]]) -> int:
    if len(rows) > 1:
        connection.executemany(sql, rows[:-1])
    return int(connection.execute(sql, rows[-1]).lastrowid)


def _create(kind: str) -> str:
    body = ", ".join(
        f'"{name}" {_SQL_TYPES[sort]} not null default {_literal(shape(kind).defaults[name])}'
        for name, sort in shape(kind).sorts.items()
    )
    return (
        f'create table "{kind}"(no integer primary key, book integer not null, id text not null, '
        f"hidden integer not null default 0, versions text not null default '', {body}, unique(id, book)) strict"
    )


def _literal(value: Value) -> str:
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(int(value or 0))


def row(kind: str, book: int, id: str, found: State) -> list[object]:
    """Return the values of `upsert` for one state; a value of the wrong type counts as not given."""
    spec = shape(kind)
    cells = list(spec.blank)
    members: dict[str, dict[str, Value]] = {}
    for name, value in found.values.items():
        place = spec.places.get(name)
        if place is not None:
            if type(value) is place[1]:
                cells[place[0]] = int(value) if type(value) is bool else value
        elif is_member(name):
            head, _, member = name.partition("/")
            members.setdefault(head, {})[member] = value
    for head, given in members.items():
        if spec.sorts.get(head) in _MARK:
            cells[spec.at[head]] = _joined(spec.sorts[head], given)
    cells[:4] = (book, id, int(found.hidden), _text(dict(found.open)) if found.open else "")
    return cells


def _joined(sort: str, members: Mapping[str, Value]) -> str:
    """Return a set or map as the JSON that its column holds."""
    if sort == "set":
        return _text(sorted(m for m, v in members.items() if v is True))
    return _text({m: v for m, v in sorted(members.items()) if isinstance(v, str) and v})


def write(connection: Connection, kind: str, rows: Sequence[list[object]]) -> None:
    """Write rows of one kind and what search knows of them."""
    _put(connection, kind, shape(kind).upsert, rows)
    if kind in SEARCHED:
        _index_again(connection, kind, rows)
        _index_new(connection, kind, _last(connection, kind))


def add(connection: Connection, kind: str, rows: Sequence[list[object]]) -> None:
    """Write rows of one kind that are not there yet; search reads their words from them until they are indexed."""
    last = _put(connection, kind, shape(kind).insert, rows)
    if kind in SEARCHED and last // WAITING > (last - len(rows)) // WAITING:
        _index_new(connection, kind, last, rows)


def change(connection: Connection, kind: str, changes: Sequence[tuple[list[object], list[object]]]) -> None:
    """Write rows in the place of others; the index is left alone where no word that it holds is another."""
    connection.executemany(shape(kind).upsert, [row for row, _ in changes])
    if kind in SEARCHED:
        places = (_HIDDEN, *_searched(kind))
        _index_again(connection, kind, [row for row, old in changes if any(row[at] != old[at] for at in places)])


@cache
def _searched(kind: str) -> tuple[int, ...]:
    return tuple(shape(kind).at[name] for name in SEARCHED[kind])


def search_words(hidden: object, cells: Iterable[object]) -> str:
    """Return what search knows of the searched cells of a row: nothing of a deleted one."""
    return "" if hidden else fold.index_text(" ".join(map(str, cells)))


def _index_again(connection: Connection, kind: str, rows: Iterable[list[object]]) -> None:
    """Index the words of rows anew where they were indexed before."""
    # in their order: FTS5 writes out what it holds before each smaller number
    places, rows = _searched(kind), sorted(rows, key=lambda row: str(row[1]))
    sql = f"""insert or replace into "{kind}_words"(rowid, words) select no, ?1 from "{kind}"
      where id = ?2 and book = ?3 and no <= (select upto from indexed where kind = '{kind}')"""
    words = [(search_words(row[_HIDDEN], [row[at] for at in places]), row[1], row[0]) for row in rows]
    try:
        connection.executemany(sql, words)
    except OperationalError:
        if not _waits(connection, f"{kind}_words"):  # else no row of the kind is indexed yet
            raise


def _index_new(connection: Connection, kind: str, last: int, newest: Sequence[list[object]] = ()) -> None:
    """Index the rows that wait, once the last number reached the next multiple of WAITING; `newest` are at hand."""
    (upto,) = connection.execute("select upto from indexed where kind = ?", (kind,)).fetchone()
    if last // WAITING == upto // WAITING:
        return
    if not _stands(connection, f"{kind}_words"):
        _make_words(connection, kind)
    sql, places = f'insert into "{kind}_words"(rowid, words) values(?, ?)', _searched(kind)
    start = last - len(newest) + 1  # SQLite numbers new rows one after the other
    older = list(takewhile(lambda row: row[0] < start, connection.execute(waiting(kind))))
    connection.executemany(sql, [(no, search_words(hidden, cells)) for no, hidden, *cells in older])
    rows = enumerate(newest, start)
    connection.executemany(sql, [(no, search_words(row[_HIDDEN], [row[at] for at in places])) for no, row in rows])
    connection.execute("update indexed set upto = ? where kind = ?", (last, kind))


def _last(connection: Connection, kind: str) -> int:
    return int(connection.execute(f'select coalesce(max(no), 0) from "{kind}"').fetchone()[0])


def waiting(kind: str) -> str:
    """Return the question for (number, hidden, *searched cells) of the rows that are not in the index yet."""
    names = ", ".join(f'"{name}"' for name in SEARCHED[kind])
    return f"""select no, hidden, {names} from "{kind}"
      where no > (select upto from indexed where kind = '{kind}') order by no"""


def forget(connection: Connection, kind: str, book: int, id: str | None = None) -> None:
    """Remove a record of a book (without `id` all of a kind) and its words."""
    if kind not in RECORDS or not _stands(connection, kind):
        return
    where, values = ("book = ?", [book]) if id is None else ("id = ? and book = ?", [id, book])
    if _stands(connection, f"{kind}_words"):
        upto = f"(select upto from indexed where kind = '{kind}')"
        sql = f'select no from "{kind}" where {where} and no <= {upto}'
        connection.execute(f'delete from "{kind}_words" where rowid in ({sql})', values)
    connection.execute(f'delete from "{kind}" where {where}', values)
    if kind in SEARCHED:  # SQLite gives the numbers after the last row again
        last = f'(select coalesce(max(no), 0) from "{kind}")'
        connection.execute(f"update indexed set upto = min(upto, {last}) where kind = '{kind}'")


def tidy(connection: Connection, kinds: Iterable[str]) -> None:
    """Take the words of removed records out of search for good: a deletion alone only marks them (FTS5, 6.5)."""
    for kind in sorted(set(kinds) & set(SEARCHED)):
        if _stands(connection, f"{kind}_words"):
            connection.execute(f'insert into "{kind}_words"("{kind}_words") values(\'optimize\')')


def record(kind: type[R], book: str, raw: tuple[object, ...]) -> R:
    """Return the record in a row of `select id, versions, <columns>`."""
    values: dict[str, Any] = {}
    for (name, sort), value in zip(columns(kind).items(), raw[2:], strict=True):
        if sort == "bool":
            value = bool(value)
        elif sort == "set":
            value = frozenset(json.loads(str(value))) if value != "[]" else frozenset()
        elif sort == "map":
            value = json.loads(str(value)) if value != "{}" else {}
        values[name] = value
    versions = frozenset(json.loads(str(raw[1]))) if raw[1] else frozenset()
    return kind(id=str(raw[0]), book=book, versions=versions, **values)
