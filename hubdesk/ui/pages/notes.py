"""What was said, one line a record, tagged to the text while it is typed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from hubdesk.desk import charters, notes
from hubdesk.desk.drafts import Drafts, HalfTyped, folder_of
from hubdesk.i18n import count, isolate, say
from hubdesk.model.change import Change
from hubdesk.model.records import Event, Note
from hubdesk.ui.charter.pane import ReaderPane
from hubdesk.ui.notes.capture import Capture
from hubdesk.ui.notes.deeds import offer
from hubdesk.ui.notes.journal import VISIBILITY, Journal
from hubdesk.ui.notes.journal_view import JournalView
from hubdesk.ui.notes.labels import Labels
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.notes.parting import HINT
from hubdesk.ui.notes.phrasing import Phrasing
from hubdesk.ui.notes.pinned import Pinned
from hubdesk.ui.notes.reading import Reading
from hubdesk.ui.notes.retyping import Retyping
from hubdesk.ui.notes.running import Running
from hubdesk.ui.notes.signs import KEYS
from hubdesk.ui.notes.sorting import SORTS, MoreSorts, Sorting
from hubdesk.ui.notes.taking import Taking
from hubdesk.ui.notes.walking import Walking
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.label import ShortLabel
from hubdesk.ui.words import language, words_of

#: An unfinished line is on disk so many milliseconds after a key.
SOON = 600
#: Below these sizes (at 100 %) the text stands aside for the journal, the buttons for the lines, their names for signs.
NARROW, LOW, SHORT = 760, 400, 560
_TEXT = frozenset({"event", "charter", "edition", "section", "text"})
#: What says which item runs.
_RUNNING = frozenset({"event", "agenda"})


class NotesPage(Page):
    """Journal above, line below, the text beside it."""

    title = say("Notes")
    watches = _TEXT | {"note", "walk", "agenda"}
    scrolls = False
    topic = "notes"

    def build(self) -> Iterator[None]:
        """Lay out the journal over the line, and the text behind both."""
        self._event = self._parent = self._about = ""
        self._beside: bool | None = None
        self.offers = Offers()
        self.labels = Labels(self.offers)
        self.journal = Journal(self.labels.tag)
        self.drafts = Drafts(folder_of(self.desk.folders), key=self.desk.key)
        self.split = QSplitter(Qt.Orientation.Horizontal, handleWidth=1, childrenCollapsible=False)
        # where the window is low and the letters are large, the column scrolls instead of being cut
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        yield from self._lines()
        self.split.addWidget(self.area)
        yield
        self.pane = ReaderPane(self.desk, self.run)
        self.split.addWidget(self.pane)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setSizes([600, 400])
        yield
        self.column.addWidget(self.split, 1)
        yield
        self.main = self.line
        self._soon = QTimer(self, interval=SOON, singleShot=True)
        self._soon.timeout.connect(self._keep_draft)
        self.retyping = Retyping(self.view, self.drafts, SOON)
        self._late = QTimer(self, interval=150, singleShot=True)
        self._late.timeout.connect(self._count)
        self._connect()
        self._offer()

    def refresh(self, change: Change | None) -> None:
        """Show what is there; the line, what is chosen and where one reads stay as they are."""
        other = self.event_id != self._event
        if change is None or change.about(_TEXT) or self.reading.waits:
            self._read_all(other)
        else:
            touched = change.ids("note")
            found = [note for note in self.desk.read.many(Note, sorted(touched)) if note.event == self.event_id]
            at_end = self.view.at_end and not self.view.chosen
            chosen = self.view.journal.line(self.view.currentIndex().row())
            self.offers.used.add(note for note in found if self.journal.note(note.id) is None)
            self.journal.take(touched, found)
            if at_end:
                self.view.to_end()
            if chosen is not None and not self.view.currentIndex().isValid():
                self.view.choose(chosen.note.id)
        self.walking.refresh()
        if change is None or other or change.about(_RUNNING):
            self.running.refresh()
        self._show_state()

    def arrive(self, about: str) -> None:
        """Begin a line about a place of the text (its wid)."""
        self._insert(about)

    def settle(self) -> None:
        """Bring the unfinished line to the disk now."""
        self._soon.stop()
        self._keep_draft()
        self.retyping.settle()
        self.drafts.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide the text beside where there is no room, and the buttons where there are too few lines."""
        super().resizeEvent(event)
        self._make_room()

    # ---- laying out

    def _lines(self) -> Iterator[None]:
        box = QWidget()
        box.setObjectName("inside")
        column = QVBoxLayout(box)
        # a hair on both sides: a splitter in a right-to-left window cuts one pixel
        column.setContentsMargins(2, 0, 10, 0)
        column.setSpacing(8)
        self.earlier = Button(say("Show earlier lines"), self.journal.show_earlier, kind="quiet", icon="up")
        self.view = JournalView(self.journal)
        self.empty = Empty(
            "notes", say("Nothing noted yet"), say("Type a line below and press Enter. It is kept at once.")
        )
        self.sorting = Sorting(self, self.view, self.offers)
        self.reading = Reading(self, self.view, self.offers, self.sorting)
        self.tools = ButtonRow(*(Button(text, partial(self.sorting.do, what), icon=icon) for what, text, icon in SORTS))
        self.who_reads = Choice(VISIBILITY, name=say("Who may read the chosen lines"))
        self.more = MoreSorts(self.sorting.do)
        self.recent, self.pinned = ShortLabel(role="small"), Pinned()
        yield
        self.capture = Capture(self, self.offers)
        yield
        self.line = self.capture.line
        self.phrasing = Phrasing(self, self.capture)
        yield
        self.running = Running(self)
        self.taking, self.walking = Taking(self, self._around), Walking(self, self.capture)
        self.tools.flow.addWidget(self.more)
        self.tools.flow.addWidget(self.who_reads)
        above = (self.earlier, self.empty, self.pinned, self.view, self.tools, self.recent)
        for part in (*above, self.running, self.taking, self.walking, self.capture):
            column.addWidget(part, part is self.view)
        self.area.setWidget(box)

    def _connect(self) -> None:
        self.capture.entered.connect(self._keep)
        self.capture.changed.connect(self._draft_soon)
        self.capture.unanswered.connect(partial(self._answer, ""))
        self.capture.off_record.connect(self._gap)
        self.capture.text_turned.connect(self._turn_text)
        self.line.reached.connect(partial(self._see, self.line))
        self.line.indented.connect(self._indent)
        self.line.pasted.connect(self.taking.offer)
        self.capture.channels.file_asked.connect(self.taking.ask_file)
        self.taking.shown.connect(self._see)
        self.pinned.asked.connect(self._to_line_of)
        self.pinned.loosened.connect(lambda note: self.attempt(lambda: notes.edit(self.desk, note, pinned=False)))
        self.line.left_upwards.connect(self._to_journal)
        self.pane.picked.connect(self._insert)
        self.journal.edited.connect(self._retype)
        self.sorting.answering.connect(self._answer)
        self.sorting.leaving.connect(self._to_line)
        self.sorting.tagged.connect(self._show_recent)
        self.sorting.splitting.connect(lambda: self.recent.say(HINT))
        self.view.rows.closeEditor.connect(self._show_recent)
        self.who_reads.picked.connect(self._show_to)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_tools())
        self.journal.modelReset.connect(self._show_state)
        self.reading.shown.connect(self._show_state)
        self.journal.rowsInserted.connect(self._show_state)

    def _offer(self) -> None:
        offer(self, mark=self._key, gap=self._gap, turn_text=self._turn_text)

    # ---- showing

    def _read_all(self, other: bool) -> None:
        gathering = self.desk.read.find(Event, self.event_id)
        if gathering is None:
            return
        if other and self._event:
            self._keep_draft()
        self.view.rows.zone = gathering.zone
        self.offers.spoken = gathering.languages
        self.offers.sections = charters.index(self.desk, self.event_id) if self.sections_there() else None
        self.capture.know()
        self.reading.ask(other=other)
        self.pane.show_event(self.event_id)
        self._make_room()
        if other:
            self._event = self.event_id
            self.capture.turn_channels(False)
            self._restore()
        if self._about and self.offers.sections is not None:
            self._insert(self._about)

    def _show_state(self) -> None:
        earlier, rows = self.journal.earlier, self.journal.rowCount()
        self.earlier.say(count(earlier, "Show earlier lines: {n} more", "Show earlier lines: {n} more"))
        self.earlier.setVisible(earlier > 0)
        self.empty.setVisible(rows == 0 and not self.reading.waits)
        self.view.setVisible(rows > 0)
        parent = self.journal.note(self._parent)
        if parent is None and not self.reading.waits:
            self._parent = ""
        self.capture.show_answer(words_of(parent) if parent else None, line_above=self.journal.last() is not None)
        self._show_tools()
        self._late.start()

    def _show_tools(self) -> None:
        chosen = self.view.chosen if not self.view.isHidden() else []
        self.tools.setVisible(bool(chosen))
        # who sorts what was said does not mark the line below meanwhile
        self.capture.signs.setVisible(not chosen and self.height() >= pixels(LOW))
        self.recent.setVisible(bool(chosen) and bool(self.sorting.recent))
        if chosen:
            same = {note.visibility for note in chosen}
            self.who_reads.show_key(same.pop() if len(same) == 1 else "")

    def _show_recent(self) -> None:
        named = [
            isolate(f"{number} {self.labels.place(wid)}") for number, wid in enumerate(self.sorting.recent, start=1)
        ]
        self.recent.say(say("Recent: {places}", places="   ".join(named)))

    def _count(self) -> None:
        found = self.journal.notes
        self.pane.show_counts([self.pane.heat(Counter(note.tags for note in found).items())])
        self.pinned.show_notes(found)

    def _make_room(self) -> None:
        wide = self.width() >= pixels(NARROW)
        shown = wide if self._beside is None else self._beside
        self.pane.setVisible(shown)
        self.capture.text_beside.setChecked(shown)
        self.view.setMinimumHeight(pixels(120))
        self.capture.signs.shorten(self.height() < pixels(SHORT))
        self._show_tools()
        self._see(self.line)

    def _see(self, part: QWidget) -> None:
        """Scroll a part of the column into sight, once it is laid out."""
        QTimer.singleShot(0, part, lambda: self.area.ensureWidgetVisible(part, 0, pixels(60)))

    def _turn_text(self) -> None:
        self._beside = self.pane.isHidden()
        self._make_room()

    # ---- the line

    def _draft_soon(self) -> None:
        # from the first key on, not from the last: who types without a pause is saved as often
        if not self._soon.isActive():
            self._soon.start()

    def _keep(self) -> None:
        """Keep the line; it leaves the field only when it is on the disk."""
        text = self.line.text.strip()
        made: list[str] = []
        if not text or self.line.composing:
            return
        if self.attempt(lambda: made.append(notes.add(self.desk, self.event_id, text, **self._around()))):
            self._tidy(made[0])
        self.capture.take_focus()

    def _around(self) -> dict[str, Any]:
        """Return what is known of lines besides their words, and how to read them."""
        known = {"parent": self._parent, "letters": language(), "sections": self.offers.sections}
        return self.capture.around | known | {"item": self.running.item}

    def _tidy(self, made: str) -> None:
        note = self.journal.note(made)
        self.line.empty()
        self._parent = ""
        self._keep_draft()
        if note is not None and note.tags:
            self.sorting.remember(sorted(note.tags))
        self.view.clearSelection()
        self.view.to_end()
        self._show_state()

    def _gap(self) -> None:
        """Keep that something was said off the record, and not a word: what stands in the line goes too."""
        if self.attempt(lambda: notes.gap(self.desk, self.event_id, self.desk.now(), item=self.running.item)):
            self.line.empty()
            self._keep_draft()
            self.view.to_end()
            self.undoable()
        self.capture.take_focus()

    def _key(self, sort: str, id: str) -> None:
        """A key marks the line, or the chosen lines while the journal has the focus (there F2 types anew)."""
        if not self.view.hasFocus():
            self.capture.mark(sort, id)
        elif KEYS[sort, id] == "F2":
            self.sorting.do("edit")
        else:
            self.sorting.mark(sort, id)

    def _insert(self, wid: str) -> None:
        self._about = "" if self.offers.sections is not None else wid  # a long text is still being read
        place = self.offers.sections.places.get(wid) if self.offers.sections is not None else None
        if place is not None and place.number:
            self.capture.insert(place.number)

    # ---- replies, journal, draft

    def _indent(self, way: int) -> None:
        """Answer the line above, or no longer; a reply to a reply joins the same answers."""
        last = self.journal.last()
        if way < 0 or last is None:
            self._answer("")
        else:
            self._answer(last.parent if self.journal.note(last.parent) else last.id)

    def _answer(self, note: str) -> None:
        self._parent = note
        self._show_state()
        self._soon.start()
        self.capture.take_focus()

    def _to_journal(self) -> None:
        if self.journal.rowCount():
            self.view.setCurrentIndex(self.journal.index(self.journal.rowCount() - 1))
            self._reach_view()

    def _to_line_of(self, note: str) -> None:
        """Go to a pinned line in the journal, also where it is not laid out yet."""
        while self.journal.row_of(note) < 0 and self.journal.earlier:
            self.journal.show_earlier()
        self.view.choose(note)
        self._reach_view()

    def _reach_view(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._see(self.view)

    def _to_line(self) -> None:
        self.view.clearSelection()
        self.capture.take_focus()

    def _retype(self, note: str, text: str) -> None:
        letters, sections = language(), self.offers.sections
        self.attempt(lambda: notes.retype(self.desk, note, text, letters=letters, sections=sections))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_to(self, visibility: str) -> None:
        ids = [note.id for note in self.view.chosen]
        moved: dict[str, str] = {}
        if ids and self.attempt(lambda: moved.update(notes.show_to(self.desk, ids, visibility))):
            self.view.choose(moved.get(ids[-1], ids[-1]))
            self.undoable()

    def _keep_draft(self) -> None:
        if self._event:
            half = replace(self.capture.half, parent=self._parent)
            self.drafts.keep(self._event, half if half.text.strip() else HalfTyped())

    def _restore(self) -> None:
        half = self.drafts.found(self._event)
        self.capture.restore(half)
        self._parent = half.parent
        self.retyping.go_on(self._event)
