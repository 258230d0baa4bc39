"""What takes long to read, read for a page away from the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from hubdesk.i18n import say
from hubdesk.ui.jobs import Job

if TYPE_CHECKING:
    from hubdesk.model.change import Change
    from hubdesk.ui.page import Page

#: So many notes are read at once by whoever shows them; more of them away from the window.
LITTLE = 1_000


class Away(QObject):
    """Reads what a page shows: at once where there is `little`, else by a job; then `show` is called with it.

    What is asked for, or written by whomever, while the job reads is read after it: what it brings may be older. What
    was read of another event is not shown any more.
    """

    def __init__(
        self, page: "Page", show: Callable[[Any], object], little: Callable[["Page"], bool] | None = None
    ) -> None:
        """`little` tells by a quick question whether a page has little to read; without it notes and texts count."""
        super().__init__(page)
        self._little = little or _few_notes
        self._page, self._show = page, show
        self._job: Job | None = None
        self._event = ""
        self._read: Callable[[], object] | None = None
        self._next: Callable[[], object] | None = None
        page.frame.rang.connect(self._hear)

    @property
    def reading(self) -> bool:
        """Whether a job reads: what is shown is older than what it will bring."""
        return self._job is not None

    def ask(self, read: Callable[[], object]) -> None:
        """Read and show, now or later."""
        if self._job is not None:
            self._next = read
        elif self._little(self._page):
            self._show(read())
        else:
            self._event, self._read = self._page.event_id, read
            self._job = self._page.run(say("Reading the text"), lambda _report: read(), self._came)
            self._job.ended.connect(self._ended)

    def _hear(self, change: "Change") -> None:
        if self._job is not None and self._next is None and change.about(self._page.watches):
            self._next = self._read

    def _came(self, found: object) -> None:
        if self._event == self._page.event_id:
            self._show(found)

    def _ended(self) -> None:
        self._job = None
        if self._next is not None:
            read, self._next = self._next, None
            self.ask(read)


def _few_notes(page: "Page") -> bool:
    from hubdesk.desk.section_index import index_at_hand
    from hubdesk.model.records import Note

    if index_at_hand(page.desk, page.event_id) is None:
        return False
    return page.desk.read.count(Note, event=page.event_id) <= LITTLE
