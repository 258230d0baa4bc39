"""The pages of a workspace, or what is behind the tabs of one, each made on its first visit or before it."""

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from hubdesk.ui.ahead import Ahead
    from hubdesk.ui.frame import Frame
    from hubdesk.ui.page import Page


class Made(QStackedWidget):
    """Shows one page at a time; a page's class is named after its key (notes → NotesPage). `made(key)` after each."""

    made = Signal(str)

    def __init__(self, folder: str = "pages", ending: str = "Page") -> None:
        """`folder` of `hubdesk.ui` holds the modules, `ending` the names of the classes."""
        super().__init__()
        self._folder, self._ending = folder, ending
        #: The workspace that the pages are of.
        self.frame: Frame | None = None
        #: The pages that are there.
        self.pages: dict[str, Page] = {}
        self._begun: dict[str, Iterator[None]] = {}
        self._ahead: Ahead | None = None

    def page(self, key: str) -> Any:
        """Return a page, made now if it was never visited."""
        for _ in self.pieces(key):
            pass
        return self.pages[key]

    def pieces(self, key: str) -> Iterator[None]:
        """Make a page piece by piece, or go on where somebody began; nothing is left to do for one that is there."""
        if key not in self.pages and key not in self._begun:
            self._begun[key] = self._make(key)
        return self._begun.get(key, iter(()))

    def look_ahead(self) -> None:
        """Make the other pages while nobody does anything, so that a first visit is as quick as the next."""
        from hubdesk.ui.ahead import Ahead

        assert self.frame is not None
        self._ahead = Ahead(self.frame, self)

    @property
    def looking_ahead(self) -> bool:
        """Whether pages are still being made before their first visit."""
        return self._ahead is not None and not self._ahead.over

    def rest(self) -> None:
        """Make nothing more, and let no page come back to what waits for its time: the workspace is being closed."""
        if self._ahead is not None:
            self._ahead.stop()
        self._begun.clear()
        for page in self.pages.values():
            for timer in page.findChildren(QTimer):
                timer.stop()

    def put_away(self) -> None:
        """Forget all pages and what they show."""
        for page in self.pages.values():
            self.removeWidget(page)
            page.setParent(None)
            page.deleteLater()
        self.pages.clear()

    def _make(self, key: str) -> Iterator[None]:
        assert self.frame is not None
        try:
            name = "hubdesk.ui.help" if key == "help" else f"hubdesk.ui.{self._folder}.{key}"
            made = getattr(importlib.import_module(name), f"{key.title()}{self._ending}")
            yield
            page: Page = made(self.frame.desk, self.frame, slowly=True)
            while page.go_on():
                yield
            yield  # to put it into the window styles it once more
            page.setObjectName(key)
            self.pages[key] = page
            self.addWidget(page)
        finally:
            self._begun.pop(key, None)
        self.made.emit(key)
