"""The records of what a gathering cost and of what its funder asks: both stay with the team."""

from dataclasses import dataclass

from hubdesk.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Expense(Record):
    """One thing that was paid for: `quantity` times `price`, decimals as text ("12.5"), in a currency (ISO 4217).

    `rate` tells how much of `currency` one unit of `rate_to`, the funder's currency, was worth on `rate_on`, and
    `rate_source` who says so. `line` is the line of the funder's budget, `receipt` the id of an attachment. Days are
    ISO 8601. Everything but `what`, `price` and `currency` may be empty. A refund has a price below zero.
    """

    KIND = "expense"
    BOOK = "team"

    event: str = ""
    what: str = ""
    category: str = ""
    quantity: str = "1"
    price: str = ""
    currency: str = ""
    paid: str = ""
    line: str = ""
    rate: str = ""
    rate_to: str = ""
    rate_on: str = ""
    rate_source: str = ""
    receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunderAnswer(Record):
    """What an organizer answers to one question of a funder's form, for one gathering or for a `series` (its name).

    The id follows from whom it is about, the form and the question, so that laptops that answer apart make one of it.
    """

    KIND = "answer"
    BOOK = "team"

    event: str = ""
    series: str = ""
    form: str = ""
    question: str = ""
    text: str = ""
    language: str = ""
