"""The log: facts are appended here, together with what they mean for the tables, in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say
from hubdesk.model import facts
from hubdesk.model.change import Before, Put
from hubdesk.model.clock import Clock
from hubdesk.model.facts import Book
from hubdesk.model.merge import State
from hubdesk.model.records import SALTED, Value
from hubdesk.store import derive, erasure, opening, places, sqlite, tables, undo
from hubdesk.store.pending import Pending

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
Report = Callable[[int, int], None]
#: Writes of one action that are more than a gesture of the hand makes.
_MANY = 100
#: Writes after which somebody may stop an action.
_OFTEN = 500


class Log:
    """The writing side of one workspace; used on one thread only.

    `author` is the author's public key in hex, `random` returns n random bytes.
    """

    def __init__(
        self, connection: sqlite.Connection, author: str, clock: Clock, random: Callable[[int], bytes]
    ) -> None:
        self.connection = connection
        self._home = opening.Home(connection)
        self.author = author
        self.random = random
        self._clock = clock
        self._runs: dict[str, int] = {}
        self._unread: set[str] = set()
        self._books: dict[str, int] = {}
        self._pending = Pending(connection)
        #: Ids made in this run under which nothing was written yet: nothing about them needs to be looked up.
        self.unwritten: set[str] = set()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run the body in one immediate transaction; whatever goes wrong, nothing of it stays."""
        runs, unread, last = dict(self._runs), set(self._unread), self._clock.last
        self._pending = Pending(self.connection)
        self._home.check()
        try:
            self.connection.execute("begin immediate")
            yield
            self._commit()
        except BaseException as error:
            self._runs, self._unread, self._books, self._clock.last = runs, unread, {}, last
            if self.connection.in_transaction:
                self.connection.execute("rollback")
            if isinstance(error, sqlite.DatabaseError):
                raise opening.trouble(error) from error
            raise

    def _commit(self) -> None:
        """Commit. After a failure the lines may stand whole in the file and count at the next start: take them back.

        Raises HubDeskError (code "unknown") where the disk does not allow that either.
        """
        try:
            self.connection.execute("commit")
        except sqlite.DatabaseError as error:
            if not opening.is_full(error) and not self._taken_back():
                raise opening.unknown() from error
            raise

    def _taken_back(self) -> bool:
        """Write over the place in the write-ahead log where the failed lines may stand; False when this fails too."""
        try:
            if self.connection.in_transaction:
                self.connection.execute("rollback")
            self.connection.execute("insert or replace into meta(key, value) values('taken back', '')")
        except sqlite.DatabaseError:
            return False
        return True

    def book(self, book: Book) -> int:
        """Return the number of a book here, after adding it when it is new; inside a transaction."""
        known = self._books.get(book.id)
        if known is not None:
            return known
        found = self.connection.execute("select no, sort, subject from book where id = ?", (book.id,)).fetchone()
        if found is None:
            sql = "insert into book(id, sort, subject) values(?, ?, ?) returning no, sort, subject"
            found = self.connection.execute(sql, (book.id, book.sort, book.subject)).fetchone()
        if tuple(found[1:]) != (book.sort, book.subject):
            raise _other_book()
        self._books[book.id] = int(found[0])
        return self._books[book.id]

    def absorbed(self, books: Iterable[str], newest: int) -> None:
        """Remember that facts of others came into these books: the next save in each says so first, and is later."""
        self._unread.update(books)
        self._clock.saw(newest)

    def forget(self, books: Iterable[str]) -> None:
        """Forget the runs in books that are gone."""
        for book in books:
            self._runs.pop(book, None)
            self._books.pop(book, None)
            self._unread.discard(book)

    def write(
        self, puts: Sequence[Put], action: str, message: dict[str, Value], report: Report | None = None
    ) -> list[Before]:
        """Append one action and derive what it changes; inside a transaction. Returns what each write replaced.

        `report(done, total)` is called now and then and may raise, which ends the transaction.
        """
        said: set[str] = set()
        befores: list[Before] = []
        never, states = self._never_written(puts), dict[tuple[int, str, str], State]()
        for done, put in enumerate(puts):
            if len(puts) > _MANY and done % _OFTEN == 0:
                derive.settle(self._pending)
                states = self._ahead(puts[done : done + _OFTEN])
            if report is not None and done % _OFTEN == 0:
                report(done, len(puts))
            if put.way != "save":
                derive.settle(self._pending)
                states.clear()
                befores = self._take_out(put, action, befores)
                continue
            book = self.book(put.book)
            fields = {name: facts.clean(value) for name, value in put.fields.items()}
            if put.base:
                fields["~base"] = f"{put.base[0]}-{put.base[1]}"
            tells = put.book.id not in said
            full = {**fields, **message} if tells else fields
            said.add(put.book.id)
            fresh = put.id in self.unwritten or put.id in never
            self.unwritten.discard(put.id)
            never.discard(put.id)
            now = states.pop((book, put.kind, put.id), None)
            if not fresh and now is None:
                derive.refuse_closed(self.connection, book, put.id)
            place = self._append(put.book, "save", (put.kind, put.id), full, action)
            values, made = derive.apply(self._pending, book, put, fields, fresh=fresh, now=now)
            befores.append(Before(put.kind, put.id, values, made, place, tells, put.moved))
        derive.settle(self._pending)
        tables.tidy(self.connection, (put.kind for put in puts if put.way != "save"))
        return befores

    def _take_out(self, put: Put, action: str, befores: list[Before]) -> list[Before]:
        """Erase or redact a record; return what can be taken back of the action still."""
        if put.way == "erase":
            undo.follow(self.connection, put.id, next((b for b in befores if _came_from(b, put.id)), None))
            erasure.erase(self, put.book, (put.kind, put.id), action)
        else:
            undo.forget(self.connection, put.id)
            erasure.redact(self, put.book, (put.kind, put.id), action)
            derive.again(self.connection, self.book(put.book), [(put.kind, put.id)])
        return [before for before in befores if before.id != put.id]

    def _never_written(self, puts: Sequence[Put]) -> set[str]:
        """Return the ids of many writes that no line is about yet, asked for all together; of a few none is looked up.

        What was minted is known to be new; what follows from a document's content may have come in from elsewhere.
        """
        if len(puts) <= _MANY:
            return set()
        ids = {put.id for put in puts if put.way == "save"} - self.unwritten
        closed = {id for (id,) in self.connection.execute("select id from closed")}
        return ids - {id for id, _, _ in derive.known(self.connection, ids)} - closed

    def _ahead(self, puts: Sequence[Put]) -> dict[tuple[int, str, str], State]:
        """Return {(book, kind, id): state} of records that are saved and have a row, hence are not closed."""
        ids: dict[tuple[int, str], list[str]] = {}
        for put in puts:
            if put.way == "save":
                ids.setdefault((self.book(put.book), put.kind), []).append(put.id)
        return {
            (book, kind, id): state
            for (book, kind), some in ids.items()
            for id, state in derive.states(self.connection, book, kind, some).items()
        }

    def append(self, book: Book, op: str, about: tuple[str, str], fields: dict[str, Value], *, action: str) -> None:
        """Append one fact about a record (kind, id) to this run's replica, after opening it or a receipt where due."""
        self._append(book, op, about, fields, action)
        derive.settle(self._pending)

    def _append(self, book: Book, op: str, about: tuple[str, str], fields: dict[str, Value], action: str) -> int:
        """Append a line and return its place."""
        if book.id not in self._runs:
            self._open(book, action)
        elif book.id in self._unread:
            self._receipt(book, action)
        return self._line(book, (op, action, *about), fields)

    def _line(self, book: Book, about: tuple[str, str, str, str], fields: dict[str, Value]) -> int:
        end = self._pending.end(self._runs[book.id], book.id)
        op, _, kind, _ = about
        salt, body = self._salt(kind, op), facts.canonical(fields).decode()
        length = self._pending.line(end, self._clock.next(end.hlc), about, body, salt=salt)
        if len(fields) > facts.MAX_FIELDS or length > facts.MAX_LINE:
            raise _too_long()
        return places.place(end.no, end.n)

    def _salt(self, kind: str, op: str) -> str:
        if op != "save" or kind not in SALTED:
            return ""
        return bytes(_BASE64[byte & 63] for byte in self.random(12)).decode()

    def _open(self, book: Book, action: str) -> None:
        number = self.book(book)
        tips = self._tips(number)
        nonce = self.random(16).hex()
        replica = facts.replica_id(book.id, self.author, nonce)
        sql = "insert into replica(book, id, author) values(?, ?, ?) returning no"
        (no,) = self.connection.execute(sql, (number, replica, self.author)).fetchone()
        self._runs[book.id] = no
        self._unread.discard(book.id)
        first: dict[str, Value] = {"key": self.author, "nonce": nonce}
        self._seen(book, tips, action, first)

    def _receipt(self, book: Book, action: str) -> None:
        self._unread.discard(book.id)
        own = self._runs[book.id]
        tips = {no: tip for no, tip in self._tips(self.book(book)).items() if no != own}
        if tips:
            self._seen(book, tips, action, None)

    def _seen(self, book: Book, tips: dict[int, tuple[str, int]], action: str, first: dict[str, Value] | None) -> None:
        """Write the tips as an opening fact and receipts of at most 500 names each."""
        rows = list(tips.values())
        for start in range(0, max(len(rows), 1 if first else 0), 500):
            part = rows[start : start + 500]
            fields: dict[str, Value] = {f"seen/{replica}": n for replica, n in part}
            op = "receipt" if start or first is None else "open"
            more = first if first and op == "open" else {}
            own = places.parted(self._line(book, (op, action, "", ""), {**fields, **more}))
            self.connection.executemany(
                "insert into receipt(replica, seq, other, upto) values(?, ?, ?, ?)",
                [(*own, replica, n) for replica, n in part],
            )

    def _tips(self, book: int) -> dict[int, tuple[str, int]]:
        """Return the replicas of a book whose end no receipt of another replica covers yet."""
        sql = """select no, id, n from replica a where book = ?1 and n > 0 and not exists(
          select 1 from receipt join replica b on b.no = receipt.replica
          where b.book = ?1 and b.no <> a.no and other = a.id and upto >= a.n)"""
        return {no: (id, n) for no, id, n in self.connection.execute(sql, (book,))}


def _came_from(before: Before, id: str) -> bool:
    return before.moved is not None and before.moved.id == id


def _other_book() -> Refused:
    return Refused(
        say("This file calls a part of an event by another name than this laptop does."),
        next=say("Ask for the file again: it is damaged or was made by another program."),
        code="book",
    )


def _too_long() -> HubDeskError:
    return HubDeskError(
        say("This text is too long for one record."),
        safe=say("Nothing was saved or changed by this step."),
        next=say("Split it into several notes, or attach it as a file."),
        code="too-long",
    )
