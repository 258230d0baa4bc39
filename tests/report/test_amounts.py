"""Amounts as each language writes them, in each of the digits that a report may have."""

from decimal import Decimal

import pytest

from hubdesk.report.amounts import Amounts
from hubdesk.report.dates import Dates

VALUE = Decimal("1234567.5")


@pytest.mark.parametrize(
    ("language", "digits", "written"),
    [
        ("ar", "latn", "1,234,567.50"),
        ("ar", "arab", "١٬٢٣٤٬٥٦٧٫٥٠"),
        ("hi", "latn", "12,34,567.50"),
        ("hi", "deva", "१२,३४,५६७.५०"),
        ("id", "latn", "1.234.567,50"),
        ("fr", "arab", "١٬٢٣٤٬٥٦٧٫٥٠"),
    ],
)
def test_separators_belong_to_the_digits(language: str, digits: str, written: str) -> None:
    assert Amounts(language, digits).plain(VALUE, "EUR") == written
    assert Dates(language, digits).number(1234567) == written[:-3]


@pytest.mark.parametrize(
    ("tags", "written"),
    [
        (["en", "pt-BR", "bcl", "ace"], "anglais, portugais (Brésil), bcl et aceh"),
        (["en-brindle", "Quillwort", "Zarquon Brindlewick", "und", "", "x-quill"], "anglais"),
        (["<b>", "{{x}}"], ""),
    ],
)
def test_a_language_is_told_by_its_name_or_code_and_nothing_else_is(tags: list[str], written: str) -> None:
    assert Dates("fr").languages(tags) == written


def test_a_rate_keeps_its_digits() -> None:
    assert Amounts("ar", "arab").decimal(Decimal("1234.0026")) == "١٬٢٣٤٫٠٠٢٦"
