"""Minutes of a real evening hold what may be published, under the items that ran, and nobody's name."""

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from hubdesk.desk import agenda, attendance, events, notes, people, polls, publishing, reports
from hubdesk.desk.desk import Desk
from hubdesk.i18n import LANGUAGES
from tests.desk.conftest import Clock

#: Names without consent, and words that stay with the team or on the laptop.
KEPT = ("Ophelia", "Quartermaine", "dropped", "teamword", "committeeword", "sensitiveword", "innermeeting", "unheard")


@pytest.fixture
def event(desk: Desk, clock: Clock) -> str:
    made = events.create(desk, "Tea", start=clock(), end=datetime(2027, 5, 8, 11, tzinfo=UTC))
    for item in agenda.items(desk, made):
        agenda.remove(desk, item.id)
    people.add(desk, made, "Ophelia Quartermaine")
    first, speech, inner = (
        agenda.add(desk, made, title, type=type, minutes=10)
        for title, type in (("Reading", "reading round"), ("Speech of Ophelia", "plenary"), ("innermeeting", "plenary"))
    )
    agenda.edit(desk, inner, visibility="internal")
    agenda.begin(desk, first, at=clock())
    clock.pass_(minutes=3)
    question = notes.add(desk, made, "q: more rowing? ??")
    notes.add(desk, made, "r: yes, but Ophelia Quartermaine dropped the oars", parent=question)
    agenda.begin(desk, speech, at=clock.pass_(minutes=14))
    notes.add(desk, made, "d: two boats are kept")
    for line, visibility in (("teamword", "internal"), ("committeeword", "committee"), ("sensitiveword", "sensitive")):
        notes.add(desk, made, f"d: {line}", visibility=visibility)
    polls.tally(desk, polls.add(desk, made, "Two boats?"), "11/1/0", base=14)
    polls.tally(desk, polls.add(desk, made, "unheard: is Ophelia Quartermaine right?"), "11/1/0", base=14)
    agenda.begin(desk, inner, at=clock.pass_(minutes=10))
    notes.add(desk, made, "a: somebody asks the mill")
    agenda.finish(desk, inner, at=clock.pass_(minutes=5))
    return made


def words(path: Path) -> str:
    found = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    return " ".join(found.split())


def test_minutes_follow_the_agenda_that_may_be_told(desk: Desk, event: str) -> None:
    found = reports.minutes(desk, [event], language="en")
    (sitting,) = found.sittings
    assert [(point.title, point.type, point.planned, point.took) for point in sitting.agenda] == [
        ("Reading", "reading round", 10, 15),
        ("", "plenary", 10, 10),
    ]
    assert [[item.text for item in point.items] for point in sitting.agenda] == [
        ["more rowing?"],
        ["two boats are kept"],
    ]
    assert [[poll.question for poll in point.polls] for point in sitting.agenda] == [[], ["Two boats?"]]
    assert [item.text for item in sitting.rest] == ["somebody asks the mill"]
    assert [[item.text for item in items] for items in (found.decisions, found.actions, found.open)] == [
        ["two boats are kept"], ["somebody asks the mill"], ["more rowing?"]
    ]  # fmt: skip
    assert (sitting.not_begun, sitting.longer, found.summary.left_out) == (0, 1, 2)


def test_an_answer_lets_a_line_in_below_what_it_answers(desk: Desk, event: str) -> None:
    asked = [(one.question.note, one.question.reason) for one in publishing.gate(desk, event)]
    publishing.answer_all(desk, event, asked, "keep")
    found = reports.minutes(desk, [event], language="en").sittings[0].agenda[0].items
    assert [[answer.text for answer in item.answers] for item in found] == [
        ["yes, but Ophelia Quartermaine dropped the oars"]
    ]


def test_no_minutes_hold_a_name_without_consent_or_what_is_not_public(desk: Desk, event: str, tmp_path: Path) -> None:
    for language in LANGUAGES:
        made = reports.pdf(desk, [event], tmp_path / "a.pdf", kind="minutes", language=language)
        found = words(made.path)
        assert {"boats", "kept", "mill"} <= set(found.split()) and made.left_out == 2
        wiki = reports.text(desk, [event], "minutes", language=language)
        assert "two boats are kept" in wiki.text and wiki.left_out == 2 and wiki.page.endswith("/Minutes/Tea")
        assert [word for word in KEPT if word.casefold() in f"{found}\n{wiki.text}".casefold()] == []


@pytest.mark.locked
def test_minutes_of_a_sensitive_gathering_tell_neither_titles_nor_minutes(desk: Desk, clock: Clock) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=clock())
    item = agenda.add(desk, quiet, "Somebody tells what happened", type="speaking round", minutes=45)
    agenda.begin(desk, item, at=clock())
    notes.add(desk, quiet, "no more of it", item=item)
    notes.add(desk, quiet, "it must be said")
    attendance.heads(desk, quiet, 12, at=clock())
    (sitting,) = reports.minutes(desk, [quiet], language="en").sittings
    assert not any(point.title or point.planned or point.took for point in sitting.agenda)
    assert [item.text for item in sitting.agenda[-1].items] == ["no more of it"]
    assert [item.text for item in sitting.rest] == ["it must be said"]


def test_minutes_of_a_series_are_one_paper(desk: Desk, event: str, tmp_path: Path) -> None:
    other = events.create(desk, "Coffee", start=desk.now())
    notes.add(desk, other, "d: coffee stays")
    attendance.heads(desk, event, 6, at=desk.now())
    attendance.heads(desk, other, 7, at=desk.now())
    found = words(reports.pdf(desk, [event, other], tmp_path / "a.pdf", kind="minutes", language="en").path)
    assert "1. two boats are kept [2] 2. coffee stays [4]" in found
    assert found.index("Tea (8 May 2027) Agenda") < found.index("Coffee (8 May 2027) Agenda")


def test_minutes_of_a_gathering_whose_name_may_not_be_told_are_called_minutes(desk: Desk, event: str) -> None:
    events.edit(desk, event, title="Evening with Ophelia Quartermaine")
    assert reports.minutes(desk, [event], language="en").summary.title == "Minutes of the gathering"
    assert reports.text(desk, [event], "minutes", language="en").page == "HubDesk/Minutes/Minutes of the gathering"
