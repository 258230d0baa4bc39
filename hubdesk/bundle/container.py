"""A strict zip with one byte form: every header can be rebuilt from the manifest, so any changed bit shows."""

import hashlib
import struct
import zlib
from collections.abc import Sequence
from errno import EIO
from typing import BinaryIO, NamedTuple

from hubdesk.bundle import refusals
from hubdesk.model import limits

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
SIGNATURE_BYTES = 64
STORED, DEFLATED = 0, 8
START = b"PK\x03\x04"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION, _MIDNIGHT, _DATE = 20, 0, 0x21
_COPY = 1 << 20


class Packed(NamedTuple):
    """One entry of a file: its name, method, CRC-32, bytes stored and unpacked, and where its local header lies."""

    name: str
    method: int
    crc: int
    size: int
    unpacked: int
    offset: int = 0

    def local(self) -> bytes:
        """Return the local header: date 1980-01-01, no flags, no extras."""
        name = self.name.encode("ascii")
        sizes = (self.crc, self.size, self.unpacked, len(name), 0)
        return _LOCAL.pack(START, _VERSION, 0, self.method, _MIDNIGHT, _DATE, *sizes) + name

    def central(self) -> bytes:
        """Return the entry of the directory: no attributes, no comment."""
        name = self.name.encode("ascii")
        head = (b"PK\x01\x02", _VERSION, _VERSION, 0, self.method, _MIDNIGHT, _DATE)
        return _CENTRAL.pack(*head, self.crc, self.size, self.unpacked, len(name), 0, 0, 0, 0, 0, self.offset) + name

    @property
    def data(self) -> int:
        """Where the stored bytes begin."""
        return self.offset + _LOCAL.size + len(self.name)


class Expected(NamedTuple):
    """An entry as the manifest lists it: name, bytes stored, SHA-256 of them in hex, and whether it is deflated."""

    name: str
    size: int
    sha256: str
    deflated: bool


def pack(name: str, content: bytes) -> tuple[Packed, bytes]:
    """Return a deflated entry; content that would shrink too far is only Huffman-coded, so that it can be read."""
    stored = _deflated(content, zlib.Z_DEFAULT_STRATEGY)
    if len(content) > limits.BUNDLE_RATIO * len(stored):
        stored = _deflated(content, zlib.Z_HUFFMAN_ONLY)
    return Packed(name, DEFLATED, zlib.crc32(content), len(stored), len(content)), stored


def _deflated(content: bytes, strategy: int) -> bytes:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15, 8, strategy)
    return squeeze.compress(content) + squeeze.flush()


def store(name: str, content: bytes) -> Packed:
    """Return an entry that is stored as it is."""
    return Packed(name, STORED, zlib.crc32(content), len(content), len(content))


def assemble(out: BinaryIO, manifest: bytes, signature: bytes, *, spool: BinaryIO, entries: Sequence[Packed]) -> None:
    """Write a whole file: manifest, signature, then the entries, whose stored bytes lie in `spool` at their offset."""
    directory: list[Packed] = []
    at = 0

    def place(entry: Packed) -> None:
        nonlocal at
        directory.append(entry._replace(offset=at))
        out.write(entry.local())
        at += _LOCAL.size + len(entry.name) + entry.size

    for name, content in ((MANIFEST, manifest), (SIGNATURE, signature)):
        place(store(name, content))
        out.write(content)
    for entry in entries:
        place(entry)
        spool.seek(entry.offset)
        left = entry.size
        while left:
            piece = spool.read(min(left, _COPY))
            if not piece:
                raise OSError(EIO, "a temporary file lost its end")
            out.write(piece)
            left -= len(piece)
    out.write(_directory(directory, at))


def _directory(entries: Sequence[Packed], at: int) -> bytes:
    body = b"".join(entry.central() for entry in entries)
    return body + _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(body), at, 0)


def read_head(file: BinaryIO) -> tuple[bytes, bytes]:
    """Return manifest and signature from the start of a file; Refused when they do not stand there in their form."""
    file.seek(0)
    manifest = _head_entry(file, MANIFEST, limits.BUNDLE_MANIFEST)
    signature = _head_entry(file, SIGNATURE, SIGNATURE_BYTES)
    if len(signature) != SIGNATURE_BYTES:
        raise refusals.damaged("signature-size")
    return manifest, signature


