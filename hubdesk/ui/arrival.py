"""What is told once a workspace has been opened: a run that did not close it, an unsafe place, copies beside it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from hubdesk.i18n import count, say
from hubdesk.model.places import Place
from hubdesk.ui import files
from hubdesk.ui.jobs import Report
from hubdesk.ui.notices import Notice
from hubdesk.ui.words import clock, day, tell

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk
    from hubdesk.ui.frame import Frame


class Arrival(QObject):
    """Looks away from the window, tells in its notices, and lives as long as its frame.

    `move_asked(folder)` when the workspace is to go to another folder.
    """

    move_asked = Signal(object)

    def __init__(self, frame: "Frame") -> None:
        super().__init__(frame)
        self._frame = frame

    def look(self) -> None:
        """Look now; says nothing where all is well."""
        self._ask(_end, self._tell_end)
        self._ask(_concern, self._tell_place)
        self._ask(_copies, self._tell_copies)

    def _ask(self, question: Callable[["Desk"], object], then: Callable[[object], None]) -> None:
        desk = self._frame.desk
        self._frame.run(say("Looking after the workspace"), lambda _report: question(desk), then, quiet=True)

    def _tell_end(self, found: object) -> None:
        from hubdesk.desk import ends

        if isinstance(found, ends.End):
            what, *rest = ends.sentences(found, at=_moment(found.at), backup=_moment(found.backup))
            self._frame.notices.give(Notice(what, rest=tuple(rest), waits=True))
            ends.told(self._frame.desk)

    def _tell_place(self, found: object) -> None:
        from hubdesk.desk import places

        if isinstance(found, Place):
            what, *rest = places.sentences(found)
            notice = Notice(
                what,
                rest=tuple(rest),
                step=say("Move it to …"),
                call=self._choose,
                other=(say("Leave it here"), self._leave),
                waits=True,
            )
            self._frame.notices.give(notice)

    def _tell_copies(self, found: object) -> None:
        from hubdesk.desk import copies

        assert isinstance(found, list)
        for each in found[:1]:  # one at a time: the next is found when this one is merged
            if each.new:
                what, *rest = copies.sentences(each)
                rest.append(say("Merging takes in what is new, after a backup, and changes nothing else."))
                notice = Notice(
                    what, rest=tuple(rest), step=say("Merge it"), call=partial(self._merge, each.path), waits=True
                )
                self._frame.notices.give(notice)

    def _merge(self, path: Path) -> None:
        desk = self._frame.desk

        def work(_report: Report) -> object:
            from hubdesk.desk import copies

            return copies.merge(desk, path)

        self._frame.run(say("Merging"), work, self._merged)

    def _merged(self, done: Any) -> None:
        told = say(
            "Merged: {new}, {same}, {double}.",
            new=count(done.new, "{n} new", "{n} new"),
            same=count(done.same, "{n} already here", "{n} already here"),
            double=count(done.two_versions, "{n} in two versions", "{n} in two versions"),
        )
        name = say("The copy is called {name} now.", name=done.path.name)
        self._frame.notices.give(Notice(told, "success", (name,), waits=True))
        self._ask(_copies, self._tell_copies)

    def _choose(self) -> None:
        title = say("Move the workspace to this folder")
        files.ask_folder(self._frame.home, title, lambda chosen: self.move_asked.emit(chosen[0]))

    def _leave(self) -> None:
        from hubdesk.desk import places

        places.leave(self._frame.desk)


def _end(desk: "Desk") -> object:
    from hubdesk.desk import ends

    return ends.unclosed(desk)


def _concern(desk: "Desk") -> object:
    from hubdesk.desk import places

    return places.concern(desk)


def _copies(desk: "Desk") -> object:
    from hubdesk.desk import copies

    return sorted(copies.found(desk), key=lambda each: -each.new)


def _moment(at: datetime | None) -> str:
    """Return day and time on this computer's clock, in the language of the window."""
    if at is None:
        return ""
    here = at.astimezone().isoformat()
    return tell(say("{day}, {time}", day=day(here), time=clock(here)))
