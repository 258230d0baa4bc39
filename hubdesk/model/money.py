"""Amounts of money: read exactly or not at all, and rounded as accounts are."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from unicodedata import decimal

#: Twelve digits before the point are more than any gathering costs, ten behind it more than any rate has.
_EXACT = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,10})?")
#: Thousands, or as India groups them; the first group is never a lone zero.
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_BUDGET = re.compile(r"(?P<amount>[0-9.]+)\s*(?P<currency>[A-Z]{3})|(?P<before>[A-Z]{3})\s*(?P<after>[0-9.]+)")
_MINUS = str.maketrans({"\u2212": "-", "\ufe63": "-", "\uff0d": "-"})
#: Arabic marks are no other language's: they mean the same wherever they are typed.
_ARABIC_POINT, _ARABIC_GROUP = "\u066b", "\u066c"
_NO_SIGHT = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str


def exact(text: str) -> Decimal | None:
    """Return the number that a text of digits with a point says ("12", "-0.5"), None for any other text.

    No exponent, no comma, no "NaN": what could be read in two ways is not read.
    """
    return Decimal(text) if _EXACT.fullmatch(text) else None


def typed(text: str, point: str, groups: Collection[str]) -> Decimal | None:
    """Return the number that somebody typed in a language that writes `point` before the fraction; None for no number.

    Digits may be of any script. `groups` may stand between groups of digits where they stand as people set them
    ("1,500", "1,50,000"); anywhere else they are no guess at a fraction but no number.
    """
    plain = text.translate(_NO_SIGHT).translate(_MINUS).strip().replace(_ARABIC_POINT, point)
    whole, _, fraction = plain.partition(point)
    sign, whole = ("-", whole[1:].strip()) if whole.startswith("-") else ("", whole)
    whole, fraction = _western(whole), _western(fraction)
    for group in (*groups, _ARABIC_GROUP):
        whole = whole.replace(group, ",")
    if "," in whole:
        if not _GROUPED.fullmatch(whole):
            return None
        whole = whole.replace(",", "")
    return exact(f"{sign}{whole}.{fraction}" if fraction or plain.endswith(point) else f"{sign}{whole}")


def written(value: Decimal) -> str:
    """Return a number as `exact` reads it: no exponent, no needless zeros, no zero below zero."""
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Fraction, places: int) -> Decimal:
    """Return a value with so many digits behind the point; a half goes away from zero, as on invoices and receipts."""
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal((int(value < 0 and units > 0), tuple(map(int, str(units))), -places))


def budget(text: str) -> Money | None:
    """Return the amount of a budget that is written as an amount and a currency ("750 USD"), None for any other."""
    found = _BUDGET.fullmatch(text.strip())
    amount = exact(found["amount"] or found["after"]) if found else None
    return Money(amount, found["currency"] or found["before"]) if found and amount is not None else None


def _western(text: str) -> str:
    return "".join(str(decimal(c)) if c.isdecimal() else c for c in text)
