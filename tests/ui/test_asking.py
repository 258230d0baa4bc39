"""What is asked at the door stands in the language of the one who is asked, by one key each, and is kept as read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

from hubdesk.desk import attendance, interpretation, people
from hubdesk.i18n import words
from hubdesk.model.consent import PURPOSES, QUESTIONS, asked
from hubdesk.model.records import Person
from hubdesk.ui.attendance.consents import ConsentTick
from hubdesk.ui.pages.attendance import AttendancePage
from tests.ui.noting import plain

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(show, desk, event) -> AttendancePage:
    people.add(desk, event, "Amina", languages="العربية, fr")
    people.add(desk, event, "Bo", languages="")
    return show(AttendancePage, event)


def let_in(page: AttendancePage, qtbot, typed: str) -> str:
    qtbot.keyClicks(page.field, typed)
    qtbot.keyClick(page.field, ENTER)
    return page._person


def test_the_questions_stand_in_the_language_that_a_person_registered_with(page, qtbot) -> None:
    let_in(page, qtbot, "ami")
    tick = page.consents.ticks["photo"]
    assert page.consents.spoken.key == "ar"
    assert tick.asked.text == words("ar")(QUESTIONS["photo"]) != QUESTIONS["photo"].one
    assert tick._lines()[0] == (tick.asked.text, True), "Arabic begins on the right in an English window too"
    assert tick._lines()[1] == (QUESTIONS["photo"].one, False), "nobody has reviewed Arabic: English stands below"
    assert tick.accessibleName() == "Photos: Not asked yet", "who sits at the desk reads their own language"
    let_in(page, qtbot, "bo")
    assert page.consents.spoken.key == "en" and tick._lines() == [(QUESTIONS["photo"].one, False)]


def test_an_answer_keeps_which_words_were_read(page, desk, qtbot) -> None:
    amina = let_in(page, qtbot, "ami")
    qtbot.keyClick(page.field, Qt.Key.Key_F6)
    answer = people.consents(desk, amina)["photo"]
    assert (answer.given, answer.language, answer.text_version, answer.how) == (True, "ar", "1-draft", "spoken")
    bo = let_in(page, qtbot, "bo")
    qtbot.keyClick(page.field, Qt.Key.Key_F6)
    answer = people.consents(desk, bo)["photo"]
    assert (answer.language, answer.text_version) == ("en", "1")


def test_one_key_asks_in_the_next_language_of_the_room_and_the_answer_remembers(page, desk, qtbot) -> None:
    bo = let_in(page, qtbot, "bo")
    qtbot.keyClick(page.field, Qt.Key.Key_F12)
    assert page.consents.spoken.key == "ar"
    qtbot.keyClick(page.field, Qt.Key.Key_F2)
    qtbot.keyClick(page.field, Qt.Key.Key_F12)
    assert page.consents.spoken.key == "en"
    let_in(page, qtbot, "ami"), let_in(page, qtbot, "bo")
    assert people.consents(desk, bo)["collect"].language == "ar"
    assert page.consents.spoken.key == "ar", "asked again in the language of the last answer"


def test_any_language_can_be_chosen(page, qtbot) -> None:
    let_in(page, qtbot, "bo")
    page.consents.spoken.show_key("hi")
    page.consents.spoken.picked.emit("hi")
    assert page.consents.ticks["name"].asked == asked("name", "hi")
    assert page.consents.ticks["name"].asked.version == "1-draft"


def test_a_card_of_who_agreed_to_no_photos_says_so_until_they_do(page, desk, qtbot) -> None:
    let_in(page, qtbot, "ami")
    assert page.result.marked.text() == "No photos" and page.result.marked.isVisible()
    assert "No photos" in page.result.accessibleName()
    qtbot.keyClick(page.field, Qt.Key.Key_F6)
    assert not page.result.marked.isVisible() and "No photos" not in page.result.accessibleName()
    qtbot.keyClick(page.field, Qt.Key.Key_F6)
    assert page.result.marked.isVisible()
    qtbot.keyClicks(page.field, "Newcomer")
    qtbot.keyClick(page.field, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.result.marked.isVisible(), "a walk-in has agreed to nothing"


def test_one_key_notes_that_an_interpreter_is_needed(page, desk, event, qtbot) -> None:
    amina = let_in(page, qtbot, "ami")
    qtbot.keyClick(page.field, Qt.Key.Key_F11)
    assert page.asking.interpreter.isChecked() and page.result.isVisible()
    assert interpretation.wanted(desk, event) == {"ar": 1}
    qtbot.keyClick(page.field, Qt.Key.Key_F11)
    assert desk.read.get(Person, amina).interpretation == "" and not page.asking.interpreter.isChecked()
    page.asking.interpreter.click()
    assert interpretation.wanted(desk, event) == {"ar": 1}


def test_a_person_is_forgotten_after_one_question(page, desk, event, qtbot) -> None:
    amina = let_in(page, qtbot, "ami")
    page.frame.actions["forget"].trigger()
    assert "Amina" in plain(page.asking.forgetting.who.text()) and page.asking.forgetting.isVisible()
    assert desk.read.find(Person, amina) is not None
    page.asking.forgetting.now.click()
    qtbot.waitUntil(lambda: not page.frame.jobs)
    assert desk.read.find(Person, amina) is None and not attendance.presence(desk, event)
    assert not page.consents.isVisible() and not page.asking.forgetting.isVisible()
    qtbot.keyClicks(page.field, "ami")
    assert page.list.current is None


def test_the_enter_of_a_scanner_forgets_nobody(page, desk, qtbot) -> None:
    amina = let_in(page, qtbot, "ami")
    page.frame.actions["forget"].trigger()
    assert page.window().focusWidget() is page.asking.forgetting.keep
    qtbot.keyClick(page.asking.forgetting.keep, ENTER)
    assert not page.asking.forgetting.isVisible() and page.window().focusWidget() is page.field
    assert not page.frame.jobs and desk.read.find(Person, amina) is not None


def test_the_question_before_forgetting_comes_into_sight_and_escape_keeps_the_entry(page, desk, qtbot) -> None:
    amina = let_in(page, qtbot, "ami")
    page.resize(700, 320)
    forgetting = page.asking.forgetting
    page.frame.actions["forget"].trigger()
    qtbot.waitUntil(lambda: not forgetting.who.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: not forgetting.keep.visibleRegion().isEmpty())
    qtbot.keyClick(forgetting.keep, Qt.Key.Key_Escape)
    assert not forgetting.isVisible() and page.window().focusWidget() is page.field
    assert not page.frame.jobs and desk.read.find(Person, amina) is not None


def test_who_is_only_found_is_forgotten_without_being_checked_in(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.field, "ami")
    page.frame.actions["forget"].trigger()
    page.asking.forgetting.now.click()
    qtbot.waitUntil(lambda: not page.frame.jobs)
    assert [one.name for one in desk.read.all(Person, event=event)] == ["Bo"]


@pytest.mark.parametrize("percent", [100, 200])
def test_each_question_fits_in_each_language(qtbot, preferences, percent: int) -> None:
    preferences.enlarge(percent)
    for purpose in PURPOSES:
        tick = ConsentTick(purpose)
        qtbot.addWidget(tick)
        for tag in ("ar", "hi", "zh", "ru"):
            tick.speak(tag)
            assert tick.heightForWidth(300) > 2 * QFont(tick.font()).pixelSize()
            tick.resize(300, tick.heightForWidth(300))
            assert not tick.grab().isNull()
