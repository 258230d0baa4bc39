"""A charter of a thousand sections: no page keeps the window waiting for it."""

import re
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.desk import charters, notes
from hubdesk.desk.memory import TEXTS
from hubdesk.model.change import Change
from hubdesk.model.records import Section, Text
from tests.ui.conftest import commit

#: More languages are more to read away from the window; what it does itself is the same (`make bench` takes eleven).
LANGUAGES = ("en", "ar", "hi")
SECTIONS = 1_000
#: So many functions of ours may be called between two pictures: a fraction of one reading of the whole text.
TURN = 60_000
#: So long a text may take to be read on a slow machine, in milliseconds.
LONG = 30_000
#: So many texts may be read there by their ids: some stretches of the reader.
STRETCHES = 800
_READS = re.compile(r'from "(?:section|text)" where (?!.*(?:\bid in \(|versions > ))')


def file(language: str, sections: int = SECTIONS) -> tuple[str, bytes]:
    """Return the file of a charter with so many headings in one language."""
    lines = [f"# Charter {language}", *(f"## Part {n} of the {language} text" for n in range(1, sections + 1))]
    return f"c.{language}.md", "\n\n".join(lines).encode()


class Turns:
    """What the window's thread did in each turn of its loop: calls of Python functions, and what it asked the file."""

    def __init__(self, desk) -> None:
        self._desk = desk
        self.calls, self.asked = [0], list[str]()

    @contextmanager
    def counted(self):
        window = threading.get_ident()
        self.calls, self.asked = [0], []
        self._desk.read.watch = lambda sql: self.asked.append(sql) if threading.get_ident() == window else None
        sys.setprofile(self._called)
        try:
            yield
        finally:
            sys.setprofile(None)
            self._desk.read.watch = None

    def _called(self, _frame: object, event: str, _argument: object) -> None:
        self.calls[-1] += event == "call"

    @property
    def whole(self) -> list[str]:
        """The statements that read sections or texts by anything but a list of ids, counting apart."""
        return [sql for sql in self.asked if _READS.search(sql) and "count(*)" not in sql]

    @property
    def single(self) -> int:
        """How many texts were read by their ids at most in one statement."""
        return max((sql.count("?") for sql in self.asked if 'from "text"' in sql), default=0)


@pytest.fixture
def act(window, desk) -> Callable[..., None]:
    """Do something in the window, let all of it happen, and check each turn."""
    turns = Turns(desk)

    def _act(name: str, deed: Callable[[], object]) -> None:
        with turns.counted():
            deed()
            for rest in range(20, -1, -1):
                while rest == 0 and window.frame.jobs:
                    time.sleep(0.001)
                    turns.calls.append(0)
                    QApplication.processEvents()
                turns.calls.append(0)
                QApplication.processEvents()
        assert not turns.whole, f"{name}: the window reads a whole text"
        assert turns.single <= STRETCHES, f"{name}: the window reads {turns.single} texts at once"
        assert max(turns.calls) <= TURN, f"{name}: {max(turns.calls)} calls in one turn"

    return _act


def test_no_page_makes_the_window_wait_for_a_long_charter(window, desk, event, act, qtbot) -> None:
    pages = ("charter", "notes", "feedback", "prepare")
    window.frame.open_event(event)
    for page in pages:  # what only the first visit costs is no matter of the text
        window.go(page)
    taken = charters.take(desk, charters.preview([file(tag) for tag in LANGUAGES], language="en"), event=event)
    notes.add_all(desk, event, [f"/{n} We like part {n}" for n in range(1, 60)])
    assert desk.read.count(Text, edition=taken.edition) > SECTIONS * len(LANGUAGES)
    for page in pages:
        desk.tell(Change(frozenset(), kinds=TEXTS))
        act(f"open {page}", lambda page=page: window.go(page))
    window.go("charter")
    page = window.page("charter")
    qtbot.waitUntil(
        lambda: page.pane.reader.places.rowCount() == desk.read.count(Section, edition=taken.edition), timeout=LONG
    )
    desk.memory.hear(Change(frozenset(), kinds=TEXTS))

    def jump(words: str) -> None:
        page.jump.clear()
        commit(page.jump, words)
        qtbot.keyClick(page.jump, Qt.Key.Key_Return)

    def here() -> str:
        place = page.pane.reader.place(page.pane.reader.current)
        return place.shown.number if place else ""

    for words, number in (("700", "700"), ("Part 801", "801"), ("Part 802 text", "802")):
        act(f"jump to {words}", lambda words=words: jump(words))
        qtbot.waitUntil(lambda number=number: here() == number, timeout=LONG)
    act("another language", lambda: (page.pane.first.show_key("ar"), page.pane.first.picked.emit("ar")))
    page.pane.go_to(charters.index(desk, event).resolve("1000"))
    act("the end of the text", lambda: page.pane.reader.scrollToBottom())
    window.go("notes")
    line = window.page("notes").line
    act("a sign in the notes", lambda: (line.setFocus(), commit(line, "/90")))
    act("a line kept", lambda: qtbot.keyClick(line, Qt.Key.Key_Return))


