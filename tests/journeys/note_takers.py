"""What note-takers do on the page Notes, with keys alone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from hubdesk.desk import incidents
from hubdesk.model.records import Note
from hubdesk.ui.pages.notes import NotesPage
from tests.journeys.laptop import CONTROL, Laptop
from tests.journeys.sticks import SOON
from tests.journeys.workshop import INCIDENT, SENSITIVE, Remark

Key = Qt.Key


def says(page: NotesPage, laptop: Laptop, remark: Remark) -> None:
    if remark.reply:
        laptop.presses(page.line, Key.Key_Tab)
    laptop.types(page.line, remark.line)
    assert not page.line.text


def two_lines_get_a_section_by_keys(page: NotesPage, laptop: Laptop, number: str) -> None:
    laptop.presses(page.line, Key.Key_Up)
    done = 0
    while done < 2:
        if page.view.chosen[0].tags:
            laptop.presses(page.view, Key.Key_Up)
            continue
        note = page.view.chosen[0].id
        if done:
            laptop.writes(page.view, ".")
        else:
            laptop.writes(page.view, "/")
            laptop.types(page.sorting.finder.field, number)
        assert laptop.desk.read.get(Note, note).tags
        done += 1
    laptop.presses(page.view, Key.Key_Escape)


def what_stood_in_the_chat_is_pasted(page: NotesPage, laptop: Laptop, lines: Sequence[str]) -> None:
    before = page.journal.rowCount()
    QGuiApplication.clipboard().setText("\n".join(lines))
    laptop.presses(page.line, Key.Key_V, CONTROL)
    laptop.qtbot.waitUntil(lambda: page.journal.rowCount() == before + len(lines), timeout=SOON)


def one_line_stays_on_this_laptop(page: NotesPage, laptop: Laptop) -> None:
    laptop.picks(page.capture.visibility, "sensitive")
    laptop.types(page.line, f"{SENSITIVE} /1.1")
    laptop.picks(page.capture.visibility, "public")


def the_welcome_is_worded_anew(page: NotesPage, laptop: Laptop, text: str) -> None:
    laptop.presses(page.line, Key.Key_Up)
    laptop.presses(page.view, Key.Key_Home)
    laptop.writes(page.view, "e")
    editor = page.view.indexWidget(page.view.currentIndex())
    laptop.presses(editor, Key.Key_A, CONTROL)
    laptop.types(editor, text)
    laptop.presses(page.view, Key.Key_Escape)


def an_incident_is_kept(laptop: Laptop, event: str) -> None:
    page = laptop.at(event, "incidents")
    laptop.writes(page.what, f"{INCIDENT} was shouted across the table")
    laptop.clicks(page.keep_it)
    assert len(incidents.of_event(laptop.desk, event)) == 1
