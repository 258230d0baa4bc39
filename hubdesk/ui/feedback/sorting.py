"""What can be done to the chosen notes, all of them at once, with their number said before."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from hubdesk.desk import notes
from hubdesk.desk.section_index import Index
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.signs import named
from hubdesk.ui.feedback.filters import READERS
from hubdesk.ui.feedback.section_line import SectionLine
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.fields import Choice, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

DEEDS: Mapping[str, Sentence] = {
    "tag": say("Tag with a section"),
    "untag": say("Take a section away"),
    "kind": say("Set the kind"),
    "form": say("Set the form"),
    "keyword": say("Give a keyword"),
    "unkeyword": say("Take a keyword away"),
    "reader": say("Set who may read"),
    "remove": say("Remove"),
}


class SortBar(FlowBox):
    """Choose what to do and with what, see "Tag 12 notes", press. `done` after it was done."""

    done = Signal()
    statement_asked = Signal()

    def __init__(self, page: "Page") -> None:
        super().__init__(gap=8)
        self._page = page
        self._chosen: list[str] = []
        self.chosen = Label(role="strong")
        self.what = Choice(DEEDS, name=say("What to do with the chosen notes"))
        self.section, self.word = SectionLine(), Line(say("Keyword"))
        self.kind = Choice({"": say("Without a kind"), **{id: k.label for id, k in KINDS.items()}}, name=say("Kind"))
        self.form = Choice({id: form.label for id, form in FORMS.items()}, name=say("Form"))
        self.reader = Choice(READERS, name=say("Who may read"))
        self.values = QStackedWidget()
        self.values.setMinimumWidth(220)
        for each in (self.section, self.word, self.kind, self.form, self.reader):
            self.values.addWidget(each)
        self.do = Button(say("Tag"), self.act, kind="primary")
        self.statement = Button(say("Make a statement"), self.statement_asked.emit, icon="edit")
        self.show_all([self.chosen, self.what, self.values, self.do, self.statement])
        self.what.picked.connect(self._show_value)
        for line in (self.section, self.word):
            line.textChanged.connect(lambda _text: self._retell())
            line.returnPressed.connect(self.act)
        for choice in (self.kind, self.form, self.reader):
            choice.picked.connect(lambda _key: self._retell())
        self._show_value(self.what.key)

    def serve(self, index: Callable[[], Index | None]) -> None:
        """Ask this for the sections whenever they are needed."""
        self.section.serve(index)

    def choose(self, ids: Sequence[str]) -> None:
        """Take the notes that are chosen now."""
        self._chosen = list(ids)
        self._retell()

    def prepare(self, deed: str) -> None:
        """Bring one deed to the front and put the focus where its value is said."""
        self.what.show_key(deed)
        self._show_value(deed)
        if self._chosen:
            target = self.do if deed == "remove" else self.values.currentWidget()
            (target or self.do).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def act(self) -> None:
        """Do it to all chosen notes: one step, with Undo beside it."""
        if not self.do.isEnabled():
            return
        deed, ids, desk = self.what.key, list(self._chosen), self._page.desk
        word = named(self.word.text())
        acts = {
            "tag": lambda: notes.tag(desk, ids, self.section.wid),
            "untag": lambda: notes.tag(desk, ids, self.section.wid, False),
            "kind": lambda: notes.kind(desk, ids, self.kind.key),
            "form": lambda: notes.form(desk, ids, self.form.key),
            "keyword": lambda: notes.keyword(desk, ids, word),
            "unkeyword": lambda: notes.keyword(desk, ids, word, False),
            "reader": lambda: notes.show_to(desk, ids, self.reader.key),
            "remove": lambda: notes.remove(desk, ids),
        }
        if self._page.attempt(acts[deed]):
            self.section.clear()
            self.word.clear()
            self._page.undoable()
            self.done.emit()

    def _show_value(self, deed: str) -> None:
        values: dict[str, QWidget] = {"kind": self.kind, "form": self.form, "reader": self.reader}
        values |= {"keyword": self.word, "unkeyword": self.word}
        self.values.setCurrentWidget(values.get(deed, self.section))
        self.values.setVisible(deed != "remove")
        self.flow.invalidate()
        self._retell()

    def _retell(self) -> None:
        n, deed = len(self._chosen), self.what.key
        self.chosen.say(count(n, "{n} note chosen", "{n} notes chosen") if n else say("No note is chosen"))
        told: dict[str, Sentence] = {
            "tag": count(n, "Tag {n} note", "Tag {n} notes"),
            "untag": count(n, "Untag {n} note", "Untag {n} notes"),
            "remove": count(n, "Remove {n} note", "Remove {n} notes"),
        }
        self.do.say(told.get(deed, count(n, "Change {n} note", "Change {n} notes")))
        ready = {"tag": self.section.wid, "untag": self.section.wid}
        ready |= dict.fromkeys(("keyword", "unkeyword"), named(self.word.text()))
        self.do.setEnabled(bool(n and ready.get(deed, "yes")))
        self.statement.setEnabled(bool(n))
        for each in (self.what, self.values):
            each.setEnabled(bool(n))
        self.flow.invalidate()
        self.updateGeometry()
