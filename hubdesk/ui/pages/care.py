"""Backups and repair: a check of the workspace, copies to go back to, and a second folder for them."""

from pathlib import Path
from typing import Any

from hubdesk.desk import care
from hubdesk.i18n import count, say
from hubdesk.model.change import Change
from hubdesk.ui import files
from hubdesk.ui.care import Care
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label


class CarePage(Page):
    """What keeps the workspace safe, and what helps when it is not."""

    title = say("Backups and repair")
    needs_event = False
    topic = "history"

    def build(self) -> None:
        """Lay out the check, the backups and the second folder."""
        self.make = Button(say("Make a backup now"), self._make, kind="primary", icon="save")
        self.check = Button(say("Check the workspace"), self._check, icon="check")
        self.verdict = Label(wrap=True)
        self.verdict.hide()
        self.care = Care(self.frame, self.desk.folders, self.desk.path, lambda: self.desk.key)
        self.care.restore_asked.connect(self.frame.restore_asked)
        self.care.repair_asked.connect(self.frame.repair_asked)
        for each in (ButtonRow(self.make, self.check), self.verdict, self.care, self._second()):
            self.column.addWidget(each)
        self.main = self.care.table

    def refresh(self, change: Change | None) -> None:
        """List the backups and name the second folder."""
        self.care.read()
        folder = self.frame.preferences.settings.second_backup if self.frame.preferences else ""
        self.no_second.setVisible(bool(folder))
        if not folder:
            self.second.say(say("None. A stick or another disk keeps your work when this computer is lost."))
        elif Path(folder).is_dir():
            self.second.say(say("Every backup is copied to {folder}", folder=folder))
        else:
            self.second.say(say("It is not there now, and gets its copies when it is back: {folder}", folder=folder))

    def _second(self) -> Card:
        card = Card(say("A second folder for backups"))
        self.second = Label(wrap=True)
        self.choose = Button(say("Choose a folder"), self._ask_folder, icon="open")
        self.no_second = Button(say("No second folder"), lambda: self._keep(""))
        card.add(self.second, ButtonRow(self.choose, self.no_second))
        return card

    def _ask_folder(self) -> None:
        files.ask_folder(self, say("A second folder for backups"), lambda chosen: self._keep(str(chosen[0])))

    def _keep(self, folder: str) -> None:
        if self.frame.preferences is not None:
            self.frame.preferences.back_up_to(folder)
        self.refresh(None)

    def _make(self) -> None:
        self.run(say("Making a backup"), lambda _report: care.backup(self.desk), self._made)

    def _made(self, made: Any) -> None:
        self.frame.notices.say(made.told() or say("Saved, and a backup was made."))
        self.refresh(None)

    def _check(self) -> None:
        def work(_report: Report) -> object:
            return care.doctor(self.desk)

        self.check.setEnabled(False)
        self.run(say("Checking the workspace"), work, self._checked).ended.connect(self._again)

    def _again(self) -> None:
        self.check.setEnabled(True)

    def _checked(self, found: Any) -> None:
        whole = count(found.facts, "Healthy: {n} fact checked.", "Healthy: {n} facts checked.")
        self.verdict.say(whole)
        self.verdict.setVisible(not found.damage)
        self.care.say_damage(*found.damage)
