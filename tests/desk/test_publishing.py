"""What may leave: public and answered; what waits is counted, and an upload file's book holds none of it."""

import pytest

from hubdesk.desk import agenda, events, holding, notes, people, polls, publishing, reports, sample, statements
from hubdesk.desk.desk import Desk, event_book, team_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.records import AgendaItem, GateAnswer, Note, Statement


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea")
    people.add(desk, made, "Ophelia Quartermaine", username="QuartzOwl", email="ophelia@example.org")
    people.add(desk, made, "王小明", phone="+49 30 5550 0199")
    return made


def safe_texts(desk: Desk, event: str) -> list[str]:
    return [note.text for note in publishing.safe(desk, event).notes]


@pytest.mark.parametrize("visibility", ["committee", "internal", "sensitive"])
def test_only_public_notes_are_safe(desk: Desk, event: str, visibility: str) -> None:
    notes.add(desk, event, "open words")
    notes.add(desk, event, "closed words", visibility=visibility)
    notes.gap(desk, event, desk.now())
    found = publishing.safe(desk, event)
    assert [note.text for note in found.notes] == ["open words"]
    assert (found.left_out, found.open) == (0, ())


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("as Ophelia Quartermaine said", "name"),
        ("as OPHELIA QUARTERMAINE said", "name"),
        ("Ophelia said so", "name part"),
        ("ask quartzowl", "username"),
        ("write to ophelia@example.org", "contact"),
        ("write to someone@example.org", "e-mail"),
        ("call 030 5550 0123", "phone"),
        ("王小明说得对", "name"),
        ("ping [[User:Somebody]]", "user link"),
    ],
)
def test_what_tells_a_person_waits_for_an_answer(desk: Desk, event: str, words: str, reason: str) -> None:
    note = notes.add(desk, event, words)
    (asked,) = publishing.gate(desk, event)
    assert (asked.question.note, asked.question.reason) == (note, reason)
    assert asked.text[asked.question.start : asked.question.end].strip()
    assert (safe_texts(desk, event), publishing.safe(desk, event).left_out) == ([], 1)


def test_keep_publishes_and_leave_out_does_not(desk: Desk, event: str) -> None:
    one = notes.add(desk, event, "Ophelia said so")
    two = notes.add(desk, event, "call 030 5550 0123")
    publishing.answer(desk, event, one, "name part", given="keep")
    publishing.answer(desk, event, two, "phone", given="leave out")
    assert safe_texts(desk, event) == ["Ophelia said so"]
    assert publishing.gate(desk, event) == []
    assert publishing.safe(desk, event).left_out == 1


def test_every_question_about_a_note_must_be_answered(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "Ophelia, 030 5550 0123")
    assert {asked.question.reason for asked in publishing.gate(desk, event)} == {"name part", "phone"}
    publishing.answer(desk, event, note, "phone", given="keep")
    assert safe_texts(desk, event) == []
    publishing.answer(desk, event, note, "name part", given="keep")
    assert safe_texts(desk, event) == ["Ophelia, 030 5550 0123"]


def test_new_words_are_asked_about_again(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "Ophelia said so")
    publishing.answer(desk, event, note, "name part", given="keep")
    notes.retype(desk, note, "Ophelia said so, ask quartzowl")
    assert [asked.question.reason for asked in publishing.gate(desk, event)] == ["username"]
    assert safe_texts(desk, event) == []


def test_another_name_in_the_place_of_the_one_that_was_kept_is_asked_about(desk: Desk, event: str) -> None:
    people.add(desk, event, "Bartholomew Finch")
    note = notes.add(desk, event, "Ophelia said so")
    publishing.answer(desk, event, note, "name part", given="keep")
    notes.retype(desk, note, "Bartholomew said so")
    assert [asked.question.reason for asked in publishing.gate(desk, event)] == ["name part"]
    assert safe_texts(desk, event) == []
    notes.retype(desk, note, "OPHELIA said it")
    assert safe_texts(desk, event) == ["OPHELIA said it"]


def test_a_name_in_the_place_of_the_event_is_asked_about_whatever_was_kept_in_its_title(desk: Desk, event: str) -> None:
    events.edit(desk, event, title="Tea with Ophelia")
    (asked,) = publishing.gate(desk, event)
    publishing.answer(desk, event, event, asked.question.reason, given="keep")
    assert publishing.gate(desk, event) == []
    people.add(desk, event, "Bartholomew Finch")
    events.edit(desk, event, host="Bartholomew")
    assert [one.text for one in publishing.gate(desk, event)] == ["Bartholomew"]


