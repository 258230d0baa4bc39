"""The list of notes in every order, and what is done to many told before: few questions, few rows painted."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import kept_filters, notes
from hubdesk.desk.desk import event_book
from hubdesk.model.change import Put
from hubdesk.model.records import Note
from hubdesk.ui.feedback.filters import ORDERS
from hubdesk.ui.feedback.notes import SORTS
from hubdesk.ui.feedback.sorting import DEEDS
from hubdesk.ui.pages.feedback import FeedbackPage
from tests.ui.sorting import MARKS, choose, feedback, five_notes, words


def press_heading(page, qtbot, key: str) -> None:
    """Press a heading with the mouse."""
    header = page.table.horizontalHeader()
    place = header.sectionViewportPosition(SORTS.index(key)) + 12
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, header.height() // 2))


@pytest.fixture
def said(desk, event) -> list[str]:
    return five_notes(desk, event)


@pytest.fixture
def page(show, event, said) -> FeedbackPage:
    return feedback(show, event)


@pytest.fixture
def many(desk, event, page) -> list[str]:
    """Nine hundred notes more."""
    puts = [
        Put(
            event_book(event), "note", desk.new_id(), {"event": event, "text": f"line {n} {'oar' if n % 3 else 'lamp'}"}
        )
        for n in range(900)
    ]
    desk.run(lambda: desk.store.write_quietly(puts))
    page.refresh(None)
    return [put.id for put in puts]


def test_every_column_is_an_order_by_mouse_and_by_key(page, qtbot) -> None:
    assert set(SORTS) == set(ORDERS)
    page.resize(1800, 800)
    QApplication.processEvents()
    for key in SORTS:
        if page.table.isColumnHidden(SORTS.index(key)):
            continue
        press_heading(page, qtbot, key)
        by_mouse = words(page)
        assert page.filters.order == key
        assert page.table.horizontalHeader().sortIndicatorSection() == SORTS.index(key)
        page.filters.reset()
        page.filters.arrange("voices" if key != "voices" else "kind")
        qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
        assert page.filters.order_by.hasFocus()
        page.filters.order_by.show_key(key)
        page.filters.order_by.picked.emit(key)
        assert words(page) == by_mouse


def test_pressing_a_heading_again_turns_the_order_around(page, qtbot) -> None:
    press_heading(page, qtbot, "words")
    forth = words(page)
    assert forth == sorted(forth, key=str.casefold)
    press_heading(page, qtbot, "words")
    assert (words(page), page.filters.backwards.isChecked()) == (forth[::-1], True)
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert words(page) == forth


def test_what_is_to_sort_comes_first_and_is_a_key_away(page, desk, event, said, qtbot) -> None:
    open_one = notes.add(desk, event, "/2 ?? nobody knew", at=desk.now())
    press_heading(page, qtbot, "waits")
    assert words(page)[:3] == ["Nobody spoke about translation", "يجب أن تكون المقاعد متوازنة", "nobody knew"]
    qtbot.keyClick(page, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    assert len(words(page)) == 3
    page.table.choose(open_one)
    QApplication.processEvents()
    qtbot.keyClick(page, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.sorting.do, Qt.Key.Key_Return)
    assert not desk.read.get(Note, open_one).follow_up
    assert len(words(page)) == 2
    qtbot.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert len(words(page)) == 6


def test_enter_goes_from_the_deed_to_its_value_and_does_it(page, desk, event, said, qtbot) -> None:
    choose(page, 0, 1)
    bar, key = page.sorting, Qt.Key.Key_Return
    bar.what.show_key("kind")
    bar.what.picked.emit("kind")
    bar.what.setFocus()
    qtbot.keyClick(bar.what, key)
    assert bar.kind.hasFocus()
    bar.kind.show_key("process")
    before = [note.kind for note in desk.read.notes(event)].count("process")
    qtbot.keyClick(bar.kind, key)
    assert [note.kind for note in desk.read.notes(event)].count("process") == before + 2
    choose(page, 0)
    bar.what.show_key("follow")
    bar.what.picked.emit("follow")
    bar.what.setFocus()
    qtbot.keyClick(bar.what, key)
    assert bar.do.hasFocus()
    qtbot.keyClick(bar.do, key)
    assert [note.follow_up for note in desk.read.notes(event)].count(True) == 1


def test_what_would_change_is_told_before(page, desk, said, qtbot) -> None:
    choose(page, 0, 1, 2)
    page.sorting.prepare("kind")
    page.sorting.kind.show_key("suggestion")
    assert page.sorting.do.text() == "Change 2 notes"
    told = page.sorting.told.text().translate(MARKS)
    assert told == "1 is so already · Replaces: Potential deal breaker 1"
    page.sorting.prepare("tag")
    page.sorting.section.setText("1.1")
    assert page.sorting.do.text() == "Tag 2 notes"
    choose(page, 0)
    assert not page.sorting.do.isEnabled()
    assert page.sorting.told.text().translate(MARKS) == "1 is so already"


def test_every_deed_has_its_key_on_the_sheet(page) -> None:
    keyed = {deed.key for deed, action in page.frame.actions if not action.shortcut().isEmpty()}
    assert {f"feedback-{deed}" for deed in DEEDS} <= keyed


def test_filters_and_orders_ask_the_workspace_nothing_and_paint_only_what_is_seen(page, desk, many) -> None:
    asked, painted = [], []
    desk.read.watch = asked.append
    rows = page.table.rows
    cell, rows.data = rows.data, lambda index, role=0: (painted.append(index.row()), cell(index, role))[1]
    page.filters.search.setText("lamp")
    page.filters.search.setText("lamp")
    QApplication.processEvents()
    assert rows.rowCount() == 300
    for order in ORDERS:
        page.filters.arrange(order)
        QApplication.processEvents()
    seen = page.table.viewport().height() // page.table.rowHeight(0) + 2
    assert (asked, len(set(painted)) <= seen) == ([], True)
    desk.read.watch = None


def test_one_changed_note_is_read_alone(page, desk, event, many) -> None:
    asked = []
    desk.read.watch = asked.append
    notes.kind(desk, many[:1], "concern")
    QApplication.processEvents()
    desk.read.watch = None
    assert not any('"event" = ?' in sql and 'from "note"' in sql for sql in asked)
    assert sum('from "note"' in sql for sql in asked) <= 3
    assert page.grid.rows() == type(page.grid)(desk, event, "en").rows()


def test_many_notes_are_sorted_away_from_the_window(page, desk, event, many, qtbot) -> None:
    page.table.selectAll()
    QApplication.processEvents()
    page.sorting.prepare("kind")
    page.sorting.kind.show_key("process")
    page.sorting.do.click()
    assert page.frame.jobs
    qtbot.waitUntil(lambda: not page.frame.jobs, timeout=20_000)
    assert {note.kind for note in desk.read.notes(event)} == {"process"}
    desk.undo()
    assert {note.kind for note in desk.read.notes(event)} == {"", "suggestion", "dealbreaker"}


def test_a_filter_is_kept_chosen_and_forgotten_by_keyboard(page, desk, event, said, qtbot) -> None:
    kept = page.kept
    assert not kept.keep.isVisible()
    page.filters.search.setText("seats")
    page.filters.arrange("kind")
    assert kept.keep.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(kept.name, "Chairs")
    qtbot.keyClick(kept.name, Qt.Key.Key_Return)
    (made,) = kept_filters.of_event(desk, event)
    assert (made.name, made.wanted.text, made.order, kept.choice.key) == ("Chairs", "seats", "kind", made.id)
    page.filters.reset()
    assert (kept.choice.key, len(words(page))) == ("", 5)
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert kept.choice.hasFocus()
    qtbot.keyClick(kept.choice, Qt.Key.Key_Down)
    assert words(page) == ["Too few seats"]
    assert page.filters.state == (made.wanted, "kind", False)
    kept.forget.click()
    assert kept_filters.of_event(desk, event) == []
    assert kept.choice.isHidden()
    page.frame.undo()
    assert kept.choice.key == made.id
