"""Lets each single system call of a short evening fail: `python -m tests.crash.faults FOLDER CALL EVERY`.

CALL is the name of a system call, EVERY tells that each so many'th of its occurrences is tried (1: all of them).
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from hubdesk.desk import merging, notes
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from tests.crash import apart, evening, traced

#: System call → the errors it may meet.
ERRORS = {
    "fsync,fdatasync": ("EIO",),
    "pwrite64": ("ENOSPC", "EIO"),
    "write": ("ENOSPC", "EIO"),
    "ftruncate": ("EIO",),
    "openat": ("EACCES",),
    "rename": ("EIO",),
    "unlink": ("EIO",),
}
ABSORBED = "taken in"


def short_evening(place: Path, tell: Callable[[str], None], *, dies: bool = False) -> None:
    """Open, write three notes, take in a file, close; go on after trouble that is foreseen, or die of it."""
    opened: list[Desk] = []

    def attempt(what: str, work: Callable[[], object]) -> None:
        try:
            work()
            tell(f"did {what}")
        except HubDeskError as error:
            assert all(error.told()) and error.exit_code == 1, error.code
            tell(f"not {what}: {error.code}")
            if dies:
                os._exit(0)

    attempt("open", lambda: opened.append(evening.opened(place / "home")))
    if not opened:
        return
    desk = opened[0]
    for n in range(3):
        attempt(f"short {n}", lambda n=n: notes.add(desk, evening.event(desk), f"short {n}"))
    attempt(ABSORBED, lambda: merging.absorb(desk, [place / "coming.hubbundle"]))
    desk.close()
    tell("did close")


def calls(prepared: Path, call: str) -> int:
    """Return how often the short evening asks the system for a call."""
    with tempfile.TemporaryDirectory(dir=prepared.parent) as name:
        place, seen = Path(name) / "place", Path(name) / "seen"
        shutil.copytree(prepared, place)
        told, code = traced.lived(lambda tell: short_evening(place, tell), ["-e", f"trace={call}", "-o", str(seen)])
        assert code == 0, told
        return len(re.findall(rf"\b(?:{call.replace(',', '|')})\(", seen.read_text("utf-8")))


def fail(prepared: Path, call: str, error: str, when: str) -> None:
    """Let one call fail, and look at what is left.

    `when` is "7" for the seventh, "7+" for that and all later ones, "7 dies" for a program that dies once it told.
    """
    with tempfile.TemporaryDirectory(dir=prepared.parent) as name:
        place = Path(name) / "place"
        shutil.copytree(prepared, place)
        fault = f"inject={call}:error={error}:when={when.split()[0]}"
        options = ["-e", f"trace={call}", "-e", fault, "-o", "/dev/null"]
        told, code = traced.lived(lambda tell: short_evening(place, tell, dies="dies" in when), options)
        assert code == 0, "\n".join([f"{call} {error} {when}", *told])
        try:
            _look(place, told)
        except (AssertionError, HubDeskError) as wrong:
            raise AssertionError(f"{call} {error} {when}: {told}") from wrong


def _look(place: Path, told: list[str]) -> None:
    desk = evening.opened(place / "home")
    evening.check(desk)
    there = evening.texts(desk)
    for n in range(3):
        if f"did short {n}" in told:
            assert f"short {n}" in there
        if any(line.startswith(f"not short {n}:") and not line.endswith("unknown") for line in told):
            assert f"short {n}" not in there, "it was told that this was not saved"
    taken = sum("ben's other" in text for text in there)
    assert taken == 12 if f"did {ABSORBED}" in told else taken in (0, 12)
    desk.close()


def main(folder: Path, call: str, every: int) -> None:
    """Try the points and print how many were tried and how many there are."""
    if not traced.able():
        sys.exit(apart.NOT_HERE)
    evening.prepare(folder / "prepared")
    with tempfile.TemporaryDirectory(dir=folder) as name:
        shutil.copytree(folder / "prepared", Path(name) / "place")
        short_evening(Path(name) / "place", lambda text: None)  # imports what is imported late, once for all lives
    number = calls(folder / "prepared", call)
    points = 0
    for at in range(1, number + 1, every):
        for error in ERRORS[call]:
            for when in (f"{at}", f"{at}+", f"{at} dies"):
                fail(folder / "prepared", call, error, when)
                points += 1
    print(points, number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
