"""The quiet place for incidents: reached by the menu, kept on this laptop, found nowhere else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import incidents
from hubdesk.ui.pages.incidents import IncidentsPage
from hubdesk.ui.widgets.label import Label
from tests.ui.conftest import commit
from tests.ui.walk import nameless


def told(page: IncidentsPage) -> str:
    return "\n".join(label.text() for label in page.list.findChildren(Label))


def test_an_incident_is_kept_shown_and_removed(show, desk, event, qtbot) -> None:
    page = show(IncidentsPage, event)
    commit(page.what, "Somebody was shouted at")
    commit(page.done, "We spoke with both")
    qtbot.mouseClick(page.keep_it, Qt.MouseButton.LeftButton)
    (one,) = incidents.of_event(desk, event)
    assert (one.text, one.done, page.what.toPlainText(), page.done.toPlainText()) == (
        "Somebody was shouted at",
        "We spoke with both",
        "",
        "",
    )
    assert "shouted" in told(page) and "spoke" in told(page)
    assert nameless(page) == []
    page._remove(one.id)
    QApplication.processEvents()
    assert incidents.of_event(desk, event) == [] and "shouted" not in told(page)


def test_words_that_are_missing_keep_nothing(show, desk, event, qtbot) -> None:
    page = show(IncidentsPage, event)
    commit(page.done, "nothing to say")
    qtbot.mouseClick(page.keep_it, Qt.MouseButton.LeftButton)
    assert incidents.of_event(desk, event) == []
    assert page.done.toPlainText() == "nothing to say"


def test_the_menu_leads_there_and_the_rail_does_not(window, desk, event) -> None:
    window.frame.open_event(event)
    window.actions_list["incidents"].trigger()
    assert window.key == "incidents"
    assert window.page("notes").desk.read.notes(event) == []
