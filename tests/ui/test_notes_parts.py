"""The parts of the notes page by themselves: popup, offers, chips, drafts, keys of other layouts, hostile words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.desk.section_index import index
from hubdesk.model.capture import chips
from hubdesk.model.codebook import KINDS
from hubdesk.model.line_edits import completing
from hubdesk.model.records import Note
from hubdesk.ui.notes.line import CaptureLine
from hubdesk.ui.notes.offers import Offers, Used
from hubdesk.ui.notes.popup import Offer, Popup
from hubdesk.ui.notes.signs import KEYS, SHOWN, Signs, called
from hubdesk.ui.notes.sorting import _kinds
from hubdesk.ui.notes.told import Told, hint
from hubdesk.ui.notes.units import place, units
from hubdesk.ui.words import tell
from tests.ui import texts
from tests.ui.noting import ENTER, plain

EVENT = "e" * 32
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def note(n: int, **fields: object) -> Note:
    return Note(id=f"{n:032x}", event=EVENT, order=f"{n:012x}", **{"text": f"line {n}", **fields})


@pytest.fixture
def home(qtbot, preferences) -> QWidget:
    made = QWidget()
    made.resize(700, 500)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def line(home) -> CaptureLine:
    made = CaptureLine(Popup(home))
    made.setParent(home)
    made.setGeometry(20, 400, 600, 60)
    made.show()
    return made


# ---- popup


def test_the_popup_goes_round_and_knows_when_somebody_chose(home, qtbot) -> None:
    popup, over = Popup(home), QWidget(home)
    over.setGeometry(10, 300, 400, 40)
    popup.offer([Offer("1", "one"), Offer("2", "two"), Offer("3", "three")], over, needed=False)
    assert popup.isVisible()
    assert (popup.current.value, popup.takes_enter) == ("1", False)
    popup.step(-1)
    assert (popup.current.value, popup.takes_enter) == ("3", True)
    popup.step(1)
    assert popup.current.value == "1"
    assert popup.geometry().bottom() <= over.geometry().top()
    popup.offer([Offer("4", "four")], over, needed=True)
    assert (popup.current.value, popup.takes_enter) == ("4", True)


def test_the_popup_hides_without_offers_and_stays_away_once_dismissed(home) -> None:
    popup, over = Popup(home), QWidget(home)
    over.setGeometry(10, 300, 400, 40)
    popup.offer([], over, needed=True)
    assert not popup.isVisible()
    popup.dismiss()
    popup.offer([Offer("1", "one")], over, needed=True)
    assert not popup.isVisible()
    popup.close_up()
    popup.offer([Offer("1", "one")], over, needed=True)
    assert popup.isVisible()


def test_the_popup_leans_to_the_leading_side(home, preferences) -> None:
    popup, over = Popup(home), QWidget(home)
    over.setGeometry(10, 300, 680, 40)
    for language, near in (("en", lambda: popup.x() == over.x()), ("ar", lambda: popup.x() > over.x())):
        preferences.speak(language)
        popup.close_up()
        popup.offer([Offer("1", "one")], over, needed=True)
        assert near()


def test_a_click_in_the_popup_takes_a_row(home, qtbot) -> None:
    popup, over = Popup(home), QWidget(home)
    over.setGeometry(10, 300, 400, 40)
    popup.offer([Offer("1", "one"), Offer("2", "two")], over, needed=False)
    place = popup.list.visualItemRect(popup.list.item(1)).center()
    with qtbot.waitSignal(popup.picked):
        qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert popup.current.value == "2"


# ---- offers


@pytest.fixture
def offers(desk, event) -> Offers:
    texts.take(desk, event)
    made = Offers()
    made.sections = index(desk, event)
    return made


def fitting(offers: Offers, typed: str) -> list[str]:
    sign = completing(typed, len(typed))
    return [each.value for each in offers.fitting(sign)] if sign else []


def test_the_commonest_keyword_comes_first_and_accents_do_not_matter(offers) -> None:
    offers.used.add([note(1, keywords=frozenset({"économie", "edit"})), note(2, keywords=frozenset({"économie"}))])
    assert fitting(offers, "x #e")[:2] == ["économie", "edit"]
    assert fitting(offers, "x #econ") == ["économie"]
    offers.used = Used()
    assert fitting(offers, "x #econ") == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("#fund", "stable_funding"),
        ("#stabel", "stable_funding"),
        ("#фин", "финансы"),
        ("#breaker", "dealbreaker"),
        ("#celbration", "celebration"),
        ("@facilitatr", "facilitator"),
        ("@منى", "منيرة"),
    ],
)
def test_word_starts_and_small_slips_find_what_was_meant(offers, preferences, typed: str, first: str) -> None:
    offers.used.add([note(1, keywords=frozenset({"stable_funding", "финансы"}), speaker="منيرة")])
    assert fitting(offers, typed)[0] == first


def test_kinds_and_roles_answer_in_every_language_of_the_room(offers, preferences) -> None:
    offers.spoken = frozenset({"de", "sw"})
    assert fitting(offers, "#bedenken")[0] == "concern"
    assert fitting(offers, "@moder") == ["facilitator"]
    offers.spoken = frozenset()
    assert fitting(offers, "#bedenken") == []


def test_speakers_said_before_come_before_roles(offers, preferences) -> None:
    offers.used.add([note(1, speaker="fisherman"), note(2, speaker="fisherman")])
    assert fitting(offers, "@f") == ["fisherman", "facilitator"]


@pytest.mark.parametrize(
    ("typed", "first"), [("/2", "2"), ("/2.2p1", "2.2p1"), ("/٢", "2"), ("/hubs", "2"), ("§who", "1.2")]
)
def test_sections_answer_to_numbers_and_words(offers, preferences, typed: str, first: str) -> None:
    found = fitting(offers, typed)
    assert found
    assert found[0] == first
    assert fitting(offers, "/"), "a lone sign shows where one may go"


def test_a_number_is_shown_in_the_language_of_the_window_and_words_in_their_own(offers, preferences) -> None:
    preferences.speak("ar")
    assert "مال المراكز" in offers.places("2.2")[0].shown
    assert "English" in offers.places("money for")[0].shown
    preferences.speak("en")
    assert plain(offers.places("2.2")[0].shown) == "2.2   Money for hubs"
    assert plain(offers.places("2.2p1")[0].shown).startswith("2.2 ¶1   Hubs receive")


def test_nothing_is_offered_without_a_text(preferences) -> None:
    bare = Offers()
    assert fitting(bare, "/2") == []
    assert bare.anchors("2") == []
    sign = completing("/2", 2)
    assert sign is not None
    assert not bare.alone(sign)


# ---- the line


@slow
@given(words=st.text(max_size=60))
def test_no_words_break_the_line(line, words: str) -> None:
    line.write(words)
    line.grab()
    assert line.at <= len(line.text)
    line.empty()
    assert line.text == ""


@slow
@given(words=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60))
def test_what_is_marked_is_what_the_grammar_says(line, words: str) -> None:
    line.write(words.replace("\xa0", " "))
    assert line.marks.spans == chips(line.text)
    assert line.at == len(line.text)


@given(st.text(max_size=20), st.integers(0, 40))
def test_qt_places_are_always_inside_the_line(text: str, at: int) -> None:
    assert 0 <= place(text, at) <= len(text)
    assert units(text, place(text, at)) >= min(at, units(text, len(text)))


@pytest.mark.parametrize(
    ("words", "window", "right"),
    [
        ("", "en", False),
        ("", "ar", True),
        ("q: words", "ar", False),
        ("س: كلمات", "en", True),
        ("/2.2 كلمات", "en", True),
        ("/2.2 ", "ar", True),
        ("#שלום", "en", True),
        ("中心", "ar", False),
    ],
)
def test_words_begin_on_their_own_side(line, preferences, words: str, window: str, right: bool) -> None:
    preferences.speak(window)
    line.write(words)
    start = line.textCursor()
    start.setPosition(0)
    assert (line.cursorRect(start).x() > line.width() / 2) == right
    line.empty()
    assert (line.cursorRect().x() > line.width() / 2) == (window == "ar")


def test_escape_drops_a_reply_and_nothing_else(line, qtbot) -> None:
    said: list[int] = []
    line.indented.connect(said.append)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    line.indents = frozenset({-1})
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert said == [-1]


def test_shift_enter_keeps_the_line_like_enter(line, qtbot) -> None:
    line.write("words")
    with qtbot.waitSignal(line.entered):
        qtbot.keyClick(line, ENTER, Qt.KeyboardModifier.ShiftModifier)
    assert line.text == "words"


# ---- chips in words


def test_told_speaks_for_ears_too(home) -> None:
    told = Told()
    told.setParent(home)
    told.show_spans(chips("q: x5 #money", None), hint())
    assert [plain(each) for each in told.texts] == ["Question", "5 voices", "#money"]
    assert plain(told.accessibleName()) == "Question, 5 voices, #money"
    told.show_spans((), hint())
    assert plain(told.accessibleName()).startswith("A plain line is a comment.")


def test_the_hint_shows_the_letters_of_the_window(preferences) -> None:
    assert "q:" in plain(tell(hint()))
    preferences.speak("ar")
    assert "س" in tell(hint())


# ---- signs


def test_every_key_has_its_button_and_short_ones_keep_their_names(home, preferences) -> None:
    signs = Signs()
    signs.setParent(home)
    assert set(KEYS) <= set(SHOWN) == set(signs.buttons)
    signs.shorten(True)
    button = signs.buttons["kind", "dealbreaker"]
    assert plain(button.text()) == "!:"
    assert plain(button.accessibleName()) == "!: Potential deal breaker"
    assert "Potential deal breaker" in button.toolTip()
    preferences.speak("ar")
    QApplication.processEvents()
    assert plain(signs.buttons["form", "question"].text()) == "س:"
    signs.shorten(False)
    assert len(plain(button.text())) > 3


def test_the_other_kinds_stand_in_a_menu(home, qtbot) -> None:
    signs = Signs()
    listed = {action.data() for action in signs.menu.actions()}
    assert listed | {id for sort, id in SHOWN if sort == "kind"} == set(KINDS)
    with qtbot.waitSignal(signs.chosen) as said:
        signs.menu.actions()[0].trigger()
    assert said.args[0] == "kind"


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_found_by_its_sign_and_by_its_name(preferences, kind: str) -> None:
    assert [each.value for each in _kinds(KINDS[kind].marker)] == [kind]
    name = tell(KINDS[kind].label)
    assert kind in [each.value for each in _kinds(name[:6])]
    assert name in tell(called("kind", kind))
