"""Whoever opens a workspace at the same moment as others: exactly one of them writes, and the others are told."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hubdesk.model.records import Note
from hubdesk.store.store import Store

RACES, RUNNERS = 30, 4
#: Waits for a file's name, tries to open it and to write a line, says how it went, and closes when it is told to.
RUNNER = """
import sys
from pathlib import Path
from hubdesk.errors import HubDeskError
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.facts import Book
from hubdesk.store.store import Store
book = Book("11" * 16, "event", "11" * 16)
print("ready", flush=True)
for name in sys.stdin:
    store = None
    try:
        store = Store(Path(name.strip()), "ab" * 32)
        id = store.new_id()
        store.commit([Put(book, "note", id, {"event": book.id, "text": "mine"})], say("Add a note"), id)
        print(id, flush=True)
    except HubDeskError as error:
        print(error.code, flush=True)
    sys.stdin.readline()
    if store is not None:
        store.close()
    print("closed", flush=True)
"""


def races(folder: Path, number: int) -> None:
    """Let four programs open a workspace at once, `number` times: half of the times it is not there yet."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    given = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
    runners = [subprocess.Popen([sys.executable, "-c", RUNNER], **given) for _ in range(RUNNERS)]

    def all_say(line: str) -> list[str]:
        for each in runners:
            each.stdin.write(f"{line}\n")
            each.stdin.flush()
        return [each.stdout.readline().strip() for each in runners]

    written: dict[Path, list[str]] = {}
    try:
        assert [each.stdout.readline() for each in runners] == ["ready\n"] * RUNNERS
        for race in range(number):
            path = folder / f"{race // 2}.hubdesk"
            said = all_say(str(path))
            winners = [each for each in said if each != "open-elsewhere"]
            assert len(winners) == 1 and len(winners[0]) == 32, said
            written.setdefault(path, []).append(winners[0])
            assert all_say("close") == ["closed"] * RUNNERS
    finally:
        for each in runners:
            each.communicate()
    for path, ids in written.items():
        store = Store(path, "ab" * 32)
        assert {note.id for note in store.views.all(Note)} == set(ids)
        store.close()


def test_of_four_that_open_at_once_exactly_one_writes(tmp_path) -> None:
    races(tmp_path, RACES)


@pytest.mark.soak
def test_of_four_that_open_at_once_exactly_one_writes_for_long(tmp_path) -> None:
    races(tmp_path, 200)
