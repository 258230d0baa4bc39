"""From facts to tables: what a write or an absorb means for the rows that the program reads."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import say
from hubdesk.model import merge
from hubdesk.model.change import Put
from hubdesk.model.merge import DELETED, Knowledge, State, Write
from hubdesk.model.records import RECORDS, Value
from hubdesk.store import places, tables
from hubdesk.store.pending import Pending
from hubdesk.store.sqlite import Connection


def refuse_closed(connection: Connection, book: int, id: str) -> None:
    """Raise HubDeskError when a record was erased: its id stays closed for ever."""
    if connection.execute("select 1 from closed where book = ? and id = ?", (book, id)).fetchone():
        raise HubDeskError(
            say("This record was erased and cannot be changed."),
            safe=say("Nothing was changed."),
            next=say("Make a new one."),
            code="erased",
        )


def settle(pending: Pending) -> None:
    """Write all that waits, and work out anew what is to be."""
    pending.settle()
    for book, records in pending.take_disputed():
        again(pending.connection, book, records)


def apply(
    pending: Pending, book: int, put: Put, fields: Mapping[str, Value], *, fresh: bool, now: State | None = None
) -> tuple[dict[str, Value], bool]:
    """Bring one row up to date after a save; return the values it replaced and whether the record is new.

    `fresh` tells that nothing was ever written under its id, `now` is its state where that was read ahead: then its row
    may wait with its line. A save has seen everything, so where nothing is open the new values simply stand, and bring
    a deleted record back. Only one in several versions, or a save from an older form, is worked out from its facts.
    """
    if put.kind not in RECORDS:
        return {}, False
    plain = {name: value for name, value in fields.items() if name[0] != "~"}
    first = State(plain, hidden=fields.get(DELETED) is True)
    if fresh:
        pending.row(put.kind, tables.row(put.kind, book, put.id, first))
        return {}, True
    if now is None:
        settle(pending)
        now = current(pending.connection, book, put.kind, put.id)
    if now is None:
        tables.add(pending.connection, put.kind, [tables.row(put.kind, book, put.id, first)])
        return {}, True
    before: dict[str, Value] = {name: now.values.get(name) for name in plain}
    if DELETED in fields or now.hidden:
        before[DELETED] = now.hidden
    if now.open or put.base:
        pending.dispute(book, put.kind, put.id)
    else:
        hidden = fields[DELETED] is True if DELETED in fields else now.hidden and not plain
        state = State({**now.values, **plain}, hidden=hidden)
        old, new = (tables.row(put.kind, book, put.id, each) for each in (now, state))
        pending.change(put.kind, new, old)
    return before, False


def current(connection: Connection, book: int, kind: str, id: str) -> State | None:
    """Return the state in a record's row, defaults left out, or None where there is none: of unknown kinds never."""
    return states(connection, book, kind, [id]).get(id)


def states(connection: Connection, book: int, kind: str, ids: Iterable[str]) -> dict[str, State]:
    """Return {id: state} of the records of one kind that have a row, as `current` does."""
    found: dict[str, State] = {}
    if kind in RECORDS:
        names = ", ".join(f'"{name}"' for name in tables.shape(kind).sorts)
        for part, marks in _parts(ids):
            sql = f'select id, hidden, versions, {names} from "{kind}" where id in ({marks}) and book = ?'
            found.update((id, _state(kind, row)) for id, *row in connection.execute(sql, (*part, book)))
    return found


def _state(kind: str, row: Sequence[Any]) -> State:
    spec, values = tables.shape(kind), dict[str, Value]()
    for (name, sort), value in zip(spec.sorts.items(), row[2:], strict=True):
        if value == spec.defaults[name]:
            continue
        if sort == "set":
            values.update({f"{name}/{member}": True for member in json.loads(value)})
        elif sort == "map":
            values.update({f"{name}/{member}": text for member, text in json.loads(value).items()})
        else:
            values[name] = bool(value) if sort == "bool" else value
    return State(values, json.loads(row[1]) if row[1] else {}, bool(row[0]))


def writes(connection: Connection, book: int, ids: Iterable[str]) -> dict[str, tuple[str, list[Write]]]:
    """Return {id: (kind, its saves)} for records of one book; Refused when one id stands under two kinds."""
    found: dict[str, tuple[str, list[Write]]] = {}
    for part, marks in _parts(ids):
        sql = f"""select fact.id, fact.kind, fact.hlc, replica.id, seq, body
          from fact join replica on replica.no = fact.replica where about in ({marks}) and about <> ''
          and replica.book = ? and op = 'save' and body is not null"""
        for id, kind, hlc, replica, seq, body in connection.execute(sql, (*map(places.kept, part), book)):
            first, saves = found.setdefault(id, (kind, []))
            if kind != first:
                raise two_kinds()
            saves.append(Write(hlc, replica, seq, json.loads(body)))
    return found


