"""A translation finds its places: by unit, by anchor, by order, and says what it did not find."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.charter.detect import read
from hubdesk.model.alignment import align
from hubdesk.model.outline import Outline
from tests.charter.pages import TRANSLATIONS, made_up, sample, source_page, translated_page, wiki


def french(page: str) -> Outline:
    return wiki(page, language="fr")


def matched(source: Outline, other: Outline) -> list[tuple[str, str]]:
    """Return (source number, translated words) of every pair but the document."""
    pairs = sorted((place, own) for own, place in align(source, other).pairs.items() if own)
    return [(source.blocks[place].number, other.blocks[own].heading or other.blocks[own].text) for place, own in pairs]


@pytest.mark.parametrize("name", TRANSLATIONS)
def test_the_sample_s_languages_find_every_place(name: str) -> None:
    source, other = sample("lantern.wiki"), sample(name)
    found = align(source, other)
    assert [found.pairs[own] for own in range(len(other.blocks))] == list(range(len(source.blocks)))
    assert not found.unmatched


def test_the_sample_says_what_is_outdated_and_what_is_missing() -> None:
    source = sample("lantern.wiki")
    hindi = align(source, sample("lantern-hi.wiki"))
    assert hindi.tally(source) == (48, 2, 1)
    number = {block.number: place for place, block in enumerate(source.blocks)}
    assert hindi.status(number["2.2"]) == "outdated"
    assert hindi.status(number["3.4p2"]) == "untranslated"
    assert hindi.status(number["3.4p1"]) == "translated"


def test_equal_headings_find_their_own_chapter_though_one_is_lost() -> None:
    source = wiki("== A ==\n=== Rights ===\nra\n=== Duties ===\nda\n== B ==\n=== Rights ===\nrb\n=== Duties ===\ndb\n")
    other = french(
        '<span id="A"></span>\n== Un ==\n<span id="Duties"></span>\n=== Devoirs ===\nd1\n'
        '<span id="B"></span>\n== Deux ==\n<span id="Rights"></span>\n=== Droits ===\nr2\n'
        '<span id="Duties"></span>\n=== Devoirs ===\nd2\n'
    )
    assert matched(source, other) == [
        ("1", "Un"),
        ("1.2", "Devoirs"),
        ("1.2p1", "d1"),
        ("2", "Deux"),
        ("2.1", "Droits"),
        ("2.1p1", "r2"),
        ("2.2", "Devoirs"),
        ("2.2p1", "d2"),
    ]


def test_anchors_hold_when_the_translation_changed_a_level() -> None:
    source = wiki("== A ==\n== B ==\n== C ==\n")
    other = french('<span id="A"></span>\n== a ==\n<span id="B"></span>\n=== b ===\n<span id="C"></span>\n== c ==\n')
    assert [number for number, _ in matched(source, other)] == ["1", "2", "3"]


def test_without_anchors_equal_shapes_pair_in_order() -> None:
    source = wiki("lead\n== A ==\na\n\nb\n== B ==\n=== C ===\nc\n")
    other = french("chapeau\n== X ==\nx\n\ny\n== Y ==\n=== Z ===\nz\n")
    assert [words for _, words in matched(source, other)] == ["chapeau", "X", "x", "y", "Y", "Z", "z"]


def test_one_heading_that_is_called_as_another_of_the_source_costs_no_place() -> None:
    source = wiki("== Preamble ==\na\n== Introduction ==\nb\n== Rights ==\nc\n== Ends ==\nd\n")
    other = french("== Introduction ==\na\n== Présentation ==\nb\n== Droits ==\nc\n== Buts ==\nd\n")
    assert [number for number, _ in matched(source, other)] == ["1", "1p1", "2", "2p1", "3", "3p1", "4", "4p1"]
    turned = french("== Introduction ==\nb\n== Preamble ==\na\n== Droits ==\nc\n== Buts ==\nd\n")
    assert ("1", "Introduction") not in matched(source, turned)
    told = french('<span id="Introduction"></span>\n== Présentation ==\nb\n== Droits ==\nc\n== X ==\n== Y ==\n')
    assert ("2", "Présentation") in matched(source, told)


def test_without_anchors_a_lost_section_is_found_by_what_stands_below() -> None:
    source = wiki("== A ==\na\n== B ==\nb\n\nb\n\nb\n\nb\n== C ==\n* c\n* c\n== D ==\nd\n")
    other = french("== W ==\na\n== Y ==\n* c\n* c\n== Z ==\nd\n")
    assert [(number, words) for number, words in matched(source, other) if "p" not in number] == [
        ("1", "W"),
        ("3", "Y"),
        ("4", "Z"),
    ]


def test_a_paragraph_too_many_is_unmatched_and_the_rest_find_their_places() -> None:
    known = "== Z ==\nThe record is open to all who live beside the river, and to all others.\n"
    source = wiki(f"== A ==\nIn 2019 the council of Lantern met at length on the river.\n\nShort.\n{known}")
    other = french(
        '<span id="A"></span>\n== B ==\nEn 2019 le conseil de Lantern se réunit longuement près du fleuve.\n\n'
        "Une remarque ajoutée par la traduction, qui n'a pas de place dans la page d'origine, bien trop longue.\n\n"
        'Bref.\n<span id="Z"></span>\n== Z ==\nLe registre est ouvert à celles et ceux qui vivent près du fleuve.\n'
    )
    found = align(source, other)
    assert [other.blocks[own].number for own in found.unmatched] == ["1p2"]
    assert found.pairs[4] == 3


def test_a_section_that_the_source_has_not_is_unmatched_with_its_text() -> None:
    source = wiki("== A ==\na\n")
    other = french('<span id="A"></span>\n== B ==\na\n<span id="New"></span>\n=== Neu ===\nn\n')
    assert [other.blocks[own].number for own in align(source, other).unmatched] == ["1.1", "1.1p1"]


def test_what_is_left_in_the_source_language_is_neither_text_nor_stray() -> None:
    source = wiki("== A ==\na\n")
    box = '<div lang="en" dir="ltr" class="mw-content-ltr">\n{}\n</div>\n\n'
    other = french("".join(map(box.format, ("== A ==", "a", "z"))))
    found = align(source, other)
    assert found.tally(source) == (0, 0, 2) and not found.unmatched


def test_names_of_units_win_over_order() -> None:
    source = read(b"## A {#a}\n\nx {#x}\n\n## B {#b}\n\ny {#y}\n", "x.md")
    other = read(b"## Zwei {#b}\n\nyy {#y}\n\n## Eins {#a}\n\nxx {#x}\n", "x-de.md")
    assert matched(source, other) == [("1", "Eins"), ("1p1", "xx"), ("2", "Zwei"), ("2p1", "yy")]


def test_a_saved_page_without_units_is_found_by_what_the_units_say_in_its_language() -> None:
    source = read(b"<html><h1>T</h1><h2>Rights</h2><p>One.</p><p>Two.</p><h2>Rights</h2><p>Two.</p></html>", "c.html")
    units = (
        ("== Rights ==", ""),
        ("One.", ""),
        ("Two.", "Deux."),
        ("== Rights ==", "== Droits =="),
        ("Two.", "Trois."),
    )
    po = 'msgid ""\nmsgstr "X-Language-Code: fr\\n"\n\n' + "".join(
        f'msgctxt "C/{nth}"\nmsgid "{said}"\nmsgstr "{words}"\n\n' for nth, (said, words) in enumerate(units)
    )
    assert matched(source, read(po.encode(), "c.po")) == [("1p2", "Deux."), ("2", "Droits"), ("2p1", "Trois.")]


def test_an_outline_aligned_to_itself_is_itself() -> None:
    source = sample("lantern.wiki")
    assert dict(align(source, source).pairs) == {place: place for place in range(len(source.blocks))}


def share(seed: int, **options: object) -> tuple[int, int]:
    """Return (headings placed rightly, headings there) of one made-up page and its translation."""
    sections = made_up(seed)
    dropped = options.pop("dropped", set())
    assert isinstance(dropped, set)
    source = wiki(source_page(sections))
    other = french(translated_page(sections, drop=lambda nth: nth in dropped, **options))  # type: ignore[arg-type]
    ours = [place for place, block in enumerate(source.blocks) if block.heads]
    kept = [place for nth, place in enumerate(ours) if nth not in dropped]
    theirs = [own for own, block in enumerate(other.blocks) if block.heads]
    pairs = align(source, other).pairs
    return sum(pairs.get(own) == place for own, place in zip(theirs, kept, strict=True)), len(theirs)


def test_at_least_95_of_100_headings_find_their_place_on_pages_as_the_wiki_stores_them() -> None:
    right = there = 0
    for seed in range(40):
        chance = random.Random(seed)
        found = share(
            seed,
            dropped={nth for nth in range(40) if chance.random() < 0.05},
            fuzzy=lambda nth: nth % 7 == 0,
            missing=lambda nth: nth % 11 == 3,
        )
        right, there = right + found[0], there + found[1]
    assert there > 1000 and right >= 0.95 * there


def test_at_least_95_of_100_headings_find_their_place_without_anchors_when_none_is_lost() -> None:
    found = [share(seed, anchors=False) for seed in range(20)]
    assert sum(right for right, _ in found) >= 0.95 * sum(there for _, there in found)


def test_a_page_of_the_same_shape_pairs_one_by_one_though_most_anchors_are_gone() -> None:
    for seed in range(20):
        sections = made_up(seed)
        chance = random.Random(seed)
        lines = translated_page(sections).split("\n")
        page = "\n".join(line for line in lines if not line.startswith("<span") or chance.random() < 0.3)
        source, other = wiki(source_page(sections)), french(page)
        assert sorted(align(source, other).pairs.items()) == [(at, at) for at in range(len(source.blocks))]


_LINES = st.sampled_from(
    ["== A ==", "== B ==", "=== A ===", "=== C ===", "* i", "words", "more 12 words of Lantern", ""]
)


@settings(deadline=None)
@given(st.lists(_LINES, max_size=30), st.lists(_LINES, max_size=30))
def test_any_two_outlines_pair_each_place_once_and_like_with_like(one: list[str], two: list[str]) -> None:
    source, other = wiki("\n".join(["== A ==", *one])), french("\n".join(["== A ==", *two]))
    found = align(source, other)
    assert len(set(found.pairs.values())) == len(found.pairs)
    assert {*found.pairs, *found.unmatched} == set(range(len(other.blocks)))
    assert not set(found.pairs) & set(found.unmatched)
    for own, place in found.pairs.items():
        assert source.blocks[place].heads == other.blocks[own].heads
    placed = [found.pairs[own] for own in sorted(found.pairs) if other.blocks[own].heads]
    assert placed == sorted(placed)


def test_a_thousand_equal_headings_take_a_moment() -> None:
    page = "== Rights ==\nx\n" * 3000
    source, other = wiki(page), french(page + "== Rights ==\n")
    assert len(align(source, other).unmatched) == 1


def test_two_long_pages_that_share_nothing_end_within_the_allowance() -> None:
    source = wiki("".join(f"{'=' * (2 + nth % 3)} A{nth} {'=' * (2 + nth % 3)}\n\nx\n\n" for nth in range(3000)))
    other = french("".join(f"{'=' * (2 + nth % 2)} B{nth} {'=' * (2 + nth % 2)}\n\nx\n\n" for nth in range(2900)))
    found = align(source, other)
    assert len(set(found.pairs.values())) == len(found.pairs)
