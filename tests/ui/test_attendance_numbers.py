"""At the door: undo, numbers, what people agree to, and what a key costs."""

import time
from datetime import timedelta
from statistics import median

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QVBoxLayout, QWidget

from hubdesk.desk import attendance, events, people
from hubdesk.i18n import LANGUAGES, say
from hubdesk.model.consent import SHORT
from hubdesk.model.records import Mark, Person
from hubdesk.ui.attendance.consents import KEYS, ConsentTick
from hubdesk.ui.pages.attendance import AttendancePage
from hubdesk.ui.words import tell
from tests.ui.conftest import NOW
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
    qtbot.waitUntil(lambda: {key: each.number.text() for key, each in page.numbers.figures.items()} == wanted)
    assert page.numbers.chart.accessibleDescription().replace("\u2068", "").startswith("16:00: ")


def test_nobody_stays_away_before_the_gathering_is_over(page, desk, event, guests, qtbot) -> None:
    told = page.numbers.figures["no_show"].words
    for end, words in ((timedelta(hours=1), "not here yet"), (timedelta(hours=-1), "did not come")):
        events.edit(desk, event, start=desk.now() - timedelta(hours=2), end=desk.now() + end)
        qtbot.waitUntil(lambda words=words: told.text() == words)


def test_numbers_that_were_put_off_until_the_workspace_is_closed_are_not_read(page, desk, qtbot) -> None:
    page.numbers.count_soon(7)
    desk.close()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not page.numbers.waiting)
        QApplication.processEvents()
    assert raised == []


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


@pytest.mark.locked
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
    assert page.numbers.figures["here"].words.text() == tell(say("here now"))
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
                began = time.thread_time()
                line.insert(letter)
                line.window().grab()
                spent.append(time.thread_time() - began)
        return median(spent)

    # the goal of 3 is watched by the bench on a quiet machine; here a loose roof, in time of the processor (a machine
    # with other work has cold caches: up to 6), that a list which looks at everybody would break
    ratios = [cost(page.field) / cost(line) for _ in range(5)]
    assert min(ratios) < 9, ratios