def test_a_person_who_comes_later_is_asked_about(desk: Desk, event: str) -> None:
    notes.add(desk, event, "as Bartholomew said")
    assert safe_texts(desk, event) == ["as Bartholomew said"]
    people.add(desk, event, "Bartholomew Finch")
    assert safe_texts(desk, event) == []


def test_an_answer_can_be_changed_and_undone(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "Ophelia said so")
    publishing.answer(desk, event, note, "name part", given="keep")
    publishing.answer(desk, event, note, "name part", given="leave out")
    assert len(desk.read.all(GateAnswer)) == 1
    assert safe_texts(desk, event) == []
    desk.undo()
    assert safe_texts(desk, event) == ["Ophelia said so"]
    desk.undo()
    assert [asked.question.reason for asked in publishing.gate(desk, event)] == ["name part"]


def test_answers_stay_with_the_team(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "Ophelia said so")
    publishing.answer(desk, event, note, "name part", given="keep")
    assert [one.book for one in desk.read.all(GateAnswer)] == [team_book(event).id]


def test_another_answer_is_wrong_usage(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "Ophelia said so")
    with pytest.raises(Usage):
        publishing.answer(desk, event, note, "name part", given="perhaps")
    assert desk.read.all(GateAnswer) == []


def test_statements_pass_the_same_gate(desk: Desk, event: str) -> None:
    statements.add(desk, event, "Money needs a vote.", role="Facilitator")
    named = statements.add(desk, event, "Ophelia wants a vote.", role="Facilitator")
    signed = statements.add(desk, event, "A vote by show of hands.", role="Ophelia Quartermaine")
    found = publishing.safe(desk, event)
    assert [one.text for one in found.statements] == ["Money needs a vote."]
    assert {asked.question.note for asked in found.open} == {named, signed}
    assert found.left_out == 2


def test_keywords_are_words_too(desk: Desk, event: str) -> None:
    notes.add(desk, event, "c: the same again #ophelia@example.org")
    assert safe_texts(desk, event) == []


def test_what_is_held_back_leaves_the_book_that_is_uploaded(desk: Desk, event: str) -> None:
    kept = notes.add(desk, event, "open words")
    notes.add(desk, event, "Ophelia said so")
    notes.add(desk, event, "for the committee", visibility="committee")
    statements.add(desk, event, "Ophelia wants a vote.")
    assert holding.hold_back(desk, event, addressed=False) == 3
    book = event_book(event).id
    assert [note.id for note in desk.read.notes(event) if note.book == book] == [kept]
    assert [one.book for one in desk.read.all(Statement)] == [team_book(event).id]
    assert len(desk.read.all(Note)) == 3  # nothing is lost
    assert holding.hold_back(desk, event, addressed=False) == 3  # and told each time
    assert {note.visibility for note in desk.read.notes(event)} == {"public", "committee"}


def test_what_is_held_back_is_still_asked_about_and_leaves_once_it_is_answered(desk: Desk, event: str) -> None:
    first = notes.add(desk, event, "Ophelia said so")
    notes.add(desk, event, "r: indeed", parent=first)
    signed = statements.add(desk, event, "So it is.", [first])
    holding.hold_back(desk, event, addressed=False)
    (held,) = (note for note in desk.read.notes(event) if note.text == "Ophelia said so")
    assert held.book == team_book(event).id
    assert [each.parent for each in desk.read.notes(event) if each.parent] == [held.id]
    assert desk.read.get(Statement, signed).notes == {held.id}
    (asked,) = publishing.gate(desk, event)
    assert asked.question.note == held.id and publishing.safe(desk, event).left_out == 1
    publishing.answer(desk, event, held.id, asked.question.reason, given="keep")
    assert holding.hold_back(desk, event, addressed=False) == 0
    (back,) = (note for note in desk.read.notes(event) if note.text == "Ophelia said so")
    assert (back.book, back.visibility) == (event_book(event).id, "public")
    assert [each.parent for each in desk.read.notes(event) if each.parent] == [back.id]
    assert desk.read.get(Statement, signed).notes == {back.id}
    assert holding.hold_back(desk, event, addressed=False) == 0


def test_answers_about_what_moved_hold_and_can_be_changed(desk: Desk, event: str) -> None:
    notes.add(desk, event, "Ophelia said so")
    statements.add(desk, event, "Ophelia wants a vote.")
    holding.hold_back(desk, event, addressed=False)
    for given, left in (("leave out", 2), ("keep", 0), ("leave out", 2), ("keep", 0)):
        asked = {(one.question.note, one.question.reason) for one in publishing.gate(desk, event)}
        asked |= {(one.question.note, one.question.reason) for one, _ in publishing.answered(desk, event)}
        assert len(asked) == 2
        publishing.answer_all(desk, event, sorted(asked), given)
        for _ in range(2):
            assert holding.hold_back(desk, event, addressed=False) == left
        assert publishing.gate(desk, event) == []


