"""One item of the run-sheet: what it is called, its kind, and how long it should last."""

from hubdesk.desk import agenda
from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.model.records import AgendaItem
from hubdesk.model.templates import ITEM_NAMES
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.label import Label


class ItemPart(Page):
    """A form that saves by itself."""

    title = say("The item")
    watches = frozenset({"agenda"})

    def build(self) -> None:
        """Lay out the form, and the words that stand there while no item is chosen."""
        self._item = ""
        self.none = Label(say("Choose an item of the run-sheet."), role="quiet", wrap=True)
        self.name, self.minutes = Line(), Line()
        self.kind = Choice(dict(ITEM_NAMES))
        self.fields = [
            Field(say("Title"), self.name),
            Field(say("Sort"), self.kind),
            Field(say("Minutes"), self.minutes),
        ]
        self.column.addWidget(self.none)
        for field in self.fields:
            self.column.addWidget(field)
        self.name.settled.connect(lambda text: self._save(title=text))
        self.kind.picked.connect(lambda key: self._save(type=key))
        self.minutes.settled.connect(self._save_minutes)
        self.main = self.name

    def refresh(self, change: Change | None) -> None:
        """Show what is saved of the chosen item."""
        self.show_item(self._item)

    def show_item(self, item: str) -> None:
        """Show an item by its id, "" for none."""
        found = self.desk.read.find(AgendaItem, item) if item else None
        self._item = found.id if found else ""
        self.none.setVisible(found is None)
        for field in self.fields:
            field.setVisible(found is not None)
            field.trouble(None)
        if found is not None:
            self.name.show_text(found.title)
            self.kind.show_key(found.type)
            self.minutes.show_text(str(found.minutes))

    def _save(self, **fields: object) -> None:
        item = self._item
        if item:
            self.attempt(lambda: agenda.edit(self.desk, item, **fields))

    def _save_minutes(self, text: str) -> None:
        text = text.strip()
        if text.isdecimal():
            self._save(minutes=int(text))
        self.fields[2].trouble(None if text.isdecimal() else say("Give a whole number."))
