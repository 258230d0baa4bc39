"""A laptop that dies at any moment keeps every line that it had acknowledged."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from hubdesk.model.records import Note
from hubdesk.store.store import Store

ROUNDS = 12
WRITER = """
import sys
from pathlib import Path
from hubdesk.i18n import say
from hubdesk.model.change import Put
from hubdesk.model.facts import Book
from hubdesk.store.store import Store
store = Store(Path(sys.argv[1]), "ab" * 32)
book = Book("11" * 16, "event", "11" * 16)
for n in range(100_000):
    id = store.new_id()
    store.commit([Put(book, "note", id, {"event": book.id, "text": f"line {n}"})], say("Add a note"), id)
    print(id, flush=True)
"""


def test_acknowledged_lines_survive_a_kill(tmp_path):
    kills(tmp_path, ROUNDS)


def kills(tmp_path: Path, rounds: int) -> None:
    """Kill a writer again and again at random moments; all that it had told must be there in the end."""
    path, dice = tmp_path / "a.hubdesk", random.Random(7)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    acknowledged: set[str] = set()
    for _ in range(rounds):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, env=environment, text=True
        )
        assert writer.stdout is not None
        acknowledged.add(writer.stdout.readline().strip())
        time.sleep(dice.random() * 0.05)
        writer.send_signal(signal.SIGKILL)
        acknowledged.update(line.strip() for line in writer.stdout if line.endswith("\n"))
        writer.wait()
    store = Store(path, "ab" * 32)
    kept = {note.id for note in store.views.all(Note)}
    assert acknowledged <= kept
    assert store.check(rebuild=True).damage == ()
    sequences = store.connection.execute("select n, (select count(*) from fact where replica = no) from replica")
    assert all(n == lines for n, lines in sequences.fetchall())
    store.close()