def test_what_is_asked_for_before_a_long_text_is_read_is_shown_when_it_is(window, desk, event, qtbot) -> None:
    charters.take(desk, charters.preview([file("en", 1_200)], language="en"), event=event)
    wid = charters.index(desk, event).resolve("1100")
    desk.tell(Change(frozenset(), kinds=TEXTS))
    window.frame.open_event(event)
    window.go("charter", wid)
    reader = window.page("charter").pane.reader
    assert reader.current != wid, "the text is read away from the window"
    qtbot.waitUntil(lambda: reader.current == wid, timeout=LONG)


def test_a_line_about_a_place_begins_when_the_long_text_is_read(window, desk, event, qtbot) -> None:
    charters.take(desk, charters.preview([file("en", 1_200)], language="en"), event=event)
    wid = charters.index(desk, event).resolve("1100")
    desk.tell(Change(frozenset(), kinds=TEXTS))
    window.frame.open_event(event)
    window.go("notes", wid)
    page = window.page("notes")
    assert page.line.text == "" and page.offers.sections is None
    qtbot.waitUntil(lambda: "1100" in page.line.text, timeout=LONG)
    desk.tell(Change(frozenset(), kinds=TEXTS))
    qtbot.waitUntil(lambda: page.offers.sections is not None, timeout=LONG)
    assert page.line.text.count("1100") == 1, "once"


def test_the_feedback_on_a_place_is_shown_when_the_long_text_is_read(window, desk, event, qtbot) -> None:
    charters.take(desk, charters.preview([file("en", 1_200)], language="en"), event=event)
    wid = charters.index(desk, event).resolve("1100")
    notes.add_all(desk, event, ["/1100 here", "/3 elsewhere"])
    desk.tell(Change(frozenset(), kinds=TEXTS))
    window.frame.open_event(event)
    window.go("feedback", wid)
    page = window.page("feedback")
    assert page.grid is None and not page.empty.isVisible(), "not: nothing was said"
    qtbot.waitUntil(lambda: page.filters.section.key == wid, timeout=LONG)
    assert [row.note.text for row in page.grid.rows(page.filters.wanted)] == ["here"]


def test_a_text_that_changes_is_not_remembered_as_it_was(desk, event) -> None:
    taken = charters.take(desk, charters.preview([file("en", 3)], language="en"), event=event)
    first = charters.index(desk, event)
    assert charters.index(desk, event) is first
    assert charters.index_at_hand(desk, event) is first
    assert charters.sections(desk, taken.edition) is charters.sections(desk, taken.edition)
    charters.remove(desk, taken.charter)
    assert len(charters.index(desk, event)) == 0
    desk.undo()
    again = charters.index(desk, event)
    assert again is not first
    assert again.resolve("3") == first.resolve("3")


def test_what_was_begun_before_a_change_is_not_kept(desk) -> None:
    memory = desk.memory

    def made() -> str:
        memory.hear(Change(frozenset({("text", "1" * 32)})))
        return "old"

    assert memory.keep("key", made) == "old"
    assert "key" not in memory
    assert memory.keep("key", lambda: "new") == "new"
    memory.hear(Change(frozenset({("note", "1" * 32)})))
    assert memory.keep("key", made) == "new"
