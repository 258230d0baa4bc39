"""Opening a bundle: copied once to a private place, unsealed, checked to the last bit, and only then handed out."""

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from hubdesk.bundle import checking, container, passphrase, refusals, seal
from hubdesk.bundle import manifest as manifests
from hubdesk.bundle.checking import Receiver
from hubdesk.bundle.manifest import Enrolment, Listed, Manifest, Part
from hubdesk.bundle.regular import open_regular
from hubdesk.errors import Refused
from hubdesk.model import limits
from hubdesk.model.facts import Fact, Segment

_COPY = 1 << 20
#: report(done, all) is told the bytes checked so far; it may raise to stop.
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A bundle that passed every check, open for reading until its context ends.

    `sha256` and `size` are of the file as it lay on the stick, `sealing` is how it was protected: "plain", "age" or
    "words". `missing` names what it builds on and the receiver lacks: {book: {replica: last line needed}}; while that
    is not empty, it cannot be taken in alone. `ahead` is {replica: milliseconds} of clocks more than 48 hours ahead.
    """

    manifest: Manifest
    sha256: str
    size: int
    sealing: str
    missing: Mapping[str, Mapping[str, int]]
    ahead: Mapping[str, int]
    _file: BinaryIO = field(repr=False)
    _entries: Mapping[str, tuple[container.Packed, str]] = field(repr=False)

    @property
    def use(self) -> str:
        """What the bundle is for: "kit", "team" or "upload"."""
        return self.manifest.use

    @property
    def event(self) -> str:
        """The id of its event."""
        return self.manifest.event

    @property
    def author(self) -> str:
        """The public key (hex) of who signed the bundle as a whole."""
        return self.manifest.key

    @property
    def authors(self) -> frozenset[str]:
        """The public keys of all who wrote lines in it."""
        return frozenset(part.author for part in self.manifest.parts)

    @property
    def books(self) -> tuple[Listed, ...]:
        """Its books: the state each has after taking it in, and what it needs for that."""
        return self.manifest.books

    @property
    def tips(self) -> dict[str, dict[str, tuple[int, bytes]]]:
        """{book: {replica: (last line, chain)}} of all that its receiver has, and so of what `since` may leave out."""
        return manifests.tips(self.manifest)

    @property
    def facts(self) -> int:
        """How many lines it brings."""
        return sum(part.hi - part.lo + 1 for part in self.manifest.parts)

    @property
    def enrolment(self) -> Enrolment | None:
        """The secrets of an event package."""
        return self.manifest.enrolment

    def segments(
        self, wanted: Callable[[Part], bool] | None = None
    ) -> Iterator[tuple[Segment, tuple[Fact | None, ...]]]:
        """Yield the segments in the order of book, replica and line, one in memory at a time; None for erased lines."""
        for part in self.manifest.parts:
            if wanted is None or wanted(part):
                lines = tuple(checking.lines(self._content(part.name)))
                parsed = tuple(None if checking.is_leaf(line) else _fact(line, part) for line in lines)
                yield _segment(part, lines), parsed

    def blob(self, sha256: str) -> bytes:
        """Return an attachment by its hash; KeyError when the bundle has none such."""
        return self._content(f"blob/{sha256}")

    def summary(self) -> bytes:
        """Return the page for people without HubDesk, untrusted HTML; empty when there is none."""
        return self._content(manifests.SUMMARY) if self.manifest.summary else b""

    @property
    def plain_size(self) -> int:
        """How many bytes `plain` would give."""
        return self._file.seek(0, os.SEEK_END)

    def plain(self) -> bytes:
        """Return the whole unsealed container, to be kept for `open_kept` inside a workspace."""
        self._file.seek(0)
        return self._file.read()

    def _content(self, name: str) -> bytes:
        entry, sha256 = self._entries[name]
        return container.unpack(self._file, entry, sha256)


def _fact(line: bytes, part: Part) -> Fact:
    """Return the fact in a line that was checked when the package was opened; `unpack` hashed its bytes again."""
    seq, hlc, op, action, kind, id, fields, *salt = json.loads(line.decode())
    return Fact(part.book, part.replica, seq, int(hlc, 16), op, action, kind, id, fields, *salt)


def _segment(part: Part, lines: tuple[bytes, ...]) -> Segment:
    head = (part.book, part.replica, part.author, part.lo, part.hi)
    return Segment(*head, part.chain_before, part.chain, part.signature, lines)


@contextmanager
def open_bundle(
    path: Path,
    *,
    temp_dir: Path,
    identities: Sequence[str] = (),
    words: str | None = None,
    receiver: Receiver | None = None,
    now: datetime | None = None,
    report: Report | None = None,
) -> Iterator[Package]:
    """Open a bundle for reading and check all of it: container, manifest, signatures, every line, every rule.

    The file is copied once into `temp_dir` (made when missing) and never read again; copies have no name there, so
    that nothing stays behind even after a power cut. `identities` are age identities, `words` open an event package.
    `now` is the wall clock that ahead-running clocks are compared with. Raises Refused for any bytes that do not pass,
    HubDeskError when file or disk fail; memory stays below about 64 MiB (256 MiB more while words become a key).
    """
    with ExitStack() as stack:
        copy, sha256, size = _copied(path, temp_dir, stack)
        plain, sealing = _unsealed(copy, temp_dir, identities, words=words, stack=stack)
        yield check_plain(plain, receiver or Receiver(), now, report=report, seen=(sha256, size, sealing))


#: {book: {replica: (last line, chain)}}, as a file says it.
Claims = dict[str, dict[str, tuple[int, bytes]]]


def said_to_have(path: Path, *, temp_dir: Path, identities: Sequence[str] = ()) -> Claims:
    """Return what a bundle's maker has, as its signed manifest says (see `Package.tips`); no line is read.

    Enough for leaving out what it has: who claims too much is only told to ask for the full file. Raises as
    `open_bundle`.
    """
    with ExitStack() as stack:
        copy, _, _ = _copied(path, temp_dir, stack)
        plain, _ = _unsealed(copy, temp_dir, identities, words=None, stack=stack)
        return manifests.tips(_head(plain)[1])


@contextmanager
def open_kept(
    kept: bytes,
    *,
    temp_dir: Path,
    receiver: Receiver | None = None,
    now: datetime | None = None,
    report: Report | None = None,
) -> Iterator[Package]:
    """Open again what `Package.plain` gave, with the same checks; `sealing` is "kept"."""
    with ExitStack() as stack:
        file = _private(temp_dir, stack)
        try:
            file.write(kept)
        except OSError as error:
            raise refusals.unread("no-room") from error
        seen = (hashlib.sha256(kept).hexdigest(), len(kept), "kept")
        yield check_plain(file, receiver or Receiver(), now, report=report, seen=seen)


def _private(temp_dir: Path, stack: ExitStack) -> BinaryIO:
    """Return a new file that only this process can reach; it ends with the stack."""
    try:
        temp_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return stack.enter_context(tempfile.TemporaryFile(dir=temp_dir))
    except OSError as error:
        raise refusals.unread("no-temporary-file") from error


def is_kit(path: Path) -> bool:
    """Tell whether a file begins as event packages do; raises as `open_bundle` where there is no file to read."""
    with open_regular(path) as file:
        return passphrase.salt_of(_next(file, passphrase.LINE_BYTES)) is not None


def _copied(path: Path, temp_dir: Path, stack: ExitStack) -> tuple[BinaryIO, str, int]:
    """Return a private copy of a regular file with its SHA-256 and size; what can be refused at once is not copied."""
    source = stack.enter_context(open_regular(path))
    whole = os.fstat(source.fileno()).st_size
    if whole > limits.BUNDLE_FILE:
        raise refusals.large("file")
    _check_start(source, whole)
    source.seek(0)
    piece = _next(source, _COPY)
    copy = _private(temp_dir, stack)
    digest, size = hashlib.sha256(), 0
    while piece:
        size += len(piece)
        if size > whole:
            raise refusals.damaged("grown")
        digest.update(piece)
        try:
            copy.write(piece)
        except OSError as error:
            raise refusals.unread("no-room") from error
        piece = _next(source, _COPY)
    return copy, digest.hexdigest(), size


def _next(source: BinaryIO, size: int) -> bytes:
    try:
        return source.read(size)
    except OSError as error:
        raise refusals.unread("read") from error


def _check_start(source: BinaryIO, size: int) -> None:
    """Refuse what no layer of a bundle begins with, an age header that costs too much, a large file with a bad head."""
    piece = _next(source, limits.SEAL_HEADER + passphrase.LINE_BYTES)
    if not piece.startswith(container.START):
        salt = passphrase.salt_of(piece[: passphrase.LINE_BYTES])
        seal.check_header(io.BytesIO(piece), passphrase.LINE_BYTES if salt else 0)
    elif size > limits.BUNDLE_PART:
        try:
            _head(source)
        except OSError as error:
            raise refusals.unread("read") from error


def _head(file: BinaryIO) -> tuple[tuple[bytes, bytes], Manifest]:
    """Return manifest and signature of a plain container, as bytes and read; Refused unless they fit each other."""
    head = container.read_head(file)
    manifest = manifests.parse(head[0])
    if not seal.verify(manifest.key, seal.bundle_message(head[0]), head[1]):
        raise refusals.forged("signature")
    return head, manifest


def _unsealed(
    copy: BinaryIO, temp_dir: Path, identities: Sequence[str], *, words: str | None, stack: ExitStack
) -> tuple[BinaryIO, str]:
    """Return the plain container and how it was sealed."""
    copy.seek(0)
    first = copy.read(passphrase.LINE_BYTES)
    if first.startswith(container.START):
        return copy, "plain"
    salt = passphrase.salt_of(first)
    keys = list(identities)
    if salt:
        if words is None:
            raise refusals.wordless()
        keys = [passphrase.identity(words, salt)]
    plain = _private(temp_dir, stack)
    try:
        seal.decrypt(copy, plain, keys, at=passphrase.LINE_BYTES if salt else 0)
    except Refused as refused:
        raise (refusals.wrong_words() if salt and refused.code == "sealed" else refused) from None
    except OSError as error:
        raise refusals.unread("no-room") from error
    copy.truncate(0)
    return plain, "words" if salt else "age"


def check_plain(
    file: BinaryIO,
    receiver: Receiver,
    now: datetime | None,
    *,
    report: Report | None,
    seen: tuple[str, int, str],
    own: bool = False,
) -> Package:
    """Return the package in a plain container that nobody else can change, after every check; Refused otherwise.

    `seen` is SHA-256, size and sealing of the file that it came from; `own` spares checks of single lines that were
    made when they came into this workspace.
    """
    sha256, size, sealing = seen
    head, manifest = _head(file)
    if (manifest.use == "kit") != (sealing == "words") and sealing != "kept":
        raise refusals.invalid("kit-seal")
    expected = manifest.expected()
    packed = container.open_entries(file, head, expected)
    entries = {entry.name: (entry, listed.sha256) for entry, listed in zip(packed, expected, strict=True)}
    if manifest.summary and entries[manifests.SUMMARY][0].unpacked > limits.BUNDLE_SUMMARY:
        raise refusals.large("summary")
    check = checking.Check(manifest, receiver, own=own)
    _check_entries(file, manifest, check, entries=entries, report=report)
    return Package(
        manifest=manifest,
        sha256=sha256,
        size=size,
        sealing=sealing,
        missing=_missing(manifest, receiver),
        ahead=_ahead(check.times, now),
        _file=file,
        _entries=entries,
    )


def _check_entries(
    file: BinaryIO,
    manifest: Manifest,
    check: checking.Check,
    *,
    entries: Mapping[str, tuple[container.Packed, str]],
    report: Report | None,
) -> None:
    parts = {part.name: part for part in manifest.parts}
    whole, done = sum(entry.unpacked for entry, _ in entries.values()), 0
    for name, (entry, sha256) in entries.items():
        content = container.unpack(file, entry, sha256)
        if name in parts:
            check.part(parts[name], content)
        done += entry.unpacked
        if report:
            report(done, whole)
    check.finish()


def _missing(manifest: Manifest, receiver: Receiver) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for listed in manifest.books:
        here = receiver.tips.get(listed.state.book.id, {})
        lacking = {replica: n for replica, (n, _) in listed.needs.items() if replica not in here or here[replica].n < n}
        if lacking:
            found[listed.state.book.id] = lacking
    return found


def _ahead(times: Mapping[str, int], now: datetime | None) -> dict[str, int]:
    if now is None:
        return {}
    wall = int(now.timestamp() * 1000)
    late = {replica: (hlc >> 16) - wall for replica, hlc in times.items()}
    return {replica: ms for replica, ms in late.items() if ms > limits.CLOCK_AHEAD}
