"""Prepare > People: a list read as somebody chooses, doubtful people answered by one key, a person corrected."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import attendance, people, twins
from hubdesk.model.records import Person
from hubdesk.ui.prepare.roster import RosterPart
from hubdesk.ui.widgets.buttons import Button
from tests.ui.conftest import NOW, commit

LIST = "Name;E-mail;Club\nPetra Novák;petra@example.org;Mill\n王芳;;\nAmina Otieno;;River\n".encode()


@pytest.fixture
def page(show, event) -> RosterPart:
    return show(RosterPart, event)


def idle(page, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.frame.jobs)


def read(page, qtbot, data: bytes) -> None:
    page._read(data)
    idle(page, qtbot)


def names(desk, event) -> list[str]:
    return sorted(each.name for each in desk.read.all(Person, event=event))


def test_a_list_is_shown_before_it_is_taken_in_and_undone_as_one(page, desk, event, qtbot, tmp_path: Path) -> None:
    people.add(desk, event, "Amina Otieno")
    file = tmp_path / "list.csv"
    file.write_bytes(LIST)
    page.read_files([file])
    qtbot.waitUntil(lambda: page.preview.isVisibleTo(page))
    figures = page.preview.figures
    assert (figures["new"].number.text(), figures["same"].number.text()) == ("2", "1")
    assert len(desk.read.all(Person, event=event)) == 1
    assert page.preview.take.text() == "Take 2 people in"
    page.preview.take.click()
    qtbot.waitUntil(lambda: page.faces[0].isVisibleTo(page))
    assert names(desk, event) == ["Amina Otieno", "Petra Novák", "王芳"]
    desk.undo()
    assert names(desk, event) == ["Amina Otieno"]


def test_the_meaning_of_a_column_is_chosen_above_it_and_chosen_again_the_next_time(page, desk, event, qtbot) -> None:
    read(page, qtbot, LIST)
    raw = page.preview.raw
    assert raw.cells.rows[0] == ("Petra Novák", "petra@example.org", "Mill")
    assert [each.text() for each in raw.head.labels] == ["Name", "E-mail", "Club"]
    club = raw.head.choices[2]
    assert club.accessibleName().replace("\u2068", "").replace("\u2069", "") == "Meaning of Club"
    club.setFocus()
    club.show_key("community")
    club.picked.emit("community")
    idle(page, qtbot)
    assert raw.head.choices[2].key == "community" and page.preview.how == {"mapping": {"3": "community"}}
    page.preview.take.click()
    idle(page, qtbot)
    assert {each.community for each in desk.read.all(Person, event=event)} == {"Mill", "", "River"}
    read(page, qtbot, LIST.replace(b"River", b"Weir"))
    assert page.preview.before.isVisibleTo(page) and raw.head.choices[2].key == "community"
    page.preview.before.findChild(Button).click()
    idle(page, qtbot)
    assert not page.preview.before.isVisibleTo(page) and raw.head.choices[2].key == ""


def test_encoding_delimiter_and_head_are_read_again_as_soon_as_they_are_chosen(page, desk, event, qtbot) -> None:
    read(page, qtbot, "Liste|Mai\nName|Ort\nJürgen|Köln\n".encode("cp1250"))
    for name, key in (("encoding", "windows-1252"), ("delimiter", "|"), ("header_row", "2")):
        choice = page.preview.reading[name]
        choice.show_key(key)
        choice.picked.emit(key)
        idle(page, qtbot)
    assert page.preview.raw.cells.rows == (("Jürgen", "Köln"),)
    assert page.preview.how == {"encoding": "windows-1252", "delimiter": "|", "header_row": 2}
    page.preview.take.click()
    idle(page, qtbot)
    assert names(desk, event) == ["Jürgen"]


def test_doubtful_people_are_answered_by_one_key_each_and_in_bulk(page, desk, event, qtbot) -> None:
    for name in ("Ana", "Bo", "Cy", "Di"):
        people.add(desk, event, name, email=f"{name}@old.example")
    read(page, qtbot, b"name,email\nAna,a@new.example\nBo,b@new.example\nCy,c@new.example\nDi,d@new.example\n")
    doubts = page.preview.doubts
    assert doubts.isVisibleTo(page) and doubts.table.current.key == "2"
    doubts.table.setFocus()
    qtbot.keyClick(doubts.table, Qt.Key.Key_1)
    assert doubts.table.current.key == "3"
    qtbot.keyClick(doubts.table, Qt.Key.Key_3)
    qtbot.keyClick(doubts.table, Qt.Key.Key_4)
    assert page.preview.answers == {"2": "same", "3": "later", "4": "other", "5": "other"}
    assert page.preview.take.text() == "Take 3 people in"
    assert page.preview.source.text().replace("\u2068", "").replace("\u2069", "") == "Read as utf-8.", (
        "no word that the program alone knows"
    )
    page.preview.take.click()
    idle(page, qtbot)
    assert attendance.counts(desk, event).registered == 7
    assert page.doubts.isVisibleTo(page) and [each.one.name for each in page.doubts.pairs] == ["Bo"]
    assert page.table.rows.rowCount() == 7
    desk.undo()
    assert len(desk.read.all(Person, event=event)) == 4 and not page.doubts.isVisibleTo(page)


def test_a_guest_who_was_written_down_twice_is_asked_about_and_joined(page, desk, event, qtbot) -> None:
    for _ in range(2):
        attendance.walk_in(desk, event, "Ольга Коваль", at=NOW)
    assert page.doubts.isVisibleTo(page)
    page.doubts.table.setFocus()
    qtbot.keyClick(page.doubts.table, Qt.Key.Key_1)
    assert attendance.counts(desk, event).came == 1 and not page.doubts.isVisibleTo(page)
    assert page.table.rows.rowCount() == 1
    page._open(page.table.rows.record(0))
    part = next(each for each in page.person.findChildren(Button) if each.text() == "Somebody else")
    part.click()
    assert attendance.counts(desk, event).came == 2 and twins.questions(desk, event) == []


def test_a_person_is_found_opened_and_corrected_in_single_steps(page, desk, event, qtbot) -> None:
    ids = [people.add(desk, event, f"Guest {n}") for n in range(12)]
    page.search.setFocus()
    commit(page.search, "guest 7")
    page.table.setFocus()
    page.table.choose(ids[7])
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.person.isVisibleTo(page)
    line = page.person.fields["phone"].editor
    line.setFocus()
    commit(line, "+254 20 5550100")
    line.settle()
    choice = page.person.answers["photo"].editor
    choice.show_key("yes")
    choice.picked.emit("yes")
    assert desk.read.get(Person, ids[7]).phone == "+254 20 5550100"
    assert people.consents(desk, ids[7])["photo"].given
    desk.undo()
    assert choice.key == "" and desk.read.get(Person, ids[7]).phone
    name = page.person.fields["name"].editor
    name.setText("")
    name.settle()
    assert "Nothing says" in page.person.fields["name"].below.text()
    assert desk.read.get(Person, ids[7]).name == "Guest 7"
    next(each for each in page.person.findChildren(Button) if each.text() == "Take off the list").click()
    assert page.faces[0].isVisibleTo(page) and desk.read.find(Person, ids[7]) is None


def test_pasted_words_are_a_list_too(page, desk, event, qtbot) -> None:
    page.paste.setPlainText("Name,Club\nOmar,River\n")
    page._read_pasted()
    idle(page, qtbot)
    assert page.preview.figures["new"].number.text() == "1"
    page._leave()
    assert page.faces[0].isVisibleTo(page)
    assert desk.read.all(Person, event=event) == []


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 200, b""])
def test_a_list_that_is_none_is_refused_in_words(page, event, qtbot, data: bytes) -> None:
    said = []
    page.frame.notices.said.connect(said.append)
    page.frame.notices.open()
    page._read(data)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].tone == "error"
    assert page.faces[0].isVisibleTo(page)


def test_escape_leads_back_to_the_list_and_nothing_is_taken_in(page, desk, event, qtbot) -> None:
    amina = people.add(desk, event, "Amina Otieno")
    read(page, qtbot, LIST)
    qtbot.keyClick(page.preview.take, Qt.Key.Key_Escape)
    assert page.faces[0].isVisibleTo(page) and names(desk, event) == ["Amina Otieno"]
    page.table.choose(amina)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.person.isVisibleTo(page)
    qtbot.keyClick(page.person.fields["name"].editor, Qt.Key.Key_Escape)
    assert page.faces[0].isVisibleTo(page)
