"""Many lines at once, pasted or from a file: kept in one step, and shown before when they are many."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget

from hubdesk.desk import notes
from hubdesk.desk.note_files import lines_of
from hubdesk.i18n import count, isolate, say
from hubdesk.ui import files
from hubdesk.ui.jobs import Report
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

#: More lines than these are shown before they are kept.
PREVIEW = 20
#: Of very many lines the first are shown.
SHOWN = 500


class Taking(Card):
    """Keeps lines with what `around` says of them (who may read them, the channel …).

    `shown(button)` when lines wait for it.
    """

    shown = Signal(object)

    def __init__(self, page: "Page", around: Callable[[], dict[str, Any]]) -> None:
        super().__init__(say("Many lines"))
        self._page, self._around = page, around
        self._lines: Sequence[str] = ()
        self._known: dict[str, Any] = {}
        self.list = QListWidget()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.do = Button(say("Keep them"), self._keep_shown, kind="primary")
        self.leave = Button(say("Leave them"), self._leave, kind="quiet")
        self.add(self.list, ButtonRow(self.do, self.leave))
        self.hide()

    def offer(self, lines: Sequence[str]) -> None:
        """Keep lines, one note each; more than some are shown first."""
        known = self._around()
        if len(lines) <= PREVIEW:
            self._keep(lines, known)
            return
        self._lines, self._known = tuple(lines), known
        assert self.heading is not None
        self.heading.say(count(len(lines), "{n} line, {n} note", "{n} lines become {n} notes, in one step"))
        self.list.clear()
        self.list.addItems([isolate(line[:SHOWN]) for line in lines[:SHOWN]])
        self.list.setAccessibleName(tell(say("Lines that would be kept")))
        self.list.setFixedHeight(pixels(150))
        self.show()
        self.do.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(self.do)

    def ask_file(self) -> None:
        """Ask for a text with one note a line."""
        files.ask_open(self._page, say("Read notes from a text file"), lambda paths: self.read_file(paths[0]))

    def read_file(self, path: Path) -> None:
        """Show what a text would give, or keep it where it is short."""
        self._page.run(say("Reading the lines"), lambda _report: lines_of(files.load(path)), self._read)

    def _read(self, found: Any) -> None:
        if found.damaged:
            what = count(
                len(found.damaged), "Some letters of {n} line are damaged.", "Some letters of {n} lines are damaged."
            )
            self._page.frame.notices.say(what, tone="warning")
        if found.lines:
            self.offer(found.lines)
        else:
            self._page.frame.notices.say(say("There are no lines in this file."))

    def _keep_shown(self) -> None:
        lines, known = self._lines, self._known
        self._leave()
        self._keep(lines, known)

    def _leave(self) -> None:
        self._lines = ()
        self.hide()
        if self._page.main is not None:
            self._page.main.setFocus()

    def _keep(self, lines: Sequence[str], known: dict[str, Any]) -> None:
        desk, event = self._page.desk, self._page.event_id

        def work(_report: Report) -> object:
            return notes.add_all(desk, event, lines, **known)

        self._page.run(say("Keeping the lines"), work, self._kept)

    def _kept(self, made: Any) -> None:
        what = count(len(made), "{n} line was kept.", "{n} lines were kept, one note each.")
        self._page.frame.notices.say(what, tone="success", step=say("Undo"), call=self._page.frame.undo)
