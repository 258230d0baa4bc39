"""What is told once a workspace has been opened: whether the last run closed it, and what of its work is here."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hubdesk.i18n import say
from hubdesk.ui.jobs import Report
from hubdesk.ui.notices import Notice
from hubdesk.ui.words import clock, day, tell

if TYPE_CHECKING:
    from hubdesk.ui.frame import Frame


class Arrival(QObject):
    """Looks away from the window, tells in its notices, and lives as long as its frame."""

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self._frame = frame

    def look(self) -> None:
        """Look now; says nothing where all is well."""
        desk = self._frame.desk

        def work(_report: Report) -> object:
            from hubdesk.desk import ends

            return ends.unclosed(desk)

        self._frame.run(say("Looking after the workspace"), work, self._tell_end, quiet=True)

    def _tell_end(self, found: object) -> None:
        from hubdesk.desk import ends

        if not isinstance(found, ends.End):
            return
        what, *rest = ends.sentences(found, at=_moment(found.at), backup=_moment(found.backup))
        self._frame.notices.give(Notice(what, "info", tuple(rest), waits=True))
        ends.told(self._frame.desk)


def _moment(at: datetime | None) -> str:
    """Return day and time on this computer's clock, in the language of the window."""
    if at is None:
        return ""
    here = at.astimezone().isoformat()
    return tell(say("{day}, {time}", day=day(here), time=clock(here)))
