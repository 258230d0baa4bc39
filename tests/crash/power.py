"""Cuts the power of a recorded run: `python -m tests.crash.power FOLDER DEED CUTS SEED`."""

import random
import shutil
import sys
from pathlib import Path

from tests.crash import apart, evening, traced
from tests.crash.deeds import DEEDS, Deed
from tests.crash.disk import CALLS, Disk, calls


def cuts(folder: Path, deed: Deed, number: int, seed: int) -> None:
    """Record a deed once, then cut the power `number` times at any call and look at what a start makes of it."""
    evening.prepare(folder / "prepared")
    place, trace = folder / "place", folder / "trace"
    shutil.copytree(folder / "prepared", place)
    known = deed.ready(place)
    disk = Disk(place)
    options = ["-xx", "-s", "10000000", "-e", f"trace={CALLS}", "-o", str(trace)]
    told, code = traced.lived(lambda tell: deed.do(place, tell), options)
    assert code == 0 and told, told
    recorded = list(calls(trace))
    dice = random.Random(seed)
    at = sorted(dice.choices(range(len(recorded) + 1), k=number))
    done = 0
    for cut in at:
        for call in recorded[done:cut]:
            disk.play(call)
        done = cut
        _restore(place, disk.cut(dice))
        try:
            deed.after(place, disk.told, known)
        except Exception as error:
            raise AssertionError(f"cut {cut} of {len(recorded)} with seed {seed}") from error
    for call in recorded[done:]:
        disk.play(call)
    assert disk.told == told, "what was recorded is not what happened"


def _restore(place: Path, files: dict[str, bytes]) -> None:
    for path in sorted(place.rglob("*"), reverse=True):
        if path.is_file():
            path.unlink()
    for name in ("new", "restored", "look"):
        shutil.rmtree(place / name, ignore_errors=True)
    for name, content in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(content)


if __name__ == "__main__":
    if not traced.able():
        sys.exit(apart.NOT_HERE)
    where, what, many, start = sys.argv[1:]
    cuts(Path(where), DEEDS[what], int(many), int(start))
