"""In which encoding a text is written, told from its bytes alone."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from hubdesk.model.letters import Score, families, families_elsewhere, families_of_prose, header_words
from hubdesk.model.likely import is_likely, likelihood

#: Encodings with a byte order mark, longest mark first.
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_PRINTABLE, _ASCII, _BEYOND = re.compile(rb"[ -~]"), re.compile(rb"[A-Za-z]"), re.compile(rb"[\x80-\xff]")
#: Different words that the vote listens to; more do not change it.
_HEARD = 3000
#: Bytes of one word that it listens to: scripts without spaces make long ones.
_LONGEST = 200
#: From so many characters on the letters of one script are no chance.
_SURE = 20
#: What a word from the head of a list is worth, in the unit of the scores (natural logarithm).
_HEADER_BONUS = 8.0
#: By how much an encoding from elsewhere must explain a list better, in the same unit.
_AHEAD = 5.0
#: Encodings with characters of several bytes, the last of which may be cut.
_DOUBLE = ("gb18030", "euc-kr", "cp949", "shift-jis", "cp932", "big5", "big5hkscs")
#: Encodings of Latin letters, and the part of letters beyond ASCII that prose in any other script has at least.
_LATIN = frozenset(("windows-1252", "windows-1250", "windows-1254", "iso8859-2", "mac-roman", "cp850"))
_OTHER = 0.15
_MARKUP = re.compile(rb"<[^<>]{0,2000}>|https?:[^\s\x80-\xff]{1,2000}")
_PLAIN_UTF16 = frozenset("\t\n\r ,;|\"'@.-_+0123456789abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and its encoding; `cut` when the last character was incomplete, `damaged` when some were."""

    text: str
    encoding: str
    cut: bool = False
    damaged: bool = False


class UnreadableError(ValueError):
    """Bytes that are no text in an encoding that can be told; `is_text` when they may be some in another one."""

    def __init__(self, *, is_text: bool) -> None:
        super().__init__()
        self.is_text = is_text


