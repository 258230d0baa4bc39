"""What is done to lines after they were typed: one key, or one click, for all that are chosen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QMenu

from hubdesk.desk import joining, notes, questions
from hubdesk.i18n import LANGUAGES, isolate, say
from hubdesk.model.codebook import KINDS
from hubdesk.model.fold import fold
from hubdesk.model.records import Note
from hubdesk.ui.charter.places import question_words
from hubdesk.ui.notes.finder import Finder
from hubdesk.ui.notes.journal_view import LETTERS, JournalView
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.notes.popup import Offer
from hubdesk.ui.notes.signs import called
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.label import unmarked
from hubdesk.ui.words import language, own_name, tell

RECENT = 9
#: What can be done to chosen lines: what it is called in `Sorting.do`, its words, its icon.
SORTS = (
    ("kind", say("Kind"), "tag"),
    ("section", say("Section"), "charter"),
    ("reply", say("Reply"), ""),
    ("edit", say("Change"), "edit"),
    ("remove", say("Remove"), "remove"),
)
#: What is done more rarely.
MORE = (
    ("merge", say("Join with the line above"), ""),
    ("split", say("Split"), ""),
    ("pin", say("Pin, or unpin"), ""),
    ("language", say("Language"), ""),
    ("answer", say("Answers a drafters' question"), ""),
    ("again", say("Last section or kind again"), ""),
)
#: The key that does it in the journal, as people read it.
TOLD = {what: letter.upper() for letter, what in LETTERS.items() if letter.isascii()} | {"remove": "Del"}


class Sorting(QObject):
    """Sorts the chosen lines of a journal. `answering(note)` asks the page to reply, `leaving()` to take the focus.

    `tagged()` when the recent places are others, `splitting()` when a place to split is asked for.
    """

    answering = Signal(str)
    leaving = Signal()
    tagged = Signal()
    splitting = Signal()

    def __init__(self, page: Page, view: JournalView, offers: Offers) -> None:
        super().__init__(page)
        self._page, self._view, self._offers = page, view, offers
        self._finder = Finder(page)
        self._asked = ""
        #: What "." does again: "section" or "kind", and which one.
        self._last = ("", "")
        #: The places tagged last, the newest first.
        self.recent: list[str] = []
        self._focus = ""
        view.asked.connect(self.do)
        view.rows.parted.connect(self._split)
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
        elif what in ("kind", "section", "language", "answer"):
            self._ask(what)
        elif what == "again":
            self._again()
        elif what.startswith("recent:"):
            number = int(what.rpartition(":")[2])
            if number <= len(self.recent):
                self.tag(self.recent[number - 1], turn=True)
        else:
            self._shape(what, chosen)

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
            self._set_kind(ids, "" if all(note.kind == id for note in chosen) else id)

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
            self._order(wids)
            self._last = ("section", wids[0])
            self.tagged.emit()

    def learn(self, found: list[Note]) -> None:
        """Start with the tags of the newest notes (the oldest first)."""
        self.recent, focus, self._focus = [], self._focus, ""
        for note in found[-200:]:
            self._order(sorted(note.tags))
        self._last = ("section", self.recent[0]) if self.recent else ("", "")
        self.focus_on(focus)
        self.tagged.emit()

    def focus_on(self, wid: str) -> None:
        """Keep the place that the room speaks of as the first of the recent ones, "" for none."""
        if wid != self._focus:
            self._focus = wid
            self._order([])
            self.tagged.emit()

    def _order(self, wids: list[str]) -> None:
        focus = [self._focus] if self._focus else []
        self.recent = list(dict.fromkeys([*focus, *wids, *self.recent]))[:RECENT]

    def _ask(self, what: str) -> None:
        self._asked = what
        if what == "section":
            self._finder.ask(say("Which section?"), self._offers.anchors, self._view)
        elif what == "language":
            self._finder.ask(say("Which language?"), self._languages, self._view)
        elif what == "answer":
            self._finder.ask(say("Which question of the drafters?"), self._questions, self._view)
        else:
            self._finder.ask(say("Which kind of feedback?"), _kinds, self._view)

    def _found(self, value: str) -> None:
        self._view.setFocus()
        if self._asked == "section":
            self.tag(value)
            return
        ids = [note.id for note in self._view.chosen]
        if self._asked == "kind":
            self._set_kind(ids, value.removeprefix("-"))
        elif self._asked == "answer":
            on = not self._answer(value)
            if value and self._act(lambda: questions.answer(self._page.desk, value, ids, on)):
                self._page.undoable()
        elif self._act(lambda: notes.edit(self._page.desk, ids, language=value)):
            self._page.undoable()

    def _set_kind(self, ids: list[str], kind: str) -> None:
        if ids and self._act(lambda: notes.kind(self._page.desk, ids, kind)) and kind:
            self._last = ("kind", kind)

    def _again(self) -> None:
        what, which = self._last
        if what == "section":
            self.tag(which)
        elif what == "kind":
            self._set_kind([note.id for note in self._view.chosen], which)

    def _shape(self, what: str, chosen: list[Note]) -> None:
        """Pin the chosen lines, or join or part the one that is chosen last."""
        desk, last = self._page.desk, chosen[-1]
        if what == "pin":
            ids, on = [note.id for note in chosen], not all(note.pinned for note in chosen)
            self._act(lambda: notes.edit(desk, ids, pinned=on))
        elif what == "split":
            self._view.split_current()
            self.splitting.emit()
        else:
            above = self._view.journal.above(last.id)
            if above is not None and self._act(
                lambda: joining.merge(desk, above.id, last.id, letters=language(), sections=self._offers.sections)
            ):
                self._page.undoable()
                self._view.choose(above.id)

    def _split(self, note: str, at: int) -> None:
        sections = self._offers.sections
        if self._act(lambda: joining.split(self._page.desk, note, at, letters=language(), sections=sections)):
            self._page.undoable()
        self._view.choose(note)
        self._view.setFocus()
        self.tagged.emit()

    def _questions(self, typed: str) -> list[Offer]:
        """Return the drafters' questions with these words; a tick stands before one that all chosen lines answer."""
        asked = questions.of_event(self._page.desk, self._page.event_id)
        if not asked:
            return [Offer("", tell(say("The drafters have asked nothing about this text yet.")))]
        rows = [(each, question_words(each)) for each in asked]
        return [
            Offer(each.question.id, f"✓ {shown}" if self._answer(each.question.id) else shown)
            for each, shown in rows
            if fold(typed) in fold(shown)
        ]

    def _answer(self, question: str) -> bool:
        """Tell whether all chosen lines answer a question already."""
        return all(question in note.answers for note in self._view.chosen)

    def _languages(self, typed: str) -> list[Offer]:
        """Return the languages of the room and ours whose name or tag begins so, and a tag that was typed whole."""
        tags = list(dict.fromkeys([*sorted(self._offers.spoken), *LANGUAGES]))
        named = [Offer(tag, f"{isolate(own_name(tag))}   {tag}") for tag in tags]
        found = [row for row in named if fold(typed) in fold(row.shown)]
        other = typed and typed not in tags
        return [*found, Offer(typed, typed)] if other else found

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


class MoreSorts(Button):
    """What is done more rarely, in a menu with its keys."""

    def __init__(self, do: Callable[[str], None]) -> None:
        super().__init__(say("More"), icon="more")
        self.menu_of = QMenu(self)
        for what, _, _ in MORE:
            action = self.menu_of.addAction("")
            action.setData(what)
            action.triggered.connect(lambda _checked=False, what=what: do(what))
        self.setMenu(self.menu_of)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        """Tell the menu again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        texts = {what: text for what, text, _ in MORE}
        for action in self.menu_of.actions():
            what = str(action.data())
            action.setText(f"{unmarked(tell(texts[what]))}\t{TOLD[what]}")
