"""Taking in facts of others: all of a set of files in one transaction, or nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from hubdesk.errors import Refused
from hubdesk.i18n import say
from hubdesk.model import facts
from hubdesk.model.change import Change
from hubdesk.model.facts import Book, Fact, Segment
from hubdesk.model.merge import Write
from hubdesk.store import derive, erasure, moved, places, segments, tables, undo
from hubdesk.store.log import Log

#: So many new lines are kept in memory, and at most so many derived in one go, whatever the size of a set of files.
AT_HAND, AT_ONCE = 12_000, 5_000
Parsed = Iterable[tuple[Segment, tuple[Fact | None, ...]]]


@dataclass(slots=True)
class Absorbed:
    """What came in, counted in facts (`two_versions` in records), and what it touched.

    `touched` are records (kind, id); of `kinds` more were touched than are named. `cut` are own lines about records
    that others closed unseen, `forgotten` tells whether somebody was forgotten, or a photo erased. `action` is the
    step that takes the whole merge back, "" for none.
    """

    new: int = 0
    same: int = 0
    two_versions: int = 0
    touched: set[tuple[str, str]] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    books: set[str] = field(default_factory=set)
    cut: list[moved.Cut] = field(default_factory=list)
    forgotten: bool = False
    action: str = ""

    @property
    def change(self) -> Change:
        """What pages are told."""
        return Change(frozenset(self.touched), kinds=frozenset(self.kinds))


@dataclass(slots=True)
class _Batch:
    touched: dict[int, set[tuple[str, str]]] = field(default_factory=dict)
    fresh: dict[int, dict[str, tuple[str, list[Write]]]] = field(default_factory=dict)
    closing: list[tuple[int, str, str]] = field(default_factory=list)
    named: list[tuple[int, str, int]] = field(default_factory=list)
    leaves: list[tuple[str, int]] = field(default_factory=list)
    cut: list[moved.Cut] = field(default_factory=list)
    receipts: set[int] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)
    #: {number of a replica: how many of its lines were here before}
    before: dict[int, int] = field(default_factory=dict)
    newest: int = 0
    #: For how many more lines there is room in `fresh` and `touched`; None when they were too many for it.
    room: int | None = AT_HAND


def absorb(
    log: Log,
    books: Iterable[Book],
    incoming: Parsed,
    report: Callable[[int, int], None] | None = None,
    *,
    at_hand: int = AT_HAND,
) -> Absorbed:
    """Add verified segments of accepted authors to the log and derive what they change; inside a transaction.

    Lines that are here already count as the same; a gap, a fork, an unexplained leaf or an id under two kinds raises
    Refused. `report(done, total)` may raise Cancelled. Of more than `at_hand` new lines none is kept in memory: what
    they mean is read from the log.
    """
    known = {book.id: book for book in books}
    result, batch = Absorbed(), _Batch(room=at_hand)
    for segment, parsed in incoming:
        _take(log, known[segment.book], segment, parsed, result=result, batch=batch)
        if report:
            report(result.new + result.same, 0)
    _close(log, batch)
    _drop_named(log, batch)
    _refuse_unnamed(log, batch)
    _derive(log, batch, result, at_once=min(AT_ONCE, at_hand))
    log.absorbed(result.books, batch.newest)
    result.cut = batch.cut
    result.forgotten = any(kind in erasure.PERSONAL for _, kind, _ in batch.closing)
    return result


def _take(
    log: Log, book: Book, segment: Segment, parsed: tuple[Fact | None, ...], *, result: Absorbed, batch: _Batch
) -> None:
    number = log.book(book)
    no, have, chain = _replica(log, number, segment)
    if segment.lo > have + 1:
        raise _gap()
    if segment.hi <= have:
        _same_history(log, no, segment, upto=segment.hi, expect=segments.chain_at(log.connection, no, segment.hi))
        result.same += len(segment.lines)
        return
    if segment.lo <= have:
        _same_history(log, no, segment, upto=have, expect=chain)
    elif segment.chain_before != chain:
        raise _fork()
    result.same += have - segment.lo + 1
    fresh = [(n, line, fact) for n, line, fact in _numbered(segment, parsed) if n > have]
    _whole_here(log, number, segment.replica, fresh, batch=batch)
    result.new += len(fresh)
    result.books.add(book.id)
    batch.before.setdefault(no, have)
    _insert(log, (number, no), segment, fresh, batch)
    _remember(log, book, (number, no), fresh, batch)
    newest = max((fact.hlc for _, _, fact in fresh if fact), default=0)
    batch.newest = max(batch.newest, newest)
    log.connection.execute(
        "update replica set n = ?, chain = ?, hlc = max(hlc, ?) where no = ?", (segment.hi, segment.chain, newest, no)
    )
    log.connection.execute(
        "insert or ignore into signature(replica, n, chain, signature) values(?, ?, ?, ?)",
        (no, segment.hi, segment.chain, segment.signature),
    )


def _derive(log: Log, batch: _Batch, result: Absorbed, *, at_once: int) -> None:
    for book in batch.receipts:
        batch.touched.setdefault(book, set()).update(derive.open_records(log.connection, book))
    for book, records in batch.touched.items():
        ordered = sorted(records, key=lambda record: record[1])
        for start in range(0, len(ordered), at_once):
            part = ordered[start : start + at_once]
            result.two_versions += derive.again(log.connection, book, part, batch.fresh.get(book))
        result.touched.update(records)
    if batch.room is None:
        for book, found in derive.since(log.connection, batch.before, at_once):
            part = [record for record in found if record not in batch.touched.get(book, ())]
            result.two_versions += derive.again(log.connection, book, part)
            result.kinds.update(kind for kind, _ in part)


def _whole_here(
    log: Log, number: int, replica: str, fresh: list[tuple[int, bytes, Fact | None]], *, batch: _Batch
) -> None:
    """Keep at hand the saves of records that nobody has seen here before: they need not be read back to be derived.

    Refused where a record stands here under another kind, with its words or erased.
    """
    whole = batch.fresh.setdefault(number, {})
    kinds = {fact.id: fact.kind for _, _, fact in fresh if fact and fact.id}
    found = derive.known(log.connection, kinds)
    if any(book == number and kinds[id] != kind for id, book, kind in found):
        raise derive.two_kinds()
    if batch.room is None:
        return
    batch.room -= len(fresh)
    if batch.room < 0:
        batch.room = None
        batch.fresh.clear()
        batch.touched.clear()
        return
    older = {id for id, _, _ in found}
    for n, _, fact in fresh:
        if fact is None or fact.op != "save":
            continue
        if fact.id in older or (fact.id in whole and whole[fact.id][0] != fact.kind):
            whole.pop(fact.id, None)
            older.add(fact.id)
        else:
            whole.setdefault(fact.id, (fact.kind, []))[1].append(Write(fact.hlc, replica, n, fact.fields))


def _numbered(segment: Segment, parsed: tuple[Fact | None, ...]) -> Iterator[tuple[int, bytes, Fact | None]]:
    for offset, (line, fact) in enumerate(zip(segment.lines, parsed, strict=True)):
        yield segment.lo + offset, line, fact


def _replica(log: Log, book: int, segment: Segment) -> tuple[int, int, bytes]:
    sql = "select no, n, chain, author, book from replica where id = ?"
    row = log.connection.execute(sql, (segment.replica,)).fetchone()
    if row is None:
        if segment.lo != 1:
            raise _gap()
        sql = "insert into replica(book, id, author) values(?, ?, ?) returning no"
        return log.connection.execute(sql, (book, segment.replica, segment.author)).fetchone()[0], 0, b""
    if row[3] != segment.author or row[4] != book:
        raise _fork()
    return row[0], row[1], bytes(row[2])


def _same_history(log: Log, no: int, segment: Segment, *, upto: int, expect: bytes) -> None:
    """Refuse a fork: the segment's own chain at a line that is here must be the chain that is here."""
    if upto == segment.hi:
        reached = segment.chain
    else:
        reached = segment.chain_before
        for offset, line in enumerate(segment.lines[: upto - segment.lo + 1]):
            leaf = bytes.fromhex(line.decode()) if segments.is_leaf(line) else facts.leaf(line)
            reached = facts.chain(segment.book, segment.replica, segment.lo + offset, before=reached, leaf=leaf)
    if reached != expect:
        raise _fork()


