"""Expenses as a table in CSV, for spreadsheets: words run no formula there, numbers have a point and no groups."""

import csv
import io
from decimal import Decimal

from hubdesk.model.money import exact
from hubdesk.model.spending import Line, Spending
from hubdesk.report.amounts import is_currency
from hubdesk.report.tables import neutral

#: The names of the columns, in English whatever the language.
COLUMNS = (
    *("number", "what", "category", "line", "paid", "quantity", "price", "currency", "cost"),
    *("rate", "rate_to", "rate_on", "rate_source", "converted", "receipt"),
)


def csv_table(spending: Spending, *, bom: bool = True) -> bytes:
    """Return a row for each expense, in UTF-8 with a mark for spreadsheets; no sums, for a spreadsheet makes them."""
    written = io.StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(COLUMNS)
    out.writerows(_row(number, line) for number, line in enumerate(spending.lines, 1))
    return ("\ufeff" * bom + written.getvalue()).encode("utf-8", "replace")


def _row(number: int, line: Line) -> list[str]:
    paid = line.expense
    words = {
        name: neutral(getattr(paid, name)) for name in ("what", "category", "line", "paid", "rate_on", "rate_source")
    }
    rate_to = paid.rate_to if is_currency(paid.rate_to) else ""
    told = {
        **words,
        "paid": paid.paid,
        "rate_on": paid.rate_on,
        "number": str(number),
        "quantity": _number(exact(paid.quantity)),
        "price": _number(exact(paid.price)),
        "currency": paid.currency if is_currency(paid.currency) else "",
        "cost": _number(line.amount),
        "rate": _number(exact(paid.rate)) if rate_to else "",
        "rate_to": rate_to,
        "converted": _number(line.converted),
        "receipt": "yes" if paid.receipt else "no",
    }
    return [told[name] for name in COLUMNS]


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
