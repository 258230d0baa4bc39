"""The outbox keeps where a file should go, copies it whole, and believes a person who says that it went."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.desk import events, outbox
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.i18n import words
from hubdesk.model.records import Outgoing

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "out" / "evening.hubbundle"
    made.parent.mkdir()
    made.write_bytes(os.urandom(3_000_000))
    return made


def test_a_file_waits_until_somebody_says_it_went(desk: Desk, event: str, file: Path) -> None:
    made = outbox.plan(desk, event, "Team file", file, target="the stick of the hub", at=NINE)
    waiting = outbox.waiting(desk, event)
    assert [(each.id, each.what, each.path, each.target, each.made) for each in waiting] == [
        (made, "Team file", str(file), "the stick of the hub", "2027-05-08T09:00:00+00:00")
    ]
    outbox.sent(desk, made, by="Aïcha", at=NINE)
    assert outbox.waiting(desk, event) == []
    assert (desk.read.get(Outgoing, made).by, desk.read.get(Outgoing, made).sent[:10]) == ("Aïcha", "2027-05-08")
    desk.undo()
    assert len(outbox.waiting(desk)) == 1


def test_it_stays_on_this_laptop(desk: Desk, event: str, file: Path) -> None:
    made = outbox.plan(desk, event, "Team file", file)
    assert desk.read.get(Outgoing, made).book == desk.store.private.id


def test_the_same_file_for_the_same_place_waits_once_and_again_when_it_was_sent(
    desk: Desk, event: str, file: Path
) -> None:
    made = outbox.plan(desk, event, "Team file", file, target="hub")
    outbox.sent(desk, made, by="Aïcha")
    assert outbox.plan(desk, event, "Team file", file, target="hub") == made
    assert outbox.plan(desk, event, "Team file", file, target="other hub") != made
    assert len(outbox.waiting(desk, event)) == 2


def test_removing_leaves_the_file(desk: Desk, event: str, file: Path) -> None:
    made = outbox.plan(desk, event, "Team file", file)
    outbox.remove(desk, made)
    assert outbox.waiting(desk) == [] and file.exists()
    told = desk.undo()
    assert told is not None and words("en")(told, isolated=False).startswith("Do not send")


def test_a_copy_is_whole_and_leaves_nothing_else(desk: Desk, event: str, file: Path, tmp_path: Path) -> None:
    made = outbox.plan(desk, event, "Team file", file)
    stick = tmp_path / "stick" / "hubdesk"
    copy = outbox.copy_to_folder(desk, made, stick)
    assert copy == stick / file.name
    assert copy.read_bytes() == file.read_bytes()
    assert outbox.copy_to_folder(desk, made, stick) == copy
    assert [each.name for each in stick.iterdir()] == [file.name]


def test_another_file_of_that_name_stays(desk: Desk, event: str, file: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / file.name).write_bytes(b"older")
    made = outbox.plan(desk, event, "Team file", file)
    assert outbox.copy_to_folder(desk, made, stick).name == "evening (2).hubbundle"
    assert (stick / file.name).read_bytes() == b"older"


def told(error: pytest.ExceptionInfo[HubDeskError]) -> str:
    return " ".join(error.value.told())


def test_a_missing_file_and_a_folder_that_is_a_file_are_told(
    desk: Desk, event: str, file: Path, tmp_path: Path
) -> None:
    made = outbox.plan(desk, event, "Team file", file)
    (tmp_path / "stick").write_bytes(b"")
    with pytest.raises(HubDeskError) as blocked:
        outbox.copy_to_folder(desk, made, tmp_path / "stick")
    assert blocked.value.code == "copy-failed" and "another folder" in told(blocked)
    file.unlink()
    with pytest.raises(HubDeskError) as missing:
        outbox.copy_to_folder(desk, made, tmp_path / "other")
    assert missing.value.code == "copy-missing" and missing.value.exit_code == 1


def test_a_full_stick_keeps_nothing_half_written(
    desk: Desk, event: str, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = outbox.plan(desk, event, "Team file", file)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(HubDeskError) as error:
        outbox.copy_to_folder(desk, made, tmp_path / "stick")
    assert error.value.code == "copy-full"
    assert list((tmp_path / "stick").iterdir()) == []
