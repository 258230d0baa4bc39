"""The run-sheet as a calendar file: what is public of it, no names, no hidden place, no hours of a quiet gathering."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.desk import agenda, events, exports, people
from hubdesk.desk.desk import Desk
from hubdesk.errors import Usage


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", place="Mill", start=datetime(2026, 10, 1, 16, tzinfo=UTC))
    people.add(desk, made, "Ophelia Quartermaine")
    return made


def test_a_calendar_names_nobody_and_holds_what_is_public(desk: Desk, event: str, tmp_path: Path) -> None:
    for item in agenda.items(desk, event):
        agenda.remove(desk, item.id)
    agenda.add(desk, event, "Tea for all", type="welcome", minutes=5)
    agenda.add(desk, event, "Speech of Ophelia Quartermaine", type="plenary", minutes=10)
    agenda.edit(desk, agenda.add(desk, event, "Team meets", minutes=15), visibility="internal")
    agenda.add(desk, event, "Goodbye", minutes=20)
    exports.export(desk, "ics", tmp_path / "a.ics", events=[event])
    told = (tmp_path / "a.ics").read_text("utf-8")
    assert re.findall("SUMMARY:(.*)", told) == ["Tea", "Tea for all", "Plenary", "Goodbye"]
    assert "DTSTART:20261001T163000Z" in told and "LOCATION:Mill" in told
    agenda.edit(desk, agenda.items(desk, event)[3].id, shift=5)
    exports.export(desk, "ics", tmp_path / "a.ics", events=[event])
    assert "DTSTART:20261001T163500Z" in (tmp_path / "a.ics").read_text("utf-8")
    events.edit(desk, event, place_hidden=True)
    exports.export(desk, "ics", tmp_path / "a.ics", events=[event])
    assert "Mill" not in (tmp_path / "a.ics").read_text("utf-8")


@pytest.mark.locked
def test_a_sensitive_gathering_has_days_and_no_hours(desk: Desk, tmp_path: Path) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=datetime(2026, 10, 1, 16, tzinfo=UTC))
    exports.export(desk, "ics", tmp_path / "a.ics", events=[quiet])
    told = (tmp_path / "a.ics").read_text("utf-8")
    assert told.count("BEGIN:VEVENT") == 1 and "DTSTART;VALUE=DATE:20261001" in told


def test_a_calendar_of_what_has_no_beginning_is_not_written(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Usage):
        exports.export(desk, "ics", tmp_path / "a.ics", events=[events.create(desk, "Some day")])
    assert not (tmp_path / "a.ics").exists()
