"""A second coder sorts notes blind; both codings stand beside each other until a person decides about a difference."""

import pytest

from hubdesk.desk import agreement, charters, coding, events, merging, notes
from hubdesk.desk.desk import Desk, team_book
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.records import Coding, CodingRound
from tests.desk.laptops import Team, an_evening

RULES = b"# Boat rules\n\nBe kind.\n\n## Boats\n\nRow.\n\n### Oars\n\nTwo.\n\n## Lamps\n\nOil.\n"
LINES = ("!: /1 less rowing #boats", "+: /1.1 new oars #oars", "~: /2 two lamps", "warm tea for all", "c: /2 #oil")
WORDS = ["less rowing", "new oars", "two lamps", "warm tea for all"]


@pytest.fixture
def event(desk: Desk) -> str:
    made = events.create(desk, "Tea", languages=["en"])
    charters.take(desk, charters.preview([("rules.md", RULES)], language="en"), event=made)
    for line in LINES:
        notes.add(desk, made, line)
    return made


@pytest.fixture
def round(desk: Desk, event: str) -> CodingRound:
    return desk.read.get(CodingRound, coding.begin(desk, event))


def code(desk: Desk, round: CodingRound, *signs: str, coder: str = "Ben") -> list[str]:
    """Let a coder say something of the first lines; None goes on to the next line."""
    found = coding.lines(desk, round, coder)
    return [coding.code(desk, round, one.note.id, line, coder=coder) for one, line in zip(found, signs, strict=False)]


def sorted_as(desk: Desk, event: str) -> list[tuple[str, int, list[str]]]:
    return [(note.kind, len(note.tags), sorted(note.keywords)) for note in desk.read.notes(event)]


def test_a_round_holds_what_has_words_in_the_order_in_which_it_was_said(desk, event, round) -> None:
    found = coding.lines(desk, round, "Ben")
    assert [each.note.text for each in found] == WORDS  # a note of signs alone would tell how it is sorted
    assert [each.coding for each in found] == [None] * 4
    (standing,) = coding.rounds(desk, event)
    assert (standing.round, standing.notes, standing.coders) == (round, 4, {})


def test_a_sample_is_drawn_again_by_the_same_seed(desk, event) -> None:
    drawn = []
    for seed in ("lamp", "lamp", "oar", ""):
        round = desk.read.get(CodingRound, coding.begin(desk, event, sample=2, seed=seed))
        drawn.append([each.note.id for each in coding.lines(desk, round, "Ben")])
        assert (round.pool, bool(round.seed)) == (4, True)
    assert drawn[0] == drawn[1]
    assert {len(each) for each in drawn} == {2}
    everything = {note for each in range(20) for note in _drawn(desk, event, f"seed {each}")}
    assert len(everything) == 4, "no note is left out by all seeds"


def _drawn(desk: Desk, event: str, seed: str) -> set[str]:
    round = desk.read.get(CodingRound, coding.begin(desk, event, sample=1, seed=seed))
    return {each.note.id for each in coding.lines(desk, round, "Ben")}


def test_codings_stand_beside_the_notes_and_each_coder_sees_the_own_alone(desk, event, round) -> None:
    before = desk.read.notes(event)
    code(desk, round, "-: /1 /2 #boats #money")
    code(desk, round, "c:", coder="Carla")
    assert desk.read.notes(event) == before
    (ben,) = [each.coding for each in coding.lines(desk, round, "ben") if each.coding]
    assert (ben.coder, ben.kind, len(ben.tags), ben.keywords) == ("Ben", "concern", 2, {"boats", "money"})
    assert ben.book == team_book(event).id
    (carla,) = [each.coding for each in coding.lines(desk, round, "Carla") if each.coding]
    assert (carla.kind, carla.tags, carla.keywords) == ("", frozenset(), frozenset())
    assert coding.rounds(desk, event)[0].coders == {"Ben": 1, "Carla": 1}


def test_a_coder_may_say_it_anew_and_undo_takes_it_back(desk, event, round) -> None:
    (first,) = code(desk, round, "!: /1 #boats")
    assert code(desk, round, "+: /2") == [first]
    (one,) = [each.coding for each in coding.lines(desk, round, "Ben") if each.coding]
    assert (one.kind, len(one.tags), one.keywords) == ("celebration", 1, frozenset())
    desk.undo()
    assert desk.read.get(Coding, first).keywords == {"boats"}
    desk.undo()
    assert desk.read.find(Coding, first) is None
    assert code(desk, round, "~: #tea") == [first]
    again = desk.read.get(Coding, first)
    assert (again.kind, again.tags, again.keywords) == ("suggestion", frozenset(), {"tea"}), (
        "nothing of before comes back"
    )


