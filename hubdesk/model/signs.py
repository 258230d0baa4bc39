"""The signs inside a line: what could be a section, keyword, speaker, quotation, count of voices or a follow-up.

A sign stands at the start of a word: after a space, an opening bracket or Chinese punctuation (a Chinese quotation
also within a word). It ends where the word ends: a name that goes on with `@`, `/` or a dot and a letter is an
address, a path or a site, no sign. A keyword or speaker begins with a letter and stands outside brackets, so `#1`,
`@ 5`, `(@somebody)` and `[text](#place)` are prose. Nothing inside a closed quotation is a sign: exact words stay
exact.
"""

import re
import unicodedata
from dataclasses import dataclass

INVISIBLE = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_BEFORE = rf"\s{INVISIBLE}(\[{{（［【，。：；！？、…」』）】》”"
_AFTER = rf"(?=$|[\s{INVISIBLE},.;:!?)\]}}\"'»«›”’“「」』（）】》《，。：；！？、…।॥،؛؟—–])(?![.:'’]\w)"
#: What a name may hold after its first letter: anything but spaces, punctuation and signs.
_NAME = r"[^\s!-&(-,./:-@\[-^`{-¿×÷\u2000-\u200b\u200e-\u2018\u201a-\u2bff\u3000-\u3004\u3008-\u303f\uff00-\uff0f"
_NAME += r"\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufe10-\ufe6b،؛؟٪-٭۔।॥\ufeff\u061c\ud800-\udfff]"
_NAMED = re.compile(rf"[^\W\d_](?:{_NAME}*(?!['’·-]){_NAME})?{_AFTER}")
_UNNAMED = re.compile(rf"(?:(?!{_NAME}).)+")
#: What parts the figures of a number: the dots of every keyboard, "３．２" and "3。2" too.
_DOTS = ".٫．。｡"
_NUMBER = re.compile(
    rf"(\d{{1,4}}(?:[{_DOTS}]\d{{1,4}}){{0,7}})(?:[pPｐＰ¶пПف段](\d{{1,4}}))?(?:{_AFTER}|(?=[{_CJK}]))"
)
_DOT = str.maketrans(dict.fromkeys(_DOTS, "."))
_PLACE = re.compile(rf"[^\W_](?:[\w.:¶-]*\w)?{_AFTER}")
_VOICES = re.compile(rf"\d{{1,4}}{_AFTER}")
_FOLLOW_UP = re.compile(rf"[?？؟](?=$|[\s{INVISIBLE}])")

SLASHES, HASHES, ATS, TIMES, ASKS = "/／§、", "#＃", "@＠", "xXхХ×✕ｘＸ", "?？؟"
#: Opening quotation marks of our languages and what closes them (《》 marks titles, so it is not among them).
QUOTES = {
    '"': '"', "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", "‹": "›", "「": "」", "『": "』", "‘": "’", "‚": "‘’",
    "＂": "＂", "〝": "〞",
}  # fmt: skip
_CLOSE = {opening: re.compile(rf"[{closing}](?:(?!\\*\w)|(?=[{_CJK}]))") for opening, closing in QUOTES.items()}
_UNSPACED = re.compile(rf"[{_CJK}，。：；！？、…「」『』（）【】《》]")
_BRACKETS = "([{（［【"
_AHEAD = re.compile(rf"[{_BEFORE}]")
#: Chinese and Japanese open a quotation without a space before it.
_STARTS = rf"(?:(?<![^{_BEFORE}])|(?<=[{_CJK}])(?=\\*[“「『]))"
_OPEN = re.compile(rf"{_STARTS}(\\*)([{SLASHES}{HASHES}{ATS}{TIMES}{ASKS}{''.join(QUOTES)}])")


