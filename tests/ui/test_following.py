"""Tags on an older edition in the window: proposed, confirmed by a button, kept in a tray where no place is left."""

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import anchoring, charters, notes
from hubdesk.ui.pages.charter import CharterPage
from hubdesk.ui.prepare.overview import OverviewPart
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.label import Label
from tests.ui import texts
from tests.ui.conftest import commit
from tests.ui.walk import nameless, tab_stops

LINES = ("/1.1p1 in summer", "/1.1p2 too rarely", "/1.2p1 good", "/1.2p1 who?", "/2.2 steady")


@pytest.fixture
def page(show, desk, event, qtbot) -> CharterPage:
    texts.take(desk, event)
    for line in LINES:
        notes.add(desk, event, line)
    texts.later(desk, event)
    made = show(CharterPage, event)
    made.follow.click()
    qtbot.waitUntil(lambda: len(made.following.list.entries) == 4)
    return made


def heads(page: CharterPage) -> list[str]:
    marks = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
    return [entry.head.translate(marks) for entry in page.following.list.entries]


def test_what_would_become_of_every_tag_is_shown_before_anything_changes(page, desk, event) -> None:
    assert heads(page) == [
        "1.1 ¶1: Changed (91 % alike)",
        "1.1 ¶2, now 2.1 ¶2: Moved",
        "1.2 ¶1: No longer there",
        "2.2: Kept",
    ]
    assert page.following.list.entries[2].below == "2 notes: \u2068\u2068good\u2069 · \u2068who?\u2069\u2069"
    assert page.waits.text().startswith("5 tags") and anchoring.waiting(desk, event) == 5


def test_the_sure_ones_go_at_once_and_undo_brings_them_back(page, desk, event, qtbot) -> None:
    qtbot.mouseClick(page.following.all, Qt.MouseButton.LeftButton)
    left = ["1.1 ¶1: Changed (91 % alike)", "1.2 ¶1: No longer there"]
    qtbot.waitUntil(lambda: heads(page) == left)
    assert anchoring.waiting(desk, event) == 3 and not page.following.all.isEnabled()
    desk.undo()
    qtbot.waitUntil(lambda: len(heads(page)) == 4)
    assert anchoring.waiting(desk, event) == 5


def test_one_is_confirmed_by_enter_and_what_has_no_place_stays_in_the_tray(page, desk, event, qtbot) -> None:
    view = page.following.list
    view.setCurrentIndex(view.model_.index(2))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: heads(page)[-1] == "1.2 ¶1: on words that are no longer there")
    assert "Those who are touched" in view.entries[-1].told[0].words and view.entries[-1].told[0].way == "gone"
    view.setCurrentIndex(view.model_.index(3))
    assert not page.following.one.isEnabled() and page.following.other.isEnabled()


def test_another_place_is_chosen_by_its_number(page, desk, event, qtbot) -> None:
    view = page.following.list
    view.setCurrentIndex(view.model_.index(2))
    qtbot.mouseClick(page.following.other, Qt.MouseButton.LeftButton)
    commit(page.following.finder.field, "1.2")
    qtbot.keyClick(page.following.finder.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(heads(page)) == 3)
    place = charters.index(desk, event).resolve("1.2")
    assert {note.text for note in desk.read.notes(event, section=place)} == {"good", "who?"}


def test_a_kept_one_can_be_left_without_a_place(page, desk, event, qtbot) -> None:
    view = page.following.list
    view.setCurrentIndex(view.model_.index(3))
    qtbot.mouseClick(page.following.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: anchoring.waiting(desk, event) == 4)
    qtbot.waitUntil(lambda: heads(page)[-1] == "2.2: on words that are no longer there")


def test_the_overview_says_that_tags_wait_and_leads_to_them(show, page, desk, event) -> None:
    overview = show(OverviewPart, event)
    asked = []
    overview.frame.page_asked.connect(lambda key, about: asked.append((key, about)))
    (line,) = [each for each in overview.findChildren(Label) if each.text().startswith("5 tags stand")]
    next(each for each in line.parentWidget().findChildren(Button)).click()
    assert asked == [("charter", "tags")]
    page._back()
    page.arrive("tags")
    assert page.following.isVisible()
    anchoring.settle(desk, event, anchoring.proposals(desk, event))
    assert not [each for each in overview.findChildren(Label) if "older edition" in each.text() and each.isVisible()]


def test_when_nothing_waits_any_more_it_says_so_and_undo_shows_the_list_again(page, desk, event, qtbot) -> None:
    anchoring.settle(desk, event, list(page.following.found.values()))
    place = charters.index(desk, event).resolve("1.2")
    qtbot.waitUntil(lambda: len(page.following.list.entries) == 1)  # the one without a place
    left = next(iter(page.following.found.values()))
    anchoring.settle(desk, event, [anchoring.placed(desk, event, left, place)])
    qtbot.waitUntil(page.following.empty.isVisible)
    assert not page.following.list.isVisible() and not page.following.all.isVisible()
    desk.undo()
    qtbot.waitUntil(page.following.list.isVisible)
    assert not page.following.empty.isVisible()


def test_who_comes_for_the_tags_lands_on_their_list(window, desk, event, qtbot) -> None:
    texts.take(desk, event)
    notes.add(desk, event, LINES[0])
    texts.later(desk, event)
    window.frame.open_event(event)
    window.go("charter", "tags")
    assert window.focusWidget() is window.page("charter").following.list
    window.go("charter", "elsewhere")
    assert window.focusWidget() is window.page("charter").jump


def test_it_has_names_and_tab_stops_and_fits(page, preferences) -> None:
    assert nameless(page) == []
    stops = tab_stops(page)
    for each in (page.following.all, page.following.one, page.following.other, page.following.list):
        assert each in stops
    for language, percent in (("ar", 200), ("zh", 250)):
        preferences.speak(language)
        preferences.enlarge(percent)
        page.resize(820, 560)
        assert page.minimumSizeHint().width() <= 820
