"""What a window costs that is left alone while an item of the run-sheet runs."""

import os
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from hubdesk.desk import agenda, events
from hubdesk.ui.app import dressed
from tests.bench import window
from tests.bench.store import folder


def measure(seconds: float = 20.0) -> tuple[float, float]:
    """(a bare label that counts beside an idle window, our window while an item runs), CPU seconds."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else dressed(["bench"])

    def idle() -> float:
        for _ in range(100):
            app.processEvents()
            time.sleep(0.01)
        loop, start = QEventLoop(), time.process_time()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()
        return time.process_time() - start

    with folder() as path, window.window_in(app, path) as (shown, desk):
        event = events.create(desk, "Bench", start=desk.now())
        bare, tick = QLabel("10:00"), QTimer(interval=1000)
        tick.timeout.connect(lambda: bare.setText(f"{time.monotonic():.0f}"))
        bare.show()
        tick.start()
        floor = idle()
        tick.stop()
        bare.hide()
        shown.frame.open_event(event, "agenda")
        agenda.go_on(desk, event, at=desk.now())
        assert shown.page("agenda").now.timer.ticks
        value = idle()
    return floor, value
