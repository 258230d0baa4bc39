"""What this laptop wrote about a record while another one moved it: said again where the record is now."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hubdesk.model.change import Put
from hubdesk.model.clock import moved_id
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

    Nothing for records that were erased and not moved, or moved where this laptop cannot see them.
    """
    puts = []
    for one in lines:
        home = _home(log, one) if one.kind in RECORDS else None
        fields = {name: value for name, value in one.fields.items() if name[0] != "~"}
        if home and fields:
            puts.append(Put(home[0], one.kind, home[1], fields, base=one.line))
    return puts


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
