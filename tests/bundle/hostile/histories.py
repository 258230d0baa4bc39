"""Good lines at the wrong time or place: forks, gaps, replays, old files, files put together from others."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

from hubdesk.bundle import container
from hubdesk.model import facts
from hubdesk.model.facts import Book, BookState
from tests.bundle.forge import NONCE, OTHER, Json, insider, line, opening, rebuilt, sealed, unchecked
from tests.bundle.hostile.case import NOTHING_NEW, Cases, named
from tests.bundle.logs import (
    AICHA,
    BIRK,
    CHARTER_BOOK,
    EVE,
    EVENT,
    EVENT_BOOK,
    TEAM_BOOK,
    WALL,
    Author,
    Run,
    bytes_of,
    contents,
    evening,
    ident,
)

ONE, TWO = evening()
LAST = len(ONE.facts)
MINE = facts.replica_id(EVENT, EVE.key, NONCE)
ELSEWHERE = Book(OTHER, "event", OTHER)


def twin(lines: int) -> Run:
    """Return another history of Aïcha's replica, that far."""
    run = Run(AICHA).save(EVENT, "event", title="Another evening", zone="UTC")
    for n in range(lines - 2):
        run.save(ident(n % 5), text=f"never said {n}")
    return run


def later(clock: int) -> bytes:
    """Return a file of Aïcha's next line alone, built on what is here, so many milliseconds after her first one."""
    run = Run(AICHA, start=WALL + clock)
    run.facts = [*ONE.facts]
    run.save(ident(3), text="later", salt="abcdefghijkl")
    needs = {EVENT: {run.replica: (LAST, run.chains()[LAST])}}
    return unchecked(contents([run], segments=run.segments(since=LAST), needs=needs), AICHA)


def gap(before: int) -> bytes:
    """Return a good file of lines that follow on some that nobody has."""
    run = Run(EVE, nonce="2d" * 16)
    for n in range(6):
        run.save(ident(20 + n), text="x")
    needs = {EVENT: {run.replica: (before, run.chains()[before])}}
    return bytes_of(contents([run], segments=run.segments(since=before), needs=needs), EVE)


def needing(n: int, chain: bytes) -> bytes:
    """Return a good line that builds on Aïcha's line `n`, said to have this chain."""
    run, needs = Run(EVE, nonce="2d" * 16).save(ident(21), text="x"), {ONE.replica: (n, chain)}
    ends = {run.replica: run.tip()[:2], **needs}
    vector = {replica: upto for replica, (upto, _) in ends.items()}
    book = BookState(EVENT_BOOK, vector, sum(vector.values()), facts.log_digest(ends))
    return unchecked(contents([run], books=[book], needs={EVENT: needs}))


def apart(file: bytes) -> tuple[Json, list[tuple[container.Packed, bytes]]]:
    """Return the manifest of a file and its parts as they are packed."""
    found = json.loads(container.read_head(io.BytesIO(file))[0])
    with zipfile.ZipFile(io.BytesIO(file)) as zipped:
        return found, [container.pack(name, zipped.read(name)) for name in zipped.namelist() if name.startswith("log/")]


def mixed(head: bytes, body: bytes, *, vouched: bool = False) -> bytes:
    """Return the head of one file around the part of another; `vouched` has the author sign size and hash of that."""
    found, ((mine, _),) = apart(head)
    _, ((other, stored),) = apart(body)
    if vouched:
        found["segments"][0].update(size=len(stored), sha256=hashlib.sha256(stored).hexdigest())
    return sealed(facts.canonical(found), [(other._replace(name=mine.name), stored)], AICHA)


def replayed(run: Run, book: Book, **more: Any) -> bytes:
    """Return a file of another event that holds signed lines of this one in its own book."""
    (segment,) = run.segments()
    tips = {run.replica: (segment.hi, segment.chain)}
    there = BookState(book, {run.replica: segment.hi}, segment.hi, facts.log_digest(tips))
    return unchecked(contents([run], books=[there], segments=[replace(segment, book=book.id)], **more))


def _two_files_in_one(manifest: Json) -> None:
    manifest["books"][0]["vector"] |= {OTHER: 4}


def _relabelled(author: Author) -> bytes:
    def change(manifest: Json) -> None:
        for part in manifest["segments"]:
            if part["replica"] == ONE.replica:
                part["author"] = author.key

    return rebuilt(bytes_of(contents(evening())), change, AICHA)


