"""Lines that say nearly the same: found among many thousand without comparing each with each."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hubdesk.model.fold import words

#: From this likeness on (0 to 100: equal letters in their order) two lines are worth a look; short ones need more.
LIKE = 80
_SHORT, _LIKE_SHORT = 16, 90
#: A word that many lines share says little: each line is compared with so many of those before it that share it.
_NEAR = 24
#: Lines of fewer words are compared when they share one.
_FEW = 5
#: Lines that stand beside each other in the order of their letters are compared as well.
_BESIDE = 3
_BETWEEN_SIGNS = re.compile("(?<=[\u2e80-\ud7ff\uf900-\ufaff]) (?=[\u2e80-\ud7ff\uf900-\ufaff])")
_SIGNS = re.compile("[\u2e80-\ud7ff\uf900-\ufaff]{2,}")


class Line(NamedTuple):
    """What is compared of a line: its language ("" for unknown) and its words."""

    language: str
    text: str


class Pair(NamedTuple):
    """Two keys, in the order in which the lines came, and how alike their lines are (0 to 100)."""

    one: str
    other: str
    likeness: int


def plain(text: str) -> str:
    """Return the folded words of a line with single spaces, characters of Chinese, Japanese and Korean without any."""
    return _BETWEEN_SIGNS.sub("", " ".join(words(text)))


def pairs(lines: Mapping[str, Line]) -> Iterator[Pair]:
    """Yield pairs of lines of one language that say nearly the same; equal ones are told of the first of them.

    Lines are compared only where they share one of their rarer words (for scripts without spaces: two signs), or stand
    beside each other by their letters. So the cost grows with the number of lines, not with its square.
    """
    from rapidfuzz import fuzz

    firsts: dict[tuple[str, str], str] = {}
    by_language: dict[str, dict[str, str]] = defaultdict(dict)
    for key, line in lines.items():
        text = plain(line.text)
        if not text:
            continue
        first = firsts.setdefault((line.language, text), key)
        if first == key:
            by_language[line.language][key] = text
        else:
            yield Pair(first, key, 100)
    for texts in by_language.values():
        place = {key: number for number, key in enumerate(texts)}
        for one, other in _candidates(texts):
            a, b = texts[one], texts[other]
            least = _LIKE_SHORT if min(len(a), len(b)) < _SHORT else LIKE
            found = fuzz.ratio(a, b, score_cutoff=least) or fuzz.token_sort_ratio(a, b, score_cutoff=least)
            if found:
                first, second = sorted((one, other), key=place.__getitem__)
                yield Pair(first, second, int(found))


def _candidates(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pairs that may be alike, each once.

    Two sets that share half their parts have two of them among the rarer half and two (the prefix filter of Chaudhuri,
    Ganti and Kaushik, 2006); lines of few words need one.
    """
    parts = {key: _parts(text) for key, text in texts.items()}
    often = Counter(part for each in parts.values() for part in each)
    near: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_NEAR))
    for key, own in parts.items():
        shared: Counter[str] = Counter()
        for part in sorted(own, key=lambda part: (often[part], part))[: len(own) // 2 + 2]:
            shared.update(near[part])
            near[part].append(key)
        least = 1 if len(own) < _FEW else 2
        for other, number in shared.items():
            if number >= least and len(own & parts[other]) * 3 >= max(len(own), len(parts[other])):
                yield other, key
    ordered = sorted(texts, key=lambda key: texts[key])
    for step in range(1, _BESIDE + 1):
        for one, other in zip(ordered, ordered[step:], strict=False):
            if parts[one].isdisjoint(parts[other]):
                yield one, other


def _parts(text: str) -> set[str]:
    """Return the words of a line, and for signs without spaces each two neighbours."""
    found = set(text.split())
    for run in _SIGNS.findall(text):
        found.discard(run)
        found.update(run[place : place + 2] for place in range(len(run) - 1))
    return found
