"""A locked window shows nothing of its workspace, and everything is back after the passphrase."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from hubdesk.desk import care, events, locking, notes, people, starting
from hubdesk.desk.desk import Desk
from hubdesk.i18n import say
from hubdesk.model.records import Event, Note
from hubdesk.paths import Folders
from hubdesk.settings import Settings
from hubdesk.ui import app, unlocking
from hubdesk.ui.care import Care
from hubdesk.ui.idle import Idle
from hubdesk.ui.keeper import Keeper
from hubdesk.ui.unlocking import UnlockPage
from hubdesk.ui.widgets.alone import Alone
from hubdesk.ui.widgets.fields import Line
from hubdesk.ui.window import Window
from hubdesk.ui.words import tell
from tests.ui.conftest import NOW, author, commit
from tests.ui.walk import PAGES, nameless, tab_stops

WORDS, OTHER = "bottle clap chapel handle stick", "spin thumb dusk steady poet"
TITLE, NAME, LINE, HALF = "Thimblewort evening", "Zarquon Brindlewick", "a line said by Quillgrave", "half Marzipane"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[bytes, str]:
    """Return a workspace with an evening, locked by WORDS, and its recovery words: they open it without a slow key."""
    home = tmp_path_factory.mktemp("locked")
    places, path = Folders(home / "data", home / "config"), home / "workspace.hubdesk"
    desk = Desk.open(path, author=author(), folders=places, now=lambda: NOW)
    event = events.create(desk, TITLE, start=NOW, languages=["en"])
    notes.add(desk, event, LINE)
    people.add(desk, event, NAME)
    desk.close()
    words = locking.lock(places, path, WORDS).words
    return path.read_bytes(), words


@pytest.fixture
def locked(made, tmp_path) -> Desk:
    """That workspace, open."""
    path = tmp_path / "workspace.hubdesk"
    path.write_bytes(made[0])
    key = locking.key_of(path, made[1])
    return Desk.open(
        path, author=author(), folders=Folders(tmp_path / "data", tmp_path / "config"), key=key, now=lambda: NOW
    )


@pytest.fixture
def window(qtbot, locked, preferences) -> Iterator[Window]:
    made = Window(preferences)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.serve(locked)
    yield made
    made.latch.idle.watch(0)
    if made.frame is not None:
        desk = made.frame.desk
        made.frame.close()
        desk.close()


def told(one: QAccessibleInterface) -> Iterator[str]:
    """Yield every text that a screen reader finds below something."""
    for sort in QAccessible.Text:
        if sort != QAccessible.Text.UserText:
            yield one.text(sort)
    for number in range(one.childCount()):
        child = one.child(number)
        if child is not None and child.isValid():
            yield from told(child)


def heard() -> str:
    """Return all that a screen reader finds in any window of the program."""
    app = QApplication.instance()
    windows = [each for each in app.topLevelWidgets() if each.isVisible()]
    return "\n".join(text for each in windows for text in told(QAccessible.queryAccessibleInterface(each)))


def shown(window: Window) -> QWidget:
    """Return what stands alone in the window, else its page."""
    area = window.stack.currentWidget()
    return area.widget() if isinstance(area, Alone) else area


def unlock(window: Window, qtbot, secret: str) -> None:
    page = shown(window)
    assert isinstance(page, UnlockPage)
    page.line.setText(secret)
    qtbot.keyClick(page.line, Qt.Key.Key_Return)


def test_nothing_of_it_is_left_and_everything_comes_back(window, qtbot) -> None:
    (event,) = window.frame.desk.read.all(Event)
    window.frame.open_event(event.id)
    for key in PAGES:
        window.go(key)
    window.frame.desk.undo()
    window.frame.offer_undo()
    window.go("notes")
    commit(window.page("notes").line, HALF)
    window.show_palette()
    assert TITLE in heard() and LINE in heard() and TITLE in window.windowTitle()
    desk = window.frame.desk
    window.actions_list["lock"].trigger()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.frame is None and window.windowTitle() == "HubDesk"
    words = heard()
    assert "This workspace is locked" in words
    assert not any(secret in words for secret in (TITLE, NAME, LINE, HALF, "Add the person"))
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [window]
    assert not window.findChildren(QDialog) and not window._pages
    for key in PAGES:
        window.go(key)
        assert isinstance(shown(window), UnlockPage)
    files = b"".join(file.read_bytes() for file in desk.path.parent.rglob("*") if file.is_file())
    assert not any(secret.encode() in files for secret in (TITLE, NAME, LINE, HALF))
    unlock(window, qtbot, WORDS.upper())
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    assert window.key == "notes" and window.frame.event_id == event.id
    assert window.page("notes").line.text == HALF
    assert [note.text for note in window.frame.desk.read.all(Note)] == [LINE]
    window.page("notes").line.empty()
    window.page("notes").settle()


def test_a_wrong_passphrase_is_told_in_three_parts_and_waits_longer_each_time(window, qtbot) -> None:
    window.latch.lock()
    page = shown(window)
    page._clock.setInterval(20)
    for seconds in (1, 2, 4):
        unlock(window, qtbot, "not the passphrase")
        qtbot.waitUntil(lambda: page.trouble[0].isVisible(), timeout=20_000)
        assert 0 < page._left <= seconds and not page.open.isEnabled()
        assert all(label.text() for label in page.trouble)
        qtbot.keyClick(page.line, Qt.Key.Key_Return)  # in vain
        assert window.latch._page is page
        qtbot.waitUntil(page.open.isEnabled, timeout=5_000)
    assert page._wrong == 3 and unlocking.LONGEST == 60
    unlock(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    assert not isinstance(shown(window), UnlockPage)


def test_the_unlock_page_has_names_and_a_way_by_keys(window, qtbot) -> None:
    window.latch.lock()
    assert nameless(window) == []
    page = shown(window)
    assert window.focusWidget() is page.line
    assert page.open in tab_stops(window)
    assert page.line.echoMode() == page.line.EchoMode.Password


def test_a_locked_workspace_asks_at_the_start_and_goes_where_it_would_have_gone(qtbot, locked, preferences) -> None:
    locked.close()
    made = Window(preferences)
    qtbot.addWidget(made)
    made.show()
    app.begin(made, lambda secret="": starting.again(locked, secret))
    assert made.frame is None
    unlock(made, qtbot, WORDS)
    qtbot.waitUntil(lambda: made.frame is not None, timeout=20_000)
    assert made.key == "prepare"
    made.close()


def test_a_workspace_without_a_passphrase_is_offered_one(qtbot, desk, preferences) -> None:
    made = Window(preferences)
    qtbot.addWidget(made)
    made.show()
    made.serve(desk)
    made.latch.lock()
    assert made.key == "lock" and made.frame is not None
    made.frame.close()


# ---- by itself


class Clock:
    """A wall clock that is moved by hand."""

    at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def idle(qapp, qtbot) -> Iterator[tuple[Idle, Clock, list[int]]]:
    clock, heard = Clock(), []
    made = Idle(qapp, clock)
    made.left_alone.connect(lambda: heard.append(1))
    yield made, clock, heard
    made.watch(0)
    made.deleteLater()


def test_it_counts_from_the_last_touch(idle, qtbot) -> None:
    made, clock, heard = idle
    widget = QWidget()
    qtbot.addWidget(widget)
    made.watch(5)
    clock.at += 299
    made.look()
    qtbot.keyClick(widget, Qt.Key.Key_A)
    clock.at += 299
    made.look()
    assert heard == []
    clock.at += 1
    made.look()
    assert heard == [1]


def test_the_first_touch_after_a_sleep_is_for_nobody(idle, qtbot) -> None:
    made, clock, heard = idle
    line = Line()
    qtbot.addWidget(line)
    made.watch(15)
    clock.at += 3600
    qtbot.keyClick(line, Qt.Key.Key_A)
    assert heard == [1] and line.text() == ""
    qtbot.keyClick(line, Qt.Key.Key_A)
    assert line.text() == "a"


def test_it_locks_by_itself_only_when_the_preferences_say_so(window, preferences) -> None:
    assert preferences.settings.lock_minutes == Settings().lock_minutes == 15
    window.latch.idle._now = clock = Clock()
    preferences.lock_after(0)
    clock.at += 1e6
    assert not window.latch.idle.look()
    preferences.lock_after(5)
    clock.at += 301
    assert window.latch.idle.look()
    assert window.frame is None and isinstance(shown(window), UnlockPage)


def test_what_runs_comes_to_its_end_before_it_locks(window, qtbot) -> None:
    going = threading.Event()
    window.latch.idle._now = clock = Clock()
    window.latch.follow()
    job = window.frame.run(say("Reading the list"), lambda _report: going.wait(10))
    clock.at += 901
    assert window.latch.idle.look() and window.frame is not None
    going.set()
    qtbot.waitSignal(job.ended, timeout=5_000).wait()
    qtbot.waitUntil(lambda: not window.frame.jobs, timeout=5_000)
    clock.at += 901
    assert window.latch.idle.look() and window.frame is None


# ---- the page


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


def test_recovery_words_lead_to_a_new_passphrase(window, made, qtbot) -> None:
    window.latch.lock()
    unlock(window, qtbot, made[1])
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    assert window.key == "lock"
    assert "recovery words" in tell(window.strips.strips[-1].notice.what)


def test_five_words_are_chosen_and_shown(plain) -> None:
    plain.go("lock")
    page = plain.page("lock")
    page._choose()
    assert page.new_line.text() == page.again_line.text() and len(page.new_line.text().split()) == 5
    assert page.new_line.echoMode() == page.new_line.EchoMode.Normal


# ---- when the file is the matter


def test_a_damaged_one_leads_back_to_a_backup_and_asks_again(locked, made, preferences, qtbot) -> None:
    care.backup(locked)
    locked.close()
    whole = bytearray(locked.path.read_bytes())
    for at in range(4096, len(whole), 4096):  # each page fails its check
        whole[at : at + 16] = bytes(16)
    locked.path.write_bytes(whole)
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()

    def begin(_chosen: object) -> None:
        app.begin(window, lambda secret="": starting.again(locked, secret))

    Keeper(window, locked.folders, locked.path, begin)
    begin(None)
    unlock(window, qtbot, made[1])
    qtbot.waitUntil(lambda: isinstance(shown(window), Care) and shown(window).back.isEnabled(), timeout=20_000)
    shown(window).back.click()
    qtbot.waitUntil(lambda: isinstance(shown(window), UnlockPage), timeout=20_000)
    unlock(window, qtbot, made[1])
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    assert [note.text for note in window.frame.desk.read.all(Note)] == [LINE] and window.frame.desk.locked
    window.close()
