"""A gallery walk: groups go from table to table by the clock, and lines take the topic of their table."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.desk import charters, events, notes, walks
from hubdesk.desk.desk import Desk, team_book
from hubdesk.errors import Usage
from hubdesk.i18n import say
from hubdesk.model.records import Note, Walk
from hubdesk.model.walk import Turn, group_at, turn
from tests.desk.conftest import START

RULES = b"# Boat rules\n\n## Boats\n\nRow.\n\n## Lamps\n\nOil.\n"


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", languages=["en"])
    charters.take(desk, charters.preview([("rules.md", RULES)], language="en"), event=made)
    return made


@pytest.fixture
def walk(desk: Desk, event: str) -> str:
    return walks.plan(desk, event, ["1", "/2", "#tea"], minutes=10)


def said(desk: Desk, event: str) -> list[tuple[str, int, list[str], list[str]]]:
    known = charters.index(desk, event)
    return [
        (note.text, note.table, [known.places[wid].number for wid in sorted(note.tags)], sorted(note.keywords))
        for note in desk.read.notes(event)
    ]


def test_a_line_takes_the_topic_of_its_table_while_the_walk_runs(desk, event, walk, clock) -> None:
    notes.add(desk, event, "before", table=1)
    walks.begin(desk, walk, at=desk.now())
    clock.pass_(minutes=1)
    for table, line in ((1, "more boats"), (2, "c: /1 other place"), (3, "warm"), (0, "nowhere"), (9, "far away")):
        notes.add(desk, event, line, table=table)
        clock.pass_(seconds=1)
    notes.add_all(desk, event, ["slip one", "c: #x slip two"], table=3)
    clock.pass_(seconds=1)
    walks.end(desk, walk, at=desk.now())
    notes.add(desk, event, "after", table=1)
    assert said(desk, event) == [
        ("before", 1, [], []),
        ("more boats", 1, ["1"], []),
        ("other place", 2, ["1"], []),
        ("warm", 3, [], ["tea"]),
        ("nowhere", 0, [], []),
        ("far away", 9, [], []),
        ("slip one", 3, [], ["tea"]),
        ("slip two", 3, [], ["tea", "x"]),
        ("after", 1, [], []),
    ]
    lent = desk.read.notes(event)[1]
    assert lent.seen.keys() == lent.tags, "the note keeps what stood at the place"
    assert lent.line == "more boats"


def test_tables_tell_topic_group_and_notes(desk, event, walk, clock) -> None:
    planned = desk.read.get(Walk, walk)
    assert planned.book == team_book(event).id
    assert walks.standing(desk, planned, desk.now()) is None
    assert [(each.keyword, each.group) for each in walks.tables(desk, planned)] == [("", 0), ("", 0), ("tea", 0)]
    walks.begin(desk, walk, at=desk.now())
    notes.add(desk, event, "one", table=2)
    clock.pass_(minutes=12)
    now = desk.read.get(Walk, walk)
    at = walks.standing(desk, now, desk.now())
    assert at == Turn(2, 3, 8 * 60)
    assert [(each.number, each.group, each.notes) for each in walks.tables(desk, now, at)] == [
        (1, 3, 0),
        (2, 1, 1),
        (3, 2, 0),
    ]
    clock.pass_(minutes=30)
    over = walks.standing(desk, now, desk.now())
    assert over == Turn(4, 3, 0)
    assert {each.group for each in walks.tables(desk, now, over)} == {0}


def test_a_table_of_five_thousand_digits_is_none(desk, event, walk) -> None:
    with desk.action(say("Write what nobody would")) as put:
        put(Walk, walk, topics={"9" * 5_000: "#tea"})
    assert [each.number for each in walks.tables(desk, desk.read.get(Walk, walk))] == [1, 2, 3]


@pytest.mark.parametrize(
    "odd",
    [{"started": "now"}, {"started": "2026-05-09"}, {"started": "9999-12-31T23:59:59-14:00"}, {"minutes": 0},
     {"minutes": -(2**52)}, {"minutes": 2**52}],
    ids=str,
)  # fmt: skip
def test_a_walk_by_another_program_stops_no_page(desk, event, walk, clock, odd) -> None:
    walks.begin(desk, walk, at=START)
    with desk.action(say("Write what nobody would")) as put:
        put(Walk, walk, **odd)
    now = desk.read.get(Walk, walk)
    at = walks.standing(desk, now, clock())
    assert at is None or at.clock
    assert len(walks.tables(desk, now, at)) == 3


def test_a_plan_is_changed_until_it_begins_and_undo_takes_each_step_back(desk, event, walk) -> None:
    assert walks.plan(desk, event, ["#one", "2"], minutes=5) == walk
    assert [each.keyword for each in walks.tables(desk, desk.read.get(Walk, walk))] == ["one", ""]
    desk.undo()
    assert len(walks.tables(desk, desk.read.get(Walk, walk))) == 3
    walks.begin(desk, walk, at=desk.now())
    assert walks.running(desk, event).id == walk
    desk.undo()
    assert walks.running(desk, event) is None
    walks.begin(desk, walk, at=desk.now())
    with pytest.raises(Usage):
        walks.plan(desk, event, ["1", "2"])
    walks.end(desk, walk, at=desk.now())
    other = walks.plan(desk, event, ["1", "2"])
    assert other != walk, "one that ran is not written over"
    assert walks.running(desk, event) is None


@pytest.mark.parametrize(
    ("topics", "minutes"), [(["1"], 15), (["1", "9.9"], 15), (["1", ""], 15), (["1", "#!"], 15), (["1", "2"], 0)]
)
def test_what_is_no_walk_is_refused(desk, event, topics, minutes) -> None:
    with pytest.raises(Usage):
        walks.plan(desk, event, topics, minutes=minutes)
    with pytest.raises(Usage):
        walks.plan(desk, event, ["1"] * 41)
    assert desk.read.all(Walk) == []


@pytest.mark.locked
def test_a_sensitive_gathering_has_topics_and_no_clock(desk) -> None:
    event = events.create(desk, "Quiet", languages=["en"], sensitive=True)
    walk = walks.plan(desk, event, ["#one", "#two"])
    walks.begin(desk, walk, at=START + timedelta(hours=1, minutes=7))
    found = desk.read.get(Walk, walk)
    assert found.started == "2027-05-08T00:00:00+00:00"
    assert walks.standing(desk, found, desk.now()) is None
    notes.add(desk, event, "words", table=2)
    assert [note.keywords for note in desk.read.all(Note)] == [{"two"}]


@given(st.integers(2, 40), st.integers(1, 240), st.integers(-600, 600_000))
def test_each_group_comes_to_each_table_once(tables, minutes, seconds) -> None:
    rounds = range(1, tables + 1)
    for table in (1, tables):
        assert {group_at(table, round, tables) for round in rounds} == set(rounds)
    for round in (1, tables):
        assert {group_at(table, round, tables) for table in rounds} == set(rounds)
    found = turn(START, minutes, tables, START + timedelta(seconds=seconds))
    assert 1 <= found.round <= tables + 1
    if found.round <= tables:
        assert (found.round * minutes * 60 - found.left) == max(0, seconds)
