"""Help is text from the program's own folder, and nothing it says can load or start anything."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument

from hubdesk.ui.help import Browser, HelpPage


def test_markdown_shows_text_and_no_html_of_its_own(qtbot, tmp_path: Path) -> None:
    browser = Browser()
    qtbot.addWidget(browser)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = f"# Notes\n\n<img src='{secret}'> and ![picture]({secret}) and **bold**"
    browser.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownNoHTML)
    browser.show()
    assert "<img" in browser.toPlainText()
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource):
        for address in (str(secret), f"file://{secret}"):
            assert not browser.document().resource(kind, QUrl(address))


def test_a_topic_is_shown_in_the_language_or_in_english(show, qtbot, tmp_path: Path, preferences) -> None:
    for tag, title in (("en", "Notes"), ("ar", "ملاحظات")):
        (tmp_path / tag).mkdir(parents=True)
        (tmp_path / tag / "notes.md").write_text(f"# {title}\n\nSee [people](people.md).", "utf-8")
    (tmp_path / "en" / "people.md").write_text("# People", "utf-8")
    page = show(HelpPage)
    page.folder = tmp_path
    page.arrive("notes")
    assert page.text.toPlainText().startswith("Notes")
    preferences.speak("ar")
    assert page.text.toPlainText().startswith("ملاحظات")
    page._follow(QUrl("people.md"))
    assert page.text.toPlainText() == "People"
    for link in ("https://example.org/people.md", "file:///etc/passwd", "../../people.md", "nothing.md"):
        page._follow(QUrl(link))
        assert page.text.toPlainText() == "People"


def test_without_help_the_page_says_so(show, tmp_path: Path) -> None:
    page = show(HelpPage)
    page.folder = tmp_path
    page.refresh(None)
    assert page.text.toPlainText() == "There is no help on this page yet."


@pytest.mark.parametrize(
    ("part", "topic"), [("facts", "prepare"), ("expenses", "expenses"), ("print", "print-pack"), ("roster", "people")]
)
def test_f1_opens_the_topic_of_the_part_in_front(window, event, part, topic) -> None:
    window.frame.open_event(event)
    window.go("prepare", part)
    window.show_help()
    assert window.page("help")._about == topic


def test_f1_opens_the_topic_of_the_page(window, event) -> None:
    window.frame.open_event(event, "prepare")
    window.show_help()
    assert window.key == "help"
    assert window.page("help")._about == "prepare"
