"""Photos and receipts in the window: added by button, key and drop, seen, described, put away and brought back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from hubdesk.desk import attachments, expenses
from hubdesk.model.records import Attachment
from hubdesk.ui.pages.photos import PhotosPage
from hubdesk.ui.widgets.label import Label
from tests.photographs import PDF, jpeg, keep
from tests.ui.conftest import commit
from tests.ui.walk import nameless


@pytest.fixture
def page(show, desk, event, qtbot) -> PhotosPage:
    """The page with two photos whose small pictures are there."""
    keep(desk, event, "The hall")
    keep(desk, event, "", shown="")
    made = show(PhotosPage, event)
    qtbot.waitUntil(lambda: made.gallery.count() == 2 and all(map(made.gallery.has, made._found)))
    return made


def drop(page: PhotosPage, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))


def test_files_that_are_dropped_are_taken_in_as_one_step(show, desk, event, qtbot, tmp_path) -> None:
    page = show(PhotosPage, event)
    assert page.gallery.isHidden() and page.about.isHidden() and page.empty.isVisible()
    (tmp_path / "hall.jpg").write_bytes(jpeg())
    (tmp_path / "bill.pdf").write_bytes(PDF)
    drop(page, tmp_path / "hall.jpg", tmp_path / "bill.pdf")
    qtbot.waitUntil(lambda: page.gallery.count() == 2)
    assert [one.sort for one in desk.read.all(Attachment)] == ["photo", "receipt"]
    qtbot.waitUntil(page.about.caption.hasFocus)
    page.frame.undo()
    QApplication.processEvents()
    assert page.gallery.isHidden() and not desk.read.all(Attachment)


def test_of_a_set_with_a_bad_file_none_is_taken_in(page, desk, tmp_path, qtbot) -> None:
    (tmp_path / "hall.jpg").write_bytes(jpeg())
    (tmp_path / "bad.jpg").write_bytes(b"PK\x03\x04")
    told = []
    page.frame.notices.said.connect(told.append)
    page.frame.notices.open()
    page.take_in([tmp_path / "hall.jpg", tmp_path / "bad.jpg"], sort="photo")
    qtbot.waitUntil(lambda: [notice.code for notice in told] == ["photo-kind"])
    assert len(desk.read.all(Attachment)) == 2


def test_the_current_photo_is_described_and_says_what_it_lacks(page, desk, event, qtbot) -> None:
    assert page.about.state.text() == "It may be published."
    qtbot.keyClick(page.gallery, Qt.Key.Key_Right)
    assert page.about.state.text() == "The people on it were not asked."
    commit(page.about.caption, "An empty room")
    page.settle()
    page.about.shown.show_key("none")
    page.about.shown.picked.emit("none")
    QApplication.processEvents()
    second = attachments.of_event(desk, event)[1]
    assert (second.record.caption, second.record.shown) == ("An empty room", "none")
    assert page.about.state.text() == "It may be published." and page.gallery.current == second.record.id
    assert page.gallery.currentItem().data(Qt.ItemDataRole.AccessibleTextRole) == "An empty room"
    assert nameless(page) == []


def test_words_that_are_being_typed_go_to_the_photo_that_they_were_typed_for(page, desk, event) -> None:
    first, second = (one.record.id for one in attachments.of_event(desk, event))
    commit(page.about.credit, " and friends")
    page.gallery.go_to(second)
    QApplication.processEvents()
    assert desk.read.get(Attachment, first).credit == "and friendsThe organizers"  # the cursor stood before the words
    assert desk.read.get(Attachment, second).credit == page.about.credit.text() == "The organizers"


def test_chosen_ones_are_put_away_by_key_and_brought_back(page, desk, event, qtbot) -> None:
    page.frame.actions["photos-remove"].trigger()
    assert page.gallery.count() == 1 and page.gallery.hasFocus() and not page.empty.isVisible()
    page.frame.undo()
    page.gallery.selectAll()
    page.frame.actions["photos-remove"].trigger()
    QApplication.processEvents()
    assert page.gallery.isHidden() and page.add_photos.hasFocus() and page.empty.isVisible()
    page.frame.undo()
    QApplication.processEvents()
    assert page.gallery.count() == 2 and not page.gallery.isHidden()


def test_erasing_says_first_what_goes_and_what_is_left(page, desk, event, qtbot) -> None:
    receipt = keep(desk, event, "A bill", sort="receipt")
    expenses.add(desk, event, "Hall", price="120", currency="USD", receipt=receipt)
    qtbot.waitUntil(lambda: page.gallery.count() == 3)
    page.gallery.go_to(receipt)
    page.frame.actions["photos-erase"].trigger()
    said = [label.text() for label in page.erasing.findChildren(Label)]
    assert any("Undo does not bring it back" in line for line in said)
    assert any("1 expense stays, without its receipt" in line for line in said)
    assert page.erasing.keep.hasFocus()
    page.erasing.keep.click()
    assert page.erasing.isHidden() and page.gallery.hasFocus() and page.gallery.count() == 3
    page.erase.click()
    page.gallery.go_to(page.gallery.chosen[0])
    qtbot.keyClick(page.gallery, Qt.Key.Key_Left)
    assert page.erasing.isHidden()  # it asked about another one
    page.gallery.go_to(receipt)
    page.erase.click()
    page.erasing.now.click()
    qtbot.waitUntil(lambda: page.gallery.count() == 2)
    assert desk.read.deleted(Attachment) == [] and page.erasing.isHidden()
    page.frame.undo()
    assert page.gallery.count() == 2


def test_a_word_is_deleted_in_a_field_and_no_photo(page, qtbot) -> None:
    line = page.about.caption
    line.setFocus()
    line.home(False)
    qtbot.keyClick(line, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert page.gallery.count() == 2 and line.text() == "hall"


def test_one_is_saved_into_a_file(page, desk, tmp_path) -> None:
    page.save_to([tmp_path / "out.jpg"])
    assert (tmp_path / "out.jpg").read_bytes() == attachments.data(desk, page.gallery.current)


def test_the_menu_leads_there(window, event) -> None:
    window.frame.open_event(event)
    window.actions_list["photos"].trigger()
    assert window.key == "photos"
