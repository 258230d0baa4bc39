"""What this laptop wrote about a record while another one moved it: said again where the record is now."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from hubdesk.model.change import Put
from hubdesk.model.clock import derived_id, moved_id
from hubdesk.model.facts import Book
from hubdesk.model.merge import Write
from hubdesk.model.records import RECORDS, Value
from hubdesk.store import derive, places
from hubdesk.store.log import Log

#: A record is followed through so many moves.
_MOVES = 8


class Cut(NamedTuple):
    """An own line about a record that is closed now, by somebody who had not seen the line."""

    book: int
    kind: str
    id: str
    line: tuple[str, int]
    fields: dict[str, Value]


def cut(log: Log, number: int, kind: str, id: str) -> list[Cut]:
    """Return the own lines about a record of a book that nobody had seen who took it out of there.

    Asked before its words are dropped.
    """
    sql = """select replica.id, seq, body from fact join replica on replica.no = fact.replica
      where about = ? and about <> '' and fact.kind = ? and replica.book = ? and author = ?
      and op = 'save' and body is not null order by fact.hlc"""
    rows = log.connection.execute(sql, (places.kept(id), kind, number, log.author)).fetchall()
    seen = _seen(log, number, id) if rows else set()
    return [
        Cut(number, kind, id, (replica, seq), json.loads(body))
        for replica, seq, body in rows
        if (replica, seq) not in seen
    ]


def _seen(log: Log, number: int, id: str) -> set[tuple[str, int]]:
    """Return the lines (replica, seq) that the first erase facts about a record name.

    Later ones, by whoever had seen an erase fact about it, name what came in after it was gone.
    """
    sql = """select fact.hlc, replica.id, seq, action, body from fact join replica on replica.no = fact.replica
      where about = ? and about <> '' and replica.book = ? and op = 'erase'"""
    found = [
        (Write(hlc, replica, seq, {}), action, json.loads(body))
        for hlc, replica, seq, action, body in log.connection.execute(sql, (places.kept(id), number))
    ]
    if len({action for _, action, _ in found}) > 1:
        before = derive.knowledge(log.connection, number)().before
        found = [each for each in found if not any(one[1] != each[1] and before(one[0], each[0]) for one in found)]
    names = (name[5:].split("-") for _, _, fields in found for name in fields)
    return {(replica, int(seq)) for replica, seq in names}


def again(log: Log, lines: Iterable[Cut]) -> list[Put]:
    """Return the writes that say such lines again, beside what the mover wrote: two versions where they differ.

    Nothing for records that were erased and not moved, or moved where this laptop cannot see them. What a copy of this
    laptop wrote, unseen by the newest line, gets a record of its own: one run can say one thing of one record.
    """
    puts = []
    for _, several in groupby(lines, lambda one: (one.book, one.kind, one.id)):
        mine = list(several)
        home = _home(log, mine[0]) if mine[0].kind in RECORDS else None
        if home is None:
            continue
        apart = _apart(log, mine) if len({one.line[0] for one in mine}) > 1 else []
        for one in mine:
            fields = {name: value for name, value in one.fields.items() if name[0] != "~"}
            if one in apart:
                puts.append(_beside(log, home, one, fields))
            elif fields:
                puts.append(Put(home[0], one.kind, home[1], fields, base=one.line))
    return puts


def _apart(log: Log, mine: Sequence[Cut]) -> list[Cut]:
    """Return the lines that no other had seen and that say of a field otherwise than a newer such line."""
    writes = [Write(0, *one.line, one.fields) for one in mine]
    before = derive.knowledge(log.connection, mine[0].book)().before
    last = [one for one, said in zip(mine, writes, strict=True) if not any(before(said, each) for each in writes)]
    return [
        one for place, one in enumerate(last) if any(_differ(one.fields, each.fields) for each in last[place + 1 :])
    ]


def _differ(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool:
    return any(one[name] != other[name] for name in one.keys() & other.keys() if name[0] != "~" and "/" not in name)


def _beside(log: Log, home: tuple[Book, str], one: Cut, fields: Mapping[str, Value]) -> Put:
    """Return the write of a record that says what a line said, and else what the one that it was about says."""
    now = derive.current(log.connection, log.book(home[0]), one.kind, home[1])
    id = derived_id("beside", home[1], one.line[0], str(one.line[1]))
    return Put(home[0], one.kind, id, {**(now.values if now else {}), **fields})


def _home(log: Log, one: Cut) -> tuple[Book, str] | None:
    """Return the book and id under which a record stands after its moves within its event, None for nowhere."""
    ids, books = [one.id], list(_books(log, one.book))
    for _ in range(_MOVES):
        following = []
        for book, number in books:
            for id in ids:
                moved = moved_id(id, book.id)
                sql = f'select 1 from "{one.kind}" where id = ? and book = ?'
                if log.connection.execute(sql, (moved, number)).fetchone():
                    return book, moved
                sql = "select 1 from closed where id = ? and book = ?"
                if log.connection.execute(sql, (moved, number)).fetchone():
                    following.append(moved)
        ids = following
    return None


def _books(log: Log, number: int) -> Iterator[tuple[Book, int]]:
    sql = """select no, id, sort, subject from book where sort in ('event', 'team')
      and subject = (select subject from book where no = ?)"""
    for no, id, sort, subject in log.connection.execute(sql, (number,)):
        yield Book(id, sort, subject), no
