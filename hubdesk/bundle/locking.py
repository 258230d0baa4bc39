"""The key of a locked workspace, made from a passphrase, or from recovery words.

Nothing is kept beside the workspace: its first 16 bytes are the salt, so that the file and every backup of it open
alone, on any laptop. Argon2id makes 16 bytes of passphrase and salt, the *core*; the recovery words are the core in
words; the key of the file is a hash of core and salt. A new passphrase therefore has a new core, new recovery words and
a new key, and everything is written anew under it.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from math import ceil, log2

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from hubdesk.bundle.passphrase import too_short, word_list
from hubdesk.errors import Refused, Usage
from hubdesk.i18n import LANGUAGES, say
from hubdesk.model import fivewords

CORE_BYTES = 16


def new_salt(start: bytes, size: int, random: Callable[[int], bytes]) -> bytes:
    """Return the first bytes of a workspace that is about to be locked."""
    return start + random(size - len(start))


def core_of(passphrase: str, salt: bytes) -> bytes:
    """Return the core of a passphrase, however it is typed: Argon2id, 3 passes over 256 MiB, about 0.4 s."""
    typed = fivewords.normalised(passphrase).encode()
    return argon2id.kdf(
        CORE_BYTES, typed, salt, opslimit=argon2id.OPSLIMIT_MODERATE, memlimit=argon2id.MEMLIMIT_MODERATE
    )


def key_of(core: bytes, salt: bytes) -> bytes:
    """Return what the store opens a file with: 32 bytes of key, 16 of salt."""
    return hashlib.blake2b(core, digest_size=32, key=salt, person=b"hubdesk-lock-v1").digest() + salt


def seal(content: bytes, key: bytes) -> bytes:
    """Return a small text as it may lie beside the workspace that `key` opens: XSalsa20-Poly1305, a nonce in front."""
    return bytes(_box(key).encrypt(content))


def unseal(sealed: bytes, key: bytes) -> bytes:
    """Return what was sealed; ValueError for what was altered or lies under another key."""
    try:
        return bytes(_box(key).decrypt(sealed))
    except CryptoError as error:  # also what is too short for a nonce
        raise ValueError("seal") from error


def words_of(core: bytes, language: str) -> str:
    """Return the recovery words of a core (128 bits) in a language: 12 words, 13 where its list is short."""
    words = word_list(language)
    number, found = int.from_bytes(core, "big"), []
    for _ in range(_length(words)):
        number, at = divmod(number, len(words))
        found.append(words[at])
    return " ".join(found)


def cores_in(text: str) -> list[bytes]:
    """Return what a text may mean as recovery words: one core for each list that has all of them."""
    typed = fivewords.normalised(text).split()
    found: list[bytes] = []
    for words in dict.fromkeys(word_list(tag) for tag in LANGUAGES):
        if len(typed) != _length(words):
            continue
        places, number = _places(words), 0
        for word in reversed(typed):
            number = number * len(words) + places.get(word, 1 << 8 * CORE_BYTES)
        if number < 1 << 8 * CORE_BYTES:
            found.append(number.to_bytes(CORE_BYTES, "big"))
    return found


def check_strength(passphrase: str) -> None:
    """Raise Usage for a passphrase that somebody with the disk and time could guess."""
    if too_short(passphrase):
        raise Usage(
            say("This passphrase is too short to protect a workspace."),
            next=say("Use at least five words, or sixteen letters and digits."),
            code="passphrase",
        )


def wrong() -> Refused:
    """Return the refusal of a passphrase that does not open a workspace."""
    return Refused(
        say("This passphrase does not open the workspace."),
        next=say("Check each word and their order; capitals and signs do not matter. Or type the recovery words."),
        code="passphrase-wrong",
    )


def _box(key: bytes) -> SecretBox:
    return SecretBox(hashlib.sha256(b"hubdesk-draft-v1" + key[:32]).digest())


@cache
def _places(words: tuple[str, ...]) -> dict[str, int]:
    return {fivewords.normalised(word): at for at, word in enumerate(words)}


def _length(words: tuple[str, ...]) -> int:
    return ceil(8 * CORE_BYTES / log2(len(words)))
