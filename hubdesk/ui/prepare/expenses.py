"""Expenses: what was paid for, line by line, against the budget."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hubdesk.desk import attachments, events, expense_lists, expenses, grants
from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.change import Change
from hubdesk.model.records import Attachment, Event, Expense
from hubdesk.model.spending import Line as Paid
from hubdesk.model.spending import Spending, Sums, doubt
from hubdesk.ui import files
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.prepare.expense_form import ExpenseForm
from hubdesk.ui.prepare.expense_list import ExpenseList
from hubdesk.ui.prepare.package import file_name
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import day, language, listed, tell

LISTS = (".csv", ".tsv", ".txt", ".xlsx")
RECEIPTS = (".jpg", ".jpeg", ".png", ".webp", ".pdf")


@dataclass(frozen=True, slots=True)
class _Total:
    """A row of the sums: a category, or all ("" and `whole`)."""

    name: str
    sums: Sums
    whole: bool = False


class ExpensesPart(Page):
    """The budget, the list, a form for one of it or a new one, and the sums."""

    title = say("Expenses")
    watches = frozenset({"expense", "event", "attachment"})
    topic = "expenses"

    def build(self) -> Iterator[None]:
        """Lay out budget, form, list and sums."""
        self._of, self._funder = "", ""
        self.budget, self.funder = Line(say("750 USD")), Line()
        yield
        self.form = ExpenseForm(self._keep, self._remove, self._close, self._bring)
        yield
        columns = [
            Column[Paid](say("What was paid for"), lambda each: each.expense.what, 0),
            Column[Paid](say("Category"), lambda each: each.expense.category, 190),
            Column[Paid](say("Paid on"), lambda each: day(each.expense.paid), 140),
            Column[Paid](say("Cost"), lambda each: _money(each.amount, each.expense.currency), 150, amount=True),
            Column[Paid](say("For the funder"), self._converted, 150, amount=True),
        ]
        self.table = Table(columns, key=lambda each: each.expense.id, name=say("Expenses"), give_way=(2, 1, 4))
        self.table.setMinimumHeight(pixels(200))
        self.table.opened.connect(lambda _line: self.form.take_focus())
        self.table.moved.connect(self._moved)
        self.empty = Empty(
            "report",
            say("No expenses yet"),
            say("Write down what was paid for above, and press Enter. It stays with the team."),
        )
        self.sums = self._sums_card()
        yield
        self.list = ExpenseList(self._take_list)
        self.read_list = ButtonRow(Button(say("Read a list (CSV, XLSX)"), self._ask_list, icon="open"))
        parts = (self._budget_card(), self.form, self.read_list, self.list, self.table, self.empty, self.sums)
        for each in parts:
            self.column.addWidget(each)
        self.main = self.form.fields["what"].editor

    def refresh(self, change: Change | None) -> None:
        """Show budget, expenses and sums of the event."""
        gathering = self.desk.read.get(Event, self.event_id)
        if self._of != gathering.id:
            self._of = gathering.id
            self.form.show_expense(None)
            self.list.hide()
        self.budget.show_text(gathering.budget)
        self.funder.show_text(gathering.funder)
        told = expenses.budget_of(gathering)
        wrong = say("Write it as an amount and a currency, for example {example}.", example="750 USD")
        self.budget_field.trouble(wrong if gathering.budget and told is None else None)
        found = expenses.totals(self.desk, [gathering.id])
        self._funder = found.currency
        kept = self.desk.read.all(Attachment, event=gathering.id)
        categories = [name for name, _ in found.categories if name]
        self.form.offer(found.currency, categories, _receipts(kept))
        self.table.fill(found.lines)
        for each in (self.table, self.sums):
            each.setVisible(bool(found.lines))
        self.empty.setVisible(not found.lines)
        self._show_sums(found)
        open_ = self.form.expense
        if open_ is not None:
            now = next((line.expense for line in found.lines if line.expense.id == open_.id), None)
            if now != open_ and not self.form.changed:
                self.form.show_expense(now)

    def settle(self) -> None:
        """Keep what was changed in the form of an expense that is there, where it can be read."""
        super().settle()
        if self.form.changed:
            self._keep()

    def _budget_card(self) -> QWidget:
        card = Card(say("The budget"))
        self.budget_field = Field(say("Amount and currency of the grant"), self.budget)
        row = FlowBox(gap=12, top=True)
        fields = [self.budget_field, Field(say("Who gives it"), self.funder)]
        for each in fields:
            each.setMinimumWidth(260)
        row.show_all(fields)
        card.add(row)
        self.budget.settled.connect(lambda text: self._change(budget=text))
        self.funder.settled.connect(lambda text: self._change(funder=text))
        return card

    def _sums_card(self) -> QWidget:
        card = Card(say("What it comes to"))
        columns = [
            Column[_Total](say("Category"), _named, 0),
            Column[_Total](say("As it was paid"), lambda each: _amounts(each.sums), 260, amount=True),
            Column[_Total](say("For the funder"), lambda each: self._in_all(each.sums), 150, amount=True),
        ]
        name = say("Sums by category")
        self.totals = Table(columns, key=lambda each: each.name, name=name, give_way=(1,), whole=True)
        self.against, self.missing = Label(role="strong", wrap=True), Label(role="warning", wrap=True)
        self.doubt = Label(role="warning", wrap=True)
        words = say(
            "Each line is rounded once, a half away from zero, and totals are sums of rounded lines. The grant report "
            "on the page Report has them in full."
        )
        self.table_button = Button(say("Write the table (CSV)"), self._write)
        told = Label(words, role="small", wrap=True)
        card.add(self.totals, self.against, self.missing, self.doubt, told, ButtonRow(self.table_button))
        return card

    def _show_sums(self, found: Spending) -> None:
        rows = [_Total(name, sums) for name, sums in found.categories] if len(found.categories) > 1 else []
        self.totals.fill([*rows, _Total("\0", found.total, whole=True)])
        self.against.say(self._against(found) or "")
        self.against.setVisible(self._against(found) is not None)
        names = listed([each.what for each in found.missing])
        self.missing.say(
            count(
                len(found.missing),
                "{n} expense needs a rate: {names}",
                "{n} expenses need a rate: {names}",
                names=names,
            )
        )
        self.missing.setVisible(bool(found.missing))
        doubtful = doubt(found)
        self.doubt.say(doubtful or "")
        self.doubt.setVisible(doubtful is not None)

    def _against(self, found: Spending) -> Sentence | None:
        if found.awarded is None or found.remaining is None or found.total.converted is None:
            return None
        awarded, spent = (_money(each, found.currency) for each in (found.awarded, found.total.converted))
        left = _money(abs(found.remaining), found.currency)
        if found.remaining < 0:
            return say("{spent} of {budget} were spent: {left} too much.", spent=spent, budget=awarded, left=left)
        return say("{spent} of {budget} were spent: {left} are left.", spent=spent, budget=awarded, left=left)

    def _converted(self, line: Paid) -> str:
        return _money(line.converted, self._funder) if line.converted is not None else "–"

    def _in_all(self, sums: Sums) -> str:
        return _money(sums.converted, self._funder) if sums.converted is not None else "–"

    def _change(self, **fields: object) -> None:
        self.attempt(lambda: events.edit(self.desk, self.event_id, **fields))

    def _moved(self, line: Paid | None) -> None:
        shown = self.form.expense
        if line is None or (shown is not None and line.expense.id == shown.id):
            return
        if self.form.changed and not self._keep():
            return
        self.form.show_expense(line.expense)

    def _keep(self) -> bool:
        """Add or change the expense of the form; return whether that went well."""
        fields = self.form.read()
        if fields is None:
            return False
        shown = self.form.expense

        def act() -> None:
            if shown is None:
                expenses.add(self.desk, self.event_id, **fields)
            else:
                expenses.edit(self.desk, shown.id, **fields)

        if not self.attempt(act):
            return False
        self.undoable()
        if shown is None:
            self.form.show_expense(None)
            self.form.take_focus()
        else:
            self.form.show_expense(self.desk.read.get(Expense, shown.id))
        return True

    def _remove(self) -> None:
        shown = self.form.expense
        if shown is not None and self.attempt(lambda: expenses.remove(self.desk, shown.id)):
            self._leave()
            self.undoable()

    def take(self, paths: list[Path]) -> None:
        """Take in the file of a receipt, and choose it for the expense of the form."""
        event = self.event_id

        def work(report: Report) -> object:
            return attachments.add(self.desk, event, paths[0], sort="receipt")

        self.run(say("Reading the receipt"), work, self._took)

    def _took(self, id: object) -> None:
        self.form.receipt.show_key(str(id))
        self.undoable()

    def read_from(self, paths: list[Path]) -> None:
        """Look into a list of expenses, and tell what it would bring."""
        desk, event = self.desk, self.event_id

        def work(report: Report) -> object:
            return expense_lists.preview_file(desk, event, paths[0], language=language())

        self.run(say("Reading the list"), work, self._looked)

    def _looked(self, found: object) -> None:
        assert isinstance(found, expense_lists.Read)
        self.list.show_list(found)

    def _take_list(self, found: expense_lists.Read) -> None:
        if self.attempt(lambda: expense_lists.take(self.desk, self.event_id, found)):
            self.undoable()

    def _ask_list(self) -> None:
        files.ask_open(self, say("Read a list of expenses"), self.read_from, endings=LISTS)

    def write_to(self, paths: list[Path]) -> None:
        """Write the table of expenses into a file."""
        event = self.event_id
        self.run(say("Writing the table"), lambda report: grants.table(self.desk, [event], paths[0]), self._written)

    def _bring(self) -> None:
        files.ask_open(self, say("Add a receipt"), self.take, endings=RECEIPTS)

    def _write(self) -> None:
        event = self.desk.read.get(Event, self.event_id)
        name = "expenses" if event.sensitive else file_name(f"{event.title} expenses")
        files.ask_save(self, say("Write the table (CSV)"), f"{name}.csv", self.write_to, quiet=event.sensitive)

    def _written(self, waiting: object) -> None:
        told = say("The table is written.")
        if waiting:
            told = say("The table is written, without words that may tell who somebody is: see the page Report.")
        self.frame.notices.say(told, tone="success")

    def _close(self) -> None:
        """Keep what was changed, and make room for a new expense."""
        if not self.form.changed or self._keep():
            self._leave()

    def _leave(self) -> None:
        self.form.show_expense(None)
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self.form.take_focus()


def _receipts(kept: Sequence[Attachment]) -> dict[str, str]:
    return {each.id: each.caption or each.name for each in kept if each.sort == "receipt"}


def _money(value: Decimal, currency: str) -> str:
    return expenses.Amounts(language()).money(value, currency)


def _amounts(sums: Sums) -> str:
    return " + ".join(_money(amount, currency) for currency, amount in sums.amounts.items())


def _named(row: _Total) -> str:
    if row.whole:
        return tell(say("All together"))
    return isolate(row.name) or tell(say("Without a category"))
