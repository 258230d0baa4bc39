"""The speakers' list: asked, spoken, put back, taken back; one list on two laptops; and nobody's name outside."""

import pytest

from hubdesk.desk import attendance, care, events, merging, people, retention, speakers
from hubdesk.desk.desk import team_book
from hubdesk.errors import Usage
from hubdesk.i18n import words
from hubdesk.model.records import SpeakerTurn, SpeakingRule


@pytest.fixture
def event(desk):
    return events.create(desk, "Evening")


def names(desk, event):
    return [each.name for each in speakers.floor(desk, event).waiting]


def test_people_ask_speak_and_are_done(desk, event, clock):
    ana, bo = (people.add(desk, event, name) for name in ("Ana", "Bo"))
    first = speakers.ask(desk, event, person=ana)
    speakers.ask(desk, event, person=bo, sort="pro")
    assert speakers.ask(desk, event, person=ana) == speakers.Asked(first.turn, already=True)
    speakers.ask(desk, event, text="somebody  at the window")
    assert names(desk, event) == ["Ana", "Bo", "somebody at the window"]
    speakers.start(desk, first.turn)
    clock.pass_(seconds=90)
    speakers.start(desk, speakers.floor(desk, event).waiting[0].turn.id)  # Ana stops at the same moment
    clock.pass_(seconds=30)
    speakers.ask(desk, event, person=ana)
    found = speakers.floor(desk, event)
    assert found.now.name == "Bo" and [each.name for each in found.waiting] == ["somebody at the window", "Ana"]
    speakers.stop(desk, event)
    assert speakers.floor(desk, event).spoken == (("Ana", (1, 90)), ("Bo", (1, 30)))
    assert speakers.floor(desk, event).now is None
    speakers.stop(desk, event)  # nobody speaks
    assert words("en")(desk.next_undo(), isolated=False) == "Bo is done speaking"
    with pytest.raises(Usage):
        speakers.start(desk, first.turn)


def test_a_turn_goes_back_on_the_list_and_every_step_is_taken_back(desk, event, clock):
    first, second = (speakers.ask(desk, event, text=each).turn for each in ("Ana", "Bo"))
    speakers.start(desk, first)
    speakers.put_back(desk, first)
    assert names(desk, event) == ["Ana", "Bo"] and speakers.floor(desk, event).spoken == ()
    speakers.remove(desk, second)
    assert names(desk, event) == ["Ana"]
    assert words("en")(desk.undo(), isolated=False) == "Take Bo off the speakers' list"
    assert names(desk, event) == ["Ana", "Bo"]


def test_who_is_in_the_room_is_found_before_those_who_are_not(desk, event):
    for number in range(20):
        people.add(desk, event, f"Ana {number:02}")
    here = people.add(desk, event, "Ana 99")
    badge = people.add(desk, event, "Zoe", badge="9")
    attendance.check_in(desk, here, event, at=desk.now())
    roster = attendance.Roster(desk, event)
    assert speakers.find(roster, "a")[0].person.id == here
    assert len(speakers.find(roster, "an")) == 12
    assert [hit.person.id for hit in speakers.find(roster, "9")][:2] == [badge, here]
    assert speakers.find(roster, " ") == []


def test_the_order_is_chosen_once_for_all_laptops(desk, event):
    assert (speakers.floor(desk, event).rule, speakers.floor(desk, event).seconds) == ("arrival", 120)
    speakers.order(desk, event, "balanced")
    speakers.order(desk, event, seconds=0)
    found = speakers.order(desk, event, "balanced")
    assert (found.rule, found.seconds) == ("balanced", 0)
    assert len(desk.read.all(SpeakingRule)) == 1
    for wrong in ({"rule": "loudest"}, {"seconds": -1}, {"seconds": 99_999}):
        with pytest.raises(Usage):
            speakers.order(desk, event, **wrong)


@pytest.mark.parametrize("wrong", [{}, {"text": " "}, {"text": "Ana", "sort": "shout"}, {"text": "x" * 5000}])
def test_a_request_that_is_none_is_refused(desk, event, wrong):
    with pytest.raises(Usage):
        speakers.ask(desk, event, **wrong)
    other = people.add(desk, events.create(desk, "Another evening"), "Ana")
    with pytest.raises(Usage):
        speakers.ask(desk, event, person=other, text="Ana")
    assert desk.read.all(SpeakerTurn) == []


@pytest.mark.locked
def test_a_sensitive_gathering_keeps_no_words_and_no_times(desk, clock):
    event = events.create(desk, "Tea", sensitive=True)
    badge = people.add(desk, event, "", badge="7")
    with pytest.raises(Usage):
        speakers.ask(desk, event, text="Ana")
    turn = speakers.ask(desk, event, person=badge).turn
    speakers.start(desk, turn)
    clock.pass_(hours=5)
    speakers.stop(desk, event)
    found = speakers.floor(desk, event)
    assert found.spoken == (("7", (1, 0)),) and not found.timed
    (kept,) = desk.read.all(SpeakerTurn)
    assert (kept.asked, kept.stopped) == ("2027-05-08T00:00:00+00:00", "2027-05-08T12:00:00+00:00")


def test_who_is_forgotten_is_on_no_list(desk, event):
    ana = people.add(desk, event, "Anabruxle")
    turn = speakers.ask(desk, event, person=ana).turn
    guest = speakers.ask(desk, event, text="Anabruxle's neighbour").turn
    assert people.forget(desk, ana).mentions == (guest,)
    assert [each.id for each in desk.read.all(SpeakerTurn)] == [guest] != [turn]
    retention.forget(desk, event)
    assert not desk.read.all(SpeakerTurn) and not desk.read.deleted(SpeakerTurn)
    desk.close()
    files = b"".join(path.read_bytes() for path in desk.folders.data.rglob("*") if path.is_file())
    assert b"Anabruxle" not in files


def test_two_laptops_keep_one_list_whichever_file_comes_first(team):
    here, there = team["aisha"], team["bao"]
    event = events.create(here, "Evening")
    ana, bo = (people.add(here, event, name) for name in ("Ana", "Bo"))
    kit = team.kit(event)
    merging.open_kit(there, kit.path, kit.words)
    merging.absorb(there, [team.team_file("aisha", event)])
    for desk, order in ((here, (ana, bo)), (there, (bo, ana))):  # both desks write both down
        for person in order:
            speakers.ask(desk, event, person=person)
            team.wait(1)
    speakers.order(there, event, "new")
    files = [team.team_file(name, event) for name in ("aisha", "bao")]
    merging.absorb(here, files[1:]), merging.absorb(there, files[:1])
    assert names(here, event) == names(there, event) == ["Ana", "Bo"]
    book = team_book(event).id
    states = [next(each.state for each in care.digest(desk) if each.book.id == book) for desk in (here, there)]
    assert states[0] == states[1]
    speakers.start(there, speakers.floor(there, event).waiting[0].turn.id)
    assert names(there, event) == ["Bo"], "the other request of the same person went with it"
