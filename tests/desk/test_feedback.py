"""Feedback is filtered in memory, counted over the whole outline, and never retagged in silence."""

import random
import time

import pytest

from hubdesk.desk import charters, events, feedback, notes
from hubdesk.desk.desk import Desk
from hubdesk.desk.feedback import Filter, Grid, Label
from hubdesk.i18n import count
from hubdesk.model.records import Note

RULES = b"# Rules\n\nBe kind.\n\n## Boats\n\nRow.\n\n### Oars\n\nTwo.\n\n- Left\n- Right\n\n## Lamps\n\nOil.\n"


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", languages=["en", "hi"])
    charters.take(desk, charters.preview([("rules.md", RULES)]), event=made)
    return made


def texts(rows: list[feedback.Row]) -> list[str]:
    return [row.note.text for row in rows]


def wid(desk: Desk, event: str, number: str) -> str:
    return charters.index(desk, event).resolve(number) or ""


def fill(desk: Desk, event: str) -> None:
    for line in (
        "!: /1 row less #safety",
        "+: /1.1p2 left is right",
        "~: /1.1 /1.1p3 three oars",
        "q: /2 who buys oil?",
        "nothing tagged #safety",
        "c: ?? नाव पुरानी है",
    ):
        notes.add(desk, event, line)
    notes.add(desk, event, "for the team", visibility="internal")
    notes.gap(desk, event, desk.now())


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, 7),
        ({"kind": "dealbreaker"}, 1),
        ({"kind": ""}, 4),
        ({"form": "question"}, 1),
        ({"untagged": True}, 3),
        ({"text": "OARS"}, 1),
        ({"text": "safe"}, 2),
        ({"text": "नाव"}, 1),
        ({"text": "zzz"}, 0),
        ({"visibility": "internal"}, 1),
        ({"language": "hi"}, 1),
        ({"keyword": "safety"}, 2),
        ({"follow_up": True}, 1),
        ({"to_sort": True}, 3),
        ({"keyword": "safety", "untagged": True}, 1),
    ],
)
def test_filters(desk: Desk, event: str, wanted: dict[str, object], found: int) -> None:
    fill(desk, event)
    rows = feedback.rows(desk, event, Filter(**wanted))  # type: ignore[arg-type]
    assert len(rows) == found
    assert [row.note.id for row in rows] == sorted(row.note.id for row in rows)


def test_what_waits_is_untagged_speaks_of_an_unknown_place_or_is_open(desk: Desk, event: str) -> None:
    lines = ("nothing", "/1 /9.9 there is no such section", "/1 ?? who knows", "/1 all is said", "either/or 1/2 /2")
    made = [notes.add(desk, event, line) for line in lines]
    grid = Grid(desk, event)
    assert [row.waits for row in grid.rows()] == ["untagged", "unknown", "open", "", ""]
    assert [row.note.id for row in grid.rows(Filter(to_sort=True))] == made[:3]
    assert grid.to_sort() == 3
    notes.follow_up(desk, made, False)
    assert [row.waits for row in Grid(desk, event).rows()] == ["untagged", "unknown", "", "", ""]
    charters.remove(desk, charters.chosen(desk, event)[0].charter)
    assert Grid(desk, event).to_sort() == 5


def test_a_section_takes_what_lies_below_it(desk: Desk, event: str) -> None:
    fill(desk, event)

    def about(number: str) -> int:
        return len(feedback.rows(desk, event, Filter(section=wid(desk, event, number))))

    assert [about(number) for number in ("0", "1", "1.1", "1.1p2", "2")] == [4, 3, 2, 1, 1]


def test_labels_stand_in_the_order_of_the_charter(desk: Desk, event: str) -> None:
    made = notes.add(desk, event, "/2 /1.1p2 /1 all")
    row = feedback.rows(desk, event)[0]
    assert row.note.id == made
    assert [(label.number, label.heading) for label in row.sections] == [
        ("1", "Boats"),
        ("1.1p2", "Oars"),
        ("2", "Lamps"),
    ]
    assert all(label.there for label in row.sections)


