"""The desk at the door, as somebody with a queue in front of them uses it."""

import time
from datetime import timedelta
from statistics import median

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from hubdesk.desk import attendance, events, people
from hubdesk.i18n import LANGUAGES, say
from hubdesk.model.records import Headcount, Mark, Person
from hubdesk.ui.attendance.consents import KEYS, SHORT, ConsentTick, state_of
from hubdesk.ui.attendance.hits import details
from hubdesk.ui.pages.attendance import AttendancePage
from hubdesk.ui.words import tell
from tests.ui.conftest import NOW, commit
from tests.ui.walk import nameless, shown, tab_stops, texts

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


def test_nobody_is_shown_until_somebody_searches(page) -> None:
    assert names(page) == []
    assert not any(name in seen(page) for name in GUESTS)
    assert page.window().focusWidget() is page.field


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


# ---- undo, numbers, other laptops


def test_control_z_takes_back_and_names_whom(window, desk, event, guests, qtbot) -> None:
    window.frame.open_event(event, "attendance")
    page = window.page("attendance")
    window.activateWindow()
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    assert attendance.counts(desk, event).here == 1
    qtbot.keyClick(page.field, Qt.Key.Key_Z, CONTROL)
    assert attendance.counts(desk, event).here == 0
    assert "Suharto" in tell(window.strips.strips[-1].notice.what)
    assert not page.result.isVisible()
    qtbot.keyClicks(page.field, "suh")
    assert not page.list.current.here


def test_the_button_beside_the_card_takes_back_too(page, desk, event, qtbot) -> None:
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    assert page.back.isVisible()
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert attendance.counts(desk, event).here == 0
    assert not page.back.isVisible()


def test_the_numbers_follow(page, desk, event, guests, qtbot) -> None:
    for typed in ("suh", "zo"):
        qtbot.keyClicks(page.field, typed)
        qtbot.keyClick(page.field, ENTER)
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER, CONTROL)
    qtbot.keyClicks(page.field, "Someone Else")
    qtbot.keyClick(page.field, Qt.Key.Key_N, CONTROL)
    qtbot.keyClicks(page.field, "+4")
    qtbot.keyClick(page.field, ENTER)
    wanted = {"here": "2", "came": "3", "registered": "7", "no_show": "5", "walk_in": "1", "heads": "4"}
    qtbot.waitUntil(lambda: {key: each.number.text() for key, each in page.figures.items()} == wanted, timeout=2000)
    assert page.chart.accessibleDescription().replace("\u2068", "").startswith("16:00: ")


def test_what_another_desk_did_is_seen_while_typing(page, desk, event, guests, qtbot) -> None:
    qtbot.keyClicks(page.field, "4")
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    chosen = page.list.current.person.id
    attendance.check_in(desk, chosen, event, at=NOW)
    assert page.field.text() == "4"
    assert page.list.current.person.id == chosen
    assert page.list.current.here


# ---- consent


def test_one_key_answers_for_one_purpose(page, desk, event, guests, qtbot) -> None:
    qtbot.keyClick(page.field, Qt.Key.Key_F4)
    assert not page.consents.isVisible(), "nobody is shown, so nobody answers"
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    person = guests["Suharto"]
    assert page.consents.isVisible()
    assert {tick.state for tick in page.consents.ticks.values()} == {"open"}
    qtbot.keyClick(page.field, Qt.Key.Key_F4)
    assert people.consents(desk, person)["quote-name"].holds
    assert page.consents.ticks["quote-name"].state == "yes"
    qtbot.keyClick(page.field, Qt.Key.Key_F4)
    assert people.consents(desk, person)["quote-name"].withdrawn
    assert page.consents.ticks["quote-name"].state == "no"
    qtbot.keyClick(page.field, Qt.Key.Key_F4)
    assert people.consents(desk, person)["quote-name"].holds
    assert page.window().focusWidget() is page.field


def test_every_purpose_has_a_key_and_a_tick(page, desk, guests, qtbot) -> None:
    assert list(KEYS) == list(SHORT) == list(page.consents.ticks)
    qtbot.keyClicks(page.field, "zo")
    qtbot.keyClick(page.field, ENTER)
    for tick in page.consents.ticks.values():
        qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert all(each.holds for each in people.consents(desk, guests["Zoë Šimková"]).values())
    answer = people.consents(desk, guests["Zoë Šimková"])["photo"]
    assert (answer.language, answer.how) == ("en", "spoken")


