"""Expenses of a gathering from a list that somebody kept elsewhere: looked at first, then added in one step."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hubdesk.desk import expenses, files
from hubdesk.desk.desk import Desk
from hubdesk.desk.fields import Fields
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model.fold import fold
from hubdesk.model.limits import EXPENSES_BYTES
from hubdesk.model.money import exact, typed, written
from hubdesk.model.records import Expense
from hubdesk.report.amounts import separators
from hubdesk.roster import expenses as reading

#: What tells whether an expense is here already.
_SAME = ("what", "quantity", "price", "currency", "paid")
_AMOUNT = re.compile(r"(?P<before>[A-Z]{3})?\s*(?P<number>.*?)\s*(?P<behind>[A-Z]{3})?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
#: The day from which workbooks count, and the numbers that are days of our time there.
_EPOCH, _DAYS = date(1899, 12, 30), range(30_000, 80_000)


@dataclass(frozen=True, slots=True)
class Read:
    """What a list would bring: `new` expenses as they would be kept, and how many of its rows are here already.

    `left_out` are (number of the row, why it is no expense), `unknown` the headings of columns that were not taken.
    """

    new: tuple[Fields, ...]
    same: int
    left_out: tuple[tuple[int, Sentence], ...]
    unknown: tuple[str, ...]


def preview(
    desk: Desk, event: str, data: bytes, *, language: str, currency: str = "", encoding: str | None = None
) -> Read:
    """Look into a list; nothing is written. Raises Refused for what is no list of expenses.

    A number counts where it can be read in only one way: with a point and nothing between thousands, or as `language`
    writes it. `currency` is that of rows that name none.
    """
    listed = reading.read(data, encoding)
    here = Counter(_key(_told(one)) for one in expenses.of_event(desk, event))
    new: list[Fields] = []
    same, left_out = 0, list[tuple[int, Sentence]]()
    for number, row in listed.rows:
        try:
            found = expenses.checked(desk, event, _fields(row, language, currency, workbook=listed.workbook))
        except Usage as trouble:
            left_out.append((number, trouble.what))
            continue
        if here[_key(found)]:
            here[_key(found)] -= 1
            same += 1
        else:
            new.append(found)
    return Read(tuple(new), same, tuple(left_out), listed.unknown)


def preview_file(desk: Desk, event: str, path: Path, *, language: str) -> Read:
    """Look into a file. Raises as `preview`, HubDeskError where it cannot be read."""
    return preview(desk, event, files.read(path, EXPENSES_BYTES), language=language)


def take(desk: Desk, event: str, found: Read, *, origin: object = None) -> list[str]:
    """Add the new expenses of a list in one step; return their ids."""
    return expenses.add_all(desk, event, found.new, origin=origin)


def _told(one: Expense) -> Fields:
    return {name: getattr(one, name) for name in _SAME}


def _key(fields: Mapping[str, object]) -> tuple[str, ...]:
    usual = _told(Expense(id=""))
    return tuple(str(fields.get(name) or usual[name]) for name in _SAME)


def _fields(row: Mapping[str, str], language: str, currency: str, *, workbook: bool) -> Fields:
    """Return the fields of a row; Usage where it is no expense or can be read in two ways."""
    if fold(row.get("what", "")).strip(" :") in reading.TOTALS:
        raise Usage(say("This row is a sum, and no expense."), next=say("Leave it out."))
    told: Fields = {
        name: " ".join(row[name].split()) for name in ("what", "category", "line", "rate_source") if name in row
    }
    amount = _AMOUNT.fullmatch(" ".join((row.get("price") or row.get("cost", "")).split()))
    price = amount["number"] if amount else ""
    if not price:
        raise Usage(say("This row has no price."), next=say("Write it, with its currency."))
    named = (amount["before"] or amount["behind"] or "") if amount else ""
    told |= {"price": _number(price, language), "currency": row.get("currency") or named or currency}
    if not told["currency"]:
        raise Usage(say("This row names no currency."), next=say("Add a column for it, or name it once for all."))
    if "price" in row and "quantity" in row:
        told["quantity"] = _number(row["quantity"], language)
    if "rate" in row:
        told |= {"rate": _number(row["rate"], language), "rate_to": row.get("rate_to", "")}
    told |= {name: _day(row[name], workbook=workbook) for name in ("paid", "rate_on") if name in row}
    return told


def _number(text: str, language: str) -> str:
    found = {exact(text), typed(text, *separators(language))} - {None}
    if len(found) != 1:
        raise Usage(
            say("{text} is not a number that can be read in only one way.", text=text),
            next=say(
                "Write it with a point before the fraction and nothing between thousands: {example}", example="1234.50"
            ),
        )
    (value,) = found
    assert value is not None
    return written(value)


def _day(text: str, *, workbook: bool) -> str:
    """Return a day as it is kept: ISO 8601, 31.12.2026, or the number that a workbook has for it."""
    if dotted := _DOTTED.fullmatch(text):
        return f"{dotted[3]}-{int(dotted[2]):02}-{int(dotted[1]):02}"
    number = text.partition(".")[0]
    if workbook and number.isascii() and number.isdecimal() and len(number) <= 7 and int(number) in _DAYS:
        return (_EPOCH + timedelta(days=int(number))).isoformat()
    return text[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d[T ].*", text) else text
