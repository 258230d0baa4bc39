"""The words of the Makefile, and the one command that decides whether a change is taken in."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = ["help", "run", "demo", "test", "bench", "soak", "coverage", "mutants", "fonts", "i18n", "package"]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")


def make(*words: str, **more: str) -> str:
    command = ["make", "-C", str(ROOT), "--no-print-directory", *words, *(f"{k}={v}" for k, v in more.items())]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_make_alone_lists_every_word() -> None:
    listed = re.findall(r"^  ([a-z0-9]+) +\S", make(), re.MULTILINE)
    assert listed == WORDS
    assert make("help") == make()


@pytest.mark.parametrize("word", WORDS)
def test_every_word_can_be_planned(word: str) -> None:
    """A dry run: make reads the recipe, nothing is done."""
    assert make("-n", word)


@pytest.mark.parametrize(
    ("word", "purpose"),
    [
        ("run", "run"),
        ("package", "package"),
        *((word, "test") for word in ("test", "bench", "soak", "coverage", "mutants")),
    ],
)
def test_each_word_prepares_what_it_needs_first(word: str, purpose: str) -> None:
    assert make("-n", word).splitlines()[0] == f"python3 packaging/prepare.py {purpose}"


def test_another_python_can_be_named() -> None:
    assert make("-n", "run", PYTHON="python3.13").startswith("python3.13 packaging/prepare.py")


@pytest.fixture
def ci(tmp_path: Path) -> Path:
    """A checkout with the real command, whose Makefile a test writes."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    return tmp_path


def judged(ci: Path, *recipe: str) -> tuple[int, str]:
    (ci / "Makefile").write_text("test:\n" + "".join(f"\t@{line}\n" for line in recipe), "utf-8")
    place = os.environ | {"HUBDESK_NO_SYSTEM": "1"}
    done = subprocess.run([str(ci / ".ci" / "run")], cwd="/", env=place, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.rstrip().splitlines()[-1]


@pytest.mark.parametrize(
    "closing",
    [
        "12 passed in 0.50s",
        "1 passed, 1 skipped in 65.01s (0:01:05)",
        "1 failed, 3 passed, 2 warnings in 1.00s",
        "no tests ran in 0.01s",
        "3 passed, 2 deselected, 1 warning in 9.99s",
        "===== 2 errors in 1.00s =====",
    ],
)
def test_the_closing_line_of_pytest_is_the_last_word(ci: Path, closing: str) -> None:
    assert judged(ci, "echo '1 passed over in 3 days'", f"echo '{closing}'", "echo ready") == (0, closing)


@pytest.mark.parametrize("code", [1, 2, 5])
def test_a_failure_stays_a_failure(ci: Path, code: int) -> None:
    status, last = judged(ci, "echo '1 failed in 0.10s'", f"exit {code}")
    assert (status, last) == (2, "1 failed in 0.10s"), "make answers 2 for every failed recipe"


def test_tests_that_never_ran_are_told(ci: Path) -> None:
    status, last = judged(ci, "echo nothing", "false")
    assert status != 0 and last == "pytest did not come to its closing line"


def test_the_command_may_be_run() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")], check=True)
