"""Who is trusted in one event has no say in another: what a file holds belongs to the event of its books."""

import pytest

from hubdesk.bundle.writing import Sealing
from hubdesk.desk import care, events, exchange, merging, notes
from hubdesk.errors import Refused
from hubdesk.model import trust
from hubdesk.model.facts import Book
from hubdesk.model.records import Event, Note
from tests.bundle.logs import CREW_BOOK, EVE, EVENT, EVENT_BOOK, Run, contents, ident, written
from tests.desk.laptops import START, an_evening

MAILBOX = "age15nsf9y4k28p83wth93tf7hafhvfajp45d2mge80ems45gz0c5gys3me64l"


@pytest.fixture
def event(team):
    return an_evening(team)


def taken_in(team, run: Run) -> None:
    """Give the first laptop a file of another event by somebody whom it trusts there."""
    file = written(team.folder / "stick", contents([run], use="team"), Sealing(plain=True), by=EVE).path
    merging.absorb(team["aisha"], [file], trust=True)


FORGED = {
    "a note for another event": lambda event: Run(EVE).save(ident(1), event=event, text="never said"),
    "another event's title": lambda event: Run(EVE).save(event, "event", title="Cancelled"),
    "an agenda for another event": lambda event: Run(EVE).save(ident(1), "agenda", event=event, title="Cancelled"),
    "a mailbox for another team": lambda event: Run(EVE, CREW_BOOK).save(
        ident(1), "enrolment", event=event, key=EVE.key, team_recipient=MAILBOX
    ),
    "an edition of another charter": lambda event: Run(EVE, Book(ident(7), "charter", ident(7))).save(
        ident(1), "edition", charter=ident(8), label="2026"
    ),
    "another charter": lambda event: Run(EVE, Book(ident(7), "charter", ident(7))).save(ident(8), "charter", title="x"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_file_says_nothing_about_another_event(team, event, what):
    notes.add(team["aisha"], event, "said")
    before = care.digest(team["aisha"])
    with pytest.raises(Refused) as refused:
        taken_in(team, FORGED[what](event))
    assert refused.value.code == "elsewhere"
    assert care.digest(team["aisha"]) == before


def test_nobody_reads_the_files_of_a_team_by_a_record_in_another_events_book(team, event):
    """The key is known to the team, the mailbox is the attacker's own."""
    known = team["aisha"].author.key
    fields = {"event": event, "key": known, "recipient": MAILBOX, "name": "aisha"}
    notes.add(team["aisha"], event, "ours")
    readers = exchange.who_can_open(team["aisha"], event, "team")
    with pytest.raises(Refused):
        taken_in(team, Run(EVE, CREW_BOOK).save(trust.member_id(known), "member", **fields))
    assert exchange.who_can_open(team["aisha"], event, "team") == readers


def test_good_files_of_two_events_live_side_by_side(team, event):
    elsewhere = Run(EVE, EVENT_BOOK).save(EVENT, "event", title="Elsewhere").save(ident(1), event=EVENT, text="said")
    taken_in(team, elsewhere)
    other = events.create(team["aisha"], "Evening", start=START)
    assert [one.id for one in team["aisha"].read.all(Event)] == sorted([EVENT, event, other])
    assert [one.text for one in team["aisha"].read.all(Note, event=EVENT)] == ["said"]
