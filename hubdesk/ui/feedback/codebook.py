"""The keywords of the gathering as a tree, and an editor for the one that is chosen."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from hubdesk.desk import codebook, codebook_files
from hubdesk.desk.codebook import Branch
from hubdesk.i18n import Sentence, count, say
from hubdesk.model.change import Change
from hubdesk.ui import files
from hubdesk.ui.jobs import Report
from hubdesk.ui.page import Page
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.fields import Choice, Field, Line, Paper
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Cells, Column, Table
from hubdesk.ui.words import language, number, own_name

Index = QModelIndex | QPersistentModelIndex
NEW = say("A new keyword")


class CodebookPart(Page):
    """The tree above, the chosen code below; what is typed there is kept as it is typed."""

    title = say("Codebook")
    watches = frozenset({"code", "note", "event"})

    def build(self) -> Iterator[None]:
        """Lay out the tree, a line for a new keyword, and the editor."""
        self._open = self._offered = ""
        self._all: list[Branch] = []
        columns = [
            Column[Branch](say("Keyword"), _word, 0),
            Column[Branch](say("Label"), lambda each: each.label(language()), 200),
            Column[Branch](say("Notes"), lambda each: number(each.notes), 80),
            Column[Branch](say("Description"), lambda each: " ".join(each.code.description.split()), 260),
        ]
        self.total = Label(role="heading")
        self.table = Table(columns, key=_key, name=say("Codebook"), give_way=(3, 1))
        self.table.setItemDelegateForColumn(0, _Coloured(self.table))
        self.table.setMinimumHeight(220)
        self.table.moved.connect(self._moved)
        self.empty = Empty(
            "feedback",
            say("No keywords yet"),
            say("Keywords of notes (#funding) stand here, and can be sorted into a tree with names in your languages."),
        )
        yield
        self.new = Line(NEW)
        self.new.returnPressed.connect(self._add)
        self.add_it = Button(say("Add to the codebook"), self._add)
        self.read_it = Button(say("Read a codebook"), self._ask_file, icon="open")
        self.write_it = Button(say("Write the codebook"), self._ask_place, icon="save")
        yield
        self.editor = self._editor()
        yield
        for each in (self.total, self.table, self.empty, self._row(), self.editor):
            self.column.addWidget(each)
        self.editor.hide()
        self.main = self.table

    def refresh(self, change: Change | None) -> None:
        """Show the tree as it is now."""
        self._all = codebook.tree(self.desk, self.event_id)
        self.table.fill(self._all)
        n = sum(bool(each.code.id) for each in self._all)
        self.total.say(count(n, "{n} keyword in the codebook", "{n} keywords in the codebook"))
        for widget in (self.total, self.table):
            widget.setVisible(bool(self._all))
        self.empty.setVisible(not self._all)
        self._moved(self.table.current)

    def read_file(self, paths: list[Path]) -> None:
        """Read the codes of a file that are not here yet; one step, with Undo beside it."""
        desk, event, tag = self.desk, self.event_id, language()

        def work(_report: Report) -> object:
            found = codebook_files.preview(desk, event, files.load(paths[0]))
            return codebook_files.take(desk, event, found.new, language=tag)

        self.run(say("Reading the codebook"), work, self._was_read)

    def write_file(self, paths: list[Path]) -> None:
        """Write the codebook; the ending says in which form."""
        if self.attempt(lambda: codebook_files.write(self.desk, self.event_id, paths[0])):
            self.frame.notices.say(say("The codebook was written: {name}", name=paths[0].name), tone="success")

    def _was_read(self, number: object) -> None:
        if number:
            self.undoable()
        else:
            self.frame.notices.say(say("Every code of this file is here already."))

    def _ask_file(self) -> None:
        files.ask_open(self, say("Read a codebook"), self.read_file)

    def _ask_place(self) -> None:
        endings = [f".{form}" for form in codebook_files.FORMS]
        files.ask_save(self, say("Write the codebook"), "codebook.qdc", self.write_file, endings=endings)

    def _row(self) -> QWidget:
        return ButtonRow(self.new, self.add_it, self.read_it, self.write_it)

    def _editor(self) -> QWidget:
        card = Card(say("The keyword"))
        self.word, self.name, self.colour = Line(), Line(), Line()
        self.description = Paper(lines=2)
        self.under = Choice({"": say("At the top")})
        self.into = Choice({"": say("Choose a keyword")}, name=say("Merge into"))
        self.name_field = Field(say("Label"), self.name)
        fields = [
            Field(say("Keyword"), self.word, help=say("Its notes get the new word as well.")),
            self.name_field,
            Field(say("Below"), self.under),
            Field(say("Colour"), self.colour, help=say("As in #3366cc")),
        ]
        row = FlowBox(gap=12, even=True, top=True)
        for each in fields:
            each.setMinimumWidth(180)
        row.show_all(fields)
        self.merge = Button(say("Merge into it"), self._merge)
        self.remove = Button(say("Take out of the codebook"), self._remove, kind="danger")
        card.add(row, Field(say("Description"), self.description), ButtonRow(self.into, self.merge, self.remove))
        self.word.settled.connect(lambda text: self._do(lambda: codebook.rename(self.desk, self._open, text)))
        self.name.settled.connect(lambda text: self._edit(labels={language(): text}))
        self.colour.settled.connect(lambda text: self._edit(colour=text.strip()))
        self.description.settled.connect(lambda text: self._edit(description=text))
        self.under.picked.connect(lambda key: self._do(lambda: codebook.move(self.desk, self._open, key)))
        self.into.picked.connect(lambda key: self.merge.setEnabled(bool(key)))
        return card

    def _moved(self, branch: Branch | None) -> None:
        code = branch.code if branch else None
        if code is None or code.id != self._open:
            self.settle()
        self._offer(code.word if code is not None and not code.id else "")
        self._open = code.id if code else ""
        self.editor.setVisible(bool(self._open))
        if code is None or not code.id:
            return
        self.word.show_text(code.word)
        self.name_field.label.say(say("Label ({language})", language=own_name(language())))
        self.name.show_text(code.labels.get(language(), ""))
        self.colour.show_text(code.colour)
        self.description.show_text(code.description)
        others: dict[str, Sentence | str] = {
            each.code.id: each.code.word for each in self._all if each.code.id not in ("", code.id)
        }
        self.under.offer({"": say("At the top"), **others})
        self.under.show_key(code.parent if code.parent in others else "")
        self.into.offer({"": say("Choose a keyword"), **others})
        self.into.show_key("")
        self.merge.setEnabled(False)

    def _offer(self, free: str) -> None:
        """Offer a free keyword in the line for a new one: Enter takes it, and what is typed stands in its place."""
        self._offered = free
        self.new.hint(free or NEW)

    def _add(self) -> None:
        word = self.new.text() or self._offered
        made: list[str] = []
        if self.attempt(lambda: made.append(codebook.add(self.desk, self.event_id, word))):
            self.new.clear()
            self.table.choose(made[0])
            self.undoable()

    def _merge(self) -> None:
        into = self.into.key
        if self._do(lambda: codebook.merge(self.desk, [self._open], into)):
            self.table.choose(into)

    def _remove(self) -> None:
        self._do(lambda: codebook.remove(self.desk, self._open))

    def _edit(self, **fields: object) -> None:
        if self._open:
            self.attempt(lambda: codebook.edit(self.desk, self._open, **fields))

    def _do(self, act: Callable[[], object]) -> bool:
        """Call a verb that people may regret; where it cannot be, the editor shows again what is."""
        done = bool(self._open) and self.attempt(act)
        if done:
            self.undoable()
        else:
            self._moved(self.table.current)
        return done


class _Coloured(Cells):
    """Shows how deep a code stands, and its colour before its word, which says the same without it."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Add the square and the space before the word."""
        super().initStyleOption(option, index)
        table = self.parent()
        assert isinstance(table, Table)
        branch: Branch = table.rows.record(index.row())
        # outside the word's own direction, so that it stands in from the leading side
        option.text = "\u2003" * min(8, branch.depth) + option.text
        if colour := branch.code.colour:
            square = QPixmap(pixels(12), pixels(12))
            square.fill(QColor(colour))
            option.icon = QIcon(square)
            option.decorationSize = square.size()
            option.decorationAlignment = Qt.AlignmentFlag.AlignVCenter
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration


def _key(branch: Branch) -> str:
    return branch.code.id or f"#{branch.code.word}"


def _word(branch: Branch) -> str:
    return branch.code.word if branch.code.id else f"#{branch.code.word}"
