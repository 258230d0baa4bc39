"""When somebody came and went, to be put right: another time, or not at all."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.model.presence import TAKEN_BACK
from hubdesk.model.records import Mark
from hubdesk.ui.times import local
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.dates import read_hours
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.label import Label

#: The newest so many are shown; nobody comes and goes more often in an evening.
MOST = 12


class MarksCard(Card):
    """The marks of one person.

    Signals: `timed(mark, "HH:MM")` for a typed time, `turned(mark)` when one is taken back or held again, `left()` on
    Escape.
    """

    timed = Signal(str, str)
    turned = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.who = Label(role="heading", wrap=True)
        self.add(self.who)
        self._rows: QWidget | None = None
        self.lines: dict[str, Line] = {}
        self.buttons: dict[str, Button] = {}
        self.hide()

    def show_marks(self, name: str, marks: Sequence[Mark], zone: str, items: Mapping[str, str]) -> None:
        """Show when somebody came and went on the clocks of a zone; `items` are titles of the run-sheet by id."""
        focused = next(
            (mark for mark in self.lines if self.lines[mark].hasFocus() or self.buttons[mark].hasFocus()), ""
        )
        if self._rows is not None:
            self._rows.hide()
            self._rows.deleteLater()
        self._rows, self.lines, self.buttons = QWidget(), {}, {}
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(3, 1)
        self.who.say(say("When {name} came and went", name=name))
        for row, mark in enumerate(marks[-MOST:]):
            back = mark.way.startswith(TAKEN_BACK)
            line = Line(say("14:00"), name=say("Time, then Enter"))
            line.setText(local(mark.at, zone)[11:16])
            line.setEnabled(not back)
            line.returnPressed.connect(partial(self._typed, mark.id, line))
            turn = Button(say("Count it again") if back else say("Take it back"), kind="quiet")
            turn.clicked.connect(partial(self.turned.emit, mark.id))
            where = Label(" · ".join(each for each in (items.get(mark.item, ""), mark.desk) if each), role="quiet")
            for column, each in enumerate((Label(_told(mark.way)), line, turn, where)):
                grid.addWidget(each, row, column)
            self.lines[mark.id], self.buttons[mark.id] = line, turn
        self.add(self._rows)
        self._rows.show()
        self.show()
        if focused in self.lines:
            line = self.lines[focused]
            (line if line.isEnabled() else self.buttons[focused]).setFocus()

    def begin(self) -> None:
        """Put the cursor where the newest mark may be corrected."""
        if self.lines:
            mark, line = list(self.lines.items())[-1]
            (line if line.isEnabled() else self.buttons[mark]).setFocus(Qt.FocusReason.OtherFocusReason)
            line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self, mark: str, line: Line) -> None:
        hours = read_hours(line.text())
        line.mark_wrong(not hours)
        if hours:
            self.timed.emit(mark, hours)


def _told(way: str) -> Sentence:
    known = {"in": say("Came"), "out": say("Went"), "not-in": say("Did not come"), "not-out": say("Did not go")}
    return known.get(way, say("Came"))
