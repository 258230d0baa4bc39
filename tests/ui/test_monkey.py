"""Thousands of clumsy presses: nothing breaks, nothing of a gathering is lost that was not undone."""

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from hubdesk.desk import sample
from hubdesk.model.records import Event
from hubdesk.ui.window import Window

KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F9, Qt.Key.Key_Home),
)
LETTERS = "aZ3/#é王ज़ز​\u202e<&;"
PAGES = ("events", "prepare", "attendance", "agenda", "first", "help", "opening")
PARTS = ("overview", "facts", "roster", "document", "package", "round", "plan")
#: What opens a dialog of the system or closes the window is left to people; other pages have monkeys of their own.
LEAD_AWAY = ("file", "Write the event", "Read a", "Do it", "I check", "I take")
LEFT_OUT = {"open", "quit", "menu"}


class Monkey:
    """Presses keys and buttons of one window; the same seed presses the same."""

    def __init__(self, window: Window, seed: int) -> None:
        self.window, self.chance = window, random.Random(seed)

    def press(self) -> None:
        """Do one thing."""
        kind = self.chance.random()
        if kind < 0.6:
            self._key()
        elif kind < 0.85:
            self._click()
        elif kind < 0.95:
            self.window.go(self.chance.choice(PAGES), self.chance.choice(("", *PARTS)))
        else:
            known = [(deed, action) for deed, action in self.window.actions_list if deed.key not in LEFT_OUT]
            deeds = [action for deed, action in known if not deed.key.startswith("go-")]
            self.chance.choice(deeds).trigger()
        for each in self.window.findChildren(QDialog):
            each.close()

    def _key(self) -> None:
        target = self.window.focusWidget() or self.window
        letter = self.chance.choice(LETTERS)
        key = self.chance.choice((*KEYS, None, None))
        for sort in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(sort, key or 0, Qt.KeyboardModifier.NoModifier, "" if key else letter)
            QApplication.sendEvent(target, event)

    def _click(self) -> None:
        page = self.window.stack.currentWidget() or self.window
        found = [each for each in page.findChildren(QWidget) if each.isVisible() and each.isEnabled()]
        if not found:
            return
        target = self.chance.choice(found)
        texts = getattr(target, "text", lambda: "")()
        if isinstance(texts, str) and any(word in texts for word in LEAD_AWAY):
            return
        at = QPoint(target.width() // 2, target.height() // 2)
        for sort in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(
                target, QMouseEvent(sort, at.toPointF(), target.mapToGlobal(at).toPointF(), button, button, none)
            )


@pytest.mark.parametrize("seed", range(3))
def test_a_monkey_at_the_window_breaks_nothing(window, desk, qtbot, seed: int) -> None:
    event = sample.make_sample(desk)
    window.frame.open_event(event, "prepare")
    monkey = Monkey(window, seed)
    with qtbot.captureExceptions() as caught:
        for _ in range(400):
            monkey.press()
            if not monkey.chance.randrange(20):
                QApplication.processEvents()
        qtbot.waitUntil(lambda: not window.frame.jobs, timeout=30_000)
    assert caught == []
    assert window.isVisible()
    for _ in range(2_000):
        if desk.read.find(Event, event) is not None and desk.read.get(Event, event).title.startswith("An evening by"):
            break
        if desk.undo() is None:
            break
    assert desk.read.get(Event, event).title.startswith("An evening by")
