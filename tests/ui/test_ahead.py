"""Pages are made before their first visit, in small pieces, while nobody does anything."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.ui.ahead import QUIET
from hubdesk.ui.places import PLACES


def test_every_page_and_what_is_behind_its_tabs_is_made_while_nobody_does_anything(window, event, qtbot) -> None:
    window.frame.open_event(event, "prepare")
    window.stack.look_ahead()
    qtbot.waitUntil(lambda: not window.stack.looking_ahead)
    assert set(window.stack.pages) == {place.key for place in PLACES}
    assert not any(window.page(key).stack.missing for key in ("prepare", "feedback"))
    assert window.key == "prepare" and window.stack.currentWidget() is window.page("prepare")


def test_nothing_is_made_while_somebody_types(window, event, qtbot) -> None:
    window.frame.open_event(event, "attendance")
    window.stack.look_ahead()
    following = window.stack._ahead._next
    qtbot.waitUntil(following.isActive)
    assert following.interval() == 0
    qtbot.keyClick(window.page("attendance").main, Qt.Key.Key_A)
    assert following.isActive() and following.interval() == QUIET
    qtbot.waitUntil(lambda: following.interval() == 0)


def test_a_page_that_is_visited_half_made_is_made_whole_once(window, event, qtbot) -> None:
    window.frame.open_event(event, "prepare")
    pieces = window.stack.pieces("notes")
    assert [next(pieces) for _ in range(4)] and "notes" not in window.stack.pages
    window.go("notes")
    assert window.page("notes").line.hasFocus()
    assert list(pieces) == [] and len(window.findChildren(type(window.page("notes")))) == 1


def test_who_leaves_the_workspace_meanwhile_leaves_nothing_half_made(window, event, qtbot) -> None:
    window.frame.open_event(event, "prepare")
    window.stack.look_ahead()
    qtbot.waitUntil(lambda: bool(window.stack._begun))
    window.leave()
    QApplication.processEvents()
    assert not window.stack._begun and not window.stack.pages


class Shown(QObject):
    """Hears which windows come on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


def test_nothing_of_a_page_that_is_being_made_comes_on_the_screen_for_a_moment(window, event, qapp) -> None:
    window.frame.open_event(event, "prepare")
    shown = Shown()
    qapp.installEventFilter(shown)
    for key in (*(place.key for place in PLACES), "kiosk", "photos", "lock", "care", "incidents"):
        window.go(key)
        for _ in window.page(key).ahead():
            pass
    assert shown.windows == []
