"""The first start: choose a language by its own name, then begin, open, or look around."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimeZone
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.i18n import LANGUAGES, Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.templates import TEMPLATES
from hubdesk.ui.menus import name_and_state
from hubdesk.ui.page import Page
from hubdesk.ui.sensitive import SensitiveCard
from hubdesk.ui.times import instant
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, CardButton, kept_narrow
from hubdesk.ui.widgets.dates import DayField, HourField
from hubdesk.ui.widgets.fields import Choice, Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.mark import IconMark
from hubdesk.ui.words import language

if TYPE_CHECKING:
    from hubdesk.ui.jobs import Report


class FirstPage(Page):
    """Welcome and the three ways in; `arrive("new")` shows the form for a new event."""

    title = say("Welcome")
    needs_event = False
    topic = "first-steps"

    def build(self) -> None:
        """Lay out the languages, the ways in, and the form that is shown when somebody starts an event."""
        self.welcome = self._welcome()
        self.form = self._form()
        self.form.hide()
        self.column.addWidget(self.welcome)
        self.column.addLayout(kept_narrow(self.form))

    def refresh(self, change: Change | None) -> None:
        """Mark the language that is spoken."""
        for tag, button in self.languages.items():
            button.setChecked(tag == language())
            button.say(say("{name}", name=name_and_state(tag)))

    def arrive(self, about: str) -> None:
        """Show the form for "new", else the welcome."""
        new = about == "new"
        self.title = say("Start an event") if new else say("Welcome")
        self.welcome.setVisible(not new)
        self.form.setVisible(new)
        self.main = self.name if new else self.start
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _welcome(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(16)
        column.addWidget(Label("HubDesk", role="number"))
        column.addWidget(
            Label(
                say("Check people in, take notes tagged to a document, walk out with the report. No internet needed."),
                wrap=True,
            )
        )
        column.addWidget(Label(say("Your language"), role="heading"))
        self.languages: dict[str, Button] = {}
        flow = FlowBox()
        for tag, name in LANGUAGES.items():
            self.languages[tag] = Button(say("{name}", name=name), self._speaker(tag))
            self.languages[tag].setCheckable(True)
        flow.show_all(self.languages.values())
        column.addWidget(flow)
        column.addWidget(Label(say("How do you want to begin?"), role="heading"))
        self.start = self._way(
            "add", say("Start an event"), say("You hold a gathering and set it up on this laptop."), self._new
        )
        self.open = self._way(
            "open",
            say("Open an event package or file"),
            say("Somebody gave you a file on a stick: you help at their event, or take home what was collected."),
            self._open,
        )
        self.sample = self._way(
            "sample",
            say("Look around the sample event"),
            say("An invented evening with people, notes and a charter. You can remove it at any time."),
            self._make_sample,
        )
        ways = FlowBox(gap=16, even=True)
        ways.show_all([self.start, self.open, self.sample])
        column.addWidget(ways)
        self.main = self.start
        return box

    def _way(self, icon: str, name: Sentence, words: Sentence, call: Callable[[], object]) -> CardButton:
        card = CardButton(name)
        card.column.addWidget(IconMark(icon, "link", side=28))
        card.column.addWidget(Label(name, role="heading", wrap=True))
        card.column.addWidget(Label(words, role="quiet", wrap=True))
        card.column.addStretch(1)
        card.clicked.connect(lambda _checked=False: call())
        return card

    def _form(self) -> Card:
        card = Card()
        self.name = Line(say("For example: Evening about hubs"))
        self.name.returnPressed.connect(self._create)
        self.name_field = Field(say("Name of the event"), self.name)
        self.template = Choice({key: each.name for key, each in TEMPLATES.items()})
        self.sensitive = SensitiveCard()
        self.sensitive.hide()
        self.template.currentIndexChanged.connect(self._chosen)
        self.day, self.hour = DayField(say("Day")), HourField(say("Begins at"))
        self.place = Line(say("Room, street, town"))
        self.place_field = Field(say("Place"), self.place)
        row = FlowBox(gap=16, top=True)
        row.show_all([self.day, self.hour])
        card.add(
            self.name_field,
            Field(
                say("Sort of gathering"),
                self.template,
                help=say("It brings a run-sheet. A sensitive gathering keeps badge numbers only; choose it now."),
            ),
            self.sensitive,
            row,
            self.place_field,
            Label(say("Only the name is needed. Everything else can wait."), role="quiet", wrap=True),
            ButtonRow(
                Button(say("Start the event"), self._create, kind="primary"),
                Button(say("Not now"), self._not_now),
            ),
        )
        return card

    def _chosen(self, _row: int) -> None:
        """Say at once what a sensitive gathering is, and ask for no place then."""
        sensitive = TEMPLATES[self.template.key].sensitive if self.template.key in TEMPLATES else False
        self.sensitive.setVisible(sensitive)
        self.place_field.setVisible(not sensitive)

    def _speaker(self, tag: str) -> Callable[[], object]:
        return lambda: self._speak(tag)

    def _speak(self, tag: str) -> None:
        if self.frame.preferences is not None:
            self.frame.preferences.speak(tag)

    def _new(self) -> None:
        self.frame.go("first", "new")

    def _not_now(self) -> None:
        from hubdesk.model.records import Event

        self.frame.go("events" if self.desk.read.all(Event) else "first")

    def _open(self) -> None:
        self.frame.actions["open"].trigger()

    def _create(self) -> None:
        from hubdesk.desk import events

        self.name_field.trouble(None if self.name.text().strip() else say("Give the event a name."))
        day, hours = self.day.line.iso, self.hour.hours
        if not self.name.text().strip() or day is None or hours is None:
            return
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
        wanted: dict[str, Any] = {"title": self.name.text().strip(), "template": self.template.key, "zone": zone}
        wanted |= {"place": self.place.text().strip(), "languages": [language()]}
        start = instant(day, hours, zone)
        if TEMPLATES[self.template.key].sensitive and not self.desk.locked:
            self.frame.go("lock", json.dumps(wanted | {"begins": start.isoformat() if start else ""}))
            return
        made: list[str] = []

        def create() -> None:
            made.append(events.create(self.desk, start=start, **wanted))

        if self.attempt(create):
            for each in (self.name, self.place, self.day.line, self.hour.line):
                each.clear()
            self.frame.open_event(made[0], "prepare")

    def _make_sample(self) -> None:
        def work(_report: "Report") -> object:
            from hubdesk.desk import sample

            return sample.make_sample(self.desk)

        self.run(say("Making the sample event"), work, self._open_sample)

    def _open_sample(self, event: object) -> None:
        self.frame.open_event(str(event), "prepare")
