"""The second screen: people see one view in large type, and nothing that the desk does beside it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.desk import agenda, charters, events, people, polls
from hubdesk.desk.desk import team_book
from hubdesk.i18n import direction, say
from hubdesk.model.projection import SCENES, Clock, Line, Passage, Projection, Share
from hubdesk.model.records import Person
from hubdesk.model.timer import Watch
from hubdesk.ui.agenda.projector import LITTLE, ProjectorPart
from hubdesk.ui.projected import SMALLEST, set_short
from hubdesk.ui.projector import Canvas, Projector, Show
from tests.desk.test_projection import CANARIES, PAGE, QUIET, filled
from tests.ui.conftest import NOW

LONG = "Every community keeps its own boat and lends it to its neighbours. " * 60


@pytest.fixture
def show_(preferences) -> Show:
    return Show(Watch(lambda: NOW, lambda: 0.0))


@pytest.fixture
def part(show, desk, event) -> ProjectorPart:
    charters.take(desk, charters.preview([("rules.md", PAGE)], title="Rules", language="en"), event=event)
    made = show(ProjectorPart, event)
    made.first.show_key("en")
    choose(made, "agenda")
    return made


def choose(part: ProjectorPart, scene: str) -> None:
    part.scene.show_key(scene)
    part.scene.picked.emit(scene)


def opened(part: ProjectorPart) -> Projector:
    part.open.click()
    assert part.projector is not None and part.projector.isVisible()
    return part.projector


def told(part: ProjectorPart) -> str:
    """Return all that the room can see or hear of."""
    window = part.projector
    around = [window.windowTitle(), window.accessibleName(), window.accessibleDescription(), window.toolTip()]
    around += [each.accessibleName() for each in window.findChildren(QWidget)]
    around += [piece.text for page in part.seen.sheet.pages for piece in page]
    return " ".join([*around, *part.seen.texts(), repr(part.seen.view)]).casefold()


def section(language: str, text: str, *more: Passage) -> Projection:
    return Projection("section", (language,), passages=(Passage(language, "2.1 Boats", text), *more))


def sizes(show_: Show) -> set[int]:
    return {piece.layout.font().pixelSize() for page in show_.sheet.pages for piece in page if piece.layout}


# ---- what is shown


def test_nothing_private_reaches_the_room_in_any_scene(part, desk, event):
    filled(desk, event)
    opened(part)
    for scene in SCENES:
        choose(part, scene)
        for typed in ("", "1"):
            part.section.setText(typed)
            part.section.settle()
            assert [each for each in (*CANARIES, *QUIET) if each.casefold() in told(part)] == [], scene


def test_what_happens_on_another_page_is_seen_by_the_room_at_once(part, desk, event):
    opened(part)
    part.hide()
    agenda.add(desk, event, "Songs by the river")
    QApplication.processEvents()
    assert "songs by the river" in told(part)
    people.add(desk, event, "River")
    QApplication.processEvents()
    assert "river" not in told(part), "who is on the list by now is named in it"


def test_a_frozen_picture_shows_nothing_new_and_then_all_of_it(part, desk, event, qtbot):
    window = opened(part)
    before = told(part)
    qtbot.keyClick(window, Qt.Key.Key_F)
    assert part.freeze.isChecked()
    poll = polls.add(desk, event, "Row each year?")
    polls.tally(desk, poll, "2/1/0", base=3)
    for item in agenda.items(desk, event):
        agenda.edit(desk, item.id, title="Changed meanwhile")
    for scene in SCENES:
        choose(part, scene)
        assert told(part) == before
    choose(part, "agenda")
    qtbot.keyClick(window, Qt.Key.Key_F)
    assert "changed meanwhile" in told(part)


def test_a_section_is_chosen_by_its_number_and_a_wrong_one_is_told(part):
    opened(part)
    choose(part, "section")
    part.section.setText("1")
    part.section.settle()
    assert "money is shared." in told(part)
    part.section.setText("77")
    part.section.settle()
    assert "no such section" in part.more["section"][0].below.text()
    assert "money is shared." in told(part), "the room goes on seeing what it saw"
    choose(part, "agenda")
    assert part.seen.view.scene == "agenda"


def test_a_message_stands_there_as_it_was_typed(part):
    opened(part)
    choose(part, "message")
    part.message.setText("<b>Tea</b> at 4")
    part.message.settle()
    assert "<b>tea</b> at 4" in told(part)


def test_a_long_list_of_people_is_looked_through_away_from_the_window(part, desk, event, qtbot):
    with desk.action(say("Many")) as put:
        for number in range(LITTLE + 1):
            put(Person, None, book=team_book(event), event=event, name=f"Guest {number}")
    agenda.add(desk, event, "Songs by the river")
    agenda.add(desk, event, "Talk by Guest 7")
    qtbot.waitUntil(lambda: "songs by the river" in " ".join(part.seen.texts()).casefold(), timeout=20_000)
    assert "guest" not in " ".join(part.seen.texts()).casefold()


# ---- the window


def test_it_takes_no_focus_closes_by_esc_and_can_be_opened_again(part, qtbot):
    part.scene.setFocus()
    window = opened(part)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not window.isFullScreen(), "with one screen it must not cover the desk"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert part.projector is None and part.told.text() == "Nobody sees this yet."
    opened(part)
    part.open.click()
    assert part.projector is None


def test_an_unplugged_screen_closes_it_and_is_told(part, qtbot):
    window = opened(part)
    here = QGuiApplication.primaryScreen()
    window.forget_screen(here)
    assert part.projector is window, "an ordinary window goes on"
    window.open_on(here, whole=True)
    assert window.isFullScreen()
    part.frame.notices.open()
    with qtbot.waitSignal(part.frame.notices.said) as said:
        window.forget_screen(here)
    assert "second screen is gone" in said.args[0].what.one and part.projector is None


def test_it_ends_with_the_event_and_shows_nothing_of_the_next(part, desk):
    choose(part, "message")
    part.message.setText("Tea at 4")
    part.message.settle()
    opened(part)
    part.frame.open_event(events.create(desk, "Another evening"))
    assert part.projector is None and "tea" not in " ".join(part.seen.texts()).casefold()
    part.frame.open_event("")
    assert part.isVisible()


def test_it_ends_with_the_page(show_, qtbot):
    page = QWidget()
    window = Projector(show_, page)
    window.show()
    with qtbot.waitSignal(window.destroyed):
        page.deleteLater()


def test_a_blank_picture_holds_no_word(part, qtbot):
    window = opened(part)
    assert part.seen.texts()
    qtbot.keyClick(window, Qt.Key.Key_B)
    picture = window.canvas.grab().toImage()
    assert {picture.pixelColor(x, y).name() for x in range(0, 600, 7) for y in range(0, 400, 7)} == {"#000000"}
    assert part.seen.texts() == [] and part.black.isChecked()
    qtbot.keyClick(part.canvas, Qt.Key.Key_B)
    assert part.seen.texts()


def test_the_facilitator_blanks_and_freezes_it_from_anywhere_on_the_page(window, event, qtbot):
    window.frame.open_event(event)
    window.go("agenda")
    page = window.page("agenda")
    window.actions_list["projector-blank"].trigger()
    window.actions_list["projector-freeze"].trigger()
    assert page.part("projector").seen.blank and page.part("projector").seen.frozen


# ---- the type


@pytest.mark.parametrize("stage", [QSize(1280, 720), QSize(1920, 1080)])
@pytest.mark.parametrize("language", ["en", "ar", "hi", "zh"])
def test_letters_are_large_and_a_long_text_goes_on_page_by_page(show_, stage, language):
    show_.fit(stage)
    show_.offer(section(language, "A boat."))
    assert len(show_.sheet.pages) == 1
    show_.offer(section(language, LONG, Passage("ar", "2.1", LONG)))
    assert min(sizes(show_)) == round(stage.height() * SMALLEST) and len(show_.sheet.pages) > 2
    said = []
    for _ in show_.sheet.pages:
        said += show_.texts()
        room = show_.sheet.room
        assert all(piece.at.bottom() <= room.height() + 1 for piece in show_.sheet.pages[show_.page])
        show_.turn(1)
    assert show_.page == len(show_.sheet.pages) - 1
    both = " ".join(said)
    assert both.split().count("lends") == 120, "no word is lost between pages, in either language"


@pytest.mark.parametrize("scene", sorted(set(SCENES) - {"message"}))
def test_a_scene_with_nothing_to_show_says_so_in_the_language_of_the_room(show_, scene):
    show_.offer(Projection(scene, ("en",), title="An evening"))
    english = show_.texts()[1:]
    show_.offer(Projection(scene, ("ar",), title="An evening"))
    assert english and show_.texts()[1:] and english != show_.texts()[1:]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_a_long_title_above_a_scene_ends_in_dots(preferences, language):
    words = {"en": "An evening about boats. ", "ar": "أمسية عن القوارب ", "zh": "关于船的晚上"}[language] * 20
    layout = set_short(words, language, 40, room=600)
    assert layout.lineCount() == 1 and layout.text().rstrip("\u2069").endswith("…")
    assert layout.lineAt(0).naturalTextWidth() <= 600
    assert set_short("Boats", "en", 40, room=600).text() == "Boats"


def test_larger_letters_make_more_pages_and_smaller_ones_fewer(show_):
    show_.offer(section("en", LONG))
    before = len(show_.sheet.pages)
    show_.press(Qt.Key.Key_Plus)
    assert len(show_.sheet.pages) > before
    show_.press(Qt.Key.Key_PageDown)
    show_.press(Qt.Key.Key_PageDown)
    show_.press(Qt.Key.Key_Minus)
    assert len(show_.sheet.pages) == before and show_.page < before


@pytest.mark.parametrize(("first", "second"), [("en", "ar"), ("ar", "en")])
def test_two_directions_stand_side_by_side_the_first_one_leading(show_, first, second):
    show_.offer(
        Projection("section", (first, second), passages=tuple(Passage(tag, tag, tag) for tag in (first, second)))
    )
    left = {piece.text: piece.at.left() for piece in show_.sheet.pages[0]}
    assert (left[first] < left[second]) is (direction(first) == "ltr")


def test_a_clock_ticks_where_it_is_seen_and_nothing_else_moves(show_, qtbot):
    canvas = Canvas(show_)
    qtbot.addWidget(canvas)
    canvas.show()
    assert not canvas.ticks
    show_.offer(Projection("timer", ("en",), lines=(Line("Reading", 5, "now"),), clock=Clock(300, NOW.isoformat())))
    assert canvas.ticks and show_.left.clock == "5:00"
    show_.black()
    assert not canvas.ticks
    show_.black()
    canvas.hide()
    assert not canvas.ticks


def test_the_same_view_again_sets_no_type(show_, qtbot):
    view = section("en", "A boat.")
    show_.offer(view)
    with qtbot.assertNotEmitted(show_.changed):
        show_.offer(section("en", "A boat."))


def test_two_languages_turn_the_page_together(show_):
    texts = [
        [f"{tag} {nth}. " + "boat " * (long if nth % 2 else 30) for nth in range(6)]
        for tag, long in (("en", 20), ("de", 90))
    ]
    show_.offer(
        Projection(
            "section",
            ("en", "de"),
            passages=tuple(Passage(tag, "2.1", "\n".join(text)) for tag, text in zip(("en", "de"), texts, strict=True)),
        )
    )
    begins = {
        piece.text.split(".")[0]: (number, piece.at.top())
        for number, page in enumerate(show_.sheet.pages)
        for piece in page
        if piece.text[:3] in ("en ", "de ")
    }
    assert [begins[f"en {nth}"] for nth in range(6)] == [begins[f"de {nth}"] for nth in range(6)]
    assert begins["en 5"][0] > 1


def test_a_run_sheet_of_several_pages_turns_to_the_item_that_runs(show_):
    def evening(running: int) -> Projection:
        states = ["past" if n < running else "now" if n == running else "later" for n in range(40)]
        return Projection("agenda", ("en",), lines=tuple(Line(f"Item {n} of ours", 5, s) for n, s in enumerate(states)))

    show_.offer(evening(30))
    assert len(show_.sheet.pages) > 2 and any("Item 30 of" in text for text in show_.texts())
    show_.turn(-10)
    show_.offer(replace(evening(30), title="Tea"))
    assert show_.page == 0, "who looks through the rest is not taken away from it"
    show_.offer(evening(31))
    assert any("Item 31 of" in text for text in show_.texts())
    at = show_.page
    show_.offer(evening(40))
    assert show_.page == at


def test_an_answer_keeps_its_words_and_its_bar_on_one_page(show_):
    shares = tuple(Share("Yes to boats " * (1 + nth % 4 * 3), 9) for nth in range(12))
    show_.offer(Projection("poll", ("en",), question="Boats?", shares=shares))
    assert len(show_.sheet.pages) > 1
    for page in show_.sheet.pages:
        bars = [piece for piece in page if piece.layout is None]
        assert len(bars) == len([piece for piece in page if piece.text == "9"])
        assert page[0].text != "", "no bar begins a page"
        assert max(piece.at.bottom() for piece in page) <= show_.sheet.room.height()
