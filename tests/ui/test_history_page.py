"""History: every action in words, steps taken back up to any of them, and what was put away comes back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import events, notes, people, statements, trash
from hubdesk.model.records import Note, Statement
from hubdesk.ui.pages.history import HistoryPage
from tests.ui.conftest import commit
from tests.ui.walk import nameless

SOON = 10_000


@pytest.fixture
def said(desk, event) -> list[str]:
    """Four lines, one after the other."""
    return [notes.add(desk, event, line) for line in ("One line", "Two lines", "Three lines", "سطر رابع")]


@pytest.fixture
def page(show, event, said) -> HistoryPage:
    """The page after those steps."""
    return show(HistoryPage, event)


def told(page: HistoryPage) -> list[str]:
    """Return what the list says, newest first, without marks of direction."""
    model = page.table.model()
    texts = [model.index(row, 0).data() for row in range(model.rowCount())]
    return [text.replace("\u2068", "").replace("\u2069", "") for text in texts]


def test_every_action_is_told_newest_first_with_author_and_time(page) -> None:
    assert told(page)[:2] == ["Note: سطر رابع", "Note: Three lines"]
    model = page.table.model()
    assert model.index(0, 1).data() == "Amina"
    assert "16:02" in model.index(0, 2).data()  # 13:02 UTC in Nairobi


def test_words_and_names_are_found(page) -> None:
    page.search.setText("three")
    assert told(page) == ["Note: Three lines"]
    page.search.clear()
    page.search.setFocus()
    commit(page.search, "رابع")
    assert told(page) == ["Note: سطر رابع"]


def test_undo_and_redo_are_told_as_such(page, desk) -> None:
    page.undo.click()
    assert told(page)[0] == "Undone: Note: سطر رابع"
    assert page.redo.isEnabled()
    page.redo.click()
    assert told(page)[0] == "Done again: Note: سطر رابع"
    assert not page.redo.isEnabled()


def test_undo_to_here_takes_back_this_step_and_all_later_ones(page, desk, event, qtbot) -> None:
    row = told(page).index("Note: Two lines")
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.model().index(0, 0))
    for _ in range(row):
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.to_here.text() == "Undo to here: 3 steps"
    notices = []
    page.frame.notices.said.connect(notices.append)
    page.frame.notices.open()
    page.to_here.click()
    qtbot.waitUntil(lambda: bool(notices), timeout=SOON)
    assert [note.text for note in desk.read.notes(event)] == ["One line"]
    notices[-1].call()
    qtbot.waitUntil(lambda: len(desk.read.notes(event)) == 4, timeout=SOON)


def test_what_was_taken_back_cannot_be_taken_back_again(page) -> None:
    page.undo.click()
    place = told(page).index("Note: سطر رابع")
    page.table.setCurrentIndex(page.table.model().index(place, 0))
    assert not page.to_here.isEnabled()
    assert page.hint.isVisible()


def test_the_list_follows_what_happens(page, desk, event) -> None:
    notes.add(desk, event, "A fifth line")
    QApplication.processEvents()
    assert told(page)[0] == "Note: A fifth line"


def test_what_was_removed_comes_back_from_the_trash(page, desk, event, said) -> None:
    notes.remove(desk, said[:2])
    made = statements.add(desk, event, "A sentence")
    statements.remove(desk, made)
    page.arrive("trash")
    QApplication.processEvents()
    assert page.bin.isVisible()
    words = [page.bin.model().index(row, 0).data() for row in range(page.bin.model().rowCount())]
    assert words == ["Two lines", "One line", "A sentence"]
    page.bin.selectAll()
    assert page.restore.accessibleName() == "Bring 3 records back"
    page.restore.click()
    assert len(desk.read.notes(event)) == 4
    assert desk.read.get(Statement, made).text == "A sentence"
    assert page.bin_empty.isVisible()
    desk.undo()
    assert len(desk.read.notes(event)) == 2


def test_enter_brings_one_thing_back(page, desk, event, said, qtbot) -> None:
    notes.remove(desk, said[:1])
    page.tabs.choose("trash")
    QApplication.processEvents()
    page.bin.setCurrentIndex(page.bin.model().index(0, 0))
    qtbot.keyClick(page.bin, Qt.Key.Key_Return)
    assert desk.read.get(Note, said[0]).text == "One line"


def test_what_was_erased_is_not_in_the_trash(desk, event, said) -> None:
    person = people.add(desk, event, "Amina Diallo")
    people.forget(desk, person)
    notes.show_to(desk, [said[0]], "internal")
    assert trash.things(desk, event) == []


def test_the_trash_of_another_event_is_named(page, desk) -> None:
    other = events.create(desk, "Another evening")
    note = notes.add(desk, other, "There")
    notes.remove(desk, [note])
    page.tabs.choose("trash")
    QApplication.processEvents()
    assert page.bin.model().index(0, 2).data() == "Another evening"


def test_nothing_was_done_yet(show) -> None:
    page = show(HistoryPage)
    assert page.none.isVisible()
    assert not page.to_here.isEnabled()
    page.tabs.choose("trash")
    assert page.bin_empty.isVisible()


def test_earlier_actions_are_read_when_asked_for(page) -> None:
    page._limit = 2
    page.refresh(None)
    assert len(told(page)) == 2
    assert page.earlier.isVisible()
    page.earlier.click()
    assert len(told(page)) >= 5
    assert not page.earlier.isVisible()


def test_everything_has_a_name_and_follows_the_language(page, preferences) -> None:
    assert nameless(page) == []
    preferences.speak("en-XA")
    assert page.undo.text().strip().startswith("[")
    assert told(page)[0].startswith("[")
    preferences.speak("ar")
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    assert page.table.current is not None
