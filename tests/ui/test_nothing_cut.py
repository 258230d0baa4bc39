"""On a usual laptop every heading, tab, button and sentence is read whole, in each language of the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.desk import sample
from hubdesk.i18n import LANGUAGES, say
from hubdesk.ui.pages.agenda import PARTS as MOMENTS
from hubdesk.ui.pages.feedback import PARTS as AFTER
from hubdesk.ui.pages.prepare import PARTS as BEFORE
from hubdesk.ui.widgets.buttons import Tick
from hubdesk.ui.widgets.table import Column, Table
from hubdesk.ui.widgets.tabs import Tabs
from tests.ui.cut import cut
from tests.ui.walk import PAGES, rest

LAPTOP = (1366, 768)
#: {page: what is behind its tabs}
PARTS = {"prepare": BEFORE, "agenda": MOMENTS, "feedback": AFTER}


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "dark")])
def test_nothing_is_cut_on_a_usual_laptop(window, desk, preferences, qtbot, percent: int, theme: str) -> None:
    window.frame.open_event(sample.make_sample(desk))
    preferences.wear(theme)
    preferences.enlarge(percent)
    window.resize(*LAPTOP)
    visits = [(page, part) for page in (*PAGES, "prepare") for part in PARTS.get(page, ("",))]
    for page, part in visits:  # each is made and has read what it shows before anything is measured
        window.go(page, part)
        rest(window, qtbot)
    found = []
    for tag in LANGUAGES:
        preferences.speak(tag)
        for page, part in visits:
            window.go(page, part)
            QApplication.processEvents()
            if cut(window):  # some pages count first, and say then
                rest(window, qtbot)
            found += [(tag, page, part, each) for each in cut(window)]
    assert found == [], "\n".join(map(str, found))


def test_a_heading_that_was_hidden_comes_back_with_room_for_its_words(qtbot, preferences) -> None:
    """Qt tells no width of a hidden heading: it was shown, found too wide and cut to nothing."""
    columns = [
        Column[str](say("Item"), str, 0),
        Column[str](say("Began"), str, 40),
        Column[str](say("Two versions"), str, 40),
    ]
    table = Table(columns, key=str, name=say("Run-sheet"), give_way=(2, 1))
    qtbot.addWidget(table)
    table.fill(["a", "b"])
    table.show()
    for wide in range(600, 240, -7):
        table.resize(wide, 200)
        QApplication.processEvents()
        assert cut(table) == [], wide
    for wide in range(240, 600, 7):
        table.resize(wide, 200)
        QApplication.processEvents()
        assert cut(table) == [], wide
    assert not table.isColumnHidden(1) and not table.isColumnHidden(2)


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_tabs_that_do_not_fit_go_on_below_and_are_pressed_there(qtbot, preferences, tag: str) -> None:
    preferences.speak(tag)
    keys = "abcdef"
    tabs = Tabs({key: say("Similar notes") for key in keys}, say("Parts"), whole={"e": say("Plan and time")})
    qtbot.addWidget(tabs)
    tabs.resize(420, tabs.heightForWidth(420))
    tabs.show()
    QApplication.processEvents()
    places = tabs.places()
    assert cut(tabs) == [] and {box.y() for box in places} != {0}
    assert all(tabs.rect().contains(box) for box in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    picture, ground = tabs.grab().toImage(), tabs.grab().toImage().pixelColor(tabs.width() // 2, 1)
    for box in places:  # the word of each is seen where it is pressed
        inside = [
            (x, y) for x in range(box.left() + 4, box.right() - 4) for y in range(box.top() + 4, box.bottom() - 6)
        ]
        assert any(picture.pixelColor(*spot).lightness() < 140 for spot in inside)
    assert ground.lightness() > 200
    first = places[0]
    assert (first.right() == tabs.width() - 1) if tag == "ar" else (first.left() == 0)
    for key, box in zip(keys, places, strict=True):
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=box.center())
        assert tabs.key == key
        assert QPoint(0, 0) == tabs.pos()
    QTest.keyClick(tabs, Qt.Key.Key_Right if tag == "ar" else Qt.Key.Key_Left)
    assert tabs.key == "e"
    tabs.resize(1400, 90)
    QApplication.processEvents()
    assert {box.y() for box in tabs.places()} == {0}


def test_a_long_question_of_a_tick_goes_on_in_the_next_line(qtbot, preferences) -> None:
    tick = Tick("All agreed that its notes may leave: upload files may be written, and everybody was asked")
    qtbot.addWidget(tick)
    whole = tick.sizeHint()
    assert tick.minimumSizeHint().width() < whole.width() // 2
    assert tick.heightForWidth(whole.width()) == whole.height()
    assert tick.heightForWidth(whole.width() // 2) >= whole.height() + tick.fontMetrics().height()
