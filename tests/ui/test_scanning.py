"""A scanner types at the door: every code counts once, an unknown one is told, and none becomes a name."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from hubdesk.desk import attendance, people
from hubdesk.model.records import Mark, Person
from hubdesk.ui.attendance.scanning import Wedge
from hubdesk.ui.pages.attendance import AttendancePage
from tests.ui.conftest import commit

ENTER = Qt.Key.Key_Return
#: Where evdev counts the keys; what X11 and Wayland add is added below.
PLACES = {letter: 2 + n for n, letter in enumerate("1234567890")} | {"a": 30, "q": 16, "z": 44}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="keys have other codes elsewhere")


@pytest.fixture
def guests(desk, event) -> list[str]:
    return [people.add(desk, event, f"Guest {n:02}", badge=str(100 + n)) for n in range(40)]


@pytest.fixture
def page(show, event, guests) -> AttendancePage:
    return show(AttendancePage, event)


def key(letter: str, *, at: int = 0, place: int = 0) -> QKeyEvent:
    code = ENTER if letter == "\r" else Qt.Key.Key_unknown
    made = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, place, 0, 0, letter)
    made.setTimestamp(at)
    return made


def scan(page: AttendancePage, code: str, *, after: str = "\r", at: int = 0) -> None:
    """Send a code as a scanner does; from `at` on every key comes 4 ms after the one before it."""
    for n, letter in enumerate(code + after):
        QApplication.postEvent(page.field, key(letter, at=at and at + 4 * n))


def came(desk, event: str) -> list[str]:
    return [mark.person for mark in desk.read.all(Mark, event=event)]


def test_codes_that_come_faster_than_they_are_taken_are_all_taken_once(page, desk, event, guests) -> None:
    for n in range(40):
        scan(page, str(100 + n), after="\r\n" if n % 2 else "\r")
        if n % 10 == 3:
            scan(page, "999")
            scan(page, str(100 + n))
    QApplication.processEvents()
    assert came(desk, event) == guests
    assert not desk.read.all(Person, event=event, walk_in=True)


def test_an_unknown_code_is_told_and_the_next_one_replaces_it(page, desk, event, guests) -> None:
    scan(page, "999", after="\r\r")
    QApplication.processEvents()
    assert (page.result.what.text(), page.result.who.text()) == ("Nobody has this number", "999")
    assert page.result.property("tone") == "warning"
    scan(page, "100", after="\r\r")
    QApplication.processEvents()
    assert (page.result.what.text(), came(desk, event)) == ("Checked in", guests[:1])
    scan(page, "100")
    QApplication.processEvents()
    assert "Already here since" in page.result.what.text() and len(came(desk, event)) == 1


def test_a_number_means_its_owner_and_nobody_whose_number_only_begins_so(page, desk, event, guests, qtbot) -> None:
    qtbot.keyClicks(page.field, "10")
    assert page.list.isVisible() and page.list.current is None
    qtbot.keyClick(page.field, ENTER)
    assert came(desk, event) == [] and page.result.what.text() == "Nobody has this number"
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    chosen = page.list.hits.hit(1).person.id
    qtbot.keyClick(page.field, ENTER)
    assert came(desk, event) == [chosen], "chosen by hand"


def test_a_number_of_two_people_checks_in_neither_until_one_is_chosen(page, desk, event, guests, qtbot) -> None:
    twins = [people.add(desk, event, name, badge="77") for name in ("Twin", "Other twin")]
    scan(page, "77")
    QApplication.processEvents()
    assert page.result.what.text() == "More than one person has this number" and came(desk, event) == []
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    qtbot.keyClick(page.field, ENTER)
    assert len(came(desk, event)) == 1 and came(desk, event)[0] in twins


def test_whoever_is_called_by_a_number_is_found_by_it(page, desk, event, qtbot) -> None:
    called = people.add(desk, event, "", username="Q42")
    people.add(desk, event, "Q42 Fan Club")
    qtbot.keyClicks(page.field, "q42")
    qtbot.keyClick(page.field, ENTER)
    assert came(desk, event) == [called]


@pytest.mark.parametrize("code", ["https://example.org/t/8HX2", "BEGIN:VCARD", "4006381333931", "hk7x-22qa"])
def test_a_code_of_something_else_never_becomes_a_name(page, desk, event, code: str) -> None:
    for _ in range(3):
        scan(page, code, after="\r\n\r", at=10_000)
        QApplication.processEvents()
    assert not desk.read.all(Person, event=event, walk_in=True) and came(desk, event) == []
    assert page.result.what.text() == "Nobody has this number"
    scan(page, "103", at=90_000)
    QApplication.processEvents()
    assert len(came(desk, event)) == 1


def test_a_scanned_code_is_no_beginning_of_a_name(page, desk, event) -> None:
    people.add(desk, event, "Zacharias Longname")
    scan(page, "Zachari", at=10_000)
    QApplication.processEvents()
    assert came(desk, event) == []


def test_a_ticket_that_is_no_number_is_a_badge_too(page, desk, event) -> None:
    ticket = people.add(desk, event, "Ticket holder", badge="hk7x22qa")
    scan(page, "HK7X22QA", at=10_000)
    QApplication.processEvents()
    assert came(desk, event) == [ticket]


@LINUX
@pytest.mark.parametrize(
    ("code", "typed"), [("a17", "ф17"), ("a17", "ش17"), ("17", "&è"), ("a17", "q&è"), ("z9", "я9")]
)
def test_a_code_that_another_layout_spells_differently_is_read_by_its_keys(page, desk, event, code, typed) -> None:
    owner = people.add(desk, event, "Owner", badge=code.upper())
    for letter, shown in zip(code, typed, strict=True):
        QApplication.postEvent(page.field, key(shown, place=PLACES[letter] + 8))
    QApplication.postEvent(page.field, key("\r"))
    QApplication.processEvents()
    assert page.field.text() == "" and came(desk, event) == [owner]


@LINUX
def test_a_letter_on_a_key_of_digits_is_a_letter_when_a_person_types_it(page, desk, event) -> None:
    people.add(desk, event, "Two", badge="2")
    for each in (key("é", place=PLACES["2"] + 8), key("\r"), key("\r")):
        QApplication.postEvent(page.field, each)
    QApplication.processEvents()
    assert came(desk, event) == [] and page.result.what.text() == "Nobody has this number"


def test_a_click_after_a_scan_is_no_scan(page, desk, event, guests, qtbot) -> None:
    scan(page, "hk7x-22qa", at=10_000)
    QApplication.processEvents()
    commit(page.field, "guest 0")
    place = page.list.visualRect(page.list.hits.index(1, 0)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert came(desk, event) == [guests[1]]


def test_what_an_input_method_brings_has_no_keys(page, desk, event, qtbot) -> None:
    commit(page.field, "王")
    assert page.field.code == ""
    qtbot.keyClick(page.field, ENTER)
    assert page.result.what.text() == "Not on the list: add?"
    assert attendance.counts(desk, event).came == 0


def test_a_person_is_never_as_quick_as_a_scanner() -> None:
    def rushed(gaps: list[int]) -> bool:
        wedge, now = Wedge(), 10_000
        for gap in gaps[:-1]:
            wedge.press(key("a", at=now))
            now += gap
        return wedge.rushed(now + gaps[-1])

    assert rushed([4] * 9) and rushed([30] * 9)
    assert not rushed([60] * 12), "two hundred words a minute"
    assert not rushed([4] * 4), "three letters that a roll of the fingers brings"
    unknown = Wedge()
    for _ in range(20):
        unknown.press(key("a"))
    assert not unknown.rushed(0), "no clock, no guess"
