"""What was merged into this workspace: each merge with the way to take it back, or in again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.desk import merges
from hubdesk.desk.merges import Merge
from hubdesk.i18n import isolate, say
from hubdesk.ui import words
from hubdesk.ui.jobs import Report
from hubdesk.ui.times import here
from hubdesk.ui.widgets.buttons import Button, ButtonRow
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.ui.page import Page

#: So many merges are shown at first, and so many more each time.
MOST = 4


class Merged(Card):
    """The merges of all events, the newest first."""

    def __init__(self, page: "Page") -> None:
        super().__init__(say("Merged on this laptop"))
        self._page = page
        self._most = MOST
        self.list = QWidget()
        self._column = QVBoxLayout(self.list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.more = Button(say("Show more"), self._more, kind="quiet")
        self.add(
            Label(
                say(
                    "A merge can be taken back as a whole: what was new is put away, what was changed is as before. "
                    "What anybody wrote since stays."
                ),
                wrap=True,
            ),
            self.list,
            self.more,
        )
        self.buttons: list[Button] = []

    def refresh(self) -> None:
        """Show what was merged."""
        found = merges.merges(self._page.desk)
        self.setVisible(bool(found))
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for each in found[: self._most]:
            self._column.addWidget(self._merge(each))
        self.more.setVisible(len(found) > self._most)

    def take_back(self, merge: str) -> None:
        """Take a merge back, away from the window; then offer to bring it in again."""
        desk = self._page.desk

        def work(_report: Report) -> object:
            merges.take_back(desk, merge)
            return merge

        self._page.run(say("Taking the merge back"), work, self._taken_back)

    def bring_back(self, merge: str) -> None:
        """Bring a merge in again, away from the window."""
        desk = self._page.desk

        def work(_report: Report) -> object:
            merges.bring_back(desk, merge)
            return merge

        self._page.run(say("Bringing the merge in again"), work, self._brought_back)

    def _taken_back(self, merge: object) -> None:
        self.refresh()
        told, again = say("The merge was taken back."), say("Bring it in again")
        self._page.frame.notices.say(told, step=again, call=lambda: self.bring_back(str(merge)))

    def _brought_back(self, merge: object) -> None:
        self.refresh()
        told = say("The merge is in again.")
        self._page.frame.notices.say(told, tone="success", step=say("Undo"), call=lambda: self.take_back(str(merge)))

    def _merge(self, merge: Merge) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(merge.sentence, role="strong", wrap=True))
        at = here(merge.at)
        told = [tell(say("{day}, {time}", day=words.day(at), time=words.clock(at)))]
        told += [isolate(name) for name in merge.laptops if name]
        column.addWidget(Label(" · ".join(told), role="small", wrap=True))
        if not merge.kept:
            return box
        if merge.taken_back:
            column.addWidget(Label(say("Taken back: its lines are put away."), role="warning", wrap=True))
            button = Button(say("Bring it in again"), lambda: self.bring_back(merge.action))
        else:
            button = Button(say("Take this merge back"), lambda: self.take_back(merge.action))
        button.setAccessibleDescription(tell(merge.sentence))
        self.buttons.append(button)
        column.addWidget(ButtonRow(button))
        return box

    def _more(self) -> None:
        self._most += MOST
        self.refresh()
