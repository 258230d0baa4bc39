"""Questions of the drafters in the window: read at their place, answered by lines that are chosen."""

import pytest
from PySide6.QtCore import Qt

from hubdesk.desk import notes, questions
from hubdesk.model.records import Edition, Note, OpenQuestion
from hubdesk.ui.pages.charter import CharterPage
from hubdesk.ui.pages.notes import NotesPage
from tests.ui import sorting, texts
from tests.ui.conftest import commit
from tests.ui.noting import plain, say_line, wid

ENTER = Qt.Key.Key_Return


@pytest.fixture
def charter(desk, event) -> str:
    return texts.take(desk, event)


def told(page: CharterPage, question: str) -> str:
    model = page.pane.reader.places
    return plain(model.index(model.row_of(question)).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_question_stands_below_its_place_with_the_notes_that_answer(show, desk, event, charter) -> None:
    place = wid(desk, event, "2.2")
    made = questions.add(desk, charter, "Who pays?", section=place, language="en")
    arabic = questions.add(desk, charter, "من يدفع؟", language="ar")
    page = show(CharterPage, event)
    model = page.pane.reader.places
    assert model.row_of(made) == model.row_of(place) + 1 and model.row_of(arabic) == 1
    assert told(page, made) == "? Who pays? Question of the drafters"
    answer = notes.add(desk, event, "Everybody")
    questions.answer(desk, made, [answer])
    assert told(page, made).endswith("1 note")
    assert [side.text for side in map(model.by_wid[arabic].side, model.languages)] == ["", "من يدفع؟"]
    page.pane.first.show_key("ar")
    page.pane.first.picked.emit("ar")
    page.pane.second.show_key("-")
    page.pane.second.picked.emit("-")
    assert told(page, made).startswith("? Who pays?"), "in whatever language the text is read"


def test_a_question_is_noted_down_at_the_current_place_and_put_away(show, desk, event, charter, qtbot) -> None:
    page = show(CharterPage, event)
    page.pane.reader.go_to(wid(desk, event, "2.2p1"))
    page.ask.click()
    commit(page.finder.field, "¿Quién paga?")
    qtbot.keyClick(page.finder.field, ENTER)
    (asked,) = desk.read.all(OpenQuestion)
    assert (asked.text, asked.section) == ("¿Quién paga?", wid(desk, event, "2.2p1"))
    qtbot.waitUntil(lambda: page.pane.reader.current == asked.id)
    assert page.unask.isVisibleTo(page)
    went = []
    page.frame.page_asked.connect(lambda where, about: went.append((where, about)))
    page.write.click()
    assert went == [("notes", asked.section)], "a note is about the place, not about the question"
    page.unask.click()
    assert desk.read.all(OpenQuestion) == []
    assert page.pane.reader.current == asked.section and not page.unask.isVisibleTo(page)


def test_a_key_in_the_journal_says_which_question_a_line_answers(show, desk, event, charter, qtbot) -> None:
    page = show(NotesPage, event)
    say_line(page, qtbot, "Everybody pays")
    qtbot.keyClick(page.line, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, "o")
    finder = page.sorting.finder
    assert "asked nothing" in finder.list.item(0).text()
    qtbot.keyClick(finder.field, ENTER)
    made = questions.add(desk, charter, "Who pays?", language="en")
    questions.add(desk, charter, "What else?", language="en")
    qtbot.keyClick(page.view, "o")
    commit(finder.field, "pays")
    assert finder.list.count() == 1
    qtbot.keyClick(finder.field, ENTER)
    (note,) = desk.read.all(Note)
    assert note.answers == {made}
    qtbot.keyClick(page.view, "o")
    shown = [finder.list.item(row).text() for row in range(finder.list.count())]
    assert [text.startswith("✓") for text in shown] == ["Who pays?" in text for text in shown]
    commit(finder.field, "pays")
    qtbot.keyClick(finder.field, ENTER)
    assert desk.read.get(Note, note.id).answers == frozenset()


def test_many_notes_answer_a_question_in_the_list_of_feedback(show, desk, event) -> None:
    sorting.five_notes(desk, event)
    page = sorting.feedback(show, event)
    sorting.choose(page, 0, 1)
    page.sorting.prepare("answer")
    assert not page.sorting.do.isEnabled() and "asked nothing" in page.sorting.question.currentText()
    (edition,) = desk.read.all(Edition)
    questions.add(desk, edition.charter, "Who pays?", language="en")
    page.sorting.prepare("answer")
    page.sorting.do.click()
    assert len(questions.of_event(desk, event)[0].notes) == 2
    sorting.choose(page, 0, 1, 2)
    page.sorting.prepare("unanswer")
    page.sorting.do.click()
    assert questions.of_event(desk, event)[0].notes == ()


def test_removing_is_offered_at_a_question_alone(show, desk, event, charter) -> None:
    page = show(CharterPage, event)
    assert not page.unask.isVisibleTo(page), "nothing is chosen yet"
    page.pane.go_to(wid(desk, event, "2.2"))
    assert not page.unask.isVisibleTo(page)
