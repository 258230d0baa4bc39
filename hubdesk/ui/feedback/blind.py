"""One line after the other for a second coder: the words, and a line for the signs that sort them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.desk.coding import Line
from hubdesk.desk.section_index import Index
from hubdesk.i18n import say
from hubdesk.model.codebook import KINDS
from hubdesk.model.line_edits import with_kind
from hubdesk.model.records import Coding
from hubdesk.ui.feedback.reading import lean
from hubdesk.ui.notes.completing import Completing
from hubdesk.ui.notes.line import CaptureLine
from hubdesk.ui.notes.offers import Offers
from hubdesk.ui.notes.popup import Popup
from hubdesk.ui.notes.signs import SignButton
from hubdesk.ui.notes.told import Told
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label, ShortLabel
from hubdesk.ui.words import language

HINT = say("Kind, sections and keywords by the signs of a note: !: /3.2 #money · c: where none fits · Enter goes on")


class Blind(QWidget):
    """Shows nothing of how others sorted a line. `said(note, signs)` when signs were entered."""

    said = Signal(str, str)

    def __init__(self, home: QWidget, offers: Offers) -> None:
        """`home` is what the popup lies over."""
        super().__init__()
        self._lines: list[Line] = []
        self._at = 0
        self._offers = offers
        self.place, self.answers = Label(role="heading"), ShortLabel(role="quiet")
        self.words = Label(role="title", wrap=True)
        self.popup = Popup(home)
        self.line = CaptureLine(self.popup, say("Signs for this line"))
        self.told = Told()
        self.kinds = {id: SignButton("kind", id) for id in KINDS}
        self.keep = Button(say("Keep and go on"), self._enter, kind="primary")
        self.back = Button(say("Line before"), lambda: self.step(-1), kind="quiet", icon="back")
        self.skip = Button(say("Leave out for now"), lambda: self.step(1), kind="quiet")
        self._completing = Completing(self.line, self.popup, offers)
        self._lay_out()
        self.line.textChanged.connect(self._typed)
        self.line.entered.connect(self._enter)
        self.line.left_upwards.connect(lambda: self.step(-1))
        self._typed()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the lines of a round; the one in front stays, else the first that is not done comes."""
        here = self.current.note.id if self.current else ""
        self._lines = list(lines)
        places = {each.note.id: place for place, each in enumerate(self._lines)}
        self._go(places[here] if here in places else self._next(0))

    def done(self, coding: Coding) -> None:
        """Take in what was kept of the line in front, and bring the next that is not done."""
        if self.current is not None and self.current.note.id == coding.note:
            now = self.current
            self._lines[self._at] = Line(now.note, now.parent, coding)
            self._go(self._next(self._at + 1))

    def know(self, sections: Index | None) -> None:
        """Recognise these sections, and the letters of the window's language."""
        self._offers.sections = sections
        self.line.know(sections, language())
        self._typed()

    def step(self, lines: int) -> None:
        """Go to another line and write nothing."""
        if 0 <= self._at + lines < len(self._lines):
            self._go(self._at + lines)
            self.line.take_focus()

    @property
    def current(self) -> Line | None:
        """The line in front."""
        return self._lines[self._at] if self._at < len(self._lines) else None

    def _next(self, start: int) -> int:
        """Return the place of the first line that is not done, from `start` on and round; the last one if all are."""
        order = [*range(start, len(self._lines)), *range(min(start, len(self._lines)))]
        return next((at for at in order if self._lines[at].coding is None), max(0, len(self._lines) - 1))

    def _go(self, at: int) -> None:
        self._at = at
        now = self.current
        self.line.empty()
        self.popup.close_up()
        self.setEnabled(now is not None)
        if now is None:
            return
        self.place.say(say("Line {n} of {all}", n=at + 1, all=len(self._lines)))
        self.words.say(now.note.text)
        lean(self.words, now.note.language)
        self.answers.say(say("It answers: {text}", text=now.parent.text) if now.parent else "")
        self.answers.setVisible(now.parent is not None)
        self.line.write(_signs(now.coding, self._offers.sections))
        self.popup.close_up()
        self.back.setEnabled(at > 0)
        self.skip.setEnabled(at + 1 < len(self._lines))

    def _lay_out(self) -> None:
        card = Card()
        writing = QHBoxLayout()
        writing.addWidget(self.line, 1)
        writing.addWidget(self.keep)
        kinds = FlowBox(gap=6)
        kinds.show_all(list(self.kinds.values()))
        for id, button in self.kinds.items():
            button.clicked.connect(lambda _checked=False, id=id: self._mark(id))
        card.add(self.place, self.answers, self.words, kinds, writing, self.told, ButtonRow(self.back, self.skip))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _enter(self) -> None:
        self.popup.close_up()
        if self.current is not None:
            self.said.emit(self.current.note.id, self.line.text)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, kind: str) -> None:
        there = any(span.type == "kind" and span.value == kind for span in self.line.marks.spans)
        self.line.write(with_kind(self.line.text, "" if there else kind, language=language()))
        self._typed()
        self.line.take_focus()

    def _typed(self) -> None:
        spans = self.line.marks.spans
        self.told.show_spans(spans, None if spans else HINT)
        kind = next((span.value for span in spans if span.type == "kind"), "")
        for id, button in self.kinds.items():
            button.setChecked(id == kind)
        self._completing.look()


def _signs(coding: Coding | None, sections: Index | None) -> str:
    """Return the signs that say what a coder said before, so that one of them can be changed."""
    if coding is None:
        return ""
    numbers = [sections.places[wid].number for wid in sorted(coding.tags) if sections and wid in sections]
    marker = f"{KINDS[coding.kind].marker}:" if coding.kind in KINDS else "c:"
    return " ".join([marker, *(f"/{number}" for number in numbers), *(f"#{word}" for word in sorted(coding.keywords))])
