"""A sheet of paper is copied on the page, wrong marks are put right, and a desk checks into one item."""

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import agenda, attendance, people
from hubdesk.model.records import Headcount, Mark, Person
from hubdesk.ui.pages.attendance import AttendancePage
from tests.ui.conftest import NOW, commit
from tests.ui.walk import nameless, tab_stops, texts

ENTER, CONTROL, ALT = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def guests(desk, event) -> list[str]:
    return [people.add(desk, event, f"Guest {letter}", sheet=n) for n, letter in enumerate("ABCDEFGHIJKL", start=1)]


@pytest.fixture
def page(show, event, guests) -> AttendancePage:
    return show(AttendancePage, event)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def seen(page: AttendancePage) -> str:
    return plain("\n".join(text for _, text in texts(page)))


def came(desk, event: str) -> dict[str, str]:
    return {mark.person: mark.at[11:16] for mark in desk.read.all(Mark, event=event) if mark.way == "in"}


def types(page: AttendancePage, text: str, qtbot) -> None:
    commit(page.field, text)
    qtbot.keyClick(page.field, ENTER)


# ---- paper


def test_rows_come_in_at_the_time_of_the_sheet_which_begins_with_the_gathering(page, desk, event, guests, qtbot):
    qtbot.keyClick(page.field, Qt.Key.Key_P, ALT)
    assert page.modes.key == "paper" and page.window().focusWidget() is page.field
    assert page.paper.time.hour.line.text() == "15:00", "12:00 UTC on the clocks of Nairobi"
    types(page, "12", qtbot)
    types(page, "٣-٥", qtbot)
    assert came(desk, event) == dict.fromkeys([guests[11], *guests[2:5]], "12:00")
    assert page.result.what.text() == "3 people checked in"
    assert plain(page.result.who.text()) == "Guest C, Guest D, Guest E" and page.field.text() == ""
    page.paper.time.hour.line.setText("16.30")
    types(page, "1", qtbot)
    assert came(desk, event)[guests[0]] == "13:30"
    desk.undo()
    desk.undo()
    assert list(came(desk, event)) == [guests[11]], "one step for each Enter"


def test_who_stands_in_the_rows_is_read_back_before_enter(page, guests, qtbot) -> None:
    page.modes.choose("paper")
    assert "Guest" not in seen(page)
    qtbot.keyClicks(page.field, "2 4-6")
    names = [page.list.hits.index(row, 0).data() for row in range(page.list.hits.rowCount())]
    assert names == ["Guest B", "Guest D", "Guest E", "Guest F"]
    assert page.hint.text() == "Enter checks 4 people in."


def test_unknown_rows_are_told_and_stay_in_the_field(page, desk, event, guests, qtbot) -> None:
    page.modes.choose("paper")
    types(page, "1 40 11-14", qtbot)
    assert set(came(desk, event)) == {guests[0], guests[10], guests[11]}
    assert page.field.text() == "40 13 14" == page.field.selectedText()
    assert plain(page.result.more.text()).startswith("Nobody has the number: 40 13 14. Look at the sheet")
    assert page.result.property("tone") == "warning"
    types(page, "1-2", qtbot)
    assert guests[1] in came(desk, event) and page.field.text() == "", "what is typed next takes the place of the rest"
    assert plain(page.result.more.text()) == "Here already: Guest A."


def test_a_name_after_a_number_walks_in_and_a_wrong_row_stays(page, desk, event, guests, qtbot) -> None:
    page.modes.choose("paper")
    types(page, "43 نادية", qtbot)
    (walked,) = desk.read.all(Person, event=event, walk_in=True)
    assert (walked.name, walked.sheet) == ("نادية", 43)
    types(page, "2 Nadia", qtbot)
    assert page.field.text() == "2 Nadia" and len(desk.read.all(Person, event=event, walk_in=True)) == 1
    types(page, "no 4 number", qtbot)
    assert "no 4 number" in page.field.text() and len(came(desk, event)) == 1


