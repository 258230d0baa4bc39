"""Work of unknown laptops: it waits, and can be read, until a person has compared six words and accepts it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import exchange, membership, merging, strangers
from hubdesk.desk.merging import Waiting as Work
from hubdesk.i18n import count, isolate, say
from hubdesk.model.records import Event
from hubdesk.ui import words
from hubdesk.ui.jobs import Report
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

#: So many texts of one file are shown; `hubdesk bundle waiting` shows all.
MOST = 300


class Waiting(Card):
    """Every file that waits: which event, whose work, the words to compare, and the two answers."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("Waiting: work of unknown laptops"))
        self._page = page
        self.list = QWidget()
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.add(
            Label(
                say("Call them and compare the six words; they find theirs on their page Share. Then accept, or not."),
                wrap=True,
            ),
            self.list,
        )
        self.accept_buttons: list[Button] = []
        self.read_buttons: list[Button] = []
        self.readings: dict[str, Label] = {}

    def refresh(self) -> None:
        """Show what waits in this workspace."""
        found = merging.waiting(self._page.desk)
        self.setVisible(bool(found))
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.accept_buttons, self.read_buttons, self.readings = [], [], {}
        for each in found:
            self._column.addWidget(self._file(each))

    def _file(self, work: Work) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        desk = self._page.desk
        event = desk.read.find(Event, work.event)
        title = event.title if event else work.event[:8]
        told = say("About {event}, came on {day}", event=title, day=words.day(work.at))
        column.addWidget(Label(told, role="strong", wrap=True))
        out = membership.standing(desk, work.event).out
        for key in work.authors:
            name = membership.name_of(desk, work.event, key) or key[:8]
            spoken = exchange.spoken_words(desk, key)
            column.addWidget(Label(f"{isolate(name)}: {isolate(spoken)}", wrap=True))
            if key in out:
                told = say("{name} was taken out of the team. To accept this work is to take it in again.", name=name)
                column.addWidget(Label(told, wrap=True))
        accept = Button(say("The words are the same: accept"), lambda: self._accept(work.sha256))
        self.accept_buttons.append(accept)
        refuse = Button(say("Throw this work away"), lambda: self._refuse(work.sha256), kind="danger")
        read = Button(say("Read what it says"), lambda: self._read(work.sha256))
        self.read_buttons.append(read)
        reading = self.readings[work.sha256] = Label(wrap=True)
        reading.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        reading.hide()
        column.addWidget(reading)
        column.addWidget(ButtonRow(read, accept, refuse))
        return box

    def _read(self, sha256: str) -> None:
        if self.readings[sha256].isVisible():
            self.readings[sha256].hide()
            return
        desk = self._page.desk
        self._page.run(say("Reading what waits"), lambda _report: strangers.read(desk, sha256), self._show_reading)

    def _show_reading(self, found: object) -> None:
        """Show what a file says: its laptop, numbers, then the texts, each apart from its surroundings."""
        assert isinstance(found, strangers.Reading)
        label = self.readings.get(found.sha256)
        if label is None:
            return
        numbers = (
            count(len(found.notes), "{n} note", "{n} notes"),
            count(len(found.statements), "{n} statement", "{n} statements"),
            count(found.people, "{n} person", "{n} people"),
            count(found.others, "{n} other record", "{n} other records"),
        )
        names = words.listed([each.name or each.key[:8] for each in found.strangers])
        lines = [words.tell(say("In their own words these are: {names}", names=names))]
        if found.new_event:
            lines.append(words.tell(say("It brings an event that is not here yet: {event}", event=found.title)))
        lines.append(words.listed([words.tell(number) for number in numbers]))
        texts = [*found.notes, *found.statements]
        lines += [f"• {isolate(text)}" for text in texts[:MOST]]
        if len(texts) > MOST:
            lines.append(words.tell(count(len(texts) - MOST, "{n} more text", "{n} more texts")))
        label.say("\n".join(lines))
        label.show()

    def _accept(self, sha256: str) -> None:
        desk = self._page.desk

        def work(_report: Report) -> object:
            return merging.accept_waiting(desk, sha256)

        self._page.run(say("Taking the work in"), work, self._accepted)

    def _accepted(self, done: object) -> None:
        assert isinstance(done, merging.Absorbed)
        self._page.frame.notices.say(say("Their work is taken in."), tone="success")
        self._page.refresh(None)

    def _refuse(self, sha256: str) -> None:
        if self._page.attempt(lambda: merging.refuse_waiting(self._page.desk, sha256)):
            self._page.frame.notices.say(say("It was thrown away. The file it came in is where it was."))
            self._page.refresh(None)
