"""What people will look at next, made while they do nothing."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from hubdesk.i18n import say
from hubdesk.ui.idle import INPUT
from hubdesk.ui.jobs import Report
from hubdesk.ui.places import PLACES

if TYPE_CHECKING:
    from hubdesk.ui.frame import Frame
    from hubdesk.ui.made import Made

#: So long after a key or a move of the mouse nothing is made, in milliseconds.
QUIET = 400


class Ahead(QObject):
    """Makes pages before their first visit, one small piece in each turn of the event loop, until it is `over`.

    The verbs are loaded by a job first; what knows Qt is loaded and made in the window's thread, where it belongs.
    """

    def __init__(self, frame: "Frame", made: "Made") -> None:
        super().__init__(frame)
        self._pieces, self.over = _pieces(made), False
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._make)
        frame.run(say("Prepare"), _load_verbs, quiet=True).ended.connect(self._begin)

    def stop(self) -> None:
        """Make nothing more."""
        self.over = True
        self._next.stop()
        _app().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait while somebody is at work."""
        if event.type() in INPUT:
            self._next.start(QUIET)
        return False

    def _begin(self) -> None:
        if not self.over:
            _app().installEventFilter(self)
            self._next.start()

    def _make(self) -> None:
        if next(self._pieces, self) is self:
            self.stop()
        else:
            self._next.start(0)


def _pieces(made: "Made") -> Iterator[None]:
    """Load what else the window needs, then make each page of the rail, then what is behind the tabs."""
    import hubdesk.ui

    for name in _modules(hubdesk.ui):
        importlib.import_module(name)
        yield
    for place in PLACES:
        yield from made.pieces(place.key)
    for place in PLACES:
        yield from made.page(place.key).ahead()


def _load_verbs(report: Report) -> None:
    import hubdesk.desk

    for name in _modules(hubdesk.desk):
        importlib.import_module(name)
        report(0, 0)


def _modules(package: ModuleType) -> list[str]:
    return [each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
