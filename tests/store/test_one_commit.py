"""How little one act asks of the disk: one transaction, a fixed number of statements and pages, whatever is there."""

import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.desk import attendance, attendance_sheet, events, notes, people
from hubdesk.desk.desk import Desk
from hubdesk.model.records import Note
from tests.store.test_steps import open_desk

PAGE, HEADER, FRAME = 4096, 32, 24
AT = datetime(2026, 10, 1, 18, tzinfo=UTC)
WRITER = """
import os, sys
from pathlib import Path
from tests.store import test_one_commit
test_one_commit.write(Path(sys.argv[1]), int(sys.argv[2]))
"""


class Counted:
    """Counts what a desk asks of its workspace while it is open: statements that write, and pages in the WAL."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.statements, self.questions = desk, [], []

    def __enter__(self) -> "Counted":
        self._before = self._frames()
        self.desk.store.connection.set_trace_callback(self._heard)
        self.desk.read.watch = self.questions.append
        return self

    def __exit__(self, *_) -> None:
        self.desk.store.connection.set_trace_callback(None)
        self.desk.read.watch = None
        self.pages = self._frames() - self._before

    def _heard(self, statement: str) -> None:
        if not statement.startswith("--"):
            self.statements.append(statement.lower())

    def count(self, verb: str) -> int:
        return sum(statement.startswith(verb) for statement in self.statements)

    def _frames(self) -> int:
        size = self.desk.path.with_name(self.desk.path.name + "-wal").stat().st_size
        return (size - HEADER) // (FRAME + PAGE)


def gathering(desk: Desk) -> tuple[str, notes.Index]:
    event = events.create(desk, "Evening")
    index = notes.index(desk, event)
    notes.add(desk, event, "the first line opens the replica", at=AT, sections=index)
    return event, index


def write(folder: Path, lines: int) -> None:
    """Write lines and end without closing: what is counted from outside is then what the lines asked for."""
    desk = open_desk(folder)
    event, index = gathering(desk)
    for n in range(lines):
        notes.add(desk, event, f"line {n} about stable funding #funding", at=AT, sections=index)
    os._exit(0)


def synced(folder: Path, lines: int) -> int:
    folder.mkdir()
    calls = folder / "calls"
    watch = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(calls)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([*watch, sys.executable, "-c", WRITER, folder, str(lines)], env=environment, check=False)
    if done.returncode:
        pytest.skip("no program may be watched here")
    return calls.read_text().count("sync(")


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
def test_a_typed_line_is_made_durable_by_one_call(tmp_path):
    assert synced(tmp_path / "more", 50) - synced(tmp_path / "few", 10) == 40


def test_a_typed_line_is_one_transaction_of_few_statements_and_pages(tmp_path):
    desk = open_desk(tmp_path)
    event, index = gathering(desk)
    for n in range(90):  # before a checkpoint lets the WAL be written over, which would hide its pages
        with Counted(desk) as seen:
            notes.add(desk, event, f"line {n} about stable funding #funding", at=AT, sections=index)
        assert seen.count("commit") == seen.count("begin") == 1
        assert len(seen.questions) <= 1
        indexes = desk.store.connection.execute("select max(no) % 64 from note").fetchone()[0] == 0
        if not indexes:
            assert len(seen.statements) <= 7, seen.statements
            assert seen.pages <= 16, seen.pages
    desk.close()


def test_a_check_in_and_a_whole_sheet_are_one_transaction_each(tmp_path):
    desk = open_desk(tmp_path)
    event = events.create(desk, "Evening")
    guests = [people.add(desk, event, f"Guest {n}", sheet=n) for n in range(1, 41)]
    for guest in guests[:20]:
        with Counted(desk) as seen:
            attendance.check_in(desk, guest, event, at=AT)
        assert seen.count("commit") == seen.count("begin") == 1
        assert len(seen.questions) <= 4 and seen.pages <= 16, (seen.questions, seen.pages)
    with Counted(desk) as seen:
        attendance_sheet.copy(desk, event, "21-40", at=AT)
    assert seen.count("commit") == seen.count("begin") == 1
    desk.close()


def test_a_tag_is_one_transaction_and_leaves_the_index_alone(tmp_path):
    desk = open_desk(tmp_path)
    event, index = gathering(desk)
    for n in range(70):
        note = notes.add(desk, event, f"line {n}", at=AT, sections=index)
    for id in (note, desk.read.all(Note)[0].id):
        with Counted(desk) as seen:
            notes.tag(desk, [id], "s1", sections=index)
        assert seen.count("commit") == seen.count("begin") == 1
        assert not any("_words" in statement for statement in seen.statements)
        assert len(seen.statements) <= 11, seen.statements
    desk.close()


def test_work_runs_where_it_was_asked_for_unless_something_is_before_it(tmp_path):
    desk = open_desk(tmp_path)
    assert desk.run(threading.get_ident) == threading.get_ident()
    gate, done = threading.Event(), []
    first = desk.submit(lambda: (gate.wait(5), done.append("first")))
    second = desk.submit(lambda: done.append("second"))
    other = threading.Thread(target=lambda: desk.run(lambda: done.append("third")))
    other.start()
    gate.set()
    other.join()
    assert first.done() and second.done()
    assert done == ["first", "second", "third"]
    desk.close()
