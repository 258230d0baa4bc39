"""`hubdesk expense`: what was paid for, and what that comes to for the funder."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hubdesk.cli.context import Answer, Context, read_input, visible
from hubdesk.cli.event import as_data, event_argument, event_of
from hubdesk.cli.nouns import Nouns, noun, program_language, verb
from hubdesk.cli.report import choice, chosen
from hubdesk.cli.streams import on_disk
from hubdesk.errors import Usage
from hubdesk.i18n import count, say
from hubdesk.model.limits import EXPENSES_BYTES

if TYPE_CHECKING:
    from hubdesk.model.spending import Spending, Sums

#: What else can be said of an expense, {option: what it is for}.
_FURTHER = {
    "category": "what sort of expense it is",
    "paid": "the day it was paid, as 2026-05-09",
    "line": "the line of the funder's budget",
    "rate": "what one unit of the currency is in the other one",
    "rate-to": "the currency of that rate",
    "rate-on": "the day of that rate",
    "rate-source": "where that rate is from",
    "receipt": "a file with a photo or scan of the receipt",
}


def add(nouns: Nouns) -> None:
    """Add the noun."""
    verbs = noun(nouns, "expense", "expenses: add, list, edit, remove, totals, table, import")
    example = "expense add 'Bus for six' --price 1500 --currency KES --event Evening"
    made = verb(verbs, "add", _add, "Keep what was paid for.", example=example)
    made.add_argument("what")
    event_argument(made)
    made.add_argument("--price", required=True, metavar="N", help="of one, with a point before the fraction")
    made.add_argument("--currency", required=True, metavar="CODE", help="of the price, as EUR")
    made.add_argument("--quantity", default="1", metavar="N", help="how many")
    for name, what in _FURTHER.items():
        made.add_argument(f"--{name}", default="", help=what)
    listed = verb(verbs, "list", _list, "List expenses.", example="expense list --event Evening")
    event_argument(listed)
    edited = verb(verbs, "edit", _edit, "Change fields.", example="expense edit 5f0c price=1600 category=Transport")
    edited.add_argument("expense")
    edited.add_argument("changes", nargs="+", metavar="FIELD=VALUE")
    gone = verb(verbs, "remove", _remove, "Put an expense away.", example="expense remove 5f0c")
    gone.add_argument("expense")
    summed = verb(verbs, "totals", _totals, "Sum it up.", example="expense totals Evening")
    choice(summed)
    written = verb(verbs, "table", _table, "Write them as CSV.", example="expense table Evening --out expenses.csv")
    choice(written)
    written.add_argument("--out", required=True, metavar="FILE", help="where to write the table")
    written.add_argument("--no-bom", action="store_true", help="without the mark that tells spreadsheets about UTF-8")
    example = "expense import costs.csv --event Evening --dry-run"
    taken = verb(verbs, "import", _import, "Read a list of them, CSV or XLSX.", example=example)
    taken.add_argument("file", metavar="FILE")
    event_argument(taken)
    taken.add_argument("--currency", default="", metavar="CODE", help="of rows that name none")
    taken.add_argument("--encoding", metavar="NAME", help="how the list is written (default: found out)")
    taken.add_argument("--dry-run", action="store_true", help="only tell what it would bring")
    for each in (made, listed, edited, gone, summed, written, taken):
        program_language(each)


def _add(context: Context) -> Answer:
    from hubdesk.desk import expenses

    o = context.options
    further = {name.replace("-", "_"): getattr(o, name.replace("-", "_")) for name in _FURTHER}
    given = {name: value for name, value in further.items() if value}
    made = expenses.add(
        context.desk, event_of(context), o.what, price=o.price, currency=o.currency, quantity=o.quantity, **given
    )
    return Answer(data={"id": made}, lines=[made])


def _list(context: Context) -> Answer:
    from hubdesk.desk import expenses

    found = expenses.of_event(context.desk, event_of(context))
    lines = [f"{one.id}  {one.quantity} × {one.price} {visible(one.currency)}  {visible(one.what)}" for one in found]
    return Answer(data={"expenses": [as_data(one) for one in found]}, lines=lines)


def _edit(context: Context) -> Answer:
    from hubdesk.desk import expenses
    from hubdesk.model.records import Expense

    found = context.desk.read.resolve(Expense, context.options.expense).id
    expenses.edit(context.desk, found, **_changes(context.options.changes))
    return Answer(data=as_data(context.desk.read.get(Expense, found)), lines=[found])


def _changes(given: Sequence[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for change in given:
        name, equals, value = change.partition("=")
        if not equals:
            raise Usage(say("{change} is not a change.", change=change), next=say("Write FIELD=VALUE."))
        found[name] = value
    return found


def _remove(context: Context) -> Answer:
    from hubdesk.desk import expenses
    from hubdesk.model.records import Expense

    expenses.remove(context.desk, context.desk.read.resolve(Expense, context.options.expense).id)
    return Answer(data={}, lines=[])


def _totals(context: Context) -> Answer:
    from hubdesk.desk import expenses
    from hubdesk.model.spending import doubt

    found = expenses.totals(context.desk, chosen(context))
    lines = [f"{visible(name) or '-'}  {_told(sums)}" for name, sums in found.categories]
    missing = len(found.missing)
    notes = [count(missing, "{n} expense has no rate yet.", "{n} expenses have no rate yet.")] if missing else []
    notes += filter(None, [doubt(found)])
    return Answer(data=_data(found), lines=[*lines, _told(found.total)], notes=notes)


def _table(context: Context) -> Answer:
    from hubdesk.desk import grants

    o = context.options
    waiting = grants.table(context.desk, chosen(context), on_disk(context), bom=not o.no_bom)
    told = count(
        waiting,
        "The words of {n} expense are left out until a question about publishing is answered.",
        "The words of {n} expenses are left out until questions about publishing are answered.",
    )
    return Answer(data={"path": o.out, "left_out": waiting}, lines=[o.out], notes=[told] if waiting else [])


def _import(context: Context) -> Answer:
    from hubdesk.desk import expense_lists

    o, event = context.options, event_of(context)
    content = read_input(o.file, EXPENSES_BYTES)
    how = {"language": context.language, "currency": o.currency.upper(), "encoding": o.encoding}
    found = expense_lists.preview(context.desk, event, content, **how)
    made = [] if o.dry_run else expense_lists.take(context.desk, event, found)
    left_out = [{"row": number, "reason": context.tell(reason, isolated=False)} for number, reason in found.left_out]
    notes = [count(len(found.new), "{n} expense is new", "{n} expenses are new")]
    notes += [count(found.same, "{n} is here already", "{n} are here already")] if found.same else []
    notes += [say("Row {number}: {reason}", number=number, reason=reason) for number, reason in found.left_out]
    notes += [say("The column {name} was not taken.", name=name) for name in found.unknown]
    data = {"ids": made, "new": [dict(each) for each in found.new], "same": found.same}
    return Answer(data=data | {"left_out": left_out, "unknown": list(found.unknown)}, lines=made, notes=notes)


def _told(sums: "Sums") -> str:
    return "  ".join(f"{amount:f} {visible(currency)}" for currency, amount in sums.amounts.items())


def _data(found: "Spending") -> dict[str, Any]:
    return {
        "currency": found.currency,
        "awarded": _number(found.awarded),
        "total": _sums(found.total),
        "remaining": _number(found.remaining),
        "categories": {name: _sums(sums) for name, sums in found.categories},
        "missing": [each.id for each in found.missing],
        "two_versions": [each.id for each in found.unsettled],
    }


def _sums(sums: "Sums") -> dict[str, Any]:
    amounts = {currency: f"{amount:f}" for currency, amount in sums.amounts.items()}
    return {"amounts": amounts, "converted": _number(sums.converted)}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
