"""A gallery walk is planned and run by keyboard, and who types slips at a table sees its topic and gives it to them."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import charters, events, notes, walks
from hubdesk.model.records import Event
from hubdesk.ui.pages.notes import NotesPage
from hubdesk.ui.prepare.walk import WalkPart
from tests.ui.conftest import NOW
from tests.ui.sorting import CHARTER
from tests.ui.sorting import MARKS as OTHERS
from tests.ui.walk import nameless

MARKS = OTHERS | {0x2066: None}


@pytest.fixture
def event(desk, event) -> str:
    charters.take(
        desk, charters.preview([("charter.md", CHARTER)], title="Harbour Charter", language="en"), event=event
    )
    return event


@pytest.fixture
def clock(desk, monkeypatch):
    """Move the clock of the desk by minutes."""

    def later(minutes: float) -> None:
        now = desk.now() + timedelta(minutes=minutes)
        monkeypatch.setattr(desk, "now", lambda: now)

    return later


def rows(part: WalkPart) -> list[list[str]]:
    model = part.table.model()
    places = [[model.index(row, column) for column in range(model.columnCount())] for row in range(model.rowCount())]
    return [[(each.data() or "").translate(MARKS) for each in row] for row in places]


def plan(part: WalkPart, qtbot, *topics: str) -> None:
    for line, topic in zip(part._lines, topics, strict=False):
        qtbot.keyClicks(line, topic)
    qtbot.keyClick(part._lines[len(topics) - 1], Qt.Key.Key_Return)


def test_a_walk_is_planned_begun_and_ended_by_keyboard(show, desk, event, clock, qtbot) -> None:
    part = show(WalkPart, event)
    assert part.plan.isVisible() and part.main.hasFocus()
    assert nameless(part) == []
    plan(part, qtbot, "1.1", "2", "#tea")
    assert [row[:2] for row in rows(part)] == [["1", "1.1 Money"], ["2", "2 Council"], ["3", "#tea"]]
    assert part.begin.hasFocus()
    assert part.round.text() == "The walk has not begun"
    qtbot.keyClick(part.begin, Qt.Key.Key_Return)
    assert part.round.text().translate(MARKS) == "Round 1 of 3"
    assert part.left.text().translate(MARKS) == "15:00"
    assert [row[2] for row in rows(part)] == ["1", "2", "3"]
    clock(15.5)
    part._show_clock()
    assert (part.round.text().translate(MARKS), part.left.text().translate(MARKS)) == ("Round 2 of 3", "14:30")
    assert [row[2] for row in rows(part)] == ["3", "1", "2"]
    clock(40)
    part._show_clock()
    assert part.round.text() == "The last round is over" and not part.left.isVisible()
    part.end.click()
    assert part.round.text() == "The walk is over" and part.begin.isVisible()
    part.frame.undo()
    assert part.end.isVisible()


def test_a_plan_that_does_not_fit_stays_to_be_corrected(show, desk, event, qtbot) -> None:
    part = show(WalkPart, event)
    plan(part, qtbot, "1.1", "9.9")
    assert walks.current(desk, event) is None
    assert part.plan.isVisible()
    part._lines[1].selectAll()
    qtbot.keyClicks(part._lines[1], "3")
    part.minutes.selectAll()
    qtbot.keyClicks(part.minutes, "ten")
    qtbot.keyClick(part.minutes, Qt.Key.Key_Return)
    assert walks.current(desk, event) is None
    part.minutes.selectAll()
    qtbot.keyClicks(part.minutes, "10")
    qtbot.keyClick(part.minutes, Qt.Key.Key_Return)
    assert walks.current(desk, event).minutes == 10
    part.change.click()
    assert [line.text() for line in part._lines] == ["1.1", "3", ""]
    part.more.click()
    qtbot.keyClicks(part._lines[2], "#tea")
    qtbot.keyClicks(part._lines[3], "#late")
    qtbot.keyClick(part._lines[3], Qt.Key.Key_Return)
    assert [row[1] for row in rows(part)] == ["1.1 Money", "3 Changes", "#tea", "#late"]


def test_a_table_without_a_topic_between_others_is_asked_for_and_not_left_out(show, desk, event, qtbot) -> None:
    part = show(WalkPart, event)
    plan(part, qtbot, "1.1", "", "#tea")
    assert walks.current(desk, event) is None
    assert part.plan.isVisible()
    qtbot.keyClicks(part._lines[1], "2")
    qtbot.keyClick(part._lines[1], Qt.Key.Key_Return)
    assert [row[1] for row in rows(part)] == ["1.1 Money", "2 Council", "#tea"]


def test_another_event_has_a_plan_of_its_own(show, desk, event, qtbot) -> None:
    part = show(WalkPart, event)
    qtbot.keyClicks(part._lines[0], "1.1")
    part.minutes.setText("9")
    part.frame.open_event(events.create(desk, "Other", languages=["en"]))
    assert [line.text() for line in part._lines] == ["", "", ""]
    assert part.minutes.text() == "15"
    part.frame.open_event(event)
    plan(part, qtbot, "1.1", "2")
    part.change.click()
    part.frame.open_event(desk.read.all(Event)[-1].id)
    part.frame.open_event(event)
    assert part.begin.isVisible()


def test_who_types_slips_chooses_the_table_once(show, desk, event, clock, qtbot) -> None:
    walk = walks.plan(desk, event, ["1.1", "#tea"], minutes=10)
    page = show(NotesPage, event)
    assert page.walking.isHidden()
    walks.begin(desk, walk, at=desk.now())
    assert page.walking.round.text().translate(MARKS) == "Gallery walk: round 1 of 2, 10:00 left"
    assert page.walking.choose.isVisible()
    page.walking.choose.click()
    qtbot.keyClicks(page.capture.channels.number, "1")
    assert page.walking.here.text().translate(MARKS) == "Table 1 · §1.1 Money · Group 1 · 0 notes"
    assert not page.walking.choose.isVisible()
    for slip in ("more money", "less money"):
        page.capture.take_focus()
        qtbot.keyClicks(page.line, slip)
        qtbot.keyClick(page.line, Qt.Key.Key_Return)
    known = charters.index(desk, event)
    assert [[known.places[wid].number for wid in note.tags] for note in desk.read.notes(event)] == [["1.1"], ["1.1"]]
    assert {(note.table, note.channel) for note in desk.read.notes(event)} == {(1, "card")}
    clock(12)
    page.walking._show()
    assert page.walking.round.text().translate(MARKS) == "Gallery walk: round 2 of 2, 8:00 left"
    assert page.walking.here.text().translate(MARKS) == "Table 1 · §1.1 Money · Group 2 · 2 notes"
    walks.end(desk, walk, at=desk.now())
    assert page.walking.isHidden()


@pytest.mark.locked
def test_a_sensitive_gathering_has_tables_and_no_clock(show, desk, qtbot) -> None:
    quiet = events.create(desk, "Quiet", start=NOW, languages=["en"], sensitive=True)
    assert desk.read.get(Event, quiet).sensitive
    walk = walks.plan(desk, quiet, ["#one", "#two"])
    part = show(WalkPart, quiet)
    walks.begin(desk, walk, at=desk.now())
    assert part.round.text() == "The walk runs" and not part.left.isVisible()
    assert notes.add(desk, quiet, "words", table=2)
    assert [row[3] for row in rows(part)] == ["0", "1"]
