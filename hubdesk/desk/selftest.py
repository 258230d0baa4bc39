"""Whether this installation works: each part is really used once, in a folder that is thrown away."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hubdesk import paths
from hubdesk.desk import events, exchange, merging, notes, reports
from hubdesk.desk.desk import Desk
from hubdesk.desk.starting import start
from hubdesk.errors import HubDeskError
from hubdesk.i18n import LANGUAGES, say, words
from hubdesk.model.records import Note
from hubdesk.report import photos


@dataclass(frozen=True, slots=True)
class Row:
    """One part: its name, whether it works, and what was seen."""

    name: str
    good: bool
    told: str


def run() -> Iterator[Row]:
    """Yield one row for each part: fonts, catalogues, store, photos, PDF here and apart, bundle."""
    with tempfile.TemporaryDirectory(prefix="hubdesk-self-test-") as folder:
        base = Path(folder)
        yield _tried("fonts", _fonts)
        yield _tried("languages", _languages)
        with _desks(base) as (one, two):
            event = events.create(one, "Self-test")
            notes.add(one, event, "A line that is said only once")
            yield _tried("store", lambda: _store(one, event))
            yield _tried("photos", _photos)
            yield _tried("pdf", lambda: _pdf(one, event, base))
            yield _tried("long pdf", lambda: _apart(one, event, base))
            yield _tried("bundle", lambda: _bundle(one, two, event, base))


def _tried(name: str, part: Callable[[], str]) -> Row:
    try:
        return Row(name, True, part())
    except (HubDeskError, OSError, ImportError, RuntimeError, ValueError) as error:
        return Row(name, False, f"{type(error).__name__} {error}")


@contextmanager
def _desks(base: Path) -> Iterator[tuple[Desk, Desk]]:
    one = start(paths.folders(base / "one"), name="one")
    two = start(paths.folders(base / "two"), name="two")
    try:
        yield one, two
    finally:
        one.close()
        two.close()


def _fonts() -> str:
    found = sorted((paths.shipped("resources") / "fonts").glob("*.ttf"))
    if len(found) < 8:
        raise RuntimeError(f"{len(found)} fonts")
    return f"{len(found)} font files"


def _languages() -> str:
    whole = [tag for tag in LANGUAGES if tag == "en" or words(tag)(say("Events")) != "Events"]
    if not {"ar", "hi", "zh", "de"} <= set(whole):
        raise RuntimeError(f"translated: {', '.join(whole)}")
    return ", ".join(whole)


def _store(desk: Desk, event: str) -> str:
    found = desk.store.check(rebuild=True)
    if found.damage or len(desk.read.all(Note, event=event)) != 1:
        raise RuntimeError("the workspace is not whole")
    return f"{found.facts} facts, tables equal to the log"


def _photos() -> str:
    lacking = photos.lacking()
    if lacking:
        raise RuntimeError(f"missing: {', '.join(lacking)}")
    return "JPEG, PNG, WebP, profiles of colours"


def _pdf(desk: Desk, event: str, base: Path) -> str:
    made = reports.pdf(desk, [event], base / "self-test.pdf", language="ar")
    content = made.path.read_bytes()
    if not content.startswith(b"%PDF-1.7") or not made.pages:
        raise RuntimeError("no PDF")
    return f"{made.pages} pages, {len(content)} bytes"


def _apart(desk: Desk, event: str, base: Path) -> str:
    """Make the paper in a process of its own, as long ones are."""
    from hubdesk.report.pdf import annex, apart
    from hubdesk.report.pdf.printing import PLAIN

    found = reports.summary(desk, [event], language="de")
    here, there = base / "here.pdf", base / "there.pdf"
    annex.write(found, here)
    apart.write_apart(annex.write, found, there, printing=PLAIN)
    if here.read_bytes() != there.read_bytes():
        raise RuntimeError("another file")
    return "the same bytes from a process of its own"


def _bundle(one: Desk, two: Desk, event: str, base: Path) -> str:
    kit = exchange.write_kit(one, event, base / "kit.hubbundle")
    merging.open_kit(two, kit.path, kit.words)
    notes.add(two, event, "A line from the second laptop")
    sent = exchange.write_bundle(two, event, "team", base / "team.hubbundle")
    done = merging.absorb(one, [sent.path])
    if done.quarantined or len(one.read.all(Note, event=event)) != 2:
        raise RuntimeError("the line did not arrive")
    return f"{sent.facts} facts written, signed, sealed, read back and merged"
