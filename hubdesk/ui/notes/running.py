"""Which item of the run-sheet runs while somebody notes, and the section that it is about."""

from typing import TYPE_CHECKING

from hubdesk.desk import agenda
from hubdesk.i18n import say
from hubdesk.model.records import Event
from hubdesk.model.templates import rules
from hubdesk.ui.widgets.label import ShortLabel

if TYPE_CHECKING:
    from hubdesk.ui.pages.notes import NotesPage


class Running(ShortLabel):
    """One line above the capture, while an item runs; its section is the first that the key 1 offers, and no more."""

    def __init__(self, page: "NotesPage") -> None:
        super().__init__(role="small")
        self._page = page
        #: The id of the item that new notes belong to, "" where none runs or only half days are kept.
        self.item = ""

    def refresh(self) -> None:
        """Read what runs."""
        desk, event = self._page.desk, self._page.event_id
        gathering, item = desk.read.find(Event, event), agenda.running(desk, event)
        timed = gathering is not None and not rules(gathering.sensitive).half_days
        self.item = item.id if item is not None and timed else ""
        self._page.sorting.focus_on(agenda.in_focus(desk, event))
        self.setVisible(item is not None)
        if item is not None:
            off = say("Now: {title}. Off the record: note nothing.", title=item.title)
            self.say(off if item.off_record else say("Now: {title}", title=item.title))
            self.play("warning" if item.off_record else "small")
