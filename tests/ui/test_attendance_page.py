"""The desk at the door, as somebody with a queue in front of them uses it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from hubdesk.desk import attendance, events, people
from hubdesk.model.records import Headcount, Mark, Person
from hubdesk.ui.attendance.consents import state_of
from hubdesk.ui.attendance.hits import details
from hubdesk.ui.pages.attendance import AttendancePage
from tests.ui.conftest import NOW, commit
from tests.ui.walk import texts

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
GUESTS = ("Amina Wanjiru", "Ольга Петрівна", "王小明", "Zoë Šimková", "राधा शर्मा", "محمد الأمين", "Suharto")


@pytest.fixture
def guests(desk, event) -> dict[str, str]:
    return {
        name: people.add(desk, event, name, email=f"guest{n}@example.org", phone=f"+254 700 00{n}", badge=str(40 + n))
        for n, name in enumerate(GUESTS)
    }


@pytest.fixture
def page(show, event, guests) -> AttendancePage:
    return show(AttendancePage, event)


def names(page: AttendancePage) -> list[str]:
    model = page.list.hits
    return [model.index(row, 0).data() for row in range(model.rowCount())] if page.list.isVisible() else []


def marks(desk, event: str) -> list[tuple[str, str]]:
    return [(mark.person, mark.way) for mark in desk.read.all(Mark, event=event)]


def seen(page: AttendancePage) -> str:
    return "\n".join(text for _, text in texts(page)).replace("\u2068", "").replace("\u2069", "")


# ---- the loop


def test_what_is_typed_for_one_gathering_is_not_asked_at_the_door_of_another(page, desk, event, qtbot) -> None:
    other = events.create(desk, "Another evening", start=NOW)
    commit(page.field, "Nadia Quill")
    qtbot.keyClick(page.field, ENTER)
    assert "Not on the list: add?" in seen(page)
    page.frame.open_event(other)
    qtbot.waitUntil(lambda: page.roster is not None and page.roster.event == other)
    assert page.field.text() == "" and "Nadia" not in seen(page)
    qtbot.keyClick(page.field, ENTER)
    assert marks(desk, other) == [] == desk.read.all(Person, event=other)


def test_nobody_is_shown_until_somebody_searches(page) -> None:
    assert names(page) == []
    assert not any(name in seen(page) for name in GUESTS)
    assert page.window().focusWidget() is page.field


def test_who_was_shown_last_stays_while_the_language_changes(page, preferences, qtbot) -> None:
    qtbot.keyClicks(page.field, "z")
    qtbot.keyClick(page.field, ENTER)
    qtbot.keyClicks(page.field, "a")
    qtbot.keyClick(page.field, ENTER)
    who = page.result.who.text()
    preferences.speak("de")
    QApplication.processEvents()
    assert page.result.isVisible() and page.back.isVisible()
    assert (page.result.who.text(), page.result.what.text()) == (who, "Eingecheckt")
    assert page.person is not None


def test_the_first_character_lists_and_enter_checks_the_top_one_in(page, desk, event, guests, qtbot) -> None:
    qtbot.keyClicks(page.field, "z")
    assert names(page) == ["Zoë Šimková"]
    qtbot.keyClick(page.field, ENTER)
    assert marks(desk, event) == [(guests["Zoë Šimková"], "in")]
    assert page.result.what.text() == "Checked in"
    assert page.result.who.text() == "Zoë Šimková"
    assert page.result.property("tone") == "success"
    assert page.field.text() == ""
    assert names(page) == []


def test_arrows_choose_and_stay_inside_the_list(page, desk, event, guests, qtbot) -> None:
    qtbot.keyClicks(page.field, "4")
    assert len(names(page)) == len(GUESTS)
    for _ in range(20):
        qtbot.keyClick(page.field, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == len(GUESTS) - 1
    qtbot.keyClick(page.field, Qt.Key.Key_PageUp)
    qtbot.keyClick(page.field, Qt.Key.Key_Up)
    chosen = page.list.current.person.id
    qtbot.keyClick(page.field, ENTER)
    assert marks(desk, event) == [(chosen, "in")]


def test_who_is_here_already_is_told_since_when_on_the_clocks_of_the_place(page, desk, event, guests, qtbot) -> None:
    attendance.check_in(desk, guests["Suharto"], event, at=NOW - timedelta(minutes=50))
    qtbot.keyClicks(page.field, "suh")
    assert "Here since 15:12" in page.list.hits.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).replace(
        "\u2068", ""
    ).replace("\u2069", "")
    qtbot.keyClick(page.field, ENTER)
    assert page.result.what.text().replace("\u2068", "").replace("\u2069", "") == "Already here since 15:12"
    assert page.result.property("tone") == "info"
    assert len(marks(desk, event)) == 1


def test_control_enter_lets_out_and_back(page, desk, event, guests, qtbot) -> None:
    attendance.check_in(desk, guests["Suharto"], event, at=NOW - timedelta(minutes=50))
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER, CONTROL)
    assert page.result.what.text() == "Checked out"
    assert attendance.counts(desk, event).here == 0
    qtbot.keyClick(page.field, ENTER, CONTROL)
    assert page.result.what.text() == "Welcome back"
    assert attendance.counts(desk, event).here == 1
    assert [way for _, way in marks(desk, event)] == ["in", "out", "in"]


def test_who_is_not_on_the_list_is_asked_about_before_they_are_added(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.field, "Nobody Known")
    qtbot.keyClick(page.field, ENTER)
    assert page.result.what.text() == "Not on the list: add?"
    assert page.result.property("tone") == "warning"
    assert len(desk.read.all(Person, event=event)) == len(GUESTS)
    qtbot.keyClick(page.field, ENTER)
    assert page.result.what.text() == "Checked in"
    (walked,) = desk.read.all(Person, event=event, walk_in=True)
    assert walked.name == "Nobody Known"
    assert set(map(state_of, people.consents(desk, walked.id).values())) == {"open"}


def test_a_question_is_forgotten_when_another_name_is_typed(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.field, "Nobo")
    qtbot.keyClick(page.field, ENTER)
    qtbot.keyClicks(page.field, "dy")
    qtbot.keyClick(page.field, ENTER)
    assert page.result.what.text() == "Not on the list: add?"
    assert not desk.read.all(Person, event=event, walk_in=True)


def test_control_n_adds_a_walk_in_even_while_others_answer(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.field, "Su")
    assert names(page) == ["Suharto"]
    qtbot.keyClick(page.field, Qt.Key.Key_N, CONTROL)
    assert [each.name for each in desk.read.all(Person, event=event, walk_in=True)] == ["Su"]
    qtbot.keyClick(page.field, Qt.Key.Key_N, CONTROL)
    assert len(desk.read.all(Person, event=event, walk_in=True)) == 1, "an empty field adds nobody"


@pytest.mark.parametrize("typed", ["+3", "+٣", "＋3"])
def test_plus_three_counts_heads_without_names(page, desk, event, qtbot, typed: str) -> None:
    commit(page.field, typed)
    assert "3" in page.hint.text()
    qtbot.keyClick(page.field, ENTER)
    assert [tally.number for tally in desk.read.all(Headcount, event=event)] == [3]
    assert page.result.what.text() == "3 heads counted"


def test_heads_have_a_category_typed_after_the_number(page, desk, event, qtbot) -> None:
    for typed in ("+3 Children", "+2 children"):
        qtbot.keyClicks(page.field, typed)
        qtbot.keyClick(page.field, ENTER)
    assert [(tally.number, tally.category) for tally in desk.read.all(Headcount, event=event)] == [
        (3, "Children"),
        (2, "Children"),
    ]
    assert (page.result.what.text(), page.result.who.text()) == ("2 heads counted", "Children")


@pytest.mark.parametrize("typed", ["+", "+0", "+x", "+9999999", "   "])
def test_what_is_no_number_of_heads_does_nothing(page, desk, event, qtbot, typed: str) -> None:
    qtbot.keyClicks(page.field, typed)
    qtbot.keyClick(page.field, ENTER)
    qtbot.keyClick(page.field, ENTER)
    assert not desk.read.all(Headcount, event=event)
    assert not desk.read.all(Person, event=event, walk_in=True)


def test_escape_clears_field_list_and_card(page, qtbot) -> None:
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    qtbot.keyClicks(page.field, "a")
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    assert (page.field.text(), names(page)) == ("", [])
    assert not page.result.isVisible()
    assert not any(name in seen(page) for name in GUESTS)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("оль", "Ольга Петрівна"), ("王", "王小明"), ("राधा", "राधा शर्मा"), ("الام", "محمد الأمين"), ("42", "王小明")],
)
def test_names_of_every_script_and_badges_are_found(page, desk, event, guests, qtbot, typed: str, found: str) -> None:
    commit(page.field, typed)
    assert names(page)[0] == found
    qtbot.keyClick(page.field, ENTER)
    assert marks(desk, event) == [(guests[found], "in")]


def test_a_composition_is_never_interrupted(page, desk, event, qtbot) -> None:
    QApplication.sendEvent(page.field, QInputMethodEvent("wang", []))
    assert page.field.composing
    for key in (ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Down):
        qtbot.keyClick(page.field, key)
    assert page.field.composing
    assert marks(desk, event) == []
    commit(page.field, "王")
    assert not page.field.composing
    assert names(page) == ["王小明"]


def test_a_click_on_a_row_checks_that_one_in(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.field, "4")
    place = page.list.visualRect(page.list.hits.index(2, 0)).center()
    person = page.list.hits.hit(2).person.id
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert marks(desk, event) == [(person, "in")]
    assert page.window().focusWidget() is page.field


def test_letters_typed_beside_the_field_reach_it(page, qtbot) -> None:
    page.back.setFocus()
    page.setFocus()
    qtbot.keyClicks(page, "s")
    assert page.field.text() == "s"
    assert page.window().focusWidget() is page.field


# ---- privacy


def test_no_address_and_no_telephone_is_ever_shown(page, guests, desk, qtbot) -> None:
    for typed in "abcdefghijklmnopqrstuvwxyz4@":
        page.field.clear()
        qtbot.keyClicks(page.field, typed)
        rows = [
            page.list.hits.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            for row in range(page.list.hits.rowCount())
        ]
        assert not any("@" in row or "254" in row for row in rows)
    person = desk.read.get(Person, guests["Suharto"])
    assert "example.org" not in details(person)
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    assert "example.org" not in seen(page)


def test_a_person_without_a_name_is_called_by_the_badge(page, desk, event, qtbot) -> None:
    people.add(desk, event, "", badge="77")
    qtbot.keyClicks(page.field, "77")
    assert names(page) == ["77"]
    qtbot.keyClick(page.field, ENTER)
    assert page.result.who.text() == "77"
