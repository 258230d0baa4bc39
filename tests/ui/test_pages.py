"""How a page lives: it reads when it is seen, sleeps when it is hidden, and is forgotten when it is closed."""

from threading import Thread

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from hubdesk.desk import events
from hubdesk.i18n import say
from hubdesk.model.change import Change
from hubdesk.model.records import Event
from hubdesk.ui.frame import Frame
from hubdesk.ui.page import Page
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.widgets.label import Label


class TitlePage(Page):
    """The title of the event in front, and how often it was read."""

    title = say("Title")
    watches = frozenset({"event"})

    def build(self) -> None:
        self.reads: list[object] = []
        self.shown = Label()
        self.line = Line(say("Another title"))
        self.line.settled.connect(self._rename)
        self.column.addWidget(self.shown)
        self.column.addWidget(self.line)
        self.keep(self.setWindowTitle, say("Undo"))
        self.main = self.line

    def refresh(self, change) -> None:
        self.reads.append(change)
        found = self.desk.read.find(Event, self.event_id)
        self.shown.say(found.title if found else "")

    def _rename(self, text: str) -> None:
        events.edit(self.desk, self.event_id, origin=self, title=text)


def test_a_page_reads_again_when_what_it_watches_changes(show, desk, event) -> None:
    page = show(TitlePage, event)
    assert page.reads == [None]
    events.edit(desk, event, title="Second")
    assert page.shown.text() == "Second"
    assert page.reads[-1].ids("event") == {event}


def test_a_page_is_not_disturbed_by_its_own_write(show, event, qtbot) -> None:
    page = show(TitlePage, event)
    qtbot.keyClicks(page.line, "Third")
    page.line.settle()
    assert len(page.reads) == 1
    assert page.desk.read.get(Event, event).title == "Third"


def test_a_hidden_page_joins_what_happened_and_reads_once(show, desk, event) -> None:
    page = show(TitlePage, event)
    page.hide()
    other = events.create(desk, "Other")
    events.edit(desk, event, title="Fourth")
    assert len(page.reads) == 1
    page.show()
    assert len(page.reads) == 2
    assert page.reads[-1].ids("event") == {event, other}
    assert page.shown.text() == "Fourth"


def test_what_is_too_much_to_be_named_is_read_whole(show, desk, event) -> None:
    page = show(TitlePage, event)
    desk.tell(Change(frozenset(), kinds=frozenset({"note"})))
    assert page.reads == [None]
    desk.tell(Change(frozenset({("event", event)}), kinds=frozenset({"event", "note"})))
    assert page.reads == [None, None]


def test_another_event_in_front_is_read_whole(show, desk, event) -> None:
    page = show(TitlePage, event)
    other = events.create(desk, "Other")
    page.frame.open_event(other)
    assert page.reads[-1] is None
    assert page.shown.text() == "Other"


def test_a_change_of_language_reads_whole_and_tells_again(show, event, preferences) -> None:
    page = show(TitlePage, event)
    preferences.speak("en-XA")
    assert page.windowTitle().startswith("[")
    assert page.line.placeholderText().startswith("[")
    assert page.reads == [None, None]


def test_a_write_from_another_thread_arrives_in_the_windows_thread(show, desk, event, qtbot) -> None:
    page = show(TitlePage, event)
    QThreadPool.globalInstance().start(lambda: events.edit(desk, event, title="Far away"))
    qtbot.waitUntil(lambda: page.shown.text() == "Far away")
    assert len(page.reads) == 2


def test_a_record_that_goes_while_a_page_reads_it_is_told_by_the_next_bell(show, desk, event, qtbot) -> None:
    other = Thread(target=lambda: events.remove(desk, event))

    class Slow(TitlePage):
        """Somebody takes the event away between two looks at it."""

        def refresh(self, change) -> None:
            super().refresh(change)
            if self.shown.text() == "Second":
                other.start()
                other.join()
                self.desk.read.get(Event, self.event_id)

    page = show(Slow, event)
    with qtbot.captureExceptions() as caught:
        events.edit(desk, event, title="Second")
        qtbot.waitUntil(lambda: page.shown.text() == "")
    assert caught == []


def test_a_page_that_asks_for_a_record_nobody_has_says_so(show, desk, event, qtbot) -> None:
    class Wrong(TitlePage):
        """Looks for what was never there, once it was renamed."""

        def refresh(self, change) -> None:
            super().refresh(change)
            if self.shown.text() == "Second":
                self.desk.read.get(Event, "0" * 32)

    page = show(Wrong, event)
    with qtbot.captureExceptions() as caught:
        events.edit(desk, event, title="Second")
    assert [error.code for _, error, _ in caught] == ["gone"]
    assert page.reads[1:] == [page.reads[1], None]


def test_a_closed_page_is_forgotten(show, desk, event, qtbot) -> None:
    frame = show(Page, event).frame
    page = TitlePage(desk, frame)
    page.show()
    reads = page.reads
    gone = []
    page.destroyed.connect(lambda: gone.append(1))
    page.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    events.edit(desk, event, title="Nobody hears")
    QApplication.processEvents()
    assert reads == [None]


def test_undo_is_offered_with_the_sentence_of_what_was_done(show, desk, event) -> None:
    page = show(TitlePage, event)
    said = []
    page.frame.notices.said.connect(said.append)
    page.frame.notices.open()
    events.edit(desk, event, title="Fifth")
    page.undoable()
    assert said[-1].what == desk.next_undo()
    said[-1].call()
    assert page.shown.text() == "Evening about hubs"
    said[-1].call()
    assert page.shown.text() == "Fifth"
    page.frame.undo()
    page.frame.undo()
    page.frame.undo()
    assert said[-1].what == say("There is nothing to undo.")


def test_deeds_of_a_page_count_on_that_page(show, event, qtbot) -> None:
    page = show(TitlePage, event)
    done = []
    action = page.deed("title-clear", say("Clear"), lambda: done.append(1), keys="F4")
    assert page.frame.actions["title-clear"] is action
    assert action in page.actions()
    action.trigger()
    assert done == [1]


def test_a_frame_that_is_closed_hears_no_more(desk, event, qtbot, preferences) -> None:
    from PySide6.QtWidgets import QWidget

    home = QWidget()
    qtbot.addWidget(home)
    frame = Frame(desk, home)
    heard = []
    frame.rang.connect(heard.append)
    frame.close()
    events.edit(desk, event, title="Sixth")
    assert heard == []
