"""How the program speaks to people: sentences with a next step; nothing said before the window opens is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hubdesk.errors import HubDeskError, Refused
from hubdesk.i18n import Sentence, count, say


@dataclass(frozen=True)
class Notice:
    """One thing said: `tone` is info, success, warning or error.

    Errors stay, and what `waits` for a person; the rest goes after ten seconds. `step` and `call` are one button that
    does the next step, `other` a second one; `rest` are further sentences, `code` can be copied.
    """

    what: Sentence
    tone: str = "info"
    rest: tuple[Sentence, ...] = ()
    code: str = ""
    step: Sentence | None = None
    call: Callable[[], object] | None = None
    other: tuple[Sentence, Callable[[], object]] | None = None
    waits: bool = False

    @property
    def stays(self) -> bool:
        """Whether it waits until somebody closes it."""
        return self.waits or self.tone == "error"


class Notices(QObject):
    """Collects notices until somebody shows them."""

    said = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Notice] | None = []

    def say(
        self,
        what: Sentence,
        *,
        tone: str = "info",
        step: Sentence | None = None,
        call: Callable[[], object] | None = None,
    ) -> None:
        """Say one sentence, perhaps with a button for the next step."""
        self.give(Notice(what, tone, step=step, call=call))

    def trouble(self, error: HubDeskError) -> None:
        """Tell an error in its three parts: what happened, what is safe, what to do next; and where a copy is kept."""
        kept = error.kept if isinstance(error, Refused) else None
        rest, step = [error.safe, error.next], say("Show the folder") if kept else None
        if isinstance(error, Refused) and error.gone:
            gone = count(
                error.gone,
                "The folder of refused files was full: {n} older copy went.",
                "The folder of refused files was full: {n} older copies went.",
            )
            rest.append(gone)
        call = (lambda: self._show_folder(kept.parent)) if kept else None
        self.give(Notice(error.what, "error", tuple(rest), error.code, step, call))

    def give(self, notice: Notice) -> None:
        """Show a notice now, or as soon as somebody listens."""
        if self._waiting is None:
            self.said.emit(notice)
        else:
            self._waiting.append(notice)

    def open(self) -> None:
        """Hand over what waited: from now on somebody listens."""
        waiting, self._waiting = self._waiting or [], None
        for notice in waiting:
            self.said.emit(notice)

    def _show_folder(self, folder: Path) -> None:
        from PySide6.QtCore import QUrl  # here and not above, as all that is not needed for the first paint
        from PySide6.QtGui import QDesktopServices

        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.say(say("The folder is here: {path}", path=str(folder)))
