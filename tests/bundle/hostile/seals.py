"""Hostile age files and event packages: costly headers, broken seals, wrong words, surprises inside."""

import io
from base64 import b64encode
from collections.abc import Callable, Sequence

import pyrage

from hubdesk.bundle import passphrase, seal
from tests.bundle.hostile.case import NOTHING_NEW, Cases, named
from tests.bundle.hostile.containers import GOOD as CONTAINER
from tests.bundle.logs import bytes_of, contents, evening

#: The age identity of the laptop that reads, and one that is not there.
OWNER, STRANGER = (seal.identity_of(bytes([n]) * 32) for n in (1, 2))
SALT = bytes(range(16))
WORDS = "amber river candle quiet harbor"
BLANK = b64encode(bytes(32)).rstrip(b"=")
LINE = b"-> X25519 " + BLANK + b"\n" + BLANK + b"\n"
MAC = b"--- " + BLANK + b"\n"


def closed(content: bytes, *identities: str) -> bytes:
    out = io.BytesIO()
    seal.encrypt(io.BytesIO(content), out, [seal.recipient_of(identity) for identity in identities or (OWNER,)])
    return out.getvalue()


def _flipped(at: int, good: Callable[[], bytes] = lambda: closed(CONTAINER)) -> bytes:
    changed = bytearray(good())
    changed[at] ^= 1
    return bytes(changed)


def _stanzas(*lines: bytes) -> bytes:
    """Return a good age file with more stanzas before its own."""
    return seal.AGE + b"".join(lines) + closed(CONTAINER)[len(seal.AGE) :]


def _body(cut: Callable[[bytes, int], bytes]) -> bytes:
    """Return an age file whose body was changed from where it begins."""
    good = closed(bytes(200_000))
    return cut(good, good.index(b"\n", good.index(b"\n--- ") + 5) + 1)