def _insert(
    log: Log, where: tuple[int, int], segment: Segment, fresh: list[tuple[int, bytes, Fact | None]], batch: _Batch
) -> None:
    number, no = where
    run = log.connection.executemany
    shut = {row[0] for row in log.connection.execute("select id from closed where book = ?", (number,))}
    gone = {row[0] for row in log.connection.execute("select seq from gone where replica = ?", (segment.replica,))}
    rows, leaves, late = [], [], []
    for n, line, fact in fresh:
        if fact is None:
            leaves.append((no, n, bytes.fromhex(line.decode())))
            batch.leaves.append((segment.replica, n))
        elif fact.op == "save" and (fact.id in shut or n in gone):
            batch.fresh.get(number, {}).pop(fact.id, None)
            leaves.append((no, n, facts.leaf(line)))
            if n not in gone:
                late.append((segment.replica, n, number, fact.kind, fact.id))
        else:
            body = facts.body_of(fact, line)
            about = (fact.op, fact.action, fact.kind, fact.id)
            rows.append(places.row(places.place(no, n), fact.hlc, about, body, salt=fact.salt))
    rows += [places.row(places.place(no, n), 0, ("save", "", "", ""), None) for _, n, _ in leaves]
    run(places.INSERT, rows)
    run("insert or ignore into leaf(replica, seq, leaf) values(?, ?, ?)", leaves)
    run("insert or ignore into late(replica, seq, book, kind, id) values(?, ?, ?, ?, ?)", late)


