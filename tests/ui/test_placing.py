"""In the preview of a text, what found no place is put at one by hand, with the keys alone too."""

from PySide6.QtCore import Qt

from hubdesk.desk.placing import Placing
from hubdesk.model.records import Section, Text
from hubdesk.ui.prepare.document import DocumentPart
from tests.desk.test_placing import FILES, NIGHT, ROW, WRONG, said


def read(show, event, qtbot) -> DocumentPart:
    page = show(DocumentPart, event)
    page._read(FILES)
    idle(page, qtbot)
    return page


def idle(page, qtbot) -> None:
    qtbot.waitUntil(lambda: not page.frame.jobs)


def told(page) -> list[str]:
    """Return the names of the branches beside the text."""
    return [page.tree.topLevelItem(nth).text(0) for nth in range(1, page.tree.topLevelItemCount())]


def test_a_part_is_placed_with_the_keys_and_taken_in_as_one_step(show, desk, event, qtbot) -> None:
    page = read(show, event, qtbot)
    outline, tree = page.outline, page.tree
    assert outline.carry.isVisibleTo(page) and not outline.carry.isEnabled() and not outline.put.isVisibleTo(page)
    tree.setFocus()
    tree.setCurrentItem(tree.topLevelItem(1).child(0))
    assert outline.carry.isEnabled()
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert "2" in tree.currentItem().text(0) and "Lamps" in tree.currentItem().text(0), "the only free heading"
    assert outline.put.isEnabled() and "Lampen" in outline.told.text()
    qtbot.keyClick(tree, Qt.Key.Key_Up)
    assert not outline.put.isEnabled(), "this is a paragraph"
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert told(page) == ["Without a place"]
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    idle(page, qtbot)
    assert told(page) == ["Placed by hand"] and not page.messages.isVisibleTo(page)
    assert page._found.placings == (Placing("de", "1.1", "2"),)
    page.take.click()
    qtbot.waitUntil(lambda: page.faces[0].isVisibleTo(page))
    (lamps,) = desk.read.all(Section, number="2")
    assert [text.heading for text in desk.read.all(Text, section=lamps.id, language="de")] == ["Lampen"]
    desk.undo()
    assert desk.read.all(Text) == []


def test_a_choice_can_be_left_and_taken_back(show, event, qtbot) -> None:
    page = read(show, event, qtbot)
    outline, tree = page.outline, page.tree
    stray = tree.topLevelItem(1).child(1)
    tree.setCurrentItem(stray)
    outline.carry.click()
    assert outline.put.isVisibleTo(page) and tree.currentItem() is not stray
    qtbot.keyClick(tree, Qt.Key.Key_Escape)
    assert tree.currentItem() is stray and not outline.put.isVisibleTo(page)
    outline.carry.click()
    outline.put.click()
    idle(page, qtbot)
    assert told(page) == ["Placed by hand", "Without a place"]
    assert tree.currentItem() is tree.topLevelItem(2).child(0), "the next without a place is at hand"
    page.name.setText("House rules")
    page.name.settle()
    idle(page, qtbot)
    assert told(page) == ["Placed by hand", "Without a place"], "another title keeps what was placed"
    tree.setCurrentItem(tree.topLevelItem(1).child(0))
    outline.back.click()
    idle(page, qtbot)
    assert told(page) == ["Without a place"] and tree.topLevelItem(1).childCount() == 3


def test_what_has_no_place_of_its_kind_says_so(show, event, qtbot) -> None:
    page = show(DocumentPart, event)
    page._read([("a.md", b"# A\n\nc\n"), ("a-de.md", b"# A\n\nc\n\n## Zu viel\n")])
    idle(page, qtbot)
    page.tree.setCurrentItem(page.tree.topLevelItem(1).child(0))
    page.outline.carry.click()
    assert "no place of this kind" in page.outline.told.text() and not page.outline.put.isEnabled()


def test_a_part_that_found_a_wrong_place_is_put_at_another_with_the_keys(show, desk, event, qtbot) -> None:
    page = show(DocumentPart, event)
    page._read(WRONG)
    idle(page, qtbot)
    outline, tree = page.outline, page.tree
    assert not outline.carry.isVisibleTo(page), "the source alone is shown"
    outline.beside.show_key("de")
    outline.beside.picked.emit("de")
    first = tree.topLevelItem(0).child(0).child(0)
    assert "Everybody may row." in first.text(0) and "Nachts rudert niemand." in first.text(0)
    tree.setFocus()
    tree.setCurrentItem(tree.topLevelItem(0))
    assert not outline.carry.isEnabled(), "a title stays"
    tree.setCurrentItem(first)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert tree.currentItem() is first and not outline.put.isEnabled(), "it stands here already"
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert outline.put.isEnabled() and "Alle dürfen rudern." in outline.told.text(), "what would lose its place"
    qtbot.keyClick(tree, Qt.Key.Key_Escape)
    assert tree.currentItem() is first
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    idle(page, qtbot)
    assert told(page) == ["Placed by hand", "Without a place"] and page.messages.isVisibleTo(page)
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert "Everybody may row." in tree.currentItem().text(0), "the place that is free now"
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    idle(page, qtbot)
    assert told(page) == ["Placed by hand"]
    assert page._found.placings == (NIGHT, ROW)
    page.take.click()
    qtbot.waitUntil(lambda: page.faces[0].isVisibleTo(page))
    assert said(desk, "de")["1p1"] == "Alle dürfen rudern."
