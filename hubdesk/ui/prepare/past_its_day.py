"""Data about people whose day has come: said calmly, with one step to let it go, to wait, or to say why it stays."""

from collections.abc import Callable

from hubdesk.desk import retention
from hubdesk.i18n import count, say
from hubdesk.ui import words
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.fields import Field, Line
from hubdesk.ui.widgets.label import Label


class PastItsDay(Card):
    """A part of a page; shown only while there is something to decide."""

    def __init__(self, page: Page) -> None:
        super().__init__(say("Data about people"))
        self._page, self._event = page, ""
        self.told, self.kept = Label(wrap=True), Label(role="quiet", wrap=True)
        self.forget = Button(say("Forget these people"), self._ask)
        self.later = Button(say("Remind me in 30 days"), self._later)
        self.why = Line()
        self.why.returnPressed.connect(self._keep)
        self.field = Field(say("Or keep it, because"), self.why, help=say("The reason stays with the team."))
        self.keep = Button(say("Keep it for this reason"), self._keep)
        self.sure = Label(
            say(
                "This is for good: names, contacts, answers and marks are erased here and in the backups. What was "
                "said and how many came stay. Other laptops of the team forget them when they merge; sticks and paper "
                "do not."
            ),
            wrap=True,
        )
        self.photos = Label(
            say("Photos go too, unless all people on them agreed or nobody can be recognised. Receipts stay."),
            wrap=True,
        )
        self.now = Button(say("Erase them for good"), self._forget, kind="danger")
        self.last = ButtonRow(self.now)
        self.add(self.told, self.kept, ButtonRow(self.later, self.forget), self.sure, self.photos, self.last)
        self.add(self.field, ButtonRow(self.keep))
        self.hide()

    def show_event(self, event: str) -> None:
        """Show what is to be decided about an event; nothing where its day has not come."""
        found = retention.due(self._page.desk, event)
        if event != self._event or not found:
            self._event = event
            self._doubt(False)
        self.setVisible(bool(found))
        for one in found:
            day = words.day(one.day.isoformat())
            self.told.say(
                count(
                    one.people,
                    "Data about {n} person is still here. It should have gone on {day}.",
                    "Data about {n} people is still here. It should have gone on {day}.",
                    day=day,
                )
            )
            self.kept.say(say("It was kept because: {reason}", reason=one.because) if one.because else "")
            self.kept.setVisible(bool(one.because))

    def _doubt(self, on: bool) -> None:
        for each in (self.sure, self.photos, self.last):
            each.setVisible(on)

    def _ask(self) -> None:
        self._doubt(True)
        self.now.setFocus()

    def _later(self) -> None:
        self._decide(lambda: retention.later(self._page.desk, self._event))

    def _keep(self) -> None:
        because = self.why.text()
        if not because.strip():
            self.field.trouble(say("Say in a few words what it is needed for."))
            return
        self._decide(lambda: retention.keep(self._page.desk, self._event, because))

    def _decide(self, verb: Callable[[], object]) -> None:
        self.field.trouble(None)
        if self._page.attempt(verb):
            self.why.clear()
            self._page.undoable()

    def _forget(self) -> None:
        desk, event = self._page.desk, self._event
        self._doubt(False)
        self._page.run(say("Forgetting the people"), lambda _report: retention.forget(desk, event), self._forgotten)

    def _forgotten(self, done: object) -> None:
        assert isinstance(done, retention.Forgotten)
        left = len(done.mentions)
        told = say("The people were forgotten.")
        if left:
            told = count(
                left,
                "The people were forgotten. {n} note, caption or other text still names somebody.",
                "The people were forgotten. {n} notes, captions and other texts still name somebody.",
            )
        self._page.frame.notices.say(told, tone="warning" if left else "success")
