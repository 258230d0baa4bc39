"""Taking steps back and forth: what each step replaced is kept, and survives a restart."""

import json
from collections.abc import Sequence

from hubdesk.model.change import Before, Put
from hubdesk.model.facts import Book
from hubdesk.model.merge import DELETED
from hubdesk.model.records import Value
from hubdesk.store import derive
from hubdesk.store.sqlite import Connection

KEPT = 1000


def remember(connection: Connection, action: str, message: dict[str, Value], befores: Sequence[Before]) -> None:
    """Keep how to take an action back; what had been undone before can no longer be redone."""
    connection.execute("delete from undo where undone = 1")
    if not befores:
        return
    text, entries = _pack(message, befores)
    about = str(message.get("~about", ""))
    connection.execute(
        "insert into undo(action, label, about, entries) values(?, ?, ?, ?)", (action, text, about, entries)
    )
    connection.execute("delete from undo where no <= (select max(no) from undo) - ?", (KEPT,))


def _pack(message: dict[str, Value], befores: Sequence[Before]) -> tuple[str, str]:
    rows = [
        [b.book.id, b.book.sort, b.book.subject, b.kind, b.id, dict(b.values), b.made, b.replica, b.seq]
        for b in befores
    ]
    return json.dumps(message, ensure_ascii=False), json.dumps(rows, ensure_ascii=False)


def top(connection: Connection, *, undone: bool) -> tuple[int, dict[str, Value]] | None:
    """Return (number, message) of the step that undo (or redo) would take next."""
    order = "asc" if undone else "desc"
    sql = f"select no, label from undo where undone = ? order by no {order} limit 1"
    row = connection.execute(sql, (int(undone),)).fetchone()
    return (row[0], json.loads(row[1])) if row else None


def inverse(connection: Connection, no: int) -> list[Put]:
    """Return the writes that take a kept step back, without fields that someone has set since."""
    (text,) = connection.execute("select entries from undo where no = ?", (no,)).fetchone()
    puts = []
    for book, sort, subject, kind, id, values, made, replica, seq in reversed(json.loads(text)):
        back = _unless_changed(connection, Book(book, sort, subject), id, values, made=made, fact=(replica, seq))
        if back:
            puts.append(Put(Book(book, sort, subject), kind, id, back))
    return puts


def _unless_changed(
    connection: Connection, book: Book, id: str, values: dict[str, Value], *, made: bool, fact: tuple[str, int]
) -> dict[str, Value]:
    """Return what to write to take one save back; a field that another author set, unseen by it, stays as it is."""
    row = connection.execute("select no from book where id = ?", (book.id,)).fetchone()
    found = derive.writes(connection, row[0], [id]).get(id) if row else None
    own = next((one for one in found[1] if (one.replica, one.seq) == fact), None) if found else None
    if found is None or own is None:
        return {}
    sql = "select id from replica where author = (select author from replica where id = ?)"
    mine = {replica for (replica,) in connection.execute(sql, (fact[0],))}
    seen = derive.knowledge(connection, row[0])
    others = [one for one in found[1] if one.replica not in mine and not seen().before(one, own)]
    taken = {name for one in others for name in one.fields if name[0] != "~"}
    if made:
        return {} if taken else {DELETED: True}
    return {name: value for name, value in values.items() if name not in taken}


def swapped(connection: Connection, no: int, message: dict[str, Value], befores: Sequence[Before]) -> None:
    """After a step was taken back (or again), keep how to take it again (or back)."""
    if not befores:
        connection.execute("delete from undo where no = ?", (no,))
        return
    _, entries = _pack(message, befores)
    connection.execute("update undo set undone = 1 - undone, entries = ? where no = ?", (entries, no))
