"""Entries that may be one person: side by side, with one key for each answer."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent

from hubdesk.i18n import Sentence, count, say
from hubdesk.model.entries import COMPARED, differing, looks_alike
from hubdesk.model.records import Person
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import tell

_ANSWERS: dict[str, Sentence] = {
    "same": say("Same person"),
    "other": say("Somebody else"),
    "later": say("Later"),
}
#: Questions that are shown at once.
_SHOWN = 8
#: The digit that gives an answer; the last is for all that were not answered yet.
_DIGITS = {1: "same", 2: "other", 3: "later", 4: "rest"}
FIELD_NAMES: dict[str, Sentence] = {
    "name": say("Name"),
    "username": say("User name"),
    "email": say("E-mail"),
    "phone": say("Phone"),
    "other_script": say("Name in another script"),
    "community": say("Community"),
    "languages": say("Languages"),
    "interpretation": say("Interpretation needed"),
    "status": say("Status"),
    "remark": say("Remark"),
    "private": say("Private registration"),
}
STATUS: dict[str, Sentence] = {
    "registered": say("Registered"),
    "checked-in": say("Was there"),
    "pending": say("Pending"),
    "cancelled": say("Cancelled"),
}


class Pair(NamedTuple):
    """One question: what stands on both sides (`other` is None where only the letters need an eye), and why."""

    key: str
    one: object
    other: object | None
    reason: Sentence


class _Keyed(Table):
    """A table that hears digits of any script."""

    digit = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by a digit; everything else is the table's."""
        number = unicodedata.decimal(event.text(), 0) if len(event.text()) == 1 else 0
        if number in _DIGITS:
            self.digit.emit(number)
        else:
            super().keyPressEvent(event)


class DoubtList(Card):
    """All questions, the chosen one in full below. `answered(pairs, answer)` for the chosen ones, or for the rest."""

    answered = Signal(list, str)

    def __init__(self, ours: Sentence) -> None:
        """`ours` is the heading of the side that is asked about."""
        super().__init__(say("To decide"))
        self.pairs: list[Pair] = []
        self._answers: Mapping[str, str] = {}
        columns = [
            Column[Pair](ours, lambda pair: _called(pair.one), 0),
            Column[Pair](say("Perhaps the same as"), lambda pair: _called(pair.other), 220),
            Column[Pair](say("Why"), lambda pair: tell(pair.reason), 400),
            Column[Pair](say("Answer"), self._answer_of, 130),
        ]
        self.table = _Keyed(
            columns, key=lambda pair: pair.key, name=say("People to decide about"), several=True, give_way=(2, 1)
        )
        self.left = Label(role="quiet", wrap=True)
        self.reason = Label(role="strong", wrap=True)
        self.sides = FlowBox(gap=12, even=True, top=True)
        self.buttons = {
            "same": Button(say("1 · Same person"), lambda: self._answer("same")),
            "other": Button(say("2 · Somebody else"), lambda: self._answer("other")),
            "later": Button(say("3 · Later"), lambda: self._answer("later")),
            "rest": Button(say("4 · All the rest: somebody else"), lambda: self._answer("rest")),
        }
        hint = say("Choose one or several, then press the digit. Nobody is made one with somebody else unasked.")
        self.add(self.left, Label(hint, role="small", wrap=True), self.table, self.reason, self.sides)
        self.add(ButtonRow(*self.buttons.values()))
        self._ours = ours
        self.table.digit.connect(lambda number: self._answer(_DIGITS[number]))
        self.table.moved.connect(lambda _pair: self._show_sides())

    def fill(self, pairs: Sequence[Pair], answers: Mapping[str, str] | None = None) -> None:
        """Show questions with the answers so far; the place in the list stays."""
        row = max(0, self.table.currentIndex().row())
        self.pairs, self._answers = list(pairs), answers or {}
        open_ones = len(self._open())
        self.left.say(count(open_ones, "{n} waits for an answer.", "{n} wait for an answer."))
        self.table.fill(self.pairs)
        self._fit()
        self.setVisible(bool(self.pairs))
        if self.pairs and self.table.current is None:
            self._go(min(row, len(self.pairs) - 1))
        self._show_sides()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        """Show up to `_SHOWN` questions at once."""
        rows = min(len(self.pairs), _SHOWN) * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows + pixels(8))

    def _open(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.key not in self._answers]

    def _answer_of(self, pair: Pair) -> str:
        answer = self._answers.get(pair.key)
        return tell(_ANSWERS[answer]) if answer else "–"

    def _answer(self, answer: str) -> None:
        chosen = self._open() if answer == "rest" else self.table.selected or [self.table.current]
        chosen = [pair for pair in chosen if pair is not None and (answer != "same" or pair.other is not None)]
        if not chosen:
            return
        keys = {pair.key for pair in chosen}
        after = max(row for row, pair in enumerate(self.pairs) if pair.key in keys) + 1
        self.answered.emit(chosen, "other" if answer == "rest" else answer)
        if any(pair.key in keys for pair in self.pairs):
            self._go(min(after, len(self.pairs) - 1))

    def _go(self, row: int) -> None:
        self.table.setCurrentIndex(self.table.rows.index(row, 0))

    def _show_sides(self) -> None:
        pair = self.table.current
        self.reason.setVisible(pair is not None)
        self.sides.setVisible(pair is not None)
        self.buttons["same"].setEnabled(pair is not None and pair.other is not None)
        if pair is None:
            return
        self.reason.say(pair.reason)
        apart = frozenset(differing(pair.one, pair.other)) if pair.other is not None else frozenset()
        shown = [_side(self._ours, pair.one, pair.other, apart)]
        if pair.other is not None:
            ours = say("Whom we know") if isinstance(pair.other, Person) else say("Another row of the list")
            shown.append(_side(ours, pair.other, pair.one, apart))
        self.sides.show_all(shown)


def _side(heading: Sentence, one: object, other: object, apart: frozenset[str]) -> Card:
    """Return what is known of one side; what differs from the other stands out by its weight and by words."""
    card = Card()
    card.setMinimumWidth(240)
    card.add(Label(heading, role="quiet", wrap=True))
    for field in COMPARED:
        text = str(getattr(one, field, ""))
        if text:
            said = tell(STATUS[text]) if field == "status" and text in STATUS else text[:300]
            line = say("{what}: {text}", what=FIELD_NAMES[field], text=said)
            if field in apart:
                line = say("{what}: {text} (differs)", what=FIELD_NAMES[field], text=said)
                if looks_alike(text, str(getattr(other, field))):
                    line = say("{what}: {text} (other letters that look the same)", what=FIELD_NAMES[field], text=said)
            card.add(Label(line, role="strong" if field in apart else "", wrap=True))
    return card


def _called(one: object | None) -> str:
    texts = (str(getattr(one, field, "")) for field in ("name", "username", "email", "phone", "badge"))
    return next((text[:300] for text in texts if text), "–")
