"""One open workspace: its lock, its writing connection, its log and its views."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from hubdesk import paths
from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change, Put
from hubdesk.model.clock import Clock, uuid7
from hubdesk.model.facts import Book, Segment
from hubdesk.model.records import Value
from hubdesk.store import (
    absorb,
    backup,
    blobs,
    derive,
    doctor,
    history,
    merged,
    moved,
    opening,
    purge,
    segments,
    sqlite,
    tables,
    undo,
)
from hubdesk.store.lock import Lock
from hubdesk.store.log import Log, Report
from hubdesk.store.reserve import Reserve
from hubdesk.store.views import Views

#: So long, in milliseconds, a copy from before a merge serves the merges that follow one another.
IN_A_ROW = 30 * 60 * 1000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """A step that undo or redo took: what it was, and what it touched."""

    sentence: Sentence
    change: Change


class Store:
    """An open workspace. Everything that writes is called from one thread; `views` may be asked from any.

    `now` returns milliseconds since 1970, `random` n random bytes, `author` is the author's public key in hex, `key` is
    what opens a locked workspace (48 bytes, see `sqlite`). With `sign` the author's lines are signed in every backup
    and when the workspace is closed, so that they can travel from a copy of it on a computer that has another key.
    """

    def __init__(
        self,
        path: Path,
        author: str,
        *,
        sign: Callable[[bytes], bytes] | None = None,
        backups: Path | None = None,
        key: bytes | None = None,
        now: Callable[[], int] | None = None,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.path = path
        self.backups = backups or path.parent / "backups"
        self._now = now or (lambda: int(datetime.now(UTC).timestamp() * 1000))
        self.random = random
        self._last_id = 0
        self._redoable = True
        self._saves = 0
        self._before_merge: tuple[Path, int, int] | None = None
        self._sign: Callable[[bytes], bytes] | None = None
        with suppress(OSError):  # the lock tells it
            paths.make(path.parent)
        self._lock = Lock(path, datetime.fromtimestamp(self._now() / 1000, UTC))
        try:
            self.connection = opening.open_writer(path, self.backups, key)
        except BaseException:
            self._lock.release()
            raise
        clock = Clock(self._now)
        self.log = Log(self.connection, author, clock, random)
        #: So many lines of others are kept in memory while they come in.
        self.at_hand = absorb.AT_HAND
        self.views = Views(path, key)
        self.reserve = Reserve(path)
        try:
            self._settle(clock)
        except BaseException as error:
            self.close()
            told = opening.trouble(error) if isinstance(error, sqlite.OperationalError) else error
            if told is not error:
                raise told from error
            if isinstance(error, doctor.UNREADABLE):
                raise opening.damaged() from error
            raise
        self._sign = sign

    def _settle(self, clock: Clock) -> None:
        """Remake tables of another shape, know the newest hybrid time, give a new workspace its private book."""
        clock.saw(self.connection.execute("select max(hlc) from replica").fetchone()[0] or 0)
        row = self.connection.execute("select value from meta where key = 'shape'").fetchone()
        if row is None or row[0] != tables.fingerprint():
            if row is not None:
                backup.copy(self.connection, self.backups, self.path.stem, why="before-update")
            with self.log.transaction():
                derive.rebuild(self.connection)
                self._meta("shape", tables.fingerprint())
        found = self.connection.execute("select value from meta where key = 'private'").fetchone()
        if found is None:
            with self.log.transaction():
                self._meta("private", self.random(16).hex())
            found = self.connection.execute("select value from meta where key = 'private'").fetchone()
        self.private = Book(found[0], "private", "")
        with suppress(HubDeskError):  # no room for a backup now: it is tried again at the next start
            purge.finish(self)

    def _meta(self, key: str, value: str) -> None:
        self.connection.execute("insert or replace into meta(key, value) values(?, ?)", (key, value))

    def new_id(self) -> str:
        """Return a fresh id (UUIDv7, 32 hex digits); ids of one run sort in the order they were made."""
        found = self._mint()
        self.log.unwritten.add(found)
        return found

    def _mint(self) -> str:
        self._last_id = max(self._last_id + 1, self._now() << 12)
        ms, counter = self._last_id >> 12, self._last_id & 0xFFF
        noise = counter << 62 | int.from_bytes(self.random(8), "big") & (1 << 62) - 1
        return uuid7(ms, (noise & (1 << 80) - 1).to_bytes(10, "big"))

    def commit(
        self,
        puts: Sequence[Put],
        label: Sentence,
        about: str = "",
        origin: object = None,
        *,
        contents: Sequence[bytes] = (),
        report: Report | None = None,
    ) -> Change:
        """Write one action durably; when this returns, a power cut does not take it back.

        `contents` are the bytes of attachments that its records name. `report(done, total)` is called between writes;
        what it raises leaves nothing written.
        """
        action, message = self._mint(), history.message(label, about)

        def work() -> None:
            befores = self.log.write(puts, action, message, report)
            if self._redoable:
                undo.forget_redo(self.connection)
            erased = bool(puts) and all(put.way == "erase" for put in puts)
            undo.remember(self.connection, action, message, befores, final=erased)
            for content in contents:
                blobs.keep(self.connection, content)

        self._saved(work)
        self._redoable = False
        return Change(_touched(puts), origin)

    def write_quietly(self, puts: Sequence[Put]) -> Change:
        """Write facts that are no step of a person: nothing to undo, no line in History."""
        self._saved(lambda: self.log.write(puts, self._mint(), {}))
        return Change(_touched(puts))

    def step(self, *, back: bool, origin: object = None, report: Report | None = None) -> Step | None:
        """Take the last step back (or the last undone one again); None when there is none.

        Fields that another author has set since stay as they are; a step of which nothing is left touches nothing.
        `report` is as in `commit`.
        """
        found = undo.top(self.connection, undone=not back)
        return self._step(*found, back=back, origin=origin, report=report) if found else None

    def turn(self, action: str, origin: object = None) -> Step | None:
        """Take one kept merge back, or again when it is taken back, whatever came after it; None when it is not kept.

        What anybody has set since stays as it is.
        """
        found = undo.of_action(self.connection, action)
        if found is None:
            return None
        no, message, undone = found
        return self._step(no, message, back=not undone, alone=True, origin=origin)

    def put_before(self, action: str) -> None:
        """Let the last step be taken back after an action that is older, for whose sake it was done."""
        self._saved(lambda: undo.before(self.connection, action))

    def _step(
        self,
        no: int,
        message: dict[str, Value],
        *,
        back: bool,
        origin: object,
        alone: bool = False,
        report: Report | None = None,
    ) -> Step:
        self._redoable = True
        told, final = history.sentence(self.connection, dict(message)), undo.is_final(self.connection, no)

        def work() -> list[Put]:
            puts = undo.inverse(self.connection, no, alone=alone)
            said = message | {history.WAY: "undo" if back else "redo"}
            befores = self.log.write(puts, self._mint(), said, report)
            undone = (undo.ASIDE if alone else 1) if back else 0
            undo.swapped(self.connection, no, message, befores, undone=undone)
            return puts

        puts = self._saved(work)
        if final:
            told = say("nothing of “{action}”, for what was erased for good does not come back", action=told)
        elif not puts:
            told = say("nothing of “{action}”, for others have changed it since", action=told)
        return Step(told, Change(_touched(puts), origin))

    def _saved(self, work: Callable[[], T]) -> T:
        """Run work in one transaction; on a full disk once more, with the room of the reserve."""
        self._saves += 1
        if self.reserve.spent:
            self.reserve.keep()
        try:
            with self.log.transaction():
                return work()
        except HubDeskError as error:
            if error.code != "disk-full" or not self.reserve.give_back():
                raise
        with self.log.transaction():
            return work()

    def next_step(self, *, back: bool) -> Sentence | None:
        """Return what undo (or redo) would take next, in words, or None."""
        found = undo.top(self.views.connection, undone=not back)
        return history.sentence(self.views.connection, dict(found[1])) if found else None

    def next_is_long(self, *, back: bool) -> bool:
        """Tell whether undo (or redo) would next take a step of many records."""
        return undo.is_long(self.views.connection, undone=not back)

    def steps(self) -> list[str]:
        """Return the actions that undo would take back, one after the other, the newest first."""
        return undo.waiting(self.views.connection)

    def seal(self, books: Sequence[Book], sign: Callable[[bytes], bytes]) -> None:
        """Sign what this author wrote in these books, so that it can travel."""
        with self.log.transaction():
            segments.seal(self.log, books, sign, self._mint())

    def segments(self, book: Book, since: dict[str, int] | None = None) -> Iterable[Segment]:
        """Yield the signed segments of a sealed book."""
        return segments.of_book(self.connection, book, since)

    def absorb(
        self,
        books: Sequence[Book],
        incoming: absorb.Parsed,
        *,
        files: Sequence[merged.File] = (),
        fetch: blobs.Fetch | None = None,
        dry_run: bool = False,
        report: Report | None = None,
    ) -> absorb.Absorbed:
        """Take in verified facts of accepted authors, all or nothing; `dry_run` only counts.

        Nothing is written to a shared book but what this laptop said of a record that others moved meanwhile. A merge
        of `files` that brought something is a step: it stands in History and can be taken back as a whole. `fetch` is
        asked for the attachments that records name and that are not here.
        """
        try:
            with self.log.transaction():
                before = merged.tips(self.connection, [book.id for book in books])
                result = absorb.absorb(self.log, books, incoming, report, at_hand=self.at_hand)
                again = moved.again(self.log, result.cut)
                if again:
                    self.log.write(again, self._mint(), {})
                    result.touched.update((put.kind, put.id) for put in again)
                if dry_run:
                    raise _DryRun
                if fetch and blobs.fill(self.connection, fetch):
                    result.kinds.add("attachment")
                if result.new and files:
                    result.action = self._remember_merge(files, result.new, [book.id for book in books], before)
        except _DryRun:
            pass
        return result

    def _remember_merge(
        self, files: Sequence[merged.File], new: int, books: Sequence[str], before: dict[str, int]
    ) -> str:
        action, at = self._mint(), datetime.fromtimestamp(self._now() / 1000, UTC).isoformat()
        label = count(new, "Merge {n} line about {event}", "Merge {n} lines about {event}", event="…")
        message = history.message(label, files[0].event)
        undo.forget_redo(self.connection)
        self._redoable = False
        span = {"before": before, "after": merged.tips(self.connection, books)}
        undo.remember_merge(self.connection, action, message, span)
        merged.keep(self.connection, files, at, action=action, message=message, span=span)
        return action

    def keep_waiting(self, rows: Sequence[tuple[object, ...]]) -> None:
        """Keep files whose authors nobody has accepted yet: (sha256, at, author keys, event, bytes)."""
        sql = "insert or replace into quarantine(sha256, at, author, event, data) values(?, ?, ?, ?, ?)"
        with self.log.transaction():
            self.connection.executemany(sql, rows)

    def drop_waiting(self, sha256: str) -> None:
        """Forget a file that waited."""
        with self.log.transaction():
            self.connection.execute("delete from quarantine where sha256 = ?", (sha256,))

    def backup(self, folder: Path | None = None, *, why: str = "backup") -> Path:
        """Write a checked backup and thin the older ones; return its path."""
        self.sign_own()
        at = datetime.fromtimestamp(self._now() / 1000, UTC)
        made = backup.copy(self.connection, folder or self.backups, self.path.stem, why=why, now=at)
        backup.thin(folder or self.backups, self.path.stem, at, self.private.id, key=self.connection.key)
        return made

    def backup_before_merge(self) -> None:
        """Write a backup, but among merges in a row only before the first: each can be taken back on its own.

        A row ends when something is written here, with the copy itself, and after half an hour.
        """
        now = self._now()
        if self._before_merge is not None:
            made, saves, at = self._before_merge
            if saves == self._saves and abs(now - at) < IN_A_ROW and made.exists():
                return
        self._before_merge = (self.backup(why="before-merge"), self._saves, now)

    @property
    def ended(self) -> datetime | None:
        """The last sign of life of a run that did not close this workspace, None when all did or it was `told`."""
        return self._lock.ended

    def told(self) -> None:
        """Remember that a person was told of the run that did not close."""
        self._lock.told()

    def check(self, *, rebuild: bool = False, verify: doctor.Verify | None = None) -> doctor.Findings:
        """Look for damage; with `rebuild`, make the tables anew from the log."""
        return doctor.look(self.log, rebuild=rebuild, verify=verify)

    def sign_own(self) -> None:
        """Sign what this author wrote last in shared books, where the workspace was opened with a key to sign with."""
        if self._sign and segments.unsigned(self.log):
            with self.log.transaction():
                segments.sign_own(self.log, self._sign)

    def close(self) -> None:
        """Close so that the workspace is one complete file again."""
        self.views.close()
        self.reserve.release()  # first, for closing may need its room
        with suppress(HubDeskError, *doctor.UNREADABLE):  # a full or lost disk must not keep the program from ending
            self.sign_own()
        try:
            self.connection.execute("pragma wal_checkpoint(truncate)")
            self.connection.execute("pragma journal_mode = delete")
        except sqlite.DatabaseError:
            pass  # a full or lost disk: the WAL stays beside the file and is read at the next start
        finally:
            self.connection.close()
            self._lock.release()


class _DryRun(Exception):  # noqa: N818 - not an error: it ends the transaction of a dry run and never leaves here
    """Ends the transaction of a dry run."""


def _touched(puts: Sequence[Put]) -> frozenset[tuple[str, str]]:
    return frozenset((put.kind, put.id) for put in puts)
