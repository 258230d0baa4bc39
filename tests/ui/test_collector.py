"""A widget in a cycle never dies in another thread than the window's."""

import gc
import subprocess
import sys
import threading
import weakref

from PySide6.QtCore import QObject

from hubdesk.ui.collector import Collector, collect
from hubdesk.ui.jobs import Job


class Cyclic(QObject):
    """An object that only the cycle collector can free; says in which thread it died."""

    def __init__(self, died: list[bool]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: died.append(threading.current_thread() is threading.main_thread()))


def allocate(_report: object) -> int:
    """Make more objects than any threshold of Python's collector, in the thread of a job."""
    return len([[n] for n in range(200_000)])


def test_a_job_that_allocates_frees_no_widget(qtbot) -> None:
    collector, died = Collector(), []
    gc.collect()
    for _ in range(20):
        Cyclic(died)
    job, done = Job(allocate), []
    job.finished.connect(done.append)
    job.start()
    qtbot.waitUntil(lambda: bool(done))
    assert died == []
    kept = [[n] for n in range(1_000)]
    qtbot.waitUntil(lambda: len(died) == 20)
    assert kept
    assert all(died)
    collector.deleteLater()


def test_old_objects_are_collected_in_their_turn() -> None:
    gc.disable()
    gc.collect()
    died: list[bool] = []
    old = Cyclic(died)
    gc.collect(0)
    gc.collect(1)
    del old
    kept = []
    for _ in range(200):
        kept.append([[n] for n in range(1_000)])
        collect()
    assert kept and died == [True]


def test_the_program_starts_with_it() -> None:
    program = "import gc; from hubdesk.ui.app import dressed; dressed(['hubdesk']); print(gc.isenabled())"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert ran.stdout.strip() == "False", ran.stderr
