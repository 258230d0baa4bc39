"""After a run that did not close the workspace the next one says so, once, with numbers that are true."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hubdesk.desk import care, drafts, ends, events, notes
from hubdesk.desk.drafts import Drafts, HalfTyped
from hubdesk.errors import Refused
from hubdesk.i18n import words
from hubdesk.store.lock import Lock

NOW = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)
#: A run with a backup, then `steps` more notes, then its end without a close.
KILLED = """
import os, sys
from pathlib import Path
from hubdesk.desk import care, events, notes
from hubdesk.desk.starting import start
from hubdesk.paths import folders
desk = start(folders(Path(sys.argv[1])))
event = events.create(desk, "Evening")
notes.add(desk, event, "before the backup")
if sys.argv[2] == "backup":
    care.backup(desk)
for n in range(int(sys.argv[3])):
    notes.add(desk, event, f"line {n}")
(Path(sys.argv[1]) / "half-typed").mkdir()
(Path(sys.argv[1]) / "half-typed" / f"{event}.json").write_text(
    '{"text": "the line", "parent": "", "visibility": "public"}'
)
os.kill(os.getpid(), 9)
"""


def started(folder: Path):
    from hubdesk.desk.starting import start
    from hubdesk.paths import folders

    return start(folders(folder))


def kill(folder: Path, backup: str, steps: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", KILLED, folder, backup, str(steps)], env=environment)
    assert done.returncode == -9


@pytest.mark.parametrize(("backup", "steps"), [("backup", 3), ("backup", 0), ("none", 2)])
def test_a_killed_run_is_told_with_what_it_left(tmp_path, backup: str, steps: int) -> None:
    began = datetime.now(UTC)
    kill(tmp_path, backup, steps)
    desk = started(tmp_path)
    end = ends.unclosed(desk)
    assert end is not None
    assert began - timedelta(seconds=1) < end.at < datetime.now(UTC)
    assert (end.backup is not None) == (backup == "backup")
    assert end.steps == steps + (0 if end.backup else 2)
    assert end.half_typed == 1
    ends.told(desk)
    assert ends.unclosed(desk) is None
    desk.close()
    desk = started(tmp_path)
    assert ends.unclosed(desk) is None
    desk.close()


def test_who_was_not_told_is_told_after_the_next_run(laptop) -> None:
    desk = laptop("a")
    desk.close()
    lock = desk.path.with_name(desk.path.name + ".lock")
    assert lock.read_bytes() == b""
    lock.write_text(f"open {NOW.isoformat()}")
    first = laptop("a")
    end = ends.unclosed(first)
    first.close()
    second = laptop("a")
    assert end is not None and ends.unclosed(second) == end


@pytest.mark.parametrize("said", [b"open", b"open x", b"open 2027-05-08", b"\xff" * 100, b"ended 2027-05-08T09:00"])
def test_a_lock_that_says_nothing_sensible_is_no_end(tmp_path, said: bytes) -> None:
    (tmp_path / "a.hubdesk.lock").write_bytes(said)
    lock = Lock(tmp_path / "a.hubdesk", NOW)
    assert lock.ended is None
    lock.release()


def test_a_damaged_file_is_not_said_to_be_whole(laptop) -> None:
    desk = laptop("a")
    event = events.create(desk, "Evening")
    for n in range(300):
        notes.add(desk, event, f"line {n} " * 20)
    desk.close()
    content = bytearray(desk.path.read_bytes())
    for page in range(20, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    desk.path.write_bytes(content)
    desk.path.with_name(desk.path.name + ".lock").write_text(f"open {NOW.isoformat()}")
    with pytest.raises(Refused):
        ends.unclosed(laptop("a"))


def test_the_sentences_say_the_numbers() -> None:
    tell = words("en")
    end = ends.End(NOW, NOW, 1, 2)
    told = [tell(each, isolated=False) for each in ends.sentences(end, at="8 May, 09:00", backup="8 May, 08:00")]
    assert told == [
        "HubDesk did not close properly on 8 May, 09:00.",
        "Everything that was saved is here: 1 step since the last backup of 8 May, 08:00.",
        "2 lines that you were typing are back.",
    ]


def test_half_typed_lines_of_other_workspaces_are_not_counted(laptop) -> None:
    desk = laptop("a")
    event = events.create(desk, "Evening")
    care.backup(desk)
    kept = Drafts(drafts.folder_of(desk.folders))
    for name in (event, event + drafts.ANEW, "f" * 32):
        kept.keep(name, HalfTyped("half"))
    kept.finish()
    desk.close()
    desk.path.with_name(desk.path.name + ".lock").write_text(f"open {NOW.isoformat()}")
    end = ends.unclosed(laptop("a"))
    assert end is not None and end.half_typed == 2
