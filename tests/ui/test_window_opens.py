"""The window paints before anything heavy is loaded, and then lets people in."""

import os
import resource
import subprocess
import sys
from pathlib import Path

from hubdesk.ui.window import SMALLEST


def test_nothing_heavy_is_loaded_before_the_window_is_painted() -> None:
    code = """
import enum, gc, os, sys
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
heavy = {"sqlite_utils", "sqlcipher3", "babel", "reportlab", "nacl", "platform", "hashlib", "html", "locale"}
heavy |= {"hubdesk.desk.desk", "hubdesk.store", "hubdesk.model.records"}
print(sorted(heavy & set(sys.modules)), sorted(m for m in sys.modules if m.startswith("hubdesk.ui.pages.")))
# PySide makes all names of a Qt class when the class is first met in Python: 570 of a style, 169 of a gradient
met = {each.__qualname__ for each in gc.get_objects() if isinstance(each, enum.EnumType)}
assert "Qt.Key" in met
print(sorted(met & {"QStyle.PrimitiveElement", "QGradient.Preset", "QFileDialog.FileMode"}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["[] []", "[]", ""]


def test_the_window_fits_the_smallest_screen(window) -> None:
    window.resize(*SMALLEST)
    assert (window.width(), window.height()) == SMALLEST


def test_the_window_costs_little_more_than_a_bare_one(tmp_path: Path) -> None:
    bare = "from PySide6.QtWidgets import QApplication, QWidget\na = QApplication([])\nw = QWidget()\n"
    ours = (
        "from hubdesk.settings import Settings\nfrom hubdesk.ui import app\n"
        "from hubdesk.ui.preferences import Preferences\nfrom hubdesk.ui.window import Window\n"
        "a = app.dressed(['x'])\np = Preferences(a, Settings(language='en'), None)\np.put_on()\nw = Window(p)\n"
    )
    end = "w.show()\na.processEvents()\nimport os\nos._exit(0)\n"
    root = Path(__file__).resolve().parent.parent.parent
    # byte code is kept, as it is in every installed program
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**clean, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(tmp_path)}
    spent: dict[str, list[float]] = {bare: [], ours: []}
    for _ in range(6):
        for code, times in spent.items():
            began = _of_children()
            subprocess.run([sys.executable, "-c", code + end], env=environment, cwd=root, check=True)
            times.append(_of_children() - began)
    assert min(spent[ours]) < 2.2 * min(spent[bare])  # 1.7 on a quiet machine


def _of_children() -> float:
    """Return the processor's time that processes started here have taken, in seconds: other work does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
