"""Backups to go back to, a second folder for them, and a repair: shown with an open workspace or without one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import repairing, restoring
from hubdesk.i18n import Sentence, say
from hubdesk.paths import Folders
from hubdesk.ui import files, words
from hubdesk.ui.jobs import Report
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import Empty
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.words import tell
from hubdesk.ui.works import Works

_OTHER = say("Another copy")


class Care(QWidget):
    """Asks for what needs a closed workspace: `restore_asked(copy)`, `repair_asked(new file, files of colleagues)`."""

    restore_asked = Signal(object)
    repair_asked = Signal(object, object)

    def __init__(self, works: Works, folders: Folders, workspace: Path, key: Callable[[], bytes | None]) -> None:
        super().__init__()
        self._works, self._folders, self._workspace, self._key = works, folders, workspace, key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._repairing())
        column.addWidget(self._backups())
        column.addStretch(1)

    def read(self) -> None:
        """List the backups that are there now."""
        found = restoring.copies(self._folders, self._workspace)
        self.table.fill(found)
        if found and self.table.current is None:
            self.table.choose(str(found[0].path))
        for each in (self.table, self.told, self.back):
            each.setVisible(bool(found))
        self.none.setVisible(not found)
        self._preview()

    def say_damage(self, *told: Sentence) -> None:
        """Say what is wrong with the workspace and offer the repair; nothing when it is whole."""
        while (item := self._damage.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for each in told:
            self._damage.addWidget(Label(each, wrap=True))
        self.repairs.setVisible(bool(told))

    def _repairing(self) -> QWidget:
        self.repairs = Card(say("Repair"))
        self._damage = QVBoxLayout()
        self._damage.setSpacing(4)
        self.repair = Button(say("Repair into a new file"), self._repair, kind="primary", icon="save")
        self.with_files = Button(say("Repair with files of colleagues"), self._ask_files, icon="open")
        hint = say(
            "All that can be read and proven is written to a new file. The damaged one stays as it is. Files of "
            "colleagues bring back what they have."
        )
        self.repairs.add(self._damage, Label(hint, role="quiet", wrap=True), ButtonRow(self.repair, self.with_files))
        self.repairs.hide()
        return self.repairs

    def _backups(self) -> QWidget:
        card = Card(say("Backups"))
        self.told = Label(wrap=True)
        self.back = Button(say("Go back to this backup"), self._back, icon="back")
        columns = [
            Column[restoring.Copy](say("When"), _when, 240),
            Column[restoring.Copy](say("Why it was made"), lambda copy: tell(restoring.REASONS.get(copy.why, _OTHER))),
            Column[restoring.Copy](say("Size"), _size, 110),
        ]
        self.table = Table(columns, key=lambda copy: str(copy.path), name=say("Backups"), give_way=(2,))
        self.table.setMinimumHeight(pixels(220))
        self.table.moved.connect(lambda _copy: self._preview())
        self.table.opened.connect(lambda _copy: self.back.setFocus())
        hint = say(
            "Going back brings everything to how it was then. The work since then is kept as a backup first: it stands "
            "at the top of this list afterwards."
        )
        self.none = Empty("history", say("No backups yet"))
        card.add(Label(hint, role="quiet", wrap=True), self.none, self.table, self.told, ButtonRow(self.back))
        return card

    def _preview(self) -> None:
        copy = self.table.current
        self.back.setEnabled(False)
        self.told.say("")
        if copy is None:
            return
        path, workspace, key_of = copy.path, self._workspace, self._key

        def work(_report: Report) -> object:
            key = key_of()
            return copy, restoring.contents(path, key), restoring.contents(workspace, key)

        self._works.run(say("Looking into the backup"), work, self._show)

    def _show(self, found: object) -> None:
        assert isinstance(found, tuple)
        copy, then, now = found
        if copy is not self.table.current:  # another one was chosen meanwhile
            return
        self.back.setEnabled(then is not None)
        if then is None:
            self.told.say(say("This copy cannot be read: choose another one."))
            return
        titles = words.listed(then.events[:6]) if then.events else "…"
        self.told.say(say("{comparison} Its events: {titles}", comparison=restoring.compared(then, now), titles=titles))

    def _back(self) -> None:
        if self.table.current is not None:
            self.restore_asked.emit(self.table.current.path)

    def _repair(self) -> None:
        self._repair_with([])

    def _ask_files(self) -> None:
        files.ask_open(self, say("Repair with files of colleagues"), self._repair_with, several=True)

    def _repair_with(self, chosen: Sequence[Path]) -> None:
        self.repair_asked.emit(repairing.free_name(self._workspace), list(chosen))


def _when(copy: restoring.Copy) -> str:
    iso = copy.at.astimezone().isoformat()
    return tell(say("{day}, {time}", day=words.day(iso), time=words.clock(iso)))


def _size(copy: restoring.Copy) -> str:
    return QLocale().formattedDataSize(copy.size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
