"""The window is killed while somebody types: the next one has the line, and says so."""

import os
import subprocess
import sys
import time
from pathlib import Path

from hubdesk.desk import events, notes
from hubdesk.desk.starting import start
from hubdesk.paths import folders
from tests.ui.noting import plain

ROOT = Path(__file__).resolve().parents[2]
#: The program itself; once the event is in front it does `ACT` on the page of notes.
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from hubdesk.cli.main import run
from hubdesk.ui import app, window as windows
from hubdesk.ui.widgets.label import Label

def typed(words):
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(QApplication.focusWidget(), event)

def act(window):
    page = window.page("notes")
    view = page.view
    ACT
    print("done", flush=True)

class Told(windows.Window):
    def go(self, key, about=""):
        super().go(key, about)
        if key == "prepare":
            super().go("notes")
            QTimer.singleShot(WAIT, self, lambda: act(self))

app.Window = Told
sys.exit(run(sys.argv[1:]))
"""
TYPE = (
    'page.line.setFocus(); typed("half a sen"); view.choose(page.journal.last().id); view.edit_current(); typed("Who ")'
)
LOOK = """editor = view.indexWidget(view.currentIndex())
    said = [each.text() for strip in window.strips.strips for each in strip.findChildren(Label)]
    print(page.line.text, editor.text() if editor else "", *said, sep="|", flush=True)"""


def program(folder: Path, act: str, *, wait: int = 0) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment["XDG_RUNTIME_DIR"] = str(folder)
    code = PROGRAM.replace("ACT", act).replace("WAIT", str(wait))
    given = [sys.executable, "-c", code, "--language", "en", "--data-dir", str(folder / "data")]
    return subprocess.Popen(given, env=environment, stdout=subprocess.PIPE, text=True)


def test_a_window_that_is_killed_while_somebody_types_loses_nothing(tmp_path) -> None:
    tmp_path.chmod(0o700)
    desk = start(folders(tmp_path / "data"))
    notes.add(desk, events.create(desk, "Evening"), "Who pays?")
    desk.close()
    first = program(tmp_path, TYPE)
    assert first.stdout.readline() == "done\n"
    time.sleep(1)
    first.kill()
    first.communicate()
    second = program(tmp_path, LOOK, wait=500)
    line, anew, *said = plain(second.stdout.readline().strip()).split("|")
    second.kill()
    second.communicate()
    assert (line, anew) == ("half a sen", "Who ")
    assert said[0].startswith("HubDesk did not close properly on ")
    assert said[1:] == [
        "Everything that was saved is here: 2 steps, without a backup so far.",
        "2 lines that you were typing are back.",
    ]
