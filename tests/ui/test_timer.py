"""The timer in the window: counts where it is seen, tells its states without a flood of words, and ends nothing."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.model.timer import Watch
from hubdesk.ui.agenda.timer import TimerFace
from tests.ui.conftest import NOW


class Hands:
    """A clock in the hand of the test."""

    steady = 0.0

    def watch(self) -> Watch:
        return Watch(lambda: NOW, lambda: self.steady)


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def face(qtbot, preferences, hands):
    home = QWidget()
    qtbot.addWidget(home)
    made = TimerFace(hands.watch())
    QVBoxLayout(home).addWidget(made)
    with qtbot.waitExposed(home):
        home.show()
    yield made


def test_it_counts_down_then_up_and_says_what_changes_once(face, hands, qtbot):
    states, names = [], []
    face.turned.connect(states.append)
    face.show_time(300, NOW.isoformat())
    for hands.steady in range(400):
        face._look()
        if names[-1:] != [face.accessibleName()]:
            names.append(face.accessibleName())
    assert states == ["warning", "over"]
    assert face.left.clock == "+1:39" and face.ticks
    left = ["5 minutes left", "4 minutes left", "3 minutes left", "2 minutes left", "1 minute left"]
    assert names == [*left, "Time is over", "Over time by 1 minute"]


def test_it_ticks_only_where_it_is_seen(face, hands):
    assert not face.ticks and face.isHidden()
    face.show_time(300, (NOW - timedelta(seconds=30)).isoformat())
    assert face.ticks and face.left.seconds == 270
    face.window().hide()
    assert not face.ticks
    hands.steady = 60.0
    face.window().show()
    assert face.ticks and face.left.seconds == 210
    face.show_time(0, "")
    assert not face.ticks and face.isHidden()


def test_the_digits_look_different_in_each_state(face, hands):
    face.show_time(100, NOW.isoformat())
    pictures = []
    for hands.steady in (0, 90, 110):
        face._look()
        pictures.append(face.grab().toImage())
    assert len({bytes(each.constBits()) for each in pictures}) == 3
