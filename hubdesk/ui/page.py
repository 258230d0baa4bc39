"""The one way a page is made: it draws what the desk says, whenever that changes.

How to write a page
-------------------
`hubdesk/ui/pages/notes.py` is shown under the key "notes"; it defines exactly one subclass of Page, named `NotesPage`::

    class NotesPage(Page):
        \"\"\"What was said, line by line.\"\"\"

        title = say("Notes")                            # heading of the page; the window shows it
        watches = frozenset({"note", "agenda"})         # kinds of records that it shows

        def build(self) -> None:                        # make and connect widgets; read no data
            self.line = Line(say("What was said"))
            self.count = Label()
            self.column.addWidget(self.line)            # self.column: the page's own layout, already scrollable
            self.column.addWidget(self.count)
            self.line.returnPressed.connect(self._add)
            self.main = self.line                       # takes the focus when the page is shown
            self.deed("note-gap", say("Off the record"), self._gap, keys="Ctrl+Shift+O")

        def refresh(self, change: Change | None) -> None:   # read the desk and show it; write nothing
            n = len(self.desk.read.notes(self.event_id))       # change is None: read everything again
            self.count.say(count(n, "{n} line", "{n} lines"))

        def _add(self) -> None:                         # a slot calls one verb; trouble becomes a notice by itself
            if self.attempt(lambda: notes.add(self.desk, self.event_id, self.line.text(), origin=self)):
                self.line.clear()

Rules
-----
* Texts are sentences (`say`, `count`) given to our widgets (Label, Button, Line, Tick, Field, Choice, Card, Empty …):
  they tell themselves again when the language changes. For any other setter use `self.keep(setter, say("…"))`.
  Raw QLabel, setToolTip and QMessageBox are banned by a test: they read markup. User text goes into `Label.say(text)`.
* After LanguageChange the window calls `refresh(None)` too, so text made in `refresh` needs nothing more.
* `origin=self` in a verb that understands it: this page then is not refreshed by its own write (no jumping cursor), so
  show the effect yourself, or leave `origin` out and simply be refreshed.
* A hidden page only goes stale; it reads again when shown. `refresh` gets the joined changes since the last time.
* `self.run(say("Reading the list"), work, self._taken)` for what may last longer than 100 ms: verbs too.
* `build` may be a generator: where it yields, the window answers while the page is made before its first visit.
* `Away(self, self._show).ask(read)` in `refresh` where there may be much to read: by a job, or at once where little is.
* `self.undoable()` after an act that people may regret: a notice with Undo. Never ask "Are you sure?".
* `self.event_id` is the id of the event in front; when it changes, `refresh(None)` comes. No event: the window shows
  "Choose an event" instead of pages that have `needs_event = True` (the default).
* `scrolls = False` for a page that fills the window itself (a table, a journal).
* Tests: `from tests.ui.conftest import …` is not needed: take the fixtures `desk`, `show`; `page = show(NotesPage)`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from hubdesk.errors import HubDeskError
from hubdesk.i18n import Sentence, say
from hubdesk.ui.actions import Deed
from hubdesk.ui.frame import Frame
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.widgets.fields import Line, Paper
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk
    from hubdesk.model.change import Change


class Page(QWidget):
    """One screen: subclasses name what they watch, lay themselves out, and know how to refresh."""

    #: The heading in the header; a page may change it for itself in `arrive`.
    title: Sentence = say("Page")
    watches: ClassVar[frozenset[str]] = frozenset()
    needs_event: ClassVar[bool] = True
    scrolls: ClassVar[bool] = True
    #: Name of the help topic that F1 opens.
    topic: ClassVar[str] = ""

    def __init__(self, desk: "Desk", frame: Frame, *, slowly: bool = False) -> None:
        """`slowly` leaves the making to whoever calls `go_on` until all is there."""
        super().__init__()
        self.desk = desk
        self.frame = frame
        self.main: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._kept: list[tuple[Callable[[str], object], Sentence]] = []
        self._stale = True
        self._since: Change | None = None
        self._on_the_way = False
        self.column = self._ground()
        self._pieces = iter(self.build() or ())
        frame.rang.connect(self._hear)
        frame.event_changed.connect(self._other_event)
        while not slowly and self.go_on():
            pass

    @property
    def event_id(self) -> str:
        """The id of the event in front."""
        return self.frame.event_id

    def build(self) -> Iterable[None] | None:
        """Make the widgets and connect them; touch no data. What takes long is a generator: each piece may wait."""
        return None

    def go_on(self) -> bool:
        """Make the next piece of the page; return whether there is more."""
        return next(self._pieces, self) is not self

    def ahead(self) -> Iterator[None]:
        """Make what is behind the tabs and was never visited, piece by piece."""
        return iter(())

    def refresh(self, change: "Change | None") -> None:
        """Show what the desk holds now, write nothing; `change` is what was touched since the last time, None: all."""

    def arrive(self, about: str) -> None:
        """Hear what the visit is about (an id or topic given to `frame.go`); called after the page is shown."""

    def subject(self) -> str:
        """Return the help topic that F1 opens now: a page with parts asks the part in front."""
        return self.topic

    def settle(self) -> None:
        """Save what is being typed right now: the window is about to close, or Ctrl+S was pressed."""
        for line in self.findChildren(QWidget):
            if isinstance(line, (Line, Paper)):
                line.settle()

    def keep(self, setter: Callable[[str], object], text: Sentence) -> None:
        """Give a sentence to any setter, now and whenever the language changes."""
        setter(tell(text))
        self._kept.append((setter, text))

    def deed(
        self,
        key: str,
        text: Sentence,
        call: Callable[[], object],
        *,
        keys: str = "",
        icon: str = "",
        told: str = "",
    ) -> QAction:
        """Register an action of this page: its keys count here, and the palette lists it while the page is shown.

        `told` are keys that the page reads by itself and that are only shown.
        """
        page = type(self).__module__.rpartition(".")[2]
        return self.frame.actions.add(Deed(key, text, keys, icon, page, told), call, on=self)

    def attempt(self, act: Callable[[], object]) -> bool:
        """Call a verb; foreseen trouble becomes a notice. Return whether it went well."""
        return self.frame.attempt(act)

    def run(
        self,
        what: Sentence,
        work: Callable[[Report], object],
        then: Callable[[object], object] | None = None,
    ) -> Job:
        """Run `work(report)` away from the window, then `then(result)` here; see `Frame.run`."""
        return self.frame.run(what, work, then)

    def sections_there(self) -> bool:
        """Tell whether `charters.index` answers at once for this event; where not, the page is refreshed when it does.

        The sections of a long text are read away from the window.
        """
        from hubdesk.desk.section_index import index, index_at_hand

        desk, event = self.desk, self.event_id
        if index_at_hand(desk, event) is not None:
            return True
        if not self._on_the_way:
            self._on_the_way = True
            job = self.run(say("Reading the text"), lambda _report: index(desk, event), self._sections_came)
            job.ended.connect(self._sections_done)
        return False

    def undoable(self) -> None:
        """Say what was just done, with Undo beside it."""
        self.frame.offer_undo()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened while the page was hidden."""
        super().showEvent(event)
        self._catch_up()

    def changeEvent(self, event: QEvent) -> None:
        """Tell the kept sentences again, and read everything again: words made from data are in the old language."""
        if event.type() == QEvent.Type.LanguageChange:
            for setter, text in self._kept:
                setter(tell(text))
            self._hear(None)
        super().changeEvent(event)

    def _ground(self) -> QVBoxLayout:
        if not self.scrolls:
            column = QVBoxLayout(self)
            column.setContentsMargins(24, 16, 24, 16)
            column.setSpacing(12)
            return column
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("inside")
        area.setWidget(inside)
        outside.addWidget(area)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(24, 16, 24, 24)
        column = QVBoxLayout()
        column.setSpacing(16)
        whole.addLayout(column)
        whole.addStretch(1)
        return column

    def _other_event(self, _event: str) -> None:
        self._hear(None)

    def _sections_came(self, _index: object) -> None:
        self._sections_done()
        self._hear(None)

    def _sections_done(self) -> None:
        self._on_the_way = False

    def _hear(self, change: "Change | None") -> None:
        if change is not None and (change.origin is self or not change.about(self.watches)):
            return
        if change is not None and change.kinds:
            change = None
        if self._stale and (change is None or self._since is None):
            self._since = None
        elif self._stale and change is not None and self._since is not None:
            self._since = replace(self._since, touched=self._since.touched | change.touched, origin=None)
        else:
            self._since = change
        self._stale = True
        self._catch_up()

    def _catch_up(self) -> None:
        if self._stale and self.isVisible() and not self.desk.closed:
            since, self._stale, self._since = self._since, False, None
            try:
                self.refresh(since)
            except HubDeskError as error:
                if error.code != "gone":
                    raise
                self.refresh(None)  # another thread took it away between two looks; who misses it again is at fault
