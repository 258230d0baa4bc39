"""What a bundle says that it holds: one canonical JSON object, and the strict reading of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from hubdesk.bundle import refusals
from hubdesk.bundle.container import MANIFEST, SIGNATURE, Expected
from hubdesk.bundle.strict import Reader, canonical_object
from hubdesk.model import facts, limits
from hubdesk.model.clock import derived_id
from hubdesk.model.facts import Book, BookState

FORMAT, VERSION = "hubdesk-bundle", 1
SUMMARY = "summary.html"
USES = ("kit", "team", "upload")
#: Which sorts of books may travel in which use (STORE.md); private books never do.
SORTS: Mapping[str, frozenset[str]] = {
    "kit": frozenset({"event", "team", "crew", "charter", "codebook"}),
    "team": frozenset({"event", "team", "crew", "charter", "codebook"}),
    "upload": frozenset({"event", "charter", "codebook"}),
}
_IDENTITY = re.compile("AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}").fullmatch
#: {replica: (last line, chain there)}
Tips = Mapping[str, tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The secrets of an event package: an Ed25519 seed (64 hex digits) and the team's age identity."""

    key: str
    team: str

    def __repr__(self) -> str:
        return "Enrolment(secret)"


@dataclass(frozen=True, slots=True)
class Listed:
    """A book in a bundle: how far the bundle brings it, and the lines that it builds on and leaves out."""

    state: BookState
    needs: Tips = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """Lines `lo`..`hi` of one replica as the manifest lists them; `size` and `sha256` are of the bytes as stored."""

    book: str
    replica: str
    author: str
    lo: int
    hi: int
    chain_before: bytes
    chain: bytes
    signature: bytes
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The name of the entry."""
        return f"log/{self.replica}-{self.lo}.jsonl"


@dataclass(frozen=True, slots=True)
class Attached:
    """Stored bytes that the manifest vouches for; a blob's name is their SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that a bundle says about itself; `key` is the public Ed25519 key (hex) of who signed the whole.

    `label` names the laptop or stays empty; `recipients` are the names of who can open the file, for people to read.
    `enrolment` stands in event packages only. `summary` is the page for people without HubDesk.
    """

    use: str
    event: str
    key: str
    label: str = ""
    books: tuple[Listed, ...] = ()
    parts: tuple[Part, ...] = ()
    blobs: tuple[Attached, ...] = ()
    recipients: tuple[str, ...] = ()
    enrolment: Enrolment | None = None
    summary: Attached | None = None

    def expected(self) -> list[Expected]:
        """Return the entries after manifest and signature, in their order."""
        found = [Expected(part.name, part.size, part.sha256, True) for part in self.parts]
        found += [Expected(f"blob/{blob.sha256}", blob.size, blob.sha256, False) for blob in self.blobs]
        if self.summary:
            found.append(Expected(SUMMARY, self.summary.size, self.summary.sha256, True))
        return found

    def names(self) -> Iterator[str]:
        """Yield the names of all entries."""
        yield from (MANIFEST, SIGNATURE)
        yield from (entry.name for entry in self.expected())


def tips(manifest: Manifest) -> dict[str, dict[str, tuple[int, bytes]]]:
    """Return {book: {replica: (last line, chain)}} of all that a receiver has after taking the bundle in."""
    found: dict[str, dict[str, tuple[int, bytes]]] = {book.state.book.id: dict(book.needs) for book in manifest.books}
    for part in manifest.parts:
        found[part.book][part.replica] = (part.hi, part.chain)
    return found


def to_bytes(manifest: Manifest) -> bytes:
    """Return the canonical JSON of a manifest."""
    return facts.canonical(
        {
            "blobs": [_attached(blob) for blob in manifest.blobs],
            "books": [_listed(book) for book in manifest.books],
            "enrolment": {"key": manifest.enrolment.key, "team": manifest.enrolment.team}
            if manifest.enrolment
            else None,
            "event": manifest.event,
            "format": FORMAT,
            "from": manifest.label,
            "key": manifest.key,
            "recipients": list(manifest.recipients),
            "segments": [_part(part) for part in manifest.parts],
            "summary": _attached(manifest.summary) if manifest.summary else None,
            "use": manifest.use,
            "version": VERSION,
        }
    )


def _attached(one: Attached) -> dict[str, Any]:
    return {"size": one.size, "sha256": one.sha256}


def _listed(listed: Listed) -> dict[str, Any]:
    state = listed.state
    return {
        "id": state.book.id,
        "sort": state.book.sort,
        "subject": state.book.subject,
        "vector": dict(state.vector),
        "facts": state.facts,
        "digest": state.digest,
        "needs": {replica: [n, chain.hex()] for replica, (n, chain) in listed.needs.items()},
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "book": part.book,
        "replica": part.replica,
        "author": part.author,
        "lo": part.lo,
        "hi": part.hi,
        "chain_before": part.chain_before.hex(),
        "chain": part.chain.hex(),
        "sig": part.signature.hex(),
        "size": part.size,
        "sha256": part.sha256,
    }


def parse(content: bytes) -> Manifest:
    """Return the manifest in these bytes; Refused unless they are its one canonical form and every rule holds."""
    found = canonical_object(content, "manifest")
    if found.get("format") != FORMAT:
        raise refusals.other("format")
    version = found.get("version")
    if type(version) is int and version > VERSION:
        raise refusals.newer()
    read = Reader(found, "manifest")
    read.exactly("blobs books enrolment event format from key recipients segments summary use version")
    if type(version) is not int or version != VERSION:
        raise refusals.invalid("manifest-version")
    manifest = Manifest(
        use=read.one_of("use", USES),
        event=read.hex("event", 16),
        key=read.hex("key", 32),
        label=read.text("from"),
        books=tuple(map(_read_listed, read.objects("books", limits.BUNDLE_BOOKS))),
        parts=tuple(map(_read_part, read.objects("segments", limits.BUNDLE_ENTRIES))),
        blobs=tuple(map(_read_attached, read.objects("blobs", limits.BUNDLE_ENTRIES))),
        recipients=read.labels("recipients", limits.SEAL_RECIPIENTS),
        enrolment=_read_enrolment(found["enrolment"]),
        summary=None if found["summary"] is None else _read_attached(Reader(found["summary"], "manifest")),
    )
    check(manifest)
    return manifest


def _read_listed(read: Reader) -> Listed:
    read.exactly("digest facts id needs sort subject vector")
    book = Book(read.hex("id", 16), read.text("sort"), read.hex("subject", 16))
    vector = {replica: _line(n) for replica, n in read.by_hex("vector", 16)}
    needs = {replica: _tip(pair) for replica, pair in read.by_hex("needs", 16)}
    return Listed(BookState(book, vector, read.integer("facts"), read.hex("digest", 32)), needs)


def _line(n: object) -> int:
    if type(n) is not int or not 0 < n < facts.MAX_INTEGER:
        raise refusals.invalid("manifest-vector")
    return n


def _tip(pair: object) -> tuple[int, bytes]:
    if type(pair) is not list or len(pair) != 2:
        raise refusals.invalid("manifest-needs")
    return _line(pair[0]), bytes.fromhex(Reader({"chain": pair[1]}, "manifest").hex("chain", 32))


def _read_part(read: Reader) -> Part:
    read.exactly("author book chain chain_before hi lo replica sha256 sig size")
    lo, hi = _line(read.found["lo"]), _line(read.found["hi"])
    return Part(
        read.hex("book", 16),
        read.hex("replica", 16),
        read.hex("author", 32),
        lo,
        hi,
        bytes.fromhex(read.hex("chain_before", 32 if lo > 1 else 0)),
        bytes.fromhex(read.hex("chain", 32)),
        bytes.fromhex(read.hex("sig", 64)),
        read.integer("size"),
        read.hex("sha256", 32),
    )


def _read_attached(read: Reader) -> Attached:
    read.exactly("sha256 size")
    return Attached(read.integer("size"), read.hex("sha256", 32))


def _read_enrolment(found: object) -> Enrolment | None:
    if found is None:
        return None
    read = Reader(found, "manifest")
    read.exactly("key team")
    team = read.text("team")
    if not _IDENTITY(team):
        raise refusals.invalid("manifest-enrolment")
    return Enrolment(read.hex("key", 32), team)


def check(manifest: Manifest) -> None:
    """Raise Refused unless the parts of a manifest agree with each other."""
    if (manifest.enrolment is not None) != (manifest.use == "kit"):
        raise refusals.invalid("manifest-enrolment")
    _check_books(manifest)
    _check_parts(manifest)
    reached = tips(manifest)
    for listed in manifest.books:
        state, ends = listed.state, reached[listed.state.book.id]
        if dict(state.vector) != {replica: n for replica, (n, _) in ends.items()}:
            raise refusals.invalid("manifest-vector")
        if state.facts != sum(state.vector.values()) or state.digest != facts.log_digest(ends):
            raise refusals.invalid("manifest-digest")
    hashes = [blob.sha256 for blob in manifest.blobs]
    if any(later <= earlier for earlier, later in pairwise(hashes)):
        raise refusals.invalid("manifest-blobs")
    if _lines(manifest.parts) > limits.BUNDLE_FACTS:
        raise refusals.large("facts")
    crew = derived_id("crew", manifest.event)
    if _lines(part for part in manifest.parts if part.book == crew) > limits.BUNDLE_CREW:
        raise refusals.large("crew")


def _lines(parts: Iterable[Part]) -> int:
    return sum(part.hi - part.lo + 1 for part in parts)


def _check_books(manifest: Manifest) -> None:
    books = [listed.state.book for listed in manifest.books]
    if any(later.id <= earlier.id for earlier, later in pairwise(books)):
        raise refusals.invalid("manifest-books")
    derived = {
        "event": manifest.event,
        "team": derived_id("team", manifest.event),
        "crew": derived_id("crew", manifest.event),
    }
    for book in books:
        if book.sort not in SORTS[manifest.use]:
            raise refusals.invalid("manifest-sort")
        if book.sort in derived and (book.subject != manifest.event or book.id != derived[book.sort]):
            raise refusals.invalid("manifest-event")
        if book.sort == "charter" and book.id != book.subject:
            raise refusals.invalid("manifest-charter")
        if book.sort not in derived and book.id in derived.values():
            raise refusals.invalid("manifest-event")


def _check_parts(manifest: Manifest) -> None:
    """Parts stand in the order of book, replica and line, without gap or overlap, each replica in one book."""
    needs = {listed.state.book.id: listed.needs for listed in manifest.books}
    owner: dict[str, tuple[str, str]] = {}
    ends: dict[str, tuple[int, bytes]] = {}
    for book, replicas in needs.items():
        for replica, tip in replicas.items():
            if owner.setdefault(replica, (book, "")) != (book, ""):
                raise refusals.invalid("manifest-replica")
            ends[replica] = tip
    last = ("", "", 0)
    for part in manifest.parts:
        place = (part.book, part.replica, part.lo)
        if part.book not in needs or place <= last:
            raise refusals.invalid("manifest-order")
        last = place
        owned = owner.get(part.replica, (part.book, ""))
        if owned[0] != part.book or owned[1] not in ("", part.author):
            raise refusals.invalid("manifest-replica")
        owner[part.replica] = (part.book, part.author)
        if (part.lo - 1, part.chain_before) != ends.get(part.replica, (0, b"")):
            raise refusals.invalid("manifest-gap")
        if not part.lo <= part.hi < part.lo + limits.BUNDLE_LINES:
            raise refusals.invalid("manifest-lines")
        ends[part.replica] = (part.hi, part.chain)
