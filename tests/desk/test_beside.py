"""What stands beside what somebody said, in every output: only what at least five people share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.desk import agenda, attendance, charters, events, exports, notes, reports
from hubdesk.desk.desk import Desk
from hubdesk.desk.note_choices import CHANNELS
from tests.laid_open import pdf_words, raw
from tests.spelled import found

PLACE, ITEM, SPEAKER, SAID = "Marrowby mill", "Grubbleforth hour", "Wumbleton", "less rowing"
#: The minute, the table and the channel of a remark, as outputs might write them.
ASIDE = ["17:43", "17.43", "T17:43", "1743", "table 83", "Table 83", '"table"', '"channel"', '"at"', "speaker"]


@pytest.fixture
def event(desk: Desk) -> str:
    """A gathering with a remark of which everything is known."""
    made = events.create(desk, "Tea", start=datetime(2026, 10, 1, 16, tzinfo=UTC), place=PLACE, languages=["en"])
    charters.take(
        desk, charters.preview([("rules.md", b"# Boat rules\n\n## Boats\n\nRow.\n")], language="en"), event=made
    )
    item = agenda.add(desk, made, ITEM)
    line = f"!: /1 {SAID} @{SPEAKER}"
    notes.add(
        desk, made, line, item=item, channel=sorted(CHANNELS)[0], table=83, at=datetime(2026, 10, 1, 17, 43, tzinfo=UTC)
    )
    return made


def outputs(desk: Desk, event: str, folder: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Yield all outputs with remarks in them, opened."""
    for form in reports.FORMS:
        made = reports.text(desk, [event], form, language="en")
        yield form, [made.text.encode(), made.page.encode()]
    for form in exports.SAFE:
        if form != "ics":
            done = exports.export(desk, form, folder / f"a.{form}", events=[event])
            yield form, [piece for path in done.paths for piece in raw(path)]
    for kind in reports.KINDS:
        made = reports.pdf(desk, [event], folder / f"{kind}.pdf", language="en", kind=kind)
        yield kind, list(pdf_words(made.path))


def test_nothing_stands_beside_a_remark_that_few_people_share(desk: Desk, event: str, tmp_path: Path) -> None:
    attendance.heads(desk, event, 4, at=desk.now())
    for form, pieces in outputs(desk, event, tmp_path):
        words = pieces if form not in reports.KINDS else pieces[1:2]  # the rest of a PDF is made of numbers
        assert found(words, [PLACE, ITEM, SPEAKER, *ASIDE]) == [], form
        assert found(words, [SAID]) == [SAID] or form in ("sources", "outputs"), form


def test_a_place_is_told_where_five_people_share_it_or_nobody_counted(desk: Desk, event: str, tmp_path: Path) -> None:
    assert {"json", "annex"} <= told(desk, event, tmp_path / "a")
    attendance.heads(desk, event, 4, at=desk.now())
    assert told(desk, event, tmp_path / "b") == set()
    attendance.heads(desk, event, 1, at=desk.now())
    assert {"json", "annex", "conversation"} <= told(desk, event, tmp_path / "c")


def told(desk: Desk, event: str, folder: Path) -> set[str]:
    """Return the outputs that tell the place."""
    return {form for form, pieces in outputs(desk, event, folder) if found(pieces, [PLACE])}
