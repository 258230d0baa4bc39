"""What became of each place from one edition to the next is said rightly, and no place is forgotten."""

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