def _parts(ids: Iterable[str]) -> Iterator[tuple[list[str], str]]:
    """Yield ids that are asked about together, each time with as many question marks."""
    wanted = list(ids)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        yield part, ", ".join("?" * len(part))


def knowledge(connection: Connection, book: int) -> Callable[[], Knowledge]:
    """Return a function that reads the receipts of a book when first asked."""
    made: list[Knowledge] = []

    def read() -> Knowledge:
        if not made:
            sql = """select replica.id, receipt.seq, other, upto from receipt
              join replica on replica.no = receipt.replica where replica.book = ?"""
            made.append(Knowledge(connection.execute(sql, (book,))))
        return made[0]

    return read


def known(connection: Connection, ids: Iterable[str]) -> set[tuple[str, int, str]]:
    """Return (id, book, kind) of these records where the log has lines about them already."""
    found = set[tuple[str, int, str]]()
    for part, marks in _parts(ids):
        sql = f"""select distinct fact.id, replica.book, kind from fact join replica on replica.no = fact.replica
          where about <> '' and about in ({marks})"""
        found.update(connection.execute(sql, list(map(places.kept, part))))
    return found


def two_kinds() -> Refused:
    """Return the refusal of a record that would stand under two kinds."""
    return Refused(
        say("One record stands under two kinds in these files."),
        next=say("Ask for the file again: it is damaged or was made by another program."),
        code="two-kinds",
    )


def again(
    connection: Connection,
    book: int,
    records: Iterable[tuple[str, str]],
    whole: Mapping[str, tuple[str, list[Write]]] | None = None,
) -> int:
    """Work out records (kind, id) anew from their facts; return how many are in several versions now.

    A record of which no line is left has no row. `whole` holds all saves of records that are at hand and have no row
    yet, so that they are not read again.
    """
    seen, at_hand, records = knowledge(connection, book), whole or {}, list(records)
    ids = sorted(id for _, id in records)  # in the order of the tables: the newest records come last
    several, older = 0, writes(connection, book, (id for id in ids if id not in at_hand))
    for kind, id in records:
        if id not in older and id not in at_hand:
            tables.forget(connection, kind, book, id)
    for put, found in (
        (tables.write, older),
        (tables.add, {id: at_hand[id] for id in ids if id in at_hand}),
    ):
        rows: dict[str, list[list[object]]] = defaultdict(list)
        for id, (kind, saves) in found.items():
            state = merge.state(saves, seen, kind)
            if state is None or kind not in RECORDS:
                continue
            several += bool(state.open)
            rows[kind].append(tables.row(kind, book, id, state))
        for kind, found_rows in rows.items():
            put(connection, kind, found_rows)
    return several


def since(
    connection: Connection, before: Mapping[int, int], at_once: int
) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield (book, records) with new saves, each record once, out of so many lines at a time.

    `before` is {number of a replica: its last line that is not new}.
    """
    connection.execute("create temp table if not exists came(replica integer primary key, before integer not null)")
    connection.execute("delete from came")
    connection.executemany("insert into came(replica, before) values(?, ?)", before.items())
    later = "select 1 from fact later {} where later.about = fact.about and later.about <> '' and later.op = 'save'"
    sql = f"""select distinct kind, id from fact where place between ?1 and ?2
      and op = 'save' and about <> ''
      and not exists({later.format("")} and later.place between fact.place + 1 and ?3)
      and not exists({later.format("join came using (replica)")} and later.place > ?3 and later.seq > before)"""
    for no, first in sorted(before.items()):
        book, last = connection.execute("select book, n from replica where no = ?", (no,)).fetchone()
        for start in range(first, last, at_once):
            lo, hi = places.span(no, start + 1, min(start + at_once, last))
            yield book, connection.execute(sql, (lo, hi, places.span(no)[1])).fetchall()


def open_records(connection: Connection, book: int) -> list[tuple[str, str]]:
    """Return the (kind, id) of every record of a book that stands in several versions."""
    return [
        (kind, id)
        for kind in RECORDS
        for (id,) in connection.execute(f"select id from \"{kind}\" where book = ? and versions > ''", (book,))
    ]


def rebuild(connection: Connection, report: Callable[[int, int], None] | None = None) -> None:
    """Make every table anew from the log; inside a transaction."""
    tables.make(connection)
    books = [row[0] for row in connection.execute("select no from book order by no")]
    for done, book in enumerate(books):
        sql = f"""select distinct fact.kind, fact.id from replica cross join fact on {places.OF_REPLICA}
          where replica.book = ? and op = 'save' and body is not null"""
        records = connection.execute(sql, (book,)).fetchall()
        for start in range(0, len(records), 5000):
            if report:
                report(done * 1000 + start * 1000 // max(len(records), 1), len(books) * 1000)
            again(connection, book, records[start : start + 5000])
