"""Where a word may be divided at the end of a line, by the patterns of its own language."""

import re
from collections.abc import Callable, Iterable
from functools import cache

#: Stands at the end of the first part of a divided word, and is shown as a hyphen; no text holds it (text.clean).
DIVIDED = "\ufffe"
SOFT_HYPHEN = "\xad"
#: The share of a line that may stay empty before a word is divided (`hyphenate-limit-zone` of CSS Text 4).
ZONE = 0.08
_SHORTEST, _LONGEST, _BEFORE, _AFTER = 6, 200, 2, 3
#: One word with what stands around it; an elided article before it stays with it. Nothing with digits, signs of
#: addresses or a second word inside: those are numbers, places of the web, names of accounts.
_WORD = re.compile(
    r"[(\[«»‹›„“”‚‘’\"'¿¡]*(?:(?<=«)[ \u00a0\u202f])?(?:[^\W\d_]{1,6}['’])?([^\W\d_]+)"
    r"(?:[ \u00a0\u202f](?=[!?;:»]))?[)\]»«“”‘’\"'…,.;:!?]*"
)
_NO_HYPHENS = "\u0590"  # from here on scripts whose lines end without one
_DIGITS = str.maketrans("", "", "0123456789")
_HEXADECIMAL = re.compile(r"\^\^([0-9a-f]{2})")
#: In these languages a capital begins a noun, in all others a name.
_CAPITAL_NOUNS = frozenset(("de", "lb"))


def divided(word: str, language: str, *, forced: bool, fits: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return the longest first part of a word that fits, ending in DIVIDED, and the rest; None where there is none.

    Soft hyphens that the writer has put are the only places then. `forced` is for a word longer than a whole line,
    which is divided even if a capital makes it a name.
    """
    if len(word) > _LONGEST:
        return None
    if SOFT_HYPHEN in word:
        places = tuple(m.end() for m in re.finditer(f"(?<=.){SOFT_HYPHEN}(?=.)", word))
    else:
        places = _places(word, language, forced)
    for place in reversed(places):
        first = word[:place].rstrip(SOFT_HYPHEN) + DIVIDED
        if fits(first):
            return first, word[place:]
    return None


def whole(parts: Iterable[str]) -> str:
    """Return a word from its parts as `divided` gives them, without any hyphen that was only for the line."""
    return "".join(parts).replace(DIVIDED, "").replace(SOFT_HYPHEN, "")


@cache
def _places(text: str, language: str, forced: bool) -> tuple[int, ...]:
    found = _WORD.fullmatch(text)
    patterns = _patterns(language) if found else None
    if found is None or patterns is None:
        return ()
    word, start = found[1], found.start(1)
    lower = word.lower()
    noun = language.partition("-")[0].casefold() in _CAPITAL_NOUNS
    ordinary = word == lower or (word[1:] == lower[1:] and (noun or forced))
    if len(word) < _SHORTEST or len(word) != len(lower) or max(word) >= _NO_HYPHENS or not ordinary:
        return ()
    return tuple(start + place for place in patterns.places(lower) if _BEFORE <= place <= len(word) - _AFTER)


class _Patterns:
    """Patterns of one language as TeX and OpenOffice write them: digits between letters, odd ones allow a division.

    They are taken apart when they are met: pyphen does that for all sixty thousand German ones when it opens them,
    which takes longer than twenty pages.
    """

    def __init__(self, written: str) -> None:
        written = _HEXADECIMAL.sub(lambda found: chr(int(found[1], 16)), written)
        lines = list(map(str.strip, written.split("\n")))
        self._written = dict(zip("\n".join(lines).translate(_DIGITS).split("\n"), lines, strict=True))

    def places(self, word: str) -> list[int]:
        """Return the places of a word in small letters, in rising order (F. M. Liang, 1983)."""
        dotted = f".{word}."
        values = [0] * (len(dotted) + 1)
        for start in range(len(dotted) - 1):
            for stop in range(start + 1, len(dotted) + 1):
                if pattern := self._written.get(dotted[start:stop]):
                    place = start
                    for sign in pattern:
                        if sign.isdigit():
                            values[place] = max(values[place], int(sign))
                        else:
                            place += 1
        return [place - 1 for place, value in enumerate(values) if value % 2 and 1 < place <= len(word)]


@cache
def _patterns(language: str) -> _Patterns | None:
    """Return the patterns of a BCP 47 tag, or of the language without its region; None where there are none."""
    import pyphen  # only here: it lists its dictionaries when it is imported

    tag = pyphen.language_fallback(language.replace("-", "_"))
    if tag is None:
        return None
    path = pyphen.LANGUAGES[_REGIONS.get(tag, tag)]
    encoding, _, written = path.read_bytes().partition(b"\n")
    name = encoding.decode("ascii").strip()
    return _Patterns(written.decode("cp1251" if name == "microsoft-cp1251" else name))


#: pyphen names the region that comes first in the alphabet where a tag names none.
_REGIONS = {"de": "de_DE", "en": "en_US", "pt": "pt_PT"}
