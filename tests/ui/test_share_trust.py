"""Share: what was refused, whose work waits, whose cards are here, who belongs to the team, and one's own key."""

import itertools
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from hubdesk import paths
from hubdesk.desk import events, exchange, merging, notes, refused
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.ui.pages.share import SharePage
from tests.ui.conftest import NOW

SOON = 20_000


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens the workspace of a laptop with keys of its own, by its name."""
    made: dict[str, Desk] = {}
    ticks = itertools.count()

    def tick() -> datetime:
        return NOW + timedelta(milliseconds=next(ticks))

    def open_(name: str) -> Desk:
        if name not in made:
            made[name] = start(paths.folders(tmp_path / name), name=name, now=tick)
        return made[name]

    yield open_
    for each in made.values():
        each.close()


@pytest.fixture
def desk(laptop) -> Desk:
    """The laptop that the page is shown on."""
    return laptop("Amina")


@pytest.fixture
def event(desk) -> str:
    """An evening with one line."""
    made = events.create(desk, "Evening", start=NOW, zone="Africa/Nairobi")
    notes.add(desk, made, "The first line")
    return made


@pytest.fixture
def page(show, event) -> SharePage:
    """The page about that evening."""
    found = show(SharePage, event)
    found.told = []
    found.frame.notices.said.connect(found.told.append)
    found.frame.notices.open()
    return found


def plain(text: str) -> str:
    """Return text without the marks that keep directions apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


class FileManager(QObject):
    """Hears what the computer's file manager is asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        """Keep the folder."""
        self.shown.append(Path(url.toLocalFile()))


def test_a_refused_file_leaves_a_copy_and_the_way_to_it(page, desk, tmp_path, qtbot) -> None:
    file = tmp_path / "bad.hubbundle"
    file.write_bytes(b"PK no bundle")
    page.merge.look_into([file])
    qtbot.waitUntil(lambda: bool(page.told), timeout=SOON)
    (notice,) = page.told
    assert notice.step is not None and notice.step.one == "Show the folder"
    manager = FileManager()
    QDesktopServices.setUrlHandler("file", manager, "show")
    notice.call()
    QDesktopServices.unsetUrlHandler("file")
    assert manager.shown == [refused.folder(desk)]
    (copy,) = refused.folder(desk).glob("*.refused")
    assert copy.read_bytes() == file.read_bytes()


@pytest.fixture
def waiting(desk, laptop, event, tmp_path) -> None:
    """Let the work of a stranger wait."""
    kit = exchange.write_bundle(desk, event, "team", tmp_path / "plain.hubbundle", plain=True)
    merging.absorb(laptop("Stranger"), [kit.path], trust=True)
    notes.add(laptop("Stranger"), event, "<b>Nobody</b> asked us\u202e")
    theirs = exchange.write_bundle(laptop("Stranger"), event, "team", tmp_path / "theirs.hubbundle", plain=True)
    assert merging.absorb(desk, [theirs.path]).quarantined


def test_what_waits_can_be_read_before_it_is_accepted(waiting, page, desk, laptop, event, qtbot) -> None:
    (reading,) = page.waiting.readings.values()
    assert not reading.isVisible()
    page.waiting.read_buttons[0].click()
    qtbot.waitUntil(reading.isVisible, timeout=SOON)
    told = plain(reading.text())
    assert "Stranger" in told and "1 note" in told and "<b>Nobody</b> asked us" in told
    assert len(desk.read.notes(event)) == 1
    page.waiting.read_buttons[0].click()
    assert not reading.isVisible()
    page.waiting.accept_buttons[0].click()
    qtbot.waitUntil(lambda: len(desk.read.notes(event)) == 2, timeout=SOON)
    qtbot.waitUntil(lambda: not page.waiting.isVisible(), timeout=SOON)