def test_a_line_in_two_versions_is_not_moved_away_with_one_of_them(desk: Desk) -> None:
    event = sample.make_sample(desk)
    version = next(one for one in desk.read.versions(event) if one.field == "text")
    word = next(each for each in desk.read.get(Note, version.id).text.split() if len(each) > 4 and each.isalpha())
    people.add(desk, event, f"{word} Quartermaine")
    assert version.id in {asked.question.note for asked in publishing.gate(desk, event)}
    with pytest.raises(HubDeskError, match="two-versions"):
        holding.hold_back(desk, event, addressed=False)
    assert "text" in desk.read.get(Note, version.id).versions


def test_the_committee_reads_its_notes_in_a_sealed_file_without_speakers(desk: Desk, event: str) -> None:
    sealed = notes.add(desk, event, "for the committee", visibility="committee")
    notes.add(desk, event, "c: @chair said it #x", visibility="committee")
    assert holding.hold_back(desk, event, addressed=True) == 1
    assert [note.id for note in desk.read.notes(event) if note.book == event_book(event).id] == [sealed]


def test_the_words_are_gone_from_the_uploaded_book(desk: Desk, event: str) -> None:
    notes.add(desk, event, "Ophelia said so")
    holding.hold_back(desk, event, addressed=False)
    found = desk.read.said(Note, event_book(event).id)
    assert all("Ophelia" not in str(fields) for _, _, fields in found)


# what was written once


def book_words(desk: Desk, event: str) -> str:
    """Return all that the log of the event's book says in notes and statements."""
    return str([desk.read.said(kind, event_book(event).id) for kind in (Note, Statement)])


def test_a_corrected_note_is_written_anew_and_keeps_its_links(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "Ophelia said so")
    reply = notes.add(desk, event, "r: indeed", parent=note)
    statement = statements.add(desk, event, "So it is.", [note], role="Facilitator")
    notes.retype(desk, note, "somebody said so")
    assert holding.hold_back(desk, event, addressed=False) == 0
    assert "Ophelia" not in book_words(desk, event)
    (anew,) = (one for one in desk.read.notes(event) if one.text == "somebody said so")
    assert (anew.visibility, anew.book) == ("public", event_book(event).id)
    assert desk.read.get(Note, reply).parent == anew.id
    assert desk.read.get(Statement, statement).notes == {anew.id}
    assert holding.hold_back(desk, event, addressed=False) == 0
    assert desk.read.find(Note, anew.id) is not None  # once is enough


def test_a_harmless_correction_keeps_its_id(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "boats are wett")
    notes.retype(desk, note, "boats are wet")
    holding.hold_back(desk, event, addressed=False)
    assert desk.read.get(Note, note).text == "boats are wet"


def test_a_corrected_statement_is_written_anew(desk: Desk, event: str) -> None:
    made = statements.add(desk, event, "A vote.", role="Ophelia Quartermaine")
    statements.edit(desk, made, role="Facilitator")
    holding.hold_back(desk, event, addressed=False)
    assert "Ophelia" not in book_words(desk, event)
    assert [(one.text, one.role) for one in desk.read.all(Statement)] == [("A vote.", "Facilitator")]


def test_what_was_answered_with_keep_stays(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "Ophelia said so")
    publishing.answer(desk, event, note, "name part", given="keep")
    assert holding.hold_back(desk, event, addressed=False) == 0
    assert desk.read.get(Note, note).text == "Ophelia said so"


def test_removed_notes_wait_with_the_team_removed(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "a slip of the pen")
    notes.remove(desk, [note])
    assert holding.hold_back(desk, event, addressed=False) == 0
    assert "slip" not in book_words(desk, event)
    assert "slip" in str(desk.read.said(Note, team_book(event).id))
    assert desk.read.notes(event) == []


def test_two_versions_of_which_one_names_somebody_stop_the_file(desk: Desk) -> None:
    event = sample.make_sample(desk)
    version = next(one for one in desk.read.versions(event) if one.field == "text")
    standing = desk.read.get(Note, version.id).text
    other = next(str(value) for value, *_ in version.values if value != standing)
    odd = next(word for word in other.split() if word not in standing.split() and word.isalpha())
    people.add(desk, event, f"Nobody {odd}", username=odd)  # the version that does not stand names somebody now
    assert version.id not in {asked.question.note for asked in publishing.gate(desk, event)}
    with pytest.raises(HubDeskError) as caught:
        holding.hold_back(desk, event, addressed=False)
    assert caught.value.code == "two-versions"
    assert "text" in desk.read.get(Note, version.id).versions


