"""Disks that are full, gone, read-only or in use: nothing acknowledged is lost, and one clear sentence says so."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hubdesk.desk import care, notes
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.store import sqlite
from hubdesk.store.reserve import SIZE
from tests.crash import evening

Disk = Callable[[int], Path]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Mounts a small disk of so many KiB and returns its folder."""
    made: list[Path] = []

    def mount(kib: int) -> Path:
        folder = tmp_path / f"disk{len(made)}"
        folder.mkdir()
        call = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(folder)]
        if os.name != "posix" or os.geteuid() != 0 or subprocess.run(call, capture_output=True).returncode:
            pytest.skip("no disk may be mounted here")
        made.append(folder)
        return folder

    yield mount
    for folder in made:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    evening.prepare(tmp_path / "prepared")
    shutil.rmtree(tmp_path / "prepared" / "home" / "backups")
    return tmp_path / "prepared" / "home"


def fill(folder: Path, *, but: int = 0) -> Path:
    """Fill a disk with a file, but for so many bytes."""
    filler = folder / "filler"
    with filler.open("ab") as file:
        os.posix_fallocate(file.fileno(), file.tell(), max(1, shutil.disk_usage(folder).free - but))
    return filler


def type_until_full(desk: Desk) -> tuple[list[str], HubDeskError]:
    """Type lines until one is not saved; return those that were, and what was told without a long wait."""
    saved: list[str] = []
    event = evening.event(desk)
    while True:
        text, began = f"typed {time.monotonic_ns()}", time.monotonic()
        try:
            notes.add(desk, event, text)
        except HubDeskError as error:
            assert time.monotonic() - began < 10
            return saved, error
        saved.append(text)


def test_a_full_disk_costs_the_step_and_no_more_and_needs_no_new_start(disk: Disk, prepared: Path) -> None:
    folder = disk(2048)
    home = Path(shutil.copytree(prepared, folder / "home"))
    desk = evening.opened(home)
    assert not desk.store.reserve.path.exists(), "there is no room for a reserve"
    filler = fill(folder, but=64 << 10)
    saved, error = type_until_full(desk)
    assert error.code == "disk-full" and error.exit_code == 1 and all(error.told())
    again, _ = type_until_full(desk)
    assert set(saved + again) <= evening.texts(desk)
    filler.unlink()
    notes.add(desk, evening.event(desk), "there is room again")
    evening.check(desk)
    desk.close()
    desk = evening.opened(home)
    evening.check(desk)
    assert {*saved, *again, "there is room again"} <= evening.texts(desk)
    desk.close()


def test_the_last_steps_find_room_in_the_reserve_and_the_person_is_told(disk: Disk, prepared: Path) -> None:
    folder = disk(6 * SIZE >> 10)
    home = Path(shutil.copytree(prepared, folder / "home"))
    desk = evening.opened(home)
    reserve = desk.store.reserve
    assert reserve.path.stat().st_blocks * 512 >= SIZE and care.room(desk) is None
    filler = fill(folder)
    event = evening.event(desk)
    last = [f"one of the last {n}" for n in range(20)]
    for text in last:
        notes.add(desk, event, text)
    told = care.room(desk)
    assert told and told.code == "room" and not reserve.path.exists()
    assert set(last) <= evening.texts(desk)
    filler.unlink()
    notes.add(desk, event, "there is room again")
    assert care.room(desk) is None and reserve.path.stat().st_blocks * 512 >= SIZE
    evening.check(desk)
    desk.close()
    assert evening.unfinished(home) == []


def test_the_command_line_tells_that_the_last_steps_are_saved_in_the_reserve(disk: Disk, prepared: Path) -> None:
    folder = disk(6 * SIZE >> 10)
    home = Path(shutil.copytree(prepared, folder / "home"))
    call = [sys.executable, "-m", "hubdesk", "--data-dir", str(home), "note", "import", "-", "--stream", "--event"]
    call += [evening.EVENING]
    typed = subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert typed.stdin and typed.stdout
    for text in ("there is room", "there is none"):
        typed.stdin.write(f"{text}\n")
        typed.stdin.flush()
        assert text in typed.stdout.readline()
        if text == "there is room":
            fill(folder)
    _, told = typed.communicate()
    assert typed.returncode == 0 and "in room that it kept for them" in told, told


def test_a_full_disk_can_be_closed_and_opened(disk: Disk, prepared: Path) -> None:
    folder = disk(2048)
    home = Path(shutil.copytree(prepared, folder / "home"))
    desk = evening.opened(home)
    filler = fill(folder, but=128 << 10)
    saved, _ = type_until_full(desk)
    with suppress(OSError):  # the last line may have taken all there was
        fill(folder)
    desk.close()
    try:
        evening.opened(home).close()
    except HubDeskError as error:
        assert error.code == "disk-full", error.code
    filler.unlink()
    desk = evening.opened(home)
    evening.check(desk)
    assert set(saved) <= evening.texts(desk)
    desk.close()


def test_a_stick_that_is_pulled_out_is_told_and_keeps_what_was_saved(disk: Disk, prepared: Path) -> None:
    folder = disk(4096)
    home = Path(shutil.copytree(prepared, folder / "home"))
    desk = evening.opened(home)
    event = evening.event(desk)
    notes.add(desk, event, "said before")
    subprocess.run(["umount", "-l", str(folder)], check=True)
    assert not_saved(desk, event) == "io"
    desk.close()


def test_a_folder_that_is_moved_away_is_told_and_keeps_what_was_saved(tmp_path: Path, prepared: Path) -> None:
    desk = evening.opened(prepared)
    event = evening.event(desk)
    notes.add(desk, event, "said before")
    elsewhere = prepared.rename(tmp_path / "elsewhere")
    assert not_saved(desk, event) == "io"
    desk.close()
    assert not prepared.exists()
    desk = evening.opened(elsewhere)
    evening.check(desk)
    assert "said before" in evening.texts(desk) and "said too late" not in evening.texts(desk)
    desk.close()


def not_saved(desk: Desk, event: str) -> str:
    """Try to save and return the code of what is told."""
    with pytest.raises(HubDeskError) as told:
        notes.add(desk, event, "said too late")
    assert told.value.exit_code == 1 and all(told.value.told())
    return told.value.code


def test_a_workspace_locked_by_another_program_is_told(prepared: Path) -> None:
    desk = evening.opened(prepared)
    desk.store.connection.execute("pragma busy_timeout = 50")
    event = evening.event(desk)
    other = sqlite.writer(desk.path)
    other.execute("begin immediate")
    with pytest.raises(HubDeskError) as told:
        notes.add(desk, event, "said too late")
    assert told.value.code == "locked" and told.value.exit_code == 1
    other.execute("rollback")
    other.close()
    notes.add(desk, event, "said in time")
    evening.check(desk)
    desk.close()


def test_a_disk_that_is_read_only_is_told_by_the_command_line(disk: Disk, prepared: Path) -> None:
    folder = disk(4096)
    home = Path(shutil.copytree(prepared, folder / "home"))
    before = (home / "workspace.hubdesk").read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    call = [sys.executable, "-m", "hubdesk", "--data-dir", str(home), "note", "add", "said too late"]
    call += ["--event", evening.EVENING]
    done = subprocess.run(call, capture_output=True, text=True)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 3, done.stderr
    assert (home / "workspace.hubdesk").read_bytes() == before
