"""The parts of the attendance page by themselves: list, chart, consent, columns; with names of every sort."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.desk.attendance_list import Hit
from hubdesk.i18n import Sentence
from hubdesk.model.consent import PURPOSES, QUESTIONS, SHORT
from hubdesk.model.records import Consent, Person
from hubdesk.ui.attendance.chart import PresenceChart
from hubdesk.ui.attendance.consents import ConsentCard, ConsentTick, state_of
from hubdesk.ui.attendance.hits import ROWS, HitList, details
from hubdesk.ui.widgets.sides import Sides
from tests.ui.noting import plain

slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
EVENT = "e" * 32


def person(n: int = 1, **fields: object) -> Person:
    return Person(id=f"{n:032x}", event=EVENT, **fields)


def hit(n: int = 1, *, here: bool = False, **fields: object) -> Hit:
    return Hit(person(n, **fields), here, "2026-05-09T12:12:00+00:00" if here else "")


def answer(**fields: object) -> Consent:
    return Consent(id="c" * 32, purpose="quote", **fields)


@pytest.fixture
def shown_list(qtbot, preferences) -> HitList:
    made = HitList()
    made.resize(420, 300)
    qtbot.addWidget(made)
    made.show()
    return made


# ---- the list


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "Amina", "username": "Amina W", "community": "Riverside"}, "Amina W · Riverside"),
        ({"name": "王小明", "other_script": "Wang Xiaoming"}, "Wang Xiaoming"),
        ({"username": "OnlyUser", "badge": "7"}, "Badge 7"),
        ({"badge": "7"}, ""),
        ({"name": "A", "sheet": 3}, "Line 3 of the sheet"),
        ({"name": "A", "email": "a@example.org", "phone": "+1 555", "remark": "secret"}, ""),
    ],
)
def test_what_tells_people_apart_and_nothing_to_reach_them(preferences, fields: dict[str, object], told: str) -> None:
    assert plain(details(person(**fields))) == told


def test_the_list_is_as_high_as_its_rows(shown_list) -> None:
    heights = []
    for number in (1, 3, ROWS, ROWS + 20):
        shown_list.show_hits([hit(n, name=f"Guest {n}") for n in range(1, number + 1)])
        heights.append(shown_list.height())
    assert heights == sorted(heights)
    assert heights[-1] == heights[-2] < 600


def test_who_was_chosen_stays_chosen_when_the_list_changes(shown_list) -> None:
    shown_list.show_hits([hit(n, name=f"Guest {n}") for n in (1, 2, 3)])
    shown_list.step(2)
    kept = shown_list.current.person.id
    shown_list.show_hits([hit(n, name=f"Guest {n}") for n in (3, 1)], kept)
    assert shown_list.current.person.id == kept
    shown_list.show_hits([hit(9, name="Other")], kept)
    assert shown_list.current.person.name == "Other"
    shown_list.show_hits([])
    assert shown_list.current is None
    shown_list.step(1)
    assert shown_list.current is None


def test_presence_is_said_in_words_on_the_clocks_of_the_place(shown_list) -> None:
    shown_list.hits.zone = "Africa/Nairobi"
    shown_list.show_hits([hit(1, name="A", here=True), hit(2, name="B", status="cancelled"), hit(3, name="C")])
    told = [plain(shown_list.hits.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(3)]
    assert told == ["A, Here since 15:12", "B, Cancelled", "C"]


@slow
@given(name=st.text(max_size=80), other=st.text(max_size=30), here=st.booleans())
def test_any_name_can_be_painted(shown_list, name: str, other: str, here: bool) -> None:
    shown_list.show_hits([hit(1, name=name, other_script=other, badge="1", here=here)])
    assert not shown_list.grab().isNull()


@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh", "ar-XB"])
def test_rows_are_painted_on_both_sides(shown_list, preferences, language: str) -> None:
    preferences.speak(language)
    shown_list.show_hits([hit(1, name="محمد الأمين", here=True), hit(2, name="Zoë", username="Zoe")])
    picture = shown_list.grab().toImage()
    row = shown_list.visualRect(shown_list.hits.index(0, 0)).center().y()
    ground = picture.pixelColor(picture.width() // 2, row).name()
    near, far = range(12, 150), range(picture.width() - 150, picture.width() - 16)
    for side in (near, far):
        inks = {picture.pixelColor(x, y).name() for x in side for y in range(row - 18, row + 18)}
        assert inks - {ground}, "name on one side, presence on the other"


# ---- the chart


def test_the_chart_can_be_heard_and_mirrors(qtbot, preferences) -> None:
    chart = PresenceChart()
    qtbot.addWidget(chart)
    chart.resize(400, 130)
    chart.show_steps([("14:00", 2), ("14:15", 9), ("14:30", 4)], "People in the room")
    assert chart.accessibleDescription() == "14:00: 2; 14:15: 9; 14:30: 4"
    left_to_right = chart.grab().toImage()
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored = chart.grab().toImage()
    base = left_to_right.height() - 30
    blue = left_to_right.pixelColor(6, base).name()
    assert mirrored.pixelColor(mirrored.width() - 6, base).name() == blue
    assert left_to_right.pixelColor(left_to_right.width() - 6, base).name() != blue


@slow
@given(steps=st.lists(st.tuples(st.just("09:00"), st.integers(0, 10**6)), max_size=450))
def test_any_evening_can_be_drawn(qtbot, preferences, steps: list[tuple[str, int]]) -> None:
    chart = PresenceChart()
    chart.resize(300, 120)
    chart.show_steps(steps, "x")
    assert not chart.grab().isNull()


# ---- consent


@pytest.mark.parametrize(
    ("consent", "state"),
    [
        (None, "open"),
        (answer(), "open"),
        (answer(given=True, at="2026-05-09"), "yes"),
        (answer(given=False, at="2026-05-09"), "no"),
        (answer(given=True, at="2026-05-09", withdrawn=frozenset({"yes"})), "no"),
        (answer(given=True, at="2026-05-09", versions=frozenset({"given"})), "versions"),
    ],
)
def test_an_answer_is_one_of_four(consent: Consent | None, state: str) -> None:
    assert state_of(consent) == state


@pytest.mark.parametrize("width", [220, 300, 600])
@pytest.mark.parametrize("percent", [100, 200])
def test_the_whole_question_fits_into_its_tick(qtbot, preferences, width: int, percent: int) -> None:
    preferences.enlarge(percent)
    for purpose in PURPOSES:
        tick = ConsentTick(purpose)
        qtbot.addWidget(tick)
        tick.resize(width, tick.heightForWidth(width))
        assert not tick.grab().isNull()
        assert tick.heightForWidth(width) >= tick.heightForWidth(width * 2)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_tick_answers_to_space_and_enter(qtbot, preferences, key: Qt.Key) -> None:
    card = ConsentCard()
    qtbot.addWidget(card)
    card.show_answers("Amina", {})
    with qtbot.waitSignal(card.answered) as said:
        qtbot.keyClick(card.ticks["photo"], key)
    assert said.args == ["photo"]


def test_the_card_names_whom_and_leaves_out_what_is_not_asked(qtbot, preferences) -> None:
    card = ConsentCard()
    qtbot.addWidget(card)
    card.show_answers("<b>Amina</b>", {"quote": answer(given=True, at="2026-05-09")}, frozenset({"photo"}))
    assert "<b>Amina</b>" in plain(card.who.text())
    assert card.ticks["quote"].state == "yes"
    assert card.ticks["photo"].isHidden()
    assert not card.ticks["quote"].isHidden()


def test_questions_make_room_and_come_back_by_hand(qtbot, preferences) -> None:
    card = ConsentCard()
    qtbot.addWidget(card)
    card.show_answers("Amina", {})
    card.fit(True)
    tall = card.ticks["collect"].heightForWidth(300)
    card.fit(False)
    assert card.ticks["collect"].heightForWidth(300) < tall / 2
    assert "delete it" in card.ticks["collect"].toolTip()
    card.words.click()
    assert card.ticks["collect"].heightForWidth(300) == tall
    card.fit(False)
    assert card.ticks["collect"].heightForWidth(300) == tall, "who chose keeps it"
    assert card.ticks["collect"].toolTip() == ""


def test_every_purpose_has_a_short_name_and_a_question() -> None:
    assert tuple(SHORT) == tuple(QUESTIONS) == PURPOSES
    assert all(isinstance(each, Sentence) for each in SHORT.values())


# ---- columns


def test_columns_stand_side_by_side_where_there_is_room(qtbot, preferences) -> None:
    first, second = QWidget(), QWidget()
    sides = Sides(first, second, least=500)
    qtbot.addWidget(sides)
    sides.resize(800, 300)
    sides.show()
    QApplication.processEvents()
    assert not sides.stacked
    assert first.x() < second.x()
    preferences.enlarge(200)
    sides.resize(790, 300)
    QApplication.processEvents()
    assert sides.stacked
    preferences.enlarge(100)
    sides.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    sides.resize(800, 300)
    QApplication.processEvents()
    assert not sides.stacked
    assert first.x() > second.x()
