"""What is known about one photo or receipt: every field is saved on its own a moment after it was typed."""

from functools import partial

from PySide6.QtCore import Signal

from hubdesk.desk.attachments import Shown
from hubdesk.i18n import Sentence, say
from hubdesk.model.attachments import LICENCES, SHOWN
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.dates import DayField
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label


class About(Card):
    """A form about one record; `said(id, name, value)` when a person changed a field of it."""

    said = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self.name = Label(role="heading", wrap=True)
        self.caption, self.credit = Line(), Line()
        none: dict[str, Sentence | str] = {"": say("None yet")}
        self.licence = Choice(none | {key: name for key, (name, _) in LICENCES.items()})
        self.shown = Choice(SHOWN)
        self.day = DayField(say("Day"))
        self.state = Label(role="quiet", wrap=True)
        self._public = [
            Field(
                say("Photographer, as that person wants to be named"),
                self.credit,
                help=say("Write a name only when its owner wants it to stand beside the photo."),
            ),
            Field(say("Licence"), self.licence),
            Field(say("People who can be recognised"), self.shown),
        ]
        row = FlowBox(gap=16, top=True)
        row.show_all([*self._public[1:], self.day])
        self.add(self.name, Field(say("What it shows"), self.caption), self._public[0], row, self.state)
        for name, line in (("caption", self.caption), ("credit", self.credit)):
            line.settled.connect(partial(self._say, name))
        for name, choice in (("licence", self.licence), ("shown", self.shown)):
            choice.picked.connect(partial(self._say, name))
        self.day.line.settled.connect(lambda _text: self._say_day())

    def show_record(self, one: Shown) -> None:
        """Show what is saved, but for a field in which somebody types; what was typed about another one is its own."""
        record = one.record
        if record.id != self._id:
            for line in (self.caption, self.credit, self.day.line):
                line.settle()
            self._id = record.id
        self.name.say(record.name)
        for line, text in ((self.caption, record.caption), (self.credit, record.credit), (self.day.line, record.taken)):
            line.show_text(text)
        self.licence.show_key(record.licence)
        self.shown.show_key(record.shown)
        for each in self._public:
            each.setVisible(record.sort == "photo")
        if not one.here:
            self.state.say(say("The file itself is on another laptop; it comes with a team file from there."))
        else:
            self.state.say(one.lacks[0] if one.lacks else say("It may be published."))

    def _say(self, name: str, value: str) -> None:
        self.said.emit(self._id, name, value)

    def _say_day(self) -> None:
        if self.day.line.iso is not None:
            self._say("taken", self.day.line.iso)
