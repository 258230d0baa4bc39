"""Good lines at the wrong time or place: forks, gaps, replays, old files, files put together from others."""

import io
import zipfile
from typing import Any

from hubdesk.bundle import container
from hubdesk.bundle import manifest as manifests
from hubdesk.model import facts
from hubdesk.model.facts import Book
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
    state,
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


def later(*, clock: int = 0, book: Book = EVENT_BOOK) -> bytes:
    """Return a file of Aïcha's next line alone, built on what is here."""
    run = Run(AICHA)
    run.facts = [*ONE.facts]
    run.start = WALL + clock
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


def _needing(chain: bytes, n: int = LAST) -> bytes:
    run = Run(AICHA)
    run.facts = [*ONE.facts, *Run(AICHA).save(ident(1), text="x").facts[:0]]
    found = contents([Run(EVE, nonce="2d" * 16).save(ident(21), text="x")])
    tips = {run.replica: (n, chain)}
    mine = Run(EVE, nonce="2d" * 16).save(ident(21), text="x")
    whole = {mine.replica: mine.tip()[:2], **tips}
    book = facts.BookState(
        EVENT_BOOK, {r: n for r, (n, _) in whole.items()}, sum(n for n, _ in whole.values()), facts.log_digest(whole)
    )
    return unchecked(contents([mine], books=[book], segments=found.segments, needs={EVENT: tips}))


def mixed(manifest: bytes, body: bytes) -> bytes:
    """Return the signed head of one file around the entries of another."""
    head = container.read_head(io.BytesIO(manifest))
    with zipfile.ZipFile(io.BytesIO(body)) as zipped:
        lines = [zipped.read(name) for name in zipped.namelist() if name.startswith("log/")]
    names = [part.name for part in manifests.parse(head[0]).parts]
    entries = [container.pack(name, data) for name, data in zip(names, lines, strict=True)]
    spool, out, placed = io.BytesIO(), io.BytesIO(), []
    for entry, stored in entries:
        placed.append(entry._replace(offset=spool.tell()))
        spool.write(stored)
    container.assemble(out, *head, spool=spool, entries=placed)
    return out.getvalue()


def replayed(run: Run, book: Book, **more: Any) -> bytes:
    """Return a file of another event that holds signed lines of this one in its own book."""
    (segment,) = run.segments()
    tips = {run.replica: (segment.hi, segment.chain)}
    there = facts.BookState(book, {run.replica: segment.hi}, segment.hi, facts.log_digest(tips))
    moved = facts.Segment(
        book.id, segment.replica, segment.author, 1, segment.hi, b"", segment.chain, segment.signature, segment.lines
    )
    return unchecked(contents([run], books=[there], segments=[moved], **more))


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
FRESH = Run(AICHA, nonce="2d" * 16).save(ident(30), text="x")
TUF: Cases = {
    "rollback to an older file": (NOTHING_NEW, lambda: bytes_of(_until(5))),
    "freeze: the same file again": (NOTHING_NEW, lambda: GOOD),
    "freeze: the same file from another hand": (NOTHING_NEW, lambda: bytes_of(contents(evening()), BIRK)),
    "mix and match: an old body under a new head": ("length", lambda: mixed(NEWER, bytes_of(_until(5, "2d" * 16)))),
    "mix and match: a body of the same length": ("digest", lambda: mixed(NEWER, OLDER)),
    "mix and match: a new head with old lines vouched for": ("chain", lambda: _vouched(NEWER, OLDER)),
    "arbitrary software": ("no-age", lambda: b"\x7fELF\2\1\1" + bytes(4096)),
    "extraneous: it needs what does not exist": ("gap", lambda: gap(3)),
    "wrong key for all lines": ("replica-author", lambda: _relabelled(EVE)),
    "endless promises": ("manifest-lines", lambda: insider([opening()], part=lambda p: p.update(hi=2**40))),
}


def _until(n: int, nonce: str = NONCE) -> Any:
    run = Run(AICHA, nonce=nonce)
    run.facts = ONE.facts[:n] if nonce == NONCE else Run(AICHA, nonce=nonce).save(ident(9), text="old old old").facts
    return contents([run])


def _vouched(manifest: bytes, body: bytes) -> bytes:
    """Return the new manifest, signed again, whose sizes and hashes are those of the old lines."""
    with zipfile.ZipFile(io.BytesIO(body)) as zipped:
        lines = next(zipped.read(name) for name in zipped.namelist() if name.startswith("log/"))
    head = container.read_head(io.BytesIO(manifest))
    (part,) = manifests.parse(head[0]).parts
    entry, stored = container.pack(part.name, lines)
    import hashlib
    import json

    found = json.loads(head[0])
    found["segments"][0].update(size=len(stored), sha256=hashlib.sha256(stored).hexdigest())
    return sealed(facts.canonical(found), [(entry, stored)], AICHA)


HERE: Cases = {
    "another history, shorter": ("fork", lambda: bytes_of(contents([twin(4)]))),
    "another history, as long": ("fork", lambda: bytes_of(contents([twin(LAST)]))),
    "another history, longer": ("fork", lambda: bytes_of(contents([twin(LAST + 3)]))),
    "another history in what it needs": ("fork", lambda: _needing(bytes(32))),
    "another history before what it needs": ("fork", lambda: _needing(twin(4).chains()[4], 4)),
    "a gap": ("gap", lambda: gap(2)),
    "a clock that goes back from what is here": ("clock-order", lambda: later(clock=-60_000)),
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
assert state(EVENT_BOOK, [ONE]).facts == LAST
