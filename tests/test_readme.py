"""The first page is true: its pictures are young, its links lead somewhere, its commands run, it does not boast."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCS = ROOT / "docs"
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md")


def load(name: str):
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", ROOT / "packaging" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pictures = load("pictures")


# ---- the pictures


@pytest.fixture(scope="module")
def now():
    return pictures.inputs()


@pytest.mark.parametrize("place", pictures.SHOWN)
def test_the_pictures_are_younger_than_what_they_show(place, now):
    assert pictures.kept()[place] == now[place], f"{place} has changed since: run `make demo`"


def test_the_pictures_are_those_that_were_made():
    assert {name: pictures.kept()[name] for name in pictures.outputs()} == pictures.outputs()


def test_they_are_few_and_small():
    there = {file.name for file in DOCS.iterdir()}
    assert there == {*pictures.WINDOWS, pictures.PAGES, pictures.REPORT, pictures.MADE_FROM}
    assert len([name for name in there if name.endswith(".png")]) <= 3
    assert sum(file.stat().st_size for file in DOCS.iterdir()) <= 400_000


def test_nothing_else_that_is_no_text_is_kept():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.split(b"\0")
    files = [ROOT / name.decode() for name in listed if name and (ROOT / name.decode()).is_file()]
    assert {str(f.relative_to(ROOT)) for f in files if f.parent != DOCS and b"\0" in f.read_bytes()[:8000]} == set()


def test_a_change_of_what_is_shown_is_seen_and_a_comment_is_not(tmp_path):
    def told() -> str:
        return pictures.inputs(tmp_path)["hubdesk/ui"]

    code = tmp_path / "hubdesk" / "ui" / "page.py"
    code.parent.mkdir(parents=True)
    code.write_text('"""A page."""\n\nWIDTH = 4\n', "utf-8")
    before = told()
    code.write_text('"""A page of the window."""\n# wide\nWIDTH = 4\n', "utf-8")
    assert told() == before
    code.write_text('"""A page."""\n\nWIDTH = 5\n', "utf-8")
    assert told() != before


def test_few_colours_keep_the_rare_ones():
    from collections import Counter

    greys = {0xFF000000 | 0x010101 * step: 1000 for step in range(256)}
    reds = {0xFFC00000 + step: 3 for step in range(40)}
    found = pictures.palette(Counter(greys | reds))
    assert len(found) <= 256
    assert any(colour >> 16 & 255 > 180 and colour >> 8 & 255 < 40 for colour in found), "a little red is still red"


def test_a_picture_with_few_colours_stays_as_it_is():
    from collections import Counter

    assert set(pictures.palette(Counter({0xFF102030: 5, 0xFFFFFFFF: 1}))) == {0xFF102030, 0xFFFFFFFF}


# ---- the words


def test_the_first_screen():
    first = "\n".join(README.splitlines()[:32])
    assert "](docs/window.png)" in first and "](docs/report.pdf)" in first
    assert re.search(r"^make run\b", first, re.MULTILINE) and re.search(r"^make test\b", first, re.MULTILINE)
    assert "| works | not yet |" in first
    one = README.split("\n\n")[1]
    assert one.count(".") == 1, "one sentence"


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page):
    for link in re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text("utf-8")):
        assert link.startswith(("https://", "mailto:")) or (ROOT / link).exists(), link


@pytest.mark.parametrize("page", PAGES)
def test_no_superlative_without_a_linked_measurement(page):
    boast = re.compile(
        r"\b(?:fast(?:er|est)|quickest|best|safest|easiest|lightest|most (?:complete|secure|powerful|advanced)|blazing"
        r"|state[- ]of[- ]the[- ]art|world[- ]class|unmatched|unique|perfect|revolutionary|first ever)\b",
        re.IGNORECASE,
    )
    found = [line for line in (ROOT / page).read_text("utf-8").splitlines() if boast.search(line)]
    assert [line for line in found if "](" not in line] == []


@pytest.mark.parametrize("page", PAGES)
def test_words_of_make_are_there(page):
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = re.findall(r"(?:`|^)make ([a-z][a-z0-9-]*)", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert set(named) <= targets


def test_the_tour_on_the_command_line_runs(tmp_path):
    """Every line as it stands, in a home of its own."""
    (script,) = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    program = tmp_path / "bin" / "hubdesk"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hubdesk "$@"\n', "utf-8")
    program.chmod(0o755)
    places = {
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PATH": f"{program.parent}:/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["sh", "-eu", "-c", script],
        cwd=tmp_path,
        env=places,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "evening.pdf").read_bytes().startswith(b"%PDF") and (tmp_path / "team.hubbundle").exists()
    assert '"number": "3.2"' in done.stdout.decode()
    assert (tmp_path / ".local" / "share" / "hubdesk" / "workspace.hubdesk").exists(), "where the page says it lies"
