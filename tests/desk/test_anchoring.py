"""No tag is lost, moved or kept in silence when a newer edition of the text is taken up."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hubdesk.desk import anchoring, care, charters, events, feedback, merging, notes
from hubdesk.desk.desk import Desk
from hubdesk.errors import HubDeskError, Usage
from hubdesk.model.records import Note
from tests.desk.conftest import Clock
from tests.desk.laptops import Team

OLD = """# Rules

## Boats

Everybody may row on the river by day.

Nobody rows at night.

Boats are painted red.

## Lamps

Oil is shared.
"""
NEW = """# Rules

## Boats

Everybody may row and sail on the river by day.

## Lamps

Oil is shared.

Boats are painted red.
"""
LINES = (
    "/1p1 as a whole year",
    "/1p2 why?",
    "/1p3 or blue",
    "/2p1 good",
    "/1 about boats",
    "nowhere",
    "/1p2 /2p1 both",
)


@pytest.fixture
def event(desk: Desk, clock: Clock) -> str:
    made = events.create(desk, "Tea")
    take(desk, OLD, made)
    for line in LINES:
        notes.add(desk, made, line)
    return made


def take(desk: Desk, text: str, event: str, title: str = "") -> charters.Imported:
    moment = desk.now() + timedelta(days=1)
    desk.now = lambda: moment
    found = charters.preview([("rules.md", text.encode())], language="en", title=title)
    return charters.take(desk, found, event=event)


def tags(desk: Desk, event: str) -> Counter[tuple[str, str]]:
    return Counter((note.text, wid) for note in desk.read.notes(event) for wid in note.tags)


def state(desk: Desk) -> list[str]:
    return [digest.state for digest in care.digest(desk)]


def test_while_there_is_one_edition_nothing_waits(desk: Desk, event: str) -> None:
    assert anchoring.proposals(desk, event) == [] and anchoring.waiting(desk, event) == 0


def test_an_anchor_quotes_what_was_seen_and_what_stood_around_it(desk: Desk, event: str) -> None:
    note = next(note for note in desk.read.notes(event) if note.text == "why?")
    seen = feedback.seen_of(note, *note.tags)
    assert (seen["exact"], seen["prefix"], seen["suffix"]) == (
        "Nobody rows at night.",
        "Everybody may row on the river by day."[-40:],
        "Boats are painted red.",
    )
    assert (seen["language"], seen["number"]) == ("en", "1p2") and seen["edition"]


def test_every_tag_is_kept_moved_changed_or_detached(desk: Desk, event: str) -> None:
    take(desk, NEW, event)
    before = tags(desk, event)
    found = {each.was: each for each in anchoring.proposals(desk, event)}
    assert {was: (each.state, each.number, len(each.notes)) for was, each in found.items()} == {
        "Everybody may row on the river by day.": ("changed", "1p1", 1),
        "Nobody rows at night.": ("detached", "", 2),
        "Boats are painted red.": ("moved", "2p2", 1),
        "Oil is shared.": ("kept", "2p1", 2),
        "Boats": ("kept", "1", 1),
    }
    changed = found["Everybody may row on the river by day."]
    assert changed.now == "Everybody may row and sail on the river by day." and 0.8 < changed.confidence < 1
    assert anchoring.waiting(desk, event) == 7 == sum(anchoring.tally(found.values()).values())
    assert tags(desk, event) == before, "nothing is retagged by looking"


def test_the_sure_ones_are_confirmed_at_once_and_undo_gives_the_start(desk: Desk, event: str) -> None:
    take(desk, NEW, event)
    before, start = tags(desk, event), state(desk)
    sure = [each for each in anchoring.proposals(desk, event) if each.sure]
    assert anchoring.settle(desk, event, sure) == 4
    moved = next(note for note in desk.read.notes(event) if note.text == "or blue")
    index = charters.index(desk, event)
    assert moved.tags == {index.resolve("2p2")}
    seen = feedback.seen_of(moved, *moved.tags)
    assert (seen["state"], seen["number"], seen["exact"]) == ("moved", "2p2", "Boats are painted red.")
    left = {each.was for each in anchoring.proposals(desk, event)}
    assert left == {"Nobody rows at night.", "Everybody may row on the river by day."}
    desk.undo()
    assert tags(desk, event) == before and state(desk) == start
    desk.redo()
    assert anchoring.waiting(desk, event) == 3


def test_a_place_that_kept_its_unit_but_not_its_words_is_not_sure(desk: Desk, clock: Clock) -> None:
    def page(words: str) -> list[tuple[str, bytes]]:
        text = f"<translate>\n== Boats == <!--T:1-->\n\n<!--T:2-->\n{words}\n\n<!--T:3-->\nOil is shared.\n</translate>"
        return [("rules.wiki", text.encode())]

    event = events.create(desk, "Tea")
    first = charters.preview(page("Everybody may row."), language="en", title="Rules")
    charters.take(desk, first, event=event)
    for line in ("/1p1 good", "/1p2 fine"):
        notes.add(desk, event, line)
    moment = desk.now() + timedelta(days=1)
    desk.now = lambda: moment
    charters.take(desk, charters.preview(page("Nobody may row."), language="en", title="Rules"), event=event)
    found = {each.was: each for each in anchoring.proposals(desk, event)}
    changed, kept = found["Everybody may row."], found["Oil is shared."]
    assert (changed.state, changed.confidence) == ("changed", 1), "the same unit"
    assert not changed.sure and kept.sure


def test_what_is_left_without_a_place_stays_in_the_tray_and_in_all_counts(desk: Desk, event: str) -> None:
    take(desk, NEW, event)
    anchoring.settle(desk, event, anchoring.proposals(desk, event))
    assert anchoring.waiting(desk, event) == 0
    (left,) = anchoring.proposals(desk, event)
    assert left.confirmed and left.was == "Nobody rows at night." and len(left.notes) == 2
    gone = next(bar for bar in feedback.by_section(desk, event) if not bar.there)
    assert gone.total == 2 and gone.heading == "Nobody rows at night."
    assert feedback.untagged(desk, event) == 1
    anchoring.settle(desk, event, [anchoring.placed(desk, event, left, charters.index(desk, event).resolve("1") or "")])
    assert anchoring.proposals(desk, event) == []
    assert "1" in {
        label.number for row in feedback.rows(desk, event) for label in row.sections if row.note.text == "why?"
    }


def test_another_place_can_be_chosen_and_only_one_that_is_there(desk: Desk, event: str) -> None:
    take(desk, NEW, event)
    index = charters.index(desk, event)
    found = next(each for each in anchoring.proposals(desk, event) if each.state == "detached")
    chosen = anchoring.placed(desk, event, found, index.resolve("2") or "")
    assert (chosen.state, chosen.number, chosen.now) == ("changed", "2", "Lamps")
    assert anchoring.placed(desk, event, chosen, "").state == "detached"
    with pytest.raises(Usage):
        anchoring.placed(desk, event, found, "0" * 32)
    anchoring.settle(desk, event, [chosen])
    note = next(note for note in desk.read.notes(event) if note.text == "why?")
    assert note.tags == {index.resolve("2")}
    assert feedback.seen_of(note, *note.tags)["was"] == "Nobody rows at night."


def test_a_third_edition_asks_anew_also_about_what_had_no_place(desk: Desk, event: str) -> None:
    take(desk, NEW, event)
    anchoring.settle(desk, event, anchoring.proposals(desk, event))
    take(desk, NEW + "\nNobody rows at night.\n", event)
    found = {each.was: each.state for each in anchoring.proposals(desk, event)}
    assert found["Nobody rows at night."] == "moved" and set(found.values()) == {"kept", "moved"}


def test_without_the_old_edition_the_words_that_were_seen_lead_to_the_place(desk: Desk, event: str) -> None:
    new = take(desk, NEW, event)
    gone = next(each.id for each in charters.editions(desk, new.charter) if each.id != new.edition)
    with desk.aside() as put:
        put.delete(charters.Edition, gone)
    found = {each.was: each.state for each in anchoring.proposals(desk, event)}
    assert found["Boats are painted red."] == "moved" and found["Nobody rows at night."] == "detached"
    assert found["Oil is shared."] == "kept" and sum(len(each.notes) for each in anchoring.proposals(desk, event)) == 7


def test_one_note_with_two_tags_gets_one_line(desk: Desk, event: str) -> None:
    take(desk, NEW, event)
    before = desk.store.connection.execute("select count(*) from fact where kind = 'note'").fetchone()[0]
    anchoring.settle(desk, event, anchoring.proposals(desk, event))
    after = desk.store.connection.execute("select count(*) from fact where kind = 'note'").fetchone()[0]
    assert after - before == 6, "each tagged note is written once"


_WORDS = st.sampled_from(
    ["one two three four five", "one two three four six", "red boats", "oil", "## A", "## B", "- x"]
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=8)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXTS, _TEXTS, st.lists(st.lists(st.integers(0, 8), min_size=1, max_size=3), min_size=1, max_size=5))
def test_no_tag_is_lost_between_any_two_editions(
    desk: Desk, old: list[str], new: list[str], tagged: list[list[int]]
) -> None:
    event = events.create(desk, "Tea")
    take(desk, "\n\n".join(old), event, title=event)
    places = list(charters.index(desk, event).places)
    for nth, wanted in enumerate(tagged):
        note = notes.add(desk, event, f"note {nth}")
        for place in wanted:
            notes.tag(desk, [note], places[place % len(places)], True)
    take(desk, "\n\n".join(new), event, title=event)
    before, start = tags(desk, event), [note.seen for note in desk.read.notes(event)]
    if old == new:
        assert anchoring.proposals(desk, event) == []
        return
    found = anchoring.proposals(desk, event)
    assert sum(anchoring.tally(found).values()) == before.total() == anchoring.waiting(desk, event)
    there = charters.index(desk, event)
    assert all((each.to in there) == (each.state != "detached") for each in found)
    anchoring.settle(desk, event, found)
    assert anchoring.waiting(desk, event) == 0
    assert {text for text, _ in tags(desk, event)} == {text for text, _ in before}, (
        "every note still speaks of something"
    )
    detached = {each.wid for each in found if each.state == "detached"}
    assert {wid for _, wid in tags(desk, event)} == {each.to for each in found if each.to} | detached
    desk.undo()
    assert tags(desk, event) == before and [note.seen for note in desk.read.notes(event)] == start


def hand_over(team: Team, giver: str, taker: str, event: str) -> None:
    merging.absorb(team[taker], [team.team_file(giver, event)], trust=True)


def test_two_laptops_that_confirm_the_same_agree_and_what_comes_late_waits_again(team: Team) -> None:
    one = team["aisha"]
    event = events.create(one, "Tea")
    take(one, OLD, event)
    for line in LINES:
        notes.add(one, event, line)
    kit = team.kit(event)
    merging.open_kit(team["bao"], kit.path, kit.words)
    two = team["bao"]
    hand_over(team, "aisha", "bao", event)
    take(one, NEW, event)
    hand_over(team, "aisha", "bao", event)
    for desk in (one, two):
        assert anchoring.settle(desk, event, anchoring.proposals(desk, event)) == 7
    hand_over(team, "aisha", "bao", event)
    hand_over(team, "bao", "aisha", event)
    assert tags(one, event) == tags(two, event)
    for desk in (one, two):
        assert desk.read.versions(event) == [] and anchoring.waiting(desk, event) == 0
    notes.add(two, event, "/2p2 late words")
    take(one, NEW.replace("Boats are painted red.", "Boats are red."), event)
    anchoring.settle(one, event, anchoring.proposals(one, event))
    hand_over(team, "bao", "aisha", event)
    late = next(each for each in anchoring.proposals(one, event) if not each.confirmed)
    assert (late.was, len(late.notes)) == ("Boats are painted red.", 1)


def test_what_is_missing_goes_with_its_heading(desk: Desk, clock: Clock) -> None:
    event = events.create(desk, "Tea")
    take(desk, OLD, event)
    for line in ("/2p0 who fills the lamps?", "/0p0 nothing about fish", "/1p0 boats for children"):
        notes.add(desk, event, line)
    take(desk, OLD.replace("## Boats", "## New\n\n## Boats").replace("## Lamps\n\nOil is shared.\n", ""), event)
    found = {each.seen["number"]: (each.state, each.number) for each in anchoring.proposals(desk, event)}
    assert found == {"2p0": ("detached", ""), "0p0": ("kept", "0p0"), "1p0": ("kept", "2p0")}
    anchoring.settle(desk, event, anchoring.proposals(desk, event))
    index = charters.index(desk, event)
    note = next(note for note in desk.read.notes(event) if note.text == "boats for children")
    assert note.tags == {index.resolve("2p0")} and anchoring.waiting(desk, event) == 0


def test_typing_a_line_anew_does_not_move_its_tag_to_what_has_its_number_now(desk: Desk, event: str) -> None:
    """The number in a line was typed in the older edition: another paragraph may have it in the newer one."""
    take(desk, NEW.replace("## Boats\n", "## Boats\n\nNew words come first.\n"), event)
    before = {note.text: note for note in desk.read.notes(event)}
    index = charters.index(desk, event)
    notes.retype(desk, before["why?"].id, "/1p2 why not?", sections=index)
    assert desk.read.get(Note, before["why?"].id).tags == before["why?"].tags
    notes.retype(desk, before["why?"].id, "why not at all?", sections=index)
    assert desk.read.get(Note, before["why?"].id).tags == frozenset(), "who takes the number away takes the tag away"
    notes.retype(desk, before["or blue"].id, "/1p1 or blue", sections=index)
    assert desk.read.get(Note, before["or blue"].id).tags == {index.resolve("1p1")}


def test_a_line_typed_anew_keeps_its_place_also_after_the_place_was_confirmed(desk: Desk, event: str) -> None:
    take(desk, NEW, event)
    anchoring.settle(desk, event, anchoring.proposals(desk, event))
    moved = next(note for note in desk.read.notes(event) if note.text == "or blue")
    notes.retype(desk, moved.id, "/1p3 or green", sections=charters.index(desk, event))
    assert desk.read.get(Note, moved.id).tags == moved.tags


def test_what_was_proposed_before_another_edition_came_is_not_confirmed(desk: Desk, event: str) -> None:
    take(desk, NEW, event)
    found = anchoring.proposals(desk, event)
    take(desk, "# Rules\n\n## Other\n\nWords.\n", event)
    before = tags(desk, event)
    with pytest.raises(HubDeskError, match="stale"):
        anchoring.settle(desk, event, found)
    assert tags(desk, event) == before


def test_a_language_that_the_newer_edition_lacks_does_not_make_words_seem_gone(desk: Desk) -> None:
    event = events.create(desk, "Tea")
    arabic = "---\nlanguage: ar\n---\n# القواعد\n\n## القوارب\n\nللجميع أن يجدفوا.\n".encode()
    english = b"# Rules\n\n## Boats\n\nEverybody may row.\n"
    charters.take(desk, charters.preview([("r.md", english), ("ar.md", arabic)], language="en"), event=event)
    note = notes.add(desk, event, "/1p1 ملاحظة", language="ar")
    assert feedback.seen_of(desk.read.get(Note, note), *desk.read.get(Note, note).tags)["language"] == "ar"
    take(desk, english.decode() + "\n## Lamps\n", event)
    (found,) = anchoring.proposals(desk, event)
    assert (found.state, found.was, found.now) == ("kept", "Everybody may row.", "Everybody may row.")
