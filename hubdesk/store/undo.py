"""Taking steps back and forth: what each step replaced is kept, and survives a restart."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hubdesk.model.change import Before, Moved, Put
from hubdesk.model.facts import Book
from hubdesk.model.merge import DELETED, State
from hubdesk.model.records import Value
from hubdesk.store import derive, merged
from hubdesk.store.sqlite import Connection

KEPT = 1000
#: How a step stands that was taken back and is no longer the next to redo: kept for merges alone.
ASIDE = 2
_MERGE = "action in (select result ->> '~action' from bundle_seen)"


def remember(connection: Connection, action: str, message: dict[str, Value], befores: Sequence[Before]) -> None:
    """Keep how to take an action back."""
    if befores:
        _keep(connection, action, message, _entries(befores))


def remember_merge(
    connection: Connection, action: str, message: dict[str, Value], span: Mapping[str, Mapping[str, int]]
) -> None:
    """Keep how to take a whole merge back: `span` as in `merged.inverse`."""
    _keep(connection, action, message, json.dumps(span))


def _keep(connection: Connection, action: str, message: dict[str, Value], entries: str) -> None:
    row = (action, json.dumps(message, ensure_ascii=False), str(message.get("~about", "")), entries)
    cursor = connection.execute("insert into undo(action, label, about, entries) values(?, ?, ?, ?)", row)
    if cursor.lastrowid % 100 == 0:
        connection.execute(f"delete from undo where no <= ? and not {_MERGE}", (cursor.lastrowid - KEPT,))


def forget_redo(connection: Connection) -> None:
    """After a new action, what had been undone before can no longer be redone; a merge can still be brought back."""
    connection.execute(f"update undo set undone = ? where undone = 1 and {_MERGE}", (ASIDE,))
    connection.execute("delete from undo where undone = 1")


def _entries(befores: Sequence[Before]) -> str:
    rows = [[*_book(b.book), b.kind, b.id, dict(b.values), b.made, b.replica, b.seq, _moved(b.moved)] for b in befores]
    return json.dumps(rows, ensure_ascii=False)


def _book(book: Book) -> list[str]:
    return [book.id, book.sort, book.subject]


def _moved(moved: Moved | None) -> list[object] | None:
    return [_book(moved.book), moved.id, dict(moved.values)] if moved else None


def top(connection: Connection, *, undone: bool) -> tuple[int, dict[str, Value]] | None:
    """Return (number, message) of the step that undo (or redo) would take next."""
    order = "asc" if undone else "desc"
    sql = f"select no, label from undo where undone = ? order by no {order} limit 1"
    row = connection.execute(sql, (int(undone),)).fetchone()
    return (row[0], json.loads(row[1])) if row else None


def of_action(connection: Connection, action: str) -> tuple[int, dict[str, Value], bool] | None:
    """Return (number, message, whether it is taken back) of the step that an action was, None when it is not kept."""
    row = connection.execute("select no, label, undone from undo where action = ?", (action,)).fetchone()
    return (row[0], json.loads(row[1]), row[2] != 0) if row else None


def waiting(connection: Connection) -> list[str]:
    """Return the actions that are kept and not taken back, the newest first."""
    return [action for (action,) in connection.execute("select action from undo where undone = 0 order by no desc")]


def inverse(connection: Connection, no: int, new_id: Callable[[], str], *, alone: bool = False) -> list[Put]:
    """Return the writes that take a kept step back, without fields that others have set since.

    What moved comes back under a new id, and what pointed to it points there. `alone` tells that the step is taken out
    of its turn: then what this author has set since stays as well.
    """
    (text,) = connection.execute("select entries from undo where no = ?", (no,)).fetchone()
    kept = json.loads(text)
    if isinstance(kept, dict):
        return merged.inverse(connection, kept)
    rows = list(reversed(kept))
    ids = {row[4]: new_id() for row in rows if row[9]}
    before = {row[9][1]: ids[row[4]] for row in rows if row[9]}
    puts: list[Put] = []
    for book, sort, subject, kind, id, values, made, replica, seq, moved in rows:
        if moved:
            puts += _move_back(connection, Book(book, sort, subject), kind, id, moved=moved, ids={**before, **ids})
            continue
        here = Book(book, sort, subject)
        back = _unless_changed(connection, here, id, values, made=made, fact=(replica, seq), alone=alone)
        if back:
            puts.append(Put(Book(book, sort, subject), kind, id, _renamed(back, before)))
    return puts


def _renamed(values: dict[str, Value], ids: dict[str, str]) -> dict[str, Value]:
    """Return fields with the ids of moved records as they are now, in values and as members of sets."""
    found: dict[str, Value] = {}
    for name, value in values.items():
        field, slash, member = name.partition("/")
        found[f"{field}{slash}{ids.get(member, member)}"] = ids.get(value, value) if isinstance(value, str) else value
    return found


def _move_back(
    connection: Connection, here: Book, kind: str, id: str, *, moved: list[Any], ids: dict[str, str]
) -> list[Put]:
    """Return the writes that move a record back to the book it came from, under a new id: the old one is closed."""
    (number,) = connection.execute("select no from book where id = ?", (here.id,)).fetchone()
    now = derive.current(connection, number, kind, id)
    if now is None:
        return []
    there, before = Book(*moved[0]), moved[2]
    back = Moved(here, id, {name: now.values.get(name) for name in before})
    return [
        Put(there, kind, ids[id], _renamed({**now.values, **before}, ids), moved=back),
        Put(here, kind, id, {}, way="erase"),
    ]


def _unless_changed(
    connection: Connection,
    book: Book,
    id: str,
    values: dict[str, Value],
    *,
    made: bool,
    fact: tuple[str, int],
    alone: bool,
) -> dict[str, Value]:
    """Return what to write to take one save back; what another author set, unseen by it, stays where it stands."""
    row = connection.execute("select no from book where id = ?", (book.id,)).fetchone()
    found = derive.writes(connection, row[0], [id]).get(id) if row else None
    own = next((one for one in found[1] if (one.replica, one.seq) == fact), None) if found else None
    if found is None or own is None:
        return {}
    sql = "select id from replica where author = (select author from replica where id = ?)"
    mine = set() if alone else {replica for (replica,) in connection.execute(sql, (fact[0],))}
    seen = derive.knowledge(connection, row[0])
    others = [one for one in found[1] if one is not own and one.replica not in mine and not seen().before(one, own)]
    now = derive.current(connection, row[0], found[0], id) or State({})
    taken = {
        name for one in others for name, value in one.fields.items() if name[0] != "~" and _stands(now, name, value)
    }
    if made:
        return {} if taken else {DELETED: True}
    return {name: value for name, value in values.items() if name not in taken}


def _stands(now: State, field: str, value: Value) -> bool:
    """Tell whether a field has this value, or it is one of its versions; what is not given is as good as empty."""
    return (now.values.get(field) or None) == (value or None) or value in now.open.get(field, ())


def swapped(
    connection: Connection, no: int, message: dict[str, Value], befores: Sequence[Before], *, undone: int
) -> None:
    """After a step was taken back (or again), keep how to take it again (or back), and how it stands now."""
    if not befores:
        connection.execute("delete from undo where no = ?", (no,))
        return
    sql = "update undo set undone = ?, label = ?, entries = ? where no = ?"
    connection.execute(sql, (undone, json.dumps(message, ensure_ascii=False), _entries(befores), no))


def forget(connection: Connection, id: str) -> None:
    """Drop every kept step that mentions a record: its words must not stay behind."""
    connection.execute("delete from undo where instr(entries, ?)", (id,))


def follow(connection: Connection, id: str, to: Before | None) -> None:
    """After a record was erased, drop what was kept of it, or, when it moved, let the kept steps follow it."""
    if to is None:
        forget(connection, id)
        return
    for no, text in connection.execute("select no, entries from undo where instr(entries, ?)", (id,)).fetchall():
        rows = [
            [*_book(to.book), row[3], to.id, row[5], row[6], to.replica, to.seq, row[9]]
            if row[4] == id
            else [*row[:5], _renamed(row[5], {id: to.id}), *row[6:]]
            for row in json.loads(text)
        ]
        connection.execute("update undo set entries = ? where no = ?", (json.dumps(rows, ensure_ascii=False), no))
