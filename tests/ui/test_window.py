"""The window around the pages: rail, notices, undo, languages, keys."""

import gettext
import struct
import time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from hubdesk.desk import events, trash
from hubdesk.errors import HubDeskError
from hubdesk.i18n import FSI, LANGUAGES, read_by, reader_of, say, words
from hubdesk.model.records import Event
from hubdesk.ui import menus
from hubdesk.ui.actions import Actions, Deed
from hubdesk.ui.palette import Palette, Sheet
from hubdesk.ui.places import PLACES
from hubdesk.ui.widgets.keyed import KEYS
from hubdesk.ui.window import SMALLEST, Window
from tests.ui.walk import PAGES, PARTS, nameless, shown, tab_stops, texts


def _visit(window: Window, event: str) -> list[tuple[str, QWidget]]:
    """Visit every page that this folder tests; return (name, what is shown)."""
    assert window.frame is not None
    window.frame.open_event(event)
    found = []
    for key in PAGES:
        window.go(key)
        found.append((key, window))
    for part in PARTS:
        window.go("prepare", part)
        found.append((f"prepare {part}", window))
    return found


def test_the_rail_stands_on_the_leading_side_and_mirrors(window, event, preferences) -> None:
    window.go("events")
    rail, stack = window.rail, window.stack
    assert rail.mapTo(window, QPoint()).x() < stack.mapTo(window, QPoint()).x()
    preferences.speak("ar")
    QApplication.processEvents()
    QApplication.processEvents()
    assert rail.mapTo(window, QPoint()).x() > stack.mapTo(window, QPoint()).x()


def test_before_a_workspace_is_open_nothing_can_be_pressed_in_vain(qtbot, preferences) -> None:
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    assert not window.rail.isEnabled()
    window.go("events")
    assert window.key == ""
    window.undo()


def test_a_locked_workspace_is_told_in_three_parts(qtbot, preferences) -> None:
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()
    window.show_no_workspace(
        HubDeskError(say("It is open elsewhere."), safe=say("Nothing was changed."), next=say("Close it."), code="lock")
    )
    told = [text for _, text in texts(window.strips)]
    assert {"It is open elsewhere.", "Nothing was changed.", "Close it.", "lock"} <= set(told)


def test_pages_about_an_event_lead_to_events_while_none_is_in_front(window) -> None:
    window.go("prepare")
    assert window.key == "events"
    assert window.strips.strips[-1].notice.what == say("Choose an event first.")


def test_a_card_opens_its_event(window, event, qtbot) -> None:
    window.go("events")
    card = window.page("events").cards.widgets()[0]
    assert card.accessibleName() == "Evening about hubs"
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert window.frame.event_id == event
    assert window.key == "prepare"
    assert window.windowTitle().replace("\u2068", "").replace("\u2069", "") == "Evening about hubs – HubDesk"


def test_an_event_that_is_taken_away_is_left_and_comes_back_to_the_front(window, desk, event) -> None:
    window.frame.open_event(event, "prepare")
    events.remove(desk, event)
    assert window.frame.event_id == ""
    assert window.key == "events"
    desk.undo()
    assert window.frame.event_id == event


def test_an_event_taken_away_does_not_lead_away_from_a_page_about_all_events(window, desk, event) -> None:
    window.frame.open_event(event, "history")
    events.remove(desk, event)
    assert (window.frame.event_id, window.key) == ("", "history")
    other = events.create(desk, "Another evening")
    window.frame.open_event(other)
    trash.restore(desk, trash.things(desk, event))
    assert window.frame.event_id == other


@pytest.mark.locked
def test_a_sensitive_gathering_has_a_neutral_window_title(window, desk) -> None:
    hidden = events.create(desk, "Who was there", template="sensitive")
    window.frame.open_event(hidden, "prepare")
    assert window.windowTitle() == "HubDesk"


def test_undo_is_named_offered_and_reached_by_f9(window, desk, event, qtbot) -> None:
    window.frame.open_event(event, "prepare")
    events.edit(desk, event, title="Another name")
    window.frame.offer_undo()
    assert window.actions_list["undo"].text().startswith("Undo: ")
    strip = window.strips.strips[-1]
    window.activateWindow()
    window.strips.reach()
    assert window.focusWidget() is strip.step
    qtbot.keyClick(strip.step, Qt.Key.Key_Space)
    assert desk.read.get(Event, event).title == "Evening about hubs"
    assert window.strips.strips[-1].notice.step == say("Redo")


