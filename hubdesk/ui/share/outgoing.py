"""The outbox: where each finished file or text should go, and who says that it went."""

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import outbox
from hubdesk.i18n import say
from hubdesk.model.records import Event, Outgoing
from hubdesk.ui import files, words
from hubdesk.ui.times import instant, local
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.dates import DayField
from hubdesk.ui.widgets.fields import Field, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

#: So many of those that went are listed.
MOST = 10


class Outbox(Card):
    """What waits, each with what can be done with it; below, what went according to a person."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("To send"))
        self._page = page
        self._zone = "UTC"
        self.empty = Label(
            say("Nothing waits. What you publish on the page Report stands here."), role="quiet", wrap=True
        )
        self.list, self.gone = QWidget(), QWidget()
        self._column, self._gone = QVBoxLayout(self.list), QVBoxLayout(self.gone)
        for column in (self._column, self._gone):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
        self.gone_heading = Label(say("Sent, as somebody says; HubDesk does not check it"), role="strong", wrap=True)
        self.add(self.empty, self.list, self.gone_heading, self.gone)
        self.things: list[Thing] = []

    def refresh(self) -> None:
        """Show what waits and what went."""
        page = self._page
        event = page.desk.read.find(Event, page.event_id) if page.event_id else None
        self.setVisible(event is not None)
        if event is None:
            return
        self._zone = event.zone
        everything = page.desk.read.all(Outgoing, event=event.id)
        waiting = [each for each in everything if not each.sent]
        went = sorted((each for each in everything if each.sent), key=lambda each: each.sent, reverse=True)[:MOST]
        for column in (self._column, self._gone):
            while (item := column.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
        self.things = [Thing(page, each, self._zone) for each in waiting]
        for thing in self.things:
            self._column.addWidget(thing)
        for each in went:
            told = say(
                "{what}: sent on {day} by {name}",
                what=each.what,
                day=words.day(local(each.sent, self._zone)),
                name=each.by,
            )
            self._gone.addWidget(Label(told, wrap=True))
        self.empty.setVisible(not waiting)
        for widget in (self.gone_heading, self.gone):
            widget.setVisible(bool(went))


class Thing(QWidget):
    """One thing to send: its name, its file, its page, and the three deeds."""

    def __init__(self, page: "Page", outgoing: Outgoing, zone: str) -> None:
        super().__init__()
        self._page, self.outgoing, self._zone = page, outgoing, zone
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(outgoing.what, role="strong", wrap=True))
        if outgoing.target:
            column.addWidget(Label(say("Page or address: {target}", target=outgoing.target), wrap=True))
        if outgoing.path:
            column.addWidget(Label(say("File: {path}", path=outgoing.path), role="small", wrap=True))
        self.copy = Button(say("Copy to a folder"), self._ask_folder, icon="copy")
        self.copy_name = Button(say("Copy the page name"), self._copy_name)
        self.say_sent = Button(say("I have sent it"), self._open, icon="check")
        remove = Button(say("Do not send it"), self._remove, kind="quiet")
        offered = [self.copy] if outgoing.path else []
        offered += [self.copy_name] if outgoing.target else []
        column.addWidget(ButtonRow(*offered, self.say_sent, remove))
        column.addWidget(self._form())

    def copy_to(self, folders: list[Path]) -> None:
        """Copy the file into a folder and say that it arrived whole."""
        desk, id = self._page.desk, self.outgoing.id
        self._page.run(say("Copying"), lambda _report: outbox.copy_to_folder(desk, id, folders[0]), self._copied)

    def _form(self) -> QWidget:
        self.form = FlowBox(gap=12, top=True)
        self.by, self.day = Line(), DayField(say("When"))
        self.by.setText(self._page.desk.author.name)
        self.day.line.setText(local(self._page.desk.now().isoformat(), self._zone)[:10])
        self.confirm = Button(say("Keep that it was sent"), self._sent, kind="primary")
        self.form.show_all([Field(say("Sent by"), self.by), self.day, self.confirm])
        self.form.hide()
        return self.form

    def _open(self) -> None:
        self.form.setVisible(self.form.isHidden())
        if self.form.isVisible():
            self.by.setFocus()

    def _sent(self) -> None:
        day = self.day.line.iso
        if not day:
            self.day.line.setFocus()
            return
        desk, now = self._page.desk, self._page.desk.now()
        at = now if day == local(now.isoformat(), self._zone)[:10] else self._noon(day)
        if self._page.attempt(lambda: outbox.sent(desk, self.outgoing.id, by=self.by.text(), at=at)):
            self._page.undoable()

    def _noon(self, day: str) -> datetime:
        found = instant(day, "12:00", self._zone)
        return found or datetime.combine(datetime.fromisoformat(day), time(12), ZoneInfo("UTC"))

    def _copied(self, path: object) -> None:
        told = say("Copied and read back: {path}. You can take the stick out safely.", path=str(path))
        self._page.frame.notices.say(told, tone="success")

    def _ask_folder(self) -> None:
        files.ask_folder(self._page, say("Copy to a folder"), self.copy_to)

    def _copy_name(self) -> None:
        QGuiApplication.clipboard().setText(self.outgoing.target)
        self._page.frame.notices.say(say("Copied."), tone="success")

    def _remove(self) -> None:
        if self._page.attempt(lambda: outbox.remove(self._page.desk, self.outgoing.id)):
            self._page.undoable()
