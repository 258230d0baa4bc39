"""Nobody's words are read as markup: no picture is loaded, no link is made, no letter is underlined by an ampersand."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QToolTip

from hubdesk.i18n import say
from hubdesk.paths import shipped
from hubdesk.ui import help as help_pages
from hubdesk.ui.help import Browser
from hubdesk.ui.widgets.buttons import Button
from hubdesk.ui.widgets.label import Label, ShortLabel, plain, tip

ROOT = Path(__file__).resolve().parent.parent.parent
EVIL = '<img src="/etc/hostname"><b>x</b> & <a href="file:///etc/passwd">y</a>'
FILES = sorted((ROOT / "hubdesk" / "ui").rglob("*.py"))
#: What reads markup by itself, and the only file that may name it.
BANNED = {"QLabel": "label.py", "QMessageBox": "", "QErrorMessage": "", "setToolTip": "label.py", "setWhatsThis": ""}
ALLOWED = {"setToolTip": {"label.py", "actions.py"}}


@pytest.mark.parametrize("kind", [Label, ShortLabel])
def test_a_label_shows_markup_as_it_is_written(qtbot, kind) -> None:
    label, same = kind(EVIL), kind("x" * 10)
    qtbot.addWidget(label)
    qtbot.addWidget(same)
    assert label.text() == EVIL
    assert label.textFormat().name == "PlainText"
    assert label.sizeHint().width() >= label.fontMetrics().horizontalAdvance(EVIL) * 0.9


def test_a_sentence_with_somebodys_words_stays_text(qtbot) -> None:
    label = Label(say("Check in {name}", name=EVIL))
    qtbot.addWidget(label)
    assert EVIL in label.text()


def test_a_tooltip_shows_markup_as_it_is_written(qtbot, preferences) -> None:
    label = Label("x")
    qtbot.addWidget(label)
    tip(label, EVIL)
    document = QTextDocument()
    document.setHtml(label.toolTip())
    assert document.toPlainText() == EVIL
    QToolTip.showText(label.pos(), plain(EVIL), label)
    assert QToolTip.text() == plain(EVIL)
    QToolTip.hideText()
    assert plain("nothing to hide & seek") == "nothing to hide & seek"


def test_an_ampersand_underlines_nothing(qtbot) -> None:
    button = Button(say("Tea & cake"))
    qtbot.addWidget(button)
    assert button.text() == "Tea && cake"
    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Tea & cake"


def test_the_help_loads_nothing(qtbot, tmp_path) -> None:
    browser = Browser()
    qtbot.addWidget(browser)
    picture = tmp_path / "x.png"
    picture.write_bytes(b"x")
    assert browser.loadResource(2, QUrl.fromLocalFile(str(picture))) == b""


@pytest.mark.parametrize("topic", ["../en/index", "/etc/passwd", "..", "", "a b", "x\x00"])
def test_a_help_topic_never_leaves_its_folder(topic: str) -> None:
    assert help_pages.found(shipped("resources") / "help", topic, "en") is None


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_page_names_what_reads_markup(file: Path) -> None:
    named = {
        getattr(node, "attr", "") or getattr(node, "id", "")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute | ast.Name)
    }
    found = [name for name, home in BANNED.items() if name in named and file.name not in ALLOWED.get(name, {home})]
    assert found == []
