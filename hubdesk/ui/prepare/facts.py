"""What the event is: a form that saves by itself."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimeZone
from PySide6.QtWidgets import QCompleter, QWidget

from hubdesk.desk import events
from hubdesk.errors import HubDeskError
from hubdesk.i18n import LANGUAGES, Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.fold import fold
from hubdesk.model.records import Event
from hubdesk.model.templates import MODES, STATES, TYPES
from hubdesk.ui import words
from hubdesk.ui.page import Page
from hubdesk.ui.sensitive import SensitiveCard
from hubdesk.ui.times import instant, local
from hubdesk.ui.widgets.buttons import Tick
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.chips import ChipLine
from hubdesk.ui.widgets.dates import DayField, HourField
from hubdesk.ui.widgets.fields import Choice, Field, Line, Paper
from hubdesk.ui.widgets.flow import FlowBox

_NAMES: dict[str, Sentence] = {
    "conversation": say("Conversation"),
    "workshop": say("Workshop"),
    "training": say("Training"),
    "meetup": say("Meet-up"),
    "conference": say("Conference"),
    "one-to-one": say("One to one"),
    "other": say("Other"),
    "in-person": say("In one room"),
    "online": say("Online"),
    "hybrid": say("In a room and online"),
    "preparing": say("Preparing"),
    "running": say("Running"),
    "to report": say("To report"),
    "reported": say("Reported"),
}
_DAYS: dict[str, Sentence] = {
    "feedback_closes": say("Feedback closes"),
    "upload_by": say("Upload the files by"),
    "grant_due": say("Grant application due"),
    "report_due": say("Grant report due"),
    "retention": say("Delete what was collected about people on"),
}


class FactsPart(Page):
    """Every field is saved on its own a moment after it was typed; trouble stands below its field."""

    title = say("The event")
    watches = frozenset({"event"})

    def build(self) -> Iterator[None]:
        """Lay out the form in four cards."""
        self.fields: dict[str, Field] = {}
        self.languages: list[str] = []
        for card in (self._what, self._when, self._where, self._days):
            card()
            yield

    def refresh(self, change: Change | None) -> None:
        """Show what is saved, but for a field in which somebody types."""
        event = self.desk.read.find(Event, self.event_id)
        if event is None:
            return
        for name, field in self.fields.items():
            editor = field.editor
            value = str(getattr(event, name, ""))
            if isinstance(editor, Choice):
                editor.show_key(value)
            elif isinstance(editor, (Line, Paper)) and name not in ("start", "end", "languages"):
                editor.show_text(value[:10] if name in _DAYS else value)
        for day, hour, at in ((self.day, self.hour, event.start), (self.last_day, self.last_hour, event.end)):
            wall = local(at, event.zone)
            day.line.show_text(wall[:10])
            hour.line.show_text(words.clock(wall))
        self.hidden.setChecked(event.place_hidden)
        self.languages = sorted(event.languages)
        self.chips.show_chips([words.own_name(tag) for tag in self.languages], self._drop_language)
        self.uploads.setChecked(event.uploads)
        for each in (self.sensitive, self.uploads):
            each.setVisible(event.sensitive)

    def _what(self) -> None:
        card = Card(say("What it is"))
        self.sensitive = SensitiveCard()
        self.uploads = Tick(say("All agreed that its notes may leave: upload files may be written"))
        self.uploads.toggled.connect(lambda on: self._save("uploads", on))
        row = FlowBox(gap=16, top=True)
        row.show_all(
            [
                self._choice("type", say("Sort"), TYPES),
                self._choice("mode", say("How people meet"), MODES),
                self._choice("state", say("How far it is"), STATES),
            ]
        )
        self.column.addWidget(self.sensitive)
        card.add(self.uploads, self._line("title", say("Name of the event")), row)
        card.add(self._line("host", say("Host community or affiliate")), self._line("series", say("Series")))
        self.column.addWidget(card)
        self.main = self.fields["title"].editor

    def _when(self) -> None:
        card = Card(say("When"))
        self.day, self.hour = DayField(say("First day")), HourField(say("Begins at"))
        self.last_day, self.last_hour = DayField(say("Last day")), HourField(say("Ends at"))
        row = FlowBox(gap=16, top=True)
        row.show_all([self.day, self.hour, self.last_day, self.last_hour])
        for each in (self.day, self.hour):
            each.line.settled.connect(lambda _text: self._save_time("start", self.day, self.hour))
        for each in (self.last_day, self.last_hour):
            each.line.settled.connect(lambda _text: self._save_time("end", self.last_day, self.last_hour))
        zone = self._line("zone", say("Time zone"), help=say("As Area/City, for example Africa/Nairobi."))
        editor = zone.editor
        if isinstance(editor, Line):
            zones = [bytes(each.data()).decode() for each in QTimeZone.availableTimeZoneIds()]
            editor.setCompleter(QCompleter(zones, editor))
        card.add(row, zone)
        self.column.addWidget(card)

    def _where(self) -> None:
        card = Card(say("Where, and in which languages"))
        self.hidden = Tick(say("Keep the place to ourselves: it stands in no report"))
        self.hidden.toggled.connect(lambda on: self._save("place_hidden", on))
        self.language = Line(say("Add a language by its name or tag"))
        self.language.setCompleter(QCompleter(list(LANGUAGES.values()), self.language))
        self.language.returnPressed.connect(self._add_language)
        self.chips = ChipLine()
        spoken = Field(say("Languages of the room"), self.language, help=say("Press Enter after each."))
        self.fields["languages"] = spoken
        card.add(self._line("place", say("Place")), self.hidden, spoken, self.chips)
        card.add(
            self._line("channels", say("Where it was announced")),
            self._paper("invitation", say("Text of the invitation")),
        )
        self.column.addWidget(card)

    def _days(self) -> None:
        card = Card(say("Days that matter"))
        row = FlowBox(gap=16, top=True)
        made: list[QWidget] = []
        for name, text in _DAYS.items():
            field = DayField(text)
            field.line.settled.connect(lambda _text, name=name, field=field: self._save_day(name, field))
            self.fields[name] = field
            made.append(field)
        row.show_all(made)
        card.add(row)
        self.column.addWidget(card)

    def _line(self, name: str, label: Sentence, *, help: Sentence | None = None) -> Field:
        editor = Line()
        field = Field(label, editor, help=help)
        editor.settled.connect(self._saver(name))
        self.fields[name] = field
        return field

    def _paper(self, name: str, label: Sentence) -> Field:
        editor = Paper(lines=4)
        field = Field(label, editor)
        editor.settled.connect(self._saver(name))
        self.fields[name] = field
        return field

    def _choice(self, name: str, label: Sentence, keys: tuple[str, ...]) -> Field:
        editor = Choice({key: _NAMES[key] for key in keys})
        field = Field(label, editor)
        editor.picked.connect(self._saver(name))
        self.fields[name] = field
        return field

    def _saver(self, name: str) -> Callable[[str], None]:
        return lambda text: self._save(name, text)

    def _save(self, name: str, value: object) -> None:
        field = self.fields.get(name)
        try:
            events.edit(self.desk, self.event_id, origin=self, **{name: value})
        except HubDeskError as error:
            if field is None:
                self.frame.notices.trouble(error)
            else:
                field.trouble(error.what)
            return
        if field is not None and not isinstance(field, DayField):
            field.trouble(None)

    def _save_day(self, name: str, field: DayField) -> None:
        if field.line.iso is not None:
            self._save(name, field.line.iso)

    def _save_time(self, name: str, day: DayField, hour: HourField) -> None:
        if day.line.iso is None or hour.hours is None:
            return
        zone = self.desk.read.get(Event, self.event_id).zone
        at = instant(day.line.iso, hour.hours, zone)
        try:
            events.edit(self.desk, self.event_id, origin=self, **{name: at if at else ""})
        except HubDeskError as error:
            day.trouble(error.what)

    def _add_language(self) -> None:
        text = self.language.text().strip()
        by_name = {fold(own): tag for tag, own in LANGUAGES.items()}
        tag = by_name.get(fold(text), text)
        if tag and tag not in self.languages:
            self._save("languages", [*self.languages, tag])
        self.refresh(None)
        if tag in self.languages:
            self.language.clear()

    def _drop_language(self, place: int) -> None:
        self._save("languages", [tag for at, tag in enumerate(self.languages) if at != place])
        self.refresh(None)
        self.language.setFocus()
