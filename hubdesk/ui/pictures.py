"""Pictures of the real window with the sample gathering: what `hubdesk demo` leaves for people to look at."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QSize, QThreadPool, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from hubdesk.desk import demo
from hubdesk.i18n import LANGUAGES, Sentence, say
from hubdesk.model.records import Event
from hubdesk.settings import Settings
from hubdesk.ui.app import dressed
from hubdesk.ui.places import PLACES
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window

#: The reference laptop's screen.
SIZE = QSize(1366, 768)
#: (language, theme, text per cent) of the demo's pictures.
LOOKS = (("en", "light", 100), ("ar", "light", 100), ("hi", "light", 100), ("zh", "dark", 100), ("en", "dark", 200))


def take(out: Path, *, told: Callable[[Sentence], None] = lambda _: None) -> list[Path]:
    """Walk the sample gathering through the window in several languages and leave a picture of every page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = _application()
    preferences = Preferences(app, Settings(language="en", theme="light"), None)
    preferences.put_on()
    window = Window(preferences)
    window.resize(SIZE)
    window.show()
    window.serve(demo.open_sample(out))
    made: list[Path] = []
    for language, theme, percent in LOOKS:
        told(say("Taking pictures of the window: {language}", language=LANGUAGES[language]))
        preferences.speak(language)
        preferences.wear(theme)
        preferences.enlarge(percent)
        for key, image in pages(app, window):
            path = out / "window" / f"{key}-{language}-{theme}-{percent}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            image.save(str(path))
            made.append(path)
    window.close()
    _settle(app)
    return made


def pages(app: QApplication, window: Window) -> Iterator[tuple[str, QImage]]:
    """Yield (key, picture) of every page, with the first event in front."""
    frame = window.frame
    if frame is None:
        return
    (event, *_) = frame.desk.read.all(Event)
    frame.open_event(event.id, "prepare")
    for place in PLACES:
        window.go(place.key)
        _settle(app)
        while frame.jobs or _waiting(window):
            _settle(app)
        yield place.key, window.grab().toImage()


def blank_window(app: QApplication) -> QImage:
    """Return a picture of the window before any workspace is open."""
    preferences = Preferences(app, Settings(language="ar"), None)
    preferences.put_on()
    window = Window(preferences)
    window.resize(SIZE)
    window.show()
    _settle(app)
    picture = window.grab().toImage()
    window.close()
    return picture


def _waiting(window: Window) -> bool:
    """Tell whether a page waits a moment before it reads or draws."""
    return any(each.isSingleShot() and each.isActive() for each in window.findChildren(QTimer))


def _application() -> QApplication:
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else dressed(sys.argv[:1])


def _settle(app: QApplication) -> None:
    """Let timers, layouts and what was begun in the background come to rest."""
    for _ in range(3):
        until = time.monotonic() + 0.06
        while time.monotonic() < until:
            app.processEvents()
            time.sleep(0.004)
        QThreadPool.globalInstance().waitForDone(5000)
