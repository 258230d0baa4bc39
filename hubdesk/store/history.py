"""What was done, by whom and when, in sentences whose names are read only when they are shown."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from typing import Any

from hubdesk.i18n import Sentence, say
from hubdesk.model.clock import instant
from hubdesk.model.records import RECORDS, columns
from hubdesk.store import merged, places
from hubdesk.store.sqlite import Connection

#: Tells in a fact that a step was taken back ("undo") or again ("redo").
WAY = "~way"
#: The names under which a fact keeps the sentence of its action.
MESSAGE = ("~say", "~many", "~n", "~about")
_LABELS = ("name", "title", "username", "badge", "text", "question", "what", "word")


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: when, by whom (author key in hex), the sentence, and the records (kind, id) it wrote.

    A merge is by nobody ("" as author): it was done on this laptop, and wrote no record of its own.
    """

    action: str
    at: datetime
    hlc: int
    author: str
    sentence: Sentence
    touched: frozenset[tuple[str, str]]


def entries(connection: Connection, limit: int, before: int = 0) -> list[Entry]:
    """Return the newest actions that carry a sentence, newest first; reads only as far back as they go."""
    chosen: dict[str, tuple[int, str, str]] = {}
    touched: dict[str, set[tuple[str, str]]] = {}
    for hlc, action, author, kind, id, body in _newest(connection, before or 1 << 62):
        touched.setdefault(action, set()).add((kind, id))
        if '"~say"' in body and action not in chosen:
            if len(chosen) == limit:
                break
            chosen[action] = hlc, author, body
    found = [
        Entry(action, instant(hlc), hlc, author, sentence(connection, json.loads(body)), frozenset(touched[action]))
        for action, (hlc, author, body) in chosen.items()
    ]
    return _with_merges(connection, found, before, limit)


def _newest(connection: Connection, before: int) -> Iterator[tuple[int, str, str, str, str, str]]:
    """Yield (hlc, action, author, kind, id, body) of saves, newest first; a replica is begun when its turn has come."""
    sql = """select hlc, action, ?3, kind, id, body from fact
      where place between ?1 and ?2 and hlc < ?4 and op = 'save' and body is not null order by place desc"""
    waiting = connection.execute("select hlc, no, author from replica order by hlc").fetchall()
    begun: list[tuple[int, int, Any, Any]] = []
    while waiting or begun:
        if waiting and (not begun or waiting[-1][0] >= -begun[0][0]):
            _, no, author = waiting.pop()
            rows = connection.execute(sql, (*places.span(no), author, before))
        else:
            _, no, row, rows = heappop(begun)
            yield row
        following = next(rows, None)
        if following:
            heappush(begun, (-following[0], no, following, rows))


def _with_merges(connection: Connection, found: list[Entry], before: int, limit: int) -> list[Entry]:
    """Add what was merged here: that wrote no fact of its own."""
    since = found[-1].hlc if len(found) == limit else 0
    for merge in merged.merges(connection):
        hlc = int(merge.at.timestamp() * 1000) << 16
        if since <= hlc < (before or hlc + 1):
            told = sentence(connection, dict(merge.message))
            found.append(Entry(merge.action, merge.at, hlc, "", told, frozenset()))
    return sorted(found, key=lambda entry: entry.hlc, reverse=True)[:limit]


def message(text: Sentence, about: str) -> dict[str, str | int | bool | None]:
    """Return what a fact keeps of a sentence: its text and numbers, the record it is about, never words of people."""
    kept: dict[str, str | int | bool | None] = {"~say": text.one}
    if text.many:
        kept |= {"~many": text.many, "~n": text.n}
    if about:
        kept["~about"] = about
    return kept


def sentence(connection: Connection, fields: dict[str, object]) -> Sentence:
    """Return the sentence of an action with its holes filled from what the records say now."""
    one, many, n = str(fields.get("~say", "")), str(fields.get("~many", "")), fields.get("~n")
    number = n if isinstance(n, int) else 1
    name = label(connection, str(fields.get("~about", "")))
    told = Sentence(one, many, number, _Holes(n=number, label=name))
    if fields.get(WAY) == "undo":
        return say("Undone: {action}", action=told)
    return say("Done again: {action}", action=told) if fields.get(WAY) == "redo" else told


class _Holes(dict[str, object]):
    """Fills every hole of a sentence with the label of the record that it is about."""

    def __missing__(self, key: str) -> object:
        return self["label"]


def label(connection: Connection, id: str) -> str:
    """Return how a record is called now: a name, a title or its first words; "…" when it is gone."""
    if not id:
        return "…"
    for kind, record in RECORDS.items():
        names = [name for name in _LABELS if name in columns(record)]
        if names:
            listed = ", ".join(f'"{name}"' for name in names)
            row = connection.execute(f'select {listed} from "{kind}" where id = ?', (id,)).fetchone()
            if row and any(row):
                text = str(next(value for value in row if value))
                return text if len(text) <= 60 else text[:59] + "…"
    return "…"
