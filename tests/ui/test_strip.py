"""Notices that go: by themselves, by hand, and both at the same moment."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.i18n import say
from hubdesk.ui.notices import Notice
from hubdesk.ui.strip import Strips


@pytest.fixture
def strips(qtbot) -> Iterator[Strips]:
    window, made = QWidget(), Strips(stays=1)  # never on the screen: no mouse rests on a notice
    qtbot.addWidget(window)
    made.setParent(window)
    yield made


def test_a_notice_goes_when_its_time_comes(strips: Strips, qtbot) -> None:
    strips.show_notice(Notice(say("Kept")))
    assert not strips.isHidden() and len(strips.strips) == 1
    qtbot.waitUntil(lambda: strips.strips == [])
    assert strips.isHidden()


def test_the_time_of_a_notice_that_was_taken_away_comes_to_nothing(strips: Strips) -> None:
    """Qt deletes what was taken away a little later: its time may come before that."""
    strips.show_notice(Notice(say("Kept")))
    strips.clear()
    QTest.qSleep(5)
    QApplication.processEvents()  # the timer; what is to be deleted waits for the next turn of the loop
    assert strips.strips == []
