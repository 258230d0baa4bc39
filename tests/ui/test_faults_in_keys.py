"""A fault in what a key does is told on a page of its own; it never ends the program with what somebody typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from hubdesk.i18n import say
from hubdesk.ui.widgets.dates import DayField

ROOT = Path(__file__).resolve().parents[2]
#: A line whose keys fail as Python's own functions do; each key comes as the system sends it, by the loop of events.
FAILING = """
import sys
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from hubdesk.ui.notes.popup import Popup
from PySide6.QtWidgets import QWidget
from {module} import {name}
told = []
sys.excepthook = lambda *what: told.append(what[0].__name__)
app = QApplication([])
class Failing({name}):
    def keyPressEvent(self, event):
        int("no number")
line = Failing({given})
line.show()
for _ in range(20):
    for sort in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        app.postEvent(line, QKeyEvent(sort, Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier))
    app.processEvents()
print(len(told), set(told))
"""


@pytest.mark.parametrize(
    ("module", "name", "given"),
    [
        ("hubdesk.ui.widgets.fields", "Line", ""),
        ("hubdesk.ui.attendance.field", "GuestField", ""),
        ("hubdesk.ui.notes.line", "CaptureLine", "Popup(QWidget())"),
        ("hubdesk.ui.agenda.hands", "Hands", ""),
    ],
)
def test_a_key_that_fails_is_told_and_ends_nothing(module: str, name: str, given: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAILING.format(module=module, name=name, given=given)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["20 {'ValueError'}"])


@pytest.mark.parametrize("text", ["32026-05-01", "9999-12-31", "0001-01-01", "99999999-1-1", "", "soon"])
def test_the_arrows_leave_the_first_and_the_last_day_and_what_is_none(qtbot, preferences, text: str) -> None:
    field = DayField(say("Day"))
    qtbot.addWidget(field)
    field.line.setText(text)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(field.line, key)
        assert field.line.text() == text
