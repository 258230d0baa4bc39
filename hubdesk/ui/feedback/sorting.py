"""What can be done to the chosen notes, all of them at once, with their number said before."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from hubdesk.desk import questions, sorting
from hubdesk.desk.section_index import Index
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.codebook import FORMS, KINDS
from hubdesk.model.records import Note
from hubdesk.model.signs import named
from hubdesk.ui.charter.places import question_words
from hubdesk.ui.feedback.filters import READERS
from hubdesk.ui.feedback.section_line import SectionLine
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.fields import Choice, Line
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import listed, number, tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

DEEDS: Mapping[str, Sentence] = {
    "tag": say("Tag with a section"),
    "untag": say("Take a section away"),
    "kind": say("Set the kind"),
    "form": say("Set the form"),
    "keyword": say("Give a keyword"),
    "unkeyword": say("Take a keyword away"),
    "answer": say("Answers a drafters' question"),
    "unanswer": say("Does not answer a drafters' question"),
    "reader": say("Set who may read"),
    "follow": say("Mark to follow up"),
    "done": say("Followed up"),
    "remove": say("Remove"),
}
#: Deeds that need no value.
_BARE = ("follow", "done", "remove")
_ANSWERS = ("answer", "unanswer")
#: More notes than these are sorted away from the window.
_LONG = 500


class Value(Choice):
    """A choice that is taken by Enter, as a typed line is."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter do it with what is shown."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class SortBar(FlowBox):
    """Choose what to do and with what, see "Tag 12 notes", press. `done` after it was done."""

    done = Signal()
    statement_asked = Signal()

    def __init__(self, page: "Page") -> None:
        super().__init__(gap=8)
        self._page = page
        self._chosen: list[Note] = []
        self.chosen, self.told = Label(role="strong"), Label(role="quiet")
        self.what = Value(DEEDS, name=say("What to do with the chosen notes"))
        self.section, self.word = SectionLine(), Line(say("Keyword"))
        self.kind = Value({"": say("Without a kind"), **{id: k.label for id, k in KINDS.items()}}, name=say("Kind"))
        self.form = Value({id: form.label for id, form in FORMS.items()}, name=say("Form"))
        self.reader = Value(READERS, name=say("Who may read"))
        self.question = Value({}, name=say("Drafters' question"))
        self.values = QStackedWidget()
        self.values.setMinimumWidth(220)
        for each in (self.section, self.word, self.kind, self.form, self.question, self.reader):
            self.values.addWidget(each)
        self.do = Button(say("Tag"), self.act, kind="primary")
        self.statement = Button(say("Make a statement"), self.statement_asked.emit, icon="edit")
        self.show_all([self.chosen, self.what, self.values, self.do, self.told, self.statement])
        self.what.picked.connect(self._show_value)
        for line in (self.section, self.word):
            line.textChanged.connect(lambda _text: self._retell())
            line.returnPressed.connect(self.act)
        for choice in (self.kind, self.form, self.question, self.reader):
            choice.currentIndexChanged.connect(lambda _row: self._retell())
            choice.entered.connect(self.act)
        self.what.entered.connect(lambda: self._value_or_deed().setFocus(Qt.FocusReason.TabFocusReason))
        self._show_value(self.what.key)

    def serve(self, index: Callable[[], Index | None]) -> None:
        """Ask this for the sections whenever they are needed."""
        self.section.serve(index)

    def choose(self, notes: Sequence[Note]) -> None:
        """Take the notes that are chosen now."""
        self._chosen = list(notes)
        self._retell()

    def prepare(self, deed: str) -> None:
        """Bring one deed to the front and put the focus where its value is said."""
        self.what.show_key(deed)
        self._show_value(deed)
        if self._chosen:
            self._value_or_deed().setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def value(self) -> str:
        """What the deed is done with: a wid, a keyword, or the key of a choice."""
        by_choice = {"kind": self.kind, "form": self.form, "reader": self.reader}
        by_choice |= dict.fromkeys(_ANSWERS, self.question)
        deed = self.what.key
        if deed in by_choice:
            return by_choice[deed].key
        return named(self.word.text()) if deed in ("keyword", "unkeyword") else self.section.wid

    def act(self) -> None:
        """Do it to all chosen notes: one step, with Undo beside it."""
        if not self.do.isEnabled():
            return
        deed, value, ids, desk = self.what.key, self.value, [note.id for note in self._chosen], self._page.desk
        if len(ids) > _LONG:
            self.do.setEnabled(False)
            self._page.run(say("Sorting notes"), lambda _report: sorting.sort(desk, ids, deed, value), self._done)
        elif self._page.attempt(lambda: sorting.sort(desk, ids, deed, value)):
            self._done()

    def _value_or_deed(self) -> QWidget:
        """Return where what is chosen is said more of, the button itself where nothing is."""
        return (None if self.what.key in _BARE else self.values.currentWidget()) or self.do

    def _done(self, _nothing: object = None) -> None:
        self.section.clear()
        self.word.clear()
        self._page.undoable()
        self.done.emit()

    def _show_value(self, deed: str) -> None:
        values: dict[str, QWidget] = {"kind": self.kind, "form": self.form, "reader": self.reader}
        values |= {"keyword": self.word, "unkeyword": self.word} | dict.fromkeys(_ANSWERS, self.question)
        if deed in _ANSWERS:
            self._offer_questions()
        self.values.setCurrentWidget(values.get(deed, self.section))
        self.values.setVisible(deed not in _BARE)
        self.flow.invalidate()
        self._retell()

    def _offer_questions(self) -> None:
        asked = questions.of_event(self._page.desk, self._page.event_id)
        shown = {each.question.id: question_words(each) for each in asked}
        self.question.offer(shown or {"": say("The drafters have asked nothing about this text yet.")})

    def _retell(self) -> None:
        n, deed, value = len(self._chosen), self.what.key, self.value
        self.chosen.say(count(n, "{n} note chosen", "{n} notes chosen") if n else say("No note is chosen"))
        ready = bool(n and (value or deed in _BARE or deed == "kind"))
        would = sorting.preview(self._chosen, deed, value) if ready else sorting.Preview(n, 0, {})
        n = would.changing
        told: dict[str, Sentence] = {
            "tag": count(n, "Tag {n} note", "Tag {n} notes"),
            "untag": count(n, "Untag {n} note", "Untag {n} notes"),
            "remove": count(n, "Remove {n} note", "Remove {n} notes"),
        }
        self.do.say(told.get(deed, count(n, "Change {n} note", "Change {n} notes")))
        self.do.setEnabled(ready and n > 0)
        self._foretell(would)
        for each in (self.what, self.values, self.statement):
            each.setEnabled(bool(self._chosen))
        self.flow.invalidate()
        self.updateGeometry()

    def _foretell(self, would: sorting.Preview) -> None:
        """Say what the button's number leaves out, and what would be replaced."""
        names: Mapping[str, Sentence] = READERS
        if self.what.key in ("kind", "form"):
            names = {id: each.label for id, each in (KINDS if self.what.key == "kind" else FORMS).items()}
        parts = [tell(count(would.same, "{n} is so already", "{n} are so already"))] if would.same else []
        if would.replaced:
            old = listed([f"{tell(names[key])} {number(n)}" for key, n in would.replaced.items() if key in names])
            parts.append(tell(say("Replaces: {values}", values=old)))
        self.told.say(" · ".join(parts))
        self.told.setVisible(bool(parts))
