"""Facts, the atoms of the log: their one byte form, their hashes and their chains (STORE.md)."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hubdesk.model.records import Value

OPS = ("open", "save", "receipt", "erase")
MAX_INTEGER = 1 << 53
MAX_LINE = 1 << 20
MAX_FIELDS = 512
#: Milliseconds of 2100-01-01: no clock of this format goes further.
CLOCK_END = 4_102_444_800_000 << 16

_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode
_scan: Any = json.JSONDecoder().scan_once  # type: ignore[attr-defined]
_hlc = re.compile("[0-9a-f]{16}").fullmatch
_hex32 = re.compile("[0-9a-f]{32}").fullmatch
_kind = re.compile("[a-z][a-z0-9_]{0,31}").fullmatch
_field = re.compile(r"[a-z~][a-z0-9_]{0,31}(/.{1,200})?", re.DOTALL).fullmatch
_salt = re.compile("[A-Za-z0-9_-]{12}").fullmatch
_gone = re.compile("gone/[0-9a-f]{32}-[1-9][0-9]{0,15}").fullmatch
_seen = re.compile("seen/[0-9a-f]{32}").fullmatch


class BadFact(ValueError):  # noqa: N818 - a verdict on a line
    """A line that is no fact in its one byte form; the reason is a short code."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One saved change of one record by one replica at one hybrid time.

    `book`, `replica`, `action` and `id` are 32 hex digits, `seq` counts from 1 without gaps, `hlc` is 48 bits of
    milliseconds and 16 of counter. `op` is open (first line of a replica; kind and id empty), save, receipt or erase.
    """

    book: str
    replica: str
    seq: int
    hlc: int
    op: str
    action: str
    kind: str
    id: str
    fields: Mapping[str, Value]
    salt: str = ""

    def line(self) -> bytes:
        """Return the canonical line: `[seq,"hlc","op","action","kind","id",{fields},"salt"?]`, no line feed."""
        row: list[object] = [self.seq, f"{self.hlc:016x}", self.op, self.action, self.kind, self.id, dict(self.fields)]
        if self.salt:
            row.append(self.salt)
        return _canonical(row).encode()


def line(seq: int, hlc: int, about: tuple[str, str, str, str], body: str, *, salt: str) -> bytes:
    """Return the canonical line of parts that are canonical already: `about` is (op, action, kind, id)."""
    op, action, kind, id = about
    tail = f',"{salt}"]' if salt else "]"
    return f'[{seq},"{hlc:016x}","{op}","{action}","{kind}","{id}",{body}{tail}'.encode()


def body_of(fact: "Fact", line: bytes) -> str:
    """Return the fields of a fact as they stand in its line, without encoding them again."""
    start = 65 + len(str(fact.seq)) + len(fact.op) + len(fact.kind) + len(fact.id)  # 65: clock, action, punctuation
    return line[start : -16 if fact.salt else -1].decode()


def parse_line(line: bytes, book: str, replica: str) -> Fact:
    """Return the fact in a line, or raise BadFact: a line must equal its canonical re-encoding byte for byte."""
    if len(line) > MAX_LINE:
        raise BadFact("long line")
    try:
        text = line.decode()
        row, end = _scan(text, 0)
    except (UnicodeDecodeError, ValueError, RecursionError, StopIteration) as error:
        raise BadFact("no JSON") from error
    if end != len(text) or type(row) is not list or not 7 <= len(row) <= 8:
        raise BadFact("shape")
    seq, hlc, op, action, kind, id, fields = row[:7]
    salt = row[7] if len(row) == 8 else ""
    if type(seq) is not int or not 0 < seq < MAX_INTEGER or type(hlc) is not str or not _hlc(hlc):
        raise BadFact("clock")
    if op not in OPS or type(action) is not str or not _hex32(action) or type(fields) is not dict:
        raise BadFact("shape")
    if len(row) == 8 and (type(salt) is not str or not _salt(salt)):
        raise BadFact("salt")
    fact = Fact(book, replica, seq, int(hlc, 16), op, action, kind, id, fields, salt)
    check(fact)
    try:
        same = fact.line() == line
    except (ValueError, UnicodeEncodeError) as error:
        raise BadFact("value") from error
    if not same:
        raise BadFact("not canonical")
    return fact


def check(fact: Fact) -> None:
    """Raise BadFact unless the fact keeps the rules of its operation and the limits of values."""
    if fact.hlc >= CLOCK_END:
        raise BadFact("clock beyond 2100")
    if len(fact.fields) > MAX_FIELDS:
        raise BadFact("many fields")
    about = type(fact.kind) is str and type(fact.id) is str
    if not about or (fact.op in ("save", "erase")) != bool(_kind(fact.kind) and _hex32(fact.id)):
        raise BadFact("record")
    if fact.op in ("open", "receipt") and (fact.kind or fact.id):
        raise BadFact("record")
    if (fact.seq == 1) != (fact.op == "open"):
        raise BadFact("opening")
    _check_fields(fact)


def _check_fields(fact: Fact) -> None:
    for name, value in fact.fields.items():
        _check_value(value)
        if fact.op == "save":
            good = _is_field(name)
        elif fact.op == "erase":
            good = _gone(name) is not None and value is True
        elif _seen(name):
            good = type(value) is int and 0 < value < MAX_INTEGER
        else:
            good = fact.op == "open" and name in ("key", "nonce")
        if not good:
            raise BadFact("field")
    if fact.op == "open":
        key, nonce = fact.fields.get("key"), fact.fields.get("nonce")
        if not isinstance(key, str) or not isinstance(nonce, str) or not _hex32(nonce):
            raise BadFact("opening")
        if not re.fullmatch("[0-9a-f]{64}", key) or replica_id(fact.book, key, nonce) != fact.replica:
            raise BadFact("forged replica")


@lru_cache(4096)
def _is_field(name: str) -> bool:
    return _field(name) is not None and _plain(name)


def _check_value(value: object) -> None:
    if type(value) is str:
        if not _plain(value):
            raise BadFact("text")
    elif type(value) is int:
        if not -MAX_INTEGER < value < MAX_INTEGER:
            raise BadFact("integer")
    elif value is not None and type(value) is not bool:
        raise BadFact("value")


def _plain(text: str) -> bool:
    if text.isascii():
        return "\0" not in text
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        return False
    return unicodedata.is_normalized("NFC", text)


def clean(value: Value) -> Value:
    """Return a value as it may stand in a fact: text in NFC, without NUL and lone surrogates."""
    if not isinstance(value, str):
        return value
    if not value.isascii():
        value = unicodedata.normalize("NFC", value.encode("utf-8", "replace").decode())
    return value.replace("\0", "")


def canonical(value: object) -> bytes:
    """Return canonical JSON: sorted keys, no spaces, UTF-8."""
    return _canonical(value).encode()


def replica_id(book: str, key: str, nonce: str) -> str:
    """Return the id of one run of the program in one book (all hex): 16 bytes of SHA-256, bound to the author key."""
    raw = bytes.fromhex(book) + bytes.fromhex(key) + bytes.fromhex(nonce)
    return hashlib.sha256(b"hubdesk-replica-v1" + raw).hexdigest()[:32]


def leaf(line: bytes) -> bytes:
    """Return the 32-byte hash that stands for a line, also after the line was erased."""
    return hashlib.sha256(line).digest()


def chain(book: str, replica: str, n: int, *, before: bytes, leaf: bytes) -> bytes:
    """Return chain_n of a replica; chain_0 is empty."""
    return link(chain_head(book, replica), n, before, leaf)


def chain_head(book: str, replica: str) -> bytes:
    """Return what every link of a replica's chain begins with."""
    return b"hubdesk-chain-v1\0" + bytes.fromhex(book) + bytes.fromhex(replica)


