"""One line is one record: kept as typed, tagged, sorted in bulk, and never further than it may go."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hubdesk.desk import charters, events, journal, notes, people, statements
from hubdesk.desk.desk import Desk, event_book, team_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.i18n import say, words
from hubdesk.model.records import GateAnswer, Note, SpokenBy, Statement
from hubdesk.paths import shipped

NINE = datetime(2027, 5, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def event(desk: Desk) -> str:
    return events.create(desk, "Tea", start=NINE, languages=["en", "ar", "hi", "zh", "de"])


@pytest.fixture
def charter(desk: Desk, event: str) -> str:
    folder = shipped("resources") / "sample" / "charter"
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("lantern*.wiki"))]
    return charters.take(desk, charters.preview(files), event=event).charter


def wid(desk: Desk, event: str, number: str) -> str:
    found = charters.index(desk, event).resolve(number)
    assert found is not None
    return found


def facts(desk: Desk) -> int:
    return int(desk.store.connection.execute("select count(*) from fact").fetchone()[0])


def on_disk(desk: Desk, sort: str) -> str:
    sql = """select group_concat(coalesce(body, '')) from fact join replica on replica.no = fact.replica
      join book on book.no = replica.book where sort = ?"""
    return str(desk.store.connection.execute(sql, (sort,)).fetchone()[0])


def test_a_plain_line_is_a_public_comment_as_typed(desk: Desk, event: str) -> None:
    note = desk.read.get(Note, notes.add(desk, event, "  Who pays for the boat? \n"))
    assert (note.text, note.line) == ("Who pays for the boat?", "Who pays for the boat?")
    assert (note.form, note.kind, note.visibility, note.voices, note.language) == ("comment", "", "public", 1, "en")
    assert note.book == event_book(event).id
    assert note.at == "2027-05-08T09:00:00+00:00"
    assert note.tags == note.keywords == frozenset()


def test_a_marked_line_says_all_at_once(desk: Desk, event: str, charter: str) -> None:
    made = notes.add(desk, event, '!: /3.2 @CEE "Hubs need stable funding" #funding x4 ??')
    note = desk.read.get(Note, made)
    assert (note.form, note.kind, note.text, note.speaker) == (
        "comment",
        "dealbreaker",
        "Hubs need stable funding",
        "CEE",
    )
    assert (note.verbatim, note.voices, note.follow_up) == (True, 4, True)
    assert note.keywords == {"funding"}
    assert note.tags == {wid(desk, event, "3.2")}


def test_a_tag_stays_readable_without_its_charter(desk: Desk, event: str, charter: str) -> None:
    place = wid(desk, event, "2.3p2")
    note = desk.read.get(Note, notes.add(desk, event, "§2.3¶2 two moons is long"))
    charters.remove(desk, charter)
    seen = note.seen[place]
    for word in ('"number":"2.3p2"', '"language":"en"', '"exact":"It may ask the council'):
        assert word in seen


def test_the_language_seen_is_that_of_the_line_where_the_charter_has_it(desk: Desk, event: str, charter: str) -> None:
    note = desk.read.get(Note, notes.add(desk, event, "/3.4 من يدفع ثمن القارب؟"))
    assert note.language == "ar"
    assert '"language":"ar"' in next(iter(note.seen.values()))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Der Rat soll zuhören", "de"),
        ("नाव का खर्च कौन देगा?", "hi"),
        ("谁来付船钱？", "zh"),
        ("Qui paie le bateau ?", "fr"),
        ("12", "en"),
    ],
)
def test_lines_get_a_language_of_the_room(desk: Desk, event: str, line: str, language: str) -> None:
    assert desk.read.get(Note, notes.add(desk, event, line)).language == language
    assert desk.read.get(Note, notes.add(desk, event, line, language="fr")).language == "fr"


def test_what_matches_no_section_stays_text(desk: Desk, event: str, charter: str) -> None:
    note = desk.read.get(Note, notes.add(desk, event, "/9.9 and/or /etc stays"))
    assert note.text == "/9.9 and/or /etc stays"
    assert note.tags == frozenset()


def test_a_line_of_markers_alone_is_kept(desk: Desk, event: str, charter: str) -> None:
    note = desk.read.get(Note, notes.add(desk, event, "/3.2"))
    assert (note.text, note.line, note.tags) == ("", "/3.2", {wid(desk, event, "3.2")})
    notes.retype(desk, note.id, "d:")
    note = desk.read.get(Note, note.id)
    assert (note.text, note.line, note.form, note.tags) == ("", "d:", "decision", frozenset())


@pytest.mark.parametrize("line", ["", "   ", "\n\t", "x" * 30_000])
def test_no_words_and_far_too_many_are_refused(desk: Desk, event: str, line: str) -> None:
    with pytest.raises(Usage):
        notes.add(desk, event, line)
    assert desk.read.notes(event) == []


def test_choices_that_are_not_there_are_refused(desk: Desk, event: str) -> None:
    note = notes.add(desk, event, "One")
    for act in (
        lambda: notes.add(desk, event, "Two", visibility="secret"),
        lambda: notes.add(desk, event, "Two", channel="telepathy"),
        lambda: notes.kind(desk, [note], "rant"),
        lambda: notes.form(desk, [note], ""),
        lambda: notes.show_to(desk, [note], "all"),
        lambda: notes.keyword(desk, [note], "!!"),
        lambda: notes.edit(desk, note, voices=0),
        lambda: notes.edit(desk, note, text="Other"),
        lambda: notes.edit(desk, note, channel="telepathy"),
        lambda: notes.edit(desk, note, table=1_000),
        lambda: notes.edit(desk, note, kind="rant"),
        lambda: notes.edit(desk, note, form=""),
        lambda: notes.edit(desk, note, language="no language"),
        lambda: notes.add(desk, event, "Two", table=-1),
        lambda: notes.add_all(desk, event, ["Two"], channel="telepathy"),
    ):
        with pytest.raises(Usage):
            act()
    for gone in (lambda: notes.add(desk, event, "Two", parent="0" * 32), lambda: notes.remove(desk, [note, "0" * 32])):
        with pytest.raises(HubDeskError):
            gone()
    assert len(desk.read.notes(event)) == 1


@pytest.mark.parametrize(
    ("visibility", "sort"),
    [("public", "event"), ("committee", "event"), ("internal", "team"), ("sensitive", "private")],
)
def test_visibility_decides_the_book(desk: Desk, event: str, visibility: str, sort: str) -> None:
    notes.add(desk, event, "Ziggurat", visibility=visibility)
    for book in ("event", "team", "private"):
        assert ("Ziggurat" in on_disk(desk, book)) == (book == sort)


@pytest.mark.parametrize(
    "line",
    [
        'c: @Zenobia_Quartz "the lamps are few" #lamps x3',
        "@Quartzkeeper the lamps are few",
        "@Zenobia: the lamps are few",
        "q: the lamps are few @quartz",
        "@zenobia_QUARTZ the lamps are few",
    ],
)
def test_a_participant_who_speaks_is_a_link_of_the_team_and_no_name_in_the_note(
    desk: Desk, event: str, charter: str, line: str
) -> None:
    who = people.add(desk, event, "Zenobia Quartz", username="Quartzkeeper")
    people.add(desk, event, "Bo Amber")
    note = desk.read.get(Note, notes.add(desk, event, line))
    assert (note.text, note.speaker) == ("the lamps are few", "")
    assert [(link.note, link.person) for link in desk.read.all(SpokenBy)] == [(note.id, who)]
    assert "uartz" not in on_disk(desk, "event") and "enobia" not in on_disk(desk, "event")
    assert "@" not in note.line
    if "x3" in line:
        assert (note.verbatim, note.keywords, note.voices) == (True, {"lamps"}, 3)


def test_inside_a_sentence_the_name_of_a_speaker_is_left_out(desk: Desk, event: str) -> None:
    people.add(desk, event, "Zenobia Quartz")
    note = desk.read.get(Note, notes.add(desk, event, "I agree with @Zenobia on lamps"))
    assert note.text == "I agree with … on lamps"
    assert "Zenobia" not in note.line


def test_a_role_stays_and_a_name_that_two_share_is_nobody(desk: Desk, event: str) -> None:
    people.add(desk, event, "Ana Lima")
    people.add(desk, event, "Ana Lopes")
    for line, speaker in (("c: @facilitator lamps", "facilitator"), ("c: @Ana lamps", "Ana")):
        note = desk.read.get(Note, notes.add(desk, event, line))
        assert note.speaker == speaker
    assert desk.read.all(SpokenBy) == []


def test_a_line_typed_again_keeps_what_was_added_by_hand(desk: Desk, event: str, charter: str) -> None:
    made = notes.add(desk, event, "/3.2 lamps are #few")
    notes.tag(desk, [made], wid(desk, event, "3.4"))
    notes.keyword(desk, [made], "money")
    notes.kind(desk, [made], "concern")
    notes.retype(desk, made, "/2.1 lamps are #scarce")
    note = desk.read.get(Note, made)
    assert note.text == "lamps are"
    assert note.tags == {wid(desk, event, "2.1"), wid(desk, event, "3.4")}
    assert note.keywords == {"scarce", "money"}
    assert note.kind == "concern"
    notes.retype(desk, made, "!: lamps are gone")
    note = desk.read.get(Note, made)
    assert (note.kind, note.tags, note.keywords) == ("dealbreaker", {wid(desk, event, "3.4")}, {"money"})
    before = facts(desk)
    notes.retype(desk, made, "!: lamps are gone")
    assert facts(desk) == before


def test_a_line_typed_again_may_change_who_said_it(desk: Desk, event: str) -> None:
    ana, bo = people.add(desk, event, "Ana Lima"), people.add(desk, event, "Bo")
    made = notes.add(desk, event, "c: @Ana_Lima lamps")
    notes.retype(desk, made, "lamps, many")
    assert [link.person for link in desk.read.all(SpokenBy)] == [ana], "a corrected word changes no speaker"
    notes.retype(desk, made, "c: @Bo lamps, many")
    assert [link.person for link in desk.read.all(SpokenBy)] == [bo]
    notes.retype(desk, made, "c: @facilitator lamps, many")
    assert desk.read.all(SpokenBy) == []
    assert desk.read.get(Note, made).speaker == "facilitator"


def test_bulk_acts_are_one_step_each_and_write_only_what_changes(desk: Desk, event: str, charter: str) -> None:
    made = [notes.add(desk, event, f"line {n}") for n in range(20)]
    place = wid(desk, event, "2")
    notes.tag(desk, made[:5], place)
    before = facts(desk)
    notes.tag(desk, made, place)
    assert facts(desk) == before + 15
    assert all(note.tags == {place} and place in note.seen for note in desk.read.notes(event))
    notes.kind(desk, made, "suggestion")
    notes.form(desk, made, "question")
    notes.keyword(desk, made, "stable funding")
    assert all(
        (note.kind, note.form, note.keywords) == ("suggestion", "question", {"stable_funding"})
        for note in desk.read.notes(event)
    )
    notes.keyword(desk, made[:3], "stable funding", False)
    notes.tag(desk, made[:1], place, False)
    notes.remove(desk, made[10:])
    told = [words("en")(step) for _ in range(7) if (step := desk.undo()) is not None]
    assert told == [
        "Remove 10 notes",
        "Untag 1 note",
        "Take a keyword from 3 notes",
        "Give 20 notes a keyword",
        "Sort 20 notes",
        "Sort 20 notes",
        "Tag 15 notes" if told[-1].startswith("Tag 15") else "Tag 20 notes",
    ]
    assert sum(bool(note.tags) for note in desk.read.notes(event)) == 5


def test_a_bulk_act_asks_as_much_for_many_as_for_one(desk: Desk, event: str, asked: Callable[[], int]) -> None:
    made = [notes.add(desk, event, f"line {n}") for n in range(40)]
    desk.read.notes(event)
    asked()
    notes.kind(desk, made, "suggestion")
    assert asked() == 1


def test_adding_a_line_asks_one_question(desk: Desk, event: str, charter: str, asked: Callable[[], int]) -> None:
    sections = charters.index(desk, event)
    notes.add(desk, event, "warm")
    asked()
    notes.add(desk, event, "A plain line")
    assert asked() == 1
    notes.add(desk, event, "!: /3.2 a tagged line", sections=sections)
    assert asked() == 1


def test_who_may_read_moves_a_note_with_all_that_points_to_it(desk: Desk, event: str, charter: str) -> None:
    people.add(desk, event, "Zenobia Quartz")
    made = notes.add(desk, event, "!: @Zenobia /3.2 Ziggurat #few")
    reply = notes.add(desk, event, "so it is", parent=made)
    statement = statements.add(desk, event, "Lamps are few.", [made, reply])
    with desk.action(say("Answer")) as put:
        put(GateAnswer, event=event, note=made, reason="name", answer="move")
    moved = notes.show_to(desk, [made], "internal")
    new = moved[made]
    note = desk.read.get(Note, new)
    assert (note.visibility, note.text, note.kind, note.keywords) == ("internal", "Ziggurat", "dealbreaker", {"few"})
    assert note.tags == {wid(desk, event, "3.2")} and note.seen
    assert note.book == team_book(event).id
    assert desk.read.find(Note, made) is None
    assert "Ziggurat" not in on_disk(desk, "event")
    assert desk.read.get(Note, reply).parent == new
    assert desk.read.get(Statement, statement).notes == {new, reply}
    assert [link.note for link in desk.read.all(SpokenBy)] == [new]
    assert [answer.note for answer in desk.read.all(GateAnswer)] == [new]


def test_a_sensitive_note_takes_its_speaker_along_and_back(desk: Desk, event: str) -> None:
    people.add(desk, event, "Zenobia Quartz")
    made = notes.add(desk, event, "c: @Zenobia Ziggurat")
    sensitive = notes.show_to(desk, [made], "sensitive")[made]
    link = desk.read.all(SpokenBy)[0]
    assert (link.note, link.book) == (sensitive, desk.store.private.id)
    assert "Ziggurat" not in on_disk(desk, "team") + on_disk(desk, "event")
    public = notes.show_to(desk, [sensitive], "public")[sensitive]
    link = desk.read.all(SpokenBy)[0]
    assert (link.note, link.book) == (public, team_book(event).id)
    assert desk.read.get(Note, public).text == "Ziggurat"
    straight = notes.add(desk, event, "c: @Zenobia Obelisk", visibility="sensitive")
    assert [each.book for each in desk.read.all(SpokenBy, note=straight)] == [desk.store.private.id]


def test_within_one_book_a_note_stays_where_it_is(desk: Desk, event: str) -> None:
    made = notes.add(desk, event, "lamps")
    assert notes.show_to(desk, [made], "committee") == {}
    assert desk.read.get(Note, made).visibility == "committee"
    assert notes.show_to(desk, [made], "committee") == {}


def test_a_move_is_undone(desk: Desk, event: str) -> None:
    made = notes.add(desk, event, "lamps")
    reply = notes.add(desk, event, "so it is", parent=made)
    notes.show_to(desk, [made, reply], "sensitive")
    assert {note.visibility for note in desk.read.notes(event)} == {"sensitive"}
    desk.undo()
    sums = statements.add(desk, event, "Both.", [note.id for note in desk.read.notes(event)])
    notes.show_to(desk, [note.id for note in desk.read.notes(event)], "sensitive")

    def state() -> list[tuple[str, int, str]]:
        found = journal.lines(desk, event)
        assert desk.read.get(Statement, sums).notes == {line.note.id for line in found}
        return [(line.note.text, line.depth, line.note.visibility) for line in found]

    public, private = (
        [(text, n, to) for n, text in enumerate(("lamps", "so it is"))] for to in ("public", "sensitive")
    )
    notes.show_to(desk, [note.id for note in desk.read.notes(event)], "public")
    assert state() == public
    for expected in (private, public):
        desk.undo()
        assert state() == expected
    for expected in (private, public):
        desk.redo()
        assert state() == expected
    desk.undo()
    assert state() == private


def test_off_the_record_keeps_the_moment_and_not_a_word(desk: Desk, event: str) -> None:
    made = desk.read.get(Note, notes.gap(desk, event, NINE))
    assert (made.gap, made.text, made.line, made.at) == (True, "", "", "2027-05-08T09:00:00+00:00")
    assert desk.read.notes(event, untagged=True) == []


def test_other_fields_are_edited(desk: Desk, event: str) -> None:
    made = notes.add(desk, event, "lamps")
    notes.edit(desk, made, voices=7, channel="card", follow_up=True, language="ig", speaker="CEE")
    note = desk.read.get(Note, made)
    assert (note.voices, note.channel, note.follow_up, note.language, note.speaker) == (7, "card", True, "ig", "CEE")


def test_several_notes_are_edited_in_one_step(desk: Desk, event: str) -> None:
    made = notes.add_all(desk, event, ["a lamp", "two lamps"], channel="card", table=3, visibility="internal")
    assert [(note.channel, note.table, note.visibility) for note in desk.read.notes(event)] == [
        ("card", 3, "internal")
    ] * 2
    notes.edit(desk, made, pinned=True, language="ig", kind="concern", form="question")
    assert [(note.pinned, note.language) for note in desk.read.notes(event)] == [(True, "ig")] * 2
    assert {(note.kind, note.form) for note in desk.read.notes(event)} == {("concern", "question")}
    desk.undo()
    assert [note.pinned for note in desk.read.notes(event)] == [False] * 2


def test_a_pinned_line_stays_pinned_where_it_moves(desk: Desk, event: str) -> None:
    made = notes.add(desk, event, "the question of the evening")
    notes.edit(desk, made, pinned=True)
    moved = notes.show_to(desk, [made], "internal")[made]
    assert desk.read.get(Note, moved).pinned


@pytest.mark.locked
def test_notes_of_a_sensitive_gathering_know_the_half_day_only(desk: Desk) -> None:
    quiet = events.create(desk, "Quiet", template="sensitive", start=NINE)
    note = desk.read.get(Note, notes.add(desk, quiet, "lamps", at=NINE + timedelta(minutes=17)))
    assert (note.at, note.order) == ("2027-05-08T00:00:00+00:00", note.id[:16])


def test_what_was_said_is_there_after_a_restart(laptop: Callable[[str], Desk], tmp_path: Path) -> None:
    first = laptop("one")
    event = events.create(first, "Tea")
    made = notes.add(first, event, "+: lamps #light")
    first.close()
    again = laptop("one")
    assert again.read.get(Note, made).keywords == {"light"}
    assert words("en")(again.next_undo() or say("none"), isolated=False) == "Note: lamps"
