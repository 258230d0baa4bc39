"""Numbers as documents count with them: figures of any script, Roman and Chinese numbers, letters."""

import re
from collections.abc import Callable, Mapping

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
#: A well-formed Roman number up to 399; higher ones are words.
ROMAN = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
#: A number has at most so many signs: CCCLXXXVIII is the longest Roman one up to 399.
MOST = 11
_CHINESE = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LATIN, _RUSSIAN = "abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя"
_ABJAD, _HINDI = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
#: Cyrillic letters that people type for Roman numbers.
_LOOKALIKES = str.maketrans("ІХМСIVXLC", "IXMCIVXLC")


def latin_look(text: str) -> str:
    """Return text with Cyrillic letters that look like Roman numbers as those."""
    return text.translate(_LOOKALIKES)


def value(text: str) -> int:
    """Return the number that figures of any script, Chinese signs or Roman numbers stand for, 0 for none.

    More than `MOST` signs number nothing.
    """
    if len(text) > MOST:
        return 0
    if text.isdecimal():
        return int(text)
    if all(sign in _CHINESE or sign in _TENS for sign in text):
        return _chinese_value(text)
    upper = latin_look(text).upper()
    if not re.fullmatch(ROMAN, upper):
        return 0
    total = 0
    for number, signs in _ROMAN:
        while upper.startswith(signs):
            total, upper = total + number, upper[len(signs) :]
    return total


def place_in_alphabet(letter: str) -> int:
    """Return which letter of its alphabet this is, from 1; 0 for one that lists are not counted with."""
    small = {"ا": "أ"}.get(letter, letter.lower())
    return next((order.index(small) + 1 for order in (_LATIN, _RUSSIAN, _ABJAD, _HINDI) if small in order), 0)


def roman(number: int) -> str:
    """Return a number in Roman signs, capital."""
    written = ""
    for each, signs in _ROMAN:
        while number >= each:
            written, number = written + signs, number - each
    return written


def chinese(number: int) -> str:
    """Return a number up to 9,999 as Chinese counts."""
    signs = "零一二三四五六七八九"
    written, after_gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = number // unit % 10, number % unit
        if digit:
            written += ("零" if after_gap and written else "") + signs[digit] + name
        after_gap = not digit
    return written.removeprefix("一") if written.startswith("一十") else written or "零"


def written(number: int, form: str) -> str:
    """Return a number in one of the forms that DOCX names (`w:numFmt`), in figures for those it does not know."""
    if not 0 < number < 4000:
        return str(number)
    make = _FORMS.get(form)
    return make(number) if make else str(number)


def _chinese_value(text: str) -> int:
    if not any(sign in _TENS for sign in text):
        return int("".join(str(_CHINESE[sign]) for sign in text))
    total, digit = 0, 1
    for nth, sign in enumerate(text):
        if sign in _TENS:
            total, digit = total + (digit or 1) * _TENS[sign], 0
        else:
            digit = _CHINESE[sign]
            if nth == len(text) - 1:
                total += digit
    return total


def _lettered(order: str) -> Callable[[int], str]:
    return lambda number: order[(number - 1) % len(order)] * ((number - 1) // len(order) + 1)


def _figured(zero: str) -> Callable[[int], str]:
    return lambda number: "".join(chr(ord(zero) + int(figure)) for figure in str(number))


_CHINESE_FORMS = (
    "chineseCounting chineseCountingThousand ideographDigital japaneseCounting taiwaneseCounting "
    "taiwaneseCountingThousand chineseLegalSimplified"
)
_FORMS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "lowerLetter": _lettered(_LATIN),
    "upperLetter": _lettered(_LATIN.upper()),
    "russianLower": _lettered(_RUSSIAN),
    "russianUpper": _lettered(_RUSSIAN.upper()),
    "arabicAbjad": _lettered(_ABJAD),
    "arabicAlpha": _lettered("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
    "hindiVowels": _lettered(_HINDI),
    "hindiConsonants": _lettered(_HINDI),
    "hindiNumbers": _figured("०"),
    "decimalZero": lambda number: f"{number:02}",
    **dict.fromkeys(_CHINESE_FORMS.split(), chinese),
}
