"""Times on the clocks of a gathering's zone."""

import pytest

from hubdesk.i18n import say
from hubdesk.model.records import Event, Note
from hubdesk.ui.places import PLACES
from hubdesk.ui.times import local, span

EDGES = ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00")


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Tokyo", "nowhere"])
def test_what_a_zone_does_not_have_stays_as_it_is(zone):
    assert [local(at, zone) for at in EDGES] == list(EDGES)
    assert local("2026-05-09T12:00:00+00:00", "Asia/Tokyo") == "2026-05-09T21:00:00+09:00"


def test_a_gathering_and_a_note_at_the_edge_of_the_calendar_stop_no_page(desk, event, window):
    with desk.action(say("Write what nobody would")) as put:
        put(Event, event, start=EDGES[1], end=EDGES[1], zone="Asia/Tokyo")
        for at in EDGES:
            put(Note, event=event, text="a line", at=at)
    window.frame.open_event(event)
    for place in PLACES:
        window.go(place.key)
        assert not window.grab().isNull()
        assert window.key == place.key
    assert span(desk.read.get(Event, event))
