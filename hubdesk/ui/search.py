"""A small window over everything: a few letters find notes, places of the text, statements, people and events."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidgetItem, QVBoxLayout, QWidget

from hubdesk.i18n import Sentence, say
from hubdesk.ui.feedback.outline import shown
from hubdesk.ui.theme import colour, pixels
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.keyed import ID, KeyedList
from hubdesk.ui.widgets.label import Label
from hubdesk.ui.words import tell

if TYPE_CHECKING:
    from hubdesk.desk.desk import Desk
    from hubdesk.desk.search import Group, Hit
    from hubdesk.ui.window import Window

KINDS: Mapping[str, Sentence] = {
    "note": say("Notes"),
    "text": say("Charter"),
    "statement": say("Statements"),
    "agenda": say("Run-sheet"),
    "person": say("People"),
    "event": say("Events"),
}
#: Which page shows a thing of a kind.
PAGES: Mapping[str, str] = {"note": "feedback", "statement": "feedback", "text": "charter", "person": "attendance"}
#: So many of each kind are shown.
PAGE = 6


def about(kind: str, hit: "Hit") -> tuple[str, str]:
    """Return the page that shows a hit, and what its visit is about."""
    return (PAGES[kind], hit.id) if kind in PAGES else ("prepare", "overview")


def open_over(window: "Window") -> None:
    """Let somebody search over a window that has a workspace; what is chosen is opened in it."""
    frame = window.frame
    if frame is None:
        return

    def opened(kind: str, hit: "Hit") -> None:
        frame.open_event(hit.event or frame.event_id)
        window.go(*about(kind, hit))

    dialog = Search(frame.desk, frame.event_id, opened, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


class Search(QDialog):
    """A line and what answers it, in groups; Enter opens the marked hit. `call(kind, hit)` is what opens it."""

    def __init__(self, desk: "Desk", event: str, call: Callable[[str, "Hit"], object], parent: QWidget) -> None:
        """`event` is the one in front: its text is searched; everything else is searched in all events."""
        super().__init__(parent)
        self.setWindowTitle(tell(say("Search everything")))
        self.resize(min(pixels(620), parent.width() - 40), min(pixels(460), parent.height() - 80))
        self._desk, self._event, self._call = desk, event, call
        self._hits: list[tuple[str, Hit]] = []
        self.line = Line(say("Words, names or keywords, in any script"))
        self.line.installEventFilter(self)
        self.list = KeyedList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tell(say("What was found")))
        self.told = Label(role="quiet", wrap=True)
        column = QVBoxLayout(self)
        for widget in (self.line, self.list, self.told):
            column.addWidget(widget)
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._open)
        self.list.itemClicked.connect(lambda _item: self._open())
        self._search("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move among the hits while the line keeps the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self._hits:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        from hubdesk.desk.search import search

        found = search(self._desk, text, reading=self._event, limit=PAGE) if text.strip() else []
        self._hits = []
        self.list.clear()
        for group in found:
            self._show(group)
        self._move(1)
        if text.strip() and not found:
            self.told.say(say("Nothing holds these words."))
        elif any(group.more for group in found):
            self.told.say(say("There is more than is shown here: type more letters."))
        else:
            self.told.say("")

    def _show(self, group: "Group") -> None:
        heading = QListWidgetItem(tell(KINDS[group.kind]))
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setForeground(colour("quiet"))
        self.list.addItem(heading)
        for hit in group.hits:
            self.list.add(hit.words, shown(hit.place) if group.kind == "text" else hit.place, str(len(self._hits)))
            self._hits.append((group.kind, hit))

    def _move(self, step: int) -> None:
        """Mark the next hit in a direction, headings left out, around the ends."""
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(ID)]
        if not rows:
            return
        now = self.list.currentRow()
        at = rows.index(now) + step if now in rows else 0
        self.list.setCurrentRow(rows[at % len(rows)])

    def _open(self) -> None:
        item = self.list.currentItem()
        if item is not None and item.data(ID):
            kind, hit = self._hits[int(item.data(ID))]
            self.accept()
            self._call(kind, hit)
