"""What this laptop prefers, put on at once and kept for the next start."""

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from hubdesk.i18n import known
from hubdesk.settings import Settings, load, save
from hubdesk.ui import theme, words

log = logging.getLogger(__name__)


class Preferences(QObject):
    """Language, theme and size of text of the running program; `changed` after each change."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings, path: Path | None) -> None:
        """`path` is the settings file, None keeps nothing (tests, a read-only stick)."""
        super().__init__(app)
        self._app, self._path = app, path
        self.settings = settings
        # the computer's language, asked before we set our own
        self._lent = ""
        self._system = known(QLocale.system().name())
        app.styleHints().colorSchemeChanged.connect(self._computer_changed)

    @property
    def language(self) -> str:
        """The language of the window: the chosen one, else the computer's where we have it, else English."""
        return self._lent or self.settings.language or self._system

    def lend(self, tag: str) -> None:
        """Speak a language in this run only (before `put_on`)."""
        self._lent = tag

    def put_on(self) -> None:
        """Wear what is preferred (before the first window)."""
        words.speak(self._app, self.language)
        theme.dress(self._app, self.settings.theme, self.settings.text_percent)

    def speak(self, tag: str) -> None:
        """Speak another language at once, mirrored where it is written so."""
        self._lent = ""
        words.speak(self._app, tag)
        self._keep(language=tag)
        theme.dress(self._app, self.settings.theme, self.settings.text_percent)
        words.announce(self._app)
        self.changed.emit()

    def wear(self, choice: str) -> None:
        """Wear a theme of `theme.CHOICES`."""
        self._keep(theme=choice)
        theme.dress(self._app, choice, self.settings.text_percent)
        self.changed.emit()

    def enlarge(self, percent: int) -> None:
        """Show text at 100 to 250 %."""
        self._keep(text_percent=max(100, min(250, percent)))
        theme.dress(self._app, self.settings.theme, self.settings.text_percent)
        self.changed.emit()

    def lock_after(self, minutes: int) -> None:
        """Lock a workspace with a passphrase by itself after so many minutes without input, 0 for never."""
        self._keep(lock_minutes=minutes)
        self.changed.emit()

    def print_on(self, paper: str, logo: str) -> None:
        """Keep the size of paper of reports, and the image file of their logo, "" for none."""
        self._keep(paper=paper, logo=logo)

    def play(self, role: str) -> None:
        """Show on the rail what a role of `places.ROLES` needs, "" for everything."""
        self._keep(role=role)
        self.changed.emit()

    def step(self, steps: int) -> None:
        """Go to the next larger (+1) or smaller (−1) size of text."""
        sizes = theme.PERCENTS
        nearest = min(range(len(sizes)), key=lambda i: abs(sizes[i] - self.settings.text_percent))
        self.enlarge(sizes[max(0, min(len(sizes) - 1, nearest + steps))])

    def back_up_to(self, folder: str) -> None:
        """Copy every backup to a second folder, "" for none."""
        self._keep(second_backup=folder)

    def work_with(self, workspace: Path) -> None:
        """Open this workspace at the next start."""
        self._keep(workspace=str(workspace))

    def _computer_changed(self) -> None:
        if self.settings.theme == "system":
            theme.dress(self._app, "system", self.settings.text_percent)
            self.changed.emit()

    def _keep(self, **chosen: str | int) -> None:
        self.settings = replace(self.settings, **chosen)  # type: ignore[arg-type]  # each by its own name
        if self._path is not None:
            try:
                # the others may have been written meanwhile
                save(replace(load(self._path), **chosen), self._path)  # type: ignore[arg-type]
            except OSError as error:
                log.info("settings not kept: %s", type(error).__name__)
