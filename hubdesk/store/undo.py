"""Taking steps back and forth: what each step replaced is kept, and survives a restart."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hubdesk.model.change import Before, Moved, Put
from hubdesk.model.clock import moved_id
from hubdesk.model.facts import Book
from hubdesk.model.merge import DELETED, State, Write
from hubdesk.model.records import Value
from hubdesk.store import derive, history, merged, places
from hubdesk.store.sqlite import Connection

KEPT = 1000
#: A step that wrote more records is felt.
LONG = 300
#: How a step stands that was taken back and is no longer the next to redo: kept for merges alone.
ASIDE = 2
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_MERGE = "ifnull(deed in (select unhex(result ->> '~action') from bundle_seen), 0)"
#: The action and the message of a step: mostly its first line tells them, and then it does not keep them itself.
_FIRST = "(select fact.{} from fact where place = cast(substr(entries, 3, 20) as integer))"
_DEED, _LABEL = f"coalesce(deed, {_FIRST.format('deed')})", f"coalesce(label, {_FIRST.format('body')})"
#: The condition for steps that mention a record: its id, given as text and as it is kept, or a line about it.
_MENTIONS = """instr(entries, ?1) or exists(select 1 from fact where about = ?2 and about <> ''
  and (instr(entries, '[' || place || ']') or instr(entries, '[' || place || ',')))"""


class Entry(NamedTuple):
    """One write of a step: the fact that wrote, its record, the values before (None: it is new), how it moved here.

    Kept of it are [place of the fact, values, moved], without what is None at the end.
    """

    replica: str
    seq: int
    kind: str
    id: str
    values: dict[str, Value] | None = None
    moved: list[Any] | None = None


def remember(
    connection: Connection, action: str, message: dict[str, Value], befores: Sequence[Before], *, final: bool = False
) -> None:
    """Keep how to take an action back; a `final` one, that only erased, is kept as a step of which nothing is left."""
    if befores or final:
        told = bool(befores) and befores[0].tells
        _keep(connection, None if told else action, None if told else message, _packed(befores))


def remember_merge(
    connection: Connection, action: str, message: dict[str, Value], span: Mapping[str, Mapping[str, int]]
) -> None:
    """Keep how to take a whole merge back: `span` as in `merged.inverse`."""
    _keep(connection, action, message, _json(span))


def _keep(connection: Connection, action: str | None, message: dict[str, Value] | None, entries: str) -> None:
    row = (None if action is None else places.kept(action), None if message is None else _json(message), entries)
    cursor = connection.execute("insert into undo(deed, label, entries) values(?, ?, ?)", row)
    if cursor.lastrowid % 100 == 0:
        connection.execute(f"delete from undo where no <= ? and not {_MERGE}", (cursor.lastrowid - KEPT,))


def before(connection: Connection, action: str) -> None:
    """Let the last step be taken back after the one that an action was, for whose sake it was done."""
    found = of_action(connection, action)
    newest = top(connection, undone=False)
    if found is None or newest is None or found[0] == newest[0] or found[2]:
        return
    older, last = found[0], newest[0]
    for was, now in ((older, -1), (last, older), (-1, last)):
        connection.execute("update undo set no = ? where no = ?", (now, was))


def forget_redo(connection: Connection) -> None:
    """After a new action, what had been undone before can no longer be redone; a merge can still be brought back."""
    connection.execute(f"update undo set undone = ? where undone = 1 and {_MERGE}", (ASIDE,))
    connection.execute("delete from undo where undone = 1")


def _packed(befores: Iterable[Before]) -> str:
    return _json(list(map(_entry, befores)))


def _entry(before: Before) -> list[object]:
    values, moved = None if before.made else dict(before.values), before.moved
    if moved:
        way = [[moved.book.id, moved.book.sort, moved.book.subject], moved.id, dict(moved.values)]
        return [before.place, values, way]
    return [before.place] if values is None else [before.place, values]


def _unpacked(connection: Connection, text: str) -> list[Entry]:
    sql = """select place, replica.id, seq, kind, fact.id from json_each(?) cross join fact on place = value ->> 0
      join replica on replica.no = fact.replica"""
    lines = {place: line for place, *line in connection.execute(sql, (text,))}
    return [Entry(*lines[place], *kept) for place, *kept in json.loads(text) if place in lines]


def _message(label: str | None) -> dict[str, Value]:
    """Return the message of a step out of its label, or of the fields of its first line."""
    return {name: value for name, value in json.loads(label or "{}").items() if name in history.MESSAGE}


def top(connection: Connection, *, undone: bool) -> tuple[int, dict[str, Value]] | None:
    """Return (number, message) of the step that undo (or redo) would take next."""
    order = "asc" if undone else "desc"
    sql = f"select no, {_LABEL} from undo where undone = ? order by no {order} limit 1"
    row = connection.execute(sql, (int(undone),)).fetchone()
    return (row[0], _message(row[1])) if row else None


def is_long(connection: Connection, *, undone: bool) -> bool:
    """Tell whether the step that undo (or redo) would take next wrote so much that it is felt; a merge always is."""
    order = "asc" if undone else "desc"
    sql = f"select json_array_length(entries) > ? or {_MERGE} from undo where undone = ? order by no {order} limit 1"
    row = connection.execute(sql, (LONG, int(undone))).fetchone()
    return bool(row and row[0])


def is_final(connection: Connection, no: int) -> bool:
    """Tell whether a kept step erased for good and did nothing else."""
    (found,) = connection.execute("select entries = '[]' from undo where no = ?", (no,)).fetchone()
    return bool(found)


def of_action(connection: Connection, action: str) -> tuple[int, dict[str, Value], bool] | None:
    """Return (number, message, whether it is taken back) of the step that an action was, None when it is not kept."""
    sql = f"select no, {_LABEL}, undone from undo where {_DEED} = ?"
    row = connection.execute(sql, (places.kept(action),)).fetchone()
    return (row[0], _message(row[1]), row[2] != 0) if row else None


def waiting(connection: Connection) -> list[str]:
    """Return the actions that are kept and not taken back, the newest first."""
    sql = f"select {_DEED} from undo where undone = 0 order by no desc"
    return [places.told(deed) for (deed,) in connection.execute(sql)]


def inverse(connection: Connection, no: int, *, alone: bool = False) -> list[Put]:
    """Return the writes that take a kept step back, without fields that others have set since.

    What moved comes back under a new id, the one that moving it there gives everywhere, so that what others wrote about
    it meanwhile finds it; what pointed to it points there. `alone` tells that the step is taken out of its turn: then
    what this author has set since stays as well.
    """
    (text,) = connection.execute("select entries from undo where no = ?", (no,)).fetchone()
    if text.startswith("{"):
        return merged.inverse(connection, json.loads(text))
    entries = _unpacked(connection, text)[::-1]
    ids = {one.id: moved_id(one.id, one.moved[0][0]) for one in entries if one.moved}
    before = {one.moved[1]: ids[one.id] for one in entries if one.moved}
    puts: list[Put] = []
    sql = "select book.no, book.id, sort, subject from replica join book on book.no = replica.book where replica.id = ?"
    books: dict[str, tuple[int, Book]] = {}
    saved: dict[str, dict[int, dict[str, Value]]] = {}
    for replica in {one.replica: None for one in entries}:
        number, *book = connection.execute(sql, (replica,)).fetchone() or (0, "", "", "")
        books[replica] = number, Book(*book)
        own = [one for one in entries if one.replica == replica and not one.moved]
        saved[replica] = _unless_changed(connection, number, own, alone=alone)
    for one in entries:
        number, here = books[one.replica]
        if one.moved:
            puts += _move_back(connection, number, here, one, ids={**before, **ids})
        elif back := saved[one.replica][one.seq]:
            puts.append(Put(here, one.kind, one.id, _renamed(back, before)))
    return puts


def _renamed(values: dict[str, Value], ids: dict[str, str]) -> dict[str, Value]:
    """Return fields with the ids of moved records as they are now, in values and as members of sets."""
    found: dict[str, Value] = {}
    for name, value in values.items():
        field, slash, member = name.partition("/")
        found[f"{field}{slash}{ids.get(member, member)}"] = ids.get(value, value) if isinstance(value, str) else value
    return found


def _move_back(connection: Connection, number: int, here: Book, one: Entry, *, ids: dict[str, str]) -> list[Put]:
    """Return the writes that move a record back to the book it came from, under a new id: the old one is closed."""
    now = derive.current(connection, number, one.kind, one.id)
    if now is None or one.moved is None:
        return []
    there, before = Book(*one.moved[0]), one.moved[2]
    back = Moved(here, one.id, {name: now.values.get(name) for name in before})
    return [
        Put(there, one.kind, ids[one.id], _renamed({**now.values, **before}, ids), moved=back),
        Put(here, one.kind, one.id, {}, way="erase"),
    ]


def _unless_changed(
    connection: Connection, number: int, entries: Sequence[Entry], *, alone: bool
) -> dict[int, dict[str, Value]]:
    """Return {line: what to write} to take saves of one replica back.

    What another author set, unseen by a save, stays where it stands.
    """
    sql = "select id from replica where author = (select author from replica where id = ?)"
    mine = {id for (id,) in connection.execute(sql, (entries[0].replica,))} if entries and not alone else set()
    seen = derive.knowledge(connection, number)
    written = derive.writes(connection, number, sorted({one.id for one in entries}))
    found: dict[int, dict[str, Value]] = {}
    for one in entries:
        kind, saves = written.get(one.id, (one.kind, []))
        own = next((save for save in saves if (save.replica, save.seq) == (one.replica, one.seq)), None)
        others = [save for save in saves if save.replica not in mine and save is not own]
        unseen = [save for save in others if own and not seen().before(save, own)]
        taken = _taken(derive.current(connection, number, kind, one.id), unseen) if unseen else set()
        if one.values is None:
            found[one.seq] = {} if taken or own is None else {DELETED: True}
        else:
            left = {name: value for name, value in one.values.items() if name not in taken}
            found[one.seq] = left if own else {}
    return found


def _taken(now: State | None, others: Iterable[Write]) -> set[str]:
    """Return the fields in which a value of these saves stands."""
    state = now or State({})
    saved = ((name, value) for save in others for name, value in save.fields.items())
    return {name for name, value in saved if name[0] != "~" and _stands(state, name, value)}


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
    label = None if befores[0].tells else _json(message)
    sql = f"update undo set undone = ?, deed = {_DEED}, label = ?, entries = ? where no = ?"
    connection.execute(sql, (undone, label, _packed(befores), no))


def forget(connection: Connection, id: str) -> None:
    """Drop every kept step that mentions a record, whose lines are still here: its words must not stay behind."""
    connection.execute(f"delete from undo where {_MENTIONS}", (id, places.kept(id)))


def follow(connection: Connection, id: str, to: Before | None) -> None:
    """Before a record is erased, drop what was kept of it, or, when it moved, let the kept steps follow it."""
    if to is None:
        forget(connection, id)
        return
    about = places.kept(id)
    own = {at for (at,) in connection.execute("select place from fact where about = ? and about <> ''", (about,))}
    sql = f"select no, {_DEED}, {_LABEL}, entries from undo where {_MENTIONS}"
    for no, deed, label, text in connection.execute(sql, (id, about)).fetchall():
        entries = [
            [to.place if place in own else place, *_followed(kept, {id: to.id})] for place, *kept in json.loads(text)
        ]
        sql = "update undo set deed = ?, label = ?, entries = ? where no = ?"
        connection.execute(sql, (deed, _json(_message(label)), _json(entries), no))


def _followed(kept: Sequence[Any], ids: dict[str, str]) -> list[Any]:
    """Return [values, moved] of an entry, as far as they are kept, with other ids in the values."""
    return [values and _renamed(values, ids) for values in kept[:1]] + list(kept[1:])


def renumbered(entries: str, numbers: Mapping[int, int]) -> str:
    """Return what is kept of a step for a file in which the replicas have other numbers; KeyError for one without."""
    if entries.startswith("{"):
        return entries
    lines = [(*places.parted(place), kept) for place, *kept in json.loads(entries)]
    return _json([[places.place(numbers[no], seq), *kept] for no, seq, kept in lines])
