"""Dates and numbers as a report's language writes them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal
from zoneinfo import ZoneInfo

from hubdesk.model.presence import moment
from hubdesk.report.spoken import tag

#: Digits that a report may use instead of 0-9; Babel does not give them.
DIGITS = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "deva": "०१२३४५६७८९"}


#: English as the window writes it: day before month, the clock to 24.
REGIONS = {"en": "en_GB"}


def local(iso: str, zone: str = "UTC") -> datetime | None:
    """Return an ISO 8601 text as a time in a zone, None when it is none; a zone nobody knows changes nothing."""
    if moment(iso) is None:
        return None
    at = datetime.fromisoformat(iso)
    try:
        return at.astimezone(ZoneInfo(zone)) if at.tzinfo else at
    except (KeyError, ValueError, OSError, OverflowError):
        return at


def numerals(locale: Any, digits: str) -> dict[int, str]:
    """Return what to write for the signs of a number of a language: digits, and the separators that belong to them.

    Arabic digits have marks of their own (CLDR); a comma between them is easily read as the one before a fraction.
    """
    table = {ord(digit): own for digit, own in zip(DIGITS["latn"], DIGITS.get(digits, DIGITS["latn"]), strict=True)}
    if digits == "arab":
        from babel.numbers import get_decimal_symbol, get_group_symbol

        table[ord(get_group_symbol(locale))] = "\N{ARABIC THOUSANDS SEPARATOR}"
        table[ord(get_decimal_symbol(locale))] = "\N{ARABIC DECIMAL SEPARATOR}"
    return table


class Dates:
    """Formats for one language; `digits` is "latn", "arab" or "deva". Section numbers never pass through here."""

    def __init__(self, language: str, digits: str = "latn") -> None:
        self.language, self._digits = language, digits
        self._table = str.maketrans(DIGITS["latn"], DIGITS.get(digits, DIGITS["latn"]))

    @cached_property
    def _locale(self) -> Any:
        from babel import Locale

        return Locale.parse(REGIONS.get(self.language, self.language).replace("-", "_"))

    @cached_property
    def _numerals(self) -> dict[int, str]:
        return numerals(self._locale, self._digits)

    def number(self, value: int) -> str:
        """Return a whole number."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self._locale).translate(self._numerals)

    def date(self, at: datetime, *, form: Literal["long", "medium"] = "long") -> str:
        """Return a day, in long form or as it stands in a narrow cell."""
        from babel.dates import format_date

        return format_date(at.date(), form, locale=self._locale).translate(self._table)

    def days(self, first: datetime, last: datetime) -> str:
        """Return a day in long form, or the days from one to another."""
        if first.date() == last.date():
            return self.date(first)
        from babel.dates import format_interval

        return format_interval(first.date(), last.date(), "yMMMd", locale=self._locale).translate(self._table)

    def time(self, at: datetime) -> str:
        """Return hours and minutes, "17:45" in every language."""
        return f"{at:%H:%M}".translate(self._table)

    def day(self, iso: str, zone: str = "UTC") -> str:
        """Return the day of an ISO 8601 text in a time zone, or an empty text when it is none."""
        at = local(iso, zone)
        return "" if at is None else self.date(at)

    def short_day(self, iso: str) -> str:
        """Return a day for a narrow cell, that does not break: "28 Nov 2026"; an empty text when it is none."""
        at = local(iso)
        return "" if at is None else self.date(at, form="medium").replace(" ", "\N{NO-BREAK SPACE}")

    def moments(self, first: datetime, last: datetime) -> str:
        """Return a day with its hours, or days with the hour of their beginning, in the order of the language."""
        one_day = first.date() == last.date() and first != last
        hours = f"{self.time(first)}–{self.time(last)}" if one_day else self.time(first)
        return str(self._locale.datetime_formats["medium"]).format(hours, self.days(first, last))

    def elapsed(self, span: timedelta) -> str:
        """Return hours and minutes since a beginning, "0:45" in every language."""
        hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
        return f"{hours}:{minutes:02}".translate(self._table)

    def zone(self, at: datetime) -> str:
        """Return the name of the time zone of an aware instant: "Central European Summer Time"."""
        from babel.dates import get_timezone_name

        return get_timezone_name(at, locale=self._locale)

    def listed(self, names: Sequence[str]) -> str:
        """Return names as a list in words: "A, B and C"."""
        from babel.lists import format_list

        return format_list(names, locale=self._locale) if names else ""

    def script_name(self, tag: str) -> str:
        """Return what a script (ISO 15924) is called in this language; the tag itself when nobody knows it."""
        return self._locale.scripts.get(tag) or self._english.scripts.get(tag) or tag

    @cached_property
    def _english(self) -> Any:
        from babel import Locale

        return Locale("en")

    def language_name(self, language: str) -> str:
        """Return what a language is called in this one: its code when nobody knows it, "" for what is no tag of one."""
        from babel import Locale
        from babel.core import UnknownLocaleError

        known = tag(language)
        if known == "und":
            return ""
        code = known.partition("-")[0].lower()
        try:
            name = Locale.parse(known.replace("-", "_")).get_display_name(self._locale)
        except (UnknownLocaleError, ValueError):
            name = self._locale.languages.get(code) or self._english.languages.get(code)
        return name or code

    def languages(self, tags: Iterable[str]) -> str:
        """Return languages by name as a list in words, in the order given; what is no tag of one is left out."""
        return self.listed([name for each in tags if (name := self.language_name(each))])
