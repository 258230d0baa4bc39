"""One item of the run-sheet: what it is called, its kind, how long it should last, and who sees it."""

from hubdesk.desk import agenda
from hubdesk.desk.section_index import index, index_at_hand
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.records import AgendaItem
from hubdesk.model.signs import whole
from hubdesk.model.templates import ITEM_NAMES
from hubdesk.ui.feedback.section_line import SectionLine
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Tick
from hubdesk.ui.widgets.chips import ChipLine
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language

WHOLE = say("Give a whole number.")


class ItemPart(Page):
    """A form that saves by itself."""

    title = say("The item")
    watches = frozenset({"agenda", "presenter", "charter", "edition", "section", "text"})

    def build(self) -> None:
        """Lay out the form, and the words that stand there while no item is chosen."""
        self._item = ""
        self._shown: list[str] = []
        self.none = Label(say("Choose an item of the run-sheet."), role="quiet", wrap=True)
        self.name, self.minutes, self.silent, self.presenter = Line(), Line(), Line(), Line()
        self.kind, self.seen = Choice(dict(ITEM_NAMES)), Choice(dict(agenda.VISIBILITIES))
        self.off = Tick(say("Off the record: nothing is noted"))
        self.place, self.places = SectionLine(), ChipLine()
        self.length = Field(say("Minutes"), self.minutes)
        self.quiet = Field(say("Silent minutes for each section"), self.silent)
        self.of_section = Field(say("Section in focus"), self.place)
        self.by = Field(say("Who presents it"), self.presenter, help=say("The name stays with the team."))
        self.rows = [
            Field(say("Title"), self.name),
            Field(say("Sort"), self.kind),
            self.length,
            self.of_section,
            self.places,
            self.quiet,
            self.by,
            Field(say("Who sees it"), self.seen),
            self.off,
        ]
        self.column.addWidget(self.none)
        for row in self.rows:
            self.column.addWidget(row)
        self.name.settled.connect(lambda text: self._save(title=text))
        self.kind.picked.connect(lambda key: self._save(type=key))
        self.seen.picked.connect(lambda key: self._save(visibility=key))
        self.presenter.settled.connect(lambda text: self._save(presenter=text))
        self.off.toggled.connect(lambda on: self._save(off_record=on))
        self.minutes.settled.connect(lambda text: self._save_number(self.length, "minutes", text))
        self.silent.settled.connect(lambda text: self._save_number(self.quiet, "silent", text))
        self.place.serve(lambda: index_at_hand(self.desk, self.event_id))
        self.place.returnPressed.connect(self._add_section)
        self.main = self.name

    def refresh(self, change: Change | None) -> None:
        """Show what is saved of the chosen item."""
        self.show_item(self._item)

    def show_item(self, item: str) -> None:
        """Show an item by its id, "" for none."""
        if item != self._item:
            self.settle()  # what is being typed is of the item before
        found = self.desk.read.find(AgendaItem, item) if item else None
        self._item = found.id if found else ""
        self.none.setVisible(found is None)
        for row in self.rows:
            row.setVisible(found is not None)
        for field in (self.length, self.quiet, self.of_section):
            field.trouble(None)
        if found is not None:
            self._show(found)

    def _show(self, item: AgendaItem) -> None:
        self.name.show_text(item.title)
        self.kind.show_key(item.type)
        self.minutes.show_text(str(item.minutes))
        self.silent.show_text(str(item.silent))
        self.presenter.show_text(agenda.presenters(self.desk, item.event).get(item.id, ""))
        self.seen.show_key(item.visibility)
        self.off.blockSignals(True)  # shown, not ticked by a person
        self.off.setChecked(item.off_record)
        self.off.blockSignals(False)
        self.quiet.setVisible(item.type == "reading round")
        self._shown = sorted(item.sections)
        known = index(self.desk, item.event) if self._shown and self.sections_there() else None
        if known is not None:
            order = {wid: place for place, wid in enumerate(known.places)}
            self._shown.sort(key=lambda wid: order.get(wid, len(order)))
        labels: list[str | Sentence] = [
            (known.label(wid, language()) if known else "") or wid[:8] for wid in self._shown
        ]
        self.places.show_chips(labels, self._take_off)
        self.places.setVisible(bool(labels))

    def _add_section(self) -> None:
        wid = self.place.wid
        self.of_section.trouble(None if wid else say("There is no such section here."))
        if wid:
            self.place.clear()
            self._save(sections=[*self._shown, wid])

    def _take_off(self, place: int) -> None:
        self._save(sections=[wid for at, wid in enumerate(self._shown) if at != place])

    def _save(self, **fields: object) -> None:
        item = self._item
        if item:
            self.attempt(lambda: agenda.edit(self.desk, item, **fields))

    def _save_number(self, field: Field, name: str, text: str) -> None:
        typed = whole(text)
        field.trouble(WHOLE if typed is None else None)
        if typed is not None:
            self._save(**{name: typed})
