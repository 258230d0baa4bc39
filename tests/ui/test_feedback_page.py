"""Feedback: the outline narrows, filters answer at once, many notes are sorted in one step, statements sum them up."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from hubdesk.desk import notes, statements
from hubdesk.desk.feedback import Filter
from hubdesk.model.records import Note, Statement
from hubdesk.ui.feedback.filters import ANY, NONE, READERS
from hubdesk.ui.feedback.outline import ALL, TO_SORT, numbered
from hubdesk.ui.pages.feedback import FeedbackPage
from tests.ui.conftest import NOW, commit
from tests.ui.sorting import MARKS, choose, feedback, five_notes, wid, words
from tests.ui.walk import nameless


@pytest.fixture
def said(desk, event) -> list[str]:
    return five_notes(desk, event)


@pytest.fixture
def page(show, event, said) -> FeedbackPage:
    return feedback(show, event)


def test_the_outline_holds_every_heading_and_zero_is_stated(page) -> None:
    model = page.outline.model()
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    plain = [each.translate(MARKS) for each in told]
    assert plain[:2] == ["All notes: 5", "To sort: 2"]
    assert "1.1 Money: 2" in plain
    assert "3 Changes: 0" in plain


def test_a_part_is_made_when_somebody_looks_at_it(page) -> None:
    assert page.stack.missing == ["similar", "codebook", "second", "statements", "polls"]
    page.tabs.choose("codebook")
    page.arrive("polls")
    assert page.stack.currentWidget() is page.part("polls") and page.part("polls").isVisible()
    page.tabs.choose("notes")
    assert page.table.isVisible()
    assert page.stack.missing == ["similar", "second", "statements"]


def test_a_heading_narrows_the_list_and_takes_what_is_below_it(page, qtbot) -> None:
    page.outline.setFocus()
    page.outline.choose(wid(page, "Changes"))
    qtbot.keyClick(page.outline, Qt.Key.Key_Home)
    for _ in range(2):
        qtbot.keyClick(page.outline, Qt.Key.Key_Down)
    row = page.outline.model().row(wid(page, "Hubs"))
    page.outline.setCurrentIndex(page.outline.model().index(row, 0))
    assert words(page) == ["Hubs need stable funding", "Who decides?"]
    assert page.filters.section.key == wid(page, "Hubs")
    assert page.filters.total.text().replace("\u2068", "").replace("\u2069", "") == "2 of 5 notes"
    page.filters.clear.click()
    assert len(words(page)) == 5
    assert page.outline.key == ALL


def test_what_is_to_sort_is_one_line_away(page) -> None:
    page.arrive(TO_SORT)
    assert words(page) == ["Nobody spoke about translation", "يجب أن تكون المقاعد متوازنة"]
    assert page.outline.key == TO_SORT


def test_search_finds_words_in_every_script(page) -> None:
    page.filters.search.setFocus()
    commit(page.filters.search, "المقاعد")
    assert words(page) == ["يجب أن تكون المقاعد متوازنة"]
    page.filters.search.setText("STABLE")
    assert words(page) == ["Hubs need stable funding"]
    page.filters.search.setText("facilitator")
    assert words(page) == ["Who decides?"]


@pytest.mark.parametrize(
    ("choice", "key", "left"),
    [
        ("kind", "dealbreaker", 1),
        ("kind", NONE, 3),
        ("kind", ANY, 5),
        ("form", "question", 1),
        ("reader", "internal", 0),
        ("reader", "public", 5),
        ("language", "ar", 1),
        ("keyword", "seats", 1),
    ],
)
def test_each_choice_narrows(page, choice: str, key: str, left: int) -> None:
    box = getattr(page.filters, choice)
    box.show_key(key)
    assert box.key == key
    box.picked.emit(key)
    assert len(words(page)) == left


def test_the_order_can_be_chosen(page) -> None:
    page.filters.order_by.show_key("waits")
    page.filters.order_by.picked.emit("waits")
    assert words(page)[:2] == ["Nobody spoke about translation", "يجب أن تكون المقاعد متوازنة"]
    page.filters.order_by.show_key("section")
    page.filters.order_by.picked.emit("section")
    assert words(page)[:3] == ["Hubs need stable funding", "Who decides?", "Too few seats"]
    page.filters.order_by.show_key("kind")
    page.filters.order_by.picked.emit("kind")
    assert words(page)[:2] == ["Hubs need stable funding", "Too few seats"]


def test_a_key_that_works_on_the_notes_brings_them_to_the_front_from_any_tab(page, qtbot) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    choose(page, 1)
    for keys, modifiers, seen in (
        (Qt.Key.Key_T, alt, page.sorting.section),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier, page.sorting.do),
        (Qt.Key.Key_K, alt | Qt.KeyboardModifier.ShiftModifier, page.kept.name),
        (Qt.Key.Key_O, alt | Qt.KeyboardModifier.ShiftModifier, page.filters.backwards),
    ):
        page.tabs.choose("polls")
        assert not seen.isVisible()
        qtbot.keyClick(page, keys, modifiers)
        assert seen.isVisible() and page.tabs.key == "notes"
    page.table.clearSelection()
    page.tabs.choose("codebook")
    qtbot.keyClick(page, Qt.Key.Key_S, alt)
    assert page.tabs.key == "notes" and page.focusWidget() is page.table


def test_many_notes_are_tagged_in_one_step_with_their_number_said_before(page, desk, said, qtbot) -> None:
    choose(page, 2, 4)
    page.sorting.prepare("tag")
    assert page.sorting.chosen.text() == "2 notes chosen"
    assert page.sorting.do.text() == "Tag 2 notes"
    assert not page.sorting.do.isEnabled()
    qtbot.keyClicks(page.sorting.section, "1.1")
    assert page.sorting.do.isEnabled()
    qtbot.keyClick(page.sorting.section, Qt.Key.Key_Return)
    money = wid(page, "Money")
    assert all(money in desk.read.get(Note, said[place]).tags for place in (2, 4))
    assert page.outline.model().entry(1).total == 0
    desk.undo()
    assert all(not desk.read.get(Note, said[place]).tags for place in (2, 4))
    assert page.outline.model().entry(1).total == 2


def test_a_section_is_found_by_words_of_its_heading(page, qtbot) -> None:
    choose(page, 2)
    page.sorting.prepare("tag")
    qtbot.keyClicks(page.sorting.section, "counc")
    offered = page.sorting.section.completer().model().stringList()
    assert offered[0].endswith("Council")
    page.sorting.section.setText(offered[0])
    assert page.sorting.section.wid == wid(page, "Council")
    page.sorting.section.setText("no such place")
    assert page.sorting.section.wid == ""


@pytest.mark.parametrize(
    ("deed", "say_value", "holds"),
    [
        ("kind", lambda bar: bar.kind.show_key("concern"), lambda note: note.kind == "concern"),
        ("form", lambda bar: bar.form.show_key("decision"), lambda note: note.form == "decision"),
        ("keyword", lambda bar: bar.word.setText("rooms"), lambda note: "rooms" in note.keywords),
    ],
)
def test_kind_form_and_keyword_of_many(page, desk, said, deed, say_value, holds) -> None:
    choose(page, 0, 1, 2)
    page.sorting.prepare(deed)
    say_value(page.sorting)
    assert page.sorting.do.text() == "Change 3 notes"
    page.sorting.do.click()
    assert [holds(desk.read.get(Note, id)) for id in said] == [True] * 3 + [False] * 2
    desk.undo()
    assert not any(holds(desk.read.get(Note, id)) for id in said)


def test_who_may_read_moves_notes_and_one_undo_brings_them_back(page, desk, event) -> None:
    choose(page, 0, 1)
    page.sorting.prepare("reader")
    page.sorting.reader.show_key("internal")
    page.sorting.do.click()
    assert [note.visibility for note in desk.read.notes(event)].count("internal") == 2
    desk.undo()
    assert {note.visibility for note in desk.read.notes(event)} == {"public"}
    assert set(READERS) == set(notes.VISIBILITIES)


def test_removing_offers_undo(page, desk, event) -> None:
    choose(page, 0)
    page.sorting.prepare("remove")
    page.sorting.do.click()
    assert len(words(page)) == 4
    page.frame.undo()
    assert len(words(page)) == 5


def test_the_choice_of_rows_survives_a_change_from_elsewhere(page, desk, event) -> None:
    choose(page, 0, 2, 3)
    notes.add(desk, event, "One more line", at=NOW + timedelta(minutes=9))
    QApplication.processEvents()
    assert len(words(page)) == 6
    assert page.sorting.chosen.text() == "3 notes chosen"


def test_the_current_note_is_shown_in_full(page) -> None:
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    assert page.reading.words.text() == "Too few seats"
    assert "Potential deal breaker" in page.reading.chips.texts


def test_enter_on_notes_leads_to_what_can_be_done_with_them(page, desk, said, qtbot) -> None:
    page.activateWindow()
    page.table.setFocus()
    page.table.setCurrentIndex(page.table.model().index(2, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QApplication.processEvents()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.sorting.section.hasFocus()
    qtbot.keyClicks(page.sorting.section, "2")
    qtbot.keyClick(page.sorting.section, Qt.Key.Key_Return)
    council = wid(page, "Council")
    assert [council in desk.read.get(Note, id).tags for id in said] == [False, True, True, True, False]
    assert page.table.hasFocus()


def test_a_statement_is_made_of_chosen_lines(page, desk, event, said, qtbot) -> None:
    choose(page, 0, 3)
    page.sorting.statement.click()
    part = page.part("statements")
    assert page.tabs.key == "statements"
    assert "Hubs need stable funding" in part.lines.text()
    part.keep_it.click()
    assert part.field.below.text() == "Write the sentence first."
    part.text.setPlainText("Hubs need money that lasts.")
    part.theme.setText("Money")
    part.keywords.setText("funding, years")
    part.keep_it.click()
    (made,) = desk.read.all(Statement, event=event)
    assert (made.text, made.theme, made.role) == ("Hubs need money that lasts.", "Money", "note-taker")
    assert made.keywords == {"funding", "years"}
    assert made.notes == {said[0], said[3]}
    assert part.table.rows.rowCount() == 1


def test_what_is_being_written_is_not_lost_to_another_statement(page, desk, event, said, preferences, qtbot) -> None:
    statements.add(desk, event, "An older one", [said[1]])
    choose(page, 0)
    page.sorting.statement.click()
    QApplication.processEvents()
    part = page.part("statements")
    qtbot.keyClicks(part.text, "A new")
    statements.add(desk, event, "From another laptop", [said[2]])
    preferences.speak("de")
    QApplication.processEvents()
    assert part.text.toPlainText() == "A new"
    assert "Hubs need stable funding" in part.lines.text()
    part.keep_it.click()
    assert {each.text for each in desk.read.all(Statement, event=event)} == {
        "An older one",
        "From another laptop",
        "A new",
    }
    assert part.table.isVisible()


def test_a_statement_is_changed_as_it_is_typed_and_removed_with_a_way_back(page, desk, event, said) -> None:
    made = statements.add(desk, event, "First words", [said[0]])
    page.tabs.choose("statements")
    part = page.part("statements")
    QApplication.processEvents()
    part.table.setCurrentIndex(part.table.model().index(0, 0))
    part.theme.setText("Money")
    part.theme.settle()
    part.text.setPlainText("Better words")
    part.settle()
    found = desk.read.get(Statement, made)
    assert (found.text, found.theme) == ("Better words", "Money")
    part.remove.click()
    assert desk.read.find(Statement, made) is None
    assert part.editor.isHidden()
    page.frame.undo()
    assert desk.read.get(Statement, made).text == "Better words"


def test_an_empty_event_says_what_will_stand_here(show, event) -> None:
    page = show(FeedbackPage, event)
    assert page.empty.isVisible()
    assert not page.whole.isVisible()


def test_a_narrow_page_keeps_sections_as_a_choice(page) -> None:
    page.resize(700, 700)
    QApplication.processEvents()
    assert not page.outline.isVisible()
    page.filters.more.click()
    assert page.filters.section.isVisible()
    page.filters.choose_section(wid(page, "Council"))
    assert words(page) == ["Too few seats"]
    page.resize(1200, 700)
    QApplication.processEvents()
    assert page.outline.isVisible()
    assert page.outline.key == wid(page, "Council")


@pytest.mark.parametrize("width", [760, 1000, 1182])
def test_the_words_keep_room_for_most_of_a_sentence(page, width: int) -> None:
    page.resize(width, 700)
    QApplication.processEvents()
    assert page.table.columnWidth(0) >= min(380, page.table.viewport().width())
    assert page.filters.total.y() < page.filters.choices.y(), "the number of notes takes no line of its own"


def test_everything_has_a_name_and_mirrors(page, preferences) -> None:
    assert nameless(page) == []
    preferences.speak("ar")
    QApplication.processEvents()
    assert page.outline.x() > page.table.x()
    choose(page, 0, 1)
    assert len(page.table.selected) == 2


def test_a_number_stands_once_before_its_heading() -> None:
    plain = [numbered(*each).translate(MARKS) for each in (("3", "Hubs"), ("3", "3. Hubs"))]
    assert plain == ["3 Hubs", "3. Hubs"]
    assert numbered("0", "Charter").strip("\u2068\u2069") == "Charter"


def test_the_filter_of_nothing_is_no_filter(page) -> None:
    assert page.filters.wanted == Filter()
    assert QAccessible.queryAccessibleInterface(page.table).text(QAccessible.Text.Name) == "Notes"
