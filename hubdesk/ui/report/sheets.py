"""The pages of a paper: in small to choose one, and beside that as they will be printed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.i18n import say
from hubdesk.ui.jobs import Job, Report
from hubdesk.ui.report.drawing import Pages
from hubdesk.ui.report.preview import Preview
from hubdesk.ui.report.thumbnails import Thumbnails
from hubdesk.ui.theme import pixels

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

#: Narrower than this there is room for the pages alone.
_ROOM = 460


class Sheets(QWidget):
    """Thumbnails on the leading side where there is room and more than one page, and the pages."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self.preview, self.small = Preview(), Thumbnails(self._run)
        page.keep(self.small.setAccessibleName, say("Pages"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.small)
        row.addWidget(self.preview, 1)
        self.small.chosen.connect(self.preview.go_to)
        self.preview.turned.connect(self.small.follow)
        self._fit()

    def show_pages(self, pages: Pages) -> None:
        """Show the pages of a PDF."""
        self.preview.show_pages(pages)
        self.small.show_pages(pages)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the thumbnails where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.small.setVisible(self.small.count() > 1 and self.width() >= pixels(_ROOM))

    def _run(self, work: Callable[[Report], object], then: Callable[[object], object]) -> Job:
        return self._page.frame.run(say("Drawing the preview"), work, then, quiet=True)
