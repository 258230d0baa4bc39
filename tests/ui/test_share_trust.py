"""Share: what was refused, whose work waits, whose cards are here, who belongs to the team, and one's own key."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDropEvent

from hubdesk import paths
from hubdesk.desk import cards, carrying, exchange, merging, notes, refused
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.model import limits
from hubdesk.ui.pages.keys import KeysPage
from hubdesk.ui.pages.share import SharePage
from hubdesk.ui.words import tell
from tests.ui.conftest import NOW
from tests.ui.sharing import an_evening, laptops, listening
from tests.ui.walk import nameless

SOON = 20_000


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Opens the workspace of a laptop with keys of its own, by its name."""
    yield from laptops(tmp_path)


@pytest.fixture
def desk(laptop) -> Desk:
    """The laptop that the page is shown on."""
    return laptop("Amina")


@pytest.fixture
def event(desk) -> str:
    """An evening with one line."""
    return an_evening(desk)


@pytest.fixture
def page(show, event) -> SharePage:
    """The page about that evening."""
    return listening(show, event)


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
    assert len(notice.rest) == 2


def test_a_full_folder_of_refused_files_is_told(page, desk, tmp_path, qtbot) -> None:
    folder = refused.folder(desk)
    folder.mkdir(parents=True)
    for number in range(limits.REFUSED_FILES + 1):
        (folder / f"{desk.now().date()}-{number:08x}-old.refused").write_bytes(b"old")
    file = tmp_path / "bad.hubbundle"
    file.write_bytes(b"PK no bundle")
    page.merge.look_into([file])
    qtbot.waitUntil(lambda: bool(page.told), timeout=SOON)
    assert tell(page.told[0].rest[2]) == "The folder of refused files was full: 2 older copies went."


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


@pytest.fixture
def keys(show, event) -> KeysPage:
    """The page of keys and cards."""
    found = show(KeysPage, event)
    found.told = []
    found.frame.notices.said.connect(found.told.append)
    found.frame.notices.open()
    return found


