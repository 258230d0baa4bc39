"""Polls in the window: asked, counted as they are typed, on a statement too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import polls, statements
from hubdesk.model.records import Poll
from hubdesk.ui.pages.feedback import FeedbackPage


@pytest.fixture
def page(show, event) -> FeedbackPage:
    found = show(FeedbackPage, event)
    found.tabs.choose("polls")
    found.resize(1100, 800)
    QApplication.processEvents()
    return found


def ask(part, question: str) -> None:
    part.begin()
    part.form.question.setText(question)
    part.keep_it.click()


def test_a_poll_is_asked_and_its_counts_are_typed(page, desk, event, qtbot) -> None:
    part = page.part("polls")
    assert not part.empty.isHidden()
    part.begin()
    part.keep_it.click()
    assert part.form.field.below.text() == "Write the question first."
    part.form.question.setText("Vote each year?")
    part.keep_it.click()
    assert part.counts.hasFocus()
    qtbot.keyClicks(part.counts, "12/3/4")
    qtbot.keyClick(part.counts, Qt.Key.Key_Return)
    part.present.setText("30")
    part.present.settle()
    (made,) = polls.of_event(desk, event)
    assert (made.question, made.tally, made.present) == ("Vote each year?", "12/3/4", 30)
    assert "No response: 11" in part.bars.accessibleDescription()
    page.frame.undo()
    assert desk.read.get(Poll, made.id).present == 0


def test_counts_that_do_not_fit_are_told_and_nothing_is_kept(page, desk, event) -> None:
    ask(page.part("polls"), "Vote?")
    told: list = []
    page.frame.notices.said.connect(told.append)
    page.frame.notices.open()
    page.part("polls").counts.setText("12/3")
    page.part("polls").counts.settle()
    (made,) = polls.of_event(desk, event)
    assert made.tally == "" and told[-1].tone == "error"


def test_answers_of_our_own_are_written_a_line_each(page, desk, event) -> None:
    part = page.part("polls")
    part.begin()
    part.form.question.setText("When?")
    part.form.scale.show_key("own")
    part.form.scale.picked.emit("own")
    assert part.form.own.isVisible()
    part.form.answers.setPlainText("Monday\nFriday")
    part.keep_it.click()
    (made,) = polls.of_event(desk, event)
    assert made.labels == "Monday\nFriday" and made.scale == "own"
    part.form.scale.show_key("support")
    part.form.scale.picked.emit("support")
    assert desk.read.get(Poll, made.id).labels == ""


def test_a_statement_is_polled_with_one_button(page, desk, event) -> None:
    one = statements.add(desk, event, "Money needs a vote.")
    page.tabs.choose("statements")
    QApplication.processEvents()
    page.part("statements").table.choose(one)
    page.part("statements").poll.click()
    (made,) = polls.of_event(desk, event)
    assert (made.statement, page.tabs.key) == (one, "polls")
    assert page.part("polls").form.question.text() == "Money needs a vote." and page.part("polls").counts.isVisible()


def test_a_poll_is_removed_with_a_way_back(page, desk, event) -> None:
    ask(page.part("polls"), "Vote?")
    page.part("polls").remove.click()
    assert polls.of_event(desk, event) == [] and page.part("polls").editor.isHidden()
    page.frame.undo()
    assert len(polls.of_event(desk, event)) == 1


@pytest.mark.parametrize(("typed", "kept"), [("٣٠", 30), ("0000000000030", 30), ("9" * 5000, 0), ("³", 0)])
def test_how_many_were_there_is_typed_in_any_script_and_never_endless(page, desk, event, typed: str, kept: int) -> None:
    part = page.part("polls")
    ask(part, "Vote?")
    part.counts.setText("1/2/3")
    part.present.setText(typed)
    with_trouble: list = []
    page.frame.notices.said.connect(with_trouble.append)
    page.frame.notices.open()
    part.present.settle()
    (made,) = polls.of_event(desk, event)
    assert made.present == kept
    told = "whole number" in part.there.below.text() or any(each.tone == "error" for each in with_trouble)
    assert told != bool(kept)
