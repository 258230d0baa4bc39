"""What is done to many notes is told before to the note, and is one step."""

import pytest

from hubdesk.cli.note import DEEDS
from hubdesk.desk import charters, events, notes, sorting
from hubdesk.desk.desk import Desk

LINES = ("!: /1 one #oars", "~: /1 two", "c: three ??", "q: /2 four #oars #lamps")


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", languages=["en"])
    charters.take(
        desk, charters.preview([("rules.md", b"# Rules\n\n## Boats\n\nRow.\n\n## Lamps\n\nOil.\n")]), event=made
    )
    return made


@pytest.fixture
def made(desk: Desk, event: str) -> list[str]:
    return [notes.add(desk, event, line) for line in LINES]


@pytest.mark.parametrize(
    ("deed", "value", "changing", "replaced"),
    [
        ("tag", "/1", 2, {}),
        ("untag", "/1", 2, {}),
        ("kind", "concern", 4, {"dealbreaker": 1, "suggestion": 1}),
        ("kind", "suggestion", 3, {"dealbreaker": 1}),
        ("kind", "", 2, {"dealbreaker": 1, "suggestion": 1}),
        ("form", "comment", 1, {"question": 1}),
        ("keyword", "oars", 2, {}),
        ("unkeyword", "#oars", 2, {}),
        ("reader", "internal", 4, {"public": 4}),
        ("follow", "", 3, {}),
        ("done", "", 1, {}),
        ("remove", "", 4, {}),
    ],
)
def test_what_is_told_before_is_what_happens_and_one_undo_takes_it_back(
    desk, event, made, deed, value, changing, replaced
):
    if value.startswith("/"):
        value = charters.index(desk, event).resolve(value[1:]) or ""
    before = desk.read.notes(event)
    told = sorting.preview(before, deed, value)
    assert (told.changing, told.same, dict(told.replaced)) == (changing, 4 - changing, replaced)
    sorting.sort(desk, made, deed, value)
    after = {note.order: note for note in desk.read.notes(event)}
    plain = ("tags", "keywords", "kind", "form", "visibility", "follow_up")
    same = sum(
        note.order in after and all(getattr(note, each) == getattr(after[note.order], each) for each in plain)
        for note in before
    )
    assert same == 4 - changing
    desk.undo()
    back = desk.read.notes(event)
    assert [[getattr(note, each) for each in plain] for note in back] == [
        [getattr(note, each) for each in plain] for note in before
    ]


def test_the_command_line_offers_every_deed():
    assert set(DEEDS) == set(sorting.DEEDS)
