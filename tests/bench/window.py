"""How long until the window is painted, and how long one key at the door or in the notes takes."""

import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from tests.bench.store import desk_in, folder

ROOT = Path(__file__).parents[2]
ROUNDS = 7
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
w = QWidget(); w.resize(1366, 768); w.show(); app.processEvents()
"""
OURS = """
import sys
from hubdesk.settings import Settings
from hubdesk.ui.app import dressed
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window
app = dressed(sys.argv)
p = Preferences(app, Settings(language="en"), None); p.put_on()
w = Window(p); w.resize(1366, 768); w.show(); app.processEvents()
"""


def cold_start() -> tuple[float, float]:
    """(a bare widget painted, our window painted), seconds from the start of Python, medians of A B A B."""
    _run(BARE), _run(OURS)  # the byte code of an installed program is there already
    floors, values = [], []
    for _ in range(ROUNDS):
        floors.append(_run(BARE))
        values.append(_run(OURS))
    return statistics.median(floors), statistics.median(values)


def _run(code: str) -> float:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    return time.perf_counter() - start


def attendance_key(people: int = 10_000) -> tuple[float, float]:
    """(a bare field over a list of twelve rows repainted, one key at the attendance page), medians.

    Seconds of the window's own thread, when the other pages are made.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QStringListModel
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

    from hubdesk.settings import Settings
    from hubdesk.ui.app import dressed
    from hubdesk.ui.preferences import Preferences
    from hubdesk.ui.window import Window

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else dressed(["bench"])
    preferences = Preferences(app, Settings(language="en"), None)
    preferences.put_on()
    with folder() as path:
        desk = desk_in(path)
        event = _crowd(desk, people)
        window = Window(preferences)
        window.resize(1366, 768)
        window.show()
        window.serve(desk)
        assert window.frame is not None
        window.frame.open_event(event, "attendance")
        field = window.page("attendance").main
        quiet(app)
        bare = QWidget()
        column = QVBoxLayout(bare)
        line, view, rows = QLineEdit(), QListView(), QStringListModel()
        view.setModel(rows)
        for widget in (line, view):
            column.addWidget(widget)
        bare.resize(600, 600)
        bare.show()
        app.processEvents()
        line.textChanged.connect(lambda text: rows.setStringList([f"{text} {n}" for n in range(12)]))
        floors, values = [], []
        for name in ("person 17", "anna 9912", "river 42x"):
            for widget, took in ((line, floors), (field, values)):
                widget.setFocus()
                widget.clear()
                app.processEvents()
                for key in name:
                    start = time.thread_time()
                    QTest.keyClicks(widget, key)
                    app.processEvents()
                    took.append(time.thread_time() - start)
        window.close()
        desk.close()
    return statistics.median(floors), statistics.median(values)


def quiet(app, seconds: float = 3.0) -> None:
    """Let the window make its other pages ahead."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()


def note_key(lines: int = 5_000) -> tuple[float, float]:
    """(a letter typed and painted in a bare QPlainTextEdit of an empty window, the same in the notes), medians."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

    floors, values = [], []
    with folder() as path, _noting(path, lines) as page:
        empty, bare = QWidget(), QPlainTextEdit()
        empty.resize(1366, 768)
        bare.setFixedHeight(60)
        QVBoxLayout(empty).addWidget(bare)
        empty.show()
        for _ in range(ROUNDS):
            for line, took in ((bare, floors), (page.line, values)):
                line.setPlainText("")
                line.setFocus()
                QApplication.processEvents()
                for letter in "we like that money is counted here":
                    start = time.perf_counter()
                    QTest.keyClicks(line, letter)
                    QApplication.processEvents()
                    took.append(time.perf_counter() - start)
        empty.close()
    return statistics.median(floors), statistics.median(values)