def test_a_notice_with_a_way_back_stays_ten_seconds_and_an_error_until_it_is_closed(window, qtbot) -> None:
    from hubdesk.ui import strip

    assert strip.STAYS >= 10_000
    window.notices.trouble(
        HubDeskError(say("The stick is full."), safe=say("All is saved."), next=say("Free some room."), code="full")
    )
    for n in range(5):
        window.notices.say(say("Note {n}", n=n))
    kept = window.strips.strips
    assert [each.notice.tone for each in kept] == ["error", "info"]
    kept[0].close_button.click()
    assert all(each.notice.tone != "error" for each in window.strips.strips)


def test_the_language_changes_at_once_everywhere(window, event, preferences) -> None:
    window.frame.open_event(event, "prepare")
    window.go("events")
    for tag in ("ar-XB", "en"):
        began = time.process_time()
        preferences.speak(tag)
        QApplication.processEvents()
        spent = time.process_time() - began
    assert spent < 0.5  # a loose roof for a busy machine; the look of it is measured by the bench
    assert window.rail.button("events").accessibleName() == words("en")(say("Events"))


def test_the_small_windows_fit_into_the_smallest_window_with_large_letters(window, event, preferences) -> None:
    preferences.enlarge(200)
    window.resize(*SMALLEST)
    for show, kind in ((window.show_palette, Palette), (window.show_keys, Sheet)):
        show()
        QApplication.processEvents()
        (dialog,) = window.findChildren(kind)
        assert dialog.width() <= SMALLEST[0] and dialog.height() <= SMALLEST[1]
        dialog.close()


def test_the_date_in_the_header_is_written_in_the_new_language(window, event, preferences) -> None:
    window.frame.open_event(event, "prepare")
    assert "9 May 2026" in window.header.about.text()
    assert window.header.event_title.text().startswith(FSI)  # cut at its own end in a window of the other direction
    preferences.speak("ar")
    QApplication.processEvents()
    assert "مايو" in window.header.about.text()


def test_every_text_comes_from_the_catalogue(window, event, desk, preferences) -> None:
    people_words = {"Evening about hubs", "Library", "HubDesk", "Africa/Nairobi", *LANGUAGES.values()}
    preferences.speak("en-XA")
    left = {}
    for name, root in _visit(window, event):
        for widget, text in texts(root):
            plain = text.strip().replace("&&", "&").replace("\u2068", "").replace("\u2069", "")
            known = plain in people_words or not any(map(str.isalpha, plain)) or "[" in plain
            dated = "2026" in plain or plain.startswith(tuple(f"{own} –" for own in LANGUAGES.values()))
            if not known and not dated:
                left[name, type(widget).__name__] = plain
    assert left == {}
    bar = [each.text() for each in window.menuBar().actions()]
    assert all(each.startswith("[") for each in bar)


def test_everything_has_a_name_for_who_listens(window, event) -> None:
    found = {name: nameless(root) for name, root in _visit(window, event)}
    assert {name: each for name, each in found.items() if each} == {}


def test_tab_comes_round_on_every_page(window, event) -> None:
    assert window.frame is not None
    for name, _ in _visit(window, event):
        window.activateWindow()
        stops = tab_stops(window)
        assert 2 <= len(stops) < 120, name
        reached = {id(each) for each in stops}
        page = window.stack.currentWidget()
        main = window.page(window.key).main
        assert main is None or not main.isVisible() or id(main) in reached, name
        assert any(page.isAncestorOf(each) for each in stops) or name in ("opening",), name


@pytest.mark.parametrize(("language", "percent"), [("en", 100), ("ar", 200), ("en-XA", 250)])
def test_nothing_is_cut_in_the_smallest_window(window, event, preferences, language: str, percent: int) -> None:
    preferences.speak(language)
    preferences.enlarge(percent)
    window.resize(*SMALLEST)
    for name, root in _visit(window, event):
        QApplication.processEvents()
        assert (window.width(), window.height()) == SMALLEST, f"{name} forces {window.size()}"
        page = window.stack.currentWidget()
        assert page.height() >= 150, name
        cut = [
            f"{type(each).__name__} {each.width()} < {each.minimumSizeHint().width()}"
            for each in shown(root)
            if each.objectName() != "qt_scrollarea_viewport"
            and each.width() + 1 < each.minimumSizeHint().width()
            and type(each).__name__ in ("Button", "Tick", "RailButton", "Choice", "Line")
        ]
        assert cut == [], name


