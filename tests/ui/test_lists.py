"""What all lists of the house have in common."""

from PySide6.QtWidgets import QApplication, QListView

from hubdesk.i18n import say
from hubdesk.ui import theme
from hubdesk.ui.widgets.lists import Following


def test_a_list_is_named_in_the_language_and_measured_with_the_size_of_text(qtbot, preferences) -> None:
    view, measured = QListView(), list[int]()
    qtbot.addWidget(view)
    Following(view, say("Sections"), lambda: measured.append(theme.percent()))
    assert view.accessibleName() == "Sections"
    preferences.speak("de")
    QApplication.processEvents()
    assert view.accessibleName() == "Abschnitte" and measured
    preferences.enlarge(200)
    assert measured[-1] == 200
