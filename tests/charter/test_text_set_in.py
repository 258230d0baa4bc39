"""Plain texts set with spaces, as mail programs and old constitutions are."""

from hubdesk.charter.detect import read
from hubdesk.model.outline import Outline
from tests.charter.pages import shape


def text(words: str) -> Outline:
    return read(words.encode(), "rules.txt")


def test_lines_that_are_set_in_are_broken_at_the_edge_of_the_page() -> None:
    outline = text(
        "Rules of the lantern house\n\n"
        "   The house is open to all who carry a lantern, and to those who wish to learn how\n"
        "   to carry one. It asks for nothing but care, and gives light to each in turn now.\n\n"
        "    1. Nothing in these rules asks anybody to carry oil on a stormy night, for\n"
        "       nobody who has not promised it to all the others needs to do it.\n"
        "       Nevertheless, whoever has promised it does so or finds another one, and\n"
        "       tells the keeper.\n"
        "    2. A second rule.\n"
    )
    assert [words.partition(" asks")[0] for _, words in shape(outline)][1:] == [
        "Nothing in these rules",
        "A second rule.",
    ]


def test_parts_of_an_annex_are_headings_below_it() -> None:
    outline = text(
        "Rules\n\n1. Aims\n\nWe keep the light.\n\n1.1. Means\n\nOil and care.\n\n2. Rooms\n\nThere are two.\n\n"
        "A. How we decide\n\nThese hold for all.\n\nA.0. Proposals\n\n  1. Anybody may make one.\n"
        "  2. They are written down.\n\nA.1. Votes\n\nAll vote, as A.0. says.\n\nB. Words\n\nPlain ones."
    )
    assert [(block.number, block.heading) for block in outline.blocks if block.heads] == [
        ("1", "1. Aims"),
        ("1.1", "1.1. Means"),
        ("2", "2. Rooms"),
        ("3", "A. How we decide"),
        ("3.1", "A.0. Proposals"),
        ("3.2", "A.1. Votes"),
        ("4", "B. Words"),
    ]
