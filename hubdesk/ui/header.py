"""The header: which gathering is in front, when and where."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hubdesk.i18n import say
from hubdesk.ui import words
from hubdesk.ui.widgets.label import Label, ShortLabel
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.model.change import Change
    from hubdesk.model.records import Event
    from hubdesk.ui.frame import Frame
    from hubdesk.ui.page import Page


class Header(QFrame):
    """The page's heading, and the event's title with its date and place on the other side."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self._frame: Frame | None = None
        self._event: Event | None = None
        self._wanted = True
        self.heading = Label(role="title")
        self.event_title = ShortLabel(role="strong")
        self.about = ShortLabel(role="small")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(24)
        row.addWidget(self.heading)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.event_title)
        column.addWidget(self.about)
        row.addLayout(column, 1)

    def serve(self, frame: "Frame") -> None:
        """Follow an open workspace."""
        self._frame = frame
        frame.event_changed.connect(self._read)
        frame.rang.connect(self._hear)

    def leave(self) -> None:
        """Follow no workspace any more."""
        self._frame = self._event = None
        for label in (self.heading, self.event_title, self.about):
            label.say("")

    def show_page(self, page: "Page") -> None:
        """Show the heading of a page, and the event beside it where the page is about it."""
        self.heading.say(page.title)
        self._wanted = page.needs_event
        self._fit()

    def window_title(self) -> str:
        """Return the title of the window: neutral for a sensitive gathering, which somebody may see over a shoulder."""
        self._read()
        if self._event is None or self._event.sensitive or not self._event.title:
            return "HubDesk"
        return tell(say("{event} – HubDesk", event=self._event.title))

    def changeEvent(self, event: QEvent) -> None:
        """Write the date in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._read()

    def _hear(self, change: "Change") -> None:
        if change.about(frozenset({"event"})):
            self._read()
            self.window().setWindowTitle(self.window_title())

    def _read(self, _event: str = "") -> None:
        if self._frame is None or self._frame.desk.closed:
            return
        from hubdesk.model.records import Event
        from hubdesk.ui.times import span

        self._event = self._frame.desk.read.find(Event, self._frame.event_id) if self._frame.event_id else None
        if self._event is None:
            self.event_title.say("")
            self.about.say("")
            self._fit()
            return
        self.event_title.say(words.isolated(self._event.title))
        parts = [span(self._event), "" if self._event.place_hidden else self._event.place]
        self.about.say("   ".join(words.isolated(each) for each in parts if each))
        self._fit()

    def _fit(self) -> None:
        """Show what there is: a title without date and place stands in the middle by itself."""
        self.heading.setWordWrap(not self._wanted)  # alone it has the whole row, and a second line in large letters
        self._row.setStretch(0, 0 if self._wanted else 1)
        self.event_title.setVisible(self._wanted)
        self.about.setVisible(self._wanted and bool(self.about.text()))
