"""One person of the list: what is known, corrected in place, what they agreed to, and other entries of theirs."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import people, twins
from hubdesk.desk.people import known_as
from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, say
from hubdesk.model.consent import NOT_IN_SENSITIVE, PURPOSES, SHORT, agrees
from hubdesk.model.records import Event, Person
from hubdesk.ui.page import Page
from hubdesk.ui.prepare.doubts import FIELD_NAMES, STATUS
from hubdesk.ui.widgets.buttons import Button, ButtonRow, Tick
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label

_LINES: Mapping[str, Sentence] = {
    **{name: FIELD_NAMES[name] for name in ("name", "other_script", "username")},
    "badge": say("Badge"),
    **{name: FIELD_NAMES[name] for name in ("email", "phone", "community", "languages", "interpretation", "remark")},
}
_ANSWERS: Mapping[str, Sentence | str] = {
    "": say("Not asked yet"),
    "yes": say("Agrees"),
    "no": say("Does not agree"),
}


class PersonCard(QWidget):
    """Every field is saved on its own a moment after it was typed. `left()` when somebody goes back to the list."""

    left = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._person = page, ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.back = Button(say("Back to the list"), self.left.emit)
        self.heading = Label(role="heading", wrap=True)
        self.fields: dict[str, Field] = {}
        self.answers: dict[str, Field] = {}
        self.twins = QVBoxLayout()

    def build(self) -> Iterator[None]:
        """Lay out what is known and agreed to; each piece may wait."""
        off = Button(say("Take off the list"), self._remove, kind="danger")
        self.column.addWidget(ButtonRow(self.back))
        self.column.addWidget(self.heading)
        self._known()
        yield
        self._agreed()
        self.column.addLayout(self.twins)
        self.column.addWidget(ButtonRow(off))
        yield

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_person(self, person: str) -> None:
        """Show somebody."""
        self._person = person
        self.refresh()

    def begin(self) -> None:
        """Take the focus where typing corrects."""
        self.fields["name"].editor.setFocus()

    def refresh(self) -> None:
        """Show what is saved, but for a field in which somebody types; who is gone is left."""
        found = self._page.desk.read.find(Person, self._person)
        if found is None:
            self.left.emit()
            return
        self.heading.say(known_as(found))
        for name, field in self.fields.items():
            editor, value = field.editor, str(getattr(found, name))
            if isinstance(editor, Line):
                editor.show_text(value)
            elif isinstance(editor, Choice):
                editor.show_key(value)
        for name, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(bool(getattr(found, name)))
            tick.blockSignals(False)
        self._show_answers(found)
        self._show_twins(found)

    def _row_in(self, card: Card) -> FlowBox:
        """Return a row in a new card, both in their places already: what is put in later is styled once."""
        row = FlowBox(gap=12, even=True, top=True)
        self.column.addWidget(card)
        card.add(row)
        return row

    def _known(self) -> None:
        card = Card(say("What is known"))
        row = self._row_in(card)
        for name, label in _LINES.items():
            line = Line()
            line.setMinimumWidth(220)
            line.settled.connect(self._saver(name))
            self.fields[name] = Field(label, line)
        choice = Choice(STATUS)
        choice.picked.connect(self._saver("status"))
        self.fields["status"] = Field(FIELD_NAMES["status"], choice)
        row.show_all(list(self.fields.values()))
        self.ticks = {
            "first_time": Tick(say("Is here for the first time")),
            "private": Tick(say("Registered privately")),
        }
        for name, tick in self.ticks.items():
            tick.toggled.connect(self._saver(name))
        card.add(*self.ticks.values())

    def _agreed(self) -> None:
        row = self._row_in(Card(say("What they agreed to")))
        for purpose in PURPOSES:
            choice = Choice(_ANSWERS)
            choice.picked.connect(self._answerer(purpose))
            self.answers[purpose] = Field(SHORT[purpose], choice)
        row.show_all(list(self.answers.values()))

    def _show_answers(self, person: Person) -> None:
        desk = self._page.desk
        sensitive = desk.read.get(Event, person.event).sensitive
        for purpose, answer in people.consents(desk, person.id).items():
            field = self.answers[purpose]
            field.setVisible(not (sensitive and purpose in NOT_IN_SENSITIVE))
            if isinstance(field.editor, Choice):
                field.editor.show_key(("yes" if agrees(answer) else "no") if answer.at else "")

    def _show_twins(self, person: Person) -> None:
        while (item := self.twins.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in twins.others(self._page.desk, person):
            card = Card()
            told = ", ".join(filter(None, (known_as(each), each.email, each.phone, each.community)))
            part = Button(say("Somebody else"), self._parter(each.id))
            card.add(Label(say("Also on the list as: {who}", who=told), wrap=True), ButtonRow(part))
            self.twins.addWidget(card)

    def _saver(self, name: str) -> Callable[[object], None]:
        return lambda value: self._save(name, value)

    def _save(self, name: str, value: object) -> None:
        try:
            people.edit(self._page.desk, self._person, **{name: value})
        except HubDeskError as error:
            if name in self.fields:
                self.fields[name].trouble(error.what)
            else:
                self._page.frame.notices.trouble(error)
            return
        if name in self.fields:
            self.fields[name].trouble(None)

    def _answerer(self, purpose: str) -> Callable[[str], None]:
        def answer(key: str) -> None:
            if key:
                self._page.attempt(lambda: people.consent(self._page.desk, self._person, purpose, key == "yes"))
            self.refresh()

        return answer

    def _parter(self, other: str) -> Callable[[], None]:
        def part() -> None:
            if self._page.attempt(lambda: twins.same_person(self._page.desk, other, self._person, same=False)):
                self._page.undoable()

        return part

    def _remove(self) -> None:
        if self._page.attempt(lambda: people.remove(self._page.desk, self._person)):
            self._page.undoable()
