"""The quiet line at the foot of the window: saved when, how many are here, what still has to be sent, what runs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from hubdesk.i18n import Sentence, count, say
from hubdesk.ui.jobs import Job
from hubdesk.ui.widgets.label import Label, ShortLabel

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk
    from hubdesk.model.change import Change
    from hubdesk.ui.frame import Frame


class Status(QFrame):
    """Reads again a moment after a change, at most five times a second."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self._frame: Frame | None = None
        self._labels = [Label(), Label(), Label(), ShortLabel()]  # what runs has a name of any length
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(24)
        for label in self._labels:
            row.addWidget(label, isinstance(label, ShortLabel))
        self._job: Job | None = None
        self._again = False
        self._soon = QTimer(self, interval=200, singleShot=True)
        self._soon.timeout.connect(self._read)

    def serve(self, frame: "Frame") -> None:
        """Follow an open workspace."""
        self._frame = frame
        frame.rang.connect(self._hear)
        frame.event_changed.connect(lambda _event: self._soon.start())
        self._labels[0].say(say("Everything is saved as you go."))
        self._soon.start()

    def leave(self) -> None:
        """Follow no workspace any more."""
        self._frame, self._job, self._again = None, None, False
        self._soon.stop()
        for label in self._labels:
            label.say("")

    def say_saved(self) -> None:
        """Name the time at which the last change was saved."""
        if self._frame is not None:
            at = self._frame.desk.now().astimezone()
            self._labels[0].say(say("Saved {time}", time=at.strftime("%H:%M")))

    def _hear(self, _change: "Change") -> None:
        self.say_saved()
        if not self._soon.isActive():
            self._soon.start()

    def _read(self) -> None:
        """Read away from the window: with thousands of people the counting would be felt at the door."""
        frame = self._frame
        if frame is None or self._job is not None:
            self._again = frame is not None
            return
        desk, event = frame.desk, frame.event_id
        self._job = frame.run(say("Counting"), lambda _report: numbers(desk, event), self._show, quiet=True)
        self._job.ended.connect(self._ended)

    def _show(self, found: object) -> None:
        assert isinstance(found, tuple)
        for label, text in zip(self._labels[1:], found, strict=True):
            label.say(text or "")

    def _ended(self) -> None:
        self._job = None
        if self._again:
            self._again = False
            self._soon.start()


def numbers(desk: "Desk", event: str) -> tuple[Sentence | None, ...]:
    """Return how many are here, how many files wait to be sent, which item runs, None where nothing is to say."""
    if not event:
        return None, None, None
    from hubdesk.desk import agenda, attendance
    from hubdesk.model.records import Outgoing

    here = attendance.counts(desk, event).here
    running = agenda.running(desk, event)
    files = len(desk.read.all(Outgoing, event=event, sent=""))
    return (
        count(here, "{n} here", "{n} here") if here else None,
        count(files, "{n} file to send", "{n} files to send") if files else None,
        say("Now: {title}", title=running.title) if running else None,
    )
