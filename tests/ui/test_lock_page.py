"""The passphrase of a workspace, set, changed and taken away in the window; and what waits for it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from hubdesk.model.records import Event
from hubdesk.ui.window import Window

WORDS, OTHER = "bottle clap chapel handle stick", "spin thumb dusk steady poet"


@pytest.fixture
def plain(qtbot, desk, event, preferences) -> Iterator[Window]:
    made = Window(preferences)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.serve(desk)
    made.frame.open_event(event, "prepare")
    yield made
    made.latch.idle.watch(0)
    if made.frame is not None:
        now = made.frame.desk
        made.frame.close()
        now.close()


def test_a_passphrase_is_set_changed_and_taken_away(plain, qtbot, tmp_path) -> None:
    def set_to(new: str, old: str = "", again: str = "") -> str:
        page = plain.page("lock")
        for line, text in ((page.now_line, old), (page.new_line, new), (page.again_line, again or new)):
            line.setText(text)
        before = plain.frame
        qtbot.mouseClick(page.set, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: plain.frame not in (None, before), timeout=30_000)
        return plain.page("lock").words.text()

    plain.go("lock")
    page = plain.page("lock")
    assert not page.now.isVisible() and not page.remove.isVisible()
    page.new_line.setText("short")
    page._set()
    assert page.new.below.text() == "Use at least five words, or sixteen letters and digits."
    page.new_line.setText(WORDS)
    page.again_line.setText(OTHER)
    page._set()
    assert page.again.below.text() == "This differs from the line above."
    words = set_to(WORDS)
    assert len(words.split()) == 12 and plain.frame.desk.locked and plain.page("lock").made.isVisible()
    page = plain.page("lock")
    page.save_to([tmp_path / "page.pdf"])
    qtbot.waitUntil((tmp_path / "page.pdf").exists, timeout=20_000)
    page._written_down()
    assert page.words.text() == ""
    page.now_line.setText("this is not what it is locked by")
    page._remove()
    qtbot.waitUntil(lambda: page.now.below.text() != "", timeout=20_000)
    assert plain.frame.desk.locked
    assert set_to(OTHER, old=words) != words
    page = plain.page("lock")
    page.now_line.setText(OTHER)
    page._remove()
    qtbot.waitUntil(lambda: plain.frame is not None and not plain.frame.desk.locked, timeout=30_000)
    assert plain.frame.desk.read.all(Event)
    assert plain.key == "lock" and not plain.page("lock").made.isVisible()


def test_a_sensitive_event_waits_for_the_passphrase_and_is_started_with_it(plain, qtbot) -> None:
    plain.go("first", "new")
    first = plain.page("first")
    first.name.setText("Quiet")
    first.template.show_key("sensitive")
    first._create()
    assert plain.key == "lock" and plain.page("lock").needed.isVisible()
    assert [one.title for one in plain.frame.desk.read.all(Event)] == ["Evening about hubs"]
    before, page = plain.frame, plain.page("lock")
    for line in (page.new_line, page.again_line):
        line.setText(WORDS)
    page._set()
    qtbot.waitUntil(lambda: plain.frame not in (None, before), timeout=30_000)
    page = plain.page("lock")
    assert plain.key == "lock" and page.made.isVisible() and not page.needed.isVisible()
    (quiet,) = (one for one in plain.frame.desk.read.all(Event) if one.sensitive)
    page._written_down()
    assert plain.key == "prepare" and plain.frame.event_id == quiet.id and quiet.title == "Quiet"


def test_an_event_that_waits_for_a_passphrase_is_forgotten_when_the_page_is_left(plain) -> None:
    plain.go("lock", '{"title": "Quiet", "template": "sensitive"}')
    page, asked = plain.page("lock"), []
    page.new_line.setText("typed")
    plain.go("events")
    plain.go("lock")
    assert not page.needed.isVisible() and page.new_line.text() == ""
    page.frame.rewriting_asked.disconnect()
    page.frame.rewriting_asked.connect(lambda *what: asked.append(what))
    page._begin("", WORDS)
    assert asked == [("", WORDS, None)]


def test_five_words_are_chosen_and_shown(plain) -> None:
    plain.go("lock")
    page = plain.page("lock")
    page._choose()
    assert page.new_line.text() == page.again_line.text() and len(page.new_line.text().split()) == 5
    assert page.new_line.echoMode() == page.new_line.EchoMode.Normal
