"""The run-sheet as the team keeps it: order, who presents and who sees an item, and what is behind is put right."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hubdesk.desk import agenda, calendars, charters, events, notes, packs, rounds
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import say
from hubdesk.i18n import words as in_words
from hubdesk.model.presence import moment
from hubdesk.model.records import AgendaItem, Event, Presenter

SIX = datetime(2027, 5, 8, 18, 0, tzinfo=UTC)
BYLAWS = b"# Boats\n\n## Purpose\n\nRow.\n\n## Members\n\nAll.\n"


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Evening", template="table", start=SIX)
    charters.take(desk, charters.preview([("boats.md", BYLAWS)], language="en"), event=made)
    return made


def titles(desk: Desk, event: str) -> list[str]:
    return [item.title.partition(" ")[0] for item in agenda.items(desk, event)]


def minutes(amount: float) -> datetime:
    return SIX + timedelta(minutes=amount)


def test_items_are_put_in_another_order_in_one_step(desk: Desk, event: str) -> None:
    assert titles(desk, event) == ["Who", "Reading:", "Round:", "What"]
    last = agenda.items(desk, event)[3].id
    agenda.move(desk, last, 2)
    assert titles(desk, event) == ["Who", "What", "Reading:", "Round:"]
    steps = len(desk.steps())
    agenda.move(desk, last, 2), agenda.move(desk, agenda.items(desk, event)[0].id, -7)
    assert len(desk.steps()) == steps
    desk.undo()
    assert titles(desk, event) == ["Who", "Reading:", "Round:", "What"]


def test_who_presents_stays_with_the_team_and_changes_with_the_item_in_one_step(desk: Desk, event: str) -> None:
    item = agenda.add(desk, event, "Songs", presenter=" Zenobia  Quartz ")
    (kept,) = desk.read.all(Presenter)
    assert agenda.presenters(desk, event) == {item: "Zenobia Quartz"}
    assert kept.book != desk.read.get(AgendaItem, item).book
    agenda.edit(desk, item, title="Old songs", presenter="Bo")
    assert agenda.presenters(desk, event) == {item: "Bo"} and len(desk.read.all(Presenter)) == 1
    desk.undo()
    assert agenda.presenters(desk, event) == {item: "Zenobia Quartz"}
    assert desk.read.get(AgendaItem, item).title == "Songs"
    steps = len(desk.steps())
    agenda.edit(desk, item, presenter="Zenobia Quartz")
    assert len(desk.steps()) == steps
    agenda.edit(desk, item, presenter="")
    assert agenda.presenters(desk, event) == {}


@pytest.mark.locked
def test_a_sensitive_gathering_keeps_no_presenters_and_has_no_clock(desk: Desk) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=SIX)
    first = agenda.items(desk, quiet)[0].id
    with pytest.raises(Usage):
        agenda.edit(desk, first, presenter="Zenobia Quartz")
    agenda.begin(desk, first, at=SIX)
    found = agenda.standing(desk, quiet, minutes(55))
    assert found.running and found.running.item.id == first
    assert (found.running.begins, found.behind, found.due, found.ends) == (None, None, None, None)


@pytest.mark.parametrize("wrong", [{"visibility": "secret"}, {"shift": -(10**6)}, {"silent": -1}])
def test_what_does_not_fit_an_item_is_refused(desk: Desk, event: str, wrong: dict[str, object]) -> None:
    item = agenda.items(desk, event)[0]
    with pytest.raises(Usage):
        agenda.edit(desk, item.id, **wrong)
    assert desk.read.get(AgendaItem, item.id) == item


@pytest.mark.parametrize("seen", ["internal", "hidden"])
def test_an_item_that_is_not_for_everybody_leaves_nothing_but_its_time(desk: Desk, event: str, seen: str) -> None:
    item = agenda.items(desk, event)[1]
    agenda.edit(desk, item.id, visibility=seen)
    told = agenda.shown(desk, event)[1]
    assert (told.title, told.type, told.minutes) == ("", "", item.minutes)


def test_minutes_that_no_gathering_has_stop_no_paper(desk: Desk, event: str) -> None:
    item = agenda.items(desk, event)[0].id
    with desk.action(say("Written by another program")) as put:
        put(AgendaItem, item, minutes=2**52, shift=-(2**52))
    assert agenda.items(desk, event)[0].minutes == 10_000
    assert agenda.standing(desk, event, SIX).slots[1].begins == SIX
    assert calendars.calendar_of(desk, [event], language="en")
    assert packs.pages(desk, event, packs.Choice(sheets=("run-sheet",), languages=("en",)))


def test_what_is_no_time_has_not_begun(desk: Desk, event: str) -> None:
    first, second, *_ = agenda.items(desk, event)
    agenda.begin(desk, first.id, at=SIX)
    with desk.action(say("Written by another program")) as put:
        put(AgendaItem, second.id, started="soon")
    ran, now = agenda.running(desk, event), agenda.standing(desk, event, minutes(1))
    assert ran and now.running and ran.id == now.running.item.id == first.id
    assert now.next and now.next.item.id == second.id


def test_one_step_goes_on_to_the_next_item_and_one_goes_back(desk: Desk, event: str) -> None:
    first, second, *_, last = agenda.items(desk, event)
    assert agenda.go_on(desk, event, at=minutes(0)) == first.id
    assert agenda.go_on(desk, event, at=minutes(8)) == second.id
    assert (running := agenda.running(desk, event)) and running.id == second.id
    assert agenda.standing(desk, event, minutes(9)).behind == 3
    desk.undo()
    assert (running := agenda.running(desk, event)) and running.id == first.id
    agenda.go_on(desk, event, at=minutes(9))
    agenda.go_on(desk, event, at=minutes(20)), agenda.go_on(desk, event, at=minutes(40))
    assert agenda.go_on(desk, event, at=minutes(50)) == last.id
    assert agenda.running(desk, event) is None
    with pytest.raises(HubDeskError):
        agenda.go_on(desk, event, at=minutes(51))


def test_the_rest_is_shifted_in_one_step(desk: Desk, event: str) -> None:
    agenda.go_on(desk, event, at=minutes(10))
    before = agenda.items(desk, event)
    assert agenda.shift(desk, event, "later", at=minutes(11)) == {before[1].id: {"shift": 10}}
    after = agenda.standing(desk, event, minutes(11))
    assert (after.behind, after.ends) == (0, minutes(55))
    desk.undo()
    assert agenda.items(desk, event) == before
    agenda.shift(desk, event, "keep", at=minutes(11))
    assert [each.minutes for each in agenda.items(desk, event)] == [5, 7, 19, 4]
    assert agenda.standing(desk, event, minutes(11)).ends == minutes(45)
    with pytest.raises(Usage):
        agenda.shift(desk, event, "keep", at=minutes(300))


def test_the_planned_end_moves_with_the_rest_and_comes_back_with_it(desk: Desk, event: str) -> None:
    planned = desk.read.get(Event, event).end
    agenda.go_on(desk, event, at=minutes(10))
    agenda.shift(desk, event, "keep", at=minutes(11))
    assert desk.read.get(Event, event).end == planned
    desk.undo()
    agenda.shift(desk, event, "later", at=minutes(11))
    assert moment(desk.read.get(Event, event).end) == moment(planned) + timedelta(minutes=10)
    desk.undo()
    assert desk.read.get(Event, event).end == planned
    assert [item.shift for item in agenda.items(desk, event)] == [0, 0, 0, 0]


def test_the_day_of_deletion_moves_with_an_end_that_passes_midnight(desk: Desk, event: str) -> None:
    before = desk.read.get(Event, event)
    agenda.go_on(desk, event, at=minutes(900))
    agenda.shift(desk, event, "later", at=minutes(901))
    after = desk.read.get(Event, event)
    assert date.fromisoformat(after.retention) - date.fromisoformat(before.retention) == timedelta(days=1)


@pytest.mark.parametrize("end", ["", "9999-12-31T23:59:00+00:00", "2027-05-08T18:00:00+00:00"])
def test_an_end_that_cannot_move_stays(desk: Desk, event: str, end: str) -> None:
    with desk.action(say("An end")) as put:
        put(Event, event, end=end)
    agenda.go_on(desk, event, at=minutes(1))
    agenda.go_on(desk, event, at=minutes(2))
    agenda.finish(desk, agenda.items(desk, event)[1].id, at=minutes(2 if "18:00" in end else 400))
    assert agenda.shift(desk, event, "later", at=minutes(2 if "18:00" in end else 401))
    assert desk.read.get(Event, event).end == end


def test_a_round_goes_from_section_to_section_and_back(desk: Desk, event: str) -> None:
    known = charters.index(desk, event)
    purpose, members = known.resolve("1"), known.resolve("2")
    _, item, *_ = agenda.items(desk, event)
    with pytest.raises(HubDeskError):
        rounds.step(desk, item.id, at=SIX)
    agenda.edit(desk, item.id, sections=[members, purpose], silent=2)
    seen = [rounds.step(desk, item.id, at=minutes(n)) for n in range(7)]
    assert [(turn.phase, turn.section, turn.allowed) for turn in seen] == [
        ("read", purpose, 0),
        ("silent", purpose, 120),
        ("speak", purpose, 180),
        ("read", members, 0),
        ("silent", members, 120),
        ("speak", members, 180),
        ("done", "", 0),
    ]
    assert seen[1].started == "2027-05-08T18:01:00+00:00"
    with pytest.raises(HubDeskError):
        rounds.step(desk, item.id, at=minutes(8))
    assert rounds.step(desk, item.id, at=minutes(9), back=True).section == members
    ran = agenda.running(desk, event)
    assert ran and (ran.id, ran.started) == (item.id, "2027-05-08T18:00:00+00:00")


def test_a_round_begins_its_item_and_is_taken_back_with_it(desk: Desk, event: str) -> None:
    first, item, *_ = agenda.items(desk, event)
    agenda.edit(desk, item.id, sections=[charters.index(desk, event).resolve("2")])
    agenda.begin(desk, first.id, at=SIX)
    assert agenda.in_focus(desk, event) == ""
    rounds.step(desk, item.id, at=minutes(5))
    assert desk.read.get(AgendaItem, first.id).stopped
    assert agenda.in_focus(desk, event) == charters.index(desk, event).resolve("2")
    desk.undo()
    assert (ran := agenda.running(desk, event)) and ran.id == first.id


def test_a_section_that_was_taken_off_a_running_round_ends_its_turn(desk: Desk, event: str) -> None:
    item = agenda.items(desk, event)[1].id
    known = charters.index(desk, event)
    agenda.edit(desk, item, sections=[known.resolve("1"), known.resolve("2")])
    rounds.step(desk, item, at=SIX)
    agenda.edit(desk, item, sections=[known.resolve("2")])
    assert rounds.turn(desk, desk.read.get(AgendaItem, item)).phase == ""
    assert rounds.step(desk, item, at=minutes(1)).section == known.resolve("2")


def test_the_section_in_focus_tags_no_note_by_itself(desk: Desk, event: str) -> None:
    item = agenda.items(desk, event)[1].id
    agenda.edit(desk, item, sections=[charters.index(desk, event).resolve("1")])
    rounds.step(desk, item, at=SIX)
    note = notes.add(desk, event, "We row too little", item=item)
    assert not desk.read.notes(event)[0].tags and desk.read.notes(event)[0].id == note


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        (0, "On time"),
        (1, "1 minute behind"),
        (-59, "59 minutes ahead"),
        (75, "1 h 15 min behind"),
        (-120, "2 h 0 min ahead"),
        (1439, "23 h 59 min behind"),
        (1441, "More than 1 day behind"),
        (-3000, "More than 2 days ahead"),
    ],
)
def test_hours_and_days_are_told_as_a_person_would(behind: int, words: str) -> None:
    told = agenda.late(behind)
    assert told is not None and in_words("en")(told, isolated=False) == words
    assert agenda.late(None) is None
