"""Five words that open an event package: their lists, and the slow way from words to a key."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from nacl.pwhash import argon2id

from hubdesk.bundle import seal
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model import fivewords
from hubdesk.paths import shipped

SALT_BYTES = 16
#: The line before the age file of an event package; it has 48 bytes.
START = b"hubdesk-kit-v1 "
LINE_BYTES = len(START) + 2 * SALT_BYTES + 1
#: The same line of a file that carries a person's own key.
KEY_START = b"hubdesk-key-v1 "
_salt = re.compile(rb"([0-9a-f]{32})\n").fullmatch
#: Letters that a passphrase of one's own must have, spaces left out.
LEAST_LETTERS = 16
_LEAST_LETTERS_CJK = 8


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the words for a language (BCP 47), the English ones where it has no list of its own."""
    named = [name for name in (language, language.partition("-")[0]) if re.fullmatch("[A-Za-z-]{2,16}", name)]
    own = next((file for file in map(_words_of, named) if file.is_file()), _words_of("en"))
    return tuple(own.read_text("utf-8").split())


def _words_of(language: str) -> Path:
    return shipped("resources") / "words" / f"{language}.txt"


def choose(language: str, random: Callable[[int], bytes]) -> str:
    """Return five words in a language; `random` returns n random bytes."""
    return fivewords.passphrase(word_list(language), random)


def spoken(key: str, language: str) -> str:
    """Return the six words that two people compare by voice before one accepts the other's key."""
    return fivewords.spoken(key, word_list(language))


def identity(words: str, salt: bytes) -> str:
    """Return the age identity that words and a salt (16 bytes) make: Argon2id, 3 passes over 256 MiB, about 0.4 s."""
    typed = fivewords.normalised(words).encode()
    secret = argon2id.kdf(32, typed, salt, opslimit=argon2id.OPSLIMIT_MODERATE, memlimit=argon2id.MEMLIMIT_MODERATE)
    return seal.identity_of(secret)


def too_short(words: str) -> bool:
    """Tell whether a passphrase of one's own has too few letters to be worth its slow key."""
    letters = fivewords.normalised(words).replace(" ", "")
    wide = sum(ord(letter) >= 0x2E80 for letter in letters)
    return len(letters) - wide + wide * (LEAST_LETTERS // _LEAST_LETTERS_CJK) < LEAST_LETTERS


def check_strength(words: str) -> None:
    """Raise Usage for a passphrase of one's own that is too short to protect keys."""
    if too_short(words):
        raise Usage(
            say("These words are too short to protect what they lock."),
            next=say("Use at least five words, or let HubDesk choose them."),
            code="passphrase",
        )


def line(salt: bytes, start: bytes = START) -> bytes:
    """Return the first line of an event package, or of a file that begins otherwise."""
    return start + salt.hex().encode() + b"\n"


def salt_of(first: bytes, start: bytes = START) -> bytes | None:
    """Return the salt in the first 48 bytes of an event package (or of what begins otherwise), None for other bytes."""
    found = _salt(first[len(start) :]) if first.startswith(start) else None
    return bytes.fromhex(found[1].decode()) if found else None
