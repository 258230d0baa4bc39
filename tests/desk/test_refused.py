"""Refused files leave a copy with the reason, within bounds; nothing of their name reaches another place."""

import os
from datetime import timedelta

import pytest

from hubdesk.desk import care, events, exchange, merging, people, refused
from hubdesk.errors import HubDeskError, Refused
from hubdesk.model import limits
from tests.desk.conftest import START


def copies(desk):
    return sorted(path.name for path in refused.folder(desk).glob("*") if path.suffix == ".refused")


def refuse(desk, file):
    with pytest.raises(HubDeskError) as refusal:
        merging.inspect(desk, file)
    return refusal.value


@pytest.fixture
def bad(tmp_path):
    file = tmp_path / "stick" / "team file.hubbundle"
    file.parent.mkdir()
    file.write_bytes(b"PK\3\4 no bundle")
    return file


def test_a_copy_and_the_reason_stay_however_often_it_is_tried(desk, bad):
    told = refuse(desk, bad)
    with pytest.raises(Refused):
        merging.absorb(desk, [bad], dry_run=True)
    (name,) = copies(desk)
    assert told.kept == refused.folder(desk) / name and told.kept.read_bytes() == bad.read_bytes()
    assert name.startswith(f"{START.date()}-") and name.endswith("-team_file.hubbundle.refused")
    reason = told.kept.with_name(name.removesuffix(".refused") + ".txt").read_text("utf-8")
    assert reason.splitlines()[:3] == list(told.told("en")) and told.code in reason
    assert len(list(refused.folder(desk).iterdir())) == 2


@pytest.mark.parametrize(
    "name",
    ["..", "…/..", ".bashrc", "CON", "-rf", "a\u202egnp.exe", "x" * 200, "\n", "نص.hubbundle", "%2e%2e", "\udcff"],
)
def test_no_name_leads_out_of_the_folder(desk, tmp_path, name):
    file = tmp_path / "stick" / (name.replace("/", "") + "!")
    file.parent.mkdir()
    try:
        file.write_bytes(b"hostile")
    except OSError:
        pytest.skip("this disk has no such name")
    kept = refuse(desk, file).kept
    assert kept.parent == refused.folder(desk) and kept.read_bytes() == b"hostile"
    assert kept.name.isprintable() and len(kept.name.encode()) < 255 and kept.suffix == ".refused"


def test_links_pipes_and_folders_are_not_copied(desk, bad, tmp_path):
    (tmp_path / "link").symlink_to(bad)
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "stick"):
        assert refuse(desk, tmp_path / name).kept is None
    assert copies(desk) == []


def test_a_package_that_waits_for_its_words_is_not_refused(desk, tmp_path):
    event = events.create(desk, "Evening", start=START)
    kit = exchange.write_kit(desk, event, tmp_path / "kit.hubbundle")
    with pytest.raises(Refused):
        merging.open_kit(desk, kit.path, "five words that are wrong")
    assert copies(desk) == []


def test_the_oldest_copies_give_way(desk, clock, bad):
    for number in range(limits.REFUSED_FILES + 2):
        bad.write_bytes(b"%d" % number)
        assert refuse(desk, bad).gone == (number >= limits.REFUSED_FILES)
        clock.pass_(hours=24)
    found = copies(desk)
    assert len(found) == limits.REFUSED_FILES and found[0].startswith(f"{START.date() + timedelta(days=2)}")
    os.truncate(refused.folder(desk) / found[-1], limits.REFUSED_BYTES)
    bad.write_bytes(b"one more")
    last = refuse(desk, bad)
    assert copies(desk) == [last.kept.name] and last.gone == limits.REFUSED_FILES


def test_what_is_larger_than_all_copies_together_is_not_copied(desk, bad):
    os.truncate(bad, limits.REFUSED_BYTES + 1)
    assert refuse(desk, bad).kept is None and copies(desk) == []


@pytest.mark.parametrize("end", ["30 days", "purge", "forget"])
def test_copies_end(desk, clock, bad, end):
    event = events.create(desk, "Evening", start=START)
    refuse(desk, bad)
    if end == "30 days":
        clock.pass_(days=30)
        care.backup(desk)
        assert copies(desk)
        clock.at += timedelta(days=1)
        care.backup(desk)
    elif end == "purge":
        care.purge(desk, event)
    else:
        people.forget(desk, people.add(desk, event, "Zyxmira"))
    assert list(refused.folder(desk).iterdir()) == []
