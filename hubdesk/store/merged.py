"""Taking a whole merge back: what it brought is worked out from the log, so that remembering it costs a few numbers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from hubdesk.model import merge
from hubdesk.model.change import Put
from hubdesk.model.clock import derived_id, moved_id
from hubdesk.model.facts import Book
from hubdesk.model.merge import DELETED, Knowledge, Write
from hubdesk.model.records import RECORDS, Value
from hubdesk.store import derive
from hubdesk.store.sqlite import Connection

#: The words of a gathering and of its people. Laptops, documents and codes that came with them stay: they harm nobody,
#: and others build on them.
_TAKEN_BACK = ("event", "team", "private")
#: Under which names the message of a merge says its action and which lines came in, {replica: [first, last]}.
ACTION, CAME = "~action", "~came"


class File(NamedTuple):
    """A file that was merged: its SHA-256 in hex, the key of the laptop that made it, its event."""

    sha256: str
    author: str
    event: str


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: its action, when, its message as History keeps it, its files, whether it is taken back.

    `came` are the lines that it brought, {replica: (first, last)}; `kept` tells whether it can still be taken back or
    again.
    """

    action: str
    at: datetime
    message: Mapping[str, object]
    files: tuple[File, ...]
    came: Mapping[str, tuple[int, int]]
    taken_back: bool
    kept: bool


def keep(
    connection: Connection,
    files: Sequence[File],
    at: str,
    *,
    action: str,
    message: Mapping[str, Value],
    span: Mapping[str, Mapping[str, int]],
) -> None:
    """Remember which files a merge was of, and what came in (`span` as in `inverse`)."""
    came = {replica: (first + 1, last) for replica, first, last in _came(span)}
    result = json.dumps({**message, ACTION: action, CAME: came}, ensure_ascii=False)
    sql = "insert or replace into bundle_seen(sha256, at, author, result) values(?, ?, ?, ?)"
    connection.executemany(sql, [(file.sha256, at, file.author, result) for file in files])


def forget(connection: Connection, event: str) -> None:
    """Forget what was merged about an event."""
    connection.execute("delete from bundle_seen where result ->> '~about' = ?", (event,))


def _came(span: Mapping[str, Mapping[str, int]]) -> list[tuple[str, int, int]]:
    """Return (replica, last line before, last line after) where something came in."""
    before, after = span["before"], span["after"]
    return [(replica, before.get(replica, 0), n) for replica, n in after.items() if n > before.get(replica, 0)]


def merges(connection: Connection) -> list[Merge]:
    """Return what was merged, the newest first."""
    sql = """select sha256, at, author, result, undo.undone from bundle_seen
      left join undo on deed = unhex(bundle_seen.result ->> ?) order by at desc, sha256"""
    found: dict[str, Merge] = {}
    for sha256, at, author, result, undone in connection.execute(sql, (ACTION,)):
        message = json.loads(result)
        file, action = File(sha256, author, message.get("~about", "")), message[ACTION]
        files = (*found[action].files, file) if action in found else (file,)
        came = {replica: (first, last) for replica, (first, last) in message[CAME].items()}
        kept, when = undone is not None, datetime.fromisoformat(at)
        found[action] = Merge(action, when, message, files, came, taken_back=bool(undone), kept=kept)
    return list(found.values())


def tips(connection: Connection, books: Iterable[str]) -> dict[str, int]:
    """Return {replica: last line} of all that is here of some books."""
    sql = "select replica.id, n from replica join book on book.no = replica.book where book.id = ?"
    return {replica: n for book in books for replica, n in connection.execute(sql, (book,))}


def inverse(connection: Connection, span: Mapping[str, Mapping[str, int]]) -> list[Put]:
    """Return the writes that take back what came in between two `tips`, `span["before"]` and `span["after"]`.

    Records that were new are put away, changed fields get their old values. What anybody wrote since stays as it is,
    and so do words that the merge erased or moved: there is nothing left to return to.
    """
    before, after = span["before"], span["after"]
    touched: dict[int, set[str]] = {}
    erased: set[str] = set()
    sql = """select replica.book, op, fact.id from replica
      join fact on place > replica.no << 32 | ?2 and place <= replica.no << 32 | ?3
      where replica.id = ?1 and op in ('save', 'erase') and about <> ''"""
    for came in _came(span):
        for book, op, id in connection.execute(sql, came):
            (touched.setdefault(book, set()) if op == "save" else erased).add(id)
    books = {no: book for no, book in _books(connection) if no in touched}
    gone = erased | {moved_id(id, book.id) for id in erased for _, book in _books(connection)}
    return [
        put
        for no, book in books.items()
        for put in _of_book(connection, no, book, touched[no] - gone, before=before, after=after, erased=erased)
    ]


def _books(connection: Connection) -> list[tuple[int, Book]]:
    rows = connection.execute("select no, id, sort, subject from book").fetchall()
    return [(no, Book(id, sort, subject)) for no, id, sort, subject in rows if sort in _TAKEN_BACK]


def _of_book(
    connection: Connection,
    no: int,
    book: Book,
    ids: Iterable[str],
    *,
    before: Mapping[str, int],
    after: Mapping[str, int],
    erased: set[str],
) -> Iterable[Put]:
    seen = derive.knowledge(connection, no)
    for id, (kind, saves) in derive.writes(connection, no, sorted(ids)).items():
        if kind not in RECORDS or derived_id("redacted", id) in erased:
            continue
        old = [one for one in saves if one.seq <= before.get(one.replica, 0)]
        until = [one for one in saves if one.seq <= after.get(one.replica, 0)]
        since = {name for one in saves if one not in until for name in one.fields}
        back = _back(kind, old, until, since, seen())
        if back:
            yield Put(book, kind, id, back)


def _back(kind: str, old: list[Write], until: list[Write], since: set[str], seen: Knowledge) -> dict[str, Value]:
    """Return the fields that lead from the state after a merge to the one before; none that were written since."""
    then, now = merge.state(old, lambda: seen, kind), merge.state(until, lambda: seen, kind)
    assert now is not None  # the merge wrote the record
    if then is None:
        return {} if now.hidden or since else {DELETED: True}
    names = (then.values.keys() | now.values.keys()) - since
    back = {
        name: then.values.get(name)
        for name in names
        if then.values.get(name) != now.values.get(name) or (name in now.open and name not in then.open)
    }
    if then.hidden != now.hidden and DELETED not in since:
        back[DELETED] = then.hidden
    return back