@pytest.mark.parametrize(
    ("signs", "coder"),
    [("", "Ben"), ("words", "Ben"),
     ("!: /9.9", "Ben"), ("q: /1", "Ben"), ("@Ann #x", "Ben"), ("c:", " "), ("c:", "x" * 61)],
)  # fmt: skip
def test_what_is_no_sign_and_who_has_no_name_is_refused(desk, event, round, signs, coder) -> None:
    note = coding.lines(desk, round, "Ben")[0].note.id
    with pytest.raises(Usage):
        coding.code(desk, round, note, signs, coder=coder)
    assert coding.rounds(desk, event)[0].coders == {}


def test_no_name_takes_the_place_of_the_first_coder(desk, event, round) -> None:
    before = coding.of_round(desk, round)
    for name in ("\u200e", "\u0301", "\u0640", "\u200d"):
        with pytest.raises(Usage):
            code(desk, round, "+: /2", coder=name)
    assert coding.of_round(desk, round) == before


def test_a_note_that_was_not_drawn_and_a_sample_that_is_too_large_are_refused(desk, event, round) -> None:
    with pytest.raises(Usage):
        coding.code(desk, round, desk.read.notes(event)[-1].id, "c:", coder="Ben")
    for sample in (5, -1):
        with pytest.raises(Usage):
            coding.begin(desk, event, sample=sample)
    with pytest.raises(Usage):
        coding.begin(desk, events.create(desk, "Empty"))
    with pytest.raises(HubDeskError):
        coding.begin(desk, "f" * 32)


def test_they_are_compared_question_by_question(desk, event, round) -> None:
    code(desk, round, "!: /1 #boats", "!: /1 #oars", "~: /2 #boats", "c:")
    found = agreement.compare(desk, round)
    assert (found.coder, found.coders, found.notes, found.coded) == ("Ben", ("Ben",), 4, 4)
    told = {(each.question, each.keyword): each for each in found.measures}
    assert {key: each.same for key, each in told.items()} == {
        ("kind", ""): 0.75,
        ("chapter", ""): 1.0,  # 1.1 lies in 1
        ("section", ""): 0.75,
        ("keyword", "boats"): 0.75,
        ("keyword", "oars"): 1.0,
    }
    assert told["chapter", ""].kappa == told["chapter", ""].alpha == 1
    assert told["kind", ""].kappa == pytest.approx((0.75 - 0.25) / 0.75)  # ! + ~ – against ! ! ~ –
    assert {each.units for each in found.measures} == {4}
    assert [(each.note.text, each.fields) for each in found.differences] == [
        ("new oars", ("kind", "tags")),
        ("two lamps", ("keywords",)),
    ]


def test_only_what_was_coded_is_compared_and_one_answer_throughout_is_no_agreement_by_chance(desk, round) -> None:
    with pytest.raises(Usage):
        agreement.compare(desk, round)
    code(desk, round, "!: /1 #boats")
    found = agreement.compare(desk, round, "BEN")
    assert (found.coded, found.differences) == (1, ())
    assert {(each.same, each.kappa, each.alpha) for each in found.measures if each.question == "kind"} == {
        (1, None, None)
    }
    with pytest.raises(Usage):
        agreement.compare(desk, round, "Carla")


def test_several_coders_have_one_alpha_and_each_pair_its_kappa(desk, round) -> None:
    code(desk, round, "!:", "+:", "~:", "c:")
    code(desk, round, "!:", "+:", "+:", coder="Carla")
    ben, carla = (agreement.compare(desk, round, name).measures[0] for name in ("Ben", "Carla"))
    assert (ben.kappa, ben.units, carla.units) == (1, 4, 3)
    assert carla.kappa is not None and carla.kappa < 1
    assert ben.alpha == carla.alpha == pytest.approx(1 - 10 * 2 / (121 - 33))  # 11 answers: 3 !, 4 +, 2 ~, 2 –


def test_what_is_sorted_meanwhile_changes_no_measure(desk, event, round) -> None:
    code(desk, round, "!: /1 #boats", "+: /1")
    before = agreement.compare(desk, round)
    first = desk.read.notes(event)[0].id
    notes.kind(desk, [first], "concern")
    after = agreement.compare(desk, round)
    assert after.measures == before.measures
    assert [each.second.id for each in after.differences] == [each.second.id for each in before.differences]


