"""What was read, as a tree: the places of the text with a translation beside, whose parts a person puts elsewhere."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from hubdesk.desk import placing
from hubdesk.desk.charters import Preview
from hubdesk.i18n import Sentence, isolate, say
from hubdesk.model.charter import Placing
from hubdesk.model.section_search import readable
from hubdesk.ui import words
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

T = TypeVar("T")

#: So much of a paragraph stands in the tree, in characters.
SHORT = 120


class OutlineTree(QWidget):
    """The tree with its buttons; `chosen` brings all placings that a person wants from now on (a list)."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found: Preview | None = None
        self._places: dict[str, QTreeWidgetItem] = {}
        self._strays: list[tuple[QTreeWidgetItem, placing.Unmatched]] = []
        self._placed: list[tuple[QTreeWidgetItem, Placing]] = []
        self._carried: placing.Unmatched | None = None
        self._free: set[str] = set()
        # what stands at each place in the language beside the text, and in that of what is carried; where this was
        self._standing: dict[str, placing.Unmatched] = {}
        self._taken: dict[str, placing.Unmatched] = {}
        self._from = ""
        self.beside = Choice({}, name=say("Translation beside it"))
        self.tree = _Tree()
        self.told = Label(role="quiet", wrap=True)
        self.carry = Button(say("Choose its place"), self._carry, icon="charter")
        self.put = Button(say("Put it here"), self._put, icon="check")
        self.leave = Button(say("Leave it without a place"), self._leave)
        self.back = Button(say("Take it from its place"), self._back)
        self.row = ButtonRow(self.carry, self.put, self.leave, self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for each in (self.beside, self.tree, self.told, self.row):
            column.addWidget(each)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._allow())
        self.tree.itemActivated.connect(lambda _item, _column: self._activate())
        self.tree.left.connect(self._leave)
        self.beside.picked.connect(lambda _key: self._turn())

    def show_preview(self, found: Preview) -> None:
        """Plant a preview; what is still without a place is chosen next, where a person has begun to place parts."""
        self._found, self._carried, self._free = found, None, set()
        tags = list(dict.fromkeys(each.language for each in found.outlines[1:]))
        self.beside.offer({"": say("Without a translation beside it"), **{tag: words.own_name(tag) for tag in tags}})
        self.beside.setVisible(bool(tags))
        self._standing = placing.standing(found, self.beside.key) if self.beside.key else {}
        here = self._number()
        self.tree.clear()
        self._plant()
        self._placed = self._branch(say("Placed by hand"), found.placings, self._words_of_placing)
        self._strays = self._branch(say("Without a place"), found.found.unmatched, _words_of_stray)
        self.tree.expandToDepth(1)
        first = self._strays or self._placed if found.placings else ()
        self.tree.setCurrentItem(first[0][0] if first else self._places.get(here, self._places["0"]))
        self._allow()

    def _turn(self) -> None:
        """Show another translation beside the text."""
        if self._found is not None:
            self.show_preview(self._found)

    def _plant(self) -> None:
        assert self._found is not None
        made: list[QTreeWidgetItem] = []
        blocks = self._found.outlines[0].blocks
        for place, block in enumerate(blocks):
            text = _short(block.heading or block.text)
            beside = self._standing.get(block.number)
            tail = f"   ⟷   {isolate(_short(beside.heading or beside.text))}" if beside else ""
            item = _item(f"\u2066{readable(block.number)}\u2069  {isolate(text)}{tail}", bold=block.heads)
            made.append(item)
            if place == 0:
                self.tree.addTopLevelItem(item)
            else:
                made[block.parent].addChild(item)
        self._places = {block.number: item for block, item in zip(blocks, made, strict=True)}

    def _branch(self, name: Sentence, parts: Sequence[T], told: Callable[[T], str]) -> list[tuple[QTreeWidgetItem, T]]:
        """Show below the text some parts of translations; return their rows."""
        rows = [(_item(told(part)), part) for part in parts]
        if rows:
            branch = _item(tell(name), bold=True)
            branch.addChildren([item for item, _part in rows])
            self.tree.addTopLevelItem(branch)
        return rows

    def _words_of_placing(self, each: Placing) -> str:
        assert self._found is not None
        there = (outline for outline in self._found.outlines[1:] if outline.language == each.language)
        block = next(block for outline in there for block in outline.blocks if block.number == each.number)
        text = say(
            "{language}, {number}, put at {place}: {words}",
            language=words.own_name(each.language),
            number=readable(each.number),
            place=readable(each.to),
            words=_short(block.heading or block.text),
        )
        return tell(text)

    def _current(self, rows: Sequence[tuple[QTreeWidgetItem, T]]) -> T | None:
        item = self.tree.currentItem()
        return next((part for row, part in rows if row is item), None)

    def _number(self) -> str:
        """Return the number of the current place of the text, "" at anything else."""
        item = self.tree.currentItem()
        return next((number for number, place in self._places.items() if place is item), "")

    def _here(self) -> str:
        """Return the number of the current place where what is carried may be put, else ""."""
        return number if (number := self._number()) in self._free else ""

    def _part(self) -> placing.Unmatched | None:
        """Return the part that can be carried from here: one without a place, or what stands at one beside the text."""
        number = self._number()
        return self._current(self._strays) or (self._standing.get(number) if number != "0" else None)

    def _allow(self) -> None:
        carrying = self._carried is not None
        for button in (self.put, self.leave):
            button.setVisible(carrying)
        self.leave.say(say("Leave it where it is") if self._from else say("Leave it without a place"))
        self.carry.setVisible(not carrying and bool(self._strays or self._standing))
        self.back.setVisible(not carrying and bool(self._placed))
        self.carry.setEnabled(self._part() is not None)
        self.back.setEnabled(self._current(self._placed) is not None)
        self.put.setEnabled(bool(self._here()))
        self.told.setVisible(carrying or bool(self._strays or self._standing))
        self.row.setVisible(carrying or bool(self._strays or self._placed or self._standing))
        self.told.say(self._telling())

    def _telling(self) -> Sentence:
        """Return what can be done next, and what it would do to others."""
        if self._carried is None:
            if self._standing:
                return say("A part beside the text that stands at a wrong place can be put at another.")
            return say("What found no place can be put at one by hand: choose it below the text.")
        if not self._free:
            return say("The text has no place of this kind.")
        there = self._taken.get(self._here())
        if there is not None:
            return say("These words would be without a place then: {words}", words=_short(there.heading or there.text))
        text = _short(self._carried.heading or self._carried.text)
        return say("Choose the place of this part, and put it there: {words}", words=text)

    def _activate(self) -> None:
        if self._carried is not None:
            self._put()
        elif self._part() is not None:
            self._carry()

    def _carry(self) -> None:
        part = self._part()
        if part is None or self._found is None:
            return
        self._from = self._number()
        self._carried, self._free = part, placing.fitting(self._found, part)
        self._taken = placing.standing(self._found, part.language)
        quiet = self.palette().brush(QPalette.ColorRole.PlaceholderText)
        for number, item in self._places.items():
            if number not in self._free:
                item.setForeground(0, quiet)
        self.tree.expandAll()
        fitting = [number for number in self._places if number in self._free]
        free = [number for number in fitting if number not in self._taken] or fitting
        if self._from or free:
            self.tree.setCurrentItem(self._places[self._from or (part.number if part.number in free else free[0])])
        self.tree.setFocus()
        self._allow()

    def _put(self) -> None:
        here, part = self._here(), self._carried
        if here and part is not None and self._found is not None:
            self.tree.setFocus()
            self.chosen.emit(placing.with_one_more(self._found, Placing(part.language, part.number, here)))

    def _leave(self) -> None:
        part, self._carried, self._free = self._carried, None, set()
        for item in self._places.values():
            item.setData(0, Qt.ItemDataRole.ForegroundRole, None)
        for item, each in self._strays:
            if each is part:
                self.tree.setCurrentItem(item)
        if self._from:
            self.tree.setCurrentItem(self._places[self._from])
        self.tree.setFocus()
        self._allow()

    def _back(self) -> None:
        part = self._current(self._placed)
        if part is not None and self._found is not None:
            self.tree.setFocus()
            self.chosen.emit([each for each in self._found.placings if each != part])


class _Tree(QTreeWidget):
    """Rows that can be walked by keys; `left` comes with Escape."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setExpandsOnDoubleClick(False)
        self.setMinimumHeight(300)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape what was begun."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _item(text: str, *, bold: bool = False) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text])
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    font = item.font(0)
    font.setBold(bold)
    item.setFont(0, font)
    return item


def _words_of_stray(each: placing.Unmatched) -> str:
    text = say(
        "{language}, {number}: {words}",
        language=words.own_name(each.language),
        number=readable(each.number),
        words=_short(each.heading or each.text),
    )
    return tell(text)


def _short(words: str) -> str:
    """Return how a text begins, with a sign that it goes on where it does."""
    return words if len(words) <= SHORT else f"{words[:SHORT].rstrip()}…"
