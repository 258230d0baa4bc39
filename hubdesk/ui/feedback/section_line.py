"""Where people say which place of the text they mean: by number or by words of its heading."""

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

from hubdesk.desk.section_index import Index
from hubdesk.i18n import say
from hubdesk.ui.widgets.fields import Line

MOST = 12


class SectionLine(Line):
    """A line that suggests places while somebody types; `wid` is what it means, "" while that is open."""

    def __init__(self) -> None:
        super().__init__(say("Number or words of a section"), name=say("Section"))
        self._ask: Callable[[], Index | None] = lambda: None
        self._offered: dict[str, str] = {}
        self._names = QStringListModel(self)
        found = QCompleter(self._names, self)
        found.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(found)
        self.textEdited.connect(self._suggest)

    def serve(self, index: Callable[[], Index | None]) -> None:
        """Ask this for the sections whenever they are needed."""
        self._ask = index

    @property
    def wid(self) -> str:
        """The place that is meant: one that was offered, else the one that the number or heading names."""
        text, index = self.text().strip(), self._ask()
        if not text or index is None:
            return ""
        known = self._offered.get(text, "")
        return known if known in index else index.resolve(text) or ""

    def _suggest(self, text: str) -> None:
        index = self._ask()
        if index is None:
            return
        found = {index.label(each.wid, each.language): each.wid for each in index.suggest(text, MOST)}
        self._offered |= found
        self._names.setStringList(list(found))
