"""The codebook in the window: a tree with colours, an editor that keeps what is typed, one undo for each change."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QStyleOptionViewItem

from hubdesk.desk import codebook, events, notes
from hubdesk.model.records import Code
from hubdesk.roster import codebook as reading
from hubdesk.ui.pages.feedback import FeedbackPage
from tests.ui.sorting import MARKS, feedback
from tests.ui.walk import nameless


@pytest.fixture
def codes(desk, event) -> dict[str, str]:
    for line in ("one #cash", "two #cash #money", "three #weather"):
        notes.add(desk, event, line, at=desk.now())
    money = codebook.add(desk, event, "money", colour="#aa2222")
    return {"money": money, "cash": codebook.add(desk, event, "cash", parent=money)}


@pytest.fixture
def page(show, event, codes, qtbot) -> FeedbackPage:
    found = feedback(show, event)
    qtbot.keyClick(found, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    return found


def rows(page) -> list[str]:
    table, found = page.part("codebook").table, []
    for row in range(table.model().rowCount()):
        option = QStyleOptionViewItem()
        table.itemDelegateForColumn(0).initStyleOption(option, table.model().index(row, 0))
        found.append(f"{option.text.translate(MARKS)} {table.model().index(row, 2).data()}")
    return found


def test_the_tree_shows_words_notes_and_colours(page) -> None:
    assert rows(page) == ["money 1", "\u2003cash 2", "#weather 1"]
    part, option = page.part("codebook"), QStyleOptionViewItem()
    part.table.itemDelegateForColumn(0).initStyleOption(option, part.table.model().index(0, 0))
    assert option.icon.pixmap(8, 8).toImage().pixelColor(2, 2).name() == "#aa2222"
    assert nameless(part) == []


def test_a_free_keyword_is_taken_in_by_enter(page, desk, event, qtbot) -> None:
    page.part("codebook").table.choose("#weather")
    assert page.part("codebook").editor.isHidden()
    qtbot.keyClick(page.part("codebook").new, Qt.Key.Key_Return)
    assert rows(page) == ["money 1", "\u2003cash 2", "weather 1"]
    assert page.part("codebook").table.current.code.word == "weather"
    page.frame.undo()
    assert rows(page)[-1] == "#weather 1"


def test_a_free_keyword_is_offered_with_its_row_and_never_joins_what_is_typed(page, desk, event, codes, qtbot) -> None:
    part = page.part("codebook")
    part.table.choose("#weather")
    assert (part.new.text(), part.new.placeholderText()) == ("", "weather")
    qtbot.mouseClick(part.new, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(part.new, "weather")
    assert part.new.text() == "weather"
    part.new.clear()
    part.table.choose(codes["cash"])
    assert part.new.placeholderText() == "A new keyword"
    qtbot.keyClicks(part.new, "new idea")
    part.table.choose("#weather")
    notes.add(desk, event, "four", at=desk.now())
    assert part.new.text() == "new idea"
    qtbot.keyClick(part.new, Qt.Key.Key_Return)
    assert {code.word for code in desk.read.all(Code)} == {"money", "cash", "new_idea"}


def test_a_free_keyword_that_is_offered_follows_the_language(page, preferences) -> None:
    page.part("codebook").table.choose("#weather")
    preferences.speak("de")
    QApplication.processEvents()
    assert page.part("codebook").new.placeholderText() == "weather"


def test_what_is_typed_is_kept(page, desk, codes) -> None:
    part = page.part("codebook")
    part.table.choose(codes["cash"])
    for line, text in ((part.name, "Ready money"), (part.colour, "#00ff00"), (part.word, "coins")):
        line.setText(text)
        line.settle()
    part.description.setPlainText("What clinks")
    part.description.settle()
    found = desk.read.get(Code, codes["cash"])
    assert (found.word, found.colour, found.description, found.labels) == (
        "coins",
        "#00ff00",
        "What clinks",
        {"en": "Ready money"},
    )
    assert rows(page) == ["money 1", "\u2003coins 2", "#weather 1"]
    part.word.setText("money")
    part.word.settle()
    assert (part.word.text(), desk.read.get(Code, codes["cash"]).word) == ("coins", "coins")


def test_moving_merging_and_taking_out_can_be_undone(page, desk, codes) -> None:
    part = page.part("codebook")
    part.table.choose(codes["cash"])
    part.under.show_key("")
    part.under.picked.emit("")
    assert rows(page)[:2] == ["cash 2", "money 1"]
    page.frame.undo()
    assert rows(page)[:2] == ["money 1", "\u2003cash 2"]
    part.into.show_key(codes["money"])
    part.into.picked.emit(codes["money"])
    part.merge.click()
    assert rows(page) == ["money 2", "#weather 1"]
    assert part.table.current.code.word == "money"
    page.frame.undo()
    part.table.choose(codes["money"])
    part.remove.click()
    assert rows(page) == ["cash 2", "#money 1", "#weather 1"]
    page.frame.undo()
    assert rows(page) == ["money 1", "\u2003cash 2", "#weather 1"]


@pytest.mark.parametrize("form", ["qdc", "csv", "xlsx"])
def test_the_form_is_chosen_beside_the_name(page, tmp_path, monkeypatch, form) -> None:
    monkeypatch.chdir(tmp_path)
    page.part("codebook").write_it.click()
    dialog = page.part("codebook").findChild(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    assert dialog.nameFilters() == ["*.qdc", "*.csv", "*.xlsx"]
    dialog.filterSelected.emit(f"*.{form}")
    dialog.accept()
    QApplication.processEvents()
    (path,) = tmp_path.glob("codebook.*")
    assert path.suffix == f".{form}"
    assert len(reading.read(path.read_bytes())) == 3


@pytest.mark.parametrize("form", ["qdc", "xlsx"])
def test_a_codebook_is_written_and_read_in_another_event(page, desk, tmp_path, qtbot, form) -> None:
    path = tmp_path / f"codes.{form}"
    page.part("codebook").write_file([path])
    other = events.create(desk, "Other evening")
    page.frame.open_event(other)
    assert rows(page) == []
    page.part("codebook").read_file([path])
    qtbot.waitUntil(lambda: not page.frame.jobs, timeout=10_000)
    assert [line.strip() for line in rows(page)] == ["money 0", "cash 0", "weather 0"]
    page.frame.undo()
    assert rows(page) == []
