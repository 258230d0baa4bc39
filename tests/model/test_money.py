"""Amounts are read exactly or not at all, and rounded once."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.model.money import Money, budget, exact, rounded, typed, written
from hubdesk.model.records import Expense
from hubdesk.model.spending import spending

HOSTILE = [
    "1e999", "1E5", "NaN", "Infinity", "-Infinity", "sNaN", "0x10", "1_000", "1,5", "1.2.3", "--1", "+1", "", " ", ".",
    "5.", ".5", "01", "１２", "١٢", "1" * 40, "0." + "1" * 11, "1 000", "=1+1",
]  # fmt: skip
PLACES = {"USD": 2, "JPY": 0, "KES": 2, "TND": 3}.__getitem__


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_plain_number_is_no_number(text):
    assert exact(text) is None


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=4, allow_nan=False))
def test_a_number_is_written_as_it_is_read(number):
    assert exact(written(number)) == number
    assert not written(number).startswith("-0") or number < 0


def test_zero_has_no_sign():
    assert written(Decimal("-0.00")) == "0" == written(exact("-0"))


@pytest.mark.parametrize(
    ("text", "point", "groups", "number"),
    [
        ("1500", ".", ",", "1500"),
        ("1,500.25", ".", ",", "1500.25"),
        ("1.500,25", ",", ".", "1500.25"),
        ("1,5", ",", ".", "1.5"),
        ("1 234 567", ",", " ", "1234567"),
        ("1,50,000", ".", ",", "150000"),
        ("١٬٥٠٠٫٢٥", ".", ",", "1500.25"),
        ("१,५००.२५", ".", ",", "1500.25"),
        ("\u200e\u22124.50", ".", ",", "-4.5"),
        ("1,5", ".", ",", None),
        ("1.5", ",", ".", None),
        ("1,5000", ".", ",", None),
        ("0,500", ".", ",", None),
        ("12,34.5", ".", ",", None),
        ("1,,000", ".", ",", None),
        ("5.", ".", ",", None),
        ("1e9", ".", ",", None),
        ("9" * 40, ".", ",", None),
        ("", ".", ",", None),
    ],
)
def test_what_is_typed_is_read_as_the_language_writes_or_not_at_all(text, point, groups, number):
    found = typed(text, point, groups)
    assert found == (None if number is None else Decimal(number))


def test_a_half_goes_away_from_zero():
    cases = {"0.005": "0.01", "0.015": "0.02", "0.025": "0.03", "-0.005": "-0.01", "-0.004": "0.00", "2.675": "2.68"}
    for value, expected in cases.items():
        assert str(rounded(Fraction(value), 2)) == expected
    assert str(rounded(Fraction("2.5"), 0)) == "3"


@given(st.fractions(min_value=-(10**9), max_value=10**9), st.integers(0, 4))
def test_rounding_is_off_by_half_a_unit_at_most(value, places):
    found = Fraction(rounded(value, places))
    assert abs(found - value) <= Fraction(1, 2 * 10**places)
    assert rounded(-value, places) == -rounded(value, places)


@pytest.mark.parametrize("text", ["750 USD", "USD 750", "750.00 USD", "  750USD "])
def test_a_budget_is_an_amount_and_a_currency(text):
    assert budget(text) == Money(Decimal("750"), "USD")


@pytest.mark.parametrize(
    "text", ["", "750", "USD", "1,500 USD", "750 US$", "about 750 USD", "750 USD 20 EUR", "1e3 USD"]
)
def test_any_other_budget_is_not_guessed(text):
    assert budget(text) is None


def expense(price, currency="USD", quantity="1", **fields):
    return Expense(id=price + currency, price=price, currency=currency, quantity=quantity, **fields)


def test_totals_are_sums_of_rounded_lines():
    thirds = [expense("0.335", "USD", category="Tea") for _ in range(3)]
    found = spending(thirds, [Money(Decimal(10), "USD")], PLACES)
    assert [str(line.amount) for line in found.lines] == ["0.34"] * 3
    assert found.total.converted == Decimal("1.02")
    assert found.remaining == Decimal("8.98")


def test_each_line_is_turned_into_the_currency_of_the_funder_by_its_own_rate():
    paid = [
        expense("1500", "KES", "3", category="Transport", rate="129.35", rate_to="USD"),
        expense("10", "USD", category="Room"),
        expense("800", "JPY", category="Transport", rate="150", rate_to="USD"),
    ]
    found = spending(paid, [Money(Decimal(50), "USD")], PLACES)
    assert [str(line.converted) for line in found.lines] == ["34.79", "10.00", "5.33"]
    assert found.total.amounts == {"KES": Decimal("4500.00"), "USD": Decimal("10.00"), "JPY": Decimal("800")}
    assert dict(found.categories)["Transport"].converted == Decimal("40.12")
    assert found.total.converted == sum(sums.converted for _, sums in found.categories)


def test_without_a_rate_there_is_no_total_that_hides_it():
    paid = [expense("5", "KES", what="Bus"), expense("1", "KES", rate="120", rate_to="EUR"), expense("2", "USD")]
    found = spending(paid, [Money(Decimal(9), "USD")], PLACES)
    assert found.missing == tuple(paid[:2])
    assert found.total.converted is None and found.remaining is None
    assert found.total.amounts["KES"] == 6


def test_facts_of_strangers_that_are_no_amounts_are_named_and_not_counted():
    for price in ("NaN", "1e999", "9" * 40, "", "999999999999"):
        quantity = "999999999999" if price == "999999999999" else "1"
        found = spending([expense(price, quantity=quantity)], [Money(Decimal(9), "USD")], PLACES)
        assert len(found.missing) == 1 and found.total.converted is None


def test_budgets_in_two_currencies_are_no_sum():
    with pytest.raises(ValueError, match="currency"):
        spending([], [Money(Decimal(1), "USD"), Money(Decimal(1), "EUR")], PLACES)
