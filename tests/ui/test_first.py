"""The first start and all that opens an event."""

from argparse import Namespace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from hubdesk.desk import events, exchange
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.i18n import LANGUAGES, say
from hubdesk.model.records import Event
from hubdesk.paths import Folders
from hubdesk.settings import Settings, load
from hubdesk.ui import app
from hubdesk.ui.pages.events import MOST
from hubdesk.ui.pages.first import FirstPage
from hubdesk.ui.places import PLACES, ROLES
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window
from tests.ui.conftest import NOW, author, commit


def test_the_first_page_stands_alone_and_speaks_the_chosen_language(window, qtbot) -> None:
    window.go("first")
    assert window.rail.isHidden() and window.header.isHidden()
    page = window.page("first")
    assert set(page.languages) == set(LANGUAGES)
    page.languages["ar"].click()
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert page.languages["ar"].isChecked() and not page.languages["en"].isChecked()


def test_three_presses_and_a_name_start_an_event(window, desk, qtbot) -> None:
    window.go("first")
    page = window.page("first")
    qtbot.keyClick(page.start, Qt.Key.Key_Return)
    assert window.focusWidget() is page.name or page.main is page.name
    commit(page.name, "حديقة")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    (event,) = desk.read.all(Event)
    assert event.title == "حديقة"
    assert window.frame.event_id == event.id
    assert window.key == "prepare"
    assert not window.rail.isHidden()


def test_an_event_without_a_name_or_with_no_day_is_not_started(window, desk) -> None:
    window.go("first", "new")
    page = window.page("first")
    page._create()
    assert page.name_field.below.text() == "Give the event a name."
    page.name.setText("Evening")
    page.day.line.setText("some day")
    page._create()
    assert desk.read.all(Event) == []
    page.day.line.setText("2026-05-09")
    page.hour.line.setText("18:30")
    page.template.show_key("workshop")
    page._create()
    (event,) = desk.read.all(Event)
    assert event.type == "workshop"
    assert "2026-05-09" in event.start
    assert page.name.text() == ""


def test_the_sample_is_made_in_the_background_and_opened(window, desk, qtbot) -> None:
    window.go("first")
    window.page("first").sample.click()
    qtbot.waitUntil(lambda: window.key == "prepare", timeout=30_000)
    assert desk.read.get(Event, window.frame.event_id).sample
    window.go("events")
    assert not window.page("events").sample.isVisibleTo(window)


def test_cards_are_found_by_name_and_a_thousand_do_not_come_at_once(window, desk) -> None:
    with desk.action(say("Many")) as put:
        for n in range(MOST + 10):
            put(Event, title=f"Soirée {n}", start=f"2026-01-{n % 28 + 1:02}")
    window.go("events")
    page = window.page("events")
    assert len(page.cards.widgets()) == MOST
    page.more.click()
    assert len(page.cards.widgets()) == MOST + 10
    page.search.setText("soiree 33")
    assert [each.accessibleName() for each in page.cards.widgets()] == ["Soirée 33"]


def test_no_events_show_the_first_step(window, qtbot) -> None:
    window.go("events")
    page = window.page("events")
    assert page.empty.isVisibleTo(window)
    page.empty.button.click()
    assert window.page("first").form.isVisibleTo(window)


@pytest.mark.parametrize(("events_there", "page"), [(0, "first"), (1, "prepare"), (2, "events")])
def test_the_window_opens_where_work_goes_on(qtbot, desk, preferences, events_there: int, page: str) -> None:
    for n in range(events_there):
        events.create(desk, f"Event {n}")
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    app.begin(window, lambda: desk)
    assert window.key == page
    window.frame.close()


def test_a_workspace_that_cannot_be_opened_is_told_and_the_window_stays(qtbot, preferences) -> None:
    def refuse() -> Desk:
        raise HubDeskError(say("It is open elsewhere."), safe=say("Safe."), next=say("Close it."), code="locked")

    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    app.begin(window, refuse)
    assert window.frame is None
    assert window.strips.strips[-1].notice.code == "locked"


def test_a_package_from_a_stick_is_opened_with_its_words(
    window, desk, event, tmp_path: Path, qtbot, preferences
) -> None:
    out = tmp_path / "evening.hubbundle"
    told = exchange.write_kit(desk, event, out).words
    window.open_files([str(out)])
    page = window.page("opening")
    qtbot.waitUntil(lambda: page.card.isVisibleTo(window), timeout=20_000)
    page._open()
    assert "Type the words" in page.field.below.text()
    page.words.setText("these are not the words")
    page._open()
    qtbot.waitUntil(lambda: bool(window.strips.strips), timeout=20_000)
    assert window.strips.strips[-1].notice.tone == "error"
    page.words.setText(told)
    page._open()
    qtbot.waitUntil(lambda: page.roles.isVisibleTo(window), timeout=20_000)
    assert window.frame.event_id == event
    page.choices["notes"].click()
    assert window.key == "notes" and preferences.settings.role == "notes"


