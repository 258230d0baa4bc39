"""Wrong marks are put right: what counts changes, what was said stays in the history, two desks agree in any order."""

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.desk import attendance, attendance_correcting, events, merging, people
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError
from hubdesk.i18n import words
from hubdesk.model.records import Mark
from tests.desk.laptops import Team, an_evening

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", start=NINE)


def told(desk: Desk, event: str, person: str) -> list[tuple[str, str | None]]:
    stays = attendance.presence(desk, event).get(person, [])
    return [(stay.came[11:16], stay.left and stay.left[11:16]) for stay in stays]


def said(desk: Desk) -> list[str]:
    return [words("en")(entry.sentence, isolated=False) for entry in desk.read.history(10)]


def test_a_time_is_corrected_and_the_first_one_stays_in_the_log(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    attendance.check_in(desk, ana, event, at=at(40))
    (mark,) = attendance_correcting.marks(desk, ana, event)
    attendance_correcting.correct(desk, mark.id, at=at(5))
    assert told(desk, event, ana) == [("09:05", None)]
    assert said(desk)[:2] == ["Correct a time of Ana", "Check in Ana"]
    log = desk.store.connection.execute("select group_concat(body) from fact where kind = 'mark'").fetchone()[0]
    assert "09:40" in log and "09:05" in log
    facts = desk.store.connection.execute("select count(*) from fact").fetchone()
    attendance_correcting.correct(desk, mark.id, at=at(5))
    assert desk.store.connection.execute("select count(*) from fact").fetchone() == facts, "the same time is no news"
    desk.undo()
    assert told(desk, event, ana) == [("09:40", None)]


def test_coming_and_going_keep_their_order(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    attendance.check_in(desk, ana, event, at=at(0))
    attendance.check_out(desk, ana, event, at=at(30))
    came, left = attendance_correcting.marks(desk, ana, event)
    for mark, minutes in ((came, 31), (left, -1)):
        with pytest.raises(HubDeskError) as refused:
            attendance_correcting.correct(desk, mark.id, at=at(minutes))
        assert refused.value.code == "order"
    assert told(desk, event, ana) == [("09:00", "09:30")]
    attendance_correcting.correct(desk, left.id, at=at(0))
    assert told(desk, event, ana) == [("09:00", "09:00")], "within one moment, still in order"


def test_a_wrong_check_in_is_taken_back_and_held_again(desk: Desk, event: str) -> None:
    ana = people.add(desk, event, "Ana")
    attendance.check_in(desk, ana, event, at=NINE)
    (mark,) = attendance_correcting.marks(desk, ana, event)
    attendance_correcting.take_back(desk, mark.id)
    attendance_correcting.take_back(desk, mark.id)
    assert told(desk, event, ana) == [] and attendance.counts(desk, event).came == 0
    assert not attendance.find(desk, event, "ana")[0].here
    assert [each.way for each in attendance_correcting.marks(desk, ana, event)] == ["not-in"]
    assert said(desk)[0] == "Take a mark of Ana back"
    assert attendance.check_in(desk, ana, event, at=at(9)).state == "in", "not welcomed back: they never came"
    attendance_correcting.hold_again(desk, mark.id)
    assert told(desk, event, ana) == [("09:00", None)]
    desk.undo()
    desk.undo()
    desk.undo()
    assert told(desk, event, ana) == [("09:00", None)] and len(attendance_correcting.marks(desk, ana, event)) == 1


@pytest.mark.locked
def test_a_sensitive_gathering_keeps_half_days_also_when_corrected(desk: Desk) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=NINE)
    who = attendance.walk_in(desk, quiet, "", at=NINE)
    (mark,) = attendance_correcting.marks(desk, who, quiet)
    attendance_correcting.correct(desk, mark.id, at=at(300))
    assert desk.read.get(Mark, mark.id).at == "2027-05-08T12:00:00+00:00"


def test_two_desks_that_correct_apart_agree_in_either_order(tmp_path) -> None:
    team = Team(tmp_path)
    event = an_evening(team)
    ana = people.add(team["aisha"], event, "Ana")
    kit = team.kit(event, people=True)
    assert merging.open_kit(team["bela"], kit.path, kit.words) == event
    for name, minutes in (("aisha", 0), ("bela", 4)):
        attendance.check_in(team[name], ana, event, at=at(minutes))
    for one, other in (("aisha", "bela"), ("bela", "aisha")):
        merging.absorb(team[other], [team.team_file(one, event)])
    first = attendance_correcting.marks(team["aisha"], ana, event)[0].id
    attendance_correcting.correct(team["aisha"], first, at=at(2))
    attendance_correcting.take_back(team["bela"], first)
    files = [team.team_file(name, event) for name in ("aisha", "bela")]
    for name, order in (("aisha", files), ("bela", files[::-1])):
        for each in order:
            merging.absorb(team[name], [each])
    assert team.logs("aisha") == team.logs("bela")
    assert told(team["aisha"], event, ana) == told(team["bela"], event, ana) == [("09:04", None)]
    assert [each.way for each in attendance_correcting.marks(team["bela"], ana, event)] == ["not-in", "in"]
    # two times for one mark are two versions, until somebody says one of them again
    second = attendance_correcting.marks(team["aisha"], ana, event)[1].id
    for name, minutes in (("aisha", 6), ("bela", 8)):
        attendance_correcting.correct(team[name], second, at=at(minutes))
    merging.absorb(team["aisha"], [team.team_file("bela", event)])
    assert team["aisha"].read.count_versions(event) == 1
    standing = team["aisha"].read.get(Mark, second).at
    attendance_correcting.correct(team["aisha"], second, at=datetime.fromisoformat(standing))
    assert team["aisha"].read.count_versions(event) == 0
    assert told(team["aisha"], event, ana) == [(standing[11:16], None)]
    team["aisha"].close(), team["bela"].close()
