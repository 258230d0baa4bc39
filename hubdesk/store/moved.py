"""What this laptop wrote about a record while another one moved it: said again where the record is now."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hubdesk.model.change import Put
from hubdesk.model.clock import moved_id
from hubdesk.model.facts import Book
from hubdesk.model.records import RECORDS, Value
from hubdesk.store import places
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
    """Return the own lines about a record of a book that no erase fact names; asked before its words are dropped."""
    sql = """select replica.id, seq, body from fact join replica on replica.no = fact.replica
      where about = ? and about <> '' and fact.kind = ? and replica.book = ? and author = ?
      and op = 'save' and body is not null
      and not exists(select 1 from gone where gone.replica = replica.id and gone.seq = fact.seq) order by fact.hlc"""
    rows = log.connection.execute(sql, (places.kept(id), kind, number, log.author)).fetchall()
    return [Cut(number, kind, id, (replica, seq), json.loads(body)) for replica, seq, body in rows]


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
