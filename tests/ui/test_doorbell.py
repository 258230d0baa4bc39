"""A second start of the window leads to the first one: real programs, letters of strangers, doors of the dead."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hubdesk.ui import doorbell
from hubdesk.ui.doorbell import Doorbell

ROOT = Path(__file__).resolve().parents[2]
#: The program itself; the window also says what it is asked to do, and what it shows after that.
FIRST = """
import sys
from hubdesk.cli.main import run
from hubdesk.ui import window
class Told(window.Window):
    def serve(self, desk):
        super().serve(desk)
        self.showMinimized()
        print("open", flush=True)
    def come_forward(self, files):
        super().come_forward(files)
        print("forward", not self.isMinimized(), self.key, *files, flush=True)
from hubdesk.ui import app
app.Window = Told
sys.exit(run(sys.argv[1:]))
"""


class Programs:
    """HubDesk as processes, each with its window."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "run").mkdir(mode=0o700)
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": str(folder / "run"),
        }
        self.running: list[subprocess.Popen[str]] = []

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start the program; returns when its workspace is open."""
        given = [sys.executable, "-c", FIRST, "--data-dir", str(self.folder / "data"), *words]
        made = subprocess.Popen(given, env=self.environment, stdout=subprocess.PIPE, text=True)
        self.running.append(made)
        assert made.stdout is not None
        assert made.stdout.readline() == "open\n"
        return made

    def again(self, *words: str) -> int:
        """Start the program once more; returns its exit code."""
        given = [sys.executable, "-m", "hubdesk", "--data-dir", str(self.folder / "data"), *words]
        return subprocess.run(given, env=self.environment, cwd=self.folder, timeout=30).returncode


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Programs]:
    made = Programs(tmp_path)
    yield made
    for each in made.running:
        each.kill()
        each.wait()
        each.stdout.close()


def test_a_second_start_raises_the_first_window_and_hands_it_the_files(programs, tmp_path) -> None:
    first = programs.start()
    assert programs.again() == 0
    assert first.stdout.readline().split()[:2] == ["forward", "True"]
    (tmp_path / "evening.hubbundle").write_bytes(b"no bundle")
    assert programs.again("open", "evening.hubbundle") == 0
    assert first.stdout.readline() == f"forward True opening {tmp_path / 'evening.hubbundle'}\n"


def test_another_workspace_opens_another_window_and_a_killed_one_holds_no_door(programs, tmp_path) -> None:
    first = programs.start()
    other = programs.start("--workspace", str(tmp_path / "other.hubdesk"))
    first.kill()
    first.wait()
    third = programs.start()
    assert programs.again() == 0
    assert third.stdout.readline().split()[0] == "forward"
    assert other.poll() is None


@pytest.fixture
def bell(tmp_path: Path, qapp) -> Iterator[Doorbell]:
    made = Doorbell(tmp_path / "a.hubdesk", tmp_path)
    assert made.first
    yield made
    made.close()


def test_who_is_not_answered_takes_the_letter_back(bell, tmp_path) -> None:
    second = Doorbell(tmp_path / "a.hubdesk", tmp_path)
    assert not second.first
    assert not second.ring([Path("x.hubbundle")], patience=0.1)
    assert list(tmp_path.rglob("*.letter")) == []


def test_the_same_file_by_another_name_is_the_same_workspace(bell, tmp_path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    assert not Doorbell(tmp_path / "link" / "a.hubdesk", tmp_path).first
    assert Doorbell(tmp_path / "b.hubdesk", tmp_path).first


HOSTILE = {
    "no JSON": b"rm -rf",
    "deep": b"[" * 60_000,
    "an object": b'{"files": []}',
    "a number": b"[1]",
    "not from the root": b'["evening.hubbundle"]',
    "two lines": json.dumps(["/a\n/b"]).encode(),
    "long": json.dumps(["/" + "a" * doorbell.MOST_BYTES]).encode(),
    "many": json.dumps(["/a"] * (doorbell.MOST_FILES + 1)).encode(),
}


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_a_letter_that_says_anything_else_is_thrown_away(bell, tmp_path, said) -> None:
    box = next((tmp_path / "hubdesk").iterdir())
    heard: list[list[str]] = []
    bell.rang.connect(heard.append)
    (box / "1-x.letter").write_bytes(said)
    (box / "2-x.letter").write_bytes(b'["/evening.hubbundle"]')
    bell.listen()
    assert heard == [["/evening.hubbundle"]]
    assert list(box.glob("*.letter")) == []


def test_letters_of_long_ago_and_links_are_not_followed(bell, tmp_path) -> None:
    box = next((tmp_path / "hubdesk").iterdir())
    heard: list[list[str]] = []
    bell.rang.connect(heard.append)
    (tmp_path / "target").write_bytes(b'["/a"]')
    (box / "1-x.letter").symlink_to(tmp_path / "target")
    (box / "2-x.letter").write_bytes(b'["/b"]')
    os.utime(box / "2-x.letter", (1_000_000, 1_000_000))
    bell.listen()
    assert heard == []
    assert list(box.glob("*.letter")) == [] and (tmp_path / "target").exists()


@pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")
def test_where_others_may_write_there_is_no_bell(tmp_path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    made = [Doorbell(tmp_path / "a.hubdesk", folder) for _ in range(2)]
    assert [each.first for each in made] == [True, True]
    assert list((folder / "hubdesk").rglob("window")) == []
    private = Doorbell(tmp_path / "a.hubdesk", tmp_path)
    assert {each.stat().st_mode & 0o777 for each in (tmp_path / "hubdesk", *(tmp_path / "hubdesk").iterdir())} == {
        0o700
    }
    private.close()
