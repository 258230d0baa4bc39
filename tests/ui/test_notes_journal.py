"""Notes after Enter: replies, drafts, sorting by one key, and what it costs."""

import time
from dataclasses import replace
from datetime import timedelta
from statistics import median

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from hubdesk.desk import events, journal, notes
from hubdesk.model.records import Note
from hubdesk.ui.notes.journal import NEWEST
from hubdesk.ui.pages.notes import SOON, NotesPage
from tests.ui import texts
from tests.ui.conftest import NOW, commit
from tests.ui.noting import CONTROL, ENTER, SHIFT, heard, kept, rows, say_line, wid
from tests.ui.walk import nameless, tab_stops


@pytest.fixture
def charter(desk, event) -> str:
    return texts.take(desk, event)


@pytest.fixture
def page(show, event, charter) -> NotesPage:
    return show(NotesPage, event)


# ---- replies


def test_tab_answers_the_line_above_and_shift_tab_does_not(page, desk, event, qtbot) -> None:
    say_line(page, qtbot, "q: who pays")
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert "who pays" in page.capture.answers.text()
    assert page.window().focusWidget() is page.line
    qtbot.keyClick(page.line, Qt.Key.Key_Backtab, SHIFT)
    assert not page.capture.answers.isVisible()
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    say_line(page, qtbot, "the plan says so")
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    say_line(page, qtbot, "nobody saw it")
    say_line(page, qtbot, "another matter")
    lines = journal.lines(desk, event)
    assert [(line.note.text, line.depth) for line in lines] == [
        ("who pays", 0),
        ("the plan says so", 1),
        ("nobody saw it", 1),
        ("another matter", 0),
    ]
    assert heard(page, 1).startswith("Reply, ")


def test_tab_is_no_trap(page, qtbot) -> None:
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is not page.line, "there is nothing to answer"
    page.line.setFocus()
    say_line(page, qtbot, "a line")
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is page.line
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is not page.line


# ---- off the record, visibility, paste


def test_off_the_record_keeps_the_gap_and_not_a_word(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.line, "a name that must not")
    qtbot.keyClick(page.line, Qt.Key.Key_O, CONTROL | SHIFT)
    (note,) = kept(desk, event)
    assert (note.gap, note.text) == (True, "")
    assert page.line.text == ""
    assert rows(page) == ["Off the record"]
    page.settle()
    assert not page.drafts.found(event).text


def test_signs_without_words_are_shown_as_they_were_typed(page, desk, event, qtbot) -> None:
    say_line(page, qtbot, "q: /2")
    (note,) = kept(desk, event)
    assert (note.text, rows(page)) == ("", ["q: /2"])
    assert heard(page, 0).startswith("q: /2, Question, ")
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert "q: /2" in page.capture.answers.text()


def test_who_may_read_the_line_is_chosen_before_it_is_kept(page, desk, event, qtbot) -> None:
    page.capture.visibility.show_key("sensitive")
    say_line(page, qtbot, "only here")
    (note,) = kept(desk, event)
    assert note.visibility == "sensitive"
    assert "Never leaves this laptop" in heard(page, 0)


def test_several_pasted_lines_become_several_notes_and_can_be_removed_again(page, desk, event, qtbot) -> None:
    page.line.write("unfinished")
    data = QMimeData()
    data.setText("q: one\r\n\r\n  two #x\n/2.2 three")
    page.line.insertFromMimeData(data)
    qtbot.waitUntil(lambda: page.journal.rowCount() == 3)
    assert [note.text for note in kept(desk, event)] == ["one", "two", "three"]
    assert page.line.text == "unfinished"
    data.setText("one line\n")
    page.line.insertFromMimeData(data)
    assert page.line.text == "unfinishedone line"


# ---- nothing is lost


def test_the_unfinished_line_is_on_disk_within_a_second_and_comes_back(page, desk, event, qtbot, show) -> None:
    say_line(page, qtbot, "q: who pays")
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    commit(page.line, "half a sentence /2.2")
    file = desk.folders.data / "half-typed" / f"{event}.json"
    assert SOON < 1_000
    qtbot.waitUntil(file.exists)
    again = show(NotesPage, event)
    assert again.line.text == "half a sentence /2.2"
    assert "who pays" in again.capture.answers.text()
    qtbot.keyClick(again.line, ENTER)
    again.settle()
    assert not file.exists()
    assert journal.lines(desk, event)[1].depth == 1


