"""Which digits of a text could be a telephone number, and whether it is a known one.

Countries write numbers in all groupings, so whatever has 7 to 15 digits counts, unless it reads as something else:
days, hours, years, votes, places in a text, round or grouped quantities, money. What could be both is a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hubdesk.model.signs import digits

#: So many digits, counted from the end, tell two numbers apart: country codes and a leading zero stand before them.
OWN = 7
#: The fewest and most digits of a number (most: ITU-T E.164).
FEWEST, MOST = 7, 15

_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_SPACE = r" \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_DASH = "\\-\u2010-\u2015\u2212\uff0d"
_APART = rf"[{_UNSEEN}{_SPACE}{_DASH}()（）./·•・]"
_RUN = re.compile(
    rf"(?<![A-Za-z\d_])(?:(?<!\d[,٫٬])|(?=[0٠۰०]\d))(?:[+＋(（]{_APART}?){{0,2}}\d(?:{_APART}{{0,4}}\d)*(?![A-Za-z\d_])"
)
#: All digits that nothing but signs stands between: a known number is known in any writing.
_LOOSE = re.compile(r"\d(?:[^\w\n]{0,4}_?\d)*")

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:1[3-9]|2[0-5])\d\d"
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}([./-]){_MONTH}\1{_DAY}|{_DAY}([./-] ?){_DAY}\2{_YEAR})(?!\d)"
    rf"|(?<![\d./-]){_DAY}([./-]){_MONTH}\3\d\d(?=$| [0-2]?\d(?:\.[0-5]\d)?$)"
)
_SPACED_DATE = re.compile(rf"{_YEAR} {_MONTH} {_DAY}|{_DAY} {_MONTH} {_YEAR}")
#: Hours or days of a month, from … to.
_SPAN = re.compile(rf"{_DAY}[./][0-5]\d\.? ?[{_DASH}] ?{_DAY}[./][0-5]\d\.?|\d?\d\.[0-5]\d ?[{_DASH}] ?\d?\d\.[0-5]\d")
_BETWEEN = re.compile(rf" ?[{_DASH}/] ?")
_ROUND = re.compile(r"[1-9]\d*00|[1-9]\d{0,2}(?:[ .]\d{3})*[ .]000")
_GROUPED = re.compile(r"[1-9]\d?(?:([ .])\d{3})(?:\1\d{3})+|[1-9]\d{0,2}[ .]\d{3}")
_YEARS = re.compile(r"(?:1[89]|20)\d\d")
_VOTES = re.compile(r"(?:0|[1-9]\d{0,2})(?: ?/ ?(?:0|[1-9]\d{0,2})){2,5}")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.\d(?:\.\d{1,2})*")
_LIST = re.compile(r"(?:0|[1-9]\d?)(?: (?:0|[1-9]\d?))*")
_MONEY = (
    r"[$¢£¥€₦₨₩₪₫₱₴₹₺₽₿%]|(?<![A-Z])(?:EUR|USD|GBP|CHF|INR|CNY|RMB|IDR|RUB|UAH|BRL|MXN|KES|NGN|Rs\.?|Rp\.?)(?![A-Za-z])"
)
_BEFORE = re.compile(rf"(?:{_MONEY}|§) ?$")
_AFTER = re.compile(
    rf" ?(?:{_MONEY}|euros?\b|dollars?\b|d[oó]lares\b|reais\b|pesos\b|rup(?:ees|iah|ien)\b|franc?s\b|Franken\b|рубл|грн"
    r"|гривен|元|块|塊|人|يورو|دولار|रुप|people\b|members\b|articles\b|edits\b|words\b|bytes\b|km\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Digits:
    """Digits that stand together in a text, from `start` to `end`, as ASCII digits."""

    start: int
    end: int
    digits: str


def numbers(text: str) -> Iterator[Digits]:
    """Yield what could be a telephone number, in the order of the text."""
    for run in _RUN.finditer(text):
        before, after = text[max(0, run.start() - 6) : run.start()], text[run.end() : run.end() + 12]
        counted = bool(_BEFORE.search(before) or _AFTER.match(after))
        if (found := _only(run[0])) and _could_be(_plain(run[0]), counted=counted):
            yield Digits(*run.span(), found)


def known_numbers(text: str, own: frozenset[str]) -> Iterator[Digits]:
    """Yield where a number with one of the `own` endings (see `ending`) stands, in whatever way it is written."""
    for run in _LOOSE.finditer(text) if own else ():
        at = [place for place in range(*run.span()) if text[place].isdecimal()]
        found = _only(run[0])
        for first in range(len(found) - OWN + 1):
            if found[first : first + OWN] in own:
                # a country code and a zero before it belong to the number
                start = _beginning(text, at[0 if first <= 5 else first])
                yield Digits(start, at[first + OWN - 1] + 1, found)


def ending(number: str) -> str:
    """Return the end of a known number, by which it is known in any writing; "" where it is too short for that."""
    found = _only(number)
    return found[-OWN:] if len(found) >= OWN else ""


def _beginning(text: str, start: int) -> int:
    """Return the start with the + and the bracket that belong to it."""
    while start and text[start - 1] in "+＋(（":
        start -= 1
    return start


def _only(text: str) -> str:
    return "".join(sign for sign in digits(text) if sign.isdecimal())


def _plain(run: str) -> str:
    """Return a run with ASCII digits, one sort of space and nothing unseen."""
    seen = re.sub(f"[{_UNSEEN}]", "", digits(run))
    return re.sub(f"[{_SPACE}]+", " ", seen)


def _could_be(run: str, *, counted: bool) -> bool:
    if run[0] in "+＋":
        return len(_only(run)) >= FEWEST
    # what is left of a list of days may still be a number
    pieces = [piece.strip(" .-/()（）") for piece in _DATE.sub("\n", run).split("\n")]
    return any(_reads_as_number(piece, counted=counted) for piece in pieces)


def _reads_as_number(piece: str, *, counted: bool) -> bool:
    """Tell whether a piece has the digits of a number and reads as nothing else."""
    found = _only(piece)
    if not len(found) >= FEWEST or (piece.isdecimal() and len(found) > MOST):
        return False
    if piece[0] != "0" and (counted or _is_quantity(piece)):
        return False
    return not (_SPACED_DATE.fullmatch(piece) or _SPAN.fullmatch(piece) or _is_series(piece))


def _is_quantity(piece: str) -> bool:
    """Tell whether a piece counts something: a grouped or round number, a range of them, years, a year and a count."""
    parts = _BETWEEN.split(piece)
    if len(parts) == 1:
        year, space, rest = piece.partition(" ")
        if space and _YEARS.fullmatch(year.rstrip(".")) and (len(rest) < 4 or _is_large(rest)):
            return True
        listed = piece.split(" ")
        return _rising(listed) or _is_big(piece)
    first, last = (_only(part).lstrip("0") for part in (parts[0], parts[-1]))  # Python reads no thousands of figures
    grows = (len(first), first) < (len(last), last)
    return _rising(parts) or (len(parts) == 2 and grows and all(map(_is_large, parts)))


def _is_big(piece: str) -> bool:
    """Tell whether one number alone is a quantity: of three groups of three it could as well be a telephone's."""
    return bool(
        _GROUPED.fullmatch(piece) or re.fullmatch(r"[1-9]\d{0,2}(?:[ .]\d{3})*[ .]000|[1-9]\d{0,2}0{6,}", piece)
    )


def _is_large(part: str) -> bool:
    return bool(_ROUND.fullmatch(part) or _GROUPED.fullmatch(part))


def _rising(parts: list[str]) -> bool:
    """Tell whether all parts are years, each later than the one before."""
    return len(parts) > 1 and all(map(_YEARS.fullmatch, parts)) and parts == sorted(set(parts))


def _is_series(piece: str) -> bool:
    """Tell whether a piece is votes, a decimal number, places in a text, or many small numbers one after the other."""
    if _VOTES.fullmatch(piece) or re.fullmatch(r"\d\.\d+", piece):
        return True
    if all(_SECTION.fullmatch(part) for part in _BETWEEN.split(piece)):
        return True
    singles = re.findall(r"(?<!\d)\d(?!\d)", piece)
    spelled = piece[0] == "0" and len(singles) >= 9
    return bool(_LIST.fullmatch(piece)) and len(singles) >= 3 and not spelled
