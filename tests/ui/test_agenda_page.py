"""The run-sheet is run by keyboard: items begin, move and tell how late it is; a reading round goes step by step."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton

from hubdesk.desk import agenda, charters, events, notes
from hubdesk.model.records import AgendaItem, Event
from hubdesk.model.timer import Watch
from hubdesk.ui.pages.agenda import AgendaPage
from hubdesk.ui.pages.notes import NotesPage
from tests.ui.conftest import NOW

BYLAWS = b"# Boats\n\n## Purpose\n\nRow.\n\n## Members\n\nAll.\n"
KEY, HELD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def event(desk, event):
    for item in agenda.items(desk, event):
        agenda.remove(desk, item.id)
    agenda.add(desk, event, "Welcome", minutes=10)
    agenda.add(desk, event, "Reading", minutes=20, type="reading round")
    charters.take(desk, charters.preview([("boats.md", BYLAWS)], language="en"), event=event)
    with desk.action(notes.say("Begin now")) as put:
        put(Event, event, start=NOW.isoformat())
    return event


@pytest.fixture
def page(show, desk, event):
    return show(AgendaPage, event)


def plain(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u2068\u2069\u200e").strip()


def test_enter_begins_an_item_and_ends_the_one_before(page, desk, event, qtbot):
    first, second = agenda.items(desk, event)
    page.sheet.table.choose(first.id)
    qtbot.keyClick(page.sheet.table, KEY.Key_Return)
    assert page.sheet.end.isEnabled() and not page.sheet.begin.isEnabled()
    page.sheet.table.choose(second.id)
    qtbot.keyClick(page.sheet.table, KEY.Key_Return)
    first, second = agenda.items(desk, event)
    assert first.stopped == second.started != ""
    assert not second.stopped


def test_the_row_that_keys_are_about_is_seen_as_soon_as_the_list_has_the_focus(page, qtbot):
    page.sheet.new.setFocus()
    page.sheet.table.setFocus()
    assert page.sheet.item is not None
    assert [slot.item.id for slot in page.sheet.table.selected] == [page.sheet.item.id]


def hold(port, point: QPoint) -> None:
    """Move the mouse with its button down."""
    at, held = QPointF(point), Qt.MouseButton.LeftButton
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), none, held, HELD.NoModifier)
    QApplication.sendEvent(port, moved)


def drag(qtbot, table, row: int, gap: int, *, let_go: bool = True) -> None:
    """Drag a row to just above a gap, by way of another place."""
    port, high = table.viewport(), table.rowHeight(0)
    at = [QPoint(30, row * high + high // 2), QPoint(30, 2), QPoint(30, gap * high)]
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=at[0])
    for point in at[1:]:
        hold(port, point)
    if let_go:
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=at[-1])


@pytest.mark.parametrize(
    ("row", "gap", "order"),
    [(0, 3, "BCAD"), (3, 0, "DABC"), (1, 4, "ACDB"), (2, 1, "ACBD"), (1, 1, "ABCD"), (1, 2, "ABCD")],
)
def test_an_item_is_dragged_to_another_place_in_one_step(page, desk, event, qtbot, row, gap, order):
    for item in agenda.items(desk, event):
        agenda.remove(desk, item.id)
    ids = {agenda.add(desk, event, title): title for title in "ABCD"}
    steps = len(desk.steps())
    drag(qtbot, page.sheet.table, row, gap)
    assert "".join(ids[item.id] for item in agenda.items(desk, event)) == order
    assert page.sheet.item.title == "ABCD"[row]
    assert len(desk.steps()) == steps + (order != "ABCD")
    if order != "ABCD":
        desk.undo()
        assert "".join(ids[item.id] for item in agenda.items(desk, event)) == "ABCD"


def test_a_line_shows_where_a_dragged_item_would_stand_and_esc_lets_it_stay(page, desk, event, qtbot):
    table, before = page.sheet.table, agenda.items(desk, event)
    table.choose(before[0].id)
    drag(qtbot, table, 0, 0)
    still = table.viewport().grab().toImage()
    drag(qtbot, table, 0, 2, let_go=False)
    assert table.viewport().grab().toImage() != still
    qtbot.keyClick(table, KEY.Key_Escape)
    assert table.viewport().grab().toImage() == still
    qtbot.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 2 * table.rowHeight(0)))
    assert agenda.items(desk, event) == before


def test_a_long_run_sheet_moves_while_an_item_is_held_at_the_edge(page, desk, event, qtbot):
    ids = [*(item.id for item in agenda.items(desk, event))]
    ids += [agenda.add(desk, event, f"Item {n}") for n in range(40)]
    table, last = page.sheet.table, len(ids)
    qtbot.waitUntil(lambda: table.height() > page.height())
    port = table.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    hold(port, port.mapFromGlobal(page.mapToGlobal(QPoint(30, page.height() - 5))))
    qtbot.waitUntil(lambda: table._gap == last)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=port.mapFromGlobal(page.mapToGlobal(QPoint(30, 690))))
    assert [item.id for item in agenda.items(desk, event)][-1] == ids[0]
    assert not table._rolling.isActive()


def test_one_key_goes_on_to_what_comes_next(page, desk, event, qtbot):
    assert plain(page.now.what.text()) == "Nothing runs now." and page.now.timer.isHidden()
    assert plain(page.now.next.text()) == "Next: Welcome"
    qtbot.keyClick(page.sheet.table, KEY.Key_F8)
    assert page.now.what.text() == "Welcome" and page.now.late.text() == "On time"
    assert page.now.timer.left.clock == "10:00" and page.now.timer.ticks
    qtbot.keyClick(page.sheet.table, KEY.Key_F8)
    assert page.now.what.text() == "Reading" and page.now.late.text() == "10 minutes ahead"
    assert plain(page.now.next.text()) == "End the last item"
    desk.undo()
    assert page.now.what.text() == "Welcome"
    agenda.begin(desk, agenda.items(desk, event)[1].id, at=NOW + timedelta(minutes=2))
    qtbot.keyClick(page.sheet.table, KEY.Key_F8)
    assert page.now.what.text() == "All items are over." and not page.now.next.isEnabled()


def test_items_are_added_moved_and_removed_by_keys(page, desk, event, qtbot):
    titles = lambda: [item.title for item in agenda.items(desk, event)]  # noqa: E731
    qtbot.keyClick(page.sheet.table, KEY.Key_N, HELD.ControlModifier)
    assert page.focusWidget() is page.sheet.new
    qtbot.keyClicks(page.sheet.new, "Songs")
    qtbot.keyClick(page.sheet.new, KEY.Key_Return)
    assert titles() == ["Welcome", "Reading", "Songs"] and page.sheet.item.title == "Songs"
    page.sheet.table.setFocus()
    qtbot.keyClick(page.sheet.table, KEY.Key_Up, HELD.AltModifier)
    qtbot.keyClick(page.sheet.table, KEY.Key_Up, HELD.AltModifier)
    assert titles() == ["Songs", "Welcome", "Reading"] and page.sheet.item.title == "Songs"
    qtbot.keyClick(page.sheet.table, KEY.Key_Down, HELD.AltModifier)
    qtbot.keyClick(page.sheet.table, KEY.Key_Delete, HELD.ControlModifier)
    assert titles() == ["Welcome", "Reading"]
    desk.undo()
    assert titles() == ["Welcome", "Songs", "Reading"]


def test_what_is_typed_about_an_item_is_saved(page, desk, event, qtbot):
    page.sheet.table.choose(agenda.items(desk, event)[1].id)
    part = page.part("item")
    part.minutes.clear()
    qtbot.keyClicks(part.minutes, "25")
    part.settle()
    assert [each.minutes for each in agenda.items(desk, event)] == [10, 25]
    for typed, minutes in (("٤٥", 45), ("४०", 40), ("0" * 5000 + "7", 7), ("25", 25)):
        part.minutes.setText(typed)
        part.minutes.settle()
        assert agenda.items(desk, event)[1].minutes == minutes
    part.minutes.setText("9" * 5000)
    part.minutes.settle()
    assert agenda.items(desk, event)[1].minutes == 25
    part.minutes.setText("soon")
    part.settle()
    assert [each.minutes for each in agenda.items(desk, event)] == [10, 25]


def test_presenter_readers_and_sections_of_an_item_are_chosen(page, desk, event, qtbot):
    item = agenda.items(desk, event)[1].id
    page.sheet.table.choose(item)
    part = page.part("item")
    qtbot.keyClicks(part.presenter, "Zenobia")
    part.settle()
    qtbot.keyClick(part.off, KEY.Key_Space)
    part.seen.setFocus()
    qtbot.keyClick(part.seen, KEY.Key_End)
    for number in ("2", "1", "9"):
        part.place.clear()
        qtbot.keyClicks(part.place, number)
        qtbot.keyClick(part.place, KEY.Key_Return)
    assert part.of_section.below.isVisible()
    found = desk.read.get(AgendaItem, item)
    assert (found.off_record, found.visibility, len(found.sections)) == (True, "hidden", 2)
    assert part.places.texts == ["1 Purpose", "2 Members"]
    row = page.sheet.table.rows.row_of(item)
    named = page.sheet.table.model().index(row, 1).data()
    assert plain(named) == "Team alone · Off the record · Reading · Zenobia"
    part.places.widgets()[1].click()
    assert part.places.texts == ["2 Members"]


def test_the_rest_is_shifted_as_it_was_previewed(page, desk, event, qtbot):
    agenda.begin(desk, agenda.items(desk, event)[0].id, at=NOW - timedelta(minutes=5))
    part = page.part("plan")
    page.tabs.choose("plan")
    assert part.late.text() == "5 minutes ahead"
    # Nairobi is three hours ahead of UTC
    assert plain(part.later.text()) == "All that comes moves. It ends at 16:27 instead of 16:32."
    assert plain(part.shorter.text()) == "It ends at 16:32. Minutes: Reading 20 → 25"
    qtbot.keyClick(part.keep_end, KEY.Key_Space)
    assert [item.minutes for item in agenda.items(desk, event)] == [10, 25]
    assert part.late.text() == "On time" and part.card.isHidden()
    assert "16:02–16:12, 15:57–" in plain(part.chart.accessibleDescription())


def test_a_reading_round_goes_on_by_one_key_and_back(page, desk, event, qtbot):
    item = agenda.items(desk, event)[1].id
    agenda.edit(desk, item, sections=[charters.index(desk, event).resolve(n) for n in "12"])
    page.sheet.table.choose(item)
    page.frame.watch = Watch(lambda: NOW, lambda: 0.0)  # the second in which it all happens does not end
    seen = []
    part = page.part("round")
    for _ in range(7):
        qtbot.keyClick(page.sheet.table, KEY.Key_F7)
        seen.append((part.phase.text(), plain(part.where.text())[:12], part.timer.isVisible()))
    assert seen == [
        ("Reading aloud", "Section 1 of", True),
        ("Silent minutes", "Section 1 of", True),
        ("Everybody speaks", "Section 1 of", True),
        ("Reading aloud", "Section 2 of", True),
        ("Silent minutes", "Section 2 of", True),
        ("Everybody speaks", "Section 2 of", True),
        ("The reading round is over.", "", False),
    ]
    qtbot.keyClick(page.sheet.table, KEY.Key_F7, HELD.ShiftModifier)
    assert part.phase.text() == "Everybody speaks"
    assert page.now.what.text() == "Reading"
    part.back.setFocus()
    qtbot.keyClick(part.back, KEY.Key_Space)
    assert part.phase.text() == "Silent minutes" and part.timer.left.clock == "3:00"
    assert part.pane.reader.current == charters.index(desk, event).resolve("2")


def test_notes_belong_to_the_item_that_runs_and_its_section_is_offered_first(show, desk, event, qtbot):
    _, item = agenda.items(desk, event)
    place = charters.index(desk, event).resolve("2")
    agenda.edit(desk, item.id, sections=[place], off_record=True)
    earlier = notes.add(desk, event, "/1 Rowing is fine")
    page = show(NotesPage, event)
    assert page.running.isHidden()
    agenda.begin(desk, item.id, at=NOW)
    assert plain(page.running.text()) == "Now: Reading. Off the record: note nothing."
    page.line.write("We are too few")
    qtbot.keyClick(page.line, KEY.Key_Return)
    (note,) = [each for each in desk.read.notes(event) if each.id != earlier]
    assert (note.item, note.tags) == (item.id, frozenset())
    page.view.choose(note.id)
    page.view.setFocus()
    qtbot.keyClick(page.view, "1")
    assert desk.read.notes(event)[-1].tags == {place}
    agenda.finish(desk, item.id, at=NOW)
    QApplication.processEvents()
    assert page.running.isHidden() and page.running.item == ""


@pytest.mark.locked
def test_a_gathering_of_half_days_shows_no_clock(show, desk):
    quiet = events.create(desk, "Quiet", template="sensitive", start=NOW)
    agenda.begin(desk, agenda.items(desk, quiet)[0].id, at=NOW)
    page = show(AgendaPage, quiet)
    assert page.now.what.text().startswith("Welcome") and page.now.timer.isHidden() and page.now.late.isHidden()
    cells = [page.sheet.table.model().index(0, column).data() for column in (2, 4, 5)]
    assert cells == ["", "", ""]


def test_a_running_meeting_asks_and_writes_nothing_while_the_timer_ticks(page, desk, event):
    agenda.begin(desk, agenda.items(desk, event)[0].id, at=NOW)
    asked = []
    desk.read.watch = asked.append
    desk.store.connection.set_trace_callback(asked.append)
    for _ in range(5):
        page.now.timer._look()
        page.now._look()
    QApplication.processEvents()
    desk.store.connection.set_trace_callback(None)
    assert asked == []
    waking = [timer for timer in page.findChildren(page.now._tick.__class__) if timer.isActive()]
    assert sum(1000 / timer.interval() for timer in waking) <= 5


@pytest.mark.parametrize("language", ["en", "ar", "de", "hi", "ru"])
def test_all_of_the_agenda_is_seen_on_a_small_laptop(window, desk, event, preferences, language):
    long = agenda.add(desk, event, "Reading: one section aloud, then silent minutes, then everybody once " * 3)
    window.frame.open_event(event)
    preferences.speak(language)
    window.resize(1366, 768)
    window.go("agenda")
    page = window.page("agenda")
    table = page.sheet.table
    QApplication.processEvents()
    assert not [each for each in page.tabs.findChildren(QToolButton) if each.isVisible()]
    header = table.horizontalHeader()
    assert all(table.columnWidth(place) >= header.sectionSizeHint(place) for place in range(6))
    one, lines = table.rowHeight(0), table.rowHeight(table.rows.row_of(long))
    assert lines >= one + 3 * table.fontMetrics().height()
    assert table.viewport().height() >= 2 * one + lines
    for size, higher in (((1024, 600), True), ((1366, 768), False)):
        window.resize(*size)
        QApplication.processEvents()
        assert (table.rowHeight(table.rows.row_of(long)) > lines) is higher
