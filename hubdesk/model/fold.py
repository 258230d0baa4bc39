"""Words as people search them: one spelling for all the ways to write a name, in every script."""

import re
import unicodedata
from collections.abc import Callable

from hubdesk.model.variants import SIMPLIFIED

#: Raise it whenever any text would fold differently: every index made with another version is rebuilt.
FOLD_VERSION = 1

#: Brahmic scripts: their marks are vowels, to drop them would join different words. (First, last) code points.
_INDIC = (
    (0x0900, 0x109F),  # Devanagari … Sinhala, Thai, Lao, Tibetan, Myanmar
    (0x1700, 0x17FF),  # Philippine scripts, Khmer
    (0x1900, 0x1AAF),  # Limbu, Tai Le, Buginese, Tai Tham
    (0x1B00, 0x1C4F),  # Balinese, Sundanese, Batak, Lepcha
    (0x1CD0, 0x1CFF),
    (0xA800, 0xABFF),  # Syloti Nagri … Meetei Mayek
    (0x11000, 0x11FFF),
)
#: Chinese, Japanese and Korean characters that are written without spaces between words.
_CJK = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FB),
    (0xF900, 0xFAFF),
    (0x1AFF0, 0x1B16F),
    (0x20000, 0x3FFFF),
)
_VOICED = {0x3099, 0x309A}  # か is not が
_NUKTAS = {0x093C, 0x09BC, 0x0A3C, 0x0ABC, 0x0B3C, 0x0C3C, 0x0CBC}
_LETTERS: dict[str, str | None] = {
    # Latin letters that no normalisation takes apart
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
    # apostrophes: Ukrainian is written with U+0027, U+2019 and U+02BC; the others come with transliterations
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u02bb": "'", "\u02bd": "'", "\u02be": "'", "\u02bf": "'",
    # Arabic: one alef, one ya, one kaf, one ha; hamza and tatweel out
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه",
    "ء": None, "ـ": None,
    "ँ": "ं",  # Devanagari: the two nasal dots are one
}  # fmt: skip

#: A half nasal before a consonant of its own row is what the dot stands for: हिन्दी is हिंदी.
_HALF_NASAL = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
_OPEN_NASAL = re.compile("[ङञणनम]्?$")
_ARTICLE = re.compile("(?:[وفبك]?ال|لل)(?=..)")
_ASCII_WORD = re.compile("[a-z0-9]+")


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


class _Letters(dict[int, str | None]):
    """What each decomposed character folds to; worked out once a character, on first sight."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kind = unicodedata.category(character)
        found: str | None = character
        if code in _NUKTAS or kind == "Cf":
            found = None
        elif kind in ("Mn", "Me"):
            found = character if _within(code, _INDIC) or code in _VOICED else None
        elif kind == "Nd":
            found = str(unicodedata.decimal(character))
        self[code] = found
        return found


class _Words(dict[int, str]):
    """What each folded character is to a tokeniser: itself, a word of its own, or a gap."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = unicodedata.category(character)
        if kind[0] not in "LN" and kind not in ("Mn", "Mc", "Co"):
            found = " "
        elif kind[0] in "LN" and _within(code, _CJK):
            found = f" {character} "
        else:
            found = character
        self[code] = found
        return found


_FOLDED = _Letters({ord(letter): folded for letter, folded in _LETTERS.items()} | SIMPLIFIED)
_SPLIT = _Words()


def fold(text: str) -> str:
    """Return `text` in the one spelling that is searched: same case, no accents, one digit set, one alef, one 运.

    Idempotent; punctuation and spaces stay. A prefix of a text folds to a prefix of its fold, but for a Devanagari
    nasal at the very end, which `query` and `finder` know about.
    """
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    # NFKC may bring capitals back (ϒ), and й and ї are letters, not an accented и or і
    plain = plain.casefold().replace("и\u0306", "й").replace("і\u0308", "ї").translate(_FOLDED)
    if "्" in plain:
        plain = _HALF_NASAL.sub("ं", plain)
    return unicodedata.normalize("NFC", plain)


def _split(folded: str) -> list[str]:
    return _ASCII_WORD.findall(folded) if folded.isascii() else folded.translate(_SPLIT).split()


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order, each CJK character as a word."""
    return _split(fold(text))


def tokens(text: str) -> list[str]:
    """Return the folded words of `text`, then Arabic words less their article (and less one letter و ف ب ك before it).

    The shorter words stand at the end, so that neighbours stay neighbours for phrases.
    """
    found = words(text)
    if not text.isascii() and any("\u0600" <= word[0] <= "\u06ff" for word in found):
        found += [word[cut.end() :] for word in found if (cut := _ARTICLE.match(word))]
    return found


def index_text(text: str) -> str:
    """Return what goes into the full-text index (FTS5, `unicode61` without diacritics folding): tokens and spaces."""
    return " ".join(tokens(text))


def typed_words(text: str) -> list[list[str]]:
    """Return for each typed word the phrases that answer it, the last word as it may still go on.

    Every phrase is made of tokens and single spaces; a line of `index_text` answers when each word has a phrase in it
    that begins where a token begins.
    """
    typed = [" ".join(_split(word)) for word in fold(text).split()]
    sought = [[word] for word in typed if word]
    for ways in sought:
        if (cut := _ARTICLE.match(ways[0])) and len(ways[0]) - cut.end() > 2:
            ways.append(ways[0][cut.end() :])
    if sought and _OPEN_NASAL.search(sought[-1][0]):
        sought[-1] += [_OPEN_NASAL.sub("ं", way) for way in sought[-1]]
    return sought


def query(text: str, *, every_word_open: bool = False) -> str:
    """Return an FTS5 MATCH expression for what a person typed: all words, the last one as a beginning.

    With `every_word_open` each word may be a beginning (for names). Safe for any text: it is made of quoted words and
    our own operators only. Empty when nothing can be searched; then MATCH must not be asked.
    """
    found = []
    sought = typed_words(text)
    for place, ways in enumerate(sought):
        star = " *" if every_word_open or place == len(sought) - 1 else ""
        phrases = [f'"{way}"{star}' for way in ways]
        found.append(phrases[0] if len(phrases) == 1 else f"({' OR '.join(phrases)})")
    return " AND ".join(found)


def finder(text: str, *, every_word_open: bool = True) -> Callable[[str], bool]:
    """Return a test for `index_text` lines: does each typed word begin a word of the line? Nothing typed finds all.

    It answers as `query` with the same choice does in FTS5.
    """
    sought = [[f" {way} " for way in ways] for ways in typed_words(text)]
    for ways in sought if every_word_open else sought[-1:]:
        ways[:] = [way[:-1] for way in ways]
    if len(sought) == 1 and len(sought[0]) == 1:
        (only,) = sought[0]
        return lambda index: only in f" {index} "

    def found(index: str) -> bool:
        line = f" {index} "
        return all(any(way in line for way in ways) for ways in sought)

    return found