def _remember(
    log: Log, book: Book, where: tuple[int, int], fresh: list[tuple[int, bytes, Fact | None]], batch: _Batch
) -> None:
    number, no = where
    if batch.room is not None:
        saved = ((fact.kind, fact.id) for _, _, fact in fresh if fact and fact.op == "save")
        batch.touched.setdefault(number, set()).update(saved)
    for n, _, fact in fresh:
        if fact is None or fact.op == "save":
            continue
        if fact.op == "erase":
            names = [name[5:].split("-") for name in fact.fields]
            log.connection.executemany(
                "insert or ignore into gone(replica, seq) values(?, ?)", [(r, int(s)) for r, s in names]
            )
            batch.named += [(number, r, int(s)) for r, s in names]
            batch.closing.append((number, fact.kind, fact.id))
        else:
            seen = [(no, n, name[5:], upto) for name, upto in fact.fields.items() if name.startswith("seen/")]
            log.connection.executemany(
                "insert or ignore into receipt(replica, seq, other, upto) values(?, ?, ?, ?)", seen
            )
            batch.receipts.add(number)


def _close(log: Log, batch: _Batch) -> None:
    """Close what others erased; lines of it that no erase fact names yet wait in `late`."""
    for number, kind, id in batch.closing:
        here = erasure.lines_of(log.connection, number, id)
        batch.cut += moved.cut(log, number, kind, id)
        undo.forget(log.connection, id)
        went = erasure.close(log.connection, number, (kind, id))
        batch.fresh.get(number, {}).pop(id, None)
        batch.touched.setdefault(number, set()).update(went)
        batch.dropped.update(kind for kind, _ in went)
        log.connection.executemany(
            """insert or ignore into late(replica, seq, book, kind, id) select ?1, ?2, ?3, ?4, ?5
              where not exists(select 1 from gone where replica = ?1 and seq = ?2)""",
            [(replica, seq, number, kind, id) for replica, seq in here],
        )
    log.connection.execute(
        "delete from late where exists(select 1 from gone where gone.replica = late.replica and gone.seq = late.seq)"
    )


def _drop_named(log: Log, batch: _Batch) -> None:
    """Drop lines that erase facts name and that are still here: of records that go on without them."""
    for number, replica, seq in batch.named:
        record = erasure.drop_named(log.connection, number, (replica, seq))
        if record:
            batch.fresh.get(number, {}).pop(record[1], None)
            batch.touched.setdefault(number, set()).add(record)
            batch.dropped.add(record[0])
    tables.tidy(log.connection, batch.dropped)


def _refuse_unnamed(log: Log, batch: _Batch) -> None:
    for replica, seq in batch.leaves:
        if not log.connection.execute("select 1 from gone where replica = ? and seq = ?", (replica, seq)).fetchone():
            raise Refused(
                say("This file leaves out words without saying that anybody erased them."),
                next=say("Ask for the file again, from the laptop that wrote the notes."),
                code="leaf-unnamed",
            )


def _gap() -> Refused:
    return Refused(
        say("This file builds on work that is not on this laptop yet."),
        next=say("Ask for the full file of this event, without the option to send only what is new."),
        code="gap",
    )


def _fork() -> Refused:
    return Refused(
        say("This file tells another history of work that is already on this laptop."),
        next=say("Do not use this file. Ask the laptop that wrote it for a new one, and keep this one for a check."),
        code="fork",
    )
