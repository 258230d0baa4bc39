"""Search over everything: one key, a few letters, Enter opens the place."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from hubdesk.desk import agenda, charters, events, notes, people, statements
from hubdesk.i18n import FSI
from hubdesk.ui.feedback.outline import TO_SORT
from hubdesk.ui.search import Search
from hubdesk.ui.widgets.keyed import ID
from tests.ui.conftest import NOW, commit


@pytest.fixture
def world(desk, event, window) -> str:
    """An evening with one of each kind about a harbour, in front."""
    found = charters.preview([("c.md", b"# C\n\n## Harbour rules\n\nNo swimming.\n")], title="C", language="en")
    charters.take(desk, found, event=event)
    notes.add(desk, event, "Das Café am harbour", at=NOW)
    statements.add(desk, event, "The harbour is deep.")
    agenda.add(desk, event, "Harbour walk")
    people.add(desk, event, "王小明 Harbour")
    other = events.create(desk, "Harbour evening")
    notes.add(desk, other, "another harbour", at=NOW)
    window.frame.open_event(event, "notes")
    return other


def asked(window, qtbot, text: str = "") -> Search:
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = (each for each in window.findChildren(Search) if each.isVisible())
    commit(dialog.line, text)
    return dialog


def rows(dialog: Search) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def enter(dialog: Search, qtbot, words: str) -> None:
    """Go down to a hit and open it."""
    for _ in range(dialog.list.count()):
        if dialog.list.currentItem().text() == words:
            break
        qtbot.keyClick(dialog.line, Qt.Key.Key_Down)
    assert dialog.list.currentItem().text() == words
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    QApplication.processEvents()


def test_hits_stand_in_groups_and_arrows_pass_over_their_headings(world, window, qtbot) -> None:
    dialog = asked(window, qtbot, "harb")
    assert rows(dialog) == [
        "Notes",
        "another harbour",
        "Das Café am harbour",
        "Charter",
        "Harbour rules",
        "Statements",
        "The harbour is deep.",
        "Run-sheet",
        "Harbour walk",
        "People",
        "王小明 Harbour",
        "Events",
        "Harbour evening",
    ]
    passed = []
    for _ in range(7):
        passed.append(dialog.list.currentItem().data(ID))
        qtbot.keyClick(dialog.line, Qt.Key.Key_Down)
    assert passed == [str(n) for n in range(7)]
    assert dialog.list.currentItem().data(ID) == "0"


@pytest.mark.parametrize(
    ("typed", "words", "page"),
    [
        ("cafe", "Das Café am harbour", "feedback"),
        ("deep", "The harbour is deep.", "feedback"),
        ("rules", "Harbour rules", "charter"),
        ("walk", "Harbour walk", "prepare"),
        ("王", "王小明 Harbour", "attendance"),
    ],
)
def test_enter_opens_the_place(world, window, qtbot, typed, words, page) -> None:
    enter(asked(window, qtbot, typed), qtbot, words)
    assert window.key == page
    shown = window.page(page)
    if page == "feedback" and typed == "cafe":
        assert shown.table.current.note.text == words
        assert shown.tabs.key == "notes"
    elif page == "feedback":
        assert shown.part("statements").table.current.text == words
        assert shown.tabs.key == "statements"
    elif page == "attendance":
        assert shown.field.text() == words


def test_a_hit_in_another_event_brings_that_event_to_the_front(world, window, desk, qtbot) -> None:
    enter(asked(window, qtbot, "another"), qtbot, "another harbour")
    assert (window.frame.event_id, window.key) == (world, "feedback")
    assert window.page("feedback").table.current.note.text == "another harbour"


def test_without_an_event_in_front_the_text_is_left_out(world, window, qtbot) -> None:
    window.frame.open_event("", "events")
    dialog = asked(window, qtbot, "harb")
    assert "Harbour rules" not in rows(dialog)
    assert "The harbour is deep." in rows(dialog)


def test_nothing_found_is_said_and_enter_does_nothing(world, window, qtbot) -> None:
    dialog = asked(window, qtbot, "qqq")
    assert (rows(dialog), dialog.told.text()) == ([], "Nothing holds these words.")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.line.clear()
    assert dialog.told.text() == ""


def test_what_is_to_sort_is_still_reached_by_its_word(world, window) -> None:
    window.go("feedback", TO_SORT)
    assert window.page("feedback").outline.key == TO_SORT


def test_an_english_hit_keeps_its_full_stop_at_its_end_in_an_arabic_window(world, window, preferences, qtbot) -> None:
    preferences.speak("ar")
    dialog = asked(window, qtbot, "deep")
    option = QStyleOptionViewItem()
    option.rect = dialog.list.rect()
    dialog.list.itemDelegate().initStyleOption(option, dialog.list.model().index(1, 0))
    assert option.text.startswith(f"{FSI}The harbour is deep.")
