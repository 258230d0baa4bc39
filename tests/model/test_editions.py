"""What became of each place from one edition to the next is said rightly, and no place is forgotten."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.detect import read
from hubdesk.model.charter import charter_id, wids
from hubdesk.model.editions import Pair, Spot, compare, detached
from tests.charter.pages import SAMPLES

CHARTER = charter_id("test")


def spots(page: str, name: str = "x.wiki") -> list[Spot]:
    blocks = read(page.encode(), name, language="en").blocks
    lasting = wids(CHARTER, blocks)
    return [
        Spot(wid, lasting[block.parent] if place else "", block.role, block.heading or block.text)
        for place, (wid, block) in enumerate(zip(lasting, blocks, strict=True))
    ]


def relations(old: str, new: str) -> list[tuple[str, str, str]]:
    """Return (old words, new words, relation) of every pair that is not the same."""
    before, after = spots(old), spots(new)
    words = {spot.wid: spot.words for spot in [*before, *after]} | {"": ""}
    old_words = {spot.wid: spot.words for spot in before} | {"": ""}
    return [
        (old_words[pair.old], words[pair.new], pair.relation)
        for pair in compare(before, after)
        if pair.relation != "same"
    ]


LONG = "The council meets every month beside the river and publishes what it decided with all its reasons."
PAGE = f"== Aim ==\n{LONG}\n\nAnyone may read the record.\n\n== Money ==\nGifts are named in public.\n"


def test_an_edition_compared_with_itself_is_the_same() -> None:
    page = (SAMPLES / "lantern.wiki").read_text("utf-8")
    pairs = compare(spots(page), spots(page))
    assert {pair.relation for pair in pairs} == {"same"} and {pair.confidence for pair in pairs} == {1.0}
    assert len(pairs) == 52 and detached(pairs) == 0 and {pair.tag for pair in pairs} == {"kept"}


def test_a_changed_word_is_an_edit() -> None:
    new = PAGE.replace("every month", "twice a year")
    assert relations(PAGE, new) == [(LONG, LONG.replace("every month", "twice a year"), "edited")]


def test_a_new_section_before_others_moves_nothing() -> None:
    assert relations(PAGE, "== Before ==\nNew words here.\n" + PAGE) == [
        ("", "Before", "new"),
        ("", "New words here.", "new"),
    ]


def test_what_is_gone_is_removed_and_counted() -> None:
    new = PAGE.replace("Anyone may read the record.\n\n", "")
    pairs = compare(spots(PAGE), spots(new))
    assert relations(PAGE, new) == [("Anyone may read the record.", "", "removed")]
    assert detached(pairs) == 1 and pairs[-1].tag == "detached" and pairs[-1].confidence == 0.0


def test_a_paragraph_below_another_heading_has_moved() -> None:
    new = PAGE.replace("Anyone may read the record.\n\n", "") + "\nAnyone may read the record.\n"
    assert relations(PAGE, new) == [("Anyone may read the record.", "Anyone may read the record.", "moved")]


def test_chapters_in_another_order_have_moved_with_what_is_below() -> None:
    aim, money = PAGE.split("== Money ==")
    found = relations(PAGE, f"== Money =={money}\n{aim}")
    assert {relation for *_, relation in found} == {"moved"}


def test_a_renamed_heading_keeps_what_is_below_it() -> None:
    found = relations(PAGE.replace("Money", "Money and gifts"), PAGE.replace("Money", "Money or gifts"))
    assert found == [("Money and gifts", "Money or gifts", "edited")]


def test_a_paragraph_cut_in_two_is_split() -> None:
    first, second = (
        "The council meets every month beside the river",
        "and publishes what it decided with all its reasons.",
    )
    found = relations(PAGE, PAGE.replace(LONG, f"{first}.\n\n{second}"))
    assert [relation for *_, relation in found] == ["split", "split"]
    assert all(old == LONG for old, *_ in found)


def test_two_paragraphs_joined_are_merged() -> None:
    new = PAGE.replace("reasons.\n\nAnyone", "reasons. Anyone")
    found = relations(PAGE, new)
    assert sorted((old, relation) for old, _, relation in found) == [
        ("Anyone may read the record.", "merged"),
        (LONG, "merged"),
    ]


def test_unit_names_hold_through_any_rewording() -> None:
    old = "<translate>\n== A == <!--T:1-->\n\n<!--T:2-->\nold words\n</translate>"
    new = "<translate>\n== B == <!--T:1-->\n\n<!--T:2-->\nquite another sentence\n</translate>"
    pairs = compare(spots(old), spots(new))
    assert [(pair.relation, pair.confidence) for pair in pairs] == [("same", 1.0), ("edited", 1.0), ("edited", 1.0)]


def test_twins_pair_in_their_order() -> None:
    page = "== Rights ==\nsame\n\nsame\n== Rights ==\nsame\n"
    assert relations(page, page) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("परिषद हर महीने नदी के किनारे मिलती है।", "परिषद हर साल नदी के किनारे मिलती है।"),
        ("يجتمع المجلس كل شهر على ضفة النهر.", "يجتمع المجلس كل سنة على ضفة النهر."),
        ("理事会每月在河边开会。", "理事会每年在河边开会。"),
    ],
)
def test_likeness_holds_in_every_script(old: str, new: str) -> None:
    assert relations(f"== A ==\n{old}", f"== A ==\n{new}") == [(old, new, "edited")]


_LINES = st.sampled_from(
    ["== A ==", "== B ==", "=== A ===", "one two three four", "one two three five", "six", "* one two"]
)


@settings(deadline=None)
@given(st.lists(_LINES, max_size=14), st.lists(_LINES, max_size=14))
def test_every_place_of_both_is_in_a_pair(one: list[str], two: list[str]) -> None:
    old, new = spots("\n\n".join(["== A ==", *one])), spots("\n\n".join(["== A ==", *two]))
    pairs: tuple[Pair, ...] = compare(old, new)
    assert {pair.old for pair in pairs} - {""} == {spot.wid for spot in old}
    assert {pair.new for pair in pairs} - {""} == {spot.wid for spot in new}
    assert all((pair.relation == "removed") == (not pair.new) for pair in pairs)
    assert all((pair.relation == "new") == (not pair.old) for pair in pairs)
    assert all(0 <= pair.confidence <= 1 for pair in pairs)
    single = [pair.old for pair in pairs if pair.relation in ("same", "moved", "edited")]
    assert len(single) == len(set(single))


def test_two_long_editions_that_share_nothing_end_within_the_allowance() -> None:
    old = [Spot(f"o{nth}", "", "paragraph", f"alpha beta {nth}") for nth in range(5000)]
    new = [Spot(f"n{nth}", "", "paragraph", f"gamma delta {nth}") for nth in range(5000)]
    assert detached(compare(old, new)) == 5000


def test_equal_headings_pair_below_their_own_chapter_also_where_only_one_reading_has_units() -> None:
    old = (
        "<translate>\n== Members == <!--T:1-->\n=== Rights === <!--T:2-->\n\n<!--T:3-->\nVote.\n"
        "== Hubs == <!--T:4-->\n=== Rights === <!--T:5-->\n\n<!--T:6-->\nMeet.\n</translate>"
    )
    new = "== Members ==\nVote.\n== Hubs ==\n=== Rights ===\nMeet.\n"
    before, after = spots(old), spots(new)
    below = {spot.wid: spot.parent for spot in [*before, *after]}
    words = {spot.wid: spot.words for spot in [*before, *after]}
    (kept,) = [pair for pair in compare(before, after) if pair.old and pair.new and words[pair.new] == "Rights"]
    assert words[below[kept.old]] == words[below[kept.new]] == "Hubs" and kept.relation == "same"


def test_a_thousand_sections_without_one_equal_line_still_find_their_places() -> None:
    def lines(word: str) -> list[Spot]:
        return [
            Spot(f"{word}{nth}", "", "paragraph", f"The hub number {nth} meets beside river {nth * 7} {word} the year.")
            for nth in range(1_500)
        ]

    pairs = compare(lines("during"), lines("through"))
    assert {pair.relation for pair in pairs} == {"edited"} and len(pairs) == 1_500
    assert all(pair.old.removeprefix("during") == pair.new.removeprefix("through") for pair in pairs)


def test_work_grows_with_the_places_and_not_with_their_square() -> None:
    def cost(size: int) -> int:
        seen = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal seen
            seen += event in ("call", "c_call")

        old = [Spot(f"o{nth}", "", "paragraph", f"alpha {nth} beta {nth} gamma one") for nth in range(size)]
        new = [Spot(f"n{nth}", "", "paragraph", f"alpha {nth} beta {nth} gamma two") for nth in range(size)]
        sys.setprofile(count)
        try:
            compare(old, new)
        finally:
            sys.setprofile(None)
        return seen

    assert cost(3_000) < 2.6 * cost(1_500)


def test_what_was_moved_and_edited_too_is_found_where_it_is_now() -> None:
    new = f"== Money ==\nGifts are always named in public.\n\n== Aim ==\n{LONG}\n\nAnyone may read the record.\n"
    assert ("Gifts are named in public.", "Gifts are always named in public.", "edited") in relations(PAGE, new)
    turned = "== Hubs ==\nThey gather once.\n\n== Aim ==\nNobody may sell the record of a council."
    old = "== Aim ==\nNobody may sell the record of our council.\n\n== Hubs ==\nThey gather once."
    assert ("Nobody may sell the record of our council.", "Nobody may sell the record of a council.", "edited") in (
        relations(old, turned)
    )


def test_words_that_another_paragraph_has_taken_up_elsewhere_are_found_there() -> None:
    old = "== Aim ==\nAnyone may read the record.\n\nWe meet.\n\n== Hubs ==\nEach hub has a keeper of its own.\n"
    new = "== Aim ==\nWe meet.\n\n== Hubs ==\nEach hub has a keeper of its own. Anyone may read the record!\n"
    both = "Each hub has a keeper of its own. Anyone may read the record!"
    assert ("Anyone may read the record.", both, "merged") in relations(old, new)
    gone = "== Aim ==\nWe meet.\n\n== Hubs ==\nEach hub has a keeper of its own. Nobody may read a record.\n"
    assert ("Anyone may read the record.", "", "removed") in relations(old, gone)
