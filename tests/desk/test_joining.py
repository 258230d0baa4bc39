"""Lines that are joined and lines that are split: nothing is lost on the way, and one step back brings all again."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubdesk.desk import charters, events, joining, notes, people, publishing, statements
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.capture import parse
from hubdesk.model.records import Note, SpokenBy, Statement
from hubdesk.paths import shipped

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)
slow = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", start=NINE, languages=["en", "ar"])
    file = shipped("resources") / "sample" / "charter" / "lantern.wiki"
    charters.take(desk, charters.preview([(file.name, file.read_bytes())]), event=made)
    return made


def said(desk: Desk, event: str) -> list[str]:
    return [note.text for note in desk.read.notes(event)]


def test_two_lines_become_one_with_all_that_was_known(desk: Desk, event: str) -> None:
    upper = notes.add(desk, event, "q: /2.1 @facilitator who pays #money x2")
    lower = notes.add(desk, event, "!: /3.2 and for how long? #years x4 ??")
    reply = notes.add(desk, event, "three years", parent=lower)
    summed = statements.add(desk, event, "Money is open.", [lower])
    before = [desk.read.all(kind) for kind in (Note, Statement)]
    joining.merge(desk, upper, lower)
    note = desk.read.get(Note, upper)
    assert note.text == "who pays and for how long?"
    assert (note.form, note.kind, note.voices, note.follow_up) == ("question", "dealbreaker", 4, True)
    assert (note.keywords, note.speaker) == ({"money", "years"}, "facilitator")
    sections = charters.index(desk, event)
    assert note.tags == {sections.resolve("2.1"), sections.resolve("3.2")} == note.seen.keys()
    assert said(desk, event) == ["who pays and for how long?", "three years"]
    assert desk.read.get(Note, reply).parent == upper
    assert desk.read.get(Statement, summed).notes == {upper}
    desk.undo()
    assert [desk.read.all(kind) for kind in (Note, Statement)] == before


def test_the_joined_line_reads_back_as_what_the_note_says(desk: Desk, event: str) -> None:
    upper = notes.add(desk, event, 'c: /2.1 "Hubs are ours" #hubs')
    lower = notes.add(desk, event, '/3.2 she added: "and nobody else\'s"')
    joining.merge(desk, upper, lower)
    note = desk.read.get(Note, upper)
    assert note.text == '"Hubs are ours" she added: "and nobody else\'s"'
    found = parse(note.line, sections=charters.index(desk, event))
    assert (found.text, found.verbatim, found.quotes) == (note.text, False, ("Hubs are ours", "and nobody else's"))
    assert {tag.anchor for tag in found.sections} == note.tags


def test_exact_words_stay_exact_and_chinese_needs_no_space(desk: Desk, event: str) -> None:
    both = [notes.add(desk, event, line) for line in ('c: "Three years"', 'c: "and no more"')]
    joining.merge(desk, *both)
    assert (desk.read.get(Note, both[0]).text, desk.read.get(Note, both[0]).verbatim) == (
        "Three years and no more",
        True,
    )
    chinese = [notes.add(desk, event, line) for line in ("谁付钱，", "付多久？")]
    joining.merge(desk, *chinese)
    assert desk.read.get(Note, chinese[0]).text == "谁付钱，付多久？"


def test_two_speakers_are_none_and_those_who_said_it_stay_known_to_the_team(desk: Desk, event: str) -> None:
    amina, jonas = (people.add(desk, event, name) for name in ("Amina Njoroge", "Jonas Kowalski"))
    lines = [notes.add(desk, event, f"c: @{name} yes") for name in ("Amina_Njoroge", "Jonas_Kowalski", "Amina_Njoroge")]
    joining.merge(desk, lines[0], lines[1])
    joining.merge(desk, lines[0], lines[2])
    assert sorted(link.person for link in desk.read.all(SpokenBy, note=lines[0])) == sorted([amina, jonas])
    for first, second, one in (
        ("@facilitator", "@newcomer", ""),
        ("@facilitator", "@facilitator", "facilitator"),
        ("", "@facilitator", "facilitator"),
        ("@facilitator", "", "facilitator"),
        ("@Amina_Njoroge", "@facilitator", ""),
    ):
        both = [notes.add(desk, event, f"c: {who} yes") for who in (first, second)]
        joining.merge(desk, *both)
        assert desk.read.get(Note, both[0]).speaker == one


def test_an_answer_to_the_line_that_joins_it_stands_by_itself(desk: Desk, event: str) -> None:
    first = notes.add(desk, event, "a question")
    reply = notes.add(desk, event, "an answer", parent=first)
    joining.merge(desk, reply, first)
    assert (said(desk, event), desk.read.get(Note, reply).parent) == (["an answer a question"], "")


def test_a_line_is_split_and_both_parts_keep_what_was_known(desk: Desk, event: str) -> None:
    whole = notes.add(desk, event, "!: /3.2 too long. And too dear. In the end #money x3", channel="card", table=4)
    after = notes.add(desk, event, "another line")
    summed = statements.add(desk, event, "Too much.", [whole])
    end = joining.split(desk, whole, 24)
    middle = joining.split(desk, whole, 9)
    assert said(desk, event) == ["too long.", "And too dear.", "In the end", "another line"]
    sections = charters.index(desk, event)
    for id in (whole, middle, end):
        note = desk.read.get(Note, id)
        assert (note.kind, note.voices, note.keywords, note.channel, note.table) == (
            "dealbreaker",
            3,
            {"money"},
            "card",
            4,
        )
        assert note.tags == {sections.resolve("3.2")}
        assert parse(note.line, sections=sections).text == note.text
    assert desk.read.get(Statement, summed).notes == {whole, middle, end}
    desk.undo(), desk.undo()
    assert said(desk, event) == ["too long. And too dear. In the end", "another line"]
    assert desk.read.get(Note, after).text == "another line"


def test_what_may_be_published_is_asked_anew_for_other_words(desk: Desk, event: str) -> None:
    people.add(desk, event, "Zarquon Brindlewick"), people.add(desk, event, "Olga Semenova")
    named = notes.add(desk, event, "Zarquon Brindlewick agrees")
    for asked in publishing.gate(desk, event):
        publishing.answer(desk, event, named, asked.question.reason, given="keep")
    assert publishing.gate(desk, event) == []
    other = notes.add(desk, event, "and Olga Semenova does not")
    joining.merge(desk, named, other)
    assert publishing.gate(desk, event) and publishing.answered(desk, event) == []
    assert publishing.safe(desk, event).notes == ()
    for asked in publishing.gate(desk, event):
        publishing.answer(desk, event, named, asked.question.reason, given="keep")
    assert [note.id for note in publishing.safe(desk, event).notes] == [named]


def test_what_cannot_be_joined_or_split_changes_nothing(desk: Desk, event: str) -> None:
    one, inner = notes.add(desk, event, "one"), notes.add(desk, event, "inner", visibility="internal")
    gap = notes.gap(desk, event, NINE)
    elsewhere = notes.add(desk, events.create(desk, "Other"), "elsewhere")
    long = [notes.add(desk, event, "x" * 15_000) for _ in range(2)]
    before = desk.steps()
    with pytest.raises(Usage):
        joining.merge(desk, *long)
    for first, second in ((one, one), (one, inner), (one, gap), (gap, one), (one, elsewhere)):
        with pytest.raises(Usage):
            joining.merge(desk, first, second)
    with pytest.raises(HubDeskError):
        joining.merge(desk, one, "f" * 32)
    for at in (-3, 0, 3, 99):
        with pytest.raises(Usage):
            joining.split(desk, one, at)
    assert desk.steps() == before


@slow
@given(words=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), min_size=3, max_size=40))
def test_any_words_can_be_split_and_joined_again(desk: Desk, event: str, words: str) -> None:
    note = notes.add(desk, event, f"c: /3.2 x {words} y")
    whole = desk.read.get(Note, note).text
    second = joining.split(desk, note, len(whole) // 2 or 1)
    parts = [desk.read.get(Note, id).text for id in (note, second)]
    assert "".join(parts).replace(" ", "") == whole.replace(" ", "") or whole.split() == " ".join(parts).split()
    joining.merge(desk, note, second)
    again = desk.read.get(Note, note)
    assert "".join(again.text.split()) == "".join(whole.split())
    assert parse(again.line, sections=charters.index(desk, event)).text == again.text.strip()
