"""A laptop that dies at any moment: what was acknowledged is there, what was begun is done wholly or not at all."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: How often each deed is cut short: three hundred times in all.
KILLS = {
    "save": 64,
    "make": 40,
    "absorb": 40,
    "rebuild": 40,
    "purge": 32,
    "forget": 24,
    "export": 20,
    "back_up": 20,
    "write": 20,
}


def kill(deed: str, number: int, seed: int) -> None:
    """Run the lives in a process that holds no window, so that it may fork; in memory, for nobody cuts the power."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        call = [sys.executable, "-m", "tests.crash.lives", folder, deed, str(number), str(seed)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("deed", KILLS)
def test_a_deed_cut_short_loses_nothing(deed: str) -> None:
    kill(deed, KILLS[deed], seed=7)


@pytest.mark.soak
@pytest.mark.parametrize("deed", KILLS)
def test_five_thousand_deeds_cut_short(deed: str) -> None:
    kill(deed, KILLS[deed] * 17, seed=int.from_bytes(os.urandom(4), "big"))
