"""Questions about the people who come: counts alone, no trace of anybody, and no small number in what is published."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hubdesk.desk import attendance, demographics, events, exports, people, polls, published, reports
from hubdesk.desk.desk import Desk, team_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import words
from hubdesk.model.demographics import TEMPLATES
from hubdesk.model.disclosure import Range
from hubdesk.model.records import Demographic
from hubdesk.report.polled import Polled

AT = datetime(2027, 5, 8, 9, tzinfo=UTC)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Evening", languages=["en"])


def told(desk: Desk, *gatherings: str, language: str = "en") -> tuple[Polled, ...]:
    return reports.summary(desk, gatherings, language=language, as_of=AT).polls


def test_nothing_is_asked_until_somebody_switches_it_on(desk: Desk, event: str) -> None:
    assert demographics.of_event(desk, event) == [] and told(desk, event) == ()
    one = demographics.add(desk, event, "first-time")
    assert demographics.add(desk, event, "first-time") == one, "asked once"
    assert [each.counts for each in demographics.of_event(desk, event)] == [(0, 0)]
    assert told(desk, event) == (), "and nothing is told without answers"


def test_counts_of_several_heaps_add_up_and_can_be_taken_back(desk: Desk, event: str) -> None:
    one = demographics.add(desk, event, "first-time")
    demographics.tally(desk, one, "7/2")
    assert demographics.tally(desk, one, "٣/٤").counts == (10, 6)
    desk.undo()
    assert demographics.of_event(desk, event)[0].counts == (7, 2)
    demographics.clear(desk, one)
    assert demographics.of_event(desk, event)[0].counts == (0, 0)
    demographics.remove(desk, one)
    assert demographics.of_event(desk, event) == []
    desk.undo(), desk.undo()
    assert demographics.of_event(desk, event)[0].counts == (7, 2)


def test_fewer_than_five_slips_are_not_kept_for_the_log_tells_when_they_came(desk: Desk, event: str) -> None:
    one = demographics.add(desk, event, "first-time")
    with pytest.raises(HubDeskError) as error:
        demographics.tally(desk, one, "1/0")
    assert error.value.code == "few-slips" and desk.read.get(Demographic, one).tallies == {}


@pytest.mark.parametrize("typed", ["", "5", "5/5/5", "five/5", "-5/9", "9999999/1"])
def test_counts_that_do_not_fit_are_wrong_usage(desk: Desk, event: str, typed: str) -> None:
    with pytest.raises(Usage):
        demographics.tally(desk, demographics.add(desk, event, "first-time"), typed)


def test_own_questions_have_answers_and_name_nobody(desk: Desk, event: str) -> None:
    people.add(desk, event, "Zenobia Quartz")
    made = demographics.add(desk, event, question="How did you come?", answers=["On foot", "By boat"])
    assert demographics.of_event(desk, event)[0].answers == ("On foot", "By boat")
    assert demographics.add(desk, event, question="How did you come? ", answers=["On foot", "By boat"]) == made
    for wrong in (
        {},
        {"template": "shoe size"},
        {"question": "Why?"},
        {"question": "Do you know Zenobia Quartz?", "answers": ["Yes", "No"]},
        {"question": "Who?", "answers": ["Zenobia Quartz", "No"]},
    ):
        with pytest.raises(Usage):
            demographics.add(desk, event, **wrong)
    demographics.tally(desk, made, "9/6")
    assert told(desk, event)[0].shown
    people.add(desk, event, "On foot")
    assert told(desk, event) == (), "who registers later is not named by a question either"


def test_a_question_named_like_one_of_ours_keeps_its_own_words(desk: Desk, event: str) -> None:
    demographics.tally(desk, demographics.add(desk, event, question="age", answers=["Stone", "Iron"]), "9/6")
    assert (told(desk, event)[0].question, told(desk, event)[0].options) == ("age", ("Stone", "Iron"))


def test_a_template_is_one_question_in_every_language(desk: Desk, event: str) -> None:
    one = demographics.add(desk, event, "community")
    demographics.tally(desk, one, "9/6/0/0")
    (english,), (german,) = told(desk, event), told(desk, event, language="de")
    assert english.key == german.key and english.shown == german.shown
    assert german.question == words("de")(TEMPLATES["community"].question)


def test_small_numbers_are_hidden_and_silence_is_a_range(desk: Desk, event: str) -> None:
    one = demographics.add(desk, event, "first-time")
    demographics.tally(desk, one, "6/3")
    assert told(desk, event)[0].shown == (), "nine answers are too few"
    demographics.tally(desk, one, "5/0")
    for n in range(20):
        people_there(desk, event, n)
    (found,) = told(desk, event)
    assert found.shown == (Range(11, 11), Range(0, 4)) and found.no_response == Range(5, 9)


def people_there(desk: Desk, event: str, n: int) -> None:
    attendance.walk_in(desk, event, f"Guest {n}", at=AT)


def test_no_count_stands_in_what_another_team_gets_and_none_on_a_person(desk: Desk, event: str, tmp_path: Path) -> None:
    one = demographics.add(desk, event, question="How did you get here?", answers=["On foot", "By boat"])
    demographics.tally(desk, one, "987/13")
    assert desk.read.get(Demographic, one).book == team_book(event).id
    assert {each for each in Demographic.__dataclass_fields__ if "person" in each} == set()
    for form in ("csv", "json", "html", "xlsx"):
        done = exports.export(desk, form, tmp_path / f"a.{form}", events=[event])
        whole = b"".join(path.read_bytes() for path in done.paths)
        assert form == "xlsx" or (b"How did you get here?" in whole and b"987" in whole)


def test_every_paper_that_tells_it_publishes_it_and_says_how_it_was_asked(desk: Desk, event: str) -> None:
    demographics.tally(desk, demographics.add(desk, event, "first-time"), "9/6")
    for form in ("ambassador", "markdown", "minutes"):
        made = reports.text(desk, [event], form, language="en", as_of=AT)
        assert "Is this your first gathering of this sort?" in made.text and "on slips without names" in made.text
        assert [one.key for one in made.told]
    reports.leave(desk, made)
    (found,) = told(desk, event)
    assert found.new == () and published.of_events(desk, [event])[found.key]


def test_polls_of_the_room_and_questions_about_people_stand_beside_each_other(desk: Desk, event: str) -> None:
    polls.tally(desk, polls.add(desk, event, "Vote?"), "9/3/1", base=20)
    demographics.tally(desk, demographics.add(desk, event, "age"), "9/9/0/0")
    assert [one.scale.partition("\n")[0] for one in told(desk, event)] == ["abstain", "people"]
