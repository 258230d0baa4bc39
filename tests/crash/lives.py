"""Kills a program again and again in the middle of a deed: `python -m tests.crash.lives FOLDER DEED KILLS SEED`.

It runs in a process of its own, warm and with one thread, which forks each life: Python starts only once.
"""

import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path

from tests.crash import evening
from tests.crash.deeds import DEEDS, Deed

LONG_AGO = 2 * 86400
FAULT = 70


def kills(folder: Path, deed: Deed, number: int, seed: int) -> None:
    """Let a deed be cut short `number` times, each time in a fresh copy of the evening."""
    evening.prepare(folder / "prepared")
    dice, durations = random.Random(seed), [_life(folder, deed, None) for _ in range(3)]
    killed = lives = 0
    while killed < number:
        lives += 1
        assert lives < 5 * number + 20, "lives end before they can be killed"
        whole = sorted(durations)[len(durations) // 2]
        lasted = _life(folder, deed, dice.uniform(0, whole))
        if lasted is None:
            killed += 1
        else:
            durations.append(lasted)


def _life(folder: Path, deed: Deed, until: float | None) -> float | None:
    """Run one life and look at what is left; return how long it lasted, or None when it was killed."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name) / "place"
        shutil.copytree(folder / "prepared", place)
        known = deed.ready(place)
        began = time.monotonic()
        told, code = lived(lambda tell: deed.do(place, tell), until)
        lasted = time.monotonic() - began
        assert code in (0, -signal.SIGKILL), f"the life ended by itself: {code}"
        deed.after(place, told, known)
        _tidy(place, deed)
    return None if code else lasted


def _tidy(place: Path, deed: Deed) -> None:
    """The next life that ends well leaves nothing behind of what a killed one had begun (a while ago)."""
    for path in place.rglob(".*.part*"):
        os.utime(path, (time.time() - LONG_AGO,) * 2)
    if evening.unfinished(place):
        shutil.rmtree(place / "out" / "everything", ignore_errors=True)
        assert lived(lambda tell: deed.do(place, tell), None)[1] == 0
    assert evening.unfinished(place) == []


def lived(work, until: float | None) -> tuple[list[str], int]:
    """Run `work(tell)` in a forked process, killed after `until` seconds; return what it told and how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(lambda text: os.write(writing, f"{text}\n".encode()))
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(FAULT)
    os.close(writing)
    if until is not None:
        time.sleep(until)
        os.kill(child, signal.SIGKILL)
    with open(reading, encoding="utf-8") as told:
        lines = [line[:-1] for line in told if line.endswith("\n")]
    return lines, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    where, what, many, start = sys.argv[1:]
    kills(Path(where), DEEDS[what], int(many), int(start))
