"""The run-sheet is run by keyboard: an item begins, the next one ends it, and what is typed about it is saved."""

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import agenda
from hubdesk.ui.pages.agenda import AgendaPage


@pytest.fixture
def page(show, event):
    return show(AgendaPage, event)


def test_enter_begins_an_item_and_ends_the_one_before(page, desk, event, qtbot):
    first, second = agenda.items(desk, event)[:2]
    page.sheet.table.choose(first.id)
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_Return)
    assert page.sheet.end.isEnabled() and not page.sheet.begin.isEnabled()
    page.sheet.table.choose(second.id)
    qtbot.keyClick(page.sheet.table, Qt.Key.Key_Return)
    first, second = agenda.items(desk, event)[:2]
    assert first.stopped == second.started != ""
    assert not second.stopped


def test_what_is_typed_about_an_item_is_saved(page, desk, event, qtbot):
    page.sheet.table.choose(agenda.items(desk, event)[1].id)
    part = page.part("item")
    part.minutes.clear()
    qtbot.keyClicks(part.minutes, "25")
    part.settle()
    assert [each.minutes for each in agenda.items(desk, event)][:2] == [10, 25]
    part.minutes.setText("soon")
    part.settle()
    assert [each.minutes for each in agenda.items(desk, event)][:2] == [10, 25]
