"""Two versions are told by record and by laptop, and one gesture lets a side stand."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from hubdesk import paths
from hubdesk.desk import events, exchange, merging, notes, people, versions
from hubdesk.desk.starting import start
from hubdesk.model.records import Event, Note, SpokenBy

START = datetime(2026, 10, 1, 18, tzinfo=UTC)


@pytest.fixture
def pair(tmp_path):
    """Two laptops of one team that hold the same event; returns (one, other, event, exchange files)."""
    ticks = itertools.count()
    one, other = (
        start(paths.folders(tmp_path / name), name=name, now=lambda: START + timedelta(milliseconds=next(ticks)))
        for name in ("aisha", "bao")
    )
    event = events.create(one, "Evening", start=START)
    notes.add(one, event, "First words")
    kit = exchange.write_kit(one, event, tmp_path / "kit.hubbundle")
    merging.open_kit(other, kit.path, kit.words)

    def hand_over(giver, taker):
        file = exchange.write_bundle(giver, event, "team", tmp_path / f"{next(ticks)}.hubbundle").path
        return merging.absorb(taker, [file])

    yield one, other, event, hand_over
    one.close()
    other.close()


def test_nothing_is_split_at_first(pair):
    one, _, event, _ = pair
    assert versions.splits(one, event) == []


def test_a_line_changed_twice_is_one_split_with_two_sides(pair):
    one, other, event, hand_over = pair
    (note,) = one.read.notes(event)
    notes.retype(one, note.id, "Words of Aisha")
    notes.retype(other, note.id, "Words of Bao")
    hand_over(other, one)
    (split,) = versions.splits(one, event)
    assert (split.kind, split.id) == ("note", note.id)
    assert [side.values["text"] for side in split.sides] == ["Words of Bao", "Words of Aisha"]
    assert [side.who.split(" · ")[0] for side in split.sides] == ["bao", "aisha"]
    assert split.sides[0].at > split.sides[1].at


@pytest.mark.parametrize("place", [0, 1])
def test_the_side_that_was_kept_stands_everywhere(pair, place):
    one, other, event, hand_over = pair
    (note,) = one.read.notes(event)
    notes.retype(one, note.id, "Words of Aisha")
    notes.retype(other, note.id, "Words of Bao")
    hand_over(other, one)
    (split,) = versions.splits(one, event)
    versions.keep(one, split, split.sides[place])
    found = one.read.get(Note, note.id)
    assert found.text == found.line == split.sides[place].values["text"]
    assert versions.splits(one) == []
    hand_over(one, other)
    assert other.read.get(Note, note.id).text == found.text
    assert versions.splits(other, event) == []


def test_fields_that_only_one_changed_are_no_question(pair):
    one, other, event, hand_over = pair
    (note,) = one.read.notes(event)
    notes.kind(one, [note.id], "concern")
    notes.retype(other, note.id, "Words of Bao")
    hand_over(other, one)
    assert versions.splits(one, event) == []
    found = one.read.get(Note, note.id)
    assert (found.kind, found.text) == ("concern", "Words of Bao")


def test_several_records_are_several_splits(pair):
    one, other, event, hand_over = pair
    (note,) = one.read.notes(event)
    events.edit(one, event, title="Evening of Aisha")
    events.edit(other, event, title="Evening of Bao")
    notes.kind(one, [note.id], "concern")
    notes.kind(other, [note.id], "celebration")
    hand_over(other, one)
    found = {split.kind: split for split in versions.splits(one, event)}
    assert set(found) == {"event", "note"}
    assert {side.values["kind"] for side in found["note"].sides} == {"concern", "celebration"}
    versions.keep(one, found["event"], found["event"].sides[1])
    assert one.read.get(Event, event).title == "Evening of Aisha"
    assert [split.kind for split in versions.splits(one, event)] == ["note"]
    one.undo()
    assert one.read.get(Event, event).title in ("Evening of Aisha", "Evening of Bao")


def test_both_sides_can_stand_in_one_step(pair):
    one, other, event, hand_over = pair
    person = people.add(one, event, "Amina Otieno")
    note = notes.add(one, event, "@Amina_Otieno first said #money")
    hand_over(one, other)
    notes.retype(one, note, "@Amina_Otieno as Aisha heard it #money")
    notes.retype(other, note, "@Amina_Otieno as Bao heard it #money")
    hand_over(other, one)
    (split,) = versions.splits(one, event)
    assert versions.can_keep_both(split)
    (made,) = versions.keep_both(one, split)
    assert {one.read.get(Note, id).text for id in (note, made)} == {side.values["text"] for side in split.sides}
    assert one.read.get(Note, made).keywords == {"money"}
    assert {link.note for link in one.read.all(SpokenBy, event=event) if link.person == person} == {note, made}
    assert versions.splits(one, event) == []
    one.undo()
    assert one.read.find(Note, made) is None


def test_only_words_that_were_said_can_stand_twice(pair):
    one, other, event, hand_over = pair
    (note,) = one.read.notes(event)
    for desk, name in ((one, "Aisha"), (other, "Bao")):
        events.edit(desk, event, title=f"Evening of {name}")
    notes.kind(one, [note.id], "concern")
    notes.kind(other, [note.id], "celebration")
    hand_over(other, one)
    assert [versions.can_keep_both(split) for split in versions.splits(one, event)] == [False, False]


def test_records_in_versions_are_counted_by_one_question(pair):
    one, other, event, hand_over = pair
    (note,) = one.read.notes(event)
    notes.retype(one, note.id, "Words of Aisha")
    notes.retype(other, note.id, "Words of Bao")
    for desk, name in ((one, "Aisha"), (other, "Bao")):
        events.edit(desk, event, title=f"Evening of {name}")
    hand_over(other, one)
    asked = []
    one.read.watch = asked.append
    assert one.read.count_versions(event) == 2
    assert len(asked) == 1
    assert one.read.count_versions("0" * 32) == 0
