"""Lines of the journal joined, split, pinned and taken in by the dozen; cards typed in series; quick phrases."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from hubdesk.desk import notes, phrases
from hubdesk.ui import theme
from hubdesk.ui.notes.parting import PartLine
from hubdesk.ui.pages.notes import NotesPage
from hubdesk.ui.words import tell
from tests.ui import texts
from tests.ui.conftest import commit
from tests.ui.noting import CONTROL, ENTER, heard, kept, plain, rows, say_line, wid


@pytest.fixture
def charter(desk, event) -> str:
    return texts.take(desk, event)


@pytest.fixture
def page(show, event, charter) -> NotesPage:
    return show(NotesPage, event)


@pytest.fixture
def sorted_page(page, qtbot) -> NotesPage:
    for line in ("/2.2 first", "second. And more", "third /1.1"):
        say_line(page, qtbot, line)
    qtbot.keyClick(page.line, Qt.Key.Key_Up)
    return page


def paste(page: NotesPage, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    page.line.insertFromMimeData(data)


# ---- after typing


def test_m_joins_a_line_with_the_one_above_and_stays_there(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, "m")
    assert rows(page) == ["first", "second. And more third"]
    assert kept(desk, event)[1].tags == {wid(desk, event, "1.1")}
    assert [note.text for note in page.view.chosen] == ["second. And more third"]
    qtbot.keyClick(page.view, "m")
    qtbot.keyClick(page.view, "m")
    assert rows(page) == ["first second. And more third"], "the first line has none above it"
    desk.undo(), desk.undo()
    assert rows(page) == ["first", "second. And more", "third"]


def test_x_splits_where_the_cursor_stands(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, "x")
    editor = page.window().focusWidget()
    assert isinstance(editor, PartLine)
    assert editor.cursorPosition() == len("second. "), "behind the first sentence"
    qtbot.keyClicks(editor, "no words, r or k")
    assert page.window().focusWidget() is editor, "and no letter sorts the line behind it"
    QApplication.sendEvent(editor, QInputMethodEvent("zh", []))
    assert editor.text() == "second. And more"
    qtbot.keyClick(editor, Qt.Key.Key_Right)
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    qtbot.keyClick(editor, ENTER)
    qtbot.waitUntil(lambda: len(rows(page)) == 4)
    assert rows(page) == ["first", "second.", "And more", "third"]
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.view)
    desk.undo()
    assert rows(page) == ["first", "second. And more", "third"]


def test_escape_splits_nothing(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, "x")
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert len(kept(desk, event)) == 3
    qtbot.keyClick(page.view, "e")
    assert not isinstance(page.window().focusWidget(), PartLine)


def test_who_goes_elsewhere_instead_of_pressing_enter_splits_nothing(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    for leave in (page.line.setFocus, lambda: qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)):
        page.view.setFocus()
        qtbot.keyClick(page.view, "x")
        assert isinstance(page.window().focusWidget(), PartLine)
        leave()
        QApplication.processEvents()
        assert rows(page) == ["first", "second. And more", "third"]
        qtbot.waitUntil(lambda: not page.view.findChildren(PartLine))


def test_a_full_stop_repeats_the_last_kind_as_well(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, "k")
    qtbot.keyClicks(page.sorting.finder.field, "~")
    qtbot.keyClick(page.sorting.finder.field, ENTER)
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, ".")
    assert [note.kind for note in kept(desk, event)] == ["", "suggestion", "suggestion"]
    qtbot.keyClick(page.view, "1")
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, ".")
    assert wid(desk, event, "1.1") in kept(desk, event)[0].tags, "the newest of both"


def test_a_pinned_line_stays_above_and_leads_to_its_place(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, "p")
    qtbot.waitUntil(page.pinned.isVisible)
    assert [plain(page.pinned.item(row).text()) for row in range(page.pinned.count())] == ["second. And more"]
    assert "Pinned" in heard(page, 1)
    for n in range(40):
        notes.add(desk, event, f"line {n}")
    page.pinned.setFocus()
    qtbot.keyClick(page.pinned, ENTER)
    assert page.view.chosen[0].text == "second. And more"
    chosen = page.view.currentIndex()
    qtbot.waitUntil(lambda: page.view.viewport().rect().contains(page.view.visualRect(chosen).center()))
    page.pinned.setFocus()
    qtbot.keyClick(page.pinned, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page.pinned.isVisible())
    desk.undo()
    qtbot.waitUntil(page.pinned.isVisible)


def test_l_says_in_which_language_a_line_is(sorted_page, desk, event, qtbot) -> None:
    page = sorted_page
    for typed, tag in (("deut", "de"), ("sw", "sw"), ("عرب", "ar")):
        qtbot.keyClick(page.view, "l")
        commit(page.sorting.finder.field, typed)
        qtbot.keyClick(page.sorting.finder.field, ENTER)
        assert kept(desk, event)[2].language == tag


def test_the_menu_does_the_same_with_its_keys_beside(sorted_page, desk, event, preferences, qtbot) -> None:
    page = sorted_page
    action = next(each for each in page.more.menu_of.actions() if each.data() == "merge")
    assert action.text().endswith("\tM")
    preferences.speak("ar")
    assert action.text().endswith("\tM")
    action.trigger()
    assert len(kept(desk, event)) == 2


def test_the_sheet_of_keys_tells_the_letters_of_the_journal(window, desk, event, qtbot) -> None:
    from hubdesk.ui.palette import usable

    window.frame.open_event(event, "notes")
    told = {deed.told for deed, _ in usable(window.actions_list, "notes")}
    assert {"K", "/", "1–9", ".", "M", "X", "P", "L", "Del"} <= told
    assert "K" not in {deed.told for deed, _ in usable(window.actions_list, "feedback")}


# ---- many lines


def test_a_paste_is_one_step_and_each_line_has_its_language(page, desk, event, qtbot) -> None:
    paste(page, "q: one more question for the room\r\n\r\n  سؤال آخر عن المال\n/2.2 three")
    qtbot.waitUntil(lambda: page.journal.rowCount() == 3)
    assert [note.language for note in kept(desk, event)] == ["en", "ar", "en"]
    desk.undo()
    assert kept(desk, event) == []


def test_more_than_twenty_lines_are_shown_first(page, desk, event, qtbot) -> None:
    page.line.write("unfinished")
    paste(page, "\n".join(f"line {n}" for n in range(21)))
    assert page.taking.isVisible() and page.taking.list.count() == 21 and kept(desk, event) == []
    assert "21" in page.taking.heading.text()
    qtbot.keyClick(page.taking.do, ENTER)
    qtbot.waitUntil(lambda: len(kept(desk, event)) == 21)
    assert not page.taking.isVisible() and page.line.text == "unfinished"
    paste(page, "\n".join(f"line {n}" for n in range(30)))
    qtbot.mouseClick(page.taking.leave, Qt.MouseButton.LeftButton)
    assert not page.taking.isVisible() and len(kept(desk, event)) == 21
    assert page.window().focusWidget() is page.line


def test_what_waits_for_an_answer_is_seen_in_large_letters_too(page, preferences, qtbot) -> None:
    preferences.enlarge(200)
    page.resize(860, 380)
    paste(page, "\n".join(f"line {n}" for n in range(30)))
    qtbot.waitUntil(lambda: page.taking.do.visibleRegion().boundingRect().height() > 10)


def test_a_text_file_becomes_notes_and_a_wrong_one_nothing(page, desk, event, tmp_path, qtbot) -> None:
    file, wrong = tmp_path / "cards.txt", tmp_path / "picture.png"
    file.write_text("~: /2.2 shorter\nplain words\n", "utf-16")
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    page.capture.turn_channels(True)
    page.taking.read_file(file)
    qtbot.waitUntil(lambda: len(kept(desk, event)) == 2)
    assert [(note.kind, note.channel) for note in kept(desk, event)] == [("suggestion", "card"), ("", "card")]
    said = []
    page.frame.notices.said.connect(said.append)
    page.frame.notices.open()
    page.taking.read_file(wrong)
    qtbot.waitUntil(lambda: any(notice.tone == "error" for notice in said))
    assert len(kept(desk, event)) == 2


# ---- cards and tables


def test_the_number_of_a_table_has_room_in_larger_letters(page, preferences) -> None:
    page.capture.turn_channels(True)
    preferences.enlarge(250)
    QApplication.processEvents()
    number = page.capture.channels.number
    assert number.width() == theme.pixels(64) >= number.fontMetrics().horizontalAdvance("888") + 16


def test_channel_and_table_hold_from_line_to_line(page, desk, event, qtbot) -> None:
    say_line(page, qtbot, "said aloud")
    qtbot.mouseClick(page.capture.other, Qt.MouseButton.LeftButton)
    assert page.capture.channels.isVisible() and page.capture.channels.channel == "card"
    commit(page.capture.channels.number, "٣")
    for line in ("first card", "second card"):
        say_line(page, qtbot, line)
    page.capture.channels.choice.show_key("board")
    page.capture.channels.number.clear()
    say_line(page, qtbot, "a sticky note")
    page.capture.turn_channels(False)
    say_line(page, qtbot, "aloud again")
    assert [(note.channel, note.table) for note in kept(desk, event)] == [
        ("", 0),
        ("card", 3),
        ("card", 3),
        ("board", 0),
        ("", 0),
    ]
    assert "Card or slip" in heard(page, 1) and "Table 3" in heard(page, 1)


# ---- quick phrases


def test_a_phrase_is_kept_from_the_line_and_put_in_at_the_cursor(page, desk, event, qtbot) -> None:
    commit(page.line, "as said at table one")
    qtbot.keyClick(page.line, Qt.Key.Key_J, CONTROL)
    finder = page.phrasing.finder
    assert finder.isVisible()
    qtbot.keyClick(finder.field, ENTER)
    assert [one.text for one in phrases.of_event(desk, event)] == ["as said at table one"]
    page.line.write("Too dear, three voices", 9)
    qtbot.keyClick(page.line, Qt.Key.Key_J, CONTROL)
    qtbot.keyClicks(finder.field, "tabel")
    qtbot.keyClick(finder.field, ENTER)
    assert page.line.text == "Too dear, as said at table one three voices"
    assert page.window().focusWidget() is page.line


def test_where_no_phrase_is_kept_it_is_said_how_one_is(page, qtbot) -> None:
    said = []
    page.frame.notices.said.connect(said.append)
    page.frame.notices.open()
    qtbot.keyClick(page.line, Qt.Key.Key_J, CONTROL)
    assert not page.phrasing.finder.isVisible() and page.window().focusWidget() is page.line
    assert next(tell(one.what) for one in said).startswith("No phrases yet")


def test_a_phrase_is_put_away(page, desk, event, qtbot) -> None:
    phrases.add(desk, event, "all agreed")
    qtbot.keyClick(page.line, Qt.Key.Key_J, CONTROL)
    qtbot.keyClick(page.phrasing.finder.field, Qt.Key.Key_Up)
    for _ in range(2):
        qtbot.keyClick(page.phrasing.finder.field, ENTER)
    assert phrases.of_event(desk, event) == []
    qtbot.keyClick(page.line, Qt.Key.Key_J, CONTROL)
    qtbot.keyClick(page.phrasing.finder.field, Qt.Key.Key_Escape)
    assert page.window().focusWidget() is page.line
