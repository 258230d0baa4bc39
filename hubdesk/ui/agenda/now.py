"""What runs now: its name, what is left of its time, how late the gathering is, and one key to what comes next."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hubdesk.desk import agenda
from hubdesk.i18n import Sentence, say
from hubdesk.model.plan import Standing, standing
from hubdesk.model.presence import moment
from hubdesk.model.records import Event
from hubdesk.model.templates import rules
from hubdesk.ui.agenda.timer import TimerFace
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label, ShortLabel

if TYPE_CHECKING:
    from hubdesk.ui.pages.agenda import AgendaPage

#: How often the words about being late are looked at, in milliseconds.
LOOK = 20_000
#: So many letters of a title stand in a button.
MOST = 40


class NowBar(QFrame):
    """Stands above the run-sheet. It reads when something changed; a tick asks the workspace nothing."""

    def __init__(self, page: "AgendaPage") -> None:
        super().__init__()
        self._page = page
        self._standing = Standing((), None, None, None, None)
        #: Whether the gathering has a clock: one of half days has none.
        self.timed, self._start = True, ""
        self.what = ShortLabel(role="heading")
        self.timer = TimerFace(page.frame.watch)
        self.late, self._late = Label(), agenda.late(None)
        self.next = Button(say("Begin the next item"), page.begin_next, kind="primary", icon="next")
        row = FlowBox(gap=16)
        row.show_all([self.timer, self.late, self.next])
        self.late.hide()
        self._row = row
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.what)
        column.addWidget(row)
        self._tick = QTimer(self, interval=LOOK)
        self._tick.timeout.connect(self._look)

    def refresh(self) -> None:
        """Read the run-sheet."""
        desk, event = self._page.desk, self._page.event_id
        gathering = desk.read.find(Event, event)
        if gathering is None:
            return
        self.timed = not rules(gathering.sensitive).half_days
        self._standing, self._start = agenda.standing(desk, event, desk.now()), gathering.start
        running = self._standing.running
        following = self._standing.next
        self.what.say(running.item.title if running else _waiting(self._standing))
        shown = running is not None and self.timed
        self.timer.show_time(
            running.item.minutes * 60 if running else 0, running.item.started if running and shown else ""
        )
        last = say("End the last item") if running else say("Begin the next item")
        self.next.say(say("Next: {title}", title=_short(following.item.title)) if following else last)
        self.next.setEnabled(following is not None or running is not None)
        self._look()
        self._lay_out()

    @property
    def now(self) -> datetime:
        """This moment; while an item runs, counted from its beginning by a clock that nobody sets."""
        running = self._standing.running
        began = moment(running.item.started) if running else None
        if running is None or began is None or not self.timed:
            return self._page.desk.now()
        return began + timedelta(seconds=self._page.frame.watch.gone(running.item.started))

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock again."""
        super().showEvent(event)
        self._look()
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more where nobody sees it."""
        super().hideEvent(event)
        self._tick.stop()

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew what has become longer."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self._row, self._row.updateGeometry)

    def _look(self) -> None:
        """Say how late it is now, from what was read; to lay out the same words again costs more than all ticks."""
        items = [slot.item for slot in self._standing.slots]
        behind = standing(items, moment(self._start), self.now).behind if self.timed else None
        text = agenda.late(behind)
        if text != self._late:
            self._late = text
            self.late.play("warning" if behind and behind > 0 else "success")
            self.late.setVisible(text is not None)
            self.late.say(text or "")
            self._lay_out()

    def _lay_out(self) -> None:
        self._row.flow.invalidate()
        self._row.updateGeometry()


def _short(title: str) -> str:
    """Return the beginning of a title, for a button must not be wider than its window."""
    return title if len(title) <= MOST else f"{title[: MOST - 1]}…"


def _waiting(now: Standing) -> Sentence:
    if not now.slots:
        return say("The run-sheet is empty.")
    return say("Nothing runs now.") if now.next else say("All items are over.")
