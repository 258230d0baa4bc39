"""How the pages of a report are printed: the size of the paper, and a logo on the first."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import reports
from hubdesk.i18n import Sentence, say
from hubdesk.ui import files
from hubdesk.ui.jobs import Report
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.fields import Choice, Field
from hubdesk.ui.widgets.label import Label

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

SIZES: dict[str, Sentence] = {"a4": say("A4"), "letter": say("US Letter")}
IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff")


class Paper(QWidget):
    """Chosen once for all reports of this laptop; `changed` when a person chose otherwise."""

    changed = Signal()

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        kept = page.frame.preferences.settings if page.frame.preferences else None
        self._logo = kept.logo if kept else ""
        self.size_ = Choice(SIZES)
        self.size_.show_key(kept.paper if kept and kept.paper in SIZES else "a4")
        self.told = Label(role="small", wrap=True)
        self.choose = Button(say("Choose a logo"), self._ask, icon="open")
        self.without = Button(say("Without a logo"), lambda: self._keep(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Field(say("Paper"), self.size_))
        column.addWidget(self.told)
        column.addWidget(ButtonRow(self.choose, self.without))
        self.size_.picked.connect(lambda _key: self._keep(self._logo))
        self._tell()

    @property
    def size_key(self) -> str:
        """The size of the paper as `desk.reports` calls it."""
        return self.size_.key or "a4"

    @property
    def logo(self) -> Path | None:
        """The image file of the logo while it is there: a stick that is out keeps no report from being made."""
        path = Path(self._logo) if self._logo else None
        return path if path is not None and path.is_file() else None

    def take(self, paths: list[Path]) -> None:
        """Keep an image file as the logo when it can be printed."""

        def work(report: Report) -> object:
            reports.check_logo(paths[0])
            return str(paths[0])

        self._page.run(say("Reading the logo"), work, lambda path: self._keep(str(path)))

    def _ask(self) -> None:
        files.ask_open(self, say("Choose a logo"), self.take, endings=IMAGES)

    def _keep(self, logo: str) -> None:
        self._logo = logo
        if self._page.frame.preferences is not None:
            self._page.frame.preferences.print_on(self.size_key, logo)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        name = Path(self._logo).name
        there = say("Logo: {name}", name=name)
        self.told.say(there if self.logo else say("The logo {name} is not there; pages come without it.", name=name))
        self.told.setVisible(bool(self._logo))
        self.without.setVisible(bool(self._logo))
