"""Photos and receipts of a gathering: taken in, described, put away, erased, and what may be published of them."""

import os
from pathlib import Path

import pytest

from hubdesk.desk import attachments, care, events, people, trash
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Refused, Usage
from hubdesk.i18n import words
from hubdesk.model import limits
from hubdesk.model.records import Attachment
from hubdesk.report import photos
from tests.desk.conftest import START
from tests.photographs import CANARY, PDF, jpeg, png

GOOD = {"credit": "A. Photographer", "licence": "cc-by-sa-4.0", "shown": "agreed"}


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Evening", start=START)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG 0001.JPG"
    path.write_bytes(jpeg((80, 60), orientation=6))
    return path


def test_a_photo_is_kept_without_what_is_hidden_in_it(desk: Desk, event: str, photo: Path) -> None:
    id = attachments.add(desk, event, photo, caption="The room")
    one = desk.read.get(Attachment, id)
    assert (one.sort, one.media, one.name, one.caption) == ("photo", "image/jpeg", "IMG 0001.jpg", "The room")
    assert one.taken == "2026-10-01"
    kept = attachments.data(desk, id)
    assert len(kept) == one.size and CANARY not in kept and photos.size_of(kept) == (60, 80)
    desk.store.connection.execute("pragma wal_checkpoint(truncate)")
    assert CANARY not in desk.path.read_bytes()


def test_the_same_photo_again_is_not_kept_twice(desk: Desk, event: str, photo: Path) -> None:
    assert attachments.add(desk, event, photo) == attachments.add(desk, event, photo)
    assert len(attachments.of_event(desk, event)) == 1 and blobs(desk) == 1


def test_putting_away_can_be_taken_back_and_the_bytes_stay_until_then(desk: Desk, event: str, photo: Path) -> None:
    id = attachments.add(desk, event, photo)
    attachments.remove(desk, [id])
    assert not attachments.of_event(desk, event) and blobs(desk) == 1
    assert [one.words for one in trash.things(desk, event)] == ["IMG 0001.jpg"]
    desk.undo()
    assert attachments.data(desk, id)
    desk.undo()  # and the photo itself
    assert not attachments.of_event(desk, event)
    desk.redo()
    assert attachments.data(desk, id)


def test_describing_is_one_step(desk: Desk, event: str, photo: Path) -> None:
    id = attachments.add(desk, event, photo)
    attachments.describe(desk, id, caption=" The  room ", taken="2026-10-02", **GOOD)
    one = desk.read.get(Attachment, id)
    assert (one.caption, one.taken, one.credit, one.shown) == ("The room", "2026-10-02", "A. Photographer", "agreed")
    attachments.describe(desk, id, caption="The room")  # nothing new: no step
    desk.undo()
    assert desk.read.get(Attachment, id).caption == ""
    for bad in ({"licence": "all rights"}, {"shown": "perhaps"}, {"taken": "soon"}, {"sha256": "0"}, {"name": "x"}):
        with pytest.raises(Usage):
            attachments.describe(desk, id, **bad)


@pytest.mark.parametrize("lacking", GOOD)
def test_a_photo_is_published_only_with_licence_credit_and_consent(
    desk: Desk, event: str, photo: Path, lacking: str
) -> None:
    id = attachments.add(desk, event, photo, **GOOD)
    assert [one.id for one in attachments.publishable(desk, event)] == [id]
    attachments.describe(desk, id, **{lacking: ""})
    assert not attachments.publishable(desk, event) and len(attachments.of_event(desk, event)[0].lacks) == 1


def test_a_caption_that_may_name_somebody_is_not_published(desk: Desk, event: str, photo: Path) -> None:
    people.add(desk, event, "Oksana Kovalenko")
    id = attachments.add(desk, event, photo, caption="Oksana Kovalenko speaks", **GOOD)
    assert not attachments.publishable(desk, event)
    attachments.describe(desk, id, caption="A speaker")
    assert attachments.publishable(desk, event)


