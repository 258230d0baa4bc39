"""Clumsy presses on the pages after the gathering: nothing breaks, and no words are lost."""

import random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QDialog, QWidget

from hubdesk.desk import care, sample, trash
from hubdesk.model.records import Event
from hubdesk.ui.window import Window

PAGES = ("feedback", "report", "share", "history")
KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_End),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Delete),
)
LETTERS = "aZ3.2/#,é王ज़م<&;\u202e"
PRESSES = 300


def _key(window: Window, chance: random.Random) -> None:
    target = window.focusWidget() or window
    key = chance.choice((*KEYS, None, None, None))
    shift = Qt.KeyboardModifier.ShiftModifier if chance.random() < 0.2 else Qt.KeyboardModifier.NoModifier
    for sort in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(sort, key or 0, shift, "" if key else chance.choice(LETTERS))
        QApplication.sendEvent(target, event)


def _touch(page: QWidget, chance: random.Random) -> None:
    """Press a button, choose from a box, or go to a row, as it comes."""
    kinds = (QAbstractButton, QComboBox, QAbstractItemView)
    found = [each for kind in kinds for each in page.findChildren(kind) if each.isVisible() and each.isEnabled()]
    if not found:
        return
    target = chance.choice(found)
    if isinstance(target, QAbstractButton):
        target.click()
    elif isinstance(target, QComboBox) and target.count():
        target.setCurrentIndex(chance.randrange(target.count()))
        target.activated.emit(target.currentIndex())
    elif isinstance(target, QAbstractItemView) and target.model() is not None and target.model().rowCount():
        if chance.random() < 0.2:
            target.selectAll()
        else:
            target.setCurrentIndex(target.model().index(chance.randrange(target.model().rowCount()), 0))


@pytest.mark.parametrize("seed", range(3))
def test_a_monkey_breaks_nothing(window, desk, preferences, qtbot, seed: int) -> None:
    event = sample.make_sample(desk)
    title, said = desk.read.get(Event, event).title, {note.text for note in desk.read.notes(event)}
    window.frame.open_event(event)
    chance = random.Random(seed)
    with qtbot.captureExceptions() as caught:
        for n in range(PRESSES):
            if n % 25 == 0:
                window.go(chance.choice(PAGES))
            if n % 100 == 60:
                preferences.speak(chance.choice(("ar", "zh", "en")))
            page = window.stack.currentWidget()
            _key(window, chance) if chance.random() < 0.6 else _touch(page, chance)
            for each in window.findChildren(QDialog):
                each.close()
            if not chance.randrange(10):
                QApplication.processEvents()
        for job in list(window.frame.jobs):
            job.cancel()
        qtbot.waitUntil(lambda: not window.frame.jobs, timeout=30_000)
    assert caught == []
    assert window.isVisible()
    while desk.redo() is not None:
        pass
    if desk.read.find(Event, event) is None:  # it was undone, and something else done: then it lies in the trash
        trash.restore(desk, [thing for thing in trash.things(desk) if thing.id == event])
    assert desk.read.get(Event, event).title == title
    put_away = {thing.words for thing in trash.things(desk, event)}
    chosen = {thing for thing in said if "small river" in thing}  # the line that stands in two versions
    assert said - chosen <= {note.text for note in desk.read.notes(event)} | put_away
    assert all(note.text or note.line or note.gap for note in desk.read.notes(event))
    assert care.doctor(desk, rebuild=True).damage == ()
