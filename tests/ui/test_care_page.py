"""Backups and repair in the window: the workspace is closed, worked on, and the window comes back to it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk import paths
from hubdesk.desk import care, events, notes
from hubdesk.desk.starting import start
from hubdesk.model.records import Note
from hubdesk.settings import load
from hubdesk.ui import app
from hubdesk.ui.keeper import Keeper
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window

SOON = 30_000


@pytest.fixture
def begun(qtbot, tmp_path: Path, preferences: Preferences) -> Callable[[], Window]:
    """Start the program as `app.show` does, on a workspace below `tmp_path`."""
    places = paths.folders(tmp_path)
    preferences._path = places.config / "settings.json"
    made: list[Window] = []

    def _begun() -> Window:
        window = Window(preferences)
        qtbot.addWidget(window, before_close_func=lambda _window: None)
        window.show()
        opened = lambda chosen: start(places, chosen, name="test")  # noqa: E731
        Keeper(window, places, None, lambda chosen, _key: app.begin(window, lambda: opened(chosen)))
        app.begin(window, lambda: opened(None))
        made.append(window)
        return window

    yield _begun
    for window in made:
        window.close()
    preferences._path = None


def an_evening(folder: Path) -> tuple[Path, Path]:
    """Make a workspace with one note more than its backup; return both files."""
    desk = start(paths.folders(folder), name="test")
    event = events.create(desk, "Evening")
    notes.add(desk, event, "said first")
    copy = care.backup(desk).path
    notes.add(desk, event, "said later")
    desk.close()
    return desk.path, copy


def said(window: Window) -> list[str]:
    return [note.text for note in window.frame.desk.read.all(Note)]


def damage(path: Path) -> None:
    """Make a file that no engine opens; the facts in it are whole."""
    whole = bytearray(path.read_bytes())
    whole[100:108] = b"\xff" * 8
    path.write_bytes(whole)


def test_going_back_to_a_backup_and_taking_it_back(begun, tmp_path, qtbot) -> None:
    an_evening(tmp_path)
    window = begun()
    window.actions_list["care"].trigger()
    page = window.page("care")
    qtbot.waitUntil(lambda: page.care.back.isEnabled(), timeout=SOON)
    assert "notes 2" in page.care.told.text().replace("\u2068", "").replace("\u2069", "")
    page.care.back.click()
    qtbot.waitUntil(lambda: window.frame is not None and said(window) == ["said first"], timeout=SOON)
    assert window.key == "prepare"
    strip = next(each for each in window.strips.strips if each.step is not None)
    strip.step.click()
    qtbot.waitUntil(lambda: window.frame is not None and len(said(window)) == 2, timeout=SOON)
    window.go("notes")
    assert window.page("notes").isVisibleTo(window)


def test_a_damaged_workspace_is_repaired_and_the_window_comes_back_on_the_new_one(begun, tmp_path, qtbot) -> None:
    path, _ = an_evening(tmp_path)
    damage(path)
    broken = path.read_bytes()
    window = begun()
    assert window.frame is None and window.keeper is not None
    care_ = window._lone.widget()
    assert care_.repair.isVisibleTo(window) and window.focusWidget() is care_.repair
    qtbot.waitUntil(lambda: care_.back.isEnabled(), timeout=SOON)
    care_.repair.click()
    qtbot.waitUntil(lambda: window.frame is not None, timeout=SOON)
    assert said(window) == ["said first", "said later"]
    assert path.read_bytes() == broken
    assert window.frame.desk.path.name == "workspace-repaired.hubdesk"
    assert load(tmp_path / "config" / "settings.json").workspace == str(window.frame.desk.path)
    assert window.rail.isVisibleTo(window) and window.strips.strips[-1].notice.tone == "success"


def test_a_damaged_workspace_can_go_back_to_its_backup(begun, tmp_path, qtbot) -> None:
    path, _ = an_evening(tmp_path)
    damage(path)
    window = begun()
    care_ = window._lone.widget()
    qtbot.waitUntil(lambda: care_.back.isEnabled(), timeout=SOON)
    care_.back.click()
    qtbot.waitUntil(lambda: window.frame is not None, timeout=SOON)
    assert said(window) == ["said first"]


def test_a_repair_that_fails_leads_back_to_the_choice(begun, tmp_path, qtbot) -> None:
    path, copy = an_evening(tmp_path)
    copy.unlink()
    path.write_bytes(path.read_bytes()[:100] + bytes(50_000))
    window = begun()
    window._lone.widget().repair.click()
    qtbot.waitUntil(lambda: bool(window.strips.strips), timeout=SOON)
    assert window.strips.strips[-1].notice.code == "nothing-to-save"
    qtbot.waitUntil(lambda: window._lone is not None and window._lone.isVisibleTo(window), timeout=SOON)
    assert window._lone.widget().none.isVisibleTo(window)


def test_the_check_finds_damage_and_offers_the_repair(begun, tmp_path, qtbot) -> None:
    an_evening(tmp_path)
    window = begun()
    window.go("care")
    page = window.page("care")
    page.check.click()
    qtbot.waitUntil(lambda: bool(page.verdict.text()), timeout=SOON)
    assert not page.care.repairs.isVisibleTo(window)
    desk = window.frame.desk
    desk.run(lambda: desk.store.connection.execute("update fact set body = replace(body, 'first', 'fired')"))
    page.check.click()
    qtbot.waitUntil(lambda: page.care.repairs.isVisibleTo(window), timeout=SOON)
    page.care.repair.click()
    qtbot.waitUntil(lambda: window.frame is not None and "repaired" in window.frame.desk.path.name, timeout=SOON)
    assert said(window) == ["said first", "said later"]


def test_a_fault_that_damage_explains_leads_to_the_repair(begun, tmp_path, qtbot) -> None:
    an_evening(tmp_path)
    window = begun()
    desk = window.frame.desk
    window.show_crash("report")
    qtbot.waitUntil(lambda: not window.frame.jobs, timeout=SOON)
    assert window.strips.strips == []
    desk.run(lambda: desk.store.connection.execute("update fact set body = replace(body, 'first', 'fired')"))
    window.show_crash("report")
    qtbot.waitUntil(lambda: bool(window.strips.strips), timeout=SOON)
    window.strips.strips[-1].step.click()
    assert window.key == "care"


def test_a_second_folder_is_chosen_and_missed_calmly(begun, tmp_path, qtbot) -> None:
    an_evening(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    window = begun()
    window.go("care")
    page = window.page("care")
    page._keep(str(stick))
    page.make.click()
    qtbot.waitUntil(lambda: len(list(stick.glob("*.hubdesk"))) == 1, timeout=SOON)
    for each in stick.iterdir():
        each.unlink()
    stick.rmdir()
    page.make.click()
    qtbot.waitUntil(
        lambda: any("second folder" in each.accessibleName() for each in window.strips.strips), timeout=SOON
    )
    page.refresh(None)
    assert "not there now" in page.second.text()
    page.no_second.click()
    assert load(tmp_path / "config" / "settings.json").second_backup == ""
