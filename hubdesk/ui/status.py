"""The quiet line at the foot of the window: saved when, how many are here, what still has to be sent."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from hubdesk.i18n import Sentence, count, say
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.model.change import Change
    from hubdesk.ui.frame import Frame


class Status(QFrame):
    """Reads again a moment after a change, at most five times a second."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self._frame: Frame | None = None
        self._labels = [Label() for _ in range(3)]
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(24)
        for label in self._labels:
            row.addWidget(label)
        row.addStretch(1)
        self._soon = QTimer(self, interval=200, singleShot=True)
        self._soon.timeout.connect(self._read)

    def serve(self, frame: "Frame") -> None:
        """Follow an open workspace."""
        self._frame = frame
        frame.rang.connect(self._hear)
        frame.event_changed.connect(lambda _event: self._soon.start())
        self._labels[0].say(say("Everything is saved as you go."))
        self._soon.start()

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
        here, waiting = self._numbers()
        self._labels[1].say(here or "")
        self._labels[2].say(waiting or "")

    def _numbers(self) -> tuple[Sentence | None, Sentence | None]:
        if self._frame is None or not self._frame.event_id:
            return None, None
        from hubdesk.desk import attendance
        from hubdesk.model.records import Outgoing

        desk, event = self._frame.desk, self._frame.event_id
        here = attendance.counts(desk, event).here
        files = len(desk.read.all(Outgoing, event=event, sent=""))
        return (
            count(here, "{n} here", "{n} here") if here else None,
            count(files, "{n} file to send", "{n} files to send") if files else None,
        )