def _on_rail(window: Window) -> list[str]:
    return [place.key for place in PLACES if window.rail.button(place.key).isVisibleTo(window)]


@pytest.mark.parametrize("role", list(ROLES))
def test_a_laptop_with_a_role_shows_three_pages_and_begins_there(qtbot, desk, event, preferences, role: str) -> None:
    preferences.play(role)
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    app.begin(window, lambda: desk)
    assert window.key == role
    assert set(_on_rail(window)) == set(ROLES[role][1]) and len(_on_rail(window)) == 3
    window.actions_list["go-report"].trigger()
    assert window.key == "report"
    (every,) = [each for each in _actions(window.menuBar()) if each.text() == "Show me everything"]
    every.trigger()
    assert _on_rail(window) == [place.key for place in PLACES] and window.frame.front == "prepare"
    window.frame.close()


def _actions(menu: QWidget) -> list[QAction]:
    return [each for action in menu.actions() for each in (_actions(action.menu()) if action.menu() else [action])]


def test_a_role_that_nobody_knows_shows_everything(qtbot, desk, event, preferences) -> None:
    preferences.play("captain")
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    app.begin(window, lambda: desk)
    assert window.key == "prepare" and _on_rail(window) == [place.key for place in PLACES]
    window.frame.close()


def test_preferences_are_kept_and_put_on_again(qapp, tmp_path: Path, preferences) -> None:
    file = tmp_path / "settings.json"
    made = Preferences(qapp, Settings(), file)
    made.speak("hi")
    made.wear("dark")
    made.enlarge(999)
    made.step(-1)
    assert load(file) == Settings(language="hi", theme="dark", text_percent=200)
    lent = Preferences(qapp, load(file), file)
    lent.lend("ar")
    assert lent.language == "ar"
    assert load(file).language == "hi"


def test_a_settings_file_that_cannot_be_written_hinders_nobody(qapp, tmp_path: Path, preferences) -> None:
    (tmp_path / "file").write_text("")
    made = Preferences(qapp, Settings(), tmp_path / "file" / "settings.json")
    made.speak("de")
    assert made.language == "de"


def test_the_place_on_the_screen_is_kept(qtbot, preferences, tmp_path: Path) -> None:
    state = tmp_path / "config" / "window.txt"
    first = Window(preferences, state=state)
    qtbot.addWidget(first)
    first.resize(1100, 650)
    first.show()
    first.close()
    second = Window(preferences, state=state)
    qtbot.addWidget(second)
    assert second.height() == 650  # the width is cut to the screen of the test
    state.write_text("not base64 !")
    third = Window(preferences, state=state)
    qtbot.addWidget(third)
    assert third.height() == 760


def test_what_is_being_typed_is_saved_when_the_window_closes(qtbot, preferences, tmp_path: Path) -> None:
    path = tmp_path / "w.hubdesk"
    places = Folders(tmp_path / "data", tmp_path / "config")
    desk = Desk.open(path, author=author(), folders=places, now=lambda: NOW)
    event = events.create(desk, "Evening")
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    window.serve(desk)
    window.frame.open_event(event)
    window.go("prepare", "facts")
    line = window.page("prepare").part("facts").fields["place"].editor
    qtbot.keyClicks(line, "Library")
    window.close()
    again = Desk.open(path, author=author(), folders=places, now=lambda: NOW)
    assert again.read.get(Event, event).place == "Library"
    again.close()


def test_saving_makes_a_backup(window, desk, event, qtbot) -> None:
    window.frame.open_event(event, "prepare")
    window.back_up()
    qtbot.waitUntil(lambda: bool(window.strips.strips), timeout=10_000)
    assert window.strips.strips[-1].notice.tone == "success"
    assert list(desk.folders.backups.iterdir())


@pytest.mark.parametrize(
    ("system", "environment", "refused"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("darwin", {}, False),
    ],
)
def test_no_screen_is_told_in_words(system: str, environment: dict[str, str], refused: bool) -> None:
    if refused:
        with pytest.raises(HubDeskError) as caught:
            app.refuse_no_screen(system, environment)
        assert caught.value.code == "no-screen"
    else:
        app.refuse_no_screen(system, environment)


def test_the_command_line_hears_why_there_is_no_window(monkeypatch, capsys, tmp_path: Path) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    options = Namespace(workspace=None, data_dir=str(tmp_path), author=None, program_language="en")
    assert app.main(options) == 1
    assert "no screen" in capsys.readouterr().err


def test_who_chooses_a_sensitive_gathering_sees_what_it_does_not_protect_against(show, preferences) -> None:
    page = show(FirstPage)
    page.arrive("new")
    assert not page.sensitive.isVisible() and page.place_field.isVisible()
    page.template.show_key("sensitive")
    assert page.sensitive.isVisible() and not page.place_field.isVisible()
    assert any("looks at the screen" in each.text() for each in page.sensitive.limits)
    page.template.show_key("conversation")
    assert not page.sensitive.isVisible() and page.place_field.isVisible()