def test_bars_cover_the_whole_outline_and_count_a_note_once(desk: Desk, event: str) -> None:
    fill(desk, event)
    bars = feedback.by_section(desk, event)
    assert [(bar.number, bar.heading, bar.level, bar.total) for bar in bars] == [
        ("0", "Rules", 0, 0),
        ("1", "Boats", 1, 1),
        ("1.1", "Oars", 2, 2),
        ("2", "Lamps", 1, 1),
    ]
    assert bars[2].kinds == {"celebration": 1, "suggestion": 1}
    assert bars[0].kinds == {}
    assert feedback.untagged(desk, event) == 3


def test_tags_of_a_charter_that_is_gone_are_shown_and_counted(desk: Desk, event: str) -> None:
    made = notes.add(desk, event, "/1.1 two")
    charters.remove(desk, charters.chosen(desk, event)[0].charter)
    row = feedback.rows(desk, event)[0]
    assert row.sections == (Label(next(iter(row.note.tags)), "1.1", "Oars", False),)
    bars = feedback.by_section(desk, event)
    assert [(bar.number, bar.heading, bar.total, bar.there) for bar in bars] == [("1.1", "Oars", 1, False)]
    assert feedback.untagged(desk, event) == 0
    notes.tag(desk, [made], row.sections[0].wid, False)
    assert feedback.by_section(desk, event) == []


def test_what_a_note_saw_survives_damage() -> None:
    assert feedback.seen_of(Note(id="1", seen={"w": "{broken"}), "w") == {}
    assert feedback.seen_of(Note(id="1", seen={"w": "[1]"}), "w") == {}
    assert feedback.seen_of(Note(id="1", seen={"w": '{"number":3,"heading":"H"}'}), "w") == {"heading": "H"}
    assert feedback.seen_of(Note(id="1"), "w") == {}


def test_headings_are_shown_in_the_language_of_the_window_where_there_is_one(desk: Desk, event: str) -> None:
    german = b"# Regeln\n\nSeid nett.\n\n## Boote\n\nRudern.\n\n### Ruder\n\nZwei.\n\n- Links\n- Rechts\n\n"
    german += b"## Lampen\n\nOel.\n"
    files = [("rules.md", RULES), ("rules-de.md", german)]
    charters.take(desk, charters.preview(files), event=event)
    notes.add(desk, event, "/1.1p2 left")
    assert [bar.heading for bar in feedback.by_section(desk, event, language="de")] == [
        "Regeln",
        "Boote",
        "Ruder",
        "Lampen",
    ]
    assert feedback.rows(desk, event, language="de")[0].sections[0].heading == "Ruder"
    assert feedback.by_section(desk, event, language="hi")[1].heading == "Boats"


def test_a_grid_follows_every_change_like_a_fresh_one(desk: Desk, event: str) -> None:
    grid = Grid(desk, event)
    desk.listen(grid.refresh)
    chance = random.Random(5)
    made: list[str] = []
    for step in range(40):
        act = chance.randrange(6)
        here = [note.id for note in desk.read.notes(event)]
        if act <= 1 or not here:
            made.append(notes.add(desk, event, f"/{chance.choice(['1', '1.1', '2'])} line {step} #k{step % 3}"))
        elif act == 2:
            notes.tag(desk, here[-2:], wid(desk, event, "2"))
        elif act == 3:
            notes.remove(desk, [chance.choice(here)])
        elif act == 4:
            desk.undo()
        else:
            notes.show_to(desk, [chance.choice(here)], chance.choice(["public", "internal", "sensitive"]))
        fresh = Grid(desk, event)
        assert grid.rows() == fresh.rows()
        assert grid.rows(Filter(text="line 1")) == fresh.rows(Filter(text="line 1"))
        assert grid.bars() == fresh.bars()
        assert len(grid) == len(fresh)


def test_thousands_of_rows_are_filtered_while_one_types(desk: Desk, event: str) -> None:
    places = [wid(desk, event, number) for number in ("1", "1.1", "2")]
    with desk.action(count(6_000, "Import {n} note", "Import {n} notes")) as put:
        for n in range(6_000):
            place = {places[n % 3]: True} if n % 5 else {}
            put(Note, event=event, text=f"line {n} about oars and lamps", tags=place, kind="concern" if n % 2 else "")
    grid = Grid(desk, event)
    start = time.process_time()
    assert len(grid.rows(Filter(text="line 11 oa", kind="concern"))) == 56
    assert len(grid.rows(Filter(section=places[0]))) == 3_200
    assert sum(bar.total for bar in grid.bars()) == 4_800
    assert time.process_time() - start < 1, "a generous bound: some hundredths are usual"
