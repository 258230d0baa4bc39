"""Backups while people work: made by themselves, away from the window, and trouble is told once."""

from hubdesk.desk import care, notes
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.ui import frame as framing
from tests.ui.conftest import NOW

SOON = 30_000


def made(desk) -> int:
    """Return how many backups there are."""
    return len(list(desk.store.backups.glob("*.hubdesk")))


def test_work_is_backed_up_by_itself_and_only_once(window, desk, event, qtbot) -> None:
    assert 0 < framing.ASK < care.EVERY.total_seconds() * 1000
    assert window.frame._asks.isActive() and window.frame._asks.interval() == framing.ASK
    notes.add(desk, event, "Something to keep", at=NOW)
    before = made(desk)
    window.frame.back_up_when_due()
    window.frame.back_up_when_due()
    qtbot.waitUntil(lambda: not window.frame.jobs, timeout=SOON)
    assert made(desk) - before == 1
    assert window.strips.strips == []
    window.frame.back_up_when_due()
    qtbot.waitUntil(lambda: not window.frame.jobs, timeout=SOON)
    assert made(desk) - before == 1


def test_a_backup_that_cannot_be_made_is_told_once_until_one_is(window) -> None:
    told: list[object] = []
    window.frame.notices.said.connect(told.append)
    full = HubDeskError(say("The disk is full."), safe=say("Nothing is lost."), next=say("Make room."), code="full")
    for result in (full, full, None, full):
        window.frame._backed_up(result)
    assert [each.code for each in told] == ["full", "full"]


def test_nothing_is_asked_after_the_workspace_was_closed(window, qtbot) -> None:
    frame = window.frame
    frame.close()
    assert not frame._asks.isActive()
    assert frame.jobs == []


def test_a_disk_that_is_full_is_told_once_until_there_is_room(window, desk, event) -> None:
    told: list[object] = []
    window.frame.notices.said.connect(told.append)
    notes.add(desk, event, "There is room", at=NOW)
    for _ in range(2):
        assert desk.store.reserve.give_back(), "saving has taken the room again"
        for _ in range(2):
            desk.tell(Change(frozenset()))
        notes.add(desk, event, "There is room again", at=NOW)
    assert [each.code for each in told if each.code] == ["room", "room"]