def test_another_event_gets_its_own_line(page, desk, event, qtbot) -> None:
    other = events.create(desk, "Another evening")
    commit(page.line, "for the first")
    page.frame.open_event(other)
    assert page.line.text == ""
    commit(page.line, "for the second")
    page.frame.open_event(event)
    qtbot.waitUntil(lambda: page.line.text == "for the first")


def test_control_z_brings_the_desk_back_once_the_line_is_empty(window, desk, event, charter, qtbot) -> None:
    window.frame.open_event(event, "notes")
    page = window.page("notes")
    window.activateWindow()
    say_line(page, qtbot, "one")
    qtbot.keyClicks(page.line, "two")
    qtbot.keyClick(page.line, Qt.Key.Key_Z, CONTROL)
    assert page.line.text == ""
    assert len(kept(desk, event)) == 1
    qtbot.keyClick(page.line, Qt.Key.Key_Z, CONTROL)
    assert kept(desk, event) == []
    assert rows(page) == []


# ---- sorting afterwards


@pytest.fixture
def sorted_page(page, qtbot) -> NotesPage:
    for line in ("/2.2 first", "second", "third /1.1"):
        say_line(page, qtbot, line)
    qtbot.keyClick(page.line, Qt.Key.Key_Up)
    assert page.window().focusWidget() is page.view
    return page


def test_keys_tag_the_chosen_line(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, ".")
    assert kept(desk, event)[1].tags == {wid(desk, event, "1.1")}, "the newest tag again"
    qtbot.keyClick(page.view, "2")
    assert kept(desk, event)[1].tags == {wid(desk, event, "1.1"), wid(desk, event, "2.2")}
    qtbot.keyClick(page.view, "1")
    assert kept(desk, event)[1].tags == {wid(desk, event, "1.1")}, "the same number takes it off"
    qtbot.keyClick(page.view, Qt.Key.Key_F7)
    assert kept(desk, event)[1].kind == "dealbreaker"
    assert page.view.chosen[0].text == "second", "who sorts stays on the line"


def test_a_row_grows_with_its_first_chip_and_what_is_seen_stays(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    before = page.view.visualRect(page.journal.index(1)).height()
    qtbot.keyClick(page.view, ".")
    QApplication.processEvents()
    assert page.view.visualRect(page.journal.index(1)).height() > before


def test_who_may_read_a_line_can_change_and_it_stays_chosen(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    page.who_reads.picked.emit("sensitive")
    (note,) = page.view.chosen
    assert (note.text, note.visibility) == ("third", "sensitive")
    assert page.who_reads.key == "sensitive"


def test_a_new_language_keeps_the_end_in_sight(page, desk, event, preferences, qtbot) -> None:
    for n in range(30):
        notes.add(desk, event, f"line {n}")
    bar = page.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() >= bar.maximum() - 4)
    preferences.speak("ar")
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() >= bar.maximum() - 4)


def test_k_asks_for_the_kind_and_a_sign_answers(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, "k")
    finder = page.sorting.finder
    assert finder.isVisible()
    qtbot.keyClicks(finder.field, "~")
    qtbot.keyClick(finder.field, ENTER)
    assert kept(desk, event)[2].kind == "suggestion"
    assert page.window().focusWidget() is page.view
    qtbot.keyClick(page.view, "k")
    qtbot.keyClick(finder.field, Qt.Key.Key_Up)
    qtbot.keyClick(finder.field, ENTER)
    assert kept(desk, event)[2].kind == ""


def test_slash_asks_for_the_section_in_words_of_any_language(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, "/")
    commit(page.sorting.finder.field, "المركز")
    qtbot.keyClick(page.sorting.finder.field, ENTER)
    assert wid(desk, event, "2.1") in kept(desk, event)[2].tags
    qtbot.keyClick(page.view, "/")
    qtbot.keyClick(page.sorting.finder.field, Qt.Key.Key_Escape)
    assert not page.sorting.finder.isVisible()
    assert page.window().focusWidget() is page.view


def test_a_line_is_typed_anew_in_place(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, "e")
    editor = page.window().focusWidget()
    assert editor.text() == "third /1.1"
    editor.selectAll()
    qtbot.keyClicks(editor, "q: third /1.2")
    qtbot.keyClick(editor, ENTER)
    qtbot.waitUntil(lambda: kept(desk, event)[2].form == "question")
    note = kept(desk, event)[2]
    assert (note.form, note.tags) == ("question", {wid(desk, event, "1.2")})
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    editor = page.window().focusWidget()
    editor.setText("never")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert kept(desk, event)[2].text == "third"


