"""Words instead of keys: five to open an event package, six to compare a person's key by voice.

A list of n words gives 5 * log2(n) bits: 54.8 in English (1,996 words), 50.6 in the shortest list (Spanish, 1,118).
Each guess costs one Argon2id run of 256 MiB (bundle/passphrase.py), 0.4 s here: half of 2^50.6 guesses take more than
500 years on a thousand machines that make sixteen at a time.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence

#: Words of a passphrase, words that stand for a key, and the shortest list that is strong enough.
PASSPHRASE_WORDS, KEY_WORDS, LEAST_WORDS = 5, 6, 1_024
_SAME = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ـ": "",
        "ё": "е",
        "ß": "ss",
        "ı": "i",
        "\u200c": "",
        "\u200d": "",
    }
)
#: Scripts whose marks are vowels, so that dropping them would join different words: the Indic blocks.
_INDIC = range(0x0900, 0x0E00)


def normalised(text: str) -> str:
    """Return the one spelling of typed words: small letters, no accents, single spaces for all that is no letter.

    Part of the file format: it never changes (FORMAT.md). й and ї stay letters of their own.
    """
    kept: list[str] = []
    for c in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).translate(_SAME):
        if c in "йї":
            kept.append(c)
            continue
        for piece in unicodedata.normalize("NFKD", c):
            sort = unicodedata.category(piece)
            if sort[0] in "LN" or (sort in ("Mn", "Mc") and ord(piece) in _INDIC):
                kept.append(piece)
            elif sort[0] != "M":
                kept.append(" ")
    return " ".join("".join(kept).translate(_SAME).split())


def passphrase(words: Sequence[str], random: Callable[[int], bytes]) -> str:
    """Return five words of a list of at least 1,024, each equally likely; `random` returns n random bytes."""
    if len(set(map(normalised, words))) < max(LEAST_WORDS, len(words)):
        raise ValueError("a list needs 1,024 words that stay different when they are typed carelessly")
    return " ".join(words[_below(len(words), random)] for _ in range(PASSPHRASE_WORDS))


def _below(limit: int, random: Callable[[int], bytes]) -> int:
    while True:
        found = int.from_bytes(random(4), "big")
        if found < (1 << 32) // limit * limit:
            return found % limit


def spoken(key: str, words: Sequence[str]) -> str:
    """Return six words for a public key (64 hex digits), the same for everybody who uses the same list."""
    number = int.from_bytes(hashlib.sha256(b"hubdesk-words-v1\0" + bytes.fromhex(key)).digest(), "big")
    found = []
    for _ in range(KEY_WORDS):
        number, at = divmod(number, len(words))
        found.append(words[at])
    return " ".join(found)
