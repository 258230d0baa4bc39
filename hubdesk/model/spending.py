"""What was spent: every line is rounded once, and every total is the sum of the lines as they were rounded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from hubdesk.i18n import Sentence, count
from hubdesk.model.grant_records import Expense
from hubdesk.model.money import Money, exact, rounded

_NOTHING = Decimal(0)
#: A line that costs more is no line of a gathering, whoever wrote it.
MOST = 10**15
#: How many digits a currency has behind the point.
Places = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Line:
    """An expense with what it cost, and what that is in the funder's currency; None where no rate is known."""

    expense: Expense
    amount: Decimal
    converted: Decimal | None


@dataclass(frozen=True, slots=True)
class Sums:
    """What lines cost together in each currency, and in the funder's; None while a rate is missing."""

    amounts: Mapping[str, Decimal]
    converted: Decimal | None


@dataclass(frozen=True, slots=True)
class Spending:
    """All that was spent, against the budget; `currency` is the funder's, "" where no budget tells it."""

    lines: tuple[Line, ...]
    currency: str
    awarded: Decimal | None
    total: Sums
    categories: tuple[tuple[str, Sums], ...]

    @property
    def missing(self) -> tuple[Expense, ...]:
        """The expenses that no rate turns into the funder's currency; none while that currency is unknown."""
        return tuple(line.expense for line in self.lines if line.converted is None) if self.currency else ()

    @property
    def unsettled(self) -> tuple[Expense, ...]:
        """The expenses that stand in two versions: one of them is counted until a person chooses."""
        return tuple(line.expense for line in self.lines if line.expense.versions)

    @property
    def remaining(self) -> Decimal | None:
        """What is left of the budget, below zero where more was spent; None where that is not known."""
        if self.awarded is None or self.total.converted is None:
            return None
        return self.awarded - self.total.converted


def spending(expenses: Iterable[Expense], budgets: Sequence[Money], places: Places) -> Spending:
    """Return the lines of expenses in their order with all sums; budgets, all in one currency, are added.

    Raises ValueError where budgets are in several currencies.
    """
    currencies = {each.currency for each in budgets}
    if len(currencies) > 1:
        raise ValueError("one report has one funder's currency")
    currency = currencies.pop() if currencies else ""
    awarded = sum((each.amount for each in budgets), _NOTHING) if budgets else None
    lines = tuple(_line(each, currency, places) for each in expenses)
    names = dict.fromkeys(line.expense.category for line in lines)
    by_category = tuple((name, _sums([each for each in lines if each.expense.category == name])) for name in names)
    return Spending(lines, currency, awarded, _sums(lines), by_category)


def needs_rate(expense: Expense, currency: str) -> bool:
    """Tell whether an expense is in another currency than the funder's and has no rate to it."""
    return expense.currency != currency and not (expense.rate_to == currency and (exact(expense.rate) or 0) > 0)


def cost(expense: Expense, places: Places) -> Decimal | None:
    """Return what an expense cost, rounded to its currency; None where its numbers cannot be read or are absurd."""
    quantity, price = exact(expense.quantity), exact(expense.price)
    if quantity is None or price is None or abs(Fraction(quantity) * Fraction(price)) > MOST:
        return None
    return rounded(Fraction(quantity) * Fraction(price), places(expense.currency))


def _line(expense: Expense, currency: str, places: Places) -> Line:
    amount = cost(expense, places)
    if amount is None or not currency or needs_rate(expense, currency):
        return Line(expense, amount or _NOTHING, None)
    rate = Fraction(1) if expense.currency == currency else Fraction(exact(expense.rate) or 1)
    converted = Fraction(amount) / rate
    return Line(expense, amount, rounded(converted, places(currency)) if abs(converted) <= MOST else None)


def _sums(lines: Sequence[Line]) -> Sums:
    amounts: dict[str, Decimal] = {}
    for line in lines:
        amounts[line.expense.currency] = amounts.get(line.expense.currency, _NOTHING) + line.amount
    known = [line.converted for line in lines if line.converted is not None]
    return Sums(amounts, sum(known, _NOTHING) if len(known) == len(lines) else None)


def doubt(found: Spending) -> Sentence | None:
    """Return what to say while expenses stand in two versions, None where none does."""
    several = len(found.unsettled)
    return (
        count(
            several,
            "{n} expense stands in two versions: one of them is counted here until somebody chooses on the page Share.",
            "{n} expenses stand in two versions: one of each is counted here until somebody chooses on the page Share.",
        )
        if several
        else None
    )
