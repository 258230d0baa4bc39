"""Writing a bundle: beside its place, to the disk, renamed, read back, compared."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from hubdesk import paths
from hubdesk.bundle import container, passphrase, refusals, seal
from hubdesk.bundle import manifest as manifests
from hubdesk.bundle.checking import Receiver, nothing_named
from hubdesk.bundle.manifest import Attached, Enrolment, Listed, Manifest, Part, Tips
from hubdesk.bundle.reading import Report, check_plain
from hubdesk.bundle.strict import label
from hubdesk.errors import Refused
from hubdesk.model import limits
from hubdesk.model.facts import BookState, Segment

_COPY = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What goes into a bundle.

    `use` is "kit", "team" or "upload", `event` the id of its event. `books` are the states that a receiver reaches,
    `segments` their lines in any order of books and replicas, each replica from its first needed line on. `needs` is
    {book: {replica: (last line, chain)}} of what is left out because the receiver has it. `label` names the laptop;
    `summary` is HTML for people without HubDesk; blobs are attachments of at most 16 MiB each.
    """

    use: str
    event: str
    books: Sequence[BookState]
    segments: Iterable[Segment]
    needs: Mapping[str, Tips] = field(default_factory=dict)
    label: str = ""
    enrolment: Enrolment | None = None
    summary: bytes = b""
    blobs: Iterable[bytes] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """Who can open the file: age recipients with their names for people, or the words of an event package.

    A team file is sealed unless `plain` says otherwise; an upload file without recipients is plain.
    """

    recipients: Sequence[str] = ()
    names: Sequence[str] = ()
    words: str | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was read back: where it lies, the SHA-256 and size of its bytes, how many facts it brings."""

    path: Path
    sha256: str
    size: int
    facts: int


def write_bundle(
    out: Path,
    contents: Contents,
    sealing: Sealing,
    *,
    key: str,
    sign: seal.Sign,
    temp_dir: Path,
    random: Callable[[int], bytes],
    report: Report | None = None,
) -> Written:
    """Write a bundle to `out` and return once the bytes on the disk were read back and are the right ones.

    `key` (public, hex) and `sign` are the author's; plain copies lie only in `temp_dir`, without a name. What a reader
    would refuse is never written. Raises HubDeskError when a disk is full, gone or faulty, with nothing left behind;
    ValueError for what no caller may ask: a private book, an unsealed team file without `plain`, a kit without words.
    """
    _allow(contents, sealing)
    try:
        with ExitStack() as stack:
            temp_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            spool = stack.enter_context(tempfile.TemporaryFile(dir=temp_dir))
            plain = stack.enter_context(tempfile.TemporaryFile(dir=temp_dir))
            manifest = _assembled(contents, sealing, spool, plain, author=(key, sign))
            _check(plain, manifest, report)
            size, sha256 = _place(out, plain, _recipients(sealing, random))
    except OSError as error:
        raise refusals.unwritten(f"write-{error.errno}") from error
    return Written(out, sha256, size, sum(part.hi - part.lo + 1 for part in manifest.parts))


def _allow(contents: Contents, sealing: Sealing) -> None:
    sorts = {state.book.sort for state in contents.books}
    if not sorts <= manifests.SORTS[contents.use]:
        raise ValueError(f"a {contents.use} file holds no book of these sorts: {sorted(sorts)}")
    if (contents.use == "kit") != bool(sealing.words) or (contents.use == "kit") != bool(contents.enrolment):
        raise ValueError("words and enrolment secrets belong to event packages, and to these always")
    if contents.use == "team" and bool(sealing.recipients) == sealing.plain:
        raise ValueError("a team file has recipients, or is plain because somebody asked for it")
    if sealing.words:
        passphrase.check_strength(sealing.words)


def _assembled(
    contents: Contents, sealing: Sealing, spool: BinaryIO, plain: BinaryIO, *, author: tuple[str, seal.Sign]
) -> Manifest:
    """Write the plain container and return its manifest."""
    packed: list[container.Packed] = []
    parts, chosen = _spool_parts(contents.segments, spool)
    packed += chosen
    blobs, stored_whole = _spool_blobs(contents.blobs, spool)
    packed += stored_whole
    summary = None
    if contents.summary:
        entry, stored = container.pack(manifests.SUMMARY, contents.summary)
        packed.append(_spool(entry, stored, spool))
        summary = Attached(len(stored), hashlib.sha256(stored).hexdigest())
    manifest = Manifest(
        use=contents.use,
        event=contents.event,
        key=author[0],
        label=label(contents.label),
        books=tuple(
            Listed(state, contents.needs.get(state.book.id, {}))
            for state in sorted(contents.books, key=lambda state: state.book.id)
        ),
        parts=tuple(parts),
        blobs=tuple(blobs),
        recipients=tuple(label(name) for name in sealing.names),
        enrolment=contents.enrolment,
        summary=summary,
    )
    content = manifests.to_bytes(manifest)
    signature = author[1](seal.bundle_message(content))
    container.assemble(plain, content, signature, spool=spool, entries=packed)
    return manifest


def _spool(entry: container.Packed, stored: bytes, spool: BinaryIO) -> container.Packed:
    at = spool.tell()
    spool.write(stored)
    return entry._replace(offset=at)


def _spool_parts(segments: Iterable[Segment], spool: BinaryIO) -> tuple[list[Part], list[container.Packed]]:
    """Pack segments one by one; return parts and entries in the order of book, replica and line."""
    found: list[tuple[Part, container.Packed]] = []
    for segment in segments:
        content = b"".join(line + b"\n" for line in segment.lines)
        if len(content) > limits.BUNDLE_PART:
            raise refusals.unsound("part-size")
        entry, stored = container.pack(f"log/{segment.replica}-{segment.lo}.jsonl", content)
        ends = (segment.lo, segment.hi, segment.chain_before, segment.chain, segment.signature)
        sha256 = hashlib.sha256(stored).hexdigest()
        part = Part(segment.book, segment.replica, segment.author, *ends, len(stored), sha256)
        found.append((part, _spool(entry, stored, spool)))
    found.sort(key=lambda pair: (pair[0].book, pair[0].replica, pair[0].lo))
    return [part for part, _ in found], [entry for _, entry in found]


def _spool_blobs(blobs: Iterable[bytes], spool: BinaryIO) -> tuple[list[Attached], list[container.Packed]]:
    """Store attachments as they come, one in memory at a time; return them and their entries by hash."""
    found: dict[str, tuple[Attached, container.Packed]] = {}
    for content in blobs:
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 not in found:
            entry = _spool(container.store(f"blob/{sha256}", content), content, spool)
            found[sha256] = Attached(len(content), sha256), entry
    ordered = [found[sha256] for sha256 in sorted(found)]
    return [attached for attached, _ in ordered], [entry for _, entry in ordered]


def _check(plain: BinaryIO, manifest: Manifest, report: Report | None) -> None:
    """Read the container as any receiver would, one who has what it builds on."""
    partial = any(listed.needs for listed in manifest.books)
    receiver = Receiver(named=(lambda replica, seq: True) if partial else nothing_named)
    try:
        check_plain(plain, receiver, None, report=report, seen=("", 0, "kept"), own=True)
    except Refused as refused:
        raise refusals.unsound(f"unsound-{refused.code}") from refused


def _recipients(sealing: Sealing, random: Callable[[int], bytes]) -> tuple[bytes, Sequence[str]]:
    """Return the bytes before the age file and its recipients; none when the file stays plain."""
    if not sealing.words:
        return b"", sealing.recipients
    salt = random(passphrase.SALT_BYTES)
    return passphrase.line(salt), [seal.recipient_of(passphrase.identity(sealing.words, salt))]


class _Counted:
    """A file that hashes what is written into it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes, /) -> int:
        """Write and hash."""
        self._file.write(data)
        self.digest.update(data)
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Flush the file below."""
        self._file.flush()


def _place(out: Path, plain: BinaryIO, protection: tuple[bytes, Sequence[str]]) -> tuple[int, str]:
    """Bring the bytes to the disk beside `out`, rename, read them back; return their size and SHA-256."""
    before, recipients = protection
    beside = paths.beside(out)
    try:
        with open(
            os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb"
        ) as file:
            counted = _Counted(file)
            counted.write(before)
            plain.seek(0)
            if recipients:
                seal.encrypt(plain, counted, recipients)
            else:
                while piece := plain.read(_COPY):
                    counted.write(piece)
            file.flush()
            os.fsync(file.fileno())
        paths.put(beside, out)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    if _read_back(out) != (counted.size, counted.digest.hexdigest()):
        with suppress(OSError):
            out.unlink()
        raise refusals.unkept("read-back")
    return counted.size, counted.digest.hexdigest()


def _read_back(out: Path) -> tuple[int, str]:
    """Return size and SHA-256 of a file, from the medium itself where the system can be asked to forget its copy."""
    digest, size = hashlib.sha256(), 0
    with out.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while piece := file.read(_COPY):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()
