"""Files come and go: merge, write, choose between two versions, and what is still to be sent."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QScrollArea, QWidget

from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.model.records import RECORDS
from hubdesk.ui.page import Page
from hubdesk.ui.share.merge import Merge
from hubdesk.ui.share.merged import Merged
from hubdesk.ui.share.outgoing import Outbox
from hubdesk.ui.share.versions import Versions
from hubdesk.ui.share.waiting import Waiting
from hubdesk.ui.share.write import Write
from hubdesk.ui.theme import pixels
from hubdesk.ui.widgets.buttons import Button, ButtonRow

#: The page is at least so wide (at 100 %) where merging and writing stand beside each other.
WIDE = 860
#: So long a page may take to find its height, in milliseconds.
SETTLED = 400


class SharePage(Page):
    """One card for each thing that files are about; what has nothing to say is not there."""

    title = say("Share")
    # two versions can be of any record
    watches = frozenset(RECORDS)
    needs_event = False

    def build(self) -> None:
        """Lay out the cards."""
        self.setAcceptDrops(True)
        self._sought: QWidget | None = None
        self._found = QTimer(self, interval=SETTLED, singleShot=True)
        self._found.timeout.connect(self._forget_sought)
        area = self.findChild(QScrollArea)
        if area is not None:
            area.verticalScrollBar().rangeChanged.connect(lambda *_: self._reach())
        self.waiting, self.versions, self.merged = Waiting(self), Versions(self), Merged(self)
        self.merge, self.write, self.outbox = Merge(self, self.merged), Write(self), Outbox(self)
        self.pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self.pair.setSpacing(16)
        for each in (self.merge, self.write):
            self.pair.addWidget(each, 1)
        self.column.addLayout(self.pair)
        for part in (self.waiting, self.versions, self.merged, self.outbox):
            self.column.addWidget(part)
        self.keys = Button(say("Keys and cards"), lambda: self.frame.go("keys"), kind="quiet")
        self.column.addWidget(ButtonRow(self.keys))
        self.deed(
            "share-merge", say("Merge files of other laptops"), self.merge.choose.click, keys="Alt+M", icon="open"
        )
        self.deed("share-write", say("Write a file"), self.write.do.click, keys="Alt+W", icon="save")
        self.deed("share-keys", say("Keys and cards"), lambda: self.frame.go("keys"), keys="Alt+K")
        self.main = self.merge.choose

    def refresh(self, change: Change | None) -> None:
        """Let every card read what concerns it."""
        self.write.refresh()
        self.waiting.refresh()
        self.versions.refresh()
        self.merged.refresh()
        if change is None or change.about(frozenset({"outgoing", "event"})):
            self.outbox.refresh()

    def arrive(self, about: str) -> None:
        """Go to a card by its name ("outbox", "versions", "waiting", "merged"), or look into files, one path a line."""
        cards: dict[str, QWidget] = {
            "outbox": self.outbox,
            "versions": self.versions,
            "waiting": self.waiting,
            "merged": self.merged,
        }
        if about in cards:
            # after this turn nobody moves the focus any more; the page finds its height in the turns after that
            self._sought = cards[about]
            QTimer.singleShot(0, self, self._reach)
            self._found.start()
        elif about:
            self.merge.look_into([Path(each) for each in about.splitlines() if each])

    def _reach(self) -> None:
        """Show the card that is sought from its top, and go to the first thing in it that answers."""
        area = self.findChild(QScrollArea)
        inside = area.widget() if area is not None else None
        if area is None or inside is None or self._sought is None:
            return
        first = next((each for each in self._sought.findChildren(QAbstractButton) if each.isVisible()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        top = self._sought.mapTo(inside, self._sought.rect().topLeft()).y()
        area.verticalScrollBar().setValue(top - pixels(16))

    def _forget_sought(self) -> None:
        self._sought = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the two ways of files beside each other where there is room."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        wide = self.width() >= pixels(WIDE)
        self.pair.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged in."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look into files that were dropped."""
        self.merge.look_into([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
