"""Gatherings are prepared by a few words, and nothing that may not be kept is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hubdesk.desk import agenda, events
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import say, words
from hubdesk.model.records import AgendaItem, Event

SIX = datetime(2027, 5, 8, 18, 0, tzinfo=UTC)


def test_a_title_is_enough(desk: Desk) -> None:
    event = desk.read.get(Event, events.create(desk, "  Tea \n and  text "))
    assert event.title == "Tea and text"
    assert (event.type, event.mode, event.state, event.zone) == ("conversation", "in-person", "preparing", "UTC")
    assert (event.start, event.end, event.retention) == ("", "", "")
    assert not event.sensitive


def test_a_template_gives_length_and_run_sheet_in_the_first_language(desk: Desk) -> None:
    made = events.create(desk, "Runde", template="table", start=SIX, languages=["en", "de", "en"])
    event = desk.read.get(Event, made)
    assert (event.start, event.end) == ("2027-05-08T18:00:00+00:00", "2027-05-08T18:45:00+00:00")
    assert event.type == "meetup"
    assert event.languages == {"en", "de"}
    items = agenda.items(desk, made)
    assert [item.number for item in items] == [1, 2, 3, 4]
    assert [item.minutes for item in items] == [5, 10, 25, 5]
    assert items[0].title == "Who sits here, and why we ask"


def test_what_was_collected_goes_ninety_days_after_the_end_in_the_zone_of_the_event(desk: Desk) -> None:
    made = events.create(desk, "Late", start=SIX, end=SIX + timedelta(hours=1), zone="Asia/Kolkata")
    assert desk.read.get(Event, made).retention == "2027-08-07"


def test_retention_follows_the_end_until_somebody_chooses_a_day(desk: Desk) -> None:
    made = events.create(desk, "Moved", start=SIX)
    events.edit(desk, made, start=SIX + timedelta(days=2), end=SIX + timedelta(days=2, hours=1))
    assert desk.read.get(Event, made).retention == "2027-08-08"
    events.edit(desk, made, retention="2027-06-01")
    events.edit(desk, made, end=SIX + timedelta(days=3))
    assert desk.read.get(Event, made).retention == "2027-06-01"


@pytest.mark.parametrize("end", [datetime(9999, 12, 31, 23, tzinfo=UTC), datetime(1, 1, 1, 1, tzinfo=UTC)])
def test_an_end_of_all_calendars_from_another_laptop_can_be_mended_and_not_written(desk: Desk, end: datetime) -> None:
    made = events.create(desk, "Far", start=SIX, zone="Pacific/Kiritimati" if end.year > 1 else "Pacific/Niue")
    with desk.action(say("Written elsewhere")) as put:
        put(Event, made, start=end.isoformat(), end=end.isoformat())
    for verb in (lambda: events.edit(desk, made, end=end), lambda: events.create(desk, "Further", start=end)):
        with pytest.raises(Usage):
            verb()
    events.edit(desk, made, start=SIX, end=SIX)
    assert desk.read.get(Event, made).end == SIX.isoformat()


@pytest.mark.locked
def test_a_sensitive_gathering_keeps_no_place_and_half_days(desk: Desk) -> None:
    made = events.create(desk, "Quiet", template="sensitive", start=SIX, zone="Asia/Kolkata", place="Mill Lane 4")
    event = desk.read.get(Event, made)
    assert event.sensitive and event.place == "" and event.place_hidden
    assert (event.start, event.end) == ("2027-05-08T06:30:00+00:00", "2027-05-09T06:30:00+00:00")
    assert event.retention == "2027-05-16"
    events.edit(desk, made, place="Mill Lane 4", title="Quieter")
    assert desk.read.get(Event, made).place == ""
    log = desk.store.connection.execute("select group_concat(body) from fact").fetchone()[0]
    assert "Mill Lane" not in log


def test_a_sensitive_gathering_needs_a_passphrase(desk: Desk) -> None:
    for way in ({"template": "sensitive"}, {"sensitive": True}):
        with pytest.raises(HubDeskError) as refused:
            events.create(desk, "Quiet", **way)
        assert refused.value.code == "needs-passphrase"
    assert desk.read.all(Event) == [] and desk.read.history() == []


@pytest.mark.locked
def test_the_run_sheet_of_a_sensitive_gathering_knows_the_half_day_only(desk: Desk) -> None:
    made = events.create(desk, "Quiet", template="sensitive", start=SIX, zone="Asia/Kolkata")
    first, second, *_ = agenda.items(desk, made)
    agenda.begin(desk, first.id, at=SIX)
    agenda.begin(desk, second.id, at=SIX + timedelta(minutes=10))
    agenda.finish(desk, second.id, at=SIX + timedelta(minutes=25))
    begun = desk.read.get(Event, made).start
    for item in agenda.items(desk, made)[:2]:
        assert item.started == begun and item.stopped[11:] in ("06:30:00+00:00", "18:30:00+00:00")


def test_whether_a_gathering_is_sensitive_is_chosen_once(desk: Desk) -> None:
    made = events.create(desk, "Open")
    with pytest.raises(Usage):
        events.edit(desk, made, sensitive=True)
    events.edit(desk, made, sensitive=False)


def test_a_time_without_offset_is_meant_where_the_gathering_is(desk: Desk) -> None:
    made = events.create(desk, "There", zone="Africa/Nairobi", start=datetime(2027, 5, 8, 18, 0))
    assert desk.read.get(Event, made).start == "2027-05-08T15:00:00+00:00"
    events.edit(desk, made, start="2027-05-08T17:00", end="2027-05-08T18:00")
    assert desk.read.get(Event, made).end == "2027-05-08T15:00:00+00:00"


@pytest.mark.parametrize(
    "wrong",
    [
        {"template": "seance"},
        {"type": "party"},
        {"mode": "telepathy"},
        {"zone": "Atlantis/Harbour"},
        {"zone": "../etc"},
        {"languages": ["en", "not a tag"]},
        {"start": SIX, "end": SIX - timedelta(minutes=1)},
        {"title": "   "},
        {"title": "x" * 3000},
        {"colour": "blue"},
        {"requests": {"uk": "3"}},
        {"budget": 12},
        {"feedback_closes": "soon"},
    ],
)
def test_what_does_not_fit_changes_nothing(desk: Desk, wrong: dict[str, object]) -> None:
    with pytest.raises(Usage):
        events.create(desk, **{"title": "Any", **wrong})  # type: ignore[arg-type]
    assert desk.read.all(Event) == []


def test_an_unchanged_form_writes_nothing_and_a_changed_field_only_itself(desk: Desk) -> None:
    made = events.create(desk, "Form", place="Hall", languages=["en", "ar"])
    facts = "select count(*) from fact"
    before = desk.store.connection.execute(facts).fetchone()
    events.edit(desk, made, title="Form", place="Hall", languages=["ar", "en"])
    assert desk.store.connection.execute(facts).fetchone() == before
    events.edit(desk, made, place="Garden", languages=["en", "hi"])
    body = desk.store.connection.execute("select body from fact order by hlc desc").fetchone()[0]
    assert '"place":"Garden"' in body and '"languages/ar":false' in body and '"languages/hi":true' in body
    assert '"title"' not in body
    assert desk.read.get(Event, made).languages == {"en", "hi"}


def test_one_step_is_undone_with_its_run_sheet(desk: Desk) -> None:
    made = events.create(desk, "Undone")
    told = desk.undo()
    assert told is not None
    assert words("en")(told, isolated=False) == "Start the event Undone"
    assert desk.read.find(Event, made) is None
    assert desk.read.all(AgendaItem, event=made) == []
    desk.redo()
    assert len(desk.read.all(AgendaItem, event=made)) == 6


def test_removing_hides_and_undo_brings_back(desk: Desk) -> None:
    made = events.create(desk, "Away")
    events.remove(desk, made)
    with pytest.raises(HubDeskError):
        desk.read.get(Event, made)
    desk.undo()
    assert desk.read.get(Event, made).title == "Away"


def test_days_left_are_in_order_and_past_ones_are_negative(desk: Desk) -> None:
    made = events.create(desk, "Dates", start=SIX, feedback_closes="2027-05-20", grant_due="2027-05-01")
    found = events.days_left(desk, made, date(2027, 5, 8))
    assert [(words("en")(what), day.isoformat(), left) for what, day, left in found] == [
        ("The grant application is due", "2027-05-01", -7),
        ("The gathering begins", "2027-05-08", 0),
        ("Feedback closes", "2027-05-20", 12),
        ("What was collected about people is deleted", "2027-08-06", 90),
    ]


def test_language_requests_are_set_changed_and_taken_away(desk: Desk) -> None:
    made = events.create(desk, "Languages")
    events.requests(desk, made, "uk", 3)
    events.requests(desk, made, "ar", 1)
    assert desk.read.get(Event, made).requests == {"uk": "3", "ar": "1"}
    events.requests(desk, made, "ar", 0)
    assert desk.read.get(Event, made).requests == {"uk": "3"}
    with pytest.raises(Usage):
        events.requests(desk, made, "uk", -1)
    with pytest.raises(Usage):
        events.requests(desk, made, "u k", 1)


def test_every_sentence_of_history_is_whole(desk: Desk) -> None:
    made = events.create(desk, "History")
    events.edit(desk, made, place="Hall")
    events.requests(desk, made, "uk", 3)
    tell = words("en")
    assert [tell(entry.sentence, isolated=False) for entry in desk.read.history()] == [
        "Note who needs interpretation at History",
        "Change the event History",
        "Start the event History",
    ]


def test_items_are_added_changed_begun_and_ended(desk: Desk) -> None:
    made = events.create(desk, "Evening", template="table")
    item = agenda.add(desk, made, "Songs", type="break", minutes=20)
    assert agenda.items(desk, made)[-1].number == 5
    agenda.edit(desk, item, title="Old songs", sections=["1" * 32])
    first = agenda.items(desk, made)[0].id
    agenda.begin(desk, first, at=SIX)
    agenda.begin(desk, item, at=SIX + timedelta(minutes=6))
    agenda.finish(desk, item, at=SIX + timedelta(minutes=9))
    found = {each.id: each for each in agenda.items(desk, made)}
    assert found[first].stopped == found[item].started == "2027-05-08T18:06:00+00:00"
    assert found[item].stopped == "2027-05-08T18:09:00+00:00"
    assert (found[item].title, found[item].sections) == ("Old songs", {"1" * 32})
    agenda.remove(desk, item)
    assert len(agenda.items(desk, made)) == 4


@pytest.mark.parametrize("wrong", [{"type": "nap"}, {"minutes": -1}, {"minutes": 10**6}, {"title": "x" * 3000}])
def test_items_that_do_not_fit_are_refused(desk: Desk, wrong: dict[str, object]) -> None:
    made = events.create(desk, "Evening", template="table")
    with pytest.raises(Usage):
        agenda.add(desk, made, **{"title": "Songs", **wrong})  # type: ignore[arg-type]
    assert len(agenda.items(desk, made)) == 4
