"""When something broke that is our fault: a report without anybody's words, and the program goes on."""

import logging
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from hubdesk import __version__

log = logging.getLogger(__name__)
#: So many reports are written and shown in one run; a fault in a paint event would else never end.
MOST = 5


def redacted(error: BaseException) -> str:
    """Return what may leave the laptop: versions, the types of the errors and the places in the code; no messages.

    Messages are left out because they hold people's words (a ValueError repeats the value).
    """
    import platform
    import traceback

    from PySide6 import __version__ as qt_version

    lines = [f"HubDesk {__version__}, Python {platform.python_version()}, Qt {qt_version}, {platform.system()}"]
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        lines.append(f"{type(each).__module__}.{type(each).__qualname__} code={_code(each)}")
        for frame in traceback.extract_tb(each.__traceback__):
            lines.append(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}")
        each = each.__cause__ or each.__context__
    return "\n".join(lines)


class Crash(QObject):
    """Catches what nobody caught, in every thread; the program goes on.

    `broke(report)` arrives in the window's thread with the redacted text; it is also written below `folder`.
    """

    broke = Signal(str)

    def __init__(self, folder: Path, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._now = folder, now
        self._told: set[str] = set()
        self._before = sys.excepthook, threading.excepthook

    def watch(self) -> None:
        """Take over both hooks; `forget` gives them back."""
        sys.excepthook = self._hook
        threading.excepthook = lambda found: self._take(found.exc_value)

    def forget(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _hook(self, kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, _where)
            return
        self._take(error)

    def _take(self, error: BaseException | None) -> None:
        if error is None:
            return
        try:
            report = redacted(error)
            if report in self._told or len(self._told) >= MOST:
                return
            self._told.add(report)
            log.error("unforeseen: %s", report)
            self._write(report)
            self.broke.emit(report)
        except Exception:  # noqa: BLE001 - a hook that fails would hide the first fault
            log.error("the crash report failed")

    def _write(self, report: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = f"fault-{self._now():%Y%m%d-%H%M%S}-{len(self._told)}.txt"
            (self._folder / name).write_text(report + "\n", "utf-8")
        except OSError:
            log.error("the crash report could not be written")


def _code(error: BaseException) -> str:
    code = getattr(error, "code", None) or getattr(error, "errno", None)
    short = isinstance(code, int) or (isinstance(code, str) and code.replace("-", "").replace("_", "").isalnum())
    return str(code)[:40] if short and code is not None else "-"


def _place(file: str) -> str:
    parts = Path(file).parts
    for anchor in ("hubdesk", "site-packages", "lib"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return Path(file).name
