"""A poll is run in the room without the mouse: asked, counted key by key, frozen; a crash costs no hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from hubdesk.desk import attendance, people, polls
from hubdesk.desk.drafts import HalfTyped
from hubdesk.model.records import Poll
from hubdesk.ui.agenda.polls import PollsPart


@pytest.fixture
def part(show, event) -> PollsPart:
    return show(PollsPart, event)


def press(qtbot, keys: str) -> None:
    """Press keys wherever the focus is; "<" is Backspace, "\\n" Enter."""
    named = {"<": Qt.Key.Key_Backspace, "\n": Qt.Key.Key_Return, " ": Qt.Key.Key_Space}
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), named.get(key, key))


def test_a_poll_is_asked_counted_and_frozen_by_keys(part, desk, event, qtbot) -> None:
    for number in range(3):
        attendance.check_in(desk, people.add(desk, event, f"Guest {number}"), event, at=desk.now())
    polls.remove(desk, polls.add(desk, event, "Another?"))
    part.begin()
    attendance.heads(desk, event, 1, at=desk.now())
    desk.undo()  # what others do meanwhile closes no form
    press(qtbot, "Vote?\n")
    (poll,) = polls.of_event(desk, event)
    press(qtbot, "1133<2 ")
    assert part.hands.counting.counts == (3, 1, 1)  # Space presses the first answer, which has the focus
    assert "2 answers more than people here (3)" in part.more.text() and not part.keep_it.isEnabled()
    assert not desk.read.get(Poll, poll.id).tally
    part.late.setFocus()
    press(qtbot, "\n\n")
    found = desk.read.get(Poll, poll.id)
    assert (found.tally, found.present, found.late) == ("3/1/1", 5, 2)
    assert "Support: 3" in part.bars.accessibleDescription() and desk.author.name in part.when.text()
    assert part.drafts.found(part._name) == HalfTyped()
    part.frame.undo()
    assert not desk.read.get(Poll, poll.id).tally and not part.hands_card.isHidden()


def test_fingers_are_counted_by_the_digit_that_they_are_in_any_script(part, desk, event) -> None:
    polls.add(desk, event, "How many?", scale="fingers")
    for text in ("0", "٥", "५"):
        key = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(part.hands.buttons[2], key)
    assert part.hands.counting.counts == (1, 0, 0, 0, 0, 2)


def test_hands_come_back_after_a_crash_and_so_does_taking_back(part, desk, event, show, qtbot) -> None:
    poll = polls.add(desk, event, "Vote?")
    part.hands.take_focus()
    press(qtbot, "112")
    part.drafts.finish()
    again = show(PollsPart, event)  # nobody closed the first one
    assert again._poll.id == poll and again.hands.counting.counts == (2, 1, 0)
    assert not again.which.isEnabled()  # what is counted is frozen or dropped before another poll
    again.hands.take_focus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert again.hands.counting.counts == (2, 0, 0)
    polls.remove(desk, poll)  # what was counted of it is nobody else's
    other = polls.add(desk, event, "Another?")
    again.drafts.finish()
    third = show(PollsPart, event)
    assert third._poll.id == other and third.hands.counting.total == 0
    desk.undo(), desk.undo()
    again = show(PollsPart, event)
    again.over.click()
    assert again.hands.counting.total == 0 and again.which.isEnabled()


def test_counts_are_typed_and_a_new_count_takes_the_place_of_the_first(part, desk, event, qtbot) -> None:
    poll = polls.add(desk, event, "Vote?", temperature=True)
    part.typed.setFocus()
    qtbot.keyClicks(part.typed, "12/3")
    qtbot.keyClick(part.typed, Qt.Key.Key_Return)
    assert "Give 3 counts" in part.typing.below.text()
    qtbot.keyClicks(part.typed, "/4")
    press(qtbot, "\n\n")
    assert desk.read.get(Poll, poll).tally == "12/3/4" and not part.nobody.isHidden()
    part.once_more.click()
    press(qtbot, "1")
    assert desk.read.get(Poll, poll).tally == "12/3/4"
    part.keep_it.click()
    assert desk.read.get(Poll, poll).tally == "1/0/0"