def test_delete_removes_and_says_so(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    said = []
    page.frame.notices.said.connect(said.append)
    page.frame.notices.open()
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert rows(page) == ["first", "second"]
    assert said[-1].step is not None
    said[-1].call()
    assert rows(page) == ["first", "second", "third"]


def test_r_replies_to_the_chosen_line(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    for _ in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, "r")
    assert page.window().focusWidget() is page.line
    say_line(page, qtbot, "an answer")
    assert [line.note.text for line in journal.lines(desk, event)] == ["first", "an answer", "second", "third"]


def test_several_lines_are_sorted_at_once(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    page.view.selectAll()
    qtbot.keyClick(page.view, Qt.Key.Key_F5)
    assert {note.kind for note in kept(desk, event)} == {"celebration"}
    page.who_reads.picked.emit("internal")
    assert {note.visibility for note in kept(desk, event)} == {"internal"}
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.window().focusWidget() is page.line
    assert not page.tools.isVisible()


def test_what_another_laptop_wrote_comes_in_where_it_was_said(page, desk, event, qtbot) -> None:
    say_line(page, qtbot, "mine")
    commit(page.line, "half")
    notes.add(desk, event, "theirs", at=NOW - timedelta(hours=1))
    assert rows(page) == ["theirs", "mine"]
    assert page.line.text == "half"


def test_two_versions_wear_a_badge(page, desk, event) -> None:
    first, second = (Note(id="0" * 31 + str(n), event=event, text=f"line {n}", order=str(n)) for n in (1, 2))
    page.journal.fill([first, replace(second, versions=frozenset({"text"}))])
    assert "Two versions" not in heard(page, 0)
    assert "Two versions" in heard(page, 1)


# ---- everybody


def test_the_page_can_be_heard_and_left_by_tab(page, qtbot) -> None:
    say_line(page, qtbot, "/2.2 a line")
    assert nameless(page) == []
    stops = tab_stops(page)
    assert page.line in stops
    assert page.view in stops
    assert page.pane.reader in stops


@pytest.mark.parametrize("language", ["ar", "hi", "zh", "en-XA", "ar-XB"])
def test_lines_keep_their_own_direction_in_every_window(page, desk, event, preferences, qtbot, language: str) -> None:
    say_line(page, qtbot, "q: an English line /2.2")
    say_line(page, qtbot, "سطر عربي")
    preferences.speak(language)
    QApplication.processEvents()
    page.grab()
    assert rows(page) == ["an English line", "سطر عربي"]
    assert {note.language for note in kept(desk, event)} == {"en", "ar"}


@pytest.mark.parametrize(("width", "height", "percent"), [(820, 480, 100), (860, 380, 200), (880, 360, 250)])
def test_the_line_is_seen_in_the_smallest_window(page, preferences, qtbot, width, height, percent) -> None:
    preferences.enlarge(percent)
    page.resize(width, height)
    page.line.setFocus()
    say_line(page, qtbot, "a line")
    QApplication.processEvents()
    QApplication.processEvents()
    seen = page.line.visibleRegion().boundingRect()
    assert seen.height() >= page.line.height() - 1
    assert page.minimumSizeHint().width() <= width


# ---- speed


def test_a_line_more_costs_the_same_in_a_long_evening(page, desk, event, qtbot) -> None:
    many = [Note(id=f"{n:032x}", event=event, text=f"line {n} about money", order=f"{n:012x}") for n in range(5_000)]
    page.journal.fill(many)
    assert page.journal.rowCount() == NEWEST
    page._show_state()
    assert page.earlier.isVisible()
    qtbot.mouseClick(page.earlier, Qt.MouseButton.LeftButton)
    assert page.journal.rowCount() == 2 * NEWEST
    bare = QPlainTextEdit()
    qtbot.addWidget(bare)
    bare.resize(600, 60)
    with qtbot.waitExposed(bare):
        bare.show()

    def cost(line: QPlainTextEdit) -> float:
        spent = []
        line.setPlainText("")
        for letter in "we like that money is counted /2.2 #fund":
            began = time.thread_time()
            line.insertPlainText(letter)
            line.grab()
            spent.append(time.thread_time() - began)
        return median(spent)

    # the goal of 1.5 is watched by the bench on a quiet machine
    assert min(cost(page.line) / cost(bare) for _ in range(3)) < 4
