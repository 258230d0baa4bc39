"""Whether a text that was decoded on trial is what somebody wrote, told by its letters."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from hubdesk.model.letters import Score, header_words

#: Words with letters beyond ASCII, and single signs beyond it.
_WORD = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f])+")
#: Different words that count, and letters of one.
_HEARD, _LONGEST = 3000, 200
#: What a known head is worth and what a word of two scripts costs (natural logarithm).
_HEAD, _MIXED = 8.0, 12.0
#: Letters without Latin ones from which a mean says something, and the lowest mean of languages that we know.
_ENOUGH, _LOWEST = 12, -5.35
_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_TOGETHER = re.compile(r"[^\W\d_\x00-\u02ff]{2}")


def _words(text: str) -> list[tuple[str, float]]:
    """Return the different words that are not plain ASCII, with their weight: repeated ones count more."""
    found = Counter(word[:_LONGEST] for word in _WORD.findall(text) if not word.isascii())
    return [(word, 1.0 + min(times - 1, 4) * 0.25) for word, times in found.most_common(_HEARD)]


def likelihood(text: str, score: Score) -> float:
    """Return the logarithm of the chance that this text stands on a list in the languages of `score`."""
    known, total = header_words(), 0.0
    for word, weight in _words(text):
        total += weight * (score(word) - _MIXED * _is_mixed(word)) + _HEAD * (word.casefold() in known)
    return total


def is_likely(text: str, score: Score) -> bool:
    """Whether most words could be words: of one script, with letters of these languages that follow each other.

    A head that we know settles it.
    """
    words = _words(text)
    private = sum(any(unicodedata.category(each) in ("Co", "Cn") for each in word) for word, _ in words)
    if private * 10 > len(words):
        return False
    if not words or any(word.casefold() in header_words() for word, _ in words):
        return True
    odd = sum(weight for word, weight in words if _is_mixed(word) or _is_odd(word))
    if odd * 2 > sum(weight for _, weight in words):
        return False
    other = [word for word, _ in words if word.isalpha() and _script(word[0]) not in ("LATIN", *_SPACELESS)]
    letters = sum(map(len, other))
    return letters < _ENOUGH or sum(map(score, other)) >= _LOWEST * letters


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _is_mixed(word: str) -> bool:
    """Whether Latin letters stand beside those of another script in one word.

    Scripts without spaces take Latin words in between their own, where two of their letters or more stand together.
    """
    scripts = {_script(each) for each in word if each.isalpha()}
    if len(scripts) < 2 or not any(each.isascii() for each in word):
        return False
    return scripts.isdisjoint(_SPACELESS) or not _TOGETHER.search(word)


def _is_odd(word: str) -> bool:
    """Whether signs that are no letters stand within a word, or a capital behind a small letter."""
    inside = word.strip("\u00a0«»“”„–—…’‘‹›،؛؟№·\u200c\u200d°ªº™€£§")
    signs = [each for each in inside if not each.isalpha() and each not in "’‘·"]
    latin = any(each.isascii() for each in inside) and not _TOGETHER.search(inside)
    return (
        any(unicodedata.category(each) in ("Cc", "So", "Sk", "Sm", "Sc", "No") for each in signs)
        or (latin and any(unicodedata.category(each)[0] == "P" for each in signs))
        or any(one.islower() and two.isupper() for one, two in pairwise(inside))
    )
