"""What stands behind the tabs of a page, each part made when somebody first looks at it."""

import importlib
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from hubdesk.ui.page import Page


class Parts(QStackedWidget):
    """Parts by key: the class `SimilarPart` in `similar`, a module of the page's own folder. `made(key)` after each."""

    made = Signal(str)

    def __init__(self, page: Page, folder: str, keys: Sequence[str], **there: QWidget) -> None:
        """`folder` stands in `hubdesk.ui`; `there` are parts that are made already."""
        super().__init__()
        self._page, self._folder, self._keys = page, folder, tuple(keys)
        self._parts: dict[str, QWidget] = {}
        for key, widget in there.items():
            self._parts[key] = widget
            self.addWidget(widget)

    @property
    def missing(self) -> list[str]:
        """The keys of parts that nobody has looked at yet."""
        return [key for key in self._keys if key not in self._parts]

    def part(self, key: str) -> Any:
        """Return a part, made now if it was never visited."""
        if key not in self._parts:
            module = importlib.import_module(f"hubdesk.ui.{self._folder}.{key}")
            self._parts[key] = getattr(module, f"{key.title()}Part")(self._page.desk, self._page.frame)
            self.addWidget(self._parts[key])
            self.made.emit(key)
        return self._parts[key]

    def show_part(self, key: str) -> None:
        """Bring a part to the front."""
        self.setCurrentWidget(self.part(key))
