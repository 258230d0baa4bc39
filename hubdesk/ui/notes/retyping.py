"""A note that is typed anew, on disk while it is typed, so that a lost battery costs no words there either."""

from PySide6.QtCore import QObject, QTimer

from hubdesk.desk.drafts import ANEW, Drafts, HalfTyped
from hubdesk.ui.notes.journal_view import JournalView


class Retyping(QObject):
    """Stands beside the journal; `soon` is how long a key may wait for the disk, in milliseconds."""

    def __init__(self, view: JournalView, drafts: Drafts, soon: int) -> None:
        super().__init__(view)
        self._view, self._drafts = view, drafts
        self._name, self._half = "", HalfTyped()
        self._soon = QTimer(self, interval=soon, singleShot=True)
        self._soon.timeout.connect(self.settle)
        view.rows.typing.connect(self._typed)
        view.rows.closeEditor.connect(self._closed)

    def go_on(self, event: str) -> None:
        """Open what was left unfinished in an event, with the words that stood there."""
        self._name, self._half = f"{event}{ANEW}", HalfTyped()
        found = self._drafts.found(self._name)
        if found.text and self._view.journal.row_of(found.parent) >= 0:
            self._half = found
            # after the page has given the focus away: an editor that loses it is done
            QTimer.singleShot(0, self, self._open)

    def settle(self) -> None:
        """Hand what was typed so far on to the disk now."""
        self._soon.stop()
        if self._name:
            self._drafts.keep(self._name, self._half)

    def _open(self) -> None:
        self._view.choose(self._half.parent)
        self._view.edit_current(self._half.text)

    def _typed(self, note: str, text: str) -> None:
        self._half = HalfTyped(text, note)
        if not self._soon.isActive():
            self._soon.start()

    def _closed(self) -> None:
        self._half = HalfTyped()
        self.settle()
