"""Lines and rows of an action that wait to be written: in one go a table takes many for the price of few."""

from dataclasses import dataclass

from hubdesk.model import facts
from hubdesk.store import places, tables
from hubdesk.store.sqlite import Connection

_MOVE = "update replica set n = ?, chain = ?, hlc = ? where no = ?"


@dataclass(slots=True)
class End:
    """The end of one replica's log: its number here, its id, last sequence number, chain and hybrid time.

    `head` is what every link of its chain begins with.
    """

    no: int
    replica: str
    n: int
    chain: bytes
    hlc: int
    head: bytes


class Pending:
    """What an action has written so far and its tables do not hold yet. Whoever reads these settles it first.

    It lives within one transaction: where a log ends is asked of the file, and forgotten when the action is over.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._ends: dict[int, End] = {}
        self._lines: list[places.Row] = []
        self._rows: dict[str, list[list[object]]] = {}
        self._changes: dict[str, list[tuple[list[object], list[object]]]] = {}
        self._disputed: dict[int, list[tuple[str, str]]] = {}

    def end(self, no: int, book: str) -> End:
        """Return the end of a replica of a book; `line` moves it."""
        found = self._ends.get(no)
        if found is None:
            sql = "select id, n, chain, hlc from replica where no = ?"
            id, n, chain, hlc = self.connection.execute(sql, (no,)).fetchone()
            found = self._ends[no] = End(no, id, n, chain, hlc, facts.chain_head(book, id))
        return found

    def line(self, end: End, hlc: int, about: tuple[str, str, str, str], body: str, *, salt: str) -> int:
        """Add a line, whose parts are as in `facts.line`, at the end of a replica; return its length in bytes."""
        n = end.n + 1
        line = facts.line(n, hlc, about, body, salt=salt)
        self._lines.append(places.row(places.place(end.no, n), hlc, about, body, salt=salt))
        end.n, end.hlc, end.chain = n, hlc, facts.link(end.head, n, end.chain, facts.leaf(line))
        return len(line)

    def row(self, kind: str, row: list[object]) -> None:
        """Add a row (see `tables.row`) of a record that has none yet."""
        self._rows.setdefault(kind, []).append(row)

    def change(self, kind: str, row: list[object], before: list[object]) -> None:
        """Put a row in the place of `before`."""
        self._changes.setdefault(kind, []).append((row, before))

    def dispute(self, book: int, kind: str, id: str) -> None:
        """Remember a record that is to be worked out anew once its lines are written."""
        self._disputed.setdefault(book, []).append((kind, id))

    def take_disputed(self) -> list[tuple[int, list[tuple[str, str]]]]:
        """Return (book, records) of what is to be worked out anew, and forget it."""
        found, self._disputed = list(self._disputed.items()), {}
        return found

    def settle(self) -> None:
        """Write all lines and rows that wait."""
        if self._lines:
            self.connection.executemany(places.INSERT, self._lines)
            moved = [self._ends[no] for no in {places.parted(line[0])[0]: None for line in self._lines}]
            self.connection.executemany(_MOVE, [(end.n, end.chain, end.hlc, end.no) for end in moved])
            self._lines.clear()
        for kind, rows in self._rows.items():
            tables.add(self.connection, kind, rows)
        for kind, changes in self._changes.items():
            tables.change(self.connection, kind, changes)
        self._rows.clear()
        self._changes.clear()
