"""Times that some zone of the world does not have, as another program may write them, stop nothing."""

from pathlib import Path

import pytest

from hubdesk.desk import agenda, attendance, events, exports, notes, packs, people, ready, reports
from hubdesk.desk.desk import Desk
from hubdesk.desk.packs import Choice
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.records import AgendaItem, Event, Mark, Note, Poll, SpeakerTurn

FIRST, LAST = "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"


@pytest.mark.parametrize(
    ("start", "end", "zone"),
    [
        (FIRST, LAST, "America/New_York"),
        (LAST, LAST, "Asia/Tokyo"),
        ("9999-12-31T23:59:59-14:00", "", "UTC"),
        ("0001-01-01T00:00:00+14:00", "", "Europe/Berlin"),
    ],
)
def test_a_gathering_at_the_edge_of_the_calendar_is_reported_and_printed(desk: Desk, tmp_path, start, end, zone):
    event = events.create(desk, "Tea", languages=["en"])
    note, person = notes.add(desk, event, "!: too many"), people.add(desk, event, "Ana")
    with desk.action(say("Write what nobody would")) as put:
        days = {"retention": "9999-12-31", "grant_due": "0001-01-01", "feedback_closes": "9999-12-31"}
        put(Event, event, start=start, end=end, zone=zone, **days)
        put(Note, note, at=start)
        put(Mark, event=event, person=person, way="in", at=start)
        put(Mark, event=event, person=person, way="out", at=end)
        put(Poll, event=event, question="Well?", tally="3/0/0", at=start, counted=start)
        put(SpeakerTurn, event=event, text="a guest", asked=start, started=start)
        for item in agenda.items(desk, event):
            put(AgendaItem, item.id, minutes=2**52, started=start)
    for kind in ("conversation", "annex", "minutes"):
        assert reports.pdf(desk, [event], tmp_path / "a.pdf", language="en", kind=kind).pages
    assert packs.pages(desk, event, Choice(names=True))
    for form in ("json", "xlsx", "html", "all"):
        exports.export(desk, form, tmp_path / form, events=[event])
    try:
        exports.export(desk, "ics", tmp_path / "a.ics", events=[event])
    except Usage:
        assert not (tmp_path / "a.ics").exists()
    assert list(ready.checks(desk, event, language="en")) and attendance.counts(desk, event)


@pytest.mark.parametrize("text", [FIRST, LAST, "9999-12-31", "0001-01-01T00:00"])
def test_no_gathering_of_ours_lies_there(desk: Desk, text: str, tmp_path: Path) -> None:
    event = events.create(desk, "Tea")
    with pytest.raises(Usage):
        events.edit(desk, event, start=text)