def test_who_wrote_in_a_row_without_a_number_walks_in_after_a_second_enter(page, desk, event, guests, qtbot) -> None:
    page.modes.choose("paper")
    types(page, "Zoë Quill", qtbot)
    assert came(desk, event) == {} and "No number before the name: add?" in seen(page)
    qtbot.keyClick(page.field, ENTER)
    (walked,) = desk.read.all(Person, event=event, walk_in=True)
    assert (walked.name, walked.sheet) == ("Zoë Quill", 0) and came(desk, event) == {walked.id: "12:00"}
    assert page.field.text() == "" and page.back.isVisible()
    types(page, "Guest B", qtbot)
    assert page.list.hits.index(0, 0).data() == "Guest B" and "type the number of the row" in seen(page)
    qtbot.keyClick(page.field, Qt.Key.Key_Escape)
    qtbot.keyClick(page.field, ENTER)
    assert list(came(desk, event)) == [walked.id]


def test_a_time_that_cannot_be_read_is_asked_for(page, desk, event, qtbot) -> None:
    page.modes.choose("paper")
    page.paper.time.hour.line.setText("noonish")
    types(page, "1", qtbot)
    assert came(desk, event) == {} and page.window().focusWidget() is page.paper.time.hour.line


# ---- heads


def test_categories_that_were_used_are_one_press_away(page, desk, event, qtbot) -> None:
    types(page, "+2 children", qtbot)
    types(page, "+4 adults", qtbot)
    commit(page.field, "+3 ch")
    (button,) = page.heads.widgets()
    assert plain(button.text()) == "3 as children"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [(each.number, each.category) for each in desk.read.all(Headcount, event=event)][-1] == (3, "children")
    assert not page.heads.isVisible() and page.window().focusWidget() is page.field
    qtbot.waitUntil(lambda: plain(page.numbers.kinds.text()) == "Heads: children 5 · adults 4")


# ---- corrections


def test_a_time_is_corrected_and_a_mark_taken_back_by_keys(page, desk, event, guests, qtbot) -> None:
    attendance.check_in(desk, guests[0], event, at=NOW)
    qtbot.keyClicks(page.field, "guest a")
    qtbot.keyClick(page.field, Qt.Key.Key_C, ALT)
    card = page.correcting.card
    ((mark, line),) = card.lines.items()
    assert page.window().focusWidget() is line and line.text() == "16:02"
    line.setText("1505")
    qtbot.keyClick(line, ENTER)
    assert came(desk, event) == {guests[0]: "12:05"} and card.lines[mark].text() == "15:05"
    qtbot.keyClick(card.buttons[mark], Qt.Key.Key_Space)
    assert came(desk, event) == {} and "Did not come" in seen(page)
    qtbot.keyClick(card.buttons[mark], Qt.Key.Key_Space)
    assert came(desk, event) == {guests[0]: "12:05"}
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible() and page.window().focusWidget() is page.field


def test_the_marks_of_the_last_one_are_corrected_and_the_next_guest_hides_them(page, desk, event, guests, qtbot):
    types(page, "1", qtbot)
    qtbot.mouseClick(page.correct, Qt.MouseButton.LeftButton)
    assert page.correcting.card.isVisible() and nameless(page) == []
    assert next(iter(page.correcting.card.lines.values())) in tab_stops(page)
    commit(page.field, "guest b")
    assert not page.correcting.card.isVisible() and not page.correct.isVisible()


# ---- items


def test_a_desk_checks_into_one_item_and_says_its_name(page, desk, event, guests, qtbot) -> None:
    assert "This desk: front desk" in seen(page)
    for each in agenda.items(desk, event):
        agenda.remove(desk, each.id)
    assert not page.place.item.isVisible()
    item = agenda.add(desk, event, "Reading round")
    attendance.check_in(desk, guests[0], event, at=NOW)
    assert page.place.item.isVisible()
    page.place.item.show_key(item)
    page.place.item.picked.emit(item)
    types(page, "1", qtbot)
    assert page.result.what.text() == "Checked in", "at the gathering, and now at the item"
    types(page, "+2", qtbot)
    qtbot.waitUntil(
        lambda: page.numbers.figures["here"].number.text() == "1" and page.numbers.figures["heads"].isVisible()
    )
    assert [mark.item for mark in desk.read.all(Mark, event=event)] == ["", item]
    assert desk.read.all(Headcount, event=event)[0].item == item
    assert not page.numbers.figures["no_show"].isVisible()
    agenda.remove(desk, item)
    assert page.item == "" and not page.place.item.isVisible()
