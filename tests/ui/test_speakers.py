"""The speakers' list is run by keyboard: people are put on it, speak in their order, and are taken back by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import people, speakers
from hubdesk.i18n import words
from hubdesk.ui.agenda.speakers import SpeakersPart
from hubdesk.ui.pages.agenda import AgendaPage


@pytest.fixture
def part(show, desk, event) -> SpeakersPart:
    for name in ("Ana Ferreira", "Bo Lindqvist", "王小明"):
        people.add(desk, event, name)
    return show(SpeakersPart, event)


def enter(part, qtbot, text: str, *, held: bool = False) -> None:
    part.field.setText(text)
    modifier = Qt.KeyboardModifier.ControlModifier if held else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(part.field, Qt.Key.Key_Return, modifier)


def waiting(part) -> list[str]:
    return [part.table.rows.record(row).name for row in range(part.table.rows.rowCount())]


def test_people_are_put_on_the_list_and_speak_without_the_mouse(part, desk, event, qtbot) -> None:
    part.rule.setFocus()
    qtbot.keyClick(part, "a")  # a letter that nobody wants goes into the field
    assert part.field.text() == "a"
    for text in ("an", "王", "a guest", "!bo"):
        enter(part, qtbot, text)
    assert waiting(part) == ["Bo Lindqvist", "Ana Ferreira", "王小明", "a guest"]
    enter(part, qtbot, "ana")
    assert len(waiting(part)) == 4 and "already" in part.told.text()
    part.next.click()
    assert part.name.text() == "Bo Lindqvist" and part.sort.text() == "Point of order"
    assert part.field.hasFocus() and part.face.isVisible()
    part.next.click()
    part.done.click()
    assert part.name.text() == "Nobody speaks now." and waiting(part) == ["王小明", "a guest"]
    assert [part.totals.rows.record(0)[0]] == ["Ana Ferreira"]  # a point of order is no turn
    assert words("en")(desk.next_undo(), isolated=False) == "Ana Ferreira is done speaking"
    part.frame.undo()
    assert part.name.text() == "Ana Ferreira"
    part.again.click()
    assert waiting(part) == ["Ana Ferreira", "王小明", "a guest"]


def test_one_is_chosen_from_the_list_and_another_taken_off(part, desk, event, qtbot) -> None:
    for text in ("an", "bo"):
        enter(part, qtbot, text)
    enter(part, qtbot, "bo", held=True)  # these words, whoever answers to them
    assert waiting(part) == ["Ana Ferreira", "Bo Lindqvist", "bo"]
    part.table.choose(speakers.floor(desk, event).waiting[1].turn.id)
    qtbot.keyClick(part.table, Qt.Key.Key_Return)
    assert part.name.text() == "Bo Lindqvist"
    part.table.choose(speakers.floor(desk, event).waiting[1].turn.id)
    part.remove.click()
    assert waiting(part) == ["Ana Ferreira"]


def test_the_order_is_chosen_and_told_in_words(part, desk, event, qtbot) -> None:
    part.rule.show_key("balanced")
    part.rule.picked.emit("balanced")
    assert part.why.text().startswith("Who spoke least often")
    part.seconds.setText("45")
    part.seconds.settle()
    assert speakers.floor(desk, event).seconds == 45
    part.seconds.setText("long")
    part.seconds.settle()
    QApplication.processEvents()
    assert speakers.floor(desk, event).seconds == 45 and part.timing.below.text() == "Give a whole number."


def test_the_keys_count_on_the_whole_page(show, desk, event, qtbot) -> None:
    speakers.ask(desk, event, text="Ana")
    page = show(AgendaPage, event)
    page.frame.actions["speakers-next"].trigger()
    assert page.tabs.key == "speakers" and speakers.floor(desk, event).now.name == "Ana"
    page.frame.actions["speakers-done"].trigger()
    page.frame.actions["speakers-next"].trigger()  # nobody waits
    assert speakers.floor(desk, event).now is None