HEADERS: dict[str, tuple[str, bytes]] = {
    "scrypt, 2^22 rounds": ("age-scrypt", seal.AGE + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 22\nAAAA\n" + MAC),
    "scrypt, 2 rounds": ("age-scrypt", seal.AGE + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\nAAAA\n" + MAC),
    "scrypt behind another": ("age-scrypt", seal.AGE + LINE + b"-> scrypt AAAA 30\nAAAA\n" + MAC),
    "scrypt in capitals": ("age-scrypt", seal.AGE + b"-> SCRYPT AAAA 30\nAAAA\n" + MAC),
    "65 recipients": ("age-recipients", seal.AGE + LINE * 65 + MAC),
    "100,000 recipients": ("age-header", seal.AGE + LINE * 100_000 + MAC),
    "no end": ("age-header", seal.AGE + LINE),
    "a line of 1 MiB": ("age-header", seal.AGE + b"x" * (1 << 20)),
    "a stanza of 60 KiB": ("age", seal.AGE + b"-> X25519 " + b"A" * 60_000 + b"\n\n" + MAC),
    "a stanza of 10,000 words": ("age", seal.AGE + b"-> x" + b" y" * 10_000 + b"\n\n" + MAC),
    "nothing after the name": ("age-header", seal.AGE),
    "another version": ("no-age", b"age-encryption.org/v2\n" + LINE + MAC),
    "the end of lines of another system": ("no-age", b"age-encryption.org/v1\r\n" + LINE + MAC),
    "a name cut short": ("no-age", seal.AGE[:-1]),
}
MORE: Cases = {
    "no recipient at all": ("age", lambda: seal.AGE + MAC + bytes(200)),
    "a stanza without a key": ("age", lambda: seal.AGE + b"-> X25519\n\n" + MAC),
    "a stanza of other letters": ("age", lambda: seal.AGE + b"-> X25519 !!!!\n????\n" + MAC),
    "a stanza in another alphabet": ("age", lambda: seal.AGE + "-> X25519 ключ\nключ\n".encode() + MAC),
    "an end that is cut": ("age", lambda: seal.AGE + LINE + MAC[:-5] + b"\n" + bytes(100)),
    "a key of small order": ("age", lambda: seal.AGE + LINE + MAC + bytes(100)),
    "one more recipient put before": ("age", lambda: _stanzas(LINE)),
    "sealed for others": ("sealed", lambda: closed(CONTAINER, STRANGER)),
    "an altered end of the header": ("age", lambda: closed(CONTAINER).replace(b"\n--- ", b"\n--- AAAA", 1)),
    "an altered byte in the middle": ("age", lambda: _flipped(len(closed(CONTAINER)) - 500)),
    "an altered last byte": ("age", lambda: _flipped(-1)),
    "a last byte missing": ("age", lambda: closed(CONTAINER)[:-1]),
    "a byte more": ("age", lambda: closed(CONTAINER) + b"x"),
    "two age files": ("age", lambda: closed(CONTAINER) * 2),
    "a chunk missing": ("age", lambda: _body(lambda good, at: good[: at + 16 + 65_552])),
    "two chunks swapped": ("age", lambda: _body(_swap_chunks)),
    "a chunk twice": ("age", lambda: _body(lambda good, at: good[: at + 65_568] + good[at + 16 :])),
    "nothing inside": ("no-zip", lambda: closed(b"")),
    "noise inside": ("no-zip", lambda: closed(bytes(range(256)) * 300)),
    "an age file inside": ("no-zip", lambda: closed(closed(CONTAINER))),
    "an event package inside": ("no-zip", lambda: closed(kit())),
    "a cut bundle inside": ("length", lambda: closed(CONTAINER[:-1])),
    "a passphrase file of the age tool": ("age-scrypt", lambda: bytes(pyrage.passphrase.encrypt(b"x", "letmein"))),
    "the same file sealed for this laptop": (NOTHING_NEW, lambda: closed(bytes_of(contents(evening())))),
}


def _swap_chunks(good: bytes, at: int) -> bytes:
    first, second = at + 16, at + 16 + 65_552
    return good[:first] + good[second : second + 65_552] + good[first:second] + good[second + 65_552 :]


def kit(content: bytes = CONTAINER, line: bytes | None = None, identities: Sequence[str] = ()) -> bytes:
    """Return an event package around any content; without identities its words open it."""
    keys = identities or [passphrase.identity(WORDS, SALT)]
    return (passphrase.line(SALT) if line is None else line) + closed(content, *keys)


#: Opened with WORDS.
KITS: Cases = {
    "a kit that is an upload file inside": ("kit-seal", kit),
    "a kit that holds noise": ("no-zip", lambda: kit(bytes(1000))),
    "a kit for others": ("words", lambda: kit(identities=[STRANGER])),
    "a kit with another salt": ("words", lambda: kit(line=passphrase.line(bytes(16)))),
    "a kit with a passphrase of age": ("age-scrypt", lambda: passphrase.line(SALT) + HEADERS["scrypt, 2^22 rounds"][1]),
    "a kit of 100,000 recipients": ("age-header", lambda: passphrase.line(SALT) + HEADERS["100,000 recipients"][1]),
    "a kit without an age file": ("no-age", lambda: passphrase.line(SALT)),
    "a kit that is a zip": ("no-age", lambda: passphrase.line(SALT) + CONTAINER),
    "a kit with two first lines": ("no-age", lambda: passphrase.line(SALT) * 2 + closed(CONTAINER)),
    "a first line in capitals": ("no-age", lambda: kit(line=passphrase.line(SALT).upper())),
    "a first line with a short salt": ("no-age", lambda: kit(line=b"hubdesk-kit-v1 00\n")),
    "a first line of version 2": ("no-age", lambda: kit(line=passphrase.line(SALT).replace(b"v1", b"v2"))),
    "a first line without end": ("no-age", lambda: b"hubdesk-kit-v1 " + b"0" * 100_000),
    "a first line with two spaces": ("no-age", lambda: kit(line=passphrase.line(SALT).replace(b" ", b"  "))),
    "a first line of another system": ("no-age", lambda: kit(line=passphrase.line(SALT)[:-1] + b"\r\n")),
}
CASES: Cases = {
    **named("age: ", {name: (code, lambda made=made: made) for name, (code, made) in HEADERS.items()}),
    **named("age: ", MORE),
}
