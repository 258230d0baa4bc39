"""The open workspace as people use it: one door in, one bell out."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TypeVar

from hubdesk.desk.memory import Memory
from hubdesk.i18n import Sentence
from hubdesk.model.change import Change, Moved, Put
from hubdesk.model.clock import derived_id, moved_id
from hubdesk.model.facts import Book
from hubdesk.model.merge import DELETED
from hubdesk.model.records import Record, Value, columns
from hubdesk.paths import Folders
from hubdesk.store.log import Report
from hubdesk.store.store import Step, Store
from hubdesk.store.views import Views

T = TypeVar("T")
Hear = Callable[[Change], None]
Given = Value | Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the public Ed25519 key in hex, a function that signs bytes, and how person and laptop are called.

    `recipient` (`age1…`) is what others seal files for, `identity` opens such files.
    """

    key: str
    sign: Callable[[bytes], bytes]
    name: str = ""
    laptop: str = ""
    recipient: str = ""
    identity: str = field(default="", repr=False)


def event_book(event: str) -> Book:
    """Return the book of what may leave the event."""
    return Book(event, "event", event)


def team_book(event: str) -> Book:
    """Return the book of what stays with the team of an event."""
    return Book(derived_id("team", event), "team", event)


def crew_book(event: str) -> Book:
    """Return the book of the laptops and authors of an event."""
    return Book(derived_id("crew", event), "crew", event)


def charter_book(charter: str) -> Book:
    """Return the book of a charter."""
    return Book(charter, "charter", charter)


class Action:
    """The writes of one gesture, collected until the door closes behind them."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self.puts: list[Put] = []
        self.contents: list[bytes] = []
        self._home: dict[str, Book] = {}

    def __call__(
        self,
        kind: type[Record],
        id: str | None = None,
        /,
        *,
        book: Book | None = None,
        base: tuple[str, int] | None = None,
        **fields: Given,
    ) -> str:
        """Set fields of a record; `id` None makes a new one. Returns the id.

        Sets and maps are given as {member: value} (for sets True or False). The book is the record's own; for a new
        record it follows from its kind and its event, charter or visibility, unless `book` says it.
        """
        chosen = id or self._desk.new_id()
        home = book or self._home.get(chosen) or self._desk.home(kind, chosen if id else "", fields)
        self._home[chosen] = home
        self.puts.append(Put(home, kind.KIND, chosen, _flat(fields), base=base))
        return chosen

    def attach(self, content: bytes) -> str:
        """Keep bytes that a record of this action names by the SHA-256 that is returned."""
        self.contents.append(content)
        return sha256(content).hexdigest()

    def delete(self, kind: type[Record], id: str) -> None:
        """Hide a record; undo or another laptop's unseen change brings it back."""
        self.puts.append(Put(self._desk.home(kind, id, {}), kind.KIND, id, {DELETED: True}))

    def restore(self, kind: type[Record], id: str) -> None:
        """Bring a hidden record back."""
        self.puts.append(Put(self._desk.home(kind, id, {}), kind.KIND, id, {DELETED: False}))

    def erase(self, kind: type[Record], id: str, *, book: Book | None = None) -> None:
        """Take a record's words out of the log for good; this cannot be undone."""
        self.puts.append(Put(book or self._desk.home(kind, id, {}), kind.KIND, id, {}, way="erase"))

    def redact(self, record: Record, **fields: Given) -> None:
        """Write a record whole with some fields changed, and take all its earlier lines out of the log for good."""
        home = self._desk.home(type(record), record.id, {})
        values = _whole(record)
        values.update(fields)
        self.puts.append(Put(home, record.KIND, record.id, _flat(values)))
        self.puts.append(Put(home, record.KIND, record.id, {}, way="redact"))

    def copy(self, record: Record, **fields: Given) -> str:
        """Write a record with changed fields beside it, under a new id that is returned."""
        values = _whole(record)
        values.update(fields)
        home, made = self._desk.home(type(record), record.id, {}), self._desk.new_id()
        self._home[made] = home
        self.puts.append(Put(home, record.KIND, made, _flat(values)))
        return made

    def move(self, record: Record, book: Book, **fields: Given) -> str:
        """Write a record with changed fields into another book under a new id, and erase it where it was.

        The new id follows from the old one and the book: laptops that move the same record apart make one of it.
        """
        values = _whole(record)
        before = {name: value for name, value in _flat(values).items() if name.partition("/")[0] in fields}
        values.update(fields)
        moved = moved_id(record.id, book.id)
        self._home[moved] = book
        back = Moved(self._desk.home(type(record), record.id, {}), record.id, before)
        self.puts.append(Put(book, record.KIND, moved, _flat(values), moved=back))
        self.erase(type(record), record.id)
        return moved


