"""Questions of the drafters stay with their charter, and notes answer them."""

import json
from pathlib import Path

import pytest

from hubdesk.desk import charters, events, exports, joining, merging, notes, questions, reports, sorting
from hubdesk.desk.desk import Desk, charter_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.records import Edition, Note, OpenQuestion
from tests.desk.laptops import Team, an_evening
from tests.desk.test_charters import SHORT

PAID = "Who pays for the boats?"


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", languages=["en"])
    charters.take(desk, charters.preview([("rules.md", SHORT)], title="Rules", language="en"), event=made)
    return made


def charter(desk: Desk) -> str:
    return desk.read.all(Edition)[0].charter


def wid(desk: Desk, number: str) -> str:
    found = charters.index(desk).resolve(number)
    assert found
    return found


def test_a_question_stands_at_its_place_in_the_book_of_the_charter(desk: Desk, event: str) -> None:
    late = questions.add(desk, charter(desk), " Which lamps \n are enough? ", section=wid(desk, "2"))
    early = questions.add(desk, charter(desk), PAID, section=wid(desk, "1p1"))
    whole = questions.add(desk, charter(desk), "Was fehlt hier noch?", language="de")
    found = questions.of_event(desk, event)
    assert [(each.question.id, each.number) for each in found] == [(whole, "0"), (early, "1p1"), (late, "2")]
    asked = desk.read.get(OpenQuestion, late)
    assert (asked.text, asked.book, asked.language) == (
        "Which lamps are enough?",
        charter_book(charter(desk)).id,
        "en",
    )
    assert desk.read.get(OpenQuestion, whole).language == "de"
    questions.remove(desk, early)
    assert len(questions.of_event(desk, event)) == 2
    desk.undo()
    assert questions.of_event(desk, event) == found


def test_the_same_question_at_the_same_place_is_one(desk: Desk, event: str) -> None:
    one = questions.add(desk, charter(desk), PAID)
    assert questions.add(desk, charter(desk), f" {PAID}\n", section=charter(desk)) == one
    assert questions.add(desk, charter(desk), PAID, section=wid(desk, "1")) != one
    questions.remove(desk, one)
    assert questions.add(desk, charter(desk), PAID) == one and desk.read.get(OpenQuestion, one).text == PAID


def test_what_cannot_be_asked_is_refused(desk: Desk, event: str) -> None:
    for text, more in ((" ", {}), ("x" * 2_001, {}), (PAID, {"section": "0" * 32}), (PAID, {"language": "not a tag"})):
        with pytest.raises(Usage):
            questions.add(desk, charter(desk), text, **more)
    with pytest.raises(HubDeskError):
        questions.add(desk, "0" * 32, PAID)
    made = questions.add(desk, charter(desk), PAID)
    for question, note in ((made, "0" * 32), ("0" * 32, notes.add(desk, event, "We all do"))):
        with pytest.raises(HubDeskError):
            questions.answer(desk, question, [note])


def test_notes_answer_a_question_in_one_step_and_the_gathering_counts_them(desk: Desk, event: str) -> None:
    made = questions.add(desk, charter(desk), PAID, section=wid(desk, "1"))
    one, two, other = (notes.add(desk, event, line) for line in ("Everybody", "The council", "Lovely tea"))
    elsewhere = notes.add(desk, events.create(desk, "Other"), "Nobody")
    questions.answer(desk, made, [one, two, elsewhere])
    assert questions.of_event(desk, event)[0].notes == (one, two)
    assert desk.read.get(Note, other).answers == frozenset()
    questions.answer(desk, made, [two], False)
    assert questions.of_event(desk, event)[0].notes == (one,)
    desk.undo()
    desk.undo()
    assert questions.of_event(desk, event)[0].notes == ()


def test_sorting_says_before_what_it_would_change(desk: Desk, event: str) -> None:
    made = questions.add(desk, charter(desk), PAID)
    ids = [notes.add(desk, event, line) for line in ("Everybody", "The council")]
    sorting.sort(desk, ids[:1], "answer", made)
    would = sorting.preview(desk.read.many(Note, ids), "answer", made)
    assert (would.changing, would.same) == (1, 1)
    sorting.sort(desk, ids, "answer", made)
    sorting.sort(desk, ids[:1], "unanswer", made)
    assert questions.of_event(desk, event)[0].notes == (ids[1],)


def test_answers_stay_with_words_that_are_joined_moved_split_and_typed_again(desk: Desk, event: str) -> None:
    made = questions.add(desk, charter(desk), PAID)
    one, two = (notes.add(desk, event, line) for line in ("Everybody pays.", "The council pays. Never mind."))
    questions.answer(desk, made, [two])
    second = joining.split(desk, two, len("The council pays. "))
    assert questions.of_event(desk, event)[0].notes == (two, second)
    joining.merge(desk, one, two)
    assert set(questions.of_event(desk, event)[0].notes) == {one, second}
    notes.retype(desk, one, "Nobody pays")
    moved = notes.show_to(desk, [one], "sensitive")
    assert set(questions.of_event(desk, event)[0].notes) == {moved[one], second}


def test_a_report_tells_the_questions_with_the_numbers_of_remarks_that_may_be_published(
    desk: Desk, event: str, tmp_path: Path
) -> None:
    made = questions.add(desk, charter(desk), "Who pays, [[all]] of us?", section=wid(desk, "1"))
    questions.add(desk, charter(desk), "What else?")
    ids = [notes.add(desk, event, line) for line in ("/1 everybody", "Lovely tea", "the council")]
    hidden = notes.add(desk, event, "not for others", visibility="internal")
    asking = notes.add(desk, event, "Ada Lovelace pays, ada@example.org")
    questions.answer(desk, made, [ids[0], ids[2], hidden, asking])
    found = reports.summary(desk, [event], language="en")
    assert [(one.text, one.place, one.numbers) for one in found.questions] == [
        ("What else?", "", ()),
        ("Who pays, [[all]] of us?", "1", (1, 3)),
    ]
    for form in ("ambassador", "notes"):
        text = reports.text(desk, [event], form, language="en").text
        part = text[text.index("== Drafters' questions answered ==") :]
        assert "answered in remarks 1, 3" in part and "No remark answers 1 question of the drafters." in part
        assert "[[all]]" not in part and "example.org" not in text
    out = tmp_path / "report.pdf"
    assert reports.pdf(desk, [event], out, language="ar").pages
    exports.export(desk, "json", tmp_path / "all.json", events=[event])
    told = json.loads((tmp_path / "all.json").read_text("utf-8"))["questions"]
    assert [(each["section"], each["remarks"]) for each in told] == [("", []), ("1", [1, 3])]


def test_questions_and_answers_of_several_laptops_come_together(tmp_path: Path) -> None:
    team = Team(tmp_path)
    event = an_evening(team)
    kit = team.kit(event)
    merging.open_kit(team["bo"], kit.path, kit.words)
    made = {name: questions.add(team[name], charter(team[name]), PAID) for name in ("aisha", "bo")}
    assert made["aisha"] == made["bo"]
    for name in made:
        questions.answer(team[name], made[name], [notes.add(team[name], event, f"{name} pays")])
    merging.absorb(team["aisha"], [team.team_file("bo", event)], trust=True)
    (asked,) = questions.of_event(team["aisha"], event)
    assert len(asked.notes) == 2 and not asked.question.versions
