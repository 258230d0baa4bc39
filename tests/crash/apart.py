"""Runs the crash tests in a process that holds no window, so that it may fork: warm lives instead of slow starts."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: How such a process ends where programs may not be watched.
NOT_HERE = 77


def run(module: str, *arguments: object) -> str:
    """Run `python -m tests.crash.MODULE FOLDER ARGUMENTS` and return what it printed; it must end well.

    The folder is in memory where there is one: who simulates accidents needs no disk.
    """
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        call = [sys.executable, "-m", f"tests.crash.{module}", folder, *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(call, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode == NOT_HERE:
        pytest.skip("strace is not here, or may not watch programs")
    assert done.returncode == 0, done.stderr
    return done.stdout
