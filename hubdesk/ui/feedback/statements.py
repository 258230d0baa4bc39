"""Statements: one sentence that sums up lines, with the lines it stands on."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hubdesk.desk import statements
from hubdesk.i18n import count, isolate, say
from hubdesk.model.change import Change
from hubdesk.model.records import Note, Statement
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Field, Line, Paper
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import number, tell, words_of

_STATE = 4
_APART = re.compile(r"[,;،、，\n]+")


class StatementsPart(Page):
    """The list of statements, and an editor for one of them or for a new one."""

    title = say("Statements")
    watches = frozenset({"statement", "note"})
    #: The statement, by its id, on which people shall be polled.
    polled = Signal(str)

    def build(self) -> None:
        """Lay out the list above the editor."""
        self._open = ""
        self._draft: list[Note] = []
        columns = [
            Column[Statement](say("Statement"), lambda each: each.text, 0, order=lambda each: each.text.casefold()),
            Column[Statement](say("Theme"), lambda each: each.theme, 150, order=lambda each: each.theme.casefold()),
            Column[Statement](say("Signed as"), lambda each: each.role, 130),
            Column[Statement](say("Notes"), lambda each: number(len(each.notes)), 80, order=lambda e: len(e.notes)),
            Column[Statement](say("State"), _state, 120),
        ]
        self.total = Label(role="heading")
        self.table = _Statements(columns, key=lambda each: each.id, name=say("Statements"), give_way=(4, 2, 1, 3))
        self.table.setMinimumHeight(180)
        self.table.moved.connect(self._moved)
        self.empty = Empty(
            "feedback",
            say("No statements yet"),
            say("Choose lines in the list of notes and press Make a statement: one sentence that sums them up."),
        )
        self.editor = self._editor()
        for each in (self.total, self.table, self.empty, self.editor):
            self.column.addWidget(each)
        self.editor.hide()
        self.main = self.table

    def refresh(self, change: Change | None) -> None:
        """Show the statements of the event, and what the open one stands on."""
        found = statements.of_event(self.desk, self.event_id)
        if change is None and self._open and all(each.id != self._open for each in found):
            self._leave()
        self.table.stated = any(each.versions for each in found)
        self.table.fill(found)
        self.table.make_room()
        self.total.say(count(len(found), "{n} statement", "{n} statements"))
        for each in (self.table, self.total):
            each.setVisible(bool(found) and not self._draft)
        self.empty.setVisible(not found and self.editor.isHidden())
        now = next((each for each in found if each.id == self._open), None)
        if now is not None:
            self._show(now)
        elif self._open:
            self._leave()

    def begin(self, notes: Sequence[Note]) -> None:
        """Open the editor for a new statement about notes."""
        self.settle()
        self._open, self._draft = "", list(notes)
        # the list goes while something is written: no row of it may take the place of what is not kept yet
        self.table.hide()
        self.total.hide()
        self._forget_row()
        self.text.show_text("")
        for line in (self.theme, self.keywords):
            line.clear()
        # what several of the notes carry is most likely what the sentence is about
        shared = [word for word in sorted({w for note in notes for w in note.keywords}) if _most(word, notes)]
        self.keywords.setText(", ".join(shared[:3]))
        if not self.role.text():
            self.role.setText(tell(say("note-taker")))
        self._show_notes(self._draft)
        self._face(new=True)
        self.text.setFocus()

    def _editor(self) -> QWidget:
        card = Card(say("The statement"))
        self.text = Paper(say("One sentence that says what these lines say"), lines=2)
        self.theme, self.role = Line(), Line()
        self.keywords = Line(say("One to three words"))
        self.field = Field(say("Statement"), self.text)
        row = FlowBox(gap=12, even=True)
        fields = [
            Field(say("Theme"), self.theme),
            Field(say("Keywords, with commas between"), self.keywords),
            Field(say("Signed as (a role, never a name)"), self.role),
        ]
        for each in fields:
            each.setMinimumWidth(200)
        row.show_all(fields)
        self.stands_on = Label(role="strong")
        self.lines = Label(wrap=True)
        self.keep_it = Button(say("Keep the statement"), self._add, kind="primary")
        self.remove = Button(say("Remove the statement"), self._remove, kind="danger")
        self.poll = Button(say("Poll this statement"), lambda: self.polled.emit(self._open))
        self.leave = Button(say("Leave it"), self._leave)
        card.add(
            self.field, row, ButtonRow(self.keep_it, self.poll, self.leave, self.remove), self.stands_on, self.lines
        )
        self.text.settled.connect(lambda text: self._save(text=text))
        self.theme.settled.connect(lambda text: self._save(theme=text))
        self.role.settled.connect(lambda text: self._save(role=text))
        self.keywords.settled.connect(lambda text: self._save(keywords=_words(text)))
        return card

    def _moved(self, statement: Statement | None) -> None:
        if statement is not None and statement.id != self._open and not self._draft:
            self.settle()
            self._open, self._draft = statement.id, []
            for line in (self.theme, self.keywords, self.role):
                line.clear()
            self._show(statement)

    def _show(self, statement: Statement) -> None:
        self.text.show_text(statement.text)
        self.theme.show_text(statement.theme)
        self.role.show_text(statement.role)
        self.keywords.show_text(", ".join(sorted(statement.keywords)))
        self._show_notes(self.desk.read.many(Note, sorted(statement.notes)) if statement.notes else [])
        self._face(new=False)

    def _show_notes(self, notes: Sequence[Note]) -> None:
        self.stands_on.say(count(len(notes), "It sums up {n} note:", "It sums up {n} notes:"))
        ordered = sorted(notes, key=lambda note: (note.order or note.id, note.id))
        self.lines.say("\n".join(f"\u2022 {isolate(words_of(note))}" for note in ordered[:30]))
        self.lines.setVisible(bool(notes))

    def _face(self, *, new: bool) -> None:
        self.keep_it.setVisible(new)
        self.remove.setVisible(not new)
        self.poll.setVisible(not new)
        self.leave.say(say("Leave it") if new else say("Close"))
        self.field.trouble(None)
        self.empty.hide()
        self.editor.show()

    def _add(self) -> None:
        if not self.text.toPlainText().strip():
            self.field.trouble(say("Write the sentence first."))
            self.text.setFocus()
            return
        made: list[str] = []
        notes = [note.id for note in self._draft]
        text, theme, role = self.text.toPlainText(), self.theme.text(), self.role.text()
        keywords = _words(self.keywords.text())

        def act() -> None:
            made.append(
                statements.add(self.desk, self.event_id, text, notes, theme=theme, keywords=keywords, role=role)
            )

        draft, self._draft = self._draft, []
        if not self.attempt(act):
            self._draft = draft
        else:
            self.table.choose(made[0])
            self.table.setFocus()
            self.undoable()

    def _save(self, **fields: object) -> None:
        if self._open:
            id = self._open
            self.attempt(lambda: statements.edit(self.desk, id, **fields))

    def _remove(self) -> None:
        if self._open and self.attempt(lambda: statements.remove(self.desk, self._open)):
            self.undoable()
            self._leave()

    def _leave(self) -> None:
        self._open, self._draft = "", []
        self.editor.hide()
        self._forget_row()
        there = bool(self.table.rows.rowCount())
        self.empty.setVisible(not there)
        self.table.setVisible(there)
        self.total.setVisible(there)

    def _forget_row(self) -> None:
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rows.index(-1, -1))


class _Statements(Table):
    """The list; whether something is in two versions is shown only where something is."""

    stated = False

    def wants(self, place: int) -> bool:
        return place != _STATE or self.stated


def _words(text: str) -> list[str]:
    return [word.strip(" #") for word in _APART.split(text) if word.strip(" #")]


def _most(word: str, notes: Sequence[Note]) -> bool:
    return sum(word in note.keywords for note in notes) * 2 >= len(notes)


def _state(statement: Statement) -> str:
    return tell(say("Two versions")) if statement.versions else ""