@dataclass(frozen=True, slots=True)
class Sign:
    """A possible chip. `start` is where its backslashes begin, `at` the sign itself; value is normalised.

    Types: section, keyword, speaker, verbatim, voices, follow-up.
    """

    type: str
    start: int
    at: int
    end: int
    value: str

    @property
    def escaped(self) -> bool:
        """Whether a backslash makes it ordinary words."""
        return self.at > self.start


def digits(text: str) -> str:
    """Return `text` with the digits of every script as ASCII digits."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def whole(text: str) -> int | None:
    """Return the whole number that somebody typed, in digits of any script; None for what is none.

    More figures than a number of people, minutes or seconds can have are cut to nine: it is still too large for whoever
    takes it, and Python reads no number of thousands of figures.
    """
    typed = digits(text.strip())
    return int(typed.lstrip("0")[:9] or 0) if typed.isdecimal() else None


def named(words: str) -> str:
    """Return `words` as one name that can stand after # or @ ("stable funding" gives "stable_funding"), or ""."""
    name = _UNNAMED.sub("_", words.strip()).strip("_-'’·")
    return name if _NAMED.fullmatch(name) else ""


def unspaced(letter: str) -> bool:
    """Return whether a letter belongs to a script that is written without spaces between words, or to its signs."""
    return _UNSPACED.match(letter) is not None


def starts_word(line: str, place: int) -> bool:
    """Return whether a sign at `place` stands at the start of a word."""
    return _apart(line, place, line[place : place + 1])


def _apart(line: str, place: int, sign: str) -> bool:
    """Whether what stands before `place` lets `sign` begin; names in brackets are links and asides, no tags."""
    before = line[place - 1] if place else " "
    return _AHEAD.match(before) is not None and not (sign in HASHES + ATS and before in _BRACKETS)


class Reading:
    """One reading of a line from left to right; linear, because a missing closing mark is looked for only once."""

    def __init__(self, line: str, place: int = 0) -> None:
        self.line, self.place = line, place
        self._unclosed: set[str] = set()

    def __iter__(self) -> "Reading":
        return self

    def __next__(self) -> Sign:
        while opened := _OPEN.search(self.line, self.place):
            at = opened.start(2)
            found = self._sign(at, opened[2])
            if found and (opened[2] in QUOTES or _apart(self.line, opened.start(), opened[2])):
                kind, end, value = found
                through = kind != "verbatim" or at == opened.start()
                self.place = end if through else at + 1
                return Sign(kind, opened.start(), at, end, value)
            self.place = at + 1
        raise StopIteration

    def _sign(self, at: int, sign: str) -> tuple[str, int, str] | None:
        line, after = self.line, at + 1
        if sign in SLASHES:
            return self._section(after, sign)
        if sign in HASHES or sign in ATS:
            name = _NAMED.match(line, after)
            return name and ("keyword" if sign in HASHES else "speaker", name.end(), name[0])
        if sign in TIMES:
            voices = _VOICES.match(line, after)
            number = int(voices[0]) if voices else 0
            return ("voices", voices.end(), str(number)) if voices and number else None
        if sign in ASKS and (mark := _FOLLOW_UP.match(line, after)):
            return "follow-up", mark.end(), ""
        return self._quotation(after, sign) if sign in QUOTES else None

    def _section(self, after: int, sign: str) -> tuple[str, int, str] | None:
        if number := _NUMBER.match(self.line, after):
            paragraph = f"p{int(number[2])}" if number[2] else ""
            return "section", number.end(), digits(number[1]).translate(_DOT) + paragraph
        place = None if sign == "、" else _PLACE.match(self.line, after)
        return place and ("section", place.end(), digits(place[0]))

    def _quotation(self, after: int, sign: str) -> tuple[str, int, str] | None:
        if sign in self._unclosed:
            return None
        closed = _CLOSE[sign].search(self.line, after)
        if not closed:
            self._unclosed.add(sign)
            return None
        words = self.line[after : closed.start()].strip()
        return ("verbatim", closed.end(), words) if words else None