def link(head: bytes, n: int, before: bytes, leaf: bytes) -> bytes:
    """Return chain_n after a `chain_head`; for long runs of lines."""
    return hashlib.sha256(head + n.to_bytes(8, "big") + before + leaf).digest()


def to_sign(book: str, replica: str, author: str, n: int, *, chain: bytes) -> bytes:
    """Return the bytes that an author signs for the first `n` lines of a replica (`author` is the key in hex)."""
    ids = bytes.fromhex(book) + bytes.fromhex(replica) + bytes.fromhex(author)
    return b"hubdesk-log-v1\0" + ids + n.to_bytes(8, "big") + chain


@dataclass(frozen=True, slots=True)
class Book:
    """One log: its id, its sort (event, team, crew, private, charter, codebook) and the event or charter it serves."""

    id: str
    sort: str
    subject: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines `lo`..`hi` of one replica with the author's signature at `hi`; an erased line is its leaf in hex.

    `author` is the Ed25519 public key in hex; `chain_before` is empty when `lo` is 1.
    """

    book: str
    replica: str
    author: str
    lo: int
    hi: int
    chain_before: bytes
    chain: bytes
    signature: bytes
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class BookState:
    """How far a book is: {replica: last seq}, number of facts, log digest (hex)."""

    book: Book
    vector: Mapping[str, int]
    facts: int
    digest: str


def log_digest(tips: Mapping[str, tuple[int, bytes]]) -> str:
    """Return the log digest of a book: SHA-256 over its sorted (replica, n, chain_n)."""
    whole = hashlib.sha256(b"hubdesk-digest-v1\0")
    for replica in sorted(tips):
        n, last = tips[replica]
        whole.update(bytes.fromhex(replica) + n.to_bytes(8, "big") + last)
    return whole.hexdigest()
