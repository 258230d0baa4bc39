"""Each thread reads by a connection of its own, and no connection outlives its thread."""

import gc
import os
from pathlib import Path
from threading import Thread

from hubdesk.desk import events
from hubdesk.desk.desk import Desk
from hubdesk.model.records import Event
from tests.store.test_steps import open_desk

MANY = 40


def opened(desk: Desk) -> int:
    """How many times the workspace stands open in this process."""
    gc.collect()
    return sum(Path(os.path.realpath(each)) == desk.path for each in Path("/proc/self/fd").iterdir())


def in_a_thread(work) -> None:
    thread = Thread(target=work)
    thread.start()
    thread.join()


def test_a_connection_is_closed_with_the_thread_that_asked(tmp_path):
    desk = open_desk(tmp_path)
    event = events.create(desk, "Evening")
    desk.read.get(Event, event)
    before = opened(desk)
    for _ in range(MANY):
        in_a_thread(lambda: desk.read.get(Event, event))
    assert opened(desk) <= before + 2, "SQLite puts one aside for the next who asks"
    desk.close()
