"""Files within the limits whose reading costs as much as a file of their size can."""

import random
from collections.abc import Callable
from typing import Any

from tests.bundle.forge import unchecked
from tests.bundle.hostile.case import WAITS, Cases, named
from tests.bundle.hostile.teams import MALLORY
from tests.bundle.logs import CREW_BOOK, Run, contents, ident


def crew(lines: int, values: Callable[[int], dict[str, Any]]) -> bytes:
    """Return one part of a stranger's crew book, full of what is read before anybody is asked."""
    run = Run(MALLORY, CREW_BOOK)
    for n in range(lines):
        run.save(ident(n), "member", **values(n))
    return unchecked(contents([run], use="team"), MALLORY)


def tags(n: int) -> dict[str, Any]:
    return {f"a/{m:x}": 1 for m in range(512)}


def parts(count: int, size: int, letter: str) -> bytes:
    """Return parts of one long line each, by one author."""
    runs = [Run(MALLORY, nonce=f"{n:032x}").save(ident(n), text=letter * size) for n in range(count)]
    return unchecked(contents(runs), MALLORY)


def receipts() -> bytes:
    """Return receipts that name five hundred replicas each time, more than 300,000 names in all."""
    runs = [Run(MALLORY, nonce=f"{n:032x}").open() for n in range(500)]
    seen = {run.replica: 1 for run in runs}
    reader = Run(MALLORY, nonce="ff" * 16).open(seen)
    for _ in range(620):
        reader.receipt(**seen)
    return unchecked(contents([*runs, reader]), MALLORY)


def attachments() -> bytes:
    """Return 36 MiB that need not be read to be checked."""
    blobs = [random.Random(n).randbytes(12 << 20) for n in range(3)]
    return unchecked(contents([Run(MALLORY).save(ident(1), text="x")], blobs=blobs), MALLORY)


COSTLY: Cases = {
    "1.5 million fields in the crew book": ("fields", lambda: crew(3000, tags)),
    "15 long wide texts in the crew book": (WAITS, lambda: crew(15, lambda n: {"name": "😀" + "x" * 1_040_000})),
    "a million names of keys": (WAITS, lambda: crew(15, lambda n: {"key": "f" * 1_000_000, "accepted": True})),
    "600 authors": (WAITS, lambda: parts(600, 10, "x")),
    "20 lines of 1 MiB": (WAITS, lambda: parts(20, 500_000, "é")),
    "receipts without end": ("many-names", receipts),
}
CASES: Cases = named("costly: ", COSTLY)