def decode(data: bytes, *, is_prose: bool = False) -> Decoded:
    """Return the text: by a mark, UTF-16 by its zeros, strict UTF-8, then old encodings by their letters.

    `is_prose`: mostly words, not the addresses and numbers of a list, so that a text of ASCII letters is of no other
    script. Raises UnreadableError for bytes that are no text, or in an encoding that cannot be told.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return marked(data[len(mark) :], name)
    if b"\0" in data:
        return _without_mark(data)
    choice = _choice(data, is_prose=is_prose)
    return _utf8(data, choice) or _legacy(data, choice)


class _Choice(NamedTuple):
    """The encodings that may be meant, with the score of a word in each: of our languages, and those to be better."""

    ours: Mapping[str, Score]
    others: Mapping[str, Score]


def _choice(data: bytes, *, is_prose: bool) -> _Choice:
    if not is_prose:
        return _Choice(families(), families_elsewhere())
    others = families_elsewhere() | families_of_prose()
    if not _is_latin(data):
        return _Choice(families(), others)
    return _Choice(*({name: score[name] for name in score if name in _LATIN} for score in (families(), others)))


def _is_latin(data: bytes) -> bool:
    """Whether nearly all letters are ASCII, as they are where an accent or a dash stands now and then."""
    words = _MARKUP.sub(b" ", data[:1_000_000])
    beyond = len(_BEYOND.findall(words))
    return beyond < _OTHER * (beyond + len(_ASCII.findall(words)))


def marked(body: bytes, name: str) -> Decoded:
    """Return the text behind a byte order mark (one of `MARKS`), damaged where its bytes are not of that encoding."""
    if name == "utf-8":
        return _utf8(body, _choice(body, is_prose=False)) or Decoded(body.decode(name, "replace"), name, damaged=True)
    return _utf16(body, name)


def _utf16(body: bytes, name: str) -> Decoded:
    odd = len(body) % 2
    whole = body[: len(body) - odd]
    try:
        return Decoded(whole.decode(name), name, cut=bool(odd))
    except UnicodeDecodeError as error:
        if error.end >= len(whole) - 1:
            return Decoded(whole[: error.start].decode(name), name, cut=True)
        return Decoded(whole.decode(name, "replace"), name, damaged=True)


def _without_mark(data: bytes) -> Decoded:
    """Read zeros as halves of UTF-16 units: the byte order with more plain letters, if that is text at all."""
    sample = data[:65536]
    zeros = sample.count(0)
    if zeros * 4 < len(sample) and len(_PRINTABLE.findall(sample)) * 20 > 17 * (len(sample) - zeros):
        raise UnreadableError(is_text=False)
    best, plain = "", 0
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        found = sum(each in _PLAIN_UTF16 for each in text.casefold())
        if "\0" not in text and found > plain:
            best, plain = name, found
    sure = plain * 20 >= len(sample) or (best and _is_one_script(sample.decode(best, "replace")))
    decoded = _utf16(data, best) if best and sure else None
    if decoded is None or decoded.damaged or (data.endswith(b"\n") and "\n" not in decoded.text):
        raise UnreadableError(is_text=False)
    return decoded


def _is_one_script(text: str) -> bool:
    """Whether a text is letters of one script above all, and nothing that Unicode knows for no character."""
    scripts = Counter(unicodedata.name(each, "").partition(" ")[0] for each in text if each.isalpha())
    odd = sum(unicodedata.category(each) in ("Cn", "Co", "Cc") and not each.isspace() for each in text)
    return not odd and len(text) >= _SURE and max(scripts.values(), default=0) * 2 > len(text)


def _utf8(data: bytes, choice: _Choice) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        start, end, reason = error.start, error.end, error.reason
    if reason == "unexpected end of data" and end == len(data) and not data[:start].isascii():
        return Decoded(data[:start].decode("utf-8"), "utf-8", cut=True)
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for each in text[:100_000] if each > "\x7f" and each != "\ufffd")
    if broken * 20 <= whole or (broken <= whole and _only_utf8(data, choice, many=broken * 3 <= whole)):
        return Decoded(text, "utf-8", damaged=True)
    return None


def _only_utf8(data: bytes, choice: _Choice, *, many: bool) -> bool:
    """Whether the words that are whole in UTF-8 say more there than in the old encoding that would be taken instead.

    Pairs of bytes are whole in UTF-8 by chance more often: then there must be `many`.
    """
    words = b" ".join(word for word in _WORD.findall(data[:1_000_000]) if _spelt(word, "utf-8"))
    scores = {**choice.ours, **choice.others}
    try:
        name = _best(data, choice).encoding
        other = words.decode(name)
    except (UnreadableError, UnicodeDecodeError):
        return True
    if name in _DOUBLE and not many and is_likely(other, scores[name]):
        return False
    most = max(likelihood(words.decode("utf-8"), score) for score in scores.values())
    return most > likelihood(other, scores[name]) or not is_likely(other, scores[name])


def _legacy(data: bytes, choice: _Choice) -> Decoded:
    """Return the text in the old encoding that explains it best; raises UnreadableError where none explains it."""
    found = _best(data, choice)
    if not is_likely(found.text[:1_000_000], {**choice.ours, **choice.others}[found.encoding]):
        raise UnreadableError(is_text=True)
    return found


def _best(data: bytes, choice: _Choice) -> Decoded:
    """Return the text in the encoding of our languages with the best letters, unless one from elsewhere is better.

    Raises UnreadableError where the bytes are of none.
    """
    best, most = _ours(data, choice.ours), -math.inf
    if best is not None:
        most = likelihood(best.text[:1_000_000], choice.ours[best.encoding]) + _AHEAD
    ours = best.text if best else ""
    for name, score in choice.others.items():
        found = _strict(data, name)
        if found is not None and found.text != ours:
            chance = likelihood(found.text[:1_000_000], score)
            if chance > most:
                best, most = found, chance
    if best is None:
        raise UnreadableError(is_text=False)
    return best


def _strict(data: bytes, name: str) -> Decoded | None:
    """Return the text in one encoding, where a character may be cut at the end; None where it cannot be.

    A half character is believed only beside a whole one: else it is a letter of an encoding with one byte for each.
    """
    for body, cut in ((data, False), (data[:-1], True)):
        try:
            return None if cut and body.isascii() else Decoded(body.decode(name), name, cut=cut)
        except UnicodeDecodeError:
            if name not in _DOUBLE:
                return None
    return None


def _ours(data: bytes, names: Collection[str]) -> Decoded | None:
    """Return the text in the encoding that gives the best letters; of those that make the same of it, in the first."""
    heard = Counter(_WORD.findall(data[:1_000_000])).most_common(_HEARD)
    for name in sorted(names, key=lambda name: -_score(heard, name)):
        found = _strict(data, name)
        if found is not None:
            same = next((each for each in names if (other := _strict(data, each)) and other.text == found.text), name)
            return replace(found, encoding=same)
    return None


def _score(words: Iterable[tuple[bytes, int]], name: str) -> float:
    """Return how probable these words are in the languages of one encoding; repeated words count more."""
    letters, known = families()[name], header_words()
    score = 0.0
    for word, times in words:
        weight = 1.0 + min(times - 1, 4) * 0.25
        text = _spelt(word[:_LONGEST], name)
        if text is None:
            score -= weight * 12.0 * min(len(word), _LONGEST)
            continue
        score += weight * letters(text)
        if text.casefold() in known:
            score += _HEADER_BONUS
    return score


def _spelt(word: bytes, name: str) -> str | None:
    """Return the letters of a word, None where it cannot be one; the last character may have been cut in two."""
    for end in (len(word), len(word) - 1) if len(word) == _LONGEST else (len(word),):
        try:
            return word[:end].decode(name)
        except UnicodeDecodeError:
            pass
    return None
