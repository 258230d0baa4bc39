"""Expenses: what was paid for a gathering, in any currency, and what that comes to for the funder."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from hubdesk.desk.desk import Desk, team_book
from hubdesk.desk.fields import Fields, changes, given, no_time
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.money import Money, budget, exact, typed, written
from hubdesk.model.records import Attachment, Event, Expense
from hubdesk.model.spending import Spending, cost, spending
from hubdesk.report.amounts import Amounts as Amounts
from hubdesk.report.amounts import is_currency, places, separators

#: The longest name of a thing, a category or a source of a rate.
MAX_WORDS = 200
_NUMBERS = ("quantity", "price", "rate")
_DAYS = ("paid", "rate_on")
_CURRENCIES = ("currency", "rate_to")


def add(
    desk: Desk, event: str, what: str, *, price: str, currency: str, origin: object = None, **fields: object
) -> str:
    """Keep one expense and return its id; `fields` are the further ones of `Expense`.

    Numbers are texts with a point ("12.5"); a rate that names no currency is to the funder's. Raises Usage for no
    words, for a number that could be read in two ways, for a currency that there is not, and for a rate without a day.
    """
    desk.read.get(Event, event)
    wanted = checked(desk, event, {"what": what, "price": price, "currency": currency, **fields})
    made = desk.new_id()
    with desk.action(say("Expense: {what}", what=str(wanted["what"])), about=made, origin=origin) as put:
        put(Expense, made, book=team_book(event), **changes(Expense(id=""), wanted))
    return made


def checked(desk: Desk, event: str, fields: Mapping[str, object]) -> Fields:
    """Return the fields of a new expense as they would be kept. Raises Usage as `add`."""
    return _checked(desk, Expense(id="", event=event), {"event": event, **fields})


def add_all(desk: Desk, event: str, several: Sequence[Fields], *, origin: object = None) -> list[str]:
    """Keep several expenses, as `checked` returns them, in one step; return their ids."""
    made = [desk.new_id() for _ in several]
    label = count(len(several), "Read {n} expense from a list", "Read {n} expenses from a list")
    if several:
        with desk.action(label, origin=origin) as put:
            for id, fields in zip(made, several, strict=True):
                put(Expense, id, book=team_book(event), **changes(Expense(id=""), fields))
    return made


def edit(desk: Desk, expense: str, *, origin: object = None, **fields: object) -> None:
    """Change fields of an expense; what stays the same is not written. Raises Usage as `add`."""
    before = desk.read.get(Expense, expense)
    different = changes(before, _checked(desk, before, fields))
    if different:
        with desk.action(say("Change the expense {what}", what=before.what), about=expense, origin=origin) as put:
            put(Expense, expense, **different)


def remove(desk: Desk, expense: str, *, origin: object = None) -> None:
    """Put an expense away; undo brings it back."""
    before = desk.read.get(Expense, expense)
    with desk.action(say("Remove the expense {what}", what=before.what), about=expense, origin=origin) as put:
        put.delete(Expense, expense)


def of_event(desk: Desk, event: str) -> list[Expense]:
    """Return the expenses of a gathering by the day they were paid; those without a day come last."""
    return sorted(desk.read.all(Expense, event=event), key=lambda each: (each.paid or "9", each.id))


def totals(desk: Desk, events: Sequence[str]) -> Spending:
    """Return what gatherings cost, by line and by category, against their budgets. Usage as `together`."""
    return together(
        [each for event in events for each in of_event(desk, event)], [desk.read.get(Event, event) for event in events]
    )


def together(expenses: Sequence[Expense], gatherings: Sequence[Event]) -> Spending:
    """Return the sums of expenses of gatherings. Usage where their budgets are in several currencies."""
    try:
        return spending(expenses, [found for each in gatherings if (found := budget_of(each))], places)
    except ValueError as error:
        raise Usage(
            say("The budgets of these gatherings are in several currencies."),
            next=say("Make one report for each funder, or write all budgets in the currency of the grant."),
        ) from error


def budget_of(gathering: Event) -> Money | None:
    """Return the budget of a gathering where it is written as an amount and a currency ("750 USD"), else None."""
    found = budget(gathering.budget)
    return found if found and is_currency(found.currency) else None


def cost_of(expense: Expense) -> Decimal | None:
    """Return what an expense costs, rounded to its currency; None where that cannot be told."""
    return cost(expense, places)


def number(text: str, language: str) -> str:
    """Return the number that somebody typed as their language writes numbers, as an expense keeps it.

    Usage, with an example in that language, for what is no number there: nobody guesses what "1,5" means.
    """
    found = typed(text, *separators(language))
    if found is None:
        raise Usage(
            say("{text} is not a number as this language writes numbers.", text=text),
            next=say("Write it like this: {example}", example=Amounts(language).plain(Decimal("1234.5"), "USD")),
        )
    return written(found)


def shown(value: str, language: str) -> str:
    """Return a number that is kept as somebody would type it in a language; an unreadable one as it is."""
    found = exact(value)
    return value if found is None else Amounts(language).decimal(found)


def _checked(desk: Desk, before: Expense, fields: Mapping[str, object]) -> Fields:
    found = given(Expense, fields)
    if found.get("event", before.event) != before.event:
        raise Usage(say("An expense stays with its event."), next=say("Add it to the other event, and remove it here."))
    for name in ("what", "category", "line", "rate_source"):
        if len(found.get(name, "")) > MAX_WORDS:
            raise Usage(
                say("This text is too long for one line."), next=say("Give at most {n} characters.", n=MAX_WORDS)
            )
    if found.get("what", before.what) == "":
        raise Usage(say("An expense says what was paid for."), next=say("Write it in a few words, without names."))
    for name in _NUMBERS:
        if name in found and (found[name] or name != "rate"):
            found[name] = written(_number(found[name], signed=name == "price"))
    for name in _CURRENCIES:
        if name in found and (found[name] or name == "currency"):
            found[name] = _currency(found[name])
    for name in _DAYS:
        if found.get(name):
            found[name] = _day(found[name])
    if found.get("receipt"):
        _of_event(desk, str(found["receipt"]), before.event)
    return _rated(desk, before, found)


def _of_event(desk: Desk, receipt: str, event: str) -> None:
    """Usage where an id is not that of a receipt of this event."""
    found = desk.read.find(Attachment, receipt)
    if found is None or found.event != event or found.sort != "receipt":
        raise Usage(say("There is no such receipt of this event."), next=say("Add the receipt first, then name it."))


def _rated(desk: Desk, before: Expense, found: Fields) -> Fields:
    """Return fields in which a rate has its currency, and the whole can be counted."""
    now = {name: found.get(name, getattr(before, name)) for name in (*_NUMBERS, *_CURRENCIES, "rate_on")}
    if now["rate"] and not now["rate_to"]:
        of_funder = budget_of(desk.read.get(Event, before.event))
        if of_funder is None:
            raise Usage(
                say("It is not known to which currency this rate leads."),
                next=say(
                    "Write the budget of the event as an amount and a currency, for example {example}.",
                    example="750 USD",
                ),
            )
        found["rate_to"] = of_funder.currency
    if now["rate"] and "rate" in found and not now["rate_on"]:
        raise Usage(say("A rate holds for a day."), next=say("Say on which day it held, for a funder asks for that."))
    told = Expense(id="", quantity=now["quantity"], price=now["price"], currency=now["currency"])
    if cost_of(told) is None:
        raise Usage(say("This is more than any gathering costs."), next=say("Look at quantity and price again."))
    return found


def _number(text: str, *, signed: bool) -> Decimal:
    """Return an exact number above zero; where `signed`, a refund may be below. Usage for any other text."""
    found = exact(text)
    if found is None:
        raise Usage(
            say("{text} is not a number that can be read in only one way.", text=text),
            next=say(
                "Write it with a point before the fraction and nothing between thousands: {example}", example="1234.50"
            ),
        )
    if (not found and not signed) or (found < 0 and not signed):
        raise Usage(
            say("A quantity and a rate are more than zero."),
            next=say("Write what was given back as a price below zero."),
        )
    return found


def _currency(text: str) -> str:
    code = text.upper()
    if not is_currency(code):
        raise Usage(
            say("There is no currency with the code {code}.", code=text),
            next=say("Give its three letters (ISO 4217), for example {example}.", example="KES"),
        )
    return code


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise no_time(text) from error
