"""Questions to a workspace, answered with records; nothing here can write."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakSet

from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model import fold, merge
from hubdesk.model.facts import Book, BookState, clean
from hubdesk.model.records import RECORDS, Note, Record, Value, columns
from hubdesk.store import derive, history, merged, opening, places, segments, sqlite, tables

R = TypeVar("R", bound=Record)
#: So many rows are in memory at once when they are gone through.
_FEW = 1_000
#: After so many rows the pages that were read are not kept: they would fill the cache of each thread that asks.
_MANY = 20_000
_NAMED = ("name", "username", "badge", "title", "question")
#: The condition for what is of an event, whose id is given twice: in a book of the event or in the private one.
_OF_EVENT = "book in (select no from book where subject in ('', ?)) and \"event\" = ?"


@dataclass(frozen=True, slots=True)
class Version:
    """One field of one record that holds several values, the standing one first: (value, replica, seq, hlc)."""

    book: Book
    kind: str
    id: str
    field: str
    values: tuple[tuple[Value, str, int, int], ...]


class Views:
    """The reading side of a workspace; every thread that asks gets a connection of its own."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        self._path, self._key = path, key
        self._local = threading.local()
        #: Those that are in use; a thread that ends lets go of its own, and that closes it.
        self._open: WeakSet[sqlite.Connection] = WeakSet()
        self._door, self._closed = threading.Lock(), False
        self._books: dict[int, Book] = {}
        #: Called with every statement that is asked; tests count with it.
        self.watch: Callable[[str], None] | None = None

    def close(self) -> None:
        """Close the connections of all threads; whoever asks from now on is told so (HubDeskError, code "closed").

        Who is reading is interrupted, and its connection closes with its question: closed under it, it would end us.
        """
        with self._door:
            self._closed = True
            for connection in self._open:
                connection.interrupt()
            self._open, self._local = WeakSet(), threading.local()

    def all(self, kind: type[R], *, event: str = "", book: str = "", **equals: Value) -> list[R]:
        """Return the visible records of a kind, oldest first; further names must equal their value."""
        return self._records(kind, *_where(event, book, equals))

    def count(self, kind: type[Record], *, event: str = "", book: str = "", **equals: Value) -> int:
        """Return how many records `all` would return, without reading them."""
        where, values = _where(event, book, equals)
        return int(self.rows(f'select count(*) from "{kind.KIND}" where {where}', values)[0][0])

    def some(self, kind: type[Record], names: Sequence[str], *, event: str) -> list[tuple[Any, ...]]:
        """Return (id, *names) of an event's visible records, oldest first, as they are stored: to go through many."""
        return list(self.each(kind, names, event=event, ordered=True))

    def each(
        self, kind: type[Record], names: Sequence[str], *, event: str, ordered: bool = False
    ) -> Iterator[tuple[Any, ...]]:
        """Yield what `some` returns, a few at a time, in any order unless `ordered`: for who keeps little of many."""
        chosen = ", ".join(f'"{name}"' for name in names if name in columns(kind))
        order = " order by id" if ordered else ""
        sql = f'select id, {chosen} from "{kind.KIND}" where hidden = 0 and {_OF_EVENT}{order}'
        if self.watch:
            self.watch(sql)
        try:
            connection, seen = self.connection, 0
            found = connection.execute(sql, [event, event])
            while rows := found.fetchmany(_FEW):
                seen += len(rows)
                yield from rows
            if seen > _MANY:
                connection.execute("pragma shrink_memory")
        except sqlite.DatabaseError as error:
            raise (opening.closed() if self._closed else opening.trouble(error)) from error

    def get(self, kind: type[R], id: str) -> R:
        """Return one record; HubDeskError (code "gone") when there is none or it was deleted."""
        found = self.find(kind, id)
        if found is None:
            raise HubDeskError(
                say("This record is not there any more."),
                safe=say("Nothing was changed."),
                next=say("Look in History: it may have been deleted and can be brought back."),
                code="gone",
            )
        return found

    def find(self, kind: type[R], id: str) -> R | None:
        """Return one visible record or None."""
        found = self._records(kind, "id = ? and hidden = 0", [clean(id)])
        return found[0] if found else None

    def many(self, kind: type[R], ids: Sequence[str]) -> list[R]:
        """Return the visible records among these ids, in the order given."""
        if not ids:
            return []
        marks = ", ".join("?" * len(ids))
        found = {one.id: one for one in self._records(kind, f"hidden = 0 and id in ({marks})", list(ids))}
        return [found[id] for id in ids if id in found]

    def deleted(self, kind: type[R], *, event: str = "") -> list[R]:
        """Return the records of a kind that are hidden and can be brought back (of one event, or all), oldest first."""
        scope = f" and {_OF_EVENT}" if event and "event" in columns(kind) else ""
        return self._records(kind, f"hidden = 1{scope}", [event, event] if scope else [])

    def notes(
        self, event: str, *, search: str = "", section: str = "", untagged: bool = False, limit: int = 0
    ) -> list[Note]:
        """Return the notes of an event in the order they were said; `limit` keeps the newest."""
        where, values = ["hidden = 0", _OF_EVENT], [event, event]
        if search:
            match = fold.query(search)
            if not match:
                return []
            waiting = self._waiting("note", search)
            sql = "select rowid from note_words where words match ? union all select value from json_each(?)"
            where, values = [*where, f"no in ({sql})"], [*values, match, waiting]
        if section:
            where, values = [*where, "exists(select 1 from json_each(tags) where value = ?)"], [*values, section]
        if untagged:
            where = [*where, "tags = '[]'", "gap = 0"]
        found = self._records(Note, " and ".join(where), values)
        found.sort(key=lambda note: (note.order or note.id, note.id))
        return found[-limit:] if limit else found

    def search(self, kind: type[Record], text: str, *, event: str = "", limit: int = 50) -> list[str]:
        """Return ids of records whose words match, newest first."""
        match = fold.query(text)
        if not match:
            return []
        table, scope = f'"{kind.KIND}"', f" and +{_OF_EVENT}" if event else ""  # "+": the words lead, not the book
        waiting = self._waiting(kind.KIND, text)
        sql = f"""select id from (
            select id, no from {table} where no in (select value from json_each(?)) and hidden = 0{scope}
            union select * from (select id, no from {table[:-1]}_words" found join {table} on no = found.rowid
              where words match ? and hidden = 0{scope} order by found.rowid desc limit ?)
          ) order by no desc limit ?"""
        own = [event, event] if event else []
        return [row[0] for row in self.rows(sql, [waiting, *own, match, *own, limit, limit])]

    def _waiting(self, kind: str, text: str) -> str:
        """Return the numbers, as a JSON list, of rows that match and are not in the index yet; asked before the index.

        Rows only ever go from here into the index, so that none is missed between the two questions.
        """
        found = fold.finder(text, every_word_open=False)
        rows = self.rows(tables.waiting(kind))
        return json.dumps([no for no, hidden, *cells in rows if found(tables.search_words(hidden, cells))])

    def resolve(self, kind: type[R], text: str, *, event: str = "") -> R:
        """Return the record meant by an id, a unique beginning of an id (4 letters or more) or an exact title or name.

        Usage when nothing or more than one matches.
        """
        exact = self.find(kind, text)
        if exact is not None:
            return exact
        text = str(clean(text))
        names = [name for name in _NAMED if name in columns(kind)]
        scope = f" and {_OF_EVENT}" if event and "event" in columns(kind) else ""
        values: list[Value] = [event, event] if scope else []
        found: list[R] = []
        if names:
            where = " or ".join(f'"{name}" = ?' for name in names)
            found = self._records(kind, f"hidden = 0 and ({where}){scope}", [*([text] * len(names)), *values])
        if not found and len(text) >= 4 and set(text) <= set("0123456789abcdef"):
            found = self._records(kind, f"hidden = 0 and id between ? and ?{scope}", [text, text + "g", *values])
        if len(found) == 1:
            return found[0]
        if found:
            raise Usage(
                say("More than one record is called {name}.", name=text),
                next=say("Give the id instead; the list command shows it."),
                code="ambiguous",
            )
        raise Usage(
            say("There is no record called {name}.", name=text),
            next=say("Use the list command to see what there is."),
            code="unknown",
        )

    def versions(self, event: str = "") -> list[Version]:
        """Return every field that holds several values until a person chooses; none of deleted records."""
        found: list[Version] = []
        for kind, record in RECORDS.items():
            scope = _OF_EVENT if event and "event" in columns(record) else "book in (select no from book)"
            where = f"{scope} and versions > '' and hidden = 0"
            sql = f'select book, id, versions from "{kind}" where {where} order by id'
            for book, id, names in self.rows(sql, [event, event] if scope == _OF_EVENT else []):
                if event and scope != _OF_EVENT and id != event:
                    continue
                found += [self._version(book, kind, id, name) for name in json.loads(names)]
        return found

    def count_versions(self, event: str) -> int:
        """Return how many records of an event stand in several versions; one question, whatever its size."""
        kinds = [kind for kind, record in RECORDS.items() if "event" in (kind, *columns(record))]
        which = {kind: "id" if kind == "event" else "event" for kind in kinds}
        ask = """select count(*) from "{kind}" where book in (select no from book where subject in ('', ?1))
          and versions > '' and hidden = 0 and "{name}" = ?1"""
        parts = [ask.format(kind=kind, name=name) for kind, name in which.items()]
        return sum(number for (number,) in self.rows(" union all ".join(parts), [event]))

    def _version(self, book: int, kind: str, id: str, name: str) -> Version:
        (_, saves), seen = derive.writes(self.connection, book, [id])[id], derive.knowledge(self.connection, book)
        standing = merge.standing(name, saves, seen())
        values = tuple((one.fields[name], one.replica, one.seq, one.hlc) for one in standing)
        return Version(self.book(book), kind, id, name, values)

    def history(self, limit: int = 100, *, before: int = 0) -> list[history.Entry]:
        """Return the newest actions, newest first, in words without names; `before` is an hlc to page on."""
        return history.entries(self.connection, limit, before)

    def merges(self) -> list[tuple[merged.Merge, Sentence]]:
        """Return what was merged into this workspace with its sentence, the newest first."""
        found = merged.merges(self.connection)
        return [(one, history.sentence(self.connection, dict(one.message))) for one in found]

    def steps_since(self, at: datetime, author: str) -> int:
        """Return how many steps of an author (those that History tells) were saved after a time."""
        sql = f"""select count(distinct action) from replica cross join fact on {places.OF_REPLICA}
          where replica.hlc >= ?1 and fact.hlc >= ?1 and author = ?2 and +op = 'save' and instr(body, '"~say"')"""
        ((found,),) = self.rows(sql, [int(at.timestamp() * 1000) << 16, author])
        return int(found)

    def is_whole(self) -> bool:
        """Read the whole file and tell whether it holds together; what was written is not compared with its chains."""
        try:
            return self.rows("pragma quick_check(1)") == [("ok",)]
        except sqlite.DatabaseError:
            return False

    def books(self, *, private: bool = False) -> list[BookState]:
        """Return how far every book with facts is."""
        return segments.states(self.connection, private=private)

    def said(self, kind: type[Record], book: str) -> list[tuple[str, str, dict[str, Value]]]:
        """Return (author key, record id, fields) of every save of a kind in a book, oldest first."""
        return [(author, id, fields) for _, author, id, fields in self.said_when(kind, book)]

    def said_when(self, kind: type[Record], book: str) -> list[tuple[int, str, str, dict[str, Value]]]:
        """Return (hybrid time, author key, record id, fields) of every save of a kind in a book, oldest first."""
        sql = f"""select fact.hlc, author, fact.id, body from book join replica on replica.book = book.no
          cross join fact on {places.OF_REPLICA}
          where book.id = ? and kind = ? and op = 'save' and body is not null order by fact.hlc"""
        return [(hlc, author, id, json.loads(body)) for hlc, author, id, body in self.rows(sql, [book, kind.KIND])]

    def blob(self, sha256: str) -> bytes | None:
        """Return the bytes of an attachment, None where they have not come to this workspace."""
        found = self.rows("select data from blob where sha256 = ?", [sha256])
        return bytes(found[0][0]) if found else None

    def attached(self, event: str) -> set[str]:
        """Return which attachments of an event have their bytes here."""
        sql = f"select sha256 from attachment where sha256 in (select sha256 from blob) and {_OF_EVENT}"
        return {sha256 for (sha256,) in self.rows(sql, [event, event])}

    def is_erased(self, replica: str, seq: int) -> bool:
        """Tell whether an erase fact here names a line."""
        return bool(self.rows("select 1 from gone where replica = ? and seq = ?", [replica, seq]))

    def is_closed(self, book: str, id: str) -> bool:
        """Tell whether a record was erased in a book: nothing can be written about it there any more."""
        sql = "select 1 from closed join book on book.no = closed.book where book.id = ? and closed.id = ?"
        return bool(self.rows(sql, [book, id]))

    def of_erased_people(self, kinds: Iterable[type[Record]]) -> list[tuple[type[Record], str]]:
        """Return (kind, id) of what hangs on erased people: another laptop wrote it before it heard of that."""
        sql = "select id from {kind} where (book, person) in (select book, id from closed)"
        return [(kind, id) for kind in kinds for (id,) in self.rows(sql.format(kind=f'"{kind.KIND}"'))]

    def tips(self) -> dict[str, dict[str, tuple[int, bytes, str, int]]]:
        """Return {book: {replica: (last line, chain, author key, last hybrid time)}} of all books."""
        found: dict[str, dict[str, tuple[int, bytes, str, int]]] = {}
        sql = """select book.id, replica.id, n, chain, author, hlc from replica
          join book on book.no = replica.book where n > 0"""
        for book, replica, n, chain, author, hlc in self.rows(sql):
            found.setdefault(book, {})[replica] = (n, bytes(chain), author, hlc)
        return found

    def chain_at(self, replica: str, n: int) -> bytes:
        """Return the chain of a replica that is here at one of its lines."""
        ((no,),) = self.rows("select no from replica where id = ?", [replica])
        return segments.chain_at(self.connection, no, n)

    def every_book(self) -> dict[str, Book]:
        """Return {id: Book} of all books, the private one too."""
        return {id: Book(id, sort, subject) for id, sort, subject in self.rows("select id, sort, subject from book")}

    def purged(self) -> frozenset[str]:
        """Return the books that a purge took away here."""
        return frozenset(key[7:] for (key,) in self.rows("select key from meta where key like 'purged/%'"))

    def book(self, number: int) -> Book:
        """Return a book by its number in this workspace."""
        if number not in self._books:
            row = self.rows("select id, sort, subject from book where no = ?", [number])[0]
            self._books[number] = Book(*row)
        return self._books[number]

    def authors(self, books: Sequence[str]) -> set[str]:
        """Return the author keys (hex) whose facts are here in some books (ids)."""
        marks = ", ".join("?" * len(books))
        sql = f"select distinct author from replica join book on book.no = replica.book where book.id in ({marks})"
        return {author for (author,) in self.rows(sql, books)}

    def book_of(self, kind: type[Record], id: str) -> Book | None:
        """Return the book that holds a record, deleted or not."""
        row = self.rows(f'select book from "{kind.KIND}" where id = ?', [id])
        return self.book(row[0][0]) if row else None

    @property
    def connection(self) -> sqlite.Connection:
        """This thread's reading connection."""
        found = getattr(self._local, "connection", None)
        if found is None:
            with self._door:
                if self._closed:
                    raise opening.closed()
                found = self._local.connection = sqlite.reader(self._path, self._key)
                self._open.add(found)
        return found

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Any]:
        """Return the rows of one statement; HubDeskError when the workspace cannot be read."""
        if self.watch:
            self.watch(sql)
        try:
            found: list[Any] = self.connection.execute(sql, values).fetchall()
            return found
        except sqlite.DatabaseError as error:
            raise (opening.closed() if self._closed else opening.trouble(error)) from error

    def _records(self, kind: type[R], where: str, values: Sequence[Value]) -> list[R]:
        names = ", ".join(f'"{name}"' for name in columns(kind))
        sql = f'select book, id, versions, {names} from "{kind.KIND}" where {where} order by id'
        rows = self.rows(sql, values)
        return [tables.record(kind, self.book(row[0]).id, row[1:]) for row in rows]


def _where(event: str, book: str, equals: Mapping[str, Value]) -> tuple[str, list[Value]]:
    """Return the condition for visible records, and its values."""
    where, values = ["hidden = 0"], list[Value]()
    if event:
        where, values = [*where, _OF_EVENT], [*values, event, event]
    if book:
        where, values = [*where, "book = (select no from book where id = ?)"], [*values, book]
    for name, value in equals.items():
        where, values = [*where, f'"{name}" = ?'], [*values, clean(value)]
    return " and ".join(where), values
