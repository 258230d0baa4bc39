"""Pages read a large gathering and a long history away from the window, and take in what comes meanwhile."""

import threading

import pytest

from hubdesk.desk import charters, events, notes, people
from hubdesk.desk.desk import team_book
from hubdesk.desk.drafts import Drafts, HalfTyped, folder_of
from hubdesk.model.change import Put
from hubdesk.model.records import Charter, Event
from hubdesk.ui.away import LITTLE
from hubdesk.ui.pages.feedback import FeedbackPage
from hubdesk.ui.pages.history import SHORT, HistoryPage
from hubdesk.ui.pages.notes import NotesPage
from hubdesk.ui.prepare.overview import OverviewPart
from hubdesk.ui.prepare.roster import RosterPart


@pytest.fixture
def asked(desk) -> list[str]:
    """What the window's own thread asks the workspace for."""
    found: list[str] = []
    window = threading.current_thread()
    desk.read.watch = lambda sql: found.append(sql) if threading.current_thread() is window else None
    return found


def whole(asked: list[str]) -> list[str]:
    """Return the questions that read all notes of a gathering."""
    of_event = [sql for sql in asked if 'from "note" where hidden = 0' in sql and '"event" = ?' in sql]
    return [sql for sql in of_event if "count(*)" not in sql]


def fill(desk, event: str, number: int) -> None:
    notes.add_all(desk, event, [f"!: line {n} about the river" for n in range(number)])


def test_the_list_of_many_notes_is_read_away_from_the_window(show, desk, event, asked, qtbot) -> None:
    fill(desk, event, LITTLE + 1)
    asked.clear()
    page = show(FeedbackPage, event)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == LITTLE + 1 and not page.away.reading)
    notes.add(desk, event, "one more")
    assert page.table.rows.rowCount() == LITTLE + 2, "what names its notes is taken in at once"
    events.edit(desk, event, title="Another")
    notes.add(desk, event, "said while all is read again")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == LITTLE + 3 and not page.away.reading)
    assert whole(asked) == []


def test_what_the_page_itself_writes_while_a_job_reads_is_read_after_it(show, desk, event, qtbot) -> None:
    fill(desk, event, LITTLE + 1)
    page = show(FeedbackPage, event)
    assert page.away.reading
    notes.add(desk, event, "written by the page", origin=page)
    qtbot.waitUntil(lambda: not page.away.reading)
    assert page.table.rows.rowCount() == LITTLE + 2


def test_few_notes_are_there_at_once(show, desk, event, asked) -> None:
    fill(desk, event, 3)
    page = show(FeedbackPage, event)
    assert page.table.rows.rowCount() == 3 and not page.away.reading
    assert whole(asked)


def test_what_was_read_of_another_gathering_is_not_shown(show, desk, event, qtbot) -> None:
    fill(desk, event, LITTLE + 1)
    other = events.create(desk, "Other")
    notes.add(desk, other, "the only one")
    page = show(FeedbackPage, event)
    page.frame.open_event(other)
    assert not page.table.isVisible()
    qtbot.waitUntil(lambda: page.table.isVisible() and not page.away.reading)
    assert page.table.rows.rowCount() == 1


def test_the_overview_counts_many_notes_away_from_the_window(show, desk, event, asked, qtbot) -> None:
    fill(desk, event, LITTLE + 1)
    asked.clear()
    page = show(OverviewPart, event)
    qtbot.waitUntil(lambda: page.figures["notes"].number.text() == "1,001")
    assert whole(asked) == []


def test_a_long_history_is_read_away_from_the_window(show, desk, event, asked, qtbot) -> None:
    fill(desk, event, 3)
    page = show(HistoryPage, event)
    assert page.table.rows.rowCount() == 2 and not page.away.reading
    fill(desk, event, SHORT + 1)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 3 and not page.away.reading)
    asked.clear()
    page.refresh(None)
    assert page.away.reading
    qtbot.waitUntil(lambda: not page.away.reading)
    assert not [sql for sql in asked if "select book, id" in sql], "not even the trash is read in the window's thread"


def test_a_step_of_many_records_is_taken_back_and_again_by_a_job(show, desk, event, qtbot) -> None:
    frame = show(HistoryPage, event).frame
    text = "\n\n".join(["# Rules", *(f"## Part {n}\n\nWords of {n}." for n in range(200))])
    charters.take(desk, charters.preview([("rules.md", text.encode())], language="en"), event=event)
    for step, number in ((frame.undo, 0), (frame.redo, 1)):
        step()
        assert frame.jobs and desk.read.count(Charter) == 1 - number, "nothing is done in the window's own turn"
        qtbot.waitUntil(lambda number=number: not frame.jobs and desk.read.count(Charter) == number)
    events.edit(desk, event, title="Another")
    frame.undo()
    assert not frame.jobs and desk.read.get(Event, event).title != "Another", "a short step is taken at once"


def test_the_lines_of_a_long_evening_are_read_away_from_the_window(show, desk, event, asked, qtbot) -> None:
    fill(desk, event, LITTLE + 1)
    asked.clear()
    page = show(NotesPage, event)
    assert page.reading.waits and not page.empty.isVisible()
    notes.add(desk, event, "said while the lines are read")
    qtbot.waitUntil(lambda: len(page.journal.notes) == LITTLE + 2 and not page.reading.waits)
    assert page.view.isVisible() and page.view.at_end
    assert whole(asked) == []


def test_a_half_typed_answer_still_answers_when_the_lines_are_there(show, desk, event, qtbot) -> None:
    fill(desk, event, LITTLE + 1)
    last = desk.read.notes(event, limit=1)[0].id
    drafts = Drafts(folder_of(desk.folders), key=desk.key)
    drafts.keep(event, HalfTyped(text="half", parent=last))
    drafts.finish()
    page = show(NotesPage, event)
    assert page.reading.waits
    qtbot.waitUntil(lambda: not page.reading.waits)
    page.settle()
    assert page.drafts.found(event) == HalfTyped(text="half", parent=last)


def test_a_long_list_of_people_is_read_away_from_the_window(show, desk, event, qtbot) -> None:
    puts = [
        Put(team_book(event), "person", desk.new_id(), {"event": event, "name": f"P {n}"}) for n in range(LITTLE + 1)
    ]
    desk.run(lambda: desk.store.write_quietly(puts))
    other = events.create(desk, "Other")
    people.add(desk, other, "The only one")
    page = show(RosterPart, event)
    assert page.away.reading and not page.hint.isVisible()
    page.frame.open_event(other)
    qtbot.waitUntil(lambda: not page.away.reading)
    assert page.table.rows.rowCount() == 1
    page.frame.open_event(event)
    assert not page.table.isVisible()
    qtbot.waitUntil(lambda: page.table.isVisible() and not page.away.reading)
    assert page.table.rows.rowCount() == LITTLE + 1