def test_adopting_sorts_the_note_in_one_step_that_undo_takes_back(desk, event, round) -> None:
    _, second, third = code(desk, round, "!: /1 #boats", "!: /2 #oars #wood", "c:")
    before = sorted_as(desk, event)
    coding.adopt(desk, [second, third])
    after = desk.read.notes(event)
    assert sorted_as(desk, event)[1:3] == [("dealbreaker", 1, ["oars", "wood"]), ("", 0, [])]
    assert after[1].seen.keys() >= after[1].tags, "the note keeps what stood at the place"
    assert [each.second.verdict for each in agreement.compare(desk, round).differences] == ["adopted", "adopted"]
    assert agreement.compare(desk, round).measures[0].same == pytest.approx(1 / 3), "what was found stays as it was"
    with pytest.raises(Usage):
        coding.code(desk, round, after[1].id, "c:", coder="Ben")
    desk.undo()
    assert sorted_as(desk, event) == before
    assert [each.second.verdict for each in agreement.compare(desk, round).differences] == ["", ""]
    desk.redo()
    assert desk.read.notes(event) == after


def test_keeping_leaves_the_note_and_is_remembered(desk, event, round) -> None:
    before = sorted_as(desk, event)
    (first,) = code(desk, round, "+: /2")
    coding.keep(desk, [first])
    assert sorted_as(desk, event) == before
    assert agreement.compare(desk, round).differences[0].second.verdict == "kept"
    with pytest.raises(Usage):
        coding.keep(desk, [])
    own = next(each.id for each in coding.of_round(desk, round) if not each.coder)
    with pytest.raises(Usage):
        coding.adopt(desk, [own])


def test_a_round_is_put_away_and_comes_back(desk, event, round) -> None:
    code(desk, round, "+: /2")
    coding.remove(desk, round)
    assert (coding.rounds(desk, event), desk.read.all(Coding)) == ([], [])
    desk.undo()
    assert coding.rounds(desk, event)[0].coders == {"Ben": 1}


def test_what_was_said_of_a_sensitive_note_never_leaves_and_follows_the_note(desk, event, round) -> None:
    code(desk, round, "+: /2", "c:")
    note = coding.lines(desk, round, "Ben")[0].note.id
    moved = notes.show_to(desk, [note], "sensitive")[note]
    about = [each for each in desk.read.all(Coding, event=event) if each.note == moved]
    assert {each.coder for each in about} == {"", "Ben"}
    assert {each.book for each in about} == {desk.store.private.id}
    assert coding.rounds(desk, event)[0].coders == {"Ben": 2}
    assert agreement.compare(desk, round).coded == 2
    coding.code(desk, round, moved, "!:", coder="Ben")
    assert agreement.compare(desk, round).coded == 2
    back = notes.show_to(desk, [moved], "public")[moved]
    assert {each.book for each in desk.read.all(Coding, event=event) if each.note == back} == {team_book(event).id}
    fresh = desk.read.get(CodingRound, coding.begin(desk, event))
    notes.show_to(desk, [back], "sensitive")
    (hidden,) = (each for each in coding.lines(desk, fresh, "Ben") if each.note.visibility == "sensitive")
    made = coding.code(desk, fresh, hidden.note.id, "c:", coder="Ben")
    assert desk.read.get(Coding, made).book == desk.store.private.id


def test_removed_notes_are_compared_no_more_and_come_back(desk, event, round) -> None:
    code(desk, round, "+: /2", "c:")
    note = coding.lines(desk, round, "Ben")[0].note.id
    notes.remove(desk, [note])
    assert coding.rounds(desk, event)[0].notes == 3
    assert agreement.compare(desk, round).coded == 1
    desk.undo()
    assert agreement.compare(desk, round).coded == 2


def test_two_laptops_code_one_round_and_a_team_file_brings_both_together(team: Team) -> None:
    event = an_evening(team)
    first = team["aisha"]
    for line in ("!: /1 money", "+: /2 people"):
        notes.add(first, event, line)
    round = first.read.get(CodingRound, coding.begin(first, event))
    kit = team.kit(event)
    merging.open_kit(team["ben"], kit.path, kit.words)
    merging.absorb(team["ben"], [team.team_file("aisha", event)])
    code(team["ben"], round, "!: /1 #fees", "+: /2")
    code(first, round, "!: /1 #money", coder="ben")
    merging.absorb(first, [team.team_file("ben", event)])
    merging.absorb(team["ben"], [team.team_file("aisha", event)])
    for desk in (first, team["ben"]):
        assert list(coding.rounds(desk, event)[0].coders.values()) == [2]
        (one,) = (each for each in coding.of_round(desk, round) if each.coder and each.keywords)
        assert one.keywords == {"fees", "money"}, "the same coder on two laptops: nothing is lost"
        assert [note.keywords for note in desk.read.notes(event)] == [frozenset()] * 2
    assert coding.of_round(first, round) == coding.of_round(team["ben"], round)
    assert team.logs("aisha") == team.logs("ben")
