"""What the window says when a workspace was opened, and what its buttons do."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from hubdesk import settings
from hubdesk.desk import events, places
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.model.records import Event
from hubdesk.paths import Folders
from hubdesk.ui.app import Door, begin
from hubdesk.ui.arrival import Arrival
from hubdesk.ui.doorbell import Doorbell
from hubdesk.ui.keeper import Keeper
from hubdesk.ui.preferences import Preferences
from hubdesk.ui.window import Window
from tests.ui.noting import plain
from tests.ui.walk import nameless


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A person whose data folder lies in a folder that a service copies; one event is there."""
    made = Folders(tmp_path / "Dropbox" / "hub", tmp_path / "config")
    desk = start(made)
    events.create(desk, "Evening")
    desk.close()
    return made


@pytest.fixture
def placed(folders, preferences, qtbot, monkeypatch, tmp_path):
    """The program's window as it runs, with the workspace open and what it says."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    made = Window(preferences)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    door = Door(made, Doorbell(folders.workspace, tmp_path))
    keeper = Keeper(made, folders, None, lambda chosen, _key: begin(made, lambda: start(folders, chosen)))
    keeper.went.connect(door.hang)
    begin(made, lambda: start(folders))
    qtbot.waitUntil(lambda: bool(said(made)))
    yield made
    made.leave()
    door.close()


def said(window: Window) -> list[str]:
    strips = window.strips.strips if window.strips else []
    return [plain(strip.accessibleName()) for strip in strips]


def test_a_synced_folder_is_told_once_and_the_keyboard_reaches_both_answers(placed, folders, qtbot) -> None:
    (strip,) = placed.strips.strips
    assert said(placed) == [
        "The workspace lies in a folder that Dropbox copies: two laptops make two workspaces of it."
    ]
    assert nameless(strip) == []
    qtbot.keyClick(placed, Qt.Key.Key_F9)
    assert QApplication.focusWidget() is strip.step
    qtbot.keyClick(strip.step, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is strip.other
    qtbot.keyClick(strip.other, Qt.Key.Key_Space)
    assert said(placed) == []
    assert places.concern(placed.frame.desk) is None


def test_move_it_to_a_folder_and_go_on_there(placed, folders, tmp_path, qtbot) -> None:
    (tmp_path / "home").mkdir()
    first = placed.frame
    qtbot.mouseClick(placed.strips.strips[0].step, Qt.MouseButton.LeftButton)
    dialog = placed.findChild(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "home")])
    dialog.close()
    qtbot.waitUntil(lambda: placed.frame not in (None, first) and bool(said(placed)))
    assert said(placed) == [f"The workspace lies in {tmp_path / 'home'} now."]
    desk = placed.frame.desk
    assert desk.path == tmp_path / "home" / "workspace.hubdesk"
    assert [each.title for each in desk.read.all(Event)] == ["Evening"]
    assert placed.key == "prepare"
    assert [Doorbell(each, tmp_path).first for each in (desk.path, folders.workspace)] == [False, True]
    assert settings.load(folders.config / "settings.json").workspace == str(desk.path)
    assert [each.name for each in folders.data.glob("workspace*")] == ["workspace (moved).hubdesk"]


def test_a_move_that_fails_goes_on_where_it_was(placed, folders, tmp_path, qtbot) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "workspace.hubdesk").write_bytes(b"somebody's")
    first = placed.frame
    placed.keeper.move(tmp_path / "home")
    qtbot.waitUntil(lambda: placed.frame not in (None, first))
    assert "There is a file with the name workspace.hubdesk in that folder already." in said(placed)
    assert placed.frame.desk.path == folders.workspace
    assert [each.title for each in placed.frame.desk.read.all(Event)] == ["Evening"]


def test_a_copy_beside_the_workspace_is_offered_and_merged(desk, window, qtbot) -> None:
    events.create(desk, "Evening")
    path = desk.path.with_name("workspace (conflicted copy 2026-11-02).hubdesk")
    for end in ("", "-wal"):
        shutil.copyfile(f"{desk.path}{end}", f"{path}{end}")
    there = Desk.open(path, author=desk.author, folders=desk.folders, now=desk.now)
    events.create(there, "Another evening")
    there.close()
    Arrival(window.frame).look()
    qtbot.waitUntil(lambda: bool(window.strips.strips))
    (strip,) = window.strips.strips
    assert plain(strip.accessibleName()) == f"A copy of this workspace holds 8 changes that are not here: {path.name}"
    qtbot.mouseClick(strip.step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [each.notice.tone for each in window.strips.strips] == ["success"])
    assert {each.title for each in desk.read.all(Event)} == {"Evening", "Another evening"}
    assert [each.name for each in path.parent.glob("*(merged).hubdesk")]


def test_what_the_window_prefers_does_not_take_the_answer_back(placed, folders, qapp) -> None:
    path = folders.config / "settings.json"
    preferences = Preferences(qapp, settings.load(path), path)
    places.leave(placed.frame.desk)
    preferences._keep(theme="dark")
    assert settings.load(path).left_there == str(folders.workspace.resolve())
    assert settings.load(path).theme == "dark"
    preferences.deleteLater()
