"""A widget in a cycle never dies in another thread than the window's."""

import gc
import subprocess
import sys
import threading
import weakref

from PySide6.QtCore import QObject

from hubdesk.ui.collector import Collector, Rounds
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
    assert all(died)  # where the job took long, the window has collected meanwhile
    kept = [[n] for n in range(1_000)]
    qtbot.waitUntil(lambda: len(died) == 20)
    assert kept
    assert all(died)
    collector.deleteLater()


def test_old_objects_are_collected_in_their_turn() -> None:
    gc.disable()
    rounds, died, kept = Rounds(), list[bool](), []
    old = Cyclic(died)
    gc.collect()
    del old
    while not died and len(kept) < 2_000_000:
        kept.extend([n] for n in range(1_000))
        rounds.ask()
    assert died == [True]


def test_a_walk_over_everything_is_made_when_a_quarter_more_came_through() -> None:
    gc.disable()
    rounds, kept, walks = Rounds(), [[n] for n in range(400_000)], []
    gc.callbacks.append(lambda phase, told: walks.append(phase) if told["generation"] == 2 else None)
    try:
        for _ in range(40):  # from the first walk on, 100,000 more may come before the second
            kept.extend([n] for n in range(1_000))
            rounds.ask()
        assert walks == ["start", "stop"]
    finally:
        gc.callbacks.pop()


def test_the_program_starts_with_it() -> None:
    program = "import gc; from hubdesk.ui.app import dressed; dressed(['hubdesk']); print(gc.isenabled())"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert ran.stdout.strip() == "False", ran.stderr
