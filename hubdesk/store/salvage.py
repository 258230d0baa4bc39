"""What can be read of a damaged workspace, file by file: lines and the places where their chains can be checked."""

import json
import re
import shutil
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from hubdesk.model import facts
from hubdesk.model.facts import Book, Fact
from hubdesk.store import pages, places, sqlite

Row = tuple[Any, ...]
#: books(kind, id) returns the books that a record of kind event or charter opens.
BooksOf = Callable[[str, str], Iterable[Book]]

_hex32 = re.compile("[0-9a-f]{32}").fullmatch
_hex64 = re.compile("[0-9a-f]{64}").fullmatch
_SORTS = {
    "i": lambda cell: type(cell) is int,
    "t": lambda cell: type(cell) is str,
    "T": lambda cell: cell is None or type(cell) is str,
    "h": lambda cell: type(cell) is str and _hex32(cell) is not None,
    "H": lambda cell: type(cell) is str and _hex64(cell) is not None,
    "b": lambda cell: type(cell) is bytes,
    "B": lambda cell: cell is None or type(cell) is bytes,
    "o": lambda cell: type(cell) is int and 0 <= cell < len(places.OPS),
    "k": lambda cell: type(cell) is str or (type(cell) is bytes and len(cell) == 16),
}
#: The tables of the log, and the sorts of their columns: a row found on a bare page does not say whose it is.
_TABLES = {
    "meta": "tt",
    "book": "ihtt",
    "replica": "iihHibi",
    "line": "iioktkTt",  # `fact` as it is kept (see `places`), and as it was in the first two formats
    "fact": "iiittttTt",
    "signature": "iibb",
    "leaf": "iib",
    "late": "hiith",
    "undo": "iBiTt",
    "quarantine": "Htttb",
    "name": "hi",  # an index or `gone`: ids that are replicas' perhaps
}
_WIDTHS = frozenset(map(len, _TABLES.values()))
_CHUNK = 1 << 20


@dataclass(slots=True)
class Strand:
    """One replica as one file tells it: its lines by number, how far it went, and {n: chains and signatures there}."""

    book: Book
    replica: str
    author: str
    lines: dict[int, bytes] = field(default_factory=dict)
    reach: int = 0
    points: dict[int, list[tuple[bytes, bytes]]] = field(default_factory=dict)


@dataclass(slots=True)
class Found:
    """What one file still held. `kept` are rows of meta, undo, quarantine and late (its book by id), as they stood."""

    strands: dict[str, Strand] = field(default_factory=dict)
    books: dict[str, Book] = field(default_factory=dict)
    kept: dict[str, list[Row]] = field(default_factory=dict)
    #: {number of a replica in that file: its id}
    numbers: dict[int, str] = field(default_factory=dict)

    @property
    def private(self) -> str:
        """The id of the workspace's private book, "" where it could not be read."""
        return next((book.id for book in self.books.values() if book.sort == "private"), "")


def read_file(path: Path, folder: Path, report: pages.Report | None = None) -> dict[str, list[Row]]:
    """Return the rows of the log in a file, however damaged; the file and what lies beside it are only read.

    It is copied into `folder` first: what a crash left in the log of writes is brought in there. OSError when even
    that cannot be done.
    """
    copy = _copied(path, folder)
    with copy.open("rb") as file:
        tables = _sorted(pages.rows(pages.Pages(file), _WIDTHS, report))
    copy.unlink()
    return tables


def _copied(path: Path, folder: Path) -> Path:
    copy = folder / "copy"
    with path.open("rb", buffering=0) as source, copy.open("wb") as target:
        copy_around(source, target)
    beside = path.with_name(path.name + "-wal")
    if beside.exists():
        shutil.copyfile(beside, folder / "copy-wal")
        _bring_in(copy)
    return copy


def attachments(path: Path, folder: Path, wanted: Container[str]) -> Iterator[bytes]:
    """Yield what a file, however damaged, still holds of attachments: those that are wanted, whole by their SHA-256."""
    with _copied(path, folder).open("rb") as file:
        for row in pages.rows(pages.Pages(file), {3}):
            if row[0] in wanted and isinstance(row[2], bytes) and sha256(row[2]).hexdigest() == row[0]:
                yield row[2]


def read_locked(path: Path, folder: Path, key: bytes) -> dict[str, list[Row]]:
    """Return the same of a locked file, of which only whole pages can be read; opened as a copy in `folder`."""
    copy = folder / "copy"
    with path.open("rb", buffering=0) as source, copy.open("wb") as target:
        copy_around(source, target)
    beside = path.with_name(path.name + "-wal")
    if beside.exists():
        shutil.copyfile(beside, folder / "copy-wal")
    connection = sqlite.writer(copy, key)
    try:
        return read_rows(connection)
    finally:
        connection.close()


def copy_around(source: BinaryIO, target: BinaryIO) -> None:
    """Copy all that the disk still gives; a place that it does not give becomes zeros."""
    size = source.seek(0, 2)
    for start in range(0, size, _CHUNK):
        wanted = min(_CHUNK, size - start)
        try:
            target.write(_read(source, start, wanted))
        except OSError:
            for at in range(start, start + wanted, 4096):
                try:
                    target.write(_read(source, at, min(4096, size - at)))
                except OSError:
                    target.seek(min(at + 4096, size))
    target.truncate(size)


def _read(source: BinaryIO, at: int, wanted: int) -> bytes:
    source.seek(at)
    return source.read(wanted)


