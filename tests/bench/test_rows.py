"""The rows that drive a window still find in it what they measure; how fast it is, `make bench` tells.

What depends on no clock is held to its goal here.
"""

import os
import subprocess
import sys

from tests.bench import bundles

CODE = """
from tests.bench import grid, window
for floor, value in (window.note_key(20), window.tag_key(20), grid.filtered(50), grid.sorted_anew(50)):
    assert floor > 0 and value > 0
print("measured")
"""


def test_rows_measure_the_window_as_it_is():
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.stdout.strip().endswith("measured"), done.stderr


def test_the_workspace_of_the_reference_day_keeps_its_size():
    values, workspace = bundles.workspace_size()
    assert workspace <= 6.0 * values
