"""Amounts of money as a report's language writes them, and what there is to know about currencies."""

from decimal import Decimal
from functools import cache
from typing import Any

from hubdesk.i18n import isolate
from hubdesk.report.dates import REGIONS, numerals

#: Of the codes that begin with X only these are money that people pay with; the others are metals, bonds and tests.
_SHARED = frozenset({"XAF", "XCD", "XCG", "XOF", "XPF"})


def is_currency(code: str) -> bool:
    """Tell whether a text is the code (ISO 4217) of a currency that people pay or paid with."""
    from babel.numbers import list_currencies

    return code in list_currencies() and (not code.startswith("X") or code in _SHARED)


@cache
def places(currency: str) -> int:
    """Return how many digits a currency has behind the point, as the Unicode consortium tells it (CLDR)."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


def separators(language: str) -> tuple[str, tuple[str, ...]]:
    """Return what a language writes before the fraction, and what it or its people set between groups of digits."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = _locale(language)
    point, group = get_decimal_symbol(locale), get_group_symbol(locale)
    spaces = (" ", "\u00a0", "\u202f", "\u2009")
    return point, (*spaces, *({group, "'", "\u2019"} - {point, *spaces}))


class Amounts:
    """Writes amounts for one language; `digits` is "latn", "arab" or "deva"."""

    def __init__(self, language: str, digits: str = "latn") -> None:
        self._locale = _locale(language)
        self._table = numerals(self._locale, digits)

    def plain(self, value: Decimal, currency: str) -> str:
        """Return an amount with all digits that its currency has, without its code."""
        from babel.numbers import format_decimal

        digits = places(currency)
        pattern = self._locale.decimal_formats[None].pattern.partition(".")[0] + ("." + "0" * digits if digits else "")
        return format_decimal(value, pattern, locale=self._locale).translate(self._table)

    def money(self, value: Decimal, currency: str) -> str:
        """Return an amount with the code of its currency behind it, for a dollar is of twenty countries."""
        return isolate(f"{self.plain(value, currency)}\u00a0{currency}")

    def decimal(self, value: Decimal) -> str:
        """Return a quantity or a rate with the digits that it was given with."""
        from babel.numbers import format_decimal

        return format_decimal(value, "#,##0.##########", locale=self._locale).translate(self._table)


def _locale(language: str) -> Any:
    """Return what Babel knows of a language; of a variant that it does not know, what it knows of the whole."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(REGIONS.get(language, language).replace("-", "_"))
    except UnknownLocaleError:
        return Locale.parse(language.partition("-")[0])
