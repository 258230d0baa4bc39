"""Raised hands counted live: a large button for each answer, and a key that does the same from anywhere among them."""

from collections.abc import Sequence
from unicodedata import digit

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.model.counting import Counting
from hubdesk.ui.widgets.card import CardButton
from hubdesk.ui.widgets.flow import FlowBox
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import number


class AnswerButton(CardButton):
    """One answer: its number of hands, its words, and the key that counts it up."""

    def __init__(self, label: str, key: str) -> None:
        super().__init__(label)
        self._label = label
        self.number = Label("0", role="number")
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addSpacing(10)
        row.addWidget(Label(label, wrap=True), 1)
        if key:
            row.addWidget(Label(key, role="chip"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.setContentsMargins(12, 2, 12, 4)
        self.column.addLayout(row)

    def show_number(self, found: int) -> None:
        """Show how many hands there are."""
        self.number.say(number(found))
        self.setAccessibleName(f"{self._label}: {number(found)}")


class Hands(QWidget):
    """Counts up by the keys and buttons, takes the last hand back by Backspace. `changed()` after each step."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.counting = Counting(())
        self.buttons: list[AnswerButton] = []
        self._keys: dict[str, int] = {}
        self._told = ""
        self.installEventFilter(self)
        self._box = FlowBox(gap=8, even=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_answers(self, answers: Sequence[str], keys: Sequence[str], counting: Counting) -> None:
        """Show answers with their keys ("" for none) and what was counted of them so far."""
        told = "\n".join([*answers, *keys])
        if told != self._told or len(answers) != len(self.buttons):
            focus = next((place for place, each in enumerate(self.buttons) if each.hasFocus()), -1)
            self._told = told
            self._keys = {key: place for place, key in enumerate(keys) if key}
            self.buttons = [AnswerButton(*pair) for pair in zip(answers, keys, strict=True)]
            for place, each in enumerate(self.buttons):
                each.clicked.connect(lambda _on=False, at=place: self.up(at))
            self._box.show_all(self.buttons)
            if 0 <= focus < len(self.buttons):  # in another language the keys go on counting
                self.buttons[focus].setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_counting(counting)

    def show_counting(self, counting: Counting) -> None:
        """Show other counts."""
        self.counting = counting
        for each, found in zip(self.buttons, counting.counts, strict=True):
            each.show_number(found)

    def up(self, place: int) -> None:
        """Count one hand more."""
        self._step(self.counting.up(place), place)

    def back(self) -> None:
        """Take the last hand back."""
        if self.counting.hands:
            self._step(self.counting.back(), self.counting.hands[-1])

    def type_counts(self, found: Sequence[int]) -> None:
        """Take counts that were typed."""
        self._step(self.counting.typed(found), 0)

    def take_focus(self) -> None:
        """Let the keys count."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Z from the window while there is a hand that it can take back (no `event`: see `Line`)."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and self.counting.hands
        ):
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count by a digit of any script, whichever button has the focus."""
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        found = digit(event.text(), -1) if len(event.text()) == 1 else -1
        if plain == Qt.KeyboardModifier.NoModifier and str(found) in self._keys:
            self.up(self._keys[str(found)])
        elif event.key() == Qt.Key.Key_Backspace or event.matches(QKeySequence.StandardKey.Undo):
            self.back()
        else:
            super().keyPressEvent(event)

    def _step(self, after: Counting, place: int) -> None:
        if after != self.counting:
            self.show_counting(after)
            if QAccessible.isActive():
                told = self.buttons[place].accessibleName()
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))
            self.changed.emit()


def told_keys(keys: Sequence[str]) -> Sentence:
    """Return how to count by keys."""
    known = [key for key in keys if key]
    return say(
        "Keys {first} to {last} count a hand · Backspace takes the last one back", first=known[0], last=known[-1]
    )
