"""Takes a picture of every page in several languages, themes and sizes of text, for people to look at.

`python tests/tools/look.py OUT [--only prepare]` writes OUT/<page>-<language>-<theme>-<percent>.png.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from nacl.signing import SigningKey
from PySide6.QtWidgets import QApplication

from hubdesk.desk import sample
from hubdesk.desk.desk import Author, Desk
from hubdesk.paths import Folders
from hubdesk.settings import Settings
from hubdesk.ui import app
from hubdesk.ui.pages.prepare import PARTS
from hubdesk.ui.places import PLACES
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import SMALLEST, Window

LANGUAGES = ("en", "ar", "hi", "zh")
THEMES = ("light", "dark")
PERCENTS = (100, 200)
NOW = datetime(2026, 5, 10, 13, 2, tzinfo=UTC)


def opened(folder: Path) -> Desk:
    """Return a workspace with the sample evening in a folder."""
    key = SigningKey(b"\2" * 32)
    author = Author(bytes(key.verify_key).hex(), lambda data: key.sign(data).signature, "Amina", "front desk")
    places = Folders(folder / "data", folder / "config")
    desk = Desk.open(folder / "workspace.hubdesk", author=author, folders=places, now=lambda: NOW)
    sample.make_sample(desk)
    return desk


def settle(window: Window) -> None:
    """Let what was asked for happen, jobs included."""
    until = time.monotonic() + 20
    for _ in range(4):
        QApplication.processEvents()
    while window.frame is not None and window.frame.jobs and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    QApplication.processEvents()


def visits(window: Window) -> list[tuple[str, str, str]]:
    """Return (name, page, what about) of everything that can be seen."""
    found = [("first", "first", ""), ("new", "first", "new"), ("help", "help", "index")]
    found += [
        ("care", "care", ""),
        ("keys", "keys", ""),
        ("lock", "lock", ""),
        ("incidents", "incidents", ""),
        ("photos", "photos", ""),
    ]
    found += [(f"prepare-{part}", "prepare", part) for part in PARTS]
    folder = Path(__file__).resolve().parent.parent.parent / "hubdesk" / "ui" / "pages"
    found += [
        (place.key, place.key, "")
        for place in PLACES
        if place.key != "prepare" and (folder / f"{place.key}.py").is_file()
    ]
    return found


def take(window: Window, out: Path, ending: str, only: str) -> int:
    """Take the pictures of one language, theme and size; return how many."""
    taken = 0
    for name, page, about in visits(window):
        if only and only not in name:
            continue
        window.go(page, about)
        settle(window)
        window.grab().save(str(out / f"{name}-{ending}.png"))
        taken += 1
    return taken


def main() -> int:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="only pages with this in their name")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--themes", default=",".join(THEMES))
    parser.add_argument("--percents", default=",".join(map(str, PERCENTS)))
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    qt = app.dressed(["hubdesk"])
    preferences = Preferences(qt, Settings(language="en", theme="light"), None)
    preferences.put_on()
    with tempfile.TemporaryDirectory(prefix="hubdesk-look-") as folder:
        desk = opened(Path(folder))
        window = Window(preferences)
        window.show()
        window.serve(desk)
        assert window.frame is not None
        window.frame.open_event(sample.make_sample(desk))
        taken = 0
        for language in chosen.languages.split(","):
            preferences.speak(language)
            for theme in chosen.themes.split(","):
                preferences.wear(theme)
                for percent in map(int, chosen.percents.split(",")):
                    preferences.enlarge(percent)
                    window.resize(*(SMALLEST if percent > 150 else (1366, 768)))
                    taken += take(window, chosen.out, f"{language}-{theme}-{percent}", chosen.only)
        window.close()
    print(f"{taken} pictures in {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