def test_the_run_sheet_keeps_what_is_not_public_with_the_team(desk: Desk, event: str) -> None:
    open_ = agenda.add(desk, event, "Welcome")
    talk = agenda.add(desk, event, "Talk by Ophelia Quartermaine")
    inner = agenda.add(desk, event, "Quiet talk")
    agenda.edit(desk, inner, visibility="internal")
    note = notes.add(desk, event, "a good talk", item=talk)
    holding.hold_back(desk, event, addressed=False)
    books = {one.title: one.book for one in agenda.items(desk, event)}
    team, public = team_book(event).id, event_book(event).id
    assert {title for title, book in books.items() if book == team} == {"Talk by Ophelia Quartermaine", "Quiet talk"}
    assert desk.read.get(AgendaItem, open_).title == "Welcome"
    assert desk.read.get(AgendaItem, desk.read.get(Note, note).item).title == "Talk by Ophelia Quartermaine"
    assert "Ophelia" not in str(desk.read.said(AgendaItem, public))


def test_a_title_of_the_run_sheet_that_may_be_published_leaves(desk: Desk, event: str) -> None:
    people.add(desk, event, "Amina Diallo")
    item = agenda.add(desk, event, "Greeting by Amina Diallo")
    publishing.answer_all(
        desk, event, [(one.question.note, one.question.reason) for one in publishing.gate(desk, event)], "keep"
    )
    holding.hold_back(desk, event, addressed=False)
    assert desk.read.get(AgendaItem, item).book == event


def test_a_file_that_is_written_twice_writes_nothing_new(desk: Desk, event: str) -> None:
    for line in ("open words", "Ophelia said so"):
        notes.add(desk, event, line)
    agenda.add(desk, event, "Talk by Ophelia Quartermaine")
    holding.hold_back(desk, event, addressed=False)
    before = desk.read.tips()
    holding.hold_back(desk, event, addressed=False)
    assert desk.read.tips() == before


def test_one_answer_for_many_is_one_step_and_can_be_looked_up(desk: Desk, event: str) -> None:
    ids = [notes.add(desk, event, f"Ophelia Quartermaine, line {n}") for n in range(3)]
    assert publishing.answered(desk, event) == []
    publishing.answer_all(desk, event, [(id, "name") for id in (*ids, ids[0])], "keep")
    assert len(safe_texts(desk, event)) == 3
    assert [(asked.question.note, given) for asked, given in publishing.answered(desk, event)] == [
        (id, "keep") for id in ids
    ]
    desk.undo()
    assert safe_texts(desk, event) == []
    with pytest.raises(Usage):
        publishing.answer_all(desk, event, [(ids[0], "name")], "perhaps")


# agreements


@pytest.mark.parametrize("purpose", ["name", "quote-name"])
def test_who_takes_an_agreement_back_is_asked_about_anew(desk: Desk, event: str, purpose: str) -> None:
    bartholomew = people.add(desk, event, "Bartholomew Finch", username="Finchling")
    people.consent(desk, bartholomew, purpose, True)
    lines = ["Bartholomew said so", "as Bartholomew Finch said", "ask Finchling", "Ophelia said so"]
    for line in lines:
        notes.add(desk, event, line)
    assert safe_texts(desk, event) == []  # to have agreed answers no question about what others said
    publishing.answer_all(
        desk, event, [(one.question.note, one.question.reason) for one in publishing.gate(desk, event)], "keep"
    )
    assert safe_texts(desk, event) == lines
    people.withdraw(desk, bartholomew, purpose)
    assert safe_texts(desk, event) == ["Ophelia said so"]
    assert {one.question.reason for one in publishing.gate(desk, event)} == {"taken back"}
    for form in reports.FORMS:
        assert "Finch" not in reports.text(desk, [event], form, language="en").text
    assert holding.hold_back(desk, event, addressed=False) == 3
    assert "Bartholomew" not in book_words(desk, event)


@pytest.mark.parametrize("form", [form for form in reports.FORMS if form not in ("story", *reports.FUNDERS)])
def test_an_agreement_puts_no_name_into_a_report(desk: Desk, event: str, form: str) -> None:
    """Nobody is named by the program itself, whoever agreed."""
    person = people.add(desk, event, "Bartholomew Finch")
    notes.add(desk, event, 'c: @Bartholomew_Finch "boats are wet"')
    polls.add(desk, event, statement=statements.add(desk, event, "It is said that boats are wet."))
    before = reports.text(desk, [event], form, language="en").text
    for purpose in ("collect", "name", "quote-name", "quote"):
        people.consent(desk, person, purpose, True)
    assert reports.text(desk, [event], form, language="en").text == before
    assert "boats are wet" in before and "Bartholomew" not in before
