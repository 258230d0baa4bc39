"""Incident notes of the event in front: a quiet place, on this laptop alone."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import incidents
from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.model.records import Event, Incident
from hubdesk.ui.page import Page
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card, kept_narrow
from hubdesk.ui.widgets.fields import Field, Paper
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import clock, day


class IncidentsPage(Page):
    """What is typed here is no note: it is kept when the button is pressed, and shown nowhere else."""

    title = say("Incident notes")
    watches = frozenset({"incident", "event"})
    topic = "notes"

    def build(self) -> None:
        """Lay out what this place is for, two fields, and what was kept."""
        card = Card(say("Keep an incident note"))
        self.what, self.done = Paper(lines=4), Paper(lines=2)
        self.keep_it = Button(say("Keep"), self._keep, kind="primary")
        card.add(
            Label(
                say(
                    "What happened against the code of conduct. It stays on this laptop: it is in no file for others, "
                    "in no report and in no search. The backups of this laptop hold it; a passphrase protects it."
                ),
                role="quiet",
                wrap=True,
            ),
            Field(say("What happened"), self.what),
            Field(say("What was done about it"), self.done),
            ButtonRow(self.keep_it),
        )
        self.column.addLayout(kept_narrow(card))
        self.list = QWidget()
        self.column.addWidget(self.list)
        self.main = self.what

    def refresh(self, change: Change | None) -> None:
        """Show the incident notes, the newest first; what is being typed stays."""
        gathering = self.desk.read.find(Event, self.event_id)
        shown, self.list = self.list, QWidget()
        rows = QVBoxLayout(self.list)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for one in incidents.of_event(self.desk, self.event_id) if gathering else ():
            rows.addLayout(kept_narrow(self._card(one, gathering.zone if gathering else "UTC")))
        self.column.replaceWidget(shown, self.list)
        shown.setParent(None)
        shown.deleteLater()

    def _card(self, one: Incident, zone: str) -> Card:
        card, at = Card(), local(one.at, zone)
        card.add(Label(say("{day}, {time}", day=day(at), time=clock(at)), role="small"), Label(one.text, wrap=True))
        if one.done:
            card.add(Label(say("Done: {text}", text=one.done), wrap=True))
        card.add(ButtonRow(Button(say("Remove"), partial(self._remove, one.id), kind="quiet", icon="remove")))
        return card

    def _keep(self) -> None:
        text, done = self.what.toPlainText(), self.done.toPlainText()
        if self.attempt(lambda: incidents.add(self.desk, self.event_id, text, done=done)):
            self.what.clear()
            self.done.clear()
            self.undoable()
        self.what.setFocus()

    def _remove(self, incident: str) -> None:
        if self.attempt(lambda: incidents.remove(self.desk, incident)):
            self.undoable()