def _bring_in(copy: Path) -> None:
    """Bring what waits in the log of writes into the copy, where the engine still can."""
    try:
        connection = sqlite.writer(copy)
        try:
            connection.execute("pragma wal_checkpoint(truncate)").fetchall()
        finally:
            connection.close()
    except sqlite.DatabaseError:
        pass  # the pages of the file itself are read all the same


def _sorted(found: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows from bare pages by the table that each must come from; what fits none is left out."""
    tables: dict[str, list[Row]] = {name: [] for name in _TABLES}
    for row in found:
        for name, sorts in _TABLES.items():
            if len(row) == len(sorts) and all(_SORTS[s](cell) for s, cell in zip(sorts, row, strict=True)):
                tables[name].append(row)
                break
    tables["fact"] += map(_line, tables.pop("line"))
    return tables


def _line(row: Row) -> Row:
    """Return a line as (number of its replica, seq, hlc, op, action, kind, id, body, salt)."""
    place, hlc, what, deed, kind, about, body, salt = row
    return (*places.parted(place), hlc, places.OPS[what], places.told(deed), kind, places.told(about), body, salt)


def read_rows(connection: sqlite.Connection) -> dict[str, list[Row]]:
    """Return the same of a workspace that SQLite can open; a table ends where its first bad page begins.

    Steps of an older shape are left out.
    """
    return _sorted(row for name in _TABLES.keys() - {"name", "line"} for row in _rows(connection, name))


def _rows(connection: sqlite.Connection, table: str) -> Iterator[Row]:
    try:
        names = ", ".join(row[1] for row in connection.execute(f"pragma table_info({table})"))
        yield from connection.execute(f"select {names} from {table}")
    except (sqlite.DatabaseError, UnicodeDecodeError):
        return


def gather(tables: dict[str, list[Row]], books_of: BooksOf) -> Found:
    """Put the rows of one file together: every line to its replica, every replica to its book.

    A replica's id is the hash of its opening line and its book, so a lost row of either is found again by its id,
    which other rows name.
    """
    lines, opened, seen = _lines(tables)
    by_number = {no: Book(id, sort, subject) for no, id, sort, subject in tables["book"]}
    found = Found(kept={name: tables[name] for name in ("meta", "undo", "quarantine")})
    found.kept["late"] = [(*row[:2], by_number[row[2]].id, *row[3:]) for row in tables["late"] if row[2] in by_number]
    found.books = {book.id: book for book in (*_opened_books(tables, books_of), *by_number.values())}
    names = seen | {row[0] for row in tables["name"]} | {row[2] for row in tables["replica"]}
    numbers: dict[int, Strand] = {}
    for no, opening in opened.items():
        strand = _strand(opening, found.books.values(), names)
        if strand:
            numbers[no] = strand
    for no, book, id, author, n, chain, _ in tables["replica"]:
        if no not in numbers and book in by_number:
            numbers[no] = Strand(by_number[book], id, author)
        if no in numbers and numbers[no].replica == id:
            numbers[no].reach = max(numbers[no].reach, n)
            numbers[no].points.setdefault(n, []).append((chain, b""))
    for no, n, chain, signature in tables["signature"]:
        if no in numbers:
            numbers[no].reach = max(numbers[no].reach, n)
            numbers[no].points.setdefault(n, []).append((chain, signature))
    found.numbers = {no: strand.replica for no, strand in numbers.items()}
    for no, strand in numbers.items():
        strand.lines = lines.get(no, {})
        found.strands[strand.replica] = strand
    return found


def _lines(tables: dict[str, list[Row]]) -> tuple[dict[int, dict[int, bytes]], dict[int, dict[str, Any]], set[str]]:
    """Return {number of a replica: {seq: line}}, {number: fields of its opening}, and the replicas that lines name."""
    lines: dict[int, dict[int, bytes]] = {}
    opened: dict[int, dict[str, Any]] = {}
    seen: set[str] = set()
    for no, seq, hlc, op, action, kind, id, body, salt in tables["fact"]:
        if body is None or not 0 <= hlc < facts.CLOCK_END:
            continue
        lines.setdefault(no, {})[seq] = facts.line(seq, hlc, (op, action, kind, id), body, salt=salt)
        if op in ("open", "receipt"):
            fields = _fields(body)
            seen.update(name[5:] for name in fields if name.startswith("seen/"))
            if op == "open" and seq == 1:
                opened[no] = fields
    for no, seq, leaf in tables["leaf"]:
        if len(leaf) == 32:  # what was erased stays so, whatever an old page still says
            lines.setdefault(no, {})[seq] = leaf.hex().encode()
    return lines, opened, seen


def _fields(body: str) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _opened_books(tables: dict[str, list[Row]], books_of: BooksOf) -> Iterator[Book]:
    """Yield the books that must be there by what the rows say, though their own rows may be lost."""
    for key, value in tables["meta"]:
        if key == "private" and _hex32(value):
            yield Book(value, "private", "")
    for kind, id in {(row[5], row[6]) for row in tables["fact"] if row[5] in ("event", "charter")}:
        yield from books_of(kind, id)


def _strand(opening: dict[str, Any], books: Iterable[Book], names: set[str]) -> Strand | None:
    key, nonce = opening.get("key"), opening.get("nonce")
    if not isinstance(key, str) or not isinstance(nonce, str) or not _hex64(key) or not _hex32(nonce):
        return None
    for book in books:
        replica = facts.replica_id(book.id, key, nonce)
        if replica in names:
            return Strand(book, replica, key)
    return None


def parsed(line: bytes, strand: Strand) -> Fact | None:
    """Return the fact in a line that was read, None for a leaf. Raises BadFact for what is neither."""
    if len(line) == 64 and not line.startswith(b"["):
        return None
    return facts.parse_line(line, strand.book.id, strand.replica)
