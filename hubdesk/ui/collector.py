"""Python's cycle collector, kept in the window's thread."""

import gc

from PySide6.QtCore import QObject, QTimer

#: How often it is asked whether there is something to collect, in milliseconds.
EVERY = 1_000


class Collector(QObject):
    """Takes automatic collection over from Python for as long as the program runs.

    Python collects in whichever thread allocates; a widget in a cycle that dies in a job's thread leaves its timers
    behind in the window's, which then calls a dead object and ends the process. calibre and novelWriter do the same.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(collect)
        self._timer.start()


def collect() -> None:
    """Collect what Python's own thresholds say is due: the oldest generation that is over its own."""
    for generation, (now, most) in reversed(list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))):
        if now > most:
            gc.collect(generation)
            return