def test_keys_are_unique_and_every_deed_can_be_found(window, event, qtbot) -> None:
    _visit(window, event)
    taken: dict[str, str] = {}
    for deed, action in window.actions_list:
        assert action.text(), deed.key
        keys = action.shortcut().toString()
        if keys and not deed.page:
            assert keys not in taken, f"{deed.key} and {taken[keys]} have {keys}"
            taken[keys] = deed.key
    assert {f"go-{place.key}" for place in PLACES} <= {deed.key for deed, _ in window.actions_list}


def test_a_key_that_is_taken_is_refused(qtbot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    actions = Actions(home)
    actions.add(Deed("one", say("One"), "Ctrl+1"), home.update)
    with pytest.raises(ValueError, match="belongs to one"):
        actions.add(Deed("two", say("Two"), "Ctrl+1", page="notes"), home.update)
    with pytest.raises(ValueError, match="exists"):
        actions.add(Deed("one", say("One again")), home.update)
    actions.add(Deed("three", say("Three"), "F2", page="notes"), home.update)
    actions.add(Deed("four", say("Four"), "F2", page="charter"), home.update)


def test_the_palette_finds_a_deed_by_a_few_letters_and_does_it(window, event, qtbot) -> None:
    window.frame.open_event(event)
    window.go("events")
    window.show_palette()
    (palette,) = window.findChildren(QDialog)
    qtbot.keyClicks(palette.line, "prep")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.key == "prepare"


def test_the_sheet_lists_the_keys(window, qtbot) -> None:
    window.show_keys()
    (sheet,) = window.findChildren(QDialog)
    lines = [sheet.list.item(row).data(KEYS) for row in range(sheet.list.count())]
    native = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
    assert native in lines


def test_a_language_that_nobody_read_says_draft(qtbot, preferences) -> None:
    for tag, own in LANGUAGES.items():
        shown_name = menus.name_and_state(tag)
        assert own in shown_name
        begun = words(tag)(say("Attendance")) != "Attendance"
        assert ("draft" in shown_name) == (begun and not words(tag).reviewed_by)
        assert ("not translated yet" in shown_name) == (tag != "en" and not begun)


def test_what_state_a_catalogue_is_in_is_told_without_reading_it_whole(monkeypatch) -> None:
    whole = []
    monkeypatch.setattr(gettext.GNUTranslations, "_parse", lambda self, file: whole.append(file.name))
    read_by.cache_clear()
    assert {tag: read_by(tag) for tag in LANGUAGES if tag != "en"} == dict.fromkeys(LANGUAGES.keys() - {"en"}, "")
    assert (read_by("en"), read_by("xx"), read_by("pt")) == ("source language", None, None)
    assert whole == []


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("told", "messages", "expected"), [("Ana", 2, "Ana"), ("", 2, ""), ("", 1, None)])
def test_who_read_a_catalogue_stands_in_its_head(tmp_path, order, told, messages, expected) -> None:
    head = f"Language: de\nX-Reviewed-By: {told}\n".encode()
    numbers = (0x950412DE, 0, messages, 28, 36, 0, 0, 0, 44, len(head), 44)
    (tmp_path / "hubdesk.mo").write_bytes(struct.pack(f"{order}11I", *numbers) + head)
    assert reader_of(tmp_path / "hubdesk.mo") == expected


def test_large_text_leaves_room_by_a_narrow_rail(window, event, preferences) -> None:
    window.resize(1180, 760)
    window.go("events")
    wide = window.rail.width()
    preferences.enlarge(250)
    QApplication.processEvents()
    assert window.rail.width() < wide
    button = window.rail.button("notes")
    assert button.text() == ""
    assert button.accessibleName() == "Notes"
    assert button.toolTip() == "Notes"


def test_the_files_of_a_drop_are_looked_into(window, tmp_path) -> None:
    window.open_files([])
    assert window.key == ""


def test_a_window_whose_workspace_is_put_away_reads_nothing_in_another_language(window, event, preferences) -> None:
    window.frame.open_event(event, "attendance")
    window.frame.desk.close()
    preferences.speak("ar")
    QApplication.processEvents()
    assert window.rail.button("attendance").accessibleName() == words("ar")(say("Attendance"))
