"""What two coders agree on: a row for each question, then the lines on which they differ."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

from hubdesk.desk.agreement import Comparison, Difference, Measure
from hubdesk.desk.coding import ADOPTED, KEPT
from hubdesk.desk.section_index import Index
from hubdesk.i18n import Sentence, count, isolate, say
from hubdesk.model.codebook import KINDS
from hubdesk.model.records import Coding
from hubdesk.ui.feedback.outline import numbered
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Cells, Column, Table
from hubdesk.ui.words import decimal, language, listed, number, tell, words_of

Place = QModelIndex | QPersistentModelIndex
_QUESTIONS: dict[str, Sentence] = {
    "kind": say("Kind"),
    "chapter": say("Chapter"),
    "section": say("Exact section"),
}
_VERDICTS: dict[str, Sentence] = {"": say("Not decided"), ADOPTED: say("Adopted"), KEPT: say("Kept")}
MEANING = say(
    "Same: of how many lines both said the same. κ (Cohen) and α (Krippendorff) leave out the agreement that chance "
    "alone would bring: 1 is all, 0 is no more than chance, below 0 is less. A dash: it cannot be told, because "
    "everybody gave one and the same answer."
)


class Compared(QWidget):
    """A comparison, read only. Signals: `opened(note)`, `adopted(codings)`, `kept(codings)`."""

    opened = Signal(str)
    adopted = Signal(object)
    kept = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sections: Index | None = None
        self.told = Label(role="heading", wrap=True)
        measures = [
            Column[Measure](say("Question"), _question, 0),
            Column[Measure](say("Lines"), lambda each: number(each.units), 80),
            Column[Measure](say("Same"), lambda each: _share(each.same), 180),
            Column[Measure](say("Cohen's κ"), lambda each: _figure(each.kappa), 120),
            Column[Measure](say("Krippendorff's α"), lambda each: _figure(each.alpha), 150),
        ]
        self.measures = Table(measures, key=lambda each: f"{each.question} {each.keyword}", name=say("Agreement"))
        self.measures.setItemDelegateForColumn(2, _Share(self.measures))
        self.measures.setMinimumHeight(180)
        self.differing = Label(role="heading")
        columns = [
            Column[Difference](say("What was said"), lambda each: words_of(each.note), 0),
            Column[Difference](say("When the round began"), lambda each: self._said(each, each.first), 230),
            Column[Difference](say("Second coder"), lambda each: self._said(each, each.second), 230),
            Column[Difference](say("State"), lambda each: tell(_VERDICTS.get(each.second.verdict, _VERDICTS[""])), 100),
        ]
        self.table = Table(columns, key=lambda each: each.second.id, name=say("Differences"), several=True)
        self.table.setMinimumHeight(220)
        self.table.opened.connect(lambda each: self.opened.emit(each.note.id))
        self.adopt = Button(say("Adopt the second coding"), lambda: self._decide(self.adopted))
        self.keep = Button(say("Keep the first coding"), lambda: self._decide(self.kept))
        self.open = Button(say("Open the line"), self._open, kind="quiet")
        self.deeds = ButtonRow(self.adopt, self.keep, self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for each in (
            self.told, self.measures, Label(MEANING, role="small", wrap=True), self.differing, self.table, self.deeds,
        ):  # fmt: skip
            column.addWidget(each)

    def show_found(self, found: Comparison, sections: Index | None) -> None:
        """Show a comparison."""
        self._sections = sections
        both = count(found.coded, "{n} line was coded by both", "{n} lines were coded by both")
        self.told.say(say("{lines}, of {all} in the round", lines=both, all=number(found.notes)))
        self.measures.fill(found.measures)
        self.measures.make_room()
        self.table.fill(found.differences)
        self.table.make_room()
        n = len(found.differences)
        self.differing.say(count(n, "{n} line on which they differ", "{n} lines on which they differ"))
        for each in (self.table, self.deeds):
            each.setVisible(n > 0)

    def decide(self, *, adopt: bool) -> None:
        """Decide about the lines that are chosen."""
        self._decide(self.adopted if adopt else self.kept)

    def _decide(self, verdict: SignalInstance) -> None:
        chosen = [each.second.id for each in self.table.selected]
        if chosen:
            verdict.emit(chosen)
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self) -> None:
        if self.table.current is not None:
            self.opened.emit(self.table.current.note.id)

    def _said(self, each: Difference, coding: Coding) -> str:
        """Return what a coding says in the fields on which two differ."""
        parts: list[str] = []
        if "kind" in each.fields:
            parts.append(tell(KINDS[coding.kind].label if coding.kind in KINDS else say("Without a kind")))
        if "tags" in each.fields:
            parts += self._places(coding.tags) or [tell(say("No section"))]
        if "keywords" in each.fields:
            parts += [f"#{isolate(word)}" for word in sorted(coding.keywords)] or [tell(say("No keyword"))]
        return listed(parts)

    def _places(self, tags: frozenset[str]) -> list[str]:
        known = self._sections
        there = [wid for wid in known.places if wid in tags] if known else []
        found = [_place(known, wid) for wid in there if known]
        return found + [tell(say("Place not in the text"))] * (len(tags) > len(there))


class _Share(Cells):
    """Paints a share as a bar behind its number, which says the same without it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Place) -> None:
        """Fill the cell from the leading side."""
        table = self.parent()
        assert isinstance(table, Table)
        same = table.rows.record(index.row()).same
        super().paint(painter, option, index)
        if same is None:
            return
        edge, figures = pixels(8), pixels(64)
        whole = QRectF(option.rect).adjusted(figures, edge, -edge, -edge)
        part = QRectF(whole)
        part.setWidth(whole.width() * same)
        if table.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            whole.translate(edge - figures, 0)
            part.moveRight(whole.right())
        painter.fillRect(part, colour("link"))
        painter.setPen(colour("border"))
        painter.drawRect(whole)


def _place(sections: Index, wid: str) -> str:
    number = sections.places[wid].number
    return numbered(number, sections.label(wid, language()).removeprefix(number).strip())


def _question(each: Measure) -> str:
    if each.question == "keyword":
        return tell(say("Keyword {word}", word=each.keyword))
    return tell(_QUESTIONS[each.question])


def _share(same: float | None) -> str:
    return "–" if same is None else tell(say("{n} %", n=round(same * 100)))


def _figure(value: float | None) -> str:
    """Return a measure with two decimals in the window's language, a dash where it is undefined."""
    return "–" if value is None else isolate(decimal(value))
