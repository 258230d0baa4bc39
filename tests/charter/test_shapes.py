"""A translation finds the places of its source in whatever shape somebody saved it."""

import time

import pytest

from hubdesk.charter.detect import read_all
from hubdesk.desk import charters
from hubdesk.model.alignment import align
from hubdesk.model.charter import nodes
from hubdesk.model.outline import Outline
from tests.charter.exports import export, page, unit
from tests.charter.rendered import HTML, SHAPES, Charter
from tests.charter.test_webpage import saved

PAGES = 12


def judged(source: Outline, other: Outline) -> tuple[int, int, int]:
    """Return (headings at their place, headings that have one, headings at a wrong place); words tell the place."""
    numbers = {f"Titel {nth}": place for nth, place in enumerate(p for p, b in enumerate(source.blocks) if b.heads)}
    pairs = align(source, other).pairs
    heads = [(own, block.heading) for own, block in enumerate(other.blocks) if block.heads]
    there = [(own, numbers[words]) for own, words in heads if words in numbers]
    right = sum(pairs.get(own) == place for own, place in there)
    wrong = sum(own in pairs and pairs[own] != numbers.get(words) for own, words in heads)
    return right, len(there), wrong


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("options", "wrong_at_most"),
    [
        ({}, 0.0),
        ({"missing": 0.06}, 0.02),
        ({"more": 0.05}, 0.02),
        ({"missing": 0.05, "more": 0.04, "swapped": 1}, 0.03),
    ],
    ids=["whole", "missing", "more", "missing, more and swapped"],
)
def test_at_least_95_of_100_headings_find_their_place(
    shape: str, options: dict[str, float], wrong_at_most: float
) -> None:
    found = [judged(*Charter(seed, **options).read(shape)) for seed in range(PAGES)]  # type: ignore[arg-type]
    right, there, wrong = map(sum, zip(*found, strict=True))
    assert there > 0.9 * 60 * PAGES * (1 - options.get("missing", 0))
    assert right >= 0.95 * there, f"{right} of {there}, {wrong} at a wrong place"
    assert wrong <= wrong_at_most * there, f"{wrong} of {there} at a wrong place"


@pytest.mark.parametrize("shape", SHAPES)
def test_what_finds_no_place_is_listed_and_nothing_else_is(shape: str) -> None:
    source, other = Charter(3, missing=0.1, more=0.1, swapped=2).read(shape)
    made = nodes("key", source, [other])
    placed = {each.heading or each.text for each in made.texts if each.language == "de"}
    listed = [each.heading or each.text for each in made.unmatched]
    ours = [block.heading or block.text for block in other.blocks[1:]]
    assert len(listed) + len([each for each in made.texts if each.language == "de"]) == len(ours)
    assert placed | set(listed) == set(ours)


@pytest.mark.parametrize("shape", ["po", "csv", "xml units"])
def test_names_of_units_place_every_part_rightly_in_any_order(shape: str) -> None:
    source, other = Charter(5, missing=0.3, swapped=9).read(shape)
    right, there, wrong = judged(source, other)
    assert (right, wrong) == (there, 0) and not align(source, other).unmatched


def test_ids_do_not_depend_on_the_order_of_files_nor_on_what_a_laptop_read_before() -> None:
    charter = Charter(8, missing=0.1)
    files = [
        ("Charter.xml", export(page("Charter", charter.source), unit("Charter", "9990", "sw", "maneno ya sehemu hii"))),
        ("Charter-de.html", charter.html(HTML["new html"])),
        ("Charter-fr.wiki", charter.wikitext().encode()),
    ]
    one, two, three = (
        charters.preview(each, language="en") for each in (files, files[::-1], [files[1], files[0], files[2]])
    )
    assert one.found.nodes == two.found.nodes == three.found.nodes
    assert {text.id for text in one.found.texts} == {text.id for text in two.found.texts}
    assert (one.found.edition, one.key, one.source) == (two.found.edition, two.key, two.source)
    assert set(one.found.languages) == {"en", "sw", "de", "fr"}


def test_saved_pages_of_one_wiki_know_their_source_whatever_comes_first() -> None:
    source = saved("<h2>Aim</h2><p>Words that are said.</p>", page="Charter")
    german = saved(
        '<p><span id="Aim"></span></p><h2>Ziel</h2><p>Worte, die man sagt.</p>', page="Charter/de", language="de"
    )
    one, two = (
        charters.preview(each)
        for each in ([("a.html", source), ("b.html", german)], [("b.html", german), ("a.html", source)])
    )
    assert one.found == two.found and one.found.languages == ("en", "de") and not one.found.unmatched
    assert one.source == "https://meta.example/wiki/Charter@77"


def test_a_page_twice_as_long_takes_about_twice_as_long() -> None:
    def took(shape: str, size: int) -> float:
        charter = Charter(1, size=size)
        data = charter.html(HTML["new html"]) if shape == "html" else charter.wikitext().encode()
        start = time.process_time()
        read_all(data, f"x-de.{shape}")
        return time.process_time() - start

    for shape in ("html", "wiki"):
        assert took(shape, 4000) < 5 * took(shape, 2000) + 0.2
