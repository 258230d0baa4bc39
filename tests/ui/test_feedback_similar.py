"""Similar notes stand side by side until a person decides, by pointer or by key."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import notes, similar
from hubdesk.ui.pages.feedback import FeedbackPage
from hubdesk.ui.share.difference import Difference
from hubdesk.ui.widgets.buttons import Button
from tests.ui.sorting import MARKS, feedback
from tests.ui.walk import nameless

LINES = (
    "c: Hubs need stable funding every year x3",
    "Hubs need stabel funding every year",
    "يجب أن تكون المقاعد متوازنة بين الأقاليم",
    "يجب ان تكون المقاعد متوازنة بين الأقاليم كلها",
    "Nobody spoke about translation",
)


@pytest.fixture
def page(show, desk, event, qtbot) -> FeedbackPage:
    for line in LINES:
        notes.add(desk, event, line, at=desk.now())
    found = feedback(show, event)
    qtbot.keyClick(found, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    settle(found, qtbot)
    return found


def settle(page, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.frame.jobs and page.part("similar").whole, timeout=10_000)
    QApplication.processEvents()


def buttons(page) -> list[str]:
    return [button.text() for button in page.part("similar").cards.findChildren(Button) if button.isVisible()]


def test_pairs_stand_side_by_side_with_their_differing_words(page) -> None:
    assert page.part("similar").told.text().translate(MARKS) == "2 groups of notes may make one point"
    assert buttons(page) == ["The same point", "Keep apart"] * 2
    shown = [each.differing for each in page.part("similar").cards.findChildren(Difference)]
    assert ["stable"] in shown
    assert ["stabel"] in shown
    assert nameless(page.part("similar")) == []
    assert page.tabs.hasFocus()


def test_one_point_is_made_and_taken_apart_and_undone(page, desk, event, qtbot) -> None:
    first = page.part("similar").proposals[0].notes
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    settle(page, qtbot)
    assert similar.points(desk, event) == [first]
    assert buttons(page) == ["The same point", "Keep apart", "Take apart"]
    page.frame.undo()
    settle(page, qtbot)
    assert buttons(page) == ["The same point", "Keep apart"] * 2
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
        settle(page, qtbot)
    assert buttons(page) == []
    assert page.part("similar").empty.isVisible()
    assert len(desk.read.notes(event)) == len(LINES)


def test_a_new_note_is_looked_at_while_the_part_is_open(page, desk, event, qtbot) -> None:
    notes.add(desk, event, "nobody spoke about the translation", at=desk.now())
    settle(page, qtbot)
    assert len(page.part("similar").proposals) == 3


def test_without_the_part_in_front_its_keys_decide_nothing(page, desk, event, qtbot) -> None:
    page.tabs.choose("notes")
    qtbot.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.AltModifier)
    settle(page, qtbot)
    assert similar.points(desk, event) == []
