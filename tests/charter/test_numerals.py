"""Numbers before headings, in the figures and signs of several languages."""

import pytest

from hubdesk.charter.numerals import value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("١٢", 12),
        ("十二", 12),
        ("一百零三", 103),
        ("〇", 0),
        ("XIV", 14),
        ("CCCLXXXVIII", 388),
        ("word", 0),
    ],
)
def test_a_number_is_read(text: str, number: int) -> None:
    assert value(text) == number


@pytest.mark.parametrize("text", ["9" * 5000, "٩" * 5000, "一" * 5000])
def test_thousands_of_figures_number_nothing(text: str) -> None:
    assert value(text) == 0
