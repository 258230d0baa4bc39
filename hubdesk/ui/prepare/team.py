"""The laptops of the team: who they are, who is out, and the way out and in again."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import expelling
from hubdesk.i18n import Sentence, say
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


class Team(Card):
    """A row for each laptop: its name, its six words, how it stands, and what can be done about it."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("Laptops of the team"))
        self._page = page
        self.list, self.out = QWidget(), QWidget()
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.add(
            Label(say("A laptop was lost, or somebody left? Take it out of the team."), role="quiet", wrap=True),
            self.list,
            self.out,
        )
        told = QVBoxLayout(self.out)
        told.setContentsMargins(0, 8, 0, 0)
        told.addWidget(Label(say("About a laptop that is out"), role="strong", wrap=True))
        for each in expelling.CONSEQUENCES:
            told.addWidget(Label(each, wrap=True))
        self.names: list[str] = []
        self.buttons: dict[str, Button] = {}

    def refresh(self) -> None:
        """Show who joined so far, and who is out."""
        found = expelling.team(self._page.desk, self._page.event_id)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.names, self.buttons = [one.name for one in found], {}
        here = not any(one.own and one.state == "out" for one in found)
        for each in found:
            self._column.addWidget(self._row(each, here=here))
        self.out.setVisible(any(one.state == "out" for one in found))
        self.setVisible(bool(found))

    def _row(self, laptop: expelling.Laptop, *, here: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(laptop.name, role="strong", wrap=True))
        column.addWidget(Label(laptop.words, role="quiet", wrap=True))
        column.addWidget(Label(_state(laptop), wrap=True))
        if not laptop.own and here and laptop.state != "unknown":
            column.addWidget(ButtonRow(self._button(laptop)))
        return box

    def _button(self, laptop: expelling.Laptop) -> Button:
        if laptop.state == "out":
            made = Button(say("Take {name} in again", name=laptop.name), partial(self._decide, laptop.key, again=True))
        else:
            text = say("Take {name} out of the team", name=laptop.name)
            made = Button(text, partial(self._decide, laptop.key, again=False), kind="danger")
        self.buttons[laptop.key] = made
        return made

    def _decide(self, key: str, *, again: bool) -> None:
        verb = expelling.readmit if again else expelling.expel
        if self._page.attempt(lambda: verb(self._page.desk, self._page.event_id, key)):
            self._page.undoable()
            if key in self.buttons:  # the rows are new ones
                self.buttons[key].setFocus()


def _state(laptop: expelling.Laptop) -> Sentence:
    if laptop.state == "out":
        return say("This laptop, taken out of the team") if laptop.own else say("Taken out of the team")
    if laptop.state == "unknown":
        return say("Not accepted by anybody yet")
    return say("This laptop") if laptop.own else say("Belongs to the team")
