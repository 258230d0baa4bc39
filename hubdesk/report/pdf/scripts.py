"""Which script each character of a text is set in, so that a face and HarfBuzz's rules can be chosen for it."""

import unicodedata
from bisect import bisect_right
from functools import cache

COMMON, INHERITED = ".", ";"
#: One letter for each script we can name to HarfBuzz (ISO 15924 tags).
TAGS = {
    "l": "Latn", "g": "Grek", "c": "Cyrl", "a": "Arab", "e": "Hebr", "d": "Deva", "h": "Hani", "k": "Hang",
    "A": "Armn", "G": "Geor", "B": "Beng", "T": "Taml", "t": "Thai", "s": "Syrc", "v": "Thaa", "n": "Nkoo",
    "p": "Guru", "u": "Gujr", "o": "Orya", "y": "Telu", "K": "Knda", "m": "Mlym", "i": "Sinh", "L": "Laoo",
    "b": "Tibt", "M": "Mymr", "E": "Ethi", "C": "Cher", "x": "Khmr", "N": "Mong", "f": "Tfng", "q": "Olck",
    COMMON: "Zyyy",
}  # fmt: skip

_BLOCKS = (
    (0x41, "l"), (0x5B, "."), (0x61, "l"), (0x7B, "."), (0xAA, "l"), (0xAB, "."), (0xBA, "l"), (0xBB, "."),
    (0xC0, "l"), (0xD7, "."), (0xD8, "l"), (0xF7, "."), (0xF8, "l"), (0x2B0, "."), (0x370, "g"), (0x400, "c"),
    (0x530, "A"), (0x590, "e"), (0x600, "a"), (0x700, "s"), (0x750, "a"), (0x780, "v"), (0x7C0, "n"), (0x800, "."),
    (0x860, "a"), (0x900, "d"), (0x980, "B"), (0xA00, "p"), (0xA80, "u"), (0xB00, "o"), (0xB80, "T"), (0xC00, "y"),
    (0xC80, "K"), (0xD00, "m"), (0xD80, "i"), (0xE00, "t"), (0xE80, "L"), (0xF00, "b"), (0x1000, "M"), (0x10A0, "G"),
    (0x1100, "k"), (0x1200, "E"), (0x13A0, "C"), (0x1400, "."), (0x1780, "x"), (0x1800, "N"), (0x18B0, "."),
    (0x1C50, "q"), (0x1C80, "c"), (0x1C90, "G"), (0x1CC0, "."), (0x1CD0, "d"), (0x1D00, "l"), (0x1DC0, "."),
    (0x1E00, "l"), (0x1F00, "g"), (0x2000, "."), (0x2071, "l"), (0x2072, "."), (0x2C60, "l"), (0x2C80, "."),
    (0x2D00, "G"), (0x2D30, "f"), (0x2D80, "E"), (0x2DE0, "c"), (0x2E00, "."), (0x2E80, "h"), (0x2FE0, "."),
    (0x3000, "h"), (0x3130, "k"), (0x3190, "h"), (0xA000, "."), (0xA640, "c"), (0xA6A0, "."), (0xA720, "l"),
    (0xA800, "."), (0xA830, "d"), (0xA840, "."), (0xA8E0, "d"), (0xA900, "."), (0xA960, "k"), (0xA980, "."),
    (0xA9E0, "M"), (0xAA00, "."), (0xAB00, "E"), (0xAB30, "l"), (0xAB70, "C"), (0xABC0, "."), (0xAC00, "k"),
    (0xD800, "."), (0xF900, "h"), (0xFB00, "l"), (0xFB13, "A"), (0xFB1D, "e"), (0xFB50, "a"), (0xFE00, "."),
    (0xFE30, "h"), (0xFE50, "."), (0xFE70, "a"), (0xFEFF, "."), (0xFF00, "h"), (0xFFF0, "."), (0x20000, "h"),
    (0x40000, "."),
)  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]
#: Signs that several scripts share although they stand in the Arabic or Devanagari block.
_SHARED = frozenset((0x60C, 0x61B, 0x61F, 0x640, 0x964, 0x965))
#: Signs that Chinese and Japanese set full width; elsewhere they belong to the text around them.
_WIDE_IN_EAST_ASIA = dict.fromkeys((0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026), "h")


class _Scripts(dict[int, str]):
    """Script letters by code point, filled as they are met; for str.translate."""

    def __missing__(self, code: int) -> str:
        shared = code in _SHARED or code < _STARTS[0]
        letter = COMMON if shared else _BLOCKS[bisect_right(_STARTS, code) - 1][1]
        if unicodedata.category(chr(code)) in ("Mn", "Me", "Cf") or 0x1F3FB <= code <= 0x1F3FF:
            letter = INHERITED
        self[code] = letter
        return letter


_SCRIPTS = _Scripts()


def attaches(code: int) -> bool:
    """Tell whether a code point is a mark, a joiner or a modifier of the character before it."""
    return _SCRIPTS[code] == INHERITED


def script_of(character: str) -> str:
    """Return the ISO 15924 tag of the script that a character belongs to, "Zyyy" where it is of several or of none."""
    return TAGS.get(_SCRIPTS[ord(character)], TAGS[COMMON])


def is_east_asian(language: str) -> bool:
    """Tell whether a BCP 47 tag names a language that sets its quotation marks full width."""
    return language.partition("-")[0].casefold() in ("zh", "ja", "yue", "wuu", "lzh")


@cache
def is_traditional(language: str) -> bool:
    """Tell whether a BCP 47 tag names Chinese in traditional characters."""
    first, *others = language.casefold().split("-")
    return first in ("zh", "yue", "lzh") and not {"hant", "tw", "hk", "mo"}.isdisjoint(others)


def itemise(text: str, language: str) -> str:
    """Return one script letter for each character (see TAGS).

    Marks and joiners take the script before them. So do shared signs, and those at the start take what follows; but
    after an ideograph a shared sign is set as Latin, because Western digits and spaces look foreign in a Chinese face.
    """
    letters = text.translate(_SCRIPTS)
    if is_east_asian(language):
        wide = text.translate(_WIDE_IN_EAST_ASIA)
        letters = "".join("h" if w == "h" and t != "h" else s for s, w, t in zip(letters, wide, text, strict=True))
    if COMMON not in letters and INHERITED not in letters:
        return letters
    found = []
    current = next((letter for letter in letters if letter not in ".;"), "l")
    before = current = "l" if current in "hk" else current
    for letter in letters:
        if letter == INHERITED:
            found.append(before)
            continue
        if letter != COMMON:
            current = "l" if letter in "hk" else letter
            before = letter
        else:
            before = current
        found.append(before)
    return "".join(found)