def test_who_takes_the_agreement_to_photos_back_holds_those_that_all_had_agreed_to(
    desk: Desk, event: str, photo: Path
) -> None:
    ana = people.add(desk, event, "Ana")
    people.consent(desk, ana, "photo", True, language="en")
    id = attachments.add(desk, event, photo, **GOOD)
    assert attachments.publishable(desk, event)
    people.consent(desk, ana, "photo", False, language="en")
    assert not attachments.publishable(desk, event) and len(attachments.of_event(desk, event)[0].lacks) == 1
    attachments.describe(desk, id, shown="")
    attachments.describe(desk, id, shown="agreed")  # somebody looked: Ana is not on it
    assert attachments.publishable(desk, event)
    people.consent(desk, ana, "photo", True, language="en")
    people.consent(desk, ana, "photo", False, language="en")
    assert not attachments.publishable(desk, event)
    attachments.describe(desk, id, shown="none")
    assert attachments.publishable(desk, event)


def test_a_receipt_is_never_published(desk: Desk, event: str, tmp_path: Path) -> None:
    (tmp_path / "bill.pdf").write_bytes(PDF)
    id = attachments.add(desk, event, tmp_path / "bill.pdf", sort="receipt", **GOOD)
    assert not attachments.publishable(desk, event) and attachments.data(desk, id) == PDF
    assert attachments.thumbnail(desk, id, 100) == b""


def test_a_text_that_is_a_pdf_is_kept_for_reading_and_never_published(desk: Desk, event: str, tmp_path: Path) -> None:
    (tmp_path / "charter.pdf").write_bytes(PDF)
    (tmp_path / "hall.jpg").write_bytes(jpeg())
    id = attachments.add(desk, event, tmp_path / "charter.pdf", sort="document")
    assert attachments.data(desk, id) == PDF and attachments.documents(desk, event) == ["charter.pdf"]
    assert not attachments.publishable(desk, event) and attachments.of_event(desk, event)[0].lacks
    with pytest.raises(Refused) as told:
        attachments.add(desk, event, tmp_path / "hall.jpg", sort="document")
    assert told.value.code == "document-no-pdf"
    desk.undo()
    assert attachments.documents(desk, event) == []


def test_what_may_leave_is_the_image_alone_even_where_another_program_took_it_in(desk: Desk, event: str) -> None:
    sly = attachments.Incoming("photo", jpeg(), "image/jpeg", "sly.jpg", "")
    (id,) = attachments.keep(desk, event, [sly], **GOOD)
    assert CANARY in attachments.data(desk, id)
    assert CANARY not in attachments.published(desk, desk.read.get(Attachment, id))
    attachments.save_as(desk, id, desk.path.with_name("out.jpg"))
    assert CANARY not in desk.path.with_name("out.jpg").read_bytes()


@pytest.mark.locked
def test_a_sensitive_gathering_keeps_receipts_but_no_photos(desk: Desk, photo: Path) -> None:
    event = events.create(desk, "Quiet", start=START, sensitive=True)
    with pytest.raises(Usage):
        attachments.add(desk, event, photo)
    assert attachments.add(desk, event, photo, sort="receipt")


def test_there_is_an_end_to_how_many_a_gathering_keeps(desk: Desk, event: str, photo: Path) -> None:
    one = attachments.look(photo)
    with pytest.raises(Usage):
        attachments.keep(desk, event, [one] * (limits.ATTACHMENTS + 1))
    with pytest.raises(Usage):
        attachments.look_at_all([photo] * (limits.ATTACHED_AT_ONCE + 1))
    assert not attachments.of_event(desk, event) and not blobs(desk)


def test_a_photo_whose_bytes_did_not_come_can_be_added_here(desk: Desk, event: str, photo: Path) -> None:
    attachments.add(desk, event, photo)
    with desk.store.log.transaction():
        desk.store.connection.execute("delete from blob")
    attachments.add(desk, event, photo)
    assert all(one.here for one in attachments.of_event(desk, event))


