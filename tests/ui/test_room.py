"""Nothing is cut: cards, choices and two versions have the room that their words need, in every look."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStyleOptionComboBox

from hubdesk.desk import sample
from hubdesk.ui.share.difference import Difference
from hubdesk.ui.widgets.fields import Choice
from hubdesk.ui.window import SMALLEST
from tests.ui.walk import rest


def cut(root) -> list[str]:
    """Return the labels below a widget that have less height than their words need."""
    return [
        each.text()
        for each in root.findChildren(QLabel)
        if each.isVisibleTo(root) and each.wordWrap() and each.height() < each.heightForWidth(each.width())
    ]


@pytest.mark.parametrize("tag", ["en", "ar", "de", "zh"])
def test_the_form_of_a_new_event_is_whole_in_large_letters(window, preferences, tag: str) -> None:
    window.resize(*SMALLEST)
    preferences.speak(tag)
    preferences.enlarge(250)
    window.go("first", "new")
    QTest.qWait(50)
    assert cut(window.page("first").form) == []


def test_a_page_that_was_hidden_while_the_look_changed_has_room_for_its_words(window, desk, preferences, qtbot) -> None:
    window.frame.open_event(sample.make_sample(desk), "share")
    page = window.page("share")
    QTest.qWait(50)
    window.go("history")
    preferences.speak("zh")
    preferences.enlarge(150)
    window.go("share")
    rest(window, qtbot)
    qtbot.waitUntil(lambda: cut(page) == [])
    for each in page.findChildren(Difference):
        assert each.height() >= each.document().size().height()
    assert page.write.height() >= page.write.heightForWidth(page.write.width())
    before = page.write.height()
    window.resize(window.width() - 1, window.height())
    QTest.qWait(50)
    assert abs(page.write.height() - before) <= 2


def test_a_long_choice_ends_with_a_sign_and_asks_for_room(qtbot, preferences) -> None:
    choice = Choice({"long": "A choice that has many more words than any narrow box can show", "short": "Short"})
    qtbot.addWidget(choice)
    assert choice.sizeHint().width() > choice.minimumSizeHint().width()
    choice.resize(160, 34)
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.endswith("…")
    assert choice.currentText().endswith("show")
