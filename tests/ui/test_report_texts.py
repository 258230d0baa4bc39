"""Finished texts on the page Report: shown with the page that they are for, copied, and written as files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from hubdesk.desk import polls
from hubdesk.model.records import Published
from hubdesk.ui.pages.report import ReportPage
from tests.ui.reporting import SOON, five_notes, made, report


@pytest.fixture
def said(desk, event) -> list[str]:
    return five_notes(desk, event)


@pytest.fixture
def page(show, event, said, qtbot) -> ReportPage:
    return report(show, event, qtbot)


@pytest.mark.parametrize("form", ["ambassador", "notes"])
def test_a_text_comes_with_the_exact_name_of_its_page(page, form: str, qtbot) -> None:
    page.form.show_key(form)
    page.form.picked.emit(form)
    qtbot.waitUntil(lambda: bool(page.paste.text.toPlainText()), timeout=SOON)
    assert page.finished.currentWidget() is page.paste
    assert not page.paper.isVisible()
    assert page.paste.target.text().startswith("Harbour Charter/")
    page.paste.copy_name.click()
    assert QGuiApplication.clipboard().text() == page.paste.target.text()
    page.paste.copy_text.click()
    assert "Hubs need stable funding" in QGuiApplication.clipboard().text()
    assert "Amina" not in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("by", ["button", "keys"])
def test_the_numbers_of_a_text_are_published_when_it_is_copied_not_when_it_is_shown(page, desk, event, by, qtbot):
    polls.tally(desk, polls.add(desk, event, "Row less?"), "12/9/8", base=60)
    page.form.show_key("outputs")
    page.form.picked.emit("outputs")
    qtbot.waitUntil(lambda: "Row less?" in page.paste.text.toPlainText(), timeout=SOON)
    assert desk.read.all(Published) == []
    if by == "button":
        page.paste.copy_text.click()
    else:
        page.paste.text.selectAll()
        page.paste.text.copy()
    assert [one.counts for one in desk.read.all(Published)] == ["12/9/8"]


def test_a_published_text_waits_with_its_page_name(page, desk, event, qtbot) -> None:
    page.form.show_key("ambassador")
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == 1, timeout=SOON)
    (sent,) = made(desk, event)
    assert sent.target.startswith("Harbour Charter/Reports/")
    assert "Hubs need stable funding" in Path(sent.path).read_text("utf-8")


def test_posts_for_the_talk_page_are_copied_one_by_one(page, qtbot) -> None:
    page.form.show_key("talk")
    page.form.picked.emit("talk")
    qtbot.waitUntil(lambda: bool(page.paste.text.toPlainText()), timeout=SOON)
    paste = page.paste
    assert paste.target.text() == "Talk:Harbour Charter" and "~~~~" in paste.hint.text()
    assert [paste.post.itemText(row).partition(":")[0] for row in range(paste.post.count())] == [
        "1. 1.1 Money",
        "2. 2 Council",
    ]
    paste.post.setFocus()
    qtbot.keyClick(paste.post, Qt.Key.Key_Down)
    paste.copy_heading.click()
    assert QGuiApplication.clipboard().text() == paste.heading.text() == "2 Council: feedback from Evening about hubs"
    paste.copy_text.click()
    assert "Too few seats" in QGuiApplication.clipboard().text()
    assert "Hubs need stable funding" not in QGuiApplication.clipboard().text()
    page.form.show_key("notes")
    page.form.picked.emit("notes")
    qtbot.waitUntil(lambda: paste.post.isHidden() or not paste.post.isVisible(), timeout=SOON)
    assert not paste.copy_heading.isVisible()


def test_posts_for_a_forum_are_files_of_their_own(page, desk, event, qtbot) -> None:
    page.form.show_key("markdown")
    page.form.picked.emit("markdown")
    qtbot.waitUntil(lambda: page.paste.post.count() == 3, timeout=SOON)
    assert page.paste.target.text() == "Feedback from Evening about hubs" and "topic" in page.paste.hint.text()
    assert page.paste.post.isVisible() and not page.paste.heading.isVisible()
    page.publish()
    qtbot.waitUntil(lambda: len(made(desk, event)) == 3, timeout=SOON)
    texts = [Path(each.path).read_text("utf-8") for each in made(desk, event)]
    assert {Path(each.path).suffix for each in made(desk, event)} == {".md"}
    assert any("Too few seats" in text for text in texts) and not any("Amina" in text for text in texts)
