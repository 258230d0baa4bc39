"""Works on the file of the workspace while nobody has it open, and comes back to it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.paths import Folders
from hubdesk.settings import chosen_workspace
from hubdesk.ui.jobs import Report
from hubdesk.ui.notices import Notice
from hubdesk.ui.works import Works

if TYPE_CHECKING:
    from hubdesk.ui.window import Window

Reopen = Callable[[Path | None, bytes | None], object]
#: Troubles in which the file itself is the matter.
DAMAGED = ("damaged", "no-workspace")


class Keeper(Works):
    """Goes back to a backup, repairs, moves: leaves the workspace, does it in a job, opens what is there then.

    `went(path)` when the workspace is another file from now on.

    `workspace` is the one that the program was started with, None for the preferred one; `reopen(workspace, key)` opens
    it: with the key that it had, so that nobody is asked for the same passphrase again, None for one that has none.
    """

    went = Signal(object)

    def __init__(self, window: "Window", folders: Folders, workspace: Path | None, reopen: Reopen) -> None:
        super().__init__(window, window.notices)
        self._window, self._folders = window, folders
        self._chosen, self._reopen = workspace, reopen
        self._key_had: bytes | None = None
        #: What was typed to open a locked workspace that turned out to be damaged.
        self.secret = ""
        window.attach(self)

    def offer(self, error: HubDeskError) -> bool:
        """Show the ways out when the file itself is the matter; return whether there are any."""
        if error.code not in DAMAGED or not self._workspace().is_file():
            return False
        from hubdesk.ui.care import Care

        care = Care(self, self._folders, self._workspace(), self._key())
        care.restore_asked.connect(self.restore)
        care.repair_asked.connect(self.repair)
        self._window.show_alone(care)
        care.say_damage(error.what, error.safe)
        care.read()
        care.repair.setFocus()
        return True

    def restore(self, copy: Path) -> None:
        """Put a copy in the place of the workspace; what was there is one step away."""
        workspace, folders, key = self._workspace(), self._folders, self._key()

        def work(_report: Report) -> object:
            from hubdesk.desk import restoring

            return restoring.restore(workspace, copy, folders, key=key())

        self._window.leave()
        self.run(say("Going back to the backup"), work, self._restored).ended.connect(self._come_back)

    def repair(self, new: Path, files: Sequence[Path]) -> None:
        """Make a new file of the workspace and work with that one from then on."""
        workspace, folders, key = self._workspace(), self._folders, self._key()

        def work(report: Report) -> object:
            from hubdesk.desk.repairing import repaired
            from hubdesk.desk.starting import author

            who = author(folders)
            return repaired(workspace, new, author=who, folders=folders, files=files, key=key(), report=report)

        self._window.leave()
        self.run(say("Repairing into a new file"), work, self._repaired).ended.connect(self._come_back)

    def move(self, folder: Path) -> None:
        """Move the workspace to another folder and go on there."""
        workspace, folders, key = self._workspace(), self._folders, self._key()

        def work(_report: Report) -> object:
            from hubdesk.desk import places

            return places.move_closed(workspace, folder, folders, key())

        self._window.leave()
        self.run(say("Moving the workspace"), work, self._moved).ended.connect(self._come_back)

    def _workspace(self) -> Path:
        frame = self._window.frame
        return frame.desk.path if frame else chosen_workspace(self._folders, self._chosen)

    def _key(self) -> "Callable[[], bytes | None]":
        """Return what finds the key of the workspace; called in a job, for that may be slow."""
        frame, workspace, secret = self._window.frame, self._workspace(), self.secret
        self._key_had = frame.desk.key if frame is not None else None

        def found() -> bytes | None:
            from hubdesk.desk import locking

            if frame is None and secret and self._key_had is None and locking.needs_passphrase(workspace):
                self._key_had = locking.key_of(workspace, secret)
            return self._key_had

        return found

    def _restored(self, kept: Any) -> None:
        back = say("You are back at the backup. What was there before is kept.")
        if kept is None:
            self.notices.say(back, tone="success")
        else:
            self.notices.say(back, tone="success", step=say("Take it back"), call=lambda: self.restore(kept))

    def _repaired(self, done: Any) -> None:
        first, *rest = done.told()
        self._chosen = done.path
        self._window.preferences.work_with(done.path)
        self.went.emit(done.path)
        rest.append(say("You work with the new file now: {name}", name=done.path.name))
        self.notices.give(Notice(first, "warning" if done.missing or done.unproven else "success", tuple(rest)))

    def _moved(self, moved: Any) -> None:
        self._chosen = moved.path
        told = say("The workspace lies in {folder} now.", folder=str(moved.path.parent))
        kept = say("The old file was kept: {path}", path=str(moved.old))
        self.notices.give(Notice(told, "success", (kept,), waits=True))
        self.went.emit(moved.path)

    def _come_back(self) -> None:
        key, self._key_had = self._key_had, None
        if self._window.isVisible():
            self._reopen(self._chosen, key)
