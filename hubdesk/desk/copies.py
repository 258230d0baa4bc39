"""Copies of the workspace that a synchronising service or a person left beside it: looked into, and merged."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hubdesk.bundle import checking
from hubdesk.bundle.manifest import Listed, Manifest, Part
from hubdesk.desk import membership
from hubdesk.desk.desk import Desk, crew_book
from hubdesk.desk.exchange import receiver, temporary
from hubdesk.desk.fields import Fields
from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import Sentence, count, say
from hubdesk.model import facts
from hubdesk.model.facts import Book, Fact, Segment
from hubdesk.store import copy, moving, purge
from hubdesk.store.merged import File

#: {book: the authors whose lines are taken}.
Trusted = Mapping[str, frozenset[str]]
Pair = tuple[Segment, tuple[Fact | None, ...]]
#: What stands behind the workspace's own name in a copy's: "(1)", "-LAPTOP", ".sync-conflict-…", " 2"; ours are none.
_COPY = re.compile(r"[ ._~\-(\[].+")
_OURS = re.compile(r"\.\d{8}T\d{6}Z.*|.*\((moved|merged)( \d+)?\)")


@dataclass(frozen=True, slots=True)
class Copied:
    """What merging a copy brings, counted in facts (`two_versions` in records), and what the copy is called.

    `left` are facts that cannot come: of laptops that have not signed them yet or that nobody here has accepted.
    """

    path: Path
    new: int
    same: int
    two_versions: int
    left: int


def beside(workspace: Path) -> list[Path]:
    """Return the files beside a workspace that are called like copies of it."""
    stem, names = workspace.stem, sorted(workspace.parent.glob("*" + workspace.suffix))
    rests = [(path, path.stem[len(stem) :]) for path in names if path.stem.startswith(stem)]
    return [path for path, rest in rests if _COPY.fullmatch(rest) and not _OURS.fullmatch(rest)]


def found(desk: Desk) -> list[Copied]:
    """Return the copies beside the workspace that hold what is not here; what cannot be read is none."""
    looks = []
    for path in beside(desk.path):
        try:
            looks.append(look(desk, path))
        except HubDeskError:
            continue
    return [each for each in looks if each.new or each.left]


def look(desk: Desk, file: Path) -> Copied:
    """Say what merging a copy would bring; nothing is taken in. Refused for what is no copy of this workspace."""
    return _merge(desk, file, dry_run=True)


def merge(desk: Desk, file: Path) -> Copied:
    """Take in everything of a copy that is not here, all or nothing, the private book too; the returned path is new.

    Every line passes the checks of a bundle. Lines of this author that were not signed yet are signed now. A copy of
    which nothing is left is renamed to "… (merged).hubdesk". Refused for what does not pass.
    """
    if desk.read.books():
        desk.run(lambda: desk.store.backup(why="before-merge"))
    done = _merge(desk, file, dry_run=False)
    path = file if done.left else moving.set_aside(file, "merged")
    return Copied(path, done.new, done.same, done.two_versions, done.left)


def sentences(copied: Copied) -> list[Sentence]:
    """Say what a copy holds that is not here, and what of it has to wait."""
    told = []
    if copied.new:
        told.append(
            count(
                copied.new,
                "A copy of this workspace holds {n} change that is not here: {name}",
                "A copy of this workspace holds {n} changes that are not here: {name}",
                name=copied.path.name,
            )
        )
    if copied.left:
        told.append(
            count(
                copied.left,
                "{n} change of {name} waits until the laptop that wrote it closes the copy, or is accepted here.",
                "{n} changes of {name} wait until the laptop that wrote them closes the copy, or is accepted here.",
                name=copied.path.name,
            )
        )
    return told


def _merge(desk: Desk, file: Path, *, dry_run: bool) -> Copied:
    if file.resolve() == desk.path.resolve():
        raise _no_copy()
    with copy.opened(file, temporary(desk), desk.key) as opened:
        ours = opened.private == desk.store.private.id
        if not ours and not _shared(desk, opened):
            raise _no_copy()
        if ours:
            opened.sign_own(desk.author.key, desk.author.sign)
        books = _wanted(desk, opened, ours=ours)
        trusted = _trusted(desk, opened, books, ours=ours)
        pairs = _checked(desk, opened, books, trusted)
        try:
            more: Fields = {"files": _files(desk, books), "fetch": opened.blob, "dry_run": dry_run}
            done = desk.run(lambda: desk.store.absorb(books, pairs, **more))
        except Refused as refused:
            if refused.code == "receipt-future":
                raise _unsigned() from refused
            raise
        total = sum(state.facts for state in opened.states if state.book in books)
        same = _here(desk, opened, books) - (0 if dry_run else done.new)
    if not dry_run:
        if done.forgotten:
            desk.run(lambda: purge.finish(desk.store))
        desk.tell(done.change)
    return Copied(file, done.new, same, done.two_versions, total - same - done.new)


def _files(desk: Desk, books: Sequence[Book]) -> list[File]:
    """Return what the merge is remembered by, so that it can be taken back: a copy is no file of another laptop."""
    events = [book.subject for book in books if book.sort == "event"]
    return [File(desk.store.random(32).hex(), desk.author.key, events[0])] if events else []


def _shared(desk: Desk, opened: copy.Copy) -> bool:
    here = desk.read.every_book()
    return any(state.book.sort == "event" and state.book.id in here for state in opened.states)


def _wanted(desk: Desk, opened: copy.Copy, *, ours: bool) -> list[Book]:
    """Return the books to take: the private one of a copy of this workspace, none that was purged here."""
    purged = desk.read.purged()
    books = [state.book for state in opened.states if state.book.id not in purged]
    return [book for book in books if book.sort != "private" or (ours and book.id == desk.store.private.id)]


def _trusted(desk: Desk, opened: copy.Copy, books: list[Book], *, ours: bool) -> Trusted:
    """Return the authors whose signed lines are taken, by book.

    A copy of this workspace, known by the id of its private book, holds what was accepted here before; of another
    workspace's only those come whom this one accepts for the event, by what its crew says.
    """
    everybody = {book.id: frozenset(opened.authors.get(book.id, {}).values()) for book in books}
    if ours:
        return everybody
    accepted: dict[str, frozenset[str]] = {}
    for book in books:
        if book.sort == "event":
            crew = [each for each in books if each == crew_book(book.id)]
            accepted[book.id] = membership.accepted(desk, book.id, _checked(desk, opened, crew, everybody))
    anybody = frozenset({desk.author.key}).union(*accepted.values())  # for texts that serve several events
    by_event = ("event", "team", "crew")
    return {book.id: accepted.get(book.subject, frozenset()) if book.sort in by_event else anybody for book in books}


def _checked(desk: Desk, opened: copy.Copy, books: list[Book], trusted: Trusted) -> Iterator[Pair]:
    """Yield what trusted authors signed and is not here, after every check of a bundle.

    The last checks are made when everything was yielded.
    """
    tips, signed = desk.read.tips(), opened.signed()
    states = []
    for state in opened.states:
        if state.book in books:
            authors = opened.authors[state.book.id]
            taken = {r for r in state.vector if r in signed and authors[r] in trusted[state.book.id]}
            states.append(replace(state, vector={replica: signed[replica][0] for replica in taken}))
    parts = tuple(
        Part(state.book.id, replica, opened.authors[state.book.id][replica], 1, n, b"", *signed[replica][1:], 0, "")
        for state in states
        for replica, n in state.vector.items()
    )
    listed = tuple(Listed(state) for state in states)
    manifest = Manifest(use="team", event="", key=desk.author.key, books=listed, parts=parts)
    check = checking.Check(manifest, receiver(desk))
    for state in states:
        since = {replica: tip[0] for replica, tip in tips.get(state.book.id, {}).items()}
        for segment in opened.segments(state.book, since):
            if segment.replica in state.vector:
                yield _pair(check, segment)
    check.finish()


def _pair(check: checking.Check, segment: Segment) -> Pair:
    where = (segment.book, segment.replica, segment.author, segment.lo, segment.hi)
    part = Part(*where, segment.chain_before, segment.chain, segment.signature, 0, "")
    checking.check_signature(part)
    check.part(part, b"".join(line + b"\n" for line in segment.lines))
    parsed = [
        None if checking.is_leaf(line) else facts.parse_line(line, segment.book, segment.replica)
        for line in segment.lines
    ]
    return segment, tuple(parsed)


def _here(desk: Desk, opened: copy.Copy, books: list[Book]) -> int:
    """Return how many facts of a copy's books are here now."""
    tips = desk.read.tips()
    return sum(
        min(n, tips[state.book.id][replica][0])
        for state in opened.states
        if state.book in books
        for replica, n in state.vector.items()
        if replica in tips.get(state.book.id, {})
    )


def _no_copy() -> Refused:
    return Refused(
        say("This file is no copy of this workspace, and holds none of its events."),
        next=say("Open it by itself with --workspace, and write a team file there."),
        code="no-copy",
    )


def _unsigned() -> Refused:
    return Refused(
        say("This copy builds on lines that another laptop wrote into it and has not signed yet."),
        next=say("Open the copy on that laptop, close it there, and merge it then."),
        code="unsigned",
    )