def test_what_is_no_ordinary_file_is_refused_and_nothing_is_changed(desk: Desk, event: str, tmp_path: Path) -> None:
    (tmp_path / "real.jpg").write_bytes(jpeg())
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real.jpg")
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    (tmp_path / "empty.jpg").write_bytes(b"")
    with (tmp_path / "large.jpg").open("wb") as file:
        file.truncate(limits.PHOTO_BYTES + 1)
    before = care.total(care.digest(desk))
    for path in (*(tmp_path / f"{n}.jpg" for n in ("link", "folder", "pipe", "empty", "large")), Path("/dev/zero")):
        with pytest.raises(Refused) as caught:
            attachments.add(desk, event, path)
        assert all(caught.value.told())
    with pytest.raises(HubDeskError):
        attachments.add(desk, event, tmp_path / "missing.jpg")
    assert care.total(care.digest(desk)) == before and not blobs(desk)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_stick_that_is_pulled_out_while_a_photo_is_read_is_told(desk: Desk) -> None:
    with pytest.raises(HubDeskError, match="read"):
        attachments.look(Path("/proc/self/mem"))


def test_undo_says_that_what_was_erased_does_not_come_back_and_takes_no_other_step(desk: Desk, event: str, photo: Path):
    kept, gone = (attachments.add(desk, event, photo, sort=sort) for sort in ("receipt", "photo"))
    attachments.describe(desk, kept, caption="A bill")
    attachments.erase(desk, [gone])
    told = desk.undo()
    assert told is not None and "does not come back" in words("en")(told)
    assert desk.read.get(Attachment, kept).caption == "A bill" and desk.read.find(Attachment, gone) is None
    assert desk.redo() is None
    desk.undo()
    assert desk.read.get(Attachment, kept).caption == ""


@pytest.mark.parametrize("away", [False, True])
def test_erasing_leaves_no_pixel_in_any_file(desk: Desk, event: str, tmp_path: Path, away: bool) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(png((300, 200)))
    id = attachments.add(desk, event, path, caption="A secret caption")
    (tmp_path / "other.jpg").write_bytes(jpeg())
    other = attachments.add(desk, event, tmp_path / "other.jpg")
    pixels = attachments.data(desk, id)[-90:]
    care.backup(desk)
    assert holds(tmp_path / "desk", pixels)
    if away:
        attachments.remove(desk, [id])
    attachments.erase(desk, [id])
    assert not holds(tmp_path / "desk", pixels) and not holds(tmp_path / "desk", b"secret caption")
    assert attachments.data(desk, other)
    assert not care.doctor(desk).damage


def test_a_purge_takes_them_along_and_leaves_those_of_other_gatherings(
    desk: Desk, event: str, photo: Path, tmp_path: Path
) -> None:
    attachments.add(desk, event, photo)
    pixels = attachments.data(desk, attachments.of_event(desk, event)[0].record.id)[-90:]
    other = events.create(desk, "Morning", start=START)
    same = attachments.add(desk, other, photo)
    (tmp_path / "own.png").write_bytes(png())
    kept = attachments.data(desk, attachments.add(desk, event, tmp_path / "own.png"))[-90:]
    care.backup(desk)
    care.purge(desk, event)
    assert attachments.data(desk, same) and holds(tmp_path / "desk", pixels)
    assert not holds(tmp_path / "desk", kept)
    care.purge(desk, other)
    assert not holds(tmp_path / "desk", pixels) and not blobs(desk)


def test_the_doctor_sees_altered_pixels(desk: Desk, event: str, photo: Path) -> None:
    id = attachments.add(desk, event, photo)
    with desk.store.log.transaction():
        desk.store.connection.execute("update blob set data = x'00'")
    assert "1 photo or receipt was altered." in [one.one.format(n=1) for one in care.doctor(desk).damage]
    assert attachments.data(desk, id) == b"\0"
    with pytest.raises(Refused):
        attachments.thumbnail(desk, id, 100)


def blobs(desk: Desk) -> int:
    return desk.read.rows("select count(*) from blob")[0][0]


def holds(folder: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in folder.rglob("*") if path.is_file())
