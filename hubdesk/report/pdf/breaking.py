"""Where a line may end: at spaces and signs like them, after hyphens between letters, around ideographs by kinsoku.

Thai, Lao, Khmer and Burmese write no spaces between words, and to find those takes a dictionary of each language. Lines
end at the spaces between phrases there; a phrase longer than a line is divided between letters that stand alone.
"""

import re
import unicodedata

LINE_SEPARATOR = "\u2028"
_IDEOGRAPH = "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
#: Signs that may not begin a line, and signs that may not end one (JLREQ and CLREQ).
_NOT_FIRST = (
    "!),.:;?\\]}¢°·ˇˉ―‖’”…‰′″›»℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～—々ー"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ\u3099\u309a\ufe00-\ufe0f\u0300-\u036f"
)
_NOT_LAST = "(\\[{£¥‘“‹«〈《「『【〔〖〝（［｛￡￥"
#: Signs that some scripts put between words: Ethiopic, Tibetan (UAX 14).
_WORD_SPACES = "\u1361\u0f0b"
#: A space as French writes it before some signs and within guillemets, also where a plain one was typed: no line ends.
_BOUND = f" (?:(?=[!?:;»](?:[ {LINE_SEPARATOR}]|$))|(?<=« )(?<![^\\s(\u2066-\u2069]« ))"
BOUND = re.compile(_BOUND)
_TOKEN = re.compile(
    f" +|{LINE_SEPARATOR}"
    f"|[{_NOT_LAST}]*(?![{_NOT_LAST}])[{_IDEOGRAPH}][{_NOT_FIRST}]*"
    f"|[{_NOT_LAST}]*(?:[^ {LINE_SEPARATOR}\u200b{_IDEOGRAPH}]+?"
    f"(?:(?<=\\w-)(?=[^\\W\\d_])|(?<=[{_WORD_SPACES}])|\u200b|(?=[ {LINE_SEPARATOR}{_IDEOGRAPH}])|$)(?:{_BOUND})?)+?"
    f"(?<! )[{_NOT_FIRST}]*"
    "|.",
    re.DOTALL,
)
_SOFT_PLACE = re.compile("[/.?&=_,;:%+-]")
#: Letters that are read with the one before them, and with the one after them: vowels of Thai and Lao, parts of Hangul.
_TRAILING = frozenset((0xE30, 0xE32, 0xE33, 0xE45, 0xE46, 0xEB0, 0xEB2, 0xEB3, 0xEBD, 0xEC6, *range(0x1160, 0x1200)))
_LEADING = frozenset((*range(0xE40, 0xE45), *range(0xEC0, 0xEC5)))
_VIRAMA = 9  # the combining class of signs that join consonants
_JOINERS = frozenset((0x200C, 0x200D, *range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), *range(0xE0100, 0xE01F0)))


def tokens(text: str) -> list[tuple[int, int]]:
    """Return the stretches (start, stop) that a line may not divide; together they are the text.

    A run of spaces is one stretch, and so is each line separator.
    """
    return [m.span() for m in _TOKEN.finditer(text)]


def may_divide(text: str, place: int) -> bool:
    """Tell whether a word too long for a line may be divided before a place: never inside a letter with its marks."""
    code, before = ord(text[place]), ord(text[place - 1])
    if code in _JOINERS or code in _TRAILING or unicodedata.category(text[place])[0] == "M":
        return False
    return before != 0x200D and before not in _LEADING and unicodedata.combining(text[place - 1]) != _VIRAMA


def division(text: str, fits: int) -> int:
    """Return where to divide a word of which `fits` characters fit: after a sign of addresses where one is near."""
    for m in reversed(list(_SOFT_PLACE.finditer(text, fits // 2, fits))):
        if may_divide(text, m.end()):
            return m.end()
    while fits > 1 and not may_divide(text, fits):
        fits -= 1
    return max(fits, 1)
