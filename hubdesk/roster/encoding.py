"""In which encoding a list is written, told from its bytes alone."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hubdesk.errors import Refused, Usage
from hubdesk.i18n import say
from hubdesk.roster.letters import families, families_elsewhere, header_words
from hubdesk.roster.likely import is_likely, likelihood

#: Encodings with a byte order mark, longest mark first.
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_PRINTABLE = re.compile(rb"[ -~]")
#: Different words that the vote listens to; more do not change it.
_HEARD = 3000
#: Bytes of one word that it listens to: scripts without spaces make long ones.
_LONGEST = 200
#: What a word from the head of a list is worth, in the unit of the scores (natural logarithm).
_HEADER_BONUS = 8.0
#: By how much an encoding from elsewhere must explain a list better, in the same unit.
_AHEAD = 5.0
#: Encodings with characters of several bytes, the last of which may be cut.
_DOUBLE = ("gb18030", "euc-kr", "cp949", "shift-jis", "cp932", "big5", "big5hkscs")
_PLAIN_UTF16 = frozenset("\t\n\r ,;|\"'@.-_+0123456789abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a list and its encoding; `cut` when the last character was incomplete, `damaged` when some were."""

    text: str
    encoding: str
    cut: bool = False
    damaged: bool = False


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a list: by a mark, UTF-16 by its zeros, strict UTF-8, then old encodings by their letters.

    Raises Refused for bytes that are no text, Usage for an encoding that nobody knows.
    """
    if encoding is not None:
        return _chosen(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    if b"\0" in data:
        return _without_mark(data)
    found = _utf8(data)
    if found is not None:
        return found
    return _legacy(data)


def _chosen(data: bytes, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise Usage(
            say("There is no encoding named {encoding}.", encoding=encoding),
            next=say("Choose one such as utf-8, windows-1251 or gb18030, or leave it out."),
            code="encoding-unknown",
        ) from None
    body = data
    for mark, name in _MARKS:
        if data.startswith(mark) and codec.name.partition("-sig")[0] in (name, "utf-16"):
            return _marked(data[len(mark) :], name)
    try:
        text = body.decode(codec.name)
    except (UnicodeError, LookupError, ValueError):
        raise Refused(
            say("This list is not written in {encoding}.", encoding=encoding),
            next=say("Leave the encoding out, then HubDesk finds it."),
            code="encoding-wrong",
        ) from None
    return Decoded(text, encoding.casefold())


def _marked(body: bytes, name: str) -> Decoded:
    if name == "utf-8":
        return _utf8(body) or Decoded(body.decode(name, "replace"), name, damaged=True)
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
        raise not_text()
    best, plain = "", 0
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        found = sum(each in _PLAIN_UTF16 for each in text.casefold())
        if "\0" not in text and found > plain:
            best, plain = name, found
    decoded = _utf16(data, best) if best and plain * 20 >= len(sample) else None
    if decoded is None or decoded.damaged or (data.endswith(b"\n") and "\n" not in decoded.text):
        raise not_text()
    return decoded


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        start, end, reason = error.start, error.end, error.reason
    if reason == "unexpected end of data" and end == len(data) and not data[:start].isascii():
        return Decoded(data[:start].decode("utf-8"), "utf-8", cut=True)
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for each in text[:100_000] if each > "\x7f" and each != "\ufffd")
    if broken * 20 <= whole or (broken <= whole and _only_utf8(data, many=broken * 3 <= whole)):
        return Decoded(text, "utf-8", damaged=True)
    return None


def _only_utf8(data: bytes, *, many: bool) -> bool:
    """Whether the words that are whole in UTF-8 say more there than in the old encoding that would be taken instead.

    Pairs of bytes are whole in UTF-8 by chance more often: then there must be `many`.
    """
    words = b" ".join(word for word in _WORD.findall(data[:1_000_000]) if _spelt(word, "utf-8"))
    scores = families() | families_elsewhere()
    try:
        name = _best(data).encoding
        other = words.decode(name)
    except (Refused, UnicodeDecodeError):
        return True
    if name in _DOUBLE and not many and is_likely(other, scores[name]):
        return False
    most = max(likelihood(words.decode("utf-8"), score) for score in scores.values())
    return most > likelihood(other, scores[name]) or not is_likely(other, scores[name])


def _legacy(data: bytes) -> Decoded:
    """Return the text in the old encoding that explains it best; raises Refused where none explains it."""
    found = _best(data)
    if not is_likely(found.text[:1_000_000], (families() | families_elsewhere())[found.encoding]):
        raise Refused(
            say("It could not be found out in which encoding this list is written."),
            next=say("Name it with --encoding, or save the list in UTF-8."),
            code="encoding-unclear",
        )
    return found


def _best(data: bytes) -> Decoded:
    """Return the text in the encoding of our languages with the best letters, unless one from elsewhere is better."""
    ours = _ours(data)
    score = families()[ours.encoding]
    best, most = ours, likelihood(ours.text[:1_000_000], score) + _AHEAD
    for name, other in families_elsewhere().items():
        found = _strict(data, name)
        if found is not None and found.text != ours.text:
            chance = likelihood(found.text[:1_000_000], other)
            if chance > most:
                best, most = found, chance
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


def _ours(data: bytes) -> Decoded:
    words = Counter(_WORD.findall(data[:1_000_000]))
    heard = words.most_common(_HEARD)
    ranked = sorted(((_score(heard, name), -place, name) for place, name in enumerate(families())), reverse=True)
    for _, _, name in ranked:
        found = _strict(data, name)
        if found is not None:
            return found
    raise not_text()


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


def not_text() -> Refused:
    """Return the refusal of bytes that are no list in any encoding."""
    return Refused(
        say("This file is not a list in plain text."),
        next=say("Open it in the program it comes from and save it as CSV."),
        code="people-not-text",
    )
