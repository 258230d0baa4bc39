"""Tabs with short words say what these stand for."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from hubdesk.i18n import say
from hubdesk.ui.widgets.tabs import Tabs


def test_a_short_word_on_a_tab_says_more_to_who_stays_on_it_or_listens(qtbot, preferences) -> None:
    tabs = Tabs({"a": say("Plan"), "b": say("Polls")}, say("Parts"), whole={"a": say("Plan and time")})
    qtbot.addWidget(tabs)
    assert [tabs.tabText(place) for place in range(2)] == ["Plan", "Polls"]
    assert [tabs.tabToolTip(place) for place in range(2)] == ["Plan and time", ""]
    preferences.speak("de")
    QApplication.processEvents()
    heard = QAccessible.queryAccessibleInterface(tabs)
    assert [heard.child(place).text(QAccessible.Text.Name) for place in range(2)] == ["Plan und Zeit", "Abfragen"]
