"""What tests of notes see and do, in words."""

from PySide6.QtCore import Qt

from hubdesk.desk import charters
from hubdesk.model.records import Note
from hubdesk.ui.pages.notes import NotesPage
from tests.ui.conftest import commit

ENTER, CONTROL, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def plain(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))


def kept(desk, event: str) -> list[Note]:
    return desk.read.notes(event)


def rows(page: NotesPage) -> list[str]:
    return [page.journal.index(row).data() for row in range(page.journal.rowCount())]


def heard(page: NotesPage, row: int) -> str:
    return plain(page.journal.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def wid(desk, event: str, number: str) -> str:
    found = charters.index(desk, event).resolve(number)
    assert found is not None
    return found


def say_line(page: NotesPage, qtbot, line: str) -> None:
    commit(page.line, line)
    qtbot.keyClick(page.line, ENTER)
