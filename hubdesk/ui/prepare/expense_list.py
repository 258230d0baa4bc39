"""What a list of expenses would bring, told before anything of it is kept."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from hubdesk.desk.expense_lists import Read
from hubdesk.i18n import count, say
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label

#: So many rows that are left out are named.
_NAMED = 8


class ExpenseList(Card):
    """A part of the page, shown while a list waits; `take` keeps what is new in it."""

    def __init__(self, take: Callable[[Read], object]) -> None:
        super().__init__(say("Expenses from a list"))
        self._take = take
        self._found: Read | None = None
        self._lines = QVBoxLayout()
        self.keep, self.leave = Button(say("Add them"), self._keep, kind="primary"), Button(say("Leave it"), self.hide)
        self.add(self._lines, ButtonRow(self.keep, self.leave))
        self.hide()

    def show_list(self, found: Read) -> None:
        """Tell what is new, what is here already, and what is left out and why."""
        self._found = found
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        new = len(found.new)
        told = [count(new, "{n} expense is new", "{n} expenses are new")]
        told += [count(found.same, "{n} is here already", "{n} are here already")] if found.same else []
        told += [say("The column {name} was not taken.", name=name) for name in found.unknown]
        rows = [say("Row {number}: {reason}", number=n, reason=reason) for n, reason in found.left_out[:_NAMED]]
        more = len(found.left_out) - len(rows)
        rows += [count(more, "{n} more row is left out.", "{n} more rows are left out.")] if more else []
        for line in told:
            self._lines.addWidget(Label(line, wrap=True))
        for line in rows:
            self._lines.addWidget(Label(line, role="warning", wrap=True))
        self.keep.setVisible(bool(new))
        self.show()
        (self.keep if new else self.leave).setFocus()

    def _keep(self) -> None:
        self.hide()
        if self._found is not None:
            self._take(self._found)
