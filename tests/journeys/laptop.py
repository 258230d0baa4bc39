"""A laptop of a journey: keys, a workspace and a window of its own, used as a person does."""

import itertools
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import paths
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.settings import Settings
from hubdesk.ui import fonts
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.widgets.table import Table
from hubdesk.ui.window import Window

EVENING = datetime(2026, 10, 1, 18, 0, tzinfo=UTC)
ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


#: What a keyboard types key by key, and what an input method brings as whole words.
_PIECES = re.compile(r"[ -~]+|[^ -~]+")
NO_KEY = Qt.KeyboardModifier.NoModifier


class Laptop:
    """A laptop with keys, a workspace and a window of its own; `gestures` counts its keys, letters and clicks."""

    def __init__(self, folder: Path, name: str, qtbot, *, language: str = "en") -> None:
        ticks = itertools.count()
        self.name, self.folder, self.qtbot = name, folder / name, qtbot
        self.began, self.gestures = EVENING, 0
        self.desk: Desk = start(
            paths.folders(self.folder), name=name, now=lambda: self.began + timedelta(milliseconds=next(ticks))
        )
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        fonts.load(app)
        self.preferences = Preferences(app, Settings(language=language), None)
        self.preferences.put_on()
        self.window = Window(self.preferences)
        self.window.resize(1366, 768)
        self.window.serve(self.desk)
        self.window.show()
        qtbot.addWidget(self.window)

    def at(self, event: str, page: str):
        """Go to a page of an event and return it."""
        assert self.window.frame is not None
        self.window.frame.open_event(event, page)
        QApplication.processEvents()
        return self.window.page(page)

    def sits_down(self) -> None:
        """Bring this laptop's window and language to the front: all of them share one screen here."""
        if not self.window.isActiveWindow():
            self.preferences.put_on()
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)

    def types(self, field: QWidget, text: str) -> None:
        """Type as a keyboard or an input method does, then press Enter."""
        field.setFocus()
        self.writes(field, text)
        self.presses(field, ENTER)

    def writes(self, field: QWidget, text: str) -> None:
        """Type without Enter; a letter that an input method brings counts as one key."""
        for piece in _PIECES.findall(text):
            if piece.isascii():
                self.qtbot.keyClicks(field, piece)
            else:
                typed = QInputMethodEvent()
                typed.setCommitString(piece)
                QApplication.sendEvent(field, typed)
        self.gestures += len(text)
        QApplication.processEvents()

    def presses(self, field: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press one key, perhaps with others held."""
        self.qtbot.keyClick(field, key, held)
        self.gestures += 1
        QApplication.processEvents()

    def clicks(self, widget: QWidget) -> None:
        """Click what can be clicked now."""
        assert widget.isVisible() and widget.isEnabled(), widget
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.gestures += 1
        QApplication.processEvents()

    def picks(self, choice: Choice, key: str) -> None:
        """Go to one answer of a choice by the arrows."""
        choice.setFocus()
        way = Qt.Key.Key_Down if choice.findData(key) > choice.currentIndex() else Qt.Key.Key_Up
        for _ in range(choice.count()):
            if choice.key != key:
                self.presses(choice, way)
        assert choice.key == key

    def chooses(self, table: Table, first: int, last: int) -> None:
        """Choose the rows of a table from one to another, by a click and a click with Shift."""
        for row, held in ((first, NO_KEY), (last, Qt.KeyboardModifier.ShiftModifier)):
            index = table.model().index(row, 0)
            table.scrollTo(index)
            at = table.visualRect(index).center()
            self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, held, at)
            self.gestures += 1
        QApplication.processEvents()
        assert len(table.selected) == last - first + 1
