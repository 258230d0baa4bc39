"""While hands are counted the program is killed, a file is merged, or the window changes its language."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.desk import events, exchange, merging, polls, trash
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.model.records import Poll
from hubdesk.paths import folders
from hubdesk.ui.agenda.polls import PollsPart
from tests.ui.sharing import laptops
from tests.ui.test_after_a_kill import program

OPEN = 'window.go("agenda", "polls"); part = window.page("agenda").part("polls"); '
COUNT = (
    OPEN
    + """
    from PySide6.QtTest import QTest
    part.hands.take_focus()
    while True:
        QTest.keyClick(QApplication.focusWidget(), "12"[part.hands.counting.total % 2])
        part.drafts.finish()
        print(*part.hands.counting.counts, flush=True)"""
)
LOOK = OPEN + "print(*part.hands.counting.counts, part.which.isEnabled(), flush=True)"


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens the workspace of a laptop with keys of its own, by its name."""
    yield from laptops(tmp_path)


@pytest.fixture
def desk(laptop) -> Desk:
    """The laptop on which hands are counted."""
    return laptop("Amina")


@pytest.fixture
def poll(desk, event) -> str:
    """A question with answers of our own."""
    return polls.add(desk, event, "When?", scale="own", labels=["Monday", "Friday"])


@pytest.fixture
def part(show, event, poll) -> PollsPart:
    found = show(PollsPart, event)
    found.hands.take_focus()
    press("1122")
    press("1")
    return found


@pytest.fixture
def other(laptop, desk, event, poll, tmp_path) -> Desk:
    """Another laptop that knows the poll."""
    file = exchange.write_bundle(desk, event, "team", tmp_path / "first.hubbundle", plain=True).path
    merging.absorb(laptop("Bo"), [file], trust=True)
    return laptop("Bo")


def press(keys: str) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def merged(desk: Desk, other: Desk, event: str, folder: Path) -> None:
    path = folder / f"{len(list(folder.iterdir()))}.hubbundle"
    file = exchange.write_bundle(other, event, "team", path, plain=True).path
    merging.absorb(desk, [file], trust=True)
    QApplication.processEvents()


def test_a_kill_while_hands_are_counted_costs_none_of_them(tmp_path) -> None:
    tmp_path.chmod(0o700)
    desk = start(folders(tmp_path / "data"))
    polls.add(desk, events.create(desk, "Evening"), "Vote?")
    desk.close()
    first = program(tmp_path, COUNT)
    counted = [first.stdout.readline() for _ in range(25)][-1].split()
    first.kill()
    counted = ([*first.communicate()[0].splitlines(), ""][-2:-1] or [" ".join(counted)])[0].split()
    second = program(tmp_path, LOOK)
    *found, free = second.stdout.readline().split()
    second.kill()
    second.communicate()
    assert free == "False" and sum(map(int, found)) - sum(map(int, counted)) in (0, 1)


def test_a_kill_between_the_freezing_and_the_forgetting_counts_nothing_again(part, desk, event, poll, show) -> None:
    part.drafts.finish()
    polls.tally(desk, poll, "3/2")  # as if the program had been killed before the hands were forgotten
    again = show(PollsPart, event)
    assert not again.found.isHidden() and again.hands_card.isHidden() and again.which.isEnabled()


def test_a_merge_that_renames_the_poll_takes_no_hand(part, desk, event, poll, other, tmp_path) -> None:
    polls.edit(other, poll, question="Which day?")
    merged(desk, other, event, tmp_path)
    assert part.asked.text() == "Which day?" and part.hands.counting.counts == (3, 2)
    press("2")
    assert part.hands.counting.counts == (3, 3)


def test_a_merge_that_removes_the_poll_keeps_the_hands_until_it_is_back(part, desk, event, poll, other, tmp_path):
    polls.remove(other, poll)
    merged(desk, other, event, tmp_path)
    assert part.hands_card.isHidden()
    trash.restore(desk, trash.things(desk, event))
    QApplication.processEvents()
    assert not part.hands_card.isHidden() and part.hands.counting.counts == (3, 2)


def test_hands_for_other_answers_are_not_kept_for_new_ones(part, desk, event, poll, other, tmp_path) -> None:
    told = []
    part.frame.notices.said.connect(told.append)
    part.frame.notices.open()
    polls.edit(other, poll, labels=["Friday", "Monday"])
    merged(desk, other, event, tmp_path)
    assert part.hands.counting.counts == (0, 0)
    assert "answers" in told[-1].what.one and told[-1].tone == "warning"
    part.hands.take_focus()
    press("1")
    part.keep_it.click()
    assert desk.read.get(Poll, poll).tally == "1/0"


def test_a_count_that_another_laptop_kept_meanwhile_stays_unless_ours_is_kept_too(
    part, desk, event, poll, other, tmp_path
) -> None:
    polls.tally(other, poll, "5/5")
    merged(desk, other, event, tmp_path)
    assert part.hands.counting.counts == (3, 2) and desk.read.get(Poll, poll).tally == "5/5"
    part.over.click()
    assert not part.found.isHidden() and "5" in part.bars.accessibleDescription()


@pytest.mark.parametrize("language", ["ar", "de"])
def test_a_language_switch_in_the_middle_costs_no_hand_and_keys_go_on_counting(
    show, desk, event, preferences, language
) -> None:
    polls.add(desk, event, "Vote?")
    part = show(PollsPart, event)
    part.hands.take_focus()
    press("112")
    preferences.speak(language)
    QApplication.processEvents()
    assert part.hands.counting.counts == (2, 1, 0)
    press("3")
    assert part.hands.counting.counts == (2, 1, 1)
    part.typed.setFocus()
    part.typed.selectAll()
    QTest.keyClicks(part.typed, "4/4")
    preferences.speak("en")
    QApplication.processEvents()
    assert part.typed.text() == "4/4" and part.hands.counting.counts == (2, 1, 1)
    QTest.keyClicks(part.typed, "/4")
    QTest.keyClick(part.typed, Qt.Key.Key_Return)
    assert part.hands.counting.counts == (4, 4, 4)
