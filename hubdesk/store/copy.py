"""A copy of a workspace that came from somewhere: read like any file from outside, and nothing in it is trusted."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say
from hubdesk.model.clock import Clock
from hubdesk.model.facts import Book, BookState, Segment
from hubdesk.store import blobs, doctor, opening, schema, segments, sqlite
from hubdesk.store.log import Log

_LOG = ("meta", "book", "replica", "fact", "receipt", "signature", "leaf", "gone", "late", "closed", "blob")
_SORTS = ("event", "team", "crew", "private", "charter", "codebook")
_id, _key = re.compile("[0-9a-f]{32}").fullmatch, re.compile("[0-9a-f]{64}").fullmatch
_SHAPE = "select name, sql from sqlite_schema where type in ('table', 'view') and name in ({}) order by name"


@dataclass(frozen=True, slots=True)
class Copy:
    """An open copy: the id of its private book, how far its books are, {book: {replica: author}}."""

    connection: sqlite.Connection
    private: str
    states: tuple[BookState, ...]
    authors: Mapping[str, Mapping[str, str]]

    def sign_own(self, author: str, sign: Callable[[bytes], bytes]) -> None:
        """Sign the lines of an author that were not signed yet; the file that was copied stays as it is."""
        log = Log(self.connection, author, Clock(lambda: 0), bytes)
        with _reading(), log.transaction():
            segments.sign_own(log, sign)

    def signed(self) -> dict[str, tuple[int, bytes, bytes]]:
        """Return {replica: (last line that its author has signed, chain there, signature)}."""
        sql = """select replica.id, max(s.n), s.chain, s.signature from replica
          join signature s on s.replica = replica.no and s.n <= replica.n group by replica.no"""
        with _reading():
            rows = self.connection.execute(sql).fetchall()
            return {replica: (n, bytes(chain), bytes(signature)) for replica, n, chain, signature in rows}

    def blob(self, sha256: str) -> bytes | None:
        """Return the bytes of an attachment, None where the copy has none of this hash."""
        with _reading():
            return blobs.read(self.connection, sha256)

    def segments(self, book: Book, since: Mapping[str, int]) -> Iterator[Segment]:
        """Yield the signed segments of a book behind what is known already ({replica: last line})."""
        found = segments.of_book(self.connection, book, since)
        while True:
            with _reading():
                segment = next(found, None)
            if segment is None:
                return
            yield segment


@contextmanager
def opened(path: Path, folder: Path, key: bytes | None = None) -> Iterator[Copy]:
    """Open a private copy of a workspace's file, made in `folder` and removed afterwards; the file is only read.

    `key` is the workspace's own, for a copy that is locked by it. Raises Refused for what is no workspace, of another
    format, damaged, or of another shape inside, HubDeskError for what cannot be read.
    """
    opening.format_of(path, key)  # refuses what is no workspace; which format stands in the log of writes as well
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as private:
        own = Path(private) / "copy.hubdesk"
        try:
            shutil.copyfile(path, own)
            with suppress(FileNotFoundError):  # what the main file does not hold yet
                shutil.copyfile(path.with_name(path.name + "-wal"), own.with_name(own.name + "-wal"))
        except OSError as error:
            raise opening.unreadable(error) from error
        connection = sqlite.writer(own, key if opening.salt_of(own) else None)
        try:
            with _reading():
                _check(connection)
                looked_into = _read(connection)
            yield looked_into
        finally:
            connection.close()


@contextmanager
def _reading() -> Iterator[None]:
    """Refuse a copy in which reading meets what no workspace holds."""
    try:
        yield
    except doctor.UNREADABLE as error:
        raise _damaged() from error


def _check(connection: sqlite.Connection) -> None:
    """Refuse a file whose tables are not ours to the letter: a view or trigger may pretend to be one.

    Other views are asked by nobody.
    """
    for pragma in ("trusted_schema = off", "cell_size_check = on", "synchronous = off"):
        connection.execute(f"pragma {pragma}")
    (found,) = connection.execute("pragma user_version").fetchone()
    if found != schema.FORMAT:
        raise opening.newer() if found > schema.FORMAT else _older()
    if connection.execute("pragma quick_check(1)").fetchone() != ("ok",):
        raise _damaged()
    pure = sqlite.writer(Path(":memory:"))
    try:
        schema.migrate(pure)
        shape = _SHAPE.format(", ".join("?" * len(_LOG)))
        same = connection.execute(shape, _LOG).fetchall() == pure.execute(shape, _LOG).fetchall()
    finally:
        pure.close()
    (triggers,) = connection.execute("select count(*) from sqlite_schema where type = 'trigger'").fetchone()
    if not same or triggers:
        raise _damaged()


def _read(connection: sqlite.Connection) -> Copy:
    row = connection.execute("select value from meta where key = 'private'").fetchone()
    private = row[0] if row else ""
    authors: dict[str, dict[str, str]] = {}
    sql = "select book.id, replica.id, author from replica join book on book.no = replica.book where n > 0"
    for book, replica, author in connection.execute(sql):
        authors.setdefault(book, {})[replica] = author
        if not (_id(book) and _id(replica) and _key(author)):
            raise _damaged()
    states = tuple(segments.states(connection, private=True))
    for state in states:
        good = state.book.sort in _SORTS and (_id(state.book.subject) or not state.book.subject)
        if not good or not state.vector.keys() <= authors.get(state.book.id, {}).keys():  # an index that lies
            raise _damaged()
    return Copy(connection, private, states, authors)


def _older() -> HubDeskError:
    return HubDeskError(
        say("This copy was saved by an older HubDesk."),
        safe=say("Nothing was changed."),
        next=say("Open the copy once by itself, close it, and merge it then."),
        code="older",
    )


def _damaged() -> Refused:
    return Refused(
        say("This copy of a workspace is damaged and cannot be merged."),
        next=say("Keep it; what is in your workspace does not depend on it."),
        code="copy-damaged",
    )
