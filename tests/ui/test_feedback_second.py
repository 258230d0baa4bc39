"""A second coder works through a round by keyboard, sees nothing of the first, and differences are decided."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from hubdesk.desk import coding, events
from hubdesk.model.records import Coding, Note
from hubdesk.ui.feedback.second import SecondPart
from tests.ui.sorting import MARKS, feedback, five_notes
from tests.ui.walk import nameless

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
#: What the five lines say, without the one that another sorts away.
SAID = ("~: /1.1 #funding", "?: /2 #seats", "c:", "c: /1.1", "-: /3")


@pytest.fixture
def page(show, desk, event, qtbot):
    five_notes(desk, event)
    found = feedback(show, event)
    qtbot.keyClick(found, Qt.Key.Key_2, ALT)
    return found


@pytest.fixture
def second(page, qtbot) -> SecondPart:
    """The part with a round of all lines, its line ready to be typed in."""
    part = page.part("second")
    part.many.setFocus()
    qtbot.keyClick(part.many, Qt.Key.Key_Return)
    settle(part, qtbot)
    assert part.blind.line.hasFocus()
    return part


def enter(part: SecondPart, qtbot, signs: str) -> None:
    qtbot.keyClicks(part.blind.line, signs)
    qtbot.keyClick(part.blind.line, Qt.Key.Key_Return)


def compare(part: SecondPart, qtbot) -> None:
    part.compare.click()
    settle(part, qtbot)


def settle(part: SecondPart, qtbot) -> None:
    qtbot.waitUntil(lambda: not part.frame.jobs, timeout=10_000)
    QApplication.processEvents()


def shown(part: SecondPart) -> str:
    """Return all words that labels of the part show."""
    return " ".join(label.text() for label in part.findChildren(QLabel) if label.isVisible()).translate(MARKS)


def rows(table) -> list[list[str]]:
    model = table.model()
    places = [(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    cells = [(model.index(*place).data() or "").translate(MARKS) for place in places]
    wide = model.columnCount()
    return [cells[start : start + wide] for start in range(0, len(cells), wide)]


def test_words_stand_there_and_nothing_of_how_they_are_sorted(second, desk) -> None:
    assert shown(second).startswith("Round Name of the second coder 0 lines done, of 5 Line 1 of 5 Hubs need stable")
    assert "#" not in shown(second)
    assert (second.blind.told.texts, second.blind.line.text) == ([], "")
    assert not any(button.isChecked() for button in second.blind.kinds.values())
    assert nameless(second) == []


def test_signs_and_enter_lead_from_line_to_line(second, desk, event, qtbot) -> None:
    enter(second, qtbot, "!: /2 #money")
    assert "Line 2 of 5 Too few seats" in shown(second)
    assert "1 line done, of 5" in shown(second)
    assert second.blind.line.hasFocus() and second.blind.line.text == ""
    (one,) = [each for each in desk.read.all(Coding, event=event) if each.coder]
    assert (one.coder, one.kind, len(one.tags), one.keywords) == ("Amina", "dealbreaker", 1, {"money"})
    assert desk.read.get(Note, one.note).kind == "suggestion"
    qtbot.keyClick(second.blind.line, Qt.Key.Key_Up)
    assert second.blind.line.text == "!: /2 #money"
    assert second.blind.kinds["dealbreaker"].isChecked()
    second.blind.kinds["concern"].click()
    qtbot.keyClick(second.blind.line, Qt.Key.Key_Return)
    assert desk.read.get(Coding, one.id).kind == "concern"
    assert "Line 2 of 5" in shown(second)
    second.frame.undo()
    assert desk.read.get(Coding, one.id).kind == "dealbreaker"


def test_words_that_are_no_signs_stay_to_be_corrected(second, desk, event, qtbot) -> None:
    enter(second, qtbot, "too long")
    assert second.blind.line.text == "too long"
    assert coding.rounds(desk, event)[0].coders == {}
    assert "Line 1 of 5" in shown(second)


def test_more_lines_than_there_are_cannot_be_drawn(page, desk, event, qtbot) -> None:
    part = page.part("second")
    part.many.setFocus()
    qtbot.keyClicks(part.many, "6")
    qtbot.keyClick(part.many, Qt.Key.Key_Return)
    settle(part, qtbot)
    assert coding.rounds(desk, event) == []
    assert part.beginning.isVisible()


def test_a_number_draws_so_many_lines(page, desk, event, qtbot) -> None:
    part = page.part("second")
    part.many.setFocus()
    qtbot.keyClicks(part.many, "x2")
    qtbot.keyClick(part.many, Qt.Key.Key_Return)
    assert coding.rounds(desk, event) == []
    part.many.clear()
    qtbot.keyClicks(part.many, "2")
    qtbot.keyClick(part.many, Qt.Key.Key_Return)
    settle(part, qtbot)
    (found,) = coding.rounds(desk, event)
    assert found.notes == 2
    assert f"0 lines done, of 2; drawn at random by the word {found.round.seed}" in shown(part)


def test_differences_are_listed_opened_and_decided(page, second, desk, event, qtbot) -> None:
    for signs in SAID:
        enter(second, qtbot, signs)
    compare(second, qtbot)
    assert "5 lines were coded by both, of 5 in the round" in shown(second)
    measures = {cells[0]: cells[1:] for cells in rows(second.compared.measures)}
    assert measures["Kind"][:2] == ["5", "60 %"]
    assert measures["Chapter"][:2] == measures["Exact section"][:2] == ["5", "80 %"]
    assert measures["Keyword funding"] == ["5", "100 %", "1.00", "1.00"]
    differing = rows(second.compared.table)
    assert [cells[1:] for cells in differing] == [
        ["Potential deal breaker", "Open question", "Not decided"],
        ["Without a kind and No section", "Concern and 3 Changes", "Not decided"],
    ]
    second.compared.table.setFocus()
    second.compared.table.choose(second.compared.table.rows.record(0).second.id)
    qtbot.keyClick(page, Qt.Key.Key_Y, ALT | SHIFT)
    settle(second, qtbot)
    assert [cells[3] for cells in rows(second.compared.table)] == ["Adopted", "Not decided"]
    note = second.compared.table.rows.record(0).note.id
    assert desk.read.get(Note, note).kind == "question"
    second.frame.undo()
    settle(second, qtbot)
    assert desk.read.get(Note, note).kind == "dealbreaker"
    qtbot.keyClick(page, Qt.Key.Key_N, ALT | SHIFT)
    settle(second, qtbot)
    assert [cells[3] for cells in rows(second.compared.table)] == ["Kept", "Not decided"]
    qtbot.keyClick(second.compared.table, Qt.Key.Key_Return)
    assert (page.tabs.key, page.table.current.note.id) == ("notes", note)


def test_another_event_begins_with_its_own_lines(page, second, desk, event, qtbot) -> None:
    enter(second, qtbot, "c:")
    compare(second, qtbot)
    second.another.click()
    second.frame.open_event(events.create(desk, "Other", languages=["en"]))
    assert second.beginning.isVisible() and not second.blind.isVisible()
    second.frame.open_event(event)
    assert second.blind.isVisible() and "Line 2 of 5" in shown(second)


def test_another_name_is_another_coder_and_a_round_goes_and_comes_back(second, desk, event, qtbot) -> None:
    enter(second, qtbot, "c:")
    second.coder.setFocus()
    second.coder.selectAll()
    qtbot.keyClicks(second.coder, "Ben")
    qtbot.keyClick(second.coder, Qt.Key.Key_Return)
    assert "0 lines done, of 5" in shown(second)
    assert second.blind.line.text == ""
    second.blind.line.take_focus()
    enter(second, qtbot, "+:")
    assert coding.rounds(desk, event)[0].coders == {"Amina": 1, "Ben": 1}
    second.remove.click()
    settle(second, qtbot)
    assert second.beginning.isVisible() and not second.blind.isVisible()
    second.frame.undo()
    assert second.blind.isVisible() and "1 line done, of 5" in shown(second)
