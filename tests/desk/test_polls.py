"""Polls: asked, counted, kept, taken back, and never published so that somebody can be recognised."""

import pytest

from hubdesk.desk import attendance, events, holding, notes, people, polls, publishing, reports, statements, trash
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import words
from hubdesk.model.records import Poll
from hubdesk.model.scales import result


@pytest.fixture
def event(desk):
    return events.create(desk, "Evening")


def counted(desk, poll):
    return desk.read.get(Poll, poll)


def test_a_poll_is_asked_and_counted_among_those_who_are_here(desk, event):
    for number in range(12):
        attendance.check_in(desk, people.add(desk, event, f"Guest {number}"), event, at=desk.now())
    attendance.heads(desk, event, 3, at=desk.now())
    poll = polls.add(desk, event, "Vote on the budget?")
    found = polls.tally(desk, poll, "9/3/1")
    assert (found.counts, found.no_response) == ((9, 3, 1), 2)
    assert counted(desk, poll).present == 15 and counted(desk, poll).counted
    with pytest.raises(HubDeskError, match="poll-base"):
        polls.tally(desk, poll, "9/3/4")
    assert polls.tally(desk, poll, "9/3/4", base=16).no_response == 0


def test_where_nobody_was_checked_in_nobody_knows_who_did_not_answer(desk, event):
    poll = polls.add(desk, event, "Vote?")
    assert polls.tally(desk, poll, "9/3/1").no_response is None


def test_a_count_is_one_step_that_is_taken_back(desk, event):
    poll = polls.add(desk, event, "Vote?")
    polls.tally(desk, poll, "9/3/1", base=20)
    desk.undo()
    assert counted(desk, poll).tally == "" and result(counted(desk, poll)).counts == ()
    desk.redo()
    polls.tally(desk, poll, "")
    assert (counted(desk, poll).tally, counted(desk, poll).present) == ("", 0)


def test_a_statement_is_polled_in_the_words_it_has(desk, event):
    note = notes.add(desk, event, "Money needs a vote")
    one = statements.add(desk, event, "Das Geld braucht eine Abstimmung.", [note], language="de")
    poll = counted(desk, polls.add(desk, event, statement=one, scale="support"))
    assert (poll.question, poll.language, poll.statement) == ("Das Geld braucht eine Abstimmung.", "de", one)


def test_answers_of_our_own(desk, event):
    poll = polls.add(desk, event, "When?", scale="own", labels=["Monday", "Tuesday", "Monday", " "])
    assert result(counted(desk, poll)).options == ("Monday", "Tuesday")
    assert polls.tally(desk, poll, "4/9", base=20).no_response == 7
    for other in ({"labels": ["Monday", "Friday"]}, {"scale": "support", "labels": ()}, {"temperature": True}):
        with pytest.raises(HubDeskError, match="poll-counted"):
            polls.edit(desk, poll, **other)
    assert counted(desk, poll).tally == "4/9"  # it was about these answers
    polls.tally(desk, poll, "")
    polls.edit(desk, poll, labels=["Monday", "Friday"])
    assert result(counted(desk, poll)).options == ("Monday", "Friday")


def test_answers_beyond_the_room_are_refused_until_somebody_confirms_who_came_late(desk, event):
    for number in range(4):
        attendance.check_in(desk, people.add(desk, event, f"Guest {number}"), event, at=desk.now())
    poll = polls.add(desk, event, "Vote?")
    with pytest.raises(HubDeskError) as refused:
        polls.tally(desk, poll, "4/1/1")
    assert "2 answers more than people here (4)" in words("en")(refused.value.what, isolated=False)
    with pytest.raises(HubDeskError, match="poll-base"):
        polls.tally(desk, poll, "4/1/1", late=1)
    with pytest.raises(Usage):
        polls.tally(desk, poll, "4/1/1", late=-2)
    assert counted(desk, poll).tally == ""
    assert polls.tally(desk, poll, "4/1/1", late=3).no_response == 1
    assert (counted(desk, poll).present, counted(desk, poll).late) == (7, 3)
    polls.tally(desk, poll, "2/1/1")
    assert (counted(desk, poll).present, counted(desk, poll).late) == (4, 0)


def test_a_count_says_who_counted_and_a_new_one_stands_in_the_history(desk, event):
    poll = polls.add(desk, event, "Vote?")
    assert polls.counter(desk, counted(desk, poll)) == ""
    polls.tally(desk, poll, "9/3/1", base=20)
    polls.tally(desk, poll, "9/4/1", base=20)
    polls.edit(desk, poll, question="Vote each year?")
    assert polls.counter(desk, counted(desk, poll)) == desk.author.name
    tell = words("en")
    told = [tell(entry.sentence, isolated=False) for entry in desk.read.history(3)]
    assert told[1:] == ["Count the poll Vote each year? again", "Count the poll Vote each year?"]


def test_the_same_answers_once_more_take_nothing_back(desk, event):
    poll = polls.add(desk, event, "When?", scale="own", labels=["Monday", "Tuesday"])
    polls.tally(desk, poll, "4/9", base=20)
    polls.edit(desk, poll, labels=["Monday", "Tuesday", ""])
    polls.edit(desk, poll, scale="own", question="When exactly?")
    assert (counted(desk, poll).tally, counted(desk, poll).question) == ("4/9", "When exactly?")


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": ""},
        {"scale": "nine"},
        {"scale": "own"},
        {"labels": ["yes", "no"]},
        {"scale": "own", "labels": ["a"]},
    ],
)
def test_a_poll_that_is_none_is_refused(desk, event, wrong):
    with pytest.raises(Usage):
        polls.add(desk, event, **({"question": "Vote?"} | wrong))
    assert polls.of_event(desk, event) == []


def test_counts_that_do_not_fit_are_refused_with_an_example(desk, event):
    poll = polls.add(desk, event, "Vote?", scale="consent")
    with pytest.raises(Usage):
        polls.tally(desk, poll, "9/3")
    assert counted(desk, poll).tally == ""


def test_a_poll_goes_to_the_trash_and_comes_back(desk, event):
    poll = polls.add(desk, event, "Vote?")
    polls.remove(desk, poll)
    assert polls.of_event(desk, event) == []
    (thing,) = trash.things(desk, event)
    assert thing.words == "Vote?"
    trash.restore(desk, [thing])
    assert [each.id for each in polls.of_event(desk, event)] == [poll]


def test_a_question_that_names_somebody_waits_with_the_team(desk, event):
    people.add(desk, event, "Zarquon Brindlewick")
    one = statements.add(desk, event, "Zarquon Brindlewick should decide.")
    poll = polls.add(desk, event, statement=one)
    polls.tally(desk, poll, "9/3/1", base=20)
    assert publishing.safe(desk, event).polls == ()
    assert holding.hold_back(desk, event, addressed=False) == 2
    (held,) = polls.of_event(desk, event)
    (its,) = statements.of_event(desk, event)
    assert held.book == its.book != desk.read.get(Poll, held.id).event and held.statement == its.id
    assert b"Brindlewick" not in reports.text(desk, [event], "outputs", language="en").text.encode()
    asked = [(each.question.note, each.question.reason) for each in publishing.gate(desk, event)]
    publishing.answer_all(desk, event, asked, "keep")
    assert holding.hold_back(desk, event, addressed=False) == 0
    (free,) = polls.of_event(desk, event)
    assert free.book == event and free.tally == "9/3/1"
