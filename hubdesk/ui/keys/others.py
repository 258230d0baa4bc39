"""The cards of others: looked at before they are kept, trusted or not, put away."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import cards
from hubdesk.i18n import isolate, say
from hubdesk.ui import files
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


class Others(Card):
    """Load a card, read its name and words, keep it; below, the cards that are kept."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("Cards of others"))
        self._page = page
        self._looked: list[cards.Kept] = []
        self.load = Button(say("Load a card"), self._ask, kind="primary", icon="open")
        self.preview, self.list = QWidget(), QWidget()
        column = QVBoxLayout(self.preview)
        column.setContentsMargins(0, 8, 0, 0)
        self.found = Label(wrap=True)
        self.keep = Button(say("Keep it: seal upload files for them"), lambda: self._keep(trust=False))
        self.trust = Button(say("Keep it, and take in their work too"), lambda: self._keep(trust=True))
        column.addWidget(Label(say("Call them and compare the six words before you keep the card."), wrap=True))
        column.addWidget(self.found)
        column.addWidget(ButtonRow(self.keep, self.trust, Button(say("Leave it"), self._leave, kind="quiet")))
        self.preview.hide()
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.none = Label(say("No card is kept here. Upload files are not sealed then."), role="quiet", wrap=True)
        hint = Label(say("A recipient card says who receives your upload files. Load it, or drop it here."), wrap=True)
        self.add(hint, ButtonRow(self.load), self.preview, self.none, self.list)
        self.buttons: dict[str, tuple[Button, Button]] = {}

    def refresh(self) -> None:
        """Show the cards that are kept."""
        kept = cards.kept(self._page.desk)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for each in kept:
            self._column.addWidget(self._row(each))
        self.none.setVisible(not kept)

    def look_into(self, paths: list[Path]) -> None:
        """Show what cards say; nothing is kept yet. A bad one is refused."""
        looked: list[cards.Kept] = []
        if self._page.attempt(lambda: looked.extend(cards.look(self._page.desk, path) for path in paths)):
            self._looked = looked
            self.found.say("\n".join(f"{isolate(each.card.name)}: {isolate(each.words)}" for each in looked))
            self.preview.setVisible(bool(looked))
            self.keep.setFocus()

    def _row(self, kept: cards.Kept) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(kept.card.name, role="strong", wrap=True))
        column.addWidget(Label(kept.words, wrap=True))
        state = say("Their work is taken in without asking.") if kept.trusted else say("Only for sealing upload files.")
        column.addWidget(Label(state, role="quiet", wrap=True))
        turn = say("Ask about their work again") if kept.trusted else say("Take in their work without asking")
        switch = Button(turn, partial(self._switch, kept))
        away = Button(say("Put the card away"), partial(self._remove, kept), kind="danger")
        self.buttons[kept.card.key] = (switch, away)
        column.addWidget(ButtonRow(switch, away))
        return box

    def _switch(self, kept: cards.Kept) -> None:
        if self._page.attempt(lambda: cards.keep(self._page.desk, kept.card, trust=not kept.trusted)):
            self._page.undoable()

    def _remove(self, kept: cards.Kept) -> None:
        if self._page.attempt(lambda: cards.remove(self._page.desk, kept.card.key)):
            self._page.undoable()

    def _keep(self, *, trust: bool) -> None:
        looked = list(self._looked)

        def keep() -> None:
            for each in looked:
                cards.keep(self._page.desk, each.card, trust=trust)

        if self._page.attempt(keep):
            self._leave()
            self._page.undoable()

    def _leave(self) -> None:
        self._looked = []
        self.preview.hide()
        self.load.setFocus()

    def _ask(self) -> None:
        files.ask_open(self._page, say("Load a card"), self.look_into, several=True)
