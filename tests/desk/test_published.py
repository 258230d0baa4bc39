"""What was published of polls is remembered by the team, so that no later output can be subtracted from it."""

import json
import re
from pathlib import Path

import pytest

from hubdesk.desk import events, exports, merging, polls, published, reports
from hubdesk.desk.desk import Desk
from hubdesk.model.records import Published
from tests.desk.laptops import Team, an_evening

HELD = "what changed since would tell few people apart"


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", series="Teas")


def asked(desk: Desk, event: str, tally: str, question: str = "Row less?") -> str:
    poll = polls.add(desk, event, question)
    polls.tally(desk, poll, tally, base=60)
    return poll


def text(desk: Desk, *about: str, form: str = "outputs") -> str:
    return reports.text(desk, about, form, language="en").text


def row(desk: Desk, *about: str) -> list[str]:
    """Return the cells of the only poll in a table for a wiki."""
    cells = re.findall(r"^\| (.*)$", text(desk, *about), re.MULTILINE)
    return [re.sub(r"\(.*\)", "", cell).strip() for cell in cells][1:]


def test_a_file_that_is_written_is_remembered_and_a_preview_is_not(desk: Desk, event: str, tmp_path: Path) -> None:
    asked(desk, event, "12/9/8")
    text(desk, event)
    reports.pdf(desk, [event], tmp_path / "a.pdf", language="en", leaves=False)
    exports.contents(desk, "json", [event])
    exports.export(desk, "iso", tmp_path / "a.xlsx", events=[event])
    reports.pdf(desk, [event], tmp_path / "b.pdf", language="en", kind="annex")
    assert desk.read.all(Published) == []
    exports.export(desk, "json", tmp_path / "a.json", events=[event])
    (one,) = desk.read.all(Published)
    assert (one.counts, one.shown, one.event) == ("12/9/8", "12:12/9:9/8:8", event)
    assert "Row" not in repr(one), "counts only"
    exports.export(desk, "csv", tmp_path / "a.csv", events=[event])
    reports.pdf(desk, [event], tmp_path / "c.pdf", language="ar")
    assert len(desk.read.all(Published)) == 1, "what was told once more is nothing new"


def test_data_within_an_annex_publish_the_polls_that_its_pages_do_not_tell(
    desk: Desk, event: str, tmp_path: Path
) -> None:
    asked(desk, event, "12/9/8")
    reports.pdf(desk, [event], tmp_path / "a.pdf", language="en", kind="annex", data=True, leaves=False)
    assert desk.read.all(Published) == []
    reports.pdf(desk, [event], tmp_path / "a.pdf", language="en", kind="annex", data=True)
    assert [one.counts for one in desk.read.all(Published)] == ["12/9/8"]


@pytest.mark.parametrize("form", ["ambassador", "outputs", "markdown"])
def test_a_later_output_says_of_which_day_its_numbers_are(desk: Desk, event: str, form: str, clock) -> None:
    poll = asked(desk, event, "12/9/8")
    made = reports.text(desk, [event], form, language="en")
    reports.leave(desk, made)
    reports.leave(desk, made)
    assert len(desk.read.all(Published)) == 1, "copied twice, published once"
    assert HELD not in text(desk, event, form=form)
    clock.pass_(days=2)
    polls.tally(desk, poll, "13/9/8", base=60)
    told = text(desk, event, form=form)
    assert f"As published on 8 May 2027: {HELD}" in told and "13" not in re.sub(r"(?s)Made with.*", "", told)
    polls.tally(desk, poll, "17/14/8", base=60)
    told = text(desk, event, form=form)
    assert HELD not in told and "17" in told


def test_paper_page_and_tables_say_it_too(desk: Desk, event: str, tmp_path: Path) -> None:
    poll = asked(desk, event, "12/9/8")
    exports.export(desk, "json", tmp_path / "first.json", events=[event])
    polls.tally(desk, poll, "12/10/8", base=60)
    for form, name in (("html", "a.html"), ("csv", "a.csv"), ("json", "a.json")):
        exports.export(desk, form, tmp_path / name, events=[event])
    assert HELD in (tmp_path / "a.html").read_text("utf-8")
    assert ",9,9,2027-05-08" in (tmp_path / "a.polls.csv").read_text("utf-8")
    first, later = (json.loads((tmp_path / f"{name}.json").read_text("utf-8"))["polls"][0] for name in ("first", "a"))
    assert first.pop("as_of") is None and later.pop("as_of") == "2027-05-08T09:00:00+00:00"
    assert first == later
    reports.pdf(desk, [event], tmp_path / "a.pdf", language="en")
    assert HELD in " ".join(words_of(tmp_path / "a.pdf").split())


