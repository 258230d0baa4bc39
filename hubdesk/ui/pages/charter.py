"""The text under discussion, to read: languages side by side, and where people had something to say."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.desk import anchoring, charters, questions
from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.model.records import Edition, Note
from hubdesk.model.section_search import number_of, readable
from hubdesk.ui.away import Away
from hubdesk.ui.charter.contents import Contents
from hubdesk.ui.charter.kinds import Legend
from hubdesk.ui.charter.pane import ReaderPane
from hubdesk.ui.charter.reader import AT_ONCE
from hubdesk.ui.notes.finder import Finder
from hubdesk.ui.notes.popup import Offer
from hubdesk.ui.page import Page
from hubdesk.ui.prepare.document import DocumentPart
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.filling import Filling
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk
    from hubdesk.ui.charter.compare import ComparePart
    from hubdesk.ui.charter.follow import FollowPart

_TEXT = frozenset({"event", "charter", "edition", "section", "text", "question"})
#: Below this width (at 100 %) the list of sections makes room for the text.
NARROW = 680
#: Below this height the button for another text does (it stays in the list of actions).
LOW = 320
#: Below this one the names of the parts of the bars do: the pointer tells them.
TALL = 420
#: The text is never lower than this: some lines of it below the choice of languages.
LEAST = 180


class CharterPage(Page):
    """Outline with heat, reader, quick jump, and the way in for another text."""

    title = say("Charter")
    watches = _TEXT | {"note"}
    scrolls = False
    topic = "charter"

    def build(self) -> Iterator[None]:
        """Lay out the reader; what stands behind it is made when somebody asks for it."""
        self._several, self._sought = False, ""
        self.away = Away(self, self._show_counts)
        self.stack = QStackedWidget()
        yield from self._reading()
        yield
        self.finder = Finder(self)
        self.finder.found.connect(self._asked)
        self.finder.left.connect(self.pane.reader.setFocus)
        self.incoming: DocumentPart | None = None
        self.comparing: ComparePart | None = None
        self.following: FollowPart | None = None
        self.column.addWidget(self.stack, 1)
        self.main = self.jump
        self.deed("charter-jump", say("Go to a section"), self._to_jump, keys="Ctrl+G", icon="search")
        self.deed("charter-note", say("Write a note about this place"), self._note, icon="notes")
        self.deed("charter-question", say("Note down a drafters' question"), self._ask)
        self.deed("charter-question-remove", say("Remove this question"), self._unask, icon="remove")
        self.deed("charter-compare", say("Compare two editions"), self._compare, icon="history")
        self.deed("charter-follow", say("Tags on older editions"), self._follow, icon="tag")
        self.deed("charter-import", say("Read a text from files"), self._import, icon="import")

    def refresh(self, change: Change | None) -> None:
        """Show text and heat; where the reader stands stays."""
        if change is None or change.about(_TEXT):
            self.pane.show_event(self.event_id)
            found = self.pane.edition is not None
            self.empty.setVisible(not found)
            self.split.setVisible(found)
            for each in (self.jump, self.write):
                each.setVisible(found)
            self._fit()
            if not self.stack.currentIndex():
                self._lead()
            if change is not None and change.ids("edition"):
                self._back()
            elif self.comparing is not None and self.comparing.isVisible():
                self.comparing.show_charter(self.charter)  # the words of the choices are in the old language
        else:
            self._count()
        if self.following is not None and self.following.isVisible():
            self.following.show_event()

    @property
    def charter(self) -> str:
        """The id of the charter that is read, "" for none."""
        return self.pane.edition.charter if self.pane.edition is not None else ""

    def arrive(self, about: str) -> None:
        """Show a place by its wid, or the tags on older editions for "tags"."""
        if about == "tags":
            self._follow()
            return
        self._back()
        self.pane.go_to(about)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text the room of the outline where there is little."""
        super().resizeEvent(event)
        self.split.setMinimumHeight(pixels(LEAST))
        self.side.setVisible(event.size().width() >= pixels(NARROW))
        self._fit()

    def _fit(self) -> None:
        """Leave buttons to the list of actions where the page is low."""
        tall = self.height() >= pixels(LOW)
        self.take.setVisible(tall and self.pane.edition is not None)
        self.ask.setVisible(tall and self.pane.edition is not None)
        self.legend.setVisible(self.height() >= pixels(TALL) and self.legend.names)

    def _reading(self) -> Iterator[None]:
        # where the window is low and the letters are large, the page scrolls instead of being cut
        box = Filling()
        column = box.column
        self.jump = Line(say("3.2, or words"), name=say("Go to a section"))
        self.jump.setMinimumWidth(pixels(220))
        self.jump.returnPressed.connect(self._go)
        self.write = Button(say("Write a note about this place"), self._note, icon="notes")
        self.ask = Button(say("Note down a drafters' question"), self._ask)
        self.unask = Button(say("Remove this question"), self._unask, icon="remove")
        self.compare = Button(say("Compare two editions"), self._compare, icon="history")
        self.follow = Button(say("Tags on older editions"), self._follow, icon="tag")
        self.take = Button(say("Read a text from files"), self._import, icon="import")
        row = FlowBox(gap=8)
        row.show_all([self.jump, self.write, self.ask, self.unask, self.compare, self.follow, self.take])
        self.unask.hide()
        yield
        self.pane = ReaderPane(self.desk, self.run, asking=True)
        yield
        self.contents = Contents()
        self.contents.chosen.connect(self.pane.reader.go_to)
        self.pane.changed.connect(self._changed)
        self.pane.reader.moved.connect(self._moved)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(2, 0, 10, 0)  # a splitter in a right-to-left window cuts one pixel
        beside.addWidget(self.contents)
        self.legend = Legend()
        beside.addWidget(self.legend)
        self.side = side
        self.split.addWidget(side)
        self.split.addWidget(self.pane)
        self.split.setHandleWidth(1)
        self.split.setStretchFactor(0, 2)
        self.split.setStretchFactor(1, 5)
        self.split.setSizes([260, 640])
        self.split.setChildrenCollapsible(False)
        self.empty = Empty(
            "charter",
            say("No text yet"),
            say("Read it from Word, OpenDocument, a saved web page, an export of a wiki, Markdown or plain text."),
            step=say("Read a text from files"),
            call=self._import,
        )
        self.waits = Label(role="warning", wrap=True)
        for each in (row, self.waits):
            column.addWidget(each)
        column.addWidget(self.split, 1)
        column.addWidget(self.empty)
        yield
        self.stack.addWidget(box)

    def _changed(self) -> None:
        self._several = bool(self.charter) and len(charters.editions(self.desk, self.charter)) > 1
        for each in (self.compare, self.follow):
            each.setVisible(self._several)
        self.contents.show_places(self.pane.reader.places)
        self._count()

    def _moved(self, wid: str) -> None:
        place = self.pane.reader.place(wid)
        self.unask.setVisible(place is not None and place.shown.role == "question")
        while place is not None and not place.heads:
            wid = place.shown.parent
            place = self.pane.reader.place(wid)
        self.contents.mark(wid)

    def _count(self) -> None:
        desk, event, several = self.desk, self.event_id, self._several
        if event:
            self.away.ask(lambda: _Told.read(desk, event, several))

    def _show_counts(self, told: "_Told") -> None:
        kinds = {kind: self.pane.heat(tags) for kind, tags in told.tagged.items()}
        self.pane.show_counts(kinds.values(), told.answers)
        self.contents.show_counts(self.pane.reader.places.counts, kinds)
        self.legend.show_parts(self.contents.headings.parts)
        self._fit()
        self.waits.setVisible(told.waiting > 0)
        self.waits.say(anchoring.told(told.waiting))

    def _to_jump(self) -> None:
        self.jump.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.jump.selectAll()

    def _go(self) -> None:
        typed = self.jump.text().strip()
        edition = self.pane.edition
        if not typed or edition is None:
            return
        wid = self.pane.reader.places.numbered(number_of(typed))
        if wid:
            self._land((typed, wid))
        elif self.pane.reader.places.rowCount() <= AT_ONCE:
            self._land(self._look(edition, typed))
        else:
            self.run(say("Reading the text"), lambda _report: self._look(edition, typed), self._land)

    def _look(self, edition: Edition, typed: str) -> tuple[str, str]:
        """Return what was typed and the wid of what it leads to, "" for nowhere; the same words again lead further."""
        wid = self._next(edition.id, typed) if typed == self._sought else ""
        if not wid:
            index = charters.index(self.desk, self.event_id, charter=edition.charter)
            wid = index.resolve(typed) or next((each.wid for each in index.suggest(typed, 1)), "")
        return typed, wid or self._next(edition.id, typed)

    def _land(self, found: object) -> None:
        assert isinstance(found, tuple)
        typed, wid = found
        self._sought = typed
        self.jump.mark_wrong(not self.pane.go_to(wid))
        if wid and number_of(typed):
            self.pane.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self, edition: str, words: str) -> str:
        """Return the next place below the current one that has these words, from the top again after the last."""
        places = self.pane.reader.places
        rows = [places.row_of(wid) for wid, _ in charters.find(self.desk, edition, words)]
        here = places.row_of(self.pane.reader.current)
        row = next((row for row in rows if row > here), min(rows, default=-1))
        found = places.place(row)
        return found.shown.wid if found else ""

    def _note(self) -> None:
        if self._here:
            self.frame.go("notes", self._here)

    @property
    def _here(self) -> str:
        """The wid of the current place, of a question that of the place it is about, "" for none."""
        place = self.pane.reader.place(self.pane.reader.current)
        if place is None:
            return ""
        return place.shown.parent if place.shown.role == "question" else place.shown.wid

    def _ask(self) -> None:
        place = self.pane.reader.place(self._here or self.charter)
        if place is not None:
            number = place.shown.number
            what = say("What do the drafters ask about all of it?")
            if place.shown.role != "document":
                what = say("What do the drafters ask about {number}?", number=readable(number))
            self.finder.ask(what, _as_typed, self.pane.reader)

    def _asked(self, text: str) -> None:
        reader, about = self.pane.reader, self._here
        if text and self.attempt(lambda: self._keep(questions.add(self.desk, self.charter, text, section=about))):
            self.undoable()
        reader.setFocus()

    def _keep(self, question: str) -> None:
        self.pane.reader.go_to(question)

    def _unask(self) -> None:
        place = self.pane.reader.place(self.pane.reader.current)
        if place is not None and place.shown.role == "question":
            above = place.shown.parent
            if self.attempt(lambda: questions.remove(self.desk, place.shown.wid)):
                self.undoable()
                self.pane.reader.go_to(above)

    def _import(self) -> None:
        if self.incoming is None:
            self.incoming = DocumentPart(self.desk, self.frame)
            self._behind(self.incoming)
        self._show(self.incoming, self.incoming.choose)

    def _compare(self) -> None:
        if not self.charter:
            return
        if self.comparing is None:
            from hubdesk.ui.charter.compare import ComparePart

            self.comparing = ComparePart(self)
            self._behind(self.comparing)
        self.comparing.show_charter(self.charter)
        self._show(self.comparing, self.comparing.list)

    def _follow(self) -> None:
        if self.following is None:
            from hubdesk.ui.charter.follow import FollowPart

            self.following = FollowPart(self)
            self._behind(self.following)
        self.following.show_event()
        self._show(self.following, self.following.list)

    def _behind(self, part: QWidget) -> None:
        """Put a part on a face of its own, behind the reader, with the way back above it."""
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ButtonRow(Button(say("Back to the text"), self._back, icon="back")))
        column.addWidget(part, 1)
        self.stack.addWidget(face)

    def _show(self, part: QWidget, focus: QWidget) -> None:
        face = part.parentWidget()
        assert face is not None
        self.stack.setCurrentWidget(face)
        self.main = focus
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self.stack.setCurrentIndex(0)
        self._lead()

    def _lead(self) -> None:
        """Give the focus of the next visit to what can be done first."""
        self.main = self.jump if self.pane.edition is not None else self.empty.button


class _Told(NamedTuple):
    """What was said about the text: for each kind how many notes have the same tags, answers, tags on old editions."""

    tagged: dict[str, list[tuple[list[str], int]]]
    answers: list[frozenset[str]]
    waiting: int

    @classmethod
    def read(cls, desk: "Desk", event: str, several: bool) -> "_Told":
        """Read it; `several` editions are there."""
        found: dict[str, Counter[str]] = {}
        for _, tags, kind in desk.read.some(Note, ("tags", "kind"), event=event):
            if tags != "[]":
                found.setdefault(kind, Counter())[tags] += 1
        tagged = {kind: [(json.loads(tags), n) for tags, n in each.items()] for kind, each in found.items()}
        answers = [told for _, told in questions.answers(desk, event)]
        return cls(tagged, answers, anchoring.waiting(desk, event) if several else 0)


def _as_typed(typed: str) -> list[Offer]:
    return [Offer(typed, typed) if typed else Offer("", tell(say("Type the question, then press Enter.")))]
