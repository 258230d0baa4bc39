"""Signing and sealing: Ed25519 by PyNaCl, age to X25519 recipients by pyrage, headers looked at before anything opens.

PyNaCl refuses keys of small order, for which other libraries accept any message. age's own passphrase mode is never
used: its header sets the cost of opening, up to minutes and gigabytes.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Protocol

import pyrage
from nacl.exceptions import CryptoError
from nacl.signing import SigningKey, VerifyKey

from hubdesk.bundle import bech32, refusals
from hubdesk.errors import Refused, Usage
from hubdesk.i18n import say
from hubdesk.model import limits

AGE = b"age-encryption.org/v1\n"
#: sign(message) gives the 64-byte Ed25519 signature of the author.
Sign = Callable[[bytes], bytes]


class Sink(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take all of the bytes."""

    def flush(self) -> None:
        """Hand on what was taken."""


class _Watched:
    """A stream that remembers its first failure: pyrage loses those of the last chunk, so a full disk would pass."""

    def __init__(self, source: BinaryIO | None = None, out: Sink | None = None) -> None:
        self._source, self._out = source, out
        self.failed: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size) if self._source else b""
        except OSError as error:
            self.failed = self.failed or error
            raise

    def write(self, data: bytes) -> int:
        try:
            if self._out:
                self._out.write(data)
            return len(data)
        except OSError as error:
            self.failed = self.failed or error
            raise

    def flush(self) -> None:
        try:
            if self._out:
                self._out.flush()
        except OSError as error:
            self.failed = self.failed or error
            raise


def verify(key: str, message: bytes, signature: bytes) -> bool:
    """Tell whether an Ed25519 signature by a public key (64 hex digits) fits; false for keys of small order."""
    try:
        VerifyKey(bytes.fromhex(key)).verify(message, signature)
    except (CryptoError, ValueError):
        return False
    return True


def public_of(seed: str) -> str:
    """Return the public Ed25519 key (hex) of a seed (64 hex digits)."""
    return SigningKey(bytes.fromhex(seed)).verify_key.encode().hex()


def sign_with(seed: str, message: bytes) -> bytes:
    """Return the 64-byte signature of a message by the key of a seed (64 hex digits)."""
    return bytes(SigningKey(bytes.fromhex(seed)).sign(message).signature)


def bundle_message(manifest: bytes) -> bytes:
    """Return the bytes that the maker of a bundle signs."""
    return b"hubdesk-bundle-v1\0" + hashlib.sha256(manifest).digest()


class IdentityError(ValueError):
    """A text that is no age identity."""


def identity_of(secret: bytes) -> str:
    """Return the age identity (`AGE-SECRET-KEY-1…`) of 32 secret bytes."""
    return bech32.encode("age-secret-key-", secret).upper()


def recipient_of(identity: str) -> str:
    """Return the age recipient (`age1…`) that belongs to an identity; IdentityError when it is none."""
    return str(_identity(identity).to_public())


def _identity(text: str) -> Any:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError as error:
        raise IdentityError from error


def is_recipient(text: str) -> bool:
    """Tell whether a text is an age X25519 recipient."""
    try:
        return str(pyrage.x25519.Recipient.from_str(text)) == text
    except pyrage.RecipientError:
        return False


def check_header(file: BinaryIO, at: int = 0) -> None:
    """Refuse an age header that costs too much: over 64 KiB or 64 recipients, or a passphrase stanza (scrypt)."""
    file.seek(at)
    head = file.read(limits.SEAL_HEADER)
    if not head.startswith(AGE):
        raise refusals.other("no-age")
    end = head.find(b"\n--- ")
    if end < 0:
        raise refusals.invalid("age-header")
    stanzas = [line.split(b" ") for line in head[:end].split(b"\n") if line.startswith(b"-> ")]
    if len(stanzas) > limits.SEAL_RECIPIENTS:
        raise refusals.invalid("age-recipients")
    if any(len(stanza) > 1 and stanza[1].lower() == b"scrypt" for stanza in stanzas):
        raise refusals.invalid("age-scrypt")


def encrypt(source: BinaryIO, out: Sink, recipients: Sequence[str]) -> None:
    """Write the age encryption of a stream to some recipients, each once; OSError when a side fails."""
    if not 0 < len(set(recipients)) < limits.SEAL_RECIPIENTS:
        raise Usage(
            say("A sealed file needs between 1 and {most} recipients.", most=limits.SEAL_RECIPIENTS - 1),
            next=say("Choose who should be able to open it."),
            code="recipients",
        )
    keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in sorted(set(recipients))]
    reader, writer = _Watched(source), _Watched(out=out)
    try:
        pyrage.encrypt_io(reader, writer, keys)
    except (pyrage.EncryptError, OSError) as error:
        raise reader.failed or writer.failed or OSError(str(error)) from error
    for failed in filter(None, (reader.failed, writer.failed)):
        raise failed


def decrypt(source: BinaryIO, out: BinaryIO, identities: Sequence[str], *, at: int = 0) -> None:
    """Write the plain bytes of an age file that begins at `at`; what is written counts only when this returns.

    Refused when it is sealed for others or damaged; OSError when a side fails.
    """
    check_header(source, at)
    keys = [_identity(identity) for identity in identities]
    if not keys:
        raise refusals.sealed()
    source.seek(at)
    reader, writer = _Watched(source), _Watched(out=out)
    refused: Refused | None = None
    try:
        pyrage.decrypt_io(reader, writer, keys)
    except (pyrage.DecryptError, OSError) as error:
        refused = refusals.sealed() if "No matching keys" in str(error) else refusals.damaged("age")
    for failed in filter(None, (reader.failed, writer.failed)):
        raise failed
    if refused:
        raise refused
