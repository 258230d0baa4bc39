"""Python's cycle collector, kept in the window's thread and to walks that nobody feels."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

#: How often it is asked whether there is something to collect, in milliseconds.
EVERY = 1_000
#: A walk over more objects than these can be felt on a slow laptop.
MANY = 25_000
#: When more than these were put aside since the last walk over everything, one that is felt is better than the memory.
MOST = 5_000_000


def sweep() -> None:
    """Walk over everything, what was put aside too; then put aside what stays."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class Rounds:
    """Collects what is due when it is asked, and never walks far.

    The young when enough of them came (gc.set_threshold), and all that is not put aside after enough such rounds. What
    came in a great number was read by a job or made at the start, and is there to stay: it is put aside, with what
    little garbage may be among it, until somebody is `away` from the window and does not feel the walk over everything.
    """

    def __init__(self, away: Callable[[], bool], most: int = MOST) -> None:
        self._away, self._most = away, most
        self._aside = self._kept = 0

    def ask(self) -> None:
        """Collect what is due; nothing, most of the time."""
        (young, rounds, _), (many, enough, _) = gc.get_count(), gc.get_threshold()
        if young > MANY or (young > many and len(gc.get_objects(0)) > MANY):
            self._put_aside(young)
        elif young > many:
            gc.collect(2 if rounds > enough else 0)
            if (stay := len(gc.get_objects())) > MANY:
                self._put_aside(stay)
        if self._aside > self._most:
            self._aside = gc.get_freeze_count() - self._kept  # what a job read and let go of is not there any more
        if self._aside > max(MANY, self._kept // 4) and (self._aside > self._most or self._away()):
            sweep()
            self._kept, self._aside = gc.get_freeze_count(), 0

    def _put_aside(self, objects: int) -> None:
        self._aside += objects
        gc.freeze()


class Collector(QObject):
    """Takes automatic collection over from Python for as long as the program runs.

    Python collects in whichever thread allocates; a widget in a cycle that dies in a job's thread leaves its timers
    behind in the window's, which then calls a dead object and ends the process. calibre and novelWriter do the same.
    """

    def __init__(self, parent: QObject | None = None, away: Callable[[], bool] | None = None) -> None:
        """`away` tells whether another program is in front."""
        super().__init__(parent)
        gc.disable()
        self._rounds = Rounds(away or _away)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._rounds.ask)
        self._timer.start()


def _away() -> bool:
    return QApplication.applicationState() != Qt.ApplicationState.ApplicationActive
