"""How long until the window is painted, and how long one key at the door or in the notes takes."""

import os
import random
import statistics
import string
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
    """(a bare field over a list of twelve rows repainted, one key at the attendance page), seconds, medians."""
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
                    start = time.perf_counter()
                    QTest.keyClicks(widget, key)
                    app.processEvents()
                    took.append(time.perf_counter() - start)
        window.close()
        desk.close()
    return statistics.median(floors), statistics.median(values)


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
    app.processEvents()
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
    with folder() as path, _window(app, path) as (window, desk):
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


def meeting(seconds: float = 20.0) -> tuple[float, float]:
    """(a bare label that counts beside an idle window, our window while an item runs), CPU seconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication, QLabel

    from hubdesk.desk import agenda, events
    from hubdesk.ui.app import dressed

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else dressed(["bench"])

    def idle() -> float:
        for _ in range(100):
            app.processEvents()
            time.sleep(0.01)
        loop, start = QEventLoop(), time.process_time()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()
        return time.process_time() - start

    with folder() as path, _window(app, path) as (window, desk):
        event = events.create(desk, "Bench", start=desk.now())
        bare, tick = QLabel("10:00"), QTimer(interval=1000)
        tick.timeout.connect(lambda: bare.setText(f"{time.monotonic():.0f}"))
        bare.show()
        tick.start()
        floor = idle()
        tick.stop()
        bare.hide()
        window.frame.open_event(event, "agenda")
        agenda.go_on(desk, event, at=desk.now())
        assert window.page("agenda").now.timer.ticks
        value = idle()
    return floor, value


def grid_filter(notes: int = 20_000) -> tuple[float, float]:
    """(the words of all notes searched, a bare table of them reset; one key in the filter), seconds, medians."""
    return _grid(notes, lambda page, n: page.filters.search.setText(("river", "lamp 1", "")[n % 3]))


def grid_sort(notes: int = 20_000) -> tuple[float, float]:
    """(the same floor; another order of the list), seconds, medians."""
    orders = ("section", "kind", "words", "said")
    return _grid(notes, lambda page, n: page.filters.arrange(orders[n % 4]))


def grid_growth() -> tuple[float, float]:
    """(five times one act among 20,000 notes, one among 100,000), seconds."""
    return 5 * grid_filter()[1], grid_filter(100_000)[1]


def similar_growth() -> tuple[float, float]:
    """(four times looking for similar lines among 5,000, once among 20,000), seconds."""
    return 4 * _alike(5_000), _alike(20_000)


def _alike(number: int) -> float:
    from hubdesk.model.similar import Line, pairs

    chance = random.Random(1)
    words = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(2, 9))) for _ in range(4_000)]
    weights = [1 / (place + 3) for place in range(len(words))]
    lines = {f"{n:06}": Line("en", " ".join(chance.choices(words, weights, k=14))) for n in range(number)}
    start = time.perf_counter()
    for _ in pairs(lines):
        pass
    return time.perf_counter() - start


def _grid(notes: int, act) -> tuple[float, float]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QTableView

    from hubdesk.ui.app import dressed

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else dressed(["bench"])
    with folder() as path, _window(app, path) as (window, desk):
        event = _talk(desk, notes)
        window.frame.open_event(event, "feedback")
        page = window.page("feedback")
        bare, model = QTableView(), QStringListModel()
        bare.setModel(model)
        bare.resize(page.table.size())
        bare.show()
        app.processEvents()
        floors, values = [], []
        for n in range(12):
            for took, deed in ((floors, lambda n=n: _bare(page, model, n)), (values, lambda n=n: act(page, n))):
                start = time.perf_counter()
                deed()
                app.processEvents()
                took.append(time.perf_counter() - start)
    return statistics.median(floors), statistics.median(values)


def _bare(page, model, n: int) -> None:
    word = ("river", "lamp 1", "")[n % 3]
    model.setStringList([text for text in page.grid._words.values() if word in text])


def _talk(desk, number: int) -> str:
    from hubdesk.desk import charters, events
    from hubdesk.desk.desk import event_book
    from hubdesk.model.change import Put

    event = events.create(desk, "Bench")
    charters.take(desk, charters.preview([("c.md", b"# C\n## A\na\n## B\nb\n")]), event=event)
    places = list(charters.index(desk, event).places)
    kinds = ("", "concern", "suggestion")
    for start in range(0, number, 5_000):
        puts = [
            Put(
                event_book(event),
                "note",
                desk.new_id(),
                {
                    "event": event,
                    "text": f"Line {n} of the {'river' if n % 7 else 'lamp'} needs stable funding every year",
                    "kind": kinds[n % 3],
                    f"tags/{places[n % 3]}": True,
                },
            )
            for n in range(start, min(number, start + 5_000))
        ]
        desk.run(lambda puts=puts: desk.store.write_quietly(puts))
    return event


@contextmanager
def _window(app, path: Path):
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
        Put(book, "person", desk.new_id(), {"event": event, "name": f"Person {n} Anna of the river"})
        for n in range(people)
    ]
    desk.run(lambda: desk.store.write_quietly(puts))
    return event
