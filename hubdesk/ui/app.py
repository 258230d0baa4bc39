"""The program with a window: the only place where everything is joined."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.paths import Folders, folders, runtime
from hubdesk.settings import chosen_workspace, load
from hubdesk.ui import fonts
from hubdesk.ui.collector import Collector
from hubdesk.ui.crash import Crash
from hubdesk.ui.doorbell import Doorbell
from hubdesk.ui.keeper import Keeper
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk


def refuse_pair(python: tuple[int, ...], qt: tuple[int, ...]) -> None:
    """Raise HubDeskError for the pair that loses references to None and ends after some thousand calls."""
    if python[:2] < (3, 12) and qt[:2] == (6, 12):
        raise HubDeskError(
            say("This computer's Python and its PySide6 6.12 do not work together: the window would close by itself."),
            safe=say("Your files were not opened."),
            next=say("Install Python 3.12 or newer, or PySide6-Essentials 6.11, and start again."),
            code="qt-pair",
        )


def refuse_no_screen(system: str, environment: Mapping[str, str]) -> None:
    """Raise HubDeskError where Qt would end the process because there is no screen to draw on."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if system == "linux" and not any(environment.get(each) for each in screens):
        raise HubDeskError(
            say("There is no screen to open a window on."),
            safe=say("Your files were not opened."),
            next=say("Start HubDesk from a desktop, or use its commands: hubdesk --help lists them."),
            code="no-screen",
        )


def main(options: Namespace) -> int:
    """Open the window as the command line asks (`workspace`, `data_dir`, `author`, `program_language`, `files`).

    Where the workspace is open in a window already, that window comes forward with the files, and nothing else opens.
    Returns the exit code; what hinders the window is told on stderr.
    """
    places = folders(Path(options.data_dir) if options.data_dir else None)
    given = Path(options.workspace) if options.workspace else None

    unlock: Callable[[], str] | None = getattr(options, "secret", None)

    def open_desk(chosen: Path | None, secret: str = "", key: bytes | None = None) -> "Desk":
        # here and not above: keys and the store take their time, and the window is painted first
        from hubdesk.desk.starting import start

        asked = (lambda: secret) if secret else unlock
        return start(places, chosen, name=options.author or "", secret=asked, key=key)

    files = tuple(Path(each) for each in getattr(options, "files", None) or ())
    try:
        refuse_pair(sys.version_info[:2], PySide6.__version_info__[:2])
        refuse_no_screen(sys.platform, os.environ)
        bell = Doorbell(chosen_workspace(places, given), runtime())
        if not bell.first and bell.ring(files):
            return 0
        tongue = options.program_language or ""
        return show(open_desk, places, workspace=given, files=files, language=tongue, bell=bell)
    except HubDeskError as error:
        print(*error.told(options.program_language or "en"), sep="\n", file=sys.stderr)
        return error.exit_code


def show(
    open_desk: Callable[..., "Desk"],
    places: Folders,
    *,
    workspace: Path | None = None,
    files: tuple[Path, ...] = (),
    language: str = "",
    bell: Doorbell | None = None,
) -> int:
    """Show the window, open the workspace with `open_desk` after the first paint, and run until it is closed.

    `open_desk(workspace)` opens the one that was named, None for the preferred one; a backup or a repair may choose
    another, and a locked one comes with the passphrase that was typed behind it, or with its `key`. `files` (event
    packages, team files) are previewed, `language` holds for this run, `bell` calls the window forward. Returns the
    exit code.
    """
    app = dressed(sys.argv[:1])
    settings_file = places.config / "settings.json"
    preferences = Preferences(app, load(settings_file), settings_file)
    if language:
        preferences.lend(language)
    preferences.put_on()
    crash = Crash(places.logs, lambda: datetime.now(UTC), app)
    crash.watch()
    window = Window(preferences, state=places.config / "window.txt")
    crash.broke.connect(window.show_crash)
    window.show()
    door = Door(window, bell)
    keeper = Keeper(window, places, workspace, lambda chosen, key: begin(window, partial(open_desk, chosen, key=key)))
    keeper.went.connect(door.hang)
    QTimer.singleShot(0, window, lambda: begin(window, partial(open_desk, workspace), files))
    try:
        return app.exec()
    finally:
        crash.forget()
        door.close()


class Door:
    """The doorbell of the workspace that the window works with; another one hangs there when the workspace moves."""

    def __init__(self, window: Window, bell: Doorbell | None) -> None:
        self._window, self._bell = window, bell
        self._answer()

    def hang(self, workspace: Path) -> None:
        """Answer for another workspace from now on."""
        if self._bell is not None:
            self._bell.close()
            self._bell = Doorbell(workspace, runtime())
            self._answer()

    def close(self) -> None:
        """Leave the door: the next start opens a window."""
        if self._bell is not None:
            self._bell.close()

    def _answer(self) -> None:
        if self._bell is not None:
            self._bell.rang.connect(self._window.come_forward)
            QTimer.singleShot(0, self._window, self._bell.listen)


def dressed(argv: list[str]) -> QApplication:
    """Return the application with our letters loaded and nothing of the platform's that would change the look."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # as an argument: who calls setStyle gets the style in Python, and that costs the first paint some milliseconds
    app = QApplication([*argv, "-style", "Fusion"])
    app.setApplicationName("HubDesk")
    app.setDesktopFileName("hubdesk")
    Collector(app)
    fonts.load(app)
    return app


def begin(window: Window, open_desk: Callable[..., "Desk"], files: tuple[Path, ...] = ()) -> None:
    """Open the workspace and the first page: the file that was double-clicked, the first start, or the last event."""
    try:
        desk = open_desk()
    except HubDeskError as error:
        if error.code in ("passphrase", "passphrase-wrong"):
            window.latch.ask(open_desk, lambda desk: arrive(window, desk, files))
        else:
            window.show_no_workspace(error)
        return
    window.serve(desk)
    arrive(window, desk, files)


def arrive(window: Window, desk: "Desk", files: tuple[Path, ...]) -> None:
    """Show the first page of a workspace that is open, and tell what it found."""
    from hubdesk.ui.arrival import Arrival  # here and not above, as all that is not needed for the first paint

    frame = window.frame
    assert frame is not None
    arrived = Arrival(frame)
    if window.keeper is not None:
        arrived.move_asked.connect(window.keeper.move)
    arrived.look()
    window.stack.look_ahead()
    wanted = [*map(str, files), *window.asked]
    if wanted:
        window.open_files(wanted)
        return
    from hubdesk.model.records import Event

    events = desk.read.all(Event)
    if not events:
        window.go("first")
    elif len(events) == 1:
        frame.open_event(events[0].id, frame.front)
    else:
        window.go("events")
    frame.remind()
