"""A laptop of a journey: keys, a workspace and a window of its own, used as a person does."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from hubdesk import paths
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.settings import Settings
from hubdesk.ui import fonts
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window

EVENING = datetime(2026, 10, 1, 18, 0, tzinfo=UTC)
ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


class Laptop:
    """A laptop with keys, a workspace and a window of its own."""

    def __init__(self, folder: Path, name: str, qtbot, *, language: str = "en") -> None:
        ticks = itertools.count()
        self.name, self.folder, self.qtbot = name, folder / name, qtbot
        self.desk: Desk = start(
            paths.folders(self.folder), name=name, now=lambda: EVENING + timedelta(milliseconds=next(ticks))
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

    def types(self, field, text: str) -> None:
        """Type as a keyboard or an input method does, then press Enter."""
        field.setFocus()
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            typed = QInputMethodEvent()
            typed.setCommitString(text)
            QApplication.sendEvent(field, typed)
        QApplication.processEvents()
        self.qtbot.keyClick(field, ENTER)
        QApplication.processEvents()
