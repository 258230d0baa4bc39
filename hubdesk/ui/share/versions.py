"""What two people changed without knowing of each other, and the choice between their versions."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk.section_index import index
from hubdesk.desk.versions import Side, Split, can_keep_both, keep, keep_both, splits
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.attachments import SHOWN
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.records import Event, Value
from hubdesk.ui import words
from hubdesk.ui.agenda.round import PHASES
from hubdesk.ui.feedback.filters import READERS
from hubdesk.ui.share.difference import Difference
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

MOST = 8
_RECORDS: Mapping[str, Sentence] = {
    "event": say("Event"),
    "person": say("Person"),
    "note": say("Note"),
    "statement": say("Statement"),
    "poll": say("Poll"),
    "question": say("Drafters' question"),
    "agenda": say("Agenda item"),
    "presenter": say("Who presents an item"),
    "consent": say("Consent"),
    "headcount": say("Head-count"),
    "gate": say("Answer before publishing"),
    "code": say("Code"),
    "coding": say("Second coding of a note"),
    "twin": say("Two notes that are much alike"),
    "keeping": say("Until when data about people is kept"),
    "attachment": say("Photo or receipt"),
    "expense": say("Expense"),
    "demographic": say("Question about the people"),
    "answer": say("Answer for a funder"),
    "turn": say("Turn of a speaker"),
    "speaking": say("Order of speakers"),
}
_FIELDS: Mapping[str, Sentence] = {
    "text": say("Words"),
    "question": say("Question"),
    "tally": say("Counts"),
    "present": say("People here"),
    "late": say("Came late"),
    "scale": say("Scale"),
    "line": say("Line as it was typed"),
    "title": say("Title"),
    "name": say("Name"),
    "username": say("User name"),
    "place": say("Place"),
    "start": say("Start"),
    "end": say("End"),
    "kind": say("Kind"),
    "form": say("Form"),
    "language": say("Language"),
    "speaker": say("Speaker"),
    "visibility": say("Who may read"),
    "voices": say("Voices"),
    "caption": say("What it shows"),
    "credit": say("Photographer, as that person wants to be named"),
    "licence": say("Licence"),
    "shown": say("People who can be recognised"),
    "taken": say("Day"),
    "channel": say("How the lines came"),
    "table": say("Table"),
    "pinned": say("Pinned"),
    "theme": say("Theme"),
    "role": say("Signed as"),
    "state": say("State"),
    "community": say("Community"),
    "email": say("E-mail"),
    "remark": say("Remark"),
    "minutes": say("Minutes"),
    "number": say("No."),
    "started": say("Began"),
    "stopped": say("Ended"),
    "phase": say("Reading round"),
    "focus": say("Section in focus"),
    "phase_started": say("Step began"),
    "answer": say("Answer"),
    "coder": say("Name of the second coder"),
    "verdict": say("What was decided"),
    "what": say("What was paid for"),
    "quantity": say("Quantity"),
    "price": say("Price of one"),
    "currency": say("Currency"),
    "category": say("Category"),
    "rate": say("Rate"),
}
_TIMES = frozenset({"started", "stopped", "phase_started"})
#: What a person looks at first.
_FIRST = ("text", "title", "name")


class Versions(Card):
    """Each record once, both sides beside each other with their differing words marked, and a button for each."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("Two versions"))
        self._page = page
        self._most = MOST
        self._zone = "UTC"
        self.splits: list[Split] = []
        self.told = Label(wrap=True)
        self.list = QWidget()
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.more = Button(say("Show more"), self._more)
        self.add(self.told, self.list, self.more)
        self.buttons: list[Button] = []

    def refresh(self) -> None:
        """Show what waits for a choice in the event in front."""
        page = self._page
        event = page.desk.read.find(Event, page.event_id) if page.event_id else None
        self.splits = splits(page.desk, event.id) if event else []
        self._zone = event.zone if event else "UTC"
        self.setVisible(bool(self.splits))
        n = len(self.splits)
        self.told.say(
            count(
                n,
                "{n} record was changed in two ways at once. Nothing is lost: choose the one that stands.",
                "{n} records were changed in two ways at once. Nothing is lost: choose the ones that stand.",
            )
        )
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for split in self.splits[: self._most]:
            self._column.addWidget(self._record(split))
        self.more.setVisible(n > self._most)

    def _record(self, split: Split) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(_RECORDS.get(split.kind, say("Record")), role="strong"))
        row = FlowBox(gap=12, even=True)
        row.show_all([self._side(split, place) for place in range(len(split.sides))])
        column.addWidget(row)
        if can_keep_both(split):
            both = Button(say("Keep both"), lambda: self._keep_both(split))
            both.setAccessibleDescription(shown("text", split.sides[0].values["text"]))
            self.buttons.append(both)
            column.addWidget(ButtonRow(both))
        return box

    def _side(self, split: Split, place: int) -> QWidget:
        side, other = split.sides[place], split.sides[0 if place else 1]
        card = Card()
        card.setMinimumWidth(260)
        here = local(side.at, self._zone)
        at = say("{day}, {time}", day=words.day(here), time=words.clock(here))
        card.add(Label(say("{who}, {at}", who=side.who, at=at) if side.who else at, role="small", wrap=True))
        names = sorted(side.values, key=lambda name: (name not in _FIRST, name))
        for name in names:
            if name == "line" and "text" in side.values:
                continue
            label = _FIELDS.get(name, say("{name}", name=name))
            mine, theirs = self._shown(name, side.values[name]), self._shown(name, other.values.get(name))
            if name not in _FIRST or len(names) > 2:
                card.add(Label(label, role="quiet"))
            card.add(Difference(mine, theirs, tell(label)))
        button = Button(say("Keep this one"), lambda: self._keep(split, side))
        button.setAccessibleDescription(self._shown(names[0], side.values[names[0]]))
        self.buttons.append(button)
        card.add(ButtonRow(button))
        return card

    def _shown(self, field: str, value: Value) -> str:
        """Return a value as the pages of the event in front show it."""
        if value and field in _TIMES:
            return words.clock(local(str(value), self._zone))
        if value and field == "focus":
            named = index(self._page.desk, self._page.event_id).label(str(value), words.language())
            return named or tell(say("A section that is not in this text"))
        return shown(field, value)

    def _keep(self, split: Split, side: Side) -> None:
        if self._page.attempt(lambda: keep(self._page.desk, split, side)):
            self._page.undoable()

    def _keep_both(self, split: Split) -> None:
        if self._page.attempt(lambda: keep_both(self._page.desk, split)):
            self._page.undoable()

    def _more(self) -> None:
        self._most += MOST
        self.refresh()


def shown(field: str, value: Value) -> str:
    """Return a value as people read it in the language of the window."""
    if isinstance(value, bool):
        return tell(say("yes") if value else say("no"))
    if isinstance(value, int):
        return words.number(value)
    table: Mapping[str, Mapping[str, Sentence]] = {
        "kind": {id: each.label for id, each in KINDS.items()},
        "form": {id: each.label for id, each in FORMS.items()},
        "visibility": READERS,
        "shown": SHOWN,
        "phase": PHASES | {"done": say("The reading round is over.")},
    }
    if value and value in table.get(field, {}):
        return tell(table[field][value])
    if field == "language" and value:
        return words.own_name(value)
    return value or tell(say("(empty)"))