def tag_key(lines: int = 5_000) -> tuple[float, float]:
    """(one durable note through the verb, one key that tags a line in a long journal, painted), medians."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from hubdesk.desk import notes
    from hubdesk.model.records import Note

    floors, values = [], []
    with folder() as path, _noting(path, lines) as page:
        for number in range(ROUNDS * 5):
            start = time.perf_counter()
            later = page.desk.now() + timedelta(hours=1)
            made = notes.add(page.desk, page.event_id, f"floor {number}", at=later, origin=page)
            floors.append(time.perf_counter() - start)
            page.journal.take([made], page.desk.read.many(Note, [made]))
            page.view.choose(made)
            page.view.setFocus()
            QApplication.processEvents()
            start = time.perf_counter()
            QTest.keyClick(page.view, "1")
            QApplication.processEvents()
            values.append(time.perf_counter() - start)
            assert page.view.chosen[0].tags
    return statistics.median(floors), statistics.median(values)


@contextmanager
def _noting(path: Path, lines: int):
    """Show the notes page of an event with the sample charter and so many lines, in a whole window."""
    from PySide6.QtWidgets import QApplication

    from hubdesk.desk import charters, notes
    from hubdesk.paths import shipped
    from hubdesk.settings import Settings
    from hubdesk.ui.app import dressed
    from hubdesk.ui.preferences import Preferences
    from hubdesk.ui.window import Window

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else dressed(["bench"])
    preferences = Preferences(app, Settings(language="en"), None)
    preferences.put_on()
    desk = desk_in(path)
    event = _crowd(desk, 30)
    file = shipped("resources") / "sample" / "charter" / "lantern.wiki"
    charters.take(desk, charters.preview([(file.name, file.read_bytes())]), event=event)
    notes.add_all(desk, event, [f"/3.2 line {number} about money #money" for number in range(lines)])
    window = Window(preferences)
    window.resize(1366, 768)
    window.show()
    window.serve(desk)
    assert window.frame is not None
    window.frame.open_event(event, "notes")
    quiet(app)  # the lines are read away from the window
    yield window.page("notes")
    window.close()
    desk.close()


def long_charter(page: str = "charter", sections: int = 1_000) -> tuple[float, float]:
    """(a bare list of as many rows filled and painted; longest turn of the loop while a page reads a long charter).

    Seconds of the window's own thread, medians; the charter has eleven languages and is forgotten before each visit.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QListView

    from hubdesk.desk import charters, events
    from hubdesk.desk.memory import TEXTS
    from hubdesk.i18n import LANGUAGES
    from hubdesk.model.change import Change
    from hubdesk.ui.app import dressed

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else dressed(["bench"])
    with folder() as path, window_in(app, path) as (window, desk):
        event = events.create(desk, "Bench")
        rows = [f"## Part {n}\n\nHubs are paid for {n} years, and a clear rule says how." for n in range(sections)]
        files = [(f"c.{tag}.md", "\n\n".join((f"# {tag}", *rows)).encode()) for tag in LANGUAGES]
        charters.take(desk, charters.preview(files, language="en"), event=event)
        window.frame.open_event(event, page)
        bare, model = QListView(), QStringListModel()
        bare.setModel(model)
        bare.resize(window.size())
        bare.show()
        floors, values = [], []
        for n in range(ROUNDS):
            floors.append(_longest(app, lambda n=n: model.setStringList([f"{n} {row}" for row in [*rows, *rows]])))
            forget = Change(frozenset(), kinds=TEXTS)
            values.append(_longest(app, lambda forget=forget: desk.tell(forget), lambda: window.frame.jobs))
    return statistics.median(floors), statistics.median(values)


def _longest(app, deed, going=lambda: False) -> float:
    """Return the longest turn of the loop from a deed until nothing is going on, in seconds of this thread."""
    turns = []
    for step in (deed, *[app.processEvents] * 200):
        start = time.thread_time()
        step()
        turns.append(time.thread_time() - start)
        while step is not deed and going():
            start = time.thread_time()
            app.processEvents()
            turns.append(time.thread_time() - start)
            time.sleep(0.001)
    return max(turns)


@contextmanager
def window_in(app, path: Path):
    from hubdesk.settings import Settings
    from hubdesk.ui.preferences import Preferences
    from hubdesk.ui.window import Window

    preferences = Preferences(app, Settings(language="en"), None)
    preferences.put_on()
    desk = desk_in(path)
    window = Window(preferences)
    window.resize(1366, 768)
    window.show()
    window.serve(desk)
    yield window, desk
    window.close()
    desk.close()


def _crowd(desk, people: int) -> str:
    from hubdesk.desk import events
    from hubdesk.desk.desk import team_book
    from hubdesk.model.change import Put

    event = events.create(desk, "Bench")
    book = team_book(event)
    puts = [
        Put(
            book,
            "person",
            desk.new_id(),
            {"event": event, "name": f"Person {n} Anna of the river", "badge": str(10_000 + n)},
        )
        for n in range(people)
    ]
    desk.run(lambda: desk.store.write_quietly(puts))
    return event
