"""A real desk on a real file, a page or a window shown on no screen, and everything put back afterwards."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.desk import events
from hubdesk.desk.desk import Author, Desk
from hubdesk.paths import Folders
from hubdesk.settings import Settings
from hubdesk.ui import fonts
from hubdesk.ui.frame import Frame
from hubdesk.ui.page import Page
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window

NOW = datetime(2026, 5, 9, 13, 2, tzinfo=UTC)


def author() -> Author:
    """Return a person with a key of their own."""
    key = SigningKey(b"\1" * 32)
    return Author(bytes(key.verify_key).hex(), lambda data: key.sign(data).signature, "Amina", "front desk")


@pytest.fixture
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """An empty workspace in a new file, locked in a test marked so; the clock stands at 9 May 2026, 13:02 UTC."""
    made = Desk.open(
        tmp_path / "workspace.hubdesk",
        author=author(),
        folders=Folders(tmp_path / "data", tmp_path / "config"),
        key=bytes(32) + b"HDlock".ljust(16, b".") if request.node.get_closest_marker("locked") else None,
        now=lambda: NOW,
    )
    yield made
    still()
    made.close()


def still() -> None:
    """Stop what waits for its time, as the window does before it puts a workspace away."""
    for widget in QApplication.topLevelWidgets():
        for timer in widget.findChildren(QTimer):
            timer.stop()


@pytest.fixture
def event(desk: Desk) -> str:
    """One evening in that workspace."""
    return events.create(
        desk,
        "Evening about hubs",
        start=datetime(2026, 5, 9, 12, 0, tzinfo=UTC),
        zone="Africa/Nairobi",
        place="Library",
        languages=["en", "ar"],
    )


@pytest.fixture
def preferences(qapp: QApplication) -> Iterator[Preferences]:
    """English, light, 100 %, and the same again when the test is over."""
    fonts.load(qapp)
    made = Preferences(qapp, Settings(language="en", theme="light"), None)
    made.put_on()
    yield made
    made.settings = Settings(language="en", theme="light")
    made.put_on()
    made.deleteLater()


@pytest.fixture
def show(qtbot, desk: Desk, preferences: Preferences) -> Iterator[Callable[..., Page]]:
    """Show a page without a window: `page = show(NotesPage, event)`; `page.frame` collects `asked` and notices."""
    frames = []

    def _show(kind: type[Page], event: str = "") -> Page:
        home = QWidget()
        qtbot.addWidget(home)
        frame = Frame(desk, home, preferences=preferences)
        frame.open_event(event)
        frames.append(frame)
        page = kind(desk, frame)
        qtbot.addWidget(page)
        page.resize(1000, 700)
        with qtbot.waitExposed(page):
            page.show()
        if page.main is not None:
            page.main.setFocus()
        return page

    yield _show
    for frame in frames:
        frame.close()
    assert QThreadPool.globalInstance().waitForDone(1), "a job goes on after its frame was closed"


@pytest.fixture
def window(qtbot, desk: Desk, preferences: Preferences) -> Iterator[Window]:
    """A whole window with the workspace in it; nothing is in front yet."""
    made = Window(preferences)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.serve(desk)
    yield made
    if made.frame is not None:
        made.frame.close()
    assert QThreadPool.globalInstance().waitForDone(1), "a job goes on after its window was closed"


def commit(widget: QWidget, text: str) -> None:
    """Type text of any script as an input method does (`qtbot.keyClicks` ends the process on the first é)."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
