"""Forgetting one person for good: what goes and what stays is said first, for it cannot be undone."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea

from hubdesk.desk import people
from hubdesk.desk.people import known_as
from hubdesk.i18n import count, say
from hubdesk.model.records import Person
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label


class Forgetting(Card):
    """A part of a page, shown while somebody decides about one person."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._person = page, ""
        self.who = Label(role="heading", wrap=True)
        self.sure = Label(
            say(
                "This is for good: every entry, answer and mark of this person is erased here and in the backups, and "
                "no merge brings it back. What they said stays, without them. Sticks, paper and what was published "
                "are not reached."
            ),
            wrap=True,
        )
        self.now = Button(say("Erase this person for good"), self._forget, kind="danger")
        self.keep = Button(say("Keep the entry"), self._keep)
        self.add(self.who, self.sure, ButtonRow(self.now, self.keep))
        self.hide()

    def ask(self, person: Person) -> None:
        """Ask about somebody; the Enter of a scanner keeps the entry."""
        self._person = person.id
        self.who.say(say("Forget {name}?", name=known_as(person)))
        self.show()
        self.keep.setFocus()
        area = self._page.findChild(QScrollArea)
        if area is not None:
            QTimer.singleShot(0, self, lambda: area.ensureWidgetVisible(self, 0, pixels(60)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape keeps the entry."""
        if event.key() == Qt.Key.Key_Escape:
            self._keep()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        self.hide()
        if self._page.main is not None:
            self._page.main.setFocus()

    def _forget(self) -> None:
        desk, person = self._page.desk, self._person
        self._keep()
        self._page.run(say("Forgetting the person"), lambda _report: people.forget(desk, person), self._forgotten)

    def _forgotten(self, done: object) -> None:
        assert isinstance(done, people.Forgotten)
        left = len(done.mentions)
        told = say("The person was forgotten.")
        if left:
            told = count(
                left,
                "The person was forgotten. {n} note, caption or other text still names them.",
                "The person was forgotten. {n} notes, captions and other texts still name them.",
            )
        self._page.frame.notices.say(told, tone="warning" if left else "success")
