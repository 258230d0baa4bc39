"""A widget in a cycle never dies in another thread than the window's."""

import gc
import subprocess
import sys
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from hubdesk.ui.collector import MANY, Collector, Rounds
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
    collector, died = Collector(away=lambda: True), []
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
    rounds, died, kept = Rounds(away=lambda: False), list[bool](), []
    old = Cyclic(died)
    gc.collect(1)
    del old
    while not died and len(kept) < MANY // 2:
        kept.extend([n] for n in range(1_000))
        rounds.ask()
    assert died == [True]


def test_no_walk_is_long_while_somebody_is_at_the_window() -> None:
    gc.disable()
    away, walks = list[bool](), list[int]()
    rounds, kept = Rounds(away=lambda: bool(away)), [[n] for n in range(400_000)]
    hear = lambda phase, told: walks.append(len(gc.get_objects())) if phase == "start" else None  # noqa: E731
    gc.callbacks.append(hear)
    try:
        for _ in range(100):
            kept.extend([n] for n in range(1_000))
            rounds.ask()
        assert walks and max(walks) <= 2 * MANY
        walks.clear()
        away.append(True)
        rounds.ask()
        rounds.ask()
        assert [objects > 500_000 for objects in walks] == [True], "once, for nothing came since"
    finally:
        gc.callbacks.remove(hear)
        gc.unfreeze()


@pytest.mark.parametrize("away", [True, False])
def test_what_comes_and_goes_in_great_numbers_leaves_the_memory_again(away: bool) -> None:
    """Also of who never leaves the window: a quarter more than what is there to stay may wait, and little besides."""
    gc.disable()
    rounds, counts = Rounds(away=lambda: away, most=100_000), list[int]()
    try:
        for _ in range(60):
            read = [[n] for n in range(30_000)]
            read.append(read)  # only a walk over all frees it
            rounds.ask()
            counts.append(gc.get_freeze_count() + len(gc.get_objects()))
        assert max(counts) < counts[0] * 1.25 + 200_000 < counts[0] + 60 * 30_000
    finally:
        gc.unfreeze()


def test_nothing_is_walked_for_what_jobs_let_go_of_by_themselves() -> None:
    gc.disable()
    away, died = [True], list[bool]()
    rounds, read = Rounds(away=lambda: bool(away), most=100_000), [[n] for n in range(30_000)]
    try:
        rounds.ask()
        away.clear()
        for _ in range(10):
            Cyclic(died)  # only a walk over all frees it, once it is put aside
            read = [[n] for n in range(30_000)]
            rounds.ask()
            del read
        assert not died
    finally:
        gc.unfreeze()


def test_the_program_starts_with_it() -> None:
    program = "import gc; from hubdesk.ui.app import dressed; dressed(['hubdesk']); print(gc.isenabled())"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert ran.stdout.strip() == "False", ran.stderr
