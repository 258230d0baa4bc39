"""Python's cycle collector, kept in the window's thread."""

import gc

from PySide6.QtCore import QObject, QTimer

#: How often it is asked whether there is something to collect, in milliseconds.
EVERY = 1_000


class Rounds:
    """Collects what is due when it is asked, by the rules that CPython goes by (gc.set_threshold).

    The young when enough of them came, the middle after enough such rounds, and all when those that came through since
    the last time are more than a quarter of those that were there then: a walk over everything can be felt.
    """

    def __init__(self) -> None:
        self._old = self._grown = 0

    def ask(self) -> None:
        """Collect what is due; nothing, most of the time."""
        (young, middle, _), (many, rounds, _) = gc.get_count(), gc.get_threshold()
        if middle > rounds:
            self._grown += len(gc.get_objects(0)) + len(gc.get_objects(1)) - gc.collect(1)
            if self._grown > self._old // 4:
                gc.collect()
                self._old, self._grown = len(gc.get_objects()), 0
        elif young > many:
            gc.collect(0)


class Collector(QObject):
    """Takes automatic collection over from Python for as long as the program runs.

    Python collects in whichever thread allocates; a widget in a cycle that dies in a job's thread leaves its timers
    behind in the window's, which then calls a dead object and ends the process. calibre and novelWriter do the same.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._rounds = Rounds()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._rounds.ask)
        self._timer.start()
