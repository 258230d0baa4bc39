"""The form of one expense: numbers as the language of the window writes them, read back before they are kept."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal

from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from hubdesk.desk import expenses
from hubdesk.errors import Usage
from hubdesk.i18n import Sentence, say
from hubdesk.model.records import Expense
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.dates import DayField
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language, tell

#: What gatherings usually pay for; any other word will do.
CATEGORIES: tuple[Sentence, ...] = (
    say("Room"),
    say("Food and drinks"),
    say("Travel"),
    say("Translation and interpreting"),
    say("Telephone and internet"),
    say("Printing and materials"),
)
NO_RECEIPT = say("None")
_NUMBERS = ("quantity", "price", "rate")
_WIDTHS = {"what": 300, "quantity": 110, "price": 140, "currency": 130, "rate": 240}
_DAYS = ("paid", "rate_on")


class ExpenseForm(Card):
    """Fields of a new expense or of one that is there; `keep` is called by Enter and by the button, else nothing is.

    `bring` asks for the file of a receipt. `funder` is the currency to which rates lead, "" while no budget tells it.
    """

    def __init__(
        self,
        keep: Callable[[], object],
        remove: Callable[[], object],
        leave: Callable[[], object],
        bring: Callable[[], object],
    ) -> None:
        super().__init__(say("An expense"))
        self.expense: Expense | None = None
        self.funder = ""
        self._language = language()
        self.fields: dict[str, Field] = {
            "what": Field(say("What was paid for"), Line(say("Without names of people"))),
            "quantity": Field(say("Quantity"), Line()),
            "price": Field(say("Price of one"), Line()),
            "currency": Field(say("Currency"), Line(say("Three letters"))),
            "category": Field(say("Category"), Line()),
            "paid": DayField(say("Paid on")),
            "line": Field(say("Line of the funder's budget"), Line()),
            "rate": Field(say("Rate"), Line()),
            "rate_on": DayField(say("Rate of the day")),
            "rate_source": Field(say("Where the rate comes from"), Line()),
        }
        for name, field in self.fields.items():
            field.setMinimumWidth(_WIDTHS.get(name, 190))
        self._lines = {name: field.editor for name, field in self.fields.items() if isinstance(field.editor, Line)}
        for line in self._lines.values():
            line.returnPressed.connect(keep)
            line.textChanged.connect(lambda _text: self._read_back())
        self._categories = QStringListModel(self)
        completer = QCompleter(self._categories, self._lines["category"])
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._lines["category"].setCompleter(completer)
        self.receipt = Choice({"": NO_RECEIPT})
        self._receipts: dict[str, Sentence | str] = {}
        self.plain, self.rated = FlowBox(gap=12, top=True), FlowBox(gap=12, top=True)
        kept = Field(say("Receipt"), self.receipt)
        kept.setMinimumWidth(190)
        self.plain.show_all([*(self.fields[name] for name in list(self.fields)[:7]), kept])
        self.rated.show_all([self.fields[name] for name in ("rate", "rate_on", "rate_source")])
        self.reading = Label(role="strong", wrap=True)
        self.keep_it = Button(say("Add the expense"), keep, kind="primary")
        self.remove = Button(say("Remove the expense"), remove, kind="danger")
        self.leave = Button(say("Close"), leave)
        self.bring = Button(say("Add a receipt"), bring, icon="open")
        self.add(self.plain, self.rated, self.reading, ButtonRow(self.keep_it, self.bring, self.leave, self.remove))
        self.show_expense(None)

    def show_expense(self, expense: Expense | None) -> None:
        """Show an expense; None makes room for a new one, which takes what the last one had in common with it."""
        new, self.expense = expense is None, expense
        for name, line in self._lines.items():
            if expense is not None:
                line.setText(self._written(expense, name))
            elif name in ("what", "price"):
                line.clear()
            elif name == "quantity":
                line.setText(expenses.shown("1", language()))
        self._show_receipt(expense.receipt if expense is not None else "")
        self.keep_it.say(say("Add the expense") if new else say("Keep the changes"))
        for button in (self.leave, self.remove):
            button.setVisible(not new)
        for field in self.fields.values():
            field.trouble(None)
        self._read_back()

    def offer(self, funder: str, categories: list[str], receipts: Mapping[str, str]) -> None:
        """Know the funder's currency, the categories that were used before, and the receipts by their ids."""
        self.funder, self._receipts = funder, dict(receipts)
        chosen, kept = self.receipt.key, self.expense.receipt if self.expense is not None else ""
        self._show_receipt(kept if chosen and chosen not in self._receipts else chosen)
        words = list(dict.fromkeys([*categories, *map(tell, CATEGORIES)]))
        if (
            words != self._categories.stringList()
        ):  # another completer each time would stay, each with a list of its own
            self._categories.setStringList(words)
        if funder and not self._lines["currency"].text():
            self._lines["currency"].setText(funder)
        self._read_back()

    def take_focus(self) -> None:
        """Put the cursor where an expense begins."""
        self._lines["what"].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def changed(self) -> bool:
        """Whether something was typed that the expense on show does not say."""
        shown = self.expense
        if shown is None:
            return False
        typed = any(line.text().strip() != self._written(shown, name) for name, line in self._lines.items())
        return typed or self.receipt.key != shown.receipt

    def read(self) -> dict[str, str] | None:
        """Return the fields as an expense keeps them; None, with the reason below a field, for what cannot be read."""
        found: dict[str, str] = {}
        wrong: Line | None = None
        for name, line in self._lines.items():
            try:
                found[name] = self._value(name, line.text().strip())
            except Usage as error:
                self.fields[name].trouble(error.next)
                wrong = wrong or line
            else:
                if name not in _DAYS:
                    self.fields[name].trouble(None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        if found["currency"].upper() == self.funder or not self.funder:
            found |= dict.fromkeys(("rate", "rate_on", "rate_source"), "")
        return found | {"rate_to": self.funder if found["rate"] else "", "receipt": self.receipt.key}

    def changeEvent(self, event: QEvent) -> None:
        """Write the numbers anew: what is a point in one language stands between thousands in the other."""
        if event.type() == QEvent.Type.LanguageChange:
            before, self._language = self._language, language()
            for name in _NUMBERS:
                with suppress(Usage):  # what is no number stays as it was typed
                    read = expenses.number(self._lines[name].text(), before)
                    self._lines[name].setText(expenses.shown(read, self._language))
        super().changeEvent(event)

    def _show_receipt(self, id: str) -> None:
        """Offer the receipts, and choose one; one that is not on this laptop any more stays what it is."""
        told = self._receipts if not id or id in self._receipts else {**self._receipts, id: say("A receipt elsewhere")}
        self.receipt.offer({"": NO_RECEIPT, **told})
        self.receipt.show_key(id)

    def _value(self, name: str, text: str) -> str:
        field = self.fields[name]
        if name in _NUMBERS and (text or name != "rate"):
            return expenses.number(text, language())
        if isinstance(field, DayField):
            if field.line.iso is None:
                raise Usage(
                    say("This is no day."), next=say("Write the day as year-month-day, for example 2026-05-09.")
                )
            return field.line.iso
        return text

    def _written(self, expense: Expense, name: str) -> str:
        value = str(getattr(expense, name))
        return expenses.shown(value, language()) if name in _NUMBERS else value

    def _read_back(self) -> None:
        """Say how the numbers are understood, and ask for a rate where one is needed."""
        currency = self._lines["currency"].text().strip().upper()
        needed = bool(self.funder) and len(currency) == 3 and currency != self.funder
        self.rated.setVisible(needed)
        if needed:
            self.fields["rate"].label.say(
                say("1 {funder} is how many {currency}", funder=self.funder, currency=currency)
            )
        try:
            quantity, price = (expenses.number(self._lines[name].text(), language()) for name in ("quantity", "price"))
        except Usage:
            self.reading.hide()
            return
        told = expenses.cost_of(Expense(id="", quantity=quantity, price=price, currency=currency))
        self.reading.setVisible(told is not None and len(currency) == 3)
        if told is not None:
            amounts = expenses.Amounts(language())
            self.reading.say(
                say(
                    "Read as {quantity} × {price} = {cost}",
                    quantity=amounts.decimal(Decimal(quantity)),
                    price=amounts.decimal(Decimal(price)),
                    cost=amounts.money(told, currency),
                )
            )
