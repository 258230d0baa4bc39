"""Share: files are seen before they are merged, strangers wait, two versions wait for a choice, sending is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from hubdesk.desk import cards, events, exchange, merging, notes, outbox, versions
from hubdesk.desk.desk import Desk
from hubdesk.model.records import Event, Note, Outgoing
from hubdesk.ui.pages.share import SharePage
from hubdesk.ui.share.difference import Difference, marked
from hubdesk.ui.window import SMALLEST
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


@pytest.fixture
def joined(laptop, desk, event, tmp_path) -> Desk:
    """A second laptop that was opened from the event package."""
    kit = exchange.write_kit(desk, event, tmp_path / "kit.hubbundle")
    merging.open_kit(laptop("Bao"), kit.path, kit.words)
    return laptop("Bao")


def plain(text: str) -> str:
    """Return text without the marks that keep directions apart."""
    return text.replace("\u2068", "").replace("\u2069", "")


def look(page: SharePage, qtbot, *files: Path) -> None:
    """Look into files and wait for the preview."""
    page.merge.look_into(list(files))
    qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)


def test_files_are_seen_before_they_are_merged(page, desk, joined, event, tmp_path, qtbot) -> None:
    notes.add(joined, event, "From the second laptop")
    file = exchange.write_bundle(joined, event, "team", tmp_path / "team.hubbundle").path
    look(page, qtbot, file)
    assert "Team file from" in page.merge.lines.text()
    assert "Evening" in page.merge.lines.text()
    assert int(page.merge.new.number.text()) > 0
    assert not page.merge.trust.isVisible()
    assert len(desk.read.notes(event)) == 1
    page.merge.do.click()
    qtbot.waitUntil(lambda: len(desk.read.notes(event)) == 2, timeout=SOON)
    qtbot.waitUntil(lambda: any("Merged" in each.what.one for each in page.told), timeout=SOON)
    assert not page.merge.preview.isVisible()


def test_the_same_file_again_brings_nothing(page, desk, joined, event, tmp_path, qtbot) -> None:
    notes.add(joined, event, "Once")
    file = exchange.write_bundle(joined, event, "team", tmp_path / "team.hubbundle").path
    merging.absorb(desk, [file])
    look(page, qtbot, file)
    assert page.merge.new.number.text() == "0"
    assert int(page.merge.same.number.text()) > 0
    assert page.merge.do.text() == "Everything is here already"
    assert not page.merge.do.isEnabled()


def test_a_dropped_file_is_looked_into(page, joined, event, tmp_path, qtbot) -> None:
    notes.add(joined, event, "On a stick")
    file = exchange.write_bundle(joined, event, "team", tmp_path / "team.hubbundle").path
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    actions, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPoint(5, 5), actions, data, Qt.MouseButton.LeftButton, none))
    qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)


def test_a_new_event_is_said_so_and_opened(show, desk, laptop, tmp_path, qtbot) -> None:
    other = laptop("Chen")
    theirs = events.create(other, "Another evening", start=NOW)
    file = exchange.write_bundle(other, theirs, "upload", tmp_path / "up.hubbundle").path
    page = show(SharePage)
    assert not page.write.isVisible()
    page.arrive(str(file))
    qtbot.waitUntil(page.merge.preview.isVisible, timeout=SOON)
    assert "not here yet" in page.merge.warnings.text()
    assert "Another evening" in page.merge.warnings.text()
    page.merge.trust.click()
    page.merge.do.click()
    qtbot.waitUntil(lambda: desk.read.find(Event, theirs) is not None, timeout=SOON)


def test_strangers_wait_until_words_are_compared(page, desk, laptop, event, tmp_path, qtbot) -> None:
    stranger = laptop("Dita")
    plain_file = exchange.write_bundle(desk, event, "team", tmp_path / "plain.hubbundle", plain=True).path
    merging.absorb(stranger, [plain_file], trust=True)
    notes.add(stranger, event, "From somebody nobody knows")
    file = exchange.write_bundle(stranger, event, "team", tmp_path / "dita.hubbundle", plain=True).path
    look(page, qtbot, file)
    spoken = exchange.spoken_words(desk, stranger.author.key)
    assert len(spoken.split()) == 6
    assert spoken in page.merge.strangers.text()
    assert int(page.merge.held.number.text()) > 0
    page.merge.do.click()
    qtbot.waitUntil(lambda: page.waiting.isVisible(), timeout=SOON)
    assert len(desk.read.notes(event)) == 1
    page.waiting.accept_buttons[0].click()
    qtbot.waitUntil(lambda: len(desk.read.notes(event)) == 2, timeout=SOON)
    qtbot.waitUntil(lambda: not page.waiting.isVisible(), timeout=SOON)
    page.frame.undo()  # one step takes back what came in, the next one whom we believe
    qtbot.waitUntil(lambda: len(desk.read.notes(event)) == 1, timeout=SOON)
    assert desk.next_undo().one == "Accept laptops for {title}"


def test_the_own_six_words_can_be_read_out(page, desk) -> None:
    page.merge.own.click()
    assert page.merge.own_words.text() == exchange.spoken_words(desk)
    page.merge.own.click()
    assert not page.merge.own_words.isVisible()


@pytest.mark.parametrize("content", [b"", b"not a file of ours", b"PK\x03\x04" + b"\0" * 200])
def test_what_is_no_file_of_ours_is_refused_in_three_parts(page, tmp_path, content, qtbot) -> None:
    (tmp_path / "bad.hubbundle").write_bytes(content)
    page.merge.look_into([tmp_path / "bad.hubbundle"])
    qtbot.waitUntil(lambda: any(each.tone == "error" for each in page.told), timeout=SOON)
    assert len(page.told[-1].rest) == 2
    assert not page.merge.preview.isVisible()


def test_an_event_package_asks_for_its_words_elsewhere(page, desk, event, tmp_path, qtbot) -> None:
    kit = exchange.write_kit(desk, event, tmp_path / "other.hubbundle").path
    with qtbot.waitSignal(page.frame.page_asked, timeout=SOON) as asked:
        page.merge.look_into([kit])
    assert asked.args == ["opening", str(kit)]
    page.merge.look_into([kit, kit])
    qtbot.waitUntil(lambda: any(each.tone == "error" for each in page.told), timeout=SOON)


def test_it_is_said_who_can_open_a_file_before_it_is_written(page) -> None:
    write = page.write
    assert "Amina" in write.readers.text()
    write.plain.click()
    assert write.readers.text() == "Everybody who finds this file can read it."
    write.plain.click()
    write.use.show_key("upload")
    write.use.picked.emit("upload")
    assert write.readers.text() == "Everybody who finds this file can read it."
    assert not write.plain.isVisible()


def test_a_stick_may_be_taken_out_only_after_the_file_was_read_back(page, desk, event, tmp_path, qtbot) -> None:
    out = tmp_path / "stick" / "team.hubbundle"
    out.parent.mkdir()
    page.write.write_to([out])
    assert not page.write.done.isVisible()
    qtbot.waitUntil(page.write.done.isVisible, timeout=SOON)
    assert "take the stick out safely" in page.write.done.what.text()
    assert merging.verify(desk, out) > 0
    assert desk.read.all(Outgoing, event=event) == []


def test_an_upload_file_is_sealed_for_a_card_and_waits_to_be_sent(page, desk, laptop, event, tmp_path, qtbot) -> None:
    card = cards.write(laptop("Hub"), tmp_path / "hub.hubkey")
    page.write.use.show_key("upload")
    page.write.add_cards([card])
    assert "Hub" in page.write.readers.text()
    assert page.write.cards.texts == ["Hub"]
    page.write.write_to([tmp_path / "up.hubbundle"])
    qtbot.waitUntil(page.write.done.isVisible, timeout=SOON)
    qtbot.waitUntil(lambda: len(page.outbox.things) == 1, timeout=SOON)
    page.write._drop_card(0)
    assert page.write.cards.texts == []


def test_a_bad_card_is_refused(page, tmp_path) -> None:
    (tmp_path / "bad.hubkey").write_text("no card")
    page.write.add_cards([tmp_path / "bad.hubkey"])
    assert page.told[-1].tone == "error"
    assert page.write.cards.texts == []


def _split(desk: Desk, other: Desk, event: str, tmp_path: Path) -> str:
    """Let two laptops change one line without knowing of each other; return the note."""
    (note,) = desk.read.notes(event)
    notes.retype(other, note.id, "The first line, said by Bao")
    notes.retype(desk, note.id, "The very first line")
    merging.absorb(desk, [exchange.write_bundle(other, event, "team", tmp_path / "bao.hubbundle").path])
    return note.id


@pytest.mark.parametrize("wanted", ["The first line, said by Bao", "The very first line"])
def test_two_versions_stand_side_by_side_until_somebody_chooses(page, desk, joined, event, tmp_path, wanted) -> None:
    note = _split(desk, joined, event, tmp_path)
    page.refresh(None)
    assert page.versions.isVisible()
    (split,) = page.versions.splits
    assert {side.values["text"] for side in split.sides} == {"The first line, said by Bao", "The very first line"}
    assert {side.who.split(" · ")[0] for side in split.sides} == {"Amina", "Bao"}
    different = {piece for each in page.versions.findChildren(Difference) for piece in each.differing}
    assert {"very ", ", said by Bao"} == different
    place = next(n for n, side in enumerate(split.sides) if side.values["text"] == wanted)
    page.versions.buttons[place].click()
    found = desk.read.get(Note, note)
    assert (found.text, found.line, found.versions) == (wanted, wanted, frozenset())
    assert not page.versions.isVisible()
    stood = split.versions[0].values[0][0]
    desk.undo()
    assert desk.read.get(Note, note).line in (stood, split.sides[0].values["line"])


def test_every_version_is_told_by_its_laptop(desk, joined, event, tmp_path) -> None:
    _split(desk, joined, event, tmp_path)
    (split,) = versions.splits(desk, event)
    assert split.kind == "note"
    assert {version.field for version in split.versions} >= {"text", "line"}
    versions.keep(desk, split, split.sides[0])
    assert versions.splits(desk, event) == []


@pytest.fixture
def planned(desk, event, tmp_path) -> str:
    """A finished text that waits for its page."""
    (tmp_path / "report.txt").write_text("words")
    return outbox.plan(desk, event, "Ambassador report", tmp_path / "report.txt", target="Charter/Reports/Evening")


def test_a_card_stays_when_its_stick_is_taken_out_and_counts_for_uploads(page, laptop, tmp_path) -> None:
    page.write.use.show_key("upload")
    card = cards.write(laptop("Hub"), tmp_path / "hub.hubkey")
    page.write.add_cards([card])
    card.unlink()
    page.refresh(None)
    assert "Hub" in page.write.readers.text() and page.told == []
    page.write.use.show_key("team")
    page.refresh(None)
    assert "Hub" not in page.write.readers.text() and "Amina" in page.write.readers.text()


def test_without_an_event_nothing_is_written(show) -> None:
    page = show(SharePage)
    page.write.do.click()
    page.frame.actions["share-write"].trigger()
    assert not page.write.isVisible()
    assert page.merge.isVisible()


def test_stopping_a_merge_changes_nothing(page, desk, joined, event, tmp_path, qtbot) -> None:
    for n in range(40):
        notes.add(joined, event, f"Line {n}")
    file = exchange.write_bundle(joined, event, "team", tmp_path / "team.hubbundle").path
    look(page, qtbot, file)
    page.merge.do.click()
    for job in list(page.frame.jobs):
        job.cancel()
    qtbot.waitUntil(lambda: not page.frame.jobs, timeout=SOON)
    assert len(desk.read.notes(event)) in (1, 41)
    page.merge.leave()
    assert page.merge.start.isVisible()


def test_only_what_can_be_done_is_offered(page, desk, event) -> None:
    outbox.plan(desk, event, "A text without a file or page")
    (thing,) = page.outbox.things
    QApplication.processEvents()
    assert not thing.copy.isVisible()
    assert not thing.copy_name.isVisible()
    assert thing.say_sent.isVisible()


def test_the_way_from_a_finished_report_leads_to_what_is_to_be_sent(planned, window, event, qtbot) -> None:
    window.resize(*SMALLEST)
    window.frame.open_event(event)
    window.go("share", "outbox")
    page = window.page("share")
    thing = page.outbox.things[0]
    qtbot.waitUntil(lambda: not thing.visibleRegion().isEmpty() and window.focusWidget() is thing.copy, timeout=SOON)


def test_the_outbox_says_where_each_thing_goes(planned, page, tmp_path, qtbot) -> None:
    (thing,) = page.outbox.things
    thing.copy_name.click()
    assert QGuiApplication.clipboard().text() == "Charter/Reports/Evening"
    thing.copy_to([tmp_path / "stick"])
    qtbot.waitUntil((tmp_path / "stick" / "report.txt").is_file, timeout=SOON)
    qtbot.waitUntil(lambda: any("stick out safely" in each.what.one for each in page.told), timeout=SOON)


@pytest.mark.parametrize(("day", "kept"), [("", "2026-05-09T13:02"), ("2026-05-08", "2026-05-08T09:00")])
def test_who_sent_it_and_when_is_kept_as_said(planned, page, desk, day, kept) -> None:
    (thing,) = page.outbox.things
    thing.say_sent.click()
    assert thing.form.isVisible()
    assert thing.by.text() == "Amina"
    thing.by.setText("Bao")
    if day:
        thing.day.line.setText(day)
    thing.confirm.click()
    found = desk.read.get(Outgoing, planned)
    assert found.by == "Bao"
    assert found.sent.startswith(kept)
    assert page.outbox.things == []
    assert "does not check" in page.outbox.gone_heading.text()
    page.frame.undo()
    assert len(page.outbox.things) == 1


def test_a_day_that_is_no_day_keeps_nothing(planned, page, desk) -> None:
    (thing,) = page.outbox.things
    thing.say_sent.click()
    thing.day.line.setText("soon")
    thing.confirm.click()
    assert desk.read.get(Outgoing, planned).sent == ""


def test_a_file_that_is_gone_is_told(planned, page, tmp_path, qtbot) -> None:
    (tmp_path / "report.txt").unlink()
    page.outbox.things[0].copy_to([tmp_path / "stick"])
    qtbot.waitUntil(lambda: any(each.tone == "error" for each in page.told), timeout=SOON)


def test_everything_has_a_name_and_follows_the_language(
    page, planned, desk, joined, event, tmp_path, preferences
) -> None:
    _split(desk, joined, event, tmp_path)
    page.refresh(None)
    assert nameless(page) == []
    preferences.speak("ar")
    QApplication.processEvents()
    assert page.merge.x() > page.write.x()
    preferences.speak("en-XA")
    assert page.merge.choose.text().strip().startswith("[")
    assert page.outbox.things[0].say_sent.text().strip().startswith("[")


TEXTS = st.text(st.sampled_from("ab 选举مق हि.,<&>\n"), max_size=60)


@given(TEXTS, TEXTS)
def test_marking_changes_no_text_and_marks_nothing_that_is_equal(one: str, other: str) -> None:
    pieces = list(marked(one, other))
    assert "".join(piece for piece, _ in pieces) == one
    if one == other:
        assert not any(differs for _, differs in pieces)


def test_words_are_marked_and_markup_stays_text(qtbot) -> None:
    shown = Difference('<img src="/etc/x"> & three words', "three words", "Words")
    qtbot.addWidget(shown)
    assert shown.toPlainText() == '<img src="/etc/x"> & three words'
    assert "three" not in "".join(shown.differing)
    assert list(marked("选举三年", "选举二年")) == [("选举", False), ("三", True), ("年", False)]
    assert list(marked("हर महीने", "हर महीना")) == [("हर ", False), ("महीने", True)], "no letter loses its sign"
