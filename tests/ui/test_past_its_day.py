"""The window reminds calmly that data about people is past its day, and takes one step."""

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import events, people, retention
from hubdesk.model.records import Keeping, Person
from hubdesk.ui import app
from hubdesk.ui.prepare.overview import OverviewPart
from hubdesk.ui.window import Window
from hubdesk.ui.words import tell


@pytest.fixture
def past(desk, event) -> str:
    people.add(desk, event, "Ana")
    events.edit(desk, event, retention="2026-05-01")
    return event


def test_it_is_said_at_the_start_and_leads_to_the_event(qtbot, desk, past, preferences) -> None:
    events.create(desk, "Another")
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    app.begin(window, lambda: desk)
    assert window.key == "events"
    qtbot.waitUntil(lambda: bool(window.strips.strips), timeout=5_000)
    (strip,) = window.strips.strips
    assert "Data about 1 person" in tell(strip.notice.what)
    chips = [card.accessibleDescription() for card in window.page("events").cards.widgets()]
    assert [("past its day" in text, "hubs" in text) for text in sorted(chips)] == [(False, False), (True, True)]
    qtbot.mouseClick(strip.step, Qt.MouseButton.LeftButton)
    assert window.key == "prepare" and window.frame.event_id == past
    assert window.page("prepare").part("overview").past.isVisible()
    window.frame.close()


def test_later_a_reason_and_undo(show, desk, past, qtbot) -> None:
    page = show(OverviewPart, past)
    assert page.past.isVisible() and not page.past.now.isVisible()
    qtbot.mouseClick(page.past.keep, Qt.MouseButton.LeftButton)
    assert page.past.field.below.text() == "Say in a few words what it is needed for."
    page.past.why.setText("grant audit")
    qtbot.keyClick(page.past.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.past.isVisible(), timeout=2_000)
    assert [one.because for one in desk.read.all(Keeping)] == ["grant audit"]
    desk.undo()
    qtbot.waitUntil(page.past.isVisible, timeout=2_000)
    qtbot.mouseClick(page.past.later, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.past.isVisible(), timeout=2_000)
    assert retention.due(desk) == []


def test_forgetting_takes_a_second_step_and_says_what_it_reaches(show, desk, past, qtbot) -> None:
    page = show(OverviewPart, past)
    qtbot.mouseClick(page.past.forget, Qt.MouseButton.LeftButton)
    assert page.past.sure.isVisible() and desk.read.all(Person)
    qtbot.mouseClick(page.past.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desk.read.all(Person), timeout=5_000)
    qtbot.waitUntil(lambda: not page.past.isVisible(), timeout=5_000)


def test_before_the_day_nothing_is_there(show, event) -> None:
    assert not show(OverviewPart, event).past.isVisible()
