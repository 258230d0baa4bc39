"""The forms in which a known name may stand in a sentence: parts of it, joined or apart, with what languages attach."""

import re
from collections.abc import Iterator

from hubdesk.model.fold import words

#: The fewest letters of a part of a name that is asked about.
PART = 4

_PIECES = re.compile(r"[\s·•・]+")
_IDEOGRAPHS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]{3,4}")
_ARABIC = re.compile("[\u0620-\u064a]{4,}")
#: And, so, with, like, for: letters that Arabic writes together with the next word.
_ATTACHED = re.compile("[وف]?[بكل]|[وف]")
_CYRILLIC = re.compile("[\u0400-\u04ff]{3,}")
#: Endings of names in the cases of Russian and Ukrainian, folded.
_CASES = re.compile(
    "[аяыиіїеєуюойь]|[ое]й|ій|[оеє]ю|[оеєыиії]м|[ая][мх]|[ая]ми|[оеії]в|[ое]го|[ое]му|[оеє]ві|ая|яя|ую|юю|[иы]й|[иы]ми|[иы]х"
)
#: Consonants that Ukrainian changes before the ending of a dative: Ольга, Ользі.
_CHANGED = {"з": "г", "ц": "к", "с": "х"}
#: What Hindi writes behind a name out of respect.
_HONOUR = "जी"
#: No name is known by fewer letters of its stem.
_STEM = 3


def parts(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the folded words of each part of a name, in the forms in which a part may be written.

    A part with a hyphen or an apostrophe counts as a whole, written together, and by its own parts. Chinese and Korean
    names are known without the family name too.
    """
    for part in _PIECES.split(name):
        run = tuple(words(part))
        if len(run) > 1:
            yield run
            if not _IDEOGRAPHS.search(part):
                yield ("".join(run),)
        for word in run:
            if len(word) >= PART:
                yield (word,)
        if _IDEOGRAPHS.fullmatch("".join(run)):
            yield run[-2:]


def joined(name: str) -> tuple[str, ...]:
    """Return all of a name written together, as user names and keywords do."""
    return ("".join(words(name)),)


def attached(word: str) -> Iterator[str]:
    """Yield what a folded word may be without what its language attaches: an Arabic preposition, an s of possession,
    a word of respect.
    """
    if word.isascii():
        if len(word) > PART and word[-1] == "s":
            yield word[:-1]
    elif word.endswith(_HONOUR):
        yield word.removesuffix(_HONOUR)
    elif _ARABIC.fullmatch(word):
        if word.startswith("لل"):
            yield f"ال{word[2:]}"
        if found := _ATTACHED.match(word):
            yield word[found.end() :]
            yield word[1:]


def stems(word: str) -> frozenset[str]:
    """Return the stems that a folded Cyrillic word may have; two words that share one may be cases of one name."""
    if not _CYRILLIC.fullmatch(word):
        return frozenset()
    cut = [word[:-length] for length in (1, 2, 3) if _CASES.fullmatch(word[-length:])]
    if word[-1] == "і" and word[-2] in _CHANGED:
        cut.append(f"{word[:-2]}{_CHANGED[word[-2]]}")
    return frozenset(stem for stem in (word, *cut) if len(stem) >= _STEM)