def test_typing_the_next_name_hides_what_the_last_one_agreed_to(page, qtbot) -> None:
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    qtbot.keyClicks(page.field, "z")
    assert not page.consents.isVisible()
    assert not page.result.isVisible()


def test_a_draft_language_shows_english_beside_the_question(page, preferences, qtbot) -> None:
    tick = ConsentTick("quote")
    qtbot.addWidget(tick)
    assert tick.question == "My words may be quoted without my name, free for any use (CC0)."
    for language in ("en-XA", *LANGUAGES):
        preferences.speak(language)
        own, _, english = tick.question.partition("\n")
        assert "CC0" in own
        assert english == ("" if own in tick.question and "My words" in own else english)
        if own != "My words may be quoted without my name, free for any use (CC0)." and english:
            assert english.startswith("My words may be quoted without my name")


def test_a_sensitive_gathering_asks_for_no_name_and_no_picture(show, desk, qtbot) -> None:
    hidden = events.create(desk, "Quiet talk", template="sensitive")
    page = show(AttendancePage, hidden)
    qtbot.keyClicks(page.field, "A Real Name")
    qtbot.keyClick(page.field, Qt.Key.Key_N, CONTROL)
    (person,) = desk.read.all(Person, event=hidden)
    assert (person.name, person.badge) == ("", "1")
    assert "A Real Name" not in seen(page)
    assert not page.consents.ticks["photo"].isVisible()
    assert page.consents.ticks["quote"].isVisible()
    qtbot.keyClick(page.field, Qt.Key.Key_F6)
    assert not people.consents(desk, person.id)["photo"].holds


# ---- everybody


def test_the_page_can_be_heard_and_left_by_tab(page, qtbot) -> None:
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    assert nameless(page) == []
    stops = tab_stops(page)
    assert page.field in stops
    assert page.consents.ticks["collect"] in stops
    tick = page.consents.ticks["photo"]
    assert tick.accessibleName() == "Photos: Not asked yet"
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert tick.accessibleName() == "Photos: Agrees"


@pytest.mark.parametrize("language", ["ar", "hi", "zh", "en-XA", "ar-XB"])
def test_the_page_follows_the_language_at_once(page, preferences, qtbot, language: str) -> None:
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    preferences.speak(language)
    QApplication.processEvents()
    assert page.figures["here"].words.text() == tell(say("here now"))
    assert page.hint.text() == tell(say("Nobody is shown until you search. +3 counts three heads without names."))


@pytest.mark.parametrize(("width", "percent"), [(820, 100), (820, 200), (900, 250), (1600, 100)])
def test_nothing_is_cut_in_a_narrow_page(page, preferences, qtbot, width: int, percent: int) -> None:
    preferences.speak("en-XA")
    preferences.enlarge(percent)
    page.resize(width, 500)
    qtbot.keyClicks(page.field, "suh")
    qtbot.keyClick(page.field, ENTER)
    QApplication.processEvents()
    inside = page.findChild(object, "inside")
    assert inside.width() <= width
    for each in shown(page):
        if isinstance(each, ConsentTick):
            assert each.height() >= each.heightForWidth(each.width())


# ---- speed


def test_a_key_costs_little_more_than_a_bare_line_at_ten_thousand_people(desk, event, show, qtbot) -> None:
    with desk.action(say("Add people")) as put:
        for n in range(10_000):
            put(Person, event=event, name=f"Guest{n:05} Family{n % 700:03}", badge=str(n), status="registered")
    page = show(AttendancePage, event)
    bare = QWidget()
    column, line, view, rows = QVBoxLayout(bare), QLineEdit(), QListView(), QStringListModel()
    view.setModel(rows)
    column.addWidget(line)
    column.addWidget(view)
    bare.resize(600, 500)
    line.textChanged.connect(lambda text: rows.setStringList([f"{text} {n}" for n in range(12)]))
    qtbot.addWidget(bare)
    with qtbot.waitExposed(bare):
        bare.show()

    def cost(line: QLineEdit) -> float:
        spent = []
        for typed in ("gu", "fam", "fam4", "guest01"):
            line.setText("")
            QApplication.processEvents()
            for letter in typed:
                began = time.perf_counter()
                line.insert(letter)
                line.window().grab()
                spent.append(time.perf_counter() - began)
        return median(spent)

    # the goal of 3 is watched by the bench on a quiet machine; here a loose roof that a slow list would break
    ratios = [cost(page.field) / cost(line) for _ in range(3)]
    assert min(ratios) < 6, ratios
