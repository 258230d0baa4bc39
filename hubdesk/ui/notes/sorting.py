"""What is done to lines after they were typed: one key, or one click, for all that are chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from hubdesk.desk import notes
from hubdesk.i18n import say
from hubdesk.model.codebook import KINDS
from hubdesk.model.fold import fold
from hubdesk.model.records import Note
from hubdesk.ui.notes.finder import Finder
from hubdesk.ui.notes.journal_view import JournalView
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.notes.popup import Offer
from hubdesk.ui.notes.signs import called
from hubdesk.ui.page import Page
from hubdesk.ui.words import tell

RECENT = 9
#: What can be done to chosen lines: what it is called in `Sorting.do`, its words, its icon.
SORTS = (
    ("kind", say("Kind"), "tag"),
    ("section", say("Section"), "charter"),
    ("reply", say("Reply"), ""),
    ("edit", say("Change"), "edit"),
    ("remove", say("Remove"), "remove"),
)


class Sorting(QObject):
    """Sorts the chosen lines of a journal. `answering(note)` asks the page to reply, `leaving()` to take the focus."""

    answering = Signal(str)
    leaving = Signal()
    tagged = Signal()

    def __init__(self, page: Page, view: JournalView, offers: Offers) -> None:
        super().__init__(page)
        self._page, self._view, self._offers = page, view, offers
        self._finder = Finder(page)
        self._asked = ""
        #: The places tagged last, the newest first.
        self.recent: list[str] = []
        view.asked.connect(self.do)
        self._finder.found.connect(self._found)
        self._finder.left.connect(view.setFocus)

    @property
    def finder(self) -> Finder:
        """The field that asks for a kind or a section."""
        return self._finder

    def do(self, what: str) -> None:
        """Do what a key of the journal or a button asks for."""
        if what == "leave":
            self.leaving.emit()
            return
        chosen = self._view.chosen
        if not chosen:
            return
        if what == "edit":
            self._view.edit_current()
        elif what == "reply":
            self.answering.emit(chosen[-1].id)
        elif what == "remove":
            self._remove([note.id for note in chosen])
        elif what in ("kind", "section"):
            self._ask(what)
        else:
            number = 1 if what == "again" else int(what.rpartition(":")[2])
            if number <= len(self.recent):
                self.tag(self.recent[number - 1], turn=what != "again")

    def mark(self, sort: str, id: str) -> None:
        """Set form or kind of the chosen lines; where all have it already, take it off."""
        chosen = self._view.chosen
        ids = [note.id for note in chosen]
        if not ids:
            return
        if sort == "form":
            wanted = "comment" if all(note.form == id for note in chosen) else id
            self._act(lambda: notes.form(self._page.desk, ids, wanted))
        else:
            wanted = "" if all(note.kind == id for note in chosen) else id
            self._act(lambda: notes.kind(self._page.desk, ids, wanted))

    def tag(self, wid: str, *, turn: bool = False) -> None:
        """Tag the chosen lines with a place; with `turn` take the tag off where all have it."""
        chosen = self._view.chosen
        ids = [note.id for note in chosen]
        on = not (turn and all(wid in note.tags for note in chosen))
        if ids and self._act(lambda: notes.tag(self._page.desk, ids, wid, on, sections=self._offers.sections)) and on:
            self.remember([wid])

    def remember(self, wids: list[str]) -> None:
        """Keep places as the newest of the recent ones."""
        if wids:
            self.recent = [*wids, *(each for each in self.recent if each not in wids)][:RECENT]
            self.tagged.emit()

    def learn(self, found: list[Note]) -> None:
        """Start with the tags of the newest notes (the oldest first)."""
        self.recent = []
        for note in found[-200:]:
            wids = sorted(note.tags)
            self.recent = [*wids, *(each for each in self.recent if each not in wids)][:RECENT]
        self.tagged.emit()

    def _ask(self, what: str) -> None:
        self._asked = what
        if what == "section":
            self._finder.ask(say("Which section?"), self._offers.anchors, self._view)
        else:
            self._finder.ask(say("Which kind of feedback?"), _kinds, self._view)

    def _found(self, value: str) -> None:
        self._view.setFocus()
        if self._asked == "section":
            self.tag(value)
        else:
            ids = [note.id for note in self._view.chosen]
            self._act(lambda: notes.kind(self._page.desk, ids, value.removeprefix("-")))

    def _remove(self, ids: list[str]) -> None:
        row = self._view.currentIndex().row()
        if self._act(lambda: notes.remove(self._page.desk, ids)):
            self._page.undoable()
            model = self._view.journal
            if model.rowCount():
                self._view.setCurrentIndex(model.index(min(row, model.rowCount() - 1)))

    def _act(self, verb: Callable[[], object]) -> bool:
        """Call a verb and keep the chosen lines chosen."""
        return self._page.attempt(verb)


def _kinds(typed: str) -> list[Offer]:
    """Return the kinds whose sign or name begins so; "-" takes the kind away."""
    rows = [Offer(id, tell(called("kind", id))) for id in KINDS]
    rows.append(Offer("-", tell(say("No kind"))))
    if not typed:
        return rows
    signs = {id: kind.marker for id, kind in KINDS.items()}
    exact = [row for row in rows if signs.get(row.value) == typed]
    return exact or [row for row in rows if fold(typed) in fold(row.shown)]
