"""After the gathering: everything that was said, sorted until a report can be made of it."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk.feedback import Grid, Row
from hubdesk.i18n import Sentence, say
from hubdesk.model.change import Change
from hubdesk.model.records import Event, Note, Statement
from hubdesk.ui.away import Away
from hubdesk.ui.feedback.filters import Filters
from hubdesk.ui.feedback.kept import KeptFilters
from hubdesk.ui.feedback.notes import NoteTable, has_state
from hubdesk.ui.feedback.outline import TO_SORT, Outline, entries
from hubdesk.ui.feedback.reading import Reading
from hubdesk.ui.feedback.sorting import DEEDS, SortBar
from hubdesk.ui.page import Page
from hubdesk.ui.parts import Parts
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.filling import Filling
from hubdesk.ui.widgets.tabs import Tabs
from hubdesk.ui.words import language

#: The page is at least so wide (at 100 %) where the outline stands beside the list.
WIDE = 900
#: {module in hubdesk.ui.feedback: heading}, but the first, which the page itself lays out.
PARTS: dict[str, Sentence] = {
    "notes": say("Notes"),
    "similar": say("Similar notes"),
    "codebook": say("Codebook"),
    "second": say("Second coder"),
    "statements": say("Statements"),
    "polls": say("Polls"),
}
_KEYS = {
    "tag": "Alt+T",
    "untag": "Alt+Shift+T",
    "kind": "Alt+K",
    "form": "Alt+F",
    "keyword": "Alt+W",
    "unkeyword": "Alt+Shift+W",
    "answer": "Alt+Shift+Q",
    "unanswer": "Alt+Shift+X",
    "reader": "Alt+R",
    "follow": "Alt+U",
    "done": "Alt+Shift+U",
    "remove": "Ctrl+Delete",
}


class FeedbackPage(Page):
    """The list of notes with outline, filters and what is done to many; similar notes; statements that sum them up."""

    title = say("Feedback")
    watches = frozenset({"note", "event", "charter", "edition", "section", "text", "statement", "filter"})
    scrolls = False

    def build(self) -> Iterator[None]:
        """Lay out the tabs: the notes, those much alike, the codebook, second coders, the statements, the polls."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.grid: Grid | None = None
        self.away = Away(self, self._show_grid)
        self._of, self._about = ("", ""), ""
        self._zone = "UTC"
        self.tabs = Tabs(PARTS, say("Parts of the feedback"))
        self.stack = Parts(self, "feedback", list(PARTS)[1:])
        yield from self._notes()
        self.stack.made.connect(self._made)
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self._show_part)
        yield
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._chosen)
        for key, keys in _KEYS.items():
            self.deed(f"feedback-{key}", DEEDS[key], self._deed(key), keys=keys)
        yield
        self.deed("feedback-find", say("Find in the notes"), self._find, keys="Ctrl+F", icon="search")
        self.deed("feedback-sort", say("What is to sort"), self._to_sort, keys="Alt+Q")
        self.deed("feedback-order", say("Choose the order"), self._choose_order, keys="Alt+O")
        self.deed("feedback-turn", say("Turn the order around"), self._turn, keys="Alt+Shift+O")
        self.deed("feedback-all", say("Show all notes"), self._show_all, keys="Alt+A")
        self.deed("feedback-keep", say("Keep this filter"), self._keep_filter, keys="Alt+Shift+K")
        self.deed("feedback-kept", say("Choose a kept filter"), self._choose_kept, keys="Alt+Shift+F")
        self.deed("feedback-similar", say("Similar notes"), self._to("similar"), keys="Alt+M")
        self.deed("feedback-codebook", say("Codebook"), self._to("codebook"), keys="Alt+B")
        self.deed("feedback-second", say("Second coder"), self._to("second"), keys="Alt+2")
        self.deed("feedback-adopt", say("Adopt the second coding"), self._settle(True), keys="Alt+Shift+Y")
        self.deed("feedback-stay", say("Keep the first coding"), self._settle(False), keys="Alt+Shift+N")
        self.deed("feedback-same", say("The same point"), self._decide(True), keys="Alt+Y")
        self.deed("feedback-apart", say("Keep apart"), self._decide(False), keys="Alt+N")
        self.deed("feedback-statement", say("Make a statement"), self._statement, keys="Alt+S", icon="edit")
        self.main = self.table

    def refresh(self, change: Change | None) -> None:
        """Take in what a change touched, and show what answers the filters."""
        event = self.desk.read.find(Event, self.event_id)
        if event is None:
            return
        self._zone = event.zone
        desk, of = self.desk, (event.id, language())
        if change is None or change.about(frozenset({"filter", "event"})):
            self.kept.read()
        if self.grid is not None and self._of == of and not self.away.reading and self.grid.takes(change):
            self.grid.refresh(change)
            self._show_grid(self.grid)
            return
        if self._of[0] != event.id:
            self.grid = None
            self.empty.setVisible(False)
            self.whole.setVisible(False)
        self._of = of
        self.away.ask(lambda: _counted(Grid(desk, *of)))

    def arrive(self, about: str) -> None:
        """Show a part by its key, a note or a statement by its id, a section by its wid, or what is to sort."""
        self._about = about if self.grid is None else ""  # a long text is still being read
        if about in PARTS:
            self.tabs.choose(about)
        elif self.desk.read.find(Statement, about) is not None:
            self.tabs.choose("statements")
            self.part("statements").table.choose(about)
        elif self.desk.read.find(Note, about) is not None:
            self.tabs.choose("notes")
            self.filters.reset()
            self.table.choose(about)
        elif about:
            self.tabs.choose("notes")
            self.filters.choose_section(about)

    def part(self, key: str) -> Any:
        """Return a part, made now if it was never visited."""
        return self.stack.page(key)

    def ahead(self) -> Iterator[None]:
        """Make the other parts."""
        return self.stack.ahead()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the outline beside the list where there is room, else offer sections as a choice."""
        super().resizeEvent(event)
        wide = self.width() >= pixels(WIDE)
        if wide == self.outline.isHidden():
            self.outline.setVisible(wide)
            self.filters.narrow(not wide)
        self.outline.setFixedWidth(min(pixels(300), self.width() // 3))

    def _notes(self) -> Iterator[None]:
        ground = Filling(margin=16)
        self.filters, self.outline = Filters(), Outline()
        yield
        self.table, self.reading = NoteTable(), Reading()
        yield
        self.sorting, self.kept = SortBar(self), KeptFilters(self, self.filters)
        yield
        self.empty = Empty(
            "feedback",
            say("Nothing was said yet"),
            say("Lines that are written on the page Notes, or merged from another laptop, stand here to be sorted."),
            step=say("Go to Notes"),
            call=lambda: self.frame.go("notes"),
        )
        self.whole = QWidget()
        row = QHBoxLayout(self.whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        for each in (self.filters, self.table, self.reading, self.sorting):
            middle.addWidget(each, 1 if each is self.table else 0)
        row.addWidget(self.outline)
        row.addLayout(middle, 1)
        yield
        ground.column.addWidget(self.empty)
        ground.column.addWidget(self.whole, 1)
        self.filters.narrow(False)
        self.filters.stand_beside(self.kept)
        yield
        self._connect()
        self.stack.addWidget(ground)

    def _show_grid(self, grid: Grid) -> None:
        self.grid, bars = grid, grid.bars()
        self.filters.offer(bars, grid.rows())
        self.outline.show_entries(entries(bars, len(grid), grid.to_sort()))
        self.table.stated = any(map(has_state, grid.rows()))
        self.empty.setVisible(not len(grid))
        self.whole.setVisible(bool(len(grid)))
        self._show()
        if self._about:
            self.arrive(self._about)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.outline.picked.connect(self.filters.choose_section)
        self.table.sort_asked.connect(self.filters.arrange)
        self.table.moved.connect(self.reading.show_note)
        self.table.opened.connect(lambda _row: self.sorting.prepare(self.sorting.what.key))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._soon.start())
        self.table.rows.modelReset.connect(lambda: self._soon.start())
        self.sorting.serve(lambda: self.grid.sections if self.grid else None)
        self.sorting.statement_asked.connect(self._statement)
        self.sorting.done.connect(self.table.setFocus)

    def _show(self) -> None:
        if self.grid is None:
            return
        found = self.grid.rows(self.filters.wanted)
        backwards = self.filters.backwards.isChecked()
        self.table.show_notes(found, self.filters.order, self._zone, backwards=backwards)
        self.filters.show_total(len(found), len(self.grid))
        self.outline.choose(self.filters.section.key)
        self.reading.show_note(self.table.current)

    def _chosen(self) -> None:
        self.sorting.choose([row.note for row in self.table.selected])

    def _deed(self, key: str) -> Callable[[], None]:
        def prepare() -> None:
            self.tabs.choose("notes")
            self.sorting.prepare(key)

        return prepare

    def _decide(self, same: bool) -> Callable[[], None]:
        return lambda: self.part("similar").decide(same) if self.tabs.key == "similar" else None

    def _settle(self, adopt: bool) -> Callable[[], None]:
        return lambda: self.part("second").decide(adopt=adopt) if self.tabs.key == "second" else None

    def _show_part(self, key: str) -> None:
        if key == "notes":
            self.stack.setCurrentIndex(0)
        else:
            self.stack.show_part(key)
        self.main = self.table if key == "notes" else self.tabs

    def _made(self, key: str) -> None:
        if key == "statements":
            self.part(key).polled.connect(self._poll)
        elif key == "second":
            self.part(key).opened.connect(self.arrive)

    def _to(self, part: str) -> Callable[[], None]:
        def go() -> None:
            self.tabs.choose(part)
            self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)

        return go

    def _find(self) -> None:
        self.tabs.choose("notes")
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _poll(self, statement: str) -> None:
        self.tabs.choose("polls")
        self.part("polls").ask(statement)

    def _to_sort(self) -> None:
        self.tabs.choose("notes")
        self.filters.choose_section(TO_SORT)
        self.table.setFocus()

    def _choose_order(self) -> None:
        self.tabs.choose("notes")
        self.filters.choices.show()
        self.filters.order_by.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turn(self) -> None:
        self.tabs.choose("notes")
        self.filters.backwards.toggle()

    def _keep_filter(self) -> None:
        self.tabs.choose("notes")
        self.kept.ask_name()

    def _choose_kept(self) -> None:
        self.tabs.choose("notes")
        self.kept.choice.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_all(self) -> None:
        self.tabs.choose("notes")
        self.filters.reset()
        self.table.setFocus()

    def _statement(self) -> None:
        chosen: list[Row] = self.table.selected
        self.tabs.choose("statements" if chosen else "notes")
        if chosen:
            self.part("statements").begin([row.note for row in chosen])
        else:
            self.table.setFocus()


def _counted(grid: Grid) -> Grid:
    """Return a grid whose bars are at hand, so that the window does not count them."""
    grid.bars()
    return grid
