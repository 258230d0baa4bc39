"""A sensitive gathering: whatever people type in, no name, place, address, photo or hour stays in the workspace."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.desk import (
    agenda,
    attachments,
    attendance,
    demographics,
    events,
    exchange,
    exports,
    interpretation,
    notes,
    people,
    polls,
    reports,
    retention,
    statements,
)  # fmt: skip
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.model.records import RECORDS, Person
from tests.photographs import jpeg

pytestmark = pytest.mark.locked
NAME, PLACE = "Zarquon Brindlewick", "Mosslight cellar"
WORDS = (NAME, "Brindlewick", PLACE, "zarquon@mosslight.example", "+49 30 5550 91827", "Grubbleforth")
#: At 14:37 by the clock of the place; nothing may tell more than the afternoon.
START = datetime(2027, 5, 8, 12, 37, 11, tzinfo=UTC)


@pytest.fixture
def quiet(desk: Desk, clock) -> str:
    clock.at = START
    return events.create(
        desk, "Quiet", template="sensitive", start=START, place=PLACE, zone="Europe/Berlin", languages=["en"]
    )


def fill(desk: Desk, event: str, folder: Path) -> None:
    """Try all that people might do there who did not read what it is."""
    photo = folder / f"{NAME}.jpg"
    photo.write_bytes(jpeg())
    badge = people.add(desk, event, "", badge="7")
    named = [{"name": NAME}, {"name": "", "username": NAME}, {"name": "", "badge": NAME}]
    named += [{"name": "", "badge": "9", field: WORDS[-1]} for field in ("email", "phone", "community", "remark")]
    for fields in named:
        with pytest.raises(HubDeskError):
            people.add(desk, event, **fields)
    for act in (
        lambda: people.edit(desk, badge, community=WORDS[-1]),
        lambda: people.edit(desk, badge, badge=NAME),
        lambda: people.preview(desk, event, f"Name\n{NAME}\n".encode()),
        lambda: attachments.add(desk, event, photo),
        lambda: events.edit(desk, event, sensitive=False),
    ):
        with pytest.raises(HubDeskError):
            act()
    attendance.walk_in(desk, event, NAME, at=START)
    attendance.check_in(desk, badge, event, at=START), attendance.heads(desk, event, 3, at=START)
    people.consent(desk, badge, "quote", True), interpretation.need(desk, badge, "uk")
    events.edit(desk, event, place=PLACE)
    first = notes.add(desk, event, "c: @facilitator lamps are too few")
    statements.add(desk, event, "More lamps.", [first], role="Facilitator")
    polls.tally(desk, polls.add(desk, event, "Lamps?"), "9/3/1", base=20)
    demographics.tally(desk, demographics.add(desk, event, "first-time"), "9/6")
    for item in agenda.items(desk, event)[:1]:
        agenda.edit(desk, item.id, started=START.isoformat())


def test_no_name_no_place_and_no_hour_is_kept_whatever_is_tried(desk: Desk, quiet: str, tmp_path: Path) -> None:
    fill(desk, quiet, tmp_path)
    assert {one.badge for one in desk.read.all(Person, event=quiet)} == {"7", "8"}
    whole = repr([desk.read.all(kind) for kind in RECORDS.values()])
    assert "lamps are too few" in whole
    assert not [word for word in WORDS if word in whole]
    assert "T12:37" not in whole and "T14:37" not in whole and ":37:11" not in whole
    exports.export(desk, "all", tmp_path / "all")
    written = b"".join(path.read_bytes() for path in (tmp_path / "all").rglob("*") if path.is_file())
    assert not [word for word in WORDS if word.encode() in written]


def test_what_is_published_tells_neither_hour_nor_place(desk: Desk, quiet: str, tmp_path: Path) -> None:
    fill(desk, quiet, tmp_path)
    later = datetime(2027, 5, 9, 8, tzinfo=UTC)
    told = [
        reports.text(desk, [quiet], form, language="en", as_of=later).text
        for form in ("ambassador", "markdown", "minutes")
    ]
    for form in ("csv", "json", "html", "ics"):
        done = exports.export(desk, form, tmp_path / f"out.{form}", events=[quiet], as_of=later)
        told += [path.read_text("utf-8-sig") for path in done.paths]
    for text in told:
        assert not [word for word in (*WORDS, "14:37", "12:37", "143711", "123711") if word in text]


def test_its_data_is_due_after_seven_days_and_nothing_is_uploaded_unasked(desk: Desk, quiet: str, clock) -> None:
    attendance.walk_in(desk, quiet, NAME, at=START)
    with pytest.raises(HubDeskError) as error:
        exchange.write_bundle(desk, quiet, "upload", desk.folders.data / "a.hubbundle")
    assert error.value.code == "uploads-off"
    clock.pass_(days=8)
    assert [one.event.id for one in retention.due(desk)] == [quiet]
