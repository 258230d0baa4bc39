"""The sample evening is whole: everything that is hard about real gatherings is in it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from hubdesk.desk import agenda, attendance, feedback, grants, journal, people, statements
from hubdesk.desk.attendance import Counts
from hubdesk.desk.desk import Desk
from hubdesk.desk.sample import evening, make_sample
from hubdesk.i18n import words
from hubdesk.model.consent import agrees
from hubdesk.model.records import Charter, Consent, Edition, Event, Note, Person, SpokenBy

NOW = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def made(desk: Desk) -> str:
    return make_sample(desk, now=NOW)


def test_it_is_marked_and_stands_on_the_evening_before(desk: Desk, made: str) -> None:
    event = desk.read.get(Event, made)
    assert event.sample and "(Sample)" in event.title
    assert (event.start, event.end) == ("2027-05-07T18:00:00+00:00", "2027-05-07T20:00:00+00:00")
    assert (event.feedback_closes, event.retention) == ("2027-05-21", "2027-08-05")
    assert event.languages == {"en", "ar", "de", "hi", "zh"}
    assert event.requests == {"ar": "1", "hi": "2"}
    assert event.charters == {desk.read.all(Charter)[0].id}
    assert desk.read.all(Charter)[0].sample


def test_thirteen_people_of_every_kind_of_name(desk: Desk, made: str) -> None:
    found = desk.read.all(Person, event=made)
    assert len(found) == 13
    assert [each.name for each in found if " " not in each.name][:2] == ["Sukarmi", "陈月明"]
    assert sum(bool(each.username) and not each.name for each in found) == 1
    assert sum(bool(each.badge) and not each.name and not each.username for each in found) == 1
    assert [(each.name, each.other_script) for each in found if each.other_script] == [("ليلى حدّاد", "Leïla Haddad")]
    assert attendance.counts(desk, made) == Counts(registered=11, here=0, came=12, no_show=1, walk_in=2, heads=2)
    assert all(".example" in each.email for each in found if each.email)


def test_one_agreement_was_taken_back_and_walk_ins_agreed_to_little(desk: Desk, made: str) -> None:
    withdrawn = [each for each in desk.read.all(Consent, event=made) if each.withdrawn]
    assert [each.purpose for each in withdrawn] == ["quote-name"]
    assert not agrees(withdrawn[0])
    jonas = desk.read.get(Person, withdrawn[0].person)
    assert jonas.name == "Jonas Ferber"
    assert agrees(people.consents(desk, jonas.id)["quote"])
    mohan = next(each for each in desk.read.all(Person, event=made) if each.name == "मोहन")
    assert not any(agrees(answer) for answer in people.consents(desk, mohan.id).values())


def test_seventeen_lines_in_five_languages(desk: Desk, made: str) -> None:
    found = desk.read.notes(made)
    assert len(found) == 17
    assert {note.language for note in found} == {"en", "ar", "hi", "zh", "de"}
    assert {note.kind for note in found} >= {"celebration", "suggestion", "dealbreaker", "beyond", "concern", "wording"}
    assert [note.text for note in found if note.visibility == "sensitive"] == [
        "The speaker in that story still keeps the key of the boat house."
    ]
    assert [note.at for note in found] == sorted(note.at for note in found)
    assert [note.text[:12] for note in found if not note.tags] == ["The text say", "Could the ri"]
    assert all("/" not in note.text and "@" not in note.text for note in found)
    assert [(line.depth, line.note.form) for line in journal.lines(desk, made) if line.depth] == [(1, "response")]
    assert all(note.item for note in found)


def test_who_may_be_quoted_by_name_is_a_link_of_the_team(desk: Desk, made: str) -> None:
    link = desk.read.all(SpokenBy)[0]
    note, person = desk.read.get(Note, link.note), desk.read.get(Person, link.person)
    assert (person.name, note.verbatim, note.speaker) == ("Amina Odhiambo", True, "")
    assert agrees(people.consents(desk, person.id)["quote-name"])
    assert "Amina" not in note.line


def test_one_section_has_no_feedback(desk: Desk, made: str) -> None:
    leaves = [bar for bar in feedback.by_section(desk, made) if bar.level == 2]
    assert len(leaves) == 12
    assert [(bar.number, bar.heading) for bar in leaves if not bar.total] == [("3.3", "Rights")]


def test_one_line_stands_in_two_versions(desk: Desk, made: str) -> None:
    several = [note for note in desk.read.notes(made) if note.versions]
    assert [sorted(note.versions) for note in several] == [["line", "text"]]
    found = [version for version in desk.read.versions(made) if version.field == "text"]
    assert sorted(str(value[0]) for value in found[0].values) == [
        "Thirty people are many for a small river; let each river decide how many.",
        "Thirty people are many for a small river; twenty would do.",
    ]


def test_the_charter_is_there_in_the_languages_of_the_room(desk: Desk, made: str) -> None:
    assert desk.read.all(Edition)[0].languages == {"en", "ar", "hi", "zh", "de"}
    for language in ("ar", "hi", "zh", "de"):
        first = feedback.by_section(desk, made, language=language)[1].heading
        assert first and first != "Purpose and values"


def test_statements_have_sources_and_a_role(desk: Desk, made: str) -> None:
    found = statements.of_event(desk, made)
    assert len(found) == len(evening()["statements"])
    assert all(each.role and each.notes and 1 <= len(each.keywords) <= 3 for each in found)
    public = {note.id for note in desk.read.notes(made) if note.visibility == "public"}
    assert all(each.notes <= public for each in found)


def test_the_run_sheet_tells_what_happened(desk: Desk, made: str) -> None:
    items = agenda.items(desk, made)
    assert all(item.started < item.stopped for item in items)
    assert [len(item.sections) for item in items] == [0, 0, 2, 3, 1, 0]


def test_a_second_sample_is_the_first(desk: Desk, made: str) -> None:
    assert make_sample(desk) == made
    assert len(desk.read.all(Event)) == 1


def test_it_survives_a_restart_and_a_rebuild(laptop: Callable[[str], Desk]) -> None:
    first = laptop("one")
    made = make_sample(first, now=NOW)
    first.close()
    again = laptop("one")
    findings = again.run(lambda: again.store.check(rebuild=True))
    assert findings is not None
    assert len(again.read.notes(made)) == 17
    assert sum(bool(note.versions) for note in again.read.notes(made)) == 1


def test_its_history_reads_as_sentences(desk: Desk, made: str) -> None:
    told = [words("en")(entry.sentence, isolated=False) for entry in desk.read.history(500)]
    assert "Start the event An evening by the lanterns (Sample)" in told
    assert "Check in Sukarmi" in told
    assert not any("{" in sentence for sentence in told)


def test_its_money_adds_up_and_its_grant_report_waits_for_nobody(desk: Desk, made: str) -> None:
    found = grants.grant(desk, [made], "msig", language="en")
    assert found.withheld == 0 and str(found.spending.total.converted) == "106.41"
    assert str(found.spending.remaining) == "43.59" and {"activities", "expected"} == set(found.answers)
