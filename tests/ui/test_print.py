"""The print pack in the window: chosen, looked at, saved into a folder."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import events, packs, people
from hubdesk.model.records import Mark
from hubdesk.ui.pages.attendance import AttendancePage
from hubdesk.ui.prepare.print import PrintPart


@pytest.fixture
def page(show, desk, event, qtbot) -> PrintPart:
    events.edit(desk, event, languages=["en", "ar"])
    people.add(desk, event, "Ophelia Quartermaine", sheet=1)
    found = show(PrintPart, event)
    for key, tick in found.sheets.items():
        tick.setChecked(key in ("sign-in", "labels"))
    drawn(found, qtbot)
    return found


def drawn(page: PrintPart, qtbot) -> None:
    page._soon.start(0)
    qtbot.waitUntil(lambda: not page._soon.isActive() and page._job is None and page.preview.pages > 0, timeout=60_000)


def test_the_languages_of_the_room_are_chosen_and_the_pages_shown(page: PrintPart) -> None:
    assert [tag for tag, tick in page.languages.items() if tick.isChecked()] == ["en", "ar"]
    assert page.preview.pages == 5  # two pages to sign in on for each language, and the badges


def test_sheets_are_saved_into_a_folder_and_what_is_missing_is_told(page: PrintPart, qtbot, tmp_path: Path) -> None:
    page.sheets["sections"].setChecked(True)
    page.write_to([tmp_path / "pack"])
    qtbot.waitUntil(lambda: page.told.count() > 1, timeout=60_000)
    assert {path.name for path in (tmp_path / "pack").iterdir()} == {"sign-in.en.pdf", "sign-in.ar.pdf", "labels.pdf"}
    told = [page.told.itemAt(n).widget().text() for n in range(page.told.count())]
    assert str(tmp_path) in told[0] and "nothing to print" in told[1]


def test_everything_is_reached_and_switched_by_keys(page: PrintPart, qtbot) -> None:
    page.names.setFocus()
    qtbot.keyClick(page.names, Qt.Key.Key_Space)
    assert page.choice().names
    for tick in page.languages.values():
        tick.setFocus()
        if tick.isChecked():
            qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert not page.choice().languages and not page.save.isEnabled() and not page.lacks.isHidden()
    assert page.digits.isHidden()
    qtbot.keyClick(page.languages["hi"], Qt.Key.Key_Space)
    assert page.save.isEnabled() and page.lacks.isHidden() and not page.digits.isHidden()
    drawn(page, qtbot)


def test_a_preview_that_was_put_off_until_the_workspace_is_closed_is_not_made(page: PrintPart, desk, qtbot) -> None:
    qtbot.keyClick(page.digits, Qt.Key.Key_Space)
    desk.close()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not page._soon.isActive())
        QApplication.processEvents()
    assert raised == [] and page._job is None


def test_another_event_begins_without_names(page: PrintPart, desk, qtbot) -> None:
    page.names.setChecked(True)
    page.frame.open_event(events.create(desk, "Other", languages=["zh"]), "prepare")
    page.refresh(None)
    assert not page.choice().names and list(page.choice().languages) == ["zh"]
    drawn(page, qtbot)


@pytest.mark.locked
def test_a_sensitive_gathering_offers_no_names(show, desk, qtbot) -> None:
    page = show(PrintPart, events.create(desk, "Quiet", template="sensitive", languages=["en"]))
    assert page.names.isHidden() and not page.shield.isHidden()
    page.names.setChecked(True)
    assert not page.choice().names
    drawn(page, qtbot)


def test_a_scanned_badge_and_a_typed_row_check_their_person_in(show, desk, event, qtbot) -> None:
    wearer = people.add(desk, event, "Wearer", badge="2", sheet=1)
    third = people.add(desk, event, "Third row", sheet=3)
    codes = [guest.code for guest in packs.gather(desk, event, packs.Choice()).pack.guests]
    door = show(AttendancePage, event)
    for code in codes:  # a scanner types what it reads, and Enter
        qtbot.keyClicks(door.field, code)
        qtbot.keyClick(door.field, Qt.Key.Key_Return)
    assert codes == ["2", "3"]
    assert [mark.person for mark in desk.read.all(Mark, event=event)] == [wearer, third]
