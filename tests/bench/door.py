"""What the door costs with many people on the list: keys, scans, and memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.store import desk_in, folder
from tests.bench.window import ROOT, _crowd, quiet, window_in

#: A scanner is quick where it reads a code each so many seconds.
EVERY = 0.05
LOOK = """
import sys, time
from pathlib import Path
from tests.bench import door
door.look(Path(sys.argv[1]))
"""


def key_growth() -> tuple[float, float]:
    """(a key at the door among 1,000 people, one among 100,000), processor seconds of the window, medians."""
    return statistics.median(_keys(1_000)), statistics.median(_keys(100_000))


def key_slowest() -> tuple[float, float]:
    """(a frame of 16 ms, the key at the door that 95 of 100 stay below among 100,000 people), processor seconds."""
    return 0.016, statistics.quantiles(_keys(100_000), n=20)[-1]


def scans(number: int = 1_000) -> tuple[float, float]:
    """(one, the most codes that wait when one comes every 50 ms), from the processor time until each is painted."""
    free, most, begins = 0.0, 0, list[float]()
    for place, took in enumerate(_on_the_page(number, _scan)):
        arrives = place * EVERY
        begins = [begin for begin in begins if begin > arrives]  # those that wait when this one comes
        most = max(most, len(begins))
        begins.append(max(free, arrives))
        free = begins[-1] + took
    return 1.0, float(most)


def memory(people: int = 100_000) -> tuple[float, float]:
    """(60 MB, what the page Attendance of so many people takes more than that of ten), MB of fresh processes."""
    found = []
    for number in (10, people):
        with folder() as path:
            desk = desk_in(path)
            (path / "event").write_text(_crowd(desk, number))
            desk.close()
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
            command = [sys.executable, "-c", LOOK, str(path)]
            done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
            found.append(int(done.stdout.partition("VmRSS:")[2].split()[0]) / 1024)
    return 60.0, found[1] - found[0]


def look(path: Path) -> None:
    """Open the page Attendance of a workspace, wait until all is read, type, and print what the process holds."""
    from PySide6.QtTest import QTest

    from hubdesk.ui.app import dressed

    app = dressed(["bench"])
    with window_in(app, path) as (window, _desk):
        window.frame.open_event((path / "event").read_text(), "attendance")
        page = window.page("attendance")
        until = time.monotonic() + 60
        while (page.numbers.waiting or window.frame.jobs or page.roster is None) and time.monotonic() < until:
            app.processEvents()
        QTest.keyClicks(page.field, "person 9")
        app.processEvents()
        print(Path("/proc/self/status").read_text())


def _keys(people: int) -> list[float]:
    def press(page, app, _n: int) -> list[float]:
        from PySide6.QtTest import QTest

        took = []
        for name in ("person 17", "anna 991", "river 42x"):
            page.field.clear()
            app.processEvents()
            for key in name:
                start = time.thread_time()
                QTest.keyClicks(page.field, key)
                app.processEvents()
                took.append(time.thread_time() - start)
        return took

    return _on_the_page(people, press)


def _scan(page, app, number: int) -> list[float]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from hubdesk.desk import attendance

    took = []
    for n in range(number):
        start = time.thread_time()
        QTest.keyClicks(page.field, str(10_000 + n))
        QTest.keyClick(page.field, Qt.Key.Key_Return)
        app.processEvents()
        took.append(time.thread_time() - start)
    assert attendance.counts(page.desk, page.event_id).came == number
    return took


def _on_the_page(people: int, deed: Callable[..., list[float]]) -> list[float]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from hubdesk.ui.app import dressed

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else dressed(["bench"])
    with folder() as path, window_in(app, path) as (window, desk):
        window.frame.open_event(_crowd(desk, people), "attendance")
        page = window.page("attendance")
        while page.roster is None or page.numbers.waiting or window.frame.jobs:
            app.processEvents()
        quiet(app)
        return deed(page, app, people)
