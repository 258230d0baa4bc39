"""What stands beside what somebody said, in every output: only what at least five people share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.desk import agenda, attendance, charters, events, exports, notes, reports
from hubdesk.desk.desk import Desk
from hubdesk.desk.note_choices import CHANNELS
from hubdesk.report.minutes import Sitting
from tests.laid_open import pdf_words, raw
from tests.photographs import keep
from tests.spelled import found

#: What tells of statements, polls, money or photos only.
WITHOUT_REMARKS = ("sources", "outputs", "msig", "rapid-fund", "grant.pdf", "polis", "commons")
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
    keep(desk, made, "Cups on a table")
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
        yield made.path.name, list(pdf_words(made.path))


def test_nothing_stands_beside_a_remark_that_few_people_share(desk: Desk, event: str, tmp_path: Path) -> None:
    attendance.heads(desk, event, 4, at=desk.now())
    for form, pieces in outputs(desk, event, tmp_path):
        words = pieces[1:2] if form.endswith(".pdf") else pieces  # the rest of a PDF is made of numbers
        agenda = [] if "minutes" in form else [ITEM]  # minutes have the run-sheet in a table of its own
        assert found(words, [PLACE, *agenda, SPEAKER, *ASIDE]) == [], form
        assert found(words, [SAID]) == [SAID] or form in WITHOUT_REMARKS, form


def test_minutes_of_few_people_tell_no_item_beside_a_remark(desk: Desk, event: str) -> None:
    assert sum(len(point.items) for point in sitting(desk, event).agenda) == 1
    attendance.heads(desk, event, 4, at=desk.now())
    few = sitting(desk, event)
    assert not any(point.items for point in few.agenda) and len(few.rest) == 1
    attendance.heads(desk, event, 1, at=desk.now())
    assert sum(len(point.items) for point in sitting(desk, event).agenda) == 1


def sitting(desk: Desk, event: str) -> Sitting:
    """Return the minutes of the gathering."""
    (found,) = reports.minutes(desk, [event], language="en").sittings
    return found


def test_a_place_is_told_where_five_people_share_it_or_nobody_counted(desk: Desk, event: str, tmp_path: Path) -> None:
    assert {"json", "annex.pdf"} <= told(desk, event, tmp_path / "a")
    attendance.heads(desk, event, 4, at=desk.now())
    assert told(desk, event, tmp_path / "b") == set()
    attendance.heads(desk, event, 1, at=desk.now())
    assert {"json", "annex.pdf", "conversation.pdf"} <= told(desk, event, tmp_path / "c")


def told(desk: Desk, event: str, folder: Path) -> set[str]:
    """Return the outputs that tell the place."""
    return {form for form, pieces in outputs(desk, event, folder) if found(pieces, [PLACE])}