def words_of(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(document[n].get_textpage().get_text_bounded() for n in range(len(document)))


def test_a_series_minus_its_published_gatherings_tells_nothing_small(desk: Desk, event: str) -> None:
    asked(desk, event, "12/9/8")
    reports.leave(desk, reports.text(desk, [event], "outputs", language="en"))
    other = events.create(desk, "More tea", series="Teas")
    asked(desk, other, "3/1/0")
    assert row(desk, event, other)[:3] == ["12", "9", "8"]
    assert HELD in text(desk, event, other)


def test_gatherings_that_were_published_together_are_not_told_apart(desk: Desk, event: str) -> None:
    other = events.create(desk, "More tea", series="Teas")
    asked(desk, event, "12/9/8"), asked(desk, other, "3/1/0")
    series = reports.text(desk, [event, other], "outputs", language="en")
    reports.leave(desk, series)
    assert len(desk.read.all(Published)) == 2, "one part in the team's book of each gathering"
    assert "published together" in text(desk, event) and "published together" in text(desk, other)
    assert row(desk, event, other)[:3] == ["15", "10", "less than 10"]


def test_the_same_answers_in_other_words_are_the_same_answers(desk: Desk, event: str) -> None:
    poll = asked(desk, event, "12/9/8")
    reports.leave(desk, reports.text(desk, [event], "outputs", language="en"))
    polls.edit(desk, poll, question="Shall we row less?")
    polls.tally(desk, poll, "13/9/8", base=60)
    assert row(desk, event)[:3] == ["12", "9", "8"]
    polls.remove(desk, poll)
    asked(desk, event, "11/9/8", "Shall we row less?")
    assert row(desk, event)[:3] == ["12", "9", "8"]


def test_taking_steps_back_takes_nothing_back_that_has_left(desk: Desk, event: str) -> None:
    asked(desk, event, "12/9/8")
    reports.leave(desk, reports.text(desk, [event], "outputs", language="en"))
    desk.undo()
    assert len(desk.read.all(Published)) == 1


def test_a_stopped_paper_is_not_published(desk: Desk, event: str, tmp_path: Path) -> None:
    from hubdesk.errors import Cancelled

    asked(desk, event, "12/9/8")

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reports.pdf(desk, [event], tmp_path / "a.pdf", language="en", report=stop)
    assert desk.read.all(Published) == []


def test_laptops_of_the_team_know_what_another_published(team: Team) -> None:
    event = an_evening(team)
    here = team["aisha"]
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    poll = asked(here, event, "12/9/8")
    reports.leave(here, reports.text(here, [event], "outputs", language="en"))
    merging.absorb(team["bao"], [team.team_file("aisha", event)])
    polls.tally(team["bao"], poll, "13/9/8", base=60)
    assert row(team["bao"], event)[:3] == ["12", "9", "8"]


def test_where_two_laptops_published_apart_the_later_one_stands_on_both(team: Team) -> None:
    event = an_evening(team)
    here, there = team["aisha"], team["bao"]
    kit = team.kit(event)
    merging.open_kit(there, kit.path, kit.words)
    poll = asked(here, event, "12/9/8")
    merging.absorb(there, [team.team_file("aisha", event)])
    reports.leave(here, reports.text(here, [event], "outputs", language="en"))
    polls.tally(here, poll, "22/9/8", base=60)
    reports.leave(here, reports.text(here, [event], "outputs", language="en"))
    team.wait(5)
    polls.tally(there, poll, "14/9/8", base=60)
    reports.leave(there, reports.text(there, [event], "outputs", language="en"))
    merging.absorb(here, [team.team_file("bao", event)])
    merging.absorb(there, [team.team_file("aisha", event)])
    found = [published.of_events(desk, [event]) for desk in (here, there)]
    assert found[0] == found[1]
    assert [one.counts for releases in found[0].values() for one in releases] == [{event: (14, 9, 8)}]
