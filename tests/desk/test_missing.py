"""The whole document, a whole chapter, and what the text does not say can be tagged like any other place."""

import pytest

from hubdesk.desk import charters, events, feedback, notes, reports
from hubdesk.desk.desk import Desk
from hubdesk.report.summary import summarize
from tests.desk.test_anchoring import OLD, take


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea")
    take(desk, OLD, made)
    for line in ("/0 a good text", "/1 all of it", "/1p0 oars", "/0p0 nothing about fish", "/١p0 الأشرعة"):
        notes.add(desk, made, line)
    return made


def test_they_are_tagged_in_a_line_and_stand_in_the_grid(desk: Desk, event: str) -> None:
    told = {row.note.text: row.sections[0] for row in feedback.rows(desk, event)}
    assert [(label.number, label.heading) for label in told.values()] == [
        ("0", "Rules"),
        ("1", "Boats"),
        ("1p0", "Missing from the text"),
        ("0p0", "Missing from the text"),
        ("1p0", "Missing from the text"),
    ]
    bars = {bar.heading: bar.total for bar in feedback.by_section(desk, event)}
    assert bars == {"Rules": 2, "Boats": 3, "Lamps": 0}, "what is missing counts to its heading"
    assert len(feedback.rows(desk, event, feedback.Filter(section=charters.index(desk, event).resolve("1") or ""))) == 3


def test_they_are_asked_for_by_number_and_never_by_words_of_headings(desk: Desk, event: str) -> None:
    index = charters.index(desk, event)
    place = index.resolve("1p0")
    assert place is not None and index.heading_of(place) == index.resolve("1")
    assert index.label(place, "en") == "1p0 Missing from the text"
    assert {each.number for each in index.suggest("1")} >= {"1", "1p0", "1p1"}
    assert [each.number for each in index.suggest("boats")] == ["1"]
    assert index.wholes() == [index.resolve("0"), index.resolve("0p0")]
    assert [note.text for note in desk.read.notes(event, section=place)] == ["oars", "الأشرعة"]
    seen = feedback.seen_of(next(note for note in desk.read.notes(event) if note.text == "oars"), place)
    assert (seen["missing"], seen["heading"], seen["number"]) == ("yes", "Boats", "1p0")


def test_a_report_says_that_something_is_missing(desk: Desk, event: str) -> None:
    (chapter,) = summarize(reports.material(desk, [event], language="en")).chapters
    lacking = {item.text: item.missing for found in chapter.findings for item in found.items}
    assert lacking["oars"] and lacking["nothing about fish"] and not lacking["all of it"]