def _head_entry(file: BinaryIO, name: str, limit: int) -> bytes:
    header = file.read(_LOCAL.size + len(name))
    if not header.startswith(START):
        raise refusals.other("no-zip")
    if len(header) != _LOCAL.size + len(name):
        raise refusals.damaged("cut")
    if name == MANIFEST and not header.endswith(name.encode()):
        raise refusals.other("no-manifest")
    size = _LOCAL.unpack_from(header)[7]
    if size > limit:
        raise refusals.large("manifest-size")
    content = file.read(size)
    if store(name, content).local() != header:
        raise refusals.damaged("header")
    return content


def open_entries(file: BinaryIO, head: tuple[bytes, bytes], expected: Sequence[Expected]) -> list[Packed]:
    """Return where the listed entries lie, after checking everything but their stored bytes; Refused otherwise.

    The length of the file follows from the manifest; the directory must equal the one that is rebuilt from it; what
    entries would unpack to is within the limits before the first of them is unpacked.
    """
    if len(expected) + 2 > limits.BUNDLE_ENTRIES:
        raise refusals.large("entries")
    length = file.seek(0, 2)
    fixed = [store(MANIFEST, head[0]), store(SIGNATURE, head[1])]
    names = [(e.name, e.size) for e in fixed] + [(e.name, e.size) for e in expected]
    spans = [_LOCAL.size + len(name) + stored for name, stored in names]
    at = sum(spans)
    size = sum(_CENTRAL.size + len(name) for name, _ in names) + _END.size
    if length != at + size:
        raise refusals.damaged("length")
    file.seek(at)
    directory = file.read(size)
    entries = _rebuilt(directory, fixed, expected, spans)
    if _directory(entries, at) != directory:
        raise refusals.damaged("directory")
    _within_limits(entries)
    for entry in entries:
        file.seek(entry.offset)
        if file.read(_LOCAL.size + len(entry.name)) != entry.local():
            raise refusals.damaged("header")
    return entries[len(fixed) :]


def _rebuilt(
    directory: bytes, fixed: Sequence[Packed], expected: Sequence[Expected], spans: Sequence[int]
) -> list[Packed]:
    """Return all entries; only the CRC and the unpacked size of listed ones are taken from the directory."""
    entries: list[Packed] = []
    offset, at = 0, 0
    for index, span in enumerate(spans):
        if index < len(fixed):
            entry = fixed[index]._replace(offset=offset)
        else:
            listed = expected[index - len(fixed)]
            found = _CENTRAL.unpack_from(directory, at)
            method = DEFLATED if listed.deflated else STORED
            entry = Packed(listed.name, method, found[7], listed.size, found[9], offset)
        entries.append(entry)
        offset += span
        at += _CENTRAL.size + len(entry.name)
    return entries


def _within_limits(entries: Sequence[Packed]) -> None:
    for entry in entries:
        if entry.unpacked > limits.BUNDLE_PART or entry.size > limits.BUNDLE_PART:
            raise refusals.large("part")
        if entry.unpacked > limits.BUNDLE_RATIO * entry.size:
            raise refusals.invalid("ratio")
        if entry.method == STORED and entry.unpacked != entry.size:
            raise refusals.damaged("directory")
    if sum(entry.unpacked for entry in entries) > limits.BUNDLE_TOTAL:
        raise refusals.large("total")


def unpack(file: BinaryIO, entry: Packed, sha256: str) -> bytes:
    """Return the content of an entry, at most 16 MiB; Refused unless stored bytes, length and CRC are as listed."""
    file.seek(entry.data)
    stored = file.read(entry.size)
    if hashlib.sha256(stored).hexdigest() != sha256:
        raise refusals.damaged("digest")
    content = stored if entry.method == STORED else _inflate(stored, entry.unpacked)
    if len(content) != entry.unpacked or zlib.crc32(content) != entry.crc:
        raise refusals.damaged("content")
    return content


def _inflate(stored: bytes, size: int) -> bytes:
    stream = zlib.decompressobj(-15)
    try:
        content = stream.decompress(stored, size + 1)
    except zlib.error as error:
        raise refusals.damaged("deflate") from error
    if not stream.eof or stream.unused_data:
        raise refusals.damaged("deflate")
    return content
