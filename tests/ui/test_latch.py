"""A locked window shows nothing of its workspace, and everything is back after the passphrase."""

import gc
import threading
import weakref
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from hubdesk.desk import care, events, locking, notes, people, starting
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
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


class Aside:
    """Garbage that holds itself."""


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
    assert not window.findChildren(QDialog) and not window.stack.pages
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


def test_what_the_collector_put_aside_is_gone_too(window, qtbot) -> None:
    aside = Aside()
    aside.itself, held = aside, weakref.ref(aside)
    del aside
    gc.freeze()
    window.latch.lock()
    qtbot.waitUntil(lambda: held() is None)


def test_a_page_that_was_put_away_is_kept_by_nobody(window, qtbot) -> None:
    (event,) = window.frame.desk.read.all(Event)
    window.frame.open_event(event.id, "feedback")
    held = weakref.ref(window.page("feedback"))
    qtbot.waitUntil(lambda: not window.frame.jobs)
    window.latch.lock()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: held() is None)


def test_a_wrong_passphrase_is_told_in_three_parts_and_waits_longer_each_time(window, qtbot) -> None:
    window.latch.lock()
    page = shown(window)
    for seconds in (1, 2, 4):
        page._clock.setInterval(3_600_000)  # stands still while we look
        unlock(window, qtbot, "not the passphrase")
        qtbot.waitUntil(lambda: page.trouble[0].isVisible(), timeout=20_000)
        assert page._left == seconds and not page.open.isEnabled()
        assert all(label.text() for label in page.trouble)
        qtbot.keyClick(page.line, Qt.Key.Key_Return)  # in vain
        assert window.latch._page is page
        page._clock.setInterval(0)
        qtbot.waitUntil(page.open.isEnabled)
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


def test_recovery_words_lead_to_a_new_passphrase(window, made, qtbot) -> None:
    window.latch.lock()
    unlock(window, qtbot, made[1])
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    assert window.key == "lock"
    assert "recovery words" in tell(window.strips.strips[-1].notice.what)


# ---- when the file is the matter


@pytest.mark.parametrize("what", ["restore", "repair", "move"])
def test_the_passphrase_is_not_asked_again_for_the_same_workspace(window, locked, tmp_path, qtbot, what) -> None:
    copy = care.backup(locked).path

    def begin(chosen: Path | None, key: bytes | None) -> None:
        here = partial(starting.start, locked.folders, chosen or locked.path, name="Amina", key=key)
        app.begin(window, lambda secret="": here(secret=(lambda: secret) if secret else None))

    keeper = Keeper(window, locked.folders, locked.path, begin)
    acts = {
        "restore": lambda: keeper.restore(copy),
        "repair": lambda: keeper.repair(tmp_path / "repaired.hubdesk", []),
        "move": lambda: keeper.move(tmp_path / "elsewhere"),
    }
    (tmp_path / "elsewhere").mkdir()
    acts[what]()
    qtbot.waitUntil(lambda: window.frame is not None or isinstance(shown(window), UnlockPage), timeout=30_000)
    assert window.frame is not None and window.frame.desk.locked and keeper._key_had is None
    assert [note.text for note in window.frame.desk.read.all(Note)] == [LINE]
    qtbot.waitUntil(lambda: not keeper.jobs, timeout=30_000)


def test_a_key_of_another_passphrase_opens_nothing(locked, made) -> None:
    locked.close()
    with pytest.raises(HubDeskError) as refused:
        starting.again(locked, key=bytes(48))
    assert refused.value.code == "passphrase"
    other = bytes(32) + locked.key[32:]
    with pytest.raises(HubDeskError):
        starting.again(locked, key=other)
    desk = starting.again(locked, made[1], key=other)
    assert desk.key == locked.key
    desk.close()


def test_a_damaged_one_leads_back_to_a_backup_and_asks_no_second_time(locked, made, preferences, qtbot) -> None:
    care.backup(locked)
    locked.close()
    whole = bytearray(locked.path.read_bytes())
    for at in range(4096, len(whole), 4096):  # each page fails its check
        whole[at : at + 16] = bytes(16)
    locked.path.write_bytes(whole)
    window = Window(preferences)
    qtbot.addWidget(window)
    window.show()

    def begin(_chosen: object, key: bytes | None) -> None:
        app.begin(window, lambda secret="": starting.again(locked, secret, key))

    Keeper(window, locked.folders, locked.path, begin)
    begin(None, None)
    unlock(window, qtbot, made[1])
    qtbot.waitUntil(lambda: isinstance(shown(window), Care) and shown(window).back.isEnabled(), timeout=20_000)
    shown(window).back.click()
    qtbot.waitUntil(lambda: window.frame is not None, timeout=20_000)
    assert [note.text for note in window.frame.desk.read.all(Note)] == [LINE] and window.frame.desk.locked
    window.close()