def _whole(record: Record) -> dict[str, Given]:
    """Return all fields of a record that say something, as they are put."""
    values: dict[str, Given] = {}
    for name, sort in columns(type(record)).items():
        value = getattr(record, name)
        if sort == "set":
            values[name] = dict.fromkeys(value, True)
        elif value:
            values[name] = value
    return values


def _flat(fields: Mapping[str, Given]) -> dict[str, Value]:
    flat: dict[str, Value] = {}
    for name, value in fields.items():
        if value is None or isinstance(value, str | int):
            flat[name] = value
        else:
            flat.update({f"{name}/{member}": each for member, each in value.items()})
    return flat


class Desk:
    """An open workspace: read it through `read`, change it through `action`, hear of changes through `listen`.

    Writes take turns; long ones run on a thread of their own. A change is told in the thread that asked for it.
    """

    def __init__(self, store: Store, author: Author, folders: Folders, now: Callable[[], datetime]) -> None:
        self.store = store
        self.author = author
        self.folders = folders
        self.path = store.path
        self.now = now
        self.memory = Memory()
        #: Asked before a step for writes that go ahead of it, for the events that it touches (who works on them).
        self.ahead: Callable[[Desk, frozenset[str]], list[Put]] | None = None
        self._met: set[str] = set()
        self._ears: list[Hear] = []
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._turn, self._queue, self._queued, self._closed = Lock(), Lock(), 0, False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        author: Author,
        folders: Folders,
        key: bytes | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        random: Callable[[int], bytes] = os.urandom,
    ) -> "Desk":
        """Open a workspace, making it when it is missing; raises HubDeskError or Refused and changes nothing then.

        `key` opens one that is locked (`locking.key_of`).
        """
        milliseconds = lambda: int(now().timestamp() * 1000)  # noqa: E731
        store = Store(
            path, author.key, sign=author.sign, backups=folders.backups, key=key, now=milliseconds, random=random
        )
        return cls(store, author, folders, now)

    @property
    def read(self) -> Views:
        """Questions to the workspace."""
        return self.store.views

    @property
    def locked(self) -> bool:
        """Whether the workspace has a passphrase."""
        return self.key is not None

    @property
    def key(self) -> bytes | None:
        """What opens the locked workspace, None for one without a passphrase."""
        found: bytes | None = self.store.connection.key
        return found

    @contextmanager
    def action(
        self,
        label: Sentence,
        *,
        about: str = "",
        origin: object = None,
        report: Report | None = None,
    ) -> Iterator[Action]:
        """Collect writes; when the body ends well they are stored together, can be undone together, and are told once.

        `about` is the record whose name History shows in the sentence's hole, by default the first one written. When
        this returns, the step is durable. `report(done, total)` is called while many are stored and may raise
        Cancelled: then nothing is stored.
        """
        action = Action(self)
        yield action
        if action.puts:
            self._announce(action.puts)
            chosen = about or (action.puts[0].id if label.values else "")
            step = lambda: self.store.commit(  # noqa: E731
                action.puts, label, chosen, origin, contents=action.contents, report=report
            )
            self._tell(self.run(step))

    @contextmanager
    def aside(self) -> Iterator[Action]:
        """Collect writes that are no step of a person: stored together and told, nothing to undo, none in History."""
        action = Action(self)
        yield action
        if action.puts:
            self._announce(action.puts)
            self._tell(self.run(lambda: self.store.write_quietly(action.puts)))

    def undo(self, origin: object = None, *, report: Report | None = None) -> Sentence | None:
        """Take the last step back and return what it was; None when there is none. `report` is as in `action`."""
        return self._told(self.run(lambda: self.store.step(back=True, origin=origin, report=report)))

    def redo(self, origin: object = None, *, report: Report | None = None) -> Sentence | None:
        """Take the last undone step again and return what it was; None when there is none."""
        return self._told(self.run(lambda: self.store.step(back=False, origin=origin, report=report)))

    def turn(self, action: str, origin: object = None) -> Sentence | None:
        """Take a whole merge back, or in again when it was taken back; None when the way is not kept any more."""
        return self._told(self.run(lambda: self.store.turn(action, origin)))

    def next_undo(self) -> Sentence | None:
        """Return what undo would take back."""
        return self.store.next_step(back=True)

    def next_redo(self) -> Sentence | None:
        """Return what redo would take again."""
        return self.store.next_step(back=False)

    def next_is_long(self, *, back: bool) -> bool:
        """Tell whether the next step back (or again) is one of many records, which takes its time."""
        return self.store.next_is_long(back=back)

    def steps(self) -> list[str]:
        """Return the actions (as in `read.history`) that undo would take back, one after the other."""
        return self.store.steps()

    def listen(self, hear: Hear) -> Callable[[], None]:
        """Call `hear` after every change; call what is returned to stop."""
        self._ears.append(hear)
        return lambda: self._ears.remove(hear) if hear in self._ears else None

    def tell(self, change: Change) -> None:
        """Ring the bell for what was written by another way than `action` (an absorb)."""
        self._tell(change)

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Run work on a thread of its own, after what is already there; one work at a time has the turn to write."""
        with self._queue:
            found = self._hand.submit(self._in_turn, work)
            self._queued += 1
        found.add_done_callback(self._left)
        return found

    def _in_turn(self, work: Callable[[], T]) -> T:
        with self._turn:
            return work()

    def _left(self, _done: object) -> None:
        with self._queue:
            self._queued -= 1

    def run(self, work: Callable[[], T]) -> T:
        """Run work after what is already there and wait for it; where nothing is, without the way to a thread."""
        if self._turn.acquire(blocking=False):
            try:
                if not self._queued and not self._closed:
                    return work()
            finally:
                self._turn.release()
        return self.submit(work).result()

    def new_id(self) -> str:
        """Return a fresh id."""
        return self.store.new_id()

    def home(self, kind: type[Record], id: str, fields: Mapping[str, Given]) -> Book:
        """Return the book in which a record is, or would be written when it is new."""
        known = self.read.book_of(kind, id) if id else None
        if known:
            return known
        sort = kind.BOOK
        if sort == "by visibility":
            visibility = str(fields.get("visibility") or "public")
            sort = {"internal": "team", "sensitive": "private"}.get(visibility, "event")
        if sort == "private":
            return self.store.private
        if sort == "charter":
            return charter_book(id if kind.KIND == "charter" else str(fields.get("charter", "")))
        event = id if kind.KIND == "event" else str(fields.get("event", ""))
        return {"event": event_book, "team": team_book, "crew": crew_book}[sort](event)

    @property
    def closed(self) -> bool:
        """Whether the workspace was closed: nothing can be read any more."""
        return self._closed

    def close(self) -> None:
        """Finish what runs and close the workspace."""
        self._closed = True
        self._hand.shutdown(wait=True)
        with self._turn:
            self.store.close()

    def _announce(self, puts: Sequence[Put]) -> None:
        """Write what must stand in an event before own writes there; it is no step to undo.

        Asked once a run, and before each write among the crew alone, which may be what the answer rests on.
        """
        events = {put.book.subject for put in puts if put.book.sort in ("event", "team")}
        crews = {put.book.subject for put in puts if put.book.sort == "crew"}
        new = frozenset((events | crews) - self._met)
        if new and self.ahead:
            first = self.ahead(self, new)
            if first:
                self.run(lambda: self.store.write_quietly(first))
        self._met |= events

    def _told(self, step: Step | None) -> Sentence | None:
        if step is None:
            return None
        self._tell(step.change)
        return step.sentence

    def _tell(self, change: Change) -> None:
        self.memory.hear(change)
        for hear in tuple(self._ears):
            hear(change)