GOOD = bytes_of(contents(evening()))
OLDER = bytes_of(contents([Run(AICHA, nonce="2d" * 16).save(ident(1), text="a")]))
NEWER = bytes_of(contents([Run(AICHA, nonce="2d" * 16).save(ident(1), text="b")]))
LONGER = bytes_of(contents([Run(AICHA, nonce="2d" * 16).save(ident(1), text="a longer one")]))
FRESH = Run(AICHA, nonce="2d" * 16).save(ident(30), text="x")
TUF: Cases = {
    "rollback to an older file": (NOTHING_NEW, lambda: _until(5)),
    "freeze: the same file again": (NOTHING_NEW, lambda: GOOD),
    "freeze: the same file from another hand": (NOTHING_NEW, lambda: bytes_of(contents(evening()), BIRK)),
    "mix and match: an old body under a new head": ("length", lambda: mixed(NEWER, LONGER)),
    "mix and match: a body of the same length": ("digest", lambda: mixed(NEWER, OLDER)),
    "mix and match: a new head with old lines vouched for": ("chain", lambda: mixed(NEWER, OLDER, vouched=True)),
    "arbitrary software": ("no-age", lambda: b"\x7fELF\2\1\1" + bytes(4096)),
    "extraneous: it needs what does not exist": ("gap", lambda: gap(3)),
    "wrong key for all lines": ("replica-author", lambda: _relabelled(EVE)),
    "endless promises": ("manifest-lines", lambda: insider([opening()], part=lambda p: p.update(hi=2**40))),
}


def _until(n: int) -> bytes:
    run = Run(AICHA)
    run.facts = ONE.facts[:n]
    return bytes_of(contents([run]))


HERE: Cases = {
    "another history, shorter": ("fork", lambda: bytes_of(contents([twin(4)]))),
    "another history, as long": ("fork", lambda: bytes_of(contents([twin(LAST)]))),
    "another history, longer": ("fork", lambda: bytes_of(contents([twin(LAST + 3)]))),
    "another history in what it needs": ("fork", lambda: needing(LAST, bytes(32))),
    "another history before what it needs": ("fork", lambda: needing(4, twin(4).chains()[4])),
    "a gap": ("gap", lambda: gap(2)),
    "a clock that goes back from what is here": ("clock-order", lambda: later(-60_000)),
    "an unknown replica from line 5 on": (
        "gap",
        lambda: insider([line(5), line(6)], lo=5, before=bytes(32)),
    ),
    "a receipt that claims the future of a laptop here": (
        "receipt-future",
        lambda: insider([opening(EVE, **{ONE.replica: LAST + 1})]),
    ),
    "a receipt that claims a stranger's lines": ("receipt-future", lambda: insider([opening(EVE, **{OTHER: 1})])),
    "erased lines of a laptop here that are to come": (
        "erase-future",
        lambda: insider([opening(), line(op="erase", body=f'{{"gone/{ONE.replica}-{LAST + 1}":true}}')]),
    ),
    "a known replica under another author": ("replica-author", lambda: _relabelled(BIRK)),
    "a known replica in the team's book": (
        "replica-elsewhere",
        lambda: replayed(ONE, TEAM_BOOK, use="team"),
    ),
    "a known replica in another event": ("replica-elsewhere", lambda: replayed(ONE, ELSEWHERE, event=OTHER)),
    "lines of this event in another one": ("author-signature", lambda: replayed(FRESH, ELSEWHERE, event=OTHER)),
    "lines of this event in a charter": ("author-signature", lambda: replayed(FRESH, CHARTER_BOOK)),
    "this event's book as a codebook": (
        "book-differs",
        lambda: unchecked(
            contents(
                [Run(EVE, Book(EVENT, "codebook", EVENT)).save(ident(1), "code", label="x")], use="team", event=OTHER
            )
        ),
    ),
    "this event's book as a charter": (
        "book-differs",
        lambda: unchecked(
            contents(
                [Run(EVE, Book(EVENT, "charter", EVENT)).save(EVENT, "charter", title="x")], use="team", event=OTHER
            )
        ),
    ),
    "a note that is here, as a statement": (
        "two-kinds",
        lambda: insider([opening(), line(kind="statement", id=ident(1))]),
    ),
    "a note that is here, as something new": ("two-kinds", lambda: insider([opening(), line(kind="new", id=ident(1))])),
    "a note that is here, erased as a statement": (
        "two-kinds",
        lambda: insider([opening(), line(kind="statement", id=ident(1), op="erase", body="{}")]),
    ),
    "a note that was erased here, as a statement": (
        "two-kinds",
        lambda: insider([opening(), line(kind="statement", id=ident(4))]),
    ),
    "the event itself as a note": ("two-kinds", lambda: insider([opening(), line(id=EVENT)])),
    "a line of a laptop here left out": ("leaf-unnamed", lambda: _censored()),
    "a vector that claims a stranger's lines": (
        "manifest-vector",
        lambda: rebuilt(GOOD, _two_files_in_one, AICHA),
    ),
}


def _censored() -> bytes:
    run = Run(BIRK, nonce="2d" * 16).save(ident(31), text="unwelcome").save(ident(32), text="welcome")
    run.erased.add(2)
    return unchecked(contents([run]), EVE)


CASES: Cases = {**named("TUF: ", TUF), **named("history: ", HERE)}
