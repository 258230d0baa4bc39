"""Walking through a window as a person with a keyboard or a screen reader does."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

import hubdesk.ui.pages
from hubdesk.ui.places import PLACES
from hubdesk.ui.window import Window

#: Every page of the window but Prepare, whose parts are visited one by one.
_THERE = {file.stem for file in Path(hubdesk.ui.pages.__file__).parent.glob("*.py")} - {"prepare"}
PAGES = ("first", "help", "opening", "lock", *(place.key for place in PLACES if place.key in _THERE))
PARTS = ("overview", "facts", "roster", "document", "walk", "expenses", "grant", "ready", "package")

_ROLES = QAccessible.Role
NAMED = {
    _ROLES.PushButton,
    _ROLES.CheckBox,
    _ROLES.RadioButton,
    _ROLES.EditableText,
    _ROLES.ComboBox,
    _ROLES.Table,
    _ROLES.Tree,
    _ROLES.List,
    _ROLES.PageTabList,
    _ROLES.ProgressBar,
}


def rest(window: Window, qtbot: QtBot) -> None:
    """Wait until a window has read and counted what it set out to: no short timer runs, and no job."""

    def still() -> bool:
        timers = window.findChildren(QTimer)
        return not window.frame.jobs and not any(each.isSingleShot() and each.isActive() for each in timers)

    QTest.qWait(20)  # what only a turn of the event loop starts is started
    qtbot.waitUntil(still, timeout=15_000)


def shown(root: QWidget) -> list[QWidget]:
    """Return every widget below `root` that can be seen, itself included."""
    return [each for each in (root, *root.findChildren(QWidget)) if each.isVisibleTo(root)]


def texts(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Yield every text that a person can read below `root`, with its widget."""
    for each in shown(root):
        if isinstance(each, QLabel | QAbstractButton):
            yield each, each.text()
        elif isinstance(each, QLineEdit | QPlainTextEdit):
            yield each, each.placeholderText()
        elif isinstance(each, QComboBox):
            yield from ((each, each.itemText(row)) for row in range(each.count()))
        elif isinstance(each, QTabBar):
            yield from ((each, each.tabText(place)) for place in range(each.count()))
        elif isinstance(model := each.model() if isinstance(each, QAbstractItemView) else None, QAbstractTableModel):
            for column in range(model.columnCount()):
                yield each, str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        if each.toolTip():
            yield each, each.toolTip()


def interfaces(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield what a screen reader meets below a widget, without the cells of tables."""
    todo = [QAccessible.queryAccessibleInterface(widget)]
    while todo:
        each = todo.pop()
        if each is None or not each.isValid():
            continue
        yield each
        if each.role() not in (_ROLES.Table, _ROLES.Tree, _ROLES.List, _ROLES.ComboBox):
            todo += [each.child(place) for place in range(each.childCount())]


def nameless(widget: QWidget) -> list[str]:
    """Return the controls below a widget that a screen reader cannot call by a name."""
    found = []
    for each in interfaces(widget):
        state = each.state()
        if each.role() in NAMED and not state.invisible and not each.text(QAccessible.Text.Name):
            found.append(f"{each.role().name} {type(each.object()).__name__}")
    return found


def tab_stops(root: QWidget, steps: int = 400) -> list[QWidget]:
    """Press Tab from the first stop until it comes round; return the stops in order."""
    window = root.window()
    stops: list[QWidget] = []
    for _ in range(steps):
        window.focusNextChild()
        now = window.focusWidget()
        if now is None or now in stops:
            break
        stops.append(now)
    return stops
