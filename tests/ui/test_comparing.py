"""Two editions side by side in the window: what changed is seen without colour, and heard without eyes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.model.wording import changes
from hubdesk.ui.pages.charter import CharterPage
from hubdesk.ui.widgets.prose import marked
from tests.ui import texts
from tests.ui.walk import nameless, tab_stops


@pytest.fixture
def page(show, desk, event, qtbot) -> CharterPage:
    texts.take(desk, event)
    texts.later(desk, event)
    made = show(CharterPage, event)
    made.compare.click()
    qtbot.waitUntil(lambda: bool(made.comparing.list.entries))
    return made


def heads(page: CharterPage) -> list[str]:
    marks = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
    return [entry.head.translate(marks) for entry in page.comparing.list.entries]


def test_what_changed_is_listed_with_its_places(page) -> None:
    assert heads(page) == [
        "1.1 ¶1: Edited (91 % alike)",
        "1.1 ¶2, now 2.1 ¶2: Moved",
        "2.2 ¶4: New",
        "1.2 ¶1: Removed",
    ]
    edited = page.comparing.list.entries[0]
    assert [piece.words for piece in edited.told if piece.way == "came"] == ["every spring "]


def test_everything_can_be_seen_and_the_other_language_too(page, qtbot) -> None:
    shown = len(page.comparing.list.entries)
    page.comparing.only.click()
    qtbot.waitUntil(lambda: len(page.comparing.list.entries) > shown)
    assert heads(page)[0] == "0: The same"
    page.comparing.language.show_key("ar")
    page.comparing.language.picked.emit("ar")
    qtbot.waitUntil(lambda: page.comparing.list.entries[0].rtl)
    assert "اتفاق الضفة" in page.comparing.list.entries[0].told[0].words


def test_the_other_way_round_what_came_has_gone(page, qtbot) -> None:
    old, new = page.comparing.old.key, page.comparing.new.key
    page.comparing.old.show_key(new)
    page.comparing.new.show_key(old)
    page.comparing.new.picked.emit(old)
    qtbot.waitUntil(lambda: "1.2 ¶1: New" in heads(page))


def test_what_went_and_came_is_seen_without_colour_and_heard(page) -> None:
    layout = marked(tuple(changes("alpha 𝄞 beta", "alpha 𝄞 gamma")), page.font(), 300, rtl=False)
    struck, underlined = layout.formats()
    assert struck.format.fontStrikeOut() and not struck.format.fontUnderline()
    assert underlined.format.fontUnderline() and not underlined.format.fontStrikeOut()
    assert layout.text()[struck.start - 1 :].startswith("beta") or struck.start == len("alpha ") + 3
    heard = page.comparing.list.model_.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "new: \u2068every spring \u2069" in heard


def test_the_way_back_leads_to_the_text(page, qtbot) -> None:
    assert page.stack.currentIndex() == 1
    page._back()
    assert page.stack.currentIndex() == 0 and page.pane.reader.isVisible()


def test_one_edition_alone_has_nothing_to_be_compared_with(show, desk, event) -> None:
    texts.take(desk, event)
    page = show(CharterPage, event)
    assert not page.compare.isVisible()
    texts.later(desk, event)
    assert page.compare.isVisible()


def test_it_has_names_tab_stops_and_room_in_every_dress(page, preferences) -> None:
    assert nameless(page) == []
    stops = tab_stops(page)
    for each in (page.comparing.old, page.comparing.new, page.comparing.language, page.comparing.list):
        assert each in stops
    for language, theme, percent in (("ar", "dark", 200), ("zh", "contrast", 250), ("hi", "light", 100)):
        preferences.speak(language)
        preferences.wear(theme)
        preferences.enlarge(percent)
        page.resize(820, 560)
        QApplication.processEvents()
        assert page.minimumSizeHint().width() <= 820
        assert not page.grab().isNull()
