"""Reading the text under discussion: languages, places, heat, and the way in for another text."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import charters, notes
from hubdesk.desk.charters import Shown
from hubdesk.model.records import Event, Text
from hubdesk.model.section_search import number_of
from hubdesk.ui.charter.places import Place, heat
from hubdesk.ui.notes.units import place, units
from hubdesk.ui.pages.charter import CharterPage
from hubdesk.ui.widgets.prose import height_of, laid_out
from tests.ui import texts
from tests.ui.conftest import commit
from tests.ui.walk import nameless, tab_stops

ENTER, CONTROL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def charter(desk, event) -> str:
    return texts.take(desk, event)


@pytest.fixture
def page(show, event, charter) -> CharterPage:
    return show(CharterPage, event)


def plain(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))


def read(page: CharterPage, number: str) -> str:
    model = page.pane.reader.places
    row = next(row for row, each in enumerate(model.places) if each.shown.number == number)
    return plain(model.index(row).data())


def number_at(page: CharterPage) -> str:
    found = page.pane.reader.place(page.pane.reader.current)
    return found.shown.number if found else ""


# ---- languages


def test_two_languages_stand_side_by_side(page) -> None:
    assert page.pane.first.key == "en"
    assert page.pane.second.key == "ar"
    told = read(page, "2.2")
    assert "Money for hubs" in told
    assert "مال المراكز" in told


def test_what_is_not_translated_says_so_and_shows_the_source(page) -> None:
    told = read(page, "2.2p2")
    assert told.count("It follows a plan.") in (1, 2)
    model = page.pane.reader.places
    place = next(each for each in model.places if each.shown.number == "2.2p2")
    missing = Place(
        Shown("w", "e", "", "paragraph", 0, "1p1", 1, {"en": place.shown.texts["en"]}),
        "en",
    ).side("ar")
    assert (missing.language, missing.rtl) == ("en", False)
    assert missing.status is not None


@pytest.mark.parametrize(("status", "language", "told"), [("outdated", "ar", True), ("translated", "ar", False)])
def test_an_older_translation_is_marked(status: str, language: str, told: bool) -> None:
    words = {
        "en": Text(id="0" * 32, language="en", text="new", status="translated"),
        "ar": Text(id="1" * 32, language="ar", text="قديم", status=status),
    }
    side = Place(Shown("w", "e", "", "paragraph", 0, "1p1", 1, words), "en").side("ar")
    assert (side.language, side.rtl, side.status is not None) == (language, True, told)


def test_an_untranslated_unit_is_not_taken_for_a_translation() -> None:
    words = {
        "en": Text(id="0" * 32, language="en", text="new", status="translated"),
        "ar": Text(id="1" * 32, language="ar", text="new", status="untranslated"),
    }
    side = Place(Shown("w", "e", "", "paragraph", 0, "1p1", 1, words), "en").side("ar")
    assert (side.text, side.language) == ("new", "en")
    assert side.status is not None


def test_a_place_without_any_words_is_empty() -> None:
    side = Place(Shown("w", "e", "", "paragraph", 0, "1p1", 1, {}), "en").side("ar")
    assert (side.text, side.status) == ("", None)


def test_one_language_alone_can_be_chosen(page) -> None:
    page.pane.second.show_key("-")
    page.pane.second.picked.emit("-")
    assert page.pane.reader.places.languages == ("en",)
    assert "مال" not in read(page, "2.2")


def test_the_text_follows_the_window_until_somebody_chooses(page, preferences) -> None:
    preferences.speak("ar")
    QApplication.processEvents()
    assert page.pane.reader.places.languages[0] == "ar"
    page.pane.first.show_key("en")
    page.pane.first.picked.emit("en")
    preferences.speak("hi")
    QApplication.processEvents()
    assert page.pane.reader.places.languages[0] == "en"


def test_languages_cannot_scroll_apart_for_they_share_a_row(page) -> None:
    page.resize(1200, 500)
    model, reader = page.pane.reader.places, page.pane.reader
    row = next(row for row, each in enumerate(model.places) if each.shown.number == "2.1p1")
    tall = reader.visualRect(model.index(row)).height()
    font = reader.font()
    sides = [model.places[row].side(tag) for tag in model.languages]
    assert tall >= max(height_of(side.text, font, reader.viewport().width() // 2, rtl=side.rtl) for side in sides)


# ---- places


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2.2", "2.2"), ("§1.2", "1.2"), ("٢.١", "2.1"), ("2.2p1", "2.2p1"), ("money for", "2.2"), ("المراكز", "2")],
)
def test_a_number_or_words_lead_to_a_place(page, qtbot, typed: str, number: str) -> None:
    qtbot.keyClick(page.pane.reader, Qt.Key.Key_G, CONTROL)
    assert page.window().focusWidget() is page.jump
    commit(page.jump, typed)
    qtbot.keyClick(page.jump, ENTER)
    assert number_at(page) == number
    assert page.window().focusWidget() is (page.pane.reader if number_of(typed) else page.jump)


def test_words_of_a_paragraph_are_found_one_place_after_the_other(page, qtbot) -> None:
    commit(page.jump, "plan")
    seen = []
    for _ in range(3):
        qtbot.keyClick(page.jump, ENTER)
        seen.append(number_at(page))
    assert seen == ["2.2p2", "2.2p3", "2.2p2"]
    assert page.window().focusWidget() is page.jump, "so that Enter goes on"


def test_what_is_nowhere_is_shown_as_wrong(page, qtbot) -> None:
    qtbot.keyClicks(page.jump, "99.9")
    qtbot.keyClick(page.jump, ENTER)
    assert page.jump.property("wrong") == "true"
    assert page.window().focusWidget() is page.jump


def test_a_heading_of_the_outline_is_reached_by_mouse_and_keyboard(page, qtbot) -> None:
    page.resize(1200, 600)
    headings = page.contents.headings
    row = next(row for row, each in enumerate(headings.places) if each.shown.number == "2.1")
    qtbot.mouseClick(
        page.contents.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.contents.visualRect(headings.index(row)).center(),
    )
    assert number_at(page) == "2.1"
    page.contents.setFocus()
    qtbot.keyClick(page.contents, Qt.Key.Key_Down)
    qtbot.keyClick(page.contents, ENTER)
    assert number_at(page) == "2.2"


def test_a_note_about_the_place_begins_on_the_notes_page(page, qtbot, event, desk) -> None:
    asked = []
    page.frame.page_asked.connect(lambda key, about: asked.append((key, about)))
    commit(page.jump, "2.2")
    qtbot.keyClick(page.jump, ENTER)
    qtbot.mouseClick(page.write, Qt.MouseButton.LeftButton)
    assert asked == [("notes", charters.index(desk, event).resolve("2.2"))]


def test_a_place_goes_from_the_text_into_a_line_of_the_notes(window, desk, event, charter, qtbot) -> None:
    window.frame.open_event(event, "charter")
    page = window.page("charter")
    commit(page.jump, "2.2p1")
    qtbot.keyClick(page.jump, ENTER)
    page.write.click()
    assert window.key == "notes"
    line = window.page("notes").line
    assert line.text == "/2.2p1 "
    assert window.focusWidget() is line


def test_the_outline_shows_where_one_reads(page, qtbot) -> None:
    commit(page.jump, "2.2p2")
    qtbot.keyClick(page.jump, ENTER)
    row = page.contents.currentIndex().row()
    assert page.contents.headings.places[row].shown.number == "2.2"


# ---- heat


def test_notes_warm_their_place_and_its_heading(page, desk, event) -> None:
    for line in ("/2.2p1 one", "/2.2 two", "/1.1 three", "nowhere"):
        notes.add(desk, event, line)
    counts = page.pane.reader.places.counts
    by_number = {each.shown.number: counts.get(each.shown.wid, 0) for each in page.pane.reader.places.places}
    assert (by_number["2.2"], by_number["2.2p1"], by_number["1.1"], by_number["2.1"]) == (2, 1, 1, 0)
    row = next(row for row, each in enumerate(page.contents.headings.places) if each.shown.number == "2.2")
    heard = plain(page.contents.headings.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
    assert heard == "2.2 Money for hubs: 2"
    model = page.pane.reader.places
    row = model.row_of(charters.index(desk, event).resolve("2.2"))
    assert plain(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)).endswith("2 notes")


def test_a_heading_tells_which_kinds_of_notes_it_has(page, desk, event) -> None:
    for line in ("+: /2.2p1 one", "!: /2.2 two", "!: /2.2p2 three", "/2.2 four"):
        notes.add(desk, event, line)
    row = next(row for row, each in enumerate(page.contents.headings.places) if each.shown.number == "2.2")
    heard = plain(page.contents.headings.index(row).data(Qt.ItemDataRole.AccessibleTextRole)).split("\n")
    assert heard == ["2.2 Money for hubs: 4", "Potential deal breaker: 2", "Celebration: 1"]


@given(st.lists(st.sets(st.sampled_from(["h", "p", "q", "gone"]))))
def test_no_place_is_warmer_than_there_are_notes(tags: list[set[str]]) -> None:
    def made(wid: str, parent: str, role: str) -> Place:
        return Place(Shown(wid, wid, parent, role, 1, wid, 1, {}), "en")

    places = {"h": made("h", "", "section"), "p": made("p", "h", "paragraph"), "q": made("q", "p", "item")}
    found = heat(Counter(map(frozenset, tags)).items(), places)
    assert found["h"] == sum(bool(each & {"h", "p", "q"}) for each in tags)
    assert found["p"] == sum(bool(each & {"p", "q"}) for each in tags)
    assert found["gone"] == sum("gone" in each for each in tags)


# ---- another text


def test_a_text_is_read_from_files_looked_at_and_taken_in(show, desk, event, qtbot, tmp_path) -> None:
    page = show(CharterPage, event)
    assert page.empty.isVisible()
    assert not page.split.isVisible()
    file = tmp_path / "riverside.md"
    file.write_text(texts.ENGLISH, "utf-8")
    assert not page.take.isVisible() and page.main is page.empty.button, "one button for one thing"
    page.empty.button.click()
    assert page.stack.currentIndex() == 1
    page.incoming.read_files([file])
    qtbot.waitUntil(lambda: page.incoming.tree.topLevelItemCount() > 0)
    assert desk.read.get(Event, event).charters == frozenset()
    qtbot.mouseClick(page.incoming.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 0)
    assert page.split.isVisible()
    assert "Money for hubs" in read(page, "2.2")


def test_a_long_text_opens_at_once_and_its_end_can_be_reached(show, desk, event, qtbot) -> None:
    long = "# Long\n\n" + "\n\n".join(f"## Section {n}\n\nWords of section {n}." for n in range(1, 600))
    charters.take(desk, charters.preview([("long.md", long.encode())], language="en"), event=event)
    page = show(CharterPage, event)
    commit(page.jump, "590")
    qtbot.keyClick(page.jump, ENTER)
    reader = page.pane.reader
    qtbot.waitUntil(lambda: reader.visualRect(reader.currentIndex()).isValid())
    assert number_at(page) == "590"


# ---- everybody


def test_the_page_can_be_heard_and_left_by_tab(page) -> None:
    page.resize(1200, 700)
    assert nameless(page) == []
    stops = tab_stops(page)
    for each in (page.jump, page.contents, page.pane.reader, page.pane.first):
        assert each in stops


@pytest.mark.parametrize(
    ("language", "theme", "percent", "width"),
    [("en", "light", 100, 1100), ("ar", "dark", 200, 820), ("hi", "contrast", 100, 820), ("zh", "light", 250, 900)],
)
def test_it_can_be_painted_in_every_dress(page, preferences, language, theme, percent, width) -> None:
    preferences.speak(language)
    preferences.wear(theme)
    preferences.enlarge(percent)
    page.resize(width, 500)
    QApplication.processEvents()
    picture = page.grab().toImage()
    assert picture.width() == width
    assert page.minimumSizeHint().width() <= width
    middle = {picture.pixelColor(x, picture.height() - 120).name() for x in range(20, width - 20)}
    assert len(middle) > 1, "something is written there"


# ---- text in lines


@given(st.text(max_size=60), st.integers(20, 400), st.booleans())
def test_every_text_gets_lines_of_the_width(qapp, text: str, width: int, rtl: bool) -> None:
    layout = laid_out(text, qapp.font(), width, rtl=rtl)
    assert all(layout.lineAt(n).width() == width for n in range(layout.lineCount()))
    assert height_of(text, qapp.font(), width, rtl=rtl) >= (layout.lineCount() > 0 and bool(text))


@given(st.text(max_size=30), st.integers(0, 30))
def test_places_in_a_line_come_back(text: str, at: int) -> None:
    at = min(at, len(text))
    assert place(text, units(text, at)) == at
    assert units(text, len(text)) == len(text.encode("utf-16-le", "surrogatepass")) // 2
