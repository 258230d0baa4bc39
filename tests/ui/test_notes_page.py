"""Taking notes in a room where people talk: keys only, in every script, nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from hubdesk.ui.pages.notes import NotesPage
from tests.ui import texts
from tests.ui.conftest import commit
from tests.ui.noting import ENTER, heard, kept, plain, rows, say_line, wid


@pytest.fixture
def charter(desk, event) -> str:
    return texts.take(desk, event)


@pytest.fixture
def page(show, event, charter) -> NotesPage:
    return show(NotesPage, event)


# ---- one line, one record


def test_enter_keeps_the_line_and_shows_it(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.line, "Nobody asked us")
    qtbot.keyClick(page.line, ENTER)
    assert [note.text for note in kept(desk, event)] == ["Nobody asked us"]
    assert rows(page) == ["Nobody asked us"]
    assert page.line.text == ""
    assert page.window().focusWidget() is page.line


def test_an_empty_line_keeps_nothing(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.line, "   ")
    qtbot.keyClick(page.line, ENTER)
    assert kept(desk, event) == []


def test_what_was_recognised_is_told_before_it_is_kept(page, desk, event, qtbot) -> None:
    commit(page.line, '!: /2.2 @CEE "Hubs need stable funding" #funding x4')
    told = [plain(text) for text in page.capture.told.texts]
    assert told == ["Potential deal breaker", "§2.2", "@CEE", "Word for word", "#funding", "4 voices"]
    assert page.capture.signs.buttons["kind", "dealbreaker"].isChecked()
    qtbot.keyClick(page.line, ENTER)
    (note,) = kept(desk, event)
    assert (note.kind, note.speaker, note.voices, note.verbatim) == ("dealbreaker", "CEE", 4, True)
    assert note.tags == {wid(desk, event, "2.2")}
    told = heard(page, 0)
    for part in ("Hubs need stable funding", "! Potential deal breaker", "§2.2 Money for hubs", "#funding", "4 voices"):
        assert part in told


def test_a_line_that_cannot_be_kept_stays_where_it_is(page, desk, event, qtbot) -> None:
    commit(page.line, "long " * 5_000)
    qtbot.keyClick(page.line, ENTER)
    assert kept(desk, event) == []
    assert page.line.text.startswith("long long")


def test_chips_are_painted_where_they_stand_behind_an_emoji_too(page) -> None:
    commit(page.line, "q: 🙂🙂 /2.1 fine #tools")
    layout = page.line.document().firstBlock().layout()
    marked = {plain_units(page.line.text, each.start, each.length) for each in layout.formats()}
    assert {"/2.1", "#tools"} <= marked


def plain_units(text: str, start: int, length: int) -> str:
    raw = text.encode("utf-16-le")
    return raw[start * 2 : (start + length) * 2].decode("utf-16-le")


# ---- tags while typing


def test_a_slash_opens_the_sections_and_enter_takes_what_the_arrows_chose(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.line, "Who pays? /")
    assert page.capture.popup.isVisible()
    qtbot.keyClicks(page.line, "money")
    shown = [plain(page.capture.popup.list.item(row).text()) for row in range(page.capture.popup.list.count())]
    assert shown[0].startswith(("1.1", "2.2"))
    assert "Money for hubs" in " ".join(shown)
    row = next(row for row, text in enumerate(shown) if "Money for hubs" in text)
    for _ in range(row):
        qtbot.keyClick(page.line, Qt.Key.Key_Down)
    qtbot.keyClick(page.line, ENTER)
    assert page.line.text == "Who pays? /2.2 "
    assert kept(desk, event) == []
    qtbot.keyClick(page.line, ENTER)
    assert kept(desk, event)[0].tags == {wid(desk, event, "2.2")}


def test_a_number_that_exists_needs_no_choice(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.line, "Who pays? /2.2")
    assert page.capture.popup.isVisible()
    qtbot.keyClick(page.line, ENTER)
    assert kept(desk, event)[0].tags == {wid(desk, event, "2.2")}


def test_escape_closes_the_popup_and_it_stays_closed_for_this_sign(page, qtbot) -> None:
    qtbot.keyClicks(page.line, "/2")
    qtbot.keyClick(page.line, Qt.Key.Key_Escape)
    assert not page.capture.popup.isVisible()
    qtbot.keyClicks(page.line, ".")
    assert not page.capture.popup.isVisible()
    qtbot.keyClicks(page.line, " /")
    assert page.capture.popup.isVisible()


def test_enter_finishes_a_number_that_stands_alone_and_keeps_a_line_with_words(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.line, "/2")
    assert page.capture.popup.isVisible() and page.capture.popup.takes_enter
    qtbot.keyClick(page.line, ENTER)
    assert page.line.text.startswith("/2") and desk.read.notes(event) == []
    page.line.empty()
    qtbot.keyClicks(page.line, "Too few seats /2")
    qtbot.keyClick(page.line, ENTER)
    (note,) = desk.read.notes(event)
    assert note.text.startswith("Too few seats") and len(note.tags) == 1


def test_tab_takes_from_the_popup_and_keywords_said_before_come_back(page, desk, event, qtbot) -> None:
    say_line(page, qtbot, "first #stable_money")
    qtbot.keyClicks(page.line, "second #sta")
    assert page.capture.popup.isVisible()
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text == "second #stable_money "
    qtbot.keyClick(page.line, ENTER)
    assert [sorted(note.keywords) for note in kept(desk, event)] == [["stable_money"], ["stable_money"]]


def test_a_kind_by_its_name_marks_the_line(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.line, "who pays for it? #breaker")
    qtbot.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text == "!: who pays for it?"
    qtbot.keyClick(page.line, ENTER)
    assert (kept(desk, event)[0].kind, kept(desk, event)[0].keywords) == ("dealbreaker", frozenset())


def test_roles_fit_an_at_sign(page, qtbot) -> None:
    qtbot.keyClicks(page.line, "Yes @fac")
    assert page.capture.popup.current.value == "facilitator"


def test_ordinary_prose_opens_nothing(page, qtbot) -> None:
    for text in ("and/or 10:30 http://x.org/a", "one (two) three?", "a@b.org costs 3/4"):
        page.line.empty()
        qtbot.keyClicks(page.line, text)
        assert not page.capture.popup.isVisible()
        assert page.capture.told.texts == []


def test_backspace_behind_a_chip_makes_it_words_again(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.line, "see /2.2 ")
    qtbot.keyClick(page.line, Qt.Key.Key_Backspace)
    assert page.line.text == "see /2.2"
    qtbot.keyClick(page.line, Qt.Key.Key_Backspace)
    assert page.line.text == r"see \/2.2"
    assert page.capture.told.texts == []
    qtbot.keyClick(page.line, ENTER)
    assert (kept(desk, event)[0].text, kept(desk, event)[0].tags) == ("see /2.2", frozenset())


def test_backspace_corrects_a_number_that_is_still_being_typed(page, qtbot) -> None:
    qtbot.keyClicks(page.line, "see /2.2")
    qtbot.keyClick(page.line, Qt.Key.Key_Backspace)
    assert page.line.text == "see /2."


def test_a_click_on_a_paragraph_of_the_text_tags_the_line(page, desk, event, qtbot) -> None:
    page.resize(1200, 700)
    qtbot.keyClicks(page.line, "Too short")
    target = wid(desk, event, "2.2p1")
    reader = page.pane.reader
    reader.go_to(target)
    QApplication.processEvents()
    place = reader.visualRect(reader.places.index(reader.places.row_of(target))).center()
    qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.line.text == "Too short /2.2p1 "
    assert page.line.at == len(page.line.text) and page.line.hasFocus()
    qtbot.keyClick(page.line, ENTER)
    assert kept(desk, event)[0].tags == {target}


def test_the_charter_page_hands_a_place_over(page, desk, event) -> None:
    page.arrive(wid(desk, event, "1.2"))
    assert page.line.text.strip() == "/1.2"


# ---- without another keyboard layout


@pytest.mark.parametrize(
    ("language", "line", "form", "voices"),
    [
        ("ar", "س: /٢.٢ من يدفع بعد ثلاث سنوات؟ #تمويل ×٥", "question", 5),
        ("hi", "प्र: /२.२ तीन साल बाद कौन देगा? #पैसा x५", "question", 5),
        ("zh", "问：／2.2 三年以后谁付钱？ ＃资金 ×5", "question", 5),
    ],
)
def test_note_takers_tag_a_line_in_their_own_layout(
    page, desk, event, preferences, qtbot, language: str, line: str, form: str, voices: int
) -> None:
    preferences.speak(language)
    for word in line.split(" "):
        commit(page.line, f"{word} ")
    qtbot.keyClick(page.line, ENTER)
    (note,) = kept(desk, event)
    assert (note.form, note.voices) == (form, voices)
    assert note.tags == {wid(desk, event, "2.2")}
    assert len(note.keywords) == 1
    assert note.language == language


def test_an_arabic_heading_answers_and_is_chosen_by_keys_alone(page, desk, event, preferences, qtbot) -> None:
    preferences.speak("ar")
    commit(page.line, "سؤال /")
    commit(page.line, "مال")
    assert page.capture.popup.isVisible()
    shown = [plain(page.capture.popup.list.item(row).text()) for row in range(page.capture.popup.list.count())]
    assert any("مال المراكز" in text for text in shown)
    qtbot.keyClick(page.line, ENTER)
    qtbot.keyClick(page.line, ENTER)
    assert kept(desk, event)[0].tags <= {wid(desk, event, "2.2"), wid(desk, event, "1.1")}
    assert kept(desk, event)[0].tags


def test_a_composition_is_never_interrupted(page, desk, event, qtbot) -> None:
    QApplication.sendEvent(page.line, QInputMethodEvent("zhong", []))
    assert page.line.composing
    for key in (ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
        qtbot.keyClick(page.line, key)
    assert kept(desk, event) == []
    commit(page.line, "中心")
    qtbot.keyClick(page.line, ENTER)
    assert kept(desk, event)[0].text == "中心"


@pytest.mark.parametrize(
    ("key", "field", "value"),
    [
        (Qt.Key.Key_F2, "form", "question"),
        (Qt.Key.Key_F3, "form", "decision"),
        (Qt.Key.Key_F4, "form", "action"),
        (Qt.Key.Key_F5, "kind", "celebration"),
        (Qt.Key.Key_F6, "kind", "suggestion"),
        (Qt.Key.Key_F7, "kind", "dealbreaker"),
        (Qt.Key.Key_F8, "kind", "beyond"),
    ],
)
def test_function_keys_mark_the_line_and_take_the_mark_off(page, desk, event, qtbot, key, field, value) -> None:
    qtbot.keyClicks(page.line, "said so")
    qtbot.keyClick(page.line, key)
    qtbot.keyClick(page.line, key)
    assert page.line.text == "said so"
    qtbot.keyClick(page.line, key)
    qtbot.keyClick(page.line, ENTER)
    assert getattr(kept(desk, event)[0], field) == value
    assert kept(desk, event)[0].text == "said so"


def test_the_buttons_show_the_letters_of_the_window(page, preferences, qtbot) -> None:
    button = page.capture.signs.buttons["form", "question"]
    assert plain(button.text()).startswith("q: ")
    preferences.speak("ar")
    assert plain(button.text()).startswith("س: ")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.line.text.startswith("س: ")
    assert button.isChecked()
    assert page.window().focusWidget() is page.line
