"""The notes of an event on their way into the journal: in a long evening they are read away from the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hubdesk.ui.away import Away
from hubdesk.ui.notes.journal import Laid, laid
from hubdesk.ui.notes.journal_view import JournalView
from hubdesk.ui.notes.offers import Offers, Used
from hubdesk.ui.notes.sorting import Sorting

if TYPE_CHECKING:
    from hubdesk.ui.page import Page


class Reading(QObject):
    """Fills the journal of a view, and teaches what completes and sorts its lines. `shown()` when they are there."""

    shown = Signal()

    def __init__(self, page: "Page", view: JournalView, offers: Offers, sorting: Sorting) -> None:
        super().__init__(page)
        self._page, self._view, self._offers, self._sorting = page, view, offers, sorting
        self._away = Away(page, self._show)
        #: Whether notes were asked for that are not there yet.
        self.waits = False

    def ask(self, *, other: bool) -> None:
        """Read all notes; the lines of an `other` event go at once."""
        if other:
            self._view.journal.fill(())
        self.waits = True
        desk, event = self._page.desk, self._page.event_id

        def read() -> tuple[Laid, Used]:
            found = desk.read.notes(event)
            return laid(found), Used(found)

        self._away.ask(read)

    def _show(self, read: tuple[Laid, Used]) -> None:
        found, self._offers.used = read
        self.waits = False
        at_end = self._view.at_end
        self._view.rows.forget()
        self._view.journal.show_laid(found)
        self._sorting.learn(list(found.notes.values()))
        if at_end:
            self._view.to_end()
        self.shown.emit()