def dropped(page, *paths: Path) -> None:
    """Drop files on a page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def test_the_code_on_the_screen_is_the_card(keys, desk, qtbot) -> None:
    assert keys.own.words.text() == exchange.spoken_words(desk)
    keys.own.show_code.click()
    qtbot.waitUntil(lambda: keys.own.code.size() == keys.own.code.sizeHint(), timeout=SOON)
    image = keys.own.code.grab().toImage()
    side = image.width() // (len(cards.modules(desk)) + 8)
    seen = tuple(
        tuple(image.pixelColor((4 + x) * side + 1, (4 + y) * side + 1).lightness() < 128 for x in range(len(row)))
        for y, row in enumerate(cards.modules(desk))
    )
    assert seen == cards.modules(desk)
    keys.own.show_code.click()
    assert not keys.own.code.isVisible()


def test_a_card_is_read_before_it_is_kept(keys, desk, laptop, tmp_path) -> None:
    card = cards.write(laptop("Hub"), tmp_path / "hub.hubkey")
    dropped(keys, card)
    assert plain(keys.others.found.text()) == f"Hub: {exchange.spoken_words(laptop('Hub'))}"
    assert cards.kept(desk) == [] and keys.others.none.isVisible()
    keys.others.keep.click()
    (kept,) = cards.kept(desk)
    assert not kept.trusted and not keys.others.none.isVisible() and not keys.others.preview.isVisible()
    keys.others.buttons[kept.card.key][0].click()
    assert cards.kept(desk)[0].trusted
    keys.others.buttons[kept.card.key][1].click()
    assert cards.kept(desk) == [] and keys.told[-1].step is not None
    keys.told[-1].call()
    assert cards.kept(desk)[0].trusted


def test_a_forged_card_is_told_and_not_kept(keys, desk, laptop, tmp_path) -> None:
    card = cards.write(laptop("Hub"), tmp_path / "hub.hubkey")
    card.write_bytes(card.read_bytes().replace(b"Hub", b"Hug"))
    keys.arrive(str(card))
    assert keys.told[-1].tone == "error" and not keys.others.preview.isVisible()


def test_a_card_that_is_opened_or_dropped_anywhere_is_shown_on_its_page(window, laptop, tmp_path, qtbot) -> None:
    card = cards.write(laptop("Hub"), tmp_path / "hub.hubkey")
    window.open_files([str(card)])
    assert window.key == "keys" and "Hub" in window.page("keys").others.found.text()
    window.go("share")
    dropped(window.page("share"), card)
    assert window.key == "keys"


def test_ones_key_goes_to_another_laptop_and_the_words_are_shown_once(
    keys, show, desk, laptop, tmp_path, qtbot
) -> None:
    file = tmp_path / "me.hubsecret"
    keys.carry.write_to([file])
    qtbot.waitUntil(keys.carry.written.isVisible, timeout=SOON)
    words = keys.carry.words.text()
    assert len(words.split()) == 5
    keys.refresh(None)
    assert not keys.carry.written.isVisible() and keys.carry.words.text() == ""
    home = laptop("Bao").folders
    assert carrying.take(home, file, words).key == desk.author.key


def test_a_key_from_a_file_is_used_after_its_words(keys, desk, laptop, tmp_path, qtbot) -> None:
    made = carrying.export(laptop("Bao"), tmp_path / "bao.hubsecret")
    keys.carry.ask_words([made.path])
    keys.carry.use.click()
    assert keys.carry.asking.isVisible() and not keys.told
    keys.carry.typed.setText("wrong words")
    keys.carry.use.click()
    qtbot.waitUntil(lambda: bool(keys.told), timeout=SOON)
    assert keys.told[-1].tone == "error" and keys.carry.asking.isVisible()
    keys.carry.typed.setText(made.words)
    keys.carry.use.click()
    qtbot.waitUntil(keys.carry.done.isVisible, timeout=SOON)
    assert "kept aside" in keys.carry.done.more.text() and exchange.spoken_words(laptop("Bao")) in plain(
        keys.carry.done.more.text()
    )


@pytest.mark.parametrize(("hours", "asked"), [(47, False), (49, True)])
def test_a_clock_far_ahead_is_asked_about_and_never_refused(
    page, desk, event, tmp_path, qtbot, hours: int, asked: bool
) -> None:
    kit = exchange.write_kit(desk, event, tmp_path / "kit.hubbundle")
    other = start(paths.folders(tmp_path / "Late"), name="Late", now=lambda: NOW + timedelta(hours=hours))
    try:
        merging.open_kit(other, kit.path, kit.words)
        notes.add(other, event, "From the day after tomorrow")
        file = exchange.write_bundle(other, event, "team", tmp_path / "late.hubbundle").path
    finally:
        other.close()
    page.merge.look_into([file])
    qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)
    assert ("far ahead" in page.merge.warnings.text()) is asked
    assert page.merge.clock.isVisible() is asked and page.merge.do.isEnabled() is not asked
    page.merge.clock.setChecked(True)
    page.merge.do.click()
    qtbot.waitUntil(lambda: len(desk.read.notes(event)) == 2, timeout=SOON)


@pytest.mark.parametrize("use", ["team", "upload", "plain"])
def test_the_preview_says_who_can_open_a_file(page, desk, event, tmp_path, qtbot, use: str) -> None:
    sort = "upload" if use == "upload" else "team"
    file = exchange.write_bundle(desk, event, sort, tmp_path / "a.hubbundle", plain=use == "plain").path
    page.merge.look_into([file])
    qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)
    told = plain(page.merge.lines.text())
    if use == "team":
        assert "Who can open it" in told and "Amina" in told and "laptops with the event package" in told
    else:
        assert "Everybody who finds this file can read it." in told


def test_everything_on_the_page_of_keys_has_a_name(keys, desk, laptop, tmp_path, preferences) -> None:
    cards.keep(desk, cards.look(desk, cards.write(laptop("Hub"), tmp_path / "hub.hubkey")).card)
    keys.own.show_code.click()
    keys.others.look_into([tmp_path / "hub.hubkey"])
    keys.carry.ask_words([tmp_path / "hub.hubkey"])
    assert nameless(keys) == []
    preferences.speak("ar")
    assert nameless(keys) == []
