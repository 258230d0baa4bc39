"""Desk mode: nothing but one line, nobody's name before it is typed whole, and a PIN before anything else."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.desk import attendance, people
from hubdesk.model.records import Person
from hubdesk.ui.kiosk import Kiosk
from hubdesk.ui.pages.kiosk import KioskPage
from hubdesk.ui.window import Window
from tests.ui.conftest import commit
from tests.ui.test_monkey import Monkey
from tests.ui.walk import nameless, texts

NAMES = ("Amina Odhiambo", "Amina Njoroge", "Jonas", "陈月明")
PIN = "2580"


@pytest.fixture
def page(window: Window, desk, event, qtbot) -> KioskPage:
    for number, name in enumerate(NAMES, 1):
        people.add(desk, event, name, email=f"{number}@example.org", phone=f"+2547000{number}", badge=str(100 + number))
    window.frame.open_event(event, "attendance")
    qtbot.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    found = window.page("kiosk")
    qtbot.keyClicks(found.pin, PIN)
    qtbot.keyClicks(found.again, PIN)
    qtbot.keyClick(found.again, Qt.Key.Key_Return)
    return found


def enter(page: KioskPage, qtbot, text: str) -> None:
    page.field.clear()
    commit(page.field, text)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)


def shown(window: Window) -> str:
    return "\n".join(str(each) for each in texts(window.stack.currentWidget()))


def test_a_pin_is_typed_twice_and_not_too_short(show, event, qtbot) -> None:
    page = show(KioskPage, event)
    for pin, again in (("123", "123"), ("1234", "1235")):
        page.pin.setText(pin)
        page.again.setText(again)
        qtbot.keyClick(page.again, Qt.Key.Key_Return)
        assert not page.frame.kiosk.on
    assert nameless(page) == []


def test_nothing_else_can_be_reached(page, window, desk) -> None:
    assert page.frame.kiosk.on
    assert not any(each.isVisible() for each in (window.rail, window.header, window.status, window.menuBar()))
    for deed, action in window.actions_list:
        action.trigger()
        assert window.key == "kiosk", deed
        assert action.isEnabled() == (deed.page == "kiosk"), deed
    for key in ("events", "notes", "history", "lock"):
        window.go(key)
    window.open_files(["evening.hubbundle"])
    window.close()
    assert window.isVisible()
    assert (window.key, window.asked) == ("kiosk", ["evening.hubbundle"])
    assert window.stack.currentWidget() is page
    assert page.out.isVisible()


def test_nobody_is_named_before_a_whole_word_was_typed(page, window, qtbot) -> None:
    for text in ("a", "am", "amin", "amina", "j", "jona", "njo", "10", "@", "example", "2547"):
        commit(page.field, text)
        qtbot.keyClick(page.field, Qt.Key.Key_Return)
        assert not any(name in shown(window) for name in ("Odhiambo", "Njoroge", "Jonas", "陈月明")), text
        page.clear()
    enter(page, qtbot, "odhiambo")
    assert "Amina Odhiambo" in shown(window)
    assert not any(secret in shown(window) for secret in ("example.org", "2547"))


@pytest.mark.parametrize(
    ("text", "name"), [("jonas", NAMES[2]), ("AMINA njoroge", NAMES[1]), ("月明", NAMES[3]), ("103", NAMES[2])]
)
def test_who_types_a_whole_word_or_a_number_is_checked_in(page, desk, event, qtbot, text: str, name: str) -> None:
    enter(page, qtbot, text)
    (stay,) = attendance.presence(desk, event)
    assert desk.read.get(Person, stay).name == name
    assert page.asking.card.isVisible()
    enter(page, qtbot, text)
    assert not page.asking.card.isVisible()  # somebody else may stand there


def test_who_is_not_on_the_list_is_asked_once_and_added(page, desk, event, qtbot) -> None:
    enter(page, qtbot, "Grace Wairimu")
    assert not attendance.presence(desk, event)
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    (who,) = attendance.presence(desk, event)
    assert desk.read.get(Person, who).walk_in
    for text in ("999", "amina"):  # a number, and a name of two, are nobody new
        enter(page, qtbot, text)
        qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert len(attendance.presence(desk, event)) == 1


def test_nothing_of_anybody_stays_on_the_screen(page, window, qtbot) -> None:
    enter(page, qtbot, "jonas")
    assert page.idle.isActive() and page.idle.interval() == 20_000
    page.idle.start(1)
    qtbot.waitUntil(lambda: "Jonas" not in shown(window))
    assert page.field.hasFocus()


def test_a_wrong_pin_waits_longer_each_time() -> None:
    now = [0.0]
    kiosk = Kiosk(now=lambda: now[0])
    kiosk.begin(PIN)
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        assert not kiosk.leave("0000")
        assert kiosk.wait == wait
        assert not kiosk.leave(PIN)  # not even the right one before its time
        now[0] += wait
    assert kiosk.leave(PIN)
    assert not kiosk.on


def test_the_pin_brings_everything_back(page, window, qtbot) -> None:
    page.ask_pin()
    qtbot.keyClicks(page.code, PIN)
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    assert window.key == "attendance"
    assert window.rail.isVisible() and window.menuBar().isVisible()
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.key == "notes"
    assert window.actions_list["go-history"].isEnabled()


@pytest.mark.parametrize("times", [5_000, pytest.param(50_000, marks=pytest.mark.soak)])
def test_a_monkey_never_reaches_another_page(page, window, qtbot, times: int) -> None:
    monkey = Monkey(window, 7)
    with qtbot.captureExceptions() as caught:
        for n in range(times):
            monkey.press()
            for _, action in random.Random(n).sample(list(window.actions_list), 2):
                action.trigger()
            if not n % 20:
                QApplication.processEvents()
            assert (window.key, window.stack.currentWidget()) == ("kiosk", page)
            assert not any(each.isVisible() for each in (window.rail, window.menuBar()))
    assert caught == []
    assert page.frame.kiosk.on
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, QWidget) and each.isVisible()] == [
        window
    ]
