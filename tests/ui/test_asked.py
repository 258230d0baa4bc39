"""Asking about the people who come: switched on by a button, counted in heaps, never tied to anybody."""

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import demographics
from hubdesk.ui.prepare.asked import AskedPart


@pytest.fixture
def page(show, event) -> AskedPart:
    return show(AskedPart, event)


def test_nothing_is_asked_until_a_question_is_chosen(page, desk, event) -> None:
    assert page.cards == [] and not page.list.isVisible()
    page.templates["first-time"].click()
    assert [card.asked.text() for card in page.cards] == ["Is this your first gathering of this sort?"]
    assert not page.templates["first-time"].isVisible() and page.templates["age"].isVisible()
    desk.undo()
    assert page.cards == [] and page.templates["first-time"].isVisible()


def test_heaps_of_slips_are_typed_and_add_up(page, desk, event, qtbot) -> None:
    page.templates["first-time"].click()
    for typed in ("7/2", "3/3"):
        qtbot.keyClicks(page.cards[0].counts, typed)
        qtbot.keyClick(page.cards[0].counts, Qt.Key.Key_Return)
    assert demographics.of_event(desk, event)[0].counts == (10, 5)
    assert [bar.parts for bar in page.cards[0].bars._bars] == [(10,), (5,)]
    assert page.cards[0].counts.text() == ""


def test_a_few_slips_wait_and_what_was_typed_stays(page, desk, event, qtbot) -> None:
    page.templates["age"].click()
    qtbot.keyClicks(page.cards[0].counts, "1/1/0/0")
    qtbot.keyClick(page.cards[0].counts, Qt.Key.Key_Return)
    assert demographics.of_event(desk, event)[0].counts == (0, 0, 0, 0)
    assert page.cards[0].counts.text() == "1/1/0/0"


def test_a_question_of_ones_own_has_answers_a_line_each(page, desk, event, qtbot) -> None:
    page.question.setText("How did you come?")
    page.answers.setPlainText("On foot\nBy boat\n\n")
    page.own.click()
    assert page.cards[0].asked.text() == "How did you come?" and page.question.text() == ""
    assert demographics.of_event(desk, event)[0].answers == ("On foot", "By boat")
