"""The window paints before anything heavy is loaded, and then lets people in."""

import subprocess
import sys

from hubdesk.ui.window import SMALLEST


def test_nothing_heavy_is_loaded_before_the_window_is_painted() -> None:
    code = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from hubdesk.settings import Settings
from hubdesk.ui import app
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window
made = app.dressed(["x"])
preferences = Preferences(made, Settings(language="ar"), None)
preferences.put_on()
window = Window(preferences)
window.show()
made.processEvents()
heavy = {"sqlite_utils", "sqlcipher3", "babel", "reportlab", "nacl", "hubdesk.desk.desk", "hubdesk.store", "email"}
print(sorted(heavy & set(sys.modules)), sorted(m for m in sys.modules if m.startswith("hubdesk.ui.pages.")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"


def test_the_window_fits_the_smallest_screen(window) -> None:
    window.resize(*SMALLEST)
    assert (window.width(), window.height()) == SMALLEST
