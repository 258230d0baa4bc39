"""The file that makes other laptops part of the team, and the five words that open it."""

import re
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication

from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.model.records import Event
from hubdesk.ui import files
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.prepare.team import Team
from hubdesk.ui.widgets.buttons import Button, ButtonRow, Tick
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import language

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\u202a-\u202e\u2066-\u2069]+')


class PackagePart(Page):
    """Writes an event package and shows its words once."""

    title = say("Event package")
    watches = frozenset({"event", "member", "expulsion", "secret"})
    topic = "event-package"

    def build(self) -> None:
        """Lay out what it is for, the choice and the words."""
        card = Card(say("For the other laptops"))
        self.people = Tick(say("With the list of people, for laptops at the door"))
        self.write = Button(say("Write the event package"), self._ask, kind="primary", icon="package")
        self.main = self.write
        card.add(
            Label(
                say(
                    "An event package carries the event, its texts and the right to join. Copy it to a stick, "
                    "and open it on each laptop of the team. It is locked: only who knows the five words can open it."
                ),
                wrap=True,
            ),
            self.people,
            ButtonRow(self.write),
        )
        self.done = Card(say("The package is written"))
        self.where = Label(role="quiet", wrap=True)
        self.words = Label(role="words", wrap=True)
        self.copy = Button(say("Copy the words"), self._copy, icon="copy")
        self.done.add(
            self.where,
            Label(say("Tell these words to your team by voice; never write them on the stick."), wrap=True),
            self.words,
            ButtonRow(self.copy),
        )
        self.done.hide()
        self.team = Team(self)
        for each in (card, self.done, self.team):
            self.column.addWidget(each)

    def refresh(self, change: Change | None) -> None:
        """Show who joined so far."""
        self.team.refresh()
        if change is None:
            self.done.hide()

    def write_to(self, paths: list[Path]) -> None:
        """Write the package into a file and show its words."""
        event, people = self.event_id, self.people.isChecked()

        def work(report: Report) -> object:
            from hubdesk.desk import exchange

            return exchange.write_kit(self.desk, event, paths[0], people=people, language=language(), report=report)

        self.run(say("Writing the event package"), work, self._written)

    def _ask(self) -> None:
        event = self.desk.read.get(Event, self.event_id)
        name = "event" if event.sensitive else file_name(event.title) or "event"
        title = say("Write the event package")
        files.ask_save(self, title, f"{name}.hubbundle", self.write_to, quiet=event.sensitive)

    def _written(self, written: Any) -> None:
        self.where.say(str(written.path))
        self.words.say(written.words)
        self.done.show()
        self.copy.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.text())


def file_name(title: str) -> str:
    """Return a title as it may stand in a file name on every computer, without its ending."""
    return _UNSAFE.sub(" ", title).strip(" .")[:80]
